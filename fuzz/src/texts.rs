//! Any text: offsets, what selections take, rows and finding.

use std::sync::Arc;

use reportmark_core::{
    layout::Rows,
    search::{Search, context},
    text::{
        Offset, Text, TextRange, balanced, clause_at, end_back, end_forward, sentence_at,
        split_list, start_back, start_forward, trim,
    },
};

use crate::{split, stretch, text_of};

/// Conversions are those of a naive count; whatever a selection takes is a stretch of the text;
/// rows are the text; what is found is there.
pub fn text(bytes: &[u8]) {
    let Some((choice, rest)) = split::<4>(bytes) else {
        return;
    };
    let text = Arc::new(text_of(rest));
    offsets(&text);
    let [a, b, phrase, step] = choice;
    selections(&text, stretch(&text, [a, b]));
    rows(&text);
    find(&text, stretch(&text, [a, phrase]), usize::from(step) + 1);
}

fn offsets(text: &Text) {
    let (mut code_points, mut units) = (0, 0);
    let ends = text
        .as_str()
        .char_indices()
        .map(|(at, c)| (at, c.len_utf16()));
    for (at, width) in ends.chain([(text.as_str().len(), 0)]) {
        let offset = Offset::from_bytes(at);
        assert_eq!(text.to_code_points(offset), code_points);
        assert_eq!(text.to_utf16(offset), units);
        assert_eq!(text.from_code_points(code_points), Some(offset));
        assert_eq!(text.from_utf16(units), Some(offset));
        assert_eq!(text.floor(offset), offset);
        code_points += 1;
        units += width;
    }
    assert_eq!(text.from_code_points(code_points), None);
    assert_eq!(text.from_utf16(units + 1), None);
}

fn selections(text: &Text, range: TextRange) {
    let trimmed = trim(text, range);
    assert!(text.fits(trimmed) && (range.covers(trimmed) || trimmed.is_empty()));
    let whole = balanced(text, range);
    assert!(text.fits(whole));
    assert_eq!(balanced(text, whole), whole);
    for at in [range.start(), range.end()] {
        let (clause, sentence) = (clause_at(text, at), sentence_at(text, at));
        assert!(text.fits(clause) && text.fits(sentence) && sentence.covers(clause));
        if !clause.is_empty() {
            assert_eq!(trim(text, clause), clause);
            assert_eq!(balanced(text, clause), clause);
            assert_eq!(clause_at(text, clause.start()), clause);
        }
    }
    for reshape in [start_back, start_forward, end_back, end_forward] {
        assert!(text.fits(reshape(text, range)));
    }
    let mut end = range.start();
    for name in split_list(text, range, &[]) {
        assert!(text.fits(name) && range.covers(name) && !name.is_empty());
        assert!(end <= name.start());
        end = name.end();
    }
}

fn rows(text: &Arc<Text>) {
    let rows = Rows::new(text);
    let mut end = Offset::ZERO;
    for row in 0..rows.count() {
        let (whole, content) = (rows.with_terminator(row), rows.content(row));
        assert!(text.fits(whole) && whole.start() == end && whole.covers(content));
        assert_eq!(rows.at(whole.start()), row);
        end = whole.end();
    }
    assert_eq!(end, text.end());
}

fn find(text: &Text, phrase: TextRange, step: usize) {
    let phrase = text.slice(phrase);
    let phrase: String = phrase.chars().take(8).collect();
    for exact in [true, false] {
        let Some(mut search) = Search::new(&phrase, exact) else {
            return;
        };
        let (mut hits, mut at_once) = (Vec::new(), Vec::new());
        while search.step(text, step, &mut hits) {}
        search.restart();
        while search.step(text, usize::MAX, &mut at_once) {}
        assert_eq!(hits, at_once);
        assert!(hits.iter().all(|&hit| text.fits(hit)));
        assert!(hits.is_sorted_by(|a, b| a.end() <= b.start()));
        if exact {
            let naive = text.as_str().match_indices(&phrase).map(|(at, _)| at);
            assert!(naive.eq(hits.iter().map(|hit| hit.start().bytes())));
        }
        for &hit in hits.iter().take(8) {
            let (before, behind) = context(text, hit, 5, 5);
            assert!(text.before(hit.start()).ends_with(before));
            assert!(text.after(hit.end()).starts_with(behind));
        }
    }
}
