//! A new name for the document.

use wasm_bindgen::JsCast as _;
use web_sys::{HtmlInputElement, SubmitEvent};
use yew::{Callback, Html, html};

use super::Props;
use crate::{app::Action, browser::page, view::modal::modal};

pub(super) fn rename(props: &Props<'_>) -> Html {
    let words = props.language.words();
    let submit = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = page::find("#rename-name") {
                let input: HtmlInputElement = input.unchecked_into();
                dispatch.emit(Action::Rename(input.value()));
            }
        })
    };
    let name = props.document.map_or("", |document| &document.head.name);
    let body = html! {
        <form onsubmit={submit}>
            <label class="field"><span>{ words.rename_name }</span>
                <input type="text" id="rename-name" required=true autofocus=true data-testid="rename-name"
                    value={name.to_owned()} /></label>
            <div class="buttons"><button type="submit" class="primary">{ words.ok }</button></div>
        </form>
    };
    modal(words.rename_title, false, words, props.dispatch, body)
}
