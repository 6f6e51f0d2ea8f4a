//! A modal dialog: the browser's own, with its focus trap and its Escape.

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlDialogElement, HtmlElement, KeyboardEvent};
use yew::{Callback, Event, Html, TargetCast as _, html};

use super::icons;
use crate::{app::words::Words, browser::page};

/// What is around a dialog, and what closes it.
pub(super) struct Frame {
    pub(super) title: &'static str,
    pub(super) wide: bool,
    pub(super) close: Callback<()>,
}

/// A dialog with a title and a closing button around something. It has the keyboard to itself: what
/// of the page's keys is of use in it, it is given.
pub(super) fn modal(
    frame: Frame,
    words: &Words,
    onkeydown: Callback<KeyboardEvent>,
    body: Html,
) -> Html {
    let Frame { title, wide, close } = frame;
    let cancelled = {
        let close = close.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            // What is being written in a field is handed on when the field is left.
            if let Some(field) = page::focused() {
                field.blur().ok();
            }
            let close = close.clone();
            Timeout::new(0, move || close.emit(())).forget();
        })
    };
    // A browser closes a dialog at the second Escape, whatever is said to it. One that is still drawn
    // then is to stay.
    let closed = Callback::from(|event: Event| {
        let Some(dialog) = event.target_dyn_into::<HtmlDialogElement>() else {
            return;
        };
        let show = move || {
            if dialog.is_connected() && !dialog.open() {
                dialog.show_modal().ok();
            }
        };
        Timeout::new(0, show).forget();
    });
    html! {
        <dialog class={if wide { "wide" } else { "" }} aria-labelledby="dialog-title"
            oncancel={cancelled} onclose={closed} {onkeydown}>
            <header>
                <h2 id="dialog-title">{ title }</h2>
                <button type="button" class="quiet square" aria-label={words.close} title={words.close}
                    onclick={close.reform(|_| ())}>{ icons::close() }</button>
            </header>
            <div class="dialog-body">{ body }</div>
        </dialog>
    }
}

/// Whether nothing has the focus.
fn is_nowhere() -> bool {
    page::focused().is_none_or(|element| element.tag_name() == "BODY")
}

/// What the focus was on before a dialog took it.
#[derive(Default)]
pub(super) struct FocusBefore(Option<HtmlElement>);

impl FocusBefore {
    /// Show a dialog that was drawn, as a modal one; give the focus back when it is gone.
    pub(super) fn follow(&mut self) {
        let dialog =
            page::find("dialog").map(|element| element.unchecked_into::<HtmlDialogElement>());
        match dialog {
            Some(dialog) if !dialog.open() => {
                self.0 = page::focused();
                dialog.show_modal().ok();
            }
            // What had the focus may have gone with what it did. Or the focus is on its way from one
            // element to the next, so it is looked at again when it has come there.
            Some(_) if is_nowhere() => {
                let find = || {
                    if is_nowhere() {
                        page::focus("dialog button");
                    }
                };
                Timeout::new(0, find).forget();
            }
            Some(_) => {}
            None => match self.0.take() {
                Some(element) if element.is_connected() => {
                    element.focus().ok();
                }
                Some(_) => page::focus_text(),
                None => {}
            },
        }
    }
}
