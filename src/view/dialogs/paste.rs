//! Pasted text becomes a document.

use wasm_bindgen::JsCast as _;
use web_sys::{HtmlInputElement, HtmlTextAreaElement, SubmitEvent};
use yew::{Callback, Html, html};

use super::Props;
use crate::{app::open::Incoming, browser::page, view::modal::modal};

pub(super) fn paste(props: &Props<'_>) -> Html {
    let words = props.language.words();
    let submit = {
        let on_paste = props.on_paste.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let name = page::find("#paste-name")
                .map(|input| input.unchecked_into::<HtmlInputElement>().value());
            let text = page::find("#paste-area")
                .map(|area| area.unchecked_into::<HtmlTextAreaElement>().value());
            on_paste.emit(Incoming {
                name: name
                    .filter(|name| !name.trim().is_empty())
                    .unwrap_or_else(|| words.paste_name_default.into()),
                bytes: text.unwrap_or_default().into_bytes(),
            });
        })
    };
    let body = html! {
        <form onsubmit={submit}>
            <label class="field"><span>{ words.paste_name }</span>
                <input type="text" id="paste-name" data-testid="paste-name" placeholder={words.paste_name_default} /></label>
            <label class="field"><span>{ words.paste_text }</span>
                <textarea id="paste-area" rows="14" autofocus=true data-testid="paste-area" lang="zh-CN" /></label>
            <div class="buttons">
                <button type="submit" class="primary" data-testid="paste-open">{ words.paste_open }</button>
            </div>
        </form>
    };
    modal(words.paste_title, true, words, props.dispatch, body)
}
