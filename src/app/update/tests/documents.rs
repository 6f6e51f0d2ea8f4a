//! The list of documents: going through it, status, the bin.

use super::*;
use crate::app::{Pane, keys::Command};
use reportmark_core::model::DocumentStatus;

/// Three documents, the first on the screen.
fn three() -> Page {
    let mut page = Page::empty();
    let files = [("甲", "1"), ("乙", "2"), ("丙", "3")];
    let files = files.map(|(name, text)| (name, text.as_bytes()));
    page.open(&files);
    page
}

fn show(page: &mut Page, name: &str) -> Vec<Effect> {
    let id = page.id(name);
    page.act(Action::Show(id))
}

#[test]
fn documents_are_gone_through_in_the_order_of_the_list() {
    let mut page = three();
    assert_eq!(page.shown(), Some("甲"));
    let mut step = |command: Command| {
        page.act(Action::Command(command));
        page.shown().unwrap().to_owned()
    };
    assert_eq!(step(Command::PreviousDocument), "甲");
    assert_eq!(step(Command::NextDocument), "乙");
    assert_eq!(step(Command::NextDocument), "丙");
    assert_eq!(step(Command::NextDocument), "丙");
    assert_eq!(step(Command::PreviousDocument), "乙");
}

#[test]
fn what_is_shown_is_remembered_and_nothing_is_selected_in_it() {
    let mut page = page_of("‹甲›");
    page.open(&[("乙", "2".as_bytes())]);
    page.act(Action::Pane(Pane::Documents));
    let effects = show(&mut page, "甲.txt");
    let Some(Effect::StorePlace(place)) = effects.last() else {
        panic!("{effects:?}")
    };
    assert_eq!(place.document, Some(page.id("甲.txt")));
    assert_eq!(page.state.selection, Selection::Nothing);
    assert_eq!(page.state.pane, Pane::Reader);
    assert!(show(&mut page, "甲.txt").is_empty());
    assert!(page.act(Action::Show(DocumentId::new("gone"))).is_empty());
}

#[test]
fn the_status_goes_round() {
    let mut page = page_of("甲");
    let mut next = || {
        page.act(Action::Command(Command::Status));
        page.state.document().unwrap().head.status
    };
    assert_eq!(next(), DocumentStatus::InProgress);
    assert_eq!(next(), DocumentStatus::Done);
    assert_eq!(next(), DocumentStatus::New);
    assert!(page.act(Action::Status(DocumentStatus::New)).is_empty());
}

#[test]
fn a_document_in_the_bin_makes_room_for_its_neighbour() {
    let mut page = three();
    show(&mut page, "乙");
    page.act(Action::Bin);
    assert_eq!((page.shown(), page.names()), (Some("丙"), vec!["甲", "丙"]));
    page.act(Action::Bin);
    assert_eq!((page.shown(), page.names()), (Some("甲"), vec!["甲"]));
    page.act(Action::Bin);
    assert_eq!((page.shown(), page.names()), (None, vec![]));
    assert_eq!(page.marked(), "(no document)");
    assert!(page.act(Action::Bin).is_empty());

    let second = page.id("乙");
    page.act(Action::Restore(second.clone()));
    assert_eq!((page.shown(), page.names()), (Some("乙"), vec!["乙"]));
    let third = page.id("丙");
    page.act(Action::Restore(third));
    assert_eq!((page.shown(), page.names()), (Some("乙"), vec!["乙", "丙"]));
    assert!(page.act(Action::Restore(second)).is_empty());
}

#[test]
fn a_document_in_the_bin_is_not_shown() {
    let mut page = three();
    page.act(Action::Bin);
    assert!(show(&mut page, "甲").is_empty());
    assert_eq!(page.shown(), Some("乙"));
}

#[test]
fn an_emptied_bin_is_forgotten() {
    let mut page = page_of("[t:甲]");
    page.open(&[("乙", "2".as_bytes())]);
    page.act(Action::Rename("丙".into()));
    show(&mut page, "甲.txt");
    page.act(Action::Bin);
    let kept = page.state.document().unwrap().text.hash().clone();
    let effects = page.act(Action::EmptyBin);
    let [
        Effect::Append(record),
        Effect::Purge {
            snapshot,
            texts,
            originals,
        },
    ] = &effects[..]
    else {
        panic!("{effects:?}")
    };
    assert_eq!(snapshot.sequence, record.sequence);
    assert_eq!(snapshot.needs.len(), 1);
    assert_eq!(
        snapshot.parts.len(),
        1,
        "a snapshot that needs no older one"
    );
    assert_eq!(texts, std::slice::from_ref(&kept));
    assert_eq!(originals.len(), 1);
    assert_eq!(page.state.texts.keys().collect::<Vec<_>>(), [&kept]);
    assert_eq!(page.state.since_snapshot, 0);

    // Only the step of the document that is there can be undone.
    page.act(Action::Undo);
    assert_eq!(page.names(), ["乙"]);
    assert!(page.act(Action::Undo).is_empty());
    assert!(page.act(Action::EmptyBin).is_empty());
}
