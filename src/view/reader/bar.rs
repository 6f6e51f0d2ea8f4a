//! The bar by the selection: labels to click, and what would be tagged.

use reportmark_core::{
    model::{Document, SpanStatus},
    scheme::Scheme,
    text::TextRange,
};
use web_sys::MouseEvent;
use yew::{Callback, Component, Context, Html, Properties, classes, html};

use crate::{
    app::{Action, Language, Prefs, Selection, keys::Command, later, words},
    browser::timing,
    view::{Dispatch, Shared, icons, looks, send, suggest},
};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) selection: Selection,
    /// Whether it stands by a selected span as well.
    pub(super) span_bar: bool,
    pub(super) document: Shared<Document>,
    pub(super) taggable: String,
    pub(super) scheme: Shared<Scheme>,
    pub(super) prefs: Prefs,
    pub(super) language: Language,
    pub(super) dispatch: Dispatch,
}

impl Props {
    fn is_shown(&self) -> bool {
        let for_span = matches!(self.selection, Selection::Span(_));
        stretch(&self.selection, &self.document).is_some() && (!for_span || self.span_bar)
    }
}

/// The bar. Hidden, it keeps what it held: to take it out of the page and put it in again takes
/// longer than all else that a label key does to the page. It goes when that is painted.
pub(super) struct Bar {
    /// As it was shown last.
    shown: Option<Props>,
    is_hidden: bool,
}

/// What made it go is painted.
pub(super) struct Painted;

impl Component for Bar {
    type Message = Painted;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut bar = Self {
            shown: None,
            is_hidden: true,
        };
        bar.follow(ctx.props());
        bar
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let is_shown = self.follow(ctx.props());
        if !is_shown && old.is_shown() {
            let link = ctx.link().clone();
            timing::when_painted(move || link.send_message(Painted));
        }
        is_shown
    }

    fn update(&mut self, ctx: &Context<Self>, _: Painted) -> bool {
        !std::mem::replace(&mut self.is_hidden, !ctx.props().is_shown())
    }

    fn view(&self, _: &Context<Self>) -> Html {
        match &self.shown {
            Some(shown) => bar(shown, self.is_hidden),
            None => html! { <div class="bar" data-testid="selection-bar" hidden=true></div> },
        }
    }
}

impl Bar {
    /// Whether it is shown.
    fn follow(&mut self, props: &Props) -> bool {
        let is_shown = props.is_shown();
        if is_shown {
            self.shown = Some(props.clone());
            self.is_hidden = false;
        }
        is_shown
    }
}

fn bar(props: &Props, hidden: bool) -> Html {
    let words = props.language.words();
    let span = match &props.selection {
        Selection::Span(id) => props.document.spans.get(id),
        _ => None,
    };
    let label = |label: &reportmark_core::scheme::Label| {
        let id = label.id.clone();
        let keys = Command::Label(id.clone()).chords(&props.scheme, &props.prefs);
        let pressed = span.map(|span| (span.label == id).to_string());
        html! {
            <button key={label.id.as_str()} type="button" aria-pressed={pressed} data-testid="label-button"
                data-label={label.id.as_str().to_owned()}
                class={classes!("label-button", looks::class(&props.scheme, &label.id))}
                onclick={send(&props.dispatch, move || Action::Label(id.clone()))}>
                { looks::label_name(label, props.language) }
                { for keys.first().map(|chord| html! {
                    <kbd aria-hidden="true">{ words::chord(chord, props.language) }</kbd>
                }) }
            </button>
        }
    };
    // A press on the bar would otherwise take the browser's selection away before the click.
    let hold = Callback::from(|event: MouseEvent| event.prevent_default());
    let last = match (&props.selection, span) {
        (_, Some(span)) if span.status == SpanStatus::Suggested => {
            later::call(|| suggest::decisions(props.language, &props.dispatch))
        }
        (_, Some(span)) => {
            let id = span.id.clone();
            html! {
                <button type="button" class="quiet square" aria-label={words.span_remove} title={words.span_remove}
                    onclick={send(&props.dispatch, move || Action::Remove(id.clone()))}>{ icons::bin() }</button>
            }
        }
        (Selection::Text { exact, .. }, None) => {
            let exact = *exact;
            html! {
                <button type="button" class="quiet" aria-pressed={exact.to_string()} title={words.selection_exact_hint}
                    data-testid="exact"
                    onclick={send(&props.dispatch, move || Action::Exact(!exact))}>{ words.selection_exact }</button>
            }
        }
        _ => html! {},
    };
    html! {
        <div class="bar" role="toolbar" aria-label={words.selection_bar} data-testid="selection-bar" onmousedown={hold}
            {hidden} data-taggable={props.taggable.clone()}>
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
