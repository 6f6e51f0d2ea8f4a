//! What a clause is: Target, Measure, Result, the effect of a Measure, a frame, or nothing
//! (guideline §2–§4, §10).

use super::{
    clause::{Clause, Link},
    rules::Rule,
    words::{self, Lists},
};
use crate::text::wordlist::cues;
use crate::{model::Tense, parse::slots::FigureKind, scheme::LabelKind};

/// What a clause is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Verdict {
    /// Nothing that is annotated.
    Nothing,
    /// A frame around what follows (guideline B8).
    Frame,
    /// The effect of the Measure before it (guideline B7); an action where there is none.
    Effect,
    /// It goes on with the Measure before it, without a verb of its own.
    GoesOn,
    /// A span.
    Own(LabelKind, Rule),
}

/// What is known of the place of a clause.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    pub tense: Tense,
    /// Whether it is in a list of expected targets.
    pub in_list: bool,
    /// Whether it is in a section of targets, so that every task with a number is one (guideline
    /// §3.4).
    pub in_targets: bool,
    /// What the clause before it in its sentence is.
    pub before: Option<(LabelKind, Rule)>,
}

const TARGET: LabelKind = LabelKind::Target;
const MEASURE: LabelKind = LabelKind::Measure;
const RESULT: LabelKind = LabelKind::Result;

/// What a clause is at its place.
pub(super) fn verdict(clause: &Clause<'_>, around: &Around) -> Verdict {
    if clause.is_remark {
        return remark(clause);
    }
    let is_wish = words::SLOGANS.start_of(clause.text).is_some() || is_creed(clause);
    if cues!("不强 不够 不足 不高 不深 不实")
        .end_of(clause.text)
        .is_some()
    {
        return Verdict::Nothing;
    }
    if clause.is_head || clause.text.chars().count() < 4 || is_wish || is_spirit(clause) {
        return Verdict::Nothing;
    }
    if around.in_list {
        return Verdict::Own(TARGET, Rule::TargetList);
    }
    if cues!("筹资 筹措 投入资金 安排资金")
        .behind(clause.text)
        .is_some()
        && clause.has(FigureKind::Money)
    {
        return Verdict::Own(MEASURE, Rule::MeasureFunded);
    }
    if around.tense == Tense::Past {
        reported(clause, around)
    } else {
        planned(clause, around)
    }
}

/// `(目标11%)` (guideline §9.1).
fn remark(clause: &Clause<'_>) -> Verdict {
    let is_level = cues!("目标 年度目标 全年目标 预期目标 年初目标 计划 年度计划")
        .behind(clause.text)
        .is_some();
    if is_level
        && (clause.figure().is_some() || clause.text.chars().count() > 5)
        && clause.text.chars().count() < 30
    {
        Verdict::Own(TARGET, Rule::TargetBracket)
    } else {
        Verdict::Nothing
    }
}

/// Whether a clause is of a creed (guideline §9.22), and not of a campaign that has its name.
fn is_creed(clause: &Clause<'_>) -> bool {
    let campaigns = ["主题教育", "活动", "学习教育"];
    let named =
        clause.text.contains("习近平") && !campaigns.iter().any(|end| clause.end().ends_with(end));
    named || words::CREEDS.is_in(clause.text)
}

/// Whether a clause is of a spirit and of nothing that is done: 贯彻落实…精神.
fn is_spirit(clause: &Clause<'_>) -> bool {
    words::SPIRIT.end_of(clause.end()).is_some()
        && cues!("贯彻 落实 学习 坚持 按照 根据 以").is_in(clause.text)
}

/// What frames another clause (guideline B8).
fn is_frame(clause: &Clause<'_>) -> bool {
    let text = clause.text;
    if clause.ends_with_figure() {
        return false;
    }
    let text = text.strip_prefix(['要', '须']).unwrap_or(text);
    if words::FRAMES_OPEN.start_of(text).is_some() && words::CHANCES.end_of(text).is_some() {
        return true;
    }
    if let Some(frame) = clause.lists.frames.start_of(text) {
        if cues!("坚持不懈 坚持和 坚持创建 对接 对标一流 把握好 从严 就近 就业 结合实际开展")
            .behind(text)
            .is_some()
        {
            return false;
        }
        let rest = text.get(frame.len()..).unwrap_or_default();
        let far = rest.char_indices().nth(3).map_or(rest.len(), |(at, _)| at);
        let rest = rest.get(far..).unwrap_or_default();
        let acts = words::INNER_VERBS.iter().any(|verb| {
            rest.match_indices(verb).any(|(at, _)| {
                let behind = rest.get(at + verb.len()..).unwrap_or_default();
                behind.chars().count() >= 3
            })
        });
        let acts = acts || cues!("进行 给予 予以 实行 纳入 表彰").is_in(rest);
        return !acts;
    }
    if text.starts_with(['以', '把']) {
        let ends = words::FRAME_ENDS.end_of(clause.end()).is_some();
        return ends && text.contains(['为', '作']);
    }
    let uses = cues!("充分利用 利用 充分发挥 把握 用好 主动 积极")
        .behind(text)
        .is_some();
    uses && cues!("机遇 契机 窗口期").end_of(text).is_some()
}

/// Whether a clause is the effect of an action (guideline B7, §10.2, §10.5).
fn is_effect(clause: &Clause<'_>) -> bool {
    let text = clause.text;
    if text.starts_with('把') && cues!("纳入 作为 列为 列入").is_in(text) {
        return false;
    }
    // 实行“一月一调度” says how.
    let says_how = cues!("实行 推行")
        .behind(text)
        .is_some_and(|rest| is_quoted(rest) && rest.contains('、'));
    if says_how {
        return true;
    }
    if clause
        .adverb
        .is_some_and(|adverb| words::STRONG.has(adverb))
    {
        return false;
    }
    if clause
        .figures
        .iter()
        .any(|own| !matches!(own.kind, FigureKind::Bare))
    {
        return false;
    }
    let bare = clause.bare;
    if clause
        .lists
        .effects
        .start_of(text)
        .or_else(|| clause.lists.effects.start_of(bare))
        .is_some()
    {
        return true;
    }
    let supplies = cues!("保障 确保").behind(text).is_some() && text.ends_with("供给");
    if supplies {
        return true;
    }
    let starts = [text, bare]
        .iter()
        .any(|own| clause.lists.effects_of.start_of(own).is_some());
    let is_aim = clause.aim.is_some() && clause.verb.is_none();
    starts && clause.lists.abstracts.end_of(clause.end()).is_some() || is_aim && !is_checked(clause)
}

/// Whether a text is a quotation and nothing else.
fn is_quoted(text: &str) -> bool {
    let inner = text
        .strip_prefix('“')
        .and_then(|rest| rest.strip_suffix('”'));
    inner.is_some_and(|inner| !inner.contains(['“', '”']))
}

/// Whether a clause names a goal that can be checked (guideline §3).
fn is_goal(clause: &Clause<'_>) -> bool {
    goal_in(clause.lists, clause.bare)
        || clause.aim.is_some() && goal_in(clause.lists, clause.bare)
        || clause.aim.is_some_and(|aim| words::GOAL_VERBS.has(aim)) && {
            let at = clause
                .text
                .find(clause.aim.unwrap_or_default())
                .unwrap_or(0);
            goal_in(clause.lists, clause.text.get(at..).unwrap_or_default())
        }
}

/// Whether a text begins with the verb of a goal and ends with one.
pub(super) fn goal_in(lists: &Lists, text: &str) -> bool {
    let end = text.trim_end_matches(['”', '’']);
    if words::TITLE_VERBS.start_of(text).is_some()
        && words::TITLES.is_in(text)
        && !ends_as_work(end)
    {
        return true;
    }
    let verb = words::GOAL_VERBS.start_of(text);
    verb.is_some() && lists.goals.end_of(end).is_some()
}

/// Whether it is the work on something that a clause names: …创建工作.
fn ends_as_work(text: &str) -> bool {
    cues!("工作 活动 工程 机制 建设 创建 试点示范")
        .end_of(text)
        .is_some()
}

/// Whether a clause states an end that can be checked: an event, full coverage (guideline §3).
fn is_checked(clause: &Clause<'_>) -> bool {
    let end = clause.end();
    if end.ends_with("转变") {
        return false;
    }
    // 确保9月底前…: what has a date can be checked.
    let dated = cues!("月底前 年底前 月前 日前 年内").is_in(clause.text);
    let won = cues!("获批 创成 获评 入选 命名 认定").is_in(clause.text);
    let done =
        clause.text.contains("完成") && cues!("年度任务 目标任务 任务 目标").end_of(end).is_some();
    if clause.aim.is_some() && (dated || won || done && !clause.text.starts_with("确保完成")) {
        return true;
    }
    clause.lists.events.end_of(end).is_some()
        || cues!("全覆盖 覆盖全 覆盖所有 “清零” 动态清零 双下降 零增长 零发生 零新增 零的突破 只减不增 不逾期 不发生").is_in(clause.text)
        || clause.text.contains("通过")
            && cues!("审定 验收 复审 评估 认定").end_of(end).is_some()
}

fn planned(clause: &Clause<'_>, around: &Around) -> Verdict {
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

/// Whether a clause without a verb goes on with the one before it.
fn goes_on(clause: &Clause<'_>) -> Verdict {
    let end = clause.end();
    let is_open = cues!("建设 加快建设 项目 工程 行动 落地")
        .end_of(end)
        .is_some();
    if is_open && clause.link == Link::Comma && clause.text.contains(['、', '等']) {
        Verdict::GoesOn
    } else {
        Verdict::Nothing
    }
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

fn reported(clause: &Clause<'_>, around: &Around) -> Verdict {
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

/// 对…进行…, 将…纳入…: an action whose object stands before its verb.
fn is_frame_of_action(clause: &Clause<'_>) -> bool {
    let text = cues!("均已 现已 已经 已 及时 先后 分别")
        .iter()
        .find_map(|word| clause.text.strip_prefix(word))
        .unwrap_or(clause.text);
    let verbs = [
        "进行", "开展", "实施", "给予", "予以", "实行", "纳入", "设立", "推送", "作为", "列为",
        "建成", "举办", "组织", "发放", "先行", "加装", "共建", "签订", "签署", "达成", "建立",
        "打造",
    ];
    cues!("对 将 把 就 在 为 向 与 给").behind(text).is_some()
        && verbs.iter().any(|verb| text.contains(verb))
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
