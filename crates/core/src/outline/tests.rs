use super::*;
use proptest::prelude::*;

/// The outline as lines: indented by level, each title with the last characters of its section.
fn outline(text: &str) -> Vec<String> {
    let text = Text::new(text.into());
    Outline::of(&text)
        .headings()
        .iter()
        .map(|heading| {
            let indent = "  ".repeat(heading.level as usize - 1);
            format!("{indent}{}", text.slice(heading.title))
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    assert_eq!(outline(text), expect);
}

#[test]
fn a_tree_of_every_kind() {
    check(
        "关于甲县工作的报告\n第一部分 回顾\n一、成绩\n（一）工业\n1.园区\n（1）道路\n正文。\n2．平台\n\
         二、问题\n第二部分 打算\n一、目标\n——收入增长5%；\n——新增就业3万人。\n",
        &[
            "第一部分 回顾",
            "  一、成绩",
            "    （一）工业",
            "      1.园区",
            "        （1）道路",
            "      2．平台",
            "  二、问题",
            "第二部分 打算",
            "  一、目标",
            "    ——收入增长5%",
            "    ——新增就业3万人",
        ],
    );
}

#[test]
fn kinds_that_a_text_leaves_out_cost_no_level() {
    check(
        "一、甲\n1.乙\n二、丙\n(一)丁\n1.戊",
        &["一、甲", "  1.乙", "二、丙", "  (一)丁", "    1.戊"],
    );
    check("(一)甲\n(二)乙", &["(一)甲", "(二)乙"]);
}

#[test]
fn indentation_of_every_kind_is_skipped() {
    check(
        "  一、甲\n\u{3000}\u{3000}（一）乙\n\u{a0}\u{a0}1.丙\n\t——丁",
        &["一、甲", "  （一）乙", "    1.丙", "      ——丁"],
    );
}

#[test]
fn a_run_in_title_ends_at_the_first_full_stop() {
    check(
        "(一)推动园区升级。新建厂房3栋。\n（二）修路：\n（三）修桥，修渠，",
        &["(一)推动园区升级", "（二）修路", "（三）修桥，修渠"],
    );
}

#[test]
fn a_title_without_an_end_is_cut() {
    let long = format!("一、{}", "路".repeat(9999));
    let text = Text::new(long);
    let title = Outline::of(&text).headings()[0].title;
    assert!(title.len() <= TITLE);
    assert!(text.fits(title));
}

#[test]
fn points_lie_within_their_paragraph() {
    check(
        "一、措施\n要抓好三件事，一是修路。全年30公里；二是修桥；三是修渠。\n二是不在其中。\n一是甲。\n二是乙。",
        &[
            "一、措施",
            "  一是修路",
            "  二是修桥",
            "  三是修渠",
            "  一是甲",
            "  二是乙",
        ],
    );
    check(
        "（一）工业。一是扩能，二是提质，三是增效。",
        &["（一）工业", "  一是扩能", "  二是提质", "  三是增效"],
    );
    let text = Text::new("一、甲\n一是乙；二是丙。丁\n戊".into());
    let sections: Vec<_> = Outline::of(&text)
        .headings()
        .iter()
        .map(|heading| text.slice(heading.section))
        .collect();
    assert_eq!(
        sections,
        ["一、甲\n一是乙；二是丙。丁\n戊", "一是乙；", "二是丙。丁\n"]
    );
}

#[test]
fn a_dash_before_every_heading_is_a_subtitle() {
    check("甲县报告\n——在大会上\n一、乙\n——丙", &["一、乙", "  ——丙"]);
}

#[test]
fn numbering_that_begins_anew_lies_under_the_title_before_it() {
    check(
        "关于印发方案的通知\n各镇：\n一、提高认识\n二、加强督办。\n三、定期报告\n2021年3月5日\n甲县重点工作分解方案\n\
         为落实报告，制定本方案。\n一、工业\n(一)园区。建好。\n二、农业\n乙县分解方案\n一、交通",
        &[
            "一、提高认识",
            "二、加强督办",
            "三、定期报告",
            "甲县重点工作分解方案",
            "  一、工业",
            "    (一)园区",
            "  二、农业",
            "乙县分解方案",
            "  一、交通",
        ],
    );
    // Without a title it goes on beside what was there.
    check("一、甲\n二、乙\n一、丙", &["一、甲", "二、乙", "一、丙"]);
    // Under another chapter it is what is to be expected.
    check(
        "第一章 甲\n一、乙\n二、丙\n某某事项清单\n第二章 丁\n一、戊",
        &["第一章 甲", "  一、乙", "  二、丙", "第二章 丁", "  一、戊"],
    );
}

#[test]
fn an_annex_that_is_named_is_a_heading() {
    check(
        "一、甲\n附件：1.清单\n2.表格\n附件1\n任务清单\n一、乙\n附件2\n一、丙",
        &[
            "一、甲",
            "  2.表格",
            "附件1",
            "  一、乙",
            "附件2",
            "  一、丙",
        ],
    );
}

#[test]
fn the_section_of_a_position_and_its_neighbours() {
    let text = Text::new("题\n一、甲\n  （一）乙\n丙\n二、丁\n".into());
    let outline = Outline::of(&text);
    let at = |phrase: &str| Offset::from_bytes(text.as_str().find(phrase).unwrap());
    let title = |heading: Option<&Heading>| heading.map(|heading| text.slice(heading.title));
    assert_eq!(outline.section_at(at("题")), None);
    assert_eq!(outline.section_at(at("甲")), Some(0));
    assert_eq!(outline.section_at(at("  （")), Some(1), "the indentation");
    assert_eq!(outline.section_at(at("丙")), Some(1));
    assert_eq!(outline.section_at(at("丁")), Some(2));
    assert_eq!(outline.section_at(text.end()), None);
    assert_eq!(title(outline.next_section(Offset::ZERO)), Some("一、甲"));
    assert_eq!(title(outline.next_section(at("一、"))), Some("（一）乙"));
    assert_eq!(title(outline.next_section(at("丁"))), None);
    assert_eq!(title(outline.previous_section(at("丁"))), Some("二、丁"));
    assert_eq!(
        title(outline.previous_section(at("二、"))),
        Some("（一）乙")
    );
    assert_eq!(title(outline.previous_section(at("一、"))), None);
}

#[test]
fn a_line_of_very_many_points_is_read_in_steps() {
    let text = Text::new("，一是".repeat(20_000));
    let mut outline = Outline::default();
    let mut found = 0;
    while !outline.step(&text, 1 << 16) {
        let now = outline.headings().len();
        assert!(now - found <= (1 << 16) / HEADING + 1);
        found = now;
    }
    assert_eq!(outline.headings(), Outline::of(&text).headings());
    assert_eq!(outline.headings().len(), 20_000);
}

fn any_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("一、"),
        Just("二、"),
        Just("（一）"),
        Just("(二)"),
        Just("1."),
        Just("2、"),
        Just("（1）"),
        Just("——"),
        Just("一是"),
        Just("二是"),
        Just("第一章 "),
        Just("附件1"),
        Just("\n"),
        Just("\r\n"),
        Just("\n  "),
        Just("\u{3000}"),
        Just("。"),
        Just("；"),
        Just("甲"),
        Just("某项工作"),
        Just("😀"),
        Just("1.4亿"),
    ];
    prop_oneof![
        prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat()),
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn sections_nest_and_are_in_order(s in any_text()) {
        let text = Text::new(s);
        let outline = Outline::of(&text);
        let headings = outline.headings();
        for (nth, heading) in headings.iter().enumerate() {
            prop_assert!(text.fits(heading.title) && text.fits(heading.section));
            prop_assert!(heading.section.covers(heading.title));
            prop_assert!(!heading.title.is_empty());
            match heading.parent.map(|nth| headings[nth]) {
                None => prop_assert_eq!(heading.level, 1),
                Some(parent) => {
                    prop_assert_eq!(heading.level, parent.level + 1);
                    prop_assert!(parent.section.covers(heading.section));
                    prop_assert!(heading.parent < Some(nth));
                }
            }
            for later in &headings[nth + 1..] {
                prop_assert!(heading.section.start() < later.section.start());
                prop_assert!(heading.title.end() <= later.title.start());
                // Within it, or behind it.
                let within = heading.section.covers(later.section);
                prop_assert!(within != (heading.section.end() <= later.section.start()));
            }
        }
    }

    #[test]
    fn positions_are_found_as_a_naive_search_finds_them(s in any_text()) {
        let text = Text::new(s);
        let outline = Outline::of(&text);
        for (at, _) in text.as_str().char_indices() {
            let at = Offset::from_bytes(at);
            let mut headings = outline.headings().iter();
            let innermost = headings.clone().rposition(|heading| heading.section.contains(at));
            prop_assert_eq!(outline.section_at(at), innermost);
            let next = headings.clone().find(|heading| heading.section.start() > at);
            prop_assert_eq!(outline.next_section(at), next);
            let previous = headings.rfind(|heading| heading.section.start() < at);
            prop_assert_eq!(outline.previous_section(at), previous);
        }
    }

    #[test]
    fn steps_find_what_one_pass_finds(s in any_text(), budget in 1..40_usize) {
        let text = Text::new(s);
        let mut steps = Outline::default();
        let mut count = 0;
        while !steps.step(&text, budget) {
            count += 1;
        }
        let at_once = Outline::of(&text);
        prop_assert_eq!(steps.headings(), at_once.headings());
        prop_assert!(count <= text.paragraphs().count() + at_once.headings().len());
        prop_assert!(steps.step(&text, budget), "the end stays the end");
    }
}
