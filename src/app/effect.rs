//! What must happen outside after an action, and what is needed from outside for one.

use std::sync::Arc;

use reportmark_core::{
    journal::{Record, Snapshot},
    model::Timestamp,
    text::{Clusters, Text, TextHash, Words},
};

use super::{Action, DiskEffect, FindAction, Matching, Place, Prefs, later::Hidden};

/// The clock and the source of new ids.
pub trait Outside {
    /// The present moment, as RFC 3339 in UTC.
    fn now(&self) -> Timestamp;
    /// A new id that nobody else has.
    fn fresh_id(&self) -> String;
    /// Where characters end, as a user sees them.
    fn clusters(&self) -> &dyn Clusters;
    /// Where words end.
    fn words(&self) -> &dyn Words;
    /// Whether there is time for more of what takes long before others have their turn.
    fn has_time(&self) -> bool {
        false
    }
}

/// Something to be done outside. Those of one action are done in order.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Store a text under its hash.
    StoreText(Arc<Text>),
    /// Store the bytes of a file that was not plain UTF-8, under their SHA-256.
    StoreOriginal {
        /// SHA-256 of the bytes.
        sha256: String,
        /// The bytes.
        bytes: Arc<[u8]>,
    },
    /// Append a record to the journal.
    Append(Arc<Record>),
    /// Store a snapshot.
    StoreSnapshot(Arc<Snapshot>),
    /// Store a snapshot, then drop all journal records, older snapshots, texts and originals that
    /// it does not need: the bin was emptied.
    Purge {
        /// The snapshot.
        snapshot: Arc<Snapshot>,
        /// Texts that are still used.
        texts: Vec<TextHash>,
        /// Originals that are still used, by SHA-256.
        originals: Vec<String>,
    },
    /// Come back with [`Action::SnapshotDue`](super::Action::SnapshotDue) after so many milliseconds.
    SnapshotIn(u32),
    /// Become the page that writes.
    TakeOver,
    /// Show the project as the page that writes has it, from the store.
    Reload,
    /// Find out how much room the store takes.
    AskForRoom,
    /// Fetch the code that comes later, then let the action happen.
    FetchCode(Box<Action>),
    /// Let an action happen when what was just done is painted.
    WhenPainted(Box<Action>),
    /// Fetch the original bytes of the document in the dialog, for “reopen as …”.
    FetchOriginal(String),
    /// Hand a file to the user.
    Download {
        /// Its name.
        name: String,
        /// Its media type.
        media: &'static str,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// Do something with files of the user's.
    Disk(Hidden<DiskEffect>),
    /// Keep the preferences.
    StorePrefs(Prefs),
    /// Keep what is on the screen.
    StorePlace(Place),
    /// Remember outside of the store how many documents are in it, and ask the browser not to evict
    /// them.
    Mark,
    /// Look for a regular expression, in the place of any other that is looked for; or for none.
    Match(Option<Matching>),
    /// Come back to a search after that many milliseconds; in between the page does what else is to
    /// be done.
    Later(u32, FindAction),
    /// Let the version of the page that waits take the place of this one, then load it.
    LoadVersion,
    /// Put the keyboard focus somewhere.
    Focus(Focus),
    /// Come back with [`Action::Continue`](super::Action::Continue) when the page has answered; or soon,
    /// as soon as others had their turn.
    Continue {
        /// Whether it is soon.
        soon: bool,
    },
}

/// Where the keyboard focus can be put.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Focus {
    /// The text.
    Reader,
    /// The note of the selected span.
    Note,
    /// The attributes of the selected span.
    Attributes,
    /// The field for another party of a block.
    Parties,
    /// The fields of the document.
    Fields,
    /// The field for what is to be found, all of it selected.
    Find,
    /// The current hit in the list.
    Hit,
}
