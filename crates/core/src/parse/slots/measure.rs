//! Attributes and slots of a Measure (guideline §4).

use alloc::vec::Vec;
use serde_json::Value;

use super::{
    around,
    draft::{self, Draft},
    indicator,
    quantity::{self, Quantity, Role},
    stretch::Stretch,
    time::{self, Use},
    words,
};
use crate::{
    model::{Members, Tense},
    text::cues::{ends_with_any, starts_with_any},
    text::marks::is_han,
};

/// Marks of what is being done, and of what is done.
const ONGOING: &[&str] = &[
    "正在",
    "正开展",
    "正编制",
    "正加紧",
    "正抓紧",
    "正有序",
    "正积极",
    "进行中",
    "推进中",
    "抓紧建设",
    "加紧",
];
const DONE: &[&str] = &["已", "了"];
const NOT_DONE: &[&str] = &["为了", "了解", "除了", "了结"];
const DROPPED: &[&str] = &["取消", "终止", "不再实施"];

/// Means that the text names plainly: a verb, what must follow it in its clause, and the means.
const INSTRUMENTS: &[(&[&str], &[&str], &str)] = &[
    (
        &[
            "印发", "出台", "制定", "下发", "发布", "起草", "拟定", "编制", "修订",
        ],
        &["条例", "管理办法", "规章"],
        "regulation",
    ),
    (
        &[
            "印发", "出台", "制定", "下发", "发布", "起草", "拟定", "编制", "修订",
        ],
        &["《", "方案", "意见", "规划", "通知", "政策"],
        "document",
    ),
    (&["召开", "组织召开", "举行"], &["会"], "meeting"),
    (
        &["成立", "组建", "设立"],
        &["领导小组", "专班", "指挥部", "委员会", "工作组"],
        "institution",
    ),
    (
        &["开展", "实施", "推进", "组织"],
        &["专项行动", "攻坚行动", "集中整治", "专项整治", "大排查"],
        "campaign",
    ),
    (
        &["发放", "兑现", "拨付"],
        &["资金", "补贴", "补助", "奖补", "贷款"],
        "funding",
    ),
];

pub(super) fn read(draft: &mut Draft<'_>) {
    let amounts = quantity::find(&draft.stretch);
    let times = time::find(&draft.stretch, draft.year());
    draft.set("status", status(draft));
    if let Some(instrument) = instrument(&draft.stretch) {
        draft.set("instrument", instrument);
    }
    put_quantities(draft, &amounts);
    draft.put_funding(&amounts);
    draft.put_period(&times);
    if let Some(time) = times.iter().find(|time| time.used == Use::Deadline) {
        draft.slot("deadline", time.range);
        if let Some(iso) = &time.iso {
            draft.set("deadline", iso.clone());
        }
    }
    if let Some((elided, _)) = around::elided_head(draft.text, draft.range.start()) {
        let head = indicator::head(&draft.stretch, (0, draft.stretch.text.len()), 1);
        if head.verb.is_none() && draft.has("quantity") {
            draft.set("elided_head", elided);
        }
    }
}

/// Whether a text contains one of these words that is not one of those.
fn says(stretch: &Stretch<'_>, words: &[&str], others: &[&str]) -> bool {
    words.iter().any(|word| {
        stretch.find(word, 0).is_some_and(|at| {
            let from = stretch.text.floor_char_boundary(at.saturating_sub(3));
            let around = stretch.from(from);
            let end = around.floor_char_boundary(3 + word.len() + 3);
            let around = around.get(..end).unwrap_or_default();
            !others.iter().any(|other| around.contains(other))
        })
    })
}

fn status(draft: &Draft<'_>) -> &'static str {
    let stretch = &draft.stretch;
    let text = stretch.text;
    if says(stretch, ONGOING, &[]) {
        return "in_progress";
    }
    let is_planned = words::MODALITIES.iter().any(|&(word, name)| {
        name == "plan"
            && text
                .strip_prefix(word)
                .is_some_and(|behind| words::is_modal(word, behind))
    });
    if is_planned {
        return "planned";
    }
    if draft.context.tense == Tense::Past && says(stretch, DROPPED, &[]) {
        return "dropped";
    }
    if draft.context.tense != Tense::Plan && says(stretch, DONE, NOT_DONE) {
        return "done";
    }
    match draft.context.tense {
        Tense::Plan => "planned",
        Tense::Past => "done",
        Tense::None => "unknown",
    }
}

fn instrument(stretch: &Stretch<'_>) -> Option<&'static str> {
    for (start, end) in stretch.clauses() {
        let head = indicator::head(stretch, (start, end), 1);
        let verb = head.verb?;
        for &(verbs, things, name) in INSTRUMENTS {
            let rest = stretch.slice((head.end, end));
            if verbs.contains(&verb) && things.iter().any(|thing| rest.contains(thing)) {
                return Some(name);
            }
        }
    }
    None
}

/// Counted deliverables (guideline §3.5). Shares and growth are not: what a Measure counts is made.
fn put_quantities(draft: &mut Draft<'_>, amounts: &[Quantity]) {
    let mut quantities: Vec<Value> = Vec::new();
    let clauses = draft.stretch.clauses();
    let mut from = 0;
    let mut elided = false;
    for own in amounts {
        let clause = clauses.iter().find(|clause| own.value.0 < clause.1);
        let Some(&(start, end)) = clause else { break };
        let is_counted = own.role == Role::Value
            && !own.unit.is_percent()
            && !own.unit.is_points()
            && !own.unit.is_time()
            && !own.unit.is_money()
            && !own.unit.plain.is_empty();
        if !is_counted || draft::is_funding(&draft.stretch, own) {
            if own.role != Role::Class {
                from = own.whole.1;
            }
            continue;
        }
        let object = object(&draft.stretch, (start.max(from), end), own);
        from = own.whole.1;
        let mut name = draft.stretch.slice(object).into();
        if object.0 == object.1 {
            name = object_before(draft).unwrap_or_default();
            elided = !name.is_empty();
        }
        let mut quantity = Members::new();
        quantity.insert("value".into(), own.amount());
        quantity.insert("unit".into(), own.unit().into());
        if !name.is_empty() {
            if elided {
                draft.set("elided_object", name.clone());
            }
            quantity.insert("object".into(), name.into());
        }
        if let Some(comparator) = own.comparator {
            quantity.insert("comparator".into(), comparator.into());
        }
        quantities.push(Value::Object(quantity));
    }
    if !quantities.is_empty() {
        draft.set("quantity", Value::Array(quantities));
    }
}

/// What is counted: before the figure in its item, else behind it.
fn object(stretch: &Stretch<'_>, item: (usize, usize), own: &Quantity) -> (usize, usize) {
    let text = stretch.slice(item);
    let start = item.1
        - text
            .trim_start_matches(|c| quantity::is_separator(c) || "和及与".contains(c))
            .len();
    let item = (start.min(own.whole.0), item.1);
    let mut noun = indicator::of(stretch, item, own, usize::MAX).range;
    // The object of the last verb in what is left: 甲公司新建厂房3座.
    let text = stretch.slice(noun);
    if noun.1 <= own.whole.0 {
        for verb in [
            "新建", "新增", "建成", "引进", "举办", "组织", "培育", "完成", "设置",
        ] {
            if let Some((before, behind)) = text.rsplit_once(verb) {
                if !behind.is_empty() && before.ends_with(is_han) {
                    noun.0 = noun.0.max(noun.1 - behind.len());
                }
            }
        }
        let text = stretch.slice(noun);
        let kept = ends_with_any(text, words::ACTIONS)
            .filter(|kept| !kept.is_empty())
            .unwrap_or(text);
        noun.1 = noun.0 + kept.len();
    }
    if starts_with_any(stretch.slice(noun), &["约", "近"]).is_some() && noun.1 == own.whole.0 {
        noun.1 = noun.0;
    }
    noun
}

/// What the clause before counts, where this one leaves it out: 建设75套保障房,交付46套.
fn object_before(draft: &Draft<'_>) -> Option<alloc::string::String> {
    let clause = around::clause_before(draft.text, draft.range.start())?;
    let stretch = Stretch::new(draft.text.slice(clause));
    let amounts = quantity::find(&stretch);
    let is_counted = |own: &&Quantity| own.role == Role::Value && !own.unit.is_money();
    let last = amounts.iter().rfind(is_counted)?;
    let clauses = stretch.clauses();
    let own = *clauses.iter().find(|clause| last.value.0 < clause.1)?;
    let noun = object(&stretch, own, last);
    (noun.0 < noun.1).then(|| stretch.slice(noun).into())
}
