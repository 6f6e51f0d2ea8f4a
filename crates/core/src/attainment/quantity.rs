//! The values of a target or result in a form in which they can be compared (guideline §3).

use alloc::{string::String, vec::Vec};
use serde_json::Value;

use super::Decimal;
use crate::{model::Span, search::fold};

/// Syllables of a unit that multiply what follows. `百分点` is a unit of its own.
const SCALES: &[(char, i128)] = &[
    ('百', 100),
    ('千', 1000),
    ('万', 10_000),
    ('亿', 100_000_000),
];

/// What the values of a span are: one, several in turn (guideline §9.8), or from one to another.
#[derive(Clone, Debug)]
pub(super) enum Values {
    List(Vec<Decimal>),
    Range(Decimal, Decimal),
}

/// Values with the unit that they are of.
#[derive(Clone, Debug)]
pub(super) struct Quantity {
    pub(super) values: Values,
    /// Without what multiplies it: `元` for `万元`.
    pub(super) unit: String,
}

/// An attribute that is text.
pub(super) fn attribute<'a>(span: &'a Span, name: &str) -> &'a str {
    let value = span.attributes.get(name);
    value.and_then(Value::as_str).unwrap_or_default()
}

/// The quantities of two spans: the normalised ones where both have them, those as written
/// otherwise. None where one has no number.
///
/// What falls is counted below zero: to fall by three percent is to grow by minus three, however
/// it is written.
pub(super) fn of_both(
    (one, one_falls): (&Span, bool),
    (other, other_falls): (&Span, bool),
) -> Option<(Quantity, Quantity)> {
    let is_normalised = |span: &Span| {
        numbers(span, "value_normalised").is_some()
            && !attribute(span, "unit_normalised").is_empty()
    };
    let names = if is_normalised(one) && is_normalised(other) {
        ("value_normalised", "unit_normalised")
    } else {
        ("value", "unit")
    };
    Some((
        quantity(one, names, one_falls)?,
        quantity(other, names, other_falls)?,
    ))
}

/// Whether a span states a number.
pub(super) fn has_value(span: &Span) -> bool {
    numbers(span, "value").is_some() || numbers(span, "value_normalised").is_some()
}

/// The numbers of an attribute: at least one.
fn numbers(span: &Span, name: &str) -> Option<Vec<Decimal>> {
    let value = span.attributes.get(name)?;
    let Value::Array(items) = value else {
        return Some([Decimal::of(value)?].into());
    };
    let mut all = Vec::new();
    for item in items {
        all.push(Decimal::of(item)?);
    }
    (!all.is_empty()).then_some(all)
}

fn quantity(span: &Span, (value, unit): (&str, &str), falls: bool) -> Option<Quantity> {
    let (factor, unit) = split_unit(attribute(span, unit))?;
    let mut all = Vec::new();
    for number in numbers(span, value)? {
        let number = if falls { number.negative()? } else { number };
        all.push(number.times(factor)?);
    }
    let values = match *all.as_slice() {
        [a, b] if attribute(span, "comparator") == "range" => {
            if a.compare(b)?.is_gt() {
                Values::Range(b, a)
            } else {
                Values::Range(a, b)
            }
        }
        _ => Values::List(all),
    };
    Some(Quantity { values, unit })
}

/// What a unit multiplies by, and the rest of it. None where that is too much to count.
fn split_unit(unit: &str) -> Option<(i128, String)> {
    let mut folded = String::new();
    folded.extend(unit.chars().filter(|c| !c.is_whitespace()).map(fold));
    let mut rest = folded.as_str();
    let mut factor: i128 = 1;
    while !rest.starts_with("百分") {
        let scale = SCALES.iter().find(|(c, _)| rest.starts_with(*c));
        let Some(&(c, times)) = scale else {
            break;
        };
        factor = factor.checked_mul(times)?;
        rest = rest.strip_prefix(c).unwrap_or_default();
    }
    Some((factor, rest.into()))
}
