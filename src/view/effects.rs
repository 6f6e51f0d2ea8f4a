//! Carrying out what an action asks for outside.

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::Callback;

use super::{Dispatch, disk, find, keeping::Keeping};
use crate::{
    app::{
        self, Action, Dialog, Effect, Failure, FindAction, Focus, Matching, NoticeKind, Progress,
        State,
    },
    browser::{
        files, later, local, matcher::Matcher, offline, page, storage::storage_failure, timing,
    },
};

/// Milliseconds between two steps of work that takes long: time for a frame, and for what the user
/// does.
const PAUSE: u32 = 40;

/// Do it. Until the store was read there is no keeping, and nothing is done but fetching code. Where
/// the focus is to go is returned: it goes there when the page is drawn anew, for what is to have
/// it may not be there yet.
pub(super) fn perform(
    effects: Vec<Effect>,
    state: &State,
    keeping: Option<&Keeping>,
    matcher: &mut Option<Matcher>,
    dispatch: &Dispatch,
    on_files: &Callback<Vec<File>>,
) -> Option<Focus> {
    let mut focus = None;
    for effect in effects {
        if let Effect::FetchCode(action) = effect {
            fetch_code(*action, dispatch.clone());
            continue;
        }
        let Some(keeping) = keeping else { continue };
        // What is to be stored goes into the queue; the rest is done here.
        let Some(effect) = keeping.take(effect, state) else {
            continue;
        };
        match effect {
            Effect::Download { name, media, bytes } => {
                if let Err(why) = files::download(&name, media, &bytes) {
                    let failure = Failure::Unreadable { file: name, why };
                    dispatch.emit(Action::Tell(NoticeKind::Error, failure));
                }
            }
            Effect::StorePrefs(prefs) => local::store(local::PREFS, &prefs),
            Effect::StorePlace(place) => local::store(local::PLACE, &place),
            Effect::FetchOriginal(sha256) => fetch_original(sha256, state, keeping, dispatch),
            Effect::Match(matching) => {
                let look = |matching| app::later::call(|| look_for(matching, dispatch));
                *matcher = matching.and_then(look);
            }
            Effect::Later(wait, action) => {
                let dispatch = dispatch.clone();
                Timeout::new(wait, move || dispatch.emit(Action::Find(action))).forget();
            }
            Effect::WhenPainted(action) => {
                let dispatch = dispatch.clone();
                timing::when_painted(move || dispatch.emit(*action));
            }
            Effect::Disk(effect) => app::later::call(|| disk::perform(effect, dispatch, on_files)),
            Effect::LoadVersion => app::later::call(offline::load),
            Effect::Focus(place) => focus = Some(place),
            Effect::Continue { soon: true } => {
                let dispatch = dispatch.clone();
                timing::soon(move || dispatch.emit(Action::Continue));
            }
            Effect::Continue { soon: false } => {
                let dispatch = dispatch.clone();
                Timeout::new(PAUSE, move || dispatch.emit(Action::Continue)).forget();
            }
            Effect::FetchCode(_)
            | Effect::StoreText(_)
            | Effect::StoreOriginal { .. }
            | Effect::Append(_)
            | Effect::StoreSnapshot(_)
            | Effect::Purge { .. }
            | Effect::Mark
            | Effect::SnapshotIn(_)
            | Effect::TakeOver
            | Effect::Reload
            | Effect::AskForRoom => {}
        }
    }
    app::later::call(|| disk::note(state));
    focus
}

/// Put the keyboard focus there.
pub(super) fn put(focus: Focus) {
    match focus {
        Focus::Note => page::focus("#note"),
        Focus::Reader => page::focus_text(),
        Focus::Attributes => page::press("#attributes"),
        Focus::Parties => page::focus("#party-name"),
        Focus::Fields => {
            page::press("#document-details[aria-expanded='false']");
            page::focus("#field-title");
        }
        Focus::Find => find::focus_field(),
        Focus::Hit => find::focus_hit(),
    }
}

fn look_for(matching: Matching, dispatch: &Dispatch) -> Option<Matcher> {
    let run = matching.run;
    let report = {
        let dispatch = dispatch.clone();
        move |action| dispatch.emit(Action::Find(action))
    };
    let failed = {
        let dispatch = dispatch.clone();
        move |why| {
            let failure = Failure::NoCode { why };
            dispatch.emit(Action::Tell(NoticeKind::Error, failure));
            dispatch.emit(Action::Find(FindAction::Ended(run, Progress::Done)));
        }
    };
    let does_not_come = {
        let failed = failed.clone();
        move || failed("find-worker.js".into())
    };
    match Matcher::start(matching, report, does_not_come) {
        Ok(matcher) => Some(matcher),
        Err(why) => {
            failed(why);
            None
        }
    }
}

/// Let an action happen whose code was not here.
fn fetch_code(action: Action, dispatch: Dispatch) {
    spawn_local(async move {
        dispatch.emit(match later::fetch().await {
            Ok(()) => action,
            Err(why) => Action::Tell(NoticeKind::Error, Failure::NoCode { why }),
        });
    });
}

fn fetch_original(sha256: String, state: &State, keeping: &Keeping, dispatch: &Dispatch) {
    let Some(Dialog::Reopen(reopen)) = &state.dialog else {
        return;
    };
    let (document, dispatch) = (reopen.document.clone(), dispatch.clone());
    let store = keeping.store();
    spawn_local(async move {
        let bytes = match store {
            Some(store) => store.original(&sha256).await,
            None => Ok(None),
        };
        dispatch.emit(match bytes {
            Ok(bytes) => Action::Original(document, bytes),
            Err(error) => Action::Tell(NoticeKind::Error, storage_failure(&error)),
        });
    });
}
