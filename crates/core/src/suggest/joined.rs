//! Spans from verdicts: effects stay with their Measure (guideline B7, B9, §10.2), goals stand
//! within one (§9.10).

use crate::text::wordlist::cues;
use alloc::vec::Vec;

use super::{
    clause::{Clause, Link},
    rules::Rule,
    verdict::{Verdict, goal_in},
    words::{self, Lists, Words},
};
use crate::{model::Tense, scheme::LabelKind};

/// A span in its block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Found {
    pub kind: LabelKind,
    pub rule: Rule,
    /// In bytes of the block.
    pub place: (usize, usize),
    pub tense: Tense,
    /// Its sentence, or the part of it up to a bracket, counted in its block.
    pub sentence: usize,
    /// Whether it is a part of what stands before it: 其中.
    pub is_part: bool,
}

/// Puts the clauses of a sentence together.
#[derive(Default)]
pub(super) struct Joined {
    pub found: Vec<Found>,
    sentence: usize,
    /// Whether the clause before is part of a Measure that an effect may go on with.
    is_open: bool,
    /// What the clause before is.
    pub before: Option<(LabelKind, Rule)>,
    /// Whether the clause before is to be gone on with: 将A、B等,纳入C.
    is_cut: bool,
    /// The unit of the Result before, where that counts something.
    unit: Option<char>,
    /// Whether it says what somebody is supported in doing.
    is_supported: bool,
}

impl Joined {
    /// A sentence begins.
    pub(super) fn begin(&mut self) {
        self.sentence += 1;
        self.is_open = false;
        self.is_cut = false;
        self.is_supported = false;
        self.unit = None;
        self.before = None;
    }

    /// Whether a clause goes on with the Measure before it whatever it is by itself.
    fn goes_on(&self, clause: &Clause<'_>, verdict: Verdict) -> bool {
        if self.is_cut {
            return !matches!(
                verdict,
                Verdict::Own(LabelKind::Target | LabelKind::Result, _)
            );
        }
        // What those do who are supported is no measure of its own (guideline §10.5).
        self.is_supported
            && clause
                .adverb
                .is_none_or(|adverb| adverb == "加快" || adverb.chars().count() == 1)
            && words::THEIRS.start_of(clause.text).is_some()
            && matches!(
                verdict,
                Verdict::Own(LabelKind::Measure, Rule::MeasureVerb | Rule::MeasureAdverb)
            )
    }

    /// Takes the next clause.
    pub(super) fn push(&mut self, clause: &Clause<'_>, verdict: Verdict, tense: Tense) {
        if clause.is_remark {
            // A bracket ends what an effect may go on with.
            self.is_open = false;
            self.sentence += 1;
            if let Verdict::Own(kind, rule) = verdict {
                self.found.push(Found {
                    kind,
                    rule,
                    place: clause.place,
                    tense,
                    sentence: self.sentence,
                    is_part: false,
                });
            }
            return;
        }
        // 502件重复信访,已化解331件: one Result (guideline §9.21).
        let is_rest = clause.link == Link::Comma && clause.is_rest() && self.unit.is_some();
        if is_rest && clause.unit() == self.unit {
            if let Some(last) = self.found.last_mut() {
                last.place.1 = clause.place.1;
            }
            return;
        }
        let joins = self.is_open && clause.link != Link::Begins;
        let goes_on = joins && self.goes_on(clause, verdict);
        match verdict {
            _ if goes_on || joins && matches!(verdict, Verdict::Effect | Verdict::GoesOn) => {
                if let Some(last) = self.found.last_mut() {
                    last.place.1 = clause.place.1;
                }
                self.is_cut = is_cut(clause.text);
            }
            Verdict::Effect
                if (clause.is_action() || acts_by(clause.text) && self.before.is_none())
                    && (self
                        .before
                        .is_none_or(|(kind, _)| kind == LabelKind::Measure)
                        || clause.lists.abstracts.end_of(clause.end()).is_none()) =>
            {
                let rule = if clause.verb.is_some() {
                    Rule::MeasureVerb
                } else {
                    Rule::MeasureAdverb
                };
                self.own(clause, LabelKind::Measure, rule, tense);
            }
            Verdict::Own(kind, rule) => self.own(clause, kind, rule, tense),
            Verdict::Frame => (self.is_open, self.unit) = (false, None),
            Verdict::Effect | Verdict::GoesOn | Verdict::Nothing => {
                self.is_open = false;
                if verdict == Verdict::Nothing {
                    self.before = None;
                }
            }
        }
    }

    fn own(&mut self, clause: &Clause<'_>, kind: LabelKind, rule: Rule, tense: Tense) {
        self.is_open = kind == LabelKind::Measure;
        self.is_cut = self.is_open && is_cut(clause.text);
        let counts = rule == Rule::ResultCount && !clause.has_two_figures();
        self.unit = clause.unit().filter(|_| counts);
        self.is_supported = rule == Rule::MeasureSupport && does_something(clause.text);
        // A goal that stands in a frame is not what follows is the effect of (guideline B8).
        let is_framed = cues!("围绕 聚焦 瞄准 紧扣").end_of(clause.before).is_some();
        self.before = (!is_framed).then_some((kind, rule));
        let parts = match rule {
            Rule::MeasureSupport => own_subjects(clause.text, INNER),
            Rule::ResultAward => own_subjects(clause.text, HONOURS),
            _ => [(0, clause.text.len())].into(),
        };
        for (from, to) in parts {
            let place = (clause.place.0 + from, clause.place.0 + to);
            self.found.push(Found {
                kind,
                rule,
                place,
                tense,
                sentence: self.sentence,
                is_part: clause.before.contains("其中"),
            });
            let part = clause
                .text
                .get(from..to)
                .filter(|_| rule == Rule::MeasureSupport);
            if let Some(goal) = part.and_then(|part| nested_goal(clause.lists, part)) {
                self.found.push(Found {
                    kind: LabelKind::Target,
                    rule: Rule::TargetNested,
                    place: (place.0 + goal, place.1),
                    tense,
                    sentence: self.sentence,
                    is_part: false,
                });
            }
        }
        // An effect goes on with the Measure, not with the goal in it.
        if let [.., measure, nested] = self.found.as_mut_slice()
            && nested.rule == Rule::TargetNested
        {
            core::mem::swap(measure, nested);
        }
    }
}

/// Whether a clause says by what something is done, and does it: 以更大力度吸引外资.
fn acts_by(text: &str) -> bool {
    text.starts_with('以') && cues!("推进 推动 吸引 提升 促进 带动 实施 开展 引进 撬动").is_in(text)
}

/// Whether a clause lacks its predicate, which the next one has: 将A、B等,纳入C; 通过土地流转等形式,发展D;
/// 以A为主体,B为补充的格局.
fn is_cut(text: &str) -> bool {
    let disposes = text.split_once('将').is_some_and(|(_, rest)| {
        rest.ends_with('等')
            || cues!("措施 项目 工作").end_of(rest).is_some()
                && !rest.contains("纳入")
                && !rest.contains("作为")
    });
    let by_way = (text.contains("通过") || text.contains("依托") || text.contains("借助"))
        && cues!("形式 方式 等 途径 手段 渠道").end_of(text).is_some();
    let half = text.contains('以')
        && cues!("为主体 为主 为核心 为重点 为骨干")
            .end_of(text)
            .is_some();
    disposes || by_way || half
}

/// Whether who is supported has a verb: 支持某学院深化产教融合, not 支持技术创新.
fn does_something(text: &str) -> bool {
    let far = text.char_indices().nth(4).map_or(text.len(), |(at, _)| at);
    let behind = text.get(far..).unwrap_or_default();
    words::THEIR_VERBS.is_in(behind)
}

/// Verbs of what somebody is supported with.
const INNER: Words = Words::new("建设 打造 创建 争创 冲刺 建成 申创 创成");

/// Verbs of honours that each item of a list may have (guideline §10.7).
const HONOURS: Words = Words::new("荣获 获评 入选 获 上榜 荣登");

/// The items of a list of which each has a subject and a verb of its own: 支持甲建设A、乙建设B;
/// A获某奖、B获某奖 (guideline §10.7).
fn own_subjects(text: &str, verbs: Words) -> Vec<(usize, usize)> {
    let verb_at = |part: &str| verbs.iter().filter_map(|verb| part.find(verb)).min();
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices('、') {
        let next = text.get(at + mark.len()..).unwrap_or_default();
        let next = next.split('、').next().unwrap_or(next);
        let own = text.get(start..at).unwrap_or_default();
        // A name of two to twelve characters stands before the verb.
        let is_named = verb_at(next).is_some_and(|at| (6..=36).contains(&at));
        let is_quoted = own.matches('“').count() > own.matches('”').count();
        if verb_at(own).is_some_and(|at| at > 3) && is_named && !is_quoted {
            parts.push((start, at));
            start = at + mark.len();
        }
    }
    parts.push((start, text.len()));
    parts
}

/// Where the goal begins that a Measure holds: the 建设示范区 of 支持某县建设示范区.
fn nested_goal(lists: &Lists, text: &str) -> Option<usize> {
    let starts = INNER
        .iter()
        .flat_map(|verb| text.match_indices(verb))
        .map(|(at, _)| at);
    let is_goal = |&at: &usize| {
        let goal = text.get(at..).unwrap_or_default();
        let aims = goal.starts_with("冲刺") && goal.chars().count() > 3;
        at > 6 && (goal_in(lists, goal) || aims)
    };
    starts.filter(is_goal).min()
}
