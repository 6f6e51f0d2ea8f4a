//! The ledger (台账) that supervisors work with: one row for every commitment.
//!
//! Owns what a row holds, and how rows are sorted, filtered, grouped and written as a table. Rows
//! are made of a document and know nothing of it afterwards.

mod csv;
mod filter;
mod sections;
mod table;
#[cfg(test)]
mod tests;

use alloc::{collections::BTreeSet, string::String, sync::Arc, vec::Vec};
use serde_json::Value;

use self::sections::Sections;
pub use self::{
    csv::{csv, csv_in},
    filter::{Filter, Group, by_party, filter},
    table::{Column, sort},
};
use crate::{
    attainment::{Attainment, latest},
    links::{Index, RESULT_OF, is_commitment},
    model::{Document, DocumentId, Span, SpanId, SpanStatus},
    outline::Outline,
    scheme::{LabelId, LabelKind, Scheme},
    text::TextRange,
};

/// What stands between several values, results or quantities in one cell.
const BETWEEN: &str = "; ";

/// A commitment: a target or a measure, who answers for it, and what has become of it.
///
/// What is not known is empty.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// The document that it is in.
    pub document: DocumentId,
    /// The name of that document.
    pub document_name: Arc<str>,
    /// Its span.
    pub span: SpanId,
    /// Where it stands.
    pub range: TextRange,
    /// The titles of the sections around it, outermost first, with ` / ` between.
    pub section: Arc<str>,
    /// Its label.
    pub label: LabelId,
    /// Its text.
    pub text: String,
    /// The indicator; of a measure the objects of its quantities.
    pub indicator: String,
    /// `increase`, `decrease` … (guideline §3).
    pub direction: String,
    /// `eq`, `ge` … (guideline §3).
    pub comparator: String,
    /// The value as written; `1–2` for one that goes from 1 to 2. Of a measure its quantities.
    pub value: String,
    /// The unit as written.
    pub unit: String,
    /// `yoy`, `absolute` … (guideline §3).
    pub basis: String,
    /// What it starts from, as written.
    pub baseline: String,
    /// The amount with its unit (guideline §4).
    pub funding: String,
    /// The deadline; where there is none, the period at whose end it falls due.
    pub deadline: String,
    /// Who leads by rank (责任领导).
    pub leader: Vec<String>,
    /// Who leads the work (牵头).
    pub lead: Vec<String>,
    /// Who helps (协办).
    pub co: Vec<String>,
    /// Who supervises (督办).
    pub supervisor: Vec<String>,
    /// Who carries it out without being named so by a label.
    pub implementer: Vec<String>,
    /// Who answers where no party does: the document's default party (guideline I5). None where a
    /// party answers, or the document names none.
    pub default_party: Option<String>,
    /// The texts of the results that are linked to it, in the order of the document.
    pub result: String,
    /// How the latest result stands to it. The attribute that somebody set overrules what is
    /// computed. None where there is neither.
    pub attainment: Option<Attainment>,
    /// The status of a measure (guideline §4).
    pub status: String,
    /// The remark.
    pub note: String,
}

impl Row {
    /// The names in each role that answers, in the order of the columns.
    pub(crate) const fn roles(&self) -> [&Vec<String>; 5] {
        [
            &self.leader,
            &self.lead,
            &self.co,
            &self.supervisor,
            &self.implementer,
        ]
    }
}

/// One row for each accepted target and measure, in the order of the text.
///
/// Parties go by what `canonical` makes of their names as written; of one that is named twice for
/// a role there is one. Sections are those that the document states, else those of its outline.
#[must_use]
pub fn rows(
    document: &Document,
    scheme: &Scheme,
    outline: &Outline,
    canonical: &dyn Fn(&str) -> String,
) -> Vec<Row> {
    let is_meant = |span: &Span| is_commitment(scheme, &span.label);
    made(document, scheme, outline, canonical, &is_meant)
}

/// One row for each accepted result that is linked to no commitment, in the order of the text.
#[must_use]
pub fn unlinked_results(
    document: &Document,
    scheme: &Scheme,
    outline: &Outline,
    canonical: &dyn Fn(&str) -> String,
) -> Vec<Row> {
    let mut linked: BTreeSet<&SpanId> = BTreeSet::new();
    for relation in document.head.relations.iter() {
        if *relation.kind == *RESULT_OF {
            linked.insert(&relation.head);
        }
    }
    let is_result = |label: &LabelId| scheme.kind(label) == Some(LabelKind::Result);
    let is_meant = |span: &Span| is_result(&span.label) && !linked.contains(&span.id);
    made(document, scheme, outline, canonical, &is_meant)
}

fn made(
    document: &Document,
    scheme: &Scheme,
    outline: &Outline,
    canonical: &dyn Fn(&str) -> String,
    is_meant: &dyn Fn(&Span) -> bool,
) -> Vec<Row> {
    let index = Index::new(document, scheme);
    let mut sections = Sections::new(document, outline);
    let default_party = document.head.fields.get("default_party");
    let default_party = default_party
        .and_then(Value::as_str)
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(canonical);
    let mut rows = Vec::new();
    for span in document.spans.iter() {
        if span.status != SpanStatus::Accepted || !is_meant(span) {
            continue;
        }
        let mut row = stated(document, span, sections.path(span.range.start()));
        add_parties(&mut row, &index, canonical);
        if row.roles().iter().all(|names| names.is_empty()) {
            row.default_party.clone_from(&default_party);
        }
        add_results(&mut row, span, &index);
        rows.push(row);
    }
    rows
}

/// What a span itself states.
fn stated(document: &Document, span: &Span, section: Arc<str>) -> Row {
    let attribute = |name: &str| {
        let value = span.attributes.get(name);
        value.and_then(Value::as_str).unwrap_or_default()
    };
    let deadline = match attribute("deadline") {
        "" => attribute("period"),
        deadline => deadline,
    };
    let mut row = Row {
        document: document.id().clone(),
        document_name: Arc::clone(&document.head.name),
        span: span.id.clone(),
        range: span.range,
        section,
        label: span.label.clone(),
        text: document.text.slice(span.range).into(),
        indicator: attribute("indicator").into(),
        direction: attribute("direction").into(),
        comparator: attribute("comparator").into(),
        value: written(span.attributes.get("value")),
        unit: attribute("unit").into(),
        basis: attribute("basis").into(),
        baseline: written(span.attributes.get("baseline")),
        funding: amount(span.attributes.get("funding")),
        deadline: deadline.into(),
        leader: Vec::new(),
        lead: Vec::new(),
        co: Vec::new(),
        supervisor: Vec::new(),
        implementer: Vec::new(),
        default_party: None,
        result: String::new(),
        attainment: Attainment::from_name(attribute("attainment")),
        status: attribute("status").into(),
        note: (*span.note).into(),
    };
    // Quantities of a measure (guideline §4).
    if let Some(Value::Array(quantities)) = span.attributes.get("quantity") {
        for quantity in quantities {
            append(&mut row.indicator, &written(quantity.get("object")));
            append(&mut row.comparator, &written(quantity.get("comparator")));
            append(&mut row.value, &written(quantity.get("value")));
            append(&mut row.unit, &written(quantity.get("unit")));
        }
    }
    row
}

/// A value as it was written: `5.50`, `1–2` for a pair, and so on for more.
fn written(value: Option<&Value>) -> String {
    match value {
        Some(Value::Number(number)) => number.as_str().into(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => {
            let between = if items.len() == 2 { "–" } else { "、" };
            let mut all = String::new();
            for (nth, item) in items.iter().enumerate() {
                if nth > 0 {
                    all.push_str(between);
                }
                match item {
                    Value::Number(number) => all.push_str(number.as_str()),
                    Value::String(text) => all.push_str(text),
                    _ => {}
                }
            }
            all
        }
        _ => String::new(),
    }
}

/// An amount of money with its unit.
fn amount(value: Option<&Value>) -> String {
    let part = |key| value.and_then(|value| value.get(key));
    written(part("value")) + &written(part("unit"))
}

/// Add to a cell that may hold something already.
fn append(cell: &mut String, more: &str) {
    if !cell.is_empty() && !more.is_empty() {
        cell.push_str(BETWEEN);
    }
    cell.push_str(more);
}

fn add_parties(row: &mut Row, index: &Index<'_>, canonical: &dyn Fn(&str) -> String) {
    let mut seen: BTreeSet<(&str, String)> = BTreeSet::new();
    for answer in index.answering(&row.span) {
        let name = canonical(index.document().text.slice(answer.span.range));
        if !seen.insert((answer.role, name.clone())) {
            continue;
        }
        match answer.role {
            "leader" => row.leader.push(name),
            "lead" => row.lead.push(name),
            "co" => row.co.push(name),
            "supervisor" => row.supervisor.push(name),
            _ => row.implementer.push(name),
        }
    }
}

/// The results that are linked to a commitment, and how the latest of them stands to it.
fn add_results(row: &mut Row, commitment: &Span, index: &Index<'_>) {
    let document = index.document();
    let kind = |label: &LabelId| index.scheme().kind(label);
    let mut results: Vec<(TextRange, &SpanId, &Span)> = Vec::new();
    for relation in index.leading_to(&commitment.id) {
        let span = document.spans.get(&relation.head);
        let result = span.filter(|span| {
            *relation.kind == *RESULT_OF
                && span.status == SpanStatus::Accepted
                && kind(&span.label) == Some(LabelKind::Result)
        });
        if let Some(result) = result {
            results.push((result.range, &result.id, result));
        }
    }
    results.sort_unstable_by_key(|&(range, id, _)| (range, id));
    results.dedup_by_key(|&mut (_, id, _)| id);
    for &(range, ..) in &results {
        append(&mut row.result, document.text.slice(range));
    }
    let results: Vec<&Span> = results.into_iter().map(|(.., result)| result).collect();
    let is_target = kind(&commitment.label) == Some(LabelKind::Target);
    if row.attainment.is_none() && is_target {
        let latest = latest(commitment, &results, &document.text);
        row.attainment = latest.map(|(_, own)| own);
    }
}
