//! What every part has to survive, and helpers of the tests beside this one.

mod dates;
mod fields;
mod genres;
mod tenses;

use proptest::prelude::*;
use std::time::{Duration, Instant};

use super::*;
use crate::{
    model::Members,
    outline::Outline,
    text::{Offset, Text},
};

/// The fields of a text as lines: name, value, and in angle brackets where it stands.
fn listed(text: &str) -> Vec<String> {
    let text = Text::new(text.into());
    let found = fields(&text, &Outline::of(&text));
    found
        .iter()
        .map(|field| {
            let value = match field.value.as_str() {
                Some(value) => value.to_owned(),
                None => field.value.to_string(),
            };
            format!("{}: {value} <{}>", field.name, text.slice(field.evidence))
        })
        .collect()
}

/// The line of one field; empty when it is not found.
fn field(text: &str, name: &str) -> String {
    let start = format!("{name}: ");
    let lines = listed(text);
    let own = lines.iter().find_map(|line| line.strip_prefix(&start));
    own.unwrap_or_default().to_owned()
}

fn members(text: &Text) -> Members {
    let mut members = Members::new();
    for field in fields(text, &Outline::of(text)) {
        members.insert(field.name.into(), field.value);
    }
    members
}

/// Ask for everything, everywhere where it may be asked for.
fn read_all(source: &str, every: usize) {
    let text = Text::new(source.into());
    let outline = Outline::of(&text);
    let found = fields(&text, &outline);
    let mut members = Members::new();
    for field in found {
        assert!(text.fits(field.evidence) && text.range().covers(field.evidence));
        assert!(!field.evidence.is_empty(), "{}", field.name);
        assert!(!members.contains_key(field.name), "{} twice", field.name);
        members.insert(field.name.into(), field.value);
    }
    let sections = sections(&text, &outline);
    assert_eq!(sections.len(), outline.headings().len());
    let mut end = Offset::ZERO;
    for zone in zones(&text, &outline) {
        assert!(text.fits(zone.range) && !zone.range.is_empty());
        assert!(end <= zone.range.start(), "zones overlap");
        end = zone.range.end();
    }
    for at in (0..source.len() + 2).step_by(every) {
        let at = Offset::from_bytes(at);
        let _ = period_at(&text, &outline, &members, at);
        let _ = in_target_list(&text, &outline, at);
        let _ = tense_at(&sections, at);
    }
}

#[test]
fn hostile_texts() {
    for text in [
        "",
        "\n\n\n",
        "\u{feff}",
        "索引号",
        "索引号：",
        "发文日期：\u{a0}\u{a0}",
        "文号：〔2021",
        "某政发〔2021〕号",
        "〔〕〕〔（（））)",
        "关于",
        "关于关于关于的通知的通知",
        "😀😀😀通知\r某市人民政府\r\r2021年3月1日\r",
        "二〇二一年",
        "2021年2月30日",
        "《《《《》",
        "在会议上",
        "市长 ",
        "名词解释：",
        "附件",
        "各：\n2021年3月1日\n通知",
        "主要预期目标是：",
        "——",
        "2021年2021年2021年",
        "上半年下半年前三季度第一季度1-9月",
    ] {
        read_all(text, 1);
        read_all(&text.repeat(3), 1);
    }
}

#[test]
fn a_line_of_a_megabyte_takes_no_time_to_speak_of() {
    let parts = [
        "一",
        "发布日期：",
        "《",
        "目标是：",
        "2021年一季度，",
        " ",
        "（一）甲。",
        "1",
        "关于",
        "附件\n",
    ];
    for part in parts {
        let source = part.repeat(1_000_000 / part.len());
        let start = Instant::now();
        read_all(&source, 40_001);
        let spent = start.elapsed();
        println!("{part:?}: {spent:?}");
        assert!(spent < Duration::from_secs(10), "{part}: {spent:?}");
    }
}

fn any_text() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "\n",
        "\r\n",
        "\r",
        " ",
        "\u{a0}",
        "\u{3000}",
        "：",
        ":",
        "，",
        "。",
        "；",
        "、",
        "（",
        ")",
        "《",
        "》",
        "“",
        "某市",
        "市长",
        "人民政府",
        "办公室",
        "关于",
        "的通知",
        "政府工作报告",
        "2021年",
        "二〇二一年",
        "3月1日",
        "一季度",
        "上半年",
        "今年",
        "1-9月",
        "30日",
        "2021-02-30",
        "索引号",
        "文 号",
        "发文日期",
        "无",
        "来源",
        "某政发〔2021〕3号",
        "主要预期目标是",
        "——",
        "一、",
        "（一）",
        "1.",
        "附件",
        "名词解释",
        "责任编辑",
        "相关链接",
        "完成情况",
        "工作安排",
        "责任领导：",
        "在某会议上",
        "王某",
        "各部门：",
        "😀",
        "甲",
        "9",
    ]);
    prop_oneof![
        prop::collection::vec(part, 0..80).prop_map(|parts| parts.concat()),
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn nothing_panics_and_evidence_is_in_the_text(source in any_text()) {
        read_all(&source, 1);
    }

    #[test]
    fn what_is_a_date_stays_one(source in "[0-9０-９年月日季度上半一二三〇/.Q-]{0,16}") {
        if let Some(iso) = iso_date(&source) {
            prop_assert_eq!(iso_date(&iso), Some(iso.clone()), "{}", source);
        }
    }
}
