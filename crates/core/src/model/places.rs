//! Where each span stands, by its id.

use alloc::{sync::Arc, vec, vec::Vec};

use super::SpanId;
use crate::text::TextRange;

/// A change copies one of so many shards; a clone copies as many pointers.
const SHARDS: usize = 256;

/// A persistent map from id to range: shards are shared between versions until they change.
#[derive(Clone, Debug)]
pub(super) struct Places {
    /// Each sorted by id.
    shards: Vec<Arc<Vec<(SpanId, TextRange)>>>,
}

/// FNV-1a (Fowler, Noll, Vo), folded to a shard. It spreads ids; it need not resist anybody.
fn shard_of(id: &SpanId) -> usize {
    let hash = id.as_str().bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash ^ (hash >> 16)) as usize % SHARDS
}

impl Places {
    pub(super) fn get(&self, id: &SpanId) -> Option<TextRange> {
        let shard = self.shards.get(shard_of(id))?;
        let nth = shard.binary_search_by(|(other, _)| other.cmp(id)).ok()?;
        shard.get(nth).map(|&(_, range)| range)
    }

    pub(super) fn insert(&mut self, id: SpanId, range: TextRange) {
        let Some(shard) = self.shards.get_mut(shard_of(&id)) else {
            return;
        };
        let shard = Arc::make_mut(shard);
        match shard.binary_search_by(|(other, _)| other.cmp(&id)) {
            Ok(nth) => {
                if let Some(entry) = shard.get_mut(nth) {
                    entry.1 = range;
                }
            }
            Err(nth) => shard.insert(nth, (id, range)),
        }
    }

    pub(super) fn remove(&mut self, id: &SpanId) -> Option<TextRange> {
        let shard = self.shards.get_mut(shard_of(id))?;
        let nth = shard.binary_search_by(|(other, _)| other.cmp(id)).ok()?;
        Some(Arc::make_mut(shard).remove(nth).1)
    }

    /// All at once. False in the second place when an id came twice.
    pub(super) fn from_all(all: impl Iterator<Item = (SpanId, TextRange)>) -> (Self, bool) {
        let mut shards: Vec<Vec<(SpanId, TextRange)>> = vec![Vec::new(); SHARDS];
        let mut distinct = true;
        for (id, range) in all {
            if let Some(shard) = shards.get_mut(shard_of(&id)) {
                match shard.binary_search_by(|(other, _)| other.cmp(&id)) {
                    Ok(_) => distinct = false,
                    Err(nth) => shard.insert(nth, (id, range)),
                }
            }
        }
        let shards = shards.into_iter().map(Arc::new).collect();
        (Self { shards }, distinct)
    }
}

impl Default for Places {
    fn default() -> Self {
        Self {
            shards: vec![Arc::default(); SHARDS],
        }
    }
}
