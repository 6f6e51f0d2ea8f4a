//! What rules suggest for the document on the screen: found in steps, kept beside the document and
//! never in it. Its code comes later.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use reportmark_core::{
    change::edit::Direction,
    model::{Document, Lexicon, Section, Span, SpanStatus, Zone},
    outline::Outline,
    scheme::{LabelId, Scheme},
    suggest::{Ground, Rule, Suggester, Suggestion, Suggestions, is_decided, offered, rules},
    text::{Offset, TextRange},
};
use serde_json::Value;

/// Bytes before the start of a changed span in which what it decides on begins.
const REACH: usize = 1 << 12;

/// Something that is done to suggestions.
#[derive(Clone, PartialEq, Debug)]
pub enum SuggestAction {
    /// Show them, or no longer.
    Switch,
    /// Go to the next or the previous one.
    Step(Direction),
    /// Choose one in the queue.
    Pick(usize),
    /// Accept the one that is selected.
    Accept,
    /// Accept it under this label.
    AcceptAs(LabelId),
    /// Reject it.
    Reject,
    /// Take it in hand, to be corrected.
    Take,
    /// Accept all that are listed.
    AcceptAll,
    /// Reject all that are listed.
    RejectAll,
    /// List others, or in another order.
    Sieve(Sieve),
    /// Show the queue from this row on.
    Queue(usize),
    /// Another stretch of the text is drawn.
    Drawn,
    /// Look for no more.
    Stop,
    /// Go on looking.
    GoOn,
}

/// Which suggestions are listed, and in which order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sieve {
    /// Of one rule, or of any.
    pub rule: Option<Rule>,
    /// With at least this confidence, in hundredths.
    pub least: u8,
    /// Of the section at the cursor only.
    pub in_section: bool,
    /// The surest first, rather than as they stand in the text.
    pub surest_first: bool,
}

/// What is known of a document that suggestions depend on.
#[derive(Clone, PartialEq, Debug, Default)]
struct Basis {
    genre: Option<Value>,
    sections: Arc<Vec<Section>>,
    zones: Vec<Zone>,
}

/// The suggestions for the document on the screen.
#[derive(Clone, Default)]
pub struct Suggesting {
    document: Option<Arc<Document>>,
    basis: Basis,
    ground: Option<Arc<Ground>>,
    suggester: Suggester,
    /// Whether the whole text was looked at.
    pub is_done: bool,
    /// Whether the user asked to look for no more.
    pub is_stopped: bool,
    found: Suggestions,
    /// For each that was found, whether nobody has decided on it.
    open: Vec<bool>,
    /// Those of what is in view, before its turn comes.
    ahead: Suggestions,
    /// How sure each rule is, in hundredths.
    sure: Vec<u8>,
    /// Those that are listed, by their places among the found ones.
    listed: Vec<usize>,
    /// Which are listed.
    pub sieve: Sieve,
    /// The section that they are listed of.
    section: Option<TextRange>,
    /// The first row of the queue that is drawn.
    pub row: usize,
    /// The stretch of the text that is drawn.
    drawn: TextRange,
    /// Those that were drawn, so that what did not change stays the same.
    made: BTreeMap<(TextRange, Rule), Arc<Span>>,
}

impl std::fmt::Debug for Suggesting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} suggestions", self.found.spans.len())
    }
}

impl Suggesting {
    /// Whether it is of this document as it is now.
    #[must_use]
    pub fn is_of(&self, document: &Arc<Document>) -> bool {
        self.document
            .as_ref()
            .is_some_and(|own| Arc::ptr_eq(own, document))
    }

    /// Follows what was done to the document. Another text, genre or tense begins anew.
    pub fn follow(&mut self, document: &Arc<Document>, scheme: &Scheme) {
        if self.is_of(document) {
            return;
        }
        if self.sure.is_empty() {
            self.sure = rules::all().map(|about| about.precision).collect();
        }
        let head = &document.head;
        let basis = Basis {
            genre: head.fields.get("genre").cloned(),
            sections: Arc::clone(&head.sections),
            zones: head.zones.clone(),
        };
        let old = self.document.replace(Arc::clone(document));
        let same = old.filter(|old| Arc::ptr_eq(&old.text, &document.text) && basis == self.basis);
        let Some(old) = same else {
            *self = Self {
                document: Some(Arc::clone(document)),
                basis,
                sieve: self.sieve,
                sure: std::mem::take(&mut self.sure),
                drawn: self.drawn,
                ..Self::default()
            };
            return;
        };
        for range in document.spans.changed_since(&old.spans) {
            for nth in self.near(range) {
                let is_open = self
                    .found
                    .spans
                    .get(nth)
                    .is_some_and(|own| is_open(document, scheme, own));
                if let Some(open) = self.open.get_mut(nth) {
                    *open = is_open;
                }
            }
            self.list_again(self.near(range));
        }
    }

    /// The found ones that may overlap a stretch.
    fn near(&self, range: TextRange) -> Range<usize> {
        let from = range.start().bytes().saturating_sub(REACH);
        let spans = &self.found.spans;
        let from = spans.partition_point(|own| own.range.start().bytes() < from);
        let to = spans.partition_point(|own| own.range.start() < range.end());
        from..to.max(from)
    }

    /// Goes on looking, what is in view first, until so many bytes were looked at. Whether
    /// all is done, and whether what is shown changes by it.
    pub fn step(
        &mut self,
        scheme: &Scheme,
        outline: &Arc<Outline>,
        lexicon: &Lexicon,
        budget: usize,
    ) -> (bool, bool) {
        let Some(document) = self.document.clone() else {
            return (true, false);
        };
        if self.is_done || self.is_stopped {
            return (true, false);
        }
        let head = &document.head;
        let ground = self.ground.get_or_insert_with(|| {
            let names = lexicon.bodies.iter().map(|body| Arc::clone(&body.name));
            let bodies = names.collect();
            let (sections, zones) = (&head.sections, &head.zones);
            Arc::new(Ground::of(
                &document.text,
                outline,
                &head.fields,
                sections,
                zones,
                bodies,
            ))
        });
        let ground = Arc::clone(ground);
        let text = &document.text;
        let paragraphs = text.paragraphs();
        let first = paragraphs.at(self.drawn.start());
        let mut is_seen = false;
        if first > self.suggester.next() && self.ahead.spans.is_empty() && !self.drawn.is_empty() {
            let mut ahead = Suggester::from(first);
            let to = paragraphs.at(self.drawn.end()) + 1;
            ahead.step(text, &ground, to, budget, &mut self.ahead);
            is_seen = !self.ahead.spans.is_empty();
        }
        let from = self.found.spans.len();
        self.is_done = self
            .suggester
            .step(text, &ground, usize::MAX, budget, &mut self.found);
        let new = self.found.spans.get(from..).unwrap_or_default();
        self.open
            .extend(new.iter().map(|own| is_open(&document, scheme, own)));
        is_seen |= new.iter().any(|own| own.range.overlaps(self.drawn));
        // Until all that is drawn was reached, the rest of it is only there.
        if self.suggester.next() > paragraphs.at(self.drawn.end()) {
            self.ahead = Suggestions::default();
        }
        if self.sieve.surest_first && self.is_done {
            self.list();
        } else if !self.sieve.surest_first {
            self.list_from(from);
        }
        (self.is_done, is_seen)
    }

    /// How much of the text was looked at, in hundredths.
    #[must_use]
    pub fn percent(&self) -> usize {
        let Some(document) = &self.document else {
            return 0;
        };
        let all = document.text.paragraphs().count().max(1);
        if self.is_done {
            100
        } else {
            self.suggester.next() * 100 / all
        }
    }

    /// How sure a suggestion is, in hundredths.
    #[must_use]
    pub fn confidence(&self, rule: Rule) -> u8 {
        self.sure.get(rule as usize).copied().unwrap_or_default()
    }

    /// Whether the sieve lets one through.
    fn passes(&self, own: &Suggestion) -> bool {
        let section = self.section.filter(|_| self.sieve.in_section);
        self.sieve.rule.is_none_or(|rule| rule == own.rule)
            && self.confidence(own.rule) >= self.sieve.least
            && section.is_none_or(|section| section.covers(own.range))
    }

    /// The open ones among these that the sieve lets through.
    fn passing(&self, range: Range<usize>) -> Vec<usize> {
        let passes = |nth: &usize| {
            let own = self.found.spans.get(*nth).zip(self.open.get(*nth));
            own.is_some_and(|(own, open)| *open && self.passes(own))
        };
        range.filter(passes).collect()
    }

    /// Lists these anew. The others stay where they are.
    fn list_again(&mut self, range: Range<usize>) {
        if self.sieve.surest_first {
            self.list();
            return;
        }
        let from = self.listed.partition_point(|nth| *nth < range.start);
        let to = self.listed.partition_point(|nth| *nth < range.end);
        let passing = self.passing(range);
        self.listed.splice(from..to, passing);
        self.row = self.row.min(self.listed.len().saturating_sub(1));
    }

    /// Lists those that were found last as well, behind the others.
    fn list_from(&mut self, from: usize) {
        let new = self.passing(from..self.found.spans.len());
        self.listed.extend(new);
    }

    /// Lists the open ones that the sieve lets through.
    fn list(&mut self) {
        self.listed.clear();
        self.list_from(0);
        if self.sieve.surest_first {
            let mut listed = std::mem::take(&mut self.listed);
            let rule = |nth: usize| self.found.spans.get(nth).map(|own| own.rule);
            let sure = |nth: &usize| rule(*nth).map_or(0, |rule| self.confidence(rule));
            listed.sort_by_key(|nth| std::cmp::Reverse(sure(nth)));
            self.listed = listed;
        }
        self.row = self.row.min(self.listed.len().saturating_sub(1));
    }

    /// Lists others; `section` is the one at the cursor.
    pub fn sift(&mut self, sieve: Sieve, section: Option<TextRange>) {
        self.sieve = sieve;
        self.section = section;
        self.row = 0;
        self.list();
    }

    /// How many are listed.
    #[must_use]
    pub fn count(&self) -> usize {
        self.listed.len()
    }

    /// Those that are listed, from a row on.
    pub fn rows(&self, first: usize, count: usize) -> impl Iterator<Item = &Suggestion> {
        let rows = self.listed.iter().skip(first).take(count);
        rows.filter_map(|&nth| self.found.spans.get(nth))
    }

    /// The row of a suggestion in the queue.
    #[must_use]
    pub fn row_of(&self, range: TextRange, rule: Rule) -> Option<usize> {
        let own = |nth: &usize| {
            let own = self.found.spans.get(*nth);
            own.is_some_and(|own| own.range == range && own.rule == rule)
        };
        if self.sieve.surest_first {
            return self.listed.iter().position(own);
        }
        let near = self.near(range);
        let from = self.listed.partition_point(|nth| *nth < near.start);
        let listed = self.listed.get(from..)?;
        let found = listed
            .iter()
            .take_while(|nth| **nth < near.end)
            .position(own)?;
        Some(from + found)
    }

    /// The one that comes next in the queue: behind the row of the one that is selected, or from a
    /// place in the text on.
    #[must_use]
    pub fn next(
        &self,
        row: Option<usize>,
        from: Offset,
        direction: Direction,
    ) -> Option<&Suggestion> {
        let row = match (row, direction) {
            (Some(row), Direction::Forward) => row + 1,
            (Some(row), Direction::Back) => row.checked_sub(1)?,
            (None, Direction::Forward) if self.sieve.surest_first => 0,
            (None, _) => {
                let before = |nth: &usize| {
                    let own = self.found.spans.get(*nth);
                    own.is_some_and(|own| own.range.start() < from)
                };
                let behind = if self.sieve.surest_first {
                    let behind = self.listed.iter().position(|nth| !before(nth));
                    behind.unwrap_or(self.listed.len())
                } else {
                    self.listed.partition_point(before)
                };
                match direction {
                    Direction::Forward => behind,
                    Direction::Back => behind.checked_sub(1)?,
                }
            }
        };
        self.listed
            .get(row)
            .and_then(|&nth| self.found.spans.get(nth))
    }

    /// All that was found.
    #[must_use]
    pub fn found(&self) -> &Suggestions {
        &self.found
    }

    /// What is known of the document.
    #[must_use]
    pub fn ground(&self) -> Option<&Arc<Ground>> {
        self.ground.as_ref()
    }

    /// Whether what is shown is of this stretch as well.
    #[must_use]
    pub fn draws(&self, drawn: TextRange) -> bool {
        self.drawn.covers(drawn)
    }

    /// This stretch is drawn: what is shown has to be of it.
    pub fn draw(&mut self, drawn: TextRange) {
        if self.draws(drawn) {
            return;
        }
        // What is scrolled to next is there already.
        let more = drawn.len().max(6000);
        let start = drawn.start().bytes().saturating_sub(more);
        let end = Offset::from_bytes(drawn.end().bytes() + more);
        self.drawn = TextRange::between(Offset::from_bytes(start), end);
        self.ahead = Suggestions::default();
        if self.made.len() > 4000 {
            self.made.clear();
        }
    }

    /// The suggestion that a span stands for which [`shown`](Self::shown) has.
    #[must_use]
    pub fn suggestion(&self, span: &Span) -> Option<&Suggestion> {
        let rule = rule_of(span)?;
        let is_own = |own: &&Suggestion| own.range == span.range && own.rule == rule;
        let near = self
            .found
            .spans
            .get(self.near(span.range))
            .unwrap_or_default();
        near.iter()
            .find(is_own)
            .or_else(|| self.ahead.spans.iter().find(is_own))
    }

    /// The document with what is suggested in the stretch that is drawn.
    pub fn shown(&mut self, scheme: &Scheme) -> Option<Arc<Document>> {
        let document = self.document.clone()?;
        let mut shown = Document::clone(&document);
        let drawn = self.drawn;
        let near = self.near(drawn);
        let found = self.found.spans.get(near.clone()).unwrap_or_default();
        let open = self.open.get(near).unwrap_or_default();
        let found = found
            .iter()
            .zip(open)
            .filter(|(_, open)| **open)
            .map(|(own, _)| own);
        let ahead = self
            .ahead
            .spans
            .iter()
            .filter(|own| is_open(&document, scheme, own));
        let mut any = false;
        for own in found.chain(ahead) {
            if !own.range.overlaps(drawn) {
                continue;
            }
            let span = match self.made.get(&(own.range, own.rule)) {
                Some(span) => Arc::clone(span),
                None => match offered(own, scheme) {
                    Some(span) => {
                        let span = Arc::new(span);
                        self.made.insert((own.range, own.rule), Arc::clone(&span));
                        span
                    }
                    None => continue,
                },
            };
            if shown.spans.get(&span.id).is_none() {
                any = true;
                shown.spans.insert(span);
            }
        }
        any.then(|| Arc::new(shown))
    }
}

/// The rule that suggested a span.
#[must_use]
pub fn rule_of(span: &Span) -> Option<Rule> {
    Rule::of_id(span.origin.strip_prefix("rule:")?)
}

/// Whether nobody has decided on a suggestion.
fn is_open(document: &Document, scheme: &Scheme, own: &Suggestion) -> bool {
    let label = scheme.label_of(own.kind);
    label.is_some_and(|label| !is_decided(&document.spans, &label.id, own.range))
}

/// Whether a span is one that is only offered: it is in no document.
#[must_use]
pub fn is_offer(document: &Document, span: &Span) -> bool {
    span.status == SpanStatus::Suggested && document.spans.get(&span.id).is_none()
}
