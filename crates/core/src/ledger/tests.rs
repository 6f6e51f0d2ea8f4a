use super::*;
use crate::links::testing::{Draft, task_list};

/// The short names that tests use are their own canonical ones, but for one body.
fn canonical(name: &str) -> String {
    name.replace("市发展和改革委员会", "市发改委")
}

fn rows_of(document: &Document) -> Vec<Row> {
    rows(
        document,
        &Scheme::guideline(),
        &Outline::of(&document.text),
        &canonical,
    )
}

/// Check what the rows of a document show in some columns.
#[track_caller]
fn check(document: &Document, columns: &[Column], expect: &[&[&str]]) {
    let rows = rows_of(document);
    let cells = |row: &Row| -> Vec<String> {
        let own = columns.iter();
        own.map(|column| column.cell(row).into_owned()).collect()
    };
    let shown: Vec<Vec<String>> = rows.iter().map(cells).collect();
    assert_eq!(shown, expect);
}

const TEXT: &str = "一、工业\n（一）扩量。新增企业5家,改造小区30个、道路5公里(责任领导:甲某;\
                    牵头单位:市发改委、市发展和改革委员会;协办单位:市财政局)。\n\
                    二、林业\n造林1–2万亩。乙县建设苗圃。一季度新增企业6家,已印发方案。";

fn draft() -> Draft {
    Draft::of(TEXT)
        .span(
            "t1",
            "target",
            "新增企业5家",
            r#"{"indicator":"企业","value":5.0,"unit":"家","comparator":"eq","direction":"increase",
                "period":"2021"}"#,
        )
        .span(
            "m1",
            "measure",
            "改造小区30个、道路5公里",
            r#"{"status":"planned","deadline":"2021-06","quantity":[
                {"value":30,"unit":"个","object":"小区"},
                {"value":5,"unit":"公里","object":"道路"}]}"#,
        )
        .note("先改一半")
        .span(
            "t2",
            "target",
            "造林1–2万亩",
            r#"{"value":[1,2],"unit":"万亩","comparator":"range","attainment":"on_track"}"#,
        )
        .span("m2", "measure", "建设苗圃", r#"{"status":"in_progress"}"#)
        .span(
            "x1",
            "result",
            "一季度新增企业6家",
            r#"{"value":6,"unit":"家"}"#,
        )
        .span("x2", "result", "已印发方案", "{}")
        .party("p1", "leader", "甲某")
        .party("p2", "lead", "市发改委")
        .party("p3", "lead", "市发展和改革委员会")
        .party("p4", "co", "市财政局")
        .party("p5", "implementer", "乙县")
        .block(
            "B1",
            "新增企业5家,改造小区30个、道路5公里",
            "t1 m1",
            "p1 p2 p3 p4",
        )
        .relation("responsible_for", "p5", "m2", "")
        .relation("result_of", "x1", "t1", "")
        .field("default_party", "丙市人民政府")
}

#[test]
fn a_row_for_every_commitment() {
    use Column as C;
    check(
        &draft().done(),
        &[
            C::Section,
            C::Text,
            C::Indicator,
            C::Value,
            C::Unit,
            C::Deadline,
        ],
        &[
            &[
                "一、工业 / （一）扩量",
                "新增企业5家",
                "企业",
                "5.0",
                "家",
                "2021",
            ],
            &[
                "一、工业 / （一）扩量",
                "改造小区30个、道路5公里",
                "小区; 道路",
                "30; 5",
                "个; 公里",
                "2021-06",
            ],
            &["二、林业", "造林1–2万亩", "", "1–2", "万亩", ""],
            &["二、林业", "建设苗圃", "", "", "", ""],
        ],
    );
}

#[test]
fn who_answers_and_what_came_of_it() {
    use Column as C;
    check(
        &draft().done(),
        &[C::Leader, C::Lead, C::Co, C::Implementer, C::DefaultParty],
        &[
            &["甲某", "市发改委", "市财政局", "", ""],
            &["甲某", "市发改委", "市财政局", "", ""],
            &["", "", "", "", "丙市人民政府"],
            &["", "", "", "乙县", ""],
        ],
    );
    check(
        &draft().done(),
        &[
            C::Document,
            C::Label,
            C::Result,
            C::Attainment,
            C::Status,
            C::Note,
        ],
        &[
            &["任务.txt", "target", "一季度新增企业6家", "met", "", ""],
            &["任务.txt", "measure", "", "", "planned", "先改一半"],
            &["任务.txt", "target", "", "on_track", "", ""],
            &["任务.txt", "measure", "", "", "in_progress", ""],
        ],
    );
}

#[test]
fn only_what_was_accepted_has_a_row() {
    let document = Draft::of("新增企业5家,改造小区")
        .span("t1", "target", "新增企业5家", "{}")
        .status(SpanStatus::Suggested)
        .span("m1", "measure", "改造小区", "{}")
        .done();
    check(&document, &[Column::Text], &[&["改造小区"]]);
}

#[test]
fn what_labels_mean_is_said_by_the_scheme_and_not_by_their_names() {
    use crate::scheme::draft::{Draft as Written, Part};
    let mut written = Written::of(&Scheme::guideline());
    let names = ["goal", "step", "body", "outcome"];
    for (nth, name) in names.into_iter().enumerate() {
        written.set_id(Part::Labels, nth, name);
    }
    let scheme = written.written();
    let document = Draft::of("新增企业5家,全年新增企业6家(牵头单位:市工信局)")
        .span(
            "t",
            "goal",
            "新增企业5家",
            r#"{"comparator":"ge","value":5,"unit":"家"}"#,
        )
        .span(
            "x",
            "outcome",
            "新增企业6家",
            r#"{"comparator":"eq","value":6,"unit":"家"}"#,
        )
        .span("p", "body", "市工信局", r#"{"role":"lead"}"#)
        .block("B", "新增企业5家", "t", "p")
        .relation("result_of", "x", "t", "")
        .done();
    let outline = Outline::of(&document.text);
    let found = rows(&document, &scheme, &outline, &canonical);
    let found: Vec<_> = found
        .iter()
        .map(|row| (row.text.as_str(), row.lead.join("、"), row.attainment))
        .collect();
    let expected = ("新增企业5家", "市工信局".to_string(), Some(Attainment::Met));
    assert_eq!(found, [expected]);
    assert_eq!(rows_of(&document), []);
}

#[test]
fn results_that_stand_alone_are_asked_for() {
    let document = draft().done();
    let outline = Outline::of(&document.text);
    let alone = unlinked_results(&document, &Scheme::guideline(), &outline, &canonical);
    let texts: Vec<&str> = alone.iter().map(|row| row.text.as_str()).collect();
    assert_eq!(texts, ["已印发方案"]);
}

#[test]
fn the_latest_result_tells() {
    let draft = |first: &str, second: &str| {
        Draft::of("计划5家。一季度4家,二季度6家。")
            .span("t", "target", "计划5家", r#"{"value":5,"comparator":"ge"}"#)
            .span("x1", "result", "一季度4家", first)
            .span("x2", "result", "二季度6家", second)
            .relation("result_of", "x2", "t", "")
            .relation("result_of", "x1", "t", "")
            .relation("result_of", "x1", "t", "")
            .done()
    };
    let columns = [Column::Result, Column::Attainment];
    let both = "一季度4家; 二季度6家";
    let plain = (r#"{"value":4}"#, r#"{"value":6}"#);
    check(&draft(plain.0, plain.1), &columns, &[&[both, "met"]]);
    let turned = r#"{"value":4,"as_of":"2021-06"}"#;
    check(&draft(turned, plain.1), &columns, &[&[both, "behind"]]);
    check(&draft(plain.0, "{}"), &columns, &[&[both, "behind"]]);
    check(&draft("{}", plain.1), &columns, &[&[both, "met"]]);
    check(&draft("{}", "{}"), &columns, &[&[both, "unknown"]]);
}

#[test]
fn sections_that_a_document_states() {
    let text = "一、工业\n新增企业5家。\n(一)园区。改造园区。\n二、林业\n造林1万亩。";
    let spans = |draft: Draft| {
        draft
            .span("t1", "target", "新增企业5家", "{}")
            .span("m1", "measure", "改造园区", "{}")
            .span("t2", "target", "造林1万亩", "{}")
            .done()
    };
    // Headings alone.
    let headings = spans(
        Draft::of(text)
            .section("S3", "二、林业", "")
            .section("S1", "一、工业", "")
            .section("S2", "(一)园区", "S1"),
    );
    let expect: [&[&str]; 3] = [&["一、工业"], &["一、工业 / (一)园区"], &["二、林业"]];
    check(&headings, &[Column::Section], &expect);
    // Whole sections, the second of which ends before the last target.
    let whole = spans(
        Draft::of(text)
            .section("S1", "一、工业\n新增企业5家。\n(一)园区。改造园区。\n", "")
            .section("S2", "(一)园区。改造园区。\n", "S1"),
    );
    let expect: [&[&str]; 3] = [&["一、工业"], &["一、工业 / (一)园区"], &[""]];
    check(&whole, &[Column::Section], &expect);
    // Each the parent of the other.
    let round = spans(Draft::of(text).section("S1", "一、工业", "S2").section(
        "S2",
        "(一)园区",
        "S1",
    ));
    assert_eq!(rows_of(&round).len(), 3);
}

/// A row that shows this in a column, and nothing else.
pub(super) fn row_with(column: Column, cell: &str) -> Row {
    let document = Draft::of("甲").span("m", "measure", "甲", "{}").done();
    let mut row = rows_of(&document).remove(0);
    row.text = String::new();
    match column {
        Column::Value => row.value = cell.into(),
        Column::Deadline => row.deadline = cell.into(),
        Column::Attainment => row.attainment = Attainment::from_name(cell),
        Column::Note => row.note = cell.into(),
        _ => row.text = cell.into(),
    }
    row
}

/// Check the order of cells, both ways.
#[track_caller]
fn check_sorted(column: Column, cells: &[&str], upward: &[&str], downward: &[&str]) {
    let rows: Vec<Row> = cells.iter().map(|cell| row_with(column, cell)).collect();
    for (descending, expect) in [(false, upward), (true, downward)] {
        let mut sorted: Vec<&Row> = rows.iter().collect();
        sort(&mut sorted, column, descending);
        let shown: Vec<_> = sorted.iter().map(|row| column.cell(row)).collect();
        assert_eq!(shown, expect);
    }
}

#[test]
fn values_are_sorted_by_size_and_deadlines_by_day() {
    let long = "9".repeat(40);
    check_sorted(
        Column::Value,
        &["10", "", "9.5", "若干", "2–3", "-1", &long],
        &["-1", "2–3", "9.5", "10", &long, "若干", ""],
        &["10", "9.5", "2–3", "-1", "若干", &long, ""],
    );
    check_sorted(
        Column::Deadline,
        &["2021", "", "2021-06", "2021年10月底", "年底前", "2021-Q1"],
        &["2021-Q1", "2021-06", "2021年10月底", "2021", "年底前", ""],
        &["2021", "2021年10月底", "2021-06", "2021-Q1", "年底前", ""],
    );
    check_sorted(
        Column::Attainment,
        &["behind", "", "met", "unknown", "on_track"],
        &["met", "on_track", "behind", "unknown", ""],
        &["unknown", "behind", "on_track", "met", ""],
    );
    check_sorted(
        Column::Text,
        &["乙", "b", ""],
        &["b", "乙", ""],
        &["乙", "b", ""],
    );
}

#[test]
fn sections_are_sorted_as_they_stand() {
    let document = draft().done();
    let rows = rows_of(&document);
    let mut sorted: Vec<&Row> = rows.iter().collect();
    sort(&mut sorted, Column::Section, true);
    let ids: Vec<&str> = sorted.iter().map(|row| row.span.as_str()).collect();
    assert_eq!(ids, ["m2", "t2", "m1", "t1"]);
}

/// Check which rows of the draft a filter lets through.
#[track_caller]
fn check_filter(filter: Filter<'_>, expect: &[&str]) {
    let document = draft().done();
    let rows = rows_of(&document);
    let all: Vec<&Row> = rows.iter().collect();
    let kept = super::filter(&all, &filter);
    let ids: Vec<&str> = kept.iter().map(|row| row.span.as_str()).collect();
    assert_eq!(ids, expect, "{filter:?}");
}

#[test]
fn filters() {
    let any = Filter::default();
    check_filter(any, &["t1", "m1", "t2", "m2"]);
    check_filter(
        Filter {
            text: " 企业５家 ",
            ..any
        },
        &["t1"],
    );
    check_filter(
        Filter {
            text: "市财政局",
            ..any
        },
        &["t1", "m1"],
    );
    check_filter(
        Filter {
            text: "没有",
            ..any
        },
        &[],
    );
    let label = LabelId::new("measure");
    check_filter(
        Filter {
            label: Some(&label),
            ..any
        },
        &["m1", "m2"],
    );
    check_filter(
        Filter {
            party: Some("甲某"),
            ..any
        },
        &["t1", "m1"],
    );
    check_filter(
        Filter {
            party: Some("乙县"),
            ..any
        },
        &["m2"],
    );
    check_filter(
        Filter {
            party: Some("丙市人民政府"),
            ..any
        },
        &["t2"],
    );
    check_filter(
        Filter {
            party: Some("甲"),
            ..any
        },
        &[],
    );
    let attainment = Some(Attainment::OnTrack);
    check_filter(Filter { attainment, ..any }, &["t2"]);
    check_filter(
        Filter {
            status: Some("planned"),
            ..any
        },
        &["m1"],
    );
}

#[test]
fn what_is_overdue() {
    let any = Filter::default();
    let on = |today| Filter {
        overdue: Some(today),
        ..any
    };
    check_filter(on("2021-06-30"), &[]);
    check_filter(on("2021-07-01"), &["m1"]);
    // The target that was due by the end of the year is attained.
    check_filter(on("2022-01-01"), &["m1"]);
    check_filter(on("today"), &[]);
}

#[test]
fn a_row_stands_under_each_party() {
    let document = draft().done();
    let mut rows = rows_of(&document);
    rows.push(row_with(Column::Text, "无"));
    let all: Vec<&Row> = rows.iter().collect();
    let groups: Vec<(&str, Vec<&str>)> = by_party(&all)
        .iter()
        .map(|group| {
            let ids = group.rows.iter().map(|row| row.span.as_str());
            (group.party, ids.collect())
        })
        .collect();
    assert_eq!(
        groups,
        [
            ("甲某", vec!["t1", "m1"]),
            ("市发改委", vec!["t1", "m1"]),
            ("市财政局", vec!["t1", "m1"]),
            ("丙市人民政府", vec!["t2"]),
            ("乙县", vec!["m2"]),
            ("", vec!["m"]),
        ]
    );
}

#[test]
fn a_long_task_list_has_its_rows() {
    let document = task_list(12_000);
    let rows = rows_of(&document);
    assert_eq!(rows.len(), 24_000);
    assert!(
        rows.iter()
            .all(|row| row.leader == ["甲某"] && row.lead == ["市交通运输局"])
    );
    let all: Vec<&Row> = rows.iter().collect();
    assert_eq!(by_party(&all).len(), 3);
    let text = "交通";
    assert_eq!(
        filter(
            &all,
            &Filter {
                text,
                ..Filter::default()
            }
        )
        .len(),
        24_000
    );
    let mut sorted = all.clone();
    sort(&mut sorted, Column::Value, true);
    assert_eq!(sorted.first().map(|row| &*row.value), Some("5"));
    assert!(!csv(&all, &Column::ALL, &[]).is_empty());
}
