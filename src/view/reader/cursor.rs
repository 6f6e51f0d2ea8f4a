//! The reading cursor: which keys move it, and the moves that only the browser can make, for it
//! alone knows where lines break.

use reportmark_core::text::{Offset, Text, TextRange};
use web_sys::{HtmlElement, KeyboardEvent};
use yew::Context;

use super::{Msg, Props, Reader};
use crate::{
    app::{Action, Motion},
    browser::dom_offsets,
};

/// Pixels of a page that stay in view when it is turned.
const KEPT: i32 = 64;

/// A page that is being turned: what is drawn then decides where the cursor goes.
pub(super) struct Page {
    /// Where the selection began, when it is extended.
    anchor: Option<Offset>,
    /// Where the cursor goes, in pixels of the viewport.
    at: (i32, i32),
}

/// A key that may be one of the cursor's. None of those has a name of one letter, but with Control:
/// what is pressed most often is not looked at here.
pub(super) fn key_pressed(event: KeyboardEvent) -> Option<Msg> {
    let is_letter = event.key().chars().nth(1).is_none();
    let may_be = !is_letter || event.ctrl_key() || event.meta_key();
    may_be.then_some(Msg::Key(event))
}

impl Reader {
    /// Keys of the cursor, while the text has the focus. What is not one of them goes on to the
    /// page's own keys.
    pub(super) fn key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) {
        if event.is_composing() {
            return;
        }
        let props = ctx.props();
        let control = event.ctrl_key() || event.meta_key();
        let extend = event.shift_key();
        let taken = match (event.key().as_str(), control, event.alt_key()) {
            ("Escape", ..) => {
                props.dispatch.emit(Action::Deselect);
                return;
            }
            ("a", true, false) => {
                props.dispatch.emit(Action::Select {
                    anchor: Offset::ZERO,
                    focus: props.document.text.end(),
                    exact: false,
                });
                true
            }
            ("Enter", false, false) => {
                props.dispatch.emit(Action::TagHere);
                true
            }
            ("ArrowUp", false, false) => self.line(props, false, extend),
            ("ArrowDown", false, false) => self.line(props, true, extend),
            ("PageUp", false, false) => self.turn(ctx, false, extend),
            ("PageDown", false, false) => self.turn(ctx, true, extend),
            (key, ..) => match Motion::of_key(key, control, event.alt_key()) {
                Some(motion) => {
                    props.dispatch.emit(Action::Move { motion, extend });
                    true
                }
                None => false,
            },
        };
        if taken {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    /// Where the selection began and where the cursor is.
    pub(super) fn ends(&self, props: &Props, forward: bool) -> (Offset, Offset) {
        let top = self.window.top().0;
        props.selection.ends(&props.document, top, forward)
    }

    /// A line up or down.
    fn line(&mut self, props: &Props, forward: bool, extend: bool) -> bool {
        let (anchor, from) = self.ends(props, forward);
        let text = &props.document.text;
        let to = if self.window.shows(from) {
            line(text, from, if forward { "forward" } else { "backward" })
        } else {
            // It is shown first.
            Some(from)
        };
        if let Some(to) = to {
            self.wanted = Some(TextRange::empty(to));
            // The browser's cursor was moved to find out.
            self.shown = None;
            props.dispatch.emit(Action::Select {
                anchor: if extend { anchor } else { to },
                focus: to,
                exact: false,
            });
        }
        true
    }

    /// A page up or down: the text is scrolled, and the cursor stays where it is on the screen.
    fn turn(&mut self, ctx: &Context<Self>, forward: bool, extend: bool) -> bool {
        let props = ctx.props();
        let Some(element) = self.element() else {
            return false;
        };
        let (anchor, from) = self.ends(props, forward);
        let text = &props.document.text;
        let frame = element.get_bounding_client_rect();
        let shown = self.window.shows(from);
        let rect = shown
            .then(|| dom_offsets::rects(text, TextRange::empty(from)))
            .flatten()
            .map(|(rect, _)| rect)
            .filter(|rect| rect.top() >= frame.top() && rect.bottom() <= frame.bottom());
        let at = rect.map_or_else(
            || (frame.left() + frame.width() / 2.0, frame.top() + 80.0),
            |rect| (rect.left() + 1.0, rect.top() + rect.height() / 2.0),
        );
        let before = element.scroll_top();
        let by = (element.client_height() - KEPT).max(KEPT);
        element.set_scroll_top(if forward { before + by } else { before - by });
        if element.scroll_top() == before {
            let end = if forward { text.end() } else { Offset::ZERO };
            props.dispatch.emit(Action::Select {
                anchor: if extend { anchor } else { end },
                focus: end,
                exact: false,
            });
            return true;
        }
        self.turning = Some(Page {
            anchor: extend.then_some(anchor),
            at: (at.0 as i32, at.1 as i32),
        });
        self.follow_scroll(ctx, &element);
        true
    }

    /// Put the cursor on the page that was turned to.
    pub(super) fn finish_turn(&mut self, props: &Props, element: &HtmlElement) {
        let Some(page) = self.turning.take() else {
            return;
        };
        if let Some(at) = dom_offsets::at_point(&props.document.text, element, page.at) {
            props.dispatch.emit(Action::Select {
                anchor: page.anchor.unwrap_or(at.boundary),
                focus: at.boundary,
                exact: false,
            });
        }
    }
}

/// The position a line up or down: the browser is asked to move its own cursor.
fn line(text: &Text, from: Offset, direction: &str) -> Option<Offset> {
    let selection = dom_offsets::selection()?;
    let (node, units) = dom_offsets::to_point(text, from)?;
    selection.collapse_with_offset(Some(&node), units).ok()?;
    selection.modify("move", direction, "line").ok()?;
    dom_offsets::to_offset(text, &selection.focus_node()?, selection.focus_offset())
}
