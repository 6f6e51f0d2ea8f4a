//! Times at the start of a clause, and the figures behind an ordinal that are one (guideline B2,
//! §10.1).

use super::{
    cues::{NUMERALS, numeral, starts_with_any},
    marks::is_digit,
};

/// Times without a number (guideline B2, §10.1).
const TIMES: &[&str] = &[
    "今年以来",
    "近年来",
    "截至目前",
    "上半年",
    "下半年",
    "年底前",
    "年底",
    "年末",
    "年内",
    "全年",
    "今年",
    "本年",
    "去年",
    "明年",
    "目前",
    "当前",
];

/// What may follow a date and belongs to it; each with the characters that make it another word.
const TIME_TAILS: &[(&str, &str)] = &[
    ("底前", ""),
    ("上旬", ""),
    ("中旬", ""),
    ("下旬", ""),
    ("以来", ""),
    ("期间", ""),
    ("份", ""),
    ("底", ""),
    ("末", ""),
    ("初", "步级中次始"),
    ("前", "期景沿后三"),
    ("内", "需部外陆涝"),
];

/// What may stand before a date and belongs to it.
const TIME_HEADS: &[&str] = &["截至", "截止", "到", "至", "前"];

/// What of a month makes a date of it: 月底, 月上旬.
const MONTH_PARTS: &[char] = &['底', '末', '初', '上', '中', '下', '前'];

/// A time that is set before the clause, with a comma or without.
pub(crate) fn time(text: &str) -> Option<&str> {
    let bare = starts_with_any(text, TIME_HEADS).unwrap_or(text);
    let named = || {
        let rest = starts_with_any(text, TIMES).or_else(|| starts_with_any(bare, TIMES))?;
        let word = text.strip_suffix(rest).unwrap_or_default();
        // 今年底 is one time.
        Some(if word.ends_with('年') {
            without_tail(rest)
        } else {
            rest
        })
    };
    let planned = || five_years(bare).map(|(_, rest)| rest);
    let rest = named().or_else(|| date(bare)).or_else(planned)?;
    // A time that is what the clause is about: 2021年是….
    (!rest.starts_with(['的', '是'])).then_some(rest)
}

/// `2021年`, `1-6月`, `3月1日前`, `一季度末`.
fn date(text: &str) -> Option<&str> {
    let in_number = |c: char| is_digit(c) || numeral(c) || "-—~～至".contains(c);
    let mut rest = text;
    let mut is_day = false;
    loop {
        let behind = rest.trim_start_matches(in_number);
        let number = rest.strip_suffix(behind)?;
        let count = number
            .chars()
            .filter(|&c| is_digit(c) || numeral(c))
            .count();
        let next = match count {
            4.. => behind
                .strip_prefix('年')
                .filter(|rest| !rest.starts_with('度')),
            1 if behind.starts_with('季') => starts_with_any(behind, &["季度"]),
            1..4 if is_day => behind.strip_prefix('日'),
            1..4 => behind.strip_prefix('月'),
            _ => None,
        };
        let Some(next) = next else { break };
        is_day = behind.starts_with('月');
        rest = next;
    }
    if rest.len() == text.len() {
        return None;
    }
    Some(without_tail(rest))
}

/// What follows a date, without what belongs to it.
fn without_tail(rest: &str) -> &str {
    let tail = TIME_TAILS.iter().find_map(|(tail, others)| {
        let behind = rest.strip_prefix(tail)?;
        (!behind.starts_with(|c: char| others.contains(c))).then_some(behind)
    });
    // 上旬前, 年初前.
    tail.map_or(rest, without_tail)
}

/// The time of a five-year plan that a text begins with, its last year, and what follows it:
/// `“十四五”末`, `十五五期间`. Without such an end it is the plan that is meant.
pub(crate) fn five_years(text: &str) -> Option<(u32, &str)> {
    let bare = text.strip_prefix(['“', '"']).unwrap_or(text);
    let rest = bare.strip_prefix('十')?;
    let nth = NUMERALS.chars().position(|c| rest.starts_with(c))?;
    let nth = u32::try_from(nth).ok()?.checked_sub(1)?;
    let rest = rest.get('一'.len_utf8()..)?.strip_prefix('五')?;
    let rest = match bare.len() == text.len() {
        true => rest,
        false => rest.strip_prefix(['”', '"'])?,
    };
    let end = starts_with_any(
        rest,
        &[
            "规划期末",
            "时期末",
            "期末",
            "末",
            "规划期间",
            "期间",
            "时期",
        ],
    )?;
    (1..=9)
        .contains(&nth)
        .then_some((1955 + 5 * (10 + nth), end))
}

/// Whether the figure behind the number and the mark of an ordinal is of the text that follows it:
/// `1.6月底前`, `2.2021年`, `1.5G网络`, `1、30个小区`; not `1.4亿`, nor `1、2号线`, which counts on.
pub(crate) fn is_own_figure(number: &str, mark: char, behind: &str) -> bool {
    let rest = behind.trim_start_matches(is_digit);
    let figure = behind.strip_suffix(rest).unwrap_or_default();
    if mark == '、' {
        let counts_on = value(number).is_some_and(|own| value(figure) == Some(own + 1));
        // 2、3月份 are two months; the end of one is a date of its own.
        let is_day = rest.strip_prefix('月').is_some_and(|rest| {
            rest.starts_with(is_digit) || MONTH_PARTS.contains(&first_of(rest))
        });
        return !counts_on || is_day;
    }
    let is_name = figure.chars().count() == 1 && rest.starts_with(['G', 'g']);
    value(number) > Some(0) && (is_name || begins_date(behind))
}

fn first_of(text: &str) -> char {
    text.chars().next().unwrap_or_default()
}

/// The value of a few digits of either width.
fn value(digits: &str) -> Option<u32> {
    let digit = |c: char| match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => c.to_digit(10),
    };
    let mut digits = digits.chars();
    let first = digit(digits.next()?)?;
    digits.try_fold(first, |value, c| {
        value.checked_mul(10)?.checked_add(digit(c)?)
    })
}

/// Whether a text begins with a month or a year: `6月`, `1-6月`, `2021年`, `2023-2025年`.
pub(super) fn begins_date(text: &str) -> bool {
    let rest = text.trim_start_matches(is_digit);
    let digits = text.strip_suffix(rest).unwrap_or_default();
    let is_date = match digits.chars().count() {
        1..=2 => value(digits).is_some_and(|own| (1..=12).contains(&own)) && rest.starts_with('月'),
        4 => rest.starts_with('年'),
        _ => return false,
    };
    let to = starts_with_any(rest, &["-", "—", "－", "~", "～", "至"]);
    is_date || to.is_some_and(begins_date)
}
