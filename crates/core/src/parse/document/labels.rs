//! Labels of metadata and what stands behind them, several in one line (guideline §7, patterns §6).

use alloc::vec::Vec;

use crate::text::marks::{is_blank, is_digit};

/// Characters of a number of a document before its bracket.
const ISSUER: core::ops::RangeInclusive<usize> = 1..=14;

/// A label, its field (empty for one that only ends the value before it), and whether it is a
/// label wherever it stands. The others are words of reports as well, and count among metadata only.
const LABELS: &[(&str, &str, bool)] = &[
    ("索引号", "index_number", true),
    ("索引码", "index_number", true),
    ("信息索引号", "index_number", true),
    ("发文字号", "doc_number", true),
    ("公文文号", "doc_number", true),
    ("文件编号", "doc_number", true),
    ("发文号", "doc_number", true),
    ("文号", "doc_number", true),
    ("发文日期", "issue_date", true),
    ("发文时间", "issue_date", true),
    ("成文日期", "issue_date", true),
    ("成文时间", "issue_date", true),
    ("生成日期", "issue_date", true),
    ("制发日期", "issue_date", true),
    ("印发日期", "issue_date", true),
    ("发布日期", "publish_date", true),
    ("发布时间", "publish_date", true),
    ("公开日期", "publish_date", true),
    ("公布日期", "publish_date", true),
    ("日期", "publish_date", false),
    ("时间", "publish_date", false),
    ("发文单位", "issuing_body", true),
    ("发文机关", "issuing_body", true),
    ("发文机构", "issuing_body", true),
    ("发布机构", "issuing_body", true),
    ("发布单位", "issuing_body", true),
    ("制发机关", "issuing_body", true),
    ("印发机关", "issuing_body", true),
    ("主题分类", "subject_class", true),
    ("信息分类", "subject_class", true),
    ("主题类别", "subject_class", true),
    ("分类", "subject_class", false),
    ("有效性", "validity", true),
    ("效力状态", "validity", true),
    ("时效性", "validity", true),
    ("信息来源", "source", true),
    ("文章来源", "source", true),
    ("稿件来源", "source", true),
    ("来源", "source", false),
    ("原文链接", "url", true),
    ("来源网址", "url", true),
    ("网址", "url", false),
    ("链接", "url", false),
    ("标题", "title", false),
    ("名称", "title", false),
    ("报告人", "speaker", false),
    ("生效日期", "", true),
    ("失效日期", "", true),
    ("主题词", "", true),
    ("关键词", "", true),
    ("浏览次数", "", true),
    ("浏览量", "", true),
    ("阅读次数", "", true),
    ("阅读量", "", true),
    ("点击数", "", true),
    ("点击量", "", true),
    ("访问量", "", true),
    ("责任编辑", "", true),
    ("编辑", "", false),
    ("作者", "", false),
    ("审核", "", false),
    ("字号", "", false),
    ("字体", "", false),
    ("公开方式", "", true),
    ("公开类别", "", true),
    ("公开形式", "", true),
    ("公开范围", "", true),
    ("公开时限", "", true),
    ("组配分类", "", true),
];

/// What is printed where there is nothing.
const NOTHING: &[&str] = &["无", "暂无", "空", "-", "--", "—", "——", "/", "无。"];

/// A label in a line, and what stands behind it. Positions are bytes in the line.
#[derive(Clone, Copy)]
pub(super) struct Labelled {
    /// Empty when it is of no field.
    pub field: &'static str,
    /// Whether it is a label wherever it stands.
    pub is_certain: bool,
    /// Without its colon.
    pub label: (usize, usize),
    /// Without blanks; empty when nothing is printed.
    pub value: (usize, usize),
}

/// Whether what stands behind a label says that there is nothing.
pub(super) fn is_nothing(value: &str) -> bool {
    value.is_empty() || NOTHING.contains(&value)
}

/// The labels of a line, in order.
pub(super) fn labels(line: &str) -> Vec<Labelled> {
    let mut found: Vec<Labelled> = Vec::new();
    let mut opens = true;
    let mut skip_to = 0;
    for (at, c) in line.char_indices() {
        let may_start = opens && at >= skip_to;
        opens = is_blank(c) || "|｜[【(（；;，,".contains(c);
        if !may_start || !('\u{4e00}'..='\u{9fff}').contains(&c) {
            continue;
        }
        let rest = line.get(at..).unwrap_or_default();
        let mut longest: Option<(&(&str, &'static str, bool), &str)> = None;
        for row in LABELS {
            if let Some(behind) = spaced(rest, row.0)
                && longest.is_none_or(|(_, other)| behind.len() < other.len())
            {
                longest = Some((row, behind));
            }
        }
        let Some((&(_, field, is_certain), behind)) = longest else {
            continue;
        };
        let value = behind.trim_start_matches(is_blank);
        let Some(value) = value.strip_prefix([':', '：', ']', '】', '］']) else {
            continue;
        };
        let start = line.len() - value.len();
        skip_to = start;
        opens = true;
        found.push(Labelled {
            field,
            is_certain,
            label: (at, line.len() - behind.len()),
            value: (start, line.len()),
        });
    }
    // A value ends where the next label starts.
    let mut next = line.len();
    for own in found.iter_mut().rev() {
        own.value = value(line, own.value.0, next);
        next = own.label.0;
    }
    found
}

/// What follows a label that a text begins with; blanks may stand between its characters.
fn spaced<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let mut rest = text;
    for (nth, c) in label.chars().enumerate() {
        if nth > 0 {
            rest = rest.trim_start_matches(is_blank);
        }
        rest = rest.strip_prefix(c)?;
    }
    Some(rest)
}

/// A value between two positions: without what separates it from the next, and not with a label
/// that is unknown.
fn value(line: &str, from: usize, to: usize) -> (usize, usize) {
    let whole = line.get(from..to).unwrap_or_default();
    let mut own = whole.split(['|', '｜', '\t']).next().unwrap_or(whole);
    let bare = own.trim_start_matches(is_blank);
    let start = from + own.len() - bare.len();
    own = bare;
    // Two blanks and something with a colon behind them.
    let mut blanks = 0;
    for (at, c) in own.char_indices() {
        if !is_blank(c) {
            blanks = 0;
            continue;
        }
        blanks += 1;
        if blanks == 2 {
            if own.get(at..).is_some_and(|rest| rest.contains([':', '：'])) {
                own = own.get(..at).unwrap_or(own);
            }
            break;
        }
    }
    let mut kept = own.trim_end_matches(|c: char| is_blank(c) || "[【(（；;，,".contains(c));
    if !kept.contains(['(', '（', '[', '【', '〔']) {
        kept = kept.trim_end_matches([')', '）', ']', '】']);
    }
    (start, start + kept.len())
}

/// Whether a line is one of metadata: it begins with a label that is one everywhere, or holds two.
pub(super) fn is_label_line(line: &str) -> bool {
    let found = labels(line);
    let begins = found
        .first()
        .is_some_and(|own| own.label.0 <= 3 && own.is_certain);
    begins || found.len() > 1 && found.iter().any(|own| own.is_certain)
}

/// The number of a document, when a text is one and nothing else: `某政发〔2021〕3号`. Where it
/// ends, in bytes.
pub(super) fn doc_number(line: &str) -> Option<usize> {
    let open = line.find(['〔', '[', '［', '【', '(', '（'])?;
    let issuer = line.get(..open)?.trim_end_matches(is_blank);
    let is_name = issuer.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    if !is_name || !ISSUER.contains(&issuer.chars().count()) {
        return None;
    }
    let mut rest = line.get(open..)?.chars();
    rest.next();
    for _ in 0..4 {
        rest.next().filter(|&c| is_digit(c))?;
    }
    rest.next().filter(|c| "〕]］】)）".contains(*c))?;
    let number = rest.as_str().trim_start_matches(is_blank);
    let number = number
        .strip_prefix('第')
        .unwrap_or(number)
        .trim_start_matches(is_blank);
    let behind = number.trim_start_matches(is_digit);
    let end = behind.trim_start_matches(is_blank).strip_prefix('号')?;
    (behind.len() < number.len() && end.trim_start_matches(is_blank).is_empty())
        .then_some(line.len() - end.len())
}
