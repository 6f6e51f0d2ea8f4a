//! The list of documents.

use reportmark_core::{
    model::{Document, DocumentStatus},
    scheme::Scheme,
};
use yew::{Html, Properties, classes, component, html};

use super::{Dispatch, Shared, icons, looks, send};
use crate::app::{Action, Language, words::Words};

pub(super) struct Props<'a> {
    /// Those that are not in the bin.
    pub(super) documents: Vec<Shared<Document>>,
    /// Whether each is the current one is told by its id.
    pub(super) current: Option<&'a reportmark_core::model::DocumentId>,
    /// How many are in the bin.
    pub(super) binned: usize,
    /// The outline of the current one.
    pub(super) outline: Html,
    /// The ways to the ledger, the lexicon and the scheme.
    pub(super) tools: Html,
    pub(super) scheme: Shared<Scheme>,
    pub(super) language: Language,
    pub(super) dispatch: &'a Dispatch,
}

pub(super) fn documents(props: &Props<'_>) -> Html {
    let words = props.language.words();
    let binned = (props.binned > 0).then(|| {
        html! {
            <button type="button" class="quiet bin-button" data-testid="bin"
                onclick={send(props.dispatch, || Action::AskBin)}>
                { icons::bin() }{ format!("{} {}", words.bin_count, props.binned) }
            </button>
        }
    });
    html! {
        <nav class="documents pane" data-pane="documents" aria-label={words.documents}>
            <h2>{ words.documents }</h2>
            if props.documents.is_empty() {
                <p class="muted empty">{ words.no_documents }</p>
            } else {
                <ul>
                { for props.documents.iter().map(|document| html! {
                    <Entry key={document.id().as_str()} document={document.clone()}
                        current={props.current == Some(document.id())}
                        scheme={props.scheme.clone()} language={props.language}
                        dispatch={props.dispatch.clone()} />
                }) }
                </ul>
            }
            { props.outline.clone() }
            <div class="pane-foot">{ binned.unwrap_or_default() }{ props.tools.clone() }</div>
        </nav>
    }
}

#[derive(PartialEq, Properties)]
struct EntryProps {
    document: Shared<Document>,
    current: bool,
    scheme: Shared<Scheme>,
    language: Language,
    dispatch: Dispatch,
}

/// One document.
#[component]
fn Entry(props: &EntryProps) -> Html {
    let document = &props.document;
    let words = props.language.words();
    let id = document.id().clone();
    let counts = props.scheme.labels.iter().filter_map(|label| {
        let count = document.spans.accepted(&label.id);
        let name = looks::label_name(label, props.language);
        (count > 0).then(|| {
            html! {
                <span key={label.id.as_str()} class={classes!("count", looks::class(&props.scheme, &label.id))}
                    title={format!("{name} {count}")}>
                    <span aria-hidden="true">{ &label.mark }</span>
                    <span class="unseen">{ name }</span>{ count }
                </span>
            }
        })
    });
    html! {
        <li>
            <button type="button" class={classes!("document", props.current.then_some("current"))}
                data-testid="document" aria-current={props.current.then_some("true")}
                onclick={send(&props.dispatch, move || Action::Show(id.clone()))}>
                <span class="name" title={document.head.name.to_string()}>{ &*document.head.name }</span>
                <span class="facts">
                    { sign(document.head.status, words) }
                    <span class="counts">{ for counts }</span>
                </span>
                <span class="unseen">{ format!("{} {}", document.spans.len(), words.spans) }</span>
            </button>
        </li>
    }
}

fn sign(of: DocumentStatus, words: &Words) -> Html {
    let sign = match of {
        DocumentStatus::New => "○",
        DocumentStatus::InProgress => "◐",
        DocumentStatus::Done => "●",
    };
    html! {
        <span class="status"><span aria-hidden="true">{ sign }</span>{ status(of, words) }</span>
    }
}

/// A status in words.
pub(super) const fn status(status: DocumentStatus, words: &Words) -> &'static str {
    match status {
        DocumentStatus::New => words.status_new,
        DocumentStatus::InProgress => words.status_in_progress,
        DocumentStatus::Done => words.status_done,
    }
}
