//! Random steps of work: the edits of an annotator, and raw changes of every kind.

use std::sync::Arc;

use proptest::{collection::vec, option, prelude::*, sample::select};
use reportmark_core::{
    change::{
        Change, Edit, Intent, Swap, Transaction, apply,
        edit::{self, Direction, End},
    },
    collections::List,
    model::{
        Certainty, Document, DocumentId, DocumentStatus, Members, Project, SpanId, Texts, Timestamp,
    },
    scheme::{LabelId, Scheme},
    text::TextRange,
};

use unicode_segmentation::UnicodeSegmentation as _;

use super::{
    document::{
        LooseBlock, LooseDocument, LooseRelation, LooseSection, LooseSpan, LooseZone, block,
        block_on, document, evidence_on, id, label, pick, relation, relation_between, section,
        sections_on, span, status, timestamp, zone, zone_on,
    },
    json::{members, unknown, word},
    project::scheme,
    text::{Pick, stretch},
};

/// Which document, and which of its spans, whatever is there.
type Which = (u16, u16);

/// Something done to a project.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Tag(u16, Pick, LabelId),
    Relabel(Which, LabelId),
    Note(Which, String),
    Certainty(Which, Certainty),
    MoveEnd(Which, End, Direction),
    Resize(Which, Pick),
    Untag(u16, Vec<u16>),
    TagAll(Vec<Pick>, LabelId),
    UntagAll(Vec<Pick>, Option<LabelId>),
    Status(u16, DocumentStatus),
    Rename(u16, String),
    Bin(u16),
    Restore(u16),
    Open(Vec<LooseDocument>),
    Reopen(u16, Box<LooseDocument>),
    Purge,
    Raw(Vec<Raw>),
}

/// One change of a transaction that no button makes.
#[derive(Clone, Debug)]
pub(crate) enum Raw {
    Name(u16, String),
    Status(u16, DocumentStatus),
    Binned(u16, Option<Timestamp>),
    Fields(u16, Members),
    Annotated(u16, Vec<Pick>),
    Evidence(u16, Vec<Pick>),
    Sections(u16, Vec<LooseSection>),
    Zones(u16, Vec<LooseZone>),
    PutSpan(u16, u16, Box<LooseSpan>),
    TakeSpan(Which),
    AddBlock(u16, u16, LooseBlock),
    ChangeBlock(u16, u16, LooseBlock),
    TakeBlock(u16, u16),
    AddRelation(u16, u16, LooseRelation),
    ChangeRelation(u16, u16, LooseRelation),
    TakeRelation(u16, u16),
    Add(u16, Box<LooseDocument>),
    Remove(u16),
    Scheme(Box<Scheme>),
    Extra(Members),
}

pub(crate) fn step() -> impl Strategy<Value = Step> {
    let one = any::<u16>;
    let which = any::<Which>;
    let certainty = select(&[Certainty::Sure, Certainty::Unsure][..]);
    let end = select(&[End::Start, End::End][..]);
    let direction = select(&[Direction::Back, Direction::Forward][..]);
    prop_oneof![
        6 => (one(), any::<Pick>(), label()).prop_map(|(at, range, label)| Step::Tag(at, range, label)),
        2 => (which(), label()).prop_map(|(at, label)| Step::Relabel(at, label)),
        3 => (which(), word()).prop_map(|(at, note)| Step::Note(at, note)),
        1 => (which(), certainty).prop_map(|(at, certainty)| Step::Certainty(at, certainty)),
        3 => (which(), end, direction).prop_map(|(at, end, way)| Step::MoveEnd(at, end, way)),
        1 => (which(), any::<Pick>()).prop_map(|(at, range)| Step::Resize(at, range)),
        2 => (one(), vec(one(), 1..4)).prop_map(|(at, spans)| Step::Untag(at, spans)),
        2 => (vec(any::<Pick>(), 1..4), label()).prop_map(|(at, label)| Step::TagAll(at, label)),
        1 => (vec(any::<Pick>(), 1..4), option::of(label())).prop_map(|(at, label)| Step::UntagAll(at, label)),
        1 => (one(), status()).prop_map(|(at, status)| Step::Status(at, status)),
        1 => (one(), word()).prop_map(|(at, name)| Step::Rename(at, name)),
        2 => one().prop_map(Step::Bin),
        1 => one().prop_map(Step::Restore),
        2 => vec(document(), 1..3).prop_map(Step::Open),
        1 => (one(), document()).prop_map(|(at, new)| Step::Reopen(at, Box::new(new))),
        1 => Just(Step::Purge),
        4 => raw_step(),
    ]
}

/// A step that no button makes.
pub(crate) fn raw_step() -> impl Strategy<Value = Step> {
    vec(raw(), 1..4).prop_map(Step::Raw)
}

fn raw() -> impl Strategy<Value = Raw> {
    let one = any::<u16>;
    prop_oneof![
        (one(), word()).prop_map(|(at, name)| Raw::Name(at, name)),
        (one(), status()).prop_map(|(at, status)| Raw::Status(at, status)),
        (one(), option::of(timestamp())).prop_map(|(at, moment)| Raw::Binned(at, moment)),
        (one(), members()).prop_map(|(at, fields)| Raw::Fields(at, fields)),
        (one(), vec(any::<Pick>(), 0..3)).prop_map(|(at, ranges)| Raw::Annotated(at, ranges)),
        (one(), vec(any::<Pick>(), 0..3)).prop_map(|(at, places)| Raw::Evidence(at, places)),
        (one(), vec(section(), 0..3)).prop_map(|(at, sections)| Raw::Sections(at, sections)),
        (one(), vec(zone(), 0..3)).prop_map(|(at, zones)| Raw::Zones(at, zones)),
        (one(), one(), span()).prop_map(|(at, n, span)| Raw::PutSpan(at, n, Box::new(span))),
        any::<Which>().prop_map(Raw::TakeSpan),
        (one(), one(), block()).prop_map(|(at, nth, block)| Raw::AddBlock(at, nth, block)),
        (one(), one(), block()).prop_map(|(at, nth, block)| Raw::ChangeBlock(at, nth, block)),
        (one(), one()).prop_map(|(at, nth)| Raw::TakeBlock(at, nth)),
        (one(), one(), relation()).prop_map(|(at, nth, new)| Raw::AddRelation(at, nth, new)),
        (one(), one(), relation()).prop_map(|(at, nth, new)| Raw::ChangeRelation(at, nth, new)),
        (one(), one()).prop_map(|(at, nth)| Raw::TakeRelation(at, nth)),
        (one(), document()).prop_map(|(at, new)| Raw::Add(at, Box::new(new))),
        one().prop_map(Raw::Remove),
        scheme().prop_map(|scheme| Raw::Scheme(Box::new(scheme))),
        unknown().prop_map(Raw::Extra),
    ]
}

/// What a step would change in a project. None when it would change nothing. `fresh` is a number
/// that no other step has; texts of documents to come are put among `texts`.
pub(crate) fn transaction(
    project: &Project,
    texts: &mut Texts,
    step: &Step,
    fresh: usize,
) -> Option<Transaction> {
    let document = |at: u16| pick(&project.documents, at);
    let which = |(at, nth): Which| {
        let document = document(at)?;
        Some((document, pick(&spans(document), nth)?.clone()))
    };
    let now = Timestamp::new(&format!("moment {fresh}"));
    match step {
        Step::Tag(at, range, label) => {
            let document = document(*at)?;
            let range = stretch(&document.text, *range);
            edit::tag(document, range, label, SpanId::new(&id("t", fresh)), now)
        }
        Step::Relabel(at, label) => {
            let (document, span) = which(*at)?;
            edit::relabel(document, &span, label, &now)
        }
        Step::Note(at, note) => {
            let (document, span) = which(*at)?;
            edit::note(document, &span, note, &now)
        }
        Step::Certainty(at, certainty) => {
            let (document, span) = which(*at)?;
            edit::certainty(document, &span, *certainty, &now)
        }
        Step::MoveEnd(at, end, direction) => {
            let (document, span) = which(*at)?;
            edit::move_end(document, &span, *end, *direction, &clusters, &now)
        }
        Step::Resize(at, range) => {
            let (document, span) = which(*at)?;
            edit::resize(document, &span, stretch(&document.text, *range), &now)
        }
        Step::Untag(at, picks) => {
            let document = document(*at)?;
            let spans = spans(document);
            let ids: Vec<_> = picks
                .iter()
                .filter_map(|&n| pick(&spans, n).cloned())
                .collect();
            edit::untag(document, &ids)
        }
        Step::TagAll(picks, label) => {
            let mut nth = 0;
            let mut fresh_id = || {
                nth += 1;
                SpanId::new(&id("a", fresh * 64 + nth))
            };
            edit::tag_all(&everywhere(project, picks), label, &mut fresh_id, &now)
        }
        Step::UntagAll(picks, label) => {
            edit::untag_all(&everywhere(project, picks), label.as_ref())
        }
        Step::Status(at, status) => edit::set_status(document(*at)?, *status),
        Step::Rename(at, name) => edit::rename(document(*at)?, name),
        Step::Bin(at) => edit::bin(document(*at)?, now),
        Step::Restore(at) => edit::restore(document(*at)?),
        Step::Open(documents) => {
            let named = documents.iter().enumerate().map(|(nth, document)| {
                put_text(texts, document);
                document.named(DocumentId::new(&id("o", fresh * 8 + nth)))
            });
            Some(edit::open(project, named.collect()))
        }
        Step::Reopen(at, new) => {
            put_text(texts, new);
            let old = document(*at)?.id();
            edit::reopen(project, old, new.named(old.clone()))
        }
        Step::Purge => edit::purge(project),
        Step::Raw(changes) => raw_transaction(project, texts, changes, fresh),
    }
}

/// Stretches of every document, in order.
fn everywhere<'a>(project: &'a Project, picks: &[Pick]) -> Vec<(&'a Document, Vec<TextRange>)> {
    let in_one = |document: &'a Arc<Document>| {
        let stretches = picks.iter().map(|&pick| stretch(&document.text, pick));
        let mut stretches: Vec<_> = stretches.collect();
        stretches.sort();
        (&**document, stretches)
    };
    project.documents.iter().map(in_one).collect()
}

/// Where characters end, as a user sees them.
pub(crate) fn clusters(text: &str) -> Vec<usize> {
    let clusters = text.grapheme_indices(true);
    clusters.map(|(at, cluster)| at + cluster.len()).collect()
}

fn raw_transaction(
    project: &Project,
    texts: &mut Texts,
    changes: &[Raw],
    fresh: usize,
) -> Option<Transaction> {
    let mut transaction = Transaction {
        intent: Intent::Open,
        changes: Vec::new(),
    };
    let mut so_far = project.clone();
    for (nth, raw) in changes.iter().enumerate() {
        let Some(change) = raw_change(&so_far, texts, raw, fresh * 8 + nth) else {
            continue;
        };
        let one = Transaction {
            intent: Intent::Open,
            changes: vec![change],
        };
        so_far = apply(&so_far, texts, &one).unwrap();
        transaction.changes.extend(one.changes);
    }
    (!transaction.is_empty()).then_some(transaction)
}

fn raw_change(project: &Project, texts: &mut Texts, raw: &Raw, fresh: usize) -> Option<Change> {
    let document = |at: u16| pick(&project.documents, at);
    let change = |at: u16, edit: &dyn Fn(&Document) -> Option<Edit>| {
        let document = document(at)?;
        Some(Change::Edit(
            document.id().clone(),
            Box::new(edit(document)?),
        ))
    };
    match raw {
        Raw::Name(at, name) => change(*at, &|d| {
            Some(Edit::Name(swap(&d.head.name, name.as_str().into())))
        }),
        Raw::Status(at, status) => {
            change(*at, &|d| Some(Edit::Status(swap(&d.head.status, *status))))
        }
        Raw::Binned(at, moment) => change(*at, &|d| {
            Some(Edit::Binned(swap(&d.head.binned_at, moment.clone())))
        }),
        Raw::Fields(at, fields) => change(*at, &|d| {
            Some(Edit::Fields(swap(&d.head.fields, fields.clone())))
        }),
        Raw::Annotated(at, ranges) => change(*at, &|d| {
            let after = ranges
                .iter()
                .map(|&range| stretch(&d.text, range))
                .collect();
            Some(Edit::AnnotatedRanges(swap(&d.head.annotated_ranges, after)))
        }),
        Raw::Sections(at, new) => change(*at, &|d| {
            let after = Arc::new(sections_on(&d.text, new));
            Some(Edit::Sections(swap(&d.head.sections, after)))
        }),
        Raw::Evidence(at, places) => change(*at, &|d| {
            let after = evidence_on(&d.text, places);
            Some(Edit::Evidence(swap(&d.head.evidence, after)))
        }),
        Raw::Zones(at, new) => change(*at, &|d| {
            let after = new.iter().map(|zone| zone_on(&d.text, zone)).collect();
            Some(Edit::Zones(swap(&d.head.zones, after)))
        }),
        Raw::PutSpan(at, nth, span) => change(*at, &|d| {
            // Now a new one, now one that replaces another.
            let id = match nth % 2 {
                0 => SpanId::new(&id("p", fresh)),
                _ => pick(&spans(d), *nth)?.clone(),
            };
            Some(Edit::Span(Swap {
                before: d.spans.get(&id).cloned(),
                after: Some(Arc::new(span.on(&d.text, id)?)),
            }))
        }),
        Raw::TakeSpan((at, nth)) => change(*at, &|d| {
            let before = d.spans.get(pick(&spans(d), *nth)?).cloned();
            Some(Edit::Span(Swap {
                before,
                after: None,
            }))
        }),
        Raw::AddBlock(at, nth, block) => change(*at, &|d| {
            let after = Some(block_on(&d.text, &spans(d), fresh + 100, block));
            let place = usize::from(*nth) % (d.head.blocks.len() + 1);
            Some(Edit::Block(
                place,
                Swap {
                    before: None,
                    after,
                },
            ))
        }),
        Raw::ChangeBlock(at, nth, block) => change(*at, &|d| {
            let (place, before) = place(&d.head.blocks, *nth)?;
            let after = Some(block_on(&d.text, &spans(d), fresh + 100, block));
            Some(Edit::Block(place, Swap { before, after }))
        }),
        Raw::TakeBlock(at, nth) => change(*at, &|d| {
            let (place, before) = place(&d.head.blocks, *nth)?;
            Some(Edit::Block(
                place,
                Swap {
                    before,
                    after: None,
                },
            ))
        }),
        Raw::AddRelation(at, nth, relation) => change(*at, &|d| {
            let after = relation_between(&spans(d), &[], fresh + 100, relation);
            let place = usize::from(*nth) % (d.head.relations.len() + 1);
            Some(Edit::Relation(
                place,
                Swap {
                    before: None,
                    after,
                },
            ))
        }),
        Raw::ChangeRelation(at, nth, relation) => change(*at, &|d| {
            let (place, before) = place(&d.head.relations, *nth)?;
            let after = relation_between(&spans(d), &[], fresh + 100, relation);
            Some(Edit::Relation(place, Swap { before, after }))
        }),
        Raw::TakeRelation(at, nth) => change(*at, &|d| {
            let (place, before) = place(&d.head.relations, *nth)?;
            Some(Edit::Relation(
                place,
                Swap {
                    before,
                    after: None,
                },
            ))
        }),
        Raw::Add(at, new) => {
            put_text(texts, new);
            let at = usize::from(*at) % (project.documents.len() + 1);
            let id = DocumentId::new(&id("n", fresh));
            Some(Change::Add(at, new.named(id).into()))
        }
        Raw::Remove(at) => {
            let id = document(*at)?.id();
            let data = project.document(id)?.to_data();
            Some(Change::Remove(project.index_of(id)?, data.into()))
        }
        Raw::Scheme(scheme) => Some(Change::Scheme(Swap {
            before: Arc::clone(&project.scheme),
            after: Arc::new(Scheme::clone(scheme)),
        })),
        Raw::Extra(members) => Some(Change::Extra(Swap {
            before: Arc::clone(&project.extra),
            after: Arc::new(members.clone()),
        })),
    }
}

fn swap<T: Clone>(before: &T, after: T) -> Swap<T> {
    Swap {
        before: before.clone(),
        after,
    }
}

fn place<T: Clone>(list: &List<T>, nth: u16) -> Option<(usize, Option<T>)> {
    let place = usize::from(nth).checked_rem(list.len())?;
    Some((place, list.get(place).cloned()))
}

fn spans(document: &Document) -> Vec<SpanId> {
    document.spans.iter().map(|span| span.id.clone()).collect()
}

fn put_text(texts: &mut Texts, document: &LooseDocument) {
    texts.insert(document.text().hash().clone(), Arc::clone(document.text()));
}
