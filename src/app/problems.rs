//! What can go wrong around the core, for the view to word.

use reportmark_core::{
    change::Conflict,
    format::Problem,
    journal::Lost,
    model::SpanId,
    source::{Encoding, Note, Refusal},
};

use super::{
    DiskNotice, Hint, VersionNews,
    keeping::{Marker, Room, Why},
};

/// Something that went wrong or that the user must know.
#[derive(Clone, PartialEq, Debug)]
pub enum Failure {
    /// A file could not be read as text.
    Refused {
        /// The file.
        file: String,
        /// Why.
        why: Refusal,
    },
    /// The browser could not read a file.
    Unreadable {
        /// The file.
        file: String,
        /// The browser's message.
        why: String,
    },
    /// Nothing of a native file could be read.
    NotProject {
        /// The file.
        file: String,
        /// Why.
        why: Problem,
    },
    /// Parts of a native file were not taken, or were taken with a remark.
    Partly {
        /// The file.
        file: String,
        /// What.
        problems: Vec<Problem>,
    },
    /// How a file was read gives reason to look.
    Read {
        /// The file.
        file: String,
        /// The encoding it was read in.
        encoding: Encoding,
        /// What was noticed.
        notes: Vec<Note>,
    },
    /// A document is there already.
    AlreadyOpen {
        /// Its name.
        name: String,
    },
    /// The same file was opened before, marked and put into the bin.
    InBin {
        /// Its name.
        name: String,
        /// How many annotations it has there.
        spans: usize,
    },
    /// What was read is in the list of documents; the user had gone on to something else.
    InList {
        /// The name of the first of these documents.
        name: String,
        /// How many there are beside it.
        others: usize,
    },
    /// A document of the same id is there, with other content; this one was added beside it.
    OpenedBeside {
        /// The name it got.
        name: String,
    },
    /// A sample could not be fetched.
    Sample {
        /// The file.
        file: String,
    },
    /// Nothing was pasted.
    NothingPasted,
    /// A document was to get a name of nothing but blanks.
    NoName,
    /// The annotations of a file went to a document that had the same text and none.
    Joined {
        /// Its name now.
        name: String,
    },
    /// A change could not be applied. A mistake of the program; nothing was changed.
    Conflict(Conflict),
    /// The span crosses another of the same label.
    Crosses {
        /// The other one.
        other: SpanId,
        /// What it covers.
        quote: String,
    },
    /// Of many that were to get a label, so many stay as they are: another one of that label covers
    /// the same stretch.
    Twins(usize),
    /// The selection holds nothing but white space and punctuation.
    NothingSelected,
    /// The page was asked to open a file of another origin.
    OtherOrigin {
        /// The address, as it was given.
        address: String,
    },
    /// The selected span covers no list of names.
    NoList,
    /// Something could not be said of a span or of the document.
    Hint(Hint),
    /// Something about files of the user's, with what it is about.
    Disk(DiskNotice, String),
    /// A written file did not pass its check and is not offered.
    ExportCheck {
        /// Where it failed.
        place: String,
        /// What should stand there.
        quote: String,
    },
    /// Parts of the stored project could not be brought back.
    Lost(Vec<Lost>),
    /// The stored project needs a text that is not there or is damaged.
    TextsLost(usize),
    /// The browser's storage failed.
    Storage {
        /// What the browser said.
        why: String,
        /// Whether there is no room left.
        quota: bool,
        /// What takes the room, once it was found out.
        room: Option<Room>,
    },
    /// The project may not be changed here.
    ReadOnly(Why),
    /// Another page had the project before; now this one writes.
    TookOver,
    /// So many changes that another page came in the way of are in the project again.
    Reapplied(usize),
    /// So many changes that another page came in the way of do not fit what it did; the project is
    /// without them.
    NotReapplied(usize),
    /// Pages of an earlier version have the store and have to be closed first.
    Blocked,
    /// The store has not answered for a long time.
    NoAnswer,
    /// There was a project in the store, and nothing of it is there.
    Vanished(Marker),
    /// The original bytes of a document are not there.
    NoOriginal,
    /// There is another version of the page.
    Version(VersionNews),
    /// The code that comes later did not come.
    NoCode {
        /// What the browser said.
        why: String,
    },
}

impl Eq for Failure {}

impl Failure {
    /// Whether nothing came of a file that was to be opened, so that opening the next one makes it
    /// void.
    #[must_use]
    pub const fn is_of_opening(&self) -> bool {
        matches!(
            self,
            Self::Refused { .. }
                | Self::NotProject { .. }
                | Self::Sample { .. }
                | Self::OtherOrigin { .. }
                | Self::AlreadyOpen { .. }
        )
    }

    /// Whether it is about the last thing done only, so that the next one makes it void.
    #[must_use]
    pub const fn passes(&self) -> bool {
        matches!(
            self,
            Self::Crosses { .. }
                | Self::Twins(_)
                | Self::NothingSelected
                | Self::NoList
                | Self::Hint(_)
                | Self::NothingPasted
                | Self::Disk(DiskNotice::NotChosen, _)
                | Self::NoName
                | Self::ReadOnly(_)
                | Self::Version(VersionNews::NotKept | VersionNews::Reading | VersionNews::Writing)
        )
    }
}
