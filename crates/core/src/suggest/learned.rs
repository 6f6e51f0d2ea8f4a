//! What the annotations of a project teach: how often each rule was right, names that were accepted,
//! and what was rejected where.
//!
//! Everything is counted, and a span that goes takes away what it brought. So a decision that is
//! taken back teaches nothing.

use alloc::{collections::BTreeMap, string::String, sync::Arc, vec::Vec};
use serde_json::Value;

use super::known::Known;
use crate::{
    model::{Document, DocumentId, Lexicon, Project, Span, SpanStatus},
    scheme::{LabelId, LabelKind},
    text::{Text, TextRange, marks::is_blank},
};

/// What was decided on suggestions of a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Accepted as they were.
    pub accepted: u32,
    /// Accepted with other ends or another label.
    pub corrected: u32,
    /// Rejected.
    pub rejected: u32,
}

/// Decisions that the precision of a rule on other texts weighs as much as.
const PRIOR: u32 = 20;

impl Tally {
    /// How many were decided on.
    #[must_use]
    pub fn decided(&self) -> u32 {
        self.accepted + self.corrected + self.rejected
    }

    /// How sure a rule is, in hundredths: the mean of a Beta distribution whose prior weighs as much as
    /// twenty decisions with the precision that was measured elsewhere (Gelman et al., Bayesian Data
    /// Analysis, 3rd ed., §2.4). What had to be corrected was not right.
    #[must_use]
    pub fn confidence(&self, precision: u8) -> u8 {
        let right = u32::from(precision) * PRIOR + self.accepted.saturating_mul(100);
        let all = PRIOR + self.decided();
        u8::try_from((right + all / 2) / all).unwrap_or(100)
    }
}

/// How often a name was accepted, as whom, and rejected.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Named {
    accepted: u32,
    implementer: u32,
    rejected: u32,
}

impl Named {
    fn is_known(self) -> bool {
        self.accepted > self.rejected
    }
}

/// A label, and what stands before something that was rejected, from there back, and behind it.
type Place = (LabelId, String, String);

/// A document, and how many of its spans were learned from.
#[derive(Clone, Debug)]
struct Seen {
    document: Arc<Document>,
    spans: usize,
}

/// What the annotations of a project teach.
#[derive(Clone, Debug, Default)]
pub struct Learned {
    seen: Vec<Seen>,
    /// What spans of each label are.
    kinds: Vec<(LabelId, Option<LabelKind>)>,
    tallies: BTreeMap<Arc<str>, Tally>,
    names: BTreeMap<Arc<str>, Named>,
    indicators: BTreeMap<Arc<str>, u32>,
    refused: BTreeMap<Arc<str>, BTreeMap<Place, u32>>,
    /// How often the words that are known became others.
    version: usize,
    /// What was rejected, or is rejected no longer, since that was asked.
    quotes: Vec<Arc<str>>,
}

/// Code points of a name or indicator that is worth knowing.
const NAME: core::ops::RangeInclusive<usize> = 2..=20;
const INDICATOR: core::ops::RangeInclusive<usize> = 3..=20;

/// Code points before and behind something by which its context is known again.
const CONTEXT: usize = 12;

/// Code points of a clause that is known by itself.
const CLAUSE: usize = 8;

impl Learned {
    /// Follows what came into the documents of a project and what went, until so many spans were
    /// looked at. Whether all were.
    ///
    /// Costs what differs, and a look at each document.
    pub fn follow(&mut self, project: &Project, budget: usize) -> bool {
        let labels = project.scheme.labels.iter();
        let kinds = labels.map(|label| (&label.id, label.kind));
        if !kinds
            .clone()
            .eq(self.kinds.iter().map(|(id, kind)| (id, *kind)))
        {
            *self = Self {
                kinds: kinds.map(|(id, kind)| (id.clone(), kind)).collect(),
                version: self.version + 1,
                ..Self::default()
            };
        }
        let seen = self.seen.iter().map(|own| Arc::as_ptr(&own.document));
        if !seen.eq(project.present().map(Arc::as_ptr)) {
            self.compare(project);
        }
        let mut left = budget;
        for nth in 0..self.seen.len() {
            let Some(own) = self.seen.get_mut(nth) else {
                break;
            };
            let (document, from) = (Arc::clone(&own.document), own.spans);
            let to = document.spans.len().min(from.saturating_add(left));
            own.spans = to;
            for span in document.spans.since(from).take(to - from) {
                self.count(&document.text, span, 1);
            }
            left -= to - from;
            if to < document.spans.len() {
                return false;
            }
        }
        true
    }

    /// Looks where documents became others, came and went.
    fn compare(&mut self, project: &Project) {
        let seen = core::mem::take(&mut self.seen);
        let mut before: BTreeMap<DocumentId, Seen> = seen
            .into_iter()
            .map(|own| (own.document.id().clone(), own))
            .collect();
        for document in project.present() {
            let mut now = Seen {
                document: Arc::clone(document),
                spans: 0,
            };
            if let Some(old) = before.remove(document.id()) {
                let is_whole = old.spans == old.document.spans.len();
                if Arc::ptr_eq(&old.document, document) {
                    now.spans = old.spans;
                } else if is_whole && Arc::ptr_eq(&old.document.text, &document.text) {
                    let (came, went) = document.spans.difference(&old.document.spans);
                    for span in went {
                        self.count(&document.text, span, -1);
                    }
                    for span in came {
                        self.count(&document.text, span, 1);
                    }
                    now.spans = document.spans.len();
                } else {
                    self.forget(&old);
                }
            }
            self.seen.push(now);
        }
        for old in before.values() {
            self.forget(old);
        }
    }

    fn forget(&mut self, old: &Seen) {
        for span in old.document.spans.iter().take(old.spans) {
            self.count(&old.document.text, span, -1);
        }
    }

    /// Counts what a span teaches; by -1 it is taken back.
    fn count(&mut self, text: &Text, span: &Span, by: i32) {
        if span.status == SpanStatus::Suggested {
            return;
        }
        let is_accepted = span.status == SpanStatus::Accepted;
        if let Some(rule) = span.origin.strip_prefix("rule:") {
            let tally = entry(&mut self.tallies, rule);
            let own = match (is_accepted, span.edited) {
                (true, false) => &mut tally.accepted,
                (true, true) => &mut tally.corrected,
                (false, _) => &mut tally.rejected,
            };
            add(own, by);
        }
        let kind = self.kinds.iter().find(|(label, _)| *label == span.label);
        let kind = kind.and_then(|&(_, kind)| kind);
        let quote = text.slice(span.range);
        if !is_accepted {
            let at = place(text, &span.label, span.range);
            let places = entry(&mut self.refused, quote);
            let times = places.get(&at).copied().unwrap_or_default();
            match times.saturating_add_signed(by) {
                0 => places.remove(&at),
                times => places.insert(at, times),
            };
            if places.is_empty() {
                self.refused.remove(quote);
            }
            self.quotes.push(quote.into());
        }
        if kind == Some(LabelKind::Party) && is_name(quote) {
            let is_implementer = says(span, "role") == Some("implementer");
            self.count_name(quote, is_accepted, is_implementer, by);
        }
        let is_level = match kind {
            Some(LabelKind::Target) => says(span, "kind") == Some("quantitative"),
            Some(LabelKind::Result) => says(span, "kind") == Some("level"),
            _ => false,
        };
        let slots = span.slots.iter();
        for slot in slots.filter(|slot| is_accepted && is_level && &*slot.name == "indicator") {
            let quote = text.slice(slot.range);
            if is_word(quote, INDICATOR) {
                let times = entry(&mut self.indicators, quote);
                let before = *times;
                add(times, by);
                if *times == 0 {
                    self.indicators.remove(quote);
                }
                self.version += usize::from(before == 0 || before == 1 && by < 0);
            }
        }
    }

    fn count_name(&mut self, name: &str, is_accepted: bool, is_implementer: bool, by: i32) {
        let own = entry(&mut self.names, name);
        let before = *own;
        if is_accepted {
            add(&mut own.accepted, by);
            add(&mut own.implementer, if is_implementer { by } else { 0 });
        } else {
            add(&mut own.rejected, by);
        }
        let after = *own;
        if after == Named::default() {
            self.names.remove(name);
        }
        let known = |own: Named| (own.is_known(), own.is_known() && own.implementer > 0);
        self.version += usize::from(known(before) != known(after));
    }

    /// What was decided on the suggestions of a rule, by its id.
    #[must_use]
    pub fn tally(&self, rule: &str) -> Tally {
        self.tallies.get(rule).copied().unwrap_or_default()
    }

    /// The ids of the rules that suggested what was decided on.
    pub fn used(&self) -> impl Iterator<Item = &str> {
        let all = self.tallies.iter();
        all.filter(|(_, own)| own.decided() > 0)
            .map(|(id, _)| &**id)
    }

    /// A number that is another whenever other words are known.
    #[must_use]
    pub fn version(&self) -> usize {
        self.version
    }

    /// The words that are known, with those of a lexicon.
    #[must_use]
    pub fn known(&self, lexicon: &Lexicon) -> Known {
        let known = self.names.iter().filter(|(_, own)| own.is_known());
        let (implementers, names): (Vec<_>, Vec<_>) =
            known.partition(|(_, own)| own.implementer > 0);
        let words = |own: Vec<(&Arc<str>, &Named)>| -> Vec<Arc<str>> {
            own.into_iter().map(|(word, _)| Arc::clone(word)).collect()
        };
        let mut all = words(names);
        for body in &lexicon.bodies {
            let own = core::iter::once(&body.name).chain(&body.aliases);
            all.extend(own.filter(|name| name.chars().count() > 1).cloned());
        }
        let indicators = self.indicators.keys().cloned().collect();
        Known::of(all, words(implementers), indicators)
    }

    /// What was rejected, or is rejected no longer, since this was asked.
    pub fn take_quotes(&mut self) -> Vec<Arc<str>> {
        core::mem::take(&mut self.quotes)
    }

    /// Whether the same words were rejected under this label where the same stands around them.
    #[must_use]
    pub fn is_refused(&self, text: &Text, label: &LabelId, range: TextRange) -> bool {
        let places = self.refused.get(text.slice(range));
        places.is_some_and(|places| places.contains_key(&place(text, label, range)))
    }
}

/// The counts under a word.
fn entry<'a, V: Default>(map: &'a mut BTreeMap<Arc<str>, V>, word: &str) -> &'a mut V {
    if !map.contains_key(word) {
        map.insert(word.into(), V::default());
    }
    map.entry(word.into()).or_default()
}

fn add(count: &mut u32, by: i32) {
    *count = count.saturating_add_signed(by);
}

/// What an attribute says.
fn says<'a>(span: &'a Span, attribute: &str) -> Option<&'a str> {
    span.attributes.get(attribute).and_then(Value::as_str)
}

/// Whether a text is one word of such a length, and no list or sentence.
fn is_word(text: &str, count: core::ops::RangeInclusive<usize>) -> bool {
    count.contains(&text.chars().take(*count.end() + 1).count())
        && !text.contains([
            '、', '，', ',', '。', '；', ';', '：', ':', '\n', '\r', '《', '》',
        ])
        && text.trim_matches(is_blank) == text
}

/// Whether a party is the name of somebody, and no group that is named by what it is (guideline I9).
fn is_name(text: &str) -> bool {
    is_word(text, NAME) && !text.starts_with(['各', '我', '本', '该']) && !text.contains("相关")
}

/// What stands around a stretch. A clause of some length is known by itself; of what is short, or within
/// a clause, the neighbours count.
fn place(text: &Text, label: &LabelId, range: TextRange) -> Place {
    let all = text.as_str();
    let before = all.get(..range.start().bytes()).unwrap_or_default();
    let behind = all.get(range.end().bytes()..).unwrap_or_default();
    let is_long = text.slice(range).chars().nth(CLAUSE - 1).is_some();
    let is_near = |c: &char| !is_long || !is_cut(*c);
    let before = before.chars().rev().take(CONTEXT).take_while(is_near);
    let behind = behind.chars().take(CONTEXT).take_while(is_near);
    (label.clone(), before.collect(), behind.collect())
}

/// Whether clauses end at a character.
fn is_cut(c: char) -> bool {
    matches!(
        c,
        ',' | '，' | ';' | '；' | '。' | '!' | '！' | '?' | '？' | '(' | '（' | '\n' | '\r'
    )
}
