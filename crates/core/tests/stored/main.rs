//! What versions of the program stored comes back in this one, whole.
//!
//! Under `v1`, `v2` … lie the values of a store as the program of that version wrote them, byte for
//! byte, and what they are of: `project.json` in the native format, `expected.json` for the rest.
//! They are never written again. A version to come gets a folder of its own (`make.rs`).
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod folder;
mod make;

use std::sync::Arc;

use reportmark_core::{
    change::{Cause, apply},
    format::native,
    journal::{Damage, Lost, Recovered, Snapshots, VERSION, decode, recover},
    model::{Document, Texts},
};
use serde_json::{Value, json};

use folder::Folder;

/// The documents of the expectation, and the text of each.
fn expected(folder: &Folder) -> Vec<Document> {
    let read = native::read(&folder.project, &folder.texts).unwrap();
    assert_eq!(read.problems, []);
    let documents = read.documents.iter();
    documents
        .map(|read| read.data.with_text(&read.text).unwrap())
        .collect()
}

/// A document as a file has it, which knows no bin.
fn out_of_the_bin(document: &Arc<Document>) -> Document {
    let mut document = Document::clone(document);
    Arc::make_mut(&mut document.head).binned_at = None;
    document
}

fn binned(recovered: &Recovered) -> Value {
    let ids = recovered.project.binned().map(|document| document.id());
    ids.map(|id| Value::from(id.as_str())).collect()
}

#[track_caller]
fn check_whole(folder: &Folder, recovered: &Recovered) {
    assert_eq!(recovered.lost, []);
    let project = &recovered.project;
    let documents: Vec<_> = project.documents.iter().map(out_of_the_bin).collect();
    assert_eq!(documents, expected(folder));
    let read = native::read(&folder.project, &folder.texts).unwrap();
    assert_eq!(read.scheme.as_ref(), Some(&*project.scheme));
    assert_eq!(read.extra, *project.extra);
    assert_eq!(binned(recovered), folder.expected["binned"]);
    assert_eq!(recovered.sequence, folder.expected["sequence"]);
}

/// How many steps there are, done and undone: all of them are done again, taken back and done again.
fn steps(recovered: &Recovered, texts: &Texts) -> usize {
    let (mut history, mut project) = (recovered.history.clone(), recovered.project.clone());
    while let Some(step) = history.to_redo().cloned() {
        project = apply(&project, texts, &step).unwrap();
        history.follow(Cause::Redo, &step);
    }
    let end = project.clone();
    let mut count = 0;
    while let Some(step) = history.to_undo().cloned() {
        let inverse = Arc::new(step.inverse());
        project = apply(&project, texts, &inverse).unwrap();
        history.follow(Cause::Undo, &inverse);
        count += 1;
    }
    while let Some(step) = history.to_redo().cloned() {
        project = apply(&project, texts, &step).unwrap();
        history.follow(Cause::Redo, &step);
    }
    assert_eq!(project, end);
    count
}

/// How many steps can be done again.
fn redo(recovered: &Recovered) -> usize {
    let mut history = recovered.history.clone();
    let mut count = 0;
    while let Some(step) = history.to_redo().cloned() {
        history.follow(Cause::Redo, &step);
        count += 1;
    }
    count
}

#[test]
fn every_version_comes_back_whole() {
    for version in 1..=VERSION {
        let folder = Folder::read(version);
        let recovered = recover(&folder.stored, &folder.texts);
        check_whole(&folder, &recovered);
        assert_eq!(
            recovered.since_snapshot, folder.expected["since_snapshot"],
            "v{version}"
        );
        let steps = steps(&recovered, &folder.texts);
        assert_eq!(steps, folder.expected["steps"], "v{version}");
        let redo = redo(&recovered);
        assert_eq!(redo, folder.expected["redo"], "v{version}");
    }
}

#[test]
fn the_journal_of_every_version_is_enough() {
    for version in 1..=VERSION {
        let mut folder = Folder::read(version);
        folder.stored.heads.clear();
        folder.stored.parts.clear();
        check_whole(&folder, &recover(&folder.stored, &folder.texts));
    }
}

#[test]
fn every_value_is_of_its_version() {
    for version in 1..=VERSION {
        let folder = Folder::read(version);
        for bytes in folder.stored.journal.values() {
            assert_eq!(decode(bytes).unwrap().version, version);
        }
        for bytes in folder.stored.heads.values() {
            let head: Value = serde_json::from_slice(&bytes[4..]).unwrap();
            assert_eq!(head["version"], version);
        }
    }
}

/// What an older version stored is written in the present form when it changes, and is the same.
#[test]
fn what_was_stored_is_kept_in_the_present_form() {
    for version in 1..=VERSION {
        let folder = Folder::read(version);
        let recovered = recover(&folder.stored, &folder.texts);
        let mut again = Folder::empty(folder.texts.clone());
        again.snapshot(
            &mut Snapshots::default(),
            &recovered.project,
            recovered.sequence,
        );
        let back = recover(&again.stored, &again.texts);
        assert_eq!(back.lost, []);
        assert_eq!(back.project, recovered.project);
    }
}

/// A version to come: nothing of it is taken for something else, and nothing of it for damage.
#[test]
fn what_a_version_to_come_stored_is_told_apart() {
    let mut folder = Folder::read(VERSION);
    let later = |bytes: &mut Vec<u8>| {
        let mut value: Value = serde_json::from_slice(&bytes[4..]).unwrap();
        value["version"] = json!(VERSION + 1);
        value["unheard_of"] = json!([1, 2]);
        let json = value.to_string();
        *bytes = [
            &crc32fast::hash(json.as_bytes()).to_le_bytes(),
            json.as_bytes(),
        ]
        .concat();
    };
    folder.stored.heads.values_mut().for_each(later);
    folder.stored.journal.values_mut().for_each(later);
    for bytes in folder.stored.journal.values() {
        assert_eq!(decode(bytes), Err(Damage::Newer));
    }
    let recovered = recover(&folder.stored, &folder.texts);
    let is_newer = |lost: &Lost| {
        matches!(
            lost,
            Lost::Snapshot(_, Damage::Newer) | Lost::Record(_, Damage::Newer)
        )
    };
    assert!(recovered.lost.iter().all(is_newer), "{:?}", recovered.lost);
    let values = folder.stored.heads.len() + folder.stored.journal.len();
    assert_eq!(recovered.lost.len(), values);
    assert_eq!(recovered.sequence, folder.expected["sequence"]);
}
