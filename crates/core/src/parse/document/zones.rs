//! Parts of a text that are not the report: the letter before an annex, explanations of terms, what
//! the web page added (guideline §1 Zone, §9.24; patterns §6).

use alloc::vec::Vec;

use super::{
    bodies, boilerplate, dates,
    lines::{self, Line, between},
    tense, title,
};
use crate::{
    model::{Members, Zone, ZoneKind},
    outline::{Heading, Outline},
    text::{Offset, Text, TextRange, marks::is_blank},
};

/// Bytes of a line that is no sentence.
const SHORT: usize = 240;

/// Lines behind the day of a letter in which the title of its annex stands.
const AFTER: usize = 4;

/// How the heading of explanations reads, without brackets and blanks.
const GLOSSARY: &[&str] = &[
    "名词解释",
    "名词注释",
    "名词术语解释",
    "名词说明",
    "有关名词解释",
    "有关名词说明",
    "相关名词解释",
    "词语解释",
    "注释",
];

/// The explanations of terms: from their heading to where another part begins. Looks at the starts
/// of all lines.
pub(super) fn glossary(text: &Text, outline: &Outline) -> Option<TextRange> {
    let count = text.paragraphs().count();
    let is_heading = |line: &str| {
        let bare = line.trim_matches(|c: char| is_blank(c) || "（）()【】[]：:《》".contains(c));
        let bare = bare
            .strip_prefix('附')
            .map_or(bare, |rest| rest.trim_start_matches(['件', '：', ':', ' ']));
        let bare = bare
            .trim_start_matches("政府工作报告")
            .trim_start_matches(['》', '的']);
        GLOSSARY.contains(&bare)
    };
    let start = (0..count)
        .map(|nth| Line::of(text, nth))
        .find(|line| line.text.len() < SHORT / 2 && is_heading(line.text))?;
    let is_part = |title: &str| title.starts_with(|c: char| "一二三四五六七八九十第附".contains(c));
    let mut end = text.end();
    for heading in outline.headings() {
        if heading.title.start().bytes() > start.start + start.text.len()
            && heading.level == 1
            && is_part(text.slice(heading.title))
        {
            end = end.min(heading.section.start());
        }
    }
    let tail = lines::tail(text);
    let added = tail
        .iter()
        .find(|line| line.start > start.start && boilerplate::is_boilerplate(line.text));
    if let Some(line) = added {
        end = end.min(line.whole().start());
    }
    let range = between(start.start, end.bytes());
    let kept = text.slice(range).trim_end_matches(is_blank).len();
    Some(between(start.start, start.start + kept))
}

/// The parts of a text that are not the report, in order. What is in none of them is its body.
#[must_use]
pub fn zones(text: &Text, outline: &Outline) -> Vec<Zone> {
    let head = lines::head(text);
    let tail = lines::tail(text);
    let title = title::find(outline, &head);
    let mut found: Vec<(TextRange, ZoneKind)> = Vec::new();
    found.extend(glossary(text, outline).map(|range| (range, ZoneKind::Glossary)));
    let mut put = |range: TextRange, kind: ZoneKind| {
        if !range.is_empty() && !found.iter().any(|(zone, _)| zone.overlaps(range)) {
            found.push((range, kind));
        }
    };
    let added = boilerplate::stretches(text, title.as_ref(), &head, &tail);
    for &range in &added {
        put(range, ZoneKind::Boilerplate);
    }
    if let Some(letter) = cover_note(text, outline, &head) {
        // What the page put before the address is not of the letter.
        let before = added.iter().filter(|range| range.start() < letter.address);
        let start = before
            .map(|range| range.end())
            .max()
            .unwrap_or(letter.range.start());
        let rest = TextRange::between(start.min(letter.range.end()), letter.range.end());
        let blank = text.slice(rest).len() - text.slice(rest).trim_start_matches(is_blank).len();
        put(
            between(rest.start().bytes() + blank, rest.end().bytes()),
            ZoneKind::CoverNote,
        );
    }
    found.sort_by_key(|(range, _)| range.start());
    let zone = |(range, kind)| Zone {
        kind,
        range,
        extra: Members::new(),
    };
    found.into_iter().map(zone).collect()
}

/// The letter before an annex.
struct Letter {
    range: TextRange,
    /// Where the line starts that says whom it is to.
    address: Offset,
}

/// The letter before an annex: a notice that is addressed, up to the day of its signature behind
/// which a title follows, else up to where the annex begins.
fn cover_note(text: &Text, outline: &Outline, head: &[Line<'_>]) -> Option<Letter> {
    let is_annex = |heading: &&Heading| {
        let title = text.slice(heading.title);
        heading.level == 1 && tense::is_annex(title) && !bodies::is_body(title)
    };
    let annex = outline.headings().iter().find(is_annex);
    let annex = annex.map(|heading| heading.section.start().bytes());
    let mut address = None;
    let mut end = None;
    for (nth, line) in head.iter().enumerate() {
        if annex.is_some_and(|annex| line.start >= annex) {
            break;
        }
        if address.is_none() && is_address(line.text) {
            address = Some(line.whole().start());
        }
        if address.is_some() && is_day(line.text) {
            let mut next = head.iter().skip(nth + 1).take(AFTER);
            let begins = next.any(|line| title::is_title(line.text) || is_annex_line(line.text));
            if begins || annex.is_some() {
                end = Some(line.end());
            }
        }
    }
    let to_annex = || {
        Some(
            text.as_str()
                .get(..annex?)?
                .trim_end_matches(is_blank)
                .len(),
        )
    };
    Some(Letter {
        address: address?,
        range: between(head.first()?.start, end.or_else(to_annex)?),
    })
}

/// Whether a line is a day and nothing else.
pub(super) fn is_day(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| is_blank(c) || "()（）".contains(c));
    matches!(dates::date(bare), Some((date, "")) if date.day > 0)
}

/// Whether a line is whom a letter is to: bodies, and a colon.
fn is_address(line: &str) -> bool {
    let short = line.len() < SHORT * 3;
    let Some(names) = line.strip_suffix([':', '：']).filter(|_| short) else {
        return false;
    };
    let to = [
        "政府",
        "办事处",
        "部门",
        "单位",
        "委员会",
        "局",
        "机构",
        "街道",
        "委员",
        "代表",
    ];
    to.iter().any(|end| names.ends_with(end)) && !names.contains('。') || names.starts_with('各')
}

/// Whether a line is `附件` or `附件1`.
fn is_annex_line(line: &str) -> bool {
    line.strip_prefix("附件")
        .is_some_and(|rest| rest.chars().count() <= 3)
}
