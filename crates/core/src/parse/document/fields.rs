//! Fields that a document states of itself (guideline §7).

use alloc::{string::String, vec::Vec};
use serde_json::Value;

use super::{
    bodies, dates, derived, genre,
    labels::{self, Labelled, labels},
    lines::{self, Line, between, closed_up},
    title::{self, Title},
};
use crate::{
    outline::Outline,
    text::{
        Text, TextRange,
        marks::{is_blank, is_digit},
    },
};

/// Lines at either end among which dates and addresses without a label are of the page.
const METADATA: usize = 12;

/// Lines at the start and at the end in which any label counts.
const OPENING: usize = 6;
const CLOSING: usize = 3;

/// Characters of a value.
const VALUE: usize = 120;

/// The fields, in the order of the guideline (§7).
const ORDER: &[&str] = &[
    "title",
    "genre",
    "issuing_body",
    "doc_number",
    "index_number",
    "subject_class",
    "issue_date",
    "publish_date",
    "validity",
    "source",
    "url",
    "region",
    "report_period",
    "plan_period",
    "speaker",
    "meeting",
    "default_party",
];

/// A document field that the text states.
#[derive(Clone, PartialEq, Debug)]
pub struct Field {
    /// Its name (guideline §7).
    pub name: &'static str,
    /// A string, dates and periods in ISO form; null where 无 or nothing is printed; an object for
    /// the region: province, prefecture, county, level.
    pub value: Value,
    /// Where it stands; for a printed blank, the label.
    pub evidence: TextRange,
}

/// What is found so far. The first to say something is right, unless it says that there is nothing.
#[derive(Default)]
pub(super) struct Found(Vec<Field>);

impl Found {
    pub(super) fn put(&mut self, name: &'static str, value: Value, evidence: TextRange) {
        match self.0.iter_mut().find(|field| field.name == name) {
            Some(field) if field.value.is_null() => {
                field.value = value;
                field.evidence = evidence;
            }
            Some(_) => {}
            None => self.0.push(Field {
                name,
                value,
                evidence,
            }),
        }
    }

    pub(super) fn put_text(&mut self, name: &'static str, value: &str, evidence: TextRange) {
        self.put(name, Value::String(value.into()), evidence);
    }

    pub(super) fn text(&self, name: &str) -> Option<(&str, TextRange)> {
        let field = self.0.iter().find(|field| field.name == name)?;
        Some((field.value.as_str()?, field.evidence))
    }
}

/// The fields that a text states: in the labels of its first and last lines, its title, its
/// signature; and those that follow from them, which are genre, periods, region and default party.
///
/// A field stands once, in the order of the guideline. What is no date of the calendar is no date.
#[must_use]
pub fn fields(text: &Text, outline: &Outline) -> Vec<Field> {
    let head = lines::head(text);
    let tail = lines::tail(text);
    let edges = lines::edges(&head, &tail);
    let title = title::find(outline, &head);
    let mut found = Found::default();
    if let Some(title) = &title {
        found.put_text("title", &title.value, title.range);
    }
    if let Some((genre, evidence)) = genre::genre(text, title.as_ref(), &head) {
        found.put_text("genre", genre, evidence);
    }
    of_labels(&mut found, &edges);
    of_lines(&mut found, &edges);
    of_signature(&mut found, &edges, title.as_ref());
    if let Some(title) = &title {
        of_title(&mut found, text, title);
    }
    of_opening(&mut found, outline, &head);
    derived::of_periods(&mut found, text, outline, title.as_ref(), &head);
    derived::of_issuer(&mut found, text, title.as_ref());
    let place = |name: &str| ORDER.iter().position(|own| *own == name);
    found.0.sort_by_key(|field| place(field.name));
    found.0
}

/// Values behind labels.
fn of_labels(found: &mut Found, edges: &[Line<'_>]) {
    for (nth, line) in edges.iter().enumerate() {
        let own = labels(line.text);
        // Words that reports have as well are labels beside others, or next to a title or an end.
        let is_edge = nth < OPENING || nth + CLOSING >= edges.len();
        let is_metadata = own.iter().any(|label| label.is_certain);
        let next = edges.get(nth + 1).filter(|next| next.nth > line.nth);
        for label in &own {
            let (from, to) = label.value;
            let says = line
                .text
                .get(from..to)
                .is_some_and(|own| !labels::is_nothing(own));
            if label.field.is_empty() || !(is_metadata || is_edge && says) {
                continue;
            }
            let below = next.filter(|_| own.len() == 1 && label.label.0 == 0);
            of_label(found, line, label, below);
        }
    }
}

/// The value behind a label, or in the line below when the label stands alone.
fn of_label(found: &mut Found, line: &Line<'_>, label: &Labelled, below: Option<&Line<'_>>) {
    let name = label.field;
    let (from, to) = label.value;
    let value = line.text.get(from..to).unwrap_or_default();
    if labels::is_nothing(value) {
        if let Some(next) = below.filter(|next| value.is_empty() && stands_below(name, next.text)) {
            put_checked(found, name, next.text, next, 0);
        } else if name != "title" && name != "speaker" && name != "url" {
            let (from, to) = if value.is_empty() {
                label.label
            } else {
                (from, to)
            };
            found.put(name, Value::Null, line.range(from, to));
        }
        return;
    }
    put_checked(found, name, value, line, from);
}

/// Whether a line is the value of a label that stands alone above it.
fn stands_below(name: &str, line: &str) -> bool {
    let is_short = line.chars().count() <= VALUE / 2;
    is_short
        && labels(line).is_empty()
        && match name {
            "issue_date" | "publish_date" => dates::date(line).is_some(),
            "doc_number" => labels::doc_number(line).is_some(),
            "index_number" => {
                line.contains(is_digit) && line.chars().all(|c| c.is_ascii_graphic() || is_blank(c))
            }
            "issuing_body" => bodies::is_body(line),
            _ => false,
        }
}

/// A value as its field has it, if it is one; it starts at `from` in its line.
fn put_checked(found: &mut Found, name: &'static str, value: &str, line: &Line<'_>, from: usize) {
    let whole = line.range(from, from + value.len());
    match name {
        "issue_date" | "publish_date" => {
            if let Some((date, rest)) = dates::date(value) {
                let end = from + value.len() - rest.len();
                found.put_text(name, &date.iso(), line.range(from, end));
            }
        }
        "url" => {
            let end = value.find(is_blank).unwrap_or(value.len());
            let url = value.get(..end).unwrap_or_default();
            if url.starts_with("http://") || url.starts_with("https://") {
                found.put_text(name, url, line.range(from, from + end));
            }
        }
        "title" if !title::is_title(value) => {}
        "speaker" if !bodies::is_person(value) => {}
        "speaker" => found.put_text(name, &closed_up(value), whole),
        "doc_number" => found.put_text(name, &closed_up(value), whole),
        _ if value.chars().count() <= VALUE => found.put_text(name, value, whole),
        _ => {}
    }
}

/// What a line says without a label: the number of the document, when the page was put up, an
/// address of the web.
fn of_lines(found: &mut Found, edges: &[Line<'_>]) {
    for (nth, line) in edges.iter().enumerate() {
        let is_edge = nth < METADATA || nth + METADATA >= edges.len();
        if let Some(end) = labels::doc_number(line.text) {
            let number = line.text.get(..end).unwrap_or_default();
            found.put_text("doc_number", &closed_up(number), line.range(0, end));
        }
        if !is_edge {
            continue;
        }
        if line.text.starts_with("http") {
            put_checked(found, "url", line.text, line, 0);
        }
        if let Some((date, rest)) = dates::date(line.text) {
            let rest = rest.trim_start_matches(is_blank);
            let is_time = rest.starts_with(is_digit) && rest.contains([':', '：']);
            let is_short = line.text.chars().count() <= VALUE / 2;
            if date.day > 0 && is_short && (is_time || rest.starts_with("来源")) {
                let dated = line.text.get(..line.text.len() - rest.len());
                let dated = dated.map_or(0, |dated| dated.trim_end_matches(is_blank).len());
                found.put_text("publish_date", &date.iso(), line.range(0, dated));
            }
        }
    }
}

/// The body that signs and the day on which it does: a line each, or one of both, at the end of a
/// letter.
fn of_signature(found: &mut Found, edges: &[Line<'_>], title: Option<&Title>) {
    let mut alone = None;
    let after = title.map_or(0, |title| title.last + 1);
    for (nth, line) in edges.iter().enumerate().skip(after) {
        let Some((body, from, to, date)) = signed(line.text) else {
            continue;
        };
        let day = line.range(from, to);
        let before = nth.checked_sub(1).and_then(|nth| edges.get(nth));
        let own = line.text.get(..body).filter(|own| !own.is_empty());
        let above = before.filter(|before| bodies::is_body(before.text));
        let signs = match (own, above) {
            (Some(own), _) => Some((own, line.range(0, body))),
            (None, above) => above.map(|above| (above.text, above.whole())),
        };
        if let Some((name, evidence)) = signs {
            found.put_text("issuing_body", &closed_up(name), evidence);
            found.put_text("issue_date", &date, day);
            return;
        }
        if line.text.contains('年') {
            alone = alone.or(Some((date, day)));
        } else {
            // Only web pages write a day so that stands alone.
            found.put_text("publish_date", &date, day);
        }
    }
    if let Some((date, evidence)) = alone {
        found.put_text("issue_date", &date, evidence);
    }
}

/// A line that is a day and nothing else, but perhaps the body that signs before it: where that
/// ends, where the day stands, and which it is.
fn signed(line: &str) -> Option<(usize, usize, usize, String)> {
    if line.len() > VALUE * 3 {
        return None;
    }
    let is_outside = |c: char| is_blank(c) || "()（）".contains(c);
    let starts = line.char_indices().filter(|&(at, c)| {
        let before = line.get(..at).unwrap_or_default();
        (is_digit(c) || c == '二') && (before.ends_with(is_outside) || before.is_empty())
    });
    for (at, _) in starts {
        let (before, rest) = line.split_at_checked(at)?;
        let Some((date, behind)) = dates::date(rest).filter(|(date, _)| date.day > 0) else {
            continue;
        };
        let body = before.trim_end_matches(is_outside);
        let is_end = behind.trim_matches(is_outside).is_empty() || behind == "印发";
        let is_body = body.trim_start_matches(is_outside).is_empty() || bodies::is_body(body);
        if is_end && is_body {
            return Some((body.len(), at, line.len() - behind.len(), date.iso()));
        }
    }
    None
}

/// What the title and its bracket say: who issues, who speaks and when.
fn of_title(found: &mut Found, text: &Text, title: &Title) {
    if let Some((body, _)) = title
        .value
        .split_once("关于")
        .filter(|(body, _)| bodies::is_body(body))
    {
        found.put_text("issuing_body", body, title.part(0, body.len()));
    }
    let Some(remark) = title.remark else { return };
    let inner = text.slice(remark);
    let Some((date, rest)) = dates::date(inner) else {
        return;
    };
    let start = remark.start().bytes();
    let end = start + inner.len() - rest.len();
    found.put_text("issue_date", &date.iso(), between(start, end));
    let name = rest.trim_matches(is_blank);
    if bodies::is_person(name) {
        let from = start + inner.len() - rest.trim_start_matches(is_blank).len();
        found.put_text(
            "speaker",
            &closed_up(name),
            between(from, from + name.len()),
        );
    }
}

/// What stands between the title of a report and its first section: the meeting, who speaks.
fn of_opening(found: &mut Found, outline: &Outline, head: &[Line<'_>]) {
    let first = outline
        .headings()
        .first()
        .map(|heading| heading.title.start().bytes());
    for line in head.iter().take(METADATA * 2) {
        if first.is_some_and(|first| line.start >= first) {
            break;
        }
        if let Some((from, to)) = bodies::meeting(line.text) {
            let meeting = line.text.get(from..to).unwrap_or_default();
            found.put_text("meeting", meeting, line.range(from, to));
            let bare = line
                .text
                .trim_start_matches(|c: char| is_blank(c) || "—-–(（".contains(c));
            if let Some((date, rest)) = dates::date(bare).filter(|(date, _)| date.day > 0) {
                let from = line.text.len() - bare.len();
                found.put_text(
                    "issue_date",
                    &date.iso(),
                    line.range(from, line.text.len() - rest.len()),
                );
            }
        }
        if let Some(((from, to), body)) = bodies::speaker(line.text) {
            let name = closed_up(line.text.get(from..to).unwrap_or_default());
            found.put_text("speaker", &name, line.range(from, to));
            if body > 0 {
                let name = line.text.get(..body).unwrap_or_default();
                found.put_text("issuing_body", name, line.range(0, body));
            }
        }
    }
}
