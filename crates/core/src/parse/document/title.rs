//! The title of a document: found among the first lines, put together where it is broken
//! (guideline §7, patterns §6).

use alloc::{string::String, vec::Vec};

use super::{
    bodies, boilerplate, dates, has_any, labels,
    lines::{Line, between, closed_up},
    tense,
};
use crate::{
    outline::Outline,
    text::{TextRange, marks::is_blank},
};

/// Characters of a title.
const SHORT: usize = 4;
const LONG: usize = 120;

/// Characters of a line that may be a title though it does not end like one.
const PLAIN: usize = 60;

/// Lines over which a title may be broken.
const BROKEN: usize = 3;

/// How titles of documents end.
const ENDS: &[&str] = &[
    "报告",
    "通知",
    "通报",
    "方案",
    "意见",
    "决定",
    "公告",
    "通告",
    "公报",
    "函",
    "答复",
    "清单",
    "分解",
    "计划",
    "纲要",
    "总结",
    "要点",
    "规划",
    "情况",
    "办法",
    "细则",
    "规定",
    "批复",
    "安排",
    "分工",
    "草案",
    "建议",
    "目标",
    "措施",
    "汇报",
    "讲话",
    "任务",
    "任务书",
    "一览表",
    "分解表",
    "责任表",
    "情况表",
    "台账",
    "简报",
    "专报",
];

/// How a line begins that goes on with the title before it.
const GOES_ON: &[&str] = &["与", "和", "及", "暨", "的", "——"];

/// A title, and where its parts stand.
pub(super) struct Title {
    /// In one line, without the bracket of date and speaker behind it.
    pub value: String,
    /// From its first character to its last.
    pub range: TextRange,
    /// The lines it is in, by their places among the first ones.
    pub first: usize,
    pub last: usize,
    /// What the bracket behind it holds, by its place in the text: `2022年1月8日 甲某`.
    pub remark: Option<TextRange>,
    /// Where each of its lines starts, in the value and in the text, in bytes.
    parts: Vec<(usize, usize)>,
}

impl Title {
    /// A stretch of the value, in bytes, as one of the text.
    pub(super) fn part(&self, from: usize, to: usize) -> TextRange {
        let raw = |at: usize| {
            let part = self.parts.iter().rfind(|(start, _)| *start <= at);
            part.map_or(0, |(start, raw)| raw + (at - start))
        };
        between(
            raw(from),
            raw(to.saturating_sub(1).max(from)) + usize::from(to > from),
        )
    }
}

/// The title of a text, from its first lines: the first of them that ends like one, before the
/// report begins; else the first line, if it is short and no sentence.
pub(super) fn find(outline: &Outline, head: &[Line<'_>]) -> Option<Title> {
    let first_heading = outline.headings().first();
    let mut plain = None;
    let mut seen = 0;
    for (nth, line) in head.iter().enumerate() {
        // What is called an annex may have its title below.
        let begins = first_heading.is_some_and(|own| own.title.start().bytes() <= line.start);
        if begins && !tense::is_annex(line.text) || is_prose(line.text) {
            break;
        }
        if is_furniture(line.text) {
            continue;
        }
        if let Some(title) = joined(head, nth) {
            return Some(title);
        }
        let is_plain =
            (SHORT..=PLAIN).contains(&line.text.chars().count()) && !bodies::is_body(line.text);
        if seen == 0 && is_plain && head.len() > 1 {
            plain = Some(nth);
        }
        seen += 1;
    }
    plain.map(|nth| build(head, nth, nth))
}

/// The title that starts in a line, over as many lines as it is broken over.
fn joined(head: &[Line<'_>], nth: usize) -> Option<Title> {
    let mut value = String::new();
    let mut best = None;
    for (last, line) in head.iter().enumerate().skip(nth).take(BROKEN) {
        if last > nth && (is_furniture(line.text) || is_prose(line.text)) {
            break;
        }
        value += line.text;
        // What ends like a title goes on all the same in a line that says so.
        if is_title(&value) && (best.is_none() || after_and(line.text)) {
            best = Some(last);
        }
    }
    let last = best?;
    let begins = head.get(nth).map_or("", |line| line.text);
    // A line before the title is not a part of it, unless it is who issues it, where it is, or the
    // start of what is broken.
    let next = head.get(nth + 1).map_or("", |line| line.text);
    let is_part = after_and(next)
        || begins.contains("关于")
        || bodies::is_body(begins) && next.starts_with("关于")
        || bodies::region(begins, false).is_some_and(|(_, end)| end == begins.len());
    (last == nth || is_part).then(|| build(head, nth, last))
}

/// Whether a line goes on with the title before it.
fn after_and(line: &str) -> bool {
    super::after_any(line, GOES_ON).is_some()
}

fn build(head: &[Line<'_>], first: usize, last: usize) -> Title {
    let mut value = String::new();
    let mut parts = Vec::new();
    let mut remark = None;
    let (mut start, mut end) = (0, 0);
    for (nth, line) in head.iter().enumerate().take(last + 1).skip(first) {
        let mut own = line.text;
        if let Some((kept, inner)) = dated_bracket(own).filter(|_| nth == last) {
            let from = line.start + inner;
            remark = Some(between(
                from,
                line.end()
                    .saturating_sub(own.chars().next_back().map_or(0, char::len_utf8)),
            ));
            own = kept;
        }
        if nth == first {
            start = line.start;
        }
        end = line.start + own.len();
        parts.push((value.len(), line.start));
        value += own;
    }
    Title {
        value,
        range: between(start, end),
        first,
        last,
        remark,
        parts,
    }
}

/// A title without the bracket behind it that holds a day, and where what it holds starts.
fn dated_bracket(line: &str) -> Option<(&str, usize)> {
    let body = line.strip_suffix([')', '）'])?;
    let open = body.rfind(['(', '（'])?;
    let inner = open + body.get(open..)?.chars().next()?.len_utf8();
    let (date, _) = dates::date(body.get(inner..)?)?;
    let kept = body.get(..open)?.trim_end_matches(is_blank);
    (date.day > 0 && !kept.is_empty()).then_some((kept, inner))
}

/// Whether a text reads as the title of a document.
pub(super) fn is_title(line: &str) -> bool {
    let count = line.chars().count();
    if !(SHORT..=LONG).contains(&count) {
        return false;
    }
    let mut bare = dated_bracket(line).map_or(line, |(kept, _)| kept);
    if let Some((kept, _)) = bare
        .strip_suffix([')', '）'])
        .and_then(|body| body.rsplit_once(['(', '（']))
    {
        bare = kept;
    }
    ENDS.iter().any(|end| bare.ends_with(end)) && !has_any(bare, &["。", "；", ";", "！", "？"])
}

/// Whether a line is a sentence of the report.
pub(super) fn is_prose(line: &str) -> bool {
    let count = line.chars().count();
    count > LONG
        || count > SHORT * 5 && line.ends_with(['。', '；', ';', '！'])
        || line.matches('。').count() > 1
}

/// Whether a line is around the report rather than of it: metadata, a date, a trail of links, an
/// address.
fn is_furniture(line: &str) -> bool {
    line.ends_with([':', '：', '。', '；', ';', '，', ','])
        || line.starts_with(['—', '(', '（', '[', '【', '|'])
        || has_any(
            line,
            &[
                ">",
                "＞",
                "»",
                "›",
                "当前位置",
                "您的位置",
                "所在位置",
                "http",
            ],
        )
        || line == "首页"
        || line.starts_with("附件")
        || boilerplate::is_boilerplate(line)
        || labels::is_label_line(line)
        || labels::doc_number(line).is_some()
        || dates::date(line).is_some_and(|(date, rest)| date.day > 0 || rest.is_empty())
}

/// The lines among the first ones in which a title stands again, each by its first and last place.
pub(super) fn repeats(title: &Title, head: &[Line<'_>]) -> Vec<(usize, usize)> {
    let wanted = closed_up(&title.value);
    let mut found = Vec::new();
    let mut nth = title.last + 1;
    while nth < head.len() {
        let mut value = String::new();
        let mut next = nth + 1;
        for (last, line) in head.iter().enumerate().skip(nth).take(BROKEN) {
            value += &closed_up(dated_bracket(line.text).map_or(line.text, |(kept, _)| kept));
            if value == wanted {
                found.push((nth, last));
                next = last + 1;
                break;
            }
            if value.len() > wanted.len() {
                break;
            }
        }
        nth = next;
    }
    found
}
