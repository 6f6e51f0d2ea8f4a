//! What a clause is that tells what was done (guideline §4, §10.3).

use super::{Around, MEASURE, RESULT, Verdict, goes_on, is_effect, is_frame, is_frame_of_action};
use crate::{
    parse::slots::FigureKind,
    suggest::{
        clause::{Clause, Link},
        rules::Rule,
        words,
    },
    text::wordlist::cues,
};

pub(super) fn reported(clause: &Clause<'_>, around: &Around) -> Verdict {
    let text = clause.text;
    // 建成驿站8个、食堂5个: an item of a list is what its first is.
    if clause.link == Link::Item
        && !clause.is_action()
        && clause.figure().is_some()
        && let Some((MEASURE, _)) = around.before
    {
        return Verdict::Own(MEASURE, Rule::MeasureCounted);
    }
    if let Some(verdict) = document(clause) {
        return verdict;
    }
    let own = |rule| Verdict::Own(RESULT, rule);
    if clause.is_known_level() && !clause.figure().is_some_and(|figure| figure.is_rank) {
        return own(Rule::ResultLevel);
    }
    if words::AWARDS.iter().any(|word| award(clause, word)) {
        return own(Rule::ResultAward);
    }
    if !clause.is_action() && is_yardstick(clause) {
        return own(Rule::ResultLevel);
    }
    if let Some(figure) = clause.figure() {
        if figure.is_rank {
            return own(Rule::ResultRank);
        }
        if figure.kind == FigureKind::Share {
            return own(Rule::ResultLevel);
        }
        let supports = words::SUPPORTS.start_of(clause.bare).is_some();
        if clause.ends_with_figure() && !supports
            || !clause.is_action() && clause.behind_figure().chars().count() < 8
        {
            let is_level = cues!("达到 达 突破 超过 增至 提升至 占")
                .iter()
                .any(|word| clause.is_level(word));
            return own(if is_level {
                Rule::ResultLevel
            } else {
                Rule::ResultCount
            });
        }
        if is_frame_of_action(clause) {
            return Verdict::Own(MEASURE, Rule::MeasureCounted);
        }
        if !clause.is_action() {
            return own(Rule::ResultStatus);
        }
        if clause.is_action() {
            return Verdict::Own(MEASURE, Rule::MeasureCounted);
        }
    }
    if is_frame_of_action(clause) {
        return Verdict::Own(MEASURE, Rule::MeasureDone);
    }
    if is_frame(clause) {
        return Verdict::Frame;
    }
    if !clause.is_action() {
        let state = words::STATES
            .iter()
            .any(|word| text.find(word).is_some_and(|at| at > 3));
        let is_event = clause.lists.events.end_of(clause.end()).is_some()
            || (text.contains("进入") || text.contains("处于")) && text.ends_with("阶段")
            || text.contains("通过") && words::PASSED.end_of(text).is_some()
            || cues!("项目完成 工程完成 项目启动 工程启动 项目开工 工程开工 项目通过 工程通过")
                .is_in(text)
            || text.contains('获') && words::APPROVALS.end_of(text).is_some();
        if state || is_event {
            return if is_of_body(clause) || clause.subject.is_some() {
                Verdict::Own(MEASURE, Rule::MeasureDone)
            } else {
                own(Rule::ResultStatus)
            };
        }
        if cues!("已 正在 现已").behind(text).is_some() {
            return Verdict::Own(MEASURE, Rule::MeasureDone);
        }
        return goes_on(clause);
    }
    if words::SUPPORTS
        .start_of(clause.bare)
        .is_some_and(|word| word == "支持" || word == "鼓励")
    {
        return Verdict::Own(MEASURE, Rule::MeasureSupport);
    }
    if clause.text.contains("全覆盖") && matches!(clause.verb, Some("实现" | "确保")) {
        return own(Rule::ResultStatus);
    }
    if is_effect(clause) {
        return Verdict::Effect;
    }
    let is_done = text.contains('了') || text.contains('已') || text.contains("正在");
    Verdict::Own(
        MEASURE,
        if is_done {
            Rule::MeasureDone
        } else if clause.verb.is_some() {
            Rule::MeasureVerb
        } else {
            Rule::MeasureAdverb
        },
    )
}

/// Whether a clause says how something stands to what others set, without a number: 控制在目标任务以内,
/// 低于序时进度 (guideline §9.3).
fn is_yardstick(clause: &Clause<'_>) -> bool {
    let end = clause.end();
    let limited = clause.text.contains("控制在") && end.ends_with("以内");
    let compared = cues!("低于 高于 快于 慢于 优于 好于 落后于").is_in(clause.text);
    limited || compared && words::YARDSTICKS.end_of(end).is_some()
}

/// Whether a clause reports an honour or a place by this word: at its start, or behind its subject.
fn award(clause: &Clause<'_>, word: &str) -> bool {
    let Some(at) = clause.text.find(word) else {
        return false;
    };
    let is_weak = matches!(
        word,
        "获" | "获得" | "居" | "列入" | "纳入" | "成为" | "排名"
    );
    if at == 0 {
        return !is_weak || matches!(word, "获" | "获得");
    }
    if is_weak {
        return word == "成为" && !clause.is_action();
    }
    !clause.is_action() && !clause.text.starts_with(['将', '把', '对'])
}

/// Whether what a state is of is a jurisdiction or body, so that it is what that one did.
fn is_of_body(clause: &Clause<'_>) -> bool {
    let at = words::STATES
        .iter()
        .filter_map(|word| clause.text.find(word))
        .min();
    let before = clause.text.get(..at.unwrap_or(0)).unwrap_or_default();
    let before = before.strip_suffix("均").unwrap_or(before);
    let lists = clause.lists;
    before.chars().count() <= 12
        && lists.subjects.end_of(before).is_some()
        && lists.not_subjects.end_of(before).is_none()
}

/// A document that was issued (guideline §4).
fn document(clause: &Clause<'_>) -> Option<Verdict> {
    let own = Some(Verdict::Own(MEASURE, Rule::MeasureDocument));
    if cues!("审议通过了《 审议通过《 印发了《 出台了《").is_in(clause.text) {
        return own;
    }
    let documents = &clause.lists.documents;
    let verb = documents
        .start_of(clause.text)
        .or_else(|| documents.start_of(clause.bare))?;
    let at = clause.text.find(verb)?;
    let rest = clause.text.get(at + verb.len()..)?;
    own.filter(|_| rest.starts_with('《'))
}
