//! The dialogs.

mod bin;
mod files;
pub(super) mod guide;
mod history;
mod keys;
mod ledger;
mod lexicon;
mod paste;
mod rename;
mod reopen;
pub(super) mod rules;
mod scheme;

use std::sync::Arc;

use reportmark_core::{model::Document, scheme::Scheme};
use web_sys::KeyboardEvent;
use yew::{Callback, Html, html};

use super::{
    Dispatch,
    keeping::Keeping,
    modal::modal,
    notices::{self, notices},
    send,
};
use crate::app::{
    Action, Dialog, Language, Prefs, State,
    keys::{Chord, Command},
    open::Incoming,
};

/// What dialogs are drawn from.
pub(super) struct Props<'a> {
    /// The current document.
    document: Option<&'a Document>,
    state: &'a State,
    scheme: &'a Scheme,
    prefs: &'a Prefs,
    language: Language,
    dispatch: &'a Dispatch,
    on_paste: &'a Callback<Incoming>,
    /// The store, once it is open.
    keeping: Option<&'a Keeping>,
}

/// The dialog that is open, if one is.
pub(super) fn dialog(
    state: &State,
    dispatch: &Dispatch,
    on_paste: &Callback<Incoming>,
    keeping: Option<&Keeping>,
) -> Html {
    let props = Props {
        document: state.document().map(|document| &**document),
        state,
        scheme: &state.project.scheme,
        prefs: &state.prefs,
        language: state.language(),
        dispatch,
        on_paste,
        keeping,
    };
    let (frame, body) = match &state.dialog {
        None => return Html::default(),
        Some(Dialog::Paste) => paste::paste(&props),
        Some(Dialog::Keys(asked)) => keys::keys(&props, asked.as_ref()),
        Some(Dialog::Bin { asked }) => bin::bin(&props, *asked),
        Some(Dialog::Lexicon) => lexicon::lexicon(&props),
        Some(Dialog::Rules) => rules::rules(&props),
        Some(Dialog::Scheme(writing)) => scheme::scheme(&props, *writing),
        Some(Dialog::Guide(topic)) => guide::guide(&props, topic),
        Some(Dialog::History) => history::history(&props),
        Some(Dialog::Ledger) => ledger::ledger(&props),
        Some(Dialog::Files) => files::files(&props),
        Some(Dialog::Rename) => rename::rename(&props),
        Some(Dialog::Reopen(reopen)) => reopen::reopen(&props, reopen),
    };
    // What is behind a dialog is neither seen well nor read out, so its messages are in it.
    let body = html! {
        <>
            { notices(&notices::Props {
                notices: state.notices_in_dialog(),
                language: props.language,
                dispatch,
            }) }
            { body }
        </>
    };
    modal(frame, props.language.words(), saving(&props), body)
}

/// What closes a dialog that leaves nothing behind.
fn closing(props: &Props<'_>) -> Callback<()> {
    send(props.dispatch, || Action::CloseDialog)
}

/// The key that saves does so in a dialog too, rather than to save the page as the browser would.
fn saving(props: &Props<'_>) -> Callback<KeyboardEvent> {
    let (scheme, prefs) = (Arc::clone(&props.state.project.scheme), props.prefs.clone());
    let dispatch = props.dispatch.clone();
    Callback::from(move |event: KeyboardEvent| {
        let control = event.ctrl_key() || event.meta_key();
        let key = Chord::of_event(&event.key(), control, event.shift_key(), event.alt_key());
        let saves = Command::Save.chords(&scheme, &prefs);
        if key.is_some_and(|key| !key.is_single() && saves.contains(&key)) {
            event.prevent_default();
            dispatch.emit(Action::Command(Command::Save));
        }
    })
}
