//! The brackets, labelled stretches and sentences of a paragraph that name parties with roles.

use alloc::vec::Vec;

use super::{
    Responsibility, Role,
    parties::{self, Mode},
    roles::Label,
    source::{Cut, Source},
};
use crate::text::{
    Offset, cues,
    marks::{self, is_blank},
};

/// Brackets within brackets that are looked into.
const DEPTH: usize = 8;

/// How a sentence begins that says who is responsible for all that stands above (guideline I3).
pub(super) const ABOVE: &[&str] = &["以上", "上述", "本节", "本章", "本部分", "本方案"];

/// What was found in a paragraph.
pub(super) struct Candidate {
    pub responsibility: Responsibility,
    /// Whether it starts its paragraph with a label.
    pub opens: bool,
    /// Whether its paragraph ends with it.
    pub closes: bool,
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
                if own.parties.iter().any(|party| party.role != Role::Unsaid) {
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
pub(super) fn ordinal_at_start(text: &str) -> usize {
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
pub(super) fn sentence(source: &Source<'_>, cuts: &[Cut], at: usize) -> (usize, usize) {
    let ends = |cut: &&Cut| cut.ends_sentence();
    let from = cuts.iter().filter(ends).rfind(|cut| cut.end <= at);
    let to = cuts.iter().filter(ends).find(|cut| cut.at >= at);
    (
        from.map_or(0, |cut| cut.end),
        to.map_or(source.block.text.len(), |cut| cut.at),
    )
}

/// Reads a sentence in which only verbs say who does what: `由市林业局牵头负责`.
pub(super) fn read_sentence(
    source: &Source<'_>,
    cuts: &[Cut],
    place: (usize, usize),
) -> Option<Responsibility> {
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
pub(super) fn in_block(source: &Source<'_>) -> Vec<Candidate> {
    let cuts = source.cuts((0, source.block.text.len()));
    let mut found = labelled(source, &cuts);
    about_above(source, &cuts, &mut found);
    found.extend(
        brackets(source)
            .into_iter()
            .map(|responsibility| Candidate {
                responsibility,
                opens: false,
                closes: false,
            }),
    );
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
