//! Decode a document in another encoding, with a preview.

use reportmark_core::source::{self, Encoding};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, HtmlSelectElement};
use yew::{Callback, Html, html};

use super::{Props, closing};
use crate::{
    app::{
        Action, NoticeKind, Reopen,
        open::{Bytes, Incoming, Opening, read_report},
        words,
    },
    browser::{decode::BrowserDecoder, sha256::BrowserSha256},
    view::modal::Frame,
};

/// Characters of preview.
const PREVIEW: usize = 400;

pub(super) fn reopen(props: &Props<'_>, reopen: &Reopen) -> (Frame, Html) {
    let words = props.language.words();
    let chosen = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: Event| {
            let select: Option<HtmlSelectElement> =
                event.target().and_then(|target| target.dyn_into().ok());
            let encoding = select.and_then(|select| Encoding::from_label(&select.value()));
            if let Some(encoding) = encoding {
                dispatch.emit(Action::ReopenEncoding(encoding));
            }
        })
    };
    let preview = reopen
        .bytes
        .as_ref()
        .map(|bytes| source::preview(bytes, reopen.encoding, &BrowserDecoder, PREVIEW));
    let open = {
        let (dispatch, reopen) = (props.dispatch.clone(), reopen.clone());
        let source = props
            .document
            .and_then(|document| document.head.source.as_ref());
        let file = source.map_or_else(String::new, |source| source.file_name.clone());
        Callback::from(move |_| {
            let Some(bytes) = &reopen.bytes else { return };
            let incoming = Incoming {
                name: file.clone(),
                bytes: Bytes::new(bytes.to_vec()),
            };
            let (dispatch, document) = (dispatch.clone(), reopen.document.clone());
            let encoding = Some(reopen.encoding);
            spawn_local(async move {
                match read_report(incoming, encoding, &BrowserDecoder, &BrowserSha256).await {
                    Opening::Report(report) => dispatch.emit(Action::Reopened(document, report)),
                    Opening::Failed(failure) => {
                        dispatch.emit(Action::Tell(NoticeKind::Error, failure));
                    }
                    Opening::Project { .. } => {}
                }
            });
        })
    };
    let annotated = props
        .document
        .is_some_and(|document| !document.spans.is_empty());
    let body = html! {
        <>
            <label class="field"><span>{ words.reopen_encoding }</span>
                <select onchange={chosen} data-testid="reopen-encoding" autofocus=true>
                    { for Encoding::ALL.into_iter().map(|encoding| html! {
                        <option key={encoding.label()} value={encoding.label()}
                            selected={encoding == reopen.encoding}>{ words::encoding(encoding) }</option>
                    }) }
                </select></label>
            <p class="field-name" id="preview-name">{ words.reopen_preview }</p>
            <pre class="preview" data-testid="reopen-preview" lang="zh-CN" tabindex="0" role="region"
                aria-labelledby="preview-name">
                { preview.unwrap_or_else(|| words.reopen_loading.into()) }
            </pre>
            <p class="muted">{ if annotated { words.reopen_beside } else { words.reopen_in_place } }</p>
            <div class="buttons">
                <button type="button" class="primary" data-testid="reopen-now" onclick={open}
                    aria-disabled={reopen.bytes.is_none().to_string()}>{ words.reopen_now }</button>
            </div>
        </>
    };
    let frame = Frame {
        title: words.reopen_title,
        wide: true,
        close: closing(props),
    };
    (frame, body)
}
