//! Undo and redo.

use super::*;
use crate::app::keys::Command;
use reportmark_core::model::DocumentStatus;

fn undo(page: &mut Page) {
    page.act(Action::Undo);
}

fn redo(page: &mut Page) {
    page.act(Action::Redo);
}

#[test]
fn what_was_done_is_undone_and_done_again() {
    let mut page = page_of("甲‹乙›丙");
    page.label("target");
    page.act(Action::Command(Command::EndForward));
    page.label("measure");
    page.act(Action::Command(Command::Remove));
    let there_and_back = [
        "甲乙丙|",
        "甲[*m:乙丙]",
        "甲[*t:乙丙]",
        "甲[*t:乙]丙",
        "甲乙|丙",
    ];
    assert_eq!(page.marked(), there_and_back[0]);
    for expect in &there_and_back[1..] {
        undo(&mut page);
        assert_eq!(page.marked(), *expect);
    }
    assert!(page.act(Action::Undo).is_empty(), "what was opened stays");
    for expect in there_and_back[..4].iter().rev() {
        redo(&mut page);
        assert_eq!(page.marked(), *expect);
    }
    assert!(page.act(Action::Redo).is_empty());
    assert!(page.told().is_empty());
}

#[test]
fn something_new_takes_the_place_of_what_was_undone() {
    let mut page = page_of("‹甲›乙");
    page.label("target");
    undo(&mut page);
    page.select(page.state.document().unwrap().text.range(), true);
    page.label("measure");
    assert!(page.act(Action::Redo).is_empty());
    assert_eq!(page.marked(), "[*m:甲乙]");
}

#[test]
fn undo_and_redo_go_to_the_document_where_it_happened() {
    let mut page = page_of("‹甲›乙");
    page.label("target");
    page.open(&[("乙.txt", "丙丁".as_bytes())]);
    assert_eq!(page.marked(), "丙丁");
    undo(&mut page);
    assert_eq!(page.shown(), Some("甲.txt"));
    assert_eq!(page.marked(), "甲|乙");
    let there = page.id("乙.txt");
    page.act(Action::Show(there));
    redo(&mut page);
    assert_eq!(page.marked(), "[*t:甲]乙");
}

#[test]
fn opening_is_not_undone() {
    let mut page = Page::empty();
    page.open(&[("甲.txt", "甲".as_bytes())]);
    assert!(page.act(Action::Undo).is_empty());
    assert_eq!(page.names(), ["甲.txt"]);
}

#[test]
fn the_first_span_takes_a_document_into_work_and_undo_back() {
    let mut page = page_of("‹甲›乙");
    let status = |page: &Page| page.state.document().unwrap().head.status;
    assert_eq!(status(&page), DocumentStatus::New);
    page.label("target");
    assert_eq!(status(&page), DocumentStatus::InProgress);
    undo(&mut page);
    assert_eq!(status(&page), DocumentStatus::New);
    redo(&mut page);
    page.act(Action::Status(DocumentStatus::Done));
    page.select(page.state.document().unwrap().text.range(), true);
    page.label("target");
    assert_eq!(
        status(&page),
        DocumentStatus::Done,
        "what is done is not begun again"
    );
}

#[test]
fn a_note_that_is_typed_is_one_step() {
    let mut page = page_of("[*t:甲][t:乙]");
    let ids: Vec<_> = {
        let spans = page.state.document().unwrap().spans.iter();
        spans.map(|span| span.id.clone()).collect()
    };
    let note = |page: &Page, nth: usize| {
        let span = page.state.document().unwrap().spans.get(&ids[nth]);
        span.unwrap().note.to_string()
    };
    let typed = |page: &mut Page, nth: usize, note: &str| {
        page.act(Action::Note(ids[nth].clone(), note.into()))
    };
    for so_far in ["再", "再看", "再看一", "再看"] {
        assert_eq!(
            typed(&mut page, 0, so_far).len(),
            1,
            "each is kept as it is typed"
        );
    }
    assert!(typed(&mut page, 0, "再看").is_empty());
    typed(&mut page, 1, "好");
    undo(&mut page);
    assert_eq!((note(&page, 0), note(&page, 1)), ("再看".into(), "".into()));
    undo(&mut page);
    assert_eq!(note(&page, 0), "");
    assert_eq!(
        page.state.document().unwrap().spans.len(),
        2,
        "the tags stay"
    );
    redo(&mut page);
    redo(&mut page);
    assert_eq!(
        (note(&page, 0), note(&page, 1)),
        ("再看".into(), "好".into())
    );
}

/// The document on the screen, decoded in another encoding.
pub(super) fn reopened(page: &Page) -> Action {
    let document = page.state.document().unwrap();
    let file = Incoming {
        name: document.head.source.as_ref().unwrap().file_name.clone(),
        bytes: Bytes::new(document.text.as_str().as_bytes().to_vec()),
    };
    let Opening::Report(report) = read_report(file, Some(Encoding::Gb18030)) else {
        panic!("a report")
    };
    Action::Reopened(document.id().clone(), report)
}

fn text(page: &Page) -> &str {
    page.state.document().unwrap().text.as_str()
}

#[test]
fn another_encoding_is_undone_and_done_again() {
    let mut page = page_of("甲乙");
    let old = page.state.document().unwrap().id().clone();
    let action = reopened(&page);
    page.act(action);
    assert_eq!(text(&page), "ç\u{94}²ä¹\u{99}");
    assert_eq!(page.state.document().unwrap().id(), &old);
    assert_eq!(page.names(), ["甲.txt"]);
    page.select(page.state.document().unwrap().text.range(), true);
    undo(&mut page);
    assert_eq!(text(&page), "甲乙");
    assert_eq!(
        page.state.taggable(),
        None,
        "what was selected was in another text"
    );
    assert_eq!(page.state.place.top, None);
    page.select(page.state.document().unwrap().text.range(), true);
    redo(&mut page);
    assert_eq!(text(&page), "ç\u{94}²ä¹\u{99}");
    assert_eq!(page.state.taggable(), None);
    assert!(
        page.told()
            .iter()
            .all(|told| matches!(told, Failure::Read { .. }))
    );
}

#[test]
fn what_was_tagged_is_not_replaced_by_another_encoding() {
    let mut page = page_of("[t:甲]乙");
    let action = reopened(&page);
    page.act(action);
    assert_eq!(page.names(), ["甲.txt", "甲.txt (2)"]);
    assert_eq!(page.shown(), Some("甲.txt (2)"));
    assert!(page.told().contains(&&Failure::OpenedBeside {
        name: "甲.txt (2)".into()
    }));
}

#[test]
fn what_is_known_of_a_document_outlives_another_encoding() {
    let mut page = page_of("甲乙");
    let mut file: serde_json::Value =
        serde_json::from_slice(&exporting::native(&mut page)).unwrap();
    let document = &mut file["documents"][0];
    document["id"] = "other".into();
    document["fields"] = serde_json::json!({"genre": "work_report"});
    document["x-reviewed"] = true.into();
    page.open(&[("乙.json", file.to_string().as_bytes())]);
    let action = reopened(&page);
    page.act(action);
    let head = &page.state.document().unwrap().head;
    assert_eq!(head.fields["genre"], "work_report");
    assert_eq!(head.extra["x-reviewed"], true);

    // Sections stand on the old text, so that a document with them stays as it is.
    document_with_section(&mut file);
    page.open(&[("丙.json", file.to_string().as_bytes())]);
    let before = page.names().len();
    let action = reopened(&page);
    page.act(action);
    assert_eq!(page.names().len(), before + 1);
}

fn document_with_section(file: &mut serde_json::Value) {
    let document = &mut file["documents"][0];
    document["id"] = "third".into();
    document["sections"] = serde_json::json!([
        {"id": "h", "level": 1, "number": "", "start": 0, "end": 1, "tense": "none"},
    ]);
}

#[test]
fn another_encoding_can_be_undone_when_the_bin_was_emptied() {
    let mut page = page_of("甲乙");
    page.open(&[("乙.txt", "丙".as_bytes()), ("丙.txt", "丁".as_bytes())]);
    let second = page.id("乙.txt");
    page.act(Action::Show(second));
    let action = reopened(&page);
    page.act(action);
    let first = page.id("甲.txt");
    page.act(Action::Show(first));
    page.act(Action::Bin);
    let effects = page.act(Action::EmptyBin);
    let Some(Effect::Purge { texts, .. }) = effects.last() else {
        panic!("{effects:?}")
    };
    assert_eq!(
        texts.len(),
        3,
        "two that are there, and the one that undo needs"
    );
    assert_eq!(page.names(), ["乙.txt", "丙.txt"]);
    undo(&mut page);
    assert!(
        !page
            .told()
            .iter()
            .any(|told| matches!(told, Failure::Conflict(_)))
    );
    assert_eq!(page.names(), ["乙.txt", "丙.txt"], "in its old place");
    assert_eq!(text(&page), "丙");
    redo(&mut page);
    assert_eq!(text(&page), "ä¸\u{99}");
}

#[test]
fn the_bin_is_undone() {
    let mut page = page_of("甲");
    page.act(Action::Bin);
    assert_eq!(page.shown(), None);
    undo(&mut page);
    assert_eq!(page.shown(), Some("甲.txt"));
    redo(&mut page);
    assert_eq!(page.shown(), None);
}

#[test]
fn renaming_is_undone() {
    let mut page = page_of("甲");
    page.act(Action::Rename("  乙  ".into()));
    assert_eq!(page.names(), ["乙"]);
    for nothing in ["", "   ", "乙"] {
        assert!(page.act(Action::Rename(nothing.into())).is_empty());
    }
    undo(&mut page);
    assert_eq!(page.names(), ["甲.txt"]);
}
