//! How much room the store takes, and what is remembered beside it.

use reportmark_core::journal::Sequence;
use serde::Serialize;

use crate::app::State;

/// What takes room in the store, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Room {
    /// All that the browser stores for this address.
    pub used: u64,
    /// What it would store at most.
    pub most: u64,
    /// Texts of documents.
    pub texts: u64,
    /// Files that were not plain UTF-8.
    pub originals: u64,
    /// Of these two, what documents in the bin take.
    pub in_bin: u64,
    /// How many documents are in the bin.
    pub binned: usize,
}

impl Room {
    /// What of the store is whose. What it takes in all only the browser knows.
    #[must_use]
    pub fn of(state: &State) -> Self {
        let mut room = Self::default();
        for document in &state.project.documents {
            let text = document.text.end().bytes() as u64;
            // What is plain UTF-8 is stored once, as the text.
            let source = document.head.source.as_ref();
            let source =
                source.filter(|source| source.byte_sha256 != document.text.hash().as_str());
            let original = source.map_or(0, |source| source.byte_length);
            room.texts += text;
            room.originals += original;
            if document.head.binned_at.is_some() {
                room.in_bin += text + original;
                room.binned += 1;
            }
        }
        room
    }
}

/// What is remembered outside of the store: that there was something in it. A store that is empty
/// without it was never used.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Marker {
    /// The last change that was kept when it was written.
    pub sequence: Sequence,
    /// How many documents there were.
    pub documents: usize,
}

impl Marker {
    /// What is in the store now.
    #[must_use]
    pub fn of(state: &State) -> Self {
        Self {
            sequence: state.save.stored,
            documents: state.project.documents.len(),
        }
    }
}

reportmark_core::from_json_object!(Marker {
    sequence,
    documents
});
