//! The spans of a document, in order of position, found by position and by id.

#[cfg(test)]
mod tests;

use alloc::{sync::Arc, vec, vec::Vec};
use core::cmp::{Ordering, Reverse};
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{Span, SpanId, SpanStatus, places::Places};
use crate::{
    json::FromJson,
    scheme::LabelId,
    text::{Offset, TextRange},
};

/// Spans in a chunk before it is split in two.
const CHUNK: usize = 128;

/// Chunks in a group, which a query by range skips together.
const GROUP: usize = 32;

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
///
/// The same pointer in two versions of [`Spans`] means the same spans: what is made of a chunk can
/// be kept as long as the chunk is there ([`PerChunk`](super::PerChunk)).
#[derive(Clone, Debug)]
pub struct Chunk {
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

    /// Its spans, in order; at least one.
    #[must_use]
    pub fn spans(&self) -> &[Arc<Span>] {
        &self.spans
    }

    pub(super) fn starts(&self) -> Offset {
        self.spans
            .first()
            .map_or(Offset::ZERO, |span| span.range.start())
    }
}

/// An ordered set of spans.
///
/// Neighbours share chunks and chunks are shared by pointer between versions, so a clone costs a
/// pointer per chunk, a change copies one chunk, and a query by range skips the groups of chunks
/// and the chunks that do not reach it.
#[derive(Clone, Debug, Default)]
pub struct Spans {
    chunks: Vec<Arc<Chunk>>,
    /// How far each group of chunks reaches.
    reaches: Vec<Offset>,
    places: Places,
    /// How many accepted ones each label has, by label.
    accepted: Vec<(LabelId, usize)>,
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

    /// Its chunks, in order.
    #[must_use]
    pub fn chunks(&self) -> &[Arc<Chunk>] {
        &self.chunks
    }

    /// Whether another version has the very same chunks, so that nothing differs.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.chunks.len() == other.chunks.len()
            && self
                .chunks
                .iter()
                .zip(&other.chunks)
                .all(|(a, b)| Arc::ptr_eq(a, b))
    }

    /// Which spans came since another version, and which went; one that changed did both. Costs what
    /// differs, and a look at each chunk.
    #[must_use]
    pub fn difference<'a>(&'a self, old: &'a Self) -> (Vec<&'a Arc<Span>>, Vec<&'a Arc<Span>>) {
        fn addresses<T>(all: &[&Arc<T>]) -> Vec<*const T> {
            let mut all: Vec<_> = all.iter().map(|own| Arc::as_ptr(own)).collect();
            all.sort_unstable();
            all
        }
        fn only<'a, T>(own: &[&'a Arc<T>], other: &[&Arc<T>]) -> Vec<&'a Arc<T>> {
            let other = addresses(other);
            let is_new = |own: &&&Arc<T>| other.binary_search(&Arc::as_ptr(own)).is_err();
            own.iter().filter(is_new).copied().collect()
        }
        let chunks = |own: &'a Self| own.chunks.iter().collect::<Vec<_>>();
        let (now, then) = (chunks(self), chunks(old));
        let spans = |chunks: Vec<&'a Arc<Chunk>>| {
            let spans = chunks.into_iter().flat_map(|chunk| &chunk.spans);
            spans.collect::<Vec<_>>()
        };
        let fresh = spans(only(&now, &then));
        let gone = spans(only(&then, &now));
        (only(&fresh, &gone), only(&gone, &fresh))
    }

    /// How many accepted spans a label has. Kept up with every change, so it costs nothing to ask.
    #[must_use]
    pub fn accepted(&self, label: &LabelId) -> usize {
        self.tally(label)
            .ok()
            .and_then(|nth| self.accepted.get(nth))
            .map_or(0, |(_, count)| *count)
    }

    /// The labels that there are: each of them at least once, and seldom much more often.
    pub fn labels(&self) -> impl Iterator<Item = &LabelId> {
        let mut last: [Option<&LabelId>; 8] = [None; 8];
        let mut next = 0;
        self.iter().map(|span| &span.label).filter(move |label| {
            let is_new = !last.contains(&Some(*label));
            if is_new && let Some(place) = last.get_mut(next) {
                *place = Some(*label);
                next = (next + 1) % 8;
            }
            is_new
        })
    }

    /// Those from the nth on, counted from 0.
    pub fn since(&self, nth: usize) -> impl Iterator<Item = &Arc<Span>> {
        let (mut chunks, mut left) = (0, nth);
        for chunk in &self.chunks {
            let Some(less) = left.checked_sub(chunk.spans.len()) else {
                break;
            };
            (chunks, left) = (chunks + 1, less);
        }
        let behind = self.chunks.iter().skip(chunks);
        behind.flat_map(|chunk| &chunk.spans).skip(left)
    }

    /// The nth span, from 0.
    #[must_use]
    pub fn nth(&self, nth: usize) -> Option<&Arc<Span>> {
        self.since(nth).next()
    }

    /// How many spans stand before a point in the order: the place of a span that is there, from 0.
    #[must_use]
    pub fn position(&self, of: &Cursor) -> usize {
        let whole = self
            .chunks
            .partition_point(|chunk| chunk.spans.last().is_some_and(|span| of.is_behind(span)));
        let before: usize = self
            .chunks
            .iter()
            .take(whole)
            .map(|chunk| chunk.spans.len())
            .sum();
        let within = self.chunks.get(whole).map_or(0, |chunk| {
            chunk.spans.partition_point(|span| of.is_behind(span))
        });
        before + within
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
            .get(..last)
            .unwrap_or_default()
            .chunks(GROUP)
            .zip(&self.reaches)
            .filter(move |&(_, &reach)| reach > range.start())
            .flat_map(|(group, _)| group)
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
        self.count(&span, true);
        let place = place(&span);
        let nth = self.chunk_of(&place);
        let Some(shared) = self.chunks.get_mut(nth) else {
            self.chunks.push(Arc::new(Chunk::new(vec![span])));
            self.measure(nth, false);
            return;
        };
        let chunk = Arc::make_mut(shared);
        chunk.reach = chunk.reach.max(span.range.end());
        let at = chunk
            .spans
            .partition_point(|other| self::place(other) < place);
        chunk.spans.insert(at, span);
        let full = chunk.spans.len() > CHUNK;
        if full {
            let upper = Chunk::new(chunk.spans.split_off(CHUNK / 2));
            *chunk = Chunk::new(core::mem::take(&mut chunk.spans));
            self.chunks.insert(nth + 1, Arc::new(upper));
        }
        self.measure(nth, full);
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
        let gone = chunk.spans.is_empty();
        if !gone && removed.range.end() == chunk.reach {
            *chunk = Chunk::new(core::mem::take(&mut chunk.spans));
        }
        if gone {
            self.chunks.remove(nth);
        }
        self.measure(nth, gone);
        self.count(&removed, false);
        Some(removed)
    }

    /// Measure the group of a chunk that changed, and all behind it when chunks moved up or down.
    fn measure(&mut self, nth: usize, moved: bool) {
        let first = nth / GROUP;
        let groups = self.chunks.chunks(GROUP).skip(first);
        let mut measured = groups
            .map(|group| group.iter().map(|chunk| chunk.reach).max())
            .map(Option::unwrap_or_default);
        if moved || first >= self.reaches.len() {
            self.reaches.truncate(first);
            self.reaches.extend(measured);
        } else if let (Some(reach), Some(group)) = (self.reaches.get_mut(first), measured.next()) {
            *reach = group;
        }
    }

    /// Where a label is counted, or would be.
    fn tally(&self, label: &LabelId) -> Result<usize, usize> {
        self.accepted
            .binary_search_by(|(other, _)| other.cmp(label))
    }

    /// Count a span that came or went.
    fn count(&mut self, span: &Span, came: bool) {
        if span.status != SpanStatus::Accepted {
            return;
        }
        match self.tally(&span.label) {
            Ok(nth) => {
                if let Some((_, count)) = self.accepted.get_mut(nth) {
                    *count = if came {
                        *count + 1
                    } else {
                        count.saturating_sub(1)
                    };
                }
            }
            Err(nth) if came => self.accepted.insert(nth, (span.label.clone(), 1)),
            Err(_) => {}
        }
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
        spans.into_iter().map(Arc::new).collect()
    }
}

impl FromIterator<Arc<Span>> for Spans {
    fn from_iter<I: IntoIterator<Item = Arc<Span>>>(spans: I) -> Self {
        let all: Vec<Arc<Span>> = spans.into_iter().collect();
        let in_order = all.is_sorted_by(|a, b| place(a) < place(b));
        let (places, distinct) =
            Places::from_all(all.iter().map(|span| (span.id.clone(), span.range)));
        if !in_order || !distinct {
            // Not as this program writes them; of two of one id the later replaces the earlier.
            let mut set = Self::default();
            all.into_iter().for_each(|span| set.insert(span));
            return set;
        }
        let mut set = Self {
            len: all.len(),
            places,
            chunks: all
                .chunks(CHUNK / 2)
                .map(|run| Arc::new(Chunk::new(run.to_vec())))
                .collect(),
            ..Self::default()
        };
        set.measure(0, true);
        all.iter().for_each(|span| set.count(span, true));
        set
    }
}

/// As an array, in order.
impl Serialize for Spans {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(|span| &**span))
    }
}

impl FromJson for Spans {
    fn from_json(value: Value) -> Option<Self> {
        let spans = Vec::<Span>::from_json(value)?;
        Some(spans.into_iter().collect())
    }
}

/// The order of spans in a document: by start, the longer first, then by id.
#[must_use]
pub fn in_order(a: &Span, b: &Span) -> Ordering {
    place(a).cmp(&place(b))
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

    /// Whether it stands behind this span.
    #[must_use]
    pub fn is_behind(&self, span: &Span) -> bool {
        match self {
            Self::Span(range, id) => {
                place(span) < (range.start(), Reverse(range.end()), id.clone())
            }
            Self::Position(at) => span.range.start() < *at,
        }
    }
}
