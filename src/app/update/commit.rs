//! Applying a transaction: to the project, to the history, to the journal.

use std::sync::Arc;

use reportmark_core::{
    change::{Cause, Change, Edit, Intent, Transaction, apply},
    journal::{Record, VERSION},
};

use super::{place, reveal, tell};
use crate::app::{Access, Effect, Failure, NoticeKind, Outside, Selection, State};

/// Apply a transaction and remember it. Without one nothing happens.
pub(super) fn commit(
    state: &mut State,
    transaction: Option<Transaction>,
    outside: &dyn Outside,
) -> Vec<Effect> {
    transaction.map_or_else(Vec::new, |transaction| {
        perform(state, Cause::Do, &Arc::new(transaction), outside)
    })
}

pub(super) fn undo(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let step = state.history.to_undo();
    let inverse = step.map(|step| Arc::new(step.inverse()));
    go(state, Cause::Undo, inverse, outside)
}

pub(super) fn redo(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let step = state.history.to_redo().cloned();
    go(state, Cause::Redo, step, outside)
}

/// A step of the history, back or forth; the page goes to where it happened.
fn go(
    state: &mut State,
    cause: Cause,
    step: Option<Arc<Transaction>>,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let Some(step) = step else {
        return Vec::new();
    };
    let effects = perform(state, cause, &step, outside);
    if !effects.is_empty() {
        show(state, &step);
    }
    effects
}

/// Say that nothing can be changed here.
pub(super) fn refuse(state: &mut State) -> Vec<Effect> {
    if let Access::Follows(why) = state.access {
        tell(state, NoticeKind::Warning, Failure::ReadOnly(why));
    }
    Vec::new()
}

/// Nothing but a message when it cannot be applied; then nothing has changed.
pub(super) fn perform(
    state: &mut State,
    cause: Cause,
    transaction: &Arc<Transaction>,
    outside: &dyn Outside,
) -> Vec<Effect> {
    if !state.access.may_change() {
        return refuse(state);
    }
    let text = state.document().map(|document| Arc::clone(&document.text));
    match apply(&state.project, &state.texts, transaction) {
        Ok(project) => state.project = project,
        Err(conflict) => {
            tell(state, NoticeKind::Error, Failure::Conflict(conflict));
            return Vec::new();
        }
    }
    state.history.follow(cause, transaction);
    // What a span was given beside being made does not make void what was said of making it.
    if transaction.intent != Intent::Fill {
        state.notices.retain(|notice| !notice.what.passes());
    }
    state.sequence += 1;
    state.since_snapshot += 1;
    state.save.made = state.sequence;
    let at = outside.now();
    state.disk.handed.since.get_or_insert_with(|| at.clone());
    let mut effects = vec![Effect::Append(Arc::new(Record {
        version: VERSION,
        sequence: state.sequence,
        at,
        cause,
        transaction: Arc::clone(transaction),
    }))];
    effects.extend(super::keeping::snapshot_in_time(state.since_snapshot));
    place::begin_anew_if_replaced(state, text.as_deref());
    place::leave_if_gone(state);
    if matches!(&state.selection, Selection::Span(_)) && state.selected_span().is_none() {
        state.selection = Selection::Nothing;
    }
    effects
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
