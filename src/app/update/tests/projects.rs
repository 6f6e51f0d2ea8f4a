//! Projects that are opened: where their documents, texts and labels go.

use super::*;
use reportmark_core::{
    format::{Problem, ProblemKind},
    scheme::Scheme,
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
