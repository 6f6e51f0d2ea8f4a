//! The bin.

use reportmark_core::model::Document;
use yew::{Html, html};

use super::{Props, closing};
use crate::{
    app::Action,
    view::{modal::Frame, send},
};

pub(super) fn bin(props: &Props<'_>, asked: bool) -> (Frame, Html) {
    let words = props.language.words();
    let entry = |document: &Document| {
        let id = document.id().clone();
        html! {
            <li key={document.id().as_str()}>
                <span class="name">{ &*document.head.name }</span>
                <span class="muted">{ format!("{} {}", document.spans.len(), words.spans) }</span>
                <button type="button" data-testid="restore"
                    onclick={send(props.dispatch, move || Action::Restore(id.clone()))}>{ words.bin_restore }</button>
            </li>
        }
    };
    let binned: Vec<_> = props
        .state
        .project
        .binned()
        .map(|document| entry(document))
        .collect();
    let body = html! {
        if binned.is_empty() {
            <p class="muted">{ words.bin_empty }</p>
        } else {
            <ul class="bin-list">{ for binned }</ul>
            <p class="muted">{ words.bin_purge_warning }</p>
            // What confirms is not where a second click of the first one would hit it.
            <div class="buttons">
                if asked {
                    <button type="button" class="danger" data-testid="empty-bin-now"
                        onclick={send(props.dispatch, || Action::EmptyBin)}>{ words.bin_purge_now }</button>
                    <button type="button" data-testid="keep-bin"
                        onclick={send(props.dispatch, || Action::AskBin)}>{ words.cancel }</button>
                } else {
                    <button type="button" class="danger" data-testid="empty-bin"
                        onclick={send(props.dispatch, || Action::EmptyBin)}>{ words.bin_purge }</button>
                }
            </div>
        }
    };
    let frame = Frame {
        title: words.bin,
        wide: false,
        close: closing(props),
    };
    (frame, body)
}
