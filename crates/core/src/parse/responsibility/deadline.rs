//! Deadlines that stand beside the names: `(市林业局牵头,6月底前完成)`.

use alloc::string::String;

use super::Responsibility;
use crate::{
    parse::slots::{self, Context},
    text::{
        Text, TextRange,
        cues::{self, starts_with_any},
        marks::is_blank,
        times,
    },
};

/// The deadline of a bracket or line, which is that of the commitments that have none of their
/// own (guideline §3, §4).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Due {
    /// Where it stands, as a slot has it: the 6月底前 of 6月底前完成.
    pub range: TextRange,
    /// As ISO 8601 has it. None where nothing says of which year, and for 长期坚持.
    pub iso: Option<String>,
}

impl Responsibility {
    /// Until when its commitments are due, if it says so. `period` is the one in force at its
    /// place: what it says without a year is of that year.
    #[must_use]
    pub fn due(&self, text: &Text, period: Option<&str>) -> Option<Due> {
        let stated = self.deadline?;
        let context = Context {
            period,
            ..Context::default()
        };
        let (range, iso) = slots::deadline(text, stated, &context).unwrap_or((stated, None));
        Some(Due { range, iso })
    }
}

/// What may stand before a deadline and is of it.
const TIME_HEADS: &[&str] = &["确保", "力争", "务必", "须", "需", "应", "于", "在", "第"];

/// How a deadline ends.
const TIME_ENDS: &[&str] = &[
    "前", "底", "完成", "推进", "坚持", "落实", "实施", "到位", "建成", "开展", "办结", "启动",
    "开工", "投用", "达标", "见效", "成效",
];

/// Times without a date.
const ENDLESS: &[&str] = &[
    "持续推进",
    "持续实施",
    "持续开展",
    "长期坚持",
    "长期推进",
    "常态化推进",
    "常态化开展",
];

/// Characters of a deadline behind its date.
const TIME_END: usize = 14;

/// Whether a clause is a deadline: 6月底前完成, 年内持续推进.
pub(super) fn is_deadline(clause: &str) -> bool {
    let clause = clause.trim_matches(is_blank);
    if ENDLESS.contains(&clause) {
        return true;
    }
    let dated = starts_with_any(clause, TIME_HEADS).unwrap_or(clause);
    times::time(dated).is_some_and(|rest| {
        let is_end = rest.is_empty() || cues::ends_with_any(rest, TIME_ENDS).is_some();
        is_end && rest.chars().take(TIME_END + 1).count() <= TIME_END
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines() {
        for text in [
            "6月底前完成",
            "年内持续推进",
            "2021年12月31日前",
            "确保三季度前建成",
            "长期坚持",
            "2022年年底前完成",
            "１０月底前取得成效",
        ] {
            assert!(is_deadline(text), "{text}");
        }
        for text in ["市林业局", "6个项目", "2021年是开局之年", "", "全市推进"] {
            assert!(!is_deadline(text), "{text}");
        }
    }
}
