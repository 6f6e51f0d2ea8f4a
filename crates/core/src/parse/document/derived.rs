//! Fields that follow from others: periods, the government in charge, the region (guideline §7, I5).

use alloc::{string::String, vec::Vec};
use serde_json::Value;

use super::{
    after_any, bodies,
    fields::Found,
    has_any,
    in_force::leading_year,
    lines::{Line, between},
    periods::periods,
    tense::tense,
    title::Title,
};
use crate::{
    model::Tense,
    outline::Outline,
    text::{Text, TextRange, marks::is_digit},
};

/// Bytes of a text in which counties below a city are looked for.
const COUNTIES: usize = 100_000;

/// What follows a place that a title is about.
const ABOUT: &[&str] = &[
    "国民经济",
    "政府",
    "人民政府",
    "上半年",
    "第",
    "二〇",
    "二○",
];

/// Headings that are looked at for periods.
const HEADINGS: usize = 60;

/// The periods that the title names, else the highest headings, else a list of targets.
pub(super) fn of_periods(
    found: &mut Found,
    text: &Text,
    outline: &Outline,
    title: Option<&Title>,
    head: &[Line<'_>],
) {
    let dated = ["issue_date", "publish_date"]
        .iter()
        .find_map(|name| found.text(name));
    let document = dated.and_then(|(iso, _)| leading_year(iso));
    let genre = found.text("genre").map(|(genre, _)| String::from(genre));
    if let Some(title) = title {
        let part = |from, to| title.part(from, to);
        stated_periods(found, &title.value, document, genre.as_deref(), &part);
    }
    for heading in outline
        .headings()
        .iter()
        .take(HEADINGS)
        .filter(|heading| heading.level <= 2)
    {
        let own = text.slice(heading.title);
        if tense(own) == Tense::None {
            continue;
        }
        let start = heading.title.start().bytes();
        let part = |from, to| between(start + from, start + to);
        stated_periods(found, own, document, None, &part);
    }
    for line in head {
        // `2021年…主要预期目标是：`
        let Some((before, _)) = line.text.split_once("目标是") else {
            continue;
        };
        let clause = before
            .rsplit(['。', '；', ';', '，', ','])
            .next()
            .unwrap_or(before);
        let start = line.start + before.len() - clause.len();
        if let Some(&(from, to, period)) = periods(clause, false).first()
            && let Some(iso) = period.iso(document, document)
        {
            found.put_text("plan_period", &iso, between(start + from, start + to));
        }
    }
}

/// The periods of a title: each is of what stands between it and the next. What says neither is
/// reported on in a bulletin, and planned in a plan.
fn stated_periods(
    found: &mut Found,
    title: &str,
    document: Option<u32>,
    genre: Option<&str>,
    part: &dyn Fn(usize, usize) -> TextRange,
) {
    let periods = periods(title, true);
    let mut around = document;
    for (nth, &(from, to, period)) in periods.iter().enumerate() {
        let next = periods.get(nth + 1).map_or(title.len(), |next| next.0);
        let about = title.get(to..next).unwrap_or_default();
        let Some(iso) = period.iso(document, around) else {
            continue;
        };
        around = leading_year(&iso).or(around);
        let name = match (tense(about), genre) {
            (Tense::Past, _) | (Tense::None, Some("supervision_bulletin")) => "report_period",
            (Tense::Plan, _) | (Tense::None, Some("work_report" | "task_decomposition")) => {
                "plan_period"
            }
            // `上半年经济情况的报告`
            _ if has_any(about, &["情况", "总结", "简报"]) => "report_period",
            _ => continue,
        };
        found.put_text(name, &iso, part(from, to));
    }
}

/// What follows from who issues: the government in charge (guideline I5) and where it is.
pub(super) fn of_issuer(found: &mut Found, text: &Text, title: Option<&Title>) {
    let mut named: Vec<(String, TextRange)> = Vec::new();
    if let Some((body, evidence)) = found.text("issuing_body") {
        named.push((body.into(), evidence));
    }
    let of_title = title.and_then(|title| {
        let end = title
            .value
            .find("政府工作报告")
            .map(|at| at + "政府".len())?;
        let body = title.value.get(..end)?;
        bodies::is_body(body).then(|| (String::from(body), title.part(0, end)))
    });
    if let Some((body, evidence)) = of_title {
        found.put_text("issuing_body", &body, evidence);
        named.push((body, evidence));
    }
    if let Some((body, evidence)) = found.text("issuing_body") {
        let end = bodies::government(body);
        let party = String::from(body.get(..end).unwrap_or(body));
        found.put_text("default_party", &party, starting(text, evidence, &party));
    }
    if let Some((meeting, evidence)) = found.text("meeting") {
        named.push((meeting.into(), evidence));
    }
    // `关于大河县2021年…的报告`
    let about = title.and_then(|title| {
        let bare = title.value.strip_prefix("关于").unwrap_or(&title.value);
        let (_, end) = bodies::region(bare, false)?;
        let behind = bare.get(end..)?;
        let follows = behind.starts_with(is_digit) || after_any(behind, ABOUT).is_some();
        let from = title.value.len() - bare.len();
        follows.then(|| (String::from(bare), title.part(from, from + end)))
    });
    named.extend(about);
    let counties = [
        "县市区",
        "县（市、区）",
        "县(市、区)",
        "县（市、区",
        "县(市,区)",
        "各区县",
        "各县区",
        "各县（区）",
        "各县(区)",
    ];
    let whole = text.as_str();
    let near = whole
        .get(..whole.floor_char_boundary(COUNTIES))
        .unwrap_or(whole);
    let of_counties = has_any(near, &counties);
    for (name, evidence) in named {
        if let Some((region, end)) = bodies::region(&name, of_counties) {
            let place = name.get(..end).unwrap_or_default();
            found.put(
                "region",
                Value::Object(region),
                starting(text, evidence, place),
            );
            return;
        }
    }
}

/// The part of a stretch that reads so, when it begins with it; else all of it.
fn starting(text: &Text, whole: TextRange, name: &str) -> TextRange {
    let start = whole.start().bytes();
    if text.slice(whole).starts_with(name) {
        between(start, start + name.len())
    } else {
        whole
    }
}
