//! The day on which a deadline or period ends, as far as what is written tells it.

use crate::search::fold;

/// A day, in the order of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Day {
    pub(crate) year: u32,
    /// 1 to 12.
    pub(crate) month: u32,
    /// 1 to 31; the last one stands for the end of any month.
    pub(crate) day: u32,
}

impl Day {
    /// A number that grows with the days; not each number is one.
    pub(crate) const fn ordinal(self) -> u32 {
        (self.year * 100 + self.month) * 100 + self.day
    }

    /// The last day of what is written: `2021`, `2021-06`, `2021-06-30`, `2021-Q1`, `2021-H1`,
    /// `2021年6月底`, `2021-2025`, `2021-01-01/2021-03-31`. None where no year is.
    pub(crate) fn last_of(text: &str) -> Option<Self> {
        Some(Self::both_of(text)?.1)
    }

    /// The first and the last day of what is written.
    pub(super) fn both_of(text: &str) -> Option<(Self, Self)> {
        let mut first: Option<Written> = None;
        let mut last: Option<Written> = None;
        // How many numbers were read since the last year.
        let mut place = 0;
        let mut times = 1;
        let mut number: Option<(u32, u32)> = None;
        for c in text.chars().map(fold).chain([' ']) {
            if let Some(digit) = c.to_digit(10) {
                let (value, digits) = number.unwrap_or_default();
                number = Some((value.saturating_mul(10).saturating_add(digit), digits + 1));
                continue;
            }
            if let Some((value, digits)) = number.take() {
                if digits == 4 {
                    first = first.or(last);
                    last = Some(Written::year(value));
                    place = 0;
                } else if let Some(last) = &mut last {
                    place += 1;
                    match (place, value) {
                        (1, 1..=12) => last.months = part(value, times),
                        (2, 1..=31) => last.days = (value, value),
                        _ => {}
                    }
                }
                times = 1;
            }
            times = match c {
                'q' => 3,
                'h' => 6,
                _ => times,
            };
        }
        let last = last?;
        Some((first.unwrap_or(last).first(), last.last()))
    }
}

/// The months of a part of a year, of which each has so many.
fn part(nth: u32, months: u32) -> (u32, u32) {
    let last = (nth * months).min(12);
    (last.saturating_sub(months - 1).max(1), last)
}

/// A date as far as it is written.
#[derive(Clone, Copy)]
struct Written {
    year: u32,
    months: (u32, u32),
    days: (u32, u32),
}

impl Written {
    const fn year(year: u32) -> Self {
        Self {
            year,
            months: (1, 12),
            days: (1, 31),
        }
    }

    const fn first(self) -> Day {
        Day {
            year: self.year,
            month: self.months.0,
            day: self.days.0,
        }
    }

    const fn last(self) -> Day {
        Day {
            year: self.year,
            month: self.months.1,
            day: self.days.1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expect: (u32, u32, u32)) {
        let (year, month, day) = expect;
        assert_eq!(Day::last_of(text), Some(Day { year, month, day }), "{text}");
    }

    #[test]
    fn the_end_of_what_is_written() {
        check("2021", (2021, 12, 31));
        check("2021-06", (2021, 6, 31));
        check("2021-06-30", (2021, 6, 30));
        check("2021-Q1", (2021, 3, 31));
        check("2021-H1", (2021, 6, 31));
        check("2021年6月底前", (2021, 6, 31));
        check("２０２１年９月１日", (2021, 9, 1));
        check("2021/6/30", (2021, 6, 30));
        check("2021-2025", (2025, 12, 31));
        check("2021-01-01/2021-03-31", (2021, 3, 31));
        check("2021-06-30T12:00:00Z", (2021, 6, 30));
        check("2021-99-99", (2021, 12, 31));
    }

    #[test]
    fn the_start_of_what_is_written() {
        for (text, year, month, day) in [
            ("2021", 2021, 1, 1),
            ("2021-06", 2021, 6, 1),
            ("2021-06-30", 2021, 6, 30),
            ("2021-Q1", 2021, 1, 1),
            ("2021-H2", 2021, 7, 1),
            ("2021/2025", 2021, 1, 1),
            ("2021-02/2021-03", 2021, 2, 1),
        ] {
            let first = Day::both_of(text).unwrap().0;
            assert_eq!(first, Day { year, month, day }, "{text}");
        }
    }

    #[test]
    fn without_a_year_there_is_no_day() {
        for text in ["", "年底前", "6月底", "99999999999", "😀"] {
            assert_eq!(Day::last_of(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_a_day_or_none(text in r"[0-9QH年月/\-]{0,30}|\PC*") {
            if let Some((first, day)) = Day::both_of(&text) {
                prop_assert!((1..=12).contains(&first.month) && (1..=31).contains(&first.day));
                prop_assert!((1..=12).contains(&day.month) && (1..=31).contains(&day.day));
                let _ = day.ordinal();
            }
        }
    }
}
