//! Steps of the reading cursor.

use alloc::vec::Vec;

use super::{
    Breaks, Offset, Text, TextRange,
    block::Block,
    clause::Parsed,
    next_cluster, previous_cluster, trim,
    word::{WINDOW, words_around},
};

/// How far a step of the cursor goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grain {
    /// A character as a user sees it.
    Character,
    /// A word; names of bodies are one.
    Word,
    /// A comma-clause.
    Clause,
    /// A sentence.
    Sentence,
    /// A paragraph.
    Paragraph,
}

/// Bytes gone through in search of something that is not punctuation or white space.
const REACH: usize = 16_384;

/// Where the cursor stops after a position: at the next end of a unit. The end of the text at
/// last; always past `at` before that.
///
/// Clauses and sentences end before their punctuation, where spans end, so there is one stop to a
/// comma, and a step that extends a selection from the start of a clause selects just the clause.
#[must_use]
pub fn next(text: &Text, at: Offset, grain: Grain, breaks: &Breaks<'_>) -> Offset {
    let at = text.floor(at);
    match grain {
        Grain::Character => next_cluster(text, at, breaks.clusters),
        Grain::Word => {
            let words = words_around(text, at, breaks);
            let mut ends = words.iter().map(|word| word.end());
            let past = || text.floor(Offset::from_bytes(at.bytes() + WINDOW));
            ends.find(|&end| end > at).unwrap_or_else(past)
        }
        _ => unit_after(text, at, grain).end(),
    }
}

/// Where the cursor stops before a position: at the last start of a unit, where spans start. The
/// start of the text at last; always before `at` otherwise.
#[must_use]
pub fn previous(text: &Text, at: Offset, grain: Grain, breaks: &Breaks<'_>) -> Offset {
    let at = text.floor(at);
    match grain {
        Grain::Character => previous_cluster(text, at, breaks.clusters),
        Grain::Word => {
            let words = words_around(text, at, breaks);
            let mut starts = words.iter().rev().map(|word| word.start());
            let past = || text.floor(Offset::from_bytes(at.bytes().saturating_sub(WINDOW)));
            starts.find(|&start| start < at).unwrap_or_else(past)
        }
        _ => unit_before(text, at, grain).start(),
    }
}

/// The clause, sentence or paragraph that ends next after a position, as a span would have it.
///
/// Empty, at the end of the text, where none follows, and further on where nothing but punctuation
/// and white space was found within [`REACH`].
#[must_use]
pub fn unit_after(text: &Text, at: Offset, grain: Grain) -> TextRange {
    let at = text.floor(at);
    let mut from = at;
    while from < text.end() && from.bytes() <= at.bytes() + REACH {
        let (units, next) = units(text, from, grain);
        if let Some(unit) = units.iter().find(|unit| unit.end() > at) {
            return *unit;
        }
        from = next;
    }
    TextRange::empty(from)
}

/// The clause, sentence or paragraph that starts last before a position: [`unit_after`], backwards.
#[must_use]
pub fn unit_before(text: &Text, at: Offset, grain: Grain) -> TextRange {
    let at = text.floor(at);
    let mut from = at;
    loop {
        let (units, _) = units(text, from, grain);
        if let Some(unit) = units.iter().rfind(|unit| unit.start() < at) {
            return *unit;
        }
        let base = Block::at(text, from).base;
        if base == 0 || base + REACH < at.bytes() {
            return TextRange::empty(Offset::from_bytes(base));
        }
        from = text.floor(Offset::from_bytes(base - 1));
    }
}

/// The units that a block has, in the order of the text, and where the next block starts.
fn units(text: &Text, at: Offset, grain: Grain) -> (Vec<TextRange>, Offset) {
    let block = Block::at(text, at);
    let mut units = Vec::new();
    if grain == Grain::Paragraph {
        let paragraph = paragraph_at(text, at);
        if !paragraph.is_empty() {
            units.push(paragraph);
        }
        return (units, block.next(text));
    }
    let parsed = Parsed::joined(&block);
    let mut sentence = usize::MAX;
    for clause in &parsed.clauses {
        if grain == Grain::Clause {
            units.push(block.range(clause.span));
        } else if clause.is_outer && sentence != clause.sentence {
            sentence = clause.sentence;
            units.extend(parsed.sentence(sentence).map(|own| block.range(own)));
        }
    }
    (units, block.next(text))
}

/// The paragraph at a position, trimmed.
pub(super) fn paragraph_at(text: &Text, at: Offset) -> TextRange {
    let paragraphs = text.paragraphs();
    trim(text, paragraphs.content(text.as_str(), paragraphs.at(at)))
}

/// [`next`] by clause, which needs no breaks.
#[must_use]
pub fn next_clause(text: &Text, at: Offset) -> Offset {
    unit_after(text, at, Grain::Clause).end()
}

/// [`previous`] by clause, which needs no breaks.
#[must_use]
pub fn previous_clause(text: &Text, at: Offset) -> Offset {
    unit_before(text, at, Grain::Clause).start()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stops(text: &Text, step: fn(&Text, Offset) -> Offset, from: Offset) -> Vec<usize> {
        let mut stops = vec![];
        let mut at = from;
        loop {
            let to = step(text, at);
            if to == at {
                return stops;
            }
            stops.push(text.to_code_points(to));
            at = to;
        }
    }

    #[test]
    fn clauses_have_one_stop_each() {
        let text = Text::new("新建学校3所，改造道路。\n\n其中桥梁、渡口。\n".into());
        assert_eq!(stops(&text, next_clause, Offset::ZERO), [6, 11, 21, 23]);
        assert_eq!(stops(&text, previous_clause, text.end()), [16, 7, 0]);
    }

    #[test]
    fn sentences_and_paragraphs() {
        let text = Text::new("一是兴学,造桥(牵头单位:市局)。二\r\n三。".into());
        let unit = |at, grain| text.slice(unit_after(&text, Offset::from_bytes(at), grain));
        assert_eq!(unit(0, Grain::Sentence), "兴学,造桥");
        assert_eq!(unit("一是兴学,造桥".len(), Grain::Sentence), "二");
        assert_eq!(
            unit(0, Grain::Paragraph),
            "一是兴学,造桥(牵头单位:市局)。二"
        );
        assert_eq!(
            text.slice(unit_before(&text, text.end(), Grain::Paragraph)),
            "三"
        );
    }
}
