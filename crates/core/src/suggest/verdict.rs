//! What a clause is: Target, Measure, Result, the effect of a Measure, a frame, or nothing
//! (guideline §2–§4, §10).

mod planned;
mod reported;

use self::{planned::planned, reported::reported};
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
