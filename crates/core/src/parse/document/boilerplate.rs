//! Lines that a web page adds to a report (guideline §9.24, patterns §6).

use alloc::vec::Vec;

use super::{
    after_any, dates, labels,
    lines::{Line, between},
    title::{self, Title},
};
use crate::text::{Text, TextRange, marks::is_blank};

/// Characters of a line that a web page adds.
const SHORT: usize = 60;

/// How lines begin that a web page adds.
const ADDED: &[&str] = &[
    "查看余下全文",
    "责任编辑",
    "精彩图片",
    "相关链接",
    "相关阅读",
    "相关文章",
    "相关附件",
    "分享到",
    "分享至",
    "扫一扫",
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
    "附件下载",
    "首页>",
    "首页 >",
];

/// Those that are words of reports as well, and what may follow them in a page: `打印本页`, but not
/// `关闭小煤矿10处`.
const WORDS: &[&str] = &["打印", "关闭", "保存", "字体", "字号", "扫码", "信息来源"];
const BUTTONS: &[&str] = &["本页", "此页", "页面", "窗口", "本文", "大", "小", "分享"];

/// Lines behind which, at the end of a text, nothing follows but links.
const LINKS: &[&str] = &["相关链接", "相关阅读", "相关文章", "精彩图片", "相关附件"];

/// Lines behind the title, and before the end, that may be metadata.
const METADATA: usize = 6;

/// Bytes of blank lines that may stand between two lines of one stretch.
const GAP: usize = 200;

/// Whether a line is what a web page adds.
pub(super) fn is_boilerplate(line: &str) -> bool {
    if line.len() > SHORT * 4 || line.chars().count() > SHORT {
        return false;
    }
    let bare = line.trim_start_matches(|c: char| is_blank(c) || "([（【［|｜".contains(c));
    if after_any(bare, ADDED).is_some() || line.contains("ICP备") || line.contains("公网安备")
    {
        return true;
    }
    let is_han = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    after_any(bare, WORDS).is_some_and(|rest| {
        !rest.starts_with(is_han)
            || after_any(rest, BUTTONS).is_some_and(|rest| !rest.starts_with(is_han))
    })
}

/// The stretches of a text that a web page added, in order.
pub(super) fn stretches(
    text: &Text,
    title: Option<&Title>,
    head: &[Line<'_>],
    tail: &[Line<'_>],
) -> Vec<TextRange> {
    let mut stretches: Vec<TextRange> = Vec::new();
    for line in added(title, head, tail) {
        let content = text.paragraphs().content(text.as_str(), line.nth);
        // Long lines are not looked at to their end.
        let kept = text.slice(content).trim_end_matches(is_blank).len();
        let own = between(line.start, content.start().bytes() + kept);
        let gap = |last: &TextRange| text.slice(TextRange::between(last.end(), own.start()));
        let goes_on = |gap: &str| gap.len() <= GAP && gap.chars().all(is_blank);
        match stretches.last_mut().filter(|last| goes_on(gap(last))) {
            Some(last) => *last = TextRange::between(last.start(), own.end()),
            None => stretches.push(own),
        }
    }
    stretches
}

/// The lines that a web page added, in order, each once.
fn added<'a>(title: Option<&Title>, head: &[Line<'a>], tail: &[Line<'a>]) -> Vec<Line<'a>> {
    let mut added: Vec<Line<'_>> = Vec::new();
    // Where a title comes again, the first of them is that of the page.
    if let Some(title) = title {
        let repeats = title::repeats(title, head);
        if let Some((_, before)) = repeats.split_last() {
            added.extend(head.iter().take(title.last + 1).skip(title.first));
            for &(first, last) in before {
                added.extend(head.iter().take(last + 1).skip(first));
            }
        }
    }
    let begins = title.map_or(0, |title| title.last + 1);
    for (nth, line) in head.iter().enumerate() {
        let is_metadata = labels::is_label_line(line.text) || is_dateline(line.text);
        if is_boilerplate(line.text)
            || nth < begins + METADATA && is_metadata
            || nth < begins && is_trail(line.text)
        {
            added.push(*line);
        }
    }
    let mut links = false;
    for (nth, line) in tail.iter().enumerate() {
        let is_short = line.text.chars().count() <= SHORT;
        links = is_short && (links || after_any(line.text, LINKS).is_some());
        let is_metadata = labels::is_label_line(line.text) || is_empty_annex(line.text);
        if links || is_boilerplate(line.text) || nth + METADATA >= tail.len() && is_metadata {
            added.push(*line);
        }
    }
    added.sort_by_key(|line| line.start);
    added.dedup_by_key(|line| line.start);
    added
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
