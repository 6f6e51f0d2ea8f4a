//! What is drawn over which stretch of a row.
//!
//! A row is cut into pieces, each covered by the same spans all along. Overlapping spans are drawn
//! in lanes below the text: a span lies in one lane all along, and farther from the text than what
//! is nested in it.

use alloc::{sync::Arc, vec::Vec};

use crate::{
    collections::ordered,
    model::{Span, SpanId, Spans},
    text::{Offset, Text, TextRange},
};

/// How many spans are drawn over one another; what lies deeper is counted, not drawn.
pub const LANES: usize = 6;

/// A span over a piece.
#[derive(Clone, PartialEq, Debug)]
pub struct Cover {
    /// Which.
    pub span: Arc<Span>,
    /// Its lane, 0 nearest to the text.
    pub lane: usize,
    /// Whether it starts with this piece.
    pub starts: bool,
    /// Whether it ends with this piece.
    pub ends: bool,
}

/// A stretch that is covered by the same spans all along.
#[derive(Clone, PartialEq, Debug)]
pub struct Piece {
    /// Where.
    pub range: TextRange,
    /// By which, the outermost first.
    pub covers: Vec<Cover>,
}

/// A paragraph cut into pieces.
#[derive(Clone, PartialEq, Debug)]
pub struct Pieces {
    /// Its pieces in order, without gaps; none for an empty paragraph.
    pub pieces: Vec<Piece>,
    /// How many lanes are used.
    pub lanes: usize,
    /// How many spans lie too deep to be drawn.
    pub hidden: usize,
}

/// Cut a stretch of a text, usually a paragraph without its terminator, into pieces.
#[must_use]
pub fn pieces(text: &Text, spans: &Spans, stretch: TextRange) -> Pieces {
    let covering: Vec<&Arc<Span>> = spans.overlapping(stretch).collect();
    let (drawn, lanes, hidden) = lanes(&covering, stretch);

    // As numbers, like elsewhere: an ordered set of each type of its own would cost the page more.
    let cuts = ordered(
        drawn
            .iter()
            .flat_map(|(span, _)| [span.range.start(), span.range.end()])
            .filter(|&at| stretch.contains(at))
            .chain([stretch.start(), stretch.end()])
            .map(|at| at.bytes() as u64),
    );
    let cuts: Vec<Offset> = cuts
        .into_iter()
        .map(|at| Offset::from_bytes(usize::try_from(at).unwrap_or(usize::MAX)))
        .collect();

    let mut coming = drawn.into_iter().peekable();
    let mut active: Vec<(&Arc<Span>, usize)> = Vec::new();
    let mut pieces = Vec::with_capacity(cuts.len());
    for pair in cuts.windows(2) {
        let &[start, end] = pair else { continue };
        let range = TextRange::between(start, end);
        active.retain(|(span, _)| span.range.end() > start);
        while let Some(next) = coming.next_if(|(span, _)| span.range.start() <= start) {
            // The outermost first.
            let nth = active.partition_point(|&(_, lane)| lane > next.1);
            active.insert(nth, next);
        }
        let covers: Vec<Cover> = active
            .iter()
            .map(|&(span, lane)| Cover {
                span: Arc::clone(span),
                lane,
                starts: span.range.start() == start,
                ends: span.range.end() == end,
            })
            .collect();
        pieces.push(Piece { range, covers });
    }
    debug_assert!(text.fits(stretch), "a paragraph of this text");
    Pieces {
        pieces,
        lanes,
        hidden,
    }
}

/// A lane for each span, in order; how many lanes; how many spans got none.
fn lanes<'a>(
    covering: &[&'a Arc<Span>],
    stretch: TextRange,
) -> (Vec<(&'a Arc<Span>, usize)>, usize, usize) {
    // From the last to the first, each into the nearest free lane: what is nested comes first and
    // gets the lane nearer to the text. A lane is free for a span that ends before all in it start.
    let mut first_start = [stretch.end(); LANES];
    let mut drawn = Vec::with_capacity(covering.len());
    for &span in covering.iter().rev() {
        let end = span.range.end().min(stretch.end());
        let free = first_start
            .iter_mut()
            .enumerate()
            .find(|(_, start)| **start >= end);
        if let Some((lane, start)) = free {
            *start = span.range.start();
            drawn.push((span, lane));
        }
    }
    let used = drawn.iter().map(|&(_, lane)| lane + 1).max().unwrap_or(0);
    let hidden = covering.len() - drawn.len();
    drawn.reverse();
    (drawn, used, hidden)
}

/// The span over a position that follows `selected` from the inside outwards: the innermost if that
/// is not there, and the innermost again behind the outermost. Shorter spans are inside longer ones.
#[must_use]
pub fn next_outer(spans: &Spans, at: Offset, selected: Option<&Span>) -> Option<Arc<Span>> {
    let order = |span: &Span| {
        let start = core::cmp::Reverse(span.range.start());
        (span.range.len(), start, span.id.clone())
    };
    let there = || {
        spans
            .overlapping(TextRange::between(at, Offset::from_bytes(at.bytes() + 1)))
            .filter(|span| span.range.contains(at))
    };
    let is_there = |id: &SpanId| there().any(|span| span.id == *id);
    let current = selected.filter(|span| is_there(&span.id)).map(order);
    let outer = there()
        .filter(|span| {
            current
                .as_ref()
                .is_some_and(|current| order(span) > *current)
        })
        .min_by_key(|span| order(span));
    outer
        .or_else(|| there().min_by_key(|span| order(span)))
        .cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{SpanId, Timestamp},
        scheme::LabelId,
    };
    use proptest::prelude::*;

    fn spans(ranges: &[(usize, usize)]) -> Spans {
        ranges
            .iter()
            .enumerate()
            .map(|(nth, &(start, end))| {
                Span::manual(
                    SpanId::new(&nth.to_string()),
                    LabelId::new("target"),
                    TextRange::between(Offset::from_bytes(start), Offset::from_bytes(end)),
                    Timestamp::new(""),
                )
            })
            .collect()
    }

    fn show(ranges: &[(usize, usize)]) -> String {
        let text = Text::new("x".repeat(12));
        let cut = pieces(&text, &spans(ranges), text.range());
        let piece = |piece: &Piece| {
            let covers: Vec<_> = piece
                .covers
                .iter()
                .map(|cover| format!("{:?}@{}", cover.span.id, cover.lane))
                .collect();
            format!("{:?} {}", piece.range, covers.join(","))
        };
        cut.pieces.iter().map(piece).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn nested_and_crossing() {
        assert_eq!(show(&[]), "0..12 ");
        assert_eq!(
            show(&[(2, 9), (3, 5)]),
            "0..2  | 2..3 0@1 | 3..5 0@1,1@0 | 5..9 0@1 | 9..12 "
        );
        assert_eq!(
            show(&[(0, 6), (4, 12)]),
            "0..4 0@1 | 4..6 0@1,1@0 | 6..12 1@0"
        );
    }

    #[test]
    fn ten_thousand_twins_are_counted() {
        let text = Text::new("x".repeat(12));
        let cut = pieces(&text, &spans(&[(0, 12); 10_000]), text.range());
        assert_eq!((cut.lanes, cut.hidden), (LANES, 10_000 - LANES));
        assert_eq!(cut.pieces.len(), 1);
    }

    proptest! {
        #[test]
        fn pieces_cover_the_stretch_with_the_right_spans(
            ranges in prop::collection::vec((0..40_usize, 1..12_usize), 0..12),
            window in (0..40_usize, 1..30_usize),
        ) {
            let text = Text::new("x".repeat(80));
            let ranges: Vec<_> = ranges.iter().map(|&(start, len)| (start, start + len)).collect();
            let spans = spans(&ranges);
            let stretch = TextRange::between(
                Offset::from_bytes(window.0),
                Offset::from_bytes(window.0 + window.1),
            );
            let cut = pieces(&text, &spans, stretch);
            let mut at = stretch.start();
            for piece in &cut.pieces {
                prop_assert_eq!(piece.range.start(), at);
                at = piece.range.end();
                if cut.hidden == 0 {
                    let over = spans.iter().filter(|span| span.range.covers(piece.range)).count();
                    prop_assert_eq!(piece.covers.len(), over);
                }
                for pair in piece.covers.windows(2) {
                    prop_assert!(pair[0].lane > pair[1].lane, "one lane for two");
                }
                for cover in &piece.covers {
                    prop_assert!(cover.span.range.covers(piece.range));
                    prop_assert_eq!(cover.starts, cover.span.range.start() == piece.range.start());
                    prop_assert_eq!(cover.ends, cover.span.range.end() == piece.range.end());
                }
            }
            prop_assert_eq!(at, stretch.end());
        }
    }
}
