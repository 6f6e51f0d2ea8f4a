//! Calendar dates as reports write them and users type them, and their ISO forms (guideline §3, §7).

use alloc::{format, string::String};

use super::{
    after_any,
    periods::{Year, period},
};
use crate::{
    outline::ordinal::{arabic, digit, han},
    text::marks::is_blank,
};

/// Years that a report may speak of. Other numbers of four digits are none.
const YEARS: core::ops::RangeInclusive<u32> = 1900..=2100;

/// Bytes that somebody may type for a date.
const LENGTH: usize = 120;

/// What stands between the numbers of a date, or of a range of months or years.
const SEPARATORS: &str = "-./－．／";
pub(super) const RANGES: &[&str] = &["--", "——", "-", "－", "—", "–", "~", "～", "至", "到"];

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

pub(super) fn blanks(text: &str) -> &str {
    text.trim_start_matches(is_blank)
}

/// Four digits or four Chinese numerals, and what follows them.
pub(super) fn year(text: &str) -> Option<(u32, &str)> {
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
pub(super) fn number(text: &str) -> Option<(u32, &str)> {
    let text = blanks(text);
    arabic(text).or_else(|| han(text))
}

/// `年`, and before it blanks.
pub(super) fn after_year(text: &str) -> Option<&str> {
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

/// What a user types for a date or a period, in ISO form: `2021`, `2021-03`, `2021-03-01`,
/// `2021-Q1`, `2021-H1`, `2021-01/2021-09`, `2021/2023`. None when it is no date of the calendar.
///
/// Accepts these forms, `2021.3.1`, `2021/3/1`, `2021年3月1日` in either kind of numerals and
/// width, `2021年一季度`, `2021年上半年`, `2021年1-9月`, `2021年底`; a time of day is left out.
#[must_use]
pub fn iso_date(text: &str) -> Option<String> {
    let text = text.trim_matches(is_blank);
    if text.len() > LENGTH {
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
