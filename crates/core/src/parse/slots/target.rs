//! Attributes and slots of a Target (guideline §3).

use alloc::{string::String, vec::Vec};

use super::{
    around, course,
    draft::Draft,
    indicator::{self, Head, Noun},
    quantity::{self, Role},
    stretch::Stretch,
    time::{self, Time, Use},
    words,
};
use crate::text::{
    cues::{ends_with_any, starts_with_any},
    marks::is_blank,
};

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
        course::put(draft, level, false);
        draft.put_base(&times, level.end());
        head = level.noun.head.clone();
        let end = level.end();
        let behind = draft.stretch.slice((end, level.clause.1));
        let is_rank = level.values.iter().all(|own| own.role == Role::Rank);
        is_output = words::EVENTS.end_of(behind).is_some()
            || !is_rank && head.verb.is_some_and(|verb| words::DELIVERIES.has(verb));
    } else if let Some(pegged) = pegged {
        put_pegged(draft, &pegged);
    } else {
        is_output = put_end_state(draft, &head);
        draft.put_base(&times, first_clause(draft).1);
    }
    put_modality(draft, &head, elided.as_ref().map(|(_, head)| head));
    draft.put_period(&times, false);
    put_deadline(draft, &times);
    if let Some((elided_text, own)) = elided.filter(|_| head.verb.is_none() && level.is_some()) {
        draft.set("elided_head", elided_text);
        inherit(draft, &own);
        is_output = own.verb.is_some_and(|verb| words::DELIVERIES.has(verb));
    }
    draft.set("nature", if is_output { "output" } else { "outcome" });
}

fn first_clause(draft: &Draft<'_>) -> (usize, usize) {
    draft.stretch.clauses().first().copied().unwrap_or_default()
}

/// What an item takes from the verb that its list shares: without 新增 its count would read as a
/// level.
fn inherit(draft: &mut Draft<'_>, head: &Head) {
    let Some(verb) = head.verb.filter(|verb| words::GROWTH.has(verb)) else {
        return;
    };
    if !draft.has("direction") {
        draft.set("direction", "increase");
    }
    if matches!(verb, "新增" | "净增") && draft.has("indicator") {
        let mut whole = String::from(verb);
        whole.push_str(draft.text_of("indicator"));
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
pub(super) struct Pegged {
    indicator: (usize, usize),
    reference: String,
}

pub(super) fn pegged(draft: &Draft<'_>) -> Option<Pegged> {
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

pub(super) fn put_pegged(draft: &mut Draft<'_>, pegged: &Pegged) {
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
    // The verb of the yardstick may be the one at the head: 完成省定目标.
    let from = head.verb.map_or(head.end, |verb| head.end - verb.len());
    let reached = yardstick(draft.stretch.slice((from, clause.1)));
    let carries_out = head.verb.is_some_and(|verb| words::CARRIED_OUT.has(verb));
    let noun = if reached.is_some() && yardstick(body).is_none() {
        (head.end, head.end)
    } else if head.verb.is_some() && !carries_out && reached.is_none() {
        object(&draft.stretch, (head.end, clause.1))
    } else {
        subject(&draft.stretch, (head.end, clause.1))
    };
    draft.slot("indicator", noun);
    let name = draft.stretch.slice(noun);
    if !name.is_empty() {
        draft.name_indicator(name);
        if words::is_lower_better(name) {
            draft.set("polarity", "lower_better");
        }
    }
    if let Some((comparator, reference)) = reached {
        draft.set("comparator", comparator);
        draft.set("reference", reference);
    }
    text.contains("覆盖") || words::EVENTS.end_of(text).is_some()
}

/// What a verb at the head is about: the last noun, without what qualifies it.
fn object(stretch: &Stretch<'_>, (from, to): (usize, usize)) -> (usize, usize) {
    let mut start = from;
    while let Some(at) = stretch.find("的", start).filter(|&at| at < to) {
        start = at + '的'.len_utf8();
    }
    (start, to)
}

/// What a clause without a verb at its head is about: what stands before its predicate.
fn subject(stretch: &Stretch<'_>, (from, to): (usize, usize)) -> (usize, usize) {
    let mut end = to;
    let yardsticks = words::TO_YARDSTICK.iter().map(|&(_, words)| words);
    for words in yardsticks.chain([words::PREDICATES, words::EVENTS]) {
        for word in words.iter() {
            end = predicate(stretch, word, from).map_or(end, |at| end.min(at));
        }
    }
    let mut is_timed = false;
    for (at, _) in stretch.slice((from, to)).char_indices() {
        let at = from + at;
        let time = time::read(stretch.text, at, None).filter(|time| time.range.0 == at);
        if at < end && stretch.end_of_name(at).is_none() && time.is_some() {
            end = at;
            is_timed = true;
        }
    }
    let kept = stretch.slice((from, end));
    let kept = kept.trim_end_matches(|c: char| is_blank(c) || "的在于".contains(c));
    // 居民收入比2020年翻一番, but 城乡收入比缩小.
    let compared = words::BASES.before(kept).filter(|_| is_timed);
    (from, from + compared.unwrap_or(kept).len())
}

/// Where a word first stands that is no part of the name of a rate: 覆盖, but not in 覆盖率.
fn predicate(stretch: &Stretch<'_>, word: &str, from: usize) -> Option<usize> {
    let mut from = from;
    loop {
        let at = stretch.find(word, from)?;
        let behind = at + word.len();
        if !stretch.from(behind).starts_with('率') {
            return Some(at);
        }
        from = behind;
    }
}

/// The yardstick of others that a clause ends with: 完成省定目标, 高于全省平均水平.
pub(super) fn yardstick(text: &str) -> Option<(&'static str, &str)> {
    let text = text.strip_suffix("以内").unwrap_or(text);
    words::YARDSTICKS.end_of(text)?;
    let mut found: Option<(&'static str, &str)> = None;
    for &(comparator, verbs) in words::TO_YARDSTICK {
        for verb in verbs.iter() {
            let Some((before, reference)) = text.rsplit_once(verb) else {
                continue;
            };
            // The last verb counts; of 不高于 and 高于 the one whose list comes first.
            let is_name = (2..=16).contains(&reference.chars().count());
            if is_name && found.is_none_or(|(_, own)| reference.len() < own.len()) {
                found = Some((words::turned_by(before, comparator), reference));
            }
        }
    }
    found
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
    // 森林覆盖率24%(约束性): a remark on the whole.
    for (word, name) in [("约束性", "binding"), ("预期性", "expected")] {
        let at = draft.stretch.text.find(word);
        if let Some(at) = at.filter(|_| found.is_empty()) {
            found.push((name, (at, at + word.len())));
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
        let whole_year = draft.stretch.from(time.range.0).starts_with("全年");
        time.used == Use::Deadline || time.used == Use::Period && led && !whole_year
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
