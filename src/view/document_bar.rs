//! The line above the text: which document, how far, how it was read, what can be done with it.

use reportmark_core::{
    model::{Document, DocumentStatus},
    source::{Newlines, Source},
};
use wasm_bindgen::JsCast as _;
use web_sys::{Event, HtmlSelectElement};
use yew::{Callback, Html, html};

use super::{Button, Dispatch, button, documents, icons, send};
use crate::app::{
    Action, FindAction, Language,
    open::Preview,
    words::{self, Words},
};

pub(super) struct Props<'a> {
    pub(super) document: &'a Document,
    pub(super) language: Language,
    pub(super) dispatch: &'a Dispatch,
    /// The switch of suggestions, whose code comes later.
    pub(super) suggest: Html,
}

pub(super) fn document_bar(props: &Props<'_>) -> Html {
    let words = props.language.words();
    let head = &props.document.head;
    let tool = |class: &'static str,
                id: &'static str,
                title: &'static str,
                content: Html,
                action: fn() -> Action| {
        let tool = Button {
            class,
            id,
            title,
            pressed: None,
        };
        button(tool, send(props.dispatch, action), content)
    };
    let icon = "quiet square";
    let export = |id, title, format: &'static str, action| {
        let content = html! { <>{ icons::download() }{ format }</> };
        tool("quiet", id, title, content, action)
    };
    html! {
        <div class="document-bar">
            <h2 class="title" title={head.name.to_string()}>{ &*head.name }</h2>
            { status(props, words) }
            { reading(props, words) }
            { props.suggest.clone() }
            { tool(icon, "find-open", words.find, icons::find(), || Action::Find(FindAction::Open)) }
            { tool(icon, "rename", words.rename, icons::rename(), || Action::AskRename) }
            { export("export-document-native", words.export_document_native, "JSON", || Action::ExportDocumentNative) }
            { export("export-document-doccano", words.export_document_doccano, "doccano", || Action::ExportDocumentDoccano) }
            { tool(icon, "bin-document", words.bin_move, icons::bin(), || Action::Bin) }
        </div>
    }
}

/// The line above a text of which the rest is still being read.
pub(super) fn of_preview(preview: &Preview, language: Language) -> Html {
    let name = &*preview.document.head.name;
    let words = language.words();
    let read = format!("{} {} %", words.reading_file, preview.percent);
    html! {
        <div class="document-bar">
            <h2 class="title" title={name.to_owned()}>{ name }</h2>
            <span class="facts reading" title={words.reading_title} data-testid="reading-file">{ read }</span>
            <progress class="read" max="100" value={preview.percent.to_string()} aria-label={words.reading_file}></progress>
        </div>
    }
}

fn status(props: &Props<'_>, words: &Words) -> Html {
    let chosen = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: Event| {
            let select: Option<HtmlSelectElement> =
                event.target().and_then(|target| target.dyn_into().ok());
            let chosen = select.and_then(|select| usize::try_from(select.selected_index()).ok());
            if let Some(&status) = chosen.and_then(|nth| DocumentStatus::ALL.get(nth)) {
                dispatch.emit(Action::Status(status));
            }
        })
    };
    html! {
        <select aria-label={words.status} data-testid="document-status" onchange={chosen}>
            { for DocumentStatus::ALL.into_iter().map(|status| html! {
                <option key={documents::status(status, words)}
                    selected={status == props.document.head.status}>{ documents::status(status, words) }</option>
            }) }
        </select>
    }
}

/// Length, encoding and newlines; the encoding opens “reopen as …”.
fn reading(props: &Props<'_>, words: &Words) -> Html {
    let length = props.document.text.code_points();
    let source = props.document.head.source.as_ref();
    html! {
        <span class="facts">
            <span class="muted">{ format!("{length} {}", words.characters) }</span>
            if let Some(source) = source {
                <button type="button" class="quiet small" data-testid="reopen" title={words.reopen_as}
                    aria-label={format!("{} {}", how_read(source, words), words.reopen_as)}
                    onclick={send(props.dispatch, || Action::AskReopen)}>{ how_read(source, words) }</button>
            }
        </span>
    }
}

fn how_read(source: &Source, words: &Words) -> String {
    let newlines = match source.newlines {
        Newlines::Lf => words.newlines_lf,
        Newlines::Crlf => words.newlines_crlf,
        Newlines::Cr => words.newlines_cr,
        Newlines::Mixed => words.newlines_mixed,
    };
    let bom = if source.bom { words.source_bom } else { "" };
    let parts = [words::encoding(source.encoding), bom, newlines];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
