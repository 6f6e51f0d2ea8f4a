//! What follows from a slot that the user marks by hand.

use alloc::string::String;

use super::{
    Context, decimal,
    draft::Draft,
    quantity::{self, Quantity},
    stretch::LENGTH,
    time::{self, Time, Use},
    units::Unit,
    words,
};
use crate::{
    model::Members,
    text::{Offset, Text, TextRange, marks::is_blank},
};

pub(super) fn read(name: &str, text: &Text, range: TextRange, context: &Context<'_>) -> Members {
    let mut draft = Draft::new(text, range, context);
    let marked = draft.stretch.text.trim_matches(is_blank);
    match name {
        "value" => put_value(&mut draft),
        "unit" => put_unit(&mut draft, marked),
        "baseline" => {
            let amount = amount(&draft).map(|own| own.amount());
            if let Some(amount) = amount {
                draft.set("baseline", amount);
            } else if let Some(iso) = iso(&draft) {
                draft.set("baseline", iso);
            }
        }
        "funding" => put_funding(&mut draft),
        "deadline" | "deadline_stretch" => {
            let time = deadline(&draft);
            draft.set(name, time.and_then(|time| time.by));
        }
        "period" | "as_of" => {
            if let Some(iso) = iso(&draft) {
                draft.set(name, iso);
            }
        }
        "comparator" => draft.set("comparator", words::comparator(marked).unwrap_or_default()),
        "modality" => {
            let found = words::MODALITIES
                .iter()
                .find(|(word, _)| marked.contains(word));
            draft.set("modality", found.map_or("", |&(_, name)| name));
        }
        "indicator" if !marked.is_empty() => {
            draft.name_indicator(marked);
            if words::is_lower_better(marked) {
                draft.set("polarity", "lower_better");
            }
        }
        "reference" => draft.set("reference", marked),
        _ => {}
    }
    draft.attributes
}

/// The first amount whose figure starts in what is marked, read with what stands around it.
fn amount(draft: &Draft<'_>) -> Option<Quantity> {
    let start = draft.range.start().bytes();
    let before = Offset::from_bytes(start.saturating_sub(60));
    let behind = Offset::from_bytes(start + LENGTH.min(draft.range.len() + 60));
    let window = draft.text.fit(TextRange::between(before, behind));
    let around = draft.text.slice(window);
    let base = window.start().bytes();
    let marked = draft.stretch.text;
    for (at, c) in marked.char_indices() {
        if !decimal::starts_figure(c) && !"-－−".contains(c) {
            continue;
        }
        if let Some(own) = quantity::read(around, start + at - base) {
            return Some(own);
        }
        // A figure that is none for the rules is one for the user.
        let (low, length) = decimal::figure(marked.get(at..)?)?;
        let value = (at, at + length);
        let unit = Unit::at(marked, value.1);
        return Some(Quantity {
            role: quantity::Role::Value,
            value,
            low,
            high: None,
            whole: (at, unit.end.max(value.1)),
            unit,
            comparator: None,
        });
    }
    None
}

fn put_value(draft: &mut Draft<'_>) {
    let Some(own) = amount(draft) else {
        return;
    };
    draft.set("value", own.amount());
    if let Some(unit) = own.unit() {
        draft.set("unit", unit);
    }
    if own.unit.power > 0 {
        draft.set("value_normalised", own.normalised());
    }
    if let Some(unit) = own.unit.normalised() {
        draft.set("unit_normalised", unit);
    }
    if let Some(comparator) = own.comparator {
        draft.set("comparator", comparator);
    }
}

fn put_unit(draft: &mut Draft<'_>, marked: &str) {
    draft.set("unit", marked);
    let unit = Unit::at(marked, 0);
    if let Some(plain) = unit.normalised().filter(|_| unit.end == marked.len()) {
        draft.set("unit_normalised", plain);
    }
}

fn put_funding(draft: &mut Draft<'_>) {
    let Some(own) = amount(draft) else {
        return;
    };
    let mut funding = Members::new();
    funding.insert("value".into(), own.amount());
    if let Some(unit) = own.unit() {
        funding.insert("unit".into(), unit.into());
    }
    draft.set("funding", serde_json::Value::Object(funding));
}

/// The time that is marked, as a deadline rather than a period.
fn deadline(draft: &Draft<'_>) -> Option<Time> {
    let mut times = time::find(&draft.stretch, draft.year()).into_iter();
    let first = times.next()?;
    match first.used {
        Use::Deadline => Some(first),
        _ => times
            .find(|time| time.used == Use::Deadline)
            .or(Some(first)),
    }
}

fn iso(draft: &Draft<'_>) -> Option<String> {
    deadline(draft)?.iso
}

/// Where the deadline stands that a stretch states, and when that is.
pub(super) fn stated(
    text: &Text,
    range: TextRange,
    context: &Context<'_>,
) -> Option<(TextRange, Option<String>)> {
    let draft = Draft::new(text, range, context);
    let time = deadline(&draft)?;
    let place = |own: usize| Offset::from_bytes(draft.range.start().bytes() + own);
    let range = TextRange::between(place(time.range.0), place(time.range.1));
    Some((range, time.by))
}
