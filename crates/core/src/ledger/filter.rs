//! Which rows of the ledger are shown, and under which party.

use alloc::{collections::BTreeMap, string::String, vec::Vec};

use super::{Column, Row};
use crate::{
    attainment::{Attainment, Day},
    scheme::LabelId,
    search::fold,
};

/// What rows are looked for. What is none or empty asks for nothing.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Filter<'a> {
    /// In any cell, whatever the case of letters and the width of characters.
    pub text: &'a str,
    /// The label.
    pub label: Option<&'a LabelId>,
    /// A party that answers in whatever role, or by default.
    pub party: Option<&'a str>,
    /// The attainment.
    pub attainment: Option<Attainment>,
    /// The status of a measure.
    pub status: Option<&'a str>,
    /// Today, as ISO writes it: only what was due before, and is neither attained nor done nor
    /// dropped.
    pub overdue: Option<&'a str>,
}

/// The rows that a filter lets through, in their order.
#[must_use]
pub fn filter<'a>(rows: &[&'a Row], filter: &Filter<'_>) -> Vec<&'a Row> {
    let text = folded(filter.text.trim());
    let today = filter.overdue.map(Day::last_of);
    let mut kept = Vec::new();
    for &row in rows {
        let is_kept = filter.label.is_none_or(|label| row.label == *label)
            && filter
                .party
                .is_none_or(|party| names(row).any(|name| name == party))
            && filter
                .attainment
                .is_none_or(|own| row.attainment == Some(own))
            && filter.status.is_none_or(|status| row.status == status)
            && today.is_none_or(|today| is_overdue(row, today))
            && holds(row, &text);
        if is_kept {
            kept.push(row);
        }
    }
    kept
}

fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    folded.extend(text.chars().map(fold));
    folded
}

/// Whether a text stands in one of the cells. What is looked for is folded already.
fn holds(row: &Row, text: &str) -> bool {
    let mut columns = Column::ALL.into_iter();
    text.is_empty() || columns.any(|column| folded(&column.cell(row)).contains(text))
}

/// Without a day on either side nothing is overdue.
fn is_overdue(row: &Row, today: Option<Day>) -> bool {
    let is_open = row.attainment != Some(Attainment::Met)
        && !matches!(row.status.as_str(), "done" | "dropped");
    let due = Day::last_of(&row.deadline);
    is_open && due.is_some_and(|due| today.is_some_and(|today| due < today))
}

/// The names that answer for a row, in whatever role; else the default party.
fn names(row: &Row) -> impl Iterator<Item = &str> {
    let parties = row.roles().into_iter().flatten();
    parties.chain(&row.default_party).map(String::as_str)
}

/// The rows that a party answers for.
#[derive(Clone, PartialEq, Debug)]
pub struct Group<'a> {
    /// Its name; empty for rows that nobody answers for.
    pub party: &'a str,
    /// Its rows, in their order, each once.
    pub rows: Vec<&'a Row>,
}

/// Rows by the parties that answer for them, in the order in which the parties first come; a row
/// stands under each of its parties. Those that nobody answers for come last.
#[must_use]
pub fn by_party<'a>(rows: &[&'a Row]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut left: Vec<&Row> = Vec::new();
    for &row in rows {
        if names(row).next().is_none() {
            left.push(row);
        }
        for party in names(row) {
            let place = *places.entry(party).or_insert(groups.len());
            if place == groups.len() {
                let rows = Vec::new();
                groups.push(Group { party, rows });
            }
            let Some(group) = groups.get_mut(place) else {
                continue;
            };
            // The same party may have two roles.
            let is_there = group
                .rows
                .last()
                .is_some_and(|&last| core::ptr::eq(last, row));
            if !is_there {
                group.rows.push(row);
            }
        }
    }
    if !left.is_empty() {
        groups.push(Group {
            party: "",
            rows: left,
        });
    }
    groups
}
