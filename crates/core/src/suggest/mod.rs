//! What rules suggest: spans with their labels, parties with their roles, what they answer for.
//!
//! A suggestion follows from the text, what is known of its place and the rules; nothing here
//! changes a document. Start at [`Suggester`]; [`rules`] is the table of rules.
//!
//! - `ground`: what is known of a document before its clauses are looked at
//! - `sentence`, `clause`: a paragraph as sentences of clauses, and what a clause looks like
//! - `course`: whether it tells what is planned or what was done
//! - `verdict`: what it is; `joined`: spans from that
//! - `parties`: who is responsible; `ties`: relations
//! - `words`: the cue words
//! - `rulebook`: which rules are in force, and the analyst's own; `own`: what those find
//! - `learned`: what the annotations of the project teach; `known`: the words of that
//! - `trial`: what an own rule would find
//! - `again`: a stretch that is looked at again

mod again;
mod clause;
mod course;
mod duty;
mod ground;
mod joined;
mod known;
mod learned;
mod own;
mod parties;
pub mod rulebook;
pub mod rules;
mod sentence;
#[cfg(test)]
mod tests;
mod ties;
mod trial;
mod verdict;
mod words;
mod written;

use crate::text::wordlist::cues;
use alloc::vec::Vec;

pub use self::{
    again::{Again, Replaced},
    ground::Ground,
    known::Known,
    learned::{Learned, Tally},
    parties::Party,
    rulebook::Rulebook,
    rules::Rule,
    trial::{Agreement, Trial, agreement},
    written::{attributed, document, is_decided, offered, origin},
};
use self::{
    clause::Clause,
    course::Course,
    joined::{Found, Joined},
    sentence::sentences,
    verdict::{Around, verdict},
    words::Lists,
};
pub use crate::change::edit::{Answer, Tie};
use crate::{
    model::{Tense, ZoneKind},
    outline::ordinal,
    parse::document::in_target_list,
    scheme::LabelKind,
    text::{Offset, Text, TextRange, block::Block, marks::is_blank},
};

/// A span that a rule suggests.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suggestion {
    /// Which rule.
    pub rule: Rule,
    /// What it is a span of; none where the label of an own rule has no kind.
    pub kind: Option<LabelKind>,
    /// Where.
    pub range: TextRange,
    /// What its place tells, by which its slots and attributes are read.
    pub tense: Tense,
    /// Whether it stands in a list of expected targets.
    pub in_target_list: bool,
    /// Role and kind of a Party.
    pub party: Option<Party>,
}

/// What was found in a stretch.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Suggestions {
    /// In the order of the text; of two that begin together the longer first.
    pub spans: Vec<Suggestion>,
    /// Who answers for what.
    pub answers: Vec<Answer>,
    /// Relations.
    pub ties: Vec<Tie>,
}

/// Goes through a text in steps.
#[derive(Clone, Debug, Default)]
pub struct Suggester {
    /// The next paragraph.
    next: usize,
    /// Paragraphs that were looked at together, each from the first to behind the last, in order.
    together: Vec<(usize, usize)>,
    /// The paragraph that is being looked at: a long one takes several steps.
    unit: Option<Unit>,
}

impl Suggester {
    /// From a paragraph on.
    #[must_use]
    pub fn from(paragraph: usize) -> Self {
        Self {
            next: paragraph,
            ..Self::default()
        }
    }

    /// Lets go of a paragraph that was looked at in part, so that it is looked at as a whole by what is
    /// known now.
    pub fn begin_paragraph(&mut self) {
        self.unit = None;
    }

    /// The next paragraph to be looked at.
    #[must_use]
    pub fn next(&self) -> usize {
        self.next
    }

    /// Goes on until so many bytes were looked at, or up to a paragraph. Whether that is reached.
    pub fn step(
        &mut self,
        text: &Text,
        ground: &Ground,
        to: usize,
        budget: usize,
        found: &mut Suggestions,
    ) -> bool {
        let to = to.min(text.paragraphs().count());
        let mut left = budget;
        while self.next < to {
            if left == 0 {
                return false;
            }
            let unit = self
                .unit
                .get_or_insert_with(|| Unit::begin(text, ground, self.next));
            if !unit.step(text, ground, &mut left) {
                return false;
            }
            let own = core::mem::take(&mut unit.found);
            let first = core::mem::replace(&mut self.next, unit.next);
            self.unit = None;
            found.append(own);
            if self.next > first + 1 {
                self.together.push((first, self.next));
            }
        }
        true
    }
}

impl Suggestions {
    /// Puts others behind these.
    fn append(&mut self, mut others: Self) {
        self.spans.append(&mut others.spans);
        self.answers.append(&mut others.answers);
        self.ties.append(&mut others.ties);
    }
}

/// All suggestions of a text.
#[must_use]
pub fn suggest(text: &Text, ground: &Ground) -> Suggestions {
    let mut found = Suggestions::default();
    Suggester::default().step(text, ground, usize::MAX, usize::MAX, &mut found);
    found
}

/// What a paragraph has, with the labelled lines that belong to it. The paragraph behind it.
fn paragraph(text: &Text, ground: &Ground, nth: usize, found: &mut Suggestions) -> usize {
    let mut unit = Unit::begin(text, ground, nth);
    let mut all = usize::MAX;
    unit.step(text, ground, &mut all);
    found.append(unit.found);
    unit.next
}

/// A paragraph with the labelled lines that belong to it, as it is gone through.
#[derive(Clone, Debug)]
struct Unit {
    /// The paragraph behind it.
    next: usize,
    /// The paragraph at hand; none is left where that is the one behind.
    line: usize,
    /// Where the next block of it begins; none at its start.
    at: Option<Offset>,
    course: Course,
    found: Suggestions,
}

impl Unit {
    fn begin(text: &Text, ground: &Ground, nth: usize) -> Self {
        let whole = text.paragraphs().content(text.as_str(), nth);
        let content = text.slice(whole);
        let zone = ground.zone_at(whole.start());
        let mut unit = Self {
            next: nth + 1,
            line: nth + 1,
            at: None,
            course: Course::at(ground, whole.start()),
            found: Suggestions::default(),
        };
        let found = &mut unit.found;
        if content.trim_matches(is_blank).is_empty()
            || matches!(zone, ZoneKind::Glossary | ZoneKind::Boilerplate)
        {
            return unit;
        }
        if zone == ZoneKind::CoverNote {
            letter(text, whole, found);
            return unit;
        }
        if parties::may_name(content) {
            let (answers, behind) = parties::labelled(text, ground, nth);
            unit.next = behind.max(nth + 1);
            for (answer, named) in answers {
                for own in named {
                    put_party(found, own);
                }
                found.answers.push(answer);
            }
        }
        unit.line = nth;
        unit
    }

    /// Goes on until so many bytes were looked at. Whether that is all.
    fn step(&mut self, text: &Text, ground: &Ground, left: &mut usize) -> bool {
        *left = left.saturating_sub(16);
        while self.line < self.next {
            let whole = text.paragraphs().content(text.as_str(), self.line);
            let mut at = self.at.take().unwrap_or(whole.start());
            while at < whole.end() {
                if *left == 0 && at > whole.start() {
                    self.at = Some(at);
                    return false;
                }
                let block = Block::at(text, at);
                in_block(text, ground, &block, &mut self.course, &mut self.found);
                own::put(text, ground, &block, &mut self.found);
                let next = block.next(text);
                *left = left.saturating_sub(next.bytes() - at.bytes());
                at = next;
            }
            self.line += 1;
        }
        in_order(ground, &mut self.found.spans);
        true
    }
}

/// Puts the spans of a paragraph in order, without those whose rules are switched off.
fn in_order(ground: &Ground, spans: &mut Vec<Suggestion>) {
    if !ground.book.has_all() {
        spans.retain(|own| ground.book.is_on(own.rule));
    }
    spans.sort_by_key(|own| (own.range.start(), core::cmp::Reverse(own.range.end())));
}

/// What a paragraph of the letter before an annex asks for.
fn letter(text: &Text, whole: TextRange, found: &mut Suggestions) {
    let mut at = whole.start();
    while at < whole.end() {
        let block = Block::at(text, at);
        for (own, parties, answer) in duty::duties(&block) {
            found.spans.push(Suggestion {
                rule: own.rule,
                kind: Some(own.kind),
                range: block.range(own.place),
                tense: own.tense,
                in_target_list: false,
                party: None,
            });
            for named in parties {
                put_party(found, named);
            }
            found.answers.push(answer);
        }
        at = block.next(text);
    }
}

fn put_party(found: &mut Suggestions, own: parties::Named) {
    found.spans.push(Suggestion {
        rule: own.rule,
        kind: Some(LabelKind::Party),
        range: own.range,
        tense: Tense::None,
        in_target_list: false,
        party: Some(own.party),
    });
}

/// What the clauses of a block are.
fn in_block(
    text: &Text,
    ground: &Ground,
    block: &Block<'_>,
    course: &mut Course,
    found: &mut Suggestions,
) {
    let start = block.offset(0);
    let lists = may_list(block.text) || ground.is_titled(text, start, &["目标", "指标"]);
    let in_targets = ground.genre == ground::Genre::Bulletin
        && ground.is_titled(text, start, &["指标", "目标任务", "预期目标"]);
    let mut joined = Joined::default();
    let mut is_first = block.starts_paragraph;
    for (nth, sentence) in sentences(text, ground, block).iter().enumerate() {
        is_first &= nth == 0 || !sentence.is_new;
        let first = sentence.clauses.first();
        if sentence.is_new {
            let first = first.map_or("", |first| {
                if first.before.is_empty() {
                    first.text
                } else {
                    first.before
                }
            });
            course.begin_sentence(first);
        }
        joined.begin();
        for clause in &sentence.clauses {
            let tense = course.of(clause, is_first);
            let at = block.offset(clause.place.0);
            let around = Around {
                tense,
                in_list: lists
                    && !clause.is_remark
                    && tense != Tense::Past
                    && in_list(text, ground, at, clause),
                in_targets,
                before: joined.before,
            };
            joined.push(clause, verdict(clause, &around), tense);
        }
    }
    put(&ground.lists, block, &joined.found, found);
}

/// Whether a block may hold a list of targets.
fn may_list(text: &str) -> bool {
    let has_head = cues!("目标 指标").is_in(text) && text.contains([':', '：']);
    has_head || ordinal(text.trim_start_matches(is_blank)).is_some()
}

/// Whether a clause stands in a list of targets, and is no head of one.
fn in_list(text: &Text, ground: &Ground, at: Offset, clause: &Clause<'_>) -> bool {
    in_target_list(text, &ground.outline, at) && !clause.is_head
}

fn put(lists: &Lists, block: &Block<'_>, all: &[Found], found: &mut Suggestions) {
    found.ties.extend(ties::ties(block, all));
    for own in all {
        let range = block.range(own.place);
        for named in parties::within(lists, block, own) {
            found
                .answers
                .extend((named.rule == Rule::PartyImplementer).then(|| Answer {
                    scope: range,
                    bracket: None,
                    parties: [named.range].into(),
                }));
            put_party(found, named);
        }
        found.spans.push(Suggestion {
            rule: own.rule,
            kind: Some(own.kind),
            range,
            tense: own.tense,
            in_target_list: own.rule == Rule::TargetList,
            party: None,
        });
    }
}
