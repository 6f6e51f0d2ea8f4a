//! Parts of a text that are not the report: the letter before an annex, explanations of terms, what
//! the web page added (guideline §1 Zone, §9.24; patterns §6).

use alloc::vec::Vec;

use super::{
    after_any, bodies, dates, labels,
    lines::{self, Line, between},
    tense, title,
};
use crate::{
    model::{Members, Zone, ZoneKind},
    outline::Outline,
    text::{Text, TextRange, marks::is_blank},
};

/// Characters of a line that a web page adds.
const SHORT: usize = 60;

/// How lines begin that a web page adds.
const BOILERPLATE: &[&str] = &[
    "查看余下全文",
    "责任编辑",
    "精彩图片",
    "打印",
    "关闭",
    "相关链接",
    "相关阅读",
    "相关文章",
    "相关附件",
    "分享到",
    "分享至",
    "扫一扫",
    "扫码",
    "上一篇",
    "下一篇",
    "返回顶部",
    "返回首页",
    "版权所有",
    "网站地图",
    "当前位置",
    "您的位置",
    "您当前的位置",
    "所在位置",
    "浏览次数",
    "阅读次数",
    "点击数",
    "字体",
    "字号",
    "信息来源",
    "政策解读链接",
    "附件下载",
    "保存",
    "首页>",
    "首页 >",
];

/// Lines behind which, at the end of a text, nothing follows but links.
const LINKS: &[&str] = &["相关链接", "相关阅读", "相关文章", "精彩图片", "相关附件"];

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

/// Whether a line is what a web page adds.
pub(super) fn is_boilerplate(line: &str) -> bool {
    if line.len() > SHORT * 4 || line.chars().count() > SHORT {
        return false;
    }
    let bare = line.trim_start_matches(|c: char| is_blank(c) || "([（【［|｜".contains(c));
    let Some(rest) = after_any(bare, BOILERPLATE) else {
        return line.ends_with("公网安备") || line.contains("ICP备");
    };
    // `打印机`, `关闭小煤矿10处` are words of reports.
    rest.chars().next().is_none_or(|c| {
        !matches!(c, '\u{4e00}'..='\u{9fff}')
            || rest.ends_with(['>', '＞'])
            || rest.chars().count() <= 4
    })
}

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
        .find(|line| line.text.len() < SHORT * 2 && is_heading(line.text))?;
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
        .find(|line| line.start > start.start && is_boilerplate(line.text));
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
    let mut found: Vec<(TextRange, ZoneKind)> = Vec::new();
    if let Some(range) = glossary(text, outline) {
        found.push((range, ZoneKind::Glossary));
    }
    let covered = |found: &[(TextRange, ZoneKind)], line: &Line<'_>| {
        found.iter().any(|(zone, _)| zone.overlaps(line.whole()))
    };
    let title = title::find(outline, &head);
    let mut added: Vec<Line<'_>> = Vec::new();
    let body = title.as_ref().map_or(0, |title| title.last + 1);
    // A title that comes again is that of the page; its document begins at the last of them.
    if let Some(title) = &title {
        let repeats = title::repeats(title, &head);
        if !repeats.is_empty() {
            added.extend(head.iter().take(title.last + 1).skip(title.first));
        }
        for &(first, last) in repeats.iter().rev().skip(1) {
            added.extend(head.iter().take(last + 1).skip(first));
        }
    }
    let datelines = |nth: usize| nth < body + 6;
    for (nth, line) in head.iter().enumerate() {
        let is_dateline =
            datelines(nth) && (labels::is_label_line(line.text) || is_dateline(line.text));
        if is_boilerplate(line.text) || is_dateline || nth < body && is_trail(line.text) {
            added.push(*line);
        }
    }
    let mut links = false;
    for (nth, line) in tail.iter().enumerate() {
        let last = nth + 6 >= tail.len();
        links =
            (links || after_any(line.text, LINKS).is_some()) && line.text.chars().count() <= SHORT;
        let is_added = links
            || is_boilerplate(line.text)
            || last && (labels::is_label_line(line.text) || is_empty_annex(line.text));
        if is_added {
            added.push(*line);
        }
    }
    added.sort_by_key(|line| line.start);
    added.dedup_by_key(|line| line.start);
    let mut last: Option<(usize, usize)> = None;
    let mut blocks: Vec<(usize, usize)> = Vec::new();
    for line in &added {
        if covered(&found, line) {
            continue;
        }
        let (start, end) = (
            line.start,
            text.paragraphs()
                .content(text.as_str(), line.nth)
                .end()
                .bytes(),
        );
        let gap = last.and_then(|(_, before)| text.as_str().get(before..start));
        match blocks.last_mut() {
            Some(block) if gap.is_some_and(|gap| gap.len() < 200 && gap.chars().all(is_blank)) => {
                block.1 = end
            }
            _ => blocks.push((start, end)),
        }
        last = Some((start, end));
    }
    for &(start, end) in &blocks {
        let kept = text
            .slice(between(start, end))
            .trim_end_matches(is_blank)
            .len();
        found.push((between(start, start + kept), ZoneKind::Boilerplate));
    }
    if let Some((start, end)) = cover_note(text, outline, &head) {
        // What the page put before the letter, or within its head, is not of the letter.
        let start = blocks
            .iter()
            .filter(|block| block.0 <= start && block.1 <= end)
            .map(|block| block.1)
            .fold(start, usize::max);
        let skipped = text.slice(between(start, end));
        let blank = skipped.len() - skipped.trim_start_matches(is_blank).len();
        let inner = between(start + blank, end);
        if !inner.is_empty() && !found.iter().any(|(zone, _)| zone.overlaps(inner)) {
            found.push((inner, ZoneKind::CoverNote));
        }
    }
    found.sort_by_key(|(range, _)| range.start());
    found
        .into_iter()
        .map(|(range, kind)| Zone {
            kind,
            range,
            extra: Members::new(),
        })
        .collect()
}

/// Whether a line says when a page was put up: a date with a time of day or a source behind it.
fn is_dateline(line: &str) -> bool {
    dates::date(line).is_some_and(|(date, rest)| {
        date.day > 0
            && (rest.contains("来源") || rest.contains([':', '：']))
            && line.chars().count() <= SHORT
    })
}

/// Whether a line is the trail of links to a page.
fn is_trail(line: &str) -> bool {
    line.chars().count() <= SHORT && [">", "＞", "»", "›"].iter().any(|mark| line.contains(mark))
}

/// `附件:` with nothing behind it.
fn is_empty_annex(line: &str) -> bool {
    matches!(line, "附件" | "附件:" | "附件：")
}

/// The letter before an annex: a notice that is addressed or signed, up to its date, or to where the
/// annex begins.
fn cover_note(text: &Text, outline: &Outline, head: &[Line<'_>]) -> Option<(usize, usize)> {
    let first = head.first()?;
    let mut address = None;
    let mut end = None;
    let annex = outline
        .headings()
        .iter()
        .find(|heading| heading.level == 1 && tense::is_annex(text.slice(heading.title)));
    let annex = annex.map(|heading| heading.section.start().bytes());
    for (nth, line) in head.iter().enumerate() {
        if annex.is_some_and(|annex| line.start >= annex) {
            break;
        }
        if address.is_none() && is_address(line.text) {
            address = Some(nth);
        }
        let signed = nth
            .checked_sub(1)
            .and_then(|nth| head.get(nth))
            .is_some_and(|before| bodies::is_body(before.text));
        let follows = head.get(nth + 1).is_some();
        if address.is_some() && follows && is_day(line.text) {
            let begins = head
                .iter()
                .skip(nth + 1)
                .take(4)
                .any(|line| title::is_title(line.text) || is_annex_line(line.text));
            if signed || begins {
                end = Some((line.end(), begins || annex.is_some()));
            }
        }
    }
    address?;
    match (end, annex) {
        (Some((end, true)), _) => Some((first.start, end)),
        (_, Some(annex)) => {
            let before = text.as_str().get(..annex)?.trim_end_matches(is_blank);
            Some((first.start, before.len()))
        }
        _ => None,
    }
}

/// Whether a line is a day and nothing else.
pub(super) fn is_day(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| is_blank(c) || "()（）".contains(c));
    matches!(dates::date(bare), Some((date, "")) if date.day > 0)
}

/// Whether a line is whom a letter is to: bodies, and a colon.
fn is_address(line: &str) -> bool {
    let short = line.len() < SHORT * 12;
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
