//! Undo and redo.

use alloc::{string::String, sync::Arc, vec, vec::Vec};
use serde::Serialize;
use serde_json::Value;

use super::{Change, Edit, Intent, Swap, Transaction};
use crate::model::{DocumentData, Members, Span};

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
        if let Some(joined) = self
            .undo
            .last()
            .and_then(|last| join_notes(last, transaction).or_else(|| join_fill(last, transaction)))
        {
            self.undo.pop();
            self.undo.push(Arc::new(joined));
            return;
        }
        if self.undo.len() == STEPS {
            self.undo.remove(0);
        }
        self.undo.push(Arc::clone(transaction));
    }

    /// Make the last two steps one if both only type into the same attribute or field.
    pub fn join_written(&mut self) {
        let [.., first, second] = self.undo.as_slice() else {
            return;
        };
        if let Some(joined) = join_written(first, second) {
            self.undo.truncate(self.undo.len() - 2);
            self.undo.push(Arc::new(joined));
        }
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

/// Both as one, if both only type into the same attribute or field.
fn join_written(first: &Transaction, second: &Transaction) -> Option<Transaction> {
    if first.intent != Intent::Write || second.intent != Intent::Write {
        return None;
    }
    let ([Change::Edit(document, a), rest @ ..], [Change::Edit(other, b), more @ ..]) =
        (first.changes.as_slice(), second.changes.as_slice())
    else {
        return None;
    };
    if document != other || !rest.is_empty() || !more.is_empty() {
        return None;
    }
    let edit = match (&**a, &**b) {
        (Edit::Span(a), Edit::Span(b)) if a.after == b.before => {
            let attributes = |span: &Option<Arc<Span>>| Some(span.as_ref()?.attributes.clone());
            let written = written(&attributes(&a.before)?, &attributes(&a.after)?)?;
            let next = self::written(&attributes(&b.before)?, &attributes(&b.after)?)?;
            let (before, after) = (a.before.clone(), b.after.clone());
            (written == next).then_some(Edit::Span(Swap { before, after }))?
        }
        (Edit::Fields(a), Edit::Fields(b)) if a.after == b.before => {
            let is_same = written(&a.before, &a.after)? == written(&b.before, &b.after)?;
            let (before, after) = (a.before.clone(), b.after.clone());
            is_same.then_some(Edit::Fields(Swap { before, after }))?
        }
        _ => return None,
    };
    Some(Transaction::of(Intent::Write, document, vec![edit]))
}

/// The one member that differs.
fn written(before: &Members, after: &Members) -> Option<String> {
    let changed = |(key, value): &(&String, &Value)| before.get(*key) != Some(*value);
    let gone = before.keys().filter(|key| !after.contains_key(*key));
    let set = after.iter().filter(changed).map(|(key, _)| key);
    let mut all = set.chain(gone);
    let one = all.next()?;
    all.next().is_none().then(|| one.clone())
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

/// Both as one, if the first makes a span or gives it another label and the second only gives it what
/// its text says.
fn join_fill(first: &Transaction, second: &Transaction) -> Option<Transaction> {
    let can_join = matches!(first.intent, Intent::Tag | Intent::Relabel);
    if !can_join || second.intent != Intent::Fill {
        return None;
    }
    let mut joined = first.clone();
    // What was done to several is told of in the same order.
    let mut made = joined.changes.iter_mut();
    for filled in &second.changes {
        let Change::Edit(document, filled) = filled else {
            return None;
        };
        let Edit::Span(filled) = &**filled else {
            return None;
        };
        made.find_map(|change| match change {
            Change::Edit(other, edit) if other == document => match &mut **edit {
                Edit::Span(made) if made.after == filled.before => {
                    made.after.clone_from(&filled.after);
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
