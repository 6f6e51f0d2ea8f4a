//! The role of a party at its place in the text (guideline §5, §10.9).

use super::{
    Role, kinds, read,
    roles::{self, Verb},
    source::Source,
};
use crate::text::{
    Text, TextRange,
    cues::{self, ends_with_any, starts_with_any},
    marks::{self, is_blank},
    trim,
};

/// Verbs before a body that the text sets up.
const FOUNDING: &[&str] = &["成立", "组建", "设立", "建立"];

/// How the names of such bodies end.
const FOUNDED: &[&str] = &[
    "领导小组",
    "工作小组",
    "小组",
    "专班",
    "指挥部",
    "工作组",
    "委员会",
    "联席会议",
    "办公室",
];

/// How the names of those end that 支持 makes no party (guideline §9.10, §10.9).
const SUPPORTED: &[&str] = &[
    "公司",
    "集团",
    "企业",
    "厂",
    "学校",
    "中学",
    "小学",
    "学院",
    "大学",
    "医院",
    "研究院",
    "研究所",
    "院",
    "所",
    "银行",
    "合作社",
    "商会",
    "协会",
];

/// Names of offices that see to the work of others (guideline §9.23).
const SUPERVISORS: &[&str] = &["督查室", "督办室", "督查局", "督查组", "督导组"];

/// How a clause goes on behind the party whose commitment it is.
const PREDICATES: &[&str] = &[
    "拟",
    "将",
    "要",
    "计划",
    "应",
    "须",
    "正在",
    "已",
    "力争",
    "确保",
    "争取",
    "全面",
    "加快",
    "深入",
    "着力",
    "全力",
    "持续",
    "积极",
    "大力",
    "扎实",
    "严格",
    "进一步",
    "重点",
    "不断",
    "继续",
    "统筹",
    "认真",
    "切实",
    "率先",
    "推进",
    "推动",
    "实施",
    "开展",
    "支持",
    "加强",
    "打造",
    "落实",
    "深化",
    "完善",
    "完成",
    "提升",
    "建设",
    "建成",
    "强化",
    "实现",
    "组织",
    "做好",
    "促进",
    "印发",
    "建立",
    "优化",
    "启动",
    "培育",
    "提高",
    "抓好",
    "加大",
    "引进",
    "发展",
    "出台",
    "健全",
    "构建",
    "召开",
    "制定",
    "新建",
    "新增",
    "改造",
    "承担",
    "结合",
    "立足",
    "围绕",
    "按照",
];

/// Bytes of the clause around a party that are looked at on either side.
const REACH: usize = 360;

/// The role that a party tagged by hand most likely has at its place, and the words that say so.
///
/// By its label or tag where a bracket, line or sentence gives it one; else by the words around it:
/// `成立X领导小组`, `支持X建设…`, or what it is the subject of. None if nothing says so, and within
/// 《》 (guideline §9.14).
#[must_use]
pub fn role_at(text: &Text, party: TextRange) -> Option<(Role, Option<TextRange>)> {
    let party = trim(text, text.fit(party));
    let name = text.slice(party);
    if name.is_empty() {
        return None;
    }
    let nth = text.paragraphs().at(party.start());
    let source = Source::around(text, nth, party, REACH, &[]);
    let block = &source.block;
    let place = (block.place(party.start()), block.place(party.end()));
    let is_within = |kind: usize| {
        let mut pairs = source.pairs.iter();
        pairs.any(|pair| pair.kind == kind && pair.inner.0 <= place.0 && place.1 <= pair.inner.1)
    };
    if is_within(marks::TITLE) {
        return None;
    }
    if let Some(own) = read(text, party, &[]) {
        let same = own.parties.iter().find(|other| other.range == party);
        let meant = || own.parties.iter().find(|other| other.range.overlaps(party));
        if let Some(named) = same.or_else(meant) {
            if named.role == Role::Unsaid {
                return None;
            }
            return Some((named.role, named.role_label));
        }
    }
    let before = block.text.get(..place.0).unwrap_or_default();
    let before = before.get(before.ceil_char_boundary(before.len().saturating_sub(REACH))..)?;
    let before = before.rsplit(bounds).next().unwrap_or(before);
    let after = block.text.get(place.1..).unwrap_or_default();
    let after = after.get(..after.floor_char_boundary(REACH))?;
    let after = after.split(bounds).next().unwrap_or(after);
    if kinds::is_somebody(name)
        && let Some((length, verb)) = roles::verb_first(after.trim_start_matches(is_blank))
    {
        let blanks = after.len() - after.trim_start_matches(is_blank).len();
        let start = place.1 + blanks;
        let label = block.range((start, start + length));
        let role = match verb {
            Verb::Role(role) => role,
            Verb::Share => Role::Lead,
        };
        return Some((role, Some(label)));
    }
    by_words(before, name, after).map(|role| (role, None))
}

/// The marks that bound a clause, as near as is needed here.
fn bounds(c: char) -> bool {
    marks::ends_sentence(c) || matches!(c, ',' | '，' | ':' | '：' | '(' | '（' | ')' | '）')
}

fn by_words(before: &str, name: &str, after: &str) -> Option<Role> {
    if ends_with_any(name, FOUNDED).is_some() && FOUNDING.iter().any(|verb| before.contains(verb)) {
        return Some(Role::Established);
    }
    if ends_with_any(name, SUPERVISORS).is_some() {
        return Some(Role::Supervisor);
    }
    // 支持甲县、乙县建设…: what stands between are names.
    if let Some((_, others)) = before.rsplit_once("支持")
        && are_names(others)
    {
        let goes_on = after.starts_with('、') || !after.trim_matches(is_blank).is_empty();
        return (goes_on && ends_with_any(name, SUPPORTED).is_none()).then_some(Role::Implementer);
    }
    let head = cues::head(before, true);
    let is_subject = are_names(before.get(head..).unwrap_or_default());
    let others = after.starts_with('、').then(|| after.rsplit('、').next());
    let predicate = others.flatten().unwrap_or(after);
    let begins = |text: &str| starts_with_any(text, PREDICATES).is_some();
    // Behind further subjects the predicate begins within the last part.
    let is_predicate = begins(predicate.trim_start_matches(is_blank))
        || others.is_some() && PREDICATES.iter().any(|verb| predicate.contains(verb));
    (is_subject && is_predicate).then_some(Role::Implementer)
}

/// Whether nothing but names with `、` behind them stands before a name.
fn are_names(before: &str) -> bool {
    let before = before.trim_matches(is_blank);
    before.is_empty()
        || before.ends_with('、') && before.split('、').all(|name| name.chars().count() <= 16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Offset;

    /// Check the role of what stands between two `|`, and the words that say so.
    #[track_caller]
    fn check(marked: &str, expect: Option<(Role, &str)>) {
        let mut parts = marked.split('|');
        let start = parts.next().unwrap().len();
        let end = start + parts.next().unwrap().len();
        let text = Text::new(marked.replace('|', ""));
        let party = TextRange::between(Offset::from_bytes(start), Offset::from_bytes(end));
        let role = role_at(&text, party);
        let role = role.map(|(role, label)| (role, label.map_or("", |label| text.slice(label))));
        assert_eq!(role, expect, "{marked}");
    }

    #[test]
    fn labels_tags_and_verbs_come_first() {
        check(
            "升级(牵头单位:|市林业局|,协办单位:市水务局)",
            Some((Role::Lead, "牵头单位")),
        );
        check(
            "承办单位:市林业局(主办)、|市水务局|(会办)",
            Some((Role::Co, "会办")),
        );
        check("(市林业局牵头,|市水务局|配合)", Some((Role::Co, "配合")));
        check("由|市林业局|牵头。", Some((Role::Lead, "牵头")));
        check(
            "工程完工后|林业站|具体负责,",
            Some((Role::Lead, "具体负责")),
        );
        check("|市林业局|牵头建好平台", None);
        check("由|企业|牵头", None);
    }

    #[test]
    fn bodies_that_the_text_sets_up() {
        check("成立了|防汛工作领导小组|,", Some((Role::Established, "")));
        check(
            "组建由甲某任组长的|河湖治理专班|。",
            Some((Role::Established, "")),
        );
        check("召开|防汛工作领导小组|会议", None);
    }

    #[test]
    fn who_is_supported_with_a_task() {
        check("支持|某县|建设示范区", Some((Role::Implementer, "")));
        check("支持甲县、|乙县|创建园区", Some((Role::Implementer, "")));
        check("支持|某某公司|扩能", None);
        check("支持|某某学院|扩大规模", None);
        check("支持|某县|。", None);
    }

    #[test]
    fn subjects_of_commitments() {
        check("|某县|拟新建学校3所", Some((Role::Implementer, "")));
        check("一季度,|某县|新增企业5家", Some((Role::Implementer, "")));
        check(
            "一是|某县|、某区正在改造道路",
            Some((Role::Implementer, "")),
        );
        check("某县、|某区|要改造道路", Some((Role::Implementer, "")));
        check("|各地、各部门|要抓好落实", Some((Role::Implementer, "")));
        check("改造|某县|道路", None);
        check("|某县|风景优美", None);
    }

    #[test]
    fn supervisors() {
        check("报|市政府督查室|。", Some((Role::Supervisor, "")));
    }

    #[test]
    fn nobody_within_titles_or_nothing() {
        check("印发《|市林业局|牵头方案》", None);
        check("||", None);
        check("|。|", None);
    }
}
