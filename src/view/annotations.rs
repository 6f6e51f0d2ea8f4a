//! The annotations of the document, in step with the text.
//!
//! What is listed, in which order and what is picked is state of the page
//! ([`Listing`](crate::app::listing::Listing)); drawn are the rows in view, which come in the
//! properties.

use std::sync::Arc;

use gloo_events::EventListener;
use reportmark_core::{
    model::{Certainty, Span, SpanId, SpanStatus},
    scheme::Scheme,
    text::{Offset, Text},
};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent, MouseEvent};
use yew::{Callback, Component, Context, Event, Html, Properties, classes, html};

use super::{
    Dispatch, Shared,
    list_tools::tools,
    looks,
    rows::{Place, Rows},
};
use crate::app::{
    Action, Language, Pane, State,
    listing::{Filter, ListAction, Order, Pick, Step},
    words::Words,
};

/// Pixels of a row: two lines of text. The style sheet draws it so (`.item`).
const ROW: usize = 52;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    text: Option<Shared<Text>>,
    /// The rows to be drawn: each span, and whether it is picked or selected.
    rows: Vec<(Shared<Span>, bool)>,
    /// The first of them, and how many were asked for.
    window: (usize, usize),
    /// How many annotations there are, how many of them are listed, and whether that is final.
    count: usize,
    listed: usize,
    complete: bool,
    filter: Filter,
    order: Order,
    /// The selected span, and its row if it is listed.
    selected: Option<SpanId>,
    selected_row: Option<usize>,
    /// The first position of the text in view, and the row for it.
    top: Option<Offset>,
    top_row: Option<usize>,
    /// Whether a narrow screen shows the list; what is hidden cannot be scrolled.
    pane: Pane,
    scheme: Shared<Scheme>,
    language: Language,
    dispatch: Dispatch,
}

impl Props {
    pub(super) fn of(state: &State, dispatch: &Dispatch) -> Self {
        let listing = &state.listing;
        let document = state.document();
        let selected = state.selected_span();
        let many = listing.picked() > 1;
        let (first, count) = listing.window;
        let row = |(span, nth)| {
            let marked = match selected {
                _ if many => listing.is_picked(nth),
                Some(selected) => Arc::ptr_eq(selected, span),
                None => false,
            };
            (Shared::from(span), marked)
        };
        let top = state.place.top.map(|(top, _)| top);
        Self {
            text: document.map(|document| Shared::from(&document.text)),
            rows: listing
                .rows(first, count)
                .into_iter()
                .zip(first..)
                .map(row)
                .collect(),
            window: listing.window,
            count: document.map_or(0, |document| document.spans.len()),
            listed: listing.len(),
            complete: listing.is_complete(),
            filter: listing.filter().clone(),
            order: listing.order(),
            selected: selected.map(|span| span.id.clone()),
            selected_row: selected.and_then(|span| listing.row_of(span)),
            top,
            top_row: top.and_then(|top| listing.row_from(top)),
            pane: state.pane,
            scheme: Shared::from(&state.project.scheme),
            language: state.language(),
            dispatch: dispatch.clone(),
        }
    }
}

pub(super) enum Msg {
    /// The list was scrolled, or has another height.
    Scrolled,
}

/// The list. A struct component, for it scrolls after it is drawn.
pub(super) struct Annotations {
    rows: Rows,
    /// Rows to be scrolled to when they are drawn: to the top edge, and into view.
    to_top: Option<usize>,
    into_view: Option<usize>,
    _resized: Option<EventListener>,
}

impl Component for Annotations {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link().clone();
        let resized = move |_: &Event| link.send_message(Msg::Scrolled);
        Self {
            rows: Rows::of_height(ROW),
            to_top: None,
            into_view: ctx.props().selected_row,
            _resized: web_sys::window()
                .map(|window| EventListener::new(&window, "resize", resized)),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Scrolled => self.follow_scrolling(ctx.props()),
        }
        false
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        let moved = props.pane != old.pane || props.top != old.top;
        let other =
            (&props.filter, props.order) != (&old.filter, old.order) || props.text != old.text;
        let selected = (&props.selected, props.selected_row) != (&old.selected, old.selected_row);
        self.to_top = if moved {
            props.top_row
        } else {
            other.then_some(0)
        };
        self.into_view = props.selected_row.filter(|_| moved || other || selected);
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let words = props.language.words();
        let on_click = {
            let dispatch = props.dispatch.clone();
            Callback::from(move |event: MouseEvent| clicked(&dispatch, &event))
        };
        let on_key = {
            let (rows, dispatch) = (self.rows.clone(), props.dispatch.clone());
            Callback::from(move |event: KeyboardEvent| pressed(&rows, &dispatch, &event))
        };
        let count = if props.filter.is_empty() {
            props.count.to_string()
        } else {
            let more = if props.complete { "" } else { "…" };
            let of = props.language.pick(" / ", " of ");
            format!("{}{more}{of}{}", props.listed, props.count)
        };
        let none = if props.count == 0 {
            words.no_annotations
        } else {
            words.list_none
        };
        let active = props
            .selected_row
            .and_then(|row| row.checked_sub(props.window.0))
            .filter(|&nth| nth < props.rows.len());
        html! {
            <section class="annotations" aria-label={words.annotations}>
                <h2>{ words.annotations }<span class="muted" data-testid="list-count">{ format!(" {count}") }</span></h2>
                if props.count > 0 || !props.filter.is_empty() {
                    { tools(&props.filter, props.order, &props.scheme, props.language, &props.dispatch) }
                }
                if props.listed == 0 && props.complete {
                    <p class="muted empty">{ none }</p>
                }
                <div ref={self.rows.scroller.clone()} class="rows" id="annotation-list" data-testid="annotation-list"
                    role="listbox" aria-label={words.annotations} aria-multiselectable="true" tabindex="0"
                    aria-activedescendant={active.map(|nth| format!("item-{}", props.window.0 + nth))}
                    onscroll={ctx.link().callback(|_: Event| Msg::Scrolled)}
                    onclick={on_click} onkeydown={on_key}>
                    <div ref={self.rows.content.clone()} role="presentation">
                        { for props.rows.iter().zip(props.window.0..).map(|((span, marked), nth)| {
                            item(props, words, span, nth, *marked)
                        }) }
                    </div>
                </div>
            </section>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        let props = ctx.props();
        self.rows.lay_out(props.listed, props.window.0);
        if let Some(row) = self.to_top.take() {
            self.rows.show(row, Place::Top);
        }
        if let Some(row) = self.into_view.take() {
            self.rows.show(row, Place::InView);
        }
        self.follow_scrolling(props);
    }
}

impl Annotations {
    /// Ask for other rows when others are in view.
    fn follow_scrolling(&self, props: &Props) {
        let (first, count) = self.rows.window();
        if (first, count) != props.window {
            props
                .dispatch
                .emit(Action::List(ListAction::Window(first, count)));
        }
    }
}

/// Keys of the list. What is not one of them goes on to the page's own keys. Done in the event
/// itself: a key of the page that comes after must find what this one did.
fn pressed(rows: &Rows, dispatch: &Dispatch, event: &KeyboardEvent) {
    let control = event.ctrl_key() || event.meta_key();
    let emit = |action| dispatch.emit(Action::List(action));
    let to = match event.key().as_str() {
        "ArrowDown" => Step::Down(1),
        "ArrowUp" => Step::Up(1),
        "PageDown" => Step::Down(rows.page()),
        "PageUp" => Step::Up(rows.page()),
        "Home" => Step::First,
        "End" => Step::Last,
        "Enter" => Step::Down(0),
        "Escape" => {
            emit(ListAction::PickOne);
            return;
        }
        "a" if control => {
            event.prevent_default();
            emit(ListAction::PickAll);
            return;
        }
        _ => return,
    };
    if event.alt_key() || (control && event.key().starts_with("Arrow")) {
        return;
    }
    event.prevent_default();
    let how = if event.shift_key() {
        Pick::Extend
    } else {
        Pick::Only
    };
    emit(ListAction::Go(to, how));
}

fn clicked(dispatch: &Dispatch, event: &MouseEvent) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let item = target.and_then(|target| target.closest("[data-span-id]").ok().flatten());
    let span = item.and_then(|item| item.get_attribute("data-span-id"));
    let how = if event.shift_key() {
        Pick::Extend
    } else if event.ctrl_key() || event.meta_key() {
        Pick::Toggle
    } else {
        Pick::Only
    };
    if let Some(id) = span {
        dispatch.emit(Action::List(ListAction::Pick(SpanId::new(&id), how)));
    }
}

fn item(props: &Props, words: &Words, span: &Shared<Span>, nth: usize, marked: bool) -> Html {
    let quote = props
        .text
        .as_ref()
        .map_or("", |text| text.slice(span.range));
    // Enough for the lines an item has.
    let quote: String = quote.chars().take(90).collect();
    let name = looks::name(&props.scheme, &span.label, props.language).to_owned();
    let status = match span.status {
        SpanStatus::Accepted => None,
        SpanStatus::Suggested => Some(words.suggested),
        SpanStatus::Rejected => Some(words.rejected),
    };
    let is_lead = props.selected_row == Some(nth);
    html! {
        <div key={span.id.as_str()} id={format!("item-{nth}")} role="option" data-testid="annotation-item"
            aria-selected={marked.to_string()} aria-posinset={(nth + 1).to_string()} aria-setsize={props.listed.to_string()}
            data-span-id={span.id.as_str().to_owned()}
            data-label={span.label.as_str().to_owned()}
            class={classes!("item", looks::class(&props.scheme, &span.label), looks::status_class(span.status),
                marked.then_some("selected"), is_lead.then_some("lead"))}>
            <span class="label-chip">{ name }</span>
            if let Some(status) = status { <span class="flag">{ status }</span> }
            if span.certainty == Certainty::Unsure { <span class="flag">{ words.unsure }</span> }
            if !span.note.is_empty() { <span class="flag" title={span.note.to_string()}>{ words.has_note }</span> }
            <span class="quote" lang="zh-CN">{ quote }</span>
        </div>
    }
}
