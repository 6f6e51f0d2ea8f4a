//! Files of the user's: what is to be done with them, and what the bar at the top shows of them.

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::{Callback, Html, html};

use super::{Dispatch, icons, send};
use crate::{
    app::{
        Action, Dialog, DiskEffect, DiskNews, Failure, NoticeKind, State,
        later::Hidden,
        words::disk::{last_written, words},
    },
    browser::disk,
};

/// Milliseconds between two looks at whether a day's work is in no file.
const LOOK: u32 = 300_000;

/// Find out what is known of files, and look at the clock every so often.
pub(super) fn begin(dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    spawn_local(async move {
        tell(&dispatch, disk::known().await);
        loop {
            tell(&dispatch, disk::time());
            TimeoutFuture::new(LOOK).await;
        }
    });
}

fn tell(dispatch: &Dispatch, news: DiskNews) {
    dispatch.emit(Action::OnDisk(Hidden::new(news)));
}

/// Keep what was handed out.
pub(super) fn note(state: &State) {
    disk::note(&state.disk.handed);
}

/// Do it.
pub(super) fn perform(
    effect: Hidden<DiskEffect>,
    dispatch: &Dispatch,
    on_files: &Callback<Vec<File>>,
) {
    let Some(effect) = effect.take() else { return };
    let (dispatch, on_files) = (dispatch.clone(), on_files.clone());
    spawn_local(async move {
        let news = match effect {
            DiskEffect::Look(suggested) => disk::look(suggested).await,
            DiskEffect::ChooseFile(suggested) => disk::choose_file(suggested).await,
            DiskEffect::ChooseFolder => disk::choose_folder().await,
            DiskEffect::Write { name, bytes, over } => {
                DiskNews::Wrote(disk::write(&name, &bytes, over.as_ref()).await)
            }
            DiskEffect::Keep(target) => return disk::keep(target).await,
            DiskEffect::Forget => return disk::forget().await,
            DiskEffect::Open(names) => {
                let files = disk::files(&names).await;
                if files.is_empty() {
                    let file = names.into_iter().next().unwrap_or_default();
                    let why = "NotFoundError".into();
                    let failure = Failure::Unreadable { file, why };
                    dispatch.emit(Action::Tell(NoticeKind::Error, failure));
                } else {
                    on_files.emit(files);
                }
                return;
            }
        };
        tell(&dispatch, news);
    });
}

/// The button that opens “Files on this computer”. Its sign tells whether all is in a file.
pub(super) fn button(state: &State, dispatch: &Dispatch) -> Html {
    let words = words(state.language());
    let said = last_written(state);
    let target = state.disk.saving.get();
    let target = target.and_then(|saving| saving.target.as_ref());
    let sign = match target {
        None => "none",
        Some(target) if target.holds(state.sequence) => "written",
        Some(_) => "changed",
    };
    let title = format!("{}\n{said}", words.title);
    html! {
        <>
            <button type="button" class="quiet square files" data-testid="files" data-state={sign}
                aria-label={words.title} title={title.trim().to_owned()}
                onclick={send(dispatch, || Action::Ask(Dialog::Files))}>{ icons::file() }</button>
            <span class="unseen" role="status" data-testid="files-state">
                if sign == "written" { { said } }
            </span>
        </>
    }
}
