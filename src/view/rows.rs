//! Long lists of rows of one height, of which those in view are drawn.
//!
//! The list scrolls; within it stands one element as high as all rows would be, and in that the
//! rows that are drawn, as far down as those before them would push them. The style sheet does so by
//! the properties `--row`, `--rows` and `--first` (`.rows`).

use web_sys::{Element, HtmlElement};
use yew::NodeRef;

/// Rows drawn above and below those in view; a window of rows begins at a multiple of it.
const MARGIN: usize = 5;

/// Rows that are drawn at least: what any list that has no height yet may turn out to show.
const LEAST: usize = 40;

/// Where a row is scrolled to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// To the top edge.
    Top,
    /// Wherever it is in view, with as little scrolling as that takes.
    InView,
}

/// A list of rows, and the height of one in pixels.
#[derive(Clone, Default)]
pub(super) struct Rows {
    /// The element that scrolls.
    pub(super) scroller: NodeRef,
    /// The element in it that holds the rows.
    pub(super) content: NodeRef,
    height: usize,
}

impl Rows {
    pub(super) fn of_height(height: usize) -> Self {
        Self {
            height,
            ..Self::default()
        }
    }

    /// The first row to be drawn, and how many, as the list is scrolled.
    pub(super) fn window(&self) -> (usize, usize) {
        let Some(scroller) = self.scroller.cast::<Element>() else {
            return (0, LEAST);
        };
        let pixels = |pixels: i32| usize::try_from(pixels).unwrap_or_default();
        let first = pixels(scroller.scroll_top()) / self.height;
        let first = (first / MARGIN).saturating_sub(1) * MARGIN;
        let in_view = pixels(scroller.client_height()) / self.height;
        (first, LEAST.max(in_view + 3 * MARGIN))
    }

    /// How many rows are in view, at least one.
    pub(super) fn page(&self) -> usize {
        let scroller = self.scroller.cast::<Element>();
        let height = scroller.map_or(0, |scroller| scroller.client_height());
        (usize::try_from(height).unwrap_or_default() / self.height).max(1)
    }

    /// Make room for so many rows, of which those from `first` on are drawn.
    pub(super) fn lay_out(&self, count: usize, first: usize) {
        if let Some(content) = self.content.cast::<HtmlElement>() {
            let style = content.style();
            let row = format!("{}px", self.height);
            style.set_property("--row", &row).ok();
            style.set_property("--rows", &count.to_string()).ok();
            style
                .set_property("--first", &first.min(count).to_string())
                .ok();
        }
    }

    /// Scroll to a row.
    pub(super) fn show(&self, nth: usize, place: Place) {
        let Some(scroller) = self.scroller.cast::<Element>() else {
            return;
        };
        let pixels = |rows: usize| i32::try_from(rows * self.height).unwrap_or(i32::MAX);
        let (top, bottom) = (pixels(nth), pixels(nth + 1));
        let (from, height) = (scroller.scroll_top(), scroller.client_height());
        let to = match place {
            Place::Top => top,
            Place::InView => from.max(bottom - height).min(top),
        };
        if to != from {
            scroller.set_scroll_top(to);
        }
    }
}
