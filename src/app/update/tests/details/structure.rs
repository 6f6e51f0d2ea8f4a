//! What was read, tenses, zones and fields of a document.

use super::*;

const PARTS: &str = "一、2025年工作回顾\n新建学校3所。\n二、2026年工作安排\n\
    （一）扩大就业\n新增就业2万人。\n（二）改善住房\n改造小区25个。\n";

#[test]
fn a_section_is_read_and_is_so_no_longer() {
    let mut page = page_of(PARTS);
    let before = page.state.project.clone();
    page.put_cursor("新增就业");
    page.call(Command::Read);
    let section = page.place("（一）扩大就业\n新增就业2万人。");
    assert_eq!(page.document().head.annotated_ranges, [section]);
    // What is selected is added to it.
    page.select_phrase("（二）改善住房");
    page.call(Command::Read);
    assert_eq!(page.document().head.annotated_ranges.len(), 2);
    page.put_cursor("新增就业");
    page.call(Command::Read);
    assert_eq!(
        page.document().head.annotated_ranges,
        [page.place("（二）改善住房")]
    );
    page.undo_to(&before, 3);
}

/// The stored tense of a section, by its heading.
fn tense_of(page: &Page, heading: &str) -> Tense {
    let range = page.place(heading);
    let mut sections = page.document().head.sections.iter();
    sections
        .find(|section| section.range == range)
        .unwrap()
        .tense
}

#[test]
fn the_tense_of_a_section_is_changed() {
    let mut page = page_of(PARTS);
    let before = page.state.project.clone();
    page.put_cursor("新建学校");
    for tense in [Tense::Plan, Tense::None, Tense::Past] {
        page.call(Command::Tense);
        assert_eq!(tense_of(&page, "一、2025年工作回顾"), tense);
    }
    assert_eq!(page.document().head.sections.len(), 4);
    page.undo_to(&before, 3);
    let at = page.place("（二）改善住房").start();
    page.say(Detail::SetTense(at, Tense::Past));
    assert_eq!(tense_of(&page, "（二）改善住房"), Tense::Past);
    // It is in force for what is tagged there.
    page.select_phrase("改造小区25个");
    page.call(Command::Level);
    assert_eq!(page.span("改造小区25个").label, LabelId::new("result"));
    page.undo_to(&before, 2);
    check_hint("没有标题|的正文。", Command::Tense, Hint::NoSection);
}

#[test]
fn the_tense_of_a_section_in_another_one_changes_with_every_key() {
    let mut page = page_of(PARTS);
    page.put_cursor("新增就业");
    // None of its own would be that of the section around it, which plans.
    for tense in [Tense::Past, Tense::Plan, Tense::Past] {
        assert_eq!(page.call(Command::Tense).len(), 1);
        assert_eq!(tense_of(&page, "（一）扩大就业"), tense);
    }
    // Around it there is another one now.
    page.put_cursor("二、2026年");
    page.call(Command::Tense);
    assert_eq!(tense_of(&page, "二、2026年工作安排"), Tense::None);
    page.put_cursor("新增就业");
    for tense in [Tense::Plan, Tense::None, Tense::Past] {
        page.call(Command::Tense);
        assert_eq!(tense_of(&page, "（一）扩大就业"), tense);
    }
}

#[test]
fn a_zone_is_set_and_other_zones_end_where_it_begins() {
    let mut page = page_of(PARTS);
    let before = page.state.project.clone();
    let zones = |page: &Page| -> Vec<(ZoneKind, TextRange)> {
        let zones = page.document().head.zones.iter();
        zones.map(|zone| (zone.kind, zone.range)).collect()
    };
    page.select_phrase("（一）扩大就业");
    let range = page.place("（一）扩大就业");
    for kind in [
        ZoneKind::CoverNote,
        ZoneKind::Glossary,
        ZoneKind::Boilerplate,
    ] {
        page.call(Command::Zone);
        assert_eq!(zones(&page), [(kind, range)]);
    }
    page.call(Command::Zone);
    assert!(zones(&page).is_empty());
    page.select_phrase("（一）扩大就业\n新增就业");
    page.say(Detail::SetZone(Some(ZoneKind::Glossary)));
    page.select_phrase("新增");
    page.say(Detail::SetZone(Some(ZoneKind::Body)));
    let phrase = |page: &Page, text| page.place(text);
    assert_eq!(
        zones(&page),
        [
            (ZoneKind::Glossary, phrase(&page, "（一）扩大就业\n")),
            (ZoneKind::Body, phrase(&page, "新增")),
            (ZoneKind::Glossary, {
                let all = phrase(&page, "新增就业");
                TextRange::between(phrase(&page, "新增").end(), all.end())
            }),
        ]
    );
    page.undo_to(&before, 6);
}

const LETTER: &str = "甲市人民政府办公室关于分解2026年重点任务的通知\n\
    甲政办发〔2026〕6号\n各县区人民政府：\n现将任务分解下达。\n甲市人民政府办公室\n2026年2月19日\n";

#[test]
fn fields_are_read_set_emptied_and_taken_from_the_text() {
    let mut page = page_of(LETTER);
    let before = page.state.project.clone();
    let field = |page: &Page, name: &str| page.document().head.fields.get(name).cloned();
    let evidence = |page: &Page, name: &str| {
        let mut all = page.document().head.evidence.iter();
        all.find(|own| &*own.name == name).map(|own| own.range)
    };
    page.say(Detail::Field("doc_number".into(), Some(json!("乙1号"))));
    page.say(Detail::FillFields);
    assert_eq!(field(&page, "issue_date"), Some(json!("2026-02-19")));
    assert_eq!(
        evidence(&page, "issue_date"),
        Some(page.place("2026年2月19日"))
    );
    assert_eq!(
        field(&page, "doc_number"),
        Some(json!("乙1号")),
        "it was filled in"
    );
    page.select_phrase("甲政办发〔2026〕6号");
    page.say(Detail::FieldFromText("doc_number".into()));
    assert_eq!(
        field(&page, "doc_number"),
        Some(json!("甲政办发〔2026〕6号"))
    );
    assert_eq!(
        evidence(&page, "doc_number"),
        Some(page.place("甲政办发〔2026〕6号"))
    );
    page.say(Detail::Field("doc_number".into(), None));
    assert_eq!(field(&page, "doc_number"), None);
    assert_eq!(evidence(&page, "doc_number"), None);
    page.undo_to(&before, 4);

    page.select_phrase("现将任务");
    page.say(Detail::FieldFromText("issue_date".into()));
    page.expect_hint(Hint::NoDate("现将任务".into()));
    page.state.notices.clear();
    page.select_phrase("：");
    page.say(Detail::FieldFromText("issuing_body".into()));
    assert_eq!(page.told(), [&Failure::NothingSelected]);
    assert_eq!(page.state.project, before);
    page.say(Detail::FillFields);
    assert!(page.told().is_empty(), "what was told is over");
    page.say(Detail::FillFields);
    page.expect_hint(Hint::NoFields);
}

#[test]
fn zones_are_read_with_the_fields_unless_some_were_set() {
    const WITH_GLOSSARY: &str =
        "甲市政府工作报告\n一、今年工作\n推进双链长工程。\n名词解释\n1.双链长：指链长制。\n";
    let mut page = page_of(WITH_GLOSSARY);
    let before = page.state.project.clone();
    let kinds = |page: &Page| {
        let zones = page.document().head.zones.iter();
        zones.map(|zone| zone.kind).collect::<Vec<_>>()
    };
    page.say(Detail::FillFields);
    assert_eq!(kinds(&page), [ZoneKind::Glossary]);
    page.undo_to(&before, 1);
    page.select_phrase("推进双链长工程");
    page.say(Detail::SetZone(Some(ZoneKind::Boilerplate)));
    page.say(Detail::FillFields);
    assert_eq!(kinds(&page), [ZoneKind::Boilerplate]);
}

#[test]
fn what_is_typed_in_a_field_is_kept_at_once_and_is_one_step() {
    let mut page = page_of(LETTER);
    let before = page.state.project.clone();
    for so_far in ["关", "关于", "关于工", "关于工作"] {
        let write = Detail::WriteField("title".into(), Some(json!(so_far)));
        assert_eq!(page.say(write).len(), 1, "each is kept as it is typed");
    }
    page.say(Detail::WriteField("source".into(), Some(json!("甲"))));
    page.act(Action::Undo);
    let title = page.document().head.fields.get("title").cloned();
    assert_eq!(title, Some(json!("关于工作")));
    page.undo_to(&before, 1);

    page.tag_phrase("分解", "target");
    let id = page.span("分解").id.clone();
    let before = page.state.project.clone();
    for (key, value) in [
        ("unit", "万"),
        ("unit", "万元"),
        ("indicator", "税"),
        ("indicator", "税收"),
    ] {
        page.say(Detail::Write(id.clone(), key.into(), Some(json!(value))));
    }
    page.undo_to(&before, 2);
}
