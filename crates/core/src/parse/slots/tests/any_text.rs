//! Readings of any text at all.

use alloc::string::String;
use proptest::prelude::*;

use super::super::*;
use crate::text::Offset;

const NAMES: &[&str] = &[
    "indicator",
    "value",
    "unit",
    "baseline",
    "deadline",
    "modality",
    "funding",
    "comparator",
    "reference",
    "period",
    "",
];

/// Text of cue words, figures and marks, whole or in parts.
fn cues() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[0-9０-９]{1,4}",
        "[一二三四五六七八九十百千万亿两半零余多]{1,3}",
        "[,，.．、。;；:：()（）《》“”%％—~－-]",
        "[年月日季度前底内秋春到至从由第与同将]{1,2}",
        prop::sample::select(
            &[
                "力争",
                "确保",
                "争取",
                "增长",
                "下降",
                "控制在",
                "以上",
                "以内",
                "左右",
                "不低于",
                "分别",
                "目标",
                "同步",
                "筹资",
                "亿元",
                "万人",
                "家",
                "个百分点",
                "项目",
                "企业",
                "城镇",
                "农村",
                "居民收入",
                "同比",
                "全省",
                "排名",
                "前",
                "强",
                "已",
                "了",
                "正在",
                "其中",
                "新增",
                "完成",
                "改造",
                "省定目标",
                "全覆盖",
                "百分之",
                "2023年",
                "年底前",
                "开学",
                "等",
                "占",
                "新建",
                "和",
                "、",
                "甲县",
                "拟",
                "截至",
                "荣获",
                "高于",
                "😀",
                "\u{3000}",
                "\r\n",
                "AX7",
                "5G",
            ][..]
        )
        .prop_map(String::from),
    ];
    prop::collection::vec(word, 0..40).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn slots_lie_in_the_text(s in prop_oneof![cues(), any::<String>()], from in 0..300_usize, length in 0..300_usize) {
        let text = Text::new(s);
        let range = TextRange::between(Offset::from_bytes(from.min(text.end().bytes())), Offset::from_bytes(from + length));
        let context = Context { period: Some("2021"), ..Context::default() };
        for range in [text.range(), range] {
            for kind in [LabelKind::Target, LabelKind::Measure, LabelKind::Result, LabelKind::Party] {
                let reading = read(&text, range, kind, &context);
                let mut last = Offset::ZERO;
                for slot in &reading.slots {
                    prop_assert!(!slot.range.is_empty());
                    prop_assert!(text.fits(slot.range));
                    prop_assert!(last <= slot.range.start());
                    last = slot.range.start();
                }
                prop_assert!(kind != LabelKind::Party || reading == Reading::default());
            }
            for name in NAMES {
                let _ = of_slot(name, &text, range, &context);
            }
        }
    }
}

#[test]
fn a_long_span_is_read_as_far_as_commitments_go() {
    for part in [
        "从5个到",
        "“",
        "(",
        "1,234",
        "一百",
        "2021年",
        "、5家",
        "力争",
    ] {
        let text = Text::new(part.repeat(100_000));
        let context = Context::default();
        for kind in [LabelKind::Target, LabelKind::Measure, LabelKind::Result] {
            let reading = read(&text, text.range(), kind, &context);
            assert!(reading.slots.len() < 4_000);
        }
    }
}
