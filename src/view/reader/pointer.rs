//! The pointer: clicks, drags over any distance, and the handles of a span.
//!
//! The browser's own way of selecting knows only what is drawn, so with a mouse or a pen the page
//! selects by itself. Touch keeps the browser's, with its handles and its magnifying glass.

use std::{cell::Cell, rc::Rc};

use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use reportmark_core::{
    change::edit::End,
    model::BlockId,
    text::{Offset, TextRange, clause_at, sentence_at},
};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, MouseEvent, PointerEvent};
use yew::{Context, Event, NodeRef};

use super::{Msg, Reader, margin};
use crate::{
    app::{Action, Detail, Selection},
    browser::{dom_offsets, page},
};

/// Pixels that a pointer moves at least when it drags rather than clicks.
const DRAGGED: i32 = 3;

/// Pixels from the upper and lower edge of the view within which a drag scrolls.
const EDGE: f64 = 24.0;

/// Milliseconds between two steps of scrolling at an edge.
const STEP: u32 = 16;

/// By what a drag selects.
#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Character,
    Clause,
    Sentence,
    /// An end of the selected span.
    End(End),
    /// An end of the scope of a block.
    Scope(End),
}

/// A drag that goes on.
pub(super) struct Drag {
    unit: Unit,
    /// What was under the pointer when it went down, by that unit; for an end of a span, the other
    /// end.
    from: TextRange,
    /// What it selects now: where it began and where it is.
    pub(super) ends: (Offset, Offset),
    /// Where it began and where it is, in pixels of the viewport.
    began: (i32, i32),
    at: (i32, i32),
    moved: bool,
    /// The block whose scope it changes.
    block: Option<BlockId>,
    /// Scrolls while the pointer is at an edge.
    scrolling: Option<Interval>,
}

/// What is known of the pointer in its events themselves. What they do to the text is a message,
/// which has its turn later when the page is busy: too late to keep the browser from dragging or
/// selecting by its own means, and to listen to where the pointer goes.
#[derive(Default)]
pub(super) struct Hand {
    /// Whether the pointer used last is a finger.
    is_touch: Cell<bool>,
    /// Whether it is pressed on the text.
    is_down: Cell<bool>,
}

impl Hand {
    /// A pointer of any kind goes down on the text.
    pub(super) fn pressed(&self, event: PointerEvent) -> Msg {
        self.is_touch.set(event.pointer_type() == "touch");
        self.is_down.set(true);
        Msg::PointerDown(event)
    }

    /// The main button of a mouse or pen goes down on the text, which the page selects by.
    pub(super) fn selects(&self, scroller: &NodeRef, event: MouseEvent) -> Option<Msg> {
        if event.button() != 0 || self.is_touch.get() || is_within(&event, ".bar, .link-sign") {
            return None;
        }
        let element = scroller.cast::<HtmlElement>()?;
        // On the scroll bar.
        if f64::from(event.client_x())
            > element.get_bounding_client_rect().left() + f64::from(element.client_width())
        {
            return None;
        }
        event.prevent_default();
        Some(Msg::MouseDown(event))
    }

    /// Follow it wherever it goes, from when it is pressed to when it is let go.
    pub(super) fn follow(self: &Rc<Self>, ctx: &Context<Reader>) -> Vec<EventListener> {
        let Some(document) = page::document() else {
            return Vec::new();
        };
        let listen = |name: &'static str, goes_on: bool, message: fn(PointerEvent) -> Msg| {
            let (link, hand) = (ctx.link().clone(), Rc::clone(self));
            EventListener::new(&document, name, move |event| {
                if let Some(event) = event.dyn_ref::<PointerEvent>()
                    && hand.is_down.get()
                {
                    // A button may be let go where the page does not hear of it.
                    hand.is_down.set(goes_on && event.buttons() != 0);
                    link.send_message(message(event.clone()));
                }
            })
        };
        vec![
            listen("pointermove", true, Msg::PointerMoved),
            listen("pointerup", false, Msg::PointerUp),
            listen("pointercancel", false, |_| Msg::PointerLost),
        ]
    }
}

fn point(event: &MouseEvent) -> (i32, i32) {
    (event.client_x(), event.client_y())
}

fn is_within(event: &Event, selector: &str) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| matches!(target.closest(selector), Ok(Some(_))))
}

impl Reader {
    /// A pointer of any kind went down.
    pub(super) fn pointer_down(&mut self, ctx: &Context<Self>, event: &PointerEvent) {
        if self.begin_scope(ctx, event) {
            return;
        }
        let handle = |name: &str| is_within(event, &format!("[data-handle='{name}']"));
        let end = if handle("start") {
            End::Start
        } else if handle("end") {
            End::End
        } else {
            return;
        };
        let props = ctx.props();
        if let Selection::Span(id) = &props.selection
            && let Some(span) = props.document.spans.get(id)
        {
            let (fixed, moving) = match end {
                End::Start => (span.range.end(), span.range.start()),
                End::End => (span.range.start(), span.range.end()),
            };
            let from = TextRange::empty(fixed);
            self.begin(Unit::End(end), from, (fixed, moving), point(event));
        }
    }

    /// Begin to drag an end of a scope, if the pointer went down on one.
    fn begin_scope(&mut self, ctx: &Context<Self>, event: &PointerEvent) -> bool {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let Some(grip) = target.filter(|target| target.has_attribute("data-scope")) else {
            return false;
        };
        let id = grip.get_attribute("data-block").unwrap_or_default();
        let mut blocks = ctx.props().document.head.blocks.iter();
        let Some(block) = blocks.find(|block| block.id.as_str() == id) else {
            return false;
        };
        let (start, stop) = (block.scope.start(), block.scope.end());
        let (end, fixed, moving) = match grip.get_attribute("data-scope").as_deref() {
            Some("start") => (End::Start, stop, start),
            _ => (End::End, start, stop),
        };
        let id = block.id.clone();
        self.begin(
            Unit::Scope(end),
            TextRange::empty(fixed),
            (fixed, moving),
            point(event),
        );
        if let Some(drag) = &mut self.drag {
            drag.block = Some(id);
        }
        true
    }

    /// The main button of a mouse or pen went down on the text.
    pub(super) fn mouse_down(&mut self, ctx: &Context<Self>, event: &MouseEvent) {
        let Some(element) = self.element() else {
            return;
        };
        if page::focused().as_ref() != Some(&element) {
            element.focus().ok();
        }
        if self.drag.is_some() {
            return;
        }
        let props = ctx.props();
        let text = &props.document.text;
        let Some(at) = dom_offsets::at_point(text, &element, point(event)) else {
            return;
        };
        if event.shift_key() {
            let (anchor, focus) = self.ends(props, false);
            // From a span, its far end, so that the span is in what is selected.
            let anchor = if anchor == focus && at.boundary <= anchor {
                self.ends(props, true).0
            } else {
                anchor
            };
            let ends = (anchor, at.boundary);
            self.begin(
                Unit::Character,
                TextRange::empty(anchor),
                ends,
                point(event),
            );
            self.move_drag(ctx, |drag| drag.moved = true);
            return;
        }
        let (unit, from) = match event.detail() {
            ..=1 => (Unit::Character, TextRange::empty(at.boundary)),
            2 => (Unit::Clause, clause_at(text, at.under)),
            _ => (Unit::Sentence, sentence_at(text, at.under)),
        };
        self.begin(unit, from, (from.start(), from.end()), point(event));
    }

    fn begin(&mut self, unit: Unit, from: TextRange, ends: (Offset, Offset), at: (i32, i32)) {
        self.drag = Some(Drag {
            unit,
            from,
            ends,
            began: at,
            at,
            moved: false,
            block: None,
            scrolling: None,
        });
    }

    pub(super) fn pointer_moved(&mut self, ctx: &Context<Self>, event: &PointerEvent) {
        let at = point(event);
        // A button that was let go where the page did not hear of it.
        if event.buttons() == 0 {
            self.let_go(ctx, event);
            return;
        }
        self.move_drag(ctx, |drag| {
            drag.at = at;
            let way = (at.0 - drag.began.0).abs() + (at.1 - drag.began.1).abs();
            drag.moved |= way > DRAGGED;
        });
    }

    /// Change the drag, and select up to where the pointer is now.
    fn move_drag(&mut self, ctx: &Context<Self>, change: impl FnOnce(&mut Drag)) {
        let (Some(element), Some(drag)) = (self.element(), &mut self.drag) else {
            return;
        };
        change(drag);
        if !drag.moved {
            return;
        }
        element.set_attribute("data-dragging", "").ok();
        let edge = beyond_edge(&element, drag.at.1);
        if edge == 0.0 {
            drag.scrolling = None;
        } else if drag.scrolling.is_none() {
            let link = ctx.link().clone();
            drag.scrolling = Some(Interval::new(STEP, move || {
                link.send_message(Msg::EdgeStep)
            }));
        }
        let text = &ctx.props().document.text;
        if let Some(at) = dom_offsets::at_point(text, &element, drag.at) {
            let here = match drag.unit {
                Unit::Character | Unit::End(_) | Unit::Scope(_) => TextRange::empty(at.boundary),
                Unit::Clause => clause_at(text, at.under),
                Unit::Sentence => sentence_at(text, at.under),
            };
            drag.ends = if here.start() < drag.from.start() {
                (drag.from.end(), here.start())
            } else {
                (drag.from.start(), here.end().max(drag.from.end()))
            };
        }
        self.show_selection(ctx.props());
    }

    /// Scroll while the pointer is held at an edge, the faster the farther beyond it.
    pub(super) fn edge_step(&mut self, ctx: &Context<Self>) {
        let (Some(element), Some(drag)) = (self.element(), &self.drag) else {
            return;
        };
        let beyond = beyond_edge(&element, drag.at.1);
        let by = beyond.abs().min(120.0) + 4.0;
        let by = (by * beyond.signum()) as i32;
        element.set_scroll_top(element.scroll_top() + by);
        self.move_drag(ctx, |_| {});
    }

    /// The pointer was let go.
    pub(super) fn let_go(&mut self, ctx: &Context<Self>, event: &MouseEvent) {
        let exact = event.alt_key();
        let Some(drag) = self.end_drag() else { return };
        let props = ctx.props();
        let (anchor, focus) = drag.ends;
        match drag.unit {
            Unit::End(end) if drag.moved => props.dispatch.emit(Action::SetEnd(end, focus)),
            Unit::Scope(end) if drag.moved => {
                if let Some(block) = drag.block {
                    let detail = Detail::SetScope(block, end, focus);
                    props.dispatch.emit(Action::Detail(Box::new(detail)));
                }
            }
            Unit::End(_) | Unit::Scope(_) => {}
            Unit::Character if !drag.moved => {
                let at = self.element().and_then(|element| {
                    dom_offsets::at_point(&props.document.text, &element, drag.at)
                });
                if let Some(at) = at {
                    props.dispatch.emit(Action::Click {
                        under: at.under,
                        boundary: at.boundary,
                    });
                }
            }
            _ if anchor != focus => props.dispatch.emit(Action::Drag {
                anchor,
                focus,
                exact,
            }),
            // Where a drag selected nothing of the text, nothing is selected: a label key that
            // follows must not change what was selected before.
            _ => props.dispatch.emit(Action::Deselect),
        }
        // Where nothing changes, nothing is drawn anew.
        self.show_selection(props);
    }

    /// The drag is over.
    pub(super) fn end_drag(&mut self) -> Option<Drag> {
        if let Some(element) = self.element() {
            element.remove_attribute("data-dragging").ok();
        }
        self.drag.take()
    }

    /// A click on a sign in the margin, or a tap. Everything else that touch selects comes as the
    /// browser's selection.
    pub(super) fn clicked(&self, ctx: &Context<Self>, event: &MouseEvent) {
        if let Some(span) = margin::pointed_at(event) {
            ctx.props().dispatch.emit(Action::SelectSpan(span));
            return;
        }
        let Some(element) = self.element().filter(|_| self.hand.is_touch.get()) else {
            return;
        };
        if is_within(event, ".bar, .handle") {
            return;
        }
        let props = ctx.props();
        if let Some(at) = dom_offsets::at_point(&props.document.text, &element, point(event)) {
            props.dispatch.emit(Action::Click {
                under: at.under,
                boundary: at.boundary,
            });
        }
    }
}

/// How many pixels a pointer is beyond the upper edge, as a negative number, or the lower one.
fn beyond_edge(element: &HtmlElement, y: i32) -> f64 {
    let frame = element.get_bounding_client_rect();
    let y = f64::from(y);
    (y - (frame.top() + EDGE)).min(0.0) + (y - (frame.bottom() - EDGE)).max(0.0)
}
