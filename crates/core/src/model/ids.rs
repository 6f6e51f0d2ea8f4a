//! Identifiers and time stamps: opaque strings that come in from outside.

use alloc::sync::Arc;
use core::fmt;
use serde::Serialize;
use serde_json::Value;

use crate::json::FromJson;

macro_rules! text_newtype {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Take it as it stands in a file or comes from the page.
            #[must_use]
            pub fn new(value: &str) -> Self {
                Self(value.into())
            }

            /// Take it without a copy of its own.
            #[must_use]
            pub const fn shared(value: Arc<str>) -> Self {
                Self(value)
            }

            /// As files write it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromJson for $name {
            fn from_json(value: Value) -> Option<Self> {
                value.as_str().map(Self::new)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

text_newtype! {
    /// A document within a project.
    DocumentId;
    /// A span within a document.
    SpanId;
    /// A responsibility block within a document.
    BlockId;
    /// A relation within a document.
    RelationId;
    /// A moment, as RFC 3339 writes it. The core has no clock: moments come in as arguments and
    /// pass through unchanged.
    Timestamp;
}

impl Timestamp {
    /// Milliseconds since the start of the year 0, to compare moments of whatever offset. None when
    /// it cannot be read as RFC 3339.
    #[must_use]
    pub fn milliseconds(&self) -> Option<i64> {
        let text = self.as_str();
        let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
        let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
        let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
        let rest = text.get(19..)?;
        let fraction = rest.strip_prefix('.').unwrap_or_default();
        let zone = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
        let mut digits = fraction.chars().map_while(|c| c.to_digit(10));
        let thousandths = (0..3).fold(0, |sum, _| sum * 10 + i64::from(digits.next().unwrap_or(0)));
        let zone_minutes = match zone {
            "Z" | "z" => 0,
            _ => {
                let part = |from: usize, to: usize| zone.get(from..to)?.parse::<i64>().ok();
                let minutes = part(1, 3)? * 60 + part(4, 6)?;
                if zone.starts_with('-') {
                    -minutes
                } else {
                    minutes
                }
            }
        };
        // Years are taken to begin in March, so that a leap day is the last of its year.
        let (year, month) = if month > 2 {
            (year, month - 3)
        } else {
            (year - 1, month + 9)
        };
        let leap_days = year / 4 - year / 100 + year / 400;
        let days = year * 365 + leap_days + (153 * month + 2) / 5 + day;
        let minutes = (days * 24 + hour) * 60 + minute - zone_minutes;
        Some((minutes * 60 + second) * 1000 + thousandths)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn milliseconds(text: &str) -> Option<i64> {
        Timestamp::new(text).milliseconds()
    }

    #[test]
    fn moments_are_compared_over_offsets_and_ends_of_months() {
        let between = |a, b| milliseconds(b).unwrap() - milliseconds(a).unwrap();
        let hour = 3_600_000;
        assert_eq!(
            between("2026-03-01T00:30:00+08:00", "2026-02-28T16:30:00Z"),
            0
        );
        assert_eq!(
            between("2026-02-28T20:00:00-04:00", "2026-03-01T01:00:00Z"),
            hour
        );
        assert_eq!(
            between("2024-02-28T00:00:00Z", "2024-03-01T00:00:00Z"),
            48 * hour
        );
        assert_eq!(
            between("2025-12-31T23:00:00Z", "2026-01-01T00:00:00Z"),
            hour
        );
        assert_eq!(
            between("2026-01-01T00:00:00.25Z", "2026-01-01T00:00:01.2504Z"),
            1000
        );
    }

    #[test]
    fn what_is_no_moment_is_told() {
        for text in [
            "",
            "2026",
            "2026-01-01",
            "2026-01-01T00:00:00",
            "2026-01-01T00:00:00+8",
            "gestern um zwölf Uhr",
        ] {
            assert_eq!(milliseconds(text), None, "{text}");
        }
    }
}
