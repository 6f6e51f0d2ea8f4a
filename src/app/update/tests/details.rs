//! What is said of spans and of the document: what keys make of it, and that all of it is undone.

mod blocks;
mod project;
mod relations;
mod structure;

use super::*;
use crate::app::{Detail, Dialog, Hint, keys::Command};
use reportmark_core::{
    model::{Block, Document, Lexicon, Project, Relation, Span, Tense, ZoneKind},
    scheme::Scheme,
};
use serde_json::{Value, json};

impl Page {
    fn call(&mut self, command: Command) -> Vec<Effect> {
        self.act(Action::Command(command))
    }

    fn say(&mut self, detail: Detail) -> Vec<Effect> {
        self.act(Action::Detail(Box::new(detail)))
    }

    fn document(&self) -> &Document {
        self.state.document().unwrap()
    }

    /// The stretch that says so, wherever it is first.
    #[track_caller]
    fn place(&self, phrase: &str) -> TextRange {
        let text = &self.document().text;
        let at = text.as_str().find(phrase).expect(phrase);
        let offset = Offset::from_bytes;
        TextRange::between(offset(at), offset(at + phrase.len()))
    }

    fn select_phrase(&mut self, phrase: &str) {
        let range = self.place(phrase);
        self.select(range, false);
    }

    /// Put the cursor before a phrase.
    fn put_cursor(&mut self, phrase: &str) {
        let at = self.place(phrase).start();
        self.select(TextRange::empty(at), false);
    }

    fn tag_phrase(&mut self, phrase: &str, label: &str) {
        self.select_phrase(phrase);
        self.label(label);
    }

    /// The span of a phrase.
    #[track_caller]
    fn span(&self, phrase: &str) -> Arc<Span> {
        let range = self.place(phrase);
        let mut spans = self.document().spans.iter();
        Arc::clone(spans.find(|span| span.range == range).expect(phrase))
    }

    fn select_span(&mut self, phrase: &str) {
        let id = self.span(phrase).id.clone();
        self.act(Action::SelectSpan(id));
    }

    /// What spans cover.
    fn quotes(&self, ids: &[SpanId]) -> Vec<&str> {
        let document = self.document();
        let quote = |id| document.text.slice(document.spans.get(id).unwrap().range);
        ids.iter().map(quote).collect()
    }

    /// The only block.
    #[track_caller]
    fn block(&self) -> &Block {
        let mut blocks = self.document().head.blocks.iter();
        match (blocks.next(), blocks.next()) {
            (Some(block), None) => block,
            _ => panic!("one block, not {:?}", self.document().head.blocks),
        }
    }

    /// The stored relations: type, and what its ends cover.
    fn relations(&self) -> Vec<String> {
        let document = self.document();
        let quote = |id: &SpanId| document.text.slice(document.spans.get(id).unwrap().range);
        let written = |own: &Relation| {
            let (kind, head, tail) = (&own.kind, quote(&own.head), quote(&own.tail));
            format!("{kind}: {head} → {tail}")
        };
        document.head.relations.iter().map(written).collect()
    }

    /// Undo everything that was done since the project was so.
    #[track_caller]
    fn undo_to(&mut self, before: &Project, steps: usize) {
        for _ in 0..steps {
            assert!(
                !self.act(Action::Undo).is_empty(),
                "there are {steps} steps"
            );
        }
        assert_eq!(self.state.project, *before);
    }

    #[track_caller]
    fn expect_hint(&self, hint: Hint) {
        assert_eq!(self.notice().what, Failure::Hint(hint));
    }
}

/// Check that a command only tells why it does nothing.
#[track_caller]
fn check_hint(text: &str, command: Command, hint: Hint) {
    let mut page = page_of(text);
    let before = page.state.project.clone();
    page.call(command);
    page.expect_hint(hint);
    assert_eq!(page.state.project, before);
}

const TASKS: &str = "一、重点任务\n\
    整治河道2条，改造老旧小区25个（牵头单位：市住建局，协办单位：市财政局）。\n";

/// A page with a block of two measures and two parties.
fn with_block() -> Page {
    let mut page = page_of(TASKS);
    page.tag_phrase("整治河道2条", "measure");
    page.tag_phrase("改造老旧小区25个", "measure");
    page.call(Command::Block);
    page
}

/// A page with that block, whose file states by ids of its own what follows from it.
fn with_stated_relations() -> Page {
    let mut page = with_block();
    let mut file: Value = serde_json::from_slice(&exporting::native(&mut page)).unwrap();
    let document = &mut file["documents"][0];
    document["id"] = "stated".into();
    for (nth, relation) in document["relations"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .enumerate()
    {
        relation["id"] = format!("R{nth}").into();
    }
    let mut page = Page::empty();
    page.open(&[("乙.json", file.to_string().as_bytes())]);
    page
}

fn slot(name: &str) -> Command {
    Command::Slot(name.into())
}

#[test]
fn tagging_fills_attributes_and_slots_in_one_step() {
    let mut page = page_of("一、主要目标\n全年力争新增就业3万人。\n");
    let before = page.state.project.clone();
    page.tag_phrase("力争新增就业3万人", "target");
    let span = page.span("力争新增就业3万人");
    assert_eq!(span.attributes["kind"], json!("quantitative"));
    assert_eq!(span.attributes["value"], json!(3));
    assert_eq!(span.attributes["unit"], json!("万人"));
    assert_eq!(span.attributes["modality"], json!("strive"));
    let text = &page.document().text;
    let slots: Vec<_> = span.slots.iter().map(|own| text.slice(own.range)).collect();
    assert!(slots.contains(&"3") && slots.contains(&"万人"), "{slots:?}");
    assert!(!span.edited);
    page.undo_to(&before, 1);
    page.act(Action::Redo);
    assert_eq!(page.span("力争新增就业3万人"), span);
}

#[test]
fn what_is_done_before_a_tag_is_painted_comes_behind_what_its_text_says() {
    let text = "一、主要目标\n全年力争新增就业3万人，增长5%。\n";
    let in_time = |is_hurried: bool| {
        let mut page = page_of("乙");
        page.open(&[("甲.txt", text.as_bytes())]);
        let (before, shown) = (page.state.project.clone(), page.state.current.clone());
        page.is_hurried = is_hurried;
        page.tag_phrase("力争新增就业3万人", "target");
        page.label("measure");
        page.label("target");
        page.act(Action::MoveEnd(End::End, Direction::Forward));
        page.act(Action::Undo);
        page.act(Action::Redo);
        page.act(Action::Undo);
        let another = page.state.project.present().next().unwrap().id().clone();
        page.tag_phrase("增长5%", "target");
        page.act(Action::Show(another));
        page.act(Action::Show(shown.unwrap()));
        let said = ["力争新增就业3万人", "增长5%"].map(|phrase| {
            let span = page.span(phrase);
            (span.attributes.clone(), span.slots.len())
        });
        // Nothing else has become a step of its own.
        page.undo_to(&before, 4);
        said
    };
    let said = in_time(false);
    assert!(
        said.iter()
            .all(|(attributes, _)| attributes["value"].is_number())
    );
    assert_eq!(in_time(true), said);
}

#[test]
fn an_attribute_is_set_changed_and_taken_away() {
    let mut page = page_of("[*t:新增就业3万人]。");
    let id = page.state.selected_span().unwrap().id.clone();
    let before = page.state.project.clone();
    let set = |value: Option<Value>| Detail::Attribute(id.clone(), "polarity".into(), value);
    page.say(set(Some(json!("neutral"))));
    page.say(set(Some(json!("lower_better"))));
    assert_eq!(
        page.document().spans.get(&id).unwrap().attributes["polarity"],
        json!("lower_better")
    );
    assert!(page.say(set(Some(json!("lower_better")))).is_empty());
    page.say(set(None));
    assert!(
        !page
            .span("新增就业3万人")
            .attributes
            .contains_key("polarity")
    );
    page.undo_to(&before, 3);
    let gone = Detail::Attribute(SpanId::new("gone"), "kind".into(), None);
    assert!(page.say(gone).is_empty());
}

#[test]
fn a_slot_is_what_is_selected_and_replaces_the_one_that_was() {
    let mut page = page_of("一、主要目标\n生产总值增长6%，失业率为5.5%。\n");
    page.tag_phrase("生产总值增长6%", "target");
    let before = page.state.project.clone();
    page.select_phrase("5.5");
    page.call(slot("value"));
    let span = page.span("生产总值增长6%");
    let values = span.slots.iter().filter(|own| &*own.name == "value");
    let values: Vec<_> = values.map(|own| own.range).collect();
    assert_eq!(values, [page.place("5.5")]);
    assert_eq!(span.attributes["value"].to_string(), "5.5");
    assert_eq!(
        page.state.selected_span(),
        Some(&span),
        "its owner is selected again"
    );
    let nth = span.slots.iter().position(|own| &*own.name == "value");
    page.say(Detail::ClearSlot(span.id.clone(), nth.unwrap()));
    let left = page.span("生产总值增长6%");
    assert!(left.slots.iter().all(|own| &*own.name != "value"));
    assert!(page.say(Detail::ClearSlot(span.id.clone(), 99)).is_empty());
    page.undo_to(&before, 2);
}

#[test]
fn a_slot_without_text_or_owner_is_told_of() {
    check_hint("甲|乙", slot("value"), Hint::NoSlotText);
    check_hint("[*t:甲]乙", slot("value"), Hint::NoSlotText);
    check_hint("甲‹乙›丙", slot("value"), Hint::NoOwner);
    let mut page = page_of("[*r:甲]乙，丙");
    page.select_phrase("乙");
    page.call(slot("funding"));
    page.expect_hint(Hint::NotItsSlot);
    // Punctuation alone is no slot.
    page.state.notices.clear();
    page.select_phrase("，");
    assert!(page.call(slot("value")).is_empty());
    page.expect_hint(Hint::NoSlotText);
    assert!(page.span("甲").slots.is_empty());
}

#[test]
fn a_level_is_a_target_or_a_result_by_its_section() {
    let text = "一、2025年工作回顾\n失业率为5.5%。\n二、2026年工作安排\n生产总值增长6%。\n";
    let mut page = page_of(text);
    page.select_phrase("失业率为5.5%");
    page.call(Command::Level);
    page.select_phrase("生产总值增长6%");
    page.call(Command::Level);
    let label = |phrase| page.span(phrase).label.clone();
    assert_eq!(label("失业率为5.5%"), LabelId::new("result"));
    assert_eq!(label("生产总值增长6%"), LabelId::new("target"));
}

#[test]
fn the_guideline_is_asked_for_what_is_at_hand() {
    let topic = |text: &str| {
        let mut page = page_of(text);
        page.call(Command::Guide);
        page.state.dialog
    };
    assert_eq!(topic("[*m:甲]乙"), Some(Dialog::Guide("measure".into())));
    assert_eq!(topic("甲|乙"), Some(Dialog::Guide("boundaries".into())));
}

#[test]
fn without_a_document_nothing_is_said_of_any() {
    let mut page = Page::empty();
    let before = page.state.project.clone();
    for command in Command::all(&Scheme::guideline()) {
        page.act(Action::CloseDialog);
        page.call(command);
    }
    for detail in [
        Detail::Join,
        Detail::FillFields,
        Detail::AddParty("市财政局".into()),
        Detail::FieldFromText("title".into()),
        Detail::SetTense(Offset::ZERO, Tense::Past),
        Detail::SetZone(Some(ZoneKind::Body)),
    ] {
        page.say(detail);
    }
    assert_eq!(page.state.project, before);
}

#[test]
fn everything_that_was_said_is_undone_and_said_again() {
    let mut page = with_stated_relations();
    let mut versions = vec![page.state.project.clone()];
    let role = |page: &Page, role: &str| {
        let id = page.span("市住建局").id.clone();
        Detail::Attribute(id, "role".into(), Some(json!(role)))
    };
    let steps: [&dyn Fn(&mut Page); 12] = [
        &|page| page.tag_phrase("老旧小区25个", "target"),
        &|page| drop(page.say(role(page, "supervisor"))),
        &|page| drop(page.call(Command::Tense)),
        &|page| drop(page.call(Command::Read)),
        &|page| drop(page.call(Command::Zone)),
        &|page| {
            page.select_span("改造老旧小区25个");
            page.call(Command::ScopeStartForward);
        },
        &|page| {
            page.call(Command::Relate);
            page.select_span("老旧小区25个");
            page.say(Detail::Join);
        },
        &|page| {
            page.select_phrase("2");
            page.call(slot("value"));
        },
        &|page| drop(page.say(Detail::Field("title".into(), Some(json!("甲"))))),
        &|page| {
            page.select_span("改造老旧小区25个");
            page.call(Command::Remove);
        },
        &|page| drop(page.say(Detail::RemoveBlock(page.block().id.clone()))),
        &|page| {
            let fates = vec![(LabelId::new("measure"), None)];
            let mut scheme = Scheme::plain();
            scheme.labels.remove(1);
            page.say(Detail::SetScheme(scheme, fates));
        },
    ];
    for (nth, step) in steps.iter().enumerate() {
        step(&mut page);
        assert_ne!(Some(&page.state.project), versions.last(), "step {nth}");
        versions.push(page.state.project.clone());
    }
    for version in versions.iter().rev().skip(1) {
        page.act(Action::Undo);
        assert_eq!(page.state.project, *version);
    }
    for version in &versions[1..] {
        page.act(Action::Redo);
        assert_eq!(page.state.project, *version);
    }
    assert!(page.told().is_empty(), "{:?}", page.told());
}

#[test]
fn what_a_span_says_goes_with_its_label() {
    let mut page = page_of("一、2026年主要任务\n新增企业20家以上，实施甲工程。\n");
    page.tag_phrase("新增企业20家以上", "target");
    let attributes = |page: &Page| page.span("新增企业20家以上").attributes.clone();
    let as_target = attributes(&page);
    assert_eq!(as_target["kind"], json!("quantitative"));
    let tagged = page.state.project.clone();
    page.select_span("新增企业20家以上");
    page.act(Action::Label(LabelId::new("result")));
    let as_result = attributes(&page);
    assert_eq!(as_result["kind"], json!("level"));
    assert!(!as_result.contains_key("modality"));
    assert_eq!(as_result["value"], json!(20));
    page.undo_to(&tagged, 1);

    // What was corrected stays where the other label has it.
    let id = page.span("新增企业20家以上").id.clone();
    page.say(Detail::Attribute(
        id.clone(),
        "value".into(),
        Some(json!(21)),
    ));
    page.say(Detail::Attribute(
        id.clone(),
        "nature".into(),
        Some(json!("input")),
    ));
    page.select_span("新增企业20家以上");
    page.act(Action::Label(LabelId::new("result")));
    assert_eq!(attributes(&page)["value"], json!(21));
    assert!(!attributes(&page).contains_key("nature"));

    // Read anew it says what its text does.
    page.say(Detail::ReadAnew(id.clone()));
    assert_eq!(attributes(&page)["value"], json!(20));
    page.say(Detail::ReadAnew(id));
    page.expect_hint(Hint::SaysTheSame);
}
