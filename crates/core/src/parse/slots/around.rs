//! What a span takes from the text before it: the verb that a list shares, the indicator that its
//! clause leaves out, the time set before it (guideline B2, B6, I6, I8).

use alloc::{string::String, vec::Vec};

use super::{
    indicator::{self, Head},
    quantity,
    stretch::Stretch,
    time::{self, Time, Use},
};
use crate::text::{
    Grain, Offset, Text, TextRange, clause_at, cues,
    marks::{ends_sentence, is_blank},
    unit_before,
};

/// Items of a list gone back through to its verb, and clauses to an indicator.
const ITEMS: usize = 24;
const CLAUSES: usize = 3;

/// Bytes before a span in which a time may be set.
const TIME: usize = 600;

/// Bytes of a span in which the event stands that a time before it is the date of.
const EVENT: usize = 48;

/// The verb and modality at the head of the list whose later item starts at a position (guideline
/// B6), as one text.
pub(super) fn elided_head(text: &Text, start: Offset) -> Option<(String, Head)> {
    let mut start = start;
    for _ in 0..ITEMS {
        let before = text.before(start).trim_end_matches(is_blank);
        let mark = before.strip_suffix('、')?;
        let last = mark.char_indices().next_back()?.0;
        let item = clause_at(text, Offset::from_bytes(last));
        if item.is_empty() || item.end() > start || item.start() >= start {
            return None;
        }
        // Money joined before its action is not of the list.
        let stretch = Stretch::new(text.slice(item));
        let clause = *stretch.clauses().last()?;
        let head = indicator::head(&stretch, clause, usize::MAX);
        if head.verb.is_some() && head.end < clause.1 {
            return Some((stretch.slice((clause.0, head.end)).into(), head));
        }
        start = item.start();
    }
    None
}

/// The clause before a position in its sentence, or the one before the bracket that it is in.
pub(super) fn clause_before(text: &Text, start: Offset) -> Option<TextRange> {
    let mut start = start;
    for _ in 0..CLAUSES {
        let before = text.before(start).trim_end_matches(is_blank);
        if let Some(outer) = before.strip_suffix(['(', '（']) {
            let last = outer.char_indices().next_back()?.0;
            let clause = clause_at(text, Offset::from_bytes(last));
            return (!clause.is_empty() && clause.end().bytes() <= outer.len()).then_some(clause);
        }
        let clause = unit_before(text, start, Grain::Clause);
        if clause.is_empty() || clause.end() > start {
            return None;
        }
        let between = text.slice(TextRange::between(clause.end(), start));
        if between.contains(|c| ends_sentence(c) || "：:\n\r".contains(c)) {
            return None;
        }
        // A remark is passed over.
        if !between.contains([')', '）']) {
            return Some(clause);
        }
        start = clause.start();
    }
    None
}

/// An indicator that stands in a clause before.
pub(super) struct Elided {
    pub range: TextRange,
    /// What links it to its level there.
    pub link: TextRange,
}

/// The indicator of the clause before, where it states a level of one (guideline I8).
pub(super) fn elided_indicator(text: &Text, start: Offset) -> Option<Elided> {
    let mut start = start;
    for _ in 0..CLAUSES {
        let clause = clause_before(text, start)?;
        let stretch = Stretch::new(text.slice(clause));
        let amounts = quantity::find(&stretch);
        let level = indicator::level(&stretch, &amounts, 1);
        if let Some(level) = level {
            let (from, to) = level.noun.range;
            if from < to {
                let at = |place| Offset::from_bytes(clause.start().bytes() + place);
                let (link, behind) = level.noun.link;
                return Some(Elided {
                    range: TextRange::between(at(from), at(to)),
                    link: TextRange::between(at(link), at(behind)),
                });
            }
        }
        start = clause.start();
    }
    None
}

/// A time that is set before a span.
pub(super) struct Before {
    pub time: Time,
    /// Where it stands in the text, without its preposition.
    pub range: TextRange,
    /// Whether nothing but a comma or a jurisdiction is between it and the span.
    pub is_beside: bool,
}

/// The times set before a span in its sentence, the nearest first: those that stand between it
/// and the clause before, `一季度,` or `截至6月30日,全市`, and for a period also the one that an
/// earlier clause begins with (guideline I6).
pub(super) fn times_before(text: &Text, start: Offset, year: Option<u32>) -> Vec<Before> {
    let from = text.floor(Offset::from_bytes(start.bytes().saturating_sub(TIME)));
    let before = text.slice(TextRange::between(from, start));
    let ends = |c: char| ends_sentence(c) || "：:()（）\n\t".contains(c);
    let own = before.rsplit(ends).next().unwrap_or_default();
    let is_lasting = |time: &Time| time.used != Use::Deadline || time.event.is_some();
    let mut times = Vec::new();
    let mut is_beside = true;
    let mut at = start.bytes();
    for part in own.split_inclusive([',', '，']).rev() {
        at -= part.len();
        let whole = part.trim_start_matches(is_blank);
        // The ordinal of an item may stand before its time: 1.6月底前.
        let whole = cues::ordinal(whole, true).unwrap_or(whole);
        let whole = whole.trim_start_matches(is_blank);
        let base = Offset::from_bytes(at + part.len() - whole.len());
        let kept = whole.trim_end_matches(|c| is_blank(c) || ",，".contains(c));
        let (time, is_own) = if time::alone(kept, year).is_some() {
            // What event follows is of the span: 6月 before 建成桥梁1座.
            let to = text.floor(Offset::from_bytes(start.bytes() + EVENT));
            let window = text.slice(TextRange::between(base, to));
            let time = time::read(window, 0, year);
            (time.filter(|time| is_beside || is_lasting(time)), is_beside)
        } else if kept.chars().count() > 2 {
            is_beside = false;
            (time::read(kept, 0, year).filter(is_lasting), false)
        } else {
            (None, false)
        };
        times.extend(time.map(|time| {
            let place = |own: usize| Offset::from_bytes(base.bytes() + own);
            Before {
                range: TextRange::between(place(time.range.0), place(time.range.1)),
                is_beside: is_own,
                time,
            }
        }));
    }
    times
}
