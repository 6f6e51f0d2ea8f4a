//! What is made of each chunk of spans, kept as long as the chunk is there.

use alloc::{sync::Arc, vec::Vec};

use super::{Span, Spans, spans::Chunk};

/// Old chunks of one and the same start that are looked through for a new one.
const NEAR: usize = 64;

/// A chunk and what was made of it, if it was its turn yet.
type Entry<T> = (Arc<Chunk>, Option<T>);

/// Something made of each chunk of [`Spans`], such as which of its spans pass a filter.
///
/// After a change only the chunks that changed are made anew, and many chunks are made in steps.
#[derive(Clone, Debug)]
pub struct PerChunk<T> {
    entries: Vec<Entry<T>>,
}

impl<T> Default for PerChunk<T> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
        }
    }
}

impl<T> PerChunk<T> {
    /// Follow a change: what was made of chunks that are still there stays. Those that are not are
    /// returned.
    pub fn follow(&mut self, spans: &Spans) -> Vec<Entry<T>> {
        let before = core::mem::take(&mut self.entries);
        let mut before: Vec<Option<Entry<T>>> = before.into_iter().map(Some).collect();
        let mut from = 0;
        for chunk in spans.chunks() {
            let start = chunk.starts();
            // Both lists are in order: what starts earlier matches neither this one nor a later one.
            from += before
                .iter()
                .skip(from)
                .take_while(|old| old.as_ref().is_none_or(|(old, _)| old.starts() < start))
                .count();
            let kept = before
                .iter_mut()
                .skip(from)
                .take(NEAR)
                .find(|old| matches!(old, Some((old, _)) if Arc::ptr_eq(old, chunk)))
                .and_then(Option::take);
            self.entries
                .push(kept.unwrap_or_else(|| (Arc::clone(chunk), None)));
        }
        before.into_iter().flatten().collect()
    }

    /// Make what is missing, one chunk after the other, until that much was spent; `make` says what
    /// each cost. Whether nothing is missing any more.
    pub fn step(
        &mut self,
        budget: usize,
        mut make: impl FnMut(&[Arc<Span>]) -> (T, usize),
    ) -> bool {
        let mut spent = 0;
        for (chunk, made) in &mut self.entries {
            if made.is_some() {
                continue;
            }
            if spent >= budget {
                return false;
            }
            let (value, cost) = make(chunk.spans());
            *made = Some(value);
            spent += cost;
        }
        true
    }

    /// The spans of each chunk with what was made of them, as far as nothing is missing.
    pub fn made(&self) -> impl Iterator<Item = (&[Arc<Span>], &T)> {
        self.entries
            .iter()
            .map_while(|(chunk, made)| made.as_ref().map(|made| (chunk.spans(), made)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{SpanId, Timestamp},
        scheme::LabelId,
        text::{Offset, TextRange},
    };
    use proptest::prelude::*;

    fn span(id: usize, start: usize) -> Span {
        let at = Offset::from_bytes;
        Span::manual(
            SpanId::new(&id.to_string()),
            LabelId::new("target"),
            TextRange::between(at(start), at(start + 5)),
            Timestamp::new(""),
        )
    }

    /// Make everything; how many chunks that took.
    fn make(per: &mut PerChunk<usize>) -> usize {
        let mut chunks = 0;
        while !per.step(1, |spans| {
            chunks += 1;
            (spans.len(), 1)
        }) {}
        chunks
    }

    proptest! {
        #[test]
        fn only_what_changed_is_made_anew(
            starts in prop::collection::vec(0..900_usize, 0..1500),
            changes in prop::collection::vec((any::<bool>(), 0..1600_usize, 0..900_usize), 0..12),
        ) {
            let mut spans: Spans = starts.iter().enumerate().map(|(id, &at)| span(id, at)).collect();
            let mut per = PerChunk::default();
            per.follow(&spans);
            prop_assert_eq!(make(&mut per), spans.chunks().len());
            for (put, id, at) in changes {
                if put {
                    spans.insert(Arc::new(span(id, at)));
                } else {
                    spans.remove(&SpanId::new(&id.to_string()));
                }
                let gone = per.follow(&spans);
                // A span that moves leaves one chunk for another; either may have been split.
                prop_assert!(gone.len() <= 2);
                prop_assert!(make(&mut per) <= 3);
                let made: Vec<_> = per.made().map(|(spans, &len)| (spans.len(), len)).collect();
                prop_assert_eq!(made.len(), spans.chunks().len());
                prop_assert!(made.iter().all(|(spans, len)| spans == len));
                prop_assert_eq!(made.iter().map(|(_, len)| len).sum::<usize>(), spans.len());
            }
        }
    }

    #[test]
    fn chunks_that_all_start_at_one_place_are_told_apart() {
        let mut spans: Spans = (0..3000).map(|id| span(id, 7)).collect();
        let mut per = PerChunk::default();
        per.follow(&spans);
        make(&mut per);
        spans.remove(&SpanId::new("1500"));
        assert_eq!(per.follow(&spans).len(), 1);
        assert_eq!(make(&mut per), 1);
    }
}
