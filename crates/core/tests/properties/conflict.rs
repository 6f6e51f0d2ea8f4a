//! A transaction that was made for another state is refused as a whole.

use std::sync::Arc;

use proptest::prelude::*;
use reportmark_core::{
    change::{Change, Conflict, Edit, Intent, Swap, Transaction, apply},
    model::{
        Block, BlockId, Document, DocumentData, DocumentHead, DocumentId, DocumentStatus, Project,
        Section, Slot, Span, SpanId, Tense, Texts, Timestamp, Zone, ZoneKind,
    },
    scheme::{LabelId, Scheme},
    text::{Offset, Text, TextHash, TextRange},
};
use serde_json::Value;

use crate::support::{
    project::project,
    step::{raw_step, step, transaction},
    text::outside,
};

fn only(change: Change) -> Transaction {
    Transaction {
        intent: Intent::Open,
        changes: vec![change],
    }
}

/// The same change, made for a state that is another one.
fn for_another_state(change: &Change) -> Change {
    match change.clone() {
        Change::Add(place, mut document) => {
            document.text = TextHash::of(b"not here");
            Change::Add(place, document)
        }
        Change::Remove(place, mut document) => {
            document.head.name = format!("{}x", document.head.name).into();
            Change::Remove(place, document)
        }
        Change::Scheme(mut swap) => {
            let other = Scheme {
                id: format!("{}x", swap.before.id),
                ..Scheme::clone(&swap.before)
            };
            swap.before = Arc::new(other);
            Change::Scheme(swap)
        }
        Change::Extra(mut swap) => {
            Arc::make_mut(&mut swap.before).insert("another".into(), Value::Null);
            Change::Extra(swap)
        }
        Change::Edit(id, edit) => Change::Edit(id, Box::new(edit_of_another_state(*edit))),
    }
}

fn edit_of_another_state(edit: Edit) -> Edit {
    match edit {
        Edit::Name(mut swap) => {
            swap.before = format!("{}x", swap.before).into();
            Edit::Name(swap)
        }
        Edit::Status(mut swap) => {
            swap.before = match swap.before {
                DocumentStatus::New => DocumentStatus::Done,
                _ => DocumentStatus::New,
            };
            Edit::Status(swap)
        }
        Edit::Binned(mut swap) => {
            let binned = swap.before.is_some();
            swap.before = (!binned).then(|| Timestamp::new("another"));
            Edit::Binned(swap)
        }
        Edit::Fields(mut swap) => {
            swap.before.insert("another".into(), Value::Null);
            Edit::Fields(swap)
        }
        Edit::Evidence(mut swap) => {
            swap.before.push(Slot {
                name: "another".into(),
                range: TextRange::empty(Offset::ZERO),
                extra: Default::default(),
            });
            Edit::Evidence(swap)
        }
        Edit::AnnotatedRanges(mut swap) => {
            swap.before.push(TextRange::empty(Offset::ZERO));
            Edit::AnnotatedRanges(swap)
        }
        Edit::Sections(mut swap) => {
            let before = Arc::make_mut(&mut swap.before);
            before.push(section(TextRange::empty(Offset::ZERO)));
            Edit::Sections(swap)
        }
        Edit::Zones(mut swap) => {
            swap.before.push(zone(TextRange::empty(Offset::ZERO)));
            Edit::Zones(swap)
        }
        Edit::Span(Swap { before, after }) => {
            let before = before.or_else(|| after.clone()).map(|span| {
                let note = format!("{}x", span.note).into();
                Arc::new(Span {
                    note,
                    ..Span::clone(&span)
                })
            });
            Edit::Span(Swap { before, after })
        }
        Edit::Block(place, Swap { before, after }) => {
            let before = before.or_else(|| after.clone()).map(|block| Block {
                id: BlockId::new("another"),
                ..block
            });
            Edit::Block(place, Swap { before, after })
        }
        Edit::Relation(place, Swap { before, after }) => {
            let before = before.or_else(|| after.clone()).map(|mut relation| {
                relation.kind = format!("{}x", relation.kind).into();
                relation
            });
            Edit::Relation(place, Swap { before, after })
        }
    }
}

/// Whether a change says anything at all: a span that neither was nor is there does not.
fn says_something(change: &Change) -> bool {
    let nothing = |edit: &Edit| match edit {
        Edit::Span(swap) => swap.before.is_none() && swap.after.is_none(),
        Edit::Block(_, swap) => swap.before.is_none() && swap.after.is_none(),
        Edit::Relation(_, swap) => swap.before.is_none() && swap.after.is_none(),
        _ => false,
    };
    !matches!(change, Change::Edit(_, edit) if nothing(edit))
}

proptest! {
    #[test]
    fn a_change_for_another_state_is_refused(
        (project, mut texts) in project(),
        step in prop_oneof![1 => step(), 3 => raw_step()],
    ) {
        let Some(made) = transaction(&project, &mut texts, &step, 0) else {
            return Ok(());
        };
        for (nth, change) in made.changes.iter().enumerate() {
            if !says_something(change) {
                continue;
            }
            // What comes before it is right and must not be left behind; the project that was
            // passed in cannot change.
            let mut wrong = made.clone();
            wrong.changes[nth] = for_another_state(change);
            let refused = apply(&project, &texts, &wrong);
            match (change, &refused) {
                (Change::Add(..), Err(Conflict::Text { .. })) => {}
                (Change::Add(..), _) | (_, Ok(_)) => prop_assert!(false, "{refused:?}"),
                (_, Err(conflict)) => {
                    prop_assert!(matches!(conflict, Conflict::Differs { .. }), "{conflict:?}");
                }
            }
        }
    }

    #[test]
    fn a_transaction_for_a_document_that_is_gone_is_refused(
        (project, mut texts) in project(),
        step in step(),
    ) {
        let Some(made) = transaction(&project, &mut texts, &step, 0) else {
            return Ok(());
        };
        let Some(id) = made.changes.first().and_then(Change::document) else {
            return Ok(());
        };
        let mut without = project.clone();
        without.documents.retain(|document| document.id() != id);
        if without.documents.len() < project.documents.len() {
            let refused = apply(&without, &texts, &made);
            prop_assert!(matches!(refused, Err(Conflict::Document { .. })), "{refused:?}");
        }
    }
}

fn section(range: TextRange) -> Section {
    Section {
        id: "h".into(),
        level: 1,
        number: String::new(),
        range,
        parent: None,
        tense: Tense::None,
        extra: Default::default(),
    }
}

fn zone(range: TextRange) -> Zone {
    Zone {
        kind: ZoneKind::Body,
        range,
        extra: Default::default(),
    }
}

fn block(scope: TextRange, bracket: Option<TextRange>) -> Block {
    Block {
        id: BlockId::new("b"),
        scope,
        bracket,
        members: vec![],
        parties: vec![],
        extra: Default::default(),
    }
}

fn span(range: TextRange, slot: TextRange) -> Span {
    let mut span = Span::manual(
        SpanId::new("s"),
        LabelId::new("target"),
        range,
        Timestamp::new(""),
    );
    span.slots.push(Slot {
        name: "value".into(),
        range: slot,
        extra: Default::default(),
    });
    span
}

fn one_document() -> (Project, Texts) {
    let text = Arc::new(Text::new("目标😀".into()));
    let head = DocumentHead::new(DocumentId::new("d"), "甲.txt", None);
    let document: Document = DocumentData::new(head, &text).with_text(&text).unwrap();
    let project = Project {
        documents: vec![Arc::new(document)],
        ..Project::default()
    };
    (project, [(text.hash().clone(), text)].into())
}

#[test]
fn ranges_that_do_not_fit_the_text_are_refused() {
    let (project, texts) = one_document();
    let text = &project.documents[0].text;
    let good = text.range();
    let inside_a_character = TextRange::between(Offset::ZERO, Offset::from_bytes(1));
    let put = |span: Span| {
        Edit::Span(Swap {
            before: None,
            after: Some(Arc::new(span)),
        })
    };
    let put_block = |block: Block| {
        let (before, after) = (None, Some(block));
        Edit::Block(0, Swap { before, after })
    };
    let accepted = |edit: Edit| {
        let change = Change::Edit(DocumentId::new("d"), Box::new(edit));
        apply(&project, &texts, &only(change)).is_ok()
    };
    let (before, after) = (vec![], vec![good]);
    assert!(accepted(put(span(good, good))));
    assert!(accepted(put_block(block(good, Some(good)))));
    assert!(accepted(Edit::AnnotatedRanges(Swap { before, after })));
    assert!(
        !accepted(put(span(TextRange::empty(Offset::ZERO), good))),
        "an empty span"
    );
    for bad in [outside(text), inside_a_character] {
        assert!(!accepted(put(span(bad, good))));
        assert!(!accepted(put(span(good, bad))));
        assert!(!accepted(put_block(block(bad, None))));
        assert!(!accepted(put_block(block(good, Some(bad)))));
        let (before, after) = (vec![], vec![good, bad]);
        assert!(!accepted(Edit::AnnotatedRanges(Swap { before, after })));
        let (before, after) = (Arc::default(), Arc::new(vec![section(bad)]));
        assert!(!accepted(Edit::Sections(Swap { before, after })));
        let (before, after) = (vec![], vec![zone(bad)]);
        assert!(!accepted(Edit::Zones(Swap { before, after })));
    }
}

#[test]
fn places_past_the_end_of_a_list_are_refused() {
    let (project, texts) = one_document();
    let range = project.documents[0].text.range();
    let edits = [
        Edit::Block(
            1,
            Swap {
                before: None,
                after: Some(block(range, None)),
            },
        ),
        Edit::Block(
            0,
            Swap {
                before: Some(block(range, None)),
                after: None,
            },
        ),
    ];
    for edit in edits {
        let change = Change::Edit(DocumentId::new("d"), Box::new(edit));
        let refused = apply(&project, &texts, &only(change));
        assert!(
            matches!(refused, Err(Conflict::Differs { .. })),
            "{refused:?}"
        );
    }
}

#[test]
fn a_document_comes_once() {
    let (project, texts) = one_document();
    let again = Change::Add(0, project.documents[0].to_data().into());
    assert_eq!(
        apply(&project, &texts, &only(again)),
        Err(Conflict::Document {
            change: "add in document d".into()
        })
    );
}
