//! A project that is worked on and kept, as the page does it.

use std::sync::Arc;

use proptest::{collection::vec, prelude::*};
use reportmark_core::{
    change::{Cause, Transaction, apply},
    journal::{self, Encoded, Record, Sequence, Snapshots, Stored},
    model::{Project, Texts, Timestamp},
};

use super::{
    document::document,
    step::{Step, step, transaction},
};

/// Work: steps, each with whether a snapshot is taken after it. Mostly there are documents to
/// work on from the beginning.
pub(crate) fn work(steps: usize) -> impl Strategy<Value = Vec<(Step, bool)>> {
    let open = vec(document(), 1..3).prop_map(Step::Open);
    let first = prop_oneof![7 => open, 1 => step()];
    let one = |step| (step, prop::bool::weighted(0.15));
    (one(first.boxed()), vec(one(step().boxed()), 0..steps)).prop_map(|(first, mut steps)| {
        steps.insert(0, first);
        steps
    })
}

/// What was kept, and what it was kept of.
#[derive(Default)]
pub(crate) struct Kept {
    pub(crate) project: Project,
    pub(crate) texts: Texts,
    pub(crate) stored: Stored,
    /// What each record did.
    pub(crate) done: Vec<Arc<Transaction>>,
    snapshots: Snapshots,
}

impl Kept {
    /// Work from an empty project on.
    pub(crate) fn by(work: &[(Step, bool)]) -> Self {
        let mut kept = Self::default();
        for (fresh, (step, snapshot)) in work.iter().enumerate() {
            let made = transaction(&kept.project, &mut kept.texts, step, fresh);
            if let Some(transaction) = made {
                kept.append(transaction.into());
            }
            if *snapshot {
                kept.snapshot();
            }
        }
        kept
    }

    /// The number of the last record.
    pub(crate) fn sequence(&self) -> Sequence {
        self.done.len() as Sequence
    }

    fn append(&mut self, transaction: Arc<Transaction>) {
        self.project = apply(&self.project, &self.texts, &transaction).unwrap();
        self.done.push(Arc::clone(&transaction));
        let record = Record {
            version: journal::VERSION,
            sequence: self.sequence(),
            at: Timestamp::new("2026-11-22T09:30:00Z"),
            cause: Cause::Do,
            transaction,
        };
        let bytes = journal::encode(&record);
        assert_eq!(bytes[4..], serde_json::to_vec(&record).unwrap());
        assert_eq!(journal::decode(&bytes), Ok(record));
        self.stored.journal.insert(self.sequence(), bytes);
    }

    pub(crate) fn snapshot(&mut self) {
        let snapshot = self.snapshots.take(&self.project, self.sequence());
        let encode = |(key, document): (_, Arc<_>)| {
            let bytes = Encoded::of_document(&document).into_bytes();
            assert_eq!(bytes[4..], serde_json::to_vec(&document.to_data()).unwrap());
            (key, bytes)
        };
        let parts = snapshot.parts.into_iter().map(encode);
        self.stored.parts.extend(parts);
        self.stored.heads.insert(snapshot.sequence, snapshot.head);
        for part in &snapshot.needs {
            assert!(self.stored.parts.contains_key(part), "{part} is not kept");
        }
    }
}
