//! The targets that a result may be of.

use alloc::{string::String, sync::Arc, vec::Vec};
use serde_json::Value;

use super::{
    period::{self, Times},
    quantity::attribute,
};
use crate::{
    model::{Document, Span, SpanStatus},
    scheme::{LabelKind, Scheme},
    search::fold,
    text::{Text, TextRange},
};

/// Characters of an indicator that are compared.
const COMPARED: usize = 64;

/// Indicators of a span that are compared.
const INDICATORS: usize = 4;

/// Characters of a remark before the target in it: `(全年目标10%)`.
const BEFORE_TARGET: usize = 8;

/// What is written in more than one way.
const SAME: &[(&str, &str)] = &[
    ("规模以上", "规上"),
    ("限额以上", "限上"),
    ("技术改造", "技改"),
    ("及以上", "以上"),
];

/// What an indicator may begin with and is not part of it.
const HEADS: &[&str] = &[
    "全市", "全区", "全县", "我市", "我区", "我县", "实现", "完成", "力争", "确保",
];

/// What follows an indicator in a text, where no attribute or slot tells where it ends.
const TAILS: &[&str] = &[
    "同比",
    "增长",
    "下降",
    "增速",
    "达到",
    "达",
    "突破",
    "控制在",
    "保持在",
    "分别",
    "目标",
];

/// How well a target goes with a result. The greater is the better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// Whether it stands in the bracket right behind the result (guideline §9.1).
    is_remark: bool,
    /// Whether nothing says that it is of another time.
    is_of_time: bool,
    /// 3 for the same indicator, 2 for one that contains the other, 1 for one that is much alike.
    likeness: u8,
    /// Whether it is a target rather than a measure that counts the same thing.
    is_target: bool,
    times: Times,
    /// How long the stretch is that both indicators have.
    common: usize,
    /// How many of unit and basis are the same.
    same: u8,
    /// Whether it stands before the result: what is to be done is told before what was.
    is_before: bool,
    /// How near it stands, in bytes; less is nearer, so that it is negative.
    nearness: i64,
}

/// The targets that a result may be of, best first and at most `limit`; and measures that count what
/// the result does (guideline §6: a result is of a target or of a measure).
///
/// The best is one in the bracket right behind the result. Of the others only those count whose
/// indicator is like the result's: the likest first, those that are known to be of another time
/// last; then those of the same period come first, then those of the same unit and basis, then
/// those before the result, then the nearest.
#[must_use]
pub fn candidates<'a>(
    document: &'a Document,
    scheme: &Scheme,
    result: &Span,
    limit: usize,
) -> Vec<&'a Arc<Span>> {
    let text = &document.text;
    let indicator = indicators(result, text);
    let mut best: Vec<(Fit, &Arc<Span>)> = Vec::new();
    for target in document.spans.iter() {
        let kind = scheme.kind(&target.label);
        let is_target = kind == Some(LabelKind::Target);
        let counts = is_target || kind == Some(LabelKind::Measure) && objects(target).count() > 0;
        if !counts || target.status != SpanStatus::Accepted {
            continue;
        }
        let Some(fit) = fit(target, result, &indicator, text) else {
            continue;
        };
        let fit = Fit { is_target, ..fit };
        let nth = best.partition_point(|(other, _)| *other >= fit);
        if nth < limit {
            best.truncate(limit - 1);
            best.insert(nth, (fit, target));
        }
    }
    best.into_iter().map(|(_, target)| target).collect()
}

fn fit(target: &Span, result: &Span, indicator: &[Vec<char>], text: &Text) -> Option<Fit> {
    let is_remark = is_remark(target, result, text);
    let own = indicators(target, text);
    let (mut likeness, mut common) = (0, 0);
    for own in &own {
        for other in indicator {
            (likeness, common) = (likeness, common).max(alike(own, other));
        }
    }
    if likeness == 0 && !is_remark {
        return None;
    }
    let mut same = 0;
    for name in ["unit", "basis"] {
        let own = attribute(target, name);
        let is_same = !own.is_empty() && folded(own) == folded(attribute(result, name));
        same += u8::from(is_same);
    }
    let times = period::times(target, result);
    let (target, result) = (target.range, result.range);
    let is_before = target.start() < result.start();
    let gap = if is_before {
        result.start().bytes().saturating_sub(target.end().bytes())
    } else {
        target.start().bytes().saturating_sub(result.end().bytes())
    };
    Some(Fit {
        is_target: true,
        is_remark,
        is_of_time: times != Times::Apart,
        likeness,
        times,
        common,
        same,
        is_before,
        nearness: i64::try_from(gap).map_or(i64::MIN, |gap| -gap),
    })
}

/// Whether a target stands in the bracket right behind a result.
fn is_remark(target: &Span, result: &Span, text: &Text) -> bool {
    let (from, to) = (result.range.end(), target.range.start());
    if to <= from || to.bytes() - from.bytes() > BEFORE_TARGET * 4 {
        return false;
    }
    let between = text.slice(TextRange::between(from, to)).trim_start();
    let Some(before) = between.strip_prefix(['(', '（']) else {
        return false;
    };
    before.chars().count() <= BEFORE_TARGET && !before.contains(['(', '（', ')', '）', '。', '；'])
}

/// What a measure counts (guideline §4, `quantity`).
fn objects(span: &Span) -> impl Iterator<Item = &str> {
    let quantities = span.attributes.get("quantity").and_then(Value::as_array);
    let quantities = quantities.into_iter().flatten();
    quantities.filter_map(|quantity| quantity.get("object")?.as_str())
}

/// The indicators of a span in a form to compare: of its attributes, else of its slots, else what
/// its text begins with.
fn indicators(span: &Span, text: &Text) -> Vec<Vec<char>> {
    let mut all = Vec::new();
    let mut add = |written: &str| {
        let own = normalised(written);
        if !own.is_empty() && all.len() < INDICATORS {
            all.push(own);
        }
    };
    add(attribute(span, "indicator"));
    objects(span).for_each(&mut add);
    if let Some(Value::Array(several)) = span.attributes.get("indicators") {
        several.iter().filter_map(Value::as_str).for_each(&mut add);
    }
    for slot in &span.slots {
        if *slot.name == *"indicator" {
            add(text.slice(slot.range));
        }
    }
    if all.is_empty() {
        let own = normalised(text.slice(span.range));
        // Numbers before the last one are of a name or a class: `5G`, `10亿元以上项目`.
        let last = own.iter().rposition(char::is_ascii_digit);
        let head = own.get(..last.unwrap_or(own.len())).unwrap_or_default();
        let in_number = |c: &char| c.is_ascii_digit() || ".,-–—~".contains(*c);
        let ends = head
            .iter()
            .rposition(|c| !in_number(c))
            .map_or(0, |at| at + 1);
        let head = match last {
            Some(_) => head.get(..ends).unwrap_or_default(),
            None => head,
        };
        let tail = |at: usize| {
            let rest = head.get(at..).unwrap_or_default();
            TAILS.iter().any(|tail| starts_with(rest, tail))
        };
        let ends = (0..head.len()).find(|&at| tail(at));
        let head = head.get(..ends.unwrap_or(head.len())).unwrap_or_default();
        if !head.is_empty() {
            all.push(head.to_vec());
        }
    }
    all
}

/// Of one width, and without blanks.
fn folded(text: &str) -> String {
    let mut folded = String::new();
    folded.extend(text.chars().filter(|c| !c.is_whitespace()).map(fold));
    folded
}

/// An indicator without what does not tell it from another.
fn normalised(indicator: &str) -> Vec<char> {
    let near = indicator.chars().take(COMPARED);
    let mut near = folded(&String::from_iter(near));
    for (long, short) in SAME {
        near = near.replace(long, short);
    }
    let mut rest = near.as_str();
    while let Some(shorter) = HEADS.iter().find_map(|head| rest.strip_prefix(head)) {
        rest = shorter;
    }
    rest.chars().collect()
}

fn starts_with(text: &[char], word: &str) -> bool {
    let mut own = text.iter();
    word.chars().all(|c| own.next() == Some(&c))
}

/// How alike two indicators are, from 3 to 0, and how long the stretch is that both have.
fn alike(a: &[char], b: &[char]) -> (u8, usize) {
    if a == b {
        return (3, a.len());
    }
    let shorter = a.len().min(b.len());
    let common = longest_common(a, b);
    // A single character is part of too much.
    if common == shorter && shorter > 1 {
        return (2, common);
    }
    let is_much = common * 3 >= a.len().max(b.len()) * 2;
    (u8::from(is_much), common)
}

/// How long the longest stretch is that both have.
fn longest_common(a: &[char], b: &[char]) -> usize {
    let mut longest = 0;
    // How long the stretch is that ends with each character of `b` and the last one of `a`.
    let mut lengths: Vec<usize> = alloc::vec![0; b.len()];
    for c in a {
        let mut before = 0;
        for (other, length) in b.iter().zip(&mut lengths) {
            let own = if c == other { before + 1 } else { 0 };
            before = core::mem::replace(length, own);
            longest = longest.max(own);
        }
    }
    longest
}
