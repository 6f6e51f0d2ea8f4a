use super::*;
use crate::model::Tense;

#[track_caller]
fn check(title: &str, expect: Tense) {
    assert_eq!(tense(title), expect, "{title}");
}

#[test]
fn titles_that_report() {
    for title in [
        "一、2023年工作回顾",
        "一、主要指标运行完成情况",
        "（一）全区经济发展预期目标完成情况",
        "2020年国民经济和社会发展计划执行情况",
        "二〇二〇年工作总结",
        "一、上半年经济情况",
        "过去一年的工作",
        "二、建议办理情况",
        "一、主要指标进展",
        "（二）重点项目进度",
        "一、主要指标运行情况",
        "（三）目标任务推进情况",
        "关于《政府工作报告》确定的主要工作第一季度完成情况的通报",
    ] {
        check(title, Tense::Past);
    }
}

#[test]
fn titles_that_plan() {
    for title in [
        "二、2024年工作建议",
        "三、下一步工作要求",
        "三、主要任务",
        "四、下半年工作安排",
        "二、预期目标",
        "2021年计划草案",
        "重点工作责任分解",
    ] {
        check(title, Tense::Plan);
    }
}

#[test]
fn titles_that_say_neither_or_both() {
    for title in [
        "",
        "（一）壮大产业",
        "2020年计划执行情况与2021年计划草案的报告",
        "上半年工作情况和下半年工作安排",
        "（八）以共同富裕为目标",
        "（二）加快项目进度",
        "三、存在的问题",
    ] {
        check(title, Tense::None);
    }
}

const REPORT: &str = "临江市政府工作报告\n各位代表：\n一、2021年工作回顾\n（一）工业稳步发展。新增企业3家。\n\
    （二）实施三年行动计划。建成厂房。\n二、2022年工作安排\n主要预期目标是：产值增长5%；就业3万人。总量不减。\n\
    （一）工业。今年新增企业5家，一季度开工。\n三、政府自身建设\n依法行政。\n名词解释：\n1.“某某”：指甲。\n";

/// Tenses and levels of sections, with their numbers.
fn outlined(source: &str) -> Vec<String> {
    let text = Text::new(source.into());
    sections(&text, &Outline::of(&text))
        .iter()
        .map(|own| {
            let parent = own.parent.as_deref().unwrap_or("-");
            let number = &own.number;
            format!(
                "{} {} [{number}] {parent} {:?} {}",
                own.id,
                own.level,
                own.tense,
                text.slice(own.range)
            )
        })
        .collect()
}

#[test]
fn sections_have_the_tense_of_their_title_or_of_what_is_around_them() {
    assert_eq!(
        outlined(REPORT),
        [
            "S1 1 [一] - Past 一、2021年工作回顾",
            "S2 2 [一] S1 Past （一）工业稳步发展",
            "S3 2 [二] S1 Past （二）实施三年行动计划",
            "S4 1 [二] - Plan 二、2022年工作安排",
            "S5 2 [一] S4 Plan （一）工业",
            "S6 1 [三] - Plan 三、政府自身建设",
            "S7 2 [1] S6 None 1.“某某”：指甲",
        ]
    );
}

#[test]
fn annexes_are_beside_what_they_hold() {
    let source = "临江市人民政府办公室关于印发重点工作责任分解方案的通知\n各部门：\n一、提高认识\n二、加强督办。\n\
        2021年3月5日\n重点工作责任分解方案\n一、工业\n（一）园区。建好。\n附件1\n一、表格\n";
    assert_eq!(
        outlined(source),
        [
            "S1 1 [一] - Plan 一、提高认识",
            "S2 1 [二] - Plan 二、加强督办",
            "S3 1 [] - Plan 重点工作责任分解方案",
            "S4 1 [一] - Plan 一、工业",
            "S5 2 [一] S4 Plan （一）园区",
            "S6 1 [1] - Plan 附件1",
            "S7 1 [一] - Plan 一、表格",
        ]
    );
}

#[test]
fn the_nearest_heading_above_decides_and_its_parents_when_it_is_silent() {
    let text = Text::new(REPORT.into());
    let mut stored = sections(&text, &Outline::of(&text));
    let at = |word: &str| Offset::from_bytes(REPORT.find(word).unwrap());
    assert_eq!(tense_at(&stored, Offset::ZERO), Tense::None);
    assert_eq!(tense_at(&stored, at("新增企业3家")), Tense::Past);
    assert_eq!(tense_at(&stored, at("新增企业5家")), Tense::Plan);
    stored[1].tense = Tense::None;
    assert_eq!(tense_at(&stored, at("新增企业3家")), Tense::Past);
    // A file may have sections that are in each other.
    stored[0].tense = Tense::None;
    stored[0].parent = Some(stored[1].id.clone());
    assert_eq!(tense_at(&stored, at("新增企业3家")), Tense::None);
}

#[track_caller]
fn check_period(source: &str, word: &str, expect: Option<&str>) {
    let text = Text::new(source.into());
    let at = Offset::from_bytes(source.find(word).unwrap());
    let found = period_at(&text, &Outline::of(&text), &members(&text), at);
    assert_eq!(found.as_deref(), expect, "{word}");
}

#[test]
fn the_nearest_period_is_in_force() {
    check_period(REPORT, "新增企业3家", Some("2021"));
    check_period(REPORT, "产值增长5%", Some("2022"));
    check_period(REPORT, "新增企业5家", Some("2022"));
    check_period(REPORT, "开工", Some("2022-Q1"));
    check_period(REPORT, "依法行政", Some("2022"));
    let quarter = "一、2021年一季度完成情况\n产值增长9%（目标8%）。";
    check_period(quarter, "产值", Some("2021-Q1"));
    check_period(quarter, "目标", Some("2021"));
    check_period("某某。新增企业3家", "新增", None);
    check_period("力争2022年、确保2023年年底前获批", "获批", Some("2023"));
    check_period("推动大桥在2025年通车", "推动", Some("2025"));
    check_period("组织召开2025年大会", "组织", None);
}

#[test]
fn times_that_are_set_off_go_on_in_their_paragraph() {
    let source = "临江市2021年工作总结\n一季度，全市产值增长5%；投资增长6%。1-9月，消费增长7%，就业3万人。\n外贸增长8%，比2019年高。\n\
        印发了《2018年要点》，2020年6月底前建成。上半年税收增长9%。";
    check_period(source, "产值", Some("2021-Q1"));
    check_period(source, "投资", Some("2021-Q1"));
    check_period(source, "就业", Some("2021-01/2021-09"));
    check_period(source, "外贸", Some("2021"));
    check_period(source, "高。", Some("2021"));
    check_period(source, "印发", Some("2021"));
    check_period(source, "建成", Some("2020"));
    let counted =
        "临江市2021年工作总结\n从2020年的5家增加到8家，由2019年的3个减少到1个，较2018年增长5%。";
    for word in ["增加", "减少", "增长"] {
        check_period(counted, word, Some("2021"));
    }
    check_period(source, "税收", Some("2021-H1"));
}

#[test]
fn a_bulletin_restates_the_task_before_it_reports() {
    let source = "关于2021年重点任务第一季度完成情况的通报\n各部门：\n一、主要指标完成情况\n1.引进企业3家，新建平台2个。已引进企业1家。\n\
        2.一季度，产值增长58%（目标10%）。举办了2020年展会，计划引资5亿元，落地项目6个。\n3.修路5公里。完成了2公里。\n三、下一步工作要求\n抓好落实。\n";
    check_period(source, "新建平台", Some("2021"));
    check_period(source, "引进企业1家", Some("2021-Q1"));
    check_period(source, "产值", Some("2021-Q1"));
    check_period(source, "目标10%", Some("2021"));
    check_period(source, "展会", Some("2021-Q1"));
    check_period(source, "引资", Some("2021"));
    check_period(source, "落地", Some("2021"));
    check_period(source, "修路", Some("2021"));
    check_period(source, "完成了2公里", Some("2021-Q1"));
    check_period(source, "抓好", Some("2021"));
}

#[test]
fn a_section_of_a_bulletin_reports_when_its_sentences_do() {
    let source = "临江市2021年上半年重点工作进展情况通报\n一、主要指标进展\n（一）经济指标\n上半年，生产总值增长6.4%，税收完成12亿元。\n\
        二、重点任务\n（一）道路。已改造道路5公里，截至6月底完成投资3亿元，力争年内完工。\n（二）学校。力争新建学校3所，确保9月开学。\n\
        三、民生指标\n上半年，就业增长5%。\n四、下一步工作\n（一）道路。已建成的抓好养护。\n";
    let expect = [
        "S1 1 [一] - Past 一、主要指标进展",
        "S2 2 [一] S1 Past （一）经济指标",
        "S3 1 [二] - Plan 二、重点任务",
        "S4 2 [一] S3 Past （一）道路",
        "S5 2 [二] S3 Plan （二）学校",
        "S6 1 [三] - Past 三、民生指标",
        "S7 1 [四] - Plan 四、下一步工作",
        "S8 2 [一] S7 Plan （一）道路",
    ];
    assert_eq!(outlined(source), expect);
    for (word, expect) in [("生产总值", "2021-H1"), ("就业", "2021-H1")] {
        check_period(source, word, Some(expect));
        check_list(source, word, false);
    }
    // A genre that is stated counts, whatever the title says.
    let plan = "临江市事项\n一、道路\n上半年，道路增长5%。\n";
    let text = Text::new(plan.into());
    let of = |genre| sections_of(&text, &Outline::of(&text), genre)[0].tense;
    assert_eq!(of(None), Tense::None);
    assert_eq!(of(Some("supervision_bulletin")), Tense::Past);
}

/// Whether the position at a word is in a list of targets.
#[track_caller]
fn check_list(source: &str, word: &str, expect: bool) {
    let text = Text::new(source.into());
    let at = Offset::from_bytes(source.find(word).unwrap());
    assert_eq!(
        in_target_list(&text, &Outline::of(&text), at),
        expect,
        "{word}"
    );
}

#[test]
fn lists_of_targets_end_with_their_sentence() {
    check_list(REPORT, "主要预期", false);
    check_list(REPORT, "产值", true);
    check_list(REPORT, "就业", true);
    check_list(REPORT, "总量", false);
    check_list(REPORT, "新增企业3家", false);
    check_list("2021年主要目标为:增长5%;\n二、甲", "增长", true);
    check_list("办公时间：8:30，目标：增长", "增长", true);
    check_list("会议指出：目标明确，增长", "增长", false);
}

#[test]
fn lists_of_targets_go_on_in_the_lines_below() {
    let source =
        "发展的主要预期目标是：\n——产值增长5%；\n\n——就业3万人。\n做好以下工作：\n——修路5公里。";
    check_list(source, "产值", true);
    check_list(source, "就业", true);
    check_list(source, "修路", false);
}

#[test]
fn sections_of_targets() {
    let source = "一、主要目标\n产值增长5%。\n二、目标完成情况\n收入增长6%。\n三、细化目标任务\n修路。\n（一）约束性指标。能耗下降3%。";
    check_list(source, "产值", true);
    check_list(source, "收入", false);
    check_list(source, "修路", false);
    check_list(source, "能耗", true);
    check_list(source, "主要目标", false);
}
