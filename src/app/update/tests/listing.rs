//! The list of annotations: filter, order, picking, and edits of many at once; outlines.

use super::*;
use crate::app::{
    keys::Command,
    listing::{Facet, Filter, ListAction, Order, Pick, Step},
};
use reportmark_core::{
    change::Intent,
    model::{Certainty, Span, SpanStatus},
    text::Offset,
};

fn list(page: &mut Page, action: ListAction) {
    page.act(Action::List(action));
}

fn pick(page: &mut Page, nth: usize, how: Pick) {
    let id = page.state.listing.row(nth).map(|span| span.id.clone());
    list(
        page,
        ListAction::Pick(id.unwrap_or_else(|| SpanId::new("gone")), how),
    );
}

fn filter(page: &mut Page, filter: Filter) {
    list(page, ListAction::Filter(filter));
}

fn of_label(label: &str) -> Filter {
    Filter {
        label: Some(LabelId::new(label)),
        ..Filter::default()
    }
}

fn of_phrase(phrase: &str) -> Filter {
    Filter {
        phrase: phrase.into(),
        ..Filter::default()
    }
}

/// What the rows quote, in order; each that is picked with a star.
fn rows(page: &Page) -> String {
    let document = page.state.document().unwrap();
    let listing = &page.state.listing;
    let rows = (0..listing.len()).map(|nth| {
        let star = if listing.is_picked(nth) { "*" } else { "" };
        let span = listing.row(nth).unwrap();
        assert_eq!(listing.row_of(span), Some(nth));
        format!("{star}{}", document.text.slice(span.range))
    });
    rows.collect::<Vec<_>>().join(" ")
}

/// Let the page do all that takes long, in as many steps as it asks for.
fn finish(page: &mut Page) -> usize {
    let mut steps = 0;
    while page.state.is_continuing {
        page.act(Action::Continue);
        steps += 1;
    }
    steps
}

#[test]
fn a_filter_lists_what_is_all_of_it() {
    let mut page = page_of("[t:甲5Ｇ][m:乙（一）][t:丙][p:丁]");
    assert_eq!(rows(&page), "甲5Ｇ 乙（一） 丙 丁");
    filter(&mut page, of_label("target"));
    assert_eq!(rows(&page), "甲5Ｇ 丙");
    filter(&mut page, of_phrase("5g"));
    assert_eq!(rows(&page), "甲5Ｇ");
    filter(&mut page, of_phrase("(一)"));
    assert_eq!(rows(&page), "乙（一）");
    let both = Filter {
        label: Some(LabelId::new("target")),
        ..of_phrase("乙")
    };
    filter(&mut page, both);
    assert_eq!(rows(&page), "");
    assert!(page.state.listing.is_empty() && page.state.listing.is_complete());
    filter(&mut page, Filter::default());
    assert_eq!(rows(&page), "甲5Ｇ 乙（一） 丙 丁");
}

#[test]
fn notes_and_what_is_said_of_an_annotation_are_filtered_by() {
    let mut page = page_of("[t:甲][m:乙][t:丙]");
    pick(&mut page, 1, Pick::Only);
    let id = page.state.selected_span().unwrap().id.clone();
    page.act(Action::Note(id.clone(), "核对口径".into()));
    page.act(Action::Certainty(id, Certainty::Unsure));
    for (facet, expect) in [
        (Facet::Accepted, "甲 *乙 丙"),
        (Facet::Unsure, "乙"),
        (Facet::Noted, "乙"),
        (Facet::Suggested, ""),
        (Facet::Rejected, ""),
    ] {
        let facet = Some(facet);
        filter(
            &mut page,
            Filter {
                facet,
                ..Filter::default()
            },
        );
        assert_eq!(rows(&page).replace('*', ""), expect.replace('*', ""));
    }
    filter(&mut page, of_phrase("口径"));
    assert_eq!(rows(&page), "乙");
}

#[test]
fn a_filter_stays_while_annotations_come_go_and_change() {
    let mut page = page_of("[t:甲]乙[m:丙]丁");
    filter(&mut page, of_label("target"));
    let text = |from: &str, len: usize| {
        let start = "甲乙丙丁".find(from).unwrap();
        TextRange::between(Offset::from_bytes(start), Offset::from_bytes(start + len))
    };
    page.select(text("乙", 3), true);
    page.label("target");
    assert_eq!(rows(&page), "甲 乙");
    page.label("measure");
    assert_eq!(rows(&page), "甲");
    page.act(Action::Undo);
    assert_eq!(rows(&page), "甲 乙");
    page.act(Action::Command(Command::Remove));
    assert_eq!(rows(&page), "甲");
    // Another document is listed by the same filter.
    page.open(&[("乙.txt", "戊".as_bytes())]);
    assert_eq!(rows(&page), "");
    page.select(
        TextRange::between(Offset::ZERO, Offset::from_bytes(3)),
        true,
    );
    page.label("target");
    assert_eq!(rows(&page), "戊");
}

#[test]
fn rows_are_picked_alone_one_by_one_and_from_to() {
    let mut page = page_of("[t:甲][m:乙][t:丙][p:丁][r:戊]");
    pick(&mut page, 1, Pick::Only);
    assert_eq!(rows(&page), "甲 *乙 丙 丁 戊");
    pick(&mut page, 3, Pick::Extend);
    assert_eq!(rows(&page), "甲 *乙 *丙 *丁 戊");
    pick(&mut page, 0, Pick::Extend);
    assert_eq!(rows(&page), "*甲 *乙 丙 丁 戊");
    pick(&mut page, 4, Pick::Toggle);
    assert_eq!(rows(&page), "*甲 *乙 丙 丁 *戊");
    pick(&mut page, 0, Pick::Toggle);
    assert_eq!(rows(&page), "甲 *乙 丙 丁 *戊");
    list(&mut page, ListAction::PickAll);
    assert_eq!(rows(&page), "*甲 *乙 *丙 *丁 *戊");
    list(&mut page, ListAction::PickOne);
    assert_eq!(rows(&page), "甲 乙 丙 丁 戊");
    // The one that is selected in the text is where picking begins.
    page.act(Action::Command(Command::Next));
    let at = page
        .state
        .listing
        .row_of(page.state.selected_span().unwrap());
    pick(&mut page, 4, Pick::Extend);
    assert_eq!(page.state.listing.picked(), 5 - at.unwrap());
    // What is gone since it was drawn is no row.
    let before = page.state.listing.picked();
    pick(&mut page, 9, Pick::Only);
    assert_eq!(page.state.listing.picked(), before);
}

#[test]
fn the_last_one_picked_can_be_let_go() {
    let mut page = page_of("[t:甲][m:乙]");
    pick(&mut page, 1, Pick::Only);
    pick(&mut page, 1, Pick::Toggle);
    assert_eq!(rows(&page), "甲 乙");
    assert_eq!(page.state.selected_span(), None);
}

#[test]
fn picking_ends_when_something_else_is_selected_or_the_list_changes() {
    let ends = |what: &dyn Fn(&mut Page)| {
        let mut page = page_of("[t:甲][m:乙][t:丙]丁");
        pick(&mut page, 0, Pick::Only);
        pick(&mut page, 1, Pick::Extend);
        assert_eq!(page.state.listing.picked(), 2);
        what(&mut page);
        assert!(page.state.listing.picked() < 2);
    };
    ends(&|page| drop(page.act(Action::Deselect)));
    ends(&|page| drop(page.act(clicked(Offset::from_bytes(6)))));
    ends(&|page| drop(page.act(Action::Command(Command::Next))));
    ends(&|page| drop(page.act(Action::Undo)));
    ends(&|page| filter(page, of_label("target")));
    ends(&|page| list(page, ListAction::Order(Order::Created)));
    ends(&|page| drop(page.open(&[("乙.txt", "戊".as_bytes())])));
}

#[test]
fn many_are_relabelled_as_one_step_and_stay_picked() {
    let mut page = page_of("[t:甲][m:乙][p:丙][r:丁]");
    pick(&mut page, 0, Pick::Only);
    pick(&mut page, 2, Pick::Extend);
    let effects = page.label("result");
    assert!(
        matches!(&effects[..], [Effect::Append(record), ..] if record.transaction.intent == Intent::Relabel)
    );
    assert_eq!(page.marked().replace('*', ""), "[r:甲][r:乙][r:丙][r:丁]");
    assert_eq!(page.state.listing.picked(), 3);
    page.act(Action::Command(Command::Label(LabelId::new("measure"))));
    assert_eq!(page.marked().replace('*', ""), "[m:甲][m:乙][m:丙][r:丁]");
    page.act(Action::Undo);
    page.act(Action::Undo);
    assert_eq!(page.marked().replace('*', ""), "[t:甲][m:乙][p:丙][r:丁]");
}

#[test]
fn twins_and_crossings_of_many_are_told() {
    let mut page = page_of("[t:[m:甲]]乙[p:丙]");
    list(&mut page, ListAction::PickAll);
    page.label("target");
    assert_eq!(page.told(), [&Failure::Twins(1)]);
    assert_eq!(page.state.document().unwrap().spans.len(), 3);

    let mut page = page_of("甲乙丙");
    for (from, to, label) in [(0, 6, "target"), (3, 9, "measure")] {
        let range = TextRange::between(Offset::from_bytes(from), Offset::from_bytes(to));
        page.select(range, true);
        page.label(label);
    }
    list(&mut page, ListAction::PickAll);
    page.label("party");
    assert!(matches!(page.notice().what, Failure::Crosses { .. }));
    // Nothing to do is nothing done.
    assert!(page.label("party").is_empty());
}

#[test]
fn many_are_removed_as_one_step() {
    let mut page = page_of("[t:甲][m:乙][p:丙][r:丁]");
    pick(&mut page, 0, Pick::Only);
    pick(&mut page, 2, Pick::Toggle);
    pick(&mut page, 3, Pick::Toggle);
    let effects = page.act(Action::Command(Command::Remove));
    assert!(matches!(
        &effects[..],
        [Effect::Append(_), Effect::Focus(_)]
    ));
    assert_eq!(page.marked().replace('|', ""), "甲[m:乙]丙丁");
    page.act(Action::Undo);
    assert_eq!(page.marked().replace('*', ""), "[t:甲][m:乙][p:丙][r:丁]");
}

#[test]
fn what_is_for_one_is_not_done_to_one_of_many() {
    let mut page = page_of("甲[t:乙][m:丙]丁");
    list(&mut page, ListAction::PickAll);
    for command in [
        Command::StartBack,
        Command::EndForward,
        Command::StartBackClause,
        Command::Widen,
        Command::Split,
        Command::Certainty,
        Command::Note,
    ] {
        assert!(page.act(Action::Command(command)).is_empty());
    }
    assert_eq!(page.marked().replace('*', ""), "甲[t:乙][m:丙]丁");
}

/// A project of one document with so many spans of three characters, some of them longer.
fn many(count: usize) -> Page {
    let text = "增长5".repeat(count);
    let spans: Vec<String> = (0..count)
        .map(|nth| {
            let label = ["target", "measure", "party", "result"][nth % 4];
            let status = ["accepted", "suggested", "rejected"][nth % 3];
            let (start, end) = (nth * 3, (nth * 3 + 2 + nth % 2).min(count * 3));
            let (minute, second) = (nth * 7 % 3600 / 60, nth * 7 % 60);
            format!(
                r#"{{"id": "s{nth}", "label": "{label}", "start": {start}, "end": {end}, "status": "{status}",
                    "created_at": "2026-03-01T08:{minute:02}:{second:02}Z"}}"#
            )
        })
        .collect();
    let file = format!(
        r#"{{"format": "reportmark", "version": 1,
            "documents": [{{"id": "d", "name": "d", "text": "{text}", "spans": [{}]}}]}}"#,
        spans.join(",")
    );
    let mut page = Page::empty();
    page.open(&[("many.json", file.as_bytes())]);
    finish(&mut page);
    page
}

/// What the list should be, the slow way.
fn naive(page: &Page, passes: &dyn Fn(&Span) -> bool, time: bool) -> Vec<SpanId> {
    let spans = &page.state.document().unwrap().spans;
    let mut all: Vec<_> = spans.iter().filter(|span| passes(span)).collect();
    if time {
        all.sort_by_key(|span| std::cmp::Reverse(span.created_at.as_ref().unwrap().milliseconds()));
    }
    all.into_iter().map(|span| span.id.clone()).collect()
}

#[test]
fn a_long_list_is_made_in_steps_and_agrees_with_a_naive_one() {
    let mut page = many(20_000);
    let listed = |page: &Page| -> Vec<SpanId> {
        let listing = &page.state.listing;
        (0..listing.len())
            .step_by(97)
            .map(|nth| {
                let span = listing.row(nth).unwrap();
                assert_eq!(listing.row_of(span), Some(nth));
                span.id.clone()
            })
            .collect()
    };
    let every = |all: Vec<SpanId>| -> Vec<SpanId> { all.into_iter().step_by(97).collect() };
    for order in [Order::Position, Order::Created] {
        list(&mut page, ListAction::Order(order));
        let mut seed = 1_usize;
        for round in 0..12 {
            let wanted = of_label(["target", "party"][round % 2]);
            if round % 3 == 0 {
                filter(&mut page, wanted);
                assert!(finish(&mut page) > 0, "it takes more than one step");
            }
            // Changes here and there, now few and now many.
            for _ in 0..if round % 4 == 3 { 700 } else { 5 } {
                seed = seed * 1_103_515_245 % 2_147_483_647 + 12_345;
                let id = SpanId::new(&format!("s{}", seed % 20_000));
                if page.state.document().unwrap().spans.get(&id).is_some() {
                    page.act(Action::SelectSpan(id.clone()));
                    match seed % 3 {
                        0 => drop(page.act(Action::Remove(id))),
                        nth => drop(page.label(["target", "party"][nth - 1])),
                    }
                    assert!(!page.state.is_continuing, "a change costs what changed");
                }
            }
            let label = page.state.listing.filter().label.clone();
            let passes = |span: &Span| Some(&span.label) == label.as_ref();
            let expect = naive(&page, &passes, order == Order::Created);
            assert_eq!(page.state.listing.len(), expect.len());
            assert_eq!(listed(&page), every(expect));
        }
    }
}

#[test]
fn changes_while_the_list_is_made_are_in_it() {
    let mut page = many(30_000);
    list(&mut page, ListAction::Order(Order::Created));
    let facet = Some(Facet::Accepted);
    filter(
        &mut page,
        Filter {
            facet,
            ..Filter::default()
        },
    );
    while page.state.is_continuing {
        assert!(!page.state.listing.is_complete());
        for id in ["s3", "s29997"].map(SpanId::new) {
            page.act(Action::SelectSpan(id.clone()));
            page.act(Action::Certainty(id.clone(), Certainty::Unsure));
            page.act(Action::Certainty(id, Certainty::Sure));
        }
        page.act(Action::Continue);
    }
    let expect = naive(&page, &|span| span.status == SpanStatus::Accepted, true);
    let listing = &page.state.listing;
    let rows: Vec<_> = (0..listing.len())
        .map(|nth| listing.row(nth).unwrap().id.clone())
        .collect();
    assert_eq!(rows, expect);
}

#[test]
fn very_many_are_relabelled_and_brought_back() {
    let mut page = many(20_000);
    let before = page.state.project.clone();
    list(&mut page, ListAction::PickAll);
    assert_eq!(page.state.listing.picked(), 20_000);
    page.label("measure");
    let spans = &page.state.document().unwrap().spans;
    assert!(
        spans
            .iter()
            .all(|span| span.label == LabelId::new("measure"))
    );
    page.act(Action::Undo);
    assert_eq!(page.state.project, before);
    filter(&mut page, of_label("party"));
    finish(&mut page);
    list(&mut page, ListAction::PickAll);
    page.act(Action::Command(Command::Remove));
    assert_eq!(page.state.document().unwrap().spans.len(), 15_000);
    page.act(Action::Undo);
    assert_eq!(page.state.project, before);
}

#[test]
fn outlines_are_made_in_steps_once_for_each_text() {
    let mut page = Page::empty();
    let long = "一、甲\n正文正文正文正文。\n".repeat(50_000);
    page.open(&[("甲.txt", long.as_bytes())]);
    let text = Arc::clone(&page.state.document().unwrap().text);
    assert!(page.state.outlines.of(&text).is_none());
    assert!(finish(&mut page) > 1);
    let outline = Arc::clone(page.state.outlines.of(&text).unwrap());
    assert_eq!(outline.headings().len(), 50_000);
    page.open(&[("乙.txt", "一、乙".as_bytes())]);
    let short = Arc::clone(&page.state.document().unwrap().text);
    assert_eq!(page.state.outlines.of(&short).unwrap().headings().len(), 1);
    page.act(Action::Show(page.id("甲.txt")));
    assert!(!page.state.is_continuing);
    assert!(Arc::ptr_eq(
        page.state.outlines.of(&text).unwrap(),
        &outline
    ));
}

#[test]
fn going_somewhere_shows_it_at_the_top() {
    let mut page = page_of("甲\n[t:乙]\n丙");
    let at = Offset::from_bytes("甲\n乙\n".len());
    page.act(Action::GoTo(at));
    assert_eq!(page.marked(), "甲\n[t:乙]\n|丙");
    let reveal = page.state.reveal.clone().unwrap();
    assert_eq!((reveal.range.start(), reveal.top), (at, Some(0)));
    page.act(Action::ScrollTo(Offset::ZERO));
    assert_eq!(page.marked(), "甲\n[t:乙]\n|丙", "the cursor stays");
    assert!(page.state.reveal.unwrap().number > reveal.number);
}

#[test]
fn keys_lead_from_the_selected_row_or_from_what_is_in_view() {
    let mut page = page_of("[t:甲]乙[t:丙]丁[t:戊]己[t:庚]");
    page.act(Action::Deselect);
    let mut go = |step, how| {
        list(&mut page, ListAction::Go(step, how));
        let selected = page.state.selected_span();
        let row = selected.and_then(|span| page.state.listing.row_of(span));
        (row, page.state.listing.picked())
    };
    assert_eq!(go(Step::Down(0), Pick::Only), (Some(0), 1));
    // Two at once, before anything is drawn.
    go(Step::Down(1), Pick::Only);
    assert_eq!(go(Step::Down(1), Pick::Only), (Some(2), 1));
    assert_eq!(go(Step::Up(9), Pick::Only), (Some(0), 1));
    assert_eq!(go(Step::Last, Pick::Only), (Some(3), 1));
    assert_eq!(go(Step::Down(1), Pick::Only), (Some(3), 1));
    assert_eq!(go(Step::First, Pick::Only), (Some(0), 1));
    assert_eq!(go(Step::Down(1), Pick::Extend), (Some(1), 2));
}
