//! The annotations of the document, in step with the text.

use reportmark_core::{
    model::{Certainty, Cursor, Document, Span, SpanId, SpanStatus},
    scheme::Scheme,
    text::Offset,
};
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::{Component, Context, Html, NodeRef, Properties, classes, component, html};

use super::{Dispatch, Shared, looks, send};
use crate::app::{Action, Language};

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub(super) document: Option<Shared<Document>>,
    pub(super) selected: Option<SpanId>,
    /// The first position of the text in view.
    pub(super) top: Option<Offset>,
    pub(super) scheme: Shared<Scheme>,
    pub(super) language: Language,
    pub(super) dispatch: Dispatch,
}

/// The list. A struct component, for it scrolls after it is drawn.
pub(super) struct Annotations {
    list: NodeRef,
    /// What the list is scrolled for.
    shown: Option<SpanId>,
    top: Option<Offset>,
}

impl Component for Annotations {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self {
            list: NodeRef::default(),
            shown: None,
            top: None,
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let words = props.language.words();
        let spans = props.document.as_ref().map(|document| &document.spans);
        let count = spans.map_or(0, |spans| spans.len());
        html! {
            <section class="annotations" aria-label={words.annotations}>
                <h2>{ words.annotations }<span class="muted">{ format!(" {count}") }</span></h2>
                if count == 0 {
                    <p class="muted empty">{ words.no_annotations }</p>
                }
                <ol ref={self.list.clone()} data-testid="annotation-list" id="annotation-list" tabindex="-1">
                    { for spans.into_iter().flat_map(|spans| spans.iter()).take(200).map(|span| html! {
                        <Item key={span.id.as_str()} span={Shared::from(span)}
                            document={props.document.clone()}
                            selected={props.selected.as_ref() == Some(&span.id)}
                            scheme={props.scheme.clone()} language={props.language}
                            dispatch={props.dispatch.clone()} />
                    }) }
                </ol>
            </section>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        let props = ctx.props();
        let Some(document) = &props.document else {
            return;
        };
        let moved = props.top != self.top;
        let chosen = props.selected != self.shown;
        self.top = props.top;
        self.shown.clone_from(&props.selected);
        if moved && let Some(top) = props.top {
            let first = document.spans.next(&Cursor::Position(top));
            self.show(
                document,
                first.map(|span| &span.id),
                ScrollLogicalPosition::Start,
            );
        }
        if chosen || moved {
            self.show(
                document,
                props.selected.as_ref(),
                ScrollLogicalPosition::Nearest,
            );
        }
    }
}

impl Annotations {
    fn show(&self, document: &Document, id: Option<&SpanId>, place: ScrollLogicalPosition) {
        let nth = id.and_then(|id| document.spans.iter().position(|span| span.id == *id));
        let list = self.list.cast::<Element>();
        let item = nth
            .and_then(|nth| u32::try_from(nth).ok())
            .and_then(|nth| list?.children().item(nth));
        if let Some(item) = item {
            let options = ScrollIntoViewOptions::new();
            options.set_block(place);
            item.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }
}

#[derive(Properties)]
struct ItemProps {
    span: Shared<Span>,
    /// The document that it is in; its text never changes while the span is the same.
    document: Option<Shared<Document>>,
    selected: bool,
    scheme: Shared<Scheme>,
    language: Language,
    dispatch: Dispatch,
}

impl PartialEq for ItemProps {
    /// Without the document: what an item shows of it is the text, which never changes.
    fn eq(&self, other: &Self) -> bool {
        self.span == other.span
            && self.selected == other.selected
            && self.scheme == other.scheme
            && self.language == other.language
            && self.dispatch == other.dispatch
    }
}

#[component]
fn Item(props: &ItemProps) -> Html {
    let span = &props.span;
    let words = props.language.words();
    let quote = props
        .document
        .as_ref()
        .map_or("", |document| document.text.slice(span.range));
    // Enough for the lines an item has.
    let quote: String = quote.chars().take(120).collect();
    let name = looks::name(&props.scheme, &span.label, props.language).to_owned();
    let id = span.id.clone();
    let status = match span.status {
        SpanStatus::Accepted => None,
        SpanStatus::Suggested => Some(words.suggested),
        SpanStatus::Rejected => Some(words.rejected),
    };
    html! {
        <li data-testid="annotation-item" data-span-id={span.id.as_str().to_owned()}
            data-label={span.label.as_str().to_owned()}>
            <button type="button" aria-current={props.selected.then_some("true")}
                class={classes!("item", looks::class(&props.scheme, &span.label), looks::status_class(span.status),
                    props.selected.then_some("selected"))}
                onclick={send(&props.dispatch, move || Action::SelectSpan(id.clone()))}>
                <span class="label-chip">{ name }</span>
                if let Some(status) = status { <span class="flag">{ status }</span> }
                if span.certainty == Certainty::Unsure { <span class="flag">{ words.unsure }</span> }
                if !span.note.is_empty() { <span class="flag" title={span.note.to_string()}>{ words.has_note }</span> }
                <span class="quote" lang="zh-CN">{ quote }</span>
            </button>
        </li>
    }
}
