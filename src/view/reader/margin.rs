//! What is drawn beside and over the text for blocks and relations: a bracket in the margin for
//! every scope in view, arcs from the selected span to those it is related to.
//!
//! Made of elements by hand, for where they stand is known only when the text is drawn. Comes later,
//! with the other code of blocks and relations.

use reportmark_core::{
    layout::Length,
    links,
    model::{Block, Document, Span, SpanId},
    text::{Offset, TextRange},
};
use wasm_bindgen::JsCast as _;
use web_sys::{DomRect, Element, HtmlElement};

use super::overlay::set;
use crate::{
    app::Selection,
    browser::{dom_offsets, page},
};

/// Brackets that stand side by side at most; more share the outermost place.
const LANES: usize = 3;
/// Arcs that are drawn at most.
const ARCS: usize = 32;
const SVG: &str = "http://www.w3.org/2000/svg";

/// Draw it anew into this element, which lies over the layer of the text. `drawn` is the stretch of
/// the text that is in the page.
pub(super) fn draw(
    margin: &Element,
    rows: &Element,
    document: &Document,
    selection: &Selection,
    drawn: TextRange,
) {
    margin.set_text_content(None);
    let head = &document.head;
    if head.blocks.is_empty() && head.relations.is_empty() {
        return;
    }
    let place = Place {
        margin,
        document,
        drawn,
        origin: margin.get_bounding_client_rect(),
        left: rows.get_bounding_client_rect().left(),
    };
    let selected = match selection {
        Selection::Span(id) => document.spans.get(id),
        _ => None,
    };
    place.brackets(selected.map(|span| &span.id));
    if let Some(selected) = selected {
        place.arcs(selected);
    }
}

struct Place<'a> {
    margin: &'a Element,
    document: &'a Document,
    drawn: TextRange,
    origin: DomRect,
    /// Where the text begins, in pixels of the viewport.
    left: f64,
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

    fn element(&self, class: &str) -> Option<HtmlElement> {
        let element = page::document()?.create_element("div").ok()?;
        element.set_attribute("class", class).ok()?;
        element.dyn_into().ok()
    }

    fn brackets(&self, selected: Option<&SpanId>) {
        // Where each lane is free again, in pixels of the viewport.
        let mut free = [f64::MIN; LANES];
        for block in self.document.head.blocks.iter() {
            let is_near = block.scope.overlaps(self.drawn);
            if let Some((first, last)) = self.lines(block.scope).filter(|_| is_near) {
                let (top, bottom) = (first.top(), last.bottom());
                let lane = free.iter().position(|&end| end <= top + 2.0);
                let lane = lane.unwrap_or(LANES - 1);
                if let Some(end) = free.get_mut(lane) {
                    *end = bottom;
                }
                self.bracket(block, selected, lane, (top, bottom), (&first, &last));
            }
        }
    }

    fn bracket(
        &self,
        block: &Block,
        selected: Option<&SpanId>,
        lane: usize,
        (top, bottom): (f64, f64),
        (first, last): (&DomRect, &DomRect),
    ) -> Option<()> {
        let is_own = |ids: &[SpanId]| selected.is_some_and(|id| ids.contains(id));
        let is_selected = is_own(&block.members) || is_own(&block.parties);
        let starts = self.drawn.contains(block.scope.start());
        let ends = self.drawn.covers(TextRange::empty(block.scope.end()));
        let mut class = String::from("scope");
        for (is, name) in [(is_selected, " here"), (starts, " starts"), (ends, " ends")] {
            class.push_str(if is { name } else { "" });
        }
        let element = self.element(&class)?;
        element
            .set_attribute("data-block", block.id.as_str())
            .ok()?;
        set(
            &element,
            "--x",
            length(self.left - self.origin.left() - 9.0 - 5.0 * lane as f64),
        );
        set(&element, "--y", length(top - self.origin.top()));
        set(&element, "--height", length(bottom - top));
        self.margin.append_child(&element).ok()?;
        if is_selected {
            self.grip(block, "start", first.left(), first, starts);
            self.grip(block, "end", last.right(), last, ends);
        }
        Some(())
    }

    /// What an end of a scope is dragged by.
    fn grip(&self, block: &Block, end: &str, x: f64, line: &DomRect, is_drawn: bool) -> Option<()> {
        if !is_drawn {
            return None;
        }
        let element = self.element("scope-grip")?;
        element.set_attribute("data-scope", end).ok()?;
        element
            .set_attribute("data-block", block.id.as_str())
            .ok()?;
        set(&element, "--x", length(x - self.origin.left()));
        set(&element, "--y", length(line.top() - self.origin.top()));
        set(&element, "--height", length(line.height()));
        self.margin.append_child(&element).ok()?;
        Some(())
    }

    /// Arcs from the selected span to those it has drawn relations with, and thin ones to those that
    /// its blocks join it with.
    fn arcs(&self, selected: &Span) -> Option<()> {
        let mut ends: Vec<(&SpanId, bool)> = Vec::new();
        for relation in links::drawn(self.document, &selected.id) {
            let is_head = relation.head == selected.id;
            ends.push((
                if is_head {
                    &relation.tail
                } else {
                    &relation.head
                },
                true,
            ));
        }
        let answers = links::answering(self.document, &selected.id);
        let answered = links::answered_for(self.document, &selected.id);
        for answer in answers.iter().chain(&answered) {
            ends.push((&answer.span.id, false));
        }
        if ends.is_empty() {
            return None;
        }
        let page = page::document()?;
        let svg = page.create_element_ns(Some(SVG), "svg").ok()?;
        svg.set_attribute("class", "arcs").ok()?;
        let from = self.point(selected)?;
        let mut paths = 0;
        for (id, is_drawn) in ends {
            let other = self.document.spans.get(id);
            let Some(to) = other.and_then(|other| self.point(other)) else {
                continue;
            };
            let path = page.create_element_ns(Some(SVG), "path").ok()?;
            path.set_attribute("d", &arc(from, to)).ok()?;
            path.set_attribute("class", if is_drawn { "drawn" } else { "derived" })
                .ok()?;
            svg.append_child(&path).ok()?;
            paths += 1;
            if paths == ARCS {
                break;
            }
        }
        self.margin.append_child(&svg).ok()?;
        Some(())
    }

    /// Where arcs meet a span: above the middle of its first line.
    fn point(&self, span: &Span) -> Option<(i32, i32)> {
        let start = span.range.start();
        let near = Offset::from_bytes(start.bytes() + 60);
        let near = self.document.text.floor(near).min(span.range.end());
        let (first, _) = self.lines(TextRange::between(start, near))?;
        let x = first.left() + first.width() / 2.0 - self.origin.left();
        let y = first.top() - self.origin.top();
        Some((x as i32, y as i32))
    }
}

/// An arc over the text: higher, the farther apart its ends are.
fn arc((x, y): (i32, i32), (to_x, to_y): (i32, i32)) -> String {
    let far = (to_x - x).abs() / 6 + (to_y - y).abs() / 10;
    let rise = far.clamp(14, 46);
    format!(
        "M{x} {y}C{x} {},{to_x} {},{to_x} {to_y}",
        y - rise,
        to_y - rise
    )
}
