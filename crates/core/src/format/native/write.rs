//! Writing a native file.

use alloc::{borrow::Cow, collections::BTreeSet, string::String, vec::Vec};
use serde::Serialize;

use super::{CONTEXT, FORMAT, VERSION};
use crate::{
    attainment, links,
    model::{
        Block, Certainty, Document, DocumentStatus, Members, Relation, Section, Slot, Span,
        SpanStatus, Tense, Timestamp, Zone, ZoneKind,
    },
    scheme::Scheme,
    source::Source,
    text::{Text, TextRange},
};

/// What goes into a native file beside the documents.
pub struct Options<'a> {
    /// When it is written.
    pub exported_at: &'a Timestamp,
    /// Members of the project that this version does not use.
    pub extra: &'a Members,
}

#[derive(Serialize)]
struct File<'a> {
    format: &'a str,
    version: u64,
    generator: Generator,
    exported_at: &'a str,
    scheme: &'a Scheme,
    documents: Vec<FileDocument<'a>>,
    #[serde(flatten)]
    extra: &'a Members,
}

#[derive(Serialize)]
struct Generator {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct FileDocument<'a> {
    id: &'a str,
    name: &'a str,
    text: &'a str,
    text_sha256: &'a str,
    length: usize,
    offset_unit: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<FileSource<'a>>,
    status: DocumentStatus,
    fields: &'a Members,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    field_evidence: Vec<FileSlot<'a>>,
    annotated_ranges: Vec<(usize, usize)>,
    sections: Vec<FileSection<'a>>,
    zones: Vec<FileZone<'a>>,
    spans: Vec<FileSpan<'a>>,
    blocks: Vec<FileBlock<'a>>,
    relations: Vec<FileRelation<'a>>,
    #[serde(flatten)]
    extra: &'a Members,
}

#[derive(Serialize)]
struct FileSource<'a> {
    #[serde(flatten)]
    source: Option<&'a Source>,
    #[serde(flatten)]
    extra: &'a Members,
}

#[derive(Serialize)]
struct FileSection<'a> {
    id: &'a str,
    level: u32,
    number: &'a str,
    start: usize,
    end: usize,
    quote: &'a str,
    parent: Option<&'a str>,
    tense: Tense,
    #[serde(flatten)]
    extra: &'a Members,
}

#[derive(Serialize)]
struct FileZone<'a> {
    kind: ZoneKind,
    start: usize,
    end: usize,
    #[serde(flatten)]
    extra: &'a Members,
}

#[derive(Serialize)]
struct FileSlot<'a> {
    name: &'a str,
    start: usize,
    end: usize,
    quote: &'a str,
    #[serde(flatten)]
    extra: &'a Members,
}

#[derive(Serialize)]
struct FileSpan<'a> {
    id: &'a str,
    label: &'a str,
    start: usize,
    end: usize,
    quote: &'a str,
    prefix: &'a str,
    suffix: &'a str,
    attributes: Cow<'a, Members>,
    slots: Vec<FileSlot<'a>>,
    status: SpanStatus,
    origin: &'a str,
    edited: bool,
    certainty: Certainty,
    note: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    annotator: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created_at: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated_at: Option<&'a str>,
    #[serde(flatten)]
    extra: &'a Members,
}

#[derive(Serialize)]
struct FileBlock<'a> {
    id: &'a str,
    scope: (usize, usize),
    bracket: Option<(usize, usize)>,
    members: Vec<&'a str>,
    parties: Vec<&'a str>,
    #[serde(flatten)]
    extra: &'a Members,
}

#[derive(Serialize)]
struct FileRelation<'a> {
    id: Cow<'a, str>,
    #[serde(rename = "type")]
    kind: &'a str,
    head: &'a str,
    tail: &'a str,
    via: Option<&'a str>,
    #[serde(flatten)]
    extra: Option<&'a Members>,
}

/// Write documents as a native file: UTF-8 JSON, in one line.
///
/// # Errors
/// None for what a [`Project`](crate::model::Project) can hold; serde's message otherwise.
pub fn write<'a>(
    scheme: &'a Scheme,
    documents: impl Iterator<Item = &'a Document>,
    options: &Options<'_>,
) -> Result<Vec<u8>, String> {
    let file = File {
        format: FORMAT,
        version: VERSION,
        generator: Generator {
            name: "reportmark",
            version: env!("CARGO_PKG_VERSION"),
        },
        exported_at: options.exported_at.as_str(),
        scheme,
        documents: documents.map(|own| document(own, scheme)).collect(),
        extra: options.extra,
    };
    serde_json::to_vec(&file).map_err(|error| alloc::format!("{error}"))
}

/// Write one document as it stands among the `documents` of a native file: UTF-8 JSON, in one line.
///
/// # Errors
/// As of [`write`].
pub fn write_document(scheme: &Scheme, own: &Document) -> Result<Vec<u8>, String> {
    serde_json::to_vec(&document(own, scheme)).map_err(|error| alloc::format!("{error}"))
}

fn points(text: &Text, range: TextRange) -> (usize, usize) {
    (
        text.to_code_points(range.start()),
        text.to_code_points(range.end()),
    )
}

fn document<'a>(document: &'a Document, scheme: &'a Scheme) -> FileDocument<'a> {
    let text = &*document.text;
    let head = &*document.head;
    let derived = attainment::derived(&head.relations, &document.spans, text, scheme);
    FileDocument {
        id: head.id.as_str(),
        name: &head.name,
        text: text.as_str(),
        text_sha256: text.hash().as_str(),
        length: text.code_points(),
        offset_unit: "unicode_code_point",
        source: (head.source.is_some() || !head.source_extra.is_empty()).then_some(FileSource {
            source: head.source.as_ref(),
            extra: &head.source_extra,
        }),
        status: head.status,
        fields: &head.fields,
        field_evidence: head.evidence.iter().map(|item| slot(text, item)).collect(),
        annotated_ranges: head
            .annotated_ranges
            .iter()
            .map(|&range| points(text, range))
            .collect(),
        sections: head
            .sections
            .iter()
            .map(|item| section(text, item))
            .collect(),
        zones: head.zones.iter().map(|item| zone(text, item)).collect(),
        spans: document
            .spans
            .iter()
            .map(|item| span(text, item, derived.get(&item.id)))
            .collect(),
        blocks: head.blocks.iter().map(|item| block(text, item)).collect(),
        relations: relations(document, scheme),
        extra: &head.extra,
    }
}

fn section<'a>(text: &'a Text, section: &'a Section) -> FileSection<'a> {
    let (start, end) = points(text, section.range);
    FileSection {
        id: &section.id,
        level: section.level,
        number: &section.number,
        start,
        end,
        quote: text.slice(section.range),
        parent: section.parent.as_deref(),
        tense: section.tense,
        extra: &section.extra,
    }
}

fn zone<'a>(text: &Text, zone: &'a Zone) -> FileZone<'a> {
    let (start, end) = points(text, zone.range);
    FileZone {
        kind: zone.kind,
        start,
        end,
        extra: &zone.extra,
    }
}

fn slot<'a>(text: &'a Text, slot: &'a Slot) -> FileSlot<'a> {
    let (start, end) = points(text, slot.range);
    FileSlot {
        name: &slot.name,
        start,
        end,
        quote: text.slice(slot.range),
        extra: &slot.extra,
    }
}

fn span<'a>(text: &'a Text, span: &'a Span, derived: Option<&Members>) -> FileSpan<'a> {
    let (start, end) = points(text, span.range);
    FileSpan {
        id: span.id.as_str(),
        label: span.label.as_str(),
        start,
        end,
        quote: text.slice(span.range),
        prefix: last_points(text.before(span.range.start())),
        suffix: first_points(text.after(span.range.end())),
        attributes: derived.map_or(Cow::Borrowed(&span.attributes), |derived| {
            Cow::Owned(attainment::with_derived(&span.attributes, derived))
        }),
        slots: span.slots.iter().map(|item| slot(text, item)).collect(),
        status: span.status,
        origin: &span.origin,
        edited: span.edited,
        certainty: span.certainty,
        note: &span.note,
        annotator: span.annotator.as_deref(),
        created_at: span.created_at.as_ref().map(Timestamp::as_str),
        updated_at: span.updated_at.as_ref().map(Timestamp::as_str),
        extra: &span.extra,
    }
}

fn block<'a>(text: &Text, block: &'a Block) -> FileBlock<'a> {
    FileBlock {
        id: block.id.as_str(),
        scope: points(text, block.scope),
        bracket: block.bracket.map(|range| points(text, range)),
        members: block.members.iter().map(|id| id.as_str()).collect(),
        parties: block.parties.iter().map(|id| id.as_str()).collect(),
        extra: &block.extra,
    }
}

/// The relations of a document: those that are stored, then those that its blocks imply and that are
/// not among them (guideline §6).
fn relations<'a>(document: &'a Document, scheme: &'a Scheme) -> Vec<FileRelation<'a>> {
    let stored = &document.head.relations;
    let mut all: Vec<_> = stored.iter().map(relation).collect();
    let (mut known, mut ids) = (BTreeSet::new(), BTreeSet::new());
    for relation in stored.iter() {
        if let Some(via) = &relation.via {
            known.insert((via, &*relation.kind, &relation.head, &relation.tail));
        }
        ids.insert(relation.id.as_str());
    }
    for derived in links::derived(document, scheme) {
        if known.insert((derived.block, derived.kind, derived.head, derived.tail)) {
            let mut id = links::derived_id(derived.block, derived.head, derived.tail);
            while ids.contains(id.as_str()) {
                id.push('+');
            }
            all.push(FileRelation {
                id: id.into(),
                kind: derived.kind,
                head: derived.head.as_str(),
                tail: derived.tail.as_str(),
                via: Some(derived.block.as_str()),
                extra: None,
            });
        }
    }
    all
}

fn relation(relation: &Relation) -> FileRelation<'_> {
    FileRelation {
        id: relation.id.as_str().into(),
        kind: &relation.kind,
        head: relation.head.as_str(),
        tail: relation.tail.as_str(),
        via: relation.via.as_ref().map(|id| id.as_str()),
        extra: Some(&relation.extra),
    }
}

/// The last [`CONTEXT`] code points.
fn last_points(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .nth(CONTEXT - 1)
        .map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

/// The first [`CONTEXT`] code points.
fn first_points(text: &str) -> &str {
    let end = text
        .char_indices()
        .nth(CONTEXT)
        .map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}
