//! What kind of party a name is of, by its words (guideline §5, I9).

use super::Role;
use crate::text::{
    cues::{self, ends_with_any, starts_with_any},
    marks::{is_blank, is_han},
};

/// What a party is (guideline §5).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PartyType {
    /// Somebody, by name or by office: 甲某, 分管副市长.
    Person,
    /// One body, or a joint office of two.
    Organisation,
    /// Several that are not named one by one: 各乡镇, 相关部门, …成员单位.
    Group,
}

impl PartyType {
    /// Its name as files write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Group => "group",
        }
    }
}

/// Which ones a group is of (guideline §5).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GroupScope {
    /// 各…: all there are.
    All,
    /// 相关…, 有关…: those whose business it is.
    Relevant,
    /// The members of something that has a name: …成员单位.
    NamedSet,
}

impl GroupScope {
    /// Its name as files write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Relevant => "relevant",
            Self::NamedSet => "named_set",
        }
    }
}

/// How the name of a group begins.
const GROUP_STARTS: &[(&str, GroupScope)] = &[
    ("各相关", GroupScope::Relevant),
    ("各有关", GroupScope::Relevant),
    ("各", GroupScope::All),
    ("每个", GroupScope::All),
    ("所有", GroupScope::All),
    ("全体", GroupScope::All),
    ("县市区", GroupScope::All),
    ("县(市", GroupScope::All),
    ("县（市", GroupScope::All),
    ("相关", GroupScope::Relevant),
    ("有关", GroupScope::Relevant),
    ("其他", GroupScope::Relevant),
    ("其它", GroupScope::Relevant),
];

/// What follows 各 in words that are of nobody: 各司其职, 各负其责, 各项, 各自.
const NOT_GROUPS: &str = "司负尽自项种类显式样取得执就";

/// How it ends where it begins with whose they are: …建设各责任单位.
const GROUP_ENDS: &[(&str, GroupScope)] = &[
    ("成员单位", GroupScope::NamedSet),
    ("责任单位", GroupScope::NamedSet),
    ("参与单位", GroupScope::NamedSet),
];

/// Nouns for parties of one kind.
const PLURALS: &[&str] = &[
    "部门", "单位", "组织", "机构", "科室", "街道", "乡镇", "县区", "市区",
];

/// What says which of them, behind the name of whose they are: 市直有关部门.
const WHICH: &[(&str, GroupScope)] = &[
    ("相关", GroupScope::Relevant),
    ("有关", GroupScope::Relevant),
    ("各", GroupScope::All),
];

/// How the words for an office end that somebody holds.
const OFFICES: &[&str] = &[
    "市长",
    "县长",
    "区长",
    "州长",
    "镇长",
    "乡长",
    "局长",
    "部长",
    "秘书长",
    "书记",
    "主任",
    "主席",
    "常委",
    "领导",
    "同志",
    "负责人",
    "责任人",
];

/// How the words for an office end before the name of who holds it.
const MEMBERS: &[&str] = &[
    "党组成员",
    "委员",
    "成员",
    "助理",
    "调研员",
    "总工程师",
    "经理",
    "董事长",
    "校长",
    "院长",
    "所长",
    "站长",
    "队长",
];

/// Ranks that somebody has beside an office.
const RANKS: &[&str] = &[
    "常委",
    "委员",
    "党组成员",
    "党组书记",
    "党组副书记",
    "委书记",
];

/// How names of bodies end, beside those that are cut at a conjunction.
const BODY_ENDS: &[&str] = &[
    "联",
    "所",
    "站",
    "队",
    "校",
    "行",
    "处",
    "科",
    "室",
    "组",
    "厂",
    "社",
    "馆",
    "台",
    "署",
    "大学",
    "专班",
    "开发区",
    "管理区",
];

/// What ends like a body and is none in particular (guideline §9.15): 政府主导、企业牵头.
const NOBODY: &[&str] = &[
    "企业",
    "社会",
    "全社会",
    "社区",
    "社会力量",
    "政府",
    "地方政府",
    "党委",
    "市场",
    "公众",
    "群众",
    "部门",
    "多部门",
    "单位",
    "街道",
    "协会",
    "园区",
    "地区",
    "辖区",
    "学校",
    "高校",
    "医院",
    "银行",
    "领导",
    "机构",
    "集团",
    "公司",
    "中心",
    "院校",
    "机会",
    "全部",
    "内部",
    "现场",
];

/// How verbs end that end like a body: 进行.
const NOT_ENDS: &[&str] = &[
    "进行", "实行", "执行", "推行", "施行", "运行", "履行", "举行",
];

fn first_of(table: &[(&str, GroupScope)], has: impl Fn(&str) -> bool) -> Option<GroupScope> {
    let own = table.iter().find(|(words, _)| has(words));
    own.map(|(_, scope)| *scope)
}

/// Which ones a group is of; none where the name is not that of a group.
///
/// A group is one party and is never expanded (guideline I9).
#[must_use]
pub fn group_scope(name: &str) -> Option<GroupScope> {
    let name = name.trim_matches(is_blank);
    let is_nobody = (name.strip_prefix('各'))
        .is_some_and(|rest| rest.starts_with(|c: char| NOT_GROUPS.contains(c)));
    if is_nobody {
        return None;
    }
    let starts = || first_of(GROUP_STARTS, |words| name.starts_with(words));
    let ends = || {
        first_of(GROUP_ENDS, |words| {
            name.strip_suffix(words).is_some_and(|set| !set.is_empty())
        })
    };
    let plural = || {
        ends_with_any(name, PLURALS)?;
        let named = || without_others(name).map(|_| GroupScope::NamedSet);
        named().or_else(|| first_of(WHICH, |words| name.contains(words)))
    };
    starts().or_else(ends).or_else(plural)
}

/// What stands before the 等 that ends a list of names: the 市林业局 of `市林业局等部门`. None where
/// there is none, or where it is of a word: 中等, 高等.
pub(super) fn without_others(name: &str) -> Option<&str> {
    let (names, behind) = name.rsplit_once('等')?;
    let is_word = names.is_empty() || names.ends_with(|c| "中高初平同对特优".contains(c));
    let are_others = behind.is_empty()
        || ends_with_any(behind, PLURALS).is_some() && behind.chars().take(9).count() < 9;
    (are_others && !is_word).then_some(names)
}

/// What kind of party a name is of, with the role that it has at its place if one is known.
///
/// Names of persons have no form of their own: two to four characters are one where a person is
/// asked for, that is, after a label such as 责任领导.
#[must_use]
pub fn party_type(name: &str, role: Option<Role>) -> PartyType {
    let name = name.trim_matches(is_blank);
    if group_scope(name).is_some() {
        return PartyType::Group;
    }
    let bare = name.split(['(', '（']).next().unwrap_or(name);
    let is_person = ends_with_any(bare, OFFICES).is_some()
        || role == Some(Role::Leader) && is_personal_name(bare);
    if is_person {
        PartyType::Person
    } else {
        PartyType::Organisation
    }
}

/// Whether a name can be that of a person: two to four Chinese characters, more with a `·`.
fn is_personal_name(name: &str) -> bool {
    let mut count = 0;
    let mut longest = 4;
    for c in name.chars().filter(|&c| !is_blank(c)) {
        if c == '·' {
            longest = 16;
        } else if !is_han(c) {
            return false;
        }
        count += 1;
        if count > longest.max(5) {
            return false;
        }
    }
    // 区 is a surname, and 会 is the end of some names; both at once are of bodies.
    let is_body = starts_with_any(name, cues::BODY_STARTS).is_some() && ends_like_a_body(name);
    (2..=longest).contains(&count) && !is_body && !(count == 4 && ends_like_a_body(name))
}

/// Whether a name is that of a rank, which stands before the office of who has it.
pub(super) fn is_rank(name: &str) -> bool {
    ends_with_any(name, RANKS).is_some()
}

/// The name of a person without the office before it: the 甲某 of `副市长甲某` (guideline §5).
pub(super) fn without_office(name: &str) -> &str {
    let offices = OFFICES.iter().chain(MEMBERS);
    let names = offices.filter_map(|office| {
        let (_, behind) = name.rsplit_once(office)?;
        let behind = behind.trim_start_matches(is_blank);
        let is_own = is_personal_name(behind) && !ends_like_a_body(behind);
        (is_own && party_type(behind, None) != PartyType::Person).then_some(behind)
    });
    names.min_by_key(|behind| behind.len()).unwrap_or(name)
}

fn ends_like_a_body(name: &str) -> bool {
    let is_verb = ends_with_any(name, NOT_ENDS).is_some();
    !is_verb
        && [cues::BODY_ENDS, BODY_ENDS]
            .iter()
            .any(|ends| ends_with_any(name, ends).is_some_and(|whose| !whose.is_empty()))
}

/// Whether a name is one of a body, of a group or of an office by its words alone, and of one in
/// particular: what is asked of names that no label says to be ones.
pub(super) fn is_somebody(name: &str) -> bool {
    if NOBODY.contains(&name) {
        return false;
    }
    let bare = name.split(['(', '（']).next().unwrap_or(name);
    let is_office = || ends_with_any(bare, OFFICES).is_some_and(|whose| !whose.is_empty());
    ends_like_a_body(bare) || group_scope(name).is_some() || is_office()
}

/// Whether a name also begins as the name of a body or group does: what is asked within running
/// text, where anything may stand before it.
pub(crate) fn is_somebody_whole(name: &str) -> bool {
    is_somebody(name)
        && (starts_with_any(name, cues::BODY_STARTS).is_some()
            || first_of(GROUP_STARTS, |words| name.starts_with(words)).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, role: Option<Role>, expect: PartyType, scope: Option<GroupScope>) {
        assert_eq!(party_type(name, role), expect, "{name}");
        assert_eq!(group_scope(name), scope, "{name}");
    }

    #[test]
    fn persons_are_asked_for_or_hold_an_office() {
        let leader = Some(Role::Leader);
        check("甲某", leader, PartyType::Person, None);
        check("甲某某", leader, PartyType::Person, None);
        check("甲 某", leader, PartyType::Person, None);
        check("甲某(副市长)", leader, PartyType::Person, None);
        check("甲某某·乙某某", leader, PartyType::Person, None);
        check("甲某", Some(Role::Lead), PartyType::Organisation, None);
        check("市委办", leader, PartyType::Organisation, None);
        check("市水务局", leader, PartyType::Organisation, None);
        check("分管副市长", None, PartyType::Person, None);
        check("😀😀", leader, PartyType::Organisation, None);
        check("", leader, PartyType::Organisation, None);
    }

    #[test]
    fn groups() {
        let (all, relevant, named) = (
            Some(GroupScope::All),
            Some(GroupScope::Relevant),
            Some(GroupScope::NamedSet),
        );
        check("各地、各部门", None, PartyType::Group, all);
        check("各县(市、区)人民政府", None, PartyType::Group, all);
        check("每个县市区", None, PartyType::Group, all);
        check("相关区镇街道", None, PartyType::Group, relevant);
        check("市直有关部门", None, PartyType::Group, relevant);
        check("市防汛指挥部成员单位", None, PartyType::Group, named);
        check("示范县(市)创建各责任单位", None, PartyType::Group, named);
        check("妇联等群团组织", None, PartyType::Group, named);
    }

    #[test]
    fn all_others_are_organisations() {
        for name in [
            "市林业局",
            "市财政局(某某局)",
            "某某区管委会·某某区人民政府",
            "“示范片区”建设指挥部",
            "市中等职业学校",
        ] {
            check(name, None, PartyType::Organisation, None);
        }
    }

    #[test]
    fn nobody_in_particular() {
        for name in [
            "各司其职",
            "各自",
            "企业",
            "政府",
            "社会",
            "部门",
            "专人",
            "公众",
            "局",
        ] {
            assert!(!is_somebody(name), "{name}");
        }
        for name in ["市林业局", "各乡镇", "分管副市长", "供电公司"] {
            assert!(is_somebody(name), "{name}");
        }
    }
}
