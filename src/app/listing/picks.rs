//! Which rows of a list are picked.

use reportmark_core::model::SpanId;

/// Picked rows of the list as it stands. They hold until the list changes or something else is
/// selected.
#[derive(Clone, Debug, Default)]
pub(super) struct Picks {
    /// From and up to, in order, without a common row.
    pub(super) ranges: Vec<(usize, usize)>,
    /// Where picking began.
    pub(super) anchor: usize,
    /// The span that was selected with it.
    pub(super) lead: Option<SpanId>,
}

impl Picks {
    /// The range that holds a row, or where one would have to go.
    pub(super) fn range_of(&self, nth: usize) -> Result<usize, usize> {
        let place = self.ranges.partition_point(|&(_, to)| to <= nth);
        let holds = self.ranges.get(place).is_some_and(|&(from, _)| from <= nth);
        if holds { Ok(place) } else { Err(place) }
    }
}
