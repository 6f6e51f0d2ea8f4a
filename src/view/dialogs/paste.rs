//! Pasted text becomes a document.

use web_sys::SubmitEvent;
use yew::{Callback, Html, html};

use super::Props;
use crate::{
    app::{
        Action, Draft, Failure, NoticeKind,
        open::{Bytes, Incoming},
    },
    view::{
        field::{self, Field},
        modal::Frame,
    },
};

const NAME: &str = "paste-name";
const TEXT: &str = "paste-area";

pub(super) fn paste(props: &Props<'_>) -> (Frame, Html) {
    let words = props.language.words();
    let submit = {
        let (on_paste, dispatch) = (props.on_paste.clone(), props.dispatch.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let text = field::value(TEXT).unwrap_or_default();
            if text.trim().is_empty() {
                dispatch.emit(Action::Tell(NoticeKind::Warning, Failure::NothingPasted));
                return;
            }
            let name = field::value(NAME).filter(|name| !name.trim().is_empty());
            on_paste.emit(Incoming {
                name: name.unwrap_or_else(|| words.paste_name_default.into()),
                bytes: Bytes::new(text.into_bytes()),
            });
        })
    };
    let close = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |()| {
            let draft = Draft {
                name: field::value(NAME).unwrap_or_default().into(),
                text: field::value(TEXT).unwrap_or_default().into(),
            };
            dispatch.emit(Action::LeavePaste(draft));
        })
    };
    let draft = props.state.draft.clone();
    let body = html! {
        <form onsubmit={submit}>
            <Field id={NAME} name={words.paste_name} value={draft.name} placeholder={words.paste_name_default} />
            <Field id={TEXT} name={words.paste_text} value={draft.text} lines={14_u8} first=true chinese=true />
            <div class="buttons">
                <button type="submit" class="primary" data-testid="paste-open">{ words.paste_open }</button>
            </div>
        </form>
    };
    let frame = Frame {
        title: words.paste_title,
        wide: true,
        close,
    };
    (frame, body)
}
