//! A document that is shown while the rest of its file is read.

use std::cell::RefCell;

use super::*;
use crate::app::{FindAction, Place, keys::Command, listing::ListAction};
use reportmark_core::{format::ProblemKind, text::Offset};
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
    let request = page.ask();
    page.act(Action::Previewed(request, preview));
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
    page.act(Action::ReadSoFar(request, 70));
    assert_eq!(
        page.state.reading.preview().map(|preview| preview.percent),
        Some(70)
    );

    page.act(Action::Opened(request, openings));
    assert!(page.state.reading.preview().is_none());
    assert_eq!(page.shown(), Some("报告"));
}

#[test]
fn what_was_looked_at_stays_in_view() {
    let mut page = page_of("甲");
    let (told, openings) = read(&page, &[("b.json", &project(3000))]);
    let request = page.ask();
    page.act(Action::Previewed(
        request,
        told.previews.borrow_mut().remove(0),
    ));
    let top = Some((Offset::from_bytes(900), 3));
    page.act(Action::Scrolled(Place {
        document: Some(DocumentId::new("d")),
        top,
    }));
    page.act(Action::Opened(request, openings));
    assert_eq!(page.state.place.top, top);
    assert_eq!(page.state.reveal, None);
}

#[test]
fn a_file_that_turns_out_broken_leaves_everything_as_it_was() {
    let mut page = page_of("甲[t:乙]丙");
    let mut file = project(60_000);
    file.truncate(file.len() - 2);
    let (told, openings) = read(&page, &[("坏.json", &file)]);
    let request = page.ask();
    page.act(Action::Previewed(
        request,
        told.previews.borrow_mut().remove(0),
    ));
    let before = page.state.project.clone();
    page.act(Action::Opened(request, openings));
    assert!(page.state.reading.preview().is_none());
    assert_eq!(page.state.project, before);
    assert_eq!(page.shown(), Some("甲.txt"));
    let [Failure::NotProject { why, .. }] = page.told()[..] else {
        panic!("{:?}", page.told())
    };
    let end = file.len() + 1;
    assert!(
        matches!(why.kind, ProblemKind::NotJson { line: 1, column, .. } if column == end),
        "{why:?}"
    );
}

/// A page on which a file is being read that the user has not waited for.
fn gone_on() -> (Page, Request, Told, Vec<Opening>) {
    let mut page = page_of("甲[*t:乙]丙");
    let request = page.ask();
    page.act(Action::Deselect);
    let (told, openings) = read(&page, &[("b.json", &project(3000))]);
    (page, request, told, openings)
}

#[test]
fn what_was_not_waited_for_does_not_come_in_the_way() {
    let (mut page, request, told, openings) = gone_on();
    assert_eq!(page.state.save_tag(), "reading");
    let before = page.marked();
    page.act(Action::Previewed(
        request,
        told.previews.borrow_mut().remove(0),
    ));
    assert!(page.state.reading.preview().is_none());
    let effects = page.act(Action::Opened(request, openings));
    let takes_focus = |effect: &Effect| matches!(effect, Effect::Focus(_));
    assert!(!effects.iter().any(takes_focus));
    assert_eq!((page.shown(), page.marked()), (Some("甲.txt"), before));
    assert_eq!(page.names(), ["甲.txt", "报告"]);
    assert_eq!(page.state.save_tag(), "saving");
    let name = "报告".to_owned();
    assert_eq!(page.told(), [&Failure::InList { name, others: 0 }]);
    // Once it is looked at there is nothing more to be said.
    page.act(Action::Show(DocumentId::new("d")));
    assert!(page.told().is_empty());
}

#[test]
fn what_the_page_does_by_itself_is_not_going_on() {
    let mut page = page_of("甲[*t:乙]丙");
    let request = page.ask();
    for action in [
        Action::List(ListAction::Window(0, 40)),
        Action::Find(FindAction::Typing(false)),
        Action::Continue,
        Action::Scrolled(page.state.place.clone()),
    ] {
        page.act(action);
    }
    let openings = page.read(&[("乙.txt", "乙".as_bytes())]);
    page.act(Action::Opened(request, openings));
    assert_eq!(page.shown(), Some("乙.txt"));
}

#[test]
fn only_the_last_of_several_requests_is_shown() {
    let mut page = page_of("甲");
    let (told, first) = read(&page, &[("b.json", &project(30))]);
    let (one, other) = (page.ask(), page.ask());
    let second = page.read(&[("乙.txt", "乙".as_bytes())]);
    page.act(Action::Previewed(one, told.previews.borrow_mut().remove(0)));
    assert!(page.state.reading.preview().is_none());
    page.act(Action::Opened(other, second));
    assert_eq!(page.shown(), Some("乙.txt"));
    assert_eq!(page.state.save_tag(), "reading");
    page.act(Action::Opened(one, first));
    assert_eq!(page.shown(), Some("乙.txt"));
    assert_eq!(page.names(), ["甲.txt", "乙.txt", "报告"]);
}

#[test]
fn another_document_is_turned_to_while_one_is_shown_in_advance() {
    let mut page = page_of("甲[t:乙]丙");
    let (told, openings) = read(&page, &[("b.json", &project(3000))]);
    let top = Some((Offset::from_bytes(3), 2));
    let document = Some(page.id("甲.txt"));
    page.act(Action::Scrolled(Place { document, top }));
    let request = page.ask();
    page.act(Action::Previewed(
        request,
        told.previews.borrow_mut().remove(0),
    ));
    let elsewhere = Some((Offset::from_bytes(900), 3));
    let document = Some(DocumentId::new("d"));
    let scrolled = Action::Scrolled(Place {
        document,
        top: elsewhere,
    });
    page.act(scrolled.clone());
    page.act(Action::Show(page.id("甲.txt")));
    assert!(page.state.reading.preview().is_none());
    // It is where it was, also when the scrolling is told of late.
    page.act(scrolled);
    assert_eq!(page.state.place.top, top);
    let reveal = page.state.reveal.as_ref();
    assert_eq!(
        reveal.map(|reveal| reveal.range.start()),
        top.map(|top| top.0)
    );
    page.act(Action::Opened(request, openings));
    assert_eq!(page.shown(), Some("甲.txt"));
    assert_eq!(page.names(), ["甲.txt", "报告"]);
}

#[test]
fn a_document_that_is_there_is_not_shown_in_advance() {
    let mut page = Page::empty();
    let file = project(30);
    page.open(&[("b.json", &file)]);
    page.open(&[("甲.txt", "甲".as_bytes())]);
    let (told, openings) = read(&page, &[("b.json", &file)]);
    let request = page.ask();
    page.act(Action::Previewed(
        request,
        told.previews.borrow_mut().remove(0),
    ));
    assert!(page.state.reading.preview().is_none());
    page.act(Action::Opened(request, openings));
    assert_eq!(page.shown(), Some("报告"));
}

#[test]
fn what_could_not_be_read_is_told_until_the_next_file_is_opened() {
    let mut page = page_of("甲");
    let request = page.ask();
    let failure = Failure::Sample {
        file: "乙.txt".into(),
    };
    page.act(Action::NotRead(request, vec![failure.clone()]));
    assert_eq!(page.state.save_tag(), "saving");
    page.select(
        TextRange::between(Offset::ZERO, Offset::from_bytes(3)),
        true,
    );
    page.label("target");
    assert_eq!(page.told(), [&failure]);
    page.open(&[("丙.txt", "丙".as_bytes())]);
    assert!(page.told().is_empty());
}

#[test]
fn how_far_it_is_never_goes_back() {
    let page = Page::empty();
    let text = "目".repeat(60_000);
    let spans: Vec<_> = (0..6000)
        .map(|nth| json!({"id": format!("s{nth}"), "label": "target", "start": nth * 10, "end": nth * 10 + 2}))
        .collect();
    let spans = serde_json::to_string(&spans).unwrap();
    let before_their_text = format!(
        r#"{{"format":"reportmark","version":1,"documents":[{{"id":"d","spans":{spans},"text":"{text}"}}]}}"#
    );
    let (told, openings) = read(&page, &[("b.json", before_their_text.as_bytes())]);
    let percents = told.percents.borrow();
    assert!(
        percents.is_sorted() && percents.last() == Some(&100),
        "{percents:?}"
    );
    assert!(percents.iter().any(|&percent| percent < 40), "{percents:?}");
    let [Opening::Project { read, .. }] = &openings[..] else {
        panic!("{openings:?}")
    };
    assert_eq!(read.documents[0].data.spans.len(), 6000);
}
