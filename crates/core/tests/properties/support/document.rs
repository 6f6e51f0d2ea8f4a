//! Random documents with everything that a document can have.

use std::sync::Arc;

use proptest::{collection::vec, option, prelude::*, sample::select};
use reportmark_core::{
    model::{
        Block, BlockId, Certainty, Document, DocumentData, DocumentHead, DocumentId,
        DocumentStatus, Members, Relation, RelationId, Section, Slot, Span, SpanId, SpanStatus,
        Tense, Timestamp, Zone, ZoneKind,
    },
    scheme::LabelId,
    source::{Encoding, Newlines, Source},
    text::Text,
};

use super::{
    json::{members, unknown, word},
    text::{Pick, filled, stretch, text},
};

/// Labels of the guideline, and foreign ones.
pub(crate) fn label() -> impl Strategy<Value = LabelId> {
    let labels = &[
        "target",
        "measure",
        "party",
        "result",
        "funding",
        "<b>标</b>",
    ][..];
    select(labels).prop_map(LabelId::new)
}

pub(crate) fn timestamp() -> impl Strategy<Value = Timestamp> {
    let moments = &[
        "2026-11-22T09:30:00Z",
        "1969-12-31T23:59:59.999Z",
        "yesterday",
    ][..];
    select(moments).prop_map(Timestamp::new)
}

pub(crate) fn status() -> impl Strategy<Value = DocumentStatus> {
    select(&DocumentStatus::ALL[..])
}

/// The id of that number, in one of several shapes. No two are the same.
pub(crate) fn id(kind: &str, n: usize) -> String {
    match n % 5 {
        0 => format!("{kind}{n}"),
        1 => format!("{kind}-{n}"),
        2 => format!("{kind}@{n}"),
        3 => format!("<{kind} 😀{n}>"),
        _ => format!("__proto__{kind}{n}"),
    }
}

/// A span that has yet to be put on a text.
#[derive(Clone, Debug)]
pub(crate) struct LooseSpan {
    range: Pick,
    slots: Vec<(String, Pick, Members)>,
    span: Span,
}

impl LooseSpan {
    /// The span on a text; none on an empty one.
    pub(crate) fn on(&self, text: &Text, id: SpanId) -> Option<Span> {
        let slot = |(name, range, extra): &(String, Pick, Members)| Slot {
            name: name.as_str().into(),
            range: stretch(text, *range),
            extra: extra.clone(),
        };
        Some(Span {
            id,
            range: filled(text, self.range)?,
            slots: self.slots.iter().map(slot).collect(),
            ..self.span.clone()
        })
    }
}

pub(crate) fn span() -> impl Strategy<Value = LooseSpan> {
    let origins = &["manual", "rule:7", "lexicon", "import:doccano", "model:😀"][..];
    let said = (
        label(),
        members(),
        select(
            &[
                SpanStatus::Accepted,
                SpanStatus::Suggested,
                SpanStatus::Rejected,
            ][..],
        ),
        select(origins),
        any::<bool>(),
        select(&[Certainty::Sure, Certainty::Unsure][..]),
        word(),
        option::of(word()),
        option::of(timestamp()),
        option::of(timestamp()),
        unknown(),
    );
    let span = said.prop_map(
        |(
            label,
            attributes,
            status,
            origin,
            edited,
            certainty,
            note,
            annotator,
            created,
            updated,
            extra,
        )| {
            Span {
                attributes,
                status,
                origin: origin.into(),
                edited,
                certainty,
                note: note.into(),
                annotator: annotator.map(Into::into),
                created_at: created,
                updated_at: updated,
                extra,
                ..Span::manual(
                    SpanId::new(""),
                    label,
                    Default::default(),
                    Timestamp::new(""),
                )
            }
        },
    );
    let names = select(&["indicator", "value", "unit", "deadline", ""][..]).prop_map(String::from);
    let slots = vec((names, any::<Pick>(), unknown()), 0..3);
    (any::<Pick>(), slots, span).prop_map(|(range, slots, span)| LooseSpan { range, slots, span })
}

/// A section that has yet to be put on a text.
pub(crate) type LooseSection = (Pick, u32, String, Option<u16>, Tense, Members);

pub(crate) fn section() -> impl Strategy<Value = LooseSection> {
    let tense = select(&[Tense::Past, Tense::Plan, Tense::None][..]);
    let parent = option::of(any::<u16>());
    (any::<Pick>(), 0..7_u32, word(), parent, tense, unknown())
}

pub(crate) fn sections_on(text: &Text, sections: &[LooseSection]) -> Vec<Section> {
    let section = |(nth, (range, level, number, parent, tense, extra)): (usize, &LooseSection)| {
        Section {
            id: id("h", nth),
            level: *level,
            number: number.clone(),
            range: stretch(text, *range),
            // A parent may be missing, or be the section itself: nothing relies on it.
            parent: parent.map(|nth| id("h", usize::from(nth) % 4)),
            tense: *tense,
            extra: extra.clone(),
        }
    };
    sections.iter().enumerate().map(section).collect()
}

pub(crate) type LooseZone = (ZoneKind, Pick, Members);

pub(crate) fn zone() -> impl Strategy<Value = LooseZone> {
    use ZoneKind::{Body, Boilerplate, CoverNote, Glossary};
    let kind = select(&[Body, CoverNote, Glossary, Boilerplate][..]);
    (kind, any::<Pick>(), unknown())
}

pub(crate) fn zone_on(text: &Text, (kind, range, extra): &LooseZone) -> Zone {
    Zone {
        kind: *kind,
        range: stretch(text, *range),
        extra: extra.clone(),
    }
}

/// A block that has yet to be put on a text with spans.
pub(crate) type LooseBlock = (Pick, Option<Pick>, Vec<u16>, Vec<u16>, Members);

pub(crate) fn block() -> impl Strategy<Value = LooseBlock> {
    let spans = || vec(any::<u16>(), 0..3);
    (
        any::<Pick>(),
        option::of(any::<Pick>()),
        spans(),
        spans(),
        unknown(),
    )
}

pub(crate) fn block_on(text: &Text, spans: &[SpanId], n: usize, block: &LooseBlock) -> Block {
    let (scope, bracket, members, parties, extra) = block;
    let named = |picks: &[u16]| {
        picks
            .iter()
            .filter_map(|&n| pick(spans, n).cloned())
            .collect()
    };
    Block {
        id: BlockId::new(&id("b", n)),
        scope: stretch(text, *scope),
        bracket: bracket.map(|range| stretch(text, range)),
        members: named(members),
        parties: named(parties),
        extra: extra.clone(),
    }
}

/// A relation that has yet to be put between spans.
pub(crate) type LooseRelation = (String, u16, u16, Option<u16>, Members);

pub(crate) fn relation() -> impl Strategy<Value = LooseRelation> {
    let via = option::of(any::<u16>());
    (word(), any::<u16>(), any::<u16>(), via, unknown())
}

/// None where there is no span to relate.
pub(crate) fn relation_between(
    spans: &[SpanId],
    blocks: &[BlockId],
    n: usize,
    (kind, head, tail, via, extra): &LooseRelation,
) -> Option<Relation> {
    Some(Relation {
        id: RelationId::new(&id("r", n)),
        kind: kind.as_str().into(),
        head: pick(spans, *head)?.clone(),
        tail: pick(spans, *tail)?.clone(),
        via: via.and_then(|n| pick(blocks, n).cloned()),
        extra: extra.clone(),
    })
}

/// One of a list, whatever the number.
pub(crate) fn pick<T>(list: &[T], n: u16) -> Option<&T> {
    list.get(usize::from(n).checked_rem(list.len())?)
}

fn source() -> impl Strategy<Value = Source> {
    use Newlines::{Cr, Crlf, Lf, Mixed};
    let newlines = select(&[Lf, Crlf, Cr, Mixed][..]);
    let encoding = select(&Encoding::ALL[..]);
    (
        word(),
        encoding,
        any::<bool>(),
        newlines,
        any::<u64>(),
        "[0-9a-f]{64}",
    )
        .prop_map(
            |(file_name, encoding, bom, newlines, byte_length, byte_sha256)| Source {
                file_name,
                encoding,
                bom,
                newlines,
                byte_length,
                byte_sha256,
            },
        )
}

/// A document that has yet to get an id.
#[derive(Clone, Debug)]
pub(crate) struct LooseDocument {
    text: Arc<Text>,
    head: DocumentHead,
    spans: Vec<LooseSpan>,
    annotated: Vec<Pick>,
    sections: Vec<LooseSection>,
    zones: Vec<LooseZone>,
    blocks: Vec<LooseBlock>,
    relations: Vec<LooseRelation>,
}

impl LooseDocument {
    pub(crate) fn text(&self) -> &Arc<Text> {
        &self.text
    }

    /// The document under an id.
    pub(crate) fn named(&self, id: DocumentId) -> DocumentData {
        let text = &*self.text;
        let spans: Vec<Span> = self
            .spans
            .iter()
            .enumerate()
            .filter_map(|(n, span)| span.on(text, SpanId::new(&self::id("s", n))))
            .collect();
        let ids: Vec<_> = spans.iter().map(|span| span.id.clone()).collect();
        let blocks: Vec<_> = (0..)
            .zip(&self.blocks)
            .map(|(n, block)| block_on(text, &ids, n, block))
            .collect();
        let block_ids: Vec<_> = blocks.iter().map(|block| block.id.clone()).collect();
        let relations = (0..).zip(&self.relations);
        let head = DocumentHead {
            id,
            annotated_ranges: self
                .annotated
                .iter()
                .map(|&range| stretch(text, range))
                .collect(),
            sections: Arc::new(sections_on(text, &self.sections)),
            evidence: evidence_on(text, &self.annotated),
            zones: self.zones.iter().map(|zone| zone_on(text, zone)).collect(),
            relations: relations
                .filter_map(|(n, relation)| relation_between(&ids, &block_ids, n, relation))
                .collect(),
            blocks: blocks.into(),
            ..self.head.clone()
        };
        DocumentData {
            head,
            text: text.hash().clone(),
            spans: spans.into_iter().collect(),
        }
    }

    /// The same, as it is worked on.
    pub(crate) fn document(&self, id: DocumentId) -> Arc<Document> {
        Arc::new(self.named(id).with_text(&self.text).unwrap())
    }
}

/// A document that is not in the bin.
pub(crate) fn document() -> impl Strategy<Value = LooseDocument> {
    let source = (option::of(source()), unknown());
    let head = (word(), source, status(), members(), unknown()).prop_map(
        |(name, (source, source_extra), status, fields, extra)| DocumentHead {
            source_extra,
            status,
            fields,
            extra,
            ..DocumentHead::new(DocumentId::new(""), &name, source)
        },
    );
    let text = text().prop_map(|text| Arc::new(Text::new(text)));
    let lists = (
        vec(span(), 0..6),
        vec(any::<Pick>(), 0..3),
        vec(section(), 0..3),
        vec(zone(), 0..3),
        vec(block(), 0..3),
        vec(relation(), 0..3),
    );
    (text, head, lists).prop_map(
        |(text, head, (spans, annotated, sections, zones, blocks, relations))| LooseDocument {
            text,
            head,
            spans,
            annotated,
            sections,
            zones,
            blocks,
            relations,
        },
    )
}

/// Fields that are stated at these places.
pub(crate) fn evidence_on(text: &Text, places: &[Pick]) -> Vec<Slot> {
    let slot = |(name, &place): (&str, _)| Slot {
        name: name.into(),
        range: stretch(text, place),
        extra: Default::default(),
    };
    ["title", "doc_number"]
        .into_iter()
        .zip(places)
        .map(slot)
        .collect()
}
