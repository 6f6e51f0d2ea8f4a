//! Any earlier state is found again, and becomes the present one by a change.

use std::collections::BTreeSet;

use proptest::{prelude::*, sample::Index};
use reportmark_core::{
    change::{Intent, Transaction, apply, between},
    journal::{Past, decode},
    model::{DocumentId, Project, Texts, Timestamp},
};

use crate::support::{
    project::project,
    step::{Step, step, transaction},
    store::{Kept, work},
};

fn moment() -> Timestamp {
    Timestamp::new("2026-11-28T06:00:00Z")
}

/// The project as it was, with those of now that it did not have in the bin.
fn with_later_ones_binned(now: &Project, then: &Project) -> BTreeSet<String> {
    let mut expected: BTreeSet<String> = then.documents.iter().map(|own| line(own)).collect();
    for document in &now.documents {
        if then.document(document.id()).is_none() {
            let mut later = (**document).clone();
            let head = std::sync::Arc::make_mut(&mut later.head);
            head.binned_at = head.binned_at.take().or(Some(moment()));
            expected.insert(line(&later));
        }
    }
    expected
}

fn line(document: &reportmark_core::model::Document) -> String {
    serde_json::to_string(&document.to_data()).unwrap()
}

/// Whether the documents that both have are listed in the same order.
fn are_in_order(one: &Project, other: &Project) -> bool {
    let of = |project: &Project, also: &Project| -> Vec<DocumentId> {
        let own = project.documents.iter().map(|own| own.id().clone());
        own.filter(|id| also.document(id).is_some()).collect()
    };
    of(one, other) == of(other, one)
}

#[track_caller]
fn check_between(
    now: &Project,
    then: &Project,
    texts: &Texts,
) -> Result<Transaction, TestCaseError> {
    let back = between(now, then, None, &moment());
    prop_assert_eq!(back.intent, Intent::Return);
    let after = apply(now, texts, &back).unwrap();
    prop_assert_eq!(&after.scheme, &then.scheme);
    prop_assert_eq!(&after.extra, &then.extra);
    let found: BTreeSet<String> = after.documents.iter().map(|own| line(own)).collect();
    prop_assert_eq!(found, with_later_ones_binned(now, then));
    if are_in_order(now, then) {
        prop_assert!(are_in_order(&after, then));
    }
    // It can be undone, and done once more there is nothing left of it.
    prop_assert_eq!(&apply(&after, texts, &back.inverse()).unwrap(), now);
    prop_assert!(between(&after, then, None, &moment()).is_empty());
    Ok(back)
}

proptest! {
    #[test]
    fn going_back_by_inverses_comes_to_what_was_there(work in work(20), to in any::<Index>()) {
        let mut states = vec![Project::default()];
        let mut texts = Texts::new();
        for (fresh, (step, _)) in work.iter().enumerate() {
            let now = states.last().unwrap();
            if let Some(made) = transaction(now, &mut texts, step, fresh) {
                let after = apply(now, &texts, &made).unwrap();
                states.push(after);
            }
        }
        let kept = Kept::by(&work);
        prop_assert_eq!(states.last(), Some(&kept.project));
        let to = to.index(states.len());
        let mut past = Past::from(&kept.project);
        for bytes in kept.stored.journal.values().rev().take(states.len() - 1 - to) {
            past = past.before(&kept.texts, &decode(bytes).unwrap().transaction).unwrap();
        }
        prop_assert_eq!(&past.project, &states[to]);
        prop_assert_eq!(past.gone().count(), 0);
        check_between(&kept.project, &past.project, &kept.texts)?;
    }

    #[test]
    fn any_state_leads_to_any_other_by_what_differs(
        (start, mut texts) in project(),
        one in prop::collection::vec(step(), 0..8),
        other in prop::collection::vec(step(), 0..8),
    ) {
        // Two ways from one project, whose documents may be replaced, moved and removed on each.
        let mut fresh = 0;
        let mut go = |steps: &[Step]| {
            let mut project = start.clone();
            for step in steps {
                fresh += 1;
                if let Some(made) = transaction(&project, &mut texts, step, fresh) {
                    project = apply(&project, &texts, &made).unwrap();
                }
            }
            project
        };
        let (now, then) = (go(&one), go(&other));
        check_between(&now, &then, &texts)?;
        prop_assert!(between(&now, &now, None, &moment()).is_empty());
    }

    #[test]
    fn one_document_goes_back_and_nothing_else(work in work(20), to in any::<Index>(), which in any::<Index>()) {
        let kept = Kept::by(&work);
        let records: Vec<_> = kept.stored.journal.values().map(|bytes| decode(bytes).unwrap()).collect();
        let mut past = Past::from(&kept.project);
        for record in records.iter().rev().take(to.index(records.len() + 1)) {
            past = past.before(&kept.texts, &record.transaction).unwrap();
        }
        let then = &past.project;
        let mut all: Vec<_> = kept.project.documents.iter().chain(&then.documents).map(|own| own.id().clone()).collect();
        all.push(DocumentId::new("of nobody"));
        let only = which.get(&all);
        let back = between(&kept.project, then, Some(only), &moment());
        prop_assert!(back.changes.iter().all(|change| change.document() == Some(only)));
        let after = apply(&kept.project, &kept.texts, &back).unwrap();
        match (then.document(only), after.document(only)) {
            (Some(was), is) => prop_assert_eq!(Some(was), is),
            (None, is) => prop_assert!(is.is_none_or(|own| own.head.binned_at.is_some())),
        }
        let others = |project: &Project| -> Vec<_> {
            project.documents.iter().filter(|own| own.id() != only).cloned().collect()
        };
        prop_assert_eq!(others(&after), others(&kept.project));
        prop_assert_eq!(apply(&after, &kept.texts, &back.inverse()).unwrap(), kept.project);
    }

    #[test]
    fn what_was_removed_for_good_is_gone_and_the_rest_is_found(work in work(20), to in any::<Index>()) {
        let kept = Kept::by(&work);
        let records: Vec<_> = kept.stored.journal.values().map(|bytes| decode(bytes).unwrap()).collect();
        // Only what is used now has its text still.
        let mut texts = kept.texts.clone();
        texts.retain(|hash, _| kept.project.documents.iter().any(|own| own.text.hash() == hash));
        let back = to.index(records.len() + 1);
        let (mut whole, mut past) = (Past::from(&kept.project), Past::from(&kept.project));
        for record in records.iter().rev().take(back) {
            whole = whole.before(&kept.texts, &record.transaction).unwrap();
            past = past.before(&texts, &record.transaction).unwrap();
        }
        let missing = whole.project.documents.iter().filter(|own| past.project.document(own.id()).is_none());
        prop_assert_eq!(missing.count(), past.gone().count());
        for document in &past.project.documents {
            prop_assert_eq!(Some(document), whole.project.document(document.id()));
        }
        prop_assert_eq!(&past.project.scheme, &whole.project.scheme);
    }
}
