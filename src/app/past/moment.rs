//! Moments as clocks and calendars show them.

use crate::app::Language;

/// A moment where the user is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moment {
    /// Year.
    pub year: u32,
    /// Month, from 1.
    pub month: u32,
    /// Day of the month, from 1.
    pub day: u32,
    /// Day of the week, from Sunday, which is 0.
    pub weekday: u32,
    /// Hour, minute and second.
    pub time: (u32, u32, u32),
}

impl Moment {
    /// Whether both are of one day.
    #[must_use]
    pub const fn is_same_day(self, other: Self) -> bool {
        self.year == other.year && self.month == other.month && self.day == other.day
    }

    /// The day as the language writes it.
    #[must_use]
    pub fn date(self, language: Language) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        const DAYS: [(&str, &str); 7] = [
            ("星期日", "Sunday"),
            ("星期一", "Monday"),
            ("星期二", "Tuesday"),
            ("星期三", "Wednesday"),
            ("星期四", "Thursday"),
            ("星期五", "Friday"),
            ("星期六", "Saturday"),
        ];
        let Self {
            year, month, day, ..
        } = self;
        let nth = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let weekday = DAYS.get(nth(self.weekday)).copied().unwrap_or_default();
        match language {
            Language::Chinese => format!("{year}年{month}月{day}日 {}", weekday.0),
            Language::English => {
                let name = MONTHS.get(nth(month).wrapping_sub(1)).copied();
                format!("{}, {day} {} {year}", weekday.1, name.unwrap_or_default())
            }
        }
    }

    /// The time of the day.
    #[must_use]
    pub fn clock(self) -> String {
        let (hour, minute, second) = self.time;
        format!("{hour:02}:{minute:02}:{second:02}")
    }
}
