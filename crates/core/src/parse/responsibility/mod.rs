//! Responsible parties named in a bracket or a line, and the scope that it covers (guideline §5,
//! §6, §8).
//!
//! Owns what counts as such a bracket or line, whom it names and with what role, and the stretch
//! whose commitments it is about. Does not tag anything, and does not know blocks or spans.

mod kinds;
mod parties;
mod place;
mod roles;
mod scope;
#[cfg(test)]
mod tests;

use alloc::{sync::Arc, vec::Vec};

pub use self::{
    kinds::{GroupScope, PartyType, group_scope, party_type},
    place::role_at,
    roles::Role,
    scope::scope,
};
use self::{
    parties::{Cut, Mode, Source},
    roles::Label,
};
use crate::text::{
    Offset, Text, TextRange,
    block::Block,
    cues,
    marks::{self, is_blank},
};

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
    /// Until when, if it says so: 6月底前完成.
    pub deadline: Option<TextRange>,
}

/// Bytes of a paragraph that are looked at on either side of what is asked for.
const REACH: usize = 256 * 1024;

/// Brackets within brackets that are looked into.
const DEPTH: usize = 8;

/// How a sentence begins that says who is responsible for all that stands above (guideline I3).
const ABOVE: &[&str] = &[
    "以上",
    "上述",
    "本节",
    "本章",
    "本部分",
    "本项",
    "本方案",
    "各项任务",
];

/// What was found in a paragraph.
struct Candidate {
    responsibility: Responsibility,
    /// Whether it starts its paragraph with a label.
    opens: bool,
    /// Whether its paragraph ends with it.
    closes: bool,
}

/// What of a paragraph is looked at around a range.
fn around<'a>(text: &'a Text, paragraph: usize, range: TextRange) -> Block<'a> {
    let whole = text.paragraphs().content(text.as_str(), paragraph);
    let near = |at: Offset, by: isize| {
        let at = at.bytes().saturating_add_signed(by);
        text.floor(Offset::from_bytes(at))
    };
    let reach = isize::try_from(REACH).unwrap_or(isize::MAX);
    let from = near(range.start(), -reach).max(whole.start());
    let to = near(range.end(), reach).min(whole.end());
    let from = from.min(to);
    Block {
        base: from.bytes(),
        text: text.slice(TextRange::between(from, to)),
        starts_paragraph: from == whole.start(),
    }
}

/// Whether a pair can hold a remark.
fn is_bracket(kind: usize) -> bool {
    [marks::ROUND, marks::THICK, marks::SHELL, marks::SQUARE].contains(&kind)
}

/// The brackets of a block that name parties with roles, the outermost of those within each other.
fn brackets(source: &Source<'_>) -> Vec<Responsibility> {
    let mut found = Vec::new();
    let mut done = 0;
    let mut around: Vec<usize> = Vec::new();
    for pair in &source.pairs {
        if pair.open < done {
            continue;
        }
        while around.pop_if(|end| *end <= pair.open).is_some() {}
        if pair.kind == marks::TITLE {
            done = pair.end;
        } else if around.len() < DEPTH {
            if is_bracket(pair.kind) {
                let cuts = source.cuts(pair.inner);
                let own = parties::read(source, &cuts, pair.inner, Mode::Bracket);
                if !own.parties.is_empty() {
                    done = pair.end;
                    found.push(Responsibility {
                        range: source.block.range((pair.open, pair.end)),
                        is_bracket: true,
                        parties: own.parties,
                        deadline: own.deadline,
                    });
                    continue;
                }
            }
            around.push(pair.end);
        }
    }
    found
}

/// What stands at the start of a paragraph before its words: blanks and an ordinal, in bytes.
fn ordinal_at_start(text: &str) -> usize {
    let rest = text.trim_start_matches(is_blank);
    let rest = cues::ordinal(rest, true).unwrap_or(rest);
    text.len() - rest.trim_start_matches(is_blank).len()
}

/// The stretches of a block that a label begins outside of brackets.
fn labelled(source: &Source<'_>, cuts: &[Cut]) -> Vec<Candidate> {
    let text = source.block.text;
    let words = ordinal_at_start(text);
    let mut found = Vec::new();
    let mut clause = 0;
    let mut done = 0;
    for (nth, cut) in cuts.iter().enumerate() {
        let start = clause.max(done);
        clause = cut.end;
        if !cut.is_colon() || cut.at < start {
            continue;
        }
        let start = if start == 0 { words.min(cut.at) } else { start };
        let (at, label) = parties::label_before(source.slice((start, cut.at)));
        let start = start + at;
        let opens = source.block.starts_paragraph && start == words;
        let mode = match label {
            Label::Role(_) if opens => Mode::Line,
            Label::Role(_) => Mode::Inner,
            // A deadline goes with the lines around it.
            Label::Time if opens => Mode::Line,
            _ => continue,
        };
        let behind = cuts.get(nth..).unwrap_or_default();
        let own = parties::read(source, behind, (start, text.len()), mode);
        if own.parties.is_empty() && !(opens && own.deadline.is_some()) {
            continue;
        }
        done = own.place.1;
        let rest = source.slice((own.place.1, text.len()));
        found.push(Candidate {
            closes: rest.chars().all(|c| is_blank(c) || marks::is_outer(c)),
            opens,
            responsibility: Responsibility {
                range: source.block.range(own.place),
                is_bracket: false,
                parties: own.parties,
                deadline: own.deadline,
            },
        });
    }
    found
}

/// The sentence that a place is in, by the punctuation of its block.
fn sentence(source: &Source<'_>, cuts: &[Cut], at: usize) -> (usize, usize) {
    let ends = |cut: &&Cut| cut.ends_sentence();
    let from = cuts.iter().filter(ends).rfind(|cut| cut.end <= at);
    let to = cuts.iter().filter(ends).find(|cut| cut.at >= at);
    (
        from.map_or(0, |cut| cut.end),
        to.map_or(source.block.text.len(), |cut| cut.at),
    )
}

/// Reads a sentence in which only verbs say who does what: `由市林业局牵头负责`.
fn read_sentence(source: &Source<'_>, cuts: &[Cut], place: (usize, usize)) -> Option<Responsibility> {
    let from = cuts.partition_point(|cut| cut.at < place.0);
    let own = parties::read(source, cuts.get(from..)?, place, Mode::Sentence);
    (!own.parties.is_empty()).then(|| Responsibility {
        range: source.block.range(own.place),
        is_bracket: false,
        parties: own.parties,
        deadline: own.deadline,
    })
}

/// Sentences about all that stands above.
fn about_above(source: &Source<'_>, cuts: &[Cut], found: &mut Vec<Candidate>) {
    let mut start = 0;
    for end in (cuts.iter().filter(|cut| cut.ends_sentence()))
        .map(|cut| (cut.at, cut.end))
        .chain([(source.block.text.len(), 0)])
    {
        let place = source.trim((start, end.0.max(start)));
        start = end.1;
        if cues::starts_with_any(source.slice(place), ABOVE).is_some()
            && let Some(responsibility) = read_sentence(source, cuts, place)
        {
            found.push(Candidate {
                responsibility,
                opens: false,
                closes: false,
            });
        }
    }
}

/// All that a block has, in order and without overlaps.
fn in_block(source: &Source<'_>) -> Vec<Candidate> {
    let cuts = source.cuts((0, source.block.text.len()));
    let mut found = labelled(source, &cuts);
    about_above(source, &cuts, &mut found);
    found.extend(brackets(source).into_iter().map(|responsibility| Candidate {
        responsibility,
        opens: false,
        closes: false,
    }));
    found.sort_by_key(|own| own.responsibility.range.start());
    let mut end = Offset::ZERO;
    found.retain(|own| {
        let is_behind = own.responsibility.range.start() >= end;
        if is_behind {
            end = own.responsibility.range.end();
        }
        is_behind
    });
    found
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
    for nth in first..=last {
        let source = Source::new(text, around(text, nth, range), bodies);
        if source.block.text.trim_matches(is_blank).is_empty() {
            continue;
        }
        let mut closes = false;
        for (place, own) in in_block(&source).into_iter().enumerate() {
            closes = own.opens && own.closes;
            let joins = place == 0 && closes && goes_on;
            let own = own.responsibility;
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
    all.retain(|own| !own.parties.is_empty());
    all
}

/// Whether a paragraph is a labelled line, or blank.
fn is_labelled_line(text: &Text, nth: usize) -> bool {
    let whole = text.paragraphs().content(text.as_str(), nth);
    let source = Source::new(text, around(text, nth, TextRange::empty(whole.start())), &[]);
    let is_empty = source.block.text.trim_matches(is_blank).is_empty();
    is_empty
        || in_block(&source)
            .first()
            .is_some_and(|own| own.opens && own.closes)
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
    let mut first = paragraphs.at(selected.start());
    let mut last = paragraphs.at(selected.end());
    let all = in_paragraphs(text, (first, last), selected, bodies);
    let own = pick(all, selected);
    // Labelled lines around belong to one that is a line.
    if own.as_ref().is_none_or(|own| !own.is_bracket) {
        while first > 0 && is_labelled_line(text, first - 1) && is_labelled_line(text, first) {
            first -= 1;
        }
        while last + 1 < paragraphs.count()
            && is_labelled_line(text, last)
            && is_labelled_line(text, last + 1)
        {
            last += 1;
        }
        let run = in_paragraphs(text, (first, last), selected, bodies);
        if let Some(own) = pick(run, selected) {
            return Some(own);
        }
    }
    own.or_else(|| {
        let nth = paragraphs.at(selected.start());
        let source = Source::new(text, around(text, nth, selected), bodies);
        let cuts = source.cuts((0, source.block.text.len()));
        let place = sentence(&source, &cuts, source.block.place(selected.start()));
        let own = read_sentence(&source, &cuts, source.trim(place))?;
        (selected.is_empty() || own.range.overlaps(selected)).then_some(own)
    })
}

/// The one of several that a selection means: the one it is in, else the first that it touches.
fn pick(all: Vec<Responsibility>, selected: TextRange) -> Option<Responsibility> {
    let is_around = |own: &Responsibility| {
        own.range.covers(selected)
            && (!selected.is_empty() || own.range.contains(selected.start()))
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
    let (first, last) = (paragraphs.at(within.start()), paragraphs.at(within.end()));
    let mut all = in_paragraphs(text, (first, last), within, bodies);
    all.retain(|own| within.covers(own.range));
    all
}
