//! Decimal numbers as reports write them, kept as decimal text: no digit is lost and nothing is
//! rounded.

use alloc::string::String;
use serde_json::{Number, Value};

use crate::text::marks::is_digit;

/// Characters of the longest number that is read; more digits are a code, not an amount.
const LONGEST: usize = 24;

/// A number in half-width digits, as JSON has it: `5.5`, `-0.9`, `1200`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Decimal(String);

impl Decimal {
    /// The number that these digits write, of either width and with separators of thousands.
    fn written(text: &str) -> Self {
        let mut digits = String::new();
        for c in text.chars() {
            match c {
                '.' | '．' => digits.push('.'),
                _ => digits.extend(digit(c)),
            }
        }
        Self::tidy(digits)
    }

    /// Without zeros before the first digit; JSON has none there.
    fn tidy(digits: String) -> Self {
        let kept = digits.trim_start_matches('0');
        if kept.is_empty() || kept.starts_with('.') {
            let mut tidy = String::from("0");
            tidy.push_str(kept);
            return Self(tidy);
        }
        Self(kept.into())
    }

    fn whole(number: u64) -> Self {
        Self(alloc::format!("{number}"))
    }

    /// Below zero.
    pub(super) fn negative(&self) -> Self {
        let mut digits = String::from("-");
        digits.push_str(&self.0);
        Self(digits)
    }

    /// Times ten to that power, without zeros at the end of a fraction.
    pub(super) fn shifted(&self, power: usize) -> Self {
        let (sign, digits) = match self.0.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", &*self.0),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut left = fraction.chars();
        let mut moved = String::from(whole);
        for _ in 0..power {
            moved.push(left.next().unwrap_or('0'));
        }
        let rest = left.as_str().trim_end_matches('0');
        if !rest.is_empty() {
            moved.push('.');
            moved.push_str(rest);
        }
        let Self(moved) = Self::tidy(moved);
        Self(alloc::format!("{sign}{moved}"))
    }

    /// Whether it is the greater of two; neither is below zero.
    pub(super) fn exceeds(&self, other: &Self) -> bool {
        let parts = |own: &'_ Self| {
            let (whole, fraction) = own.0.split_once('.').unwrap_or((&own.0, ""));
            (whole.len(), String::from(whole), String::from(fraction))
        };
        parts(self) > parts(other)
    }

    /// As a JSON number.
    pub(super) fn value(&self) -> Value {
        serde_json::from_str::<Number>(&self.0).map_or(Value::Null, Value::Number)
    }

    /// Whether it is the whole number that these digits write.
    pub(super) fn is(&self, digits: &str) -> bool {
        self.0 == digits
    }
}

/// The half-width form of a decimal digit of either width.
fn digit(c: char) -> Option<char> {
    match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => c.is_ascii_digit().then_some(c),
    }
}

/// Whether a figure may begin with this character.
pub(super) fn starts_figure(c: char) -> bool {
    is_digit(c) || han_digit(c).is_some()
}

/// The figure that a text begins with, and its length in bytes.
pub(super) fn figure(text: &str) -> Option<(Decimal, usize)> {
    arabic(text).or_else(|| han(text))
}

/// `5.5`, `1,200`, `３０`.
fn arabic(text: &str) -> Option<(Decimal, usize)> {
    let mut rest = text.trim_start_matches(is_digit);
    if rest.len() == text.len() {
        return None;
    }
    while let Some(group) = rest.strip_prefix([',', '，']) {
        let behind = group.trim_start_matches(is_digit);
        let count = group.chars().take(4).take_while(|&c| is_digit(c)).count();
        if count != 3 {
            break;
        }
        rest = behind;
    }
    if let Some(fraction) = rest.strip_prefix(['.', '．']) {
        let behind = fraction.trim_start_matches(is_digit);
        if behind.len() < fraction.len() {
            rest = behind;
        }
    }
    let written = text.strip_suffix(rest)?;
    let is_short = written.chars().take(LONGEST + 1).count() <= LONGEST;
    is_short.then(|| (Decimal::written(written), written.len()))
}

fn han_digit(c: char) -> Option<u64> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        _ => return None,
    })
}

/// A number below ten thousand in Chinese numerals: `三十`, `一百二十`, `两`. Two digits side by
/// side (`三五`, `二〇二一`) are a guess, a year or a name, and none.
pub(super) fn han(text: &str) -> Option<(Decimal, usize)> {
    let rest = text.trim_start_matches(|c| han_digit(c).is_some());
    let numerals = text.strip_suffix(rest)?;
    let (mut sum, mut last) = (0, None);
    let mut above = u64::MAX;
    for numeral in numerals.chars().filter_map(han_digit) {
        match (numeral, last) {
            (0, None) => {}
            (0..10, None) => last = Some(numeral),
            (0..10, Some(_)) => return None,
            (place, _) if place >= above => return None,
            (place, _) => {
                sum += last.take().unwrap_or(1) * place;
                above = place;
            }
        }
    }
    let number = sum + last.unwrap_or(0);
    (number > 0).then(|| (Decimal::whole(number), numerals.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str, length: usize) {
        let (number, read) = figure(text).unwrap();
        assert_eq!((&*number.0, read), (expect, length), "{text}");
    }

    #[test]
    fn figures_in_digits() {
        check("5.5万", "5.5", 3);
        check("1,200元", "1200", 5);
        check("１，２００．５元", "1200.5", 21);
        check("1,20", "1", 1);
        check("12.", "12", 2);
        check("007", "7", 3);
        check("0.80", "0.80", 4);
        assert_eq!(figure("1234567890123456789012345"), None);
    }

    #[test]
    fn figures_in_chinese_numerals() {
        check("三十个", "30", 6);
        check("一百二十家", "120", 12);
        check("一千零五", "1005", 12);
        check("两", "2", 3);
        check("十", "10", 3);
        for none in ["三五家", "二〇二一年", "十百", "零", "大"] {
            assert_eq!(figure(none), None, "{none}");
        }
    }

    #[test]
    fn powers_of_ten_move_the_point() {
        let shifted = |text: &str, power| arabic(text).unwrap().0.shifted(power).0;
        assert_eq!(shifted("5.5", 4), "55000");
        assert_eq!(shifted("0.00125", 4), "12.5");
        assert_eq!(shifted("3", 8), "300000000");
        assert_eq!(shifted("0.00001", 4), "0.1");
        assert_eq!(arabic("0.9").unwrap().0.negative().shifted(1).0, "-9");
    }
}
