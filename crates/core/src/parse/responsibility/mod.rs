//! Responsible parties named in a bracket or a line, and the scope that it covers (guideline §5,
//! §6, §8).
//!
//! Owns what counts as such a bracket or line, whom it names and with what role, and the stretch
//! whose commitments it is about. Does not tag anything, and does not know blocks or spans.

mod deadline;
mod joined;
mod kinds;
mod parties;
mod place;
mod roles;
mod scope;
mod source;
mod stretches;
#[cfg(test)]
mod tests;

use alloc::{sync::Arc, vec::Vec};

pub(crate) use self::kinds::is_somebody_whole;
pub use self::{
    deadline::Due,
    kinds::{GroupScope, PartyType, group_scope, party_type},
    place::role_at,
    roles::Role,
    scope::scope,
};
use self::{
    joined::joined,
    source::{REACH, Source},
    stretches::{in_block, read_sentence, sentence},
};
use crate::text::{Offset, Text, TextRange, marks::is_blank};

/// A party that a bracket or line names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// The bare name with its 市, 区 or 省 (guideline §5).
    pub range: TextRange,
    /// What it does.
    pub role: Role,
    /// The words that say so, without brackets and colon: 牵头单位, 主办, 按职责分工负责.
    pub role_label: Option<TextRange>,
    /// What it is.
    pub party_type: PartyType,
    /// Which ones, for a group.
    pub group_scope: Option<GroupScope>,
}

/// A bracket, line or sentence that says who is responsible.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Responsibility {
    /// The whole bracket with its marks, or the stretch that was read.
    pub range: TextRange,
    /// Whether it is a bracket.
    pub is_bracket: bool,
    /// Whom it names, in the order of the text. At least one.
    pub parties: Vec<Named>,
    /// Until when, if it says so: 6月底前完成. [`due`](Self::due) reads it.
    pub deadline: Option<TextRange>,
}

/// All that paragraphs have around a range, in order. Labelled lines in a row are one.
fn in_paragraphs(
    text: &Text,
    (first, last): (usize, usize),
    range: TextRange,
    bodies: &[Arc<str>],
) -> Vec<Responsibility> {
    let mut all: Vec<Responsibility> = Vec::new();
    // Whether the last one goes on in the next paragraph.
    let mut goes_on = false;
    let mut done = 0;
    for nth in first..=last {
        if nth < done {
            continue;
        }
        done = joined(text, nth).1 + 1;
        let source = Source::around(text, nth, range, REACH, bodies);
        if source.block.text.trim_matches(is_blank).is_empty() {
            continue;
        }
        let mut closes = false;
        for (place, own) in in_block(&source).into_iter().enumerate() {
            closes = own.opens && own.closes;
            let joins = place == 0 && closes && goes_on;
            let own = own.responsibility;
            if (all.last()).is_some_and(|last| own.range.start() < last.range.end()) {
                continue;
            }
            match all.last_mut().filter(|_| joins) {
                Some(last) => {
                    last.range = TextRange::between(last.range.start(), own.range.end());
                    last.deadline = last.deadline.or(own.deadline);
                    last.parties.extend(own.parties);
                }
                None => all.push(own),
            }
        }
        goes_on = closes;
    }
    // A label that no rule knows names parties beside one that says a role (guideline §5).
    all.retain(|own| own.parties.iter().any(|party| party.role != Role::Unsaid));
    for own in &mut all {
        share(text, &mut own.parties);
    }
    all
}

/// Beside somebody who takes the lead, those take part whom the one label names that others decide
/// on.
fn share(text: &Text, parties: &mut [Named]) {
    let is_shared = |party: &Named| {
        let label = party.role_label.map(|label| text.slice(label));
        label.is_some_and(roles::is_shared)
    };
    let leads = |party: &Named| party.role == Role::Lead && !is_shared(party);
    if parties.iter().any(leads) {
        for party in parties.iter_mut().filter(|party| is_shared(party)) {
            party.role = Role::Co;
        }
    }
}

/// The first and the last of the paragraphs over whose ends a bracket goes on that this one is in; itself,
/// twice, for nearly all.
pub(crate) fn lines_of_bracket(text: &Text, nth: usize) -> (usize, usize) {
    joined::joined(text, nth)
}

/// Whether a paragraph is a labelled line, or blank.
fn is_labelled_line(text: &Text, nth: usize) -> bool {
    let whole = text.paragraphs().content(text.as_str(), nth);
    let source = Source::around(text, nth, TextRange::empty(whole.start()), REACH, &[]);
    let is_empty = source.block.text.trim_matches(is_blank).is_empty();
    is_empty
        || in_block(&source)
            .first()
            .is_some_and(|own| own.opens && own.closes)
}

/// Paragraphs with the labelled lines around them that belong to one at their start or end.
fn with_lines_around(text: &Text, (mut first, mut last): (usize, usize)) -> (usize, usize) {
    if is_labelled_line(text, first) {
        while first > 0 && is_labelled_line(text, first - 1) {
            first -= 1;
        }
    }
    if is_labelled_line(text, last) {
        while last + 1 < text.paragraphs().count() && is_labelled_line(text, last + 1) {
            last += 1;
        }
    }
    (first, last)
}

/// A range without the blanks at its ends.
fn without_blanks(text: &Text, range: TextRange) -> TextRange {
    let slice = text.slice(range);
    let kept = slice.trim_start_matches(is_blank);
    let start = range.start().bytes() + slice.len() - kept.len();
    let end = start + kept.trim_end_matches(is_blank).len();
    if kept.is_empty() {
        return TextRange::empty(range.start());
    }
    TextRange::between(Offset::from_bytes(start), Offset::from_bytes(end))
}

/// Read the parties that a selection names.
///
/// The selection may be sloppy: a bracket with or without its marks, part of it, a position in it,
/// or a stretch that it ends. It is widened to the bracket around it, to the labelled lines, or to
/// the sentence (`由市林业局牵头负责`); of several the first is read. `bodies` are names that are one
/// word, as in [`split_list`](crate::text::split_list). None when no role is said.
#[must_use]
pub fn read(text: &Text, selection: TextRange, bodies: &[Arc<str>]) -> Option<Responsibility> {
    let selected = without_blanks(text, text.fit(selection));
    let paragraphs = text.paragraphs();
    let those = (
        paragraphs.at(selected.start()),
        paragraphs.at(selected.end()),
    );
    let all = in_paragraphs(text, those, selected, bodies);
    let mut own = pick(all, selected);
    if own.as_ref().is_none_or(|own| !own.is_bracket) {
        let wider = with_lines_around(text, those);
        if wider != those {
            own = pick(in_paragraphs(text, wider, selected, bodies), selected).or(own);
        }
    }
    own.or_else(|| {
        let nth = paragraphs.at(selected.start());
        let source = Source::around(text, nth, selected, REACH, bodies);
        let cuts = source.cuts((0, source.block.text.len()));
        let place = sentence(&source, &cuts, source.block.place(selected.start()));
        let own = read_sentence(&source, &cuts, source.trim(place))?;
        (selected.is_empty() || own.range.overlaps(selected)).then_some(own)
    })
}

/// The one of several that a selection means: the one it is in, else the first that it touches.
fn pick(all: Vec<Responsibility>, selected: TextRange) -> Option<Responsibility> {
    let is_around = |own: &Responsibility| {
        own.range.covers(selected) && (!selected.is_empty() || own.range.contains(selected.start()))
    };
    let touches = |own: &Responsibility| {
        own.range.overlaps(selected) || selected.is_empty() && own.range.covers(selected)
    };
    let nth = all.iter().position(is_around);
    let nth = nth.or_else(|| all.iter().position(touches))?;
    all.into_iter().nth(nth)
}

/// All brackets and labelled lines of a stretch that name parties with roles, in order, each as
/// [`read`] gives it. One that the stretch cuts is left out.
///
/// Sentences are found only where they speak of all that stands above: `以上任务均由市林业局负责`.
#[must_use]
pub fn find(text: &Text, within: TextRange, bodies: &[Arc<str>]) -> Vec<Responsibility> {
    let within = text.fit(within);
    let paragraphs = text.paragraphs();
    let those = (paragraphs.at(within.start()), paragraphs.at(within.end()));
    let mut all = in_paragraphs(text, with_lines_around(text, those), within, bodies);
    all.retain(|own| within.covers(own.range));
    all
}

/// All that a paragraph and the labelled lines that belong to it have, in order, and the paragraph
/// behind them.
pub(crate) fn in_paragraph(
    text: &Text,
    nth: usize,
    bodies: &[Arc<str>],
) -> (Vec<Responsibility>, usize) {
    let (first, last) = with_lines_around(text, (nth, nth));
    let place = text.paragraphs().content(text.as_str(), nth).start();
    let all = in_paragraphs(text, (first, last), TextRange::empty(place), bodies);
    (all, last + 1)
}
