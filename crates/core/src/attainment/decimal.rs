//! Decimal numbers, exact: what reports state must not change by being compared.

use alloc::string::String;
use core::cmp::Ordering;
use serde_json::Value;

use crate::search::fold;

/// The most digits behind the point: the powers of ten up to it fit the mantissa.
const MAX_SCALE: u32 = 38;

/// `mantissa` divided by ten to the power of `scale`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decimal {
    mantissa: i128,
    scale: u32,
}

impl Decimal {
    /// A whole number.
    pub(crate) const fn whole(mantissa: i128) -> Self {
        Self { mantissa, scale: 0 }
    }

    /// A number as JSON or a report writes it: a sign, digits of either width, one point, commas
    /// between digits, an exponent. None for anything else, and for what does not fit.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut mantissa: i128 = 0;
        let mut scale: u32 = 0;
        let (mut digits, mut is_negative, mut has_point) = (0, false, false);
        let mut chars = text.trim().chars().map(fold).enumerate();
        for (nth, c) in chars.by_ref() {
            match c {
                '-' | '−' | '+' if nth == 0 => is_negative = c != '+',
                '.' if !has_point => has_point = true,
                ',' if digits > 0 && !has_point => {}
                'e' if digits > 0 => {
                    let mut exponent = String::new();
                    exponent.extend(chars.map(|(_, c)| c));
                    let exponent: i32 = exponent.parse().ok()?;
                    let sign = if is_negative { -1 } else { 1 };
                    return Self::scaled(mantissa.checked_mul(sign)?, scale, exponent);
                }
                _ => {
                    let digit = c.to_digit(10)?;
                    mantissa = mantissa.checked_mul(10)?.checked_add(digit.into())?;
                    digits += 1;
                    scale += u32::from(has_point);
                }
            }
        }
        if digits == 0 || scale > MAX_SCALE {
            return None;
        }
        Some(Self {
            mantissa: if is_negative { -mantissa } else { mantissa },
            scale,
        })
    }

    /// The number of a JSON value: a number, or a string that holds one.
    pub(crate) fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => Self::parse(number.as_str()),
            Value::String(text) => Self::parse(text),
            _ => None,
        }
    }

    fn scaled(mantissa: i128, scale: u32, exponent: i32) -> Option<Self> {
        let scale = i32::try_from(scale).ok()?.checked_sub(exponent)?;
        match u32::try_from(scale) {
            Ok(scale) if scale <= MAX_SCALE => Some(Self { mantissa, scale }),
            Ok(_) => None,
            Err(_) => Some(Self {
                mantissa: mantissa.checked_mul(power(scale.unsigned_abs())?)?,
                scale: 0,
            }),
        }
    }

    /// This many times as much.
    pub(crate) fn times(self, factor: i128) -> Option<Self> {
        Some(Self {
            mantissa: self.mantissa.checked_mul(factor)?,
            ..self
        })
    }

    /// Less the other.
    pub(crate) fn minus(self, other: Self) -> Option<Self> {
        let (a, b, scale) = self.aligned(other)?;
        Some(Self {
            mantissa: a.checked_sub(b)?,
            scale,
        })
    }

    /// Without its sign.
    pub(crate) fn abs(self) -> Option<Self> {
        Some(Self {
            mantissa: self.mantissa.checked_abs()?,
            ..self
        })
    }

    /// Below zero, if it is not.
    pub(crate) fn negative(self) -> Option<Self> {
        self.abs()?.times(-1)
    }

    /// Which is more. None when they are too far apart in length to be brought to one scale.
    pub(crate) fn compare(self, other: Self) -> Option<Ordering> {
        let (a, b, _) = self.aligned(other)?;
        Some(a.cmp(&b))
    }

    /// In billionths, what is less than one left out: a form in which all that fit can be sorted.
    pub(crate) fn billionths(self) -> Option<i128> {
        match 9_u32.checked_sub(self.scale) {
            Some(more) => self.mantissa.checked_mul(power(more)?),
            None => self.mantissa.checked_div(power(self.scale - 9)?),
        }
    }

    /// Both mantissas at one scale.
    fn aligned(self, other: Self) -> Option<(i128, i128, u32)> {
        let scale = self.scale.max(other.scale);
        let at_scale = |own: Self| own.mantissa.checked_mul(power(scale - own.scale)?);
        Some((at_scale(self)?, at_scale(other)?, scale))
    }
}

fn power(exponent: u32) -> Option<i128> {
    10_i128.checked_pow(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(a: &str, b: &str, expect: Option<Ordering>) {
        let compared = Decimal::parse(a).and_then(|a| a.compare(Decimal::parse(b)?));
        assert_eq!(compared, expect, "{a} and {b}");
    }

    #[test]
    fn numbers_are_compared_exactly() {
        check("5.50", "5.5", Some(Ordering::Equal));
        check("0.1", "0.10000000000000000001", Some(Ordering::Less));
        check("-0.9", "3", Some(Ordering::Less));
        check("1,234", "1234", Some(Ordering::Equal));
        check("１２．５", "12.5", Some(Ordering::Equal));
        check("1e3", "1000", Some(Ordering::Equal));
        check("1.5E-2", "0.015", Some(Ordering::Equal));
        check("−2", "-2.0", Some(Ordering::Equal));
        check("+2", "2", Some(Ordering::Equal));
    }

    #[test]
    fn what_is_no_number_or_too_long_is_none() {
        for text in [
            "", "-", ".", "一", "1.2.3", "1-2", "10%", "e5", "1e", "1e99", "1e-99", ",1",
        ] {
            assert!(Decimal::parse(text).is_none(), "{text}");
        }
        assert!(Decimal::parse(&"9".repeat(50)).is_none());
        check(
            &"9".repeat(38),
            &["0.", &"0".repeat(30), "1"].concat(),
            None,
        );
        assert!(Decimal::whole(i128::MAX).times(2).is_none());
        assert!(Decimal::whole(i128::MAX).billionths().is_none());
        let fine = Decimal::parse("-0.12345678987").and_then(Decimal::billionths);
        assert_eq!(fine, Some(-123_456_789));
        assert!(Decimal::whole(i128::MIN).abs().is_none());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_not(a in r"[-+]?[0-9０-９,.]{0,45}(e-?[0-9]{1,3})?|\PC*", b in "[0-9.]{1,45}") {
            if let (Some(a), Some(b)) = (Decimal::parse(&a), Decimal::parse(&b)) {
                let back = b.compare(a).map(Ordering::reverse);
                prop_assert_eq!(a.compare(b), back);
                let _ = (a.minus(b), a.times(i128::MAX), a.negative(), a.billionths());
            }
        }
    }
}
