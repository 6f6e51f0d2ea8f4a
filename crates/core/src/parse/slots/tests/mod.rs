//! What phrases give, written in the manner of the genres of reports.
//!
//! Each table has a phrase to a line. The span is what stands between two `|`, else all of it.

mod any_text;
mod bounds;
mod by_hand;
mod measures;
mod plans;
mod results;
mod slots;
mod targets;

use alloc::{string::String, vec::Vec};

use serde_json::Value;

use super::*;
use crate::text::Offset;

/// A reading of what stands between two `|`, or of the whole, in a plan of 2021.
fn reading(marked: &str, kind: LabelKind, context: &Context<'_>) -> (Text, Reading) {
    let mut parts = marked.split('|');
    let first = parts.next().unwrap();
    let (start, end) = match parts.next() {
        Some(span) => (first.len(), first.len() + span.len()),
        None => (0, first.len()),
    };
    let text = Text::new(marked.replace('|', ""));
    let range = TextRange::between(Offset::from_bytes(start), Offset::from_bytes(end));
    let reading = read(&text, range, kind, context);
    (text, reading)
}

/// What goes without saying in these tables.
const USUAL: &[(&str, &str)] = &[
    ("kind", "quantitative"),
    ("kind", "level"),
    ("nature", "outcome"),
    ("modality", "none"),
    ("comparator", "eq"),
    ("period", "2021"),
    ("status", "planned"),
    ("polarity", "higher_better"),
];

/// The order in which attributes are written here; others follow.
const ORDER: &[&str] = &[
    "kind",
    "status",
    "instrument",
    "indicator",
    "indicators",
    "comparator",
    "value",
    "unit",
    "value_normalised",
    "unit_normalised",
    "direction",
    "basis",
    "polarity",
];

fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(written).collect();
            format!("[{}]", values.join(","))
        }
        Value::Object(members) => {
            let members = ["value", "unit", "object", "comparator"]
                .iter()
                .filter_map(|name| members.get(*name));
            let members: Vec<String> = members.map(written).collect();
            members.join("/")
        }
        value => value.to_string(),
    }
}

fn compact(attributes: &Members) -> String {
    let place = |name: &str| {
        ORDER
            .iter()
            .position(|own| *own == name)
            .unwrap_or(ORDER.len())
    };
    let mut members: Vec<(&String, String)> = attributes
        .iter()
        .map(|(name, value)| (name, written(value)))
        .collect();
    members.sort_by_key(|(name, _)| place(name));
    members.retain(|(name, value)| !USUAL.contains(&(name.as_str(), value.as_str())));
    let members: Vec<String> = members
        .into_iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    members.join(" ")
}

const PLAN: Context<'static> = Context {
    tense: Tense::Plan,
    period: Some("2021"),
    in_target_list: false,
};

const EXPECTED: Context<'static> = Context {
    in_target_list: true,
    ..PLAN
};
const PAST: Context<'static> = Context {
    tense: Tense::Past,
    ..PLAN
};
const NONE: Context<'static> = Context {
    tense: Tense::None,
    ..PLAN
};

/// Check what each line of a table gives: `phrase => what it gives`.
#[track_caller]
fn check(table: &str, gives: impl Fn(&str) -> String) {
    let lines = table.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut count = 0;
    for line in lines {
        let (phrase, expect) = line.split_once("=>").unwrap();
        assert_eq!(gives(phrase.trim()), expect.trim(), "{phrase}");
        count += 1;
    }
    assert!(count > 0, "a table without a line");
}

#[track_caller]
fn check_attributes(table: &str, kind: LabelKind, context: &Context<'_>) {
    check(table, |phrase| {
        compact(&reading(phrase, kind, context).1.attributes)
    });
}

#[track_caller]
fn target(table: &str) {
    check_attributes(table, LabelKind::Target, &PLAN);
}

#[track_caller]
fn expected(table: &str) {
    check_attributes(table, LabelKind::Target, &EXPECTED);
}

#[track_caller]
fn result(table: &str) {
    check_attributes(table, LabelKind::Result, &PAST);
}

#[track_caller]
fn measure(table: &str) {
    check_attributes(table, LabelKind::Measure, &PLAN);
}

#[track_caller]
fn done(table: &str) {
    check_attributes(table, LabelKind::Measure, &PAST);
}

#[track_caller]
fn undated(table: &str) {
    check_attributes(table, LabelKind::Measure, &NONE);
}

#[track_caller]
fn check_slots(table: &str, kind: LabelKind, context: &Context<'_>) {
    check(table, |phrase| {
        let (text, reading) = reading(phrase, kind, context);
        let slots = reading.slots.iter();
        let slots: Vec<String> = slots
            .map(|slot| format!("{}:{}", slot.name, text.slice(slot.range)))
            .collect();
        slots.join(" ")
    });
}

#[track_caller]
fn target_slots(table: &str) {
    check_slots(table, LabelKind::Target, &PLAN);
}

#[track_caller]
fn result_slots(table: &str) {
    check_slots(table, LabelKind::Result, &PAST);
}

#[track_caller]
fn measure_slots(table: &str) {
    check_slots(table, LabelKind::Measure, &PLAN);
}
