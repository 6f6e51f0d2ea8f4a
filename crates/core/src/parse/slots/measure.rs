//! Attributes and slots of a Measure (guideline §4).

use crate::text::wordlist::cues;
use alloc::{string::String, vec::Vec};
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
    text::{cues::starts_with_any, marks::is_han, wordlist::Words},
};

/// Marks of what is being done, and of what is done.
const ONGOING: Words =
    Words::new("正在 正开展 正编制 正加紧 正抓紧 正有序 正积极 进行中 推进中 抓紧建设 加紧");
const DONE: Words = Words::new("已 了");
const NOT_DONE: Words = Words::new("为了 了解 除了 了结");
const DROPPED: Words = Words::new("取消 终止");

/// What is dropped whenever it says so: a project that goes on no more.
const GIVEN_UP: Words = Words::new(
    "取消实施 终止实施 暂停实施 停止实施 中止实施 不再实施 取消建设 终止建设 暂停建设 停止建设 \
     中止建设 不再建设",
);

/// Verbs of documents.
const DRAFTING: Words = Words::new("印发 出台 制定 下发 发布 起草 拟定 编制 修订");

/// Means that the text names plainly: a verb, what must follow it in its clause, and the means.
const INSTRUMENTS: &[(Words, Words, &str)] = &[
    (DRAFTING, Words::new("条例 管理办法 规章"), "regulation"),
    (
        DRAFTING,
        Words::new("《 方案 意见 规划 通知 政策"),
        "document",
    ),
    (
        Words::new("召开 组织召开 举行"),
        Words::new("会"),
        "meeting",
    ),
    (
        Words::new("成立 组建 设立"),
        Words::new("领导小组 专班 指挥部 委员会 工作组"),
        "institution",
    ),
    (
        Words::new("开展 实施 推进 组织"),
        Words::new("专项行动 攻坚行动 集中整治 专项整治 大排查"),
        "campaign",
    ),
    (
        Words::new("发放 兑现 拨付"),
        Words::new("资金 补贴 补助 奖补 贷款"),
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
    draft.put_funding(&amounts, true);
    draft.put_period(&times, false);
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
fn says(stretch: &Stretch<'_>, words: Words, others: Words) -> bool {
    words.iter().any(|word| {
        stretch.find(word, 0).is_some_and(|at| {
            let from = stretch.text.floor_char_boundary(at.saturating_sub(3));
            let around = stretch.from(from);
            let end = around.floor_char_boundary(3 + word.len() + 3);
            let around = around.get(..end).unwrap_or_default();
            !others.is_in(around)
        })
    })
}

fn status(draft: &Draft<'_>) -> &'static str {
    let stretch = &draft.stretch;
    let text = stretch.text;
    if says(stretch, ONGOING, cues!("")) {
        return "in_progress";
    }
    if says(stretch, GIVEN_UP, cues!("")) {
        return "dropped";
    }
    if starts_with_any(text, &["已", "现已", "目前已"]).is_some() {
        return "done";
    }
    let clause = stretch.clauses().first().copied().unwrap_or_default();
    let head = indicator::head(stretch, clause, usize::MAX);
    let is_planned = head.modalities.iter().any(|(name, _)| *name == "plan");
    if is_planned {
        return "planned";
    }
    if draft.context.tense == Tense::Past && says(stretch, DROPPED, cues!("")) {
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
            if verbs.has(verb) && things.is_in(rest) {
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
    let mut starts = amounts.iter().skip(1).map(|own| own.whole.0);
    for own in amounts {
        let next = starts.next().unwrap_or(usize::MAX);
        let clause = clauses.iter().find(|clause| own.value.0 < clause.1);
        let Some(&(start, end)) = clause else { break };
        let end = end.min(next);
        let is_counted = own.role == Role::Value
            && !own.unit.is_percent()
            && !own.unit.is_points()
            && !own.unit.is_time()
            && !own.unit.is_money()
            && !own.unit.plain.is_empty();
        if !is_counted || draft::is_funding(&draft.stretch, own, true) {
            if own.role != Role::Class {
                from = own.whole.1;
            }
            continue;
        }
        let object = object(&draft.stretch, (start.max(from), end), own);
        from = own.whole.1;
        if object.0 >= from {
            // What is behind a figure goes on to the end of its item.
            let rest = draft.stretch.slice((object.1, end));
            let item = rest.find(|c| quantity::is_separator(c) || "和及与".contains(c));
            from = item.map_or(end, |at| object.1 + at);
        }
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
            let parts = text.rsplit_once(verb);
            if let Some((_, behind)) =
                parts.filter(|(before, behind)| !behind.is_empty() && before.ends_with(is_han))
            {
                noun.0 = noun.0.max(noun.1 - behind.len());
            }
        }
        let text = stretch.slice(noun);
        let kept = words::ACTIONS
            .before(text)
            .filter(|kept| !kept.is_empty())
            .unwrap_or(text);
        noun.1 = noun.0 + kept.len();
    }
    if starts_with_any(stretch.slice(noun), &["约", "近"]).is_some() && noun.1 == own.whole.0 {
        noun.1 = noun.0;
    }
    noun
}

/// What the clause before counts, where this one leaves it out: 建设75套公租房,交付46套.
fn object_before(draft: &Draft<'_>) -> Option<String> {
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
