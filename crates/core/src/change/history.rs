//! Undo and redo.

use alloc::{sync::Arc, vec::Vec};
use serde::Serialize;

use super::{Change, Edit, Intent, Transaction};
use crate::model::DocumentData;

/// How many steps are kept: more than a day of tagging without a pause makes.
const STEPS: usize = 100_000;

/// How a transaction came to be applied.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// It was made.
    Do,
    /// It takes one back.
    Undo,
    /// It does one again.
    Redo,
}

crate::from_json_name!(Cause { "do" => Do, "undo" => Undo, "redo" => Redo });

/// The steps that can be undone, and those that can be done again.
#[derive(Clone, Debug, Default)]
pub struct History {
    undo: Vec<Arc<Transaction>>,
    redo: Vec<Arc<Transaction>>,
}

impl History {
    /// Keep up with a transaction that was applied. One that takes back or does again what is not
    /// known here, such as a step older than the journal, makes all steps void.
    pub fn follow(&mut self, cause: Cause, transaction: &Arc<Transaction>) {
        match cause {
            Cause::Do => self.record(transaction),
            Cause::Undo
                if self
                    .undo
                    .last()
                    .is_some_and(|step| step.inverse() == **transaction) =>
            {
                self.redo.extend(self.undo.pop());
            }
            Cause::Redo if self.redo.last() == Some(transaction) => {
                self.undo.extend(self.redo.pop());
            }
            Cause::Undo | Cause::Redo => *self = Self::default(),
        }
    }

    /// Remember something new. What was undone before can no longer be redone. A note that is typed
    /// on becomes one step with what was typed before, and what the text of a span says one with
    /// making it.
    fn record(&mut self, transaction: &Arc<Transaction>) {
        match transaction.intent {
            // What was opened leaves by the bin, not by undo.
            Intent::Open => return,
            Intent::Purge => return self.forget(&transaction.changes),
            _ => self.redo.clear(),
        }
        if let Some(joined) = self.undo.last().and_then(|last| joined(last, transaction)) {
            self.undo.pop();
            self.undo.push(Arc::new(joined));
            return;
        }
        if self.undo.len() == STEPS {
            self.undo.remove(0);
        }
        self.undo.push(Arc::clone(transaction));
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

    /// Forget what was done to documents that are gone for good, keep what the same steps did to
    /// others, and count the places in steps without those that are gone.
    fn forget(&mut self, purged: &[Change]) {
        let gone: Vec<_> = purged
            .iter()
            .filter_map(|change| match change {
                Change::Remove(place, document) => Some((*place, &document.head.id)),
                _ => None,
            })
            .collect();
        let about_gone = |change: &Change| {
            change
                .document()
                .is_some_and(|id| gone.iter().any(|(_, other)| *other == id))
        };
        let before = |place: usize| gone.iter().filter(|(other, _)| *other < place).count();
        let is_touched = |change: &Change| {
            about_gone(change) || matches!(change, Change::Add(..) | Change::Remove(..))
        };
        for steps in [&mut self.undo, &mut self.redo] {
            for step in &mut *steps {
                if !step.changes.iter().any(is_touched) {
                    continue;
                }
                let changes = &mut Arc::make_mut(step).changes;
                changes.retain(|change| !about_gone(change));
                for change in changes {
                    if let Change::Add(place, _) | Change::Remove(place, _) = change {
                        *place -= before(*place);
                    }
                }
            }
            steps.retain(|step| !step.is_empty());
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

/// Both as one step of undo, if the second goes on with what the first began: what a span says is read
/// when it was made, more is typed into a note, an attribute or a field.
#[must_use]
pub fn joined(first: &Transaction, second: &Transaction) -> Option<Transaction> {
    let goes_on = match second.intent {
        Intent::Fill => matches!(first.intent, Intent::Tag | Intent::Relabel),
        Intent::Write => matches!(
            first.intent,
            Intent::Attribute | Intent::Fields | Intent::Write
        ),
        Intent::Note => first.intent == Intent::Note,
        _ => false,
    };
    if !goes_on {
        return None;
    }
    let mut joined = first.clone();
    // What was done to several is gone on with in the same order.
    let mut made = joined.changes.iter_mut();
    for change in &second.changes {
        let Change::Edit(document, next) = change else {
            return None;
        };
        made.find_map(|change| match change {
            Change::Edit(own, edit) if own == document => match (&mut **edit, &**next) {
                (Edit::Span(own), Edit::Span(next)) if own.after == next.before => {
                    own.after.clone_from(&next.after);
                    Some(())
                }
                (Edit::Fields(own), Edit::Fields(next)) if own.after == next.before => {
                    own.after.clone_from(&next.after);
                    Some(())
                }
                _ => None,
            },
            _ => None,
        })?;
    }
    Some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::Swap;
    use crate::model::{
        DocumentId,
        DocumentStatus::{self, Done, InProgress, New},
    };

    fn set(before: DocumentStatus, after: DocumentStatus) -> Arc<Transaction> {
        let edit = Edit::Status(Swap { before, after });
        Arc::new(Transaction::of(
            Intent::Status,
            &DocumentId::new("d"),
            vec![edit],
        ))
    }

    #[test]
    fn what_is_undone_without_being_known_makes_all_steps_void() {
        let (first, second) = (set(New, InProgress), set(InProgress, Done));
        let mut history = History::default();
        history.follow(Cause::Do, &second);
        history.follow(Cause::Undo, &Arc::new(second.inverse()));
        assert_eq!(history.to_redo(), Some(&second));
        // Of before the journal that is left.
        history.follow(Cause::Undo, &Arc::new(first.inverse()));
        assert_eq!((history.to_undo(), history.to_redo()), (None, None));
        history.follow(Cause::Redo, &first);
        assert_eq!((history.to_undo(), history.to_redo()), (None, None));
    }
}
