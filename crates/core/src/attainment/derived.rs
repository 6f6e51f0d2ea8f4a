//! What follows for a target from its results: how it stands, and what was reached (guideline §3,
//! `attainment` and `actual`).

use alloc::{collections::BTreeMap, vec::Vec};
use serde_json::Value;

use super::{Attainment, attainment};
use crate::{
    collections::List,
    links::RESULT_OF,
    model::{Members, Relation, Span, SpanId, SpanStatus, Spans},
    scheme::{LabelKind, Scheme},
    text::Text,
};

/// The attributes that follow.
const ATTAINMENT: &str = "attainment";
const ACTUAL: &str = "actual";

/// The result that says how a commitment stands by now, and how: of those in the order of the text
/// the latest by `as_of` that tells anything.
#[must_use]
pub fn latest<'a>(
    commitment: &Span,
    results: &[&'a Span],
    text: &Text,
) -> Option<(&'a Span, Attainment)> {
    let mut latest: Option<(&str, &'a Span, Attainment)> = None;
    for &result in results {
        let as_of = result.attributes.get("as_of");
        let as_of = as_of.and_then(Value::as_str).unwrap_or_default();
        let own = attainment(commitment, result, text);
        // What does not tell anything does not take the place of what does.
        let is_later = latest.is_none_or(|(other, _, known)| {
            known == Attainment::Unknown || (as_of >= other && own != Attainment::Unknown)
        });
        if is_later {
            latest = Some((as_of, result, own));
        }
    }
    latest.map(|(_, result, own)| (result, own))
}

/// What follows for each target of a text that accepted results are linked to, as attributes.
#[must_use]
pub fn derived<'a>(
    relations: &'a List<Relation>,
    spans: &'a Spans,
    text: &Text,
    scheme: &Scheme,
) -> BTreeMap<&'a SpanId, Members> {
    let accepted = |id: &SpanId, kind: LabelKind| {
        let span = spans.get(id)?;
        let counts = span.status == SpanStatus::Accepted && scheme.kind(&span.label) == Some(kind);
        counts.then_some(&**span)
    };
    let mut results: BTreeMap<&SpanId, Vec<&Span>> = BTreeMap::new();
    for relation in relations.iter() {
        if *relation.kind == *RESULT_OF
            && let Some(result) = accepted(&relation.head, LabelKind::Result)
        {
            results.entry(&relation.tail).or_default().push(result);
        }
    }
    let mut all = BTreeMap::new();
    for (id, mut results) in results {
        let Some(target) = accepted(id, LabelKind::Target) else {
            continue;
        };
        results.sort_unstable_by_key(|result| (result.range, &result.id));
        results.dedup_by_key(|result| &result.id);
        if let Some((result, own)) = latest(target, &results, text) {
            all.insert(id, attributes(result, own));
        }
    }
    all
}

fn attributes(result: &Span, own: Attainment) -> Members {
    let mut attributes = Members::new();
    attributes.insert(ATTAINMENT.into(), own.name().into());
    let part = |key: &str| result.attributes.get(key).filter(|value| !value.is_null());
    if let (Some(value), Some(unit)) = (part("value"), part("unit")) {
        let mut actual = Members::new();
        actual.insert("value".into(), value.clone());
        actual.insert("unit".into(), unit.clone());
        attributes.insert(ACTUAL.into(), Value::Object(actual));
    }
    attributes
}

/// The attributes of a target with what follows for it, where nobody said otherwise.
#[must_use]
pub fn with_derived(own: &Members, derived: &Members) -> Members {
    let mut all = own.clone();
    if !own.contains_key(ATTAINMENT) && !own.contains_key(ACTUAL) {
        all.extend(derived.clone());
    }
    all
}

/// The attributes of a target without what follows for it anyway.
#[must_use]
pub fn without_derived(own: &Members, derived: &Members) -> Option<Members> {
    let said = |key| own.get(key) == derived.get(key);
    if !own.contains_key(ATTAINMENT) || !said(ATTAINMENT) || !said(ACTUAL) {
        return None;
    }
    let mut rest = own.clone();
    rest.remove(ATTAINMENT);
    rest.remove(ACTUAL);
    Some(rest)
}
