//! The ordinals that headings begin with, in both widths.

use crate::text::{marks, times};

/// What kind of ordinal a heading has, the highest first. One kind stands within those before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Kind {
    /// `附件2`, or a title behind which numbering begins anew.
    Annex,
    /// `第一部分`, `第一篇`, `第一编`.
    Part,
    /// `第一章`.
    Chapter,
    /// `第一节`.
    Section,
    /// `一、`.
    Major,
    /// `（一）`.
    Minor,
    /// `1.`, `1、`.
    Item,
    /// `（1）`.
    SubItem,
    /// `——`.
    Dash,
    /// `一是` within a paragraph.
    Point,
}

impl Kind {
    /// Whether its section ends with its paragraph.
    pub(super) fn is_within_paragraph(self) -> bool {
        self >= Self::Dash
    }
}

/// An ordinal: its kind and its number, 0 where it has none.
pub(crate) type Ordinal = (Kind, u32);

/// The ordinal that a line without its indentation begins with. None when it only looks like one:
/// `1.4亿`, `2021.3`, `一、二季度`, `（一）、（二）项`.
pub(crate) fn ordinal(line: &str) -> Option<Ordinal> {
    let mut rest = line.chars();
    match rest.next()? {
        '第' => division(rest.as_str()),
        '（' | '(' => bracketed(rest.as_str()),
        '—' if rest.next() == Some('—') => title(rest.as_str()).map(|_| (Kind::Dash, 0)),
        '附' => annex(rest.as_str()),
        c if digit(c).is_some() => item(line),
        _ => {
            let (number, rest) = han(line)?;
            let rest = rest.strip_prefix(['、', '．', '.'])?;
            title(rest)?;
            (!counts_on(number, han(rest))).then_some((Kind::Major, number))
        }
    }
}

/// A point counted within a sentence, such as `二是`, whose last character stands at `at` in the
/// line: where it starts, and its number.
pub(super) fn point(line: &str, at: usize) -> Option<(usize, u32)> {
    let before = line.get(..at)?;
    let start = before.trim_end_matches(|c| han_digit(c).is_some());
    let (number, rest) = han(before.get(start.len()..)?)?;
    let opens = |c: char| c.is_whitespace() || "。；;：:，,、！？”）)—".contains(c);
    (rest.is_empty() && start.chars().next_back().is_none_or(opens))
        .then_some((start.len(), number))
}

/// What a title begins with, if there is one.
fn title(rest: &str) -> Option<char> {
    rest.chars().find(|c| !c.is_whitespace())
}

fn division(rest: &str) -> Option<Ordinal> {
    let (number, rest) = han(rest).or_else(|| arabic(rest))?;
    let units = [
        ("部分", Kind::Part),
        ("篇", Kind::Part),
        ("编", Kind::Part),
        ("章", Kind::Chapter),
        ("节", Kind::Section),
    ];
    let (unit, kind) = units.into_iter().find(|(unit, _)| rest.starts_with(unit))?;
    let next = rest.get(unit.len()..)?.chars().next();
    // `第一篇文章`, `第一节课` are no headings, but `第一章总则` is one.
    let is_closed = next.is_none_or(|c| c.is_whitespace() || "：:、，,.．".contains(c));
    (is_closed || matches!(kind, Kind::Chapter) || unit == "部分").then_some((kind, number))
}

fn bracketed(rest: &str) -> Option<Ordinal> {
    let (kind, (number, rest)) = match han(rest) {
        Some(number) => (Kind::Minor, number),
        None => (Kind::SubItem, arabic(rest)?),
    };
    let rest = rest.strip_prefix(['）', ')'])?;
    // `（一）至（三）项` names others.
    let names = |c| "、至到和及或项款条—－-~～".contains(c);
    (!names(title(rest)?)).then_some((kind, number))
}

fn annex(rest: &str) -> Option<Ordinal> {
    let rest = rest.strip_prefix(['件', '录', '表'])?.trim();
    if rest.is_empty() {
        return Some((Kind::Annex, 0));
    }
    let (number, rest) = arabic(rest).or_else(|| han(rest))?;
    rest.is_empty().then_some((Kind::Annex, number))
}

fn item(line: &str) -> Option<Ordinal> {
    let (number, behind) = arabic(line)?;
    let rest = behind.strip_prefix(['.', '．', '、'])?;
    let first = title(rest)?;
    let mark = behind.chars().next()?;
    let digits = line.strip_suffix(behind)?;
    // `1.4亿` is a number and `1、2号线` goes on counting; `2.2021年` and `1、30个小区` are items.
    let stands = !rest.starts_with(marks::is_digit) || times::is_own_figure(digits, mark, rest);
    (stands && !"%％".contains(first)).then_some((Kind::Item, number))
}

/// Whether what follows `一、` is the next number, so that both count one thing: `一、二季度`.
fn counts_on(number: u32, next: Option<(u32, &str)>) -> bool {
    let counted = |rest: &str| rest.starts_with(|c| "、季月期批级类档产线".contains(c));
    next.is_some_and(|(next, rest)| next == number + 1 && counted(rest))
}

fn han_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '百' => 100,
        _ => return None,
    })
}

/// A number up to 999 in Chinese numerals, and what follows it.
pub(crate) fn han(text: &str) -> Option<(u32, &str)> {
    let rest = text.trim_start_matches(|c| han_digit(c).is_some());
    let numerals = text.strip_suffix(rest)?;
    let (mut sum, mut last, mut count) = (0, 0, 0);
    for digit in numerals.chars().filter_map(han_digit) {
        count += 1;
        if digit < 10 {
            last = digit;
        } else {
            sum += last.max(1) * digit;
            last = 0;
        }
    }
    let number = sum + last;
    ((1..=5).contains(&count) && number > 0).then_some((number, rest))
}

/// The value of a decimal digit of either width.
pub(crate) fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => c.to_digit(10),
    }
}

/// A number up to 999 in Arabic numerals of either width, and what follows it.
pub(crate) fn arabic(text: &str) -> Option<(u32, &str)> {
    let rest = text.trim_start_matches(|c| digit(c).is_some());
    let numerals = text.strip_suffix(rest)?;
    let mut number = 0;
    let mut count = 0;
    for digit in numerals.chars().filter_map(digit).take(4) {
        count += 1;
        number = number * 10 + digit;
    }
    ((1..=3).contains(&count) && number > 0).then_some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: Option<Ordinal>) {
        assert_eq!(ordinal(line), expect, "{line}");
    }

    #[test]
    fn ordinals_of_every_kind_in_both_widths() {
        check("一、总体要求", Some((Kind::Major, 1)));
        check("二十三、保障", Some((Kind::Major, 23)));
        check("一百零二、其他", Some((Kind::Major, 102)));
        check("三．收支", Some((Kind::Major, 3)));
        check("（一）壮大产业", Some((Kind::Minor, 1)));
        check("(十二)改善民生", Some((Kind::Minor, 12)));
        check("1.修路", Some((Kind::Item, 1)));
        check("12、修桥", Some((Kind::Item, 12)));
        check("３．修渠", Some((Kind::Item, 3)));
        check("（1）甲段", Some((Kind::SubItem, 1)));
        check("(２)乙段", Some((Kind::SubItem, 2)));
        check("——收入增长5%", Some((Kind::Dash, 0)));
        check("第一章 总则", Some((Kind::Chapter, 1)));
        check("第二章总则", Some((Kind::Chapter, 2)));
        check("第三节：用地", Some((Kind::Section, 3)));
        check("第一部分 上年回顾", Some((Kind::Part, 1)));
        check("第2部分", Some((Kind::Part, 2)));
        check("第四篇", Some((Kind::Part, 4)));
        check("附件", Some((Kind::Annex, 0)));
        check("附件 2", Some((Kind::Annex, 2)));
        check("附录一", Some((Kind::Annex, 1)));
    }

    #[test]
    fn numbers_and_dates_are_no_headings() {
        for line in [
            "1.4亿元投资",
            "１．４亿元投资",
            "2021.3.5",
            "2021年3月",
            "3月底前完成",
            "12",
            "1.",
            "1、",
            "一、",
            "（一）",
            "——",
            "318国道改造",
            "1.%",
            "10%左右",
            "1234、甲",
            "0.甲",
            "1.25月底",
            "0.6月",
            "3.5个月",
            "1.15日前",
        ] {
            check(line, None);
        }
    }

    #[test]
    fn counting_on_is_no_heading() {
        for line in [
            "一、二、三产业增加值增长",
            "一、二季度平稳",
            "二、三级医院",
            "1、2号线开工",
            "2、3月份平稳",
            "（一）至（三）项",
            "(一)、(二)项",
            "（1）—（3）",
            "一是稳增长",
            "第一季度",
            "第一节课",
            "第一篇文章",
            "附件：1.清单",
            "附近居民",
        ] {
            check(line, None);
        }
        check("一、一季度工作", Some((Kind::Major, 1)));
        check("三、三大行动", Some((Kind::Major, 3)));
        check("一、二手房交易", Some((Kind::Major, 1)));
        check("1.5G网络建设", Some((Kind::Item, 1)));
        check("2.2021年计划", Some((Kind::Item, 2)));
        check("1、30个小区改造", Some((Kind::Item, 1)));
        check("1. 40个小区改造", Some((Kind::Item, 1)));
        check("1.6月底前建成", Some((Kind::Item, 1)));
        check("12.5月上旬选址", Some((Kind::Item, 12)));
        check("４．１０月底前，建成", Some((Kind::Item, 4)));
        check("5.2025年12月31日前建成", Some((Kind::Item, 5)));
        check("3.1-6月植树", Some((Kind::Item, 3)));
        check("5、6月底前建成", Some((Kind::Item, 5)));
    }

    #[test]
    fn points_stand_at_the_start_or_behind_punctuation() {
        let points = |line: &str| -> Vec<_> {
            let ends = line.match_indices('是');
            ends.filter_map(|(at, _)| point(line, at).map(|(_, number)| number))
                .collect()
        };
        assert_eq!(points("一是甲；二是乙，十一是丙。"), [1, 2, 11]);
        assert_eq!(points("统一是关键，唯一是甲，但是，不是"), [] as [u32; 0]);
        assert_eq!(points("开局良好。 一是甲"), [1]);
    }
}
