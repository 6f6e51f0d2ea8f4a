//! What is done when the panel was drawn: the list stands where the current hit is, and the hits in
//! the text are painted.

use reportmark_core::text::TextRange;
use web_sys::HtmlElement;

use super::list::ROW;
use crate::{
    app::State,
    browser::{highlight, page},
};

/// Names of what is painted, as the style sheet has them.
const HIT: &str = "hit";
const CURRENT: &str = "current-hit";

/// How many hits are painted at most.
const PAINTED: usize = 400;

/// What was shown when the panel was last drawn.
#[derive(Default)]
pub(in crate::view) struct Shown {
    /// The search and its current hit.
    hit: (u64, Option<usize>),
    painted: bool,
    /// The stretch of the text that is drawn.
    drawn: TextRange,
}

impl Shown {
    /// Keep up with what was drawn.
    pub(in crate::view) fn follow(&mut self, state: &State) {
        if let Some(list) = page::find(".find-list") {
            self.scroll(state, &list);
        }
        self.paint(state);
    }

    /// Another stretch of the text was drawn.
    pub(in crate::view) fn drawn(&mut self, state: &State, drawn: TextRange) {
        self.drawn = drawn;
        self.paint(state);
    }

    fn scroll(&mut self, state: &State, list: &HtmlElement) {
        let find = &state.find;
        let pixels = |rows: usize| i32::try_from(rows).unwrap_or(0).saturating_mul(ROW);
        let set = |property: &str, rows: usize| {
            let value = format!("{}px", pixels(rows));
            list.style().set_property(property, &value).ok();
        };
        set("--above", find.listed);
        set("--all", find.hits.len());
        let hit = (find.run, find.current);
        if self.hit == hit {
            return;
        }
        self.hit = hit;
        let top = pixels(find.current.unwrap_or(0));
        let lowest = top + ROW - list.client_height();
        let scrolled = list.scroll_top().clamp(lowest.min(top), top);
        list.set_scroll_top(scrolled);
    }

    fn paint(&mut self, state: &State) {
        let find = &state.find;
        let Some(document) = state.document().filter(|_| find.open || self.painted) else {
            return;
        };
        self.painted = find.open;
        let hits = find.hits_in(document.id(), self.drawn);
        let place = |nth: usize| find.hits.get(nth).map(|hit| hit.range);
        let current = find
            .current
            .filter(|nth| find.of_document(document.id()).contains(nth));
        let current = current.and_then(place);
        let others = hits.take(PAINTED).filter_map(place);
        let others: Vec<_> = others.filter(|range| Some(*range) != current).collect();
        highlight::paint(HIT, &document.text, &others);
        highlight::paint(CURRENT, &document.text, current.as_slice());
    }
}
