//! Who is read from brackets, lines and sentences, in the manner of the genres.

mod hostile;
mod scopes;

use super::*;

fn text(s: &str) -> Text {
    Text::new(s.into())
}

/// What was read, in short: `role[label] name` for each party, `until` for the deadline.
fn told(text: &Text, own: &Responsibility) -> String {
    let mut told: Vec<String> = Vec::new();
    for party in &own.parties {
        let label = party.role_label.map_or("", |label| text.slice(label));
        told.push(format!(
            "{}[{label}] {}",
            party.role.name(),
            text.slice(party.range)
        ));
    }
    if let Some(deadline) = own.deadline {
        told.push(format!("until {}", text.slice(deadline)));
    }
    told.join(" | ")
}

fn wide(s: &str) -> String {
    let wide = |c| match c {
        ',' | ';' | ':' | '(' | ')' => char::from_u32(c as u32 + 0xfee0).unwrap(),
        c => c,
    };
    s.chars().map(wide).collect()
}

/// Check what is read at `|` (a position, or a selection between two), in both widths.
#[track_caller]
fn check(marked: &str, expect: &str) {
    for (marked, expect) in [(marked.into(), expect.into()), (wide(marked), wide(expect))] {
        let start = marked.find('|').unwrap();
        let rest = marked.get(start + 1..).unwrap();
        let end = start + rest.find('|').unwrap_or(0);
        let text = text(&marked.replace('|', ""));
        let selection = TextRange::between(Offset::from_bytes(start), Offset::from_bytes(end));
        let own = read(&text, selection, &[]);
        let own = own.map_or_else(String::new, |own| told(&text, &own));
        assert_eq!(own, expect);
    }
}

/// Check all that is found in a text: what each is of it, and what it says.
#[track_caller]
fn check_found(s: &str, expect: &[(&str, &str)]) {
    let text = text(s);
    let all = find(&text, text.range(), &[]);
    let found: Vec<(&str, String)> = all
        .iter()
        .map(|own| (text.slice(own.range), told(&text, own)))
        .collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(of, says)| (*of, &**says)).collect();
    assert_eq!(found, expect);
    for own in &all {
        assert_eq!(read(&text, own.range, &[]).as_ref(), Some(own));
    }
}

#[test]
fn label_lists_in_any_order() {
    check(
        "推动升级(责任领导:甲某、|乙某,牵头单位:市林业局、市水务局,协办单位:市经济局)。",
        "leader[责任领导] 甲某 | leader[责任领导] 乙某 | lead[牵头单位] 市林业局 \
         | lead[牵头单位] 市水务局 | co[协办单位] 市经济局",
    );
    check(
        "(协办单位:市经济局;牵头单位:市林业局;责任|人:甲某;督办单位:市政府督查室)",
        "co[协办单位] 市经济局 | lead[牵头单位] 市林业局 | leader[责任人] 甲某 \
         | supervisor[督办单位] 市政府督查室",
    );
    check(
        "(责任领导:甲某。牵头|单位:市林业局。)",
        "leader[责任领导] 甲某 | lead[牵头单位] 市林业局",
    );
    check(
        "(责任领导:甲某 牵头|单位:市林业局\u{3000}协办单位:市经济局)",
        "leader[责任领导] 甲某 | lead[牵头单位] 市林业局 | co[协办单位] 市经济局",
    );
    check("【牵头|单位:市林业局】", "lead[牵头单位] 市林业局");
}

#[test]
fn blanks_in_labels_and_names_that_are_set_wide() {
    check(
        "(责任 单位 :\u{a0}市林业|局,责\u{a0}任人: 甲\u{3000}某 乙某某)",
        "lead[责任 单位] 市林业局 | leader[责\u{a0}任人] 甲\u{3000}某 乙某某",
    );
    check(
        "(责任人:甲某 乙|某某)",
        "leader[责任人] 甲某 | leader[责任人] 乙某某",
    );
}

#[test]
fn tags_apply_to_all_names_since_the_one_before() {
    check(
        "承办单位:市|林业局(主办),市水务局、市经济局(会办)",
        "lead[主办] 市林业局 | co[会办] 市水务局 | co[会办] 市经济局",
    );
    check(
        "承办单位:市林业局(主办)、市|水务局、市经济局(会办)",
        "lead[主办] 市林业局 | co[会办] 市水务局 | co[会办] 市经济局",
    );
    check("承办单位:市司|法局", "lead[承办单位] 市司法局");
    check(
        "(市林业局(牵头)、市水务局|( 配合 ))",
        "lead[牵头] 市林业局 | co[配合] 市水务局",
    );
}

#[test]
fn verbs_behind_names() {
    check(
        "(市林业局牵头,市水务局、市经济局等按职责|分工负责,6月底前完成)",
        "lead[牵头] 市林业局 | co[按职责分工负责] 市水务局 | co[按职责分工负责] 市经济局 \
         | until 6月底前完成",
    );
    check(
        "(市林业局牵头、市水|务局和市经济局配合)",
        "lead[牵头] 市林业局 | co[配合] 市水务局 | co[配合] 市经济局",
    );
    check(
        "(市林业局、市水务局|按职责分工负责)",
        "lead[按职责分工负责] 市林业局 | lead[按职责分工负责] 市水务局",
    );
    check("(市林业局等|负责)", "lead[负责] 市林业局");
    check(
        "(市级各部门|分别负责,年内持续推进)",
        "lead[分别负责] 市级各部门 | until 年内持续推进",
    );
    check(
        "(由市林业局牵头|负责,各乡镇配合)",
        "lead[牵头负责] 市林业局 | co[配合] 各乡镇",
    );
    check(
        "(市林业局,市水务局|共同负责)",
        "lead[共同负责] 市林业局 | lead[共同负责] 市水务局",
    );
    check(
        "(分管副市长|牵头,市林业局负责)",
        "lead[牵头] 分管副市长 | co[负责] 市林业局",
    );
    check(
        "(牵头单位:市林业局;市水务局|配合)",
        "lead[牵头单位] 市林业局 | co[配合] 市水务局",
    );
}

#[test]
fn verbs_behind_labels() {
    check(
        "(牵头单位:市林业局;市水务局、各乡镇按职责|分工负责)",
        "lead[牵头单位] 市林业局 | co[按职责分工负责] 市水务局 | co[按职责分工负责] 各乡镇",
    );
    check(
        "(责任单位:市林业局、市水务局|按职责分工负责)",
        "lead[责任单位] 市林业局 | lead[责任单位] 市水务局",
    );
    check(
        "(牵头单位:市林业局。市水务局|分别负责)",
        "lead[牵头单位] 市林业局 | co[分别负责] 市水务局",
    );
}

#[test]
fn labels_of_other_things_end_a_list() {
    check(
        "承办单位:市|林业局 办理结果:已植树。",
        "lead[承办单位] 市林业局",
    );
    check(
        "(责任单位:市林业局 联系|人:甲某,协办单位:市水务局)",
        "lead[责任单位] 市林业局 | co[协办单位] 市水务局",
    );
    check(
        "责任单位:市林业局 责任|人:甲某 完成时限:6月底",
        "lead[责任单位] 市林业局 | leader[责任人] 甲某 | until 6月底",
    );
}

#[test]
fn labels_of_any_role_and_kind() {
    check(
        "(责任部门:区林业|局;配合部门:区水务局)",
        "lead[责任部门] 区林业局 | co[配合部门] 区水务局",
    );
    check(
        "(责任部门:区林业|局;牵头部门:区水务局)",
        "co[责任部门] 区林业局 | lead[牵头部门] 区水务局",
    );
    check(
        "责任部门:区林业|局\n牵头部门:区水务局",
        "co[责任部门] 区林业局 | lead[牵头部门] 区水务局",
    );
    check(
        "(主管单位:区林业|局;参与单位:区水务局)",
        "lead[主管单位] 区林业局 | co[参与单位] 区水务局",
    );
    check(
        "(责任主体:各镇人民|政府,监督单位:区审计局)",
        "lead[责任主体] 各镇人民政府 | supervisor[监督单位] 区审计局",
    );
    check(
        "(实施单位:区林业|局;督查领导:甲某;挂钩领导:乙某)",
        "implementer[实施单位] 区林业局 | supervisor[督查领导] 甲某 | leader[挂钩领导] 乙某",
    );
    check(
        "(牵头单位:区林业|局,验收单位:区水务局、区审计局,计量单位:亿元)",
        "lead[牵头单位] 区林业局 | [验收单位] 区水务局 | [验收单位] 区审计局",
    );
    check(
        "(牵头单位:区林业|局 验收单位:区水务局)",
        "lead[牵头单位] 区林业局 | [验收单位] 区水务局",
    );
    check("(验收单位:区水务|局)", "");
    check("验收单位:区水务|局", "");
    check("(计量单位:亿|元)", "");
}

#[test]
fn who_sees_to_what_others_do() {
    check(
        "区政府督查|室负责对以上任务进行督办。",
        "supervisor[督办] 区政府督查室",
    );
    check(
        "由区审计局会同区财政局对资金使用情况开展监督|检查。",
        "supervisor[监督检查] 区审计局 | supervisor[监督检查] 区财政局",
    );
    check(
        "各乡镇负责落实,区政府督查|室负责督查考核。",
        "lead[负责落实] 各乡镇 | supervisor[负责督查考核] 区政府督查室",
    );
    check("对重点任务进行督|办。", "");
    check("自觉接受社会监|督。", "");
    check("区林业局要对林地进|行改造。", "");
}

#[test]
fn deadlines_beside_names() {
    check(
        "(责任单位:市林业局;完成|时限:2021年12月底)",
        "lead[责任单位] 市林业局 | until 2021年12月底",
    );
    check(
        "(2021年9月底前|,市林业局负责)",
        "lead[负责] 市林业局 | until 2021年9月底前",
    );
}

#[test]
fn deadlines_say_when_that_is() {
    for (bracket, expect) in [
        (
            "(责任单位:市林业局;完成时限:2025年12月)",
            Some(("2025年12月", Some("2025-12"))),
        ),
        (
            "(责任单位:市林业局,时限:6月底)",
            Some(("6月底", Some("2024-06-30"))),
        ),
        (
            "(完成时间:2025年12月31日前,责任单位:市林业局)",
            Some(("2025年12月31日前", Some("2025-12-31"))),
        ),
        (
            "(市林业局牵头,确保9月底前完成)",
            Some(("9月底前", Some("2024-09-30"))),
        ),
        (
            "(责任单位:市林业局;完成时限:上半年)",
            Some(("上半年", Some("2024-06-30"))),
        ),
        ("(市林业局牵头,长期坚持)", Some(("长期坚持", None))),
        ("(责任单位:市林业局)", None),
    ] {
        let text = text(bracket);
        let own = read(&text, text.range(), &[]).unwrap();
        let due = own.due(&text, Some("2024-Q3"));
        let due = due.as_ref();
        let told = due.map(|due| (text.slice(due.range), due.iso.as_deref()));
        assert_eq!(told, expect, "{bracket}");
        let undated = own.due(&text, None).and_then(|due| due.iso);
        assert_eq!(undated.is_some(), bracket.contains("2025"), "{bracket}");
    }
}

#[test]
fn lines_without_brackets() {
    check(
        "推动升级。\n牵头单位:市|林业局\n改造道路。",
        "lead[牵头单位] 市林业局",
    );
    check(
        "改造道路。\n责任领导:甲某\n牵头|单位:市林业局\n\n协办单位:各乡镇\n兴学。",
        "leader[责任领导] 甲某 | lead[牵头单位] 市林业局 | co[协办单位] 各乡镇",
    );
    check(
        "  责任单位:市林业局、市|水务局。\r\n完成时限:年底前\r\n",
        "lead[责任单位] 市林业局 | lead[责任单位] 市水务局 | until 年底前",
    );
    check(
        "改造道路。责任|单位:市交通局、市水务局。兴学。",
        "lead[责任单位] 市交通局 | lead[责任单位] 市水务局",
    );
    check("改造|道路。责任单位:市交通局。兴学。", "");
}

#[test]
fn sentences_that_name_who_does_it() {
    check(
        "改造道路,由市交通|局牵头负责,市水务局配合。兴学。",
        "lead[牵头负责] 市交通局 | co[配合] 市水务局",
    );
    check(
        "2021年,由市交通|局牵头负责,10月底前完成,支持各乡镇。",
        "lead[牵头负责] 市交通局 | until 10月底前完成",
    );
    check("改造|道路。由市交通局牵头负责。", "");
    check("压实属地管理部门负|责,抓好整改。", "");
}

#[test]
fn sentences_about_the_list_name_nobody() {
    for ruling in [
        ",排名第一的为牵头单位",
        ",列首位者为牵头单位",
        "。第一个为牵头单位,其余为配合单位",
        "、排在首位的是主办单位",
    ] {
        check(
            &format!("(责任单位:市林业局、|市水务局{ruling})"),
            "lead[责任单位] 市林业局 | lead[责任单位] 市水务局",
        );
    }
}

#[test]
fn persons_are_named_without_their_office() {
    check(
        "(责任领导:副市长甲|某、市政府党组成员乙某某,牵头单位:市林业局)",
        "leader[责任领导] 甲某 | leader[责任领导] 乙某某 | lead[牵头单位] 市林业局",
    );
    check(
        "(责任领导:市委常委、常务副市长甲|某,市委书记)",
        "leader[责任领导] 甲某 | leader[责任领导] 市委书记",
    );
    check("(责任领导:|分管副市长)", "leader[责任领导] 分管副市长");
    check("(责任人:|市委书记办公室)", "leader[责任人] 市委书记办公室");
}

#[test]
fn brackets_over_the_ends_of_lines() {
    check(
        "扩能。(责任领导:甲某\n牵头|单位:市林业局\n协办单位:市水务局)\n兴学。",
        "leader[责任领导] 甲某 | lead[牵头单位] 市林业局 | co[协办单位] 市水务局",
    );
    check(
        "(牵头单位:市林业局、\n市水|务局;配合单位:市经济局)",
        "lead[牵头单位] 市林业局 | lead[牵头单位] 市水务局 | co[配合单位] 市经济局",
    );
}

#[test]
fn names_stay_whole() {
    check(
        "(牵头单位:市财政局(某某局),协|办单位:示范县(市)创建各责任单位)",
        "lead[牵头单位] 市财政局(某某局) | co[协办单位] 示范县(市)创建各责任单位",
    );
    check(
        "(责任单位:某某区管委会·某某区人民|政府、市档案和地名局)",
        "lead[责任单位] 某某区管委会·某某区人民政府 | lead[责任单位] 市档案和地名局",
    );
    check("(责任单位:各地、各部|门)", "lead[责任单位] 各地、各部门");
    check(
        "(协办单位:相关部门、相|关区镇街道)",
        "co[协办单位] 相关部门 | co[协办单位] 相关区镇街道",
    );
    check(
        "(责任单位:市林业局、妇联等群团|组织)",
        "lead[责任单位] 市林业局 | lead[责任单位] 妇联",
    );
    check(
        "(牵头单位:“示范片区”建设|指挥部)",
        "lead[牵头单位] “示范片区”建设指挥部",
    );
}

#[test]
fn names_of_the_project_are_one() {
    let text = text("(责任单位:市林业局、市水务局联合办、市经济局)");
    let bodies = ["市林业局、市水务局联合办".into()];
    let own = read(&text, text.range(), &bodies).unwrap();
    assert_eq!(
        told(&text, &own),
        "lead[责任单位] 市林业局、市水务局联合办 | lead[责任单位] 市经济局"
    );
}

#[test]
fn what_a_selection_means() {
    let bracket = "lead[牵头单位] 市林业局 | co[协办单位] 市水务局";
    for marked in [
        "升级|(牵头单位:市林业局,协办单位:市水务局)|。",
        "升级(|牵头单位:市林业局,协办单位:市水务局|)。",
        "升级(牵头单位:|市林业局|,协办单位:市水务局)。",
        "升级(牵头单位:市林业局,协办单位:|市水务局)|。",
        "|升级(牵头单位:市林|业局,协办单位:市水务局)。",
        "|升级(牵头单位:市林业局,协办单位:市水务局)。\n|",
        "升级(牵头单位:市林业局,协办单位:市水务局|)。",
        "升级(牵头单位:市林业局,协办单位:市水务局)|。",
    ] {
        check(marked, bracket);
    }
    check("升|级(牵头单位:市林业局,协办单位:市水务局)。", "");
    check(
        "升级(牵头单位:市林业局)。|兴学(牵头单位:市教育局|)。",
        "lead[牵头单位] 市教育局",
    );
}

#[test]
fn what_says_no_role() {
    for marked in [
        "(责任编|辑:甲某)",
        "责任编|辑:甲某",
        "落实责任|制,完善责任清单。",
        "牵头建好省级|平台。",
        "(牵头建好省级|平台)",
        "由企业|牵头。",
        "(由企业|牵头,社会参与)",
        "党委领导、政府|负责、社会协同。",
        "(党委领导、政府|负责、社会协同、公众参与)",
        "加强沟通、各司|其职、密切配合",
        "确保有人|负责、有人履责",
        "印发《市林业局牵头|方案》",
        "《(市林业局|牵头)》",
        "(牵头单位:《市林业|局通知》)",
        "(市林|业局、市水务局)",
        "(目标|11%)",
        "(牵头单|位:)",
        "(牵头单位:|无)",
        "牵头单|位:",
        "主要预期目标是:生产|总值增长8%",
        "|",
        " | ",
    ] {
        check(marked, "");
    }
}

#[test]
fn all_of_a_text_is_found_in_order() {
    check_found(
        "一、兴业\n(一)升级。扩能(市林业局牵头);提质(责任单位:市经济局)。\n责任单位:市水务局\n\
         协办单位:各乡镇\n兴学。\n以上任务均由市教育局牵头负责。\n责任编辑:甲某",
        &[
            ("(市林业局牵头)", "lead[牵头] 市林业局"),
            ("(责任单位:市经济局)", "lead[责任单位] 市经济局"),
            (
                "责任单位:市水务局\n协办单位:各乡镇",
                "lead[责任单位] 市水务局 | co[协办单位] 各乡镇",
            ),
            ("以上任务均由市教育局牵头负责", "lead[牵头负责] 市教育局"),
        ],
    );
    check_found("", &[]);
}

#[test]
fn what_a_stretch_cuts_is_not_found_in_it() {
    let text = text("责任领导:甲某\n责任单位:市林业局\n升级(市林业局牵头)。");
    let from = |word| {
        let start = Offset::from_bytes(text.as_str().find(word).unwrap());
        find(&text, TextRange::between(start, text.end()), &[]).len()
    };
    assert_eq!(from("责任领导"), 2);
    assert_eq!(from("责任单位"), 1);
    assert_eq!(from("牵头"), 0);
}
