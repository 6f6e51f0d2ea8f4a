//! Files that are opened: reports, projects, and what is neither.

use super::*;
use crate::app::{Dialog, Draft};
use reportmark_core::{
    format::{Problem, ProblemKind},
    journal::Recovered,
    model::Project,
    scheme::Scheme,
    source::Refusal,
};
use serde_json::{Value, json};

/// The project of a page as JSON.
fn exported(page: &mut Page) -> Value {
    serde_json::from_slice(&exporting::native(page)).unwrap()
}

fn bytes(file: &Value) -> Vec<u8> {
    file.to_string().into_bytes()
}

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
    assert_eq!(told.len(), 5);
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
fn a_project_comes_with_everything() {
    let mut page = page_of("甲[*t:乙]");
    page.open(&[("乙.txt", "丙".as_bytes())]);
    let file = exported(&mut page);
    let mut other = Page::empty();
    let effects = other.open(&[("项目.json", &bytes(&file))]);
    let [
        Effect::StoreText(_),
        Effect::StoreText(_),
        Effect::Append(_),
        ..,
    ] = &effects[..]
    else {
        panic!("{effects:?}")
    };
    assert_eq!(other.state.project, page.state.project);
    assert!(other.told().is_empty());
    assert_eq!(exported(&mut other), file);
}

#[test]
fn a_project_that_is_open_is_not_opened_again() {
    let mut page = page_of("甲[t:乙]");
    let file = bytes(&exported(&mut page));
    let before = page.state.project.clone();
    assert!(page.open(&[("项目.json", &file)]).is_empty());
    assert_eq!(
        page.told(),
        [&Failure::AlreadyOpen {
            name: "甲.txt".into()
        }]
    );
    assert_eq!(page.state.project, before);
}

#[test]
fn a_project_that_differs_is_opened_beside() {
    let mut page = page_of("甲[*t:乙]");
    let file = bytes(&exported(&mut page));
    page.label("measure");
    page.open(&[("项目.json", &file)]);
    assert_eq!(page.names(), ["甲.txt", "甲.txt (2)"]);
    assert_eq!(page.marked(), "甲[t:乙]");
    assert_eq!(
        page.told(),
        [&Failure::OpenedBeside {
            name: "甲.txt (2)".into()
        }]
    );
    let ids: Vec<_> = page
        .state
        .project
        .documents
        .iter()
        .map(|document| document.id())
        .collect();
    assert_ne!(ids[0], ids[1]);
    // What is in the bin is not touched either.
    let first = page.id("甲.txt");
    page.act(Action::Show(first));
    page.act(Action::Bin);
    page.open(&[("项目.json", &file)]);
    assert_eq!(page.names(), ["甲.txt (2)", "甲.txt (3)"]);
}

/// A page with a text of which nothing is said, and a file that says something of it.
fn bare_and_file(name: &str) -> (Page, Vec<u8>) {
    let mut author = page_of("甲[t:乙]丙");
    let mut file = exported(&mut author);
    let document = file["documents"][0].as_object_mut().unwrap();
    for key in ["text", "source"] {
        document.remove(key);
    }
    document["name"] = json!(name);
    let mut page = page_of("丁");
    page.open(&[("甲.txt", "甲乙丙".as_bytes())]);
    (page, bytes(&file))
}

#[test]
fn annotations_go_to_the_document_of_the_same_text_that_has_none() {
    let (mut page, file) = bare_and_file("分解通知");
    let before = page.state.project.clone();
    page.open(&[("项目.json", &file)]);
    assert_eq!(page.names(), ["甲.txt", "分解通知"]);
    assert_eq!(page.marked(), "甲[t:乙]丙");
    assert_eq!(
        page.told(),
        [&Failure::Joined {
            name: "分解通知".into()
        }]
    );
    let source = &page.state.document().unwrap().head.source;
    assert_eq!(source.as_ref().unwrap().file_name, "甲.txt");
    // The same file once more, alone or with its text, brings nothing new.
    for files in [
        &[("项目.json", &file[..])][..],
        &[("项目.json", &file), ("甲.txt", "甲乙丙".as_bytes())],
    ] {
        page.state.notices.clear();
        page.open(files);
        assert_eq!(
            page.told(),
            [&Failure::AlreadyOpen {
                name: "分解通知".into()
            }]
        );
    }
    page.act(Action::Undo);
    assert_eq!(page.state.project, before);
    page.act(Action::Redo);
    assert_eq!(page.names(), ["甲.txt", "分解通知"]);
}

#[test]
fn annotations_that_come_twice_in_one_go_are_there_twice() {
    let (mut page, file) = bare_and_file("通知");
    page.open(&[
        ("甲.txt", "甲乙丙".as_bytes()),
        ("一.json", &file),
        ("二.json", &file),
    ]);
    assert_eq!(page.names(), ["甲.txt", "通知", "通知 (2)"]);
    assert!(
        page.told()
            .iter()
            .all(|told| !matches!(told, Failure::Conflict(_)))
    );
}

#[test]
fn annotations_do_not_go_where_there_are_some() {
    let (mut page, file) = bare_and_file("甲.txt");
    page.select(page.state.document().unwrap().text.range(), true);
    page.label("measure");
    page.open(&[("项目.json", &file)]);
    assert_eq!(page.names().len(), 3);
    assert_eq!(page.marked(), "甲[t:乙]丙");
}

#[test]
fn labels_come_along_with_annotations_for_a_document_that_is_there() {
    let (mut page, file) = bare_and_file("甲.txt");
    let mut file: Value = serde_json::from_slice(&file).unwrap();
    file["scheme"] = json!({"id": "x", "labels": [
        {"id": "funding", "name": {"zh": "资金", "en": "Funding"}},
    ]});
    file["documents"][0]["spans"][0]["label"] = json!("funding");
    page.open(&[("项目.json", &bytes(&file))]);
    assert!(
        page.state
            .project
            .scheme
            .label(&LabelId::new("funding"))
            .is_some()
    );
    page.act(Action::Undo);
    assert_eq!(*page.state.project.scheme, Scheme::guideline());
}

#[test]
fn a_project_twice_in_one_go_has_its_documents_twice_under_their_own_ids() {
    let mut page = page_of("甲");
    let file = bytes(&exported(&mut page));
    let mut other = Page::empty();
    other.open(&[("一.json", &file), ("二.json", &file)]);
    assert_eq!(other.names(), ["甲.txt", "甲.txt (2)"]);
}

#[test]
fn a_text_that_was_left_out_is_found_among_the_files_opened_with_it() {
    let mut page = page_of("甲[t:乙]");
    let mut file = exported(&mut page);
    let hash = file["documents"][0]["text_sha256"]
        .as_str()
        .unwrap()
        .to_owned();
    file["documents"][0].as_object_mut().unwrap().remove("text");
    let file = bytes(&file);

    let mut other = Page::empty();
    other.open(&[("项目.json", &file)]);
    assert_eq!(
        other.told(),
        [&Failure::NotProject {
            file: "项目.json".into(),
            why: Problem {
                place: "documents[0].text".into(),
                kind: ProblemKind::NoText(hash),
            },
        }]
    );
    assert_eq!(other.notice().kind, NoticeKind::Error);
    assert!(other.names().is_empty());

    // Whichever comes first.
    other.open(&[("项目.json", &file), ("原文.txt", "甲乙".as_bytes())]);
    let id = page.state.document().unwrap().id();
    assert_eq!(
        other.state.project.document(id),
        page.state.project.document(id)
    );

    // Or among those that are open.
    let mut third = page_of("甲乙");
    third.open(&[("项目.json", &file)]);
    assert_eq!(third.marked(), "甲[t:乙]");
}

#[test]
fn what_is_wrong_in_a_project_is_told_and_the_rest_is_opened() {
    let mut page = page_of("甲[t:乙]");
    let mut file = exported(&mut page);
    file["documents"][0]["id"] = "other".into();
    file["documents"][0]["relations"] = json!([{"type": "t", "head": "gone", "tail": "gone"}]);
    page.open(&[("项目.json", &bytes(&file))]);
    assert_eq!(page.names(), ["甲.txt", "甲.txt"]);
    let Failure::Partly { problems, .. } = &page.notice().what else {
        panic!("{:?}", page.notice())
    };
    assert_eq!(problems.len(), 2);
    assert_eq!(page.notice().kind, NoticeKind::Error);

    // What loses nothing is a remark.
    file["documents"][0]["id"] = "third".into();
    file["documents"][0]["relations"] = json!([]);
    file["documents"][0]["text_sha256"] = "0".repeat(64).into();
    page.state.notices.clear();
    page.open(&[("项目.json", &bytes(&file))]);
    assert_eq!(page.notice().kind, NoticeKind::Warning);
}

#[test]
fn the_scheme_of_the_first_project_is_taken_and_labels_of_others_join_it() {
    let with_label = |id: &str, label: &str| {
        let mut page = page_of("[t:甲]");
        let mut file = exported(&mut page);
        file["scheme"] = json!({
            "id": format!("scheme-{label}"),
            "labels": [{"id": label, "name": {"zh": label, "en": label}, "x-own": 1}],
        });
        file["x-project"] = id.into();
        file["documents"][0]["id"] = id.into();
        file["documents"][0]["spans"][0]["label"] = label.into();
        bytes(&file)
    };
    let mut page = Page::empty();
    page.open(&[("一.json", &with_label("a", "funding"))]);
    let labels = |page: &Page| -> Vec<String> {
        let labels = page.state.project.scheme.labels.iter();
        labels.map(|label| label.id.as_str().into()).collect()
    };
    assert_eq!(labels(&page), ["funding"]);
    assert_eq!(page.state.project.scheme.id, "scheme-funding");
    assert_eq!(page.state.project.extra["x-project"], "a");
    page.open(&[("二.json", &with_label("b", "deadline"))]);
    assert_eq!(labels(&page), ["funding", "deadline"]);
    assert_eq!(page.state.project.scheme.labels[1].extra["x-own"], 1);
    assert_eq!(page.state.project.extra["x-project"], "a");

    // A file without a scheme means the guideline's; its labels are not lost here.
    let mut bare = exported(&mut page_of("[t:甲]"));
    bare.as_object_mut().unwrap().remove("scheme");
    bare["documents"][0]["id"] = "c".into();
    page.open(&[("三.json", &bytes(&bare))]);
    assert_eq!(labels(&page), ["funding", "deadline", "target"]);
}

#[test]
fn what_was_kept_comes_back_to_where_it_was() {
    let mut page = page_of("[t:甲]");
    page.open(&[("乙.txt", "2".as_bytes())]);
    let mut place = page.state.place.clone();
    place.top = Some((reportmark_core::text::Offset::ZERO, 7));
    let come_back = |project: &Project, place| Action::Recovered {
        recovered: Box::new(Recovered {
            project: project.clone(),
            sequence: 9,
            ..Recovered::default()
        }),
        texts: page.state.texts.clone(),
        texts_lost: 0,
        place,
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
