//! The text with its spans: drawing, selecting, the reading cursor.
//!
//! The browser's selection is read when the pointer or a touch made it, and written when a key or
//! an action did. In between the model's selection is the one that counts.

mod bar;
mod cursor;
mod paragraph;
mod scroll;

use std::{rc::Rc, sync::Arc};

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use reportmark_core::{
    layout::{Pieces, pieces},
    model::{Document, SpanId},
    scheme::Scheme,
    text::Offset,
};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};
use yew::{Component, Context, Event, Html, NodeRef, Properties, html};

use self::paragraph::Paragraph;
use super::{Dispatch, Shared};
use crate::{
    app::{Action, Language, Place, Reveal, Selection},
    browser::{clusters::BrowserClusters, dom_offsets, page},
};

/// Pixels that a pointer moves at least when it drags rather than clicks.
const DRAGGED: i32 = 3;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub(super) document: Shared<Document>,
    pub(super) selection: Selection,
    /// Whether the bar stands by a selected span.
    pub(super) span_bar: bool,
    /// What a label key would tag, as text; empty when nothing would be tagged.
    pub(super) taggable: String,
    pub(super) reveal: Option<Reveal>,
    pub(super) scheme: Shared<Scheme>,
    pub(super) prefs: crate::app::Prefs,
    pub(super) language: Language,
    pub(super) dispatch: Dispatch,
}

pub(super) enum Msg {
    PointerDown(PointerEvent),
    /// The pointer was let go.
    PointerUp {
        /// Whether Alt was held.
        exact: bool,
        /// Where, in pixels of the viewport.
        at: (i32, i32),
    },
    /// The browser has dealt with a click.
    Clicked(bool),
    PointerLost,
    SelectionChanged,
    Key(KeyboardEvent),
    Scrolled,
    /// Scrolling has come to rest.
    Settled,
}

/// The reader.
pub(super) struct Reader {
    scroller: NodeRef,
    caret: NodeRef,
    /// Pieces of every paragraph; the same pointer while a paragraph does not change.
    pieces: Vec<Rc<Pieces>>,
    /// Where a pointer went down in the text, while it is not up yet.
    pointing: Option<(i32, i32)>,
    /// The selection that the browser's was last made to show.
    shown: Option<(Arc<Document>, Selection)>,
    revealed: Option<u64>,
    settle: Option<Timeout>,
    clusters: BrowserClusters,
    _listeners: [EventListener; 3],
}

impl Component for Reader {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        Self {
            scroller: NodeRef::default(),
            caret: NodeRef::default(),
            pieces: cut(&ctx.props().document, &[]),
            pointing: None,
            shown: None,
            revealed: None,
            settle: None,
            clusters: BrowserClusters::new(),
            _listeners: listen(ctx),
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let document = &ctx.props().document;
        if *document != old.document {
            let same_text = Arc::ptr_eq(&document.text, &old.document.text);
            let before = if same_text { &*self.pieces } else { &[] };
            self.pieces = cut(document, before);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::PointerDown(event) => {
                self.pointing = is_in_text(&event).then(|| (event.client_x(), event.client_y()));
            }
            Msg::PointerUp { exact, at } => self.let_go(ctx, exact, at),
            Msg::Clicked(exact) => self.take_pointer_selection(ctx, exact),
            Msg::PointerLost => self.pointing = None,
            Msg::SelectionChanged => self.take_browser_selection(ctx),
            Msg::Key(event) => self.key(ctx, &event),
            Msg::Scrolled => {
                let link = ctx.link().clone();
                self.settle = Some(Timeout::new(120, move || link.send_message(Msg::Settled)));
            }
            Msg::Settled => self.keep_place(ctx),
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let words = props.language.words();
        let selected = match &props.selection {
            Selection::Span(id) => Some(id),
            _ => None,
        };
        html! {
            <div class="reader-frame">
                <div ref={self.scroller.clone()} id="reader" class="reader" data-testid="reader" tabindex="0"
                    role="document" aria-label={words.reader} lang="zh-CN"
                    onpointerdown={ctx.link().callback(Msg::PointerDown)}
                    onkeydown={ctx.link().callback(Msg::Key)}
                    onscroll={ctx.link().callback(|_: Event| Msg::Scrolled)}>
                    <div class="sheet" key={props.document.text.hash().as_str()}>
                        { for self.pieces.iter().enumerate().map(|(nth, pieces)| html! {
                            <Paragraph key={nth} {nth} text={Shared::from(&props.document.text)}
                                pieces={Rc::clone(pieces)} selected={holds(pieces, selected)}
                                scheme={props.scheme.clone()} language={props.language} />
                        }) }
                    </div>
                    <div ref={self.caret.clone()} class="caret" aria-hidden="true"></div>
                    { bar::bar(&bar::Props {
                        selection: &props.selection,
                        span_bar: props.span_bar,
                        document: &props.document,
                        taggable: &props.taggable,
                        scheme: &props.scheme,
                        prefs: &props.prefs,
                        language: props.language,
                        dispatch: &props.dispatch,
                    }) }
                </div>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        self.show_selection(ctx.props());
        self.reveal(ctx.props());
    }
}

/// Cut every paragraph into pieces, keeping the pointers of those that are as before.
fn cut(document: &Document, before: &[Rc<Pieces>]) -> Vec<Rc<Pieces>> {
    let paragraphs = document.text.paragraphs();
    (0..paragraphs.count())
        .map(|nth| {
            let content = paragraphs.content(document.text.as_str(), nth);
            let new = pieces(&document.text, &document.spans, content);
            match before.get(nth) {
                Some(old) if **old == new => Rc::clone(old),
                _ => Rc::new(new),
            }
        })
        .collect()
}

/// The selected span, if a piece of it is in the paragraph.
fn holds(pieces: &Pieces, selected: Option<&SpanId>) -> Option<SpanId> {
    let covers = || pieces.pieces.iter().flat_map(|piece| &piece.covers);
    selected
        .filter(|id| covers().any(|cover| cover.span.id == **id))
        .cloned()
}

fn listen(ctx: &Context<Reader>) -> [EventListener; 3] {
    let document = page::document();
    let target: web_sys::EventTarget = match document {
        Some(document) => document.into(),
        None => js_sys::global().unchecked_into(),
    };
    let on_up = {
        let link = ctx.link().clone();
        move |event: &Event| {
            if let Some(event) = event.dyn_ref::<PointerEvent>() {
                link.send_message(Msg::PointerUp {
                    exact: event.alt_key(),
                    at: (event.client_x(), event.client_y()),
                });
            }
        }
    };
    let on_cancel = ctx.link().callback(|()| Msg::PointerLost);
    let on_change = ctx.link().callback(|()| Msg::SelectionChanged);
    [
        EventListener::new(&target, "pointerup", on_up),
        EventListener::new(&target, "pointercancel", move |_| on_cancel.emit(())),
        EventListener::new(&target, "selectionchange", move |_| on_change.emit(())),
    ]
}

/// Whether the main button went down on the text rather than on the bar over it or the scroll bar.
fn is_in_text(event: &PointerEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    event.button() == 0 && target.is_some_and(|target| matches!(target.closest(".bar"), Ok(None)))
}

impl Reader {
    fn element(&self) -> Option<HtmlElement> {
        self.scroller.cast()
    }

    /// After a drag the browser's selection is final. After a click it is not: an old selection goes
    /// only when this event has passed.
    fn let_go(&mut self, ctx: &Context<Self>, exact: bool, at: (i32, i32)) {
        let Some(from) = self.pointing.take() else {
            return;
        };
        if (at.0 - from.0).abs() + (at.1 - from.1).abs() > DRAGGED {
            self.take_drag(ctx, exact, at);
        } else {
            let link = ctx.link().clone();
            Timeout::new(0, move || link.send_message(Msg::Clicked(exact))).forget();
        }
    }

    /// What a drag selected. Where it selected nothing of the text, nothing is selected: a label
    /// key that follows must not change what was selected before.
    fn take_drag(&self, ctx: &Context<Self>, exact: bool, at: (i32, i32)) {
        let props = ctx.props();
        let text = &props.document.text;
        let ends = self.element().and_then(|element| {
            dom_offsets::selected(text, &element)
                .or_else(|| dom_offsets::dragged(text, &element, at))
        });
        props.dispatch.emit(match ends {
            Some((anchor, focus)) if anchor != focus => Action::Drag {
                anchor,
                focus,
                exact,
            },
            _ => Action::Deselect,
        });
    }

    /// What the pointer left selected: a stretch, or a place that was clicked.
    fn take_pointer_selection(&self, ctx: &Context<Self>, exact: bool) {
        let props = ctx.props();
        let Some(element) = self.element() else {
            return;
        };
        let Some((anchor, focus)) = dom_offsets::selected(&props.document.text, &element) else {
            return;
        };
        props.dispatch.emit(if anchor == focus {
            Action::Click(focus)
        } else {
            Action::Drag {
                anchor,
                focus,
                exact,
            }
        });
    }

    /// What something else selected in the text: touch handles, “select all”, a screen reader.
    fn take_browser_selection(&self, ctx: &Context<Self>) {
        let props = ctx.props();
        let Some(element) = self.element().filter(|_| self.pointing.is_none()) else {
            return;
        };
        let Some((anchor, focus)) = dom_offsets::selected_within(&props.document.text, &element)
        else {
            return;
        };
        let known = matches!(
            props.selection,
            Selection::Text { anchor: a, focus: f, .. } if (a, f) == (anchor, focus)
        );
        if anchor != focus && !known {
            props.dispatch.emit(Action::Select {
                anchor,
                focus,
                exact: false,
            });
        }
    }

    /// Let the browser show the model's selection.
    fn show_selection(&mut self, props: &Props) {
        let Some(element) = self.element() else {
            return;
        };
        let text = &props.document.text;
        let now = (Arc::clone(&props.document.0), props.selection.clone());
        let stale = self.shown.as_ref().is_none_or(|(document, selection)| {
            !Arc::ptr_eq(document, &now.0) || *selection != now.1
        });
        if stale && self.pointing.is_none() {
            match props.selection {
                Selection::Text { anchor, focus, .. } => {
                    if dom_offsets::selected(text, &element) != Some((anchor, focus)) {
                        dom_offsets::select(text, anchor, focus);
                    }
                }
                Selection::Span(_) | Selection::Nothing => dom_offsets::deselect(&element),
            }
            self.shown = Some(now);
        }
        if let Some(caret) = self.caret.cast::<HtmlElement>() {
            cursor::place_caret(&caret, &element, text, caret_at(&props.selection));
        }
        bar::place(&element, props);
    }
}

/// Where the caret is drawn: only where nothing is selected around it.
fn caret_at(selection: &Selection) -> Option<Offset> {
    match selection {
        Selection::Text { anchor, focus, .. } if anchor == focus => Some(*focus),
        _ => None,
    }
}

/// The place on the screen, to be kept.
fn place(props: &Props, top: (Offset, i32)) -> Place {
    Place {
        document: Some(props.document.id().clone()),
        top: Some(top),
    }
}
