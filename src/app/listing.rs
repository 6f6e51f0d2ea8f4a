//! The list of annotations: which are listed, in which order, and which of them are picked.
//!
//! Nothing here costs more than the chunks of spans that changed: what passes the filter is kept
//! for every chunk. A list of very many is made in steps ([`Listing::step`]).

mod filter;
mod picks;

use std::{cmp::Ordering, sync::Arc};

use reportmark_core::{
    model::{Cursor, Document, PerChunk, Span, SpanId, in_order},
    text::Offset,
};

use self::{filter::folded, picks::Picks};

pub use filter::{Facet, Filter, Order};

/// So many changes at once are put into the order of time one by one; more, and it is sorted anew.
const ONE_BY_ONE: usize = 512;

/// A span with the moment it is ordered by.
type Dated = (i64, Arc<Span>);

/// The order of time: the latest first, then as in the text.
fn by_time(a: &Dated, b: &Dated) -> Ordering {
    b.0.cmp(&a.0).then_with(|| in_order(&a.1, &b.1))
}

/// How a row is picked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pick {
    /// Alone.
    Only,
    /// As well, or no longer.
    Toggle,
    /// With all from where picking began.
    Extend,
}

/// What the user does to the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ListAction {
    /// List others.
    Filter(Filter),
    /// List them in another order.
    Order(Order),
    /// Other rows are in view: the first, and how many are to be drawn.
    Window(usize, usize),
    /// Pick the row of a span.
    Pick(SpanId, Pick),
    /// Pick the row that a key leads to.
    Go(Step, Pick),
    /// Pick every row.
    PickAll,
    /// Pick none but the selected one.
    PickOne,
}

/// Where a key leads to in the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// So many rows up.
    Up(usize),
    /// So many rows down; none for the row that the list is at.
    Down(usize),
    /// The first row.
    First,
    /// The last row.
    Last,
}

/// The list of the current document's annotations.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    filter: Filter,
    order: Order,
    /// The first row to be drawn, and how many.
    pub window: (usize, usize),
    /// The document as it is listed.
    document: Option<Arc<Document>>,
    /// Which spans of each chunk pass, by their places in it. Unused for the plain list.
    found: PerChunk<Box<[u8]>>,
    /// Whether all chunks were looked through.
    complete: bool,
    /// Whether that took more than one step, in which a chunk may have come and gone.
    took_steps: bool,
    /// The rows in an order of time.
    dated: Vec<Dated>,
    /// What came into the found and what went since the rows were put in order.
    came: Vec<Arc<Span>>,
    went: Vec<Arc<Span>>,
    picks: Picks,
}

impl Listing {
    /// Which are listed.
    #[must_use]
    pub const fn filter(&self) -> &Filter {
        &self.filter
    }

    /// In which order.
    #[must_use]
    pub const fn order(&self) -> Order {
        self.order
    }

    /// Whether every annotation was looked at, so that [`len`](Self::len) is final.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.complete
    }

    /// Whether it is all spans as they stand.
    fn is_plain(&self) -> bool {
        self.filter.is_empty() && self.order == Order::Position
    }

    /// List others. What was picked is so no longer.
    pub(super) fn set(&mut self, filter: Filter, order: Order) {
        if (&filter, order) != (&self.filter, self.order) {
            (self.filter, self.order) = (filter, order);
            self.begin_anew(self.document.clone());
        }
    }

    fn begin_anew(&mut self, document: Option<Arc<Document>>) {
        *self = Self {
            filter: std::mem::take(&mut self.filter),
            order: self.order,
            window: (0, self.window.1),
            document,
            ..Self::default()
        };
        self.look_for_changes();
    }

    /// Follow the document on the screen. `relabelled` says that nothing but labels changed.
    pub(super) fn follow(&mut self, document: Option<&Arc<Document>>, relabelled: bool) {
        let (old, new) = match (&self.document, document) {
            (Some(old), Some(new)) if Arc::ptr_eq(old, new) => return,
            (Some(old), Some(new)) if Arc::ptr_eq(&old.text, &new.text) => (old, new),
            (None, None) => return,
            _ => return self.begin_anew(document.cloned()),
        };
        if old.id() != new.id() {
            return self.begin_anew(document.cloned());
        }
        let same = old.spans.is_same(&new.spans);
        self.document = document.cloned();
        if !same {
            if !relabelled || self.filter.label.is_some() || self.order != Order::Position {
                self.picks = Picks::default();
            }
            self.look_for_changes();
        }
    }

    fn look_for_changes(&mut self) {
        self.complete = self.is_plain() || self.document.is_none();
        let Some(document) = self.document.as_ref().filter(|_| !self.complete) else {
            return;
        };
        for (chunk, found) in self.found.follow(&document.spans) {
            let found = found.unwrap_or_default();
            self.went.extend(at(chunk.spans(), &found).cloned());
        }
    }

    /// Look through the next chunks, until that much work was done; a span costs 1, and one that is
    /// searched more. Whether nothing is left to be done.
    pub(super) fn step(&mut self, budget: usize) -> bool {
        let Some(document) = self.document.as_ref().filter(|_| !self.complete) else {
            return true;
        };
        let phrase: Vec<char> = self.filter.phrase.chars().map(folded).collect();
        let (filter, came) = (&self.filter, &mut self.came);
        self.complete = self.found.step(budget, |spans| {
            let (mut found, mut work) = (Vec::new(), 0);
            for (span, nth) in spans.iter().zip(0..) {
                let (passes, cost) = filter.passes(span, &document.text, &phrase);
                work += cost;
                if passes {
                    found.push(nth);
                    came.push(Arc::clone(span));
                }
            }
            (found.into_boxed_slice(), work)
        });
        self.took_steps |= !self.complete;
        if self.complete {
            self.put_in_order();
        }
        self.complete
    }

    /// Put what came and went into the order of time.
    fn put_in_order(&mut self) {
        let (came, went) = (
            std::mem::take(&mut self.came),
            std::mem::take(&mut self.went),
        );
        let took_steps = std::mem::take(&mut self.took_steps);
        let order = self.order;
        if order == Order::Position {
            return;
        }
        let dated = |span: &Arc<Span>| (order.moment(span), Arc::clone(span));
        if took_steps || self.dated.is_empty() || came.len() + went.len() > ONE_BY_ONE {
            let found = self
                .found
                .made()
                .flat_map(|(spans, found)| at(spans, found));
            self.dated = sorted(found.map(dated).collect());
            return;
        }
        let is_in = |list: &[Arc<Span>], span: &Arc<Span>| {
            list.iter().any(|other| Arc::ptr_eq(other, span))
        };
        for span in went.iter().filter(|span| !is_in(&came, span)).map(dated) {
            if let Ok(nth) = self.dated.binary_search_by(|other| by_time(other, &span)) {
                self.dated.remove(nth);
            }
        }
        for span in came.iter().filter(|span| !is_in(&went, span)).map(dated) {
            if let Err(nth) = self.dated.binary_search_by(|other| by_time(other, &span)) {
                self.dated.insert(nth, span);
            }
        }
    }

    /// How many are listed, as far as is known.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.document {
            Some(document) if self.is_plain() => document.spans.len(),
            _ if self.order == Order::Position => {
                self.found.made().map(|(_, found)| found.len()).sum()
            }
            _ => self.dated.len(),
        }
    }

    /// Whether none is listed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The span in a row, from 0.
    #[must_use]
    pub fn row(&self, nth: usize) -> Option<&Arc<Span>> {
        self.rows(nth, 1).pop()
    }

    /// The spans in so many rows from one on, as far as there are.
    #[must_use]
    pub fn rows(&self, first: usize, count: usize) -> Vec<&Arc<Span>> {
        let mut rows = Gathered {
            spans: Vec::new(),
            skip: first,
            left: count,
        };
        match &self.document {
            Some(document) if self.is_plain() => {
                for chunk in document.spans.chunks() {
                    rows.gather(chunk.spans().len(), &mut chunk.spans().iter());
                }
            }
            _ if self.order == Order::Position => {
                for (spans, found) in self.found.made() {
                    rows.gather(found.len(), &mut at(spans, found));
                }
            }
            _ => rows.gather(
                self.dated.len(),
                &mut self.dated.iter().map(|(_, span)| span),
            ),
        }
        rows.spans
    }

    /// The row of a span, if it is listed.
    #[must_use]
    pub fn row_of(&self, span: &Arc<Span>) -> Option<usize> {
        if self.order != Order::Position {
            let dated = (self.order.moment(span), Arc::clone(span));
            return self
                .dated
                .binary_search_by(|other| by_time(other, &dated))
                .ok();
        }
        let row = self.before(&Cursor::of(span));
        self.row(row)
            .is_some_and(|there| there.id == span.id)
            .then_some(row)
    }

    /// The first row at or behind a position of the text; none in an order of time.
    #[must_use]
    pub fn row_from(&self, at: Offset) -> Option<usize> {
        (self.order == Order::Position).then(|| self.before(&Cursor::Position(at)))
    }

    /// How many rows stand before a point of the text.
    fn before(&self, cursor: &Cursor) -> usize {
        if self.is_plain() {
            let spans = self.document.as_ref().map(|document| &document.spans);
            return spans.map_or(0, |spans| spans.position(cursor));
        }
        let mut count = 0;
        for (spans, found) in self.found.made() {
            if spans.last().is_some_and(|span| cursor.is_behind(span)) {
                count += found.len();
            } else {
                count += at(spans, found)
                    .filter(|span| cursor.is_behind(span))
                    .count();
                break;
            }
        }
        count
    }

    /// How many rows are picked.
    #[must_use]
    pub fn picked(&self) -> usize {
        self.picks.ranges.iter().map(|(from, to)| to - from).sum()
    }

    /// Whether a row is picked.
    #[must_use]
    pub fn is_picked(&self, nth: usize) -> bool {
        let range = self.picks.range_of(nth);
        range.is_ok()
    }

    /// The ids of the picked spans, in the order of the list.
    pub(super) fn picked_ids(&self) -> Vec<SpanId> {
        let ranges = self.picks.ranges.iter();
        ranges
            .flat_map(|&(from, to)| self.rows(from, to - from))
            .map(|span| span.id.clone())
            .collect()
    }

    /// Whether picking was done while this span was selected.
    pub(super) fn is_led_by(&self, span: Option<&SpanId>) -> bool {
        self.picks.lead.as_ref() == span
    }

    /// Pick nothing.
    pub(super) fn pick_none(&mut self) {
        self.picks = Picks::default();
    }

    /// Pick every row.
    pub(super) fn pick_all(&mut self, lead: SpanId) {
        self.picks.ranges = vec![(0, self.len())];
        self.picks.lead = Some(lead);
    }

    /// Pick a row. `selected` is the row of the selected span. The span that is to be selected now
    /// is returned, if any.
    pub(super) fn pick(
        &mut self,
        nth: usize,
        how: Pick,
        selected: Option<usize>,
    ) -> Option<SpanId> {
        let span = self.row(nth)?.id.clone();
        let picks = &mut self.picks;
        if let Some(row) = selected.filter(|_| picks.ranges.is_empty()) {
            picks.ranges = vec![(row, row + 1)];
            picks.anchor = row;
        }
        let mut lead = nth;
        match how {
            Pick::Extend if !picks.ranges.is_empty() => {
                picks.ranges = vec![(nth.min(picks.anchor), nth.max(picks.anchor) + 1)];
            }
            Pick::Toggle => {
                picks.anchor = nth;
                match picks.range_of(nth) {
                    Err(place) => picks.ranges.insert(place, (nth, nth + 1)),
                    Ok(place) => {
                        let (from, to) = picks.ranges.remove(place);
                        let parts = [(from, nth), (nth + 1, to)];
                        let parts = parts.into_iter().filter(|(from, to)| from < to);
                        picks.ranges.splice(place..place, parts);
                        lead = picks.ranges.first()?.0;
                    }
                }
            }
            Pick::Only | Pick::Extend => {
                picks.ranges = vec![(nth, nth + 1)];
                picks.anchor = nth;
            }
        }
        let lead = if lead == nth {
            span
        } else {
            self.row(lead)?.id.clone()
        };
        self.picks.lead = Some(lead.clone());
        Some(lead)
    }
}

/// Rows that are gathered from one list after the other.
struct Gathered<'a> {
    spans: Vec<&'a Arc<Span>>,
    /// How many rows are still to be passed over, and how many to be taken.
    skip: usize,
    left: usize,
}

impl<'a> Gathered<'a> {
    fn gather(&mut self, len: usize, list: &mut dyn Iterator<Item = &'a Arc<Span>>) {
        if self.left == 0 {
            return;
        }
        let Some(less) = self.skip.checked_sub(len) else {
            let before = self.spans.len();
            self.spans.extend(list.skip(self.skip).take(self.left));
            self.left -= self.spans.len() - before;
            self.skip = 0;
            return;
        };
        self.skip = less;
    }
}

/// Rows in the order of time. By hand, for a sort of the library's comes to five times as much code.
fn sorted(mut rows: Vec<Dated>) -> Vec<Dated> {
    if rows.len() < 2 {
        return rows;
    }
    let behind = sorted(rows.split_off(rows.len() / 2));
    let mut merged = Vec::with_capacity(rows.len() + behind.len());
    let mut a = sorted(rows).into_iter().peekable();
    let mut b = behind.into_iter().peekable();
    loop {
        let next = match (a.peek(), b.peek()) {
            (Some(first), Some(second)) if by_time(second, first).is_lt() => b.next(),
            (Some(_), _) => a.next(),
            (None, _) => b.next(),
        };
        match next {
            Some(row) => merged.push(row),
            None => return merged,
        }
    }
}

/// The spans of a chunk at these places.
fn at<'a>(spans: &'a [Arc<Span>], found: &'a [u8]) -> impl Iterator<Item = &'a Arc<Span>> {
    found.iter().filter_map(|&nth| spans.get(usize::from(nth)))
}
