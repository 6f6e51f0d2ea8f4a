//! What is drawn for any window of a text: all of it once, under the right spans.

use std::sync::Arc;

use proptest::prelude::*;
use reportmark_core::{
    layout::{LANES, Rows, pieces},
    model::{Span, SpanId, Spans, Timestamp},
    scheme::LabelId,
    text::{Offset, Text, TextRange},
};

/// Paragraphs of every length: empty ones, short ones, and lines that are cut into many rows.
fn text() -> impl Strategy<Value = String> {
    let paragraph = prop_oneof![
        4 => "[甲乙，。😀a ]{0,40}",
        1 => Just("深入推进，力争新增3家。".repeat(700)),
        1 => Just("目".repeat(5000)),
    ];
    let terminator = prop_oneof![Just("\n"), Just("\r\n"), Just("\r")];
    prop::collection::vec((paragraph, terminator), 1..8).prop_map(|lines| {
        lines
            .into_iter()
            .flat_map(|(line, end)| [line, end.into()])
            .collect()
    })
}

/// Stretches of a text, by where they start and how long they are as parts of it.
fn spans(text: &Text, ranges: &[(f64, u32)]) -> Spans {
    let at = |bytes: f64| text.floor(Offset::from_bytes(bytes as usize));
    let length = text.end().bytes() as f64;
    let span = |(nth, &(start, len)): (usize, &(f64, u32))| {
        let start = start * length;
        let range = TextRange::between(at(start), at(start + f64::from(len)));
        let id = SpanId::new(&format!("s{nth}"));
        (!range.is_empty())
            .then(|| Span::manual(id, LabelId::new("target"), range, Timestamp::new("")))
    };
    ranges.iter().enumerate().filter_map(span).collect()
}

proptest! {
    #[test]
    fn any_window_is_drawn_once_under_the_right_spans(
        text in text(),
        ranges in prop::collection::vec((0.0..1.0_f64, prop_oneof![1..90_u32, 1..40_000_u32]), 0..40),
        window in (0.0..1.0_f64, 0..30_usize),
    ) {
        let text = Arc::new(Text::new(text));
        let spans = spans(&text, &ranges);
        let rows = Rows::new(&text);
        let first = (window.0 * rows.count() as f64) as usize;
        for row in first..(first + window.1).min(rows.count()) {
            let content = rows.content(row);
            let drawn = pieces(&text, &spans, content);
            let joined: String = drawn.pieces.iter().map(|piece| text.slice(piece.range)).collect();
            prop_assert_eq!(joined, text.slice(content));
            let there = spans.iter().filter(|span| span.range.overlaps(content)).count();
            for piece in &drawn.pieces {
                let over: Vec<&SpanId> = spans
                    .iter()
                    .filter(|span| span.range.overlaps(piece.range))
                    .map(|span| &span.id)
                    .collect();
                let covers: Vec<&SpanId> = piece.covers.iter().map(|cover| &cover.span.id).collect();
                prop_assert!(covers.iter().all(|id| over.contains(id)));
                prop_assert!(piece.covers.iter().all(|cover| cover.span.range.covers(piece.range)));
                if drawn.hidden == 0 {
                    prop_assert_eq!(covers.len(), over.len());
                } else {
                    prop_assert!(there > LANES, "only what lies too deep is left out");
                }
            }
            // What is between the rows are line terminators and nothing else.
            let whole = rows.with_terminator(row);
            let left = text.slice(TextRange::between(content.end(), whole.end()));
            prop_assert!(["", "\n", "\r\n", "\r"].contains(&left));
        }
    }
}
