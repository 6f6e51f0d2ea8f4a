//! Periods as reports write them: years, halves, quarters, months (guideline I6).

use alloc::{format, string::String, vec::Vec};

use super::{
    after_any,
    dates::{RANGES, after_year, blanks, date, number, year},
};
use crate::outline::ordinal::digit;

/// Which year a period is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Year {
    /// One that is named.
    Named(u32),
    /// So many years from that of the document: 今年 0, 去年 -1.
    Relative(i32),
    /// That of what is around: `一季度`, `全年`.
    Around,
}

/// Which part of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// Up to another year.
    Until(u32),
    Quarter(u32),
    Half(u32),
    Months(u32, u32),
}

/// A period that a text states.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Period {
    pub year: Year,
    pub part: Part,
}

impl Period {
    /// As ISO 8601 writes dates and intervals, with `Q1` and `H1` for quarters and halves. None
    /// without the year it depends on: `document` for 今年, `around` for what names none.
    pub(super) fn iso(self, document: Option<u32>, around: Option<u32>) -> Option<String> {
        let year = match self.year {
            Year::Named(year) => year,
            Year::Relative(years) => document?.checked_add_signed(years)?,
            Year::Around => around?,
        };
        Some(match self.part {
            Part::Whole => format!("{year}"),
            Part::Until(last) => format!("{year}/{last}"),
            Part::Quarter(nth) => format!("{year}-Q{nth}"),
            Part::Half(nth) => format!("{year}-H{nth}"),
            Part::Months(first, last) if first == last => format!("{year}-{first:02}"),
            Part::Months(first, last) => format!("{year}-{first:02}/{year}-{last:02}"),
        })
    }
}

/// Years that are named by where they are from that of the document.
const RELATIVE: &[(&str, i32)] = &[
    ("今年", 0),
    ("本年度", 0),
    ("本年", 0),
    ("去年", -1),
    ("上年度", -1),
    ("上年", -1),
    ("明年", 1),
];

/// The whole of a year that what is around names.
const WHOLE: &[&str] = &["全年", "年内", "年底", "年末"];

/// The period that a text begins with, and what follows it. A day is none, and neither is the end
/// of a month: they are deadlines.
pub(super) fn period(text: &str) -> Option<(Period, &str)> {
    let named = year(text).and_then(|(first, rest)| {
        if let Some(behind) = after_year(rest) {
            // `2021年至2023年`.
            let last = after_any(behind, RANGES).and_then(|rest| {
                let (last, rest) = year(rest)?;
                Some((last, after_year(rest)?))
            });
            return Some(match last.filter(|&(last, _)| last > first) {
                Some((last, rest)) => (first, Part::Until(last), rest),
                None => (first, Part::Whole, behind),
            });
        }
        // `2021-2023年`.
        let (last, rest) = year(after_any(rest, RANGES)?)?;
        let rest = after_year(rest)?;
        (last > first).then_some((first, Part::Until(last), rest))
    });
    if let Some((year, span, rest)) = named {
        let rest = rest.strip_prefix('度').unwrap_or(rest);
        let year = Year::Named(year);
        if span != Part::Whole {
            return Some((Period { year, part: span }, rest));
        }
        if day(rest) {
            return None;
        }
        let (part, rest) = part(blanks(rest), true).unwrap_or((span, rest));
        return Some((Period { year, part }, rest));
    }
    for &(word, years) in RELATIVE {
        if let Some(rest) = text.strip_prefix(word) {
            let (part, rest) = part(rest, true).unwrap_or((Part::Whole, rest));
            let year = Year::Relative(years);
            return (!day(rest)).then_some((Period { year, part }, rest));
        }
    }
    let (part, rest) = part(text, false)?;
    Some((
        Period {
            year: Year::Around,
            part,
        },
        rest,
    ))
}

/// Whether a text begins with a day of a year.
fn day(text: &str) -> bool {
    let month = number(text).and_then(|(_, rest)| blanks(rest).strip_prefix('月'));
    month
        .and_then(number)
        .is_some_and(|(_, rest)| blanks(rest).starts_with(['日', '号']))
}

/// The part of a year that a text begins with. Months in Chinese numerals need a year before
/// them: `一月一调度`.
fn part(text: &str, has_year: bool) -> Option<(Part, &str)> {
    for (word, nth) in [("上半年", 1), ("下半年", 2)] {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((Part::Half(nth), rest));
        }
    }
    if let Some(rest) = after_any(text, WHOLE) {
        return Some((Part::Whole, rest));
    }
    if let Some(rest) = text.strip_prefix('前') {
        let (count, rest) = number(rest)?;
        if let Some(rest) = rest.strip_prefix("季度") {
            return (2..=4)
                .contains(&count)
                .then_some((Part::Months(1, count * 3), rest));
        }
        let rest = after_any(rest, &["个月", "月"])?;
        return (2..=12)
            .contains(&count)
            .then_some((Part::Months(1, count), rest));
    }
    let bare = text.strip_prefix('第').unwrap_or(text);
    let (first, behind) = number(bare)?;
    if let Some(rest) = behind.strip_prefix("季度") {
        return (1..=4)
            .contains(&first)
            .then_some((Part::Quarter(first), rest));
    }
    let to = after_any(behind.strip_prefix('月').unwrap_or(behind), RANGES);
    let range = to.and_then(number).filter(|&(last, _)| first < last);
    if let Some((last, rest)) = range {
        if let Some(rest) = rest.strip_prefix("季度") {
            return (last <= 4).then_some((Part::Months(first * 3 - 2, last * 3), rest));
        }
        let is_month = has_year || text.starts_with(|c| digit(c).is_some());
        let rest = rest.strip_prefix('月').filter(|_| is_month && last <= 12)?;
        return (number(rest).is_none()).then_some((Part::Months(first, last), rest));
    }
    let rest = behind
        .strip_prefix('月')
        .filter(|_| (1..=12).contains(&first))?;
    let is_deadline = rest.starts_with(['底', '末', '前', '初']) || number(rest).is_some();
    let is_month = has_year || text.starts_with(|c| digit(c).is_some());
    (is_month && !is_deadline).then_some((
        Part::Months(first, first),
        rest.strip_prefix('份').unwrap_or(rest),
    ))
}

/// A period in a text, and where it stands, in bytes.
pub(super) type Found = (usize, usize, Period);

/// The periods that a text states, in order. What is only compared with (`比2020年`) is none.
/// Neither is what stands in 《》 and “”, unless `quoted`.
pub(super) fn periods(text: &str, quoted: bool) -> Vec<Found> {
    let mut found = Vec::new();
    let mut skip_to = 0;
    // Where the text is cut by a mark without its partner, what is behind it counts.
    let mut open_title = !quoted;
    let mut open_quote = !quoted;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        let (before, rest) = text.split_at_checked(at).unwrap_or_default();
        let marks = match c {
            '《' => Some(('》', &mut open_title)),
            '“' => Some(('”', &mut open_quote)),
            _ => None,
        };
        if let Some((closing, looks)) = marks {
            let end = if *looks { rest.find(closing) } else { None };
            *looks = end.is_some();
            skip_to = at + end.unwrap_or(0);
            continue;
        }
        let starts = digit(c).is_some() || "一二三四今本去上下明全年前第".contains(c);
        if !starts || !may_start(before, c) {
            continue;
        }
        if let Some((period, after)) = period(rest) {
            let end = text.len() - after.len();
            skip_to = end;
            if quoted || !before.ends_with(['比', '较', '于', '与']) {
                found.push((at, end, period));
            }
        } else if let Some((_, after)) = date(rest) {
            skip_to = text.len() - after.len();
        }
    }
    found
}

/// Whether a period may start behind such a text with this character.
fn may_start(before: &str, c: char) -> bool {
    let Some(last) = before.chars().next_back() else {
        return true;
    };
    let in_number = |c: char| digit(c).is_some() || "〇零一二三四五六七八九十百".contains(c);
    match c {
        // 三年内, 近年末.
        '年' => !in_number(last) && !"近往每两几半数多".contains(last),
        '上' | '下' => last != '以' && last != '之',
        _ => !(in_number(c) && (in_number(last) || ".．-－第".contains(last))),
    }
}
