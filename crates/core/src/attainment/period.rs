//! Whether a target and a result are of one time (guideline §3, I6).

use super::{date::Day, quantity::attribute};
use crate::model::Span;

/// How the times of a target and a result stand to each other; the greater goes better together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Times {
    /// They exclude each other: a result of last year says nothing of this year's target.
    Apart,
    /// One of them is not known.
    Unknown,
    /// One is of part of the other's: a quarter and its year.
    Overlapping,
    Same,
}

/// How the times of a target and a result stand to each other.
///
/// A target is of its period, and goes on to its deadline. A result is of its period, or as of a
/// day that may lie behind it: either may be of the target's time.
pub(super) fn times(target: &Span, result: &Span) -> Times {
    let of = |span, name| Day::both_of(attribute(span, name));
    let wanted = match (of(target, "period"), of(target, "deadline")) {
        (Some((start, end)), Some((_, by))) => Some((start.min(by), end.max(by))),
        (Some(period), None) => Some(period),
        // By then, in that year.
        (None, Some((_, by))) => Some((
            Day {
                month: 1,
                day: 1,
                ..by
            },
            by,
        )),
        (None, None) => None,
    };
    let own = ["period", "as_of"].map(|name| of(result, name));
    let Some((start, end)) = wanted.filter(|_| own.iter().any(Option::is_some)) else {
        return Times::Unknown;
    };
    let mut best = Times::Apart;
    for (first, last) in own.into_iter().flatten() {
        if (first, last) == (start, end) {
            best = Times::Same;
        } else if first <= end && start <= last {
            best = best.max(Times::Overlapping);
        }
    }
    best
}
