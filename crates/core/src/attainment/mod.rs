//! Whether a target is attained by a result, and which target a result is of (guideline §3, §6, §9).
//!
//! Reads the attributes of spans; where they do not tell, it says so rather than guess.

mod candidates;
mod date;
mod decimal;
mod derived;
mod period;
mod quantity;
#[cfg(test)]
mod tests;

use core::cmp::Ordering;

use self::{
    Comparator as C,
    period::Times,
    quantity::{Quantity, Values, attribute},
};
pub use self::{
    candidates::candidates,
    derived::{derived, latest, with_derived, without_derived},
};
pub(crate) use self::{date::Day, decimal::Decimal};
use crate::{model::Span, text::Text};

/// How far from a target of `about` a result may be, in percent of it. The guideline gives no
/// figure for 左右 and 约; this one is this program's.
const ABOUT_PERCENT: i128 = 5;

/// Units of a place in a ranking.
const RANKS: &[&str] = &["位", "名", "强"];

/// How a result stands to its target (guideline §3, `attainment`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Attainment {
    /// The target is reached.
    Met,
    /// Not reached, but for the time that has passed it is enough.
    OnTrack,
    /// Not reached.
    Behind,
    /// What is known does not tell.
    Unknown,
}

impl Attainment {
    /// All, best first.
    pub const ALL: [Self; 4] = [Self::Met, Self::OnTrack, Self::Behind, Self::Unknown];

    /// As the attribute is written.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::OnTrack => "on_track",
            Self::Behind => "behind",
            Self::Unknown => "unknown",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.name() == name)
    }
}

/// How a target is compared, once its attribute is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comparator {
    /// `eq`, or none at all: what is better than the value is attained as well.
    Value,
    Ge,
    Gt,
    Le,
    Lt,
    About,
}

const COMPARATORS: &[(&str, Comparator)] = &[
    ("", C::Value),
    ("none", C::Value),
    ("eq", C::Value),
    ("range", C::Value),
    ("ge", C::Ge),
    ("gt", C::Gt),
    ("le", C::Le),
    ("lt", C::Lt),
    ("about", C::About),
];

/// Which way is better.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Better {
    Higher,
    Lower,
    /// Neither: the value itself is wanted.
    Equal,
    /// Nothing says.
    Unsaid,
}

/// Whether a result attains a target. `text` is the one that both are in.
///
/// The target's comparator says how they are compared; where it is `eq`, its polarity does
/// (guideline §9.2: as written, never repaired), and where there is none, its direction.
/// What differs in unit or basis, or is known to be of another time, is not compared. Of several
/// values that stand in turn, each has to be attained. A cumulative result from within the year of
/// its target is on track when it has its share of the months.
#[must_use]
pub fn attainment(target: &Span, result: &Span, text: &Text) -> Attainment {
    if period::times(target, result) == Times::Apart {
        return Attainment::Unknown;
    }
    if !quantity::has_value(result) && is_kept_within(text.slice(result.range)) {
        return Attainment::Met;
    }
    compared(target, result, text).unwrap_or(Attainment::Unknown)
}

/// None where it cannot be told.
fn compared(target: &Span, result: &Span, text: &Text) -> Option<Attainment> {
    match attribute(target, "comparator") {
        "all" => all(target, result, text),
        "top_n" => top_n(target, result),
        name => {
            let (_, comparator) = COMPARATORS.iter().find(|(own, _)| *own == name)?;
            values(target, result, *comparator)
        }
    }
}

/// `控制在目标任务以内` names no number (guideline §9.3).
fn is_kept_within(text: &str) -> bool {
    let Some((_, behind)) = text.split_once("目标") else {
        return false;
    };
    let is_within = behind.contains("以内") || behind.contains("之内");
    is_within && !text.contains(char::is_numeric)
}

fn met(is_met: bool) -> Attainment {
    if is_met {
        Attainment::Met
    } else {
        Attainment::Behind
    }
}

/// Full coverage: a result that says so, or a hundred percent.
fn all(target: &Span, result: &Span, text: &Text) -> Option<Attainment> {
    let says_so =
        attribute(result, "comparator") == "all" || text.slice(result.range).contains("全覆盖");
    if says_so {
        return Some(Attainment::Met);
    }
    let (own, _) = quantity::of_both((result, false), (result, false))?;
    let wanted = match quantity::of_both((target, false), (target, false)) {
        Some((wanted, _)) if wanted.unit == own.unit => wanted.values,
        _ if own.unit == "%" => Values::List([Decimal::whole(100)].into()),
        _ => return None,
    };
    pairwise(&wanted, &own.values, &|wanted, own| {
        Some(own.compare(wanted)?.is_ge())
    })
    .map(met)
}

/// A place among the first.
fn top_n(target: &Span, result: &Span) -> Option<Attainment> {
    let (wanted, own) = quantity::of_both((target, false), (result, false))?;
    let is_rank = attribute(result, "kind") == "rank"
        || attribute(result, "basis") == "rank"
        || RANKS.contains(&own.unit.as_str());
    if !is_rank {
        return None;
    }
    pairwise(&wanted.values, &own.values, &|wanted, own| {
        Some(own.compare(wanted)?.is_le())
    })
    .map(met)
}

/// What a value is of, as far as values of another kind must not be compared with it.
fn basis(span: &Span) -> &str {
    match attribute(span, "basis") {
        own @ ("yoy" | "rank" | "") => own,
        _ => "level",
    }
}

fn values(target: &Span, result: &Span, comparator: Comparator) -> Option<Attainment> {
    let (of_target, of_result) = (basis(target), basis(result));
    if of_target != of_result && !of_target.is_empty() && !of_result.is_empty() {
        return None;
    }
    let is_change = of_target == "yoy" || of_result == "yoy";
    let direction = attribute(target, "direction");
    let falls = is_change && direction == "decrease";
    let result_falls = match attribute(result, "direction") {
        "decrease" => is_change,
        "" => falls,
        _ => false,
    };
    let (wanted, own) = quantity::of_both((target, falls), (result, result_falls))?;
    if wanted.unit != own.unit {
        return None;
    }
    // A target that falls is compared by how far: 下降3%以上 wants three or more.
    let (wanted, own) = if falls {
        (turned(wanted)?, turned(own)?)
    } else {
        (wanted, own)
    };
    let better = match (attribute(target, "polarity"), direction) {
        ("higher_better", _) if !falls => Better::Higher,
        ("lower_better", _) if falls => Better::Higher,
        ("higher_better" | "lower_better", _) => Better::Lower,
        ("neutral", _) => Better::Equal,
        (_, "increase" | "reach") => Better::Higher,
        (_, "decrease") if falls => Better::Higher,
        (_, "decrease") => Better::Lower,
        _ => Better::Unsaid,
    };
    let is_met = match wanted.values {
        Values::Range(low, high) => each(&own.values, &|own| within(own, low, high, better)),
        Values::List(_) => pairwise(&wanted.values, &own.values, &|wanted, own| {
            satisfies(own, wanted, comparator, better)
        }),
    }?;
    if is_met {
        return Some(Attainment::Met);
    }
    let is_upward = matches!(comparator, C::Ge | C::Gt)
        || matches!(comparator, C::Value | C::About) && better == Better::Higher;
    if is_upward && (is_cumulative(target, result) || is_early(target, result, &wanted.unit)) {
        return on_track(target, result, &wanted.values, &own.values);
    }
    Some(Attainment::Behind)
}

/// With the sign of all values turned.
fn turned(quantity: Quantity) -> Option<Quantity> {
    let values = match quantity.values {
        Values::List(all) => {
            let mut turned = alloc::vec::Vec::new();
            for value in all {
                turned.push(value.times(-1)?);
            }
            Values::List(turned)
        }
        Values::Range(low, high) => Values::Range(high.times(-1)?, low.times(-1)?),
    };
    Some(Quantity { values, ..quantity })
}

/// Whether one value satisfies another. None where nothing says which way is better.
fn satisfies(own: Decimal, wanted: Decimal, comparator: C, better: Better) -> Option<bool> {
    let order = own.compare(wanted)?;
    let is_near = || {
        let off = own.minus(wanted)?.abs()?.times(100)?;
        let order = off.compare(wanted.abs()?.times(ABOUT_PERCENT)?)?;
        Some(order.is_le())
    };
    match comparator {
        C::Ge => Some(order.is_ge()),
        C::Gt => Some(order.is_gt()),
        C::Le => Some(order.is_le()),
        C::Lt => Some(order.is_lt()),
        C::About if is_near()? => Some(true),
        C::Value | C::About => is_better(order, better),
    }
}

/// Whether what compares so is as good. Where nothing says what is better, only the same is.
fn is_better(order: Ordering, better: Better) -> Option<bool> {
    match better {
        Better::Higher => Some(order.is_ge()),
        Better::Lower => Some(order.is_le()),
        Better::Equal => Some(order.is_eq()),
        Better::Unsaid => order.is_eq().then_some(true),
    }
}

/// Whether a value is between two, or beyond them where that is better.
fn within(own: Decimal, low: Decimal, high: Decimal, better: Better) -> Option<bool> {
    let is_above = own.compare(low)?.is_ge();
    let is_below = own.compare(high)?.is_le();
    match better {
        Better::Higher => Some(is_above),
        Better::Lower => Some(is_below),
        Better::Equal => Some(is_above && is_below),
        Better::Unsaid => (is_above && is_below).then_some(true),
    }
}

/// Whether every value passes. A range has to pass, or fail, as a whole.
fn each(own: &Values, test: &dyn Fn(Decimal) -> Option<bool>) -> Option<bool> {
    match own {
        &Values::Range(low, high) => {
            let low = test(low)?;
            (low == test(high)?).then_some(low)
        }
        Values::List(all) => {
            let mut is_met = true;
            for &value in all {
                is_met &= test(value)?;
            }
            Some(is_met)
        }
    }
}

/// Whether every value passes beside the one that it is aligned with (guideline §9.8), or all of
/// them beside a single one.
fn pairwise(
    wanted: &Values,
    own: &Values,
    test: &dyn Fn(Decimal, Decimal) -> Option<bool>,
) -> Option<bool> {
    let wanted = match wanted {
        Values::List(wanted) => wanted.as_slice(),
        Values::Range(..) => return None,
    };
    if let &[wanted] = wanted {
        return each(own, &|own| test(wanted, own));
    }
    let Values::List(own) = own else {
        return None;
    };
    if own.len() != wanted.len() {
        return None;
    }
    let mut is_met = true;
    for (&wanted, &own) in wanted.iter().zip(own) {
        is_met &= test(wanted, own)?;
    }
    Some(is_met)
}

fn is_cumulative(target: &Span, result: &Span) -> bool {
    [target, result]
        .into_iter()
        .any(|span| attribute(span, "basis") == "cumulative")
}

/// Whether a result is from within the year of a target that says of an amount neither that it is a
/// level nor how it changes: investment that is carried out, firms that are newly there. Such
/// amounts add up until the year is over.
fn is_early(target: &Span, result: &Span, unit: &str) -> bool {
    let adds_up = !unit.is_empty() && !matches!(unit, "%" | "‰" | "个百分点");
    let last = |span, name| Day::last_of(attribute(span, name));
    let end = last(target, "period").or_else(|| last(target, "deadline"));
    let now = last(result, "as_of").or_else(|| last(result, "period"));
    let is_within = end
        .zip(now)
        .is_some_and(|(end, now)| now < end && now.year == end.year);
    adds_up && is_within && basis(target).is_empty() && basis(result).is_empty()
}

/// A cumulative result that is short of its target: whether it has its share of the months of the
/// target's year. None where the year is not over, as far as one knows, and the share unknown.
fn on_track(target: &Span, result: &Span, wanted: &Values, own: &Values) -> Option<Attainment> {
    let of_year = |name| {
        let stated = attribute(target, name);
        Day::last_of(stated).filter(|day| day.month == 12 && !stated.is_empty())
    };
    let end = of_year("period").or_else(|| of_year("deadline"))?;
    let moment = Day::last_of(attribute(result, "as_of"));
    let now = moment.or_else(|| Day::last_of(attribute(result, "period")))?;
    if now.year > end.year || (now.year == end.year && now.month == 12) {
        return Some(Attainment::Behind);
    }
    if now.year < end.year {
        return None;
    }
    let has_share = pairwise(wanted, own, &|wanted, own| {
        let order = own.times(12)?.compare(wanted.times(now.month.into())?)?;
        Some(order.is_ge())
    })?;
    Some(if has_share {
        Attainment::OnTrack
    } else {
        Attainment::Behind
    })
}
