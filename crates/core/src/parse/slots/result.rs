//! Attributes and slots of a Result (guideline §3).

use super::{
    course,
    draft::Draft,
    indicator::{self, Noun},
    quantity::{self, Role},
    target, time, words,
};
use crate::text::{cues::starts_with_any, marks::is_blank};

/// How a clause begins that reports an event.
const EVENTS: &[&str] = &[
    "荣获",
    "获评",
    "获得",
    "获",
    "入选",
    "举行",
    "召开",
    "举办",
    "发布",
    "当选",
    "被评为",
    "被授予",
    "荣登",
];

/// Verbs of awards, wherever they stand: the place that they name is of the award.
const AWARDS: &[&str] = &["荣获", "获评", "斩获"];

/// What goes on in a clause without a level.
const STATES: &[&str] = &[
    "已", "正在", "正", "进入", "完成", "开工", "完工", "竣工", "合龙", "通车", "投产", "投用",
    "推进", "阶段", "建成", "启动", "签约", "落户", "获批",
];

pub(super) fn read(draft: &mut Draft<'_>) {
    let amounts = quantity::find(&draft.stretch);
    let times = time::find(&draft.stretch, draft.year());
    let is_award = |word: &&str| draft.stretch.find(word, 0).is_some();
    let is_event =
        starts_with_any(draft.stretch.text, EVENTS).is_some() || AWARDS.iter().any(is_award);
    let is_event = is_event && amounts.iter().all(|own| own.role == Role::Rank);
    let level = indicator::level(&draft.stretch, &amounts, 1).filter(|_| !is_event);
    if let Some(mut level) = level {
        let is_rank = level.values.iter().all(|own| own.role == Role::Rank);
        let end = level.end();
        let behind = draft.stretch.slice((end, level.clause.1));
        let kind = if is_rank {
            "rank"
        } else if behind.contains("已") || behind.contains("正在") {
            "status"
        } else {
            "level"
        };
        draft.set("kind", kind);
        take_resolved(draft, &amounts, &mut level);
        draft.put_values(&level.values);
        draft.put_indicator(&level.noun);
        course::put(draft, &level, true);
        draft.put_base(&times, level.end());
        put_gap(draft, &amounts);
    } else if let Some(pegged) = target::pegged(draft) {
        draft.set("kind", "level");
        target::put_pegged(draft, &pegged);
    } else {
        let text = draft.stretch.text;
        let is_state = STATES.iter().any(|word| text.contains(word));
        let is_status = is_state && !is_event;
        draft.set("kind", if is_status { "status" } else { "event" });
        if text.contains("目标任务以内") || text.contains("目标以内") {
            draft.set("attainment", "met");
        }
        if let Some((comparator, reference)) = target::yardstick(text) {
            draft.set("comparator", comparator);
            draft.set("reference", reference);
            draft.set("kind", "level");
        }
        if !is_event {
            put_subject(draft);
        }
        put_gap(draft, &amounts);
    }
    draft.put_funding(&amounts, false);
    draft.put_period(&times, true);
}

/// 增长6.1%,低于目标0.4个百分点: how a result stands to its target, whatever the target is.
fn put_gap(draft: &mut Draft<'_>, amounts: &[quantity::Quantity]) {
    let Some(gap) = amounts.iter().find(|own| own.role == Role::Gap) else {
        return;
    };
    let before = draft.stretch.slice((0, gap.whole.0));
    let Some((comparator, reference)) = words::gap(before) else {
        return;
    };
    if !draft.has("value") {
        draft.set("kind", "level");
        draft.set("comparator", comparator);
    }
    draft.set("reference", reference);
    if !draft.has("indicator") {
        draft.put_indicator(&Noun::default());
    }
    let is_lower_better = words::is_lower_better(draft.text_of("indicator"));
    if is_lower_better {
        draft.set("polarity", "lower_better");
    }
    let is_met = (comparator == "lt") == is_lower_better;
    draft.set("attainment", if is_met { "met" } else { "behind" });
}

/// 410件…,已化解290件: the last count is how far it went, the first what it started from
/// (guideline §9.21).
fn take_resolved(draft: &Draft<'_>, amounts: &[quantity::Quantity], level: &mut indicator::Level) {
    let [first] = level.values.as_slice() else {
        return;
    };
    let later = amounts.iter().rfind(|own| {
        let between = draft.stretch.slice((first.whole.1, own.whole.0));
        own.role == Role::Value
            && own.value.0 > level.clause.1
            && own.unit.verbatim == first.unit.verbatim
            && between.contains('已')
    });
    if let Some(later) = later {
        level.baseline = Some(first.clone());
        level.values = [later.clone()].into();
    }
}

/// What a state is one of: what stands before 已, 正在 or 进入.
fn put_subject(draft: &mut Draft<'_>) {
    let text = draft.stretch.text;
    let end = words::PREDICATES
        .iter()
        .filter_map(|word| draft.stretch.find(word, 0))
        .min();
    let Some(end) = end.filter(|&end| end > 0) else {
        return;
    };
    let kept = text
        .get(..end)
        .unwrap_or_default()
        .trim_end_matches(is_blank);
    let range = (0, kept.len());
    draft.put_indicator(&Noun {
        range,
        ..Noun::default()
    });
}
