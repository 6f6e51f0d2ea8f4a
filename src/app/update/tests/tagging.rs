//! Tagging, relabelling, removing, and moving ends.

use super::*;
use crate::app::keys::Command;
use reportmark_core::model::Certainty;

fn target(page: &mut Page) {
    page.label("target");
}

fn measure(page: &mut Page) {
    page.label("measure");
}

#[test]
fn a_selection_is_tagged_whichever_way_it_was_made() {
    check("一、‹新增就业3万人›。", target, "一、[*t:新增就业3万人]。");
    check("一、›新增就业3万人‹。", target, "一、[*t:新增就业3万人]。");
    check("‹👨‍👩‍👧𠀀›e\u{301}", measure, "[*m:👨‍👩‍👧𠀀]e\u{301}");
}

#[test]
fn a_span_made_by_hand_says_so() {
    let page = check("‹甲›乙", target, "[*t:甲]乙");
    let span = page.state.selected_span().unwrap();
    assert_eq!(&*span.origin, "manual");
    assert_eq!(span.created_at, Some(page.outside.now()));
    assert!(!span.edited);
}

#[test]
fn outer_punctuation_and_white_space_are_left_out() {
    check("‹，新增就业。\r\n›二", target, "，[*t:新增就业]。\r\n二");
    check("›\u{3000}市教育局：‹", target, "\u{3000}[*t:市教育局]：");
}

#[test]
fn what_is_wanted_exactly_is_taken_exactly() {
    let exactly = |page: &mut Page| {
        page.act(Action::Exact(true));
        target(page);
    };
    check("‹，新增就业。›", exactly, "[*t:，新增就业。]");
    let switched = |page: &mut Page| {
        page.act(Action::Command(Command::Exact));
        target(page);
    };
    check("‹，新增就业。›", switched, "[*t:，新增就业。]");
    let and_back = |page: &mut Page| {
        page.act(Action::Command(Command::Exact));
        switched(page);
    };
    check("‹，新增就业。›", and_back, "，[*t:新增就业]。");
}

#[test]
fn punctuation_alone_is_not_tagged_unless_exactly() {
    let page = check("甲‹，。›乙", target, "甲‹，。›乙");
    assert_eq!(page.told(), [&Failure::NothingSelected]);
    let exactly = |page: &mut Page| {
        page.act(Action::Exact(true));
        target(page);
    };
    let page = check("甲‹，。›乙", exactly, "甲[*t:，。]乙");
    assert!(page.told().is_empty());
}

#[test]
fn nothing_selected_is_nothing_tagged() {
    let label = || Action::Label(LabelId::new("target"));
    check_nothing("甲|乙", label());
    check_nothing("甲乙", label());
    check_nothing("[t:甲]|乙", label());
    assert!(Page::empty().act(label()).is_empty());
}

#[test]
fn the_selected_span_is_relabelled() {
    check("[*t:甲]乙", measure, "[*m:甲]乙");
    check_nothing("[*t:甲]乙", Action::Label(LabelId::new("target")));
    // Something selected comes before the span that was selected until then.
    check("[t:甲]‹乙›", measure, "[t:甲][*m:乙]");
}

#[test]
fn a_twin_is_selected_and_not_doubled() {
    let page = check("[t:‹甲乙›]", target, "[*t:甲乙]");
    assert!(page.effects.is_empty());
    check("[t:‹甲乙›]", measure, "[t:[*m:甲乙]]");
    // Trimmed, it is the same stretch.
    check(
        "[t:甲乙]",
        |page| {
            let all = page.state.document().unwrap().text.range();
            page.select(all, false);
            target(page);
        },
        "[*t:甲乙]",
    );
    check("[*t:[m:甲乙]]", measure, "[t:[*m:甲乙]]");
}

#[test]
fn a_span_that_crosses_one_of_its_label_is_told_of() {
    let page = check("[t:甲‹乙]丙›", target, "[t:甲[*t:乙]丙]");
    let Failure::Crosses { quote, .. } = &page.notice().what else {
        panic!("{:?}", page.notice())
    };
    assert_eq!(quote, "甲乙");
    assert_eq!(page.notice().kind, NoticeKind::Warning);
    for fine in ["[t:甲‹乙›]", "‹[t:甲]乙›", "[m:甲‹乙]丙›", "[t:甲]‹乙›"]
    {
        let mut page = page_of(fine);
        target(&mut page);
        assert!(page.told().is_empty(), "{fine}");
    }
    // Relabelling can make them cross, too.
    let mut page = page_of("[t:甲‹乙]丙›");
    measure(&mut page);
    assert!(page.told().is_empty());
    target(&mut page);
    assert!(matches!(page.notice().what, Failure::Crosses { .. }));
}

#[test]
fn a_span_is_removed() {
    let selected = |page: &mut Page| drop(page.act(Action::Command(Command::Remove)));
    check("甲[*t:乙丙]丁", selected, "甲乙丙|丁");
    check("[m:甲[*t:乙]丙]", selected, "[m:甲乙|丙]");
    // Another one than the selected one, from the list.
    let other = |page: &mut Page| {
        let id = page
            .state
            .document()
            .unwrap()
            .spans
            .iter()
            .next()
            .unwrap()
            .id
            .clone();
        page.act(Action::Remove(id));
    };
    check("[t:甲][*m:乙]", other, "甲[*m:乙]");
    check_nothing("[t:甲]", Action::Remove(SpanId::new("gone")));
    check_nothing("[t:甲]|", Action::Command(Command::Remove));
}

#[track_caller]
fn check_move(before: &str, command: Command, after: &str) {
    let page = check(
        before,
        |page| drop(page.act(Action::Command(command))),
        after,
    );
    let span = page.state.selected_span().unwrap();
    if before != after {
        let reveal = page.state.reveal.as_ref().unwrap().range;
        assert!(reveal.start() == span.range.start() || reveal.start() == span.range.end());
    }
}

#[test]
fn ends_are_moved_by_what_a_reader_sees_as_a_character() {
    use Command::{EndBack, EndForward, StartBack, StartForward};
    check_move("甲[*t:乙]丙", StartBack, "[*t:甲乙]丙");
    check_move("甲[*t:乙]丙", EndForward, "甲[*t:乙丙]");
    check_move("[*t:甲乙]丙", StartForward, "甲[*t:乙]丙");
    check_move("甲[*t:乙丙]", EndBack, "甲[*t:乙]丙");
    check_move("[*t:甲]👨‍👩‍👧乙", EndForward, "[*t:甲👨‍👩‍👧]乙");
    check_move("[*t:甲👨‍👩‍👧]乙", EndBack, "[*t:甲]👨‍👩‍👧乙");
    check_move("e\u{301}[*t:甲]", StartBack, "[*t:e\u{301}甲]");
    check_move("甲\r\n[*t:乙]", StartBack, "甲[*t:\r\n乙]");
    check_move("[*t:𠀀甲]", StartForward, "𠀀[*t:甲]");
}

#[test]
fn ends_stop_at_each_other_and_at_the_ends_of_the_text() {
    for (text, end, direction) in [
        ("[*t:甲]乙", End::Start, Direction::Forward),
        ("[*t:甲]乙", End::Start, Direction::Back),
        ("[*t:👨‍👩‍👧]乙", End::End, Direction::Back),
        ("甲[*t:乙]", End::End, Direction::Forward),
        ("[t:甲]|乙", End::End, Direction::Forward),
        ("甲‹乙›", End::End, Direction::Forward),
    ] {
        check_nothing(text, Action::MoveEnd(end, direction));
    }
}

#[test]
fn a_correction_of_what_was_not_made_by_hand_is_noted() {
    let corrections: [fn(&mut Page); 2] = [
        |page| drop(page.act(Action::MoveEnd(End::End, Direction::Back))),
        |page| measure(page),
    ];
    for correct in corrections {
        let mut page = page_of("[*t:甲乙]丙");
        let mut file: serde_json::Value =
            serde_json::from_slice(&exporting::native(&mut page)).unwrap();
        file["documents"][0]["id"] = "suggested".into();
        file["documents"][0]["spans"][0]["origin"] = "rule:7".into();
        page.open(&[("乙.json", file.to_string().as_bytes())]);
        page.act(Action::Command(Command::Next));
        assert!(!page.state.selected_span().unwrap().edited);
        page.act(Action::Command(Command::Certainty));
        assert!(
            !page.state.selected_span().unwrap().edited,
            "a doubt is no correction"
        );
        correct(&mut page);
        assert!(page.state.selected_span().unwrap().edited);
    }
}

#[test]
fn certainty_is_switched_and_set() {
    let mut page = page_of("[*t:甲]乙");
    let sure = |page: &Page| page.state.selected_span().unwrap().certainty;
    page.act(Action::Command(Command::Certainty));
    assert_eq!(sure(&page), Certainty::Unsure);
    page.act(Action::Command(Command::Certainty));
    assert_eq!(sure(&page), Certainty::Sure);
    let id = page.state.selected_span().unwrap().id.clone();
    assert_eq!(
        page.act(Action::Certainty(id.clone(), Certainty::Sure))
            .len(),
        0
    );
    assert_eq!(page.act(Action::Certainty(id, Certainty::Unsure)).len(), 1);
    assert_eq!(sure(&page), Certainty::Unsure);
}
