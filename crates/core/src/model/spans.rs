//! The spans of a document, in order of position, found by position and by id.

use alloc::{sync::Arc, vec, vec::Vec};
use core::cmp::Reverse;

use super::{Span, SpanId, places::Places};
use crate::text::{Offset, TextRange};

/// Spans in a chunk before it is split in two.
const CHUNK: usize = 128;

/// Where a span stands in the order: by start, the longer first, then by id.
type Place = (Offset, Reverse<Offset>, SpanId);

fn place(span: &Span) -> Place {
    (
        span.range.start(),
        Reverse(span.range.end()),
        span.id.clone(),
    )
}

/// A run of neighbouring spans, and how far the farthest of them reaches.
#[derive(Clone, Debug)]
struct Chunk {
    spans: Vec<Arc<Span>>,
    reach: Offset,
}

impl Chunk {
    fn new(spans: Vec<Arc<Span>>) -> Self {
        let reach = spans.iter().map(|span| span.range.end()).max();
        Self {
            spans,
            reach: reach.unwrap_or_default(),
        }
    }

    fn starts(&self) -> Offset {
        self.spans
            .first()
            .map_or(Offset::ZERO, |span| span.range.start())
    }
}

/// An ordered set of spans.
///
/// Neighbours share chunks and chunks are shared by pointer between versions, so a clone costs a
/// pointer per chunk, a change copies one chunk, and a query by range skips the chunks that do
/// not reach it.
#[derive(Clone, Debug, Default)]
pub struct Spans {
    chunks: Vec<Arc<Chunk>>,
    places: Places,
    len: usize,
}

impl Spans {
    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All of them: by start, the longer of two first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Span>> + Clone {
        self.chunks.iter().flat_map(|chunk| chunk.spans.iter())
    }

    /// The span of that id.
    #[must_use]
    pub fn get(&self, id: &SpanId) -> Option<&Arc<Span>> {
        let range = self.places.get(id)?;
        let place = (range.start(), Reverse(range.end()), id.clone());
        let chunk = self.chunks.get(self.chunk_of(&place))?;
        let nth = chunk
            .spans
            .binary_search_by(|span| self::place(span).cmp(&place));
        chunk.spans.get(nth.ok()?)
    }

    /// Those that have a character in common with the range, in order.
    pub fn overlapping(&self, range: TextRange) -> impl Iterator<Item = &Arc<Span>> {
        let last = self
            .chunks
            .partition_point(|chunk| chunk.starts() < range.end());
        self.chunks
            .iter()
            .take(last)
            .filter(move |chunk| chunk.reach > range.start())
            .flat_map(|chunk| chunk.spans.iter())
            .filter(move |span| span.range.overlaps(range))
    }

    /// The first span that stands behind this one, or at or behind a position when it is gone.
    #[must_use]
    pub fn next(&self, after: &Cursor) -> Option<&Arc<Span>> {
        let nth = self.chunks.partition_point(|chunk| {
            chunk
                .spans
                .last()
                .is_some_and(|span| !after.is_before(span))
        });
        let chunk = self.chunks.get(nth)?;
        chunk.spans.iter().find(|span| after.is_before(span))
    }

    /// The last span that stands before this one.
    #[must_use]
    pub fn previous(&self, before: &Cursor) -> Option<&Arc<Span>> {
        let nth = self.chunks.partition_point(|chunk| {
            chunk
                .spans
                .first()
                .is_some_and(|span| before.is_behind(span))
        });
        let chunk = self.chunks.get(nth.checked_sub(1)?)?;
        chunk.spans.iter().rev().find(|span| before.is_behind(span))
    }

    /// Put a span in. One of the same id is replaced.
    pub fn insert(&mut self, span: Arc<Span>) {
        self.remove(&span.id);
        self.places.insert(span.id.clone(), span.range);
        self.len += 1;
        let place = place(&span);
        let nth = self.chunk_of(&place);
        let Some(shared) = self.chunks.get_mut(nth) else {
            self.chunks.push(Arc::new(Chunk::new(vec![span])));
            return;
        };
        let chunk = Arc::make_mut(shared);
        chunk.reach = chunk.reach.max(span.range.end());
        let at = chunk
            .spans
            .partition_point(|other| self::place(other) < place);
        chunk.spans.insert(at, span);
        if chunk.spans.len() > CHUNK {
            let upper = Chunk::new(chunk.spans.split_off(CHUNK / 2));
            *chunk = Chunk::new(core::mem::take(&mut chunk.spans));
            self.chunks.insert(nth + 1, Arc::new(upper));
        }
    }

    /// Take a span out.
    pub fn remove(&mut self, id: &SpanId) -> Option<Arc<Span>> {
        let range = self.places.remove(id)?;
        let place = (range.start(), Reverse(range.end()), id.clone());
        let nth = self.chunk_of(&place);
        let chunk = Arc::make_mut(self.chunks.get_mut(nth)?);
        let at = chunk
            .spans
            .binary_search_by(|span| self::place(span).cmp(&place));
        let removed = chunk.spans.remove(at.ok()?);
        self.len -= 1;
        if chunk.spans.is_empty() {
            self.chunks.remove(nth);
        } else if removed.range.end() == chunk.reach {
            *chunk = Chunk::new(core::mem::take(&mut chunk.spans));
        }
        Some(removed)
    }

    /// The chunk that a place belongs to: the last one that starts at or before it.
    fn chunk_of(&self, place: &Place) -> usize {
        self.chunks
            .partition_point(|chunk| {
                chunk
                    .spans
                    .first()
                    .is_some_and(|span| self::place(span) <= *place)
            })
            .saturating_sub(1)
    }
}

impl PartialEq for Spans {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

impl FromIterator<Span> for Spans {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let all: Vec<Arc<Span>> = spans.into_iter().map(Arc::new).collect();
        let in_order = all.is_sorted_by(|a, b| place(a) < place(b));
        let (places, distinct) =
            Places::from_all(all.iter().map(|span| (span.id.clone(), span.range)));
        if !in_order || !distinct {
            // Not as this program writes them; of two of one id the later replaces the earlier.
            let mut set = Self::default();
            all.into_iter().for_each(|span| set.insert(span));
            return set;
        }
        Self {
            len: all.len(),
            places,
            chunks: all
                .chunks(CHUNK / 2)
                .map(|run| Arc::new(Chunk::new(run.to_vec())))
                .collect(),
        }
    }
}

/// A point in the order of spans from which the next and the previous are asked for.
#[derive(Clone, Debug)]
pub enum Cursor {
    /// A span that is or was there.
    Span(TextRange, SpanId),
    /// A position: spans that start there are behind it.
    Position(Offset),
}

impl Cursor {
    /// The point at which a span stands.
    #[must_use]
    pub fn of(span: &Span) -> Self {
        Self::Span(span.range, span.id.clone())
    }

    fn is_before(&self, span: &Span) -> bool {
        match self {
            Self::Span(range, id) => {
                (range.start(), Reverse(range.end()), id.clone()) < place(span)
            }
            Self::Position(at) => *at <= span.range.start(),
        }
    }

    fn is_behind(&self, span: &Span) -> bool {
        match self {
            Self::Span(range, id) => {
                place(span) < (range.start(), Reverse(range.end()), id.clone())
            }
            Self::Position(at) => span.range.start() < *at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::Timestamp, scheme::LabelId};
    use proptest::prelude::*;

    fn span(id: u16, start: usize, len: usize) -> Span {
        let start = Offset::from_bytes(start);
        let end = Offset::from_bytes(start.bytes() + len);
        Span::manual(
            SpanId::new(&id.to_string()),
            LabelId::new("target"),
            TextRange::between(start, end),
            Timestamp::new(""),
        )
    }

    fn ids<'a>(spans: impl Iterator<Item = &'a Arc<Span>>) -> Vec<String> {
        spans.map(|span| span.id.as_str().into()).collect()
    }

    proptest! {
        #[test]
        fn agrees_with_a_naive_list(
            edits in prop::collection::vec((any::<bool>(), 0..400_u16, 0..2000_usize, 1..300_usize), 0..900),
            query in (0..2200_usize, 0..400_usize),
            from_list in any::<bool>(),
        ) {
            let mut naive: Vec<Span> = vec![];
            let mut spans = Spans::default();
            for (put, id, start, len) in edits {
                let new = span(id, start, len);
                naive.retain(|old| old.id != new.id);
                if put {
                    naive.push(new.clone());
                    spans.insert(Arc::new(new));
                } else {
                    spans.remove(&new.id);
                }
            }
            if from_list {
                spans = naive.iter().cloned().collect();
            }
            naive.sort_by_key(place);
            let naive: Vec<_> = naive.into_iter().map(Arc::new).collect();
            prop_assert_eq!(spans.len(), naive.len());
            prop_assert_eq!(ids(spans.iter()), ids(naive.iter()));
            for old in &naive {
                prop_assert_eq!(spans.get(&old.id), Some(old));
            }
            let range = TextRange::between(
                Offset::from_bytes(query.0),
                Offset::from_bytes(query.0 + query.1),
            );
            prop_assert_eq!(
                ids(spans.overlapping(range)),
                ids(naive.iter().filter(|span| span.range.overlaps(range)))
            );
            let at = Cursor::Position(range.start());
            prop_assert_eq!(spans.next(&at), naive.iter().find(|span| span.range.start() >= range.start()));
            prop_assert_eq!(spans.previous(&at), naive.iter().rev().find(|span| span.range.start() < range.start()));
            for pair in naive.windows(2) {
                prop_assert_eq!(spans.next(&Cursor::of(&pair[0])), Some(&pair[1]));
                prop_assert_eq!(spans.previous(&Cursor::of(&pair[1])), Some(&pair[0]));
            }
        }
    }
}
