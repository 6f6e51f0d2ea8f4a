//! Applying a transaction: to the project, to the history, to the journal.

use std::sync::Arc;

use reportmark_core::{
    change::{Change, Edit, Intent, Transaction, apply},
    journal::{Cause, Record, SNAPSHOT_EVERY, VERSION},
};

use super::{place, reveal, tell};
use crate::app::{Effect, Failure, NoticeKind, Outside, Selection, State};

/// Apply a transaction and remember it. Without one nothing happens.
pub(super) fn commit(
    state: &mut State,
    transaction: Option<Transaction>,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let Some(transaction) = transaction.map(Arc::new) else {
        return Vec::new();
    };
    let done = perform(state, Cause::Do, &transaction, outside);
    if let Some(effects) = done {
        // What was opened leaves by the bin, not by undo.
        if !matches!(transaction.intent, Intent::Open | Intent::Purge) {
            state.history.record(transaction);
        }
        return effects;
    }
    Vec::new()
}

pub(super) fn undo(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let Some(step) = state.history.to_undo().cloned() else {
        return Vec::new();
    };
    let inverse = Arc::new(step.inverse());
    let Some(effects) = perform(state, Cause::Undo, &inverse, outside) else {
        return Vec::new();
    };
    state.history.undone();
    show(state, &inverse);
    effects
}

pub(super) fn redo(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let Some(step) = state.history.to_redo().cloned() else {
        return Vec::new();
    };
    let Some(effects) = perform(state, Cause::Redo, &step, outside) else {
        return Vec::new();
    };
    state.history.redone();
    show(state, &step);
    effects
}

/// None, and a message, when it cannot be applied; then nothing has changed.
fn perform(
    state: &mut State,
    cause: Cause,
    transaction: &Arc<Transaction>,
    outside: &dyn Outside,
) -> Option<Vec<Effect>> {
    let text = state.document().map(|document| Arc::clone(&document.text));
    match apply(&state.project, &state.texts, transaction) {
        Ok(project) => state.project = project,
        Err(conflict) => {
            tell(state, NoticeKind::Error, Failure::Conflict(conflict));
            return None;
        }
    }
    state.notices.retain(|notice| !notice.what.passes());
    state.sequence += 1;
    state.since_snapshot += 1;
    state.save.made = state.sequence;
    let mut effects = vec![Effect::Append(Arc::new(Record {
        version: VERSION,
        sequence: state.sequence,
        at: outside.now(),
        cause,
        transaction: Arc::clone(transaction),
    }))];
    if state.since_snapshot >= SNAPSHOT_EVERY {
        state.since_snapshot = 0;
        let snapshot = state.snapshots.take(&state.project, state.sequence);
        effects.push(Effect::StoreSnapshot(Arc::new(snapshot)));
    }
    place::begin_anew_if_replaced(state, text.as_deref());
    place::leave_if_gone(state);
    if matches!(&state.selection, Selection::Span(_)) && state.selected_span().is_none() {
        state.selection = Selection::Nothing;
    }
    Some(effects)
}

/// After undo or redo: go to where it happened.
fn show(state: &mut State, transaction: &Transaction) {
    let Some(id) = transaction.changes.iter().find_map(Change::document) else {
        return;
    };
    let present = state
        .project
        .document(id)
        .is_some_and(|document| document.head.binned_at.is_none());
    if !present {
        return;
    }
    if state.current.as_ref() != Some(id) {
        place::go_to(state, id.clone());
    }
    let span = transaction
        .changes
        .iter()
        .rev()
        .find_map(|change| match change {
            Change::Edit(document, edit) if document == id => match &**edit {
                Edit::Span(swap) => Some(swap.clone()),
                _ => None,
            },
            _ => None,
        });
    if let Some(swap) = span {
        if let Some(after) = &swap.after {
            state.selection = Selection::Span(after.id.clone());
            reveal(state, after.range);
        } else if let Some(before) = &swap.before {
            state.selection = super::caret(before.range.end());
            reveal(state, before.range);
        }
    }
}
