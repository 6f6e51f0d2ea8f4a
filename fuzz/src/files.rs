//! Files of the native format, and of a scheme or a lexicon by itself.

use std::sync::Arc;

use reportmark_core::{
    format::{
        Problem, ProblemKind, doccano,
        native::{self, Broken, Fed, Finished, Options, Read, Reading},
    },
    model::{Document, Lexicon, Members, Texts, Timestamp},
    scheme::{Draft, Scheme, Terms},
    text::Text,
};
use serde_json::Value;

use crate::split;

/// How a file is cut is none of its business; what was read of it is sound, can be written, and is
/// read again as it was.
pub fn native(bytes: &[u8]) {
    let Some((sizes, file)) = split::<3>(bytes) else {
        return;
    };
    let whole = native::read(file, &Texts::new());
    let pieces = in_pieces(file, sizes.map(|size| usize::from(size) + 1));
    assert_eq!(pieces, whole, "read in pieces and as a whole");
    let Ok(read) = whole else {
        return;
    };
    for problem in &read.problems {
        assert!(!problem.place.is_empty(), "{problem:?}");
    }
    let documents = documents(&read);
    let scheme = read.scheme.clone().unwrap_or_default();
    let written = write(&scheme, &documents, &read.extra);
    assert_eq!(native::check(&written), Ok(()));
    assert!(native::is_native(&written));
    let again = native::read(&written, &Texts::new()).expect("what was written is read");
    assert_eq!(faults(&again.problems), Vec::<&Problem>::new());
    assert_eq!(self::documents(&again), documents);
    assert_eq!(again.extra, read.extra);
    as_doccano(&documents);
}

fn in_pieces(file: &[u8], sizes: [usize; 3]) -> Result<Read, Problem> {
    let problem = |broken: Broken| {
        let before = file.get(..broken.at).expect("it is in the file");
        broken.into_problem(before.chunks(3))
    };
    let mut reading = Reading::new(Texts::new());
    loop {
        let mut left = file;
        for size in sizes.iter().cycle() {
            if left.is_empty() {
                break;
            }
            let (piece, rest) = left.split_at((*size).min(left.len()));
            left = match reading.feed(piece).map_err(problem)? {
                Fed::All => rest,
                Fed::Text(read, text) => {
                    reading.give(Arc::new(Text::new(text)));
                    &left[read..]
                }
            };
            assert_eq!(reading.position(), file.len() - left.len());
        }
        if let Some((beginning, _)) = reading.preview() {
            assert!(
                beginning
                    .spans
                    .iter()
                    .all(|span| span.fits(&beginning.text))
            );
        }
        match reading.finish().map_err(problem)? {
            Finished::Read(read) => return Ok(read),
            Finished::Again(again) => reading = again,
        }
    }
}

fn documents(read: &Read) -> Vec<Document> {
    let document = |read: &native::ReadDocument| {
        let document = read.data.with_text(&read.text);
        document.expect("what is read of a document fits its text")
    };
    read.documents.iter().map(document).collect()
}

fn write(scheme: &Scheme, documents: &[Document], extra: &Members) -> Vec<u8> {
    let options = Options {
        exported_at: &Timestamp::new("2026-11-22T09:30:00Z"),
        extra,
    };
    native::write(scheme, documents.iter(), &options).expect("every quote is what stands there")
}

/// Problems but for what is kept as it is and told each time: values of attributes and fields, and a
/// closed set of a scheme that has no values.
fn faults(problems: &[Problem]) -> Vec<&Problem> {
    let is_kept = |problem: &Problem| match problem.kind {
        ProblemKind::Value(_) => true,
        ProblemKind::Missing => problem.place.ends_with(".values"),
        _ => false,
    };
    let problems = problems.iter();
    problems.filter(|problem| !is_kept(problem)).collect()
}

/// Each line gives back what its offsets are of, counted in UTF-16.
fn as_doccano(documents: &[Document]) {
    let lines = doccano::write(documents.iter()).expect("every offset gives back its quote");
    let lines = String::from_utf8(lines).expect("UTF-8");
    assert_eq!(lines.lines().count(), documents.len());
    for (line, document) in lines.lines().zip(documents) {
        let line: Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(line["text"], document.text.as_str());
        let units: Vec<u16> = document.text.as_str().encode_utf16().collect();
        for label in line["label"].as_array().expect("labels") {
            let at = |nth: usize| label[nth].as_u64().expect("an offset") as usize;
            String::from_utf16(&units[at(0)..at(1)]).expect("no half of a character");
        }
    }
}

/// What was read of a scheme is a scheme: written it is read again as it was, by itself and in a
/// project, and its editor gives back what it was given.
pub fn scheme(bytes: &[u8]) {
    let Ok((scheme, _)) = native::read_scheme(bytes) else {
        return;
    };
    let json = serde_json::to_vec(&scheme).expect("JSON");
    if !is_said_to_be_file(&scheme.extra) {
        let (again, problems) = native::read_scheme(&json).expect("what was written is read");
        assert_eq!(faults(&problems), Vec::<&Problem>::new());
        assert_eq!(again, scheme);
    }
    let file = write(&scheme, &[], &Members::new());
    let read = native::read(&file, &Texts::new()).expect("what was written is read");
    assert_eq!(faults(&read.problems), Vec::<&Problem>::new());
    assert_eq!(read.scheme.as_ref(), Some(&scheme));
    let draft = Draft::of(&scheme);
    assert_eq!(Terms::of(&draft.written()), Terms::of(&scheme));
    assert_eq!(Draft::of(&draft.written()).written(), draft.written());
}

/// Whether these members of a part say that it is a file; written by itself, it is taken for one.
fn is_said_to_be_file(members: &Members) -> bool {
    members
        .get("format")
        .is_some_and(|format| format == "reportmark")
}

/// What was read of a lexicon is written and read again as it was; a name leads to a body that is
/// called so.
pub fn lexicon(bytes: &[u8]) {
    let Ok((lexicon, _)) = native::read_lexicon(bytes) else {
        return;
    };
    let mut members = Members::new();
    lexicon.write(&mut members);
    assert_eq!(Lexicon::of(&members), lexicon);
    let json = serde_json::to_vec(&lexicon).expect("JSON");
    if !is_said_to_be_file(&lexicon.extra) {
        let (again, problems) = native::read_lexicon(&json).expect("what was written is read");
        assert_eq!(problems, []);
        assert_eq!(again, lexicon);
    }
    for body in &lexicon.bodies {
        for name in body.aliases.iter().chain([&body.name]) {
            let called = lexicon.called(name, &body.jurisdiction);
            let called = called.expect("a body has its names");
            assert!(called.is_called(name, &body.jurisdiction));
        }
    }
}
