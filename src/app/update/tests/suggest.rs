//! Suggestions: found beside the document, and decided on by one step each.

use reportmark_core::{
    model::{Document, SpanStatus},
    suggest::Rule,
};

use super::*;
use crate::app::{
    keys::Command,
    suggest::{Sieve, SuggestAction, Suggesting},
};

const TASK: &str = "推进园区扩能,力争新增规上企业20家(牵头单位:市经信局,协办单位:市财政局)。改造小区30个(牵头单位:市住建局)。";

fn suggest(page: &mut Page, action: SuggestAction) {
    page.act(Action::Suggest(action));
}

/// A page with suggestions for a text, all of them found.
fn page(text: &str) -> Page {
    let mut page = Page::empty();
    page.open(&[("a.txt", text.as_bytes())]);
    suggest(&mut page, SuggestAction::Switch);
    search(&mut page);
    page
}

/// Come back until nothing is left to be done.
fn search(page: &mut Page) {
    while page.state.is_continuing {
        page.act(Action::Continue);
    }
}

fn count(page: &Page) -> usize {
    page.state.suggesting.get().map_or(0, Suggesting::count)
}

fn document(page: &Page) -> &Document {
    page.state.document().unwrap()
}

/// Label, status and text of all spans of the document.
fn spans(page: &Page) -> Vec<String> {
    let document = document(page);
    let told = |span: &Arc<reportmark_core::model::Span>| {
        let status = match span.status {
            SpanStatus::Accepted => "+",
            SpanStatus::Suggested => "?",
            SpanStatus::Rejected => "-",
        };
        let text = document.text.slice(span.range);
        format!("{status}{} {text}", span.label.as_str())
    };
    document.spans.iter().map(told).collect()
}

fn selected(page: &Page) -> String {
    let span = page.state.selected_span().unwrap();
    document(page).text.slice(span.range).into()
}

#[test]
fn what_is_suggested_is_shown_and_is_in_no_document() {
    let page = page(TASK);
    assert_eq!(count(&page), 6);
    assert!(document(&page).spans.is_empty());
    assert_eq!(page.state.shown().unwrap().spans.len(), 6);
}

#[test]
fn accepting_goes_on_to_the_next_and_makes_blocks() {
    let mut page = page(TASK);
    suggest(&mut page, SuggestAction::Step(Direction::Forward));
    assert_eq!(selected(&page), "推进园区扩能");
    for _ in 0..4 {
        page.act(Action::TagHere);
    }
    assert_eq!(
        spans(&page),
        [
            "+measure 推进园区扩能",
            "+target 力争新增规上企业20家",
            "+party 市经信局",
            "+party 市财政局"
        ]
    );
    assert_eq!(selected(&page), "改造小区30个");
    let head = &document(&page).head;
    assert_eq!(head.blocks.len(), 1);
    let block = head.blocks.get(0).unwrap();
    assert_eq!((block.members.len(), block.parties.len()), (2, 2));
    let target = document(&page).spans.iter().nth(1).unwrap();
    assert_eq!(target.attributes["value"], 20);
    assert_eq!((&*target.origin, target.edited), ("rule:target-aim", false));
    for left in (0..4).rev() {
        page.act(Action::Undo);
        assert_eq!((spans(&page).len(), count(&page)), (left, 6 - left));
    }
    assert!(document(&page).head.blocks.is_empty());
}

#[test]
fn what_is_rejected_is_kept_and_does_not_come_back() {
    let mut page = page(TASK);
    suggest(&mut page, SuggestAction::Step(Direction::Forward));
    page.act(Action::Command(Command::Remove));
    assert_eq!(spans(&page), ["-measure 推进园区扩能"]);
    assert_eq!(
        (count(&page), selected(&page).as_str()),
        (5, "力争新增规上企业20家")
    );
    // Found anew, it is still decided.
    suggest(&mut page, SuggestAction::Switch);
    suggest(&mut page, SuggestAction::Switch);
    search(&mut page);
    assert_eq!(count(&page), 5);
}

#[test]
fn a_label_key_accepts_under_that_label() {
    let mut page = page(TASK);
    suggest(&mut page, SuggestAction::Step(Direction::Forward));
    page.label("target");
    assert_eq!(spans(&page), ["+target 推进园区扩能"]);
    assert!(document(&page).spans.iter().next().unwrap().edited);
    assert_eq!(count(&page), 5);
}

#[test]
fn an_end_is_corrected_before_it_is_accepted() {
    let mut page = page(TASK);
    suggest(&mut page, SuggestAction::Step(Direction::Forward));
    page.act(Action::Command(Command::EndBack));
    assert_eq!(spans(&page), ["?measure 推进园区扩"]);
    page.act(Action::TagHere);
    assert_eq!(spans(&page), ["+measure 推进园区扩"]);
    assert!(document(&page).spans.iter().next().unwrap().edited);
    page.act(Action::Undo);
    page.act(Action::Undo);
    page.act(Action::Undo);
    assert_eq!((spans(&page).len(), count(&page)), (0, 6));
}

#[test]
fn all_that_are_listed_are_decided_in_one_step() {
    let mut page = page(TASK);
    let sure = Sieve {
        least: 98,
        ..Sieve::default()
    };
    suggest(&mut page, SuggestAction::Sieve(sure));
    assert_eq!(count(&page), 4);
    suggest(&mut page, SuggestAction::AcceptAll);
    assert_eq!((spans(&page).len(), count(&page)), (4, 0));
    assert_eq!(document(&page).head.blocks.len(), 2);
    let rule = Sieve {
        rule: Rule::of_id("measure-verb"),
        ..Sieve::default()
    };
    suggest(&mut page, SuggestAction::Sieve(rule));
    suggest(&mut page, SuggestAction::RejectAll);
    assert_eq!(spans(&page).len(), 5);
    page.act(Action::Undo);
    page.act(Action::Undo);
    suggest(&mut page, SuggestAction::Sieve(Sieve::default()));
    assert_eq!((spans(&page).len(), count(&page)), (0, 6));
}

#[test]
fn the_surest_come_first_where_that_is_asked_for() {
    let mut page = page(TASK);
    let sieve = Sieve {
        surest_first: true,
        ..Sieve::default()
    };
    suggest(&mut page, SuggestAction::Sieve(sieve));
    suggest(&mut page, SuggestAction::Step(Direction::Forward));
    assert_eq!(selected(&page), "力争新增规上企业20家");
    suggest(&mut page, SuggestAction::Step(Direction::Forward));
    assert_eq!(selected(&page), "市经信局");
    suggest(&mut page, SuggestAction::Step(Direction::Back));
    assert_eq!(selected(&page), "力争新增规上企业20家");
}

#[test]
fn the_search_can_be_stopped_and_taken_up() {
    let mut page = Page::empty();
    let text = format!("{TASK}\n").repeat(600);
    page.open(&[("a.txt", text.as_bytes())]);
    search(&mut page);
    suggest(&mut page, SuggestAction::Switch);
    page.act(Action::Continue);
    suggest(&mut page, SuggestAction::Stop);
    search(&mut page);
    let some = count(&page);
    assert!(some > 0 && some < 3600, "{some}");
    suggest(&mut page, SuggestAction::GoOn);
    search(&mut page);
    assert_eq!(count(&page), 3600);
}

#[test]
fn a_click_selects_what_is_suggested() {
    let mut page = page(TASK);
    page.act(clicked(Offset::from_bytes("推".len())));
    assert_eq!(selected(&page), "推进园区扩能");
    assert!(page.state.is_offered());
    page.act(Action::Deselect);
    assert_eq!(spans(&page).len(), 0);
}

#[test]
fn spans_of_others_that_are_only_suggested_are_decided_alike() {
    let mut page = Page::empty();
    page.open(&[("a.txt", TASK.as_bytes())]);
    page.select(
        TextRange::between(Offset::ZERO, Offset::from_bytes("推进园区扩能".len())),
        false,
    );
    page.label("measure");
    let id = document(&page).spans.iter().next().unwrap().id.clone();
    page.act(Action::SelectSpan(id));
    // As a model would have it.
    let document = page.state.document().unwrap().clone();
    let mut own = reportmark_core::model::Span::clone(document.spans.iter().next().unwrap());
    own.status = SpanStatus::Suggested;
    let mut changed = Document::clone(&document);
    changed.spans.remove(&own.id);
    changed.spans.insert(Arc::new(own));
    page.state.project.documents = vec![Arc::new(changed)].into_iter().collect();
    page.act(Action::TagHere);
    assert_eq!(spans(&page), ["+measure 推进园区扩能"]);
}
