//! The bar by the selection: labels to click, and what would be tagged.

use reportmark_core::{model::Document, scheme::Scheme};
use web_sys::MouseEvent;
use yew::{Callback, Html, classes, html};

use crate::{
    app::{Action, Language, Prefs, Selection, keys::Command, words},
    view::{Dispatch, icons, looks, send},
};

use reportmark_core::text::TextRange;

pub(super) struct Props<'a> {
    pub(super) selection: &'a Selection,
    /// Whether it stands by a selected span as well.
    pub(super) span_bar: bool,
    pub(super) document: &'a Document,
    pub(super) taggable: &'a str,
    pub(super) scheme: &'a Scheme,
    pub(super) prefs: &'a Prefs,
    pub(super) language: Language,
    pub(super) dispatch: &'a Dispatch,
}

pub(super) fn bar(props: &Props<'_>) -> Html {
    let for_span = matches!(props.selection, Selection::Span(_));
    if stretch(props.selection, props.document).is_none() || (for_span && !props.span_bar) {
        return html! { <div class="bar" data-testid="selection-bar" hidden=true></div> };
    }
    let words = props.language.words();
    let span = match props.selection {
        Selection::Span(id) => props.document.spans.get(id),
        _ => None,
    };
    let label = |label: &reportmark_core::scheme::Label| {
        let id = label.id.clone();
        let keys = Command::Label(id.clone()).chords(props.scheme, props.prefs);
        let pressed = span.map(|span| (span.label == id).to_string());
        html! {
            <button key={label.id.as_str()} type="button" aria-pressed={pressed} data-testid="label-button"
                data-label={label.id.as_str().to_owned()}
                class={classes!("label-button", looks::class(props.scheme, &label.id))}
                onclick={send(props.dispatch, move || Action::Label(id.clone()))}>
                { looks::label_name(label, props.language) }
                { for keys.first().map(|chord| html! {
                    <kbd aria-hidden="true">{ words::chord(chord, props.language) }</kbd>
                }) }
            </button>
        }
    };
    // A press on the bar would otherwise take the browser's selection away before the click.
    let hold = Callback::from(|event: MouseEvent| event.prevent_default());
    let last = match (props.selection, span) {
        (_, Some(span)) => {
            let id = span.id.clone();
            html! {
                <button type="button" class="quiet square" aria-label={words.span_remove} title={words.span_remove}
                    onclick={send(props.dispatch, move || Action::Remove(id.clone()))}>{ icons::bin() }</button>
            }
        }
        (Selection::Text { exact, .. }, None) => {
            let exact = *exact;
            html! {
                <button type="button" class="quiet" aria-pressed={exact.to_string()} title={words.selection_exact_hint}
                    data-testid="exact"
                    onclick={send(props.dispatch, move || Action::Exact(!exact))}>{ words.selection_exact }</button>
            }
        }
        _ => html! {},
    };
    html! {
        <div class="bar" role="toolbar" aria-label={words.selection_bar} data-testid="selection-bar" onmousedown={hold}
            data-taggable={props.taggable.to_owned()}>
            { for props.scheme.labels.iter().map(label) }
            { last }
        </div>
    }
}

/// The stretch that the bar stands by.
pub(super) fn stretch(selection: &Selection, document: &Document) -> Option<TextRange> {
    match selection {
        Selection::Text { anchor, focus, .. } if anchor != focus => {
            Some(TextRange::between(*anchor, *focus))
        }
        Selection::Span(id) => document.spans.get(id).map(|span| span.range),
        _ => None,
    }
}
