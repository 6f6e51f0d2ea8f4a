//! Arcs from the selected span to those it is related to.

use reportmark_core::{
    links,
    model::{Span, SpanId},
};

use super::Place;
use crate::browser::page;

/// Arcs that are drawn at most.
const ARCS: usize = 32;
const SVG: &str = "http://www.w3.org/2000/svg";

impl Place<'_> {
    /// Arcs from the selected span to those it has drawn relations with, and thin ones to those that
    /// its blocks join it with.
    pub(super) fn arcs(&self, selected: &Span) -> Option<()> {
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
        let answers = links::answering(self.document, self.scheme, &selected.id);
        let answered = links::answered_for(self.document, self.scheme, &selected.id);
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
        let first = self.first_line(span)?;
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
