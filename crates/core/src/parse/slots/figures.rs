//! The figures of a clause, as far as they decide what the clause is (guideline §3).

use alloc::vec::Vec;

use super::{
    quantity::{self, Role},
    stretch::Stretch,
};

/// What a figure counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Per cent, percentage points.
    Share,
    /// Money.
    Money,
    /// Days, months, hours.
    Time,
    /// Things, in a unit.
    Count,
    /// Nothing that is said.
    Bare,
}

/// A figure that is no part of a name, no class and no baseline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Figure {
    /// Where it starts and where its bound ends (`20家以上`), in bytes of the clause.
    pub(crate) place: (usize, usize),
    /// What it counts.
    pub(crate) kind: Kind,
    /// Whether it is the place in a ranking.
    pub(crate) is_rank: bool,
}

/// The figures of a clause, in order.
pub(crate) fn figures(clause: &str) -> Vec<Figure> {
    if !clause.contains(super::decimal::starts_figure) {
        return Vec::new();
    }
    let found = quantity::find(&Stretch::new(clause));
    let own = found
        .into_iter()
        .filter(|own| matches!(own.role, Role::Value | Role::Rank | Role::Gap));
    let figure = |own: quantity::Quantity| Figure {
        place: own.whole,
        is_rank: own.role == Role::Rank,
        kind: if own.role == Role::Gap || own.unit.is_percent() || own.unit.is_points() {
            Kind::Share
        } else if own.unit.is_money() {
            Kind::Money
        } else if own.unit.is_time() {
            Kind::Time
        } else if own.unit.plain.is_empty() {
            Kind::Bare
        } else {
            Kind::Count
        },
    };
    own.map(figure).collect()
}
