//! Going back to an earlier state, which is a new change.

use reportmark_core::{
    change::{Change, Edit, Transaction, between},
    journal::Past,
    model::DocumentId,
    text::TextRange,
};

use super::{caret, close_dialog, commit::commit, place, reveal, tell};
use crate::app::{Effect, Hint, NoticeKind, Outside, Selection, State};

/// Make the project what it was, or one document of it, and show the first place that changed.
pub(super) fn go_back(
    state: &mut State,
    then: &Past,
    only: Option<&DocumentId>,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let step = between(&state.project, &then.project, only, &outside.now());
    if step.is_empty() {
        return tell(state, NoticeKind::Info, Hint::SameAsThen.into());
    }
    // Where it cannot be, why not is said in the dialog.
    if state.access.may_change() {
        close_dialog(state);
    }
    let effects = commit(state, Some(step.clone()), outside);
    if !effects.is_empty() {
        show_first(state, &step);
        let gone = only.map_or_else(|| then.gone().count(), |_| 0);
        tell(state, NoticeKind::Info, Hint::Returned(gone).into());
    }
    effects
}

/// Go to the first place that a step changed in a document that is there.
fn show_first(state: &mut State, step: &Transaction) {
    let is_there = |id: &&DocumentId| {
        let document = state.project.document(id);
        document.is_some_and(|document| document.head.binned_at.is_none())
    };
    let changed = || step.changes.iter().filter_map(Change::document);
    // Better where one is than in another one.
    let here = changed().find(|id| state.current.as_ref() == Some(*id));
    let Some(id) = here.or_else(|| changed().find(is_there)).cloned() else {
        return;
    };
    if state.current.as_ref() != Some(&id) {
        place::go_to(state, id.clone());
    }
    // Spans come in the order of the text.
    let first = step.changes.iter().find_map(|change| match change {
        Change::Edit(document, edit) if *document == id => match &**edit {
            Edit::Span(swap) => Some(swap),
            _ => None,
        },
        _ => None,
    });
    if let Some(swap) = first {
        if let Some(after) = &swap.after {
            state.selection = Selection::Span(after.id.clone());
            reveal(state, after.range);
        } else if let Some(before) = &swap.before {
            state.selection = caret(before.range.start());
            reveal(state, TextRange::empty(before.range.start()));
        }
    }
}
