//! Files that are wrong on purpose: what is read of them, and what is said of the rest.

mod annotations;
mod json;

use reportmark_core::{
    format::{
        Problem,
        ProblemKind::{
            self, BadRange, Dangling, DuplicateId, Empty, Expected, HashDiffers, Missing, Newer,
            NoText, NotJson, NotNative, OtherUnit, OutOfText, QuoteDiffers, Repeated, Supplied,
        },
        native::{self, Read},
    },
    model::Texts,
};
use serde_json::{Value, json};

/// The text of the documents here: 6 code points, 8 UTF-16 units, 17 bytes.
const TEXT: &str = "目😀𠀀标e\u{301}";

const NUMBER: ProblemKind = Expected("a whole number, 0 or more");
const PAIR: ProblemKind = Expected("a pair of offsets");

/// A file of one document with these members beside its id and text.
fn file(members: Value) -> Value {
    let mut document = json!({"id": "d", "name": "甲", "text": TEXT});
    document
        .as_object_mut()
        .unwrap()
        .extend(members.as_object().unwrap().clone());
    json!({"format": "reportmark", "version": 1, "documents": [document]})
}

fn read(file: &Value) -> Result<Read, Problem> {
    native::read(file.to_string().as_bytes(), &Texts::new())
}

/// Check what is said of a document with these members, by place in the document, and how many
/// spans of it are read.
#[track_caller]
fn check(members: Value, spans: usize, expect: &[(&str, ProblemKind)]) -> Read {
    let read = read(&file(members)).unwrap();
    let expect: Vec<_> = expect
        .iter()
        .map(|(place, kind)| (format!("documents[0].{place}"), kind.clone()))
        .collect();
    let problems: Vec<_> = read
        .problems
        .iter()
        .map(|p| (p.place.clone(), p.kind.clone()))
        .collect();
    assert_eq!(problems, expect);
    let data = &read.documents[0].data;
    assert_eq!(data.spans.len(), spans, "spans");
    assert!(
        data.with_text(&read.documents[0].text).is_some(),
        "fits its text"
    );
    read
}

/// Check what is said of one span with these ends.
#[track_caller]
fn check_span(start: Value, end: Value, expect: &[(&str, ProblemKind)]) {
    let expect: Vec<_> = expect
        .iter()
        .map(|(place, kind)| (format!("spans[0].{place}"), kind.clone()))
        .collect();
    let expect: Vec<_> = expect
        .iter()
        .map(|(place, kind)| (place.as_str(), kind.clone()))
        .collect();
    let span = json!({"id": "s", "label": "target", "start": start, "end": end});
    check(
        json!({"spans": [span]}),
        usize::from(expect.is_empty()),
        &expect,
    );
}

/// Check that nothing of a file is read, and why.
#[track_caller]
fn refuse(bytes: &[u8], expect: impl Fn(&ProblemKind) -> bool) {
    let problem = native::read(bytes, &Texts::new()).unwrap_err();
    assert_eq!(problem.place, "");
    assert!(expect(&problem.kind), "{problem:?}");
}

fn not_json(kind: &ProblemKind) -> bool {
    matches!(kind, NotJson { .. })
}

fn span(start: usize, end: usize, quote: &str) -> Value {
    json!({"label": "target", "start": start, "end": end, "quote": quote})
}
