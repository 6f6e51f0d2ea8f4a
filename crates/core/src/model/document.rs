//! A document: a text and what was said of it.

use alloc::{
    string::{String, ToString as _},
    sync::Arc,
    vec::Vec,
};
use serde::Serialize;

use super::{Block, DocumentId, Members, Relation, Slot, Spans, Timestamp};
use crate::{
    collections::List,
    source::Source,
    text::{Text, TextHash, TextRange},
};

/// How far the work on a document is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentStatus {
    /// Not begun.
    #[default]
    New,
    /// Begun.
    InProgress,
    /// Finished.
    Done,
}

crate::from_json_name!(DocumentStatus { "new" => New, "in_progress" => InProgress, "done" => Done } absent New);

impl DocumentStatus {
    /// All, in the order of the work.
    pub const ALL: [Self; 3] = [Self::New, Self::InProgress, Self::Done];
}

/// Whether a section tells what was done or what is planned.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tense {
    /// It reports.
    Past,
    /// It plans.
    Plan,
    /// Neither, or unknown.
    #[default]
    None,
}

crate::from_json_name!(Tense { "past" => Past, "plan" => Plan, "none" => None } absent None);

/// A section under a heading.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Section {
    /// Unique within its document.
    pub id: String,
    /// Depth of its heading, from 1.
    pub level: u32,
    /// Its number as printed: `一、`, `（三）`.
    pub number: String,
    /// The stretch that the file states for it.
    pub range: TextRange,
    /// The section that it is part of.
    pub parent: Option<String>,
    /// What its sentences tell.
    pub tense: Tense,
    /// Members of a file that this version does not use.
    #[serde(skip_serializing_if = "Members::is_empty")]
    pub extra: Members,
}

crate::from_json_object!(Section {
    id,
    level,
    number,
    range,
    parent,
    tense,
    extra
});

/// What a stretch of a document is (guideline §1).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneKind {
    /// The report itself.
    Body,
    /// The letter before an annex.
    CoverNote,
    /// Explanations of terms.
    Glossary,
    /// What the web page added.
    Boilerplate,
}

crate::from_json_name!(ZoneKind { "body" => Body, "cover_note" => CoverNote, "glossary" => Glossary, "boilerplate" => Boilerplate });

/// A stretch of a document that is of one kind.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Zone {
    /// Which.
    pub kind: ZoneKind,
    /// Where.
    pub range: TextRange,
    /// Members of a file that this version does not use.
    #[serde(skip_serializing_if = "Members::is_empty")]
    pub extra: Members,
}

crate::from_json_object!(Zone { kind, range, extra });

/// For serde, which hands over what is shared.
fn is_empty(sections: &Arc<Vec<Section>>) -> bool {
    sections.is_empty()
}

/// Everything of a document but its text and its spans.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct DocumentHead {
    /// Unique within its project.
    pub id: DocumentId,
    /// What the list shows; the file's name at first.
    pub name: Arc<str>,
    /// The file it came from. None where a native file does not tell.
    pub source: Option<Source>,
    /// Members of the file's `source` that this version does not use; all of them where `source`
    /// is none.
    #[serde(skip_serializing_if = "Members::is_empty")]
    pub source_extra: Members,
    /// How far the work on it is.
    pub status: DocumentStatus,
    /// When it was put into the bin, if it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub binned_at: Option<Timestamp>,
    /// Document fields (guideline §7).
    #[serde(skip_serializing_if = "Members::is_empty")]
    pub fields: Members,
    /// Where the text states a field: slots of the document, each of the name of its field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Slot>,
    /// What was read completely; the rest is unknown rather than negative.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub annotated_ranges: Vec<TextRange>,
    /// The tree of headings.
    #[serde(skip_serializing_if = "is_empty")]
    pub sections: Arc<Vec<Section>>,
    /// What is body and what is not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<Zone>,
    /// Responsibility blocks.
    #[serde(skip_serializing_if = "List::is_empty")]
    pub blocks: List<Block>,
    /// Relations.
    #[serde(skip_serializing_if = "List::is_empty")]
    pub relations: List<Relation>,
    /// Members of a file that this version does not use.
    #[serde(skip_serializing_if = "Members::is_empty")]
    pub extra: Members,
}

crate::from_json_object!(DocumentHead {
    id,
    name,
    source,
    source_extra,
    status,
    binned_at,
    fields,
    evidence,
    annotated_ranges,
    sections,
    zones,
    blocks,
    relations,
    extra
});

impl DocumentHead {
    /// A document that has only just been opened.
    #[must_use]
    pub fn new(id: DocumentId, name: &str, source: Option<Source>) -> Self {
        Self {
            id,
            name: name.into(),
            source,
            source_extra: Members::new(),
            status: DocumentStatus::New,
            binned_at: None,
            fields: Members::new(),
            evidence: Vec::new(),
            annotated_ranges: Vec::new(),
            sections: Arc::default(),
            zones: Vec::new(),
            blocks: List::default(),
            relations: List::default(),
            extra: Members::new(),
        }
    }
}

/// A document as it is worked on.
#[derive(Clone, PartialEq, Debug)]
pub struct Document {
    /// All but text and spans; shared between versions while it does not change.
    pub head: Arc<DocumentHead>,
    /// Its text, which never changes.
    pub text: Arc<Text>,
    /// Its spans.
    pub spans: Spans,
}

impl Document {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &DocumentId {
        &self.head.id
    }

    /// As plain data, the text named by its hash.
    #[must_use]
    pub fn to_data(&self) -> DocumentData {
        DocumentData {
            head: DocumentHead::clone(&self.head),
            text: self.text.hash().clone(),
            spans: self.spans.clone(),
        }
    }
}

/// A document as plain data, for changes, the journal and snapshots.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct DocumentData {
    /// All but text and spans.
    pub head: DocumentHead,
    /// Which text.
    pub text: TextHash,
    /// Its spans, shared with the documents that are made of it.
    pub spans: Spans,
}

crate::from_json_object!(DocumentData { head, text, spans });

impl DocumentData {
    /// A document without a span.
    #[must_use]
    pub fn new(head: DocumentHead, text: &Text) -> Self {
        Self {
            head,
            text: text.hash().clone(),
            spans: Spans::default(),
        }
    }

    /// Join it with its text. None when a range does not fit the text, or the text is another.
    #[must_use]
    pub fn with_text(&self, text: &Arc<Text>) -> Option<Document> {
        let fits = |range: TextRange| text.fits(range);
        let sound = self.text == *text.hash()
            && self.spans.iter().all(|span| span.fits(text))
            && self.head.evidence.iter().all(|slot| fits(slot.range))
            && self.head.annotated_ranges.iter().all(|&range| fits(range))
            && self.head.sections.iter().all(|section| fits(section.range))
            && self.head.zones.iter().all(|zone| fits(zone.range))
            && self.head.blocks.iter().all(|block| block.fits(text));
        sound.then(|| Document {
            head: Arc::new(self.head.clone()),
            text: Arc::clone(text),
            spans: self.spans.clone(),
        })
    }
}

/// A name that no other document of these has: `name`, or `name (2)` and so on.
#[must_use]
pub fn free_name<'a>(name: &str, taken: impl Iterator<Item = &'a str> + Clone) -> String {
    let free = |candidate: &str| !taken.clone().any(|other| other == candidate);
    if free(name) {
        return name.to_string();
    }
    (2..u32::MAX)
        .map(|n| alloc::format!("{name} ({n})"))
        .find(|candidate| free(candidate))
        .unwrap_or_else(|| name.to_string())
}
