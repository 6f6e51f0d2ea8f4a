//! Relations drawn by hand, and results paired with targets.

use super::*;

const GOALS: &str = "一、2025年工作回顾\n城镇新增就业2.1万人。\n\
    二、2026年工作安排\n[t:城镇新增就业2万人]，[t:新增停车位300个]，[m:建设停车场3处]。\n";

#[test]
fn a_relation_is_drawn_from_where_it_began() {
    let mut page = page_of(GOALS);
    let before = page.state.project.clone();
    page.select_span("建设停车场3处");
    page.call(Command::Relate);
    page.select_span("新增停车位300个");
    page.act(Action::TagHere);
    let drawn = ["contributes_to: 建设停车场3处 → 新增停车位300个"];
    assert_eq!(page.relations(), drawn);
    assert_eq!(page.state.relating, None);
    let id = page
        .document()
        .head
        .relations
        .iter()
        .next()
        .unwrap()
        .id
        .clone();
    page.say(Detail::Unrelate(id));
    assert!(page.relations().is_empty());
    page.undo_to(&before, 2);

    // From the other end the type has the same ends.
    page.select_span("新增停车位300个");
    page.call(Command::Relate);
    page.select_span("建设停车场3处");
    page.say(Detail::Join);
    assert_eq!(page.relations(), drawn);
    // It is there already.
    page.call(Command::Relate);
    page.select_span("新增停车位300个");
    assert!(page.say(Detail::Join).is_empty());
    assert_eq!(page.relations(), drawn);
}

#[test]
fn the_type_of_a_relation_is_changed_before_it_is_drawn() {
    for (presses, kind) in [(1, "part_of"), (2, "restates"), (3, "part_of")] {
        let mut page = page_of(GOALS);
        page.select_span("新增停车位300个");
        page.call(Command::Relate);
        page.select_span("城镇新增就业2万人");
        for _ in 1..presses {
            page.call(Command::Relate);
        }
        page.say(Detail::Join);
        assert_eq!(
            page.relations(),
            [format!("{kind}: 新增停车位300个 → 城镇新增就业2万人")]
        );
    }
}

#[test]
fn a_relation_that_cannot_be_is_told_of_and_can_be_given_up() {
    let mut page = page_of("[t:新增就业2万人]由[p:市人社局]负责");
    page.call(Command::Relate);
    page.expect_hint(Hint::NothingToRelate);
    page.state.notices.clear();
    page.select_span("新增就业2万人");
    page.call(Command::Relate);
    page.select_span("市人社局");
    page.say(Detail::Join);
    page.expect_hint(Hint::CannotRelate);
    assert!(page.relations().is_empty());
    assert!(page.state.relating.is_some(), "another end may be taken");
    page.act(Action::Deselect);
    assert_eq!(page.state.relating, None);
    assert!(page.say(Detail::Join).is_empty());
}

#[test]
fn a_result_is_paired_with_the_target_that_fits_best() {
    let mut page = page_of(GOALS);
    page.tag_phrase("城镇新增就业2.1万人", "result");
    let before = page.state.project.clone();
    page.call(Command::Pair);
    assert_eq!(
        page.relations(),
        ["result_of: 城镇新增就业2.1万人 → 城镇新增就业2万人"]
    );
    page.undo_to(&before, 1);
    // Or with that one.
    let target = page.span("新增停车位300个").id.clone();
    page.select_span("城镇新增就业2.1万人");
    page.say(Detail::Pair(Some(target)));
    assert_eq!(
        page.relations(),
        ["result_of: 城镇新增就业2.1万人 → 新增停车位300个"]
    );

    check_hint("[*t:新增就业2万人]。", Command::Pair, Hint::NoResult);
    check_hint("甲|乙", Command::Pair, Hint::NoResult);
    check_hint("[*r:新增就业2万人]。", Command::Pair, Hint::NoTarget);
}
