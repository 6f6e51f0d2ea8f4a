//! The list of annotations: what is listed, and what is done to many at once.

use std::sync::Arc;

use reportmark_core::{change::edit, scheme::LabelId};

use super::{annotate, caret, commit::commit, tell};
use crate::app::{
    Action, Effect, Failure, Focus, NoticeKind, Outside, Selection, State,
    listing::{ListAction, Pick, Step},
};

pub(super) fn act(state: &mut State, action: ListAction) -> Vec<Effect> {
    let order = state.listing.order();
    match action {
        ListAction::Filter(filter) => state.listing.set(filter, order),
        ListAction::Order(order) => state.listing.set(state.listing.filter().clone(), order),
        ListAction::Window(first, count) => state.listing.window = (first, count),
        ListAction::Pick(id, how) => {
            let span = state
                .document()
                .and_then(|document| document.spans.get(&id));
            let row = span.and_then(|span| state.listing.row_of(span));
            return row.map_or_else(Vec::new, |row| pick(state, row, how));
        }
        ListAction::Go(step, how) => return pick(state, row(state, step), how),
        ListAction::PickAll => {
            let selected = state.selected_span();
            let lead = selected.filter(|span| state.listing.row_of(span).is_some());
            let lead = lead.or_else(|| state.listing.row(0));
            if let Some(id) = lead.map(|span| span.id.clone()) {
                state.listing.pick_all(id.clone());
                return annotate::select_span(state, id, false);
            }
        }
        ListAction::PickOne => {
            state.listing.pick_none();
            // As with Escape in the text.
            (state.armed, state.relating) = (None, None);
        }
    }
    Vec::new()
}

/// The row that a key leads to: from the selected span, or else to the first one in view.
fn row(state: &State, step: Step) -> usize {
    let listing = &state.listing;
    let last = listing.len().saturating_sub(1);
    let selected = state.selected_span();
    let from = selected.and_then(|span| listing.row_of(span));
    let top = || listing.row_from(state.place.top?.0);
    let near = |to: &dyn Fn(usize) -> usize| from.map(to).or_else(top).unwrap_or_default();
    let to = match step {
        Step::Up(rows) => near(&|row| row.saturating_sub(rows)),
        Step::Down(rows) => near(&|row| row + rows),
        Step::First => 0,
        Step::Last => last,
    };
    to.min(last)
}

/// Pick a row; the span in it is selected and shown.
fn pick(state: &mut State, nth: usize, how: Pick) -> Vec<Effect> {
    let selected = state.selected_span();
    let row = selected.and_then(|span| state.listing.row_of(span));
    match state.listing.pick(nth, how, row) {
        Some(id) => annotate::select_span(state, id, true),
        None => {
            state.listing.pick_none();
            state.selection = caret(state.cursor());
            Vec::new()
        }
    }
}

/// Whether more than one annotation is picked, so that an edit is for all of them.
pub(super) fn is_of_many(state: &State) -> bool {
    state.listing.picked() > 1
}

/// Give all that are picked another label. What cannot have it is told.
pub(super) fn label(state: &mut State, label: &LabelId, outside: &dyn Outside) -> Vec<Effect> {
    let Some(document) = state.document() else {
        return Vec::new();
    };
    let ids = state.listing.picked_ids();
    let before = Arc::clone(document);
    let (made, twins) = edit::relabel_all(document, &ids, label, &outside.now());
    let changed: Vec<_> = made
        .iter()
        .flat_map(|made| made.spans_after())
        .map(|(_, span)| span.clone())
        .collect();
    let mut effects = commit(state, made, outside);
    if !effects.is_empty() {
        let was = |id| before.spans.get(id).map(|span| span.label.clone());
        let spans = changed.iter().map(|span| (span.id.clone(), was(&span.id)));
        state.read_later(spans);
        effects.push(Effect::WhenPainted(Box::new(Action::Fill)));
    }
    if twins > 0 {
        tell(state, NoticeKind::Warning, Failure::Twins(twins));
    }
    let document = state.document().cloned();
    let crosses = |span: &&std::sync::Arc<reportmark_core::model::Span>| {
        document
            .as_ref()
            .and_then(|document| edit::crossing(document, span.range, label))
            .is_some_and(|other| other.id != span.id)
    };
    // One is said, as for one; to find that there is none among very many would take long.
    let crossing = changed.iter().take(1000).find(crosses);
    if let (Some(document), Some(span)) = (&document, crossing) {
        annotate::warn_of_crossing(state, document, span.range, label, &span.id);
    }
    effects
}

/// Remove all that are picked.
pub(super) fn remove(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let end = state.selected_span().map(|span| span.range.end());
    let made = state
        .document()
        .and_then(|document| edit::untag(document, &state.listing.picked_ids()));
    let mut effects = commit(state, made, outside);
    if !effects.is_empty() {
        // What was pressed to remove them goes with them.
        effects.push(Effect::Focus(Focus::Reader));
    }
    if let (Some(end), Selection::Nothing) = (end, &state.selection) {
        state.selection = caret(end);
    }
    effects
}
