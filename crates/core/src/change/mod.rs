//! How a project changes: invertible changes, transactions of them, and the history of both.
//!
//! A change carries the value before and the value after. Its inverse is the same with both
//! swapped; applying it checks that the value before is what is there. The edits that an
//! annotator makes are in [`edit`].

mod apply;
mod between;
pub mod edit;
mod history;

pub use apply::{Conflict, apply};
pub use between::between;
pub use history::{Cause, History, joined};

use alloc::{boxed::Box, string::String, sync::Arc, vec::Vec};
use serde::Serialize;
use serde_json::Value;

use crate::{
    json::{self, FromJson},
    model::{
        Block, DocumentData, DocumentId, DocumentStatus, Members, Relation, Section, Slot, Span,
        Timestamp, Zone,
    },
    scheme::Scheme,
    text::TextRange,
};

/// A value before and after.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Swap<T> {
    /// What is there before.
    pub before: T,
    /// What is there afterwards.
    pub after: T,
}

impl<T: Clone> Swap<T> {
    fn inverse(&self) -> Self {
        Self {
            before: self.after.clone(),
            after: self.before.clone(),
        }
    }
}

impl<T: FromJson> FromJson for Swap<T> {
    fn from_json(value: Value) -> Option<Self> {
        let mut members = json::members(value)?;
        Some(Self {
            before: json::member(&mut members, "before")?,
            after: json::member(&mut members, "after")?,
        })
    }
}

/// What changes in a document.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// The name in the list.
    Name(Swap<Arc<str>>),
    /// How far the work is.
    Status(Swap<DocumentStatus>),
    /// Into the bin, or out of it.
    Binned(Swap<Option<Timestamp>>),
    /// Document fields.
    Fields(Swap<Members>),
    /// Where the text states them.
    Evidence(Swap<Vec<Slot>>),
    /// What was read completely.
    AnnotatedRanges(Swap<Vec<TextRange>>),
    /// The tree of headings.
    Sections(Swap<Arc<Vec<Section>>>),
    /// The zones.
    Zones(Swap<Vec<Zone>>),
    /// A span that comes, goes or is replaced by one of the same id.
    Span(Swap<Option<Arc<Span>>>),
    /// A block that comes, goes or changes at its place in the list of blocks.
    Block(usize, Swap<Option<Block>>),
    /// A relation that comes, goes or changes at its place in the list of relations.
    Relation(usize, Swap<Option<Relation>>),
}

/// The only member of an object: its key names the variant.
fn variant(value: Value) -> Option<(String, Value)> {
    let mut members = json::members(value)?.into_iter();
    members.next().filter(|_| members.next().is_none())
}

impl FromJson for Edit {
    fn from_json(value: Value) -> Option<Self> {
        let (name, value) = variant(value)?;
        Some(match name.as_str() {
            "name" => Self::Name(FromJson::from_json(value)?),
            "status" => Self::Status(FromJson::from_json(value)?),
            "binned" => Self::Binned(FromJson::from_json(value)?),
            "fields" => Self::Fields(FromJson::from_json(value)?),
            "evidence" => Self::Evidence(FromJson::from_json(value)?),
            "annotated_ranges" => Self::AnnotatedRanges(FromJson::from_json(value)?),
            "sections" => Self::Sections(FromJson::from_json(value)?),
            "zones" => Self::Zones(FromJson::from_json(value)?),
            "span" => Self::Span(FromJson::from_json(value)?),
            "block" => {
                let (at, swap) = FromJson::from_json(value)?;
                Self::Block(at, swap)
            }
            "relation" => {
                let (at, swap) = FromJson::from_json(value)?;
                Self::Relation(at, swap)
            }
            _ => return None,
        })
    }
}

/// What changes in a project.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A document comes at its place in the list.
    Add(usize, Box<DocumentData>),
    /// A document goes from its place in the list.
    Remove(usize, Box<DocumentData>),
    /// The scheme is replaced.
    Scheme(Swap<Arc<Scheme>>),
    /// Members of the project beside its documents and its scheme are replaced, such as the lexicon.
    Extra(Swap<Arc<Members>>),
    /// A document changes.
    Edit(DocumentId, Box<Edit>),
}

impl FromJson for Change {
    fn from_json(value: Value) -> Option<Self> {
        let (name, value) = variant(value)?;
        Some(match name.as_str() {
            "add" => {
                let (at, document) = FromJson::from_json(value)?;
                Self::Add(at, document)
            }
            "remove" => {
                let (at, document) = FromJson::from_json(value)?;
                Self::Remove(at, document)
            }
            "scheme" => Self::Scheme(FromJson::from_json(value)?),
            "extra" => Self::Extra(FromJson::from_json(value)?),
            "edit" => {
                let (document, edit) = FromJson::from_json(value)?;
                Self::Edit(document, edit)
            }
            _ => return None,
        })
    }
}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self {
            Self::Add(at, document) => Self::Remove(*at, document.clone()),
            Self::Remove(at, document) => Self::Add(*at, document.clone()),
            Self::Scheme(swap) => Self::Scheme(swap.inverse()),
            Self::Extra(swap) => Self::Extra(swap.inverse()),
            Self::Edit(id, edit) => Self::Edit(
                id.clone(),
                Box::new(match &**edit {
                    Edit::Name(swap) => Edit::Name(swap.inverse()),
                    Edit::Status(swap) => Edit::Status(swap.inverse()),
                    Edit::Binned(swap) => Edit::Binned(swap.inverse()),
                    Edit::Fields(swap) => Edit::Fields(swap.inverse()),
                    Edit::Evidence(swap) => Edit::Evidence(swap.inverse()),
                    Edit::AnnotatedRanges(swap) => Edit::AnnotatedRanges(swap.inverse()),
                    Edit::Sections(swap) => Edit::Sections(swap.inverse()),
                    Edit::Zones(swap) => Edit::Zones(swap.inverse()),
                    Edit::Span(swap) => Edit::Span(swap.inverse()),
                    Edit::Block(at, swap) => Edit::Block(*at, swap.inverse()),
                    Edit::Relation(at, swap) => Edit::Relation(*at, swap.inverse()),
                }),
            ),
        }
    }

    /// The document that it is about.
    #[must_use]
    pub fn document(&self) -> Option<&DocumentId> {
        match self {
            Self::Add(_, document) | Self::Remove(_, document) => Some(&document.head.id),
            Self::Edit(id, _) => Some(id),
            Self::Scheme(_) | Self::Extra(_) => None,
        }
    }
}

/// What a transaction was made for; it names the step in the history.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// Documents were opened.
    Open,
    /// A document was decoded anew from its bytes.
    Reopen,
    /// The annotations of a file went to a document of the same text.
    Join,
    /// Spans were made.
    Tag,
    /// Spans got another label.
    Relabel,
    /// Spans were removed.
    Untag,
    /// Spans were made at every place that was found.
    TagAll,
    /// The spans at every place that was found were removed.
    UntagAll,
    /// An end of a span was moved.
    Resize,
    /// A span was split into one for each name of a list.
    Split,
    /// A note was written.
    Note,
    /// Certainty was switched.
    Certainty,
    /// A document's status was set.
    Status,
    /// A document was renamed.
    Rename,
    /// Documents were put into the bin.
    Bin,
    /// Documents were taken out of the bin.
    Restore,
    /// Documents were removed from the bin for good.
    Purge,
    /// A span that was just made got what its text says.
    Fill,
    /// Attributes of a span were set.
    Attribute,
    /// Go on typing into an attribute of a span or a field of a document.
    Write,
    /// A slot of a span was set or taken away.
    Slot,
    /// A responsibility block was made.
    Block,
    /// A block was removed.
    Unblock,
    /// The scope of a block was changed.
    Scope,
    /// A commitment became a member of a block, or none.
    Member,
    /// A party came to a block, or went from it.
    Party,
    /// A relation was drawn.
    Relate,
    /// A relation was removed.
    Unrelate,
    /// Document fields were filled in.
    Fields,
    /// A stretch was marked as read completely, or not.
    Read,
    /// The tense of a section was set.
    Tense,
    /// Zones were set.
    Zone,
    /// The scheme was changed.
    Scheme,
    /// The lexicon of bodies was changed.
    Lexicon,
    /// An earlier state was restored.
    Return,
    /// Suggestions were accepted.
    Accept,
    /// Suggestions were rejected.
    Reject,
    /// A suggestion was taken in hand, to be corrected.
    Take,
}

crate::from_json_name!(Intent { "open" => Open, "reopen" => Reopen, "join" => Join, "tag" => Tag, "relabel" => Relabel, "untag" => Untag, "tag_all" => TagAll, "untag_all" => UntagAll, "resize" => Resize, "split" => Split, "note" => Note, "certainty" => Certainty, "status" => Status, "rename" => Rename, "bin" => Bin, "restore" => Restore, "purge" => Purge, "fill" => Fill, "attribute" => Attribute, "write" => Write, "slot" => Slot, "block" => Block, "unblock" => Unblock, "scope" => Scope, "member" => Member, "party" => Party, "relate" => Relate, "unrelate" => Unrelate, "fields" => Fields, "read" => Read, "tense" => Tense, "zone" => Zone, "scheme" => Scheme, "lexicon" => Lexicon, "return" => Return, "accept" => Accept, "reject" => Reject, "take" => Take });

/// Changes that are applied together or not at all; one step of undo.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Transaction {
    /// What it was made for.
    pub intent: Intent,
    /// The changes, in order.
    pub changes: Vec<Change>,
}

crate::from_json_object!(Transaction { intent, changes });

impl Transaction {
    /// A transaction of one document's edits.
    #[must_use]
    pub fn of(intent: Intent, document: &DocumentId, edits: Vec<Edit>) -> Self {
        Self {
            intent,
            changes: edits
                .into_iter()
                .map(|edit| Change::Edit(document.clone(), Box::new(edit)))
                .collect(),
        }
    }

    /// The transaction that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            intent: self.intent,
            changes: self.changes.iter().rev().map(Change::inverse).collect(),
        }
    }

    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// How many spans it makes, removes or changes.
    #[must_use]
    pub fn spans_changed(&self) -> usize {
        let changes = self.changes.iter();
        changes
            .filter(
                |change| matches!(change, Change::Edit(_, edit) if matches!(**edit, Edit::Span(_))),
            )
            .count()
    }

    /// The spans that it leaves behind, in the order of its changes, with their documents.
    pub fn spans_after(&self) -> impl Iterator<Item = (&DocumentId, &Arc<Span>)> {
        self.changes.iter().filter_map(|change| match change {
            Change::Edit(document, edit) => match &**edit {
                Edit::Span(swap) => swap.after.as_ref().map(|span| (document, span)),
                _ => None,
            },
            _ => None,
        })
    }
}

/// A short text for problem reports: which part of which document.
fn describe(change: &Change) -> String {
    let part = match change {
        Change::Add(..) => "add",
        Change::Remove(..) => "remove",
        Change::Scheme(_) => "scheme",
        Change::Extra(_) => "members",
        Change::Edit(_, edit) => match &**edit {
            Edit::Name(_) => "name",
            Edit::Status(_) => "status",
            Edit::Binned(_) => "bin",
            Edit::Fields(_) => "fields",
            Edit::Evidence(_) => "evidence",
            Edit::AnnotatedRanges(_) => "annotated ranges",
            Edit::Sections(_) => "sections",
            Edit::Zones(_) => "zones",
            Edit::Span(_) => "span",
            Edit::Block(..) => "block",
            Edit::Relation(..) => "relation",
        },
    };
    change.document().map_or_else(
        || part.into(),
        |document| alloc::format!("{part} in document {}", document.as_str()),
    )
}
