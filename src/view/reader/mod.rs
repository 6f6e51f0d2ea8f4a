//! The text with its spans: drawing what is near the view, selecting, the reading cursor.
//!
//! The selection is the model's. The browser's own shows that part of it which is drawn; it is read
//! only where something else than the page made it: touch, “select all”, a screen reader.

mod bar;
mod cursor;
mod lead;
mod margin;
mod overlay;
mod pointer;
mod row;
mod scroll;
mod window;

use std::{cell::Cell, collections::VecDeque, rc::Rc};

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use reportmark_core::{
    layout::Pieces,
    model::{Document, SpanId},
    scheme::{LabelId, Scheme},
    text::{Offset, TextRange},
};
use wasm_bindgen::JsCast as _;
use web_sys::{ClipboardEvent, HtmlElement, MouseEvent, PointerEvent};
use yew::{Callback, Component, Context, Event, Html, NodeRef, Properties, classes, html};

pub(super) use self::lead::{Ahead, Lead};
use self::{
    bar::Bar,
    cursor::{Key, Page},
    overlay::Overlay,
    pointer::{Drag, Hand},
    row::Row,
    window::Window,
};
use super::{Dispatch, Shared, looks};
use crate::{
    app::{Action, Language, Place, Reveal, Selection},
    browser::{dom_offsets, highlight, page, sizes::Sizes, timing},
};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) document: Shared<Document>,
    /// Whether Tab goes to the next suggestion.
    pub(super) takes_tab: bool,
    pub(super) selection: Selection,
    /// Whether the bar stands by a selected span.
    pub(super) span_bar: bool,
    /// What a label key would tag, as text; empty when nothing would be tagged.
    pub(super) taggable: String,
    /// The label that every click tags a clause with.
    pub(super) armed: Option<LabelId>,
    pub(super) reveal: Option<Reveal>,
    pub(super) scheme: Shared<Scheme>,
    pub(super) prefs: crate::app::Prefs,
    pub(super) language: Language,
    pub(super) dispatch: Dispatch,
    /// Asks the page to say when all that was done so far has been taken up.
    pub(super) catch_up: Callback<()>,
    /// By which the page reaches the reader.
    pub(super) lead: Lead,
    /// Told when another stretch of the text was drawn.
    pub(super) on_drawn: Callback<TextRange>,
}

pub(in crate::view) enum Msg {
    /// A pointer of any kind went down.
    PointerDown(PointerEvent),
    /// A button of a mouse or pen went down.
    MouseDown(MouseEvent),
    PointerMoved(PointerEvent),
    PointerUp(PointerEvent),
    PointerLost,
    /// Time to scroll while a pointer is held at an edge.
    EdgeStep,
    Clicked(MouseEvent),
    SelectionChanged,
    Key(Key),
    /// Something that comes after all that was done in the text before.
    Pass(Box<dyn FnOnce()>),
    /// All that was done before has been taken up by the page.
    CaughtUp,
    Copy(ClipboardEvent),
    Scrolled,
    /// Scrolling has come to rest.
    Settled,
    /// The view or its characters have another size.
    Resized,
    /// More has to be drawn.
    Draw,
    /// What was drawn is painted: now is the time to ask where it stands.
    LayOut,
}

/// The reader.
pub(super) struct Reader {
    scroller: NodeRef,
    sheet: NodeRef,
    layer: NodeRef,
    rows: NodeRef,
    probe: NodeRef,
    margin: NodeRef,
    overlay: Overlay,
    window: Window,
    drag: Option<Drag>,
    hand: Rc<Hand>,
    /// The part of the selection that the browser's was made to show: where it began, where it ends.
    shown: Option<(Offset, Offset)>,
    /// Whether rows are being drawn anew. The browser then moves its selection by itself, out of
    /// what goes; that is no choice of the user's. Drawing may take several turns of the event loop.
    is_drawing: Cell<bool>,
    /// Whether the page paints a selection.
    painted: bool,
    /// The stretch that was told to be drawn.
    told: TextRange,
    /// What is to be brought into view, once it is drawn.
    wanted: Option<TextRange>,
    /// Where the last step by a line led, and the column that it kept to.
    column: Option<(Offset, f64)>,
    /// A key that goes by how the text is drawn. It waits until all that was done before is.
    asked: Option<Key>,
    /// Whether that has been taken up.
    is_caught_up: bool,
    /// Where the cursor goes when the page that was turned to is drawn.
    turning: Option<Page>,
    /// What was pressed since.
    held: VecDeque<Msg>,
    revealed: Option<u64>,
    settle: Option<Timeout>,
    /// Whether the view or its characters may have another size than when they were measured.
    may_be_resized: bool,
    /// Whether what is drawn now can be painted before it is asked where it stands.
    paints_first: bool,
    /// Whether that is going to be asked.
    will_lay_out: bool,
    sizes: Option<Sizes>,
    _listeners: Vec<EventListener>,
}

impl Component for Reader {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        ctx.props().lead.follow(Some(ctx.link().clone()));
        let hand = Rc::new(Hand::default());
        let mut listeners = hand.follow(ctx);
        listeners.push(listen(ctx));
        Self {
            scroller: NodeRef::default(),
            sheet: NodeRef::default(),
            layer: NodeRef::default(),
            rows: NodeRef::default(),
            probe: NodeRef::default(),
            margin: NodeRef::default(),
            overlay: Overlay::default(),
            window: Window::new(&ctx.props().document),
            drag: None,
            hand: Rc::clone(&hand),
            shown: None,
            is_drawing: Cell::new(false),
            painted: false,
            told: TextRange::default(),
            wanted: None,
            column: None,
            asked: None,
            is_caught_up: false,
            turning: None,
            held: VecDeque::new(),
            revealed: None,
            settle: None,
            may_be_resized: true,
            paints_first: false,
            will_lay_out: false,
            sizes: None,
            _listeners: listeners,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let document = &ctx.props().document;
        if !std::sync::Arc::ptr_eq(&document.text, &old.document.text) {
            self.window = Window::new(document);
            self.may_be_resized = true;
            self.end_drag();
            self.shown = None;
        } else if *document != old.document {
            self.window.draw(document);
        }
        self.paints_first = can_paint_first(ctx.props(), old);
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::PointerDown(event) => self.pointer_down(ctx, &event),
            Msg::MouseDown(event) => self.mouse_down(ctx, &event),
            Msg::PointerMoved(event) => self.pointer_moved(ctx, &event),
            Msg::PointerUp(event) => self.let_go(ctx, &event),
            Msg::PointerLost => drop(self.end_drag()),
            Msg::EdgeStep => self.edge_step(ctx),
            Msg::Clicked(event) => self.clicked(ctx, &event),
            Msg::SelectionChanged => self.take_browser_selection(ctx),
            Msg::Key(_) | Msg::Pass(_) if self.is_waiting() => self.held.push_back(msg),
            Msg::Key(key) => self.key(ctx, key),
            Msg::Pass(job) => job(),
            Msg::CaughtUp => {
                self.is_caught_up = true;
                return true;
            }
            Msg::Copy(event) => copy(ctx.props(), &event),
            Msg::Scrolled => return self.scrolled(ctx),
            Msg::Settled => return self.settled(ctx),
            Msg::Resized => {
                self.may_be_resized = true;
                return true;
            }
            Msg::Draw => {
                self.window.draw(&ctx.props().document);
                return true;
            }
            Msg::LayOut => {
                self.will_lay_out = false;
                self.lay_out(ctx);
            }
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        self.is_drawing.set(true);
        let props = ctx.props();
        let words = props.language.words();
        let selected = match &props.selection {
            Selection::Span(id) => Some(id),
            _ => None,
        };
        let text = Shared::from(&props.document.text);
        let link = ctx.link();
        let on_pointer_down = {
            let hand = Rc::clone(&self.hand);
            link.callback(move |event| hand.pressed(event))
        };
        let on_mouse_down = {
            let (hand, scroller) = (Rc::clone(&self.hand), self.scroller.clone());
            link.batch_callback(move |event| hand.selects(&scroller, event))
        };
        html! {
            <div class="reader-frame">
                <div ref={self.scroller.clone()} id="reader" class="reader" data-testid="reader" tabindex="0"
                    role="document" aria-label={words.reader} lang="zh-CN" data-tab={props.takes_tab.then_some("")}
                    onpointerdown={on_pointer_down} onmousedown={on_mouse_down}
                    onclick={link.callback(Msg::Clicked)} onkeydown={link.batch_callback(cursor::key_pressed)}
                    oncopy={link.batch_callback(|event: Event| Some(Msg::Copy(event.dyn_into().ok()?)))}
                    onscroll={link.callback(|_: Event| Msg::Scrolled)}>
                    <div ref={self.sheet.clone()} class="sheet" key={props.document.text.hash().as_str()}>
                        <div ref={self.layer.clone()} class="layer">
                            <div class="column">
                                <div ref={self.rows.clone()} class="text-rows">
                                    { for self.window.drawn().map(|(nth, pieces)| html! {
                                        <Row key={nth} content={self.window.rows.content(nth)}
                                            goes_on={self.window.rows.goes_on(nth)} text={text.clone()}
                                            pieces={Rc::clone(pieces)} selected={holds(pieces, selected)}
                                            scheme={props.scheme.clone()} language={props.language} />
                                    }) }
                                </div>
                                <span ref={self.probe.clone()} class="probe" aria-hidden="true"></span>
                            </div>
                            <div ref={self.margin.clone()} class="margin" aria-hidden="true"></div>
                            { self.overlay.view(props.language) }
                            <Bar selection={props.selection.clone()} span_bar={props.span_bar}
                                document={props.document.clone()} taggable={props.taggable.clone()}
                                scheme={props.scheme.clone()} prefs={props.prefs.clone()}
                                language={props.language} dispatch={props.dispatch.clone()} />
                        </div>
                    </div>
                </div>
                <div class="armed-place" role="status">
                    if let Some(label) = &props.armed {
                        <p class={classes!("armed", looks::class(&props.scheme, label))} data-testid="armed">
                            <strong>{ looks::name(&props.scheme, label, props.language) }</strong>{ words.armed }
                        </p>
                    }
                </div>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            let link = ctx.link().clone();
            let of = [self.scroller.cast(), self.probe.cast()];
            self.sizes = Sizes::watch(of, move || link.send_message(Msg::Resized));
        }
        let drawn = self.window.stretch();
        if drawn != self.told || first {
            self.told = drawn;
            ctx.props().on_drawn.emit(drawn);
        }
        let paints_first = std::mem::take(&mut self.paints_first);
        let can_wait = paints_first
            && self.asked.is_none()
            && !self.may_be_resized
            && !self.window.may_be_shifted();
        if !can_wait || self.window.lacks() {
            self.lay_out(ctx);
            return;
        }
        self.show_selection(ctx.props());
        if !self.will_lay_out {
            self.will_lay_out = true;
            let link = ctx.link().clone();
            timing::when_painted(move || link.send_message(Msg::LayOut));
        }
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        ctx.props().lead.follow(None);
    }
}

/// Whether nothing of what is drawn now has its place by what is around it: no caret, and no bar.
/// The handles of a span may come a frame later than the span.
fn can_paint_first(props: &Props, old: &Props) -> bool {
    props.document.text == old.document.text
        && props.reveal == old.reveal
        && matches!(props.selection, Selection::Span(_))
        && !props.span_bar
}

/// The selected span, if a piece of it is in the row.
fn holds(pieces: &Pieces, selected: Option<&SpanId>) -> Option<SpanId> {
    let covers = || pieces.pieces.iter().flat_map(|piece| &piece.covers);
    selected
        .filter(|id| covers().any(|cover| cover.span.id == **id))
        .cloned()
}

fn listen(ctx: &Context<Reader>) -> EventListener {
    let page = page::document().map(web_sys::EventTarget::from);
    let page = page.unwrap_or_else(|| js_sys::global().unchecked_into());
    let link = ctx.link().clone();
    EventListener::new(&page, "selectionchange", move |_| {
        // When it was taken away there is nothing to take up.
        if dom_offsets::selection().is_some_and(|selection| selection.range_count() > 0) {
            link.send_message(Msg::SelectionChanged);
        }
    })
}

/// Put what is selected on the clipboard, whole, however little of it is drawn.
fn copy(props: &Props, event: &ClipboardEvent) {
    let range = match &props.selection {
        Selection::Nothing => None,
        Selection::Text { anchor, focus, .. } => Some(TextRange::between(*anchor, *focus)),
        Selection::Span(id) => props.document.spans.get(id).map(|span| span.range),
    };
    let (Some(range), Some(data)) = (
        range.filter(|range| !range.is_empty()),
        event.clipboard_data(),
    ) else {
        return;
    };
    if data
        .set_data("text/plain", props.document.text.slice(range))
        .is_ok()
    {
        event.prevent_default();
    }
}

impl Reader {
    fn element(&self) -> Option<HtmlElement> {
        self.scroller.cast()
    }

    /// What something else selected in the text: touch handles, “select all”, a screen reader.
    fn take_browser_selection(&self, ctx: &Context<Self>) {
        let props = ctx.props();
        let is_users = self.drag.is_none() && !self.is_drawing.get();
        let Some(element) = self.element().filter(|_| is_users) else {
            return;
        };
        let Some((anchor, focus)) = dom_offsets::selected_within(&props.document.text, &element)
        else {
            return;
        };
        if anchor == focus || self.shown == Some((anchor, focus)) {
            return;
        }
        // An end that was not moved may be far outside of what is drawn.
        let (anchor, focus) = match (self.shown, &props.selection) {
            (
                Some(shown),
                Selection::Text {
                    anchor: a,
                    focus: f,
                    ..
                },
            ) => (
                if shown.0 == anchor { *a } else { anchor },
                if shown.1 == focus { *f } else { focus },
            ),
            _ => (anchor, focus),
        };
        props.dispatch.emit(Action::Select {
            anchor,
            focus,
            exact: false,
        });
    }

    /// Let the browser show that part of the selection which is drawn.
    fn show_selection(&mut self, props: &Props) {
        let Some(element) = self.element() else {
            return;
        };
        let text = &props.document.text;
        let ends = match (&self.drag, &props.selection) {
            (Some(drag), _) if drag.ends.0 != drag.ends.1 => Some(drag.ends),
            (None, Selection::Text { anchor, focus, .. }) => Some((*anchor, *focus)),
            _ => None,
        };
        let drawn = self.window.stretch();
        let cut = |at: Offset| at.max(drawn.start()).min(drawn.end());
        let part = ends
            .filter(|&(a, b)| a.min(b) <= drawn.end() && a.max(b) >= drawn.start())
            .map(|(anchor, focus)| (cut(anchor), cut(focus)));
        let range = part.map(|(a, b)| TextRange::between(a, b));
        if range.is_some() || self.painted {
            highlight::paint("selection", text, range.as_slice());
            self.painted = range.is_some();
        }
        // Where a field is typed in, the browser's selection is its cursor.
        let elsewhere = page::focused().is_some_and(|focused| {
            focused != element
                && focused
                    .closest("input, textarea")
                    .is_ok_and(|field| field.is_some())
        });
        if !elsewhere {
            match part {
                Some((anchor, focus)) => {
                    if dom_offsets::selected(text, &element) != part {
                        dom_offsets::select(text, anchor, focus);
                    }
                }
                None => dom_offsets::deselect(&element),
            }
        }
        self.shown = part;
        self.is_drawing.set(false);
    }
}

/// The place on the screen, to be kept.
fn place(props: &Props, top: (Offset, i32)) -> Place {
    Place {
        document: Some(props.document.id().clone()),
        top: Some(top),
    }
}
