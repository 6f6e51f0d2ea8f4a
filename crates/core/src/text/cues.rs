//! The cue words of boundaries: one place for every word that the snapping of selections knows,
//! but for those of [`times`].
//!
//! They are of the genre, not of one report: no names of places, people or bodies. The lists are
//! short on purpose; what they miss costs the annotator one key.

use super::{
    frame,
    marks::{is_blank, is_digit, is_han, is_outer},
    times,
};

/// Connectors at the start of a clause (guideline B2), and what sets a sentence off.
const CONNECTORS: &[&str] = &[
    "其中",
    "同时",
    "并且",
    "此外",
    "另外",
    "首先",
    "其次",
    "下一步",
    "并",
];

/// What begins like a connector and is a word: 并购, 并网.
const NOT_CONNECTORS: &str = "购网轨联列行存发入肩称";

/// Jurisdictions that are the subject of a whole report (guideline B2): one of each.
const WHOSE: &str = "我全本";
const JURISDICTIONS: &str = "市区县省州旗盟镇乡";

/// What follows a jurisdiction that is more than a subject: the scope of a rank (`全省第三`), part
/// of a term (`全市场`, `全区域`), an attribute (`全市的`).
const NOT_SUBJECTS: &[&str] = &[
    "第", "排", "前", "首", "居第", "位居", "位列", "领先", "上下", "的", "各", "域", "场", "级",
    "块",
];

/// Bullets and dashes at the start of a clause.
const BULLETS: &str = "—–―•·●○■□◆◇★☆▲△►▪※";

pub(super) const NUMERALS: &str = "〇零一二三四五六七八九十百";

/// How a role label begins and ends: 牵头单位, 责任领导 (guideline §5).
pub(crate) const ROLES: &[&str] = &[
    "责任", "牵头", "主办", "主责", "承办", "协办", "会办", "分办", "配合", "参与", "协同", "分管",
    "包联", "督办", "督查", "督导", "落实", "主管", "实施", "参加", "监督",
];
pub(crate) const ROLE_ENDS: &[&str] = &["单位", "部门", "领导", "科室", "主体", "人"];

/// Verbs of responsibility in the form `X牵头,Y、Z等按职责分工负责`.
const ROLE_VERBS: &[&str] = &["负责", "牵头", "配合"];

/// How a bracket begins that states the level to compare with: `(目标11%)`.
const LEVELS: &[&str] = &[
    "目标", "计划", "任务", "预期", "全年", "年度", "年初", "上年", "去年", "同比",
];

/// How a bracket begins that states such a level without a number.
const PEGGED: &[&str] = &[
    "目标与",
    "目标同",
    "目标完成",
    "目标控制在",
    "目标不",
    "目标高于",
    "目标低于",
    "目标保持",
];

/// How a clause begins that says what money an action has, and how the amount ends (guideline I10).
const FUNDINGS: &[&str] = &["筹资", "筹措", "投入", "安排资金"];

/// How a clause begins that is a Target with a number, so that funding does not belong to it
/// (guideline I10, §3).
const TARGET_STARTS: &[&str] = &[
    "扶持", "新增", "净增", "引进", "吸引", "带动", "落地", "力争", "确保", "争取",
];

/// Units of counts at the end of an item (guideline B6).
const UNITS: &[&str] = &[
    "%",
    "％",
    "个百分点",
    "元",
    "美元",
    "家",
    "个",
    "项",
    "座",
    "套",
    "处",
    "台",
    "条",
    "所",
    "辆",
    "户",
    "人",
    "人次",
    "名",
    "公里",
    "亩",
    "平方米",
    "平方公里",
    "吨",
    "斤",
    "次",
    "件",
    "起",
    "支",
    "场",
    "位",
    "批",
    "期",
    "宗",
    "栋",
    "间",
    "张",
];

/// What is no noun before a count: the 增长 of `产值75亿元、增长5%`, the 第 of `第2位、第3位`.
const NOT_NOUNS: &[&str] = &[
    "累计",
    "一季度",
    "二季度",
    "三季度",
    "四季度",
    "上半年",
    "下半年",
    "全年",
    "每月",
    "每年",
    "每人",
    "同比",
    "增长",
    "下降",
    "提高",
    "占",
    "达到",
    "达",
    "居",
    "第",
    "和",
];

/// What may follow a unit.
const BOUNDS: &[&str] = &["及以上", "以上", "以下", "以内", "左右"];

/// What may stand between a number and its unit.
const MAGNITUDES: &str = "百千万亿多余";

/// Actions that end an item which begins with its count: `4座桥梁改造、50公里公路改造`.
const ACTIONS: &[&str] = &[
    "改造", "建设", "新建", "扩建", "改建", "升级", "治理", "整治", "修复", "连通", "维修", "提升",
    "创建", "安装", "加固", "硬化",
];

/// What stands between two names instead of `、`.
const CONJUNCTIONS: &[&str] = &["以及", "会同", "和", "及", "与"];

/// How a name of a body begins and ends. Both are asked for at a conjunction, since names have
/// conjunctions in them: 市档案和地名局.
pub(crate) const BODY_STARTS: &[&str] = &["市", "省", "区", "县", "州", "各", "相关", "有关"];
pub(crate) const BODY_ENDS: &[&str] = &[
    "局",
    "委",
    "办",
    "部",
    "厅",
    "院",
    "会",
    "中心",
    "公司",
    "海关",
    "集团",
    "办公室",
    "政府",
    "部门",
    "单位",
    "街道",
    "镇",
    "乡",
    "区",
    "县",
];

pub(crate) fn starts_with_any<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| text.strip_prefix(word))
}

pub(crate) fn ends_with_any<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| text.strip_suffix(word))
}

/// What of a clause stands before the span: white space, ordinals, connectors, leading times, and
/// the jurisdiction as its subject (guideline B2, §10.1), and what frames a goal (B8). In bytes; all
/// of it may.
pub(crate) fn head(clause: &str, starts_paragraph: bool) -> usize {
    let mut rest = clause;
    loop {
        rest = rest.trim_start_matches(|c: char| is_blank(c) || is_outer(c));
        let is_first = starts_paragraph && clause.trim_start_matches(is_blank).len() == rest.len();
        let behind = ordinal(rest, is_first)
            .or_else(|| connector(rest))
            .or_else(|| times::time(rest))
            .or_else(|| jurisdiction(rest))
            .or_else(|| frame::goal(rest));
        match behind {
            Some(behind) => rest = behind,
            None => return clause.len() - rest.len(),
        }
    }
}

pub(super) fn numeral(c: char) -> bool {
    NUMERALS.contains(c)
}

/// Splits off a number of at most three characters.
fn short_number(text: &str, is_numeral: fn(char) -> bool) -> Option<&str> {
    let rest = text.trim_start_matches(is_numeral);
    let count = text.chars().take(4).take_while(|&c| is_numeral(c)).count();
    matches!(count, 1..=3).then_some(rest)
}

/// `（一）`, `1.`, `①`, `一是`, `——`, and `一、` at the start of a paragraph.
pub(crate) fn ordinal(text: &str, is_first: bool) -> Option<&str> {
    let first = text.chars().next()?;
    let behind = text.get(first.len_utf8()..)?;
    let is_circled = matches!(first, '\u{2460}'..='\u{249b}' | '\u{2776}'..='\u{2793}' | '\u{3220}'..='\u{3229}');
    let is_hyphen = first == '-' && behind.starts_with(is_blank);
    if is_circled || is_hyphen || BULLETS.contains(first) {
        return Some(behind);
    }
    let any = |c: char| numeral(c) || is_digit(c);
    if matches!(first, '(' | '（') {
        return short_number(behind, any)?.strip_prefix([')', '）']);
    }
    if let Some(rest) = short_number(text, is_digit) {
        let number = text.strip_suffix(rest)?;
        let mark = rest
            .chars()
            .next()
            .filter(|mark| ".．、)）".contains(*mark))?;
        let rest = rest.get(mark.len_utf8()..)?;
        let is_own = !rest.starts_with(is_digit)
            || (is_first || times::begins_date(rest)) && times::is_own_figure(number, mark, rest);
        return is_own.then_some(rest);
    }
    let rest = short_number(text.strip_prefix('第').unwrap_or(text), numeral)?;
    if rest.is_empty() && first == '第' {
        return Some(rest);
    }
    let counts = rest
        .strip_prefix('、')
        .filter(|rest| is_first && !rest.starts_with(numeral));
    counts.or_else(|| rest.strip_prefix(['是', '要']))
}

fn connector(text: &str) -> Option<&str> {
    let rest = starts_with_any(text, CONNECTORS)?;
    let is_word = rest.starts_with(|c: char| NOT_CONNECTORS.contains(c));
    (!is_word).then_some(rest)
}

fn jurisdiction(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(|c: char| WHOSE.contains(c))?;
    let rest = rest.strip_prefix(|c: char| JURISDICTIONS.contains(c))?;
    starts_with_any(rest, NOT_SUBJECTS)
        .is_none()
        .then_some(rest)
}

/// Whether a text is the label of a role, without its colon.
pub(super) fn is_role_label(text: &str) -> bool {
    starts_with_any(text, ROLES).is_some_and(|end| ROLE_ENDS.contains(&end))
}

/// Whether what a bracket holds is the role of the name before it: `(主办)`.
pub(crate) fn is_role_tag(text: &str) -> bool {
    starts_with_any(text, ROLES).is_some_and(|end| end.is_empty() || ROLE_ENDS.contains(&end))
}

/// Bytes of the longest remark.
const REMARK: usize = 1_500;

/// Whether what a bracket holds is a remark beside the clause rather than part of a term
/// (guideline B1, B4): something labelled, a role, a level to compare with, a deadline.
pub(super) fn is_remark(inner: &str) -> bool {
    if inner.len() > REMARK {
        return false;
    }
    let inner = inner.trim_matches(is_blank);
    let is_labelled = inner
        .split_once([':', '：'])
        .is_some_and(|(label, value)| !label.ends_with(is_digit) || !value.starts_with(is_digit));
    let has_number = inner.contains(is_digit);
    is_labelled
        || is_role_tag(inner)
        || ROLE_VERBS.iter().any(|verb| inner.contains(verb))
        || starts_with_any(inner, PEGGED).is_some()
        || has_number && (starts_with_any(inner, LEVELS).is_some() || inner.ends_with("完成"))
}

/// Whether a clause only says what money the action after it has (guideline I10).
pub(super) fn is_funding(clause: &str) -> bool {
    starts_with_any(clause, FUNDINGS)
        .and_then(|amount| amount.strip_suffix('元'))
        .is_some_and(|amount| {
            amount.starts_with(is_digit)
                && (amount.trim_end_matches(|c| MAGNITUDES.contains(c))).ends_with(is_digit)
        })
}

/// Whether a clause states a Target, whatever money stands before it.
pub(super) fn starts_target(clause: &str) -> bool {
    starts_with_any(clause, TARGET_STARTS).is_some()
}

/// What an item has of its own in a list (guideline B6).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    /// A noun and then its count: `亿元以上项目90个`.
    Noun,
    /// Counts without a noun: the `5.6%` of `分别增长7.2%、5.6%`.
    Bare,
    /// A count and then an action: `50公里公路改造`.
    Action,
    /// A count and then a noun: `53个食堂`.
    Lead,
    /// No count, or one that does not end it.
    No,
}

/// What an item of a list has of its own.
pub(super) fn counted(item: &str) -> Counted {
    let end = ends_with_any(item, BOUNDS).unwrap_or(item);
    let number = end.trim_end_matches(|c| !is_digit(c));
    if number.is_empty() {
        return Counted::No;
    }
    if !is_unit(end.strip_prefix(number).unwrap_or_default()) {
        let is_action = ends_with_any(item, ACTIONS).is_some();
        return if is_action {
            Counted::Action
        } else if leads(item) {
            Counted::Lead
        } else {
            Counted::No
        };
    }
    let mut rest = number;
    loop {
        let behind = rest.trim_start_matches(in_number);
        let behind = starts_with_any(behind, UNITS).unwrap_or(behind);
        let behind = starts_with_any(behind, NOT_NOUNS).unwrap_or(behind);
        match behind {
            "" => return Counted::Bare,
            _ if behind.len() == rest.len() => return Counted::Noun,
            _ => rest = behind,
        }
    }
}

/// Characters of the noun behind a count.
const NOUN: usize = 16;

/// What a noun behind a count has none of: verbs that go on.
const GOES_ON: &[&str] = &[
    "和", "及", "与", "等", "，", "开展", "实施", "进行", "参加", "申报", "纳入", "先行", "推进",
    "试点", "全部", "已", "正在",
];

/// Whether an item has a count in it, and behind that nothing but its noun.
fn leads(item: &str) -> bool {
    let Some(at) = item.find(is_digit) else {
        return false;
    };
    let behind = item
        .get(at..)
        .unwrap_or_default()
        .trim_start_matches(in_number);
    let behind = behind.trim_start_matches(|c| MAGNITUDES.contains(c));
    let units = UNITS.iter().filter(|unit| behind.starts_with(**unit));
    let noun = units
        .max_by_key(|unit| unit.len())
        .and_then(|unit| behind.strip_prefix(*unit));
    noun.is_some_and(|noun| {
        let count = noun.chars().count();
        (2..=NOUN).contains(&count)
            && noun.starts_with(is_han)
            && !noun.contains(is_digit)
            && !GOES_ON.iter().any(|word| noun.contains(word))
    })
}

fn is_unit(text: &str) -> bool {
    UNITS.contains(&text.trim_start_matches(|c| MAGNITUDES.contains(c)))
}

fn in_number(c: char) -> bool {
    is_digit(c) || ".,-—~～至−－".contains(c)
}

/// What follows a conjunction that `after` begins with, if a name of a body stands on either side.
pub(super) fn conjunction<'a>(before: &str, after: &'a str) -> Option<&'a str> {
    let next = starts_with_any(after, CONJUNCTIONS)?;
    let are_bodies = ends_with_any(before.trim_end_matches(is_blank), BODY_ENDS).is_some()
        && starts_with_any(next, BODY_STARTS).is_some()
        && ends_with_any(next.trim_end_matches(is_blank), BODY_ENDS).is_some();
    are_bodies.then_some(next)
}
