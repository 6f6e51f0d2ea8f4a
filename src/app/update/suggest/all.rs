//! What is decided on all suggestions that are listed: in slices, as one step with one undo.

use std::sync::Arc;

use reportmark_core::{
    change::{Intent, edit},
    model::SpanStatus,
    suggest::Suggestion,
};

use super::{follow, made_of, of, rejected, selected, with};
use crate::app::{
    Effect, Outside, State,
    suggest::Deciding,
    update::{caret, commit::commit},
};

/// Suggestions that are decided on in one step where all are: a few milliseconds as well.
const SLICE: usize = 20;

/// Decide on all that are listed, as one step, which is made in slices: what each says is read.
pub(super) fn all(state: &mut State, intent: Intent, outside: &dyn Outside) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    let mut left = listed(state);
    left.reverse();
    with(state, |_, own| {
        let found = own.found();
        own.deciding = Some(Deciding {
            document: document.id().clone(),
            text: Arc::clone(&document.text),
            ground: own.ground().cloned(),
            said: (found.answers.clone(), found.ties.clone()),
            intent,
            all: left.len(),
            left,
            made: Vec::new(),
        });
    });
    go_on(state, outside)
}

/// Go on with what is decided on all that were listed.
pub(in crate::app::update) fn go_on(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let Some(mut deciding) = with(state, |_, own| own.deciding.take()) else {
        return Vec::new();
    };
    let document = state.project.document(&deciding.document).cloned();
    // Of another text, none of it is true.
    let same = document.filter(|document| Arc::ptr_eq(&document.text, &deciding.text));
    let Some(document) = same else {
        return Vec::new();
    };
    let ground = deciding.ground.clone();
    let mut left = SLICE;
    while let Some(own) = deciding.left.pop_if(|_| left > 0 || outside.has_time()) {
        left = left.saturating_sub(1);
        let made = match deciding.intent {
            Intent::Reject => rejected(state, &own, outside),
            intent => {
                let at = (&*document, ground.as_deref());
                let mut made = made_of(state, at, &own, None, outside);
                if let Some(span) = made.as_mut().filter(|_| intent == Intent::Take) {
                    span.status = SpanStatus::Suggested;
                }
                made
            }
        };
        deciding.made.extend(made);
    }
    if !deciding.left.is_empty() {
        with(state, |_, own| own.deciding = Some(deciding));
        return Vec::new();
    }
    // What is selected may be among it; the cursor stays there.
    let selected = selected(state).map(|(span, _)| span);
    let (answers, ties) = &deciding.said;
    let mut fresh = || outside.fresh_id();
    let scheme = &state.project.scheme;
    let said = (answers.as_slice(), ties.as_slice());
    let made = edit::decide(
        &document,
        deciding.intent,
        deciding.made,
        said,
        scheme,
        &mut fresh,
    );
    let effects = commit(state, made, outside);
    if let Some(selected) = selected.filter(|_| state.selected_span().is_none()) {
        state.selection = caret(selected.range.end());
    }
    if !effects.is_empty() {
        follow(state);
    }
    effects
}

fn listed(state: &State) -> Vec<Suggestion> {
    of(state).map_or_else(Vec::new, |own| own.rows(0, usize::MAX).cloned().collect())
}
