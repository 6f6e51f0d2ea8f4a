//! Undo and redo.

use alloc::{sync::Arc, vec, vec::Vec};

use super::{Change, Edit, Intent, Swap, Transaction};
use crate::model::{DocumentData, DocumentId};

/// How many steps are kept: more than a day of tagging without a pause makes.
const STEPS: usize = 100_000;

/// The steps that can be undone, and those that can be done again.
#[derive(Clone, Debug, Default)]
pub struct History {
    undo: Vec<Arc<Transaction>>,
    redo: Vec<Arc<Transaction>>,
}

impl History {
    /// Remember a transaction that was applied. What was undone before can no longer be redone.
    ///
    /// A note that is typed on becomes one step with what was typed before.
    pub fn record(&mut self, transaction: Arc<Transaction>) {
        self.redo.clear();
        if let Some(joined) = self
            .undo
            .last()
            .and_then(|last| join_notes(last, &transaction))
        {
            self.undo.pop();
            self.undo.push(Arc::new(joined));
            return;
        }
        if self.undo.len() == STEPS {
            self.undo.remove(0);
        }
        self.undo.push(transaction);
    }

    /// The step that undo would take back.
    #[must_use]
    pub fn to_undo(&self) -> Option<&Arc<Transaction>> {
        self.undo.last()
    }

    /// The step that redo would do again.
    #[must_use]
    pub fn to_redo(&self) -> Option<&Arc<Transaction>> {
        self.redo.last()
    }

    /// [`to_undo`](Self::to_undo) was taken back.
    pub fn undone(&mut self) {
        self.redo.extend(self.undo.pop());
    }

    /// [`to_redo`](Self::to_redo) was done again.
    pub fn redone(&mut self) {
        self.undo.extend(self.redo.pop());
    }

    /// Forget the steps of documents that are gone for good, each with the place it had in the
    /// list, and count the places in other steps without them.
    pub fn forget(&mut self, gone: &[(usize, DocumentId)]) {
        let about_gone = |change: &Change| {
            change
                .document()
                .is_some_and(|id| gone.iter().any(|(_, other)| other == id))
        };
        let before = |place: usize| gone.iter().filter(|(other, _)| *other < place).count();
        for steps in [&mut self.undo, &mut self.redo] {
            steps.retain(|step| !step.changes.iter().any(about_gone));
            for step in steps {
                let moves =
                    |change: &Change| matches!(change, Change::Add(..) | Change::Remove(..));
                if !step.changes.iter().any(moves) {
                    continue;
                }
                for change in &mut Arc::make_mut(step).changes {
                    if let Change::Add(place, _) | Change::Remove(place, _) = change {
                        *place -= before(*place);
                    }
                }
            }
        }
    }

    /// The documents that a step would put into the list. Their texts are still needed.
    pub fn documents(&self) -> impl Iterator<Item = &DocumentData> {
        let changes = self.undo.iter().chain(&self.redo);
        changes
            .flat_map(|step| &step.changes)
            .filter_map(|change| match change {
                Change::Add(_, document) | Change::Remove(_, document) => Some(&**document),
                _ => None,
            })
    }
}

/// Both as one, if both only write the note of the same span.
fn join_notes(first: &Transaction, second: &Transaction) -> Option<Transaction> {
    if first.intent != Intent::Note || second.intent != Intent::Note {
        return None;
    }
    let ([Change::Edit(document, a)], [Change::Edit(other, b)]) =
        (first.changes.as_slice(), second.changes.as_slice())
    else {
        return None;
    };
    match (&**a, &**b) {
        (Edit::Span(a), Edit::Span(b)) if document == other && a.after == b.before => {
            let edit = Edit::Span(Swap {
                before: a.before.clone(),
                after: b.after.clone(),
            });
            Some(Transaction::of(Intent::Note, document, vec![edit]))
        }
        _ => None,
    }
}
