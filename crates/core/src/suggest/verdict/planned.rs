//! What a clause is that plans (guideline §3).

use super::{
    Around, MEASURE, TARGET, Verdict, goes_on, is_checked, is_effect, is_frame, is_frame_of_action,
    is_goal,
};
use crate::{
    parse::slots::FigureKind,
    suggest::{
        clause::{Clause, Link},
        rules::Rule,
        words,
    },
    text::wordlist::cues,
};

pub(super) fn planned(clause: &Clause<'_>, around: &Around) -> Verdict {
    if is_frame(clause) {
        return Verdict::Frame;
    }
    if let Some(rule) = planned_figure(clause, around) {
        return rule;
    }
    if words::WORKS.start_of(clause.bare).is_none() && is_goal(clause) {
        return Verdict::Own(TARGET, Rule::TargetNamed);
    }
    let reaches = clause.aim.is_some()
        || matches!(clause.verb, Some("实现" | "确保"))
        || clause.is_forecast() && !clause.is_action()
        || clause.is_plan && clause.lists.events.start_of(clause.bare).is_some()
        || !clause.is_action() && (around.in_targets || clause.text.contains("全覆盖"));
    if reaches && is_checked(clause) {
        return Verdict::Own(TARGET, Rule::TargetEvent);
    }
    if words::SUPPORTS
        .start_of(clause.bare)
        .is_some_and(|word| word == "支持" || word == "鼓励")
    {
        return Verdict::Own(MEASURE, Rule::MeasureSupport);
    }
    if is_effect(clause) {
        return Verdict::Effect;
    }
    if clause.verb.is_some() {
        return Verdict::Own(MEASURE, Rule::MeasureVerb);
    }
    if clause.is_action() {
        return Verdict::Own(MEASURE, Rule::MeasureAdverb);
    }
    if cues!("将 对 把 向 为").behind(clause.text).is_some() || is_frame_of_action(clause) {
        return Verdict::Own(MEASURE, Rule::MeasureVerb);
    }
    if has_frame_verb(clause) || clause.subject.is_some() {
        return Verdict::Own(MEASURE, Rule::MeasureVerb);
    }
    goes_on(clause)
}

/// A frame with the action in it: 聚焦重点产业实施精准招商.
fn has_frame_verb(clause: &Clause<'_>) -> bool {
    clause.lists.frames.start_of(clause.text).is_some() && !is_frame(clause)
}

/// What a planned clause with a figure is (guideline §3.1–§3.5).
fn planned_figure(clause: &Clause<'_>, around: &Around) -> Option<Verdict> {
    let figure = clause.figure()?;
    let own = |rule| Some(Verdict::Own(TARGET, rule));
    let is_money = figure.kind == FigureKind::Money;
    if cues!("总投资 估算总投资 计划总投资 预计总投资 年度计划投资")
        .behind(clause.text)
        .is_some()
    {
        return Some(Verdict::Nothing);
    }
    if around.in_targets {
        return own(Rule::TargetSection);
    }
    if clause.is_known_level() && clause.aim.is_none() {
        return own(Rule::TargetLevel);
    }
    if figure.is_rank {
        let is_goal = clause.aim.is_some() || words::GOAL_VERBS.start_of(clause.bare).is_some();
        return is_goal.then_some(Verdict::Own(TARGET, Rule::TargetNamed));
    }
    if clause.link == Link::Item && !clause.is_action() {
        let shared = match around.before {
            Some((TARGET, _)) => Verdict::Own(TARGET, Rule::TargetShared),
            Some((MEASURE, _)) => Verdict::Own(MEASURE, Rule::MeasureCounted),
            _ => return None,
        };
        return Some(shared);
    }
    let supports = words::SUPPORTS
        .start_of(clause.bare)
        .is_some_and(|word| word != "推动");
    if supports {
        return None;
    }
    if clause.aim.is_some() {
        return own(Rule::TargetAim);
    }
    if figure.kind == FigureKind::Share {
        return own(Rule::TargetLevel);
    }
    let verb = words::GROWTH.start_of(clause.bare).filter(|_| {
        words::EQUIPMENT
            .is_in(clause.object())
            .then_some(())
            .is_none()
    });
    if verb.is_some_and(|verb| !is_money || matches!(verb, "新增" | "净增")) {
        return own(Rule::TargetGrowth);
    }
    let makes = words::MAKINGS.start_of(clause.bare).is_some();
    let counted = clause.counted();
    // What firms have is no firm: 新建企业技术中心8家.
    let is_theirs = cues!("技术中心 研发中心 服务中心 实验室 工作站 服务平台").is_in(counted);
    if makes && words::THIRD_PARTIES.is_in(counted) && !is_theirs && !is_money {
        return own(Rule::TargetGrowth);
    }
    let is_level = cues!("达到 达 控制在 保持在 稳定在 突破 超过 提升至 提高到 增至 拓展至")
        .iter()
        .any(|word| clause.is_level(word));
    if is_level {
        return own(Rule::TargetLevel);
    }
    if is_money && clause.ends_with_figure() && words::REACHED.start_of(clause.bare).is_some() {
        return own(Rule::TargetLevel);
    }
    if !clause.is_action() {
        let is_part = clause.before.contains("其中");
        if is_part && matches!(around.before, Some((MEASURE, _))) {
            return Some(Verdict::Own(MEASURE, Rule::MeasureCounted));
        }
        let follows = matches!(around.before, Some((TARGET, _)));
        return (follows || clause.ends_with_figure() && !is_money)
            .then_some(Verdict::Own(TARGET, Rule::TargetLevel));
    }
    let follows_aim = matches!(
        around.before,
        Some((TARGET, Rule::TargetAim | Rule::TargetGrowth))
    );
    if follows_aim
        && clause.ends_with_figure()
        && matches!(
            clause.verb,
            Some("签约" | "新签约" | "开工" | "投产" | "竣工" | "通过")
        )
    {
        return own(Rule::TargetAim);
    }
    if clause.is_plan && clause.ends_with_figure() && matches!(clause.verb, Some("申报" | "认定"))
    {
        return own(Rule::TargetGrowth);
    }
    Some(Verdict::Own(MEASURE, Rule::MeasureCounted))
}
