//! The amounts of a span: figure, unit and bound of each, told apart from the figures of names,
//! dates and classes (guideline §3, §9.4, §9.5).

use alloc::{string::String, vec::Vec};
use serde_json::Value;

use super::{
    decimal::{self, Decimal},
    stretch::Stretch,
    units::Unit,
    words,
};
use crate::text::{
    cues::starts_with_any,
    marks::{is_blank, is_digit, is_han},
};

/// What stands between the two figures of a range.
const RANGE_MARKS: &[&str] = &["——", "-", "－", "—", "–", "~", "～", "〜", "至", "到"];

/// Words before a figure that stand for a sign behind it.
const SHARES: &[(&str, &str)] = &[("百分之", "%"), ("千分之", "‰"), ("万分之", "‱")];

/// What an amount is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// How far something goes, or how much of it.
    Value,
    /// What others are to be reached from: the 5 of 从5个减少到1个.
    Baseline,
    /// A filter on a class of things: 10亿元以上 before 项目10个 (guideline §9.4).
    Class,
    /// The place in a ranking.
    Rank,
    /// How far beside its target a result lies: 低于目标0.4个百分点.
    Gap,
}

/// An amount. Positions are bytes in the stretch.
#[derive(Clone, Debug)]
pub(super) struct Quantity {
    pub role: Role,
    /// The figure, or both of a range.
    pub value: (usize, usize),
    pub low: Decimal,
    pub high: Option<Decimal>,
    pub unit: Unit,
    /// Where it starts and where its bound ends: `近20家`, `20家以上`.
    pub whole: (usize, usize),
    pub comparator: Option<&'static str>,
}

impl Quantity {
    /// The figure as an attribute: a number, or two of a range.
    pub(super) fn amount(&self) -> Value {
        self.scaled(0)
    }

    /// The figure without a magnitude: 55000 for 5.5万.
    pub(super) fn normalised(&self) -> Value {
        self.scaled(self.unit.power)
    }

    fn scaled(&self, power: usize) -> Value {
        let value = |number: &Decimal, power| match power {
            0 => number.value(),
            power => number.shifted(power).value(),
        };
        match &self.high {
            // Of 5000至1万人 the magnitude is of the second alone.
            Some(high) => {
                let low = if self.low.exceeds(high) { 0 } else { power };
                Value::Array([value(&self.low, low), value(high, power)].into())
            }
            None => value(&self.low, power),
        }
    }

    /// Its unit as it is written; none where none is.
    pub(super) fn unit(&self) -> Option<String> {
        (!self.unit.verbatim.is_empty()).then(|| self.unit.verbatim.clone())
    }
}

/// The amounts of a stretch, in its order.
pub(super) fn find(stretch: &Stretch<'_>) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut skip_to = 0;
    for (at, c) in stretch.open_chars() {
        let may_start = decimal::starts_figure(c) || matches!(c, '-' | '－' | '−' | '第' | '前');
        if at < skip_to || !may_start {
            continue;
        }
        let read = rank(stretch.text, at).or_else(|| read(stretch.text, at));
        if let Some(quantity) = read {
            skip_to = quantity.whole.1.max(quantity.value.1);
            found.push(quantity);
        } else {
            skip_to = past_figure(stretch.text, at, c);
        }
    }
    assign_roles(stretch, &mut found);
    found
}

/// Where the figure ends that is none, so that its tail is not read as one.
fn past_figure(text: &str, at: usize, c: char) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let rest = if is_digit(c) {
        rest.trim_start_matches(|c: char| is_digit(c) || c == '.' || c.is_ascii_alphabetic())
    } else if decimal::starts_figure(c) {
        rest.trim_start_matches(decimal::starts_figure)
    } else {
        rest.get(c.len_utf8()..).unwrap_or_default()
    };
    text.len() - rest.len()
}

/// The amount whose figure starts at a position.
pub(super) fn read(text: &str, at: usize) -> Option<Quantity> {
    let rest = text.get(at..)?;
    let before = text.get(..at)?;
    if let Some(&(word, sign)) = SHARES.iter().find(|(word, _)| rest.starts_with(word)) {
        return share(text, at, (word, sign));
    }
    let unsigned = rest.trim_start_matches(['-', '－', '−']);
    let is_negative = unsigned.len() < rest.len();
    let (low, length) = decimal::figure(unsigned)?;
    let is_arabic = unsigned.starts_with(is_digit);
    if is_negative && !is_arabic || is_code(before) {
        return None;
    }
    let mut value = (at, text.len() - unsigned.len() + length);
    let mut unit = Unit::at(text, value.1);
    let mut high = None;
    if let Some((second, end, common)) = upper(text, before, value.1, &unit) {
        high = Some(second);
        value.1 = end;
        unit = common;
    }
    let bound = bound(text, unit.end.max(value.1));
    if !is_amount(text, value, &unit, is_arabic, bound.is_some()) {
        return None;
    }
    let end = bound.map_or(unit.end.max(value.1), |(end, _)| end);
    let ahead = words::ahead(before);
    let mut comparator = bound.map(|(_, name)| name);
    comparator = comparator.or(ahead.map(|(name, _)| name));
    if unit.is_more {
        comparator = comparator.or(Some("about"));
    }
    if high.is_some() {
        comparator = Some("range");
    }
    // The brackets of a range are of it.
    let is_closed = text
        .get(value.1..)
        .is_some_and(|rest| rest.starts_with([')', '）']));
    let opening = before
        .chars()
        .next_back()
        .filter(|&c| is_closed && matches!(c, '(' | '（'));
    let opening = opening.map_or(0, char::len_utf8);
    let low = if is_negative { low.negative() } else { low };
    if unit.is_percent() && low.is("100") && comparator.is_none() {
        comparator = Some("all");
    }
    Some(Quantity {
        role: Role::Value,
        value,
        low,
        high,
        unit,
        whole: (at - ahead.map_or(opening, |(_, length)| length), end),
        comparator,
    })
}

/// `百分之五`, `百分之3.5`, `百分之五至百分之八`, `千分之四`.
fn share(text: &str, at: usize, (word, sign): (&str, &'static str)) -> Option<Quantity> {
    let start = at + word.len();
    let (low, length) = decimal::figure(text.get(start..)?)?;
    let mut end = start + length;
    let mut high = None;
    let second = starts_with_any(text.get(end..)?, RANGE_MARKS);
    let second = second.map(|second| second.strip_prefix(word).unwrap_or(second));
    if let Some((second, (upper, length))) =
        second.and_then(|second| Some((second, decimal::figure(second)?)))
    {
        high = Some(upper);
        end = text.len() - second.len() + length;
    }
    let bound = bound(text, end);
    let ahead = words::ahead(text.get(..at)?);
    let comparator = bound
        .map(|(_, name)| name)
        .or(ahead.map(|(name, _)| name))
        .filter(|_| high.is_none());
    let unit = Unit {
        start: at,
        end: start,
        verbatim: sign.into(),
        plain: sign,
        per: String::new(),
        power: 0,
        is_more: false,
    };
    Some(Quantity {
        role: Role::Value,
        value: (start, end),
        low,
        comparator: comparator.or(high.is_some().then_some("range")),
        high,
        unit,
        whole: (
            at - ahead.map_or(0, |(_, length)| length),
            bound.map_or(end, |(end, _)| end),
        ),
    })
}

/// The second figure of a range, where it ends, and the unit of both: `1-2家`, `3%—5%`.
fn upper(text: &str, before: &str, at: usize, unit: &Unit) -> Option<(Decimal, usize, Unit)> {
    let rest = text.get(unit.end.max(at)..)?;
    let behind = starts_with_any(rest, RANGE_MARKS)?;
    // 从5个到8个 goes from one to the other.
    let is_way = rest.starts_with(['到', '至']) && words::starts_way(before);
    let (high, length) = decimal::figure(behind).filter(|_| !is_way)?;
    let end = text.len() - behind.len() + length;
    // （5—6）%: the unit stands behind the bracket of the range.
    let is_closed = before.ends_with(['(', '（']);
    let behind = text.get(end..)?;
    let behind = behind
        .strip_prefix([')', '）'])
        .filter(|_| is_closed)
        .unwrap_or(behind);
    let common = Unit::at(text, text.len() - behind.len());
    // 5万至8万人: the first has the magnitude alone.
    let is_same = unit.verbatim.is_empty()
        || unit.verbatim == common.verbatim
        || unit.plain.is_empty() && unit.power == common.power;
    is_same.then_some((high, end, common))
}

/// The bound behind a unit, where it ends: `20家以上`, `3%左右`, `20家（含）以上`.
fn bound(text: &str, at: usize) -> Option<(usize, &'static str)> {
    let rest = text.get(at..)?;
    let (word, name) = words::behind(rest)?;
    Some((at + word, name))
}

/// Whether a figure behind this is part of a code: AX70, H7N9, COVID-19, 第3.
fn is_code(before: &str) -> bool {
    let bare = before.strip_suffix(['-', '－', '−']).unwrap_or(before);
    let is_latin = |c: char| c.is_ascii_alphabetic() || c == '_' || c == '.' || c == '/';
    bare.ends_with(is_latin)
        || before.ends_with(['第', '每', 'Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', '+', '星'])
        || bare.len() < before.len() && bare.ends_with(is_digit)
}

/// Whether a figure with this unit is an amount rather than part of a name or a date (guideline
/// §9.5).
fn is_amount(
    text: &str,
    value: (usize, usize),
    unit: &Unit,
    is_arabic: bool,
    is_bounded: bool,
) -> bool {
    let before = text.get(..value.0).unwrap_or_default();
    let figure = text.get(value.0..value.1).unwrap_or_default();
    let behind = text.get(unit.end.max(value.1)..).unwrap_or_default();
    if unit.is_name(text) {
        return false;
    }
    if unit.plain == "年" && figure.len() == 4 && !unit.is_more {
        return false;
    }
    if unit.is_time() {
        return is_bounded && unit.plain != "日" || words::limits_time(before);
    }
    if unit.verbatim.is_empty() {
        // A figure without a unit is one where a word says that it is a level.
        let is_closed =
            is_bounded || !behind.starts_with(|c: char| is_han(c) || c.is_alphanumeric());
        let is_hyphen = behind.starts_with(['-', '－', '—', '.', '/', ':', '：', '+', '“']);
        let has_cue = words::ahead(before).is_some() || words::LEVELS.end_of(before).is_some();
        return is_arabic && is_closed && !is_hyphen && has_cue;
    }
    if unit.plain.is_empty() {
        let is_noun = behind.starts_with(is_han) && !is_bounded && !behind.starts_with("大关");
        return !is_noun && (is_arabic || unit.power > 3);
    }
    if is_arabic {
        return true;
    }
    let is_name = behind.starts_with('一') || words::BEHIND_NAMES.start_of(behind).is_some();
    let follows_word = before.ends_with([
        '统', '唯', '同', '之', '逐', '万', '进', '某', '另', '这', '那',
    ]);
    figure != "一" && unit.is_counted() && !is_name && !follows_word
}

/// `全省第3位`, `排名第四`, `进入全省前十`, and `建设全国50强…`, where the ranking is the goal.
fn rank(text: &str, at: usize) -> Option<Quantity> {
    let rest = text.get(at..)?;
    let before = text.get(..at)?;
    let numeral = rest.strip_prefix(['第', '前']).unwrap_or(rest);
    let has_mark = numeral.len() < rest.len();
    let (low, length) = decimal::figure(numeral)?;
    let start = text.len() - numeral.len();
    let end = start + length;
    let behind = text.get(end..)?;
    let unit_word = ["位次", "位", "名", "强"]
        .iter()
        .find(|&&word| behind.starts_with(word));
    let unit_word = unit_word.copied().unwrap_or_default();
    let behind = behind.get(unit_word.len()..)?;
    let is_ranked = if !has_mark {
        unit_word == "强" && words::is_rank_goal(before)
    } else if unit_word.is_empty() {
        let is_closed = !behind
            .starts_with(|c: char| is_han(c) || c.is_alphanumeric() || is_blank(c))
            || starts_with_any(behind, &["的", "左右", "以内"]).is_some();
        is_closed && (words::ranks(before) || leads_from_place(before))
            || rest.starts_with('第') && words::starts_way(before) && leads_to_place(behind)
    } else {
        words::ranks(before) || rest.starts_with('前') || unit_word == "位"
    };
    if !is_ranked {
        return None;
    }
    // 百强县 is one word.
    let places = ["县", "市", "区", "镇", "乡"];
    let is_place = unit_word == "强" && starts_with_any(behind, &places).is_some();
    let named = end + unit_word.len() + if is_place { '县'.len_utf8() } else { 0 };
    let unit = Unit {
        start: end,
        end: end + unit_word.len(),
        // 强 is no unit but what makes a ranking of a figure.
        verbatim: unit_word.trim_end_matches('强').into(),
        plain: "",
        per: String::new(),
        power: 0,
        is_more: false,
    };
    Some(Quantity {
        role: Role::Rank,
        value: (start, end),
        low,
        high: None,
        whole: (at, named),
        unit,
        comparator: Some("top_n"),
    })
}

/// Bytes between two places in a ranking of which one leads to the other.
const WAY: usize = 24;

/// Whether a text leads from a place in a ranking to another: 第9 before 提升到第3.
fn leads_to_place(behind: &str) -> bool {
    let near = behind
        .get(..behind.floor_char_boundary(WAY))
        .unwrap_or_default();
    near.split_once('第')
        .is_some_and(|(between, _)| words::goes_on_to(between))
}

/// Whether a text leads to a place in a ranking from another.
fn leads_from_place(before: &str) -> bool {
    let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(WAY))..);
    let place = near.and_then(|near| near.rsplit_once('第'));
    place.is_some_and(|(_, between)| words::goes_on_to(between))
}

/// Tells baselines and filters of classes from values.
fn assign_roles(stretch: &Stretch<'_>, found: &mut [Quantity]) {
    let starts = found.iter().skip(1).map(|own| Some(own.whole.0));
    let later: Vec<Option<usize>> = starts.chain([None]).collect();
    for (own, next) in found.iter_mut().zip(later) {
        let end = own.whole.1;
        let between = next.map(|start| stretch.slice((end, start)));
        let before = stretch.slice((0, own.whole.0));
        if own.comparator != Some("range")
            && words::starts_way(before)
            && between.is_some_and(words::goes_on_to)
        {
            own.role = Role::Baseline;
            continue;
        }
        if own.unit.is_points() && words::gap(before).is_some() {
            own.role = Role::Gap;
            continue;
        }
        if own.role == Role::Rank {
            continue;
        }
        let is_class = words::starts_class(stretch.from(end));
        let is_bounded = end > own.unit.end;
        let is_noun = stretch.from(end).starts_with(is_han);
        let is_counted = between.is_some_and(|text| !text.contains(is_separator));
        let is_filter = is_bounded && is_noun && is_counted;
        let is_capacity = is_noun && !is_bounded && words::CAPACITIES.end_of(before).is_some();
        if is_filter || is_capacity || is_class && own.unit.is_money() {
            own.role = Role::Class;
        }
    }
}

/// What ends the item that an amount is in.
pub(super) fn is_separator(c: char) -> bool {
    "、，,；;。\n".contains(c)
}
