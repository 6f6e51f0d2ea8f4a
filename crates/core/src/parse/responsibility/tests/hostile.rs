//! What nobody would write on purpose, and very much of it.

use proptest::prelude::*;

use super::*;

#[test]
fn half_brackets_are_read_as_far_as_they_go() {
    check(
        "升级(责任领导:甲某,牵头|单位:市林业局。兴学。",
        "leader[责任领导] 甲某 | lead[牵头单位] 市林业局",
    );
    check("责任单位:市林|业局)。兴学。", "lead[责任单位] 市林业局");
}

#[test]
fn brackets_in_brackets_and_quotations() {
    check_found(
        "((((((升级(责任单位:市林业局(甲(乙(丙(丁(戊)))))))))))))",
        &[(
            "(责任单位:市林业局(甲(乙(丙(丁(戊))))))",
            "lead[责任单位] 市林业局(甲(乙(丙(丁(戊)))))",
        )],
    );
    check_found(
        "“升级(责任单位:市林业局)”",
        &[("(责任单位:市林业局)", "lead[责任单位] 市林业局")],
    );
}

#[test]
fn names_of_any_characters() {
    check(
        "(责任单位:😀局、|👩‍🌾)",
        "lead[责任单位] 😀局 | lead[责任单位] 👩‍🌾",
    );
}

#[test]
fn very_many_names_brackets_and_lines() {
    let names = "市林业局、".repeat(10_000);
    let long = text(&format!("升级(责任单位:{names}市水务局)。"));
    let own = read(&long, TextRange::empty(Offset::from_bytes(90_000)), &[]).unwrap();
    assert_eq!(own.parties.len(), 10_001);

    let many = text(&"升级(责任单位:市林业局);".repeat(10_000));
    assert_eq!(find(&many, many.range(), &[]).len(), 10_000);

    let labels = text(&format!("({})", "责任单位:市林业局,".repeat(10_000)));
    assert_eq!(find(&labels, labels.range(), &[]).len(), 1);

    let lines = text(&"责任单位:市林业局\n".repeat(3_000));
    let own = read(&lines, TextRange::empty(Offset::from_bytes(30_000)), &[]).unwrap();
    assert_eq!(own.parties.len(), 3_000);

    let deep = text(&format!("{}{}", "(".repeat(20_000), ")".repeat(20_000)));
    assert_eq!(find(&deep, deep.range(), &[]), []);

    let and = text(&format!(
        "(责任单位:{}市水务局)",
        "市林业局和".repeat(10_000)
    ));
    assert_eq!(
        find(&and, and.range(), &[]).len(),
        0,
        "no name is that long"
    );
}

fn any_text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "(",
        ")",
        "（",
        "）",
        "【",
        "】",
        "《",
        "》",
        "“",
        "”",
        "责任单位",
        "牵头单位",
        "责任领导",
        "承办单位",
        "办理结果",
        "提案内容",
        ":",
        "：",
        ",",
        "，",
        "、",
        ";",
        "。",
        "\n",
        "\r\n",
        " ",
        "\u{a0}",
        "市林业局",
        "各地",
        "各部门",
        "甲某",
        "牵头",
        "配合",
        "按职责分工负责",
        "(主办)",
        "由",
        "等",
        "和",
        "以上任务",
        "(一)",
        "1.",
        "一是",
        "6月底前完成",
        "完成时限",
        "支持",
        "成立",
        "某县",
        "拟",
        "😀",
        "a",
        "5",
    ]);
    prop::collection::vec(words, 0..40).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn what_is_read_is_in_the_text_in_order(s in any_text(), a in 0usize..400, b in 0usize..400) {
        let text = text(&s);
        let selection = text.fit(TextRange::between(Offset::from_bytes(a), Offset::from_bytes(b)));
        let mut all = find(&text, text.range(), &[]);
        for own in &all {
            let again = read(&text, own.range, &[]);
            prop_assert_eq!(again.as_ref(), Some(own));
        }
        for own in find(&text, selection, &[]) {
            prop_assert!(all.contains(&own));
        }
        all.extend(read(&text, selection, &[]));
        let _ = role_at(&text, selection);
        for own in &all {
            prop_assert!(text.fits(own.range) && !own.parties.is_empty());
            let covered = scope(&text, own);
            prop_assert!(text.fits(covered) && !covered.overlaps(own.range));
            let mut end = own.range.start();
            for party in &own.parties {
                prop_assert!(text.fits(party.range) && !party.range.is_empty());
                prop_assert!(end <= party.range.start() && party.range.end() <= own.range.end());
                end = party.range.end();
                let role = role_at(&text, party.range).map(|(role, _)| role);
                // What a word in its place leaves open is open there as well.
                prop_assert_eq!(role.is_some(), party.role != Role::Unsaid);
            }
            let within = |range: Option<TextRange>| range.is_none_or(|part| own.range.covers(part));
            prop_assert!(within(own.deadline));
            prop_assert!(own.parties.iter().all(|party| within(party.role_label)));
        }
    }

    #[test]
    fn any_characters_are_read(s in any::<String>(), a in 0usize..90, b in 0usize..90) {
        let text = text(&s);
        let selection = TextRange::between(Offset::from_bytes(a), Offset::from_bytes(b));
        for own in read(&text, selection, &[]).iter().chain(&find(&text, selection, &[])) {
            let _ = scope(&text, own);
        }
        let _ = role_at(&text, selection);
    }
}
