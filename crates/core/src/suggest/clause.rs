//! What one comma-clause looks like: words before its verb, the verb, figures.

use crate::text::wordlist::cues;
use alloc::vec::Vec;

use super::words::{self, Lists, Words};
use crate::{
    parse::slots::{Figure, FigureKind, figures},
    text::{
        marks::{is_blank, is_digit, is_outer},
        times,
    },
};

/// How a clause follows the one before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Link {
    /// It is the first of its sentence, or stands behind a bracket.
    Begins,
    /// Behind a comma.
    Comma,
    /// Behind a `、`: an item of a list (guideline B6).
    Item,
}

/// A clause as a span has it (guideline §2), and what it begins with.
#[derive(Clone, Debug)]
pub(super) struct Clause<'a> {
    pub lists: &'a Lists,
    /// In bytes of its block.
    pub place: (usize, usize),
    pub text: &'a str,
    /// What stands before it and is no part of the span: ordinals, times, the jurisdiction.
    pub before: &'a str,
    pub link: Link,
    /// Whether it is within a bracket.
    pub is_remark: bool,
    /// Whether a colon ends it, so that it is the head of a list or a label (guideline B3).
    pub is_head: bool,
    /// 力争, 确保 …
    pub aim: Option<&'static str>,
    /// Whether it says that it is planned: 计划, 拟.
    pub is_plan: bool,
    pub adverb: Option<&'static str>,
    pub verb: Option<&'static str>,
    /// What stands before its verb, where that is its subject and a word of intent follows.
    pub subject: Option<&'a str>,
    /// From the verb on; from behind the adverbs where no verb is known.
    pub bare: &'a str,
    pub figures: Vec<Figure>,
}

impl<'a> Clause<'a> {
    pub(super) fn new(
        lists: &'a Lists,
        text: &'a str,
        before: &'a str,
        place: (usize, usize),
        link: Link,
        is_remark: bool,
    ) -> Self {
        let mut clause = Self {
            lists,
            place,
            text,
            before,
            link,
            is_remark,
            is_head: false,
            aim: None,
            is_plan: false,
            adverb: None,
            verb: None,
            subject: None,
            bare: text,
            figures: figures(text),
        };
        if clause.read_known_subject() {
            return clause;
        }
        clause.read_head(text);
        if clause.begins_bare() {
            clause.read_subject();
        }
        clause
    }

    /// Whether 争取 is to obtain something: 争取资金, 争取支持.
    fn obtains(&self, text: &str) -> bool {
        let Some(rest) = text.strip_prefix("争取") else {
            return false;
        };
        let things = [
            "资金", "立项", "补助", "政策", "支持", "债券", "试点", "将", "纳入", "列入", "上级",
            "挤进",
        ];
        self.has(FigureKind::Money) || things.iter().any(|word| rest.contains(word))
    }

    /// Whether nothing is known of how it begins.
    fn begins_bare(&self) -> bool {
        self.verb.is_none() && self.adverb.is_none() && self.aim.is_none() && !self.is_plan
    }

    /// Reads modality, adverbs and the verb from here on.
    fn read_head(&mut self, from: &'a str) {
        let mut rest = from;
        loop {
            let verb = self.lists.verbs.start_of(rest);
            let adverb = self.lists.adverbs.start_of(rest);
            let aim = self.lists.aims.start_of(rest);
            let plan = self.lists.plans.start_of(rest);
            let is_other = || words::NOT_PLANS.start_of(rest).is_some();
            let word = if let Some(aim) = aim.filter(|_| !self.obtains(rest)) {
                self.aim = self.aim.or(Some(aim));
                aim
            } else if let Some(plan) =
                plan.filter(|plan| !is_other() && opens(self.lists, rest, plan))
            {
                self.is_plan = true;
                plan
            } else if let Some(adverb) = adverb {
                let behind = rest.get(adverb.len()..).unwrap_or_default();
                let goes_on = begins(self.lists, behind);
                // 加快 before a noun, or a verb that is longer, is the verb itself.
                if verb.is_some_and(|verb| verb.len() > adverb.len() || !goes_on) {
                    break;
                }
                // Of one character only before a verb: 新建, not 新能源.
                if adverb.chars().count() == 1 && !goes_on {
                    break;
                }
                self.adverb = self.adverb.or(Some(adverb));
                adverb
            } else {
                break;
            };
            rest = rest.get(word.len()..).unwrap_or_default();
            // 力争全年完成: the time is no part of the head.
            if self.aim.is_some() || self.is_plan {
                let bare = rest.strip_prefix(['于', '在']).unwrap_or(rest);
                while let Some(behind) = times::time(rest)
                    .or_else(|| times::time(bare))
                    .filter(|own| own.len() < rest.len())
                {
                    rest = behind;
                }
            }
        }
        self.verb = self
            .lists
            .verbs
            .start_of(rest)
            .filter(|verb| !is_noun(rest, verb));
        self.bare = rest;
    }

    /// Names that the project knows, before an action that is theirs. Whether there are any.
    fn read_known_subject(&mut self) -> bool {
        let known = &self.lists.known;
        let Some(first) = known.name_at(self.text) else {
            return false;
        };
        let mut end = first.len();
        while let Some(next) = self.text.get(end..).and_then(|rest| {
            let next = rest.strip_prefix('、')?;
            known.name_at(next)
        }) {
            end += '、'.len_utf8() + next.len();
        }
        let (subject, rest) = self.text.split_at_checked(end).unwrap_or_default();
        let verb = self.lists.verbs.start_of(rest);
        // 某集团投资增长5%: what is told is not what it does.
        let is_told = self.ends_with_figure() && cues!("增长 下降 达到 达 突破 超过").is_in(rest);
        let acts = begins(self.lists, rest) && !verb.is_some_and(|verb| is_noun(rest, verb));
        if !acts || is_told || rest.chars().count() < 4 {
            return false;
        }
        self.read_head(rest);
        self.subject = Some(subject);
        self.is_action() || self.is_plan || self.aim.is_some()
    }

    /// Whether it is an indicator that the project knows, and how far that goes.
    pub(super) fn is_known_level(&self) -> bool {
        let Some(figure) = self.figure() else {
            return false;
        };
        let ends = |from: &str| {
            let own = self.lists.known.indicator_at(from)?;
            Some(self.text.len() - from.len() + own.len())
        };
        let Some(end) = ends(self.text).or_else(|| ends(self.bare)) else {
            return false;
        };
        let between = self.text.get(end..figure.place.0);
        between.is_some_and(|between| between.chars().count() <= 6)
            && self.behind_figure().chars().count() <= 6
    }

    /// 甲县拟实施…, 甲县全力打造…: who is to do it.
    fn read_subject(&mut self) {
        let near = self
            .text
            .get(..self.text.floor_char_boundary(72))
            .unwrap_or_default();
        let mut ends: Vec<usize> = Vec::new();
        for word in INTENTS.iter() {
            ends.extend(near.find(word));
        }
        for (at, c) in near.char_indices() {
            let end = at + c.len_utf8();
            if self
                .lists
                .subjects
                .end_of(near.get(..end).unwrap_or_default())
                .is_some()
            {
                ends.push(end);
            }
        }
        ends.sort_unstable();
        for at in ends {
            let subject = near.get(..at).unwrap_or_default();
            let rest = self.text.get(at..).unwrap_or_default();
            let is_other = words::NOT_PLANS.start_of(rest).is_some();
            // The state of a project that somebody builds is of the project.
            let of_project = cues!("已 正在")
                .iter()
                .any(|word| rest.find(word).is_some_and(|at| at > 3));
            if !is_other
                && !of_project
                && (begins_well(self.lists, rest) || is_told(subject, rest))
                && is_subject(self.lists, subject)
            {
                self.read_head(rest);
                self.subject = Some(subject);
                return;
            }
        }
    }

    /// What follows its verb.
    pub(super) fn object(&self) -> &'a str {
        let verb = self.verb.map_or(0, str::len);
        self.bare.get(verb..).unwrap_or_default()
    }

    /// What its last figure counts: what stands before it, or right behind it where it does not end
    /// the clause.
    pub(super) fn counted(&self) -> &'a str {
        if self.ends_with_figure() {
            return self.object();
        }
        let behind = self.behind_figure();
        let end = behind
            .char_indices()
            .nth(10)
            .map_or(behind.len(), |(at, _)| at);
        behind.get(..end).unwrap_or_default()
    }

    /// Whether more than one figure is in it.
    pub(super) fn has_two_figures(&self) -> bool {
        self.figures.len() > 1
    }

    /// How its last figure ends: its unit, or the end of it.
    pub(super) fn unit(&self) -> Option<char> {
        let figure = self.figure()?;
        self.text
            .get(figure.place.0..figure.place.1)?
            .chars()
            .next_back()
    }

    /// Whether it only says how many of those before it were done: 已办结1093件.
    pub(super) fn is_rest(&self) -> bool {
        let Some(rest) = self.text.strip_prefix('已') else {
            return false;
        };
        let verb = rest.trim_end_matches(|c: char| !is_digit(c));
        let verb = verb.trim_end_matches(|c: char| is_digit(c) || ".余".contains(c));
        self.ends_with_figure() && (1..=4).contains(&verb.chars().count())
    }

    /// Whether it says wherever that it is to come: 预计6月完工, 将于近期验收.
    pub(super) fn is_forecast(&self) -> bool {
        cues!("预计 将于 拟于").is_in(self.text)
    }

    /// Whether it begins with an action.
    pub(super) fn is_action(&self) -> bool {
        self.verb.is_some() || self.adverb.is_some_and(|adverb| adverb.chars().count() > 1)
    }

    /// The last figure that counts or measures something.
    pub(super) fn figure(&self) -> Option<&Figure> {
        self.figures
            .iter()
            .rfind(|own| own.is_rank || !matches!(own.kind, FigureKind::Bare | FigureKind::Time))
    }

    /// Whether a figure ends it.
    pub(super) fn ends_with_figure(&self) -> bool {
        let Some(last) = self.figure() else {
            return false;
        };
        let behind = self.text.get(last.place.1..).unwrap_or_default();
        behind
            .trim_matches(|c| is_blank(c) || is_outer(c) || "”)）".contains(c))
            .is_empty()
    }

    /// What stands behind its last figure.
    pub(super) fn behind_figure(&self) -> &'a str {
        let end = self.figure().map_or(self.text.len(), |last| last.place.1);
        self.text.get(end..).unwrap_or_default()
    }

    /// What stands before its first figure.
    pub(super) fn before_figure(&self) -> &'a str {
        let start = self
            .figures
            .first()
            .map_or(self.text.len(), |own| own.place.0);
        self.text.get(..start).unwrap_or_default()
    }

    /// Whether its first figure is led by such a word: 达到, 突破.
    pub(super) fn is_level(&self, word: &str) -> bool {
        let Some(first) = self.figures.first() else {
            return false;
        };
        let bound = self.text.get(first.place.0..).unwrap_or_default();
        self.before_figure().ends_with(word) || bound.starts_with(word)
    }

    /// Whether a figure of it is of this kind.
    pub(super) fn has(&self, kind: FigureKind) -> bool {
        self.figures.iter().any(|own| own.kind == kind)
    }

    /// Without quotation marks and closing brackets at its end.
    pub(super) fn end(&self) -> &'a str {
        self.text
            .trim_end_matches(|c| is_blank(c) || "”’』」".contains(c))
    }
}

/// Whether a word says that something is planned: an action or a time follows it. 将X纳入Y is 把.
fn opens(lists: &Lists, text: &str, plan: &str) -> bool {
    let behind = text.get(plan.len()..).unwrap_or_default();
    begins(lists, behind) || times::time(behind).is_some() || behind.starts_with(['于', '在'])
}

/// Words of intent behind a subject.
const INTENTS: Words = Words::new("计划 拟 预计 将 要 应 须 已 正在 均");

/// Whether a text begins as an action does.
fn begins(lists: &Lists, text: &str) -> bool {
    [&lists.verbs, &lists.adverbs, &lists.aims, &lists.plans]
        .iter()
        .any(|words| words.start_of(text).is_some())
}

/// What makes a noun of a verb before it.
const NOUN_TAILS: Words = Words::new(
    "率 用地 指数 型 者 机构 人数 人次 时限 面积 总额 总量 项目已 工作已 任务已 项目正 工作正",
);

/// Whether what looks like a verb is the start of a noun: 建设用地.
fn is_noun(text: &str, verb: &str) -> bool {
    let behind = text.get(verb.len()..).unwrap_or_default();
    // 投资50亿元以上项目3个 is a class of projects (guideline §9.4).
    NOUN_TAILS.start_of(behind).is_some() || verb == "投资" && behind.starts_with(is_digit)
}

/// Whether departments or offices are told what to do: 各责任单位要于月底前…
fn is_told(subject: &str, rest: &str) -> bool {
    let are_many = subject.starts_with('各') || cues!("部门 单位 督查室").end_of(subject).is_some();
    are_many && rest.starts_with(['要', '应', '须'])
}

/// Whether what follows a subject is an action beyond doubt.
fn begins_well(lists: &Lists, text: &str) -> bool {
    let adverb = lists.adverbs.start_of(text);
    let long = adverb.is_some_and(|adverb| adverb.chars().count() > 1);
    let short = || {
        let behind = text.get(adverb.map_or(0, str::len)..).unwrap_or_default();
        adverb.is_some() && begins(lists, behind)
    };
    long || lists
        .plans
        .start_of(text)
        .is_some_and(|plan| opens(lists, text, plan))
        || short()
        || words::DOING.start_of(text).is_some()
}

/// Whether what stands before an action is who carries it out: a jurisdiction, a body, a group.
fn is_subject(lists: &Lists, text: &str) -> bool {
    let count = text.chars().count();
    let last = text.rsplit('、').next().unwrap_or(text);
    let is_thing = lists.not_subjects.end_of(last).is_some();
    let odd = text.starts_with(['将', '把', '对', '向', '由', '在', '为', '我', '本', '该'])
        || cues!("个别 部分 少数 有的").start_of(text).is_some()
        || text.contains(['与', '的', '和']);
    let least = if last.ends_with(['市', '区', '镇', '乡', '委', '办', '局']) {
        3
    } else {
        2
    };
    !odd && (2..=24).contains(&count)
        && last.chars().count() >= least
        && !is_thing
        && text.split('、').all(|name| name.chars().count() <= 12)
        && lists.subjects.end_of(last).is_some()
}
