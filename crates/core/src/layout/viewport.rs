//! Which rows are near what the user sees, and where they are drawn.
//!
//! There are two scales. *Content* is where a row would be if all rows stood one below the other.
//! *Scroll* is what the browser's scroll bar counts. They are the same while the content is not
//! higher than browsers can scroll; a higher one is mapped to [`LIMIT`].
//!
//! The position that counts is the anchor: the row at the top edge of the view and how much of it
//! is above. Rows above the anchor may turn out higher or lower than estimated without anything
//! moving on the screen. The scroll position then no longer says where the anchor is; small
//! scrolling moves the anchor by the same distance, and once scrolling rests, [`Viewport::settle`]
//! says where the scroll bar has to be for the two to agree again. What is drawn moves along with
//! it, so nothing is seen of that.

use core::ops::Range;

use super::{Heights, Length};

/// A CSS pixel.
const PIXEL: Length = 64;

/// The height of the scrolled element at most: half of what Firefox can lay out (17.9 million
/// pixels), which is less than Chromium can (33.5 million).
const LIMIT: Length = 8_000_000 * PIXEL;

/// At both ends of a content beyond the limit, a stretch is scrolled one to one, so that the ends
/// are reached like those of a short text.
const ENDS: Length = 200_000 * PIXEL;

/// The view of the rows.
#[derive(Clone, Debug)]
pub struct Viewport {
    heights: Heights,
    /// The height of the view.
    view: Length,
    /// Free space above the first row and below the last.
    free: (Length, Length),
    /// The row at the top edge of the view, and how much of it is above the edge; less than zero
    /// where free space is seen above the first row.
    anchor: (usize, Length),
    /// The scroll position that the browser reported last or was given.
    scroll: Length,
}

impl Viewport {
    /// A view of that height over rows, with free space above and below them, at the top.
    #[must_use]
    pub fn new(heights: Heights, view: Length, free: (Length, Length)) -> Self {
        let mut viewport = Self {
            heights,
            view,
            free,
            anchor: (0, 0),
            scroll: 0,
        };
        viewport.move_to(0);
        viewport
    }

    /// The row at the top edge and how much of it is above.
    #[must_use]
    pub const fn anchor(&self) -> (usize, Length) {
        self.anchor
    }

    /// The height of the view.
    #[must_use]
    pub const fn view(&self) -> Length {
        self.view
    }

    /// The height of the scrolled element.
    #[must_use]
    pub fn extent(&self) -> Length {
        self.content().min(LIMIT).max(self.view)
    }

    /// Where the scroll position is drawn, as last known.
    #[must_use]
    pub const fn scroll(&self) -> Length {
        self.scroll
    }

    /// The rows in view, and those within a distance of it.
    #[must_use]
    pub fn rows(&self, around: Length) -> Range<usize> {
        let top = self.top() - self.free.0;
        let first = self.heights.at(top - around).0;
        let last = self.heights.at(top + self.view + around).0;
        first..last + 1
    }

    /// Where in the scrolled element a row is drawn.
    #[must_use]
    pub fn place(&self, row: usize) -> Length {
        self.scroll + self.free.0 + self.heights.before(row) - self.top()
    }

    /// The browser has scrolled.
    pub fn scrolled(&mut self, to: Length) {
        let by = to - self.scroll;
        self.scroll = to;
        if by.abs() > 4 * self.view {
            // The scroll bar was dragged, or a key went to an end.
            self.move_to(self.content_at(to));
        } else {
            self.move_to(self.top() + by);
        }
    }

    /// Bring a row to the top edge, with that much of it above.
    pub fn go_to(&mut self, row: usize, above: Length) {
        self.move_to(self.free.0 + self.heights.before(row) + above);
    }

    /// A row has been drawn, and is that high. Nothing moves at the anchor.
    pub fn measured(&mut self, row: usize, height: Length) {
        self.heights.set(row, height);
    }

    /// The view has another height; the anchor stays.
    pub fn resized(&mut self, view: Length, free: (Length, Length)) {
        self.view = view;
        self.free = free;
        self.move_to(self.top());
    }

    /// Everything is laid out anew, for another width or size of characters; the anchor stays.
    pub fn relaid(&mut self, heights: Heights, view: Length, free: (Length, Length)) {
        let part = self.heights.of(self.anchor.0).max(1);
        self.heights = heights;
        // The same part of the row is above the edge.
        if self.anchor.1 > 0 {
            self.anchor.1 = self.anchor.1 * self.heights.of(self.anchor.0) / part;
        }
        self.resized(view, free);
    }

    /// Where the scroll bar has to be so that it says where the anchor is; then it counts as being
    /// there. In whole pixels, which is all that can be asked of every browser.
    pub fn settle(&mut self) -> Length {
        self.move_to(self.top());
        let scroll = self.scroll_at(self.top());
        self.scroll = scroll - scroll % PIXEL;
        self.scroll
    }

    /// Whether the scroll bar is at an end while the content is not, so that it has to be moved for
    /// scrolling to go on.
    #[must_use]
    pub fn is_stuck(&self) -> bool {
        let last = self.extent() - self.view;
        let (top, lowest) = (self.top(), self.content() - self.view);
        (self.scroll <= 0 && top >= PIXEL) || (self.scroll >= last && top < lowest - PIXEL)
    }

    /// The height of the content.
    fn content(&self) -> Length {
        self.free.0 + self.heights.total() + self.free.1
    }

    /// Where in the content the top edge is.
    fn top(&self) -> Length {
        self.free.0 + self.heights.before(self.anchor.0) + self.anchor.1
    }

    fn move_to(&mut self, top: Length) {
        let top = top.min(self.content() - self.view).max(0);
        self.anchor = self.heights.at(top - self.free.0);
    }

    /// How far the content can be scrolled, and how far the scroll bar.
    fn ranges(&self) -> (Length, Length) {
        let content = (self.content() - self.view).max(0);
        (content, (self.extent() - self.view).max(0))
    }

    fn scroll_at(&self, top: Length) -> Length {
        let (content, scroll) = self.ranges();
        scaled(top, content, scroll)
    }

    fn content_at(&self, at: Length) -> Length {
        let (content, scroll) = self.ranges();
        scaled(at, scroll, content)
    }
}

/// The place on a scale of length `to` of a place on one of length `from`: one to one at both
/// ends, in proportion between them.
fn scaled(at: Length, from: Length, to: Length) -> Length {
    let at = at.min(from).max(0);
    if from == to || at <= ENDS.min(to / 4) {
        return at.min(to);
    }
    let ends = ENDS.min(to.min(from) / 4);
    if at >= from - ends {
        return to - (from - at);
    }
    let (from, to) = (
        i128::from(from - 2 * ends).max(1),
        i128::from(to - 2 * ends),
    );
    let between = i128::from(at - ends) * to / from;
    ends + Length::try_from(between).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn viewport(rows: usize, height: Length) -> Viewport {
        let heights = Heights::new((0..rows).map(|_| height));
        Viewport::new(heights, 900 * PIXEL, (20 * PIXEL, 400 * PIXEL))
    }

    /// Where on the screen, from the top edge of the view, a row is.
    fn on_screen(viewport: &Viewport, row: usize) -> Length {
        viewport.place(row) - viewport.scroll()
    }

    #[test]
    fn a_short_text_scrolls_as_it_is() {
        let mut view = viewport(100, 40 * PIXEL);
        assert_eq!(view.extent(), (100 * 40 + 420) * PIXEL);
        assert_eq!(on_screen(&view, 0), 20 * PIXEL);
        view.scrolled(420 * PIXEL);
        assert_eq!(view.anchor(), (10, 0));
        assert_eq!(on_screen(&view, 10), 0);
        assert_eq!(view.rows(0), 10..33);
        view.scrolled(Length::MAX / 4);
        assert_eq!(view.settle(), (4420 - 900) * PIXEL);
    }

    #[test]
    fn a_row_that_is_higher_than_estimated_moves_nothing_at_the_anchor() {
        let mut view = viewport(1000, 40 * PIXEL);
        view.scrolled(4020 * PIXEL);
        let before = on_screen(&view, 100);
        (90..95).for_each(|row| view.measured(row, 100 * PIXEL));
        assert_eq!(on_screen(&view, 100), before);
        assert_eq!(view.scroll(), 4020 * PIXEL);
        assert_eq!(
            view.settle(),
            (4020 + 5 * 60) * PIXEL,
            "the bar follows once it rests"
        );
        assert_eq!(on_screen(&view, 100), before);
    }

    #[test]
    fn a_million_rows_fit_into_what_browsers_can_scroll() {
        let mut view = viewport(1_000_000, 60 * PIXEL);
        assert_eq!(view.extent(), LIMIT);
        view.scrolled(100 * PIXEL);
        assert_eq!(view.settle(), 100 * PIXEL, "one to one at the start");
        view.go_to(500_000, 0);
        let scroll = view.settle();
        assert!(scroll > LIMIT / 3 && scroll < LIMIT / 3 * 2);
        let row = view.anchor().0;
        view.scrolled(scroll + 120 * PIXEL);
        assert_eq!(
            view.anchor().0,
            row + 2,
            "a turn of the wheel is what it is"
        );
        view.scrolled(LIMIT);
        assert_eq!(view.rows(0).end, 1_000_000);
    }

    #[test]
    fn another_width_keeps_the_row() {
        let mut view = viewport(1000, 100 * PIXEL);
        view.go_to(500, 50 * PIXEL);
        let heights = Heights::new((0..1000).map(|_| 300 * PIXEL));
        view.relaid(heights, 500 * PIXEL, (10 * PIXEL, 10 * PIXEL));
        assert_eq!(view.anchor(), (500, 150 * PIXEL));
    }

    #[test]
    fn nothing_to_see() {
        let mut view = Viewport::new(Heights::default(), 0, (0, 0));
        view.scrolled(77);
        view.go_to(5, 5);
        assert_eq!((view.settle(), view.extent(), view.rows(100)), (0, 0, 0..1));
    }

    #[derive(Clone, Debug)]
    enum Event {
        Scroll(Length),
        Jump(Length),
        Measure(usize, Vec<Length>),
        GoTo(usize, Length),
        Settle,
    }

    fn event() -> impl Strategy<Value = Event> {
        prop_oneof![
            (-3000..3000_i64).prop_map(|by| Event::Scroll(by * PIXEL)),
            (0..LIMIT).prop_map(Event::Jump),
            (0..70_000_usize, prop::collection::vec(0..4000_i64, 0..30))
                .prop_map(|(row, heights)| Event::Measure(row, heights)),
            (0..70_000_usize, 0..3000_i64).prop_map(|(row, above)| Event::GoTo(row, above)),
            Just(Event::Settle),
        ]
    }

    proptest! {
        #[test]
        fn whatever_happens_the_view_is_filled_and_does_not_jump(
            rows in 1..60_000_usize,
            height in 1..20_000_i64,
            events in prop::collection::vec(event(), 1..30),
        ) {
            let mut view = viewport(rows, height);
            for event in events {
                match event {
                    Event::Scroll(by) => {
                        let to = (view.scroll() + by).min(view.extent() - view.view()).max(0);
                        view.scrolled(to);
                    }
                    Event::Jump(to) => view.scrolled(to.min(view.extent() - view.view())),
                    Event::Measure(row, heights) => {
                        let (anchor, _) = view.anchor();
                        let before = on_screen(&view, anchor);
                        let rows = (row..).zip(heights);
                        rows.for_each(|(row, height)| view.measured(row, height));
                        prop_assert_eq!(on_screen(&view, anchor), before);
                    }
                    Event::GoTo(row, above) => view.go_to(row, above),
                    Event::Settle => {
                        view.settle();
                        let again = view.clone().settle();
                        prop_assert_eq!(view.settle(), again);
                        prop_assert!(!view.is_stuck());
                    }
                }
                let drawn = view.rows(0);
                let first = on_screen(&view, drawn.start);
                prop_assert!(first <= 0 || drawn.start == 0);
                prop_assert!(drawn.end <= rows);
                let end = on_screen(&view, drawn.end);
                prop_assert!(end >= view.view() || drawn.end == rows, "filled to the bottom");
                prop_assert!(view.scroll() >= 0 && view.scroll() <= LIMIT);
            }
        }
    }
}
