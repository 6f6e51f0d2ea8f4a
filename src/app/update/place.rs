//! Which document is on the screen, and from where.

use std::sync::Arc;

use reportmark_core::{
    model::{Document, DocumentId},
    text::{Offset, Text, TextRange},
};

use crate::app::{Place, Reveal, Selection, State};

/// Make a document the current one, at its start.
pub(super) fn go_to(state: &mut State, id: DocumentId) {
    scroll_to(state, Offset::ZERO);
    state.place = Place {
        document: Some(id.clone()),
        top: None,
    };
    state.current = Some(id);
    state.selection = Selection::Nothing;
    (state.owner, state.relating) = (None, None);
}

/// Bring a position to the top edge. It counts as there from now on: the reader says where the text
/// has come to rest later, or not at all when it is out of sight by then.
pub(super) fn scroll_to(state: &mut State, at: Offset) {
    state.place.top = Some((at, 0));
    state.counter += 1;
    state.reveal = Some(Reveal {
        number: state.counter,
        range: TextRange::empty(at),
        top: Some(0),
    });
}

/// When the current document is no longer in the list, show its neighbour.
pub(super) fn leave_if_gone(state: &mut State) {
    let Some(id) = &state.current else { return };
    let there = |id| state.project.present().any(|document| document.id() == id);
    if there(id) {
        return;
    }
    let old = state.project.index_of(id);
    let next = {
        let mut present = state.project.present();
        let behind = |document: &&Arc<Document>| state.project.index_of(document.id()) > old;
        present
            .clone()
            .find(behind)
            .or_else(|| present.next_back())
            .map(|document| document.id().clone())
    };
    match next {
        Some(next) => go_to(state, next),
        None => {
            state.current = None;
            state.selection = Selection::Nothing;
            state.place = Place::default();
        }
    }
}

/// When the current document has another text than it had, nothing is selected in it, and it is
/// shown from its start.
pub(super) fn begin_anew_if_replaced(state: &mut State, before: Option<&Text>) {
    let replaced = state
        .document()
        .is_some_and(|document| before != Some(&document.text));
    if let Some(id) = state.current.clone().filter(|_| replaced) {
        go_to(state, id);
    }
}
