//! What is drawn beside and over the text for blocks and relations: a bracket in the margin for
//! every scope in view, a sign for every span that a drawn relation joins with another, arcs from
//! the selected span to those it is related to.
//!
//! Made of elements by hand, for where they stand is known only when the text is drawn. Comes later,
//! with the other code of blocks and relations.

mod arcs;
mod scopes;
mod signs;

use reportmark_core::{
    layout::Length,
    model::{Document, Span},
    scheme::Scheme,
    text::{Offset, TextRange},
};
use wasm_bindgen::JsCast as _;
use web_sys::{DomRect, Element, HtmlElement};

pub(super) use self::signs::pointed_at;
use super::overlay::set;
use crate::{
    app::{Language, Selection},
    browser::{dom_offsets, page},
};

/// Draw it anew into this element, which lies over the layer of the text. `drawn` is the stretch of
/// the text that is in the page.
pub(super) fn draw(
    margin: &Element,
    rows: &Element,
    document: &Document,
    selection: &Selection,
    drawn: TextRange,
    (scheme, language): (&Scheme, Language),
) {
    margin.set_text_content(None);
    let head = &document.head;
    if head.blocks.is_empty() && head.relations.is_empty() {
        return;
    }
    let place = Place {
        margin,
        document,
        scheme,
        drawn,
        origin: margin.get_bounding_client_rect(),
        text: rows.get_bounding_client_rect(),
    };
    let selected = match selection {
        Selection::Span(id) => document.spans.get(id),
        _ => None,
    };
    place.brackets(selected.map(|span| &span.id));
    place.signs(language);
    if let Some(selected) = selected {
        place.arcs(selected);
    }
}

struct Place<'a> {
    margin: &'a Element,
    document: &'a Document,
    scheme: &'a Scheme,
    drawn: TextRange,
    origin: DomRect,
    /// Where the text is, in pixels of the viewport.
    text: DomRect,
}

fn length(pixels: f64) -> Length {
    (pixels * 64.0).round() as Length
}

impl Place<'_> {
    /// The first and the last line of a stretch, as far as it is drawn.
    fn lines(&self, range: TextRange) -> Option<(DomRect, DomRect)> {
        let seen = range
            .intersection(self.drawn)
            .filter(|seen| !seen.is_empty())?;
        dom_offsets::rects(&self.document.text, seen)
    }

    /// The first line of a span, or its beginning.
    fn first_line(&self, span: &Span) -> Option<DomRect> {
        let start = span.range.start();
        let near = Offset::from_bytes(start.bytes() + 60);
        let near = self.document.text.floor(near).min(span.range.end());
        let (first, _) = self.lines(TextRange::between(start, near))?;
        Some(first)
    }

    fn element(&self, class: &str) -> Option<HtmlElement> {
        let element = page::document()?.create_element("div").ok()?;
        element.set_attribute("class", class).ok()?;
        element.dyn_into().ok()
    }

    /// Put an element where the text has this place, in pixels of the viewport.
    fn put(&self, element: &HtmlElement, (x, y, height): (f64, f64, f64)) -> Option<()> {
        set(element, "--x", length(x - self.origin.left()));
        set(element, "--y", length(y - self.origin.top()));
        set(element, "--height", length(height));
        self.margin.append_child(element).ok()?;
        Some(())
    }
}
