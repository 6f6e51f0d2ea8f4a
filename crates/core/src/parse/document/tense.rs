//! Whether a section tells what was done or what is planned, and sections as they are stored
//! (guideline §1, §4).

use alloc::{format, string::String, vec::Vec};

use super::{
    genre, has_any, lines, reports,
    title::{self, Title},
    zones,
};
use crate::{
    model::{Members, Section, Tense},
    outline::{Heading, Outline},
    text::{Offset, Text, marks, wordlist::Words},
};

/// Characters of a title that are looked at; what is longer is a sentence.
const TITLE: usize = 80;

/// Sections within each other that are looked through.
const DEPTH: usize = 32;

/// Words of a title that reports (guideline I7).
const PAST: Words = Words::new(
    "回顾 完成情况 执行情况 落实情况 进展情况 开展情况 实施情况 推进情况 \
     办理情况 运行情况 工作情况 发展情况 整改情况 工作总结 年总结 工作成绩 \
     工作成效 主要成效 主要成绩 取得的成 办理结果 工作进展 过去一年 过去五年 \
     一年来 五年来",
);

/// Words that a title which reports ends with, perhaps with 情况 behind, unless it begins with what
/// is to be done about it: 加快项目进度.
const PAST_ENDS: &[&str] = &["进展", "进度", "成效"];
const PUSHES: &[&str] = &[
    "加快", "推进", "推动", "促进", "确保", "力争", "把握", "紧盯", "提升",
];

/// Words of a title that plans.
const PLAN: Words = Words::new(
    "工作建议 主要任务 重点任务 重点工作 目标任务 工作安排 工作部署 工作打算 \
     工作思路 工作要求 工作要点 工作重点 主要措施 保障措施 总体要求 总体思路 \
     总体安排 总体部署 目标 下一步 下步 下一阶段 下阶段 计划 打算 预期 指标 \
     任务分解 责任分解 任务分工 责任分工 实施方案 行动方案 今后五年 未来五年",
);

/// Those that plan wherever they stand.
const CLEAR: &[&str] = &[
    "工作建议",
    "工作安排",
    "工作打算",
    "工作思路",
    "工作计划",
    "下一步",
    "下步",
    "下一阶段",
    "下阶段",
    "今后五年",
    "未来五年",
];

/// Times before 情况 that make a title one that reports: `上半年经济情况`.
const TIMES: &[&str] = &["年", "季度", "个月", "月份"];

/// What a title tells: past for 回顾 and 完成情况, plan for 工作建议 and 下一步; none when it does
/// not say, or says both (`计划执行情况与下年计划草案`).
///
/// What is planned may only say what is reported on, so that it is the past word that decides:
/// `目标完成情况`. A plan word behind the past one is of a second half.
#[must_use]
pub fn tense(title: &str) -> Tense {
    let title = match title.char_indices().nth(TITLE) {
        Some((end, _)) => title.get(..end).unwrap_or_default(),
        None => title,
    };
    let reports = last_of(title, PAST).max(timed(title)).max(advance(title));
    match (reports, last_of(title, PLAN)) {
        (Some(past), Some(plan)) if plan > past => Tense::None,
        (Some(_), _) => Tense::Past,
        (None, Some(plan)) if is_rhetoric(title, plan) => Tense::None,
        (None, Some(_)) => Tense::Plan,
        (None, None) => Tense::None,
    }
}

/// Where the last of these words ends in a title.
fn last_of(title: &str, words: Words) -> Option<usize> {
    words.last_end(title)
}

/// Where a title ends that ends with 情况 and names a time before.
fn timed(title: &str) -> Option<usize> {
    let end = title.rfind("情况")?;
    let before = title.get(..end)?;
    has_any(before, TIMES).then_some(end + "情况".len())
}

/// Where a title ends that says how far things have gone: `主要指标进展`.
fn advance(title: &str) -> Option<usize> {
    let bare = title.trim_end_matches(|c: char| c.is_whitespace() || "：:）)".contains(c));
    let is_push = has_any(bare, PUSHES);
    let ends = PAST_ENDS.iter().any(|end| bare.ends_with(end));
    (ends && !is_push).then_some(bare.len())
}

/// Whether the only plan word, ending at `end`, is part of a frame: `以共同富裕为目标`.
fn is_rhetoric(title: &str, end: usize) -> bool {
    let before = title.get(..end).unwrap_or_default();
    before.ends_with("为目标") || before.ends_with("为指标")
}

/// What a title tells in a section that tells something already. There it takes more than a word
/// that may be the name of something: `实施三年行动计划` in what was done is not of the future.
fn tense_within(title: &str, around: Tense) -> Tense {
    let own = tense(title);
    let holds = match (around, own) {
        (Tense::Past, Tense::Plan) => has_any(title, CLEAR),
        (Tense::Plan, Tense::Past) => PAST.iter().any(|end| title.ends_with(end)),
        _ => true,
    };
    if holds { own } else { Tense::None }
}

/// What a heading tells in a section that tells something already: by its title; where that says
/// nothing clear, in a bulletin or in what may be one, by its text (guideline I7).
fn said(
    text: &Text,
    headings: &[Heading],
    heading: &Heading,
    around: Tense,
    genre: Option<&str>,
) -> Tense {
    let own = tense_within(text.slice(heading.title), around);
    let is_bulletin = genre == Some(genre::BULLETIN);
    let is_vague = match own {
        Tense::Plan => is_bulletin || matches!(genre, None | Some("other")),
        Tense::None => is_bulletin && around != Tense::Past,
        Tense::Past => false,
    };
    if is_vague && !is_clear(text, headings, heading) && reports::is_report(text, heading) {
        Tense::Past
    } else {
        own
    }
}

/// Whether the title of a heading, or of one around it, plans wherever it stands.
fn is_clear(text: &Text, headings: &[Heading], heading: &Heading) -> bool {
    let mut next = Some(heading);
    for _ in 0..DEPTH {
        let Some(own) = next else { break };
        if has_any(text.slice(own.title), CLEAR) {
            return true;
        }
        next = own.parent.and_then(|nth| headings.get(nth));
    }
    false
}

/// The tense of the section that a heading begins, by its place in the outline: its own, else that
/// of the sections around it; in a report, else of the highest section before it that plans.
pub(super) fn of_section(text: &Text, outline: &Outline, nth: usize, genre: Option<&str>) -> Tense {
    let headings = outline.headings();
    let mut chain: Vec<usize> = Vec::new();
    let mut next = Some(nth);
    while let Some((nth, heading)) = next.and_then(|nth| Some((nth, headings.get(nth)?))) {
        if chain.len() == DEPTH {
            break;
        }
        chain.push(nth);
        next = heading.parent;
    }
    let mut around = Tense::None;
    for heading in chain.iter().rev().filter_map(|&nth| headings.get(nth)) {
        let said = said(text, headings, heading, around, genre);
        if said != Tense::None {
            around = said;
        }
    }
    if around != Tense::None || genre != Some("work_report") {
        return around;
    }
    let own = |nth: usize| {
        headings
            .get(nth)
            .map_or("", |heading| text.slice(heading.title))
    };
    // The highest sections before it, the nearest first.
    let mut top = chain.last().copied().unwrap_or(0);
    for _ in 0..DEPTH {
        let Some(before) = top.checked_sub(1) else {
            break;
        };
        top = outermost(headings, before);
        match tense(own(top)) {
            Tense::None => {}
            Tense::Plan => return Tense::Plan,
            Tense::Past => break,
        }
    }
    Tense::None
}

/// The outermost section around one, by their places in the outline.
fn outermost(headings: &[Heading], nth: usize) -> usize {
    let mut nth = nth;
    for _ in 0..DEPTH {
        match headings.get(nth).and_then(|heading| heading.parent) {
            Some(parent) => nth = parent,
            None => break,
        }
    }
    nth
}

/// The headings of an outline as sections: each has the tense of its own title, else that of the
/// section it is in, else what the genre of the document says.
///
/// One for each heading, in order. Titles of annexes are sections beside those below them, which
/// count their levels from 1 as others do. Where a report goes on behind a section that plans, what
/// says nothing of its own is of the plan too.
///
/// The genre is what the text lets guess; [`sections_of`] takes the one that is stated.
#[must_use]
pub fn sections(text: &Text, outline: &Outline) -> Vec<Section> {
    sections_of(text, outline, None)
}

/// The [`sections`] of a document of this genre, as its fields name it (guideline §7).
#[must_use]
pub fn sections_of(text: &Text, outline: &Outline, genre: Option<&str>) -> Vec<Section> {
    let headings = outline.headings();
    let head = lines::head(text);
    let title = title::find(outline, &head);
    let guess = || genre::genre(text, title.as_ref(), &head).map(|(genre, _)| genre);
    let genre = genre.or_else(guess);
    let of_document = of_document(genre, title.as_ref());
    let goes_on = title
        .as_ref()
        .is_some_and(|title| title.value.contains("工作报告"));
    let glossary = zones::glossary(text, outline);
    let mut sections: Vec<Section> = Vec::with_capacity(headings.len());
    let mut last_top = Tense::None;
    for (nth, heading) in headings.iter().enumerate() {
        let own = text.slice(heading.title);
        let parent = heading.parent.and_then(|nth| sections.get(nth));
        let around = parent.map_or(Tense::None, |parent| parent.tense);
        let said = said(text, headings, heading, around, genre);
        let tense = if glossary.is_some_and(|zone| zone.covers(heading.title)) {
            Tense::None
        } else if said != Tense::None {
            said
        } else if let Some(parent) = parent {
            parent.tense
        } else if goes_on && last_top == Tense::Plan {
            Tense::Plan
        } else {
            of_document
        };
        if parent.is_none() {
            last_top = tense;
        }
        let annexes = annexes(text, headings, nth);
        let parent = parent.filter(|_| heading.level > annexes + 1);
        sections.push(Section {
            id: format!("S{}", nth + 1),
            level: heading.level - annexes,
            number: number(own),
            range: heading.title,
            parent: parent.map(|parent| parent.id.clone()),
            tense,
            extra: Members::new(),
        });
    }
    sections
}

/// What the genre and the title say of all sections (guideline §4, I7).
fn of_document(genre: Option<&str>, title: Option<&Title>) -> Tense {
    match genre {
        Some("task_decomposition") => Tense::Plan,
        Some(genre::BULLETIN) => Tense::None,
        _ => title.map_or(Tense::None, |title| tense(&title.value)),
    }
}

/// How many titles of annexes are around a heading.
fn annexes(text: &Text, headings: &[Heading], nth: usize) -> u32 {
    // An annex is the highest kind that there is, so that it is the outermost.
    let top = outermost(headings, nth);
    let title = headings.get(top).map(|heading| text.slice(heading.title));
    u32::from(top != nth && title.is_some_and(is_annex))
}

/// Whether a heading is the title of an annex: it has no ordinal, or is `附件2`.
pub(super) fn is_annex(title: &str) -> bool {
    title.starts_with('附') || !starts_with_ordinal(title)
}

/// Whether a heading has an ordinal of its own.
fn starts_with_ordinal(title: &str) -> bool {
    title
        .starts_with(|c: char| "（(第—〇零一二三四五六七八九十百".contains(c) || marks::is_digit(c))
}

/// The number of a heading as printed, without what stands around it: `（三）` is `三`.
fn number(title: &str) -> String {
    let bare = title.trim_start_matches([
        '（', '(', '第', '附', '件', '录', '表', ' ', '\u{a0}', '\u{3000}',
    ]);
    let is_numeral = |c: char| "〇零一二三四五六七八九十百".contains(c) || marks::is_digit(c);
    let rest = bare.trim_start_matches(is_numeral);
    let number = bare.strip_suffix(rest).unwrap_or_default();
    if starts_with_ordinal(title) || title.starts_with('附') {
        number.into()
    } else {
        String::new()
    }
}

/// The tense in force at a position, from sections whose ranges are of their headings: that of the
/// nearest heading above, or of the sections around it when it says nothing.
#[must_use]
pub fn tense_at(sections: &[Section], at: Offset) -> Tense {
    let above = sections
        .iter()
        .filter(|section| section.range.start() <= at);
    let mut nearest = above.max_by_key(|section| section.range.start());
    // Files may say that two sections are in each other.
    for _ in 0..DEPTH {
        let Some(section) = nearest else { break };
        if section.tense != Tense::None {
            return section.tense;
        }
        let parent = section.parent.as_ref();
        nearest = parent.and_then(|id| sections.iter().find(|own| own.id == *id));
    }
    Tense::None
}
