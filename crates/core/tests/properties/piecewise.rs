//! A native file that comes in pieces is read as one that is all there, whatever the order of its
//! members; and what a whole parser refuses is refused.

use std::sync::Arc;

use proptest::prelude::*;
use reportmark_core::{
    format::{
        Problem, ProblemKind,
        native::{self, Broken, Fed, Finished, Options, Read, Reading},
    },
    model::{Project, Texts, Timestamp},
    text::Text,
};
use serde_json::{Value, json};

use crate::support::{json::value, project::project};

/// Read a file in pieces of these sizes, over and over.
fn in_pieces(bytes: &[u8], sizes: &[usize]) -> Result<Read, Problem> {
    let mut reading = Reading::new(Texts::new());
    let problem = |broken: Broken| {
        let before = bytes.get(..broken.at).unwrap();
        broken.into_problem(before.chunks(3))
    };
    loop {
        let mut left = bytes;
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
            let done = bytes.len() - left.len();
            assert_eq!(reading.position(), done);
            drop(reading.preview());
        }
        match reading.finish().map_err(problem)? {
            Finished::Read(read) => return Ok(read),
            Finished::Again(again) => reading = again,
        }
    }
}

fn written(project: &Project) -> Vec<u8> {
    let documents = project.documents.iter().map(|document| &**document);
    let options = Options {
        exported_at: &Timestamp::new("2026-11-22T09:30:00Z"),
        extra: &project.extra,
    };
    native::write(&project.scheme, documents, &options).unwrap()
}

fn file_of(document: &Value) -> Value {
    json!({"format": "reportmark", "version": 1, "documents": [document]})
}

proptest! {
    #[test]
    fn pieces_of_any_size_come_to_the_same(
        (project, _) in project(),
        sizes in prop::collection::vec(1..40_usize, 1..8),
    ) {
        let bytes = written(&project);
        let whole = native::read(&bytes, &Texts::new());
        prop_assert_eq!(in_pieces(&bytes, &sizes), whole);
    }

    #[test]
    fn the_order_of_members_makes_no_difference((project, _) in project()) {
        let bytes = written(&project);
        // Sorted by name: spans stand before the text.
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        let sorted = serde_json::to_vec(&value).unwrap();
        let pretty = serde_json::to_vec_pretty(&value).unwrap();
        let read = native::read(&bytes, &Texts::new());
        prop_assert_eq!(&native::read(&sorted, &Texts::new()), &read);
        prop_assert_eq!(&native::read(&pretty, &Texts::new()), &read);
    }

    #[test]
    fn what_a_whole_parser_refuses_is_refused(
        other in value(),
        at in any::<prop::sample::Index>(),
        byte in prop::sample::select(b"\"\\{}[],: \n0-u\x00\xe5\xff".to_vec()),
        how in 0..3,
        sizes in prop::collection::vec(1..9_usize, 1..4),
    ) {
        let span = json!({"id": "a", "label": "target", "start": 1, "end": 3, "note": "注\u{1F600}\""});
        let document = json!({
            "id": "d", "text": "目标\n\"😀\\\u{1}末", "spans": [span.clone(), span], "relations": [], "x": other,
        });
        let mut bytes = serde_json::to_vec(&file_of(&document)).unwrap();
        let at = at.index(bytes.len());
        match how {
            0 => bytes[at] = byte,
            1 => bytes.insert(at, byte),
            _ => bytes.truncate(at),
        }
        let whole = serde_json::from_slice::<Value>(&bytes);
        let read = in_pieces(&bytes, &sizes);
        let is_refused = match &read {
            Err(Problem { kind: ProblemKind::NotJson { .. }, .. }) => true,
            Err(Problem { kind: ProblemKind::Empty, .. }) => bytes.is_empty(),
            _ => false,
        };
        // Another format than ours is told before the end is seen.
        let is_other = matches!(&read, Err(Problem { kind: ProblemKind::NotNative, .. }));
        prop_assert!(is_other || is_refused == whole.is_err(), "{read:?} {whole:?}");
        if let (Ok(read), Ok(whole)) = (read, whole)
            && let Some(document) = read.documents.first()
        {
            prop_assert_eq!(document.text.as_str(), whole["documents"][0]["text"].as_str().unwrap());
        }
    }

    #[test]
    fn strings_are_decoded_as_a_whole_parser_does(
        text in any::<String>(),
        halves in prop::collection::vec(0xD700..0xE100_u32, 0..4),
        sizes in prop::collection::vec(1..6_usize, 1..4),
    ) {
        let escapes: String = halves.iter().map(|unit| format!("\\u{unit:04x}")).collect();
        let quoted = serde_json::to_string(&text).unwrap();
        let quoted = format!("{}{escapes}\"", quoted.strip_suffix('"').unwrap());
        let file = format!(r#"{{"format":"reportmark","version":1,"documents":[{{"id":"d","text":{quoted}}}]}}"#);
        let whole: Result<String, _> = serde_json::from_str(&quoted);
        match (in_pieces(file.as_bytes(), &sizes), whole) {
            (Ok(read), Ok(text)) => prop_assert_eq!(read.documents[0].text.as_str(), text),
            (read, whole) => prop_assert!(read.is_err() && whole.is_err(), "{read:?} {whole:?}"),
        }
    }
}

#[test]
fn what_is_there_is_shown_before_the_rest_is_read() {
    let span = |start: usize| json!({"id": format!("s{start}"), "label": "target", "start": start, "end": start + 1});
    let spans: Vec<_> = (0..9).map(span).collect();
    let document = serde_json::to_string(&json!(spans)).unwrap();
    let file = format!(
        r#"{{"format":"reportmark","version":1,"documents":[{{"id":"d","name":"报告","text":"一二三四五六七八九十","spans":{document}"#
    );
    let mut reading = Reading::new(Texts::new());
    let mut left = &file.as_bytes()[..file.len() - 100];
    assert_eq!(reading.preview(), None);
    while let Fed::Text(read, text) = reading.feed(left).unwrap() {
        reading.give(Arc::new(Text::new(text)));
        left = &left[read..];
    }
    let (document, scheme) = reading.preview().unwrap();
    assert_eq!(&*document.head.name, "报告");
    assert!(reading.has_beginning("一二三".len()) && !reading.has_beginning(100));
    assert!((5..9).contains(&document.spans.len()));
    assert_eq!(scheme, None);
}
