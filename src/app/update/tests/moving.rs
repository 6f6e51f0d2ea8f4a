//! The reading cursor, and moving the ends of what is selected, by units of the text.

use super::*;
use crate::app::{Motion, keys::Command};

/// Check what a key of the cursor does.
#[track_caller]
fn check_key(before: &str, (key, control, alt, shift): (&str, bool, bool, bool), after: &str) {
    let motion = Motion::of_key(key, control, alt).unwrap();
    let extend = shift;
    let page = check(
        before,
        |page| drop(page.act(Action::Move { motion, extend })),
        after,
    );
    let reveal = page.state.reveal.as_ref().unwrap().range;
    assert_eq!(reveal, TextRange::empty(page.state.cursor()), "it is shown");
}

const PLAIN: (bool, bool, bool) = (false, false, false);
const CTRL: (bool, bool, bool) = (true, false, false);
const CTRL_SHIFT: (bool, bool, bool) = (true, false, true);
const ALT_SHIFT: (bool, bool, bool) = (false, true, true);

const fn press(key: &str, (control, alt, shift): (bool, bool, bool)) -> (&str, bool, bool, bool) {
    (key, control, alt, shift)
}

#[test]
fn the_cursor_goes_by_character_clause_paragraph_and_to_the_ends() {
    let text = "|一、改造👨‍👩‍👧小区，新增就业。\n乙";
    check_key(
        text,
        press("ArrowRight", PLAIN),
        "一|、改造👨‍👩‍👧小区，新增就业。\n乙",
    );
    check_key("改造👨‍👩‍👧|小区", press("ArrowLeft", PLAIN), "改造|👨‍👩‍👧小区");
    check_key(
        "|改造小区，新增。",
        press("ArrowRight", CTRL),
        "改造小区|，新增。",
    );
    check_key(
        "改造小区|，新增。",
        press("ArrowRight", CTRL),
        "改造小区，新增|。",
    );
    check_key(
        "改造小区，新增|。",
        press("ArrowLeft", CTRL),
        "改造小区，|新增。",
    );
    check_key("甲|乙\n丙", press("ArrowDown", CTRL), "甲乙\n|丙");
    check_key("甲乙\n丙|", press("ArrowUp", CTRL), "甲乙\n|丙");
    check_key("甲乙\n|丙", press("ArrowUp", CTRL), "|甲乙\n丙");
    check_key("甲|乙\n丙", press("End", PLAIN), "甲乙|\n丙");
    check_key("甲\n乙|丙", press("Home", PLAIN), "甲\n|乙丙");
    check_key("甲|\n乙", press("End", CTRL), "甲\n乙|");
    check_key("甲\n乙|", press("Home", CTRL), "|甲\n乙");
}

#[test]
fn with_shift_a_selection_begins_with_a_whole_unit() {
    let text = "一是改造小区|，新增就业。丙。";
    check_key(
        text,
        press("ArrowRight", CTRL_SHIFT),
        "一是改造小区，‹新增就业›。丙。",
    );
    check_key(
        "改造小区，‹新增就业›。丙。",
        press("ArrowRight", CTRL_SHIFT),
        "改造小区，‹新增就业。丙›。",
    );
    check_key(
        "改造，新增。|丙。",
        press("ArrowDown", ALT_SHIFT),
        "改造，新增。‹丙›。",
    );
    check_key(
        "改造，新增|。",
        press("ArrowUp", ALT_SHIFT),
        "›改造，新增‹。",
    );
}

#[test]
fn the_cursor_goes_from_section_to_section() {
    let text = "一、甲\n乙|丙\n二、丁\n戊";
    let alt = (false, true, false);
    check_key(text, press("PageDown", alt), "一、甲\n乙丙\n|二、丁\n戊");
    check_key(text, press("PageUp", alt), "|一、甲\n乙丙\n二、丁\n戊");
    check_key("一、甲\n乙|", press("PageDown", alt), "一、甲\n乙|");
    check_key("没有|标题", press("PageDown", alt), "没有|标题");
}

#[test]
fn the_cursor_leaves_a_span_by_the_end_it_is_moved_over() {
    check_key(
        "[*m:改造小区]，新增就业。",
        press("ArrowRight", CTRL_SHIFT),
        "[m:改造小区]，‹新增就业›。",
    );
    check_key("改[*m:造小]区", press("ArrowLeft", PLAIN), "|改[m:造小]区");
}

#[test]
fn nothing_moves_where_there_is_nothing() {
    let motion = Motion::of_key("End", true, false).unwrap();
    let mut page = Page::empty();
    assert!(
        page.act(Action::Move {
            motion,
            extend: true
        })
        .is_empty()
    );
    assert!(page.act(Action::TagHere).is_empty());
    assert!(page.act(Action::Command(Command::Widen)).is_empty());
    assert_eq!(Motion::of_key("x", false, false), None);
}

#[track_caller]
fn check_command(before: &str, command: Command, after: &str) {
    check(
        before,
        |page| drop(page.act(Action::Command(command))),
        after,
    );
}

#[test]
fn ends_move_by_clauses_of_a_selection_and_of_a_span() {
    use Command::{EndBackClause, EndForwardClause, StartBackClause, StartForwardClause};
    check_command("甲乙，‹丙丁›，戊。", EndForwardClause, "甲乙，‹丙丁，戊›。");
    check_command("甲乙，‹丙丁，戊›。", EndBackClause, "甲乙，‹丙丁›，戊。");
    check_command("甲乙，›丙丁‹，戊。", StartBackClause, "›甲乙，丙丁‹，戊。");
    check_command(
        "[*m:甲乙，丙丁]，戊。",
        StartForwardClause,
        "甲乙，[*m:丙丁]，戊。",
    );
    check_command("[*m:甲乙]，丙丁。", EndForwardClause, "[*m:甲乙，丙丁]。");
    check_nothing("[*m:甲乙]。", Action::Command(EndForwardClause));
    check_nothing("甲|乙", Action::Command(Command::Split));
}

#[test]
fn narrowing_goes_back_to_where_the_annotator_began() {
    let mut page = page_of("甲乙，丙丁，戊己。庚。");
    page.act(clicked(Offset::from_bytes("甲乙，丙".len())));
    let mut widen = || {
        page.act(Action::Command(Command::Widen));
        page.marked()
    };
    let widths = [widen(), widen(), widen()];
    assert_eq!(widths[1], "甲乙，‹丙丁›，戊己。庚。");
    assert_eq!(widths[2], "‹甲乙，丙丁，戊己›。庚。");
    page.act(Action::Command(Command::Narrow));
    assert_eq!(page.marked(), "甲乙，‹丙丁›，戊己。庚。");
}

#[test]
fn a_tagged_body_is_one_word_elsewhere() {
    let mut page = page_of("[p:甲县水利局]，乙。\n请|甲县水利局办理。");
    page.act(clicked(Offset::from_bytes(
        "甲县水利局，乙。\n请甲县".len(),
    )));
    page.act(Action::Command(Command::Widen));
    assert_eq!(page.marked(), "[p:甲县水利局]，乙。\n请‹甲县水利局›办理。");
}

#[test]
fn an_armed_label_tags_what_is_clicked_until_it_is_let_go() {
    let mut page = page_of("甲乙，丙丁。|");
    page.label("measure");
    assert!(page.state.armed.is_some());
    page.act(clicked(Offset::from_bytes("甲乙，丙".len())));
    assert_eq!(page.marked(), "甲乙，[*m:丙丁]。");
    page.act(clicked(Offset::ZERO));
    assert_eq!(page.marked(), "[*m:甲乙]，[m:丙丁]。");
    // There is one already.
    page.act(clicked(Offset::ZERO));
    assert_eq!(page.marked(), "[*m:甲乙]，[m:丙丁]。");
    page.act(Action::Deselect);
    assert_eq!(page.state.armed, None);
    page.act(clicked(Offset::from_bytes("甲乙".len())));
    assert_eq!(page.marked(), "[m:甲乙]|，[m:丙丁]。");
    // The key that armed it lets it go as well.
    page.label("measure");
    page.label("measure");
    assert_eq!(page.state.armed, None);
}

#[test]
fn the_clause_at_the_cursor_is_tagged_with_an_armed_label() {
    let mut page = page_of("甲乙，丙|丁。");
    page.act(Action::TagHere);
    assert_eq!(page.marked(), "甲乙，丙|丁。", "nothing is armed");
    page.label("target");
    page.act(Action::TagHere);
    assert_eq!(page.marked(), "甲乙，[*t:丙丁]。");
}

#[test]
fn an_end_is_put_where_the_handle_was_dragged() {
    let at = |text: &str| Offset::from_bytes(text.len());
    let set = |before: &str, end, to, after: &str| {
        check(
            before,
            |page| drop(page.act(Action::SetEnd(end, to))),
            after,
        );
    };
    set(
        "[*t:甲乙]，丙丁",
        End::End,
        at("甲乙，丙"),
        "[*t:甲乙，丙]丁",
    );
    set("[*t:甲乙]，丙丁", End::End, at("甲乙，"), "[*t:甲乙]，丙丁");
    set("甲[*t:乙丙]", End::Start, Offset::ZERO, "[*t:甲乙丙]");
    check_nothing("甲[*t:乙丙]", Action::SetEnd(End::Start, at("甲乙丙")));
    check_nothing("甲|", Action::SetEnd(End::Start, Offset::ZERO));
}

#[test]
fn a_list_is_split_into_a_span_for_each_name() {
    let mut page = page_of("[*p:甲县水利局、乙镇（丙办）、丁局]负责");
    let effects = page.act(Action::Command(Command::Split));
    assert_eq!(
        page.marked(),
        "[*p:甲县水利局]、[p:乙镇（丙办）]、[p:丁局]负责"
    );
    assert_eq!(effects.len(), 1, "one step");
    page.act(Action::Undo);
    assert_eq!(page.marked(), "[*p:甲县水利局、乙镇（丙办）、丁局]负责");
    let mut page = page_of("[*p:甲局]");
    page.act(Action::Command(Command::Split));
    assert_eq!(page.told(), [&Failure::NoList]);
}
