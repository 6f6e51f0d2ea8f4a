//! Files that are opened: reports, projects, and what is neither.

use super::*;
use crate::app::{Dialog, Draft};
use reportmark_core::{
    format::ProblemKind, journal::Recovered, model::Project, scheme::Scheme, source::Refusal,
};

#[test]
fn reports_are_opened_as_one_step_and_the_first_is_shown() {
    let mut page = Page::empty();
    let effects = page.open(&[("甲.txt", "1".as_bytes()), ("乙.txt", "2".as_bytes())]);
    assert_eq!(page.names(), ["甲.txt", "乙.txt"]);
    assert_eq!(page.shown(), Some("甲.txt"));
    // Texts are stored before the record that names them.
    let [
        Effect::StoreText(_),
        Effect::StoreText(_),
        Effect::Append(record),
        Effect::SnapshotIn(_),
        Effect::StorePlace(_),
        Effect::Focus(_),
    ] = &effects[..]
    else {
        panic!("{effects:?}")
    };
    assert_eq!(record.transaction.changes.len(), 2);
    assert!(page.told().is_empty());
}

#[test]
fn the_bytes_of_a_report_are_kept_where_the_text_does_not_give_them_back() {
    let mut page = Page::empty();
    let report = |bytes: &[u8], choice| {
        let file = Incoming {
            name: "甲.txt".into(),
            bytes: Bytes::new(bytes.to_vec()),
        };
        vec![read_report(file, choice)]
    };
    let original = |effects: &[Effect]| {
        let mut originals = effects.iter().filter_map(|effect| match effect {
            Effect::StoreOriginal { bytes, .. } => Some(bytes.clone()),
            _ => None,
        });
        originals.next()
    };
    let gbk = b"\xc4\xbf\xb1\xea".as_slice();
    let effects = page.arrive(report(gbk, Some(Encoding::Gb18030)));
    assert_eq!(original(&effects).as_deref(), Some(gbk));
    let effects = page.arrive(report("\u{feff}甲".as_bytes(), None));
    assert_eq!(original(&effects), None);
    let damaged = "目标\u{0}甲乙丙丁".replace('\0', "").into_bytes();
    let damaged = [&damaged, &b"\xff"[..], &damaged].concat();
    let effects = page.arrive(report(&damaged, Some(Encoding::Utf8)));
    assert_eq!(original(&effects).as_deref(), Some(&damaged[..]));
    let [Failure::Read { notes, .. }] = page.told()[..] else {
        panic!("{:?}", page.told())
    };
    assert!(matches!(notes[..], [Note::Malformed { count: 1, .. }]));
}

#[test]
fn a_report_that_is_open_is_not_opened_again() {
    let mut page = page_of("甲");
    page.open(&[("乙.txt", "乙".as_bytes())]);
    let effects = page.open(&[("甲.txt", "甲".as_bytes())]);
    assert!(
        matches!(effects[..], [Effect::StorePlace(_)]),
        "it is shown"
    );
    assert_eq!(page.shown(), Some("甲.txt"));
    assert_eq!(
        page.told(),
        [&Failure::AlreadyOpen {
            name: "甲.txt".into()
        }]
    );
    assert_eq!(page.names(), ["甲.txt", "乙.txt"]);
}

#[test]
fn other_reports_of_the_same_name_get_another() {
    let mut page = page_of("甲");
    page.open(&[("甲.txt", "乙".as_bytes()), ("甲.txt", "丙".as_bytes())]);
    assert_eq!(page.names(), ["甲.txt", "甲.txt (2)", "甲.txt (3)"]);
    page.open(&[("另.txt", "甲".as_bytes())]);
    assert_eq!(page.names().len(), 4, "the same text under another name");
    // In the bin it is as good as gone.
    page.act(Action::Bin);
    page.open(&[("另.txt", "甲".as_bytes())]);
    assert_eq!(page.names().last(), Some(&"另.txt (2)"));
}

#[test]
fn a_report_that_is_in_the_bin_with_annotations_is_opened_anew_and_it_is_said() {
    let mut page = page_of("甲[t:乙]");
    page.act(Action::Bin);
    page.open(&[("甲.txt", "甲乙".as_bytes())]);
    assert_eq!(page.names(), ["甲.txt (2)"]);
    assert_eq!(
        page.told(),
        [&Failure::InBin {
            name: "甲.txt".into(),
            spans: 1
        }]
    );
    let mut page = page_of("甲");
    page.act(Action::Bin);
    page.open(&[("甲.txt", "甲".as_bytes())]);
    assert!(page.told().is_empty(), "nothing is to be had there");
}

#[test]
fn the_same_report_twice_in_one_go_is_opened_once() {
    let mut page = Page::empty();
    page.open(&[("甲.txt", "甲".as_bytes()), ("甲.txt", "甲".as_bytes())]);
    assert_eq!(page.names(), ["甲.txt"]);
    assert_eq!(
        page.told(),
        [&Failure::AlreadyOpen {
            name: "甲.txt".into()
        }]
    );
}

#[test]
fn a_file_that_is_refused_does_not_keep_the_others_out() {
    let mut page = Page::empty();
    page.open(&[
        ("空.txt", b"".as_slice()),
        ("甲.txt", "甲".as_bytes()),
        ("表.json", b"[1, 2]"),
        ("坏.json", b"{\"format\": \"reportmark\", "),
        ("行.jsonl", b"{\"id\": 1}\n{\"id\": 2}\n"),
        ("空.json", b" \n"),
        (
            "无.json",
            b"{\"format\": \"reportmark\", \"documents\": []}",
        ),
        ("图.txt", b"%PDF-1.7 \x00\x01\x02"),
        ("乙.txt", "乙".as_bytes()),
    ]);
    assert_eq!(page.names(), ["甲.txt", "乙.txt"]);
    let told = page.told();
    let refused = |name: &str| {
        told.iter().any(|told| match told {
            Failure::Refused { file, .. } => file == name,
            _ => false,
        })
    };
    assert!(told.contains(&&Failure::Refused {
        file: "空.txt".into(),
        why: Refusal::Empty
    }));
    assert!(refused("图.txt"));
    let why = |name: &str| {
        told.iter().find_map(|told| match told {
            Failure::NotProject { file, why } if file == name => Some(&why.kind),
            _ => None,
        })
    };
    assert_eq!(why("表.json"), Some(&ProblemKind::NotNative));
    assert!(matches!(why("坏.json"), Some(ProblemKind::NotJson { .. })));
    assert!(matches!(why("行.jsonl"), Some(ProblemKind::NotJson { .. })));
    assert_eq!(why("空.json"), Some(&ProblemKind::Empty));
    assert_eq!(why("无.json"), Some(&ProblemKind::Empty));
    assert_eq!(told.len(), 7);
    assert!(
        page.state
            .notices
            .iter()
            .all(|notice| notice.kind == NoticeKind::Error)
    );
}

#[test]
fn nothing_opened_is_nothing_done() {
    let mut page = Page::empty();
    page.act(Action::AskPaste);
    assert!(page.arrive(vec![]).is_empty());
    assert!(page.open(&[("空.txt", b"")]).is_empty());
    assert_eq!(
        page.state.dialog,
        Some(Dialog::Paste),
        "what was typed is not lost"
    );
    // A text that is there already is shown, and there is nothing more to do in the dialog.
    for _ in 0..2 {
        page.act(Action::AskPaste);
        let pasted = page.read(&[("甲.txt", "甲".as_bytes())]);
        let request = page.ask();
        page.act(Action::Pasted(request, pasted));
        assert_eq!(page.state.dialog, None);
    }
}

#[test]
fn what_was_written_to_be_pasted_stays_until_it_is_opened() {
    let draft = Draft {
        name: "纪要".into(),
        text: "甲".into(),
    };
    let mut page = Page::empty();
    page.act(Action::AskPaste);
    page.act(Action::LeavePaste(draft.clone()));
    assert_eq!((&page.state.dialog, &page.state.draft), (&None, &draft));
    // What is opened in another way does not touch it, not even while it is written.
    page.act(Action::AskPaste);
    page.open(&[("乙.txt", "乙".as_bytes())]);
    assert_eq!(page.state.dialog, Some(Dialog::Paste));
    assert_eq!(page.state.draft, draft);
    let pasted = page.read(&[("纪要", "甲".as_bytes())]);
    let request = page.ask();
    page.act(Action::Pasted(request, pasted));
    assert_eq!(
        (&page.state.dialog, &page.state.draft),
        (&None, &Draft::default())
    );
}

#[test]
fn messages_that_come_while_a_dialog_is_open_are_in_it() {
    let mut page = Page::empty();
    let say = |page: &mut Page, why: Failure| {
        page.act(Action::Tell(NoticeKind::Warning, why));
    };
    let split = |page: &Page| {
        let state = &page.state;
        (
            state.notices_on_page().len(),
            state.notices_in_dialog().len(),
        )
    };
    say(&mut page, Failure::NoOriginal);
    assert_eq!(split(&page), (1, 0));
    page.act(Action::AskPaste);
    assert_eq!(split(&page), (1, 0));
    say(&mut page, Failure::NothingPasted);
    let lasting = Failure::AlreadyOpen { name: "甲".into() };
    say(&mut page, lasting.clone());
    assert_eq!(split(&page), (1, 2));
    page.act(Action::CloseDialog);
    assert_eq!(page.told(), [&Failure::NoOriginal, &lasting]);
    assert_eq!(split(&page), (2, 0));
}

#[test]
fn what_was_kept_comes_back_to_where_it_was() {
    let mut page = page_of("[t:甲]");
    page.open(&[("乙.txt", "2".as_bytes())]);
    let mut place = page.state.place.clone();
    place.top = Some((reportmark_core::text::Offset::ZERO, 7));
    let come_back = |project: &Project, place: crate::app::Place| Action::Recovered {
        access: Access::Writes,
        recovered: Box::new(Recovered {
            project: project.clone(),
            sequence: 9,
            ..Recovered::default()
        }),
        texts: page.state.texts.clone(),
        texts_lost: 0,
        place: Some(place),
    };
    let mut next = Page::empty();
    next.act(come_back(&page.state.project, place.clone()));
    assert_eq!(next.shown(), Some("乙.txt"));
    assert_eq!(next.state.place, place);
    assert_eq!(next.state.reveal.as_ref().unwrap().top, Some(7));
    assert_eq!(next.state.save.tag(), "saved");
    assert_eq!(next.state.sequence, 9);
    assert!(next.told().is_empty());

    // Where it was is gone: the first document.
    place.document = Some(DocumentId::new("gone"));
    let mut next = Page::empty();
    next.act(come_back(&page.state.project, place.clone()));
    assert_eq!(next.shown(), Some("甲.txt"));
    assert_eq!(next.state.place.top, None);

    let mut next = Page::empty();
    next.act(come_back(&Project::default(), place));
    assert_eq!(next.shown(), None);
    assert_eq!(*next.state.project.scheme, Scheme::guideline());
}

#[test]
fn another_encoding_is_looked_at_before_it_is_taken() {
    let mut page = page_of("甲乙");
    let effects = page.act(Action::AskReopen);
    assert!(effects.is_empty(), "the text gives the bytes back");
    let Some(Dialog::Reopen(reopen)) = &page.state.dialog else {
        panic!("{:?}", page.state.dialog)
    };
    assert_eq!(reopen.bytes.as_deref(), Some("甲乙".as_bytes()));
    assert_eq!(reopen.encoding, Encoding::Utf8);
    page.act(Action::ReopenEncoding(Encoding::Big5));
    assert!(
        matches!(&page.state.dialog, Some(Dialog::Reopen(reopen)) if reopen.encoding == Encoding::Big5)
    );

    let file = Incoming {
        name: "乙.txt".into(),
        bytes: Bytes::new(b"\xc4\xbf".to_vec()),
    };
    page.arrive(vec![read_report(file, Some(Encoding::Gb18030))]);
    let effects = page.act(Action::AskReopen);
    let source = page.state.document().unwrap().head.source.clone().unwrap();
    assert!(matches!(&effects[..], [Effect::FetchOriginal(hash)] if *hash == source.byte_sha256));
    let id = page.state.document().unwrap().id().clone();
    page.act(Action::Original(DocumentId::new("another"), None));
    assert!(
        page.state.dialog.is_some(),
        "an answer for another document"
    );
    page.act(Action::Original(
        id.clone(),
        Some(b"\xc4\xbf".as_slice().into()),
    ));
    assert!(matches!(&page.state.dialog, Some(Dialog::Reopen(reopen)) if reopen.bytes.is_some()));
    page.act(Action::Original(id, None));
    assert_eq!(page.state.dialog, None);
    assert!(page.told().contains(&&Failure::NoOriginal));
}

#[test]
fn of_several_the_first_new_one_is_shown() {
    let mut page = page_of("甲");
    page.open(&[("甲.txt", "甲".as_bytes()), ("乙.txt", "乙".as_bytes())]);
    assert_eq!(page.shown(), Some("乙.txt"));
    page.open(&[("甲.txt", "甲".as_bytes())]);
    assert_eq!(page.shown(), Some("甲.txt"));
}
