//! What is drawn of the text: the rows near the view, their pieces, and where they go.
//!
//! [`Viewport`] computes; this asks the browser for sizes and puts things where they belong.

use std::{ops::Range, rc::Rc, sync::Arc};

use reportmark_core::{
    layout::{Heights, Length, Pieces, Rows, Viewport, pieces},
    model::Document,
    text::{Offset, TextRange},
};
use web_sys::{Element, HtmlElement};

use super::overlay::set;
use crate::view::Shared;

/// Whether two versions of a document have the very same spans in a stretch.
fn has_same_spans(a: &Shared<Document>, b: &Shared<Document>, range: TextRange) -> bool {
    let (one, other) = (a.spans.overlapping(range), b.spans.overlapping(range));
    a == b || one.map(Arc::as_ptr).eq(other.map(Arc::as_ptr))
}

/// A CSS pixel.
const PIXEL: f64 = 64.0;

/// Free pixels above the first row. Below the last there is almost half a view, so that it can be
/// read at a comfortable height.
const ABOVE: f64 = 22.0;

/// What the height of a row is estimated from.
#[derive(Clone, Copy, PartialEq)]
struct Metrics {
    /// Height of the view.
    view: f64,
    /// Width of a row.
    width: f64,
    /// Width of a Chinese character.
    character: f64,
    /// Height of a line.
    line: f64,
}

/// Before anything has been measured: a usual window.
const USUAL: Metrics = Metrics {
    view: 800.0,
    width: 735.0,
    character: 17.0,
    line: 36.5,
};

impl Metrics {
    /// The heights of all rows, if they held Chinese characters only, which take three bytes.
    fn estimate(&self, rows: &Rows) -> Heights {
        let on_a_line = ((self.width / self.character.max(1.0)) as usize).max(1);
        let line = length(self.line);
        Heights::new((0..rows.count()).map(|nth| {
            let characters = rows.with_terminator(nth).len() / 3;
            line * characters.div_ceil(on_a_line).max(1) as Length
        }))
    }

    fn free(&self) -> (Length, Length) {
        (length(ABOVE), length(self.view * 0.45))
    }
}

fn length(pixels: f64) -> Length {
    (pixels * PIXEL).round() as Length
}

/// What is drawn.
pub(super) struct Window {
    pub(super) rows: Rows,
    viewport: Viewport,
    metrics: Metrics,
    /// The rows that are drawn.
    drawn: Range<usize>,
    /// Their pieces; the same pointer while a row does not change.
    pieces: Vec<Rc<Pieces>>,
    /// The document that was cut into them.
    document: Shared<Document>,
    /// Rows that were drawn and whose heights have not been asked for.
    unmeasured: Vec<usize>,
    /// Height and place that were given last.
    placed: Option<(Length, Length)>,
}

impl Window {
    pub(super) fn new(document: &Shared<Document>) -> Self {
        let rows = Rows::new(&document.text);
        let metrics = USUAL;
        let viewport = Viewport::new(
            metrics.estimate(&rows),
            length(metrics.view),
            metrics.free(),
        );
        let mut window = Self {
            rows,
            viewport,
            metrics,
            drawn: 0..0,
            pieces: Vec::new(),
            document: document.clone(),
            unmeasured: Vec::new(),
            placed: None,
        };
        window.draw(document);
        window
    }

    /// The rows that are drawn, each with its pieces.
    pub(super) fn drawn(&self) -> impl Iterator<Item = (usize, &Rc<Pieces>)> {
        self.drawn.clone().zip(&self.pieces)
    }

    /// The stretch of the text that is drawn.
    pub(super) fn stretch(&self) -> TextRange {
        TextRange::between(
            self.rows.content(self.drawn.start).start(),
            self.rows.content(self.drawn.end.saturating_sub(1)).end(),
        )
    }

    /// Whether a position is drawn.
    pub(super) fn shows(&self, at: Offset) -> bool {
        self.drawn.contains(&self.rows.at(at))
    }

    /// The row at the top edge by its start, and how many pixels of it are above.
    pub(super) fn top(&self) -> (Offset, i32) {
        let (row, above) = self.viewport.anchor();
        let start = self.rows.content(row).start();
        (start, (above as f64 / PIXEL).round() as i32)
    }

    /// Draw what is near the view; the pointers of pieces that are as before stay.
    pub(super) fn draw(&mut self, document: &Shared<Document>) {
        let near = self.viewport.rows(self.viewport.view());
        let before = std::mem::replace(&mut self.drawn, near);
        let old = std::mem::take(&mut self.pieces);
        let old_document = std::mem::replace(&mut self.document, document.clone());
        let unmeasured = &mut self.unmeasured;
        self.pieces = self
            .drawn
            .clone()
            .map(|row| {
                let content = self.rows.content(row);
                let old = row
                    .checked_sub(before.start)
                    .and_then(|nth| old.get(nth))
                    .filter(|_| has_same_spans(&old_document, document, content));
                old.map_or_else(
                    || {
                        unmeasured.push(row);
                        Rc::new(pieces(&document.text, &document.spans, content))
                    },
                    Rc::clone,
                )
            })
            .collect();
    }

    /// Whether rows in view, or almost in view, are not drawn.
    pub(super) fn lacks(&self) -> bool {
        let near = self.viewport.rows(self.viewport.view() / 3);
        near.start < self.drawn.start || near.end > self.drawn.end
    }

    /// The browser has scrolled.
    pub(super) fn scrolled(&mut self, scroller: &HtmlElement) {
        let to = Length::from(scroller.scroll_top()) * 64;
        self.viewport.scrolled(to);
        if self.viewport.is_stuck() {
            self.settle(scroller);
        }
    }

    /// Whether the view is where the browser has scrolled to.
    pub(super) fn is_at(&self, scroller: &HtmlElement) -> bool {
        self.viewport.scroll() / 64 == Length::from(scroller.scroll_top())
    }

    /// Bring a position to the top edge, with that many pixels of its row above.
    pub(super) fn go_to(&mut self, at: Offset, above: i32) {
        let row = self.rows.at(at);
        let start = row == 0 && above == 0;
        let above = if start { -ABOVE } else { f64::from(above) };
        self.viewport.go_to(row, length(above));
    }

    /// Bring a position into the upper part of the view, by estimate.
    pub(super) fn go_near(&mut self, at: Offset) {
        let row = self.rows.at(at);
        self.viewport.go_to(row, -self.viewport.view() / 3);
    }

    /// Follow the size of the view and of characters. Whether anything has changed.
    pub(super) fn fit(&mut self, scroller: &HtmlElement, rows: &Element, probe: &Element) -> bool {
        let characters = probe.get_bounding_client_rect();
        let metrics = Metrics {
            view: f64::from(scroller.client_height()),
            width: rows.get_bounding_client_rect().width(),
            character: characters.width() / 10.0,
            line: characters.height(),
        };
        // Without a size it is not on the screen: another pane is shown.
        if metrics == self.metrics || metrics.width < 1.0 || metrics.view < 1.0 {
            return false;
        }
        let old = std::mem::replace(&mut self.metrics, metrics);
        let view = length(metrics.view);
        if (old.width, old.character, old.line) == (metrics.width, metrics.character, metrics.line)
        {
            self.viewport.resized(view, metrics.free());
        } else {
            let heights = metrics.estimate(&self.rows);
            self.viewport.relaid(heights, view, metrics.free());
            self.unmeasured = self.drawn.clone().collect();
        }
        true
    }

    /// Whether what is in view may have been shifted by a row above it that was drawn anew.
    pub(super) fn may_be_shifted(&self) -> bool {
        let (anchor, _) = self.viewport.anchor();
        self.unmeasured.iter().any(|row| *row < anchor)
    }

    /// Ask how high the rows are that were drawn.
    pub(super) fn measure(&mut self, rows: &Element) {
        let unmeasured = std::mem::take(&mut self.unmeasured);
        if unmeasured.is_empty() {
            return;
        }
        let elements = rows.children();
        for row in unmeasured {
            let nth = row.checked_sub(self.drawn.start);
            let nth = nth.and_then(|nth| u32::try_from(nth).ok());
            if let Some(element) = nth.and_then(|nth| elements.item(nth)) {
                let height = element.get_bounding_client_rect().height();
                self.viewport.measured(row, length(height));
            }
        }
    }

    /// Put what is drawn where it belongs.
    pub(super) fn place(&mut self, sheet: &HtmlElement, layer: &HtmlElement) {
        let place = (
            self.viewport.extent(),
            self.viewport.place(self.drawn.start),
        );
        if self.placed != Some(place) {
            self.placed = Some(place);
            set(sheet, "height", place.0);
            set(layer, "top", place.1);
        }
    }

    /// Let the scroll bar say where the view is.
    pub(super) fn settle(&mut self, scroller: &HtmlElement) {
        let to = self.viewport.settle();
        let to = (to as f64 / PIXEL) as i32;
        if scroller.scroll_top() != to {
            scroller.set_scroll_top(to);
        }
    }
}
