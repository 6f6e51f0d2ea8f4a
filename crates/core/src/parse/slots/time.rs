//! Times in a clause: deadlines, periods, the date that a figure is as of (guideline §3, I6).

use alloc::{format, string::String};

use super::{decimal, stretch::Stretch, words};
use crate::text::{
    cues::starts_with_any,
    marks::{is_digit, is_han},
    times,
};

/// What a time says of a clause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Use {
    /// By when.
    Deadline,
    /// During when.
    Period,
    /// As of when.
    AsOf,
    /// From when on it is counted: 较2020年减少, 由2024年的86家.
    Base,
}

/// A time in a text.
#[derive(Clone, Debug)]
pub(super) struct Time {
    /// Without the preposition before it.
    pub range: (usize, usize),
    pub used: Use,
    /// As ISO 8601 has it: a date, a month, a year, `2021-Q1`, `2021-H1`, or two months with a
    /// stroke between them. None where the text has no year and none is known.
    pub iso: Option<String>,
    /// When it was, of a time that is a deadline for no other reason than that an event follows
    /// it: 上半年竣工. Of an actual that is the period.
    pub event: Option<String>,
    /// The day, month or year by which, whatever it is used for.
    pub by: Option<String>,
}

const PREPOSITIONS: &[&str] = &["截至", "截止", "到", "至", "于", "在"];

/// Words for a year, and how far it is from the current one.
const YEARS: &[(&str, u32)] = &[
    ("今年", 0),
    ("本年", 0),
    ("当年", 0),
    ("明年", 1),
    ("后年", 2),
];

/// Parts of a year in words: what they are as a period, and as the day or month by which.
const PARTS: &[(&str, &str, &str)] = &[
    ("前三季度", "-01/-09", "-09"),
    ("前三个季度", "-01/-09", "-09"),
    ("前3季度", "-01/-09", "-09"),
    ("前3个季度", "-01/-09", "-09"),
    ("上半年", "-H1", "-06-30"),
    ("下半年", "-H2", "-12-31"),
    ("第一季度", "-Q1", "-Q1"),
    ("第二季度", "-Q2", "-Q2"),
    ("第三季度", "-Q3", "-Q3"),
    ("第四季度", "-Q4", "-Q4"),
    ("一季度", "-Q1", "-Q1"),
    ("二季度", "-Q2", "-Q2"),
    ("三季度", "-Q3", "-Q3"),
    ("四季度", "-Q4", "-Q4"),
    ("1季度", "-Q1", "-Q1"),
    ("2季度", "-Q2", "-Q2"),
    ("3季度", "-Q3", "-Q3"),
    ("4季度", "-Q4", "-Q4"),
    ("春节", "", ""),
    ("国庆节", "-10-01", "-10-01"),
    ("元旦", "", ""),
    ("秋季学期", "-09", "-09"),
    ("春季学期", "-03", "-03"),
    ("秋季", "-09", "-09"),
    ("春季", "-03", "-03"),
];

/// Ends of a year: a deadline by themselves.
const YEAR_ENDS: &[(&str, &str)] = &[
    ("年底", "-12-31"),
    ("年末", "-12-31"),
    ("年终", "-12-31"),
    ("年内", ""),
    ("年中", "-06-30"),
];

/// Marks of a deadline behind a time, with what makes another word of them: 前期.
const BY: &[&str] = &["之前", "以前", "前"];
const NOT_BY: &str = "期景沿后三十述列置提一两身往瞻端海锋几五";

/// Seasons that only a dated event behind them makes a deadline (guideline §3).
const SEASONS: &[&str] = &["秋季", "春季"];

/// What the year is when the text has none.
pub(super) fn year_of(period: Option<&str>) -> Option<u32> {
    let digits = period?.get(..4)?;
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())?
}

/// The times of a stretch that say something of it, first to last.
pub(super) fn find(stretch: &Stretch<'_>, year: Option<u32>) -> alloc::vec::Vec<Time> {
    let mut found = alloc::vec::Vec::new();
    let mut skip_to = 0;
    for (at, c) in stretch.text.char_indices() {
        // A name holds no time of the clause; that of a plan may begin one: “十四五”末.
        let is_named = stretch.end_of_name(at).is_some();
        let is_plan = || times::five_years(stretch.from(at)).is_some();
        if at < skip_to || is_named && !is_plan() {
            continue;
        }
        if let Some(time) = read(stretch.text, at, year) {
            skip_to = time.range.1;
            found.push(time);
        } else if is_digit(c) {
            let rest = stretch
                .from(at)
                .trim_start_matches(|c: char| is_digit(c) || c == '.');
            skip_to = stretch.text.len() - rest.len();
        }
    }
    found
}

/// The time that starts at a position.
pub(super) fn read(text: &str, at: usize, year: Option<u32>) -> Option<Time> {
    let whole = text.get(at..)?;
    let first = whole.chars().next()?;
    let may_start = is_digit(first)
        || "截到至于在今本当明后前上下第一二三四五六七八九十春国元秋年全“\"".contains(first);
    if !may_start
        || is_digit(first)
            && text
                .get(..at)?
                .ends_with(|c: char| c.is_ascii_alphanumeric())
    {
        return None;
    }
    let preposition = PREPOSITIONS
        .iter()
        .find(|&&word| whole.starts_with(word))
        .copied();
    let start = at + preposition.map_or(0, str::len);
    let mut rest = text.get(start..)?;
    if let Some((last, behind)) = times::five_years(rest) {
        return Some(of_plan(last, (start, text.len() - behind.len()), rest));
    }
    let years = years_at(rest);
    let (own_year, after_year) = match years {
        Some((_, last, behind)) => (Some(last), behind),
        None => year_at(rest, year),
    };
    let has_year = after_year.len() < rest.len();
    let own_year = if has_year { own_year } else { year };
    rest = after_year;
    // 两年内 is how long, not by when.
    let is_duration = |c: char| decimal::starts_figure(c) || "几数半每学".contains(c);
    if rest.starts_with('年') && text.get(..start)?.ends_with(is_duration) {
        return None;
    }
    let part = part_at(rest, has_year);
    if !has_year && part.is_none() {
        return None;
    }
    let mut suffix = Part {
        period: String::new(),
        by: String::new(),
        is_end: false,
        is_season: false,
    };
    if let Some((part, behind)) = part {
        suffix = part;
        rest = behind;
    }
    let by = starts_with_any(rest, BY)
        .filter(|behind| !behind.starts_with(|c: char| NOT_BY.contains(c)));
    let is_by = by.is_some();
    rest = by.unwrap_or(rest);
    rest = rest.strip_prefix("期间").unwrap_or(rest);
    let end = text.len() - rest.len();
    // 由2024年的86家 is counted from that year.
    let is_bare = years.is_none() && matches!(preposition, None | Some("在"));
    let is_base = is_bare && is_base(text.get(..start)?, rest);
    let is_name = || !is_base && is_word(rest, has_year && suffix.by.is_empty());
    if text.get(start..end)?.is_empty() || is_name() {
        return None;
    }
    let mut is_event = false;
    let used = match preposition {
        Some("截至" | "截止") => Use::AsOf,
        _ if is_base => Use::Base,
        _ if is_by || suffix.is_end || matches!(preposition, Some("到" | "至")) => Use::Deadline,
        _ if !whole.starts_with("全年") && precedes_event(rest) => {
            is_event = true;
            Use::Deadline
        }
        _ if suffix.is_season => return None,
        _ => Use::Period,
    };
    let by = own_year.map(|year| match suffix.is_end {
        true => last_day(year, &suffix.by),
        false => spelled(year, &suffix.by),
    });
    let iso = match used {
        Use::Period | Use::Base => own_year.map(|year| spelled(year, &suffix.period)),
        _ => by.clone(),
    };
    let both = years.filter(|_| used == Use::Period && suffix.period.is_empty());
    let both = both.map(|(first, last, _)| format!("{first:04}/{last:04}"));
    let iso = both.or(iso);
    let event = own_year.filter(|_| is_event);
    let event = event.map(|year| spelled(year, &suffix.period));
    Some(Time {
        range: (start, end),
        used,
        iso,
        event,
        by,
    })
}

/// The time of a five-year plan with this last year: its end, or all of it.
fn of_plan(last: u32, range: (usize, usize), rest: &str) -> Time {
    let is_end = rest
        .get(..range.1 - range.0)
        .is_some_and(|words| words.ends_with('末'));
    let (used, iso) = match is_end {
        true => (Use::Deadline, format!("{last}")),
        false => (Use::Period, format!("{}/{last}", last - 4)),
    };
    Time {
        range,
        used,
        iso: Some(iso),
        event: None,
        by: Some(format!("{last}")),
    }
}

/// `2023年`, `今年`, `全年`: the year, and what follows it.
fn year_at(text: &str, year: Option<u32>) -> (Option<u32>, &str) {
    for &(word, later) in YEARS {
        if let Some(rest) = text.strip_prefix(word) {
            return (year.map(|year| year + later), rest);
        }
    }
    if let Some(rest) = text.strip_prefix("全年") {
        return (year, rest);
    }
    let rest = text.trim_start_matches(is_digit);
    let digits = text.strip_suffix(rest).unwrap_or_default();
    if digits.chars().count() != 4 {
        return (None, text);
    }
    if let Some(behind) = rest.strip_prefix('年') {
        return (number(digits), behind.strip_prefix('度').unwrap_or(behind));
    }
    (None, text)
}

/// `2021-2023年`, `2021年至2023年`: the first year and the last, and what follows them.
fn years_at(text: &str) -> Option<(u32, u32, &str)> {
    let rest = text.trim_start_matches(is_digit);
    let digits = text.strip_suffix(rest)?;
    let first = number(digits).filter(|_| digits.chars().count() == 4)?;
    let rest = rest.strip_prefix('年').unwrap_or(rest);
    let last = starts_with_any(rest, &["——", "-", "—", "－", "–", "~", "～", "至", "到"])?;
    let (year, behind) = year_at(last, None);
    let year = year.filter(|&year| first < year && last.starts_with(is_digit))?;
    Some((first, year, behind))
}

/// What of a year a time says.
struct Part {
    period: String,
    by: String,
    is_end: bool,
    is_season: bool,
}

impl Part {
    fn new(period: &str, by: &str) -> Self {
        Self {
            period: period.into(),
            by: by.into(),
            is_end: false,
            is_season: false,
        }
    }
}

fn part_at(text: &str, has_year: bool) -> Option<(Part, &str)> {
    for &(word, by) in YEAR_ENDS {
        // 2023年底 and 2023年年底.
        let bare = if has_year {
            word.trim_start_matches('年')
        } else {
            word
        };
        let rest = text.strip_prefix(word).or_else(|| text.strip_prefix(bare));
        let is_word =
            |rest: &str| rest.starts_with(['需', '部', '外', '陆', '涝', '容', '在', '心', '部']);
        if let Some(rest) = rest.filter(|rest| !is_word(rest)) {
            return Some((
                Part {
                    is_end: true,
                    ..Part::new(by, by)
                },
                rest,
            ));
        }
    }
    for &(word, period, by) in PARTS {
        if let Some(rest) = text.strip_prefix(word) {
            let end = starts_with_any(rest, &["末", "底"]);
            let rest = end.unwrap_or(rest);
            let is_season = SEASONS.contains(&word);
            // 秋季开学前 is by then; 秋季开学 is what is to be.
            let opening = rest.strip_prefix("开学").filter(|_| is_season);
            let opening = opening.filter(|rest| starts_with_any(rest, BY).is_some());
            let rest = opening.unwrap_or(rest);
            return Some((
                Part {
                    is_end: end.is_some() && by.starts_with("-Q"),
                    is_season,
                    ..Part::new(period, by)
                },
                rest,
            ));
        }
    }
    month_at(text)
}

/// `9月底`, `6月30日`, `1-6月`.
fn month_at(text: &str) -> Option<(Part, &str)> {
    let (month, rest) = small(text)?;
    if let Some((last, behind)) = rest
        .strip_prefix(['-', '—', '－', '~', '～', '至'])
        .and_then(small)
    {
        let rest = behind.strip_prefix('月')?;
        let rest = rest.strip_prefix('份').unwrap_or(rest);
        let period = format!("-{month:02}/-{last:02}");
        return (last <= 12).then(|| (Part::new(&period, &format!("-{last:02}")), rest));
    }
    let rest = rest
        .strip_prefix('月')
        .filter(|_| (1..=12).contains(&month))?;
    let by = format!("-{month:02}");
    if let Some((day, behind)) = small(rest) {
        let behind = behind.strip_prefix(['日', '号']);
        if let Some(behind) = behind.filter(|_| (1..=31).contains(&day)) {
            let day = format!("{by}-{day:02}");
            return Some((Part::new(&day, &day), behind));
        }
    }
    let tail = starts_with_any(rest, &["底", "末", "份底", "份"]);
    let is_end = starts_with_any(rest, &["底", "末", "份底"]).is_some();
    let tail = tail.or_else(|| starts_with_any(rest, &["上旬", "中旬", "下旬", "初"]));
    // 三月 without a date behind it is part of a name more often than not.
    let is_dated = text.starts_with(is_digit) || tail.is_some() || rest.starts_with('前');
    is_dated.then(|| {
        (
            Part {
                is_end,
                ..Part::new(&by, &by)
            },
            tail.unwrap_or(rest),
        )
    })
}

/// A number of one or two figures.
fn small(text: &str) -> Option<(u32, &str)> {
    let rest = text.trim_start_matches(is_digit);
    let digits = text.strip_suffix(rest)?;
    if digits.is_empty() {
        let (number, length) = decimal::han(text)?;
        let number = (1..=31_u32).find(|&own| number.is(&format!("{own}")))?;
        return Some((number, text.get(length..)?));
    }
    (digits.chars().count() <= 2).then(|| Some((number(digits)?, rest)))?
}

fn number(digits: &str) -> Option<u32> {
    let mut number = 0_u32;
    for c in digits.chars() {
        let value = match c {
            '０'..='９' => u32::from(c) - u32::from('０'),
            _ => c.to_digit(10)?,
        };
        number = number.checked_mul(10)?.checked_add(value)?;
    }
    Some(number)
}

/// A year with the part of it; `-01/-06` is two months of it.
fn spelled(year: u32, part: &str) -> String {
    match part.split_once('/') {
        Some((from, to)) => format!("{year:04}{from}/{year:04}{to}"),
        None => format!("{year:04}{part}"),
    }
}

/// The end of a month or quarter as the day that it is, as 年底 is one (guideline §9.6).
fn last_day(year: u32, by: &str) -> String {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let day = match by {
        "-Q1" => "-03-31",
        "-Q2" => "-06-30",
        "-Q3" => "-09-30",
        "-Q4" => "-12-31",
        "-02" if is_leap => "-02-29",
        "-02" => "-02-28",
        "-04" | "-06" | "-09" | "-11" => return spelled(year, by) + "-30",
        by if by.len() == "-01".len() => return spelled(year, by) + "-31",
        by => by,
    };
    spelled(year, day)
}

/// Whether what follows makes another word of a time: 2021年度, 今年的, 全年目标.
fn is_word(rest: &str, is_bare_year: bool) -> bool {
    rest.starts_with("的") || is_bare_year && rest.starts_with(['版', '级', '期', '代', '间'])
}

/// Whether something is counted from a time between these two.
fn is_base(before: &str, behind: &str) -> bool {
    let compares = before.ends_with(['与', '同']) && behind.starts_with("相比");
    let is_counted = words::BASES.end_of(before).is_some();
    let is_footing = words::FOOTINGS.start_of(behind).is_some();
    // 2020年的1.5倍 is a multiple of what it was then.
    let multiple = || {
        let figure = behind.strip_prefix('的')?;
        let (_, length) = decimal::figure(figure)?;
        Some(figure.get(length..)?.starts_with('倍'))
    };
    compares
        || is_footing
        || is_counted && words::ONWARDS.start_of(behind).is_none()
        || multiple() == Some(true)
}

/// Whether an event stands behind a time in its clause: 秋季顺利开学, 2022年建成通车.
fn precedes_event(rest: &str) -> bool {
    let end = rest.find(|c: char| !is_han(c)).unwrap_or(rest.len());
    let rest = rest
        .get(..end.min(rest.floor_char_boundary(36)))
        .unwrap_or_default();
    words::EVENTS.is_in(rest)
}

/// The time that a text consists of, with the punctuation and jurisdiction behind it.
pub(super) fn alone(text: &str, year: Option<u32>) -> Option<Time> {
    let time = read(text, 0, year)?;
    let rest = text.get(time.range.1..)?;
    let rest = rest.trim_matches(|c: char| "，,、 \u{a0}\u{3000}".contains(c));
    let rest = starts_with_any(rest, &["我", "全", "本"]).unwrap_or(rest);
    matches!(rest, "" | "市" | "区" | "县" | "省").then_some(time)
}
