//! A new name for the document.

use web_sys::SubmitEvent;
use yew::{Callback, Html, html};

use super::{Props, closing};
use crate::{
    app::Action,
    view::{
        field::{self, Field},
        modal::Frame,
    },
};

const NAME: &str = "rename-name";

pub(super) fn rename(props: &Props<'_>) -> (Frame, Html) {
    let words = props.language.words();
    let submit = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(name) = field::value(NAME) {
                dispatch.emit(Action::Rename(name));
            }
        })
    };
    let name = props
        .document
        .map_or_else(|| "".into(), |document| document.head.name.clone());
    let body = html! {
        <form onsubmit={submit}>
            <Field id={NAME} name={words.rename_name} value={name} required=true first=true />
            <div class="buttons"><button type="submit" class="primary">{ words.ok }</button></div>
        </form>
    };
    let frame = Frame {
        title: words.rename_title,
        wide: false,
        close: closing(props),
    };
    (frame, body)
}
