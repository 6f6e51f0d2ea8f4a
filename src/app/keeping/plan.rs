//! What is done to the shelves when something is to be kept.

use std::{ops::Bound, sync::Arc};

use reportmark_core::{
    collections::ordered,
    journal::{GENERATIONS, KEPT_RECORDS, PartKey, Record, Sequence, Snapshot},
    text::{Text, TextHash},
};

use super::{Content, Key, Operation, Shelf};
use crate::app::{Effect, later};

/// Something to be written. What is given together is written together or not at all.
#[derive(Clone, Debug)]
pub enum Write {
    /// A text.
    Text(Arc<Text>),
    /// The bytes of a file, by their SHA-256.
    Original(String, Arc<[u8]>),
    /// A record of the journal.
    Record(Arc<Record>),
    /// A snapshot.
    Snapshot(Arc<Snapshot>),
    /// Only what this snapshot, these texts and these originals need stays.
    Purge(Arc<Snapshot>, Vec<TextHash>, Vec<String>),
}

/// A text from so many bytes on is long: to store less takes no time.
const LONG: usize = 1 << 18;

impl Write {
    /// What an effect asks to be written. The effect when it is none of those.
    ///
    /// # Errors
    /// The effect, when there is nothing to be written.
    pub fn of(effect: Effect) -> Result<Self, Effect> {
        Ok(match effect {
            Effect::StoreText(text) => Self::Text(text),
            Effect::StoreOriginal { sha256, bytes } => Self::Original(sha256, bytes),
            Effect::Append(record) => Self::Record(record),
            Effect::StoreSnapshot(snapshot) => Self::Snapshot(snapshot),
            Effect::Purge {
                snapshot,
                texts,
                originals,
            } => Self::Purge(snapshot, texts, originals),
            other => return Err(other),
        })
    }

    /// The sequence number that is reached when it is kept.
    pub(super) fn reaches(&self) -> Option<Sequence> {
        match self {
            Self::Record(record) => Some(record.sequence),
            _ => None,
        }
    }

    /// Whether it is a long text.
    pub(super) fn is_long(&self) -> bool {
        matches!(self, Self::Text(text) if text.end().bytes() > LONG)
    }

    /// Do this as well. `generations` are the snapshots in the store with the parts they need, the
    /// oldest first, as they will be then.
    pub(super) fn plan(
        &self,
        operations: &mut Vec<Operation>,
        generations: &mut Vec<(Sequence, Vec<PartKey>)>,
    ) {
        let (shelf, key, content) = match self {
            Self::Text(text) => (
                Shelf::Texts,
                Key::Name(text.hash().as_str().into()),
                Content::Text(Arc::clone(text)),
            ),
            Self::Original(sha256, bytes) => (
                Shelf::Originals,
                Key::Name(sha256.clone()),
                Content::Bytes(Arc::clone(bytes)),
            ),
            Self::Record(record) => (
                Shelf::Journal,
                Key::Number(record.sequence),
                Content::Record(Arc::clone(record)),
            ),
            // What takes snapshots and empties the bin came later, so this is here as well.
            Self::Snapshot(snapshot) => {
                return later::call(|| {
                    plan_snapshot(snapshot, GENERATIONS, operations, generations);
                });
            }
            Self::Purge(snapshot, texts, originals) => {
                return later::call(|| {
                    plan_snapshot(snapshot, 1, operations, generations);
                    operations.push(Operation::Delete(
                        Shelf::Journal,
                        Bound::Unbounded,
                        Bound::Included(Key::Number(snapshot.sequence)),
                    ));
                    let texts = texts.iter().map(TextHash::as_str);
                    keep_only(Shelf::Texts, texts, operations);
                    let originals = originals.iter().map(String::as_str);
                    keep_only(Shelf::Originals, originals, operations);
                });
            }
        };
        operations.push(Operation::Put(shelf, key, content));
    }
}

/// Put a snapshot in, and drop the generations beyond those to be kept with what only they need. Of
/// the journal stays what those that are kept may be replayed with, and what the history shows.
fn plan_snapshot(
    snapshot: &Snapshot,
    keep: usize,
    operations: &mut Vec<Operation>,
    generations: &mut Vec<(Sequence, Vec<PartKey>)>,
) {
    for (part, document) in &snapshot.parts {
        operations.push(Operation::Put(
            Shelf::Parts,
            Key::Name(part.clone()),
            Content::Document(Arc::clone(document)),
        ));
    }
    operations.push(Operation::Put(
        Shelf::Heads,
        Key::Number(snapshot.sequence),
        Content::Bytes(snapshot.head.as_slice().into()),
    ));
    generations.retain(|(sequence, _)| *sequence != snapshot.sequence);
    generations.push((snapshot.sequence, snapshot.needs.clone()));
    let dropped: Vec<_> = generations
        .drain(..generations.len().saturating_sub(keep))
        .collect();
    let needed = |part: &PartKey| generations.iter().any(|(_, needs)| needs.contains(part));
    let mut delete = |shelf, key: Key| {
        let (from, to) = (Bound::Included(key.clone()), Bound::Included(key));
        operations.push(Operation::Delete(shelf, from, to));
    };
    for (sequence, needs) in dropped {
        delete(Shelf::Heads, Key::Number(sequence));
        for part in needs.iter().filter(|part| !needed(part)) {
            delete(Shelf::Parts, Key::Name(part.clone()));
        }
    }
    let oldest = generations.first().map_or(0, |(oldest, _)| *oldest);
    let old = oldest.min(snapshot.sequence.saturating_sub(KEPT_RECORDS));
    if old > 0 {
        operations.push(Operation::Delete(
            Shelf::Journal,
            Bound::Unbounded,
            Bound::Included(Key::Number(old)),
        ));
    }
}

/// Delete every name that is not among these: the stretches between them.
fn keep_only<'k>(
    shelf: Shelf,
    keys: impl Iterator<Item = &'k str>,
    operations: &mut Vec<Operation>,
) {
    let keys = ordered(keys.map(String::from));
    let mut from = Bound::Unbounded;
    for key in keys {
        let key = Key::Name(key);
        operations.push(Operation::Delete(shelf, from, Bound::Excluded(key.clone())));
        from = Bound::Excluded(key);
    }
    operations.push(Operation::Delete(shelf, from, Bound::Unbounded));
}
