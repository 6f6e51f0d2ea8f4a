//! The list of documents: showing, status, name, bin.

use std::collections::BTreeSet;

use reportmark_core::{
    change::edit::{self, Direction},
    model::{DocumentId, DocumentStatus},
};

use super::{close_dialog, commit::commit, place::go_to, tell};
use crate::app::{Dialog, Effect, Failure, Focus, NoticeKind, Outside, Pane, State};

/// Show a document from its start.
pub(super) fn show(state: &mut State, id: DocumentId) -> Vec<Effect> {
    state.pane = Pane::Reader;
    let present = state.project.present().any(|document| *document.id() == id);
    if state.current.as_ref() == Some(&id) || !present {
        return Vec::new();
    }
    let is_void = |what: &Failure| what.passes() || matches!(what, Failure::InList { .. });
    state.notices.retain(|notice| !is_void(&notice.what));
    go_to(state, id);
    vec![Effect::StorePlace(state.place.clone())]
}

/// The document before or behind the current one.
pub(super) fn step(state: &mut State, direction: Direction) -> Vec<Effect> {
    let present: Vec<_> = state
        .project
        .present()
        .map(|document| document.id().clone())
        .collect();
    let current = present
        .iter()
        .position(|id| Some(id) == state.current.as_ref());
    let next = match (current, direction) {
        (Some(nth), Direction::Forward) => present.get(nth + 1),
        (Some(nth), Direction::Back) => nth.checked_sub(1).and_then(|nth| present.get(nth)),
        (None, _) => present.first(),
    };
    next.cloned().map_or_else(Vec::new, |id| show(state, id))
}

pub(super) fn set_status(
    state: &mut State,
    status: DocumentStatus,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let transaction = state
        .document()
        .and_then(|document| edit::set_status(document, status));
    commit(state, transaction, outside)
}

pub(super) fn next_status(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let Some(document) = state.document() else {
        return Vec::new();
    };
    let next = match document.head.status {
        DocumentStatus::New => DocumentStatus::InProgress,
        DocumentStatus::InProgress => DocumentStatus::Done,
        DocumentStatus::Done => DocumentStatus::New,
    };
    set_status(state, next, outside)
}

pub(super) fn rename(state: &mut State, name: &str, outside: &dyn Outside) -> Vec<Effect> {
    if name.trim().is_empty() {
        return tell(state, NoticeKind::Warning, Failure::NoName);
    }
    close_dialog(state);
    let transaction = state
        .document()
        .and_then(|document| edit::rename(document, name));
    commit(state, transaction, outside)
}

pub(super) fn bin(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let transaction = state
        .document()
        .and_then(|document| edit::bin(document, outside.now()));
    let mut effects = commit(state, transaction, outside);
    if !effects.is_empty() {
        // The button that was pressed may go with the document.
        effects.push(Effect::Focus(Focus::Reader));
    }
    effects
}

pub(super) fn restore(state: &mut State, id: &DocumentId, outside: &dyn Outside) -> Vec<Effect> {
    let transaction = state
        .project
        .document(id)
        .and_then(|document| edit::restore(document));
    let mut effects = commit(state, transaction, outside);
    if state.current.is_none() {
        effects.extend(show(state, id.clone()));
    }
    effects
}

pub(super) fn empty_bin(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    if let Some(Dialog::Bin { asked }) = &mut state.dialog {
        // The one thing that nothing brings back is asked for twice.
        *asked = !*asked;
        if *asked {
            return Vec::new();
        }
    }
    let transaction = edit::purge(&state.project);
    let mut effects = commit(state, transaction, outside);
    if effects.is_empty() {
        return effects;
    }
    // The journal before this names texts that go now, so a snapshot takes its place.
    let there = state.project.documents.iter();
    let there = there.map(|document| (document.text.hash(), &document.head.source));
    // Undo can bring back the text that a document had in another encoding.
    let undone = state.history.documents();
    let undone = undone.map(|document| (&document.text, &document.head.source));
    let (mut texts, mut originals) = (BTreeSet::new(), BTreeSet::new());
    for (text, source) in there.chain(undone) {
        texts.insert(text.clone());
        originals.extend(source.as_ref().map(|source| source.byte_sha256.clone()));
    }
    state.texts.retain(|hash, _| texts.contains(hash));
    state.since_snapshot = 0;
    state.snapshots.forget();
    let snapshot = state.snapshots.take(&state.project, state.sequence);
    effects.push(Effect::Purge {
        snapshot: snapshot.into(),
        texts: texts.into_iter().collect(),
        originals: originals.into_iter().collect(),
    });
    effects
}
