//! What can happen to the page.

use std::sync::Arc;

use reportmark_core::{
    change::edit::{Direction, End},
    journal::{Record, Recovered},
    model::{Certainty, DocumentId, DocumentStatus, SpanId, Texts},
    scheme::LabelId,
    source::Encoding,
    text::Offset,
};

use super::{
    Access, Detail, Dialog, DiskAction, DiskNews, Failure, FindAction, Kept, Language, Motion,
    NoticeKind, Pane, Prefs, Theme, VersionAction,
    keeping::Room,
    keys::{Chord, Command},
    later::Hidden,
    listing::ListAction,
    open::{OpenedReport, Opening, Preview},
    reading::Request,
    state::{Draft, Place},
    suggest::SuggestAction,
};

/// Something that the user, the browser or the store did.
#[derive(Clone, Debug)]
pub enum Action {
    /// The stored project came.
    Recovered {
        /// The project.
        recovered: Box<Recovered>,
        /// The texts of its documents.
        texts: Texts,
        /// How many texts could not be read.
        texts_lost: usize,
        /// What was on the screen; none where that stays.
        place: Option<Place>,
        /// Whether it may be changed here.
        access: Access,
    },
    /// Whether the project may be changed here is another matter now.
    Access(Access),
    /// The page that writes has written these records, which use these texts.
    Followed(Vec<Record>, Texts),
    /// This page is to write, in the place of the one that does.
    TakeOver,
    /// What was done here before another page began to write, and was not kept.
    Reapply(Vec<Arc<Record>>, Texts),
    /// A snapshot is due because some time has passed.
    SnapshotDue,
    /// How much room the store takes was found out.
    Room(Room),
    /// Files are going to be read: a new [`Request`], which is then
    /// [`Reading::newest`](super::reading::Reading::newest).
    Reading,
    /// The beginning of a document was read.
    Previewed(Request, Preview),
    /// So much of what was asked for was read, in hundredths.
    ReadSoFar(Request, usize),
    /// Files were read and decoded: all that was asked for.
    Opened(Request, Vec<Opening>),
    /// Nothing that was asked for could be read.
    NotRead(Request, Vec<Failure>),
    /// Text was pasted and read.
    Pasted(Request, Vec<Opening>),
    /// The store reported.
    Kept(Kept),
    /// A message.
    Tell(NoticeKind, Failure),
    /// Let this happen when the code that comes later is here.
    After(Box<Self>),
    /// A message was dismissed.
    Dismiss(u64),
    /// The page came back for more of what takes long.
    Continue,

    /// Show a document.
    Show(DocumentId),
    /// Show a pane, on a narrow screen.
    Pane(Pane),
    /// The text was scrolled.
    Scrolled(Place),
    /// Show a place at the top of the text; the reading cursor goes there.
    GoTo(Offset),
    /// Show a place at the top of the text.
    ScrollTo(Offset),
    /// Something was done to the list of annotations.
    List(ListAction),
    /// Text was selected, or the cursor was put somewhere.
    Select {
        /// Where it began.
        anchor: Offset,
        /// Where the cursor is.
        focus: Offset,
        /// Whether trimming is not wanted.
        exact: bool,
    },
    /// Text was selected with the pointer: what is shown as selected is what would be tagged.
    Drag {
        /// Where it began.
        anchor: Offset,
        /// Where it ended.
        focus: Offset,
        /// Whether trimming is not wanted.
        exact: bool,
    },
    /// The text was clicked: the innermost span there, and with every further click the next
    /// outer one. While a label is armed, it tags the clause there.
    Click {
        /// The start of the character that was clicked.
        under: Offset,
        /// The boundary between two characters that is nearest.
        boundary: Offset,
    },
    /// The reading cursor was moved.
    Move {
        /// Where to.
        motion: Motion,
        /// Whether the selection is extended up to there.
        extend: bool,
    },
    /// The reading cursor goes there, and it is brought into view.
    Put {
        /// Where the selection begins.
        anchor: Offset,
        /// Where the cursor goes.
        focus: Offset,
    },
    /// The clause at the reading cursor is to be tagged with the armed label.
    TagHere,
    /// A span was chosen in the list.
    SelectSpan(SpanId),
    /// Nothing is to be selected.
    Deselect,
    /// Something is typed in a field.
    Typing,

    /// Tag the selection, or relabel the selected span.
    Label(LabelId),
    /// Remove a span.
    Remove(SpanId),
    /// Move an end of the selected span.
    MoveEnd(End, Direction),
    /// Put an end of the selected span somewhere.
    SetEnd(End, Offset),
    /// The note of a span was written.
    Note(SpanId, Arc<str>),
    /// How sure the annotator is of a span.
    Certainty(SpanId, Certainty),
    /// Read what the text of spans says that were just tagged or relabelled ([`State::unread`]).
    ///
    /// [`State::unread`]: super::State::unread
    Fill,
    /// Something is said of a span or of the document beside labels.
    Detail(Box<Detail>),
    /// Take the selection as it is, or trimmed.
    Exact(bool),
    /// A command was called by key.
    Command(Command),
    /// A command was called whose code comes later.
    Called(Command),
    /// Something is done to suggestions.
    Suggest(SuggestAction),
    /// Something happened in the panel in which is found.
    Find(FindAction),
    /// Undo.
    Undo,
    /// Redo.
    Redo,

    /// Set the status of the current document.
    Status(DocumentStatus),
    /// Rename the current document.
    Rename(String),
    /// Put the current document into the bin.
    Bin,
    /// Take a document out of the bin.
    Restore(DocumentId),
    /// Empty the bin; in its dialog, ask first.
    EmptyBin,

    /// Hand out the project as native JSON.
    ExportNative,
    /// Hand out the project as doccano JSONL.
    ExportDoccano,
    /// Hand out the current document as native JSON.
    ExportDocumentNative,
    /// Hand out the current document as doccano JSONL.
    ExportDocumentDoccano,

    /// Something is to be done with files of the user's.
    Disk(DiskAction),
    /// Something was heard of them.
    OnDisk(Hidden<DiskNews>),

    /// Open the dialog for pasted text.
    AskPaste,
    /// Close the dialog for pasted text; what was written in it stays for the next time.
    LeavePaste(Draft),
    /// Open a dialog that needs nothing more to be known.
    Ask(Dialog),
    /// Open the dialog of keys.
    AskKeys,
    /// Open the dialog for another encoding.
    AskReopen,
    /// The original bytes came.
    Original(DocumentId, Option<Arc<[u8]>>),
    /// Look at another encoding.
    ReopenEncoding(Encoding),
    /// The document was decoded in another encoding.
    Reopened(DocumentId, Box<OpenedReport>),
    /// Open the dialog of the bin.
    AskBin,
    /// Open the dialog for a name.
    AskRename,
    /// Close the dialog.
    CloseDialog,

    /// Something happened with versions of the page.
    Version(VersionAction),

    /// Switch the language.
    Language(Language),
    /// Switch the theme.
    Theme(Theme),
    /// A command waits for its new key, or none does.
    AskKey(Option<Command>),
    /// Give a command another key.
    Rebind(Command, Chord),
    /// Replace the preferences.
    Prefs(Prefs),
}
