//! Calendar dates and periods as reports write them, and their ISO forms (guideline §3, §7, I6).

use alloc::{format, string::String, vec::Vec};

use super::after_any;
use crate::{
    outline::ordinal::{arabic, digit, han},
    text::marks::is_blank,
};

/// Years that a report may speak of. Other numbers of four digits are none.
const YEARS: core::ops::RangeInclusive<u32> = 1900..=2100;

/// What stands between the numbers of a date, or of a range of months or years.
const SEPARATORS: &str = "-./－．／";
const RANGES: &[&str] = &["--", "——", "-", "－", "—", "–", "~", "～", "至", "到"];

/// A date, perhaps without a day or a month: 0 then.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Date {
    pub year: u32,
    pub month: u32,
    pub day: u32,
}

impl Date {
    /// A date that there is in the calendar.
    fn checked(year: u32, month: u32, day: u32) -> Option<Self> {
        let sound = YEARS.contains(&year) && month <= 12 && day <= last_day(year, month);
        sound.then_some(Self { year, month, day })
    }

    /// As ISO 8601 writes it: `2021`, `2021-03`, `2021-03-01`.
    pub(super) fn iso(self) -> String {
        let Self { year, month, day } = self;
        match (month, day) {
            (0, _) => format!("{year}"),
            (_, 0) => format!("{year}-{month:02}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        }
    }
}

/// The last day of a month; that of a year without a month has 31.
fn last_day(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn blanks(text: &str) -> &str {
    text.trim_start_matches(is_blank)
}

/// Four digits or four Chinese numerals, and what follows them.
fn year(text: &str) -> Option<(u32, &str)> {
    let numeral = |c: char| match c {
        '○' | 'Ｏ' | '零' | '〇' => Some(0),
        '十' | '百' => None,
        _ => digit(c).or_else(|| {
            "一二三四五六七八九"
                .chars()
                .position(|own| own == c)
                .map(|nth| nth as u32 + 1)
        }),
    };
    let mut chars = text.chars();
    let mut year = 0;
    for _ in 0..4 {
        year = year * 10 + numeral(chars.next()?)?;
    }
    let rest = chars.as_str();
    (YEARS.contains(&year) && !rest.starts_with(|c| digit(c).is_some())).then_some((year, rest))
}

/// A month or a day, in either kind of numerals.
fn number(text: &str) -> Option<(u32, &str)> {
    let text = blanks(text);
    arabic(text).or_else(|| han(text))
}

/// `年`, and before it blanks.
fn after_year(text: &str) -> Option<&str> {
    blanks(text).strip_prefix('年')
}

/// The date that a text begins with: `2021年3月1日`, `2021-3-1`, `2021/03`, `二〇二一年三月`,
/// `2021年底`, `2021年6月底`; and what follows it. None when the calendar has no such date.
pub(super) fn date(text: &str) -> Option<(Date, &str)> {
    let (year, rest) = year(text)?;
    let Some(behind) = after_year(rest) else {
        return separated(year, rest);
    };
    let behind = behind.strip_prefix('度').unwrap_or(behind);
    let end = after_any(behind, &["年底", "年末", "底", "末"]);
    if let Some(rest) = end {
        return Some((Date::checked(year, 12, 31)?, rest));
    }
    let month =
        number(behind).and_then(|(month, rest)| Some((month, blanks(rest).strip_prefix('月')?)));
    let Some((month, rest)) = month else {
        return Some((Date::checked(year, 0, 0)?, behind));
    };
    if month == 0 || month > 12 {
        return None;
    }
    if let Some(rest) = after_any(rest, &["底", "末"]) {
        return Some((Date::checked(year, month, last_day(year, month))?, rest));
    }
    let day =
        number(rest).and_then(|(day, rest)| Some((day, blanks(rest).strip_prefix(['日', '号'])?)));
    let (day, rest) = day.unwrap_or_else(|| (0, rest.strip_prefix('份').unwrap_or(rest)));
    Some((Date::checked(year, month, day)?, rest))
}

/// The rest of a date such as `2021-3-1`.
fn separated(year: u32, rest: &str) -> Option<(Date, &str)> {
    let part = |rest: &'_ str| -> Option<(u32, usize)> {
        let behind = rest.strip_prefix(|c| SEPARATORS.contains(c))?;
        let (number, after) = arabic(behind)?;
        // A second year is no month, nor is a percentage.
        let digits = behind.chars().take_while(|&c| digit(c).is_some()).count();
        (digits <= 2).then_some((number, after.len()))
    };
    let cut = |length: usize| rest.get(rest.len() - length..).unwrap_or_default();
    let Some((month, length)) = part(rest) else {
        return Some((Date::checked(year, 0, 0)?, rest));
    };
    let (day, length) = part(cut(length)).unwrap_or((0, length));
    Some((Date::checked(year, month, day)?, cut(length)))
}

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
    if !has_year && !text.starts_with(|c| digit(c).is_some()) && !text.contains("季度") {
        return None;
    }
    let to = after_any(behind.strip_prefix('月').unwrap_or(behind), RANGES);
    let range = to.and_then(number).filter(|&(last, _)| first < last);
    if let Some((last, rest)) = range {
        if let Some(rest) = rest.strip_prefix("季度") {
            return (last <= 4).then_some((Part::Months(first * 3 - 2, last * 3), rest));
        }
        let rest = rest.strip_prefix('月').filter(|_| last <= 12)?;
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

/// The periods that a text states, in order. What is only compared with (`比2020年`) is none; with
/// `quoted`, what stands in 《》 and “” counts.
pub(super) fn periods(text: &str, quoted: bool) -> Vec<Found> {
    let mut found = Vec::new();
    let mut skip_to = 0;
    // Marks of which no more close in this text.
    let mut unclosed = [false; 2];
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let quote = if c == '《' {
            0
        } else {
            usize::from(c == '“') * 2
        };
        if !quoted && (c == '《' || c == '“') {
            let nth = quote / 2;
            let closing = if nth == 0 { '》' } else { '”' };
            let end = rest
                .find(closing)
                .filter(|_| !unclosed.get(nth).copied().unwrap_or(true));
            match (end, unclosed.get_mut(nth)) {
                (Some(end), _) => skip_to = at + end,
                (None, Some(unclosed)) => *unclosed = true,
                _ => {}
            }
            continue;
        }
        let starts = digit(c).is_some() || "一二三四今本去上下明全年前第".contains(c);
        if !starts || !may_start(text.get(..at).unwrap_or_default(), c) {
            continue;
        }
        if let Some((period, after)) = period(rest) {
            let end = text.len() - after.len();
            skip_to = end;
            let before = text.get(..at).unwrap_or_default();
            if !before.ends_with(['比', '较', '于', '与']) || quoted {
                found.push((at, end, period));
            }
        } else if let Some((date, after)) = date(rest).filter(|(date, _)| date.day > 0) {
            let _ = date;
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

/// What a user types for a date or a period, in ISO form: `2021`, `2021-03`, `2021-03-01`,
/// `2021-Q1`, `2021-H1`, `2021-01/2021-09`, `2021/2023`. None when it is no date of the calendar.
///
/// Accepts these forms, `2021.3.1`, `2021/3/1`, `2021年3月1日` in either kind of numerals and
/// width, `2021年一季度`, `2021年上半年`, `2021年1-9月`, `2021年底`; a time of day is left out.
#[must_use]
pub fn iso_date(text: &str) -> Option<String> {
    let text = text.trim_matches(is_blank);
    let (near, _) = text.split_at_checked(120).unwrap_or((text, ""));
    if near.len() < text.len() {
        return None;
    }
    if let Some((period, "")) =
        period(text).filter(|(period, _)| matches!(period.year, Year::Named(_)))
        && !text.ends_with(['底', '末'])
    {
        return period.iso(None, None);
    }
    if let Some((date, rest)) = date(text) {
        let is_time = |c: char| digit(c).is_some() || is_blank(c) || ":：TZ".contains(c);
        if rest.is_empty()
            || date.day > 0
                && !rest.starts_with(|c| digit(c).is_some())
                && rest.chars().all(is_time)
        {
            return Some(date.iso());
        }
    }
    let (year, rest) = year(text)?;
    let short = rest.strip_prefix(['-', '－']).unwrap_or(rest);
    for (letter, most) in [('Q', 4), ('H', 2)] {
        let nth = short
            .strip_prefix([letter, letter.to_ascii_lowercase()])
            .and_then(arabic);
        if let Some((nth, "")) = nth {
            return (nth <= most).then(|| format!("{year}-{letter}{nth}"));
        }
    }
    interval(text)
}

/// Two dates with a sign between them, the first of them the earlier one.
fn interval(text: &str) -> Option<String> {
    let (first, rest) = date(text)?;
    let rest = after_any(rest, RANGES).or_else(|| rest.strip_prefix('/'))?;
    let (last, "") = date(rest)? else {
        return None;
    };
    (first < last).then(|| format!("{}/{}", first.iso(), last.iso()))
}
