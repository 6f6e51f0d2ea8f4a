//! Annotated reports that are kept beside the checkout: read, written and read again without a
//! difference, and selected as their annotators did. Where they are not there, that is said and
//! nothing is tested.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod document;
mod links;
mod responsibility;
mod slots;
mod snapping;
mod suggest;

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use reportmark_core::{
    format::native::{self, Options, Read},
    model::{Document, Texts, Timestamp},
    outline::Outline,
    text::Text,
};
use serde_json::Value;

/// Where reports and their annotations are: `REPORTMARK_SHARED`, or `shared` beside the checkout.
fn corpus() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = env::var_os("REPORTMARK_SHARED").map_or_else(beside, PathBuf::from);
    let corpus = shared.join("corpus");
    if corpus.join("gold").is_dir() {
        return Some(corpus);
    }
    eprintln!("skipped: no annotated reports in {}", corpus.display());
    None
}

/// The files of a folder with this ending.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|own| own == ending))
        .collect()
}

/// The reports.
fn texts(corpus: &Path) -> Texts {
    files(corpus, "txt")
        .iter()
        .map(|path| Arc::new(Text::new(fs::read_to_string(path).unwrap())))
        .map(|text| (text.hash().clone(), text))
        .collect()
}

fn documents(read: &Read) -> Vec<Document> {
    let document = |read: &native::ReadDocument| read.data.with_text(&read.text).unwrap();
    read.documents.iter().map(document).collect()
}

/// Check that every value of one file is in the other. Records are found by their ids.
fn check_within(one: &Value, other: &Value, place: &str) {
    match (one, other) {
        (Value::Object(one), Value::Object(_)) => {
            for (key, value) in one {
                let there = other
                    .get(key)
                    .unwrap_or_else(|| panic!("{place}.{key} is gone"));
                check_within(value, there, &format!("{place}.{key}"));
            }
        }
        (Value::Array(one), Value::Array(others)) => {
            assert_eq!(one.len(), others.len(), "{place}");
            for (nth, item) in one.iter().enumerate() {
                let same = |other: &&Value| other.get("id") == item.get("id");
                let there = match item.get("id") {
                    Some(_) => others.iter().find(same),
                    None => others.get(nth),
                };
                let there = there.unwrap_or_else(|| panic!("{place}[{nth}] is gone"));
                check_within(item, there, &format!("{place}[{nth}]"));
            }
        }
        _ => assert_eq!(one, other, "{place}"),
    }
}

#[test]
fn annotated_reports_are_kept_as_they_are() {
    let Some(corpus) = corpus() else { return };
    let texts = texts(&corpus);
    let mut checked = 0;
    for path in files(&corpus.join("gold"), "json") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(&path).unwrap();
        let read = native::read(&bytes, &texts).unwrap();
        assert_eq!(read.problems, [], "{name}");
        assert!(!read.documents.is_empty(), "{name} has no documents");

        let options = Options {
            exported_at: &Timestamp::new("2026-11-22T09:30:00Z"),
            extra: &read.extra,
        };
        let all = documents(&read);
        let scheme = read.scheme.clone().unwrap_or_default();
        let written = native::write(&scheme, all.iter(), &options).unwrap();
        assert_eq!(native::check(&written), Ok(()), "{name}");

        let again = native::read(&written, &Texts::new()).unwrap();
        assert_eq!(again.problems, [], "{name}");
        assert!(documents(&again) == all, "{name} is read otherwise");
        assert_eq!(again.extra, read.extra, "{name}");

        let before: Value = serde_json::from_slice(&bytes).unwrap();
        let after: Value = serde_json::from_slice(&written).unwrap();
        check_within(&before, &after, &name);
        checked += 1;
    }
    assert!(checked > 0, "a folder of annotations without a file");
}

#[test]
fn outlines_have_as_many_headings_of_each_kind_as_were_counted() {
    let Some(corpus) = corpus() else { return };
    // `一、`, `（一）` and `1.` at the starts of lines, counted by other means.
    let counted = [
        ("001", [3, 10, 32]),
        ("002", [3, 20, 15]),
        ("004", [10, 26, 0]),
    ];
    for (report, expect) in counted {
        let mut texts = files(&corpus, "txt").into_iter();
        let named = |file: &PathBuf| {
            file.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with(report))
        };
        let Some(file) = texts.find(named) else {
            eprintln!("skipped: no report {report} in {}", corpus.display());
            continue;
        };
        let text = Text::new(fs::read_to_string(file).unwrap());
        let outline = Outline::of(&text);
        let mut found = [0; 3];
        for heading in outline.headings() {
            let mut title = text.slice(heading.title).chars();
            let kind = match (title.next(), title.next()) {
                (Some('(' | '（'), _) => Some(1),
                (Some('0'..='9'), _) => Some(2),
                (_, Some('是')) => None,
                (Some(c), _) if "一二三四五六七八九十".contains(c) => Some(0),
                _ => None,
            };
            if let Some(count) = kind.and_then(|kind: usize| found.get_mut(kind)) {
                *count += 1;
            }
        }
        assert_eq!(found, expect, "{report}");
    }
}
