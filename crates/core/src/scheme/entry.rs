//! Values of attributes as they are typed and shown.
//!
//! What is typed is checked by the [`Form`] of its attribute; what cannot be read is told, and
//! nothing is set.

use alloc::{
    format,
    string::{String, ToString as _},
    vec::Vec,
};
use serde_json::{Map, Number, Value};

use super::Form;
use crate::parse::document::iso_date;

/// What is wrong with what was typed. The view words it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// No number, range or list of numbers.
    Number,
    /// No date, month, quarter, half-year or year, or one that the calendar has not.
    Date,
    /// No stretch of time.
    Period,
    /// No number with a unit.
    Amount,
    /// Not a list of numbers with unit and object.
    Quantities,
    /// None of the closed set.
    Choice,
}

/// What separates items of a list.
const SEPARATORS: [char; 5] = ['、', ';', '；', '\n', '|'];

/// Comparators of quantities as they are typed before the number.
const SIGNS: [(&str, &str); 7] = [
    ("≥", "ge"),
    (">=", "ge"),
    ("≤", "le"),
    ("<=", "le"),
    (">", "gt"),
    ("<", "lt"),
    ("≈", "about"),
];

impl Form {
    /// The value of what was typed; none for nothing.
    ///
    /// # Errors
    /// What the form expects instead.
    pub fn parse(self, typed: &str) -> Result<Option<Value>, Wrong> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let value = match self {
            Self::Choice | Self::Text => Value::String(typed.into()),
            Self::Number => numbers(typed).ok_or(Wrong::Number)?,
            Self::Date => Value::String(iso_date(typed).ok_or(Wrong::Date)?),
            Self::Period => Value::String(period(typed).ok_or(Wrong::Period)?),
            Self::List => Value::Array(items(typed).map(|item| item.into()).collect()),
            Self::Amount => {
                let (value, unit) = amount(typed).ok_or(Wrong::Amount)?;
                Value::Object(Map::from_iter([
                    ("value".into(), value),
                    ("unit".into(), unit.into()),
                ]))
            }
            Self::Quantities => {
                let all = items(typed).map(quantity).collect::<Option<Vec<_>>>();
                Value::Array(all.ok_or(Wrong::Quantities)?)
            }
            Self::Flag => match typed {
                "true" | "是" | "yes" | "1" => Value::Bool(true),
                "false" | "否" | "no" | "0" => Value::Bool(false),
                _ => return Err(Wrong::Choice),
            },
        };
        Ok(Some(value))
    }

    /// Whether a value of a file is of this form. `null` is one: it says that there is none.
    #[must_use]
    pub fn holds(self, value: &Value) -> bool {
        let text = |value: &Value| value.is_string();
        let numbers = |value: &Value| match value {
            Value::Array(items) => !items.is_empty() && items.iter().all(Value::is_number),
            other => other.is_number(),
        };
        let counted = |value: &Value| {
            value.get("value").is_some_and(numbers) && value.get("unit").is_some_and(text)
        };
        match self {
            _ if value.is_null() => true,
            Self::Choice | Self::Text => text(value),
            Self::Number => numbers(value),
            Self::Date => value
                .as_str()
                .is_some_and(|own| iso_date(own).as_deref() == Some(own)),
            Self::Period => value
                .as_str()
                .is_some_and(|own| period(own).as_deref() == Some(own)),
            Self::List => value.as_array().is_some_and(|items| items.iter().all(text)),
            Self::Amount => counted(value),
            Self::Quantities => value
                .as_array()
                .is_some_and(|items| items.iter().all(counted)),
            Self::Flag => value.is_boolean(),
        }
    }

    /// A value as it would be typed. Two numbers are a range, unless they are of a phrase that counts
    /// two things (guideline §9.8): `is_range` tells.
    #[must_use]
    pub fn show(self, value: &Value, is_range: bool) -> String {
        let joined = |items: &[Value], between: &str| {
            let shown: Vec<String> = items.iter().map(plain).collect();
            shown.join(between)
        };
        match value {
            Value::Array(items) if self == Self::Quantities => {
                let shown: Vec<String> = items.iter().map(quantity_shown).collect();
                shown.join("；")
            }
            Value::Array(items) if self == Self::Number && items.len() == 2 && is_range => {
                joined(items, "–")
            }
            Value::Array(items) => joined(items, "、"),
            Value::Object(members) => {
                let part = |key| members.get(key).map(plain).unwrap_or_default();
                part("value") + &part("unit")
            }
            other => plain(other),
        }
    }
}

/// A plain value without quotation marks.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn items(typed: &str) -> impl Iterator<Item = &str> {
    let items = typed.split(SEPARATORS).map(str::trim);
    items.filter(|item| !item.is_empty())
}

/// A date or the like, or two of them with `/` between.
fn period(typed: &str) -> Option<String> {
    if let Some(whole) = iso_date(typed) {
        return Some(whole);
    }
    let (from, to) = typed.split_once(['/', '至', '～', '~'])?;
    Some(iso_date(from.trim())? + "/" + &iso_date(to.trim())?)
}

/// A number, two with a dash between, or a list.
fn numbers(typed: &str) -> Option<Value> {
    let all: Vec<&str> = items(typed).collect();
    match all.as_slice() {
        [one] => number(one).or_else(|| range(one)),
        many => {
            let numbers = many.iter().map(|item| number(item));
            numbers.collect::<Option<_>>().map(Value::Array)
        }
    }
}

fn range(typed: &str) -> Option<Value> {
    let (low, high) = typed
        .split_once(['–', '—', '~', '～', '至', '到'])
        .or_else(|| {
            // A minus sign before a number is not between two.
            let at = typed.char_indices().skip(1).find(|&(_, c)| c == '-')?.0;
            let (low, high) = typed.split_at_checked(at)?;
            Some((low, high.strip_prefix('-')?))
        })?;
    let pair = [number(low)?, number(high)?];
    Some(Value::Array(pair.into()))
}

/// A number with its digits as they are typed, in either width, without what groups thousands.
fn number(typed: &str) -> Option<Value> {
    let mut digits = String::new();
    for c in typed.trim().chars() {
        match c {
            ',' | '，' => {}
            '０'..='９' => digits.push(char::from_digit(u32::from(c) - u32::from('０'), 10)?),
            '．' => digits.push('.'),
            '－' | '−' => digits.push('-'),
            _ => digits.push(c),
        }
    }
    let number: Number = serde_json::from_str(&digits).ok()?;
    Some(Value::Number(number))
}

/// The number that something begins with, and what follows.
fn leading_number(typed: &str) -> Option<(Value, &str)> {
    let is_part =
        |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "-.,–~－．".contains(c);
    let rest = typed.trim_start_matches(is_part);
    let (digits, _) = typed.split_at_checked(typed.len() - rest.len())?;
    let value = number(digits).or_else(|| range(digits))?;
    Some((value, rest.trim()))
}

fn amount(typed: &str) -> Option<(Value, String)> {
    let (value, unit) = leading_number(typed)?;
    (!unit.is_empty()).then(|| (value, unit.into()))
}

/// `26 家 发热门诊`: number, unit, object, with blanks between the last two.
fn quantity(typed: &str) -> Option<Value> {
    let signs = SIGNS.iter();
    let sign = signs.clone().find(|(sign, _)| typed.starts_with(sign));
    let rest = sign.map_or(typed, |(sign, _)| {
        typed.strip_prefix(sign).unwrap_or(typed).trim()
    });
    let (value, rest) = leading_number(rest)?;
    let (unit, object) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    if unit.is_empty() {
        return None;
    }
    let mut members = Map::new();
    members.insert("value".into(), value);
    members.insert("unit".into(), unit.into());
    if !object.trim().is_empty() {
        members.insert("object".into(), object.trim().into());
    }
    if let Some((_, comparator)) = sign {
        members.insert("comparator".into(), (*comparator).into());
    }
    Some(Value::Object(members))
}

fn quantity_shown(quantity: &Value) -> String {
    let part = |key: &str| quantity.get(key);
    let text = |key| part(key).map(plain).unwrap_or_default();
    let comparator = text("comparator");
    let mut signs = SIGNS.iter();
    let sign = signs.find(|(_, id)| *id == comparator);
    let sign = sign.map_or("", |(sign, _)| sign);
    let value = part("value").map(|value| Form::Number.show(value, true));
    let (unit, object) = (text("unit"), text("object"));
    let shown = format!("{sign}{} {unit} {object}", value.unwrap_or_default());
    shown.trim_end().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(form: Form, typed: &str, expect: &str) {
        let value = form.parse(typed).unwrap().unwrap();
        let expect: Value = serde_json::from_str(expect).unwrap();
        assert_eq!(value, expect, "{typed}");
        // What is shown is read as the same.
        let shown = form.show(&value, typed.contains(['-', '–', '~', '至']));
        assert_eq!(form.parse(&shown), Ok(Some(value)), "{shown}");
    }

    #[test]
    fn numbers_ranges_and_lists() {
        check(Form::Number, "5.50", "5.50");
        check(Form::Number, "１，２００", "1200");
        check(Form::Number, "-0.9", "-0.9");
        check(Form::Number, "1-2", "[1,2]");
        check(Form::Number, "10～15", "[10,15]");
        check(Form::Number, "37.2、35.7、52.1", "[37.2,35.7,52.1]");
        for wrong in ["五", "5%", "1-", "1、二", "0x1", "--1"] {
            assert_eq!(Form::Number.parse(wrong), Err(Wrong::Number), "{wrong}");
        }
    }

    #[test]
    fn amounts_and_quantities() {
        check(Form::Amount, "8600万元", r#"{"value":8600,"unit":"万元"}"#);
        check(
            Form::Quantities,
            "26 家 发热门诊；4家 医院",
            r#"[{"value":26,"unit":"家","object":"发热门诊"},{"value":4,"unit":"家","object":"医院"}]"#,
        );
        check(
            Form::Quantities,
            "≥50 公里",
            r#"[{"value":50,"unit":"公里","comparator":"ge"}]"#,
        );
        assert_eq!(Form::Amount.parse("万元"), Err(Wrong::Amount));
        assert_eq!(Form::Amount.parse("15"), Err(Wrong::Amount));
        assert_eq!(Form::Quantities.parse("若干家"), Err(Wrong::Quantities));
    }

    #[test]
    fn texts_lists_and_nothing() {
        check(Form::Text, " 省定目标 ", r#""省定目标""#);
        check(Form::List, "甲、乙；丙", r#"["甲","乙","丙"]"#);
        check(Form::Flag, "是", "true");
        assert_eq!(Form::Number.parse("  "), Ok(None));
        assert_eq!(Form::Text.show(&json!(null), false), "");
    }

    #[test]
    fn dates_are_of_the_calendar() {
        check(Form::Date, "2021年9月30日", r#""2021-09-30""#);
        check(Form::Date, "2021-09", r#""2021-09""#);
        check(Form::Period, "2021-01/2021-09", r#""2021-01/2021-09""#);
        assert_eq!(Form::Date.parse("2021-02-30"), Err(Wrong::Date));
        assert_eq!(Form::Date.parse("秋季"), Err(Wrong::Date));
    }
}
