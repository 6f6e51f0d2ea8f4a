//! The period in force at a position (guideline I6, I7).

use alloc::{format, string::String};
use serde_json::Value;

use super::{
    after_any, has_any,
    periods::{Found, Part, Period, Year, periods},
    tense,
};
use crate::{
    model::{Members, Tense},
    outline::{Heading, Outline},
    text::{
        Offset, Text, TextRange,
        marks::{is_blank, is_digit},
    },
};

/// Bytes of a paragraph before a position that are looked at, and behind it.
const BEFORE: usize = 6_144;
const BEHIND: usize = 1_536;

/// Bytes of a heading that are looked at.
const TITLE: usize = 240;

/// Sections within each other that are looked through.
const DEPTH: usize = 32;

/// Bytes that may stand before a time that is set off, and how they begin: 全市, 我市.
const SUBJECT: usize = 12;
const SUBJECTS: &[&str] = &[
    "全", "我", "本", "各", "其中", "同时", "截至", "到", "至", "自", "从", "在", "预计",
];

/// How a remark begins that states the level to reach, whatever period is reported on.
const GOALS: &[&str] = &["目标", "年度", "全年", "计划", "任务"];

/// What marks that an item of a bulletin no longer restates its task (guideline I7).
const DONE: &[&str] = &["已", "正在", "目前", "截至", "季度", "累计"];

/// What opens a plan again at the start of a clause.
const PLANS: &[&str] = &["计划", "拟"];

/// What stands before a year amid a clause that the clause is of.
const TO_YEARS: &[&str] = &[
    "到", "至", "在", "于", "力争", "确保", "争取", "计划", "预计", "将", "、",
];

/// The years that periods without one depend on.
#[derive(Clone, Copy)]
struct Years {
    document: Option<u32>,
    around: Option<u32>,
}

/// The period in force at a position, in ISO form: `2021`, `2021-Q1`, `2021-H1`,
/// `2021-01/2021-09`. What its clause states, else what was set off before it in its paragraph,
/// else the title of its section, else the document's own, which `fields` hold.
#[must_use]
pub fn period_at(text: &Text, outline: &Outline, fields: &Members, at: Offset) -> Option<String> {
    let at = text.floor(at);
    let (before, clause, place) = around(text, at);
    let headings = chain(outline, at);
    let document = document_year(fields);
    let of_section = section_period(text, &headings, document);
    let named = of_section.as_deref().and_then(leading_year);
    let years = Years {
        document,
        around: named.or(document),
    };
    let iso = |period: Period| period.iso(years.document, years.around);
    if let Some(own) = of_clause(clause, place).and_then(iso) {
        return Some(own);
    }
    let genre = fields.get("genre").and_then(Value::as_str);
    let is_bulletin = genre == Some("supervision_bulletin");
    let is_goal = before.ends_with(['(', '（']) && after_any(clause, GOALS).is_some()
        || is_bulletin && is_reopened(before, clause);
    if !is_goal && let Some(set_off) = set_off(before).and_then(iso) {
        return Some(set_off);
    }
    if let Some(own) = of_section {
        // A level to reach is of the whole year.
        let year = named.filter(|_| is_goal);
        return Some(year.map_or(own, |year| format!("{year}")));
    }
    let stated = |name: &str| fields.get(name).and_then(Value::as_str).map(String::from);
    let (report, plan) = (stated("report_period"), stated("plan_period"));
    let restates = is_bulletin && !is_done(before) && !is_done(clause);
    let section = outline.section_at(at);
    let tense = section.map_or(Tense::None, |nth| {
        tense::of_section(text, outline, nth, genre)
    });
    match tense {
        Tense::Plan => plan,
        _ if is_goal => plan.or(report),
        _ if restates => plan.or(report),
        Tense::Past => report,
        Tense::None => report.or(plan),
    }
}

/// The period that a clause states for itself: the last before a place in it, else the first. A year
/// amid it is part of a name (`召开2021年大会`), unless a word before or behind it says otherwise.
fn of_clause(clause: &str, place: usize) -> Option<Period> {
    let mut own = periods(clause, false);
    own.retain(|&(from, to, period)| {
        let (before, behind) = (
            clause.get(..from).unwrap_or_default(),
            clause.get(to..).unwrap_or_default(),
        );
        if is_base(before, behind) {
            return false;
        }
        let is_year = period.part == Part::Whole && matches!(period.year, Year::Named(_));
        !is_year
            || is_subject(before)
            || TO_YEARS.iter().any(|word| before.ends_with(word))
            || behind.starts_with(['底', '末', '前', '内'])
    });
    let nearest = own
        .iter()
        .rfind(|own| own.0 <= place)
        .or_else(|| own.first());
    nearest.map(|own| own.2)
}

/// Whether a period between these two is only what something is counted from: 从2020年的5家.
fn is_base(before: &str, behind: &str) -> bool {
    before.ends_with(['比', '较']) || before.ends_with(['从', '由']) && behind.starts_with('的')
}

/// Whether a text says that something was done (guideline I7).
fn is_done(text: &str) -> bool {
    let aspect = |(at, _): (usize, &str)| {
        let (before, behind) = (
            text.get(..at).unwrap_or_default(),
            text.get(at..).unwrap_or_default(),
        );
        // 为了, 除了, 了解.
        !before.ends_with(['为', '除']) && !before.is_empty() && !behind.starts_with("了解")
    };
    has_any(text, DONE) || text.match_indices('了').any(aspect)
}

/// Whether the sentence up to a clause has a plan in it, which what follows is of (guideline I7).
fn is_reopened(before: &str, clause: &str) -> bool {
    let sentence = before.rsplit('。').next().unwrap_or(before);
    let mut clauses = sentence.rsplit(ends_clause).chain([clause]);
    clauses.any(|own| {
        PLANS
            .iter()
            .any(|word| own.find(word).is_some_and(|at| at <= SUBJECT))
    })
}

/// The paragraph of a position up to its comma-clause, that clause, and where in it the position
/// is.
fn around(text: &Text, at: Offset) -> (&str, &str, usize) {
    let paragraphs = text.paragraphs();
    let content = paragraphs.content(text.as_str(), paragraphs.at(at));
    let at = at.min(content.end());
    let limit = |bytes: usize| text.floor(Offset::from_bytes(bytes));
    let from = limit(at.bytes().saturating_sub(BEFORE)).max(content.start());
    let to = limit(at.bytes() + BEHIND).min(content.end());
    let (left, right) = (
        text.slice(TextRange::between(from, at)),
        text.slice(TextRange::between(at, to)),
    );
    let start = left
        .char_indices()
        .rfind(|&(_, c)| ends_clause(c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let end = right.find(ends_clause).unwrap_or(right.len());
    let (before, own) = left.split_at_checked(start).unwrap_or((left, ""));
    let clause = text.slice(TextRange::between(
        Offset::from_bytes(at.bytes() - own.len()),
        Offset::from_bytes(at.bytes() + end),
    ));
    (before, clause, own.len())
}

fn ends_clause(c: char) -> bool {
    "，,；;。！!？?：:（(）)".contains(c)
}

/// Whether a text is nothing but a jurisdiction or a connector, such as stands before a time that is
/// set off.
fn is_subject(text: &str) -> bool {
    let own = text.trim_start_matches(|c: char| is_blank(c) || is_digit(c) || "．.、".contains(c));
    own.is_empty()
        || own.len() <= SUBJECT && after_any(own, SUBJECTS).is_some()
        || own.ends_with('是') && own.len() <= SUBJECT
}

/// The last period before a clause that stands at the start of one, so that it goes on. One that
/// only names a whole year by what is around it does not.
fn set_off(before: &str) -> Option<Period> {
    let found = periods(before, false);
    let leads = |&&(start, end, period): &&Found| {
        let behind = before.get(end..).unwrap_or_default();
        let prefix = before.get(..start).unwrap_or_default();
        let clause = prefix.rsplit(ends_clause).next().unwrap_or(prefix);
        let is_vague = period.part == Part::Whole && !matches!(period.year, Year::Named(_));
        is_subject(clause) && !is_vague && !is_base(clause, behind)
    };
    found.iter().rfind(leads).map(|found| found.2)
}

/// The headings above a position, the nearest first.
fn chain(outline: &Outline, at: Offset) -> alloc::vec::Vec<Heading> {
    let mut chain = alloc::vec::Vec::new();
    let mut nth = outline.section_at(at);
    while let Some(heading) = nth.and_then(|nth| outline.headings().get(nth)) {
        if chain.len() == DEPTH {
            break;
        }
        chain.push(*heading);
        nth = heading.parent;
    }
    chain
}

/// A title, as far as it is looked at.
fn title(text: &Text, heading: Heading) -> &str {
    let title = text.slice(heading.title);
    title
        .get(..title.floor_char_boundary(TITLE))
        .unwrap_or(title)
}

/// The period that the nearest title states.
fn section_period(text: &Text, headings: &[Heading], document: Option<u32>) -> Option<String> {
    headings.iter().find_map(|&heading| {
        let found = periods(title(text, heading), false);
        found
            .first()
            .and_then(|found| found.2.iso(document, document))
    })
}

/// The year of a document, by its fields.
fn document_year(fields: &Members) -> Option<u32> {
    ["plan_period", "report_period", "issue_date", "publish_date"]
        .iter()
        .find_map(|name| leading_year(fields.get(*name)?.as_str()?))
}

/// The year that an ISO date begins with.
pub(super) fn leading_year(iso: &str) -> Option<u32> {
    iso.get(..4)?.parse().ok()
}
