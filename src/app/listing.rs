//! The list of annotations: which are listed, in which order, and which of them are picked.
//!
//! Nothing here costs more than the chunks of spans that changed: what passes the filter is kept
//! for every chunk. A list of very many is made in steps ([`Listing::step`]).

use std::{cmp::Ordering, sync::Arc};

use reportmark_core::{
    model::{Certainty, Cursor, Document, PerChunk, Span, SpanId, SpanStatus, Timestamp, in_order},
    scheme::LabelId,
    text::{Offset, Text},
};

/// Bytes of a span that a phrase is looked for in: more than anybody reads in a list.
const LOOKED_AT: usize = 65_536;

/// So many changes at once are put into the order of time one by one; more, and it is sorted anew.
const ONE_BY_ONE: usize = 512;

/// What is said of a span besides its label.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Facet {
    /// It counts.
    Accepted,
    /// It is offered, not decided.
    Suggested,
    /// It was decided against.
    Rejected,
    /// The annotator is unsure.
    Unsure,
    /// It has a note.
    Noted,
}

impl Facet {
    /// All, in the order of the choice.
    pub const ALL: [Self; 5] = [
        Self::Accepted,
        Self::Suggested,
        Self::Rejected,
        Self::Unsure,
        Self::Noted,
    ];

    fn is_of(self, span: &Span) -> bool {
        match self {
            Self::Accepted => span.status == SpanStatus::Accepted,
            Self::Suggested => span.status == SpanStatus::Suggested,
            Self::Rejected => span.status == SpanStatus::Rejected,
            Self::Unsure => span.certainty == Certainty::Unsure,
            Self::Noted => !span.note.is_empty(),
        }
    }
}

/// Which annotations are listed: those that are all of this.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// Of that label.
    pub label: Option<LabelId>,
    /// Of which that is said.
    pub facet: Option<Facet>,
    /// With that phrase in what they cover or in their note, whatever the width and case of its
    /// letters and punctuation.
    pub phrase: Arc<str>,
}

impl Filter {
    /// Whether it lets everything through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a span passes, and how much work it was to find out.
    fn passes(&self, span: &Span, text: &Text, phrase: &[char]) -> (bool, usize) {
        let plain = self.label.as_ref().is_none_or(|label| span.label == *label)
            && self.facet.is_none_or(|facet| facet.is_of(span));
        if !plain || phrase.is_empty() {
            return (plain, 1);
        }
        let quote = text.slice(span.range);
        let quote = quote
            .get(..quote.floor_char_boundary(LOOKED_AT))
            .unwrap_or_default();
        let passes = holds(quote, phrase) || holds(&span.note, phrase);
        (passes, 1 + (quote.len() + span.note.len()) / 32)
    }
}

/// A character without its width and case.
const fn folded(c: char) -> char {
    let c = match c {
        '\u{3000}' => ' ',
        // The full-width forms stand as far behind ASCII all along.
        '！'..='～' => match char::from_u32(c as u32 - 0xfee0) {
            Some(ascii) => ascii,
            None => c,
        },
        _ => c,
    };
    c.to_ascii_lowercase()
}

fn holds(text: &str, phrase: &[char]) -> bool {
    let mut rest = text.chars();
    loop {
        let mut here = rest.clone().map(folded);
        if phrase.iter().all(|&c| here.next() == Some(c)) {
            return true;
        }
        if rest.next().is_none() {
            return false;
        }
    }
}

/// The order of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// As they stand in the text.
    #[default]
    Position,
    /// The one made last first.
    Created,
    /// The one changed last first.
    Modified,
}

impl Order {
    /// All, in the order of the choice.
    pub const ALL: [Self; 3] = [Self::Position, Self::Created, Self::Modified];

    /// The moment that a span is ordered by; the earliest when it has none.
    fn moment(self, span: &Span) -> i64 {
        let moment = match self {
            Self::Position => None,
            Self::Created => span.created_at.as_ref(),
            Self::Modified => span.updated_at.as_ref().or(span.created_at.as_ref()),
        };
        moment.and_then(Timestamp::milliseconds).unwrap_or_default()
    }
}

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
    /// Pick a row.
    Pick(usize, Pick),
    /// Pick every row.
    PickAll,
    /// Pick none but the selected one.
    PickOne,
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
            self.dated = found.map(dated).collect();
            self.dated.sort_unstable_by(by_time);
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
        self.rows(nth).next()
    }

    /// The spans from a row on.
    #[must_use]
    pub fn rows(&self, first: usize) -> Box<dyn Iterator<Item = &Arc<Span>> + '_> {
        match &self.document {
            Some(document) if self.is_plain() => Box::new(document.spans.since(first)),
            _ if self.order == Order::Position => {
                let (mut chunks, mut left) = (0, first);
                for (_, found) in self.found.made() {
                    let Some(less) = left.checked_sub(found.len()) else {
                        break;
                    };
                    (chunks, left) = (chunks + 1, less);
                }
                let made = self.found.made().skip(chunks);
                Box::new(made.flat_map(|(spans, found)| at(spans, found)).skip(left))
            }
            _ => Box::new(self.dated.iter().skip(first).map(|(_, span)| span)),
        }
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
            .flat_map(|&(from, to)| self.rows(from).take(to - from))
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

/// The spans of a chunk at these places.
fn at<'a>(spans: &'a [Arc<Span>], found: &'a [u8]) -> impl Iterator<Item = &'a Arc<Span>> {
    found.iter().filter_map(|&nth| spans.get(usize::from(nth)))
}

/// Picked rows of the list as it stands. They hold until the list changes or something else is
/// selected.
#[derive(Clone, Debug, Default)]
struct Picks {
    /// From and up to, in order, without a common row.
    ranges: Vec<(usize, usize)>,
    /// Where picking began.
    anchor: usize,
    /// The span that was selected with it.
    lead: Option<SpanId>,
}

impl Picks {
    /// The range that holds a row, or where one would have to go.
    fn range_of(&self, nth: usize) -> Result<usize, usize> {
        let place = self.ranges.partition_point(|&(_, to)| to <= nth);
        let holds = self.ranges.get(place).is_some_and(|&(from, _)| from <= nth);
        if holds { Ok(place) } else { Err(place) }
    }
}
