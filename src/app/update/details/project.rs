//! The scheme in force and the lexicon of bodies.

use reportmark_core::{
    change::{Change, Transaction, apply, edit},
    model::{Lexicon, Project, SpanId},
    scheme::{LabelId, Scheme},
};
use serde::Serialize;

use crate::app::{
    Dialog, Effect, Hint, NoticeKind, Outside, State, Writing,
    update::{close_dialog, commit::commit, tell},
};

pub(super) const fn wrote_scheme(state: &mut State) -> Vec<Effect> {
    if let Some(Dialog::Scheme(writing)) = &mut state.dialog {
        *writing = Writing::Something;
    }
    Vec::new()
}

/// What is written in the dialog of the scheme is lost by no key that closes a dialog: it is asked,
/// and with the same key again gone on with.
pub(super) fn leave_scheme(state: &mut State) -> Vec<Effect> {
    let Some(Dialog::Scheme(writing)) = &mut state.dialog else {
        return Vec::new();
    };
    *writing = match writing {
        Writing::Nothing => return close_dialog(state),
        Writing::Something => Writing::Leaving,
        Writing::Leaving => Writing::Something,
    };
    Vec::new()
}

/// Put another scheme in force, as one step with what becomes of spans whose label it lacks.
pub(super) fn set_scheme(
    state: &mut State,
    scheme: Scheme,
    fates: &[(LabelId, Option<LabelId>)],
    outside: &dyn Outside,
) -> Vec<Effect> {
    let mut after = state.project.clone();
    let mut changes = Vec::new();
    for (label, fate) in fates {
        changes.extend(give_up(state, &mut after, label, fate.as_ref(), outside));
    }
    let transaction = edit::set_scheme(&state.project, scheme, changes);
    let spans = transaction.as_ref().map_or(0, Transaction::spans_changed);
    close_dialog(state);
    let effects = commit(state, transaction, outside);
    if spans > 0 {
        tell(state, NoticeKind::Info, Hint::SchemeSpans(spans).into());
    }
    effects
}

/// Give the spans of a label another one, or remove them, in a project that follows. One that cannot
/// have the other label, for there is its twin, is removed.
fn give_up(
    state: &State,
    project: &mut Project,
    label: &LabelId,
    fate: Option<&LabelId>,
    outside: &dyn Outside,
) -> Vec<Change> {
    let mut changes = Vec::new();
    for nth in 0..project.documents.len() {
        for relabels in [true, false] {
            let Some(document) = project.documents.get(nth).cloned() else {
                continue;
            };
            let own = document.spans.iter().filter(|span| span.label == *label);
            let ids: Vec<SpanId> = own.map(|span| span.id.clone()).collect();
            let made = match (relabels, fate) {
                (true, Some(fate)) => edit::relabel_all(&document, &ids, fate, &outside.now()).0,
                (true, None) => None,
                (false, _) => edit::untag(&document, &ids),
            };
            if let Some(made) = made
                && let Ok(next) = apply(project, &state.texts, &made)
            {
                *project = next;
                changes.extend(made.changes);
            }
        }
    }
    changes
}

/// Put other rules in force. The dialog in which they are written stays open.
pub(super) fn set_rules(state: &mut State, scheme: Scheme, outside: &dyn Outside) -> Vec<Effect> {
    let transaction = edit::set_scheme(&state.project, scheme, Vec::new());
    commit(state, transaction, outside)
}

pub(super) fn set_lexicon(
    state: &mut State,
    lexicon: &Lexicon,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let transaction = edit::set_lexicon(&state.project, lexicon);
    commit(state, transaction, outside)
}

pub(super) fn export_scheme(scheme: &Scheme) -> Vec<Effect> {
    download("reportmark-scheme.json", scheme)
}

pub(super) fn export_lexicon(lexicon: &Lexicon) -> Vec<Effect> {
    download("reportmark-lexicon.json", lexicon)
}

fn download(name: &str, value: &impl Serialize) -> Vec<Effect> {
    let bytes = serde_json::to_vec_pretty(value);
    let download = bytes.ok().map(|bytes| Effect::Download {
        name: name.into(),
        media: "application/json",
        bytes,
    });
    download.into_iter().collect()
}
