use super::*;
use crate::{
    links::testing::Draft,
    model::SpanId,
    parse::slots,
    scheme::{LabelKind, Scheme},
};

/// Check a target against a result, both given by their attributes.
#[track_caller]
fn check(target: &str, result: &str, expect: Attainment) {
    check_text(target, result, "完成情况", expect);
}

/// The same with the text of the result.
#[track_caller]
fn check_text(target: &str, result: &str, text: &str, expect: Attainment) {
    let document = Draft::of(&format!("指标计划,{text}"))
        .span("t", "target", "指标计划", target)
        .span("x", "result", text, result)
        .done();
    let span = |id| document.spans.get(&SpanId::new(id)).unwrap();
    let found = attainment(span("t"), span("x"), &document.text);
    assert_eq!(found, expect, "{target} {result}");
}

use Attainment::{Behind, Met, OnTrack, Unknown};

/// Check a target against a result, both as the rules read their texts.
#[track_caller]
fn check_read(target: &str, result: &str, expect: Attainment) {
    let text = format!("{target}。{result}");
    let document = Draft::of(&text)
        .span("t", "target", target, "{}")
        .span("x", "result", result, "{}")
        .done();
    let read = |id, kind| {
        let mut span = Span::clone(document.spans.get(&SpanId::new(id)).unwrap());
        let context = slots::Context {
            period: Some("2021"),
            ..slots::Context::default()
        };
        span.attributes = slots::read(&document.text, span.range, kind, &context).attributes;
        span
    };
    let target = read("t", LabelKind::Target);
    let result = read("x", LabelKind::Result);
    let found = attainment(&target, &result, &document.text);
    assert_eq!(found, expect, "{text}");
}

#[test]
fn what_is_forbidden_is_not_wanted() {
    for (target, below, above) in [
        (
            "不良率不得高于3%",
            ("不良率2.5%", Met),
            ("不良率3.5%", Behind),
        ),
        (
            "较大事故不能超过5起",
            ("较大事故4起", Met),
            ("较大事故6起", Behind),
        ),
        (
            "用水量不得多于3亿立方米",
            ("用水量2亿立方米", Met),
            ("用水量4亿立方米", Behind),
        ),
        (
            "耕地保有量不得低于30万亩",
            ("耕地保有量29万亩", Behind),
            ("耕地保有量30万亩", Met),
        ),
        (
            "办结率不得少于98%",
            ("办结率97%", Behind),
            ("办结率99%", Met),
        ),
    ] {
        for (result, expect) in [below, above] {
            check_read(target, result, expect);
        }
    }
}

#[test]
fn what_is_to_be_carried_out_is_behind_while_less_is() {
    check_read("完成投资50亿元", "投资完成48亿元", Behind);
    check_read("完成投资50亿元", "投资完成51亿元", Met);
    check_read("完成投资50亿元", "截至6月底,投资完成26亿元", OnTrack);
    check_read("完成投资50亿元", "截至6月底,投资完成24亿元", Behind);
}

#[test]
fn a_value_that_better_ones_attain_as_well() {
    let higher = r#"{"value":9.5,"unit":"%","comparator":"eq","polarity":"higher_better"}"#;
    check(higher, r#"{"value":20.3,"unit":"%"}"#, Met);
    check(higher, r#"{"value":9.50,"unit":"％"}"#, Met);
    check(higher, r#"{"value":9.49,"unit":"%"}"#, Behind);
    let lower = r#"{"value":3,"unit":"%","comparator":"eq","polarity":"lower_better"}"#;
    check(lower, r#"{"value":-0.9,"unit":"%"}"#, Met);
    check(lower, r#"{"value":3.1,"unit":"%"}"#, Behind);
    let neutral = r#"{"value":3,"unit":"%","polarity":"neutral"}"#;
    check(neutral, r#"{"value":3.0,"unit":"%"}"#, Met);
    check(neutral, r#"{"value":4,"unit":"%"}"#, Behind);
}

#[test]
fn direction_stands_in_for_polarity() {
    check(
        r#"{"value":5,"direction":"increase"}"#,
        r#"{"value":6}"#,
        Met,
    );
    check(
        r#"{"value":5,"direction":"reach"}"#,
        r#"{"value":4}"#,
        Behind,
    );
    check(
        r#"{"value":5,"direction":"decrease"}"#,
        r#"{"value":4}"#,
        Met,
    );
    check(r#"{"value":5}"#, r#"{"value":5}"#, Met);
    check(r#"{"value":5}"#, r#"{"value":6}"#, Unknown);
}

#[test]
fn comparators() {
    for (comparator, below, same, above) in [
        ("ge", Behind, Met, Met),
        ("gt", Behind, Behind, Met),
        ("le", Met, Met, Behind),
        ("lt", Met, Behind, Behind),
        ("pegged", Unknown, Unknown, Unknown),
        ("?", Unknown, Unknown, Unknown),
    ] {
        let target = format!(r#"{{"value":20,"unit":"家","comparator":"{comparator}"}}"#);
        for (value, expect) in [(19, below), (20, same), (21, above)] {
            check(
                &target,
                &format!(r#"{{"value":{value},"unit":"家"}}"#),
                expect,
            );
        }
    }
}

#[test]
fn about_is_within_five_percent_or_better() {
    let about = r#"{"value":100,"comparator":"about"}"#;
    check(about, r#"{"value":95}"#, Met);
    check(about, r#"{"value":105}"#, Met);
    check(about, r#"{"value":94.9}"#, Unknown);
    let higher = r#"{"value":100,"comparator":"about","polarity":"higher_better"}"#;
    check(higher, r#"{"value":94.9}"#, Behind);
    check(higher, r#"{"value":150}"#, Met);
    let neutral = r#"{"value":100,"comparator":"about","polarity":"neutral"}"#;
    check(neutral, r#"{"value":150}"#, Behind);
}

#[test]
fn ranges() {
    let range = r#"{"value":[5,8],"comparator":"range","unit":"%"}"#;
    check(range, r#"{"value":6,"unit":"%"}"#, Met);
    check(range, r#"{"value":9,"unit":"%"}"#, Unknown);
    let turned = r#"{"value":[8,5],"comparator":"range","polarity":"higher_better"}"#;
    check(turned, r#"{"value":9}"#, Met);
    check(turned, r#"{"value":4}"#, Behind);
    let lower = r#"{"value":[5,8],"comparator":"range","polarity":"lower_better"}"#;
    check(lower, r#"{"value":4}"#, Met);
    let neutral = r#"{"value":[5,8],"comparator":"range","polarity":"neutral"}"#;
    check(neutral, r#"{"value":9}"#, Behind);
    let two = r#"{"value":2,"comparator":"ge"}"#;
    check(two, r#"{"value":[2,3],"comparator":"range"}"#, Met);
    check(two, r#"{"value":[1,3],"comparator":"range"}"#, Unknown);
    check(two, r#"{"value":[0,1],"comparator":"range"}"#, Behind);
}

#[test]
fn aligned_values() {
    let three = r#"{"value":[10,20,30],"comparator":"ge"}"#;
    check(three, r#"{"value":[10,21,30]}"#, Met);
    check(three, r#"{"value":[37,19,52]}"#, Behind);
    check(three, r#"{"value":[37,19]}"#, Unknown);
    check(three, r#"{"value":37}"#, Unknown);
    let one = r#"{"value":30,"comparator":"ge"}"#;
    check(one, r#"{"value":[31.2,35.5,42.1]}"#, Met);
    check(one, r#"{"value":[31.2,29.9,42.1]}"#, Behind);
}

#[test]
fn ranks_and_full_coverage() {
    let rank = r#"{"value":3,"unit":"位","comparator":"top_n"}"#;
    check(rank, r#"{"value":2,"unit":"名","kind":"rank"}"#, Met);
    check(rank, r#"{"value":3,"unit":"位"}"#, Met);
    check(rank, r#"{"value":4,"unit":"位","basis":"rank"}"#, Behind);
    check(rank, r#"{"value":2,"unit":"%"}"#, Unknown);
    let all = r#"{"comparator":"all"}"#;
    check(all, r#"{"value":100,"unit":"%"}"#, Met);
    check(all, r#"{"value":99.9,"unit":"%"}"#, Behind);
    check(all, r#"{"value":99,"unit":"家"}"#, Unknown);
    check(all, r#"{"comparator":"all"}"#, Met);
    check_text(all, "{}", "实现全覆盖", Met);
    check_text(all, "{}", "有序推进", Unknown);
}

#[test]
fn units_are_brought_to_one_or_not_compared() {
    let target = r#"{"value":1.2,"unit":"亿元","comparator":"ge"}"#;
    check(target, r#"{"value":12000,"unit":"万元"}"#, Met);
    check(target, r#"{"value":119999999,"unit":"元"}"#, Behind);
    check(target, r#"{"value":2,"unit":"亿美元"}"#, Unknown);
    check(target, r#"{"value":2}"#, Unknown);
    check(
        r#"{"value":1.2,"unit":"百分点","comparator":"ge"}"#,
        r#"{"value":1.5,"unit":"%"}"#,
        Unknown,
    );
    check(
        r#"{"value":3,"unit":"万人次","value_normalised":30000,"unit_normalised":"人次","comparator":"ge"}"#,
        r#"{"value":31000,"unit":"人次"}"#,
        Met,
    );
    check(
        r#"{"value":3,"unit":"公里","value_normalised":3000,"unit_normalised":"米","comparator":"ge"}"#,
        r#"{"value":3000,"unit":"m","value_normalised":3000,"unit_normalised":"米"}"#,
        Met,
    );
}

#[test]
fn growth_and_level_are_not_compared() {
    let growth = r#"{"value":5,"unit":"%","basis":"yoy","comparator":"ge"}"#;
    check(
        growth,
        r#"{"value":60,"unit":"%","basis":"share"}"#,
        Unknown,
    );
    check(growth, r#"{"value":60,"unit":"%","basis":"yoy"}"#, Met);
    let level = r#"{"value":5,"unit":"%","basis":"level","comparator":"ge"}"#;
    check(level, r#"{"value":60,"unit":"%","basis":"share"}"#, Met);
}

#[test]
fn what_falls_is_compared_by_how_far() {
    let falls = r#"{"value":3,"unit":"%","basis":"yoy","direction":"decrease","comparator":"ge"}"#;
    let result = |value: &str, direction: &str| {
        format!(r#"{{"value":{value},"unit":"%","basis":"yoy","direction":"{direction}"}}"#)
    };
    check(falls, &result("3.5", "decrease"), Met);
    check(falls, &result("2", "decrease"), Behind);
    check(falls, &result("3.5", "increase"), Behind);
    check(falls, &result("3.5", ""), Met);
    let polar = r#"{"value":3,"basis":"yoy","direction":"decrease","polarity":"lower_better"}"#;
    check(polar, r#"{"value":3.5}"#, Met);
    check(polar, r#"{"value":2.5}"#, Behind);
    let grows = r#"{"value":3,"unit":"%","basis":"yoy","direction":"increase"}"#;
    check(grows, &result("4.5", "decrease"), Behind);
    let range = r#"{"value":[2,3],"basis":"yoy","direction":"decrease","comparator":"range"}"#;
    check(range, r#"{"value":2.5}"#, Met);
}

#[test]
fn kept_within_without_a_number() {
    check_text("{}", "{}", "控制在目标任务以内", Met);
    check_text("{}", "{}", "控制在目标5%以内", Unknown);
    check_text("{}", "{}", "完成目标任务", Unknown);
}

#[test]
fn a_share_of_the_year_is_on_track() {
    let target = r#"{"value":1200,"period":"2021","basis":"cumulative","direction":"increase"}"#;
    let result = |value: u32, as_of: &str| format!(r#"{{"value":{value},"as_of":"{as_of}"}}"#);
    check(target, &result(300, "2021-03-31"), OnTrack);
    check(target, &result(299, "2021-03"), Behind);
    check(target, &result(1200, "2021-03"), Met);
    check(target, &result(1100, "2021-12-31"), Behind);
    check(target, &result(1100, "2022-03"), Unknown);
    check(target, &result(1100, "2020-12"), Unknown);
    check(target, &result(1100, ""), Unknown);
    check(target, r#"{"value":300,"period":"2021-Q1"}"#, OnTrack);
    let growth = r#"{"value":12,"period":"2021","direction":"increase"}"#;
    check(growth, &result(3, "2021-03-31"), Behind);
}

#[test]
fn what_is_of_another_time_is_not_compared() {
    let of = |value: u32, times: &str| format!(r#"{{"value":{value},"comparator":"ge",{times}}}"#);
    for (target, result, expect) in [
        (r#""period":"2021""#, r#""period":"2021""#, Met),
        (r#""period":"2021""#, r#""period":"2020""#, Unknown),
        (r#""period":"2021""#, r#""period":"2021-Q1""#, Met),
        (r#""period":"2021-Q1""#, r#""period":"2021-Q2""#, Unknown),
        (r#""period":"2021-H1""#, r#""period":"2021-Q2""#, Met),
        (r#""deadline":"2021-06-30""#, r#""period":"2020""#, Unknown),
        (r#""deadline":"2021-06-30""#, r#""as_of":"2021-03""#, Met),
        (
            r#""deadline":"2025","period":"2021""#,
            r#""period":"2023""#,
            Met,
        ),
        (
            r#""period":"2021-Q1""#,
            r#""period":"2021-Q1","as_of":"2021-04-10""#,
            Met,
        ),
        (r#""period":"2021""#, r#""as_of":"2020-12-31""#, Unknown),
        (r#""period":"2021""#, r#""value":6"#, Met),
        (r#""unit":"""#, r#""period":"2020""#, Met),
    ] {
        check(&of(5, target), &of(6, result), expect);
    }
}

#[test]
fn what_cannot_be_read_is_unknown() {
    check("{}", "{}", Unknown);
    check(r#"{"value":5}"#, r#"{"value":"多"}"#, Unknown);
    check(r#"{"value":{"a":1}}"#, r#"{"value":5}"#, Unknown);
    check(r#"{"value":[]}"#, r#"{"value":5}"#, Unknown);
    check(r#"{"value":5}"#, r#"{"value":1e999}"#, Unknown);
    let long = "9".repeat(39);
    check(r#"{"value":5}"#, &format!(r#"{{"value":{long}}}"#), Unknown);
    check(
        r#"{"value":5,"unit":"万万万万万亿亿亿亿亿元"}"#,
        r#"{"value":5,"unit":"元"}"#,
        Unknown,
    );
    for own in Attainment::ALL {
        assert_eq!(Attainment::from_name(own.name()), Some(own));
    }
}

/// Check the order of the candidates for a result. Targets are marked `[…]`, the result `{…}`.
#[track_caller]
fn check_candidates(marked: &str, expect: &[&str]) {
    let plain: String = marked.chars().filter(|c| !"[]{}".contains(*c)).collect();
    let mut draft = Draft::of(&plain);
    let (mut at, mut start) = (0, 0);
    for c in marked.chars() {
        match c {
            '[' | '{' => start = at,
            ']' | '}' => {
                let offset = crate::text::Offset::from_bytes;
                let range = crate::text::TextRange::between(offset(start), offset(at));
                let (id, label) = if c == ']' {
                    (format!("t{start}"), "target")
                } else {
                    ("x".into(), "result")
                };
                draft = draft.span_at(&id, label, range, "{}");
            }
            c => at += c.len_utf8(),
        }
    }
    let document = draft.done();
    let result = document.spans.get(&SpanId::new("x")).unwrap();
    let found = candidates(&document, &Scheme::guideline(), result, 9);
    let texts: Vec<&str> = found
        .iter()
        .map(|target| document.text.slice(target.range))
        .collect();
    assert_eq!(texts, expect);
    assert!(candidates(&document, &Scheme::guideline(), result, 1).len() <= 1);
    assert_eq!(
        candidates(&document, &Scheme::guideline(), result, 0).len(),
        0
    );
}

#[test]
fn the_bracket_behind_a_result_is_best() {
    check_candidates(
        "[固定资产投资增长11%]。{固定资产投资增长20.3%}([目标9.5%])",
        &["目标9.5%", "固定资产投资增长11%"],
    );
    check_candidates("{投资增长20.3%}（全年[目标9.5%]）", &["目标9.5%"]);
    check_candidates("{投资增长20.3%}(略)([目标9.5%])", &[]);
    check_candidates("{投资增长20.3%},[目标9.5%]", &[]);
}

#[test]
fn like_indicators_come_first_and_then_near_ones() {
    check_candidates(
        "[全市规模以上工业增加值增长8%];[工业增加值增长7%];[出口总额增长9%]。\n{规上工业增加值增长8.5%}",
        &["全市规模以上工业增加值增长8%", "工业增加值增长7%"],
    );
    check_candidates(
        "[新增企业5家]。[新增企业6家]。{新增企业 7家}。[新增企业8家]",
        &["新增企业6家", "新增企业5家", "新增企业8家"],
    );
    check_candidates(
        "[城镇常住居民人均可支配收入增长8%]。{城镇居民人均可支配收入增长9%}",
        &["城镇常住居民人均可支配收入增长8%"],
    );
    check_candidates("[林地面积1万亩]。{粮食产量5吨}", &[]);
    check_candidates("[5%]。{6%}", &[]);
    check_candidates(
        "[投产5亿元以上工厂9个]。[亿元以上工厂8个]。{5亿元及以上工厂7个}",
        &["投产5亿元以上工厂9个", "亿元以上工厂8个"],
    );
    check_candidates(
        "[布设5G站点100座]。[布设10千伏线路5公里]。{布设5G站点23座}",
        &["布设5G站点100座"],
    );
    check_candidates(
        "[纺织技改投入增长9%以上]。{纺织技术改造投入增长1.5-2.5%}",
        &["纺织技改投入增长9%以上"],
    );
}

#[test]
fn attributes_and_units_tell_between_candidates() {
    let document = Draft::of("甲5家,乙5%,丙6%")
        .span(
            "t1",
            "target",
            "甲5家",
            r#"{"indicator":"税收","unit":"家"}"#,
        )
        .span(
            "t2",
            "target",
            "乙5%",
            r#"{"indicators":["就业","税收"],"unit":"%","basis":"yoy"}"#,
        )
        .span(
            "x",
            "result",
            "丙6%",
            r#"{"indicator":"完成税收","unit":"％","basis":"yoy"}"#,
        )
        .done();
    let result = document.spans.get(&SpanId::new("x")).unwrap();
    let found = candidates(&document, &Scheme::guideline(), result, 2);
    let ids: Vec<&str> = found.iter().map(|target| target.id.as_str()).collect();
    assert_eq!(ids, ["t2", "t1"]);
}

#[test]
fn candidates_of_the_same_period_come_first_and_of_another_last() {
    let target = |period: &str| format!(r#"{{"indicator":"税收","period":"{period}"}}"#);
    let document = Draft::of("甲5%,乙5%,丙5%,丁5%,戊6%")
        .span("other", "target", "丁5%", &target("2020"))
        .span("none", "target", "甲5%", r#"{"indicator":"税收"}"#)
        .span("year", "target", "乙5%", &target("2021"))
        .span("quarter", "target", "丙5%", &target("2021-Q1"))
        .span("x", "result", "戊6%", &target("2021-Q1"))
        .done();
    let result = document.spans.get(&SpanId::new("x")).unwrap();
    let found = candidates(&document, &Scheme::guideline(), result, 9);
    let ids: Vec<&str> = found.iter().map(|target| target.id.as_str()).collect();
    assert_eq!(ids, ["quarter", "year", "none", "other"]);
}

#[test]
fn a_result_may_be_of_a_measure_that_counts_the_same() {
    let counted = r#"{"quantity":[{"value":25,"unit":"个","object":"老旧小区"}]}"#;
    let document = Draft::of("改造老旧小区25个,实施甲工程,已改造老旧小区31个")
        .span("m", "measure", "改造老旧小区25个", counted)
        .span("other", "measure", "实施甲工程", "{}")
        .span(
            "x",
            "result",
            "改造老旧小区31个",
            r#"{"indicator":"老旧小区"}"#,
        )
        .done();
    let result = document.spans.get(&SpanId::new("x")).unwrap();
    let found = candidates(&document, &Scheme::guideline(), result, 9);
    let ids: Vec<&str> = found.iter().map(|own| own.id.as_str()).collect();
    assert_eq!(ids, ["m"]);
}
