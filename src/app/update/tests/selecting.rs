//! The selection, clicks, and steps from span to span.

use super::*;
use crate::app::keys::Command;
use reportmark_core::text::Offset;

/// Where the cursor stands in a marked text.
fn cursor(marked: &str) -> Offset {
    Marked::read(marked).selection.unwrap().1
}

/// Check which span each of several clicks at the cursor picks.
#[track_caller]
fn check_clicks(marked: &str, expect: &[&str]) {
    let mut page = page_of(marked);
    for expect in expect {
        page.act(clicked(cursor(marked)));
        assert_eq!(page.marked(), *expect);
    }
}

#[test]
fn a_click_picks_the_innermost_span_and_then_the_next_outer_one() {
    check_clicks(
        "[m:甲[t:乙[r:|丙]]丁]",
        &[
            "[m:甲[t:乙[*r:丙]]丁]",
            "[m:甲[*t:乙[r:丙]]丁]",
            "[*m:甲[t:乙[r:丙]]丁]",
            "[m:甲[t:乙[*r:丙]]丁]",
        ],
    );
    check_clicks("[m:|甲[t:乙]]", &["[*m:甲[t:乙]]", "[*m:甲[t:乙]]"]);
    check_clicks("甲|乙[t:丙]", &["甲|乙[t:丙]"]);
    // Behind the last character of a span is not in it.
    check_clicks("[t:甲]|乙", &["[t:甲]|乙"]);
    check_clicks("[t:甲乙]|", &["[t:甲乙]|"]);
}

#[test]
fn a_click_elsewhere_begins_anew() {
    let mut page = page_of("[m:甲[t:乙]丙][r:丁]");
    page.act(clicked(cursor("甲|")));
    assert_eq!(page.marked(), "[m:甲[*t:乙]丙][r:丁]");
    page.act(clicked(cursor("甲乙丙|")));
    assert_eq!(page.marked(), "[m:甲[t:乙]丙][*r:丁]");
    page.act(clicked(cursor("甲|")));
    assert_eq!(page.marked(), "[m:甲[*t:乙]丙][r:丁]");
}

#[test]
fn the_next_outer_span_is_had_by_key() {
    let outer = |page: &mut Page| drop(page.act(Action::Command(Command::Outer)));
    check("[m:[*t:甲]乙]", outer, "[*m:[t:甲]乙]");
    check("[*m:[t:甲]乙]", outer, "[m:[*t:甲]乙]");
    check_nothing("[m:甲]|", Action::Command(Command::Outer));
}

#[test]
fn steps_go_from_span_to_span_in_the_order_of_the_text() {
    let next = |page: &mut Page| drop(page.act(Action::Command(Command::Next)));
    let previous = |page: &mut Page| drop(page.act(Action::Command(Command::Previous)));
    check("甲|[t:乙][m:丙]", next, "甲[*t:乙][m:丙]");
    check("[*t:甲]乙[m:丙]", next, "[t:甲]乙[*m:丙]");
    check("[t:甲]乙[*m:丙]", next, "[t:甲]乙[*m:丙]");
    check("[t:甲]|乙[m:丙]", next, "[t:甲]乙[*m:丙]");
    check("[t:甲]|乙[m:丙]", previous, "[*t:甲]乙[m:丙]");
    check("[t:甲]乙[*m:丙]", previous, "[*t:甲]乙[m:丙]");
    check("[*t:甲]乙[m:丙]", previous, "[*t:甲]乙[m:丙]");
    // The outer one comes first.
    check("|[m:[t:甲]乙]", next, "[*m:[t:甲]乙]");
    check("[*m:[t:甲]乙]", next, "[m:[*t:甲]乙]");
    // Nothing selected: from what is in view.
    check("[t:甲][m:乙]", next, "[*t:甲][m:乙]");
    let scrolled = |page: &mut Page| {
        let mut place = page.state.place.clone();
        place.top = Some((cursor("甲|"), 3));
        page.act(Action::Scrolled(place));
        next(page);
    };
    check("[t:甲][m:乙]", scrolled, "[t:甲][*m:乙]");
}

#[test]
fn a_step_brings_the_span_into_view() {
    let mut page = page_of("|甲[t:乙]");
    let before = page.state.reveal.clone();
    page.act(Action::Command(Command::Next));
    let after = page.state.reveal.clone().unwrap();
    assert_ne!(before.map(|reveal| reveal.number), Some(after.number));
    assert_eq!(page.state.document().unwrap().text.slice(after.range), "乙");
}

#[test]
fn nothing_selected_leaves_the_cursor() {
    let deselect = |page: &mut Page| drop(page.act(Action::Deselect));
    check("甲[*t:乙]丙", deselect, "甲[t:乙]|丙");
    check("‹甲乙›丙", deselect, "甲乙|丙");
    check("›甲乙‹丙", deselect, "|甲乙丙");
}

#[test]
fn what_the_pointer_selects_is_trimmed_at_once_and_can_be_had_exactly() {
    let drag = |marked: &str, exact| {
        let (anchor, focus) = Marked::read(marked).selection.unwrap();
        Action::Drag {
            anchor,
            focus,
            exact,
        }
    };
    let mut page = page_of("，甲乙。");
    page.act(drag("‹，甲乙。›", false));
    assert_eq!(page.marked(), "，‹甲乙›。");
    page.act(Action::Exact(true));
    assert_eq!(page.marked(), "‹，甲乙。›");
    page.act(Action::Exact(false));
    assert_eq!(page.marked(), "，‹甲乙›。");
    page.act(drag("›，甲乙。‹", false));
    assert_eq!(page.marked(), "，›甲乙‹。");
    page.act(drag("‹，甲乙。›", true));
    assert_eq!(page.marked(), "‹，甲乙。›");
    // Nothing but punctuation stays as it is; tagging it says why not.
    page.act(drag("‹，›", false));
    assert_eq!(page.marked(), "‹，›甲乙。");
}

#[test]
fn what_the_pointer_selected_is_gone_with_the_selection() {
    let mut page = page_of("，甲乙。");
    page.act(Action::Drag {
        anchor: Offset::ZERO,
        focus: cursor("，甲乙。|"),
        exact: false,
    });
    page.act(Action::Deselect);
    page.act(Action::Exact(true));
    assert_eq!(page.marked(), "，甲乙|。");
    page.act(clicked(cursor("，|")));
    page.act(Action::Command(Command::Exact));
    assert_eq!(page.marked(), "，|甲乙。");
}

#[test]
fn positions_that_no_text_has_are_moved_onto_one() {
    let mut page = page_of("👨‍👩‍👧甲");
    let inside = Offset::from_bytes(2);
    let outside = Offset::from_bytes(999);
    for action in [
        clicked(outside),
        clicked(inside),
        Action::Select {
            anchor: inside,
            focus: outside,
            exact: true,
        },
        Action::Drag {
            anchor: inside,
            focus: outside,
            exact: true,
        },
        Action::Exact(true),
    ] {
        page.act(action.clone());
        let Selection::Text { anchor, focus, .. } = page.state.selection else {
            panic!("{:?}", page.state.selection)
        };
        let text = &page.state.document().unwrap().text;
        assert!(text.fits(TextRange::between(anchor, focus)), "{action:?}");
    }
}

#[test]
fn selecting_asks_for_nothing_to_be_kept() {
    let mut page = page_of("[m:甲[t:乙]丙]");
    page.act(clicked(cursor("甲|")));
    page.act(Action::Command(Command::Next));
    page.act(Action::Deselect);
    assert!(page.effects.is_empty());
    assert!(Page::empty().act(clicked(Offset::ZERO)).is_empty());
    assert!(Page::empty().act(Action::Command(Command::Next)).is_empty());
}
