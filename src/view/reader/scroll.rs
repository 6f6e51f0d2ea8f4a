//! Scrolling: what is in view, and bringing something into view.

use reportmark_core::text::Offset;
use wasm_bindgen::JsCast as _;
use web_sys::{DomRect, HtmlElement};
use yew::Context;

use super::{Props, Reader, place};
use crate::{
    app::Action,
    browser::{dom_offsets, page},
};

/// Pixels kept free above and below what is brought into view.
const MARGIN: f64 = 56.0;

impl Reader {
    /// The first paragraph in view, by its start, and how many pixels of it are above the edge.
    pub(super) fn top(&self) -> Option<(Offset, i32)> {
        let element = self.element()?;
        let scrolled = element.scroll_top();
        let count = self.pieces.len();
        let drawn = |nth: usize| -> Option<HtmlElement> {
            page::document()?
                .get_element_by_id(&dom_offsets::paragraph_id(nth))?
                .dyn_into()
                .ok()
        };
        // The last one that starts at or above the edge.
        let (mut low, mut high) = (0, count);
        while low + 1 < high {
            let middle = usize::midpoint(low, high);
            if drawn(middle)?.offset_top() <= scrolled {
                low = middle;
            } else {
                high = middle;
            }
        }
        let paragraph = drawn(low)?;
        let start: usize = paragraph.get_attribute("data-at")?.parse().ok()?;
        Some((Offset::from_bytes(start), scrolled - paragraph.offset_top()))
    }

    pub(super) fn keep_place(&self, ctx: &Context<Self>) {
        if let Some(top) = self.top() {
            let props = ctx.props();
            props.dispatch.emit(Action::Scrolled(place(props, top)));
        }
    }

    /// Do what a new request to show something asks for.
    pub(super) fn reveal(&mut self, props: &Props) {
        let Some(reveal) = &props.reveal else { return };
        if self.revealed == Some(reveal.number) {
            return;
        }
        self.revealed = Some(reveal.number);
        let Some(element) = self.element() else {
            return;
        };
        let text = &props.document.text;
        if let Some(above) = reveal.top {
            let nth = text.paragraphs().at(reveal.range.start());
            let paragraph = page::document()
                .and_then(|document| document.get_element_by_id(&dom_offsets::paragraph_id(nth)));
            let top = paragraph
                .and_then(|paragraph| paragraph.dyn_into::<HtmlElement>().ok())
                .map_or(0, |paragraph| paragraph.offset_top());
            let first = reveal.range.start() == Offset::ZERO && above == 0;
            element.set_scroll_top(if first { 0 } else { top + above });
            return;
        }
        if let Some((first, last)) = dom_offsets::rects(text, reveal.range) {
            self.scroll_to_show(&element, &first, &last);
        }
    }

    /// Scroll as little as shows a stretch from its first line to its last, the first if both do
    /// not fit.
    pub(super) fn scroll_to_show(&self, element: &HtmlElement, first: &DomRect, last: &DomRect) {
        let frame = element.get_bounding_client_rect();
        let above = frame.top() + MARGIN - first.top();
        let below = last.bottom() - (frame.bottom() - MARGIN);
        let step = if above > 0.0 {
            -above
        } else if below > 0.0 {
            below.min(-above)
        } else {
            return;
        };
        element.set_scroll_top(element.scroll_top() + step.round() as i32);
    }
}
