//! Roles, and the words that give them: labels before names, tags and verbs behind them
//! (guideline §5, §9.13, §9.15).

use alloc::string::String;

use crate::text::{
    cues::{self, starts_with_any},
    marks::{self, is_blank, is_digit},
};

/// What a party does for a commitment (guideline §5).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Is first responsible: 牵头, 主办, 责任单位, a sole 承办.
    Lead,
    /// Takes part: 协办, 会办, 配合, 参与.
    Co,
    /// A person who answers for it: 责任领导, 分管领导.
    Leader,
    /// Sees to it that it is done: 督查, 督办.
    Supervisor,
    /// The subject of a commitment, without a label.
    Implementer,
    /// A body that the text sets up: 领导小组, 专班.
    Established,
    /// What a label says that no rule knows: 验收单位. It has no name, so that files write none.
    Unsaid,
}

/// The names of roles as files write them.
const NAMES: &[(Role, &str)] = &[
    (Role::Lead, "lead"),
    (Role::Co, "co"),
    (Role::Leader, "leader"),
    (Role::Supervisor, "supervisor"),
    (Role::Implementer, "implementer"),
    (Role::Established, "established"),
];

impl Role {
    /// Its name as files write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        let own = NAMES.iter().find(|(role, _)| *role == self);
        own.map_or("", |(_, name)| name)
    }

    /// The role that files write like this.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let own = NAMES.iter().find(|(_, own)| *own == name);
        own.map(|(role, _)| *role)
    }
}

/// How a label or tag begins, and the role of it (guideline §5).
const STEMS: &[(&str, Role)] = &[
    ("责任", Role::Lead),
    ("牵头", Role::Lead),
    ("主办", Role::Lead),
    ("主责", Role::Lead),
    ("承办", Role::Lead),
    ("落实", Role::Lead),
    ("负责", Role::Lead),
    ("主管", Role::Lead),
    ("实施", Role::Implementer),
    ("执行", Role::Implementer),
    ("建设", Role::Implementer),
    ("协办", Role::Co),
    ("会办", Role::Co),
    ("分办", Role::Co),
    ("配合", Role::Co),
    ("参与", Role::Co),
    ("参加", Role::Co),
    ("协助", Role::Co),
    ("协同", Role::Co),
    ("分管", Role::Leader),
    ("包联", Role::Leader),
    ("督办", Role::Supervisor),
    ("督查", Role::Supervisor),
    ("督导", Role::Supervisor),
    ("督促", Role::Supervisor),
    ("监督", Role::Supervisor),
    ("监管", Role::Supervisor),
    ("考核", Role::Supervisor),
];

/// Labels of who writes, sends or counts, which is no part in what is done.
const NOT_STEMS: &[&str] = &[
    "联系", "填报", "报送", "上报", "计量", "统计", "发文", "发布", "印发", "编制", "制表", "来源",
    "签收", "抄送", "主送",
];

/// How a label ends, and whether it asks for persons.
const ENDS: &[(&str, bool)] = &[
    ("单位", false),
    ("部门", false),
    ("科室", false),
    ("股室", false),
    ("处室", false),
    ("机关", false),
    ("乡镇", false),
    ("机构", false),
    ("主体", false),
    ("领导", true),
    ("市领导", true),
    ("县领导", true),
    ("区领导", true),
    ("人", true),
];

/// What may stand before a label and changes nothing: 第一责任人, 市级责任领导.
const LABEL_HEADS: &[&str] = &[
    "第一", "主要", "具体", "直接", "省级", "市级", "县级", "区级",
];

/// Labels without an end: `牵头:市林业局`.
const BARE_LABELS: &[&str] = &[
    "牵头", "主办", "承办", "协办", "会办", "分办", "配合", "参与", "督办", "督查", "监督",
];

/// Labels of a time (guideline §7).
const TIME_LABELS: &[&str] = &[
    "完成时限",
    "完成时间",
    "完成期限",
    "办结时限",
    "办理时限",
    "责任时限",
    "办结时间",
    "办理期限",
    "整改时限",
    "完成日期",
    "截止时间",
    "时间节点",
    "时间要求",
    "时限要求",
    "时限",
    "期限",
];

/// Characters of the longest label.
const LABEL: usize = 12;

/// What a label says about what follows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Label {
    /// Names with this role.
    Role(Role),
    /// A deadline.
    Time,
    /// Neither.
    Other,
}

/// The label that a text is, without its colon. Blanks within it count for nothing.
pub(super) fn label(text: &str) -> Label {
    let words = compact(text);
    if TIME_LABELS.contains(&words.as_str()) {
        return Label::Time;
    }
    role_label(&words).map_or(Label::Other, Label::Role)
}

/// A text without its blanks; nothing if it is too long for a label.
fn compact(text: &str) -> String {
    let mut words = String::new();
    let mut count = 0;
    for c in text.chars().filter(|&c| !is_blank(c)) {
        words.push(c);
        count += 1;
        if count > LABEL {
            return String::new();
        }
    }
    words
}

/// Whether a label is 责任部门, which is the one label that others decide on: beside 牵头单位 it is
/// of those who take part (lexicon, role_labels), elsewhere of those who are responsible.
pub(super) fn is_shared(label: &str) -> bool {
    compact(label) == "责任部门"
}

fn role_label(words: &str) -> Option<Role> {
    let rest = starts_with_any(words, LABEL_HEADS).unwrap_or(words);
    let Some((mut role, mut rest)) = stem(rest) else {
        return unknown(words);
    };
    // 牵头责任单位, 责任配合单位: the word that is not 责任 decides.
    if let Some((second, behind)) = stem(rest) {
        if role == Role::Lead {
            role = second;
        }
        rest = behind;
    }
    if rest.is_empty() {
        return BARE_LABELS.contains(&words).then_some(role);
    }
    let (_, of_persons) = ENDS.iter().find(|(end, _)| *end == rest)?;
    Some(match (role, of_persons) {
        (Role::Lead | Role::Implementer, true) => Role::Leader,
        (Role::Leader, false) => Role::Lead,
        _ => role,
    })
}

/// The role of a label whose words for it are not known: 挂钩领导, 验收单位.
fn unknown(words: &str) -> Option<Role> {
    let stem = |end: &str| words.strip_suffix(end).filter(|stem| is_stem(stem));
    if stem("领导").is_some() {
        return Some(Role::Leader);
    }
    let mut bodies = ENDS.iter().filter(|(_, of_persons)| !of_persons);
    let is_body = bodies.any(|(end, _)| stem(end).is_some());
    is_body.then_some(Role::Unsaid)
}

fn is_stem(words: &str) -> bool {
    let is_short = (2..=4).contains(&words.chars().count()) && words.chars().all(marks::is_han);
    let is_known = STEMS.iter().any(|(stem, _)| words.contains(stem));
    is_short && !is_known && !NOT_STEMS.iter().any(|other| words.contains(other))
}

/// Whether a part of a list says which of those in it has a role, and names nobody:
/// 排名第一的为牵头单位.
pub(super) fn is_ruling(text: &str) -> bool {
    let parts = text.rsplit_once(['为', '是']);
    parts.is_some_and(|(whose, role)| !whose.is_empty() && role_label(&compact(role)).is_some())
}

fn stem(words: &str) -> Option<(Role, &str)> {
    STEMS
        .iter()
        .find_map(|(stem, role)| Some((*role, words.strip_prefix(stem)?)))
}

/// The role that a bracket behind a name gives: the 主办 of `市林业局(主办)`.
pub(super) fn tag(inner: &str) -> Option<Role> {
    let inner = compact(inner);
    if !cues::is_role_tag(&inner) {
        return None;
    }
    let stem = || stem(&inner).map(|(role, _)| role);
    role_label(&inner).or_else(stem)
}

/// The role that a verb behind names gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Verb {
    /// The role itself.
    Role(Role),
    /// A share of it: first responsible, unless somebody else takes the lead before.
    Share,
}

/// Verbs at the end of a clause, longer ones first (lexicon, role_tail_forms).
const VERBS: &[(&str, Verb)] = &[
    ("牵头负责", Verb::Role(Role::Lead)),
    ("牵头落实", Verb::Role(Role::Lead)),
    ("牵头实施", Verb::Role(Role::Lead)),
    ("牵头推进", Verb::Role(Role::Lead)),
    ("牵头办理", Verb::Role(Role::Lead)),
    ("牵头抓总", Verb::Role(Role::Lead)),
    ("负责督办", Verb::Role(Role::Supervisor)),
    ("负责督查", Verb::Role(Role::Supervisor)),
    ("负责督导", Verb::Role(Role::Supervisor)),
    ("督促落实", Verb::Role(Role::Supervisor)),
    ("配合落实", Verb::Role(Role::Co)),
    ("配合做好", Verb::Role(Role::Co)),
    ("负责落实", Verb::Share),
    ("负责实施", Verb::Share),
    ("负责推进", Verb::Share),
    ("分工落实", Verb::Share),
    ("分工推进", Verb::Share),
    ("牵头", Verb::Role(Role::Lead)),
    ("主办", Verb::Role(Role::Lead)),
    ("承办", Verb::Role(Role::Lead)),
    ("配合", Verb::Role(Role::Co)),
    ("协助", Verb::Role(Role::Co)),
    ("协办", Verb::Role(Role::Co)),
    ("会办", Verb::Role(Role::Co)),
    ("分办", Verb::Role(Role::Co)),
    ("参与", Verb::Role(Role::Co)),
    ("参加", Verb::Role(Role::Co)),
    ("协同", Verb::Role(Role::Co)),
    ("督办", Verb::Role(Role::Supervisor)),
    ("督查", Verb::Role(Role::Supervisor)),
    ("督导", Verb::Role(Role::Supervisor)),
    ("负责", Verb::Share),
];

/// What may stand before these verbs and is of the label with them: 按职责分工负责.
const MANNERS: &[&str] = &[
    "按照职责分工",
    "根据职责分工",
    "按职责分工",
    "按职能分工",
    "依职责分工",
    "按照各自职责",
    "按各自职责",
    "按照职责",
    "按职责",
    "按职能",
    "按分工",
    "各自",
    "分别",
    "分头",
    "共同",
    "联合",
    "具体",
    "主要",
    "积极",
    "密切",
    "主动",
    "协同",
    "分工",
    "依法",
];

/// Verbs of those who see to what others do, behind what that is.
const OVERSIGHT: &[&str] = &[
    "监督检查",
    "督促检查",
    "督促落实",
    "督查考核",
    "督查督办",
    "跟踪督办",
    "督办",
    "督查",
    "督导",
    "督促",
    "监督",
    "考核",
];

/// What may stand between who does it and 对.
const DUTIES: &[&str] = &["负责", "要", "将", "应", "须"];

/// A verb of responsibility behind names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Said {
    /// Where the names end, in bytes of the clause.
    pub names: usize,
    /// Where the words begin that say the role.
    pub words: usize,
    pub verb: Verb,
}

/// The verb of responsibility that a clause ends with.
pub(super) fn verb(clause: &str) -> Option<Said> {
    if let Some(said) = oversight(clause) {
        return Some(said);
    }
    let (verb, rest) = VERBS
        .iter()
        .find_map(|(words, verb)| Some((*verb, clause.strip_suffix(words)?)))?;
    let names = without_manners(rest, MANNERS).len();
    Some(Said {
        names,
        words: names,
        verb,
    })
}

/// `X负责督查考核`, and `X负责对Y进行督办`: what stands between is what is seen to.
fn oversight(clause: &str) -> Option<Said> {
    let rest = cues::ends_with_any(clause, OVERSIGHT)?;
    let object = rest.split_once('对').map(|(names, _)| names);
    let bare = without_manners(object.unwrap_or(rest), DUTIES);
    let names = without_manners(bare, MANNERS).len();
    Some(Said {
        names,
        words: object.map_or(names, |_| rest.len()),
        verb: Verb::Role(Role::Supervisor),
    })
}

/// A text without such words at its end.
fn without_manners<'a>(text: &'a str, manners: &[&str]) -> &'a str {
    let mut rest = text;
    while let Some(before) = cues::ends_with_any(rest.trim_end_matches(is_blank), manners) {
        rest = before;
    }
    rest
}

/// The verb of responsibility that a text begins with, and how long its words are; none where it
/// is the verb of something else: 牵头建好…, 负责建设….
pub(super) fn verb_first(text: &str) -> Option<(usize, Verb)> {
    let mut rest = text;
    while let Some(behind) = starts_with_any(rest, MANNERS) {
        rest = behind;
    }
    let (words, verb) = VERBS.iter().find(|(words, _)| rest.starts_with(words))?;
    let rest = rest.strip_prefix(words)?;
    let ends = |c: char| !marks::is_han(c) && !is_digit(c);
    let is_end = rest.is_empty() || rest.starts_with(ends);
    is_end.then_some((text.len() - rest.len(), *verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Label) {
        assert_eq!(label(text), expect, "{text}");
    }

    #[test]
    fn labels_and_what_only_looks_like_one() {
        check("牵头单位", Label::Role(Role::Lead));
        check("责任 单\u{a0}位\u{3000}", Label::Role(Role::Lead));
        check("责任部门", Label::Role(Role::Lead));
        check("配合部门", Label::Role(Role::Co));
        check("主管单位", Label::Role(Role::Lead));
        check("责任主体", Label::Role(Role::Lead));
        check("实施单位", Label::Role(Role::Implementer));
        check("参加部门", Label::Role(Role::Co));
        check("监督单位", Label::Role(Role::Supervisor));
        check("督办领导", Label::Role(Role::Supervisor));
        check("主管领导", Label::Role(Role::Leader));
        check("挂钩领导", Label::Role(Role::Leader));
        check("验收单位", Label::Role(Role::Unsaid));
        check("完成期限", Label::Time);
        check("责任领导", Label::Role(Role::Leader));
        check("第一责任人", Label::Role(Role::Leader));
        check("分管市领导", Label::Role(Role::Leader));
        check("配合责任单位", Label::Role(Role::Co));
        check("责任牵头单位", Label::Role(Role::Lead));
        check("督导单位", Label::Role(Role::Supervisor));
        check("协办", Label::Role(Role::Co));
        check("完成时限", Label::Time);
        for other in [
            "责任编辑",
            "责任制",
            "责任",
            "责任清单",
            "主要预期目标是",
            "",
            "单位",
            "计量单位",
            "发布机构",
            "联系人",
            "联系部门",
        ] {
            check(other, Label::Other);
        }
    }

    #[test]
    fn every_label_that_snapping_knows_has_a_role() {
        for start in cues::ROLES {
            assert!(stem(start).is_some(), "{start}");
            for end in cues::ROLE_ENDS {
                assert!(role_label(&format!("{start}{end}")).is_some());
            }
        }
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        for (role, name) in NAMES {
            assert_eq!(Role::from_name(name), Some(*role));
            assert_eq!(role.name(), *name);
        }
        assert_eq!(Role::from_name("Lead"), None);
    }

    #[test]
    fn verbs_at_the_end_with_their_manner() {
        let share = |text: &str| {
            let said = verb(text)?;
            Some(((text.len() - said.names) / 3, said.verb))
        };
        assert_eq!(share("市林业局按职责分工负责"), Some((7, Verb::Share)));
        assert_eq!(share("市林业局牵头负责"), Some((4, Verb::Role(Role::Lead))));
        assert_eq!(share("市林业局牵头建设平台"), None);
        assert_eq!(
            verb_first("牵头,年内完成"),
            Some((6, Verb::Role(Role::Lead)))
        );
        assert_eq!(verb_first("牵头建好平台"), None);
    }
}
