//! Rules of the analyst's own, rules that are switched off, and stretches that are looked at again.

use alloc::{string::ToString as _, sync::Arc};
use proptest::prelude::*;

use super::{super::rulebook::*, *};
use crate::{
    model::Members,
    scheme::{LabelId, Scheme},
};

fn own(label: &str, words: &[&str], pattern: &str) -> OwnRule {
    OwnRule {
        id: "own-1".into(),
        name: "自定".into(),
        label: LabelId::new(label),
        role: "".into(),
        words: words.iter().map(|&word| word.into()).collect(),
        pattern: pattern.into(),
        on: true,
        extra: Members::new(),
    }
}

/// What is suggested by these rules, `+` where an own one found it.
fn found(scheme: &Scheme, text: &str) -> Vec<(bool, String)> {
    let text = Text::new(text.into());
    let ground = Ground::of_text(&text).by(Arc::new(Rulebook::of(scheme)));
    let found = suggest(&text, &ground).spans;
    let is_own = |own: &Suggestion| matches!(own.rule, Rule::Own(_));
    let all = found.iter();
    all.map(|own| (is_own(own), text.slice(own.range).into()))
        .collect()
}

/// What own rules find.
#[track_caller]
fn check_own(rule: OwnRule, text: &str, expect: &[&str]) {
    let scheme = with_own(&Scheme::guideline(), &rule);
    let found = found(&scheme, text);
    let own = found.iter().filter(|(is_own, _)| *is_own);
    let own: Vec<&str> = own.map(|(_, quote)| &**quote).collect();
    assert_eq!(own, expect);
}

#[test]
fn words_mark_the_clause_they_stand_in() {
    let rule = own("measure", &["双随机"], "");
    check_own(
        rule,
        "其中,双随机一公开走在前列。",
        &["双随机一公开走在前列"],
    );
}

#[test]
fn words_of_parties_are_marked_alone_and_the_longest_of_them() {
    let rule = own("party", &["链长", "链长制专班"], "");
    check_own(
        rule,
        "由链长制专班调度。链长负责。",
        &["链长制专班", "链长"],
    );
}

#[test]
fn patterns_mark_what_they_match_or_their_group() {
    check_own(
        own("target", &[], "翻[一两]番"),
        "五年翻一番。",
        &["翻一番"],
    );
    check_own(
        own("party", &[], "由([^,。]{2,8})兜底"),
        "由国有公司兜底。",
        &["国有公司"],
    );
}

#[test]
fn of_one_label_what_covers_the_other_stays() {
    let scheme = with_own(&Scheme::guideline(), &own("measure", &["小区"], ""));
    let all = found(&scheme, "改造老旧小区30个,提升居住水平。");
    assert_eq!(all, [(false, "改造老旧小区30个,提升居住水平".into())]);
    let scheme = with_own(&scheme, &own("measure", &[], "改造老旧小区30个,提升"));
    let all = found(&scheme, "改造老旧小区30个。");
    assert_eq!(all.len(), 1);
}

#[test]
fn a_label_without_a_kind_can_be_found() {
    let mut scheme = Scheme::guideline();
    let mut label = scheme.labels[0].clone();
    (label.id, label.kind) = (LabelId::new("risk"), None);
    scheme.labels.push(label);
    let scheme = with_own(&scheme, &own("risk", &["风险"], ""));
    let all = found(&scheme, "防范风险。");
    assert!(all.contains(&(true, "风险".into())), "{all:?}");
}

#[test]
fn an_own_party_answers_for_the_measure_around_it() {
    let scheme = with_own(&Scheme::guideline(), &own("party", &["链长"], ""));
    let text = Text::new("推动链长开展走访。".into());
    let ground = Ground::of_text(&text).by(Arc::new(Rulebook::of(&scheme)));
    let found = suggest(&text, &ground);
    let answer = &found.answers[0];
    assert_eq!(text.slice(answer.scope), "推动链长开展走访");
    assert_eq!(text.slice(answer.parties[0]), "链长");
}

#[test]
fn faults_are_told_and_find_nothing() {
    let scheme = Scheme::guideline();
    let fault = |rule: &OwnRule| rule.fault(&scheme);
    assert_eq!(fault(&own("measure", &[" "], "")), Some(Fault::Empty));
    assert_eq!(fault(&own("nothing", &["甲"], "")), Some(Fault::Label));
    assert_eq!(fault(&own("measure", &[], "甲*")), Some(Fault::Nothing));
    for pattern in ["(", "(?:.{1000}){1000}", "a{5,1}"] {
        let rule = own("measure", &[], pattern);
        assert!(matches!(fault(&rule), Some(Fault::Pattern(_))), "{pattern}");
        check_own(rule, "甲", &[]);
    }
    assert_eq!(fault(&own("measure", &["甲"], "(")), None);
}

#[test]
fn an_id_tells_a_rule_from_all_others() {
    let mut scheme = Scheme::guideline();
    let rules = r#"{"own": [
        {"id": "own-1", "name": "甲", "label": "party", "on": true, "words": ["甲局"]},
        {"id": "own-1", "name": "乙", "label": "party", "on": true, "words": ["乙局"]},
        {"id": "measure-verb", "name": "丙", "label": "party", "on": true, "words": ["丙局"]},
        {"id": "", "name": "丁", "label": "party", "on": true, "words": ["丁局"]},
        5
    ], "off": ["no-rule", 7]}"#;
    scheme
        .extra
        .insert("rules".into(), serde_json::from_str(rules).unwrap());
    assert_eq!(own_rules(&scheme).len(), 1);
    assert_eq!(unread(&scheme), 6);
    let many = (0..1500).map(|nth| {
        let id = alloc::format!("own-{nth}");
        serde_json::json!({"id": id, "name": id, "label": "party", "on": true, "words": [id]})
    });
    let many = serde_json::json!({"own": many.collect::<Vec<_>>()});
    scheme.extra.insert("rules".into(), many);
    assert_eq!((own_rules(&scheme).len(), unread(&scheme)), (1000, 500));
    scheme.extra.insert("rules".into(), 5.into());
    assert_eq!(unread(&scheme), 1);
    assert_eq!(unread(&Scheme::guideline()), 0);
}

#[test]
fn rules_are_switched_off_and_on() {
    let text = "改造老旧小区30个。";
    let scheme = Scheme::guideline();
    assert_eq!(found(&scheme, text).len(), 1);
    let off = with_switched(&scheme, "measure-counted", false);
    assert_eq!(found(&off, text).len(), 0);
    assert_eq!(with_switched(&off, "measure-counted", true), scheme);
}

#[test]
fn what_is_not_read_stays_in_the_scheme() {
    let mut scheme = Scheme::guideline();
    let rules = r#"{"own": [{"odd": 1}], "more": 2}"#;
    scheme
        .extra
        .insert("rules".into(), serde_json::from_str(rules).unwrap());
    let made = with_own(&scheme, &own("measure", &["甲"], ""));
    let rules = &made.extra["rules"];
    assert_eq!(rules["own"][0]["odd"].to_string(), "1");
    assert_eq!(rules["more"].to_string(), "2");
    assert_eq!(own_rules(&made).len(), 1);
    assert_eq!(free_id(&made, |_| false), "own-2");
    assert_eq!(free_id(&made, |id| id == "own-2"), "own-3");
    assert_eq!(unread(&made), 1);
    assert_eq!(without_own(&made, "own-1"), scheme);
    assert_eq!(Rulebook::of(&made).of_id("own-1"), Some(Rule::Own(0)));
}

#[test]
fn a_rule_is_tried_on_a_document_before_it_is_switched_on() {
    let document = crate::links::testing::Draft::of("链长负责。由链长调度,链长督办。链长到场。")
        .span("a", "party", "链长", "{}")
        .done();
    let rule = OwnRule {
        on: false,
        ..own("party", &["链长"], "")
    };
    let scheme = with_own(&Scheme::guideline(), &rule);
    let book = Arc::new(Rulebook::trying(&rule, &scheme));
    let mut trial = Trial::default();
    while !trial.step(&document, &book, 1) {}
    let told = trial
        .found()
        .iter()
        .map(|own| agreement(&document, &rule.label, own));
    let told: Vec<Agreement> = told.collect();
    assert_eq!(told[0], Agreement::Same);
    assert_eq!(told[1..], [Agreement::New; 3]);
    // It is not in force.
    assert_eq!(found(&scheme, "链长负责。"), []);
}

proptest! {
    #[test]
    fn what_is_looked_at_again_is_as_if_it_were_looked_at_then(
        text in super::any_text::text(),
        places in prop::collection::vec(0usize..40, 1..6),
    ) {
        let text = Text::new(text);
        let count = text.paragraphs().count();
        let ground = Ground::of_text(&text);
        let (mut found, mut suggester) = (Suggestions::default(), Suggester::default());
        suggester.step(&text, &ground, usize::MAX, usize::MAX, &mut found);
        let whole = found.clone();
        for place in &places {
            let before = found.spans.len();
            let (_, own) = suggester.again(&text, &ground, place % count, &mut found);
            prop_assert_eq!(own, None);
            prop_assert_eq!(found.spans.len(), before);
        }
        prop_assert_eq!(&found.spans, &whole.spans);
        prop_assert_eq!(found.answers.len(), whole.answers.len());
        prop_assert_eq!(found.ties.len(), whole.ties.len());
        // Other rules, for every paragraph, are as if they had been there from the start.
        let other = with_own(&Scheme::guideline(), &own("party", &[], "[甲乙某]+县?"));
        let other = with_switched(&other, "measure-verb", false);
        let ground = ground.by(Arc::new(Rulebook::of(&other)));
        let mut nth = 0;
        while nth < count {
            nth = suggester.again(&text, &ground, nth, &mut found).0;
        }
        prop_assert_eq!(&found.spans, &suggest(&text, &ground).spans);
    }
}
