//! Finding, and tagging all that was found.

use super::*;
use crate::app::{
    FindAction::{self, *},
    FindOption, MOST_HITS, Matching, Outcome, Progress,
    keys::Command,
};
use reportmark_core::text::Offset;

fn find(page: &mut Page, action: FindAction) -> Vec<Effect> {
    page.act(Action::Find(action))
}

fn press(page: &mut Page, command: Command) -> Vec<Effect> {
    page.act(Action::Command(command))
}

/// Look for something in the panel, and come to its end.
fn look_for(page: &mut Page, phrase: &str) {
    press(page, Command::Find);
    find(page, Typing(true));
    find(page, Write(phrase.into()));
    come_to_end(page);
}

/// Go on with a search until it is through.
fn come_to_end(page: &mut Page) -> usize {
    let mut slices = 1;
    while page.state.find.progress == Progress::Running {
        find(page, GoOn(page.state.find.run));
        slices += 1;
    }
    slices
}

/// What was found, each with what is on either side of it and with its document.
fn hits(page: &Page) -> Vec<(String, usize)> {
    let find = &page.state.find;
    let hits = (0..find.hits.len()).map(|nth| {
        let (searched, range) = find.place(nth).unwrap();
        let document = page.state.project.document(&searched.document).unwrap();
        (document.head.name.to_string(), range.start().bytes())
    });
    hits.collect()
}

/// Three documents, of which the second is on the screen.
fn three() -> Page {
    let mut page = Page::empty();
    let texts: [(&str, &[u8]); 3] = [
        ("a", "甲,乙甲".as_bytes()),
        ("b", "丙".as_bytes()),
        ("c", "甲，乙".as_bytes()),
    ];
    for text in texts {
        page.open(&[text]);
    }
    let second = page.id("b");
    page.act(Action::Show(second));
    page.effects.clear();
    page
}

/// The regular expression that the page asks for last.
fn asked(effects: &[Effect]) -> Option<&Matching> {
    effects.iter().rev().find_map(|effect| match effect {
        Effect::Match(matching) => Some(matching.as_ref()),
        _ => None,
    })?
}

#[test]
fn what_is_typed_is_found_and_shown_but_not_selected_before_the_field_is_left() {
    let mut page = page_of("甲乙|甲丙甲");
    let effects = press(&mut page, Command::Find);
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Focus(Focus::Find)))
    );
    find(&mut page, Typing(true));
    let before = page.state.reveal.clone();
    find(&mut page, Write("甲".into()));
    assert_eq!(page.state.find.hits.len(), 3);
    assert_eq!(
        page.state.find.current,
        Some(1),
        "the first from the cursor"
    );
    assert_ne!(page.state.reveal, before);
    assert_eq!(page.marked(), "甲乙|甲丙甲");
    let effects = find(&mut page, Close);
    assert_eq!(page.marked(), "甲乙‹甲›丙甲");
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Focus(Focus::Reader)))
    );
    assert!(page.state.find.hits.is_empty());
}

#[test]
fn steps_go_from_hit_to_hit_and_around() {
    let mut page = page_of("甲乙甲丙甲|");
    look_for(&mut page, "甲");
    assert_eq!(page.state.find.current, Some(0), "around the end");
    let steps = [
        (Direction::Forward, 1),
        (Direction::Back, 0),
        (Direction::Back, 2),
        (Direction::Forward, 0),
    ];
    for (direction, expect) in steps {
        find(&mut page, Step(direction));
        assert_eq!(page.state.find.current, Some(expect));
    }
    // Outside the field, from the cursor.
    find(&mut page, Typing(false));
    assert_eq!(page.marked(), "‹甲›乙甲丙甲");
    page.select(TextRange::empty(Offset::from_bytes("甲乙甲".len())), false);
    press(&mut page, Command::FindPrevious);
    assert_eq!(page.marked(), "甲乙‹甲›丙甲");
    press(&mut page, Command::FindNext);
    assert_eq!(page.marked(), "甲乙甲丙‹甲›");
    page.select(TextRange::empty(Offset::ZERO), false);
    press(&mut page, Command::FindPrevious);
    assert_eq!(page.marked(), "甲乙甲丙‹甲›");
}

#[test]
fn a_step_without_a_panel_opens_it_with_what_was_looked_for_last() {
    let mut page = page_of("甲乙甲");
    look_for(&mut page, "甲");
    find(&mut page, Close);
    press(&mut page, Command::FindNext);
    assert!(page.state.find.open);
    assert_eq!(page.state.find.hits.len(), 2);
    assert!(Page::empty().act(Action::Command(Command::Find)).is_empty());
}

#[test]
fn the_panel_begins_with_what_is_selected() {
    let mut page = page_of("甲，乙‹甲，›");
    press(&mut page, Command::Find);
    assert_eq!(&*page.state.find.query.phrase, "甲");
    assert_eq!(page.state.find.current, Some(1));
    // Not with several lines, nor with a span.
    for text in ["‹甲\n乙›", "[*t:甲]乙"] {
        let mut page = page_of(text);
        press(&mut page, Command::Find);
        assert_eq!(&*page.state.find.query.phrase, "");
        assert_eq!(page.marked(), text);
    }
}

#[test]
fn every_occurrence_of_a_span_is_tagged_with_its_label() {
    let mut page = page_of("甲[*p:乙]丙乙乙");
    press(&mut page, Command::Occurrences);
    let state = &page.state.find;
    assert_eq!((&*state.query.phrase, state.hits.len()), ("乙", 3));
    assert_eq!(state.label, Some(LabelId::new("party")));
    assert_eq!(page.marked(), "甲[*p:乙]丙乙乙", "it is selected as a span");
    find(&mut page, Tag(LabelId::new("party")));
    assert_eq!(page.marked(), "甲[*p:乙]丙[p:乙][p:乙]");
    let expect = Outcome {
        tagged: true,
        spans: 2,
    };
    assert_eq!(page.state.find.outcome, Some(expect));

    let mut page = page_of("甲‹乙，›乙");
    press(&mut page, Command::Occurrences);
    assert_eq!(page.state.find.hits.len(), 2);
    assert_eq!(page.state.find.label, None);
    let mut page = page_of("甲|乙");
    press(&mut page, Command::Occurrences);
    assert_eq!(page.told(), [&Failure::NothingSelected]);
    assert!(!page.state.find.open);
}

#[test]
fn what_a_field_makes_of_line_ends_is_no_other_phrase() {
    let mut page = page_of("‹甲\r\n乙›甲\r\n乙");
    press(&mut page, Command::Occurrences);
    assert_eq!(page.state.find.hits.len(), 2);
    let run = page.state.find.run;
    find(&mut page, Write("甲\n乙".into()));
    assert_eq!((page.state.find.run, page.state.find.hits.len()), (run, 2));
}

#[test]
fn all_that_is_ticked_is_tagged_in_one_step_and_undone_in_one() {
    let mut page = page_of("甲乙甲丙甲丁甲");
    look_for(&mut page, "甲");
    find(&mut page, Tick(1, false));
    find(&mut page, Tick(9, false));
    assert_eq!(page.state.find.ticked(), 3);
    let effects = find(&mut page, Tag(LabelId::new("measure")));
    assert_eq!(effects.len(), 1, "one record");
    assert_eq!(page.marked(), "[m:甲]乙甲丙[m:甲]丁[m:甲]");
    assert!(find(&mut page, Tag(LabelId::new("measure"))).is_empty());
    assert_eq!(page.state.find.outcome.unwrap().spans, 0);
    page.act(Action::Undo);
    assert_eq!(page.state.document().unwrap().spans.len(), 0);
    page.act(Action::Redo);
    find(&mut page, TickAll(false));
    assert!(find(&mut page, Untag(None)).is_empty());
    find(&mut page, TickAll(true));
    find(&mut page, Untag(Some(LabelId::new("target"))));
    assert_eq!(
        page.state.document().unwrap().spans.len(),
        3,
        "none is a target"
    );
    find(&mut page, Untag(None));
    assert_eq!(page.state.document().unwrap().spans.len(), 0);
    assert_eq!(page.state.find.hits.len(), 4, "what was found stays");
    page.act(Action::Undo);
    assert_eq!(page.state.document().unwrap().spans.len(), 3);
}

#[test]
fn spans_that_cross_are_told() {
    let mut page = page_of("甲[t:乙丙]丁");
    look_for(&mut page, "甲乙");
    find(&mut page, Tag(LabelId::new("measure")));
    assert!(page.told().is_empty());
    find(&mut page, Tag(LabelId::new("target")));
    assert!(matches!(page.told()[..], [Failure::Crosses { .. }]));
}

#[test]
fn the_whole_project_is_one_step_too() {
    let mut page = three();
    look_for(&mut page, "甲，乙");
    assert_eq!(hits(&page), []);
    find(&mut page, Switch(FindOption::Everywhere));
    assert_eq!(hits(&page), [("a".into(), 0), ("c".into(), 0)]);
    assert_eq!(page.shown(), Some("b"), "nobody asked to leave");
    find(&mut page, Step(Direction::Forward));
    assert_eq!(page.shown(), Some("c"));
    find(&mut page, Step(Direction::Forward));
    assert_eq!(page.shown(), Some("a"));
    find(&mut page, Typing(false));
    assert_eq!(page.marked(), "‹甲,乙›甲");
    find(&mut page, Tag(LabelId::new("target")));
    let spans = |page: &Page| -> Vec<_> {
        let documents = page.state.project.documents.iter();
        documents.map(|document| document.spans.len()).collect()
    };
    assert_eq!(spans(&page), [1, 0, 1]);
    page.act(Action::Undo);
    assert_eq!(spans(&page), [0, 0, 0]);
    find(&mut page, Switch(FindOption::Exact));
    assert_eq!(hits(&page), [("c".into(), 0)]);
}

#[test]
fn the_search_keeps_up_with_the_documents() {
    let mut page = three();
    look_for(&mut page, "甲");
    assert_eq!(page.state.find.hits.len(), 0);
    let first = page.id("a");
    page.act(Action::Show(first));
    assert_eq!(
        page.state.find.hits.len(),
        2,
        "in the document on the screen"
    );
    assert_eq!(page.state.find.current, None);
    find(&mut page, Switch(FindOption::Everywhere));
    assert_eq!(page.state.find.hits.len(), 3);
    page.act(Action::Bin);
    assert_eq!(hits(&page), [("c".into(), 0)]);
    page.act(Action::Undo);
    assert_eq!(page.state.find.hits.len(), 3);
    page.open(&[("d", "丁甲".as_bytes())]);
    assert_eq!(page.state.find.hits.len(), 4);
    // Spans change nothing of what is found.
    let run = page.state.find.run;
    find(&mut page, Tag(LabelId::new("target")));
    assert_eq!(page.state.find.run, run);
    // Another encoding is another text.
    let reopened = super::history::reopened(&page);
    page.act(reopened);
    assert_ne!(page.state.find.run, run);
    for name in ["a", "b", "c", "d"] {
        let id = page.id(name);
        page.act(Action::Show(id));
        page.act(Action::Bin);
    }
    while page.state.document().is_some() {
        page.act(Action::Bin);
    }
    assert!(!page.state.find.open);
}

#[test]
fn a_long_text_is_looked_through_in_slices() {
    let mut page = Page::empty();
    let text = "目标甲乙。\n".repeat(110_000);
    page.open(&[("a", text.as_bytes())]);
    press(&mut page, Command::Find);
    let effects = find(&mut page, Write("甲乙。".into()));
    assert!(
        matches!(
            effects[..],
            [Effect::Match(None), Effect::Later(0, GoOn(_))]
        ),
        "{effects:?}"
    );
    assert!(
        find(&mut page, Tag(LabelId::new("target"))).is_empty(),
        "not all is known"
    );
    let first = page.state.find.current;
    assert_eq!(first, Some(0), "what is found first is shown at once");
    assert!(come_to_end(&mut page) > 1);
    assert_eq!(page.state.find.hits.len(), MOST_HITS);
    assert_eq!(page.state.find.progress, Progress::Full);
    // A slice of an older search changes nothing.
    let old = page.state.find.run;
    find(&mut page, Write("无".into()));
    find(&mut page, GoOn(old));
    come_to_end(&mut page);
    assert_eq!(
        (page.state.find.hits.len(), &page.state.find.progress),
        (0, &Progress::Done)
    );
}

#[test]
fn hits_are_told_by_where_they_are() {
    let mut page = three();
    look_for(&mut page, "甲");
    find(&mut page, Switch(FindOption::Everywhere));
    let state = &page.state.find;
    let range = |from: usize, to: usize| {
        TextRange::between(Offset::from_bytes(from), Offset::from_bytes(to))
    };
    assert_eq!(state.of_document(&page.id("a")), 0..2);
    assert_eq!(state.of_document(&page.id("b")), 2..2);
    assert_eq!(state.of_document(&page.id("c")), 2..3);
    assert_eq!(state.of_document(&DocumentId::new("other")), 0..0);
    assert_eq!(state.hits_in(&page.id("a"), range(0, 99)), 0..2);
    assert_eq!(state.hits_in(&page.id("a"), range(3, 8)), 1..2);
    assert_eq!(state.hits_in(&page.id("a"), range(3, 7)), 1..1);
    assert_eq!(state.hits_in(&page.id("c"), range(2, 3)), 2..3);
}

#[test]
fn regular_expressions_are_looked_for_outside() {
    let mut page = three();
    look_for(&mut page, "甲");
    find(&mut page, Switch(FindOption::Everywhere));
    let effects = find(&mut page, Switch(FindOption::Regex));
    let matching = asked(&effects).unwrap().clone();
    assert_eq!(
        (&*matching.pattern, matching.exact, matching.texts.len()),
        ("甲", false, 3)
    );
    let first = TextRange::between(Offset::ZERO, Offset::from_bytes(3));
    let run = matching.run;
    let matched = |run, nth| Matched {
        run,
        nth,
        ranges: vec![first],
    };
    find(&mut page, matched(run - 1, 0));
    assert_eq!(hits(&page), [], "of an older search");
    find(&mut page, matched(run, 0));
    find(&mut page, matched(run, 2));
    assert_eq!(hits(&page), [("a".into(), 0), ("c".into(), 0)]);
    assert_eq!(page.state.find.progress, Progress::Running);
    let effects = find(&mut page, Ended(run, Progress::Done));
    assert!(asked(&effects).is_none());
    assert_eq!(page.state.find.progress, Progress::Done);
    find(&mut page, matched(run, 2));
    assert_eq!(page.state.find.hits.len(), 2, "it has ended");

    // What went wrong is said; what was found until then stays.
    find(&mut page, Write("(".into()));
    let run = page.state.find.run;
    find(&mut page, matched(run, 0));
    find(&mut page, Ended(run, Progress::Slow));
    assert_eq!(page.state.find.hits.len(), 1);
    assert_eq!(page.state.find.progress, Progress::Slow);
    let effects = find(&mut page, Close);
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Match(None)))
    );
}

#[test]
fn a_regular_expression_is_waited_for_while_it_reports() {
    let mut page = page_of("甲");
    find(&mut page, Open);
    find(&mut page, Switch(FindOption::Regex));
    let due = |effects: &[Effect]| match effects.last() {
        Some(Effect::Later(_, due)) => due.clone(),
        other => panic!("{other:?}"),
    };
    let first = due(&find(&mut page, Write("甲|乙".into())));
    let report = Matched {
        run: page.state.find.run,
        nth: 0,
        ranges: vec![],
    };
    let second = due(&find(&mut page, report));
    find(&mut page, first);
    assert_eq!(page.state.find.progress, Progress::Running);
    let effects = find(&mut page, second);
    assert_eq!(page.state.find.progress, Progress::Slow);
    assert!(matches!(effects[..], [Effect::Match(None)]));
}

#[test]
fn a_pattern_that_is_emptied_ends_its_search() {
    let mut page = page_of("甲");
    look_for(&mut page, "甲");
    find(&mut page, Switch(FindOption::Regex));
    let run = page.state.find.run;
    let effects = find(&mut page, Write(String::new()));
    assert!(matches!(effects[..], [Effect::Match(None)]));
    find(&mut page, Ended(run, Progress::Slow));
    assert_eq!(page.state.find.progress, Progress::Done);
}

#[test]
fn the_list_keeps_the_focus_and_the_current_hit() {
    let mut page = Page::empty();
    page.open(&[("a", "甲乙".repeat(300).as_bytes())]);
    look_for(&mut page, "甲");
    find(&mut page, Typing(false));
    for action in [StepInList(Direction::Back), Choose(150)] {
        let effects = find(&mut page, action);
        assert!(matches!(effects[..], [Effect::Focus(Focus::Hit)]));
        let state = &page.state.find;
        let drawn = state.listed..state.listed + 40;
        assert!(drawn.contains(&state.current.unwrap()));
        assert_eq!(
            page.state.taggable(),
            state.place(state.current.unwrap()).map(|(_, range)| range)
        );
    }
    find(&mut page, Listed(60));
    assert_eq!(page.state.find.listed, 60);
    assert!(find(&mut page, Choose(300)).len() == 1, "there is none");
    assert_eq!(page.state.find.current, Some(150));
}

#[test]
fn what_is_tagged_at_once_says_what_its_text_does_as_it_would_alone() {
    const TEXT: &str = "一、2025年工作回顾\n新增企业5家。\n二、2026年主要任务\n新增企业5家。\n";
    let mut page = page_of(TEXT);
    look_for(&mut page, "新增企业5家");
    let before = page.state.project.clone();
    find(&mut page, Tag(LabelId::new("target")));
    let spans: Vec<_> = page
        .state
        .document()
        .unwrap()
        .spans
        .iter()
        .cloned()
        .collect();
    assert_eq!(spans.len(), 2);
    for span in &spans {
        assert_eq!(span.attributes.get("value"), Some(&5.into()), "{span:?}");
        assert!(span.slots.iter().any(|slot| &*slot.name == "unit"));
    }
    let deadlines: Vec<_> = spans
        .iter()
        .map(|span| span.attributes.get("period"))
        .collect();
    assert_eq!(deadlines, [Some(&"2025".into()), Some(&"2026".into())]);
    page.act(Action::Undo);
    assert_eq!(page.state.project, before);
}
