//! A document that is shown while the rest of its file is read.

use std::cell::RefCell;

use super::*;
use crate::app::{Place, keys::Command};
use reportmark_core::text::Offset;
use serde_json::json;

/// Keeps what it is told.
#[derive(Default)]
struct Told {
    previews: RefCell<Vec<Preview>>,
    percents: RefCell<Vec<usize>>,
}

impl Sha256 for Told {
    async fn of(&self, bytes: &[u8]) -> TextHash {
        TextHash::of(bytes)
    }
}

impl Reader for Told {
    async fn show(&self, preview: Preview) {
        self.previews.borrow_mut().push(preview);
    }

    async fn breathe(&self, percent: usize) {
        self.percents.borrow_mut().push(percent);
    }
}

/// A project of one document, with a span on every tenth character.
fn project(characters: usize) -> Vec<u8> {
    let span = |nth: usize| json!({"id": format!("s{nth}"), "label": "target", "start": nth * 10, "end": nth * 10 + 2});
    let spans: Vec<_> = (0..characters / 10).map(span).collect();
    let text = "目".repeat(characters);
    let spans = serde_json::to_string(&spans).unwrap();
    format!(
        r#"{{"format":"reportmark","version":1,"documents":[{{"id":"d","name":"报告","text":"{text}","spans":{spans}}}]}}"#
    )
    .into_bytes()
}

fn read(page: &Page, files: &[(&str, &[u8])]) -> (Told, Vec<Opening>) {
    let told = Told::default();
    let incoming = files.iter().map(|&(name, bytes)| Incoming {
        name: name.into(),
        bytes: Bytes::new(bytes.to_vec()),
    });
    let openings = at_once(read_files(
        incoming.collect(),
        &Latin,
        &told,
        &page.state.texts,
    ));
    (told, openings)
}

#[test]
fn the_beginning_is_shown_long_before_the_end_is_read() {
    let page = Page::empty();
    let (told, openings) = read(&page, &[("a.json", &project(60_000))]);
    let [preview] = &told.previews.borrow()[..] else {
        panic!("{:?}", told.previews)
    };
    assert_eq!(
        preview
            .document
            .text
            .to_code_points(preview.document.text.end()),
        60_000
    );
    let spans = preview.document.spans.len();
    // More than any screen shows, and far from all.
    assert!((400..2000).contains(&spans), "{spans}");
    assert!(preview.percent < 60, "{}", preview.percent);
    let percents = told.percents.borrow();
    assert!(
        percents.is_sorted() && percents.last() == Some(&100),
        "{percents:?}"
    );
    let [Opening::Project { read, .. }] = &openings[..] else {
        panic!("{openings:?}")
    };
    assert_eq!(read.documents[0].data.spans.len(), 6_000);
    assert!(Arc::ptr_eq(&read.documents[0].text, &preview.document.text));
}

#[test]
fn only_the_first_of_several_is_shown_in_advance_and_no_report() {
    let page = Page::empty();
    let (told, _) = read(&page, &[("a.json", &project(30)), ("b.json", &project(30))]);
    assert_eq!(told.previews.borrow().len(), 1);
    let (told, _) = read(
        &page,
        &[("a.txt", "一".as_bytes()), ("b.json", &project(30))],
    );
    assert_eq!(told.previews.borrow().len(), 0);
}

#[test]
fn nothing_is_done_to_what_is_covered() {
    let mut page = page_of("甲[t:乙]丙");
    page.select(
        TextRange::between(Offset::ZERO, Offset::from_bytes(3)),
        true,
    );
    let before = page.state.project.clone();
    let (told, openings) = read(&page, &[("b.json", &project(30))]);
    let preview = told.previews.borrow_mut().remove(0);
    page.act(Action::Previewed(preview));
    for action in [
        Action::Command(Command::Label(LabelId::new("target"))),
        Action::Command(Command::Remove),
        Action::Undo,
        Action::Bin,
        Action::Deselect,
        Action::AskKeys,
    ] {
        assert!(page.act(action).is_empty());
    }
    assert_eq!(page.state.project, before);
    assert_eq!(page.state.dialog, None);
    page.act(Action::ReadSoFar(70));
    assert_eq!(
        page.state.preview.as_ref().map(|preview| preview.percent),
        Some(70)
    );

    page.act(Action::Opened(openings));
    assert!(page.state.preview.is_none());
    assert_eq!(page.shown(), Some("报告"));
}

#[test]
fn what_was_looked_at_stays_in_view() {
    let mut page = page_of("甲");
    let (told, openings) = read(&page, &[("b.json", &project(3000))]);
    page.act(Action::Previewed(told.previews.borrow_mut().remove(0)));
    let top = Some((Offset::from_bytes(900), 3));
    page.act(Action::Scrolled(Place {
        document: Some(DocumentId::new("d")),
        top,
    }));
    page.act(Action::Opened(openings));
    assert_eq!(page.state.place.top, top);
    assert_eq!(page.state.reveal, None);
}

#[test]
fn a_file_that_turns_out_broken_leaves_everything_as_it_was() {
    let mut page = page_of("甲[t:乙]丙");
    let mut file = project(60_000);
    file.truncate(file.len() - 2);
    let (told, openings) = read(&page, &[("坏.json", &file)]);
    page.act(Action::Previewed(told.previews.borrow_mut().remove(0)));
    let before = page.state.project.clone();
    page.act(Action::Opened(openings));
    assert!(page.state.preview.is_none());
    assert_eq!(page.state.project, before);
    assert_eq!(page.shown(), Some("甲.txt"));
    let [Failure::NotProject { why, .. }] = page.told()[..] else {
        panic!("{:?}", page.told())
    };
    let said = format!("{:?}", why.kind);
    assert!(said.contains("line 1 column"), "{said}");
}
