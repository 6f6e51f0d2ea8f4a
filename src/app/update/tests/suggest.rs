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
    // What is known of the document, then its first stretch.
    page.act(Action::Continue);
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

/// What is listed, by its text.
fn listed(page: &Page) -> Vec<String> {
    let own = page.state.suggesting.get().unwrap();
    let text = &document(page).text;
    let rows = own.rows(0, usize::MAX);
    rows.map(|own| text.slice(own.range).into()).collect()
}

const FIRST: &str = "泽水投开展管网改造。";
const SECOND: &str = "泽水投实施泵站扩建。大力推进绿化。";

/// A page with two documents, of which the first teaches a name; the second is on the screen.
fn taught() -> Page {
    let mut page = Page::empty();
    page.open(&[("a.txt", FIRST.as_bytes()), ("b.txt", SECOND.as_bytes())]);
    suggest(&mut page, SuggestAction::Switch);
    search(&mut page);
    page
}

fn show(page: &mut Page, nth: usize) {
    let id = page.state.project.documents[nth].id().clone();
    page.act(Action::Show(id));
    search(page);
}

#[test]
fn a_name_that_is_accepted_is_known_in_the_other_documents() {
    let mut page = taught();
    show(&mut page, 1);
    assert_eq!(listed(&page), ["大力推进绿化"]);
    show(&mut page, 0);
    let end = Offset::from_bytes("泽水投".len());
    page.select(TextRange::between(Offset::ZERO, end), true);
    page.label("party");
    search(&mut page);
    // Here as well, where it does something itself.
    assert!(
        listed(&page).contains(&"泽水投开展管网改造".into()),
        "{:?}",
        listed(&page)
    );
    show(&mut page, 1);
    assert_eq!(
        listed(&page),
        ["泽水投实施泵站扩建", "泽水投", "大力推进绿化"]
    );
    page.act(Action::Undo);
    show(&mut page, 1);
    assert_eq!(listed(&page), ["大力推进绿化"]);
}

#[test]
fn what_is_rejected_does_not_come_back_in_the_same_context() {
    let text = "大力推进城乡绿化工程。".as_bytes();
    let mut page = Page::empty();
    page.open(&[("a.txt", text), ("b.txt", text)]);
    suggest(&mut page, SuggestAction::Switch);
    search(&mut page);
    show(&mut page, 1);
    assert_eq!(count(&page), 1);
    show(&mut page, 0);
    suggest(&mut page, SuggestAction::Step(Direction::Forward));
    page.act(Action::Command(Command::Remove));
    search(&mut page);
    show(&mut page, 1);
    assert_eq!(count(&page), 0);
    page.act(Action::Undo);
    show(&mut page, 1);
    assert_eq!(count(&page), 1);
}

#[test]
fn a_rejection_counts_for_what_is_listed_at_once() {
    let mut page = page("大力推进城乡绿化工程。\n大力推进城乡绿化工程。\n抓好城乡水利建设工作。");
    assert_eq!(count(&page), 3);
    suggest(&mut page, SuggestAction::Pick(1));
    page.act(Action::Command(Command::Remove));
    search(&mut page);
    assert_eq!(listed(&page), ["抓好城乡水利建设工作"]);
    page.act(Action::Undo);
    search(&mut page);
    assert_eq!(count(&page), 3);
}

#[test]
fn decisions_move_the_confidence_of_their_rule() {
    let mut page = page(TASK);
    let sure = |page: &Page| {
        let own = page.state.suggesting.get().unwrap();
        let rule = Rule::of_id("measure-verb").unwrap();
        (own.teaching.tally(rule), own.teaching.confidence(rule))
    };
    let before = sure(&page);
    assert_eq!(before.0.decided(), 0);
    suggest(&mut page, SuggestAction::Step(Direction::Forward));
    page.act(Action::Command(Command::Remove));
    search(&mut page);
    let after = sure(&page);
    assert_eq!((after.0.rejected, after.0.decided()), (1, 1));
    assert!(after.1 < before.1);
    page.act(Action::Undo);
    search(&mut page);
    assert_eq!(sure(&page), before);
}

/// Put rules in force as the dialog does.
fn set_rules(page: &mut Page, scheme: reportmark_core::scheme::Scheme) {
    page.act(Action::Detail(Box::new(crate::app::Detail::SetRules(
        scheme,
    ))));
    search(page);
}

#[test]
fn rules_are_switched_off_and_undone() {
    use reportmark_core::suggest::rulebook::with_switched;
    let mut page = page(TASK);
    suggest(&mut page, SuggestAction::Rules);
    assert_eq!(page.state.dialog, Some(crate::app::Dialog::Rules));
    let scheme = with_switched(&page.state.project.scheme, "party-label", false);
    set_rules(&mut page, scheme);
    assert_eq!(count(&page), 3);
    assert_eq!(page.state.dialog, Some(crate::app::Dialog::Rules));
    page.act(Action::CloseDialog);
    page.act(Action::Undo);
    search(&mut page);
    assert_eq!(count(&page), 6);
}

#[test]
fn own_rules_suggest_once_they_are_on_and_say_so() {
    use reportmark_core::{
        scheme::LabelId,
        suggest::rulebook::{OwnRule, free_id, with_own},
    };
    let mut page = page("链长负责调度。");
    let scheme = &page.state.project.scheme;
    let mut rule = OwnRule {
        id: free_id(scheme, |_| false).as_str().into(),
        name: "链长".into(),
        label: LabelId::new("party"),
        role: "leader".into(),
        words: vec!["链长".into()],
        pattern: "".into(),
        on: false,
        extra: serde_json::Map::new(),
    };
    let off = with_own(scheme, &rule);
    rule.on = true;
    let on = with_own(&off, &rule);
    set_rules(&mut page, off);
    assert!(!listed(&page).contains(&"链长".into()));
    set_rules(&mut page, on);
    let row = listed(&page).iter().position(|own| own == "链长").unwrap();
    suggest(&mut page, SuggestAction::Pick(row));
    page.act(Action::TagHere);
    let span = document(&page)
        .spans
        .iter()
        .find(|own| own.label.as_str() == "party");
    let span = span.unwrap();
    assert_eq!(&*span.origin, "rule:own-1");
    assert_eq!(span.attributes["role"], "leader");
}

#[test]
fn undecided_ones_come_into_the_document_when_asked_for() {
    let mut page = page(TASK);
    suggest(&mut page, SuggestAction::KeepAll);
    assert_eq!(spans(&page).len(), 6);
    assert!(spans(&page).iter().all(|own| own.starts_with('?')));
    page.act(Action::Undo);
    search(&mut page);
    assert_eq!((spans(&page).len(), count(&page)), (0, 6));
}

#[test]
fn another_tense_is_looked_at_where_it_is() {
    let text = "一、过去一年\n新增企业20家。\n二、今年安排\n新增企业30家。";
    let mut page = page(text);
    let label = |page: &Page, nth: usize| {
        let own = page.state.suggesting.get().unwrap();
        own.rows(nth, 1).next().unwrap().kind
    };
    let before = (label(&page, 0), label(&page, 1));
    page.act(Action::Command(Command::Tense));
    search(&mut page);
    let after = (label(&page, 0), label(&page, 1));
    assert_ne!(before.0, after.0);
    assert_eq!(before.1, after.1);
    page.act(Action::Undo);
    search(&mut page);
    assert_eq!((label(&page, 0), label(&page, 1)), before);
}

#[test]
fn the_section_is_that_of_the_cursor_wherever_it_goes() {
    let text = "改造道路3条。\n一、工业\n新建厂房2座。改造车间5个。\n二、农业\n新建泵站2座。";
    let mut page = page(text);
    let all = count(&page);
    let sieve = Sieve {
        in_section: true,
        ..Sieve::default()
    };
    suggest(&mut page, SuggestAction::Sieve(sieve));
    assert_eq!(listed(&page), ["改造道路3条"]);
    let at = |page: &Page, part: &str| {
        Offset::from_bytes(document(page).text.as_str().find(part).unwrap())
    };
    let go = at(&page, "车间");
    page.act(Action::GoTo(go));
    assert_eq!(listed(&page), ["新建厂房2座", "改造车间5个"]);
    let end = document(&page).text.end();
    page.act(Action::GoTo(end));
    assert_eq!(listed(&page), ["新建泵站2座"]);
    suggest(&mut page, SuggestAction::Sieve(Sieve::default()));
    assert_eq!(count(&page), all);
}

#[test]
fn deciding_on_all_goes_on_while_another_document_is_shown() {
    let long = "推进园区扩能。改造小区30个。\n".repeat(40);
    let mut page = Page::empty();
    page.open(&[("a.txt", long.as_bytes()), ("b.txt", SECOND.as_bytes())]);
    suggest(&mut page, SuggestAction::Switch);
    show(&mut page, 0);
    let all = count(&page);
    suggest(&mut page, SuggestAction::AcceptAll);
    assert!(document(&page).spans.is_empty());
    show(&mut page, 1);
    assert_eq!(page.state.project.documents[0].spans.len(), all);
    page.act(Action::Undo);
    assert!(page.state.project.documents[0].spans.is_empty());
    // Nor is it lost where suggestions are switched off.
    show(&mut page, 0);
    suggest(&mut page, SuggestAction::AcceptAll);
    suggest(&mut page, SuggestAction::Switch);
    assert_eq!(page.state.project.documents[0].spans.len(), all);
}

#[test]
fn nothing_is_decided_on_a_text_that_is_another_by_then() {
    let long = "推进园区扩能。改造小区30个。\n".repeat(40);
    let mut page = page(&long);
    suggest(&mut page, SuggestAction::AcceptAll);
    let mut document = document(&page).clone();
    document.text = Arc::new(reportmark_core::text::Text::new("短".into()));
    page.state.project.documents[0] = Arc::new(document);
    search(&mut page);
    assert!(page.state.project.documents[0].spans.is_empty());
    let own = page.state.suggesting.get().unwrap();
    assert!(own.deciding.is_none() && own.is_done);
}
