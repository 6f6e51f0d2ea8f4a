//! Attributes and slots of a Target (guideline §3).

use alloc::{string::String, vec::Vec};
use serde_json::Value;

use super::{
    around,
    draft::Draft,
    indicator::{self, Head, Noun},
    quantity,
    time::{self, Time, Use},
    words,
};
use crate::text::{cues::ends_with_any, cues::starts_with_any, marks::is_blank};

/// Ends of a clause by which everything is covered.
const ALL: &[&str] = &[
    "全覆盖",
    "覆盖全",
    "覆盖所有",
    "全部",
    "全面覆盖",
    "应保尽保",
    "清零",
];

/// What says that one thing goes with another: 与经济增长同步.
const PEGGED: &[&str] = &["同步", "持平", "一致", "相当", "相适应"];

pub(super) fn read(draft: &mut Draft<'_>) {
    let amounts = quantity::find(&draft.stretch);
    let times = time::find(&draft.stretch, draft.year());
    let level = indicator::level(&draft.stretch, &amounts, 1);
    let pegged = pegged(draft);
    let elided = around::elided_head(draft.text, draft.range.start());
    let mut head = indicator::head(&draft.stretch, first_clause(draft), 1);
    let mut is_output = false;
    draft.set("kind", "qualitative");
    if let (Some(level), None) = (&level, &pegged) {
        draft.set("kind", "quantitative");
        draft.put_values(&level.values);
        limit_service(draft, &level.values);
        draft.put_indicator(&level.noun);
        draft.put_course(level, false);
        head = level.noun.head.clone();
        let end = level.values.last().map_or(0, |own| own.whole.1);
        let behind = draft.stretch.slice((end, level.clause.1));
        is_output = words::EVENTS.iter().any(|event| behind.contains(event))
            || head
                .verb
                .is_some_and(|verb| words::DELIVERIES.contains(&verb));
    } else if let Some(pegged) = pegged {
        put_pegged(draft, &pegged);
    } else {
        is_output = put_end_state(draft, &head);
    }
    put_modality(draft, &head, elided.as_ref().map(|(_, head)| head));
    draft.put_period(&times);
    put_deadline(draft, &times);
    if let Some((elided_text, own)) = elided.filter(|_| head.verb.is_none() && level.is_some()) {
        draft.set("elided_head", elided_text);
        inherit(draft, &own);
        is_output = own
            .verb
            .is_some_and(|verb| words::DELIVERIES.contains(&verb));
    }
    draft.set("nature", if is_output { "output" } else { "outcome" });
}

fn first_clause(draft: &Draft<'_>) -> (usize, usize) {
    draft.stretch.clauses().first().copied().unwrap_or_default()
}

/// What an item takes from the verb that its list shares: without 新增 its count would read as a
/// level.
fn inherit(draft: &mut Draft<'_>, head: &Head) {
    let Some(verb) = head.verb.filter(|verb| words::GROWTH.contains(verb)) else {
        return;
    };
    if !draft.has("direction") {
        draft.set("direction", "increase");
    }
    let name = draft.attributes.get("indicator").and_then(Value::as_str);
    if let (Some(name), "新增" | "净增") = (name, verb) {
        let mut whole = String::from(verb);
        whole.push_str(name);
        draft.set("indicator", whole);
    }
}

/// A number of days in which something is done is its limit (guideline §9.20).
fn limit_service(draft: &mut Draft<'_>, values: &[quantity::Quantity]) {
    let is_limit =
        |own: &quantity::Quantity| own.comparator.is_none() && own.unit.plain.ends_with("工作日");
    if values.iter().all(is_limit) {
        draft.set("comparator", "le");
    }
}

/// A clause that pegs something to something else.
struct Pegged {
    indicator: (usize, usize),
    reference: String,
}

fn pegged(draft: &Draft<'_>) -> Option<Pegged> {
    let stretch = &draft.stretch;
    let clause = first_clause(draft);
    let text = stretch.slice(clause);
    let kept = ends_with_any(text, PEGGED)?;
    let kept = ["基本", "保持", "大体", "总体"]
        .iter()
        .fold(kept, |kept, word| kept.trim_end_matches(word));
    let at = kept.rfind(['与', '同', '和'])?;
    let mark = kept.get(at..)?.chars().next()?;
    let reference = kept.get(at + mark.len_utf8()..)?;
    let before = kept.get(..at)?;
    let before = ["基本", "保持", "增长", "增速", "实现", "力争", "确保"]
        .iter()
        .fold(before, |kept, word| kept.trim_end_matches(word));
    let end = clause.0 + before.len();
    let head = indicator::head(stretch, (clause.0, end), 1);
    (!reference.is_empty() && head.end < end).then(|| Pegged {
        indicator: (head.end, end),
        reference: reference.into(),
    })
}

fn put_pegged(draft: &mut Draft<'_>, pegged: &Pegged) {
    draft.set("comparator", "pegged");
    draft.set("reference", pegged.reference.clone());
    draft.put_indicator(&Noun {
        range: pegged.indicator,
        ..Noun::default()
    });
}

/// A named end state. Whether it is what a public body delivers itself.
fn put_end_state(draft: &mut Draft<'_>, head: &Head) -> bool {
    let clause = first_clause(draft);
    let text = draft.stretch.slice(clause);
    if ALL.iter().any(|word| text.contains(word)) {
        draft.set("comparator", "all");
    }
    let body = draft.stretch.slice((head.end, clause.1));
    let noun = if head.verb.is_some() && yardstick(body).is_none() {
        object(body)
    } else {
        subject(body)
    };
    let noun = (head.end + noun.0, head.end + noun.1);
    draft.slot("indicator", noun);
    let name = draft.stretch.slice(noun);
    if !name.is_empty() {
        draft.name_indicator(name);
        if words::is_lower_better(name) {
            draft.set("polarity", "lower_better");
        }
    }
    // The verb of the yardstick may be the one at the head: 完成省定目标.
    let from = head.verb.map_or(head.end, |verb| head.end - verb.len());
    if let Some((comparator, reference)) = yardstick(draft.stretch.slice((from, clause.1))) {
        draft.set("comparator", comparator);
        draft.set("reference", reference);
    }
    text.contains("覆盖") || words::EVENTS.iter().any(|event| text.contains(event))
}

/// What a verb at the head is about: the last noun, without what qualifies it.
fn object(body: &str) -> (usize, usize) {
    let end = body
        .find(['(', '（'])
        .filter(|&at| at > 0)
        .unwrap_or(body.len());
    let start = body
        .get(..end)
        .and_then(|body| body.rfind('的'))
        .map_or(0, |at| at + '的'.len_utf8());
    (start.min(end), end)
}

/// What a clause without a verb at its head is about: what stands before its predicate.
fn subject(body: &str) -> (usize, usize) {
    let mut end = body.len();
    for table in [words::PREDICATES, words::EVENTS] {
        for word in table {
            end = body.find(word).map_or(end, |at| end.min(at));
        }
    }
    for (at, _) in body.char_indices() {
        if at < end && time::read(body, at, None).is_some_and(|time| time.range.0 == at) {
            end = at;
        }
    }
    for (word, _) in words::TO_YARDSTICK {
        end = body.find(word).map_or(end, |at| end.min(at));
    }
    let kept = body
        .get(..end)
        .unwrap_or_default()
        .trim_end_matches(|c: char| is_blank(c) || "的在于".contains(c));
    (0, kept.len())
}

/// The yardstick of others that a clause ends with: 完成省定目标, 高于全省平均水平.
pub(super) fn yardstick(text: &str) -> Option<(&'static str, &str)> {
    let text = text.strip_suffix("以内").unwrap_or(text);
    ends_with_any(text, words::YARDSTICKS)?;
    words::TO_YARDSTICK.iter().find_map(|&(verb, comparator)| {
        let (_, reference) = text.rsplit_once(verb)?;
        let is_name = (2..=16).contains(&reference.chars().count());
        is_name.then_some((comparator, reference))
    })
}

/// What the text says of how firm it is: before the verb, else wherever a plain word stands.
fn put_modality(draft: &mut Draft<'_>, head: &Head, elided: Option<&Head>) {
    let mut found = head.modalities.clone();
    if found.is_empty() {
        let plain = words::MODALITIES.iter().take(words::MODALITIES_ANYWHERE);
        for &(word, name) in plain {
            let at = draft.stretch.find(word, 0);
            let behind = at.map(|at| draft.stretch.from(at + word.len()));
            if let Some(at) =
                at.filter(|_| behind.is_some_and(|behind| words::is_modal(word, behind)))
            {
                found.push((name, (at, at + word.len())));
                break;
            }
        }
    }
    for &(_, range) in &found {
        draft.slot("modality", range);
    }
    let inherited = || {
        elided
            .and_then(|head| head.modalities.last())
            .map(|&(name, _)| name)
    };
    // 力争2022年、确保2023年: what is firm counts.
    let firm = || {
        found
            .iter()
            .find(|(name, _)| *name == "ensure")
            .or(found.first())
            .map(|&(name, _)| name)
    };
    let expected = if draft.context.in_target_list {
        "expected"
    } else {
        "none"
    };
    draft.set("modality", firm().or_else(inherited).unwrap_or(expected));
}

/// The time by which: with 力争2022年、确保2023年 the later one is firm (guideline §9.6).
fn put_deadline(draft: &mut Draft<'_>, times: &[Time]) {
    let is_led = |time: &&Time| {
        let before = draft.stretch.slice((0, time.range.0));
        let led = ends_with_any(
            before,
            &["力争", "确保", "争取", "保证", "力争于", "确保于"],
        )
        .is_some();
        time.used == Use::Deadline || time.used == Use::Period && led
    };
    let own: Vec<&Time> = times.iter().filter(is_led).collect();
    let (stretch, firm) = match *own.as_slice() {
        [] => return,
        [only] => (None, only),
        [first, second, ..] => {
            let is_stretch = starts_with_any(draft.stretch.text, &["力争", "争取"]).is_some();
            if is_stretch {
                (Some(first), second)
            } else {
                (None, first)
            }
        }
    };
    if stretch.is_some() || firm.used == Use::Period {
        // What was read as a period is the deadline.
        draft.attributes.remove("period");
        let period = draft.context.period;
        draft.set("period", period.unwrap_or_default());
    }
    for time in [Some(firm), stretch].into_iter().flatten() {
        draft.slot("deadline", time.range);
    }
    if let Some(iso) = &firm.iso {
        draft.set("deadline", iso.clone());
    }
    if let Some(iso) = stretch.and_then(|time| time.iso.clone()) {
        draft.set("deadline_stretch", iso);
    }
}
