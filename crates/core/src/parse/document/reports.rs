//! Whether the sentences of a section report, where its title does not say so (guideline I7).

use super::{has_any, periods::periods};
use crate::{
    outline::Heading,
    text::{
        Text, TextRange,
        marks::{self, is_digit},
    },
};

/// Bytes of a section that are looked at.
const LENGTH: usize = 1_536;

/// What a clause has that tells what was done.
const DONE: &[&str] = &[
    "已",
    "同比",
    "截至",
    "累计",
    "完成了",
    "较上年",
    "较去年",
    "正在",
];

/// What stands before a figure that was reached, in a text that says when.
const REACHED: &[&str] = &["增长", "下降", "完成", "实现", "达", "达到", "新增"];

/// What a clause has that tells what is to be done.
const TO_DO: &[&str] = &[
    "力争",
    "确保",
    "争取",
    "计划",
    "将",
    "拟",
    "目标",
    "要",
    "下一步",
    "底前",
    "日前",
    "月前",
];

/// Whether more clauses of a section report than plan.
pub(super) fn is_report(text: &Text, heading: &Heading) -> bool {
    let from = heading.title.end();
    let behind = text.slice(TextRange::between(from, heading.section.end().max(from)));
    let own = behind
        .get(..behind.floor_char_boundary(LENGTH))
        .unwrap_or_default();
    let is_dated =
        !periods(text.slice(heading.title), false).is_empty() || !periods(own, false).is_empty();
    let (mut done, mut to_do) = (0, 0);
    for clause in own.split(|c| marks::ends_sentence(c) || ",，\n\t".contains(c)) {
        if has_any(clause, TO_DO) {
            to_do += 1;
        } else if has_any(clause, DONE) || is_dated && is_reached(clause) {
            done += 1;
        }
    }
    done > to_do
}

fn is_reached(clause: &str) -> bool {
    REACHED.iter().any(|word| {
        let mut behind = clause.split(word).skip(1);
        behind.any(|behind| behind.starts_with(is_digit))
    })
}
