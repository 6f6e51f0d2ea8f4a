//! Lists of expected targets (guideline §3.4, B3).

use super::{has_any, lines::Line, tense};
use crate::{
    model::Tense,
    outline::Outline,
    text::{Offset, Text, marks::is_blank},
};

/// Bytes before a position in which its sentence begins.
const SENTENCE: usize = 6_144;

/// Lines that a list may have before that of a position.
const LIST: usize = 60;

/// Characters of a title that is of targets; what is longer is a sentence.
const TITLE: usize = 30;

/// Sections within each other that are looked through.
const DEPTH: usize = 32;

/// What a list of targets is introduced by, and what may stand between that and the colon.
const HEADS: &[&str] = &[
    "预期目标",
    "主要目标",
    "目标任务",
    "工作目标",
    "发展目标",
    "总体目标",
    "奋斗目标",
    "具体目标",
    "主要指标",
    "预期指标",
    "约束性指标",
    "目标",
];
const LINKS: &[&str] = &["是", "为", "如下", "分别是", "分别为", ""];

/// How titles of sections end in which every item with a number is a target.
const TITLES: &[&str] = &[
    "目标",
    "指标",
    "目标任务",
    "任务目标",
    "目标和任务",
    "目标及任务",
    "目标要求",
    "预期目标和主要任务",
];

/// What makes a title one of an action or a frame: `细化目标任务`, `以共同富裕为目标`.
const ACTS: &[&str] = &[
    "为目标",
    "细化",
    "明确",
    "落实",
    "紧盯",
    "围绕",
    "聚焦",
    "完成",
    "实现",
    "强化",
    "分解",
    "压实",
    "锚定",
    "坚持",
    "突出",
    "把握",
    "对照",
    "瞄准",
];

/// Whether a position stands in a list of expected targets: behind `主要预期目标是：`, up to the
/// end of that sentence or of the list below it; or in a section titled 目标 or 指标.
#[must_use]
pub fn in_target_list(text: &Text, outline: &Outline, at: Offset) -> bool {
    let at = text.floor(at);
    in_section(text, outline, at) || in_sentence(text, at) || in_items(text, at)
}

/// Whether the section of a position is titled so.
fn in_section(text: &Text, outline: &Outline, at: Offset) -> bool {
    let mut nth = outline.section_at(at);
    for _ in 0..DEPTH {
        let found = nth.and_then(|nth| Some((nth, outline.headings().get(nth)?)));
        let Some((own, heading)) = found else {
            return false;
        };
        if heading.title.end() <= at && is_title(text.slice(heading.title)) {
            // 经济指标 in what reports are those that were reached.
            return tense::of_section(text, outline, own, None) != Tense::Past;
        }
        nth = heading.parent;
    }
    false
}

/// Whether a title is of targets, not of what became of them, and no frame (`以…为目标`).
fn is_title(title: &str) -> bool {
    let bare = title.trim_end_matches(|c: char| is_blank(c) || ":：)）".contains(c));
    bare.len() <= TITLE * 4
        && bare.chars().count() <= TITLE
        && TITLES.iter().any(|end| bare.ends_with(end))
        && !has_any(bare, ACTS)
        && tense::tense(bare) != Tense::Past
}

/// Whether a text ends with the head of a list and its colon, perhaps `目标是` with more behind.
fn ends_with_head(before: &str) -> bool {
    let Some(head) = before.strip_suffix([':', '：']) else {
        return false;
    };
    LINKS.iter().any(|link| {
        let bare = head
            .strip_suffix(link)
            .map(|bare| bare.trim_end_matches(is_blank));
        bare.is_some_and(|bare| HEADS.iter().any(|head| bare.ends_with(head)))
    })
}

/// Whether the sentence of a position has the head of a list before it.
fn in_sentence(text: &Text, at: Offset) -> bool {
    let paragraphs = text.paragraphs();
    let content = paragraphs.content(text.as_str(), paragraphs.at(at));
    let from = text
        .floor(Offset::from_bytes(at.bytes().saturating_sub(SENTENCE)))
        .max(content.start());
    let before = text.slice(crate::text::TextRange::between(from, at.min(content.end())));
    let sentence = before.rsplit(['。', '！', '!']).next().unwrap_or(before);
    for (colon, mark) in sentence
        .char_indices()
        .filter(|&(_, c)| c == ':' || c == '：')
    {
        if sentence
            .get(..colon + mark.len_utf8())
            .is_some_and(ends_with_head)
        {
            return true;
        }
    }
    false
}

/// Whether the line of a position is an item of a list whose head is a line before it.
fn in_items(text: &Text, at: Offset) -> bool {
    let mut nth = text.paragraphs().at(at);
    if !is_item(Line::of(text, nth).text) {
        return false;
    }
    for _ in 0..LIST {
        let Some(before) = nth.checked_sub(1) else {
            return false;
        };
        nth = before;
        let line = Line::of(text, nth).text;
        if line.is_empty() || is_item(line) {
            continue;
        }
        let last = line.rsplit(['。', '！']).next().unwrap_or(line);
        return ends_with_head(last);
    }
    false
}

/// Whether a line is an item of a list.
fn is_item(line: &str) -> bool {
    let is_numbered = || {
        let rest = line
            .trim_start_matches(['(', '（'])
            .trim_start_matches(crate::text::marks::is_digit);
        rest.len() < line.len() && rest.starts_with(['.', '．', '、', ')', '）'])
    };
    line.starts_with(['—', '–', '-', '·', '•', '●', '◆', '■', '★'])
        || line.starts_with(|c: char| ('\u{2460}'..='\u{249b}').contains(&c))
        || has_any(
            line.get(..line.floor_char_boundary(6)).unwrap_or_default(),
            &["一是", "二是", "三是", "四是", "五是"],
        )
        || is_numbered()
}
