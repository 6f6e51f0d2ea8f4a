//! A paragraph as sentences of comma-clauses, without what is no text of the report: titles,
//! labels, topic sentences (guideline B1–B3, §9.16).

use alloc::vec::Vec;

use super::{
    clause::{Clause, Link},
    ground::{Genre, Ground},
    words,
};
use crate::{
    model::Tense,
    outline::{Heading, Kind, ordinal},
    text::{
        Text, TextRange,
        block::Block,
        clause::Parsed,
        marks::{is_blank, is_outer},
    },
};

/// Characters of a sentence that only says what a paragraph is about.
const TOPIC: usize = 22;

/// Characters of a title; what is longer is text.
const TITLE: usize = 45;

/// Characters of an item of a bulletin that may still be a title.
const TASK: usize = 18;

/// A sentence up to `。` or `；`.
pub(super) struct Sentence<'a> {
    /// In order, with those of its brackets.
    pub clauses: Vec<Clause<'a>>,
    /// Whether the mark before it ended a sentence for good, so that a plan that was opened again in
    /// a bulletin is over.
    pub is_new: bool,
}

/// The sentences of a block that say something.
pub(super) fn sentences<'a>(
    text: &Text,
    ground: &'a Ground,
    block: &Block<'a>,
) -> Vec<Sentence<'a>> {
    let content = block.text;
    if words::SPEECH.is_in(content) {
        return Vec::new();
    }
    let parsed = Parsed::joined(block);
    let range = block.range((0, content.len()));
    let headings = ground.headings_in(range);
    let titles: Vec<(usize, usize)> = headings
        .iter()
        .filter(|heading| is_title(text, ground, heading, block))
        .map(|heading| {
            (
                block.place(heading.title.start()),
                block.place(heading.title.end()),
            )
        })
        .collect();
    let mut sentences: Vec<Sentence<'a>> = Vec::new();
    let mut last = (usize::MAX, 0);
    for own in &parsed.clauses {
        let place = own.span;
        if titles
            .iter()
            .any(|title| title.0 <= place.0 && place.0 < title.1)
        {
            continue;
        }
        let slice = |from: usize, to: usize| content.get(from..to).unwrap_or_default();
        let begins = last.0 == usize::MAX || {
            let between = slice(last.1, own.raw.0.max(last.1));
            own.sentence != last.0 || between.contains(['(', '（', ')', '）'])
        };
        let between = slice(last.1.min(place.0), place.0);
        let link = if begins {
            Link::Begins
        } else if between.trim_start_matches(is_blank).starts_with('、') {
            Link::Item
        } else {
            Link::Comma
        };
        let mut clause = Clause::new(
            &ground.lists,
            slice(place.0, place.1),
            slice(own.raw.0, place.0),
            place,
            link,
            !own.is_outer,
        );
        let behind = slice(place.1, content.len());
        clause.is_head = behind.trim_start_matches(is_blank).starts_with([':', '：']);
        match sentences.last_mut().filter(|_| own.sentence == last.0) {
            Some(sentence) => sentence.clauses.push(clause),
            None => {
                let before =
                    slice(0, own.raw.0).trim_end_matches(|c| is_blank(c) || "”’)）".contains(c));
                sentences.push(Sentence {
                    clauses: [clause].into(),
                    is_new: !before.ends_with([';', '；', '(', '（', ',', '，']),
                });
            }
        }
        last = (own.sentence, place.1);
    }
    let starts: Vec<usize> = headings
        .iter()
        .filter(|heading| is_point(text, heading))
        .map(|heading| block.place(heading.title.start()))
        .chain(block.starts_paragraph.then_some(0))
        .collect();
    if is_line_of_its_own(block, &sentences) {
        return Vec::new();
    }
    drop_topics(ground, block, &titles, &starts, &mut sentences);
    sentences.retain(|sentence| !is_rhetoric(block, sentence));
    for sentence in &mut sentences {
        // What is amiss is no result, unless it is counted.
        if words::AMISS.is_in(whole(block, sentence)) {
            sentence.clauses.retain(|clause| clause.figure().is_some());
        }
    }
    sentences.retain(|sentence| !sentence.clauses.is_empty());
    sentences
}

/// Whether a paragraph is one clause without an end, an ordinal or a figure: the title of an annex, a
/// line of a letter.
fn is_line_of_its_own(block: &Block<'_>, sentences: &[Sentence<'_>]) -> bool {
    let [sentence] = sentences else {
        return false;
    };
    let [clause] = sentence.clauses.as_slice() else {
        return false;
    };
    let line = block.text.trim_matches(is_blank);
    block.starts_paragraph
        && clause.figures.is_empty()
        && ordinal(line).is_none()
        && !line.ends_with(['。', ';', '；', '!', '！'])
}

fn is_point(text: &Text, heading: &Heading) -> bool {
    let kind = ordinal(text.slice(heading.title)).map(|(kind, _)| kind);
    !matches!(kind, Some(kind) if kind < Kind::Dash)
}

/// Whether a heading is a title rather than text that has an ordinal (guideline §9.16).
fn is_title(text: &Text, ground: &Ground, heading: &Heading, block: &Block<'_>) -> bool {
    let title = text.slice(heading.title);
    let words = title.trim_matches(is_blank);
    let kind = ordinal(words).map(|(kind, _)| kind);
    if kind.is_some_and(|kind| kind <= Kind::Section) || kind == Some(Kind::Annex) {
        return true;
    }
    // Points and dashes are text; the first sentence of one may be its topic.
    if kind.is_none_or(|kind| kind >= Kind::Dash) {
        return kind.is_none() && !is_point(text, heading);
    }
    let count = words.chars().count();
    // In a bulletin what a paragraph begins with is the task that it reports on.
    let restates = ground.genre == Genre::Bulletin
        && kind == Some(Kind::Item)
        && ground.tense_at(heading.title.start()) != Tense::Plan
        && (count > TASK || words.contains([',', '，']));
    let is_run_in = block
        .text
        .get(block.place(heading.title.end())..)
        .is_some_and(|rest| rest.chars().filter(|&c| !is_blank(c)).count() > 12);
    if count > TITLE || has_figure(words) || restates && is_run_in {
        return false;
    }
    let end = block.place(heading.title.end());
    let rest = block.text.get(end..).unwrap_or_default();
    let goes_on = !rest
        .trim_matches(|c| is_blank(c) || is_outer(c) || c == '。')
        .is_empty();
    if goes_on && is_answered(rest) {
        return kind == Some(Kind::Major);
    }
    if goes_on {
        return rest.trim_start_matches(is_blank).starts_with('。') || kind == Some(Kind::Major);
    }
    if kind == Some(Kind::Major) {
        return true;
    }
    // A line of its own is a title unless nothing stands below it and it ends as a sentence does.
    let is_sentence = rest.contains(['。', ';', '；']);
    !(is_sentence && is_leaf(text, ground, heading, block))
}

/// Whether nothing stands behind a sentence but who answers for it: （三）建设港区。（牵头单位：市港航局）
fn is_answered(rest: &str) -> bool {
    let rest = rest.trim_matches(|c| is_blank(c) || is_outer(c) || c == '。');
    let inner = rest
        .strip_prefix(['(', '（'])
        .and_then(|rest| rest.strip_suffix([')', '）']));
    inner.is_some_and(|inner| inner.contains([':', '：']) && !inner.contains('。'))
}

/// Whether nothing stands below a heading that is a line of its own.
fn is_leaf(text: &Text, ground: &Ground, heading: &Heading, block: &Block<'_>) -> bool {
    let end = block.offset(block.text.len());
    let below = TextRange::between(end, heading.section.end().max(end));
    let next = ground.headings_in(below).first();
    let to = next.map_or(below.end(), |next| next.section.start());
    let between = TextRange::between(end, to.max(end));
    text.slice(between).trim_matches(is_blank).is_empty()
        && next.is_none_or(|next| next.level <= heading.level)
}

/// Whether a title holds a quantity, so that it is a task.
fn has_figure(title: &str) -> bool {
    let bare = crate::text::cues::ordinal(title, true).unwrap_or(title);
    crate::parse::slots::figures(bare).iter().any(|own| {
        !matches!(
            own.kind,
            crate::parse::slots::FigureKind::Bare | crate::parse::slots::FigureKind::Time
        )
    })
}

/// Leaves out sentences that only say what follows is about (`提升工业增长效能。`): short, without a
/// figure, at the start of a paragraph or point, with more behind them. In bulletins the task is
/// restated there (guideline I7).
fn drop_topics(
    ground: &Ground,
    block: &Block<'_>,
    titles: &[(usize, usize)],
    starts: &[usize],
    sentences: &mut Vec<Sentence<'_>>,
) {
    if ground.genre == Genre::Bulletin && ground.tense_at(block.offset(0)) != Tense::Plan {
        return;
    }
    let is_topic = |nth: usize, sentence: &Sentence<'_>| {
        let [clause] = sentence.clauses.as_slice() else {
            return false;
        };
        let (start, end) = clause.place;
        let behind = block.text.get(end..).unwrap_or_default();
        let head = start - clause.before.len().min(start);
        let is_first = starts.iter().any(|&at| {
            let between = block.text.get(at..head).unwrap_or_default();
            at <= head
                && between
                    .trim_matches(|c| is_blank(c) || is_outer(c))
                    .is_empty()
        });
        let follows = behind
            .trim_start_matches(is_blank)
            .starts_with(['。', ':', '：'])
            && behind.chars().filter(|&c| !is_blank(c)).count() > 12;
        is_first
            && follows
            && nth + 1 < sentences.len()
            && clause.figures.is_empty()
            && clause.text.chars().count() <= TOPIC
            && !titles
                .iter()
                .any(|title| title.1 <= start && title.1 + 12 > start)
    };
    let topics: Vec<usize> = (0..sentences.len())
        .filter(|&nth| sentences.get(nth).is_some_and(|own| is_topic(nth, own)))
        .collect();
    let mut nth = 0;
    sentences.retain(|_| {
        nth += 1;
        !topics.contains(&(nth - 1))
    });
}

/// Whether a sentence is what nobody can check (guideline §9.22): thanks, an appraisal, the frame of
/// a speech.
fn is_rhetoric(block: &Block<'_>, sentence: &Sentence<'_>) -> bool {
    let Some(first) = sentence.clauses.first() else {
        return true;
    };
    let begins = first.text;
    words::RHETORIC.is_in(whole(block, sentence))
        || begins.starts_with("现将")
        || begins.starts_with("现就")
}

/// All of a sentence.
fn whole<'a>(block: &Block<'a>, sentence: &Sentence<'_>) -> &'a str {
    let (Some(first), Some(last)) = (sentence.clauses.first(), sentence.clauses.last()) else {
        return "";
    };
    let start = first.place.0 - first.before.len().min(first.place.0);
    block.text.get(start..last.place.1).unwrap_or_default()
}
