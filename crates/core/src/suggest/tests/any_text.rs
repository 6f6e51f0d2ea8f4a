//! Whatever the text is.

use alloc::{format, sync::Arc, vec, vec::Vec};
use proptest::prelude::*;

use super::*;
use crate::{
    model::{DocumentHead, DocumentId, Timestamp},
    scheme::Scheme,
};

/// Passages of all genres, with what is hostile among them.
pub(super) fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[，。；：、,;:()（）《》“”\n 一二三四0-9%年月日前]{0,6}",
        prop::sample::select(vec![
            "力争新增企业20家",
            "推进项目建设",
            "(责任领导:甲某,牵头单位:市经信局)",
            "承办单位：市住建局（主办）",
            "办理结果：",
            "支持青禾县建设示范区",
            "成立了某某工作领导小组",
            "一季度,",
            "已完成",
            "计划",
            "拟",
            "将",
            "增长6.5%(目标7%)",
            "印发了《某某办法》",
            "主要预期目标是：",
            "筹资5亿元",
            "于3月1日前报市政府督查室",
            "坚持",
            "以某某为抓手",
            "一是",
            "（一）",
            "😀",
            "\u{a0}",
            "从5个减少到1个",
            "居全省第二位",
            "同比下降4.5%",
            "提高服务水平",
            "把资源配置到企业中去",
            "等",
            "其中",
            "\u{200b}",
            "𠀀",
        ])
        .prop_map(String::from),
    ];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn suggestions_fit_their_text_and_are_in_order(
        text in text(),
        genre in prop::sample::select(vec![PLAN, REPORT, BULLETIN, PROPOSAL]),
    ) {
        let (text, found) = of_genre(&text, genre);
        for own in &found.spans {
            prop_assert!(text.fits(own.range) && !own.range.is_empty(), "{own:?}");
            prop_assert_eq!(own.party.is_some(), own.kind == Some(LabelKind::Party));
        }
        for answer in &found.answers {
            prop_assert!(text.fits(answer.scope));
            for party in &answer.parties {
                prop_assert!(found.spans.iter().any(|own| own.range == *party && own.kind == Some(LabelKind::Party)));
            }
        }
        let text = Arc::new(text);
        let ground = Ground::of_text(&text);
        let head = DocumentHead::new(DocumentId::new("d"), "", None);
        let now = Timestamp::new("");
        let data = crate::model::DocumentData::new(head, &text);
        let data = document(&text, data, &ground, &found, &Scheme::guideline(), &now);
        prop_assert!(data.with_text(&text).is_some());
    }

    #[test]
    fn steps_find_what_a_pass_finds(text in text(), budget in 1usize..200) {
        let text = Text::new(text);
        let ground = Ground::of_text(&text);
        let whole = suggest(&text, &ground);
        let (mut found, mut suggester) = (Suggestions::default(), Suggester::default());
        while !suggester.step(&text, &ground, usize::MAX, budget, &mut found) {}
        prop_assert_eq!(&found, &whole);
        // From a paragraph on, what stands behind it is found alike.
        let count = text.paragraphs().count();
        let start = text.paragraphs().with_terminator(count - 1).start();
        let mut last = Suggestions::default();
        Suggester::from(count - 1).step(&text, &ground, usize::MAX, usize::MAX, &mut last);
        let behind: Vec<_> = whole.spans.iter().filter(|own| own.range.start() >= start && own.kind != Some(LabelKind::Party)).collect();
        let own: Vec<_> = last.spans.iter().filter(|own| own.range.start() >= start && own.kind != Some(LabelKind::Party)).collect();
        prop_assert_eq!(own, behind, "{}", format!("{:?}", text.as_str()));
    }
}
