//! The reading cursor: keys that move it, and the caret that shows it.

use reportmark_core::text::{
    Offset, Text, TextRange, next_clause, next_cluster, previous_clause, previous_cluster,
};
use web_sys::{HtmlElement, KeyboardEvent};
use yew::Context;

use super::{Reader, bar};
use crate::{
    app::{Action, Selection},
    browser::dom_offsets,
};

impl Reader {
    /// Keys of the cursor, while the text has the focus. What is not one of them goes on to the
    /// page's own keys.
    pub(super) fn key(&self, ctx: &Context<Self>, event: &KeyboardEvent) {
        if event.alt_key() || event.is_composing() {
            return;
        }
        let props = ctx.props();
        let control = event.ctrl_key() || event.meta_key();
        let extend = event.shift_key();
        if event.key() == "Escape" {
            props.dispatch.emit(Action::Deselect);
            return;
        }
        let text = &props.document.text;
        if control && event.key() == "a" {
            event.prevent_default();
            props.dispatch.emit(Action::Select {
                anchor: Offset::ZERO,
                focus: text.end(),
                exact: false,
            });
            return;
        }
        let (anchor, from) = self.ends(props, &event.key(), extend);
        let to = match (event.key().as_str(), control) {
            ("ArrowLeft", false) => previous_cluster(text, from, &self.clusters),
            ("ArrowRight", false) => next_cluster(text, from, &self.clusters),
            ("ArrowLeft", true) => previous_clause(text, from),
            ("ArrowRight", true) => next_clause(text, from),
            ("ArrowUp", true) => paragraph_start(text, from, true),
            ("ArrowDown", true) => next_paragraph(text, from),
            ("Home", false) => paragraph_start(text, from, false),
            ("End", false) => paragraph_end(text, from),
            ("Home", true) => Offset::ZERO,
            ("End", true) => text.end(),
            ("ArrowUp", false) => match line(text, from, "backward") {
                Some(to) => to,
                None => return,
            },
            ("ArrowDown", false) => match line(text, from, "forward") {
                Some(to) => to,
                None => return,
            },
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let anchor = if extend { anchor } else { to };
        props.dispatch.emit(Action::Select {
            anchor,
            focus: to,
            exact: false,
        });
        self.keep_in_view(text, to);
    }

    /// Where the selection began and where the cursor is. From a span the cursor leaves by the end
    /// it is moved over; without a selection it starts at the top of what is in view.
    fn ends(&self, props: &super::Props, key: &str, extend: bool) -> (Offset, Offset) {
        match &props.selection {
            Selection::Text { anchor, focus, .. } => (*anchor, *focus),
            Selection::Span(id) => {
                let range = props.document.spans.get(id).map(|span| span.range);
                let range = range.unwrap_or_default();
                let back = matches!(key, "ArrowLeft" | "ArrowUp" | "Home");
                match (extend, back) {
                    (true, true) => (range.end(), range.start()),
                    (true, false) => (range.start(), range.end()),
                    (false, true) => (range.start(), range.start()),
                    (false, false) => (range.end(), range.end()),
                }
            }
            Selection::Nothing => {
                let top = self.top().map_or(Offset::ZERO, |(top, _)| top);
                (top, top)
            }
        }
    }

    fn keep_in_view(&self, text: &Text, at: Offset) {
        let (Some(element), Some((rect, _))) = (
            self.element(),
            dom_offsets::rects(text, TextRange::empty(at)),
        ) else {
            return;
        };
        self.scroll_to_show(&element, &rect, &rect);
    }
}

fn paragraph_start(text: &Text, from: Offset, previous_when_there: bool) -> Offset {
    let paragraphs = text.paragraphs();
    let nth = paragraphs.at(from);
    let start = paragraphs.with_terminator(nth).start();
    if start == from && previous_when_there {
        paragraphs.with_terminator(nth.saturating_sub(1)).start()
    } else {
        start
    }
}

fn next_paragraph(text: &Text, from: Offset) -> Offset {
    text.paragraphs()
        .with_terminator(text.paragraphs().at(from))
        .end()
}

fn paragraph_end(text: &Text, from: Offset) -> Offset {
    let paragraphs = text.paragraphs();
    paragraphs.content(text.as_str(), paragraphs.at(from)).end()
}

/// The position a line up or down. Only the browser knows where lines break, so it is asked to
/// move its own cursor.
fn line(text: &Text, from: Offset, direction: &str) -> Option<Offset> {
    let selection = dom_offsets::selection()?;
    let (node, units) = dom_offsets::to_point(text, from)?;
    selection.collapse_with_offset(Some(&node), units).ok()?;
    selection.modify("move", direction, "line").ok()?;
    dom_offsets::to_offset(text, &selection.focus_node()?, selection.focus_offset())
}

/// Draw the caret, or hide it.
pub(super) fn place_caret(
    caret: &HtmlElement,
    reader: &HtmlElement,
    text: &Text,
    at: Option<Offset>,
) {
    let rect = at.and_then(|at| dom_offsets::rects(text, TextRange::empty(at)));
    let Some((rect, _)) = rect else {
        caret.set_attribute("hidden", "").ok();
        return;
    };
    let frame = reader.get_bounding_client_rect();
    let x = rect.left() - frame.left() + f64::from(reader.scroll_left());
    let y = rect.top() - frame.top() + f64::from(reader.scroll_top());
    caret.remove_attribute("hidden").ok();
    bar::set(caret, "--x", x);
    bar::set(caret, "--y", y);
    bar::set(caret, "--height", rect.height());
}
