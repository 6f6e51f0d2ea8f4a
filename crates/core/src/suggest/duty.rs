//! Duties of the letter before an annex: to report by a day (guideline §9.23).

use crate::text::wordlist::cues;
use alloc::vec::Vec;

use super::{joined::Found, parties::Named, rules::Rule, words::Words};
use crate::{
    change::edit::Answer,
    model::Tense,
    parse::responsibility::{Role, group_scope},
    scheme::LabelKind,
    text::{block::Block, clause::Parsed, marks::is_digit},
};

/// Verbs of reporting.
const REPORTS: Words = Words::new("报送 上报 报至 反馈 报");

/// Words of duty behind who has it.
const DUTIES: Words = Words::new("要 应 须 请 需");

/// How the names of offices end that see to the work of others.
const OFFICES: Words = Words::new("督查室 督办室 督查局 督查组 督导组 督查处");

/// What a block of a letter asks for.
pub(super) fn duties(block: &Block<'_>) -> Vec<(Found, Vec<Named>, Answer)> {
    let parsed = Parsed::joined(block);
    let slice = |place: (usize, usize)| block.text.get(place.0..place.1).unwrap_or_default();
    let mut duties = Vec::new();
    // Who was named last, and in which sentence.
    let mut subject: Option<(usize, (usize, usize))> = None;
    for clause in &parsed.clauses {
        let text = slice(clause.span);
        if let Some(end) = named(text) {
            subject = Some((clause.sentence, (clause.span.0, clause.span.0 + end)));
        }
        let whole = slice((clause.raw.0, clause.span.1));
        let Some(at) = whole
            .find('前')
            .filter(|&at| has_day(whole.get(..at).unwrap_or_default()))
        else {
            continue;
        };
        let Some(report) = report_at(whole, at) else {
            continue;
        };
        // 于3月1日前将…报…: the day is part of it.
        let start = day_start(whole, at).map_or(clause.span.0, |day| clause.raw.0 + day);
        let place = (start.min(clause.span.0), clause.span.1);
        let range = block.range(place);
        let mut parties: Vec<Named> = Vec::new();
        let mut put = |place: (usize, usize), rule: Rule, role: Role| {
            let range = block.range(place);
            parties.push(Named::without_label(range, slice(place), rule, role));
        };
        if let Some((_, own)) = subject.filter(|(sentence, _)| *sentence == clause.sentence) {
            put(own, Rule::PartyImplementer, Role::Implementer);
        }
        let behind = whole.get(report..).unwrap_or_default();
        if let Some(end) = office(behind) {
            let from = clause.raw.0 + report;
            put((from, from + end), Rule::PartySupervisor, Role::Supervisor);
        }
        let answer = Answer {
            scope: range,
            bracket: None,
            parties: parties.iter().map(|party| party.range).collect(),
        };
        let found = Found {
            kind: LabelKind::Measure,
            rule: Rule::MeasureDuty,
            place,
            tense: Tense::Plan,
            sentence: 0,
            is_part: false,
        };
        duties.push((found, parties, answer));
    }
    duties
}

/// Where the name ends of who has a duty, where a clause begins with one: 各地、各部门 of
/// 各地、各部门要抓好落实.
fn named(clause: &str) -> Option<usize> {
    let near = clause.get(..clause.floor_char_boundary(60))?;
    let is_own = |&at: &usize| {
        !near
            .get(..at)
            .unwrap_or_default()
            .ends_with(['主', '重', '需', '必', '首'])
    };
    let places = DUTIES
        .iter()
        .flat_map(|word| near.match_indices(word).map(|(at, _)| at));
    let end = places.filter(is_own).min()?;
    let name = clause.get(..end)?;
    let names_group = group_scope(name).is_some() && (2..=16).contains(&name.chars().count());
    names_group.then_some(end)
}

/// Whether a text ends with a day or month: 3月1日, 6月底.
fn has_day(text: &str) -> bool {
    let bare = text.trim_end_matches(['底', '末', '初']);
    let bare = bare.strip_suffix(['日', '月']);
    bare.is_some_and(|bare| bare.ends_with(is_digit))
}

/// Where 于 stands before the day that a text has before a place; without it the day is a time that is
/// set before the clause (guideline B2).
fn day_start(text: &str, end: usize) -> Option<usize> {
    let before = text.get(..end)?;
    let bare = before.trim_end_matches(|c: char| is_digit(c) || "年月日底末初".contains(c));
    bare.strip_suffix(['于', '在']).map(str::len)
}

/// Where what stands behind a verb of reporting begins, if there is one behind a place.
fn report_at(text: &str, from: usize) -> Option<usize> {
    let behind = text.get(from..)?;
    let ends = REPORTS
        .iter()
        .filter_map(|verb| behind.find(verb).map(|at| at + verb.len()));
    ends.min().map(|end| from + end)
}

/// How long the name is of the office that a text begins with.
fn office(text: &str) -> Option<usize> {
    let ends = OFFICES
        .iter()
        .filter_map(|end| text.find(end).map(|at| at + end.len()));
    let end = ends.min()?;
    let name = text.get(..end)?;
    let is_short = name.chars().count() <= 20;
    (is_short && cues!("送 至").behind(name).is_none()).then_some(end)
}
