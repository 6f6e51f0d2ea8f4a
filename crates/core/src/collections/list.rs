//! A list whose versions share what they have in common.

use alloc::{sync::Arc, vec, vec::Vec};
use core::fmt;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::json::FromJson;

/// Items in a chunk before it is split in two.
const CHUNK: usize = 128;

/// A list in chunks that are shared by pointer between versions: a clone costs a pointer per chunk,
/// and a change copies one chunk.
#[derive(Clone)]
pub struct List<T> {
    /// None of them empty.
    chunks: Vec<Arc<Vec<T>>>,
    len: usize,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self {
            chunks: Vec::new(),
            len: 0,
        }
    }
}

impl<T> List<T> {
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

    /// All, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + Clone {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }

    /// The nth, from 0.
    #[must_use]
    pub fn get(&self, nth: usize) -> Option<&T> {
        let (chunk, at) = self.place(nth)?;
        self.chunks.get(chunk)?.get(at)
    }

    /// The chunk that the nth is in, and where there.
    fn place(&self, nth: usize) -> Option<(usize, usize)> {
        let mut left = nth;
        for (at, chunk) in self.chunks.iter().enumerate() {
            if left < chunk.len() {
                return Some((at, left));
            }
            left -= chunk.len();
        }
        None
    }
}

impl<T: Clone> List<T> {
    /// Put an item in before the nth; behind all when there is no nth.
    pub fn insert(&mut self, nth: usize, item: T) {
        self.len += 1;
        // Behind the last one is in the last chunk, so that a list that grows fills its chunks.
        let last = self.chunks.len().checked_sub(1);
        let behind = last.and_then(|last| Some((last, self.chunks.get(last)?.len())));
        let Some((chunk, at)) = self.place(nth).or(behind) else {
            self.chunks.push(Arc::new(vec![item]));
            return;
        };
        let Some(shared) = self.chunks.get_mut(chunk) else {
            return;
        };
        let items = Arc::make_mut(shared);
        items.insert(at, item);
        if items.len() > CHUNK {
            let upper = items.split_off(if at == CHUNK { CHUNK } else { CHUNK / 2 });
            self.chunks.insert(chunk + 1, Arc::new(upper));
        }
    }

    /// Put an item behind all others.
    pub fn push(&mut self, item: T) {
        self.insert(self.len, item);
    }

    /// Take the nth out.
    pub fn remove(&mut self, nth: usize) -> Option<T> {
        let (chunk, at) = self.place(nth)?;
        let items = Arc::make_mut(self.chunks.get_mut(chunk)?);
        let removed = items.remove(at);
        if items.is_empty() {
            self.chunks.remove(chunk);
        }
        self.len -= 1;
        Some(removed)
    }

    /// The nth, to be changed.
    pub fn get_mut(&mut self, nth: usize) -> Option<&mut T> {
        let (chunk, at) = self.place(nth)?;
        Arc::make_mut(self.chunks.get_mut(chunk)?).get_mut(at)
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::from(Vec::from_iter(items))
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        let len = items.len();
        let mut chunks = Vec::with_capacity(len.div_ceil(CHUNK));
        let mut items = items.into_iter().peekable();
        while items.peek().is_some() {
            chunks.push(Arc::new(Vec::from_iter(items.by_ref().take(CHUNK))));
        }
        Self { chunks, len }
    }
}

impl<T: PartialEq> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        let same = |(a, b): (&Arc<_>, &Arc<_>)| Arc::ptr_eq(a, b);
        self.len == other.len
            && (self.chunks.iter().zip(&other.chunks).all(same) || self.iter().eq(other.iter()))
    }
}

impl<T: fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T: Serialize> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<T: FromJson> FromJson for List<T> {
    fn from_json(value: Value) -> Option<Self> {
        Vec::from_json(value).map(Self::from)
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_a_list(
            first in prop::collection::vec(any::<u16>(), 0..600),
            steps in prop::collection::vec((any::<bool>(), 0..900_usize, any::<u16>()), 0..60),
        ) {
            let mut plain = first.clone();
            let mut list = List::from(first);
            for (put, at, item) in steps {
                let before = list.clone();
                if put {
                    let at = at.min(plain.len());
                    plain.insert(at, item);
                    list.insert(at, item);
                } else {
                    let removed = (at < plain.len()).then(|| plain.remove(at));
                    prop_assert_eq!(list.remove(at), removed);
                }
                prop_assert_eq!(list.len(), plain.len());
                prop_assert_eq!(list.get(at), plain.get(at));
                prop_assert!(list.chunks.iter().all(|chunk| !chunk.is_empty()));
                let differing = list.chunks.iter().filter(|chunk| {
                    !before.chunks.iter().any(|old| Arc::ptr_eq(old, chunk))
                });
                prop_assert!(differing.count() <= 2);
            }
            prop_assert!(list.iter().eq(plain.iter()));
            prop_assert!(list == List::from(plain));
        }
    }

    #[test]
    fn a_list_that_grows_at_its_end_has_full_chunks() {
        let mut list = List::default();
        for n in 0..1000 {
            list.insert(n, n);
        }
        assert_eq!(list.chunks.len(), 1000_usize.div_ceil(CHUNK));
    }
}
