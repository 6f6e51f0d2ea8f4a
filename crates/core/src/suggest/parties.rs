//! Responsible parties and what they answer for (guideline §5, §6, §8).

use crate::text::wordlist::cues;
use alloc::vec::Vec;

use super::{
    ground::Ground,
    joined::Found,
    rules::Rule,
    words::{self, Lists, Words},
};
use crate::{
    change::edit::Answer,
    parse::responsibility::{
        self, GroupScope, PartyType, Responsibility, Role, group_scope, is_somebody_whole,
        party_type, scope,
    },
    text::{Text, TextRange, block::Block, cues},
};

/// A party that is suggested.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Party {
    /// What it does.
    pub role: Role,
    /// The words that say so.
    pub role_label: Option<TextRange>,
    /// What it is.
    pub party_type: PartyType,
    /// Which ones, for a group.
    pub group_scope: Option<GroupScope>,
}

/// A party with its place.
pub(super) struct Named {
    pub range: TextRange,
    pub rule: Rule,
    pub party: Party,
}

impl Named {
    /// Somebody whose role no label says.
    pub(super) fn without_label(range: TextRange, name: &str, rule: Rule, role: Role) -> Self {
        Self {
            range,
            rule,
            party: Party {
                role,
                role_label: None,
                party_type: party_type(name, None),
                group_scope: group_scope(name),
            },
        }
    }
}

/// Whether a paragraph may say who is responsible.
pub(super) fn may_name(paragraph: &str) -> bool {
    paragraph.contains([':', '：', '(', '（'])
        && cues::ROLES.iter().any(|role| paragraph.contains(role))
        || cues!("牵头 负责 配合").is_in(paragraph)
}

/// Those that a bracket or labelled line names, and what it covers.
pub(super) fn labelled(
    text: &Text,
    ground: &Ground,
    nth: usize,
) -> (Vec<(Answer, Vec<Named>)>, usize) {
    let (all, next) = responsibility::in_paragraph(text, nth, ground.known().joined());
    let answer = |own: Responsibility| {
        let named: Vec<Named> = own
            .parties
            .iter()
            .filter(|party| party.role != Role::Unsaid)
            .map(|party| Named {
                range: party.range,
                rule: Rule::PartyLabel,
                party: Party {
                    role: party.role,
                    role_label: party.role_label,
                    party_type: party.party_type,
                    group_scope: party.group_scope,
                },
            })
            .collect();
        let answer = Answer {
            scope: scope(text, &own),
            bracket: own.is_bracket.then_some(own.range),
            parties: named.iter().map(|party| party.range).collect(),
        };
        (answer, named)
    };
    (all.into_iter().map(answer).collect(), next)
}

/// Verbs of what somebody is supported with or is to do.
const TASKS: Words =
    Words::new("建设 打造 创建 争创 申报 培育 发展 实施 开展 推进 建成 冲刺 做大 做强 依托 探索");

/// Parties that a Measure names itself: 支持某县建设…, 成立某领导小组.
pub(super) fn within(lists: &Lists, block: &Block<'_>, found: &Found) -> Vec<Named> {
    let measure = block
        .text
        .get(found.place.0..found.place.1)
        .unwrap_or_default();
    let mut named = Vec::new();
    if !found.kind.is_commitment() || found.rule == Rule::TargetNested {
        return named;
    }
    let mut put = |from: usize, name: &str, rule: Rule, role: Role| {
        let place = (found.place.0 + from, found.place.0 + from + name.len());
        named.push(Named::without_label(block.range(place), name, rule, role));
    };
    if let Some(behind) = cues!("重点支持 大力支持 积极支持 支持")
        .iter()
        .find_map(|word| measure.strip_prefix(word))
    {
        let start = measure.len() - behind.len();
        if let Some(end) = task_at(behind) {
            let mut from = start;
            let names: Vec<&str> = behind.get(..end).unwrap_or_default().split('、').collect();
            let takes_part = |name: &&str| is_place(name) || lists.known.is_implementer(name);
            if names.iter().any(takes_part) {
                for name in names {
                    if (2..=12).contains(&name.chars().count()) {
                        put(from, name, Rule::PartyImplementer, Role::Implementer);
                    }
                    from += name.len() + '、'.len_utf8();
                }
            }
        }
    }
    if let Some(end) = subject_of(lists, measure) {
        let mut from = 0;
        let subject = measure.get(..end).unwrap_or_default();
        let names = subject.split('、');
        // 各县(区)、各部门 are one group (guideline I9).
        if names.clone().all(|name| name.starts_with('各')) || subject.contains('等') {
            put(0, subject, Rule::PartyImplementer, Role::Implementer);
            from = subject.len();
        }
        let rest: Vec<&str> = if from == 0 {
            names.collect()
        } else {
            Vec::new()
        };
        for name in rest {
            if is_place(name) || is_somebody_whole(name) || lists.known.is_name(name) {
                put(from, name, Rule::PartyImplementer, Role::Implementer);
            }
            from += name.len() + '、'.len_utf8();
        }
    }
    if let Some((at, name)) = supervisor(measure) {
        put(at, name, Rule::PartySupervisor, Role::Supervisor);
    }
    if let Some(verb) = words::FOUNDING
        .iter()
        .find(|verb| measure.starts_with(verb))
    {
        let behind = measure.get(verb.len()..).unwrap_or_default();
        // 由某人任组长的某领导小组.
        let behind = behind.rsplit('的').next().unwrap_or(behind);
        if words::FOUNDED.end_of(behind).is_some()
            && (6..=30).contains(&behind.chars().count())
            && !behind.contains(['、', '《'])
        {
            put(
                measure.len() - behind.len(),
                behind,
                Rule::PartyEstablished,
                Role::Established,
            );
        }
    }
    named
}

/// Where the subject ends that a Measure begins with: 甲县 of 甲县拟新建….
fn subject_of(lists: &Lists, measure: &str) -> Option<usize> {
    let clause = super::clause::Clause::new(
        lists,
        measure,
        "",
        (0, measure.len()),
        super::clause::Link::Begins,
        false,
    );
    clause.subject.map(str::len)
}

/// The office that something is reported to: 市政府督查室 of 报市政府督查室.
fn supervisor(measure: &str) -> Option<(usize, &str)> {
    let end = cues!("督查室 督办室")
        .iter()
        .find_map(|word| measure.ends_with(word).then_some(measure.len()))?;
    let before = measure.get(..end)?;
    let at = before.rfind('报')? + '报'.len_utf8();
    let name = before.get(at..)?;
    let name = name.strip_prefix(['送', '至']).unwrap_or(name);
    (3..=16)
        .contains(&name.chars().count())
        .then_some((end - name.len(), name))
}

/// Where the task begins behind the names of those who are supported.
fn task_at(behind: &str) -> Option<usize> {
    let at = TASKS.iter().filter_map(|verb| behind.find(verb)).min()?;
    (at > 3).then_some(at)
}

/// Whether a name is one of a jurisdiction (guideline §9.10, §10.9).
fn is_place(name: &str) -> bool {
    let count = name.chars().count();
    let is_group = group_scope(name).is_some();
    is_group
        || (2..=9).contains(&count)
            && words::PLACES.end_of(name).is_some()
            && cues!("园区 景区 小区 社区 城区 地区 片区 校区 灌区 库区 湖区 山区 辖区 集聚区 示范区 度假区 城市 上市").end_of(name).is_none()
}
