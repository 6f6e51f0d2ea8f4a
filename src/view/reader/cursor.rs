//! The reading cursor: which keys move it, and turning pages.

use reportmark_core::{
    change::edit::Direction,
    text::{Offset, TextRange},
};
use web_sys::{HtmlElement, KeyboardEvent};
use yew::{Component as _, Context};

use super::{Msg, Props, Reader};
use crate::{
    app::{Action, Motion, later, suggest::SuggestAction},
    browser::{dom_offsets, page},
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

/// What a key does while the text has the focus.
#[derive(Clone, Copy)]
pub(in crate::view) enum Key {
    Deselect,
    SelectAll,
    TagHere,
    Suggestion(Direction),
    Line { forward: bool, extend: bool },
    Page { forward: bool, extend: bool },
    Move { motion: Motion, extend: bool },
}

impl Key {
    fn of(event: &KeyboardEvent) -> Option<Self> {
        let name = event.key();
        let control = event.ctrl_key() || event.meta_key();
        // None has a name of one letter, but with Control: what is pressed most often is not looked
        // at here.
        if event.is_composing() || (!control && name.chars().nth(1).is_none()) {
            return None;
        }
        let extend = event.shift_key();
        let (line, page) = (
            |forward| Some(Self::Line { forward, extend }),
            |forward| Some(Self::Page { forward, extend }),
        );
        match (name.as_str(), control, event.alt_key()) {
            ("Escape", ..) => Some(Self::Deselect),
            ("a", true, false) => Some(Self::SelectAll),
            ("Enter", false, false) => Some(Self::TagHere),
            ("Tab", false, false) if takes_tab() => Some(Self::Suggestion(match extend {
                true => Direction::Back,
                false => Direction::Forward,
            })),
            ("ArrowUp", false, false) => line(false),
            ("ArrowDown", false, false) => line(true),
            ("PageUp", false, false) => page(false),
            ("PageDown", false, false) => page(true),
            (name, control, alt) => {
                let motion = Motion::of_key(name, control, alt)?;
                Some(Self::Move { motion, extend })
            }
        }
    }
}

/// Whether Tab goes to the next suggestion: while there is one; else it moves the focus.
fn takes_tab() -> bool {
    page::find("#reader[data-tab]").is_some()
}

/// A key of the cursor's. The others go on to the page's own.
pub(super) fn key_pressed(event: KeyboardEvent) -> Option<Msg> {
    let key = Key::of(&event)?;
    if !matches!(key, Key::Deselect) {
        event.prevent_default();
        event.stop_propagation();
    }
    Some(Msg::Key(key))
}

impl Reader {
    pub(super) fn key(&mut self, ctx: &Context<Self>, key: Key) {
        let props = ctx.props();
        if !matches!(key, Key::Line { .. }) {
            self.column = None;
        }
        props.dispatch.emit(match key {
            Key::Deselect => Action::Deselect,
            Key::SelectAll => Action::Select {
                anchor: Offset::ZERO,
                focus: props.document.text.end(),
                exact: false,
            },
            Key::TagHere => Action::TagHere,
            Key::Suggestion(direction) => Action::Suggest(SuggestAction::Step(direction)),
            Key::Move { motion, extend } => Action::Move { motion, extend },
            Key::Line { .. } | Key::Page { .. } => {
                self.asked = Some(key);
                self.is_caught_up = false;
                props.catch_up.emit(());
                return;
            }
        });
    }

    /// Whether what is pressed has to wait for something to be drawn.
    pub(super) const fn is_waiting(&self) -> bool {
        self.asked.is_some() || self.turning.is_some()
    }

    /// What was done before the key that was asked for is drawn: now it is its turn.
    pub(super) fn take_up(&mut self, ctx: &Context<Self>) {
        if !self.is_caught_up {
            return;
        }
        match self.asked.take() {
            Some(Key::Line { forward, extend }) => self.line(ctx.props(), forward, extend),
            Some(Key::Page { forward, extend }) => self.turn(ctx, forward, extend),
            _ => return,
        }
        self.release(ctx);
    }

    /// What was pressed while something had to be drawn comes now.
    fn release(&mut self, ctx: &Context<Self>) {
        while !self.is_waiting()
            && let Some(msg) = self.held.pop_front()
        {
            self.update(ctx, msg);
        }
    }

    /// Where the selection began and where the cursor is.
    pub(super) fn ends(&self, props: &Props, forward: bool) -> (Offset, Offset) {
        let top = self.window.top().0;
        props.selection.ends(&props.document, top, forward)
    }

    /// A line up or down. Lines that follow each other keep the column of the first.
    fn line(&mut self, props: &Props, forward: bool, extend: bool) {
        let (anchor, from) = self.ends(props, forward);
        let text = &props.document.text;
        // What is not drawn is shown first.
        self.column = if self.window.shows(from) {
            let (before, drawn) = (self.column, self.window.stretch());
            later::call(|| {
                let kept = before.filter(|(at, _)| *at == from);
                let column = kept.map(|(_, column)| column);
                let column = column.or_else(|| dom_offsets::column(text, from))?;
                let to = dom_offsets::a_line_from(text, from, drawn, column, forward)?;
                Some((to, column))
            })
        } else {
            None
        };
        let focus = self.column.map_or(from, |(to, _)| to);
        props.dispatch.emit(Action::Put {
            anchor: if extend { anchor } else { focus },
            focus,
        });
    }

    /// A page up or down: the text is scrolled, and the cursor stays where it is on the screen.
    fn turn(&mut self, ctx: &Context<Self>, forward: bool, extend: bool) {
        let props = ctx.props();
        let Some(element) = self.element() else {
            return;
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
            return;
        }
        self.turning = Some(Page {
            anchor: extend.then_some(anchor),
            at: (at.0 as i32, at.1 as i32),
        });
        self.follow_scroll(ctx, &element);
    }

    /// Put the cursor on the page that was turned to.
    pub(super) fn finish_turn(&mut self, ctx: &Context<Self>, element: &HtmlElement) {
        let props = ctx.props();
        let Some(page) = self.turning.take() else {
            return;
        };
        let at = dom_offsets::at_point(&props.document.text, element, page.at);
        // Where nothing of the text is there, the page begins: a key must not seem to do nothing.
        let focus = at.map_or(self.window.top().0, |at| at.boundary);
        props.dispatch.emit(Action::Select {
            anchor: page.anchor.unwrap_or(focus),
            focus,
            exact: false,
        });
        self.release(ctx);
    }
}
