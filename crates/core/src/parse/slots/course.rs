//! Direction, basis and polarity of a level (guideline §3): from its indicator's name, the verb at
//! the head of its clause and what links indicator and figure.

use alloc::string::String;

use super::{draft::Draft, indicator::Level, quantity::Role, words};
use crate::text::wordlist::{Words, said_in};

/// Sets the attributes, once those of indicator and value are set. `is_result` is whether the
/// level is an actual.
pub(super) fn put(draft: &mut Draft<'_>, level: &Level, is_result: bool) {
    let name = String::from(draft.text_of("indicator"));
    let verb = level.noun.head.verb.unwrap_or_default();
    let link = draft.stretch.slice(level.noun.link);
    let first = level.values.first();
    let is_share = first.is_some_and(|own| own.unit.is_percent() || own.unit.is_points());
    // The 目标12% of `增长15%(目标12%)` is one of growth as well.
    let before = said_in(words::DIRECTIONS, draft.link_before).filter(|_| is_share);
    let linked = said_in(words::DIRECTIONS, link).or(before);
    let direction = direction(&name, verb, linked);
    let said = draft.stretch.slice((level.clause.0, level.noun.link.1));
    let basis = match first.map(|own| own.role) {
        Some(Role::Rank) => "rank",
        _ => basis(&Course {
            name: &name,
            link,
            direction,
            is_share,
            is_cumulative: said.contains("累计"),
            changes: matches!(linked, Some("increase" | "decrease")),
            has_baseline: level.baseline.is_some(),
        }),
    };
    draft.set("direction", direction);
    draft.set("basis", basis);
    // A Target that goes down is one of which less is better; an actual says nothing of it.
    let goes_down = direction == "decrease" && !is_result;
    let is_state = verb.is_empty() || words::CARRIED_OUT.has(verb);
    // So is one that goes up, comes to a level or is carried out one of which more is.
    let carries_out = words::CARRIED_OUT.has(verb) || words::CARRIED_OUT.end_of(link).is_some();
    let has_bound = level
        .values
        .iter()
        .any(|own| matches!(own.comparator, Some("ge" | "gt")));
    let goes_up = matches!(direction, "increase" | "reach") || carries_out || has_bound;
    let is_bounded = level
        .values
        .iter()
        .any(|own| matches!(own.comparator, Some("le" | "lt")));
    if is_state && words::is_lower_better(&name) || goes_down && basis != "rank" {
        draft.set("polarity", "lower_better");
    } else if goes_up && !is_bounded && !is_result && basis != "rank" {
        draft.set("polarity", "higher_better");
    }
    if let Some(baseline) = &level.baseline {
        draft.set("baseline", baseline.amount());
        draft.slot("baseline", baseline.value);
    }
}

/// Which way it goes; empty where nothing says so.
fn direction(name: &str, verb: &str, linked: Option<&'static str>) -> &'static str {
    let grows = words::GROWTH.has(verb) || name.contains("新增") || name.contains("净增");
    match linked {
        _ if matches!(verb, "减少" | "压减") => "decrease",
        None | Some("reach") if grows => "increase",
        None if matches!(verb, "冲刺" | "达到") => "reach",
        linked => linked.unwrap_or_default(),
    }
}

/// What a basis is told from.
struct Course<'a> {
    name: &'a str,
    link: &'a str,
    direction: &'a str,
    /// Whether the unit is % or percentage points.
    is_share: bool,
    is_cumulative: bool,
    /// Whether the link says that it grows or falls.
    changes: bool,
    has_baseline: bool,
}

/// What a level is counted from; empty where nothing says so.
fn basis(own: &Course<'_>) -> &'static str {
    // 提高到65% is where it ends, 提高5% how far it goes.
    let is_way = own.has_baseline
        || own.link.ends_with(['到', '至']) && !own.link.ends_with("达到")
        || own.link.ends_with("降为")
        || own.link.ends_with("升为");
    let ends = |words: Words| words.end_of(own.name).is_some();
    if own.is_share && (ends(words::RATES) || own.changes && !is_way) {
        "yoy"
    } else if own.is_share && (ends(words::SHARES) || own.name.contains('占')) {
        "share"
    } else if own.is_cumulative {
        "cumulative"
    } else if own.name.ends_with('率')
        || is_way
        || matches!(own.direction, "reach" | "maintain")
        || !own.is_share && own.direction.is_empty() && ends(words::TOTALS)
    {
        "level"
    } else {
        ""
    }
}
