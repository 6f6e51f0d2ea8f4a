//! What the page knows.

use std::sync::Arc;

use reportmark_core::{
    change::History,
    journal::{Sequence, Snapshots},
    model::{Document, DocumentId, Lexicon, Project, Span, SpanId, SpanStatus, Texts},
    scheme::{LabelId, Terms},
    source::Encoding,
    text::{Offset, TextRange, balanced, trim},
};
use serde::Serialize;

use super::{
    Access, Bodies, Disk, Failure, FieldPlace, Find, Language, Outlines, Prefs, Relating,
    SaveState,
    keeping::Why,
    keys::{Command, KeyRefusal},
    later::Hidden,
    listing::Listing,
    reading::Reading,
    suggest::Suggesting,
    terms::Readings,
};

/// What is selected in the current document.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Selection {
    /// Nothing.
    #[default]
    Nothing,
    /// A stretch of text; empty for the reading cursor alone.
    Text {
        /// Where it began.
        anchor: Offset,
        /// Where the cursor is.
        focus: Offset,
        /// Whether it is taken as it is, without trimming.
        exact: bool,
    },
    /// A span. The reading cursor stands behind it.
    Span(SpanId),
}

impl Selection {
    /// Where the selection began and where the cursor is, before it moves. From a span the cursor
    /// leaves by the end it is moved over, and what is selected then begins there: behind a span
    /// that was just made comes the next one. Without a selection it is at `top`.
    #[must_use]
    pub fn ends(&self, document: &Document, top: Offset, forward: bool) -> (Offset, Offset) {
        match self {
            Self::Nothing => (top, top),
            Self::Text { anchor, focus, .. } => (*anchor, *focus),
            Self::Span(id) => {
                let range = document.spans.get(id).map(|span| span.range);
                let range = range.unwrap_or(TextRange::empty(top));
                let end = if forward { range.end() } else { range.start() };
                (end, end)
            }
        }
    }
}

/// What the user sees of a narrow screen; a wide one shows all.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Pane {
    /// The list of documents.
    Documents,
    /// The text.
    #[default]
    Reader,
    /// The annotations.
    Annotations,
}

/// What is on the screen, kept over a reload.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Place {
    /// The current document.
    pub document: Option<DocumentId>,
    /// The first position in view, and how many pixels of its line are above the edge.
    pub top: Option<(Offset, i32)>,
}

reportmark_core::from_json_object!(Place { document, top });

/// A stretch of the current document to be brought into view. Another number, another request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reveal {
    /// Counts requests.
    pub number: u64,
    /// What to show.
    pub range: TextRange,
    /// Whether it goes to the top edge, that many pixels above it; otherwise it is only shown.
    pub top: Option<i32>,
}

/// How a message is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoticeKind {
    /// To be known.
    Info,
    /// To be looked at.
    Warning,
    /// Something did not work.
    Error,
}

/// A message to the user. Worded by the view.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// Tells it from the others.
    pub number: u64,
    /// How it is meant.
    pub kind: NoticeKind,
    /// What happened.
    pub what: Failure,
}

/// A dialog that is open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Dialog {
    /// Paste text.
    Paste,
    /// All keys, and the command that waits for a new one.
    Keys(Option<AskedKey>),
    /// Decode the current document in another encoding.
    Reopen(Reopen),
    /// The bin.
    Bin {
        /// Whether it is being asked if it is to be emptied.
        asked: bool,
    },
    /// Files on this computer.
    Files,
    /// Rename the current document.
    Rename,
    /// What the guideline says of a topic.
    Guide(Arc<str>),
    /// The ledger.
    Ledger,
    /// The lexicon of bodies.
    Lexicon,
    /// The rules that suggest.
    Rules,
    /// The scheme.
    Scheme(Writing),
    /// What was done, and earlier states.
    History,
}

/// How far the writing in a dialog is that is put in force as a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Writing {
    /// Nothing was written.
    Nothing,
    /// Something was.
    Something,
    /// Something was, and the dialog was to be closed: it is asked what becomes of it.
    Leaving,
}

/// What was written in the dialog for pasted text and not opened.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Draft {
    /// A name for the document.
    pub name: Arc<str>,
    /// Its text.
    pub text: Arc<str>,
}

/// A command that waits for its new key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskedKey {
    /// Which.
    pub command: Command,
    /// Why the last key pressed will not do.
    pub refusal: Option<KeyRefusal>,
}

/// What the dialog “reopen as …” shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reopen {
    /// Which document.
    pub document: DocumentId,
    /// Its original bytes, once they are there.
    pub bytes: Option<Arc<[u8]>>,
    /// The encoding looked at.
    pub encoding: Encoding,
}

/// Everything the page knows.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The project.
    pub project: Project,
    /// The texts of its documents, and of those that could come back by undo.
    pub texts: Texts,
    /// Undo and redo.
    pub history: History,
    /// The last sequence number of the journal.
    pub sequence: Sequence,
    /// Records since the last snapshot.
    pub since_snapshot: u64,
    /// Which parts of snapshots are stored.
    pub snapshots: Snapshots,
    /// The document on the screen.
    pub current: Option<DocumentId>,
    /// Files that are being read, and what is shown of them.
    pub reading: Reading,
    /// What is selected in it.
    pub selection: Selection,
    /// The ends of the selection as the pointer left them, before they were trimmed.
    pub untrimmed: Option<(Offset, Offset)>,
    /// Whether the bar stands by the selected span: by one that was clicked, not by one just made,
    /// for the bar covers the text that comes next.
    pub span_bar: bool,
    /// Where the annotator last clicked or began to select.
    pub pivot: Offset,
    /// What is read from the project where it is wanted.
    pub readings: Readings,
    /// Names of bodies that are one word.
    pub bodies: Bodies,
    /// The span that was selected last in this document: what a slot is given to.
    pub owner: Option<SpanId>,
    /// A relation that was begun.
    pub relating: Option<Relating>,
    /// The label that every click tags a clause with, until Escape.
    pub armed: Option<LabelId>,
    /// What to bring into view.
    pub reveal: Option<Reveal>,
    /// The first position in view.
    pub place: Place,
    /// Spans that were just tagged or relabelled, each with the label that it had when it was read
    /// last. What their text says is read when they are painted, or before anything else is done.
    pub unread: Vec<(SpanId, Option<LabelId>)>,
    /// The stretch of its text that is drawn.
    pub drawn: TextRange,
    /// What rules suggest for the document on the screen.
    pub suggesting: Hidden<Suggesting>,
    /// The document as it is, and with what is suggested in view.
    pub shown: Option<(Arc<Document>, Arc<Document>)>,
    /// The list of annotations.
    pub listing: Listing,
    /// The headings of the text.
    pub outlines: Outlines,
    /// Whether the page was asked to come back for more of what takes long.
    pub is_continuing: bool,
    /// The pane of a narrow screen.
    pub pane: Pane,
    /// The panel in which is found.
    pub find: Find,
    /// The dialog.
    pub dialog: Option<Dialog>,
    /// The last notice or reveal before the dialog was opened.
    pub before_dialog: u64,
    /// What was written in the dialog for pasted text.
    pub draft: Draft,
    /// Messages, the oldest first.
    pub notices: Vec<Notice>,
    /// The last change that was typed into a field of details, and which field that is.
    pub typing: (u64, Option<FieldPlace>),
    /// Counts notices and reveals.
    pub counter: u64,
    /// Whether everything is kept.
    pub save: SaveState,
    /// Whether this page may change the project.
    pub access: Access,
    /// Files of the user's that it is saved to.
    pub disk: Disk,
    /// Whether this page asked for a new version of itself.
    pub loads_version: bool,
    /// The number of documents that is remembered outside of the store.
    pub marked: Option<usize>,
    /// Preferences.
    pub prefs: Prefs,
    /// The language of the browser.
    pub browser_language: Option<Language>,
}

impl State {
    /// What the text of these spans says is to be read; each had this label when it was read last.
    pub fn read_later(&mut self, spans: impl Iterator<Item = (SpanId, Option<LabelId>)>) {
        let waiting = self.unread.len();
        for (id, before) in spans {
            let mut others = self.unread.iter().take(waiting);
            if others.all(|(other, _)| *other != id) {
                self.unread.push((id, before));
            }
        }
    }

    /// The document on the screen.
    #[must_use]
    pub fn document(&self) -> Option<&Arc<Document>> {
        self.project.document(self.current.as_ref()?)
    }

    /// The document on the screen, with what is suggested in view.
    #[must_use]
    pub fn shown(&self) -> Option<&Arc<Document>> {
        let document = self.document()?;
        let shown = self.shown.as_ref();
        let shown = shown.filter(|(of, _)| Arc::ptr_eq(of, document));
        Some(shown.map_or(document, |(_, shown)| shown))
    }

    /// Whether what is selected is only offered: in view, and in no document.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        match (&self.selection, self.document()) {
            (Selection::Span(id), Some(document)) => document.spans.get(id).is_none(),
            _ => false,
        }
    }

    /// Whether what is selected is a suggestion.
    #[must_use]
    pub fn waits_for_decision(&self) -> bool {
        let selected = self.selected_span();
        selected.is_some_and(|span| span.status == SpanStatus::Suggested)
    }

    /// The messages to be shown on the page.
    #[must_use]
    pub fn notices_on_page(&self) -> &[Notice] {
        self.split_notices().0
    }

    /// The messages to be shown in the dialog: those that came while it is open.
    #[must_use]
    pub fn notices_in_dialog(&self) -> &[Notice] {
        self.split_notices().1
    }

    fn split_notices(&self) -> (&[Notice], &[Notice]) {
        let on_page = match self.dialog {
            Some(_) => self
                .notices
                .partition_point(|notice| notice.number <= self.before_dialog),
            None => self.notices.len(),
        };
        self.notices.split_at(on_page)
    }

    /// The selected span, if it is still there.
    #[must_use]
    pub fn selected_span(&self) -> Option<&Arc<Span>> {
        match &self.selection {
            Selection::Span(id) => self.shown()?.spans.get(id),
            _ => None,
        }
    }

    /// The stretch that a label key would tag: the selection, trimmed unless it is exact. None
    /// when nothing but the cursor or a span is selected.
    #[must_use]
    pub fn taggable(&self) -> Option<TextRange> {
        match self.selection {
            Selection::Text {
                anchor,
                focus,
                exact,
            } if anchor != focus => {
                let range = TextRange::between(anchor, focus);
                let document = self.document()?;
                Some(if exact {
                    range
                } else {
                    trim(&document.text, balanced(&document.text, range))
                })
            }
            _ => None,
        }
    }

    /// Where the reading cursor stands.
    #[must_use]
    pub fn cursor(&self) -> Offset {
        match &self.selection {
            Selection::Nothing => self.place.top.map_or(Offset::ZERO, |(top, _)| top),
            Selection::Text { focus, .. } => *focus,
            Selection::Span(_) => self
                .selected_span()
                .map_or(Offset::ZERO, |span| span.range.end()),
        }
    }

    /// How far everything is kept, as `data-state` says it: `failed`, `reading` while there is
    /// something that is not even in the project yet, `saving`, `saved`; `following` where another
    /// page writes.
    #[must_use]
    pub const fn save_tag(&self) -> &'static str {
        match self.access {
            Access::Follows(Why::Overtaken(_)) => "failed",
            Access::Follows(_) => "following",
            Access::Writes if self.reading.is_going_on() && self.save.failure.is_none() => {
                "reading"
            }
            Access::Writes => self.save.tag(),
        }
    }

    /// What the scheme in force says of attributes, slots and relations.
    #[must_use]
    pub fn terms(&self) -> Arc<Terms> {
        self.readings.terms(&self.project)
    }

    /// The bodies that the project knows.
    #[must_use]
    pub fn lexicon(&self) -> Arc<Lexicon> {
        self.readings.lexicon(&self.project)
    }

    /// The language of the page.
    #[must_use]
    pub fn language(&self) -> Language {
        self.prefs
            .language
            .or(self.browser_language)
            .unwrap_or(Language::Chinese)
    }
}
