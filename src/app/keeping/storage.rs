//! What keeping asks of a medium.

use std::{ops::Bound, sync::Arc};

use reportmark_core::{
    journal::{Encoded, Record, Sequence},
    model::{Document, Texts},
    text::Text,
};

use crate::app::Failure;

/// A part of the store.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Shelf {
    /// Texts, by their hash. Of all projects.
    Texts,
    /// Bytes of files that were not plain UTF-8, by their SHA-256. Of all projects.
    Originals,
    /// Records of the journal, by sequence number.
    Journal,
    /// Heads of snapshots, by the last record in them.
    Heads,
    /// Parts of snapshots, by their key.
    Parts,
}

/// Where something lies on a shelf. Numbers come before names.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Key {
    /// A sequence number.
    Number(Sequence),
    /// A hash or a part of a snapshot.
    Name(String),
}

impl Key {
    /// The sequence number, if it is one.
    #[must_use]
    pub const fn number(&self) -> Option<Sequence> {
        match self {
            Self::Number(sequence) => Some(*sequence),
            Self::Name(_) => None,
        }
    }
}

/// What is put on a shelf. The bytes are made when it is written, and made anew when it is written
/// again.
#[derive(Clone, Debug)]
pub enum Content {
    /// The UTF-8 bytes of a text.
    Text(Arc<Text>),
    /// Bytes.
    Bytes(Arc<[u8]>),
    /// A record of the journal.
    Record(Arc<Record>),
    /// A document, as a part of a snapshot.
    Document(Arc<Document>),
}

impl Content {
    /// What makes the bytes of a record or document.
    ///
    /// # Errors
    /// The bytes, where they are there.
    pub fn encoded(&self) -> Result<Encoded, &[u8]> {
        match self {
            Self::Text(text) => Err(text.as_str().as_bytes()),
            Self::Bytes(bytes) => Err(bytes),
            Self::Record(record) => Ok(Encoded::of_record(record)),
            Self::Document(document) => Ok(Encoded::of_document(document)),
        }
    }
}

/// Something done to a shelf.
#[derive(Clone, Debug)]
pub enum Operation {
    /// Put something there, in the place of what is there.
    Put(Shelf, Key, Content),
    /// Take away what lies between.
    Delete(Shelf, Bound<Key>, Bound<Key>),
}

/// Counts who began to write. What is written under a number is written only while nobody began
/// after.
pub type Fence = u64;

/// Why nothing was written or read.
#[derive(Clone, PartialEq, Debug)]
pub enum Fault {
    /// Somebody else began to write.
    Overtaken,
    /// The medium failed.
    Failed(Failure),
}

/// A medium. What it says it has done outlasts the program, the page and the browser.
pub trait Storage {
    /// Begin to write: whoever wrote before writes nothing from now on.
    ///
    /// # Errors
    /// The medium failed.
    fn claim(&self) -> impl Future<Output = Result<Fence, Fault>>;

    /// Do all of this or nothing of it, in this order. It is kept when this returns. When it fails
    /// it may have been done all the same: nobody was told.
    ///
    /// # Errors
    /// [`Fault::Overtaken`] when somebody claimed after `fence`; then nothing was done. Or the medium
    /// failed.
    fn write(
        &self,
        fence: Fence,
        operations: &[Operation],
    ) -> impl Future<Output = Result<(), Fault>>;

    /// What lies on a shelf of the project between two keys, in the order of the keys.
    ///
    /// # Errors
    /// The medium failed.
    fn read(
        &self,
        shelf: Shelf,
        from: Bound<Key>,
        to: Bound<Key>,
    ) -> impl Future<Output = Result<Vec<(Key, Vec<u8>)>, Fault>>;

    /// All texts, or the one of this hash, as far as their hash is right, and how many have another
    /// hash than their key says.
    ///
    /// # Errors
    /// The medium failed.
    fn texts(&self, of: Option<&str>) -> impl Future<Output = Result<(Texts, usize), Fault>>;
}
