//! What brackets and lines cover, in the manner of the genres.

use super::*;

/// Check what each that is found in a text covers, in both widths.
#[track_caller]
fn check(s: &str, expect: &[&str]) {
    check_one(s, expect);
    let wide = |s: &str| s.replace(',', "，").replace(';', "；").replace(':', "：");
    let wide = |s: &str| wide(s).replace('(', "（").replace(')', "）");
    let expect: Vec<String> = expect.iter().map(|s| wide(s)).collect();
    let expect: Vec<&str> = expect.iter().map(|s| &**s).collect();
    check_one(&wide(s), &expect);
}

#[track_caller]
fn check_one(s: &str, expect: &[&str]) {
    let text = Text::new(s.into());
    let all = find(&text, text.range(), &[]);
    let covered: Vec<_> = all
        .iter()
        .map(|own| text.slice(scope(&text, own)))
        .collect();
    assert_eq!(covered, expect);
}

#[test]
fn a_bracket_covers_all_since_the_one_before_it() {
    check(
        "(一)推动升级。扩能,提质。增效(牵头单位:甲局)。兴学。建校(牵头单位:乙局)。",
        &["扩能,提质。增效", "兴学。建校"],
    );
    check(
        "扩能。(牵头单位:甲局)兴学(含小学)。(牵头单位:乙局)",
        &["扩能", "兴学(含小学)"],
    );
    check("兴学。\n　扩能（牵头单位：甲局）。", &["扩能"]);
}

#[test]
fn those_right_beside_one_another_cover_the_same() {
    check(
        "(一)甲。扩能。\n(二)乙。提质。(牵头单位:甲局)(配合单位:乙局)\n兴学。",
        &["提质", "提质"],
    );
    check("扩能(牵头单位:甲局)。(牵头单位:乙局)", &["扩能", "扩能"]);
    check(
        "扩能(牵头单位:甲局);提质(牵头单位:乙局)(配合单位:丙局);兴学。",
        &["扩能", "提质", "提质"],
    );
    check(
        "【责任单位:甲局】【配合单位:乙局】扩能。提质。",
        &["扩能。提质", "扩能。提质"],
    );
    check(
        "一、兴业\n扩能。\n提质。\n(牵头单位:甲局)\n(配合单位:乙局)(督办单位:丙局)\n兴学。",
        &["扩能。\n提质", "扩能。\n提质", "扩能。\n提质"],
    );
}

#[test]
fn brackets_over_the_ends_of_lines() {
    check(
        "扩能。提质。(责任领导:甲某\n牵头单位:甲局\r\n协办单位:乙局)\n兴学。(牵头单位:丙局)",
        &["扩能。提质", "兴学"],
    );
    check(
        "一、兴业\n扩能。\n(牵头单位:甲局、\n乙局;配合单位:丙局)\n(督办单位:丁局)",
        &["扩能", "扩能"],
    );
    // Without its end it bounds nothing, and is in no scope.
    check("扩能(牵头单位:甲局\n兴学。", &["扩能"]);
    check(
        "扩能(责任领导:甲某,\n牵头单位:甲局\n兴学。",
        &["扩能", "扩能"],
    );
}

#[test]
fn behind_a_heading_a_bracket_covers_what_stands_below() {
    check(
        "一、兴业\n(一)优化环境(牵头单位:甲局)\n扩能。提质。\n增效。\n(二)兴学(牵头单位:乙局)。\n\
         1.建校。(责任单位:丙局)\n2.护林。\n二、兴农",
        &[
            "扩能。提质。\n增效",
            "1.建校。(责任单位:丙局)\n2.护林",
            "建校",
        ],
    );
    check("(一)扩能(甲局牵头)\n(二)提质(乙局牵头)", &["扩能", "提质"]);
    check("(一)新建学校3所(甲局牵头)\n兴学。", &["新建学校3所"]);
}

#[test]
fn headings_are_left_out_and_commitments_are_not() {
    check("1.推动升级。扩能(甲局牵头)。", &["扩能"]);
    check("1.推动升级(甲局牵头)。", &["推动升级"]);
    check("(二)推动升级。(甲局牵头)", &["推动升级"]);
    check("一、突出重点,抓好升级。扩能(甲局牵头)。", &["扩能"]);
    check("1.新建学校3所。扩能(甲局牵头)。", &["新建学校3所。扩能"]);
    check(
        "1.新建学校,改造道路。扩能(甲局牵头)。",
        &["新建学校,改造道路。扩能"],
    );
    check("推动升级。扩能(甲局牵头)。", &["推动升级。扩能"]);
    check("一是扩能(甲局牵头);二是提质(乙局牵头)。", &["扩能", "提质"]);
}

#[test]
fn in_a_list_a_bracket_covers_its_item() {
    check(
        "(四)实事。扩能;提质(甲局牵头);兴学;建校(乙局牵头)。",
        &["提质", "建校"],
    );
    // Where only its sentence has `；`, it is not an item that the bracket ends.
    check(
        "扩能;提质(甲局牵头)。兴学(乙局牵头)。",
        &["扩能;提质", "兴学"],
    );
}

#[test]
fn what_stands_alone_covers_its_section() {
    check(
        "一、兴业\n(一)推动升级\n扩能。\n提质(丙局牵头)。\n(牵头单位:甲局)\n(二)兴学。建校。\n责任单位:乙局",
        &["提质", "扩能。\n提质(丙局牵头)", "建校"],
    );
    check(
        "1.推动升级\n责任单位:甲局\n2.兴学\n责任单位:乙局\n协办单位:丙局",
        &["推动升级", "兴学"],
    );
    check(
        "扩能。\n提质。\n责任单位:甲局\n兴学。\n责任单位:乙局",
        &["提质", "兴学"],
    );
    check(
        "一、兴业\n扩能。\n责任单位:甲局\n提质。\n增效。\n责任单位:乙局",
        &["扩能", "提质。\n增效"],
    );
    check("责任单位:甲局", &[""]);
}

#[test]
fn what_speaks_of_all_above_covers_the_section_over_its_items() {
    check(
        "一、兴业\n1.扩能(市甲局牵头)。\n2.提质。\n以上任务均由市乙局牵头负责。",
        &["扩能", "1.扩能(市甲局牵头)。\n2.提质"],
    );
}

#[test]
fn a_handler_covers_the_result_below() {
    check(
        "1.关于林业的提案\n提案内容:植树。\n承办单位:市林业局\n办理结果:一是植树。\n二是护林。\n\
         2.关于兴学的提案\n提案内容:建校。\n承 办 单 位 :市教育局\n办理 结果：已建校。\n",
        &["一是植树。\n二是护林", "已建校"],
    );
    check(
        "提案内容:植树。承办单位:市林业局。办理结果:已植树。提案内容:建校。",
        &["已植树"],
    );
    check(
        "植树。\n承办单位:市林业局\n提案内容:建校。\n办理结果:已建校。",
        &["植树"],
    );
}

#[test]
fn what_stands_before_its_text_covers_that() {
    check("【责任单位:甲局】扩能。提质。\n兴学。", &["扩能。提质"]);
}
