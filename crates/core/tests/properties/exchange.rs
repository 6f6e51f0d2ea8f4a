//! What is written in the native format is read again as it was.

use std::sync::Arc;

use proptest::prelude::*;
use reportmark_core::{
    format::{
        Problem, ProblemKind,
        native::{self, Options, Read},
    },
    model::{Document, Project, Texts, Timestamp},
    scheme::Scheme,
};
use serde_json::{Value, json};

use crate::support::{
    json::{unknown, value},
    project::project,
};

fn write<'a>(
    scheme: &'a Scheme,
    documents: impl Iterator<Item = &'a Document>,
    extra: &reportmark_core::model::Members,
) -> Vec<u8> {
    let options = Options {
        exported_at: &Timestamp::new("2026-11-22T09:30:00Z"),
        extra,
    };
    native::write(scheme, documents, &options).unwrap()
}

fn write_project(project: &Project) -> Vec<u8> {
    let documents = project.documents.iter().map(|document| &**document);
    write(&project.scheme, documents, &project.extra)
}

/// The documents of a file, as they are worked on. Every one that is read fits its text.
fn documents(read: &Read) -> Vec<Arc<Document>> {
    let document = |read: &native::ReadDocument| Arc::new(read.data.with_text(&read.text).unwrap());
    read.documents.iter().map(document).collect()
}

fn write_again(read: &Read) -> Vec<u8> {
    let documents = documents(read);
    let scheme = read.scheme.clone().unwrap_or_default();
    write(
        &scheme,
        documents.iter().map(|document| &**document),
        &read.extra,
    )
}

/// Put members into every object that the format knows.
fn sprinkle(file: &mut Value, members: &reportmark_core::model::Members) {
    let put = |value: &mut Value| {
        if let Value::Object(object) = value {
            object.extend(members.clone());
        }
    };
    put(&mut file["scheme"]);
    for label in each(&mut file["scheme"], "labels") {
        put(&mut label["name"]);
        put(label);
    }
    for document in each(file, "documents") {
        if document["source"].is_object() {
            put(&mut document["source"]);
        }
        for list in ["sections", "zones", "spans", "blocks", "relations"] {
            for item in each(document, list) {
                for slot in each(item, "slots") {
                    put(slot);
                }
                put(item);
            }
        }
        put(document);
    }
    put(file);
}

fn each<'a>(value: &'a mut Value, key: &str) -> impl Iterator<Item = &'a mut Value> {
    value
        .get_mut(key)
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
}

/// What is wrong with a file, but for values of attributes and fields: they are any here.
fn faults(read: &Read) -> Vec<&Problem> {
    let problems = read.problems.iter();
    problems
        .filter(|problem| !matches!(problem.kind, ProblemKind::Value(_)))
        .collect()
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_it_was((project, _) in project()) {
        let bytes = write_project(&project);
        prop_assert_eq!(native::check(&bytes), Ok(()));
        prop_assert!(native::is_native(&bytes));
        let read = native::read(&bytes, &Texts::new()).unwrap();
        prop_assert_eq!(faults(&read), Vec::<&Problem>::new());
        prop_assert_eq!(documents(&read), project.documents);
        prop_assert_eq!(read.scheme.as_ref(), Some(&*project.scheme));
        prop_assert_eq!(&read.extra, &*project.extra);
    }

    #[test]
    fn texts_can_be_left_out((project, texts) in project()) {
        let mut file: Value = serde_json::from_slice(&write_project(&project)).unwrap();
        for document in each(&mut file, "documents") {
            document.as_object_mut().unwrap().remove("text");
        }
        let read = native::read(file.to_string().as_bytes(), &texts).unwrap();
        prop_assert_eq!(faults(&read), Vec::<&Problem>::new());
        prop_assert_eq!(documents(&read), project.documents);
    }

    #[test]
    fn context_is_what_stands_around((project, _) in project()) {
        let file: Value = serde_json::from_slice(&write_project(&project)).unwrap();
        for document in file["documents"].as_array().unwrap() {
            let text: Vec<char> = document["text"].as_str().unwrap().chars().collect();
            prop_assert_eq!(document["length"].as_u64(), Some(text.len() as u64));
            for span in document["spans"].as_array().unwrap() {
                let at = |key: &str| span[key].as_u64().unwrap() as usize;
                let quoted = |range: std::ops::Range<usize>| -> Value {
                    text[range].iter().collect::<String>().into()
                };
                let (start, end) = (at("start"), at("end"));
                prop_assert_eq!(&span["quote"], &quoted(start..end));
                prop_assert_eq!(&span["prefix"], &quoted(start.saturating_sub(16)..start));
                prop_assert_eq!(&span["suffix"], &quoted(end..text.len().min(end + 16)));
            }
        }
    }

    #[test]
    fn unknown_members_survive_byte_for_byte((project, _) in project(), unknown in unknown()) {
        let mut file: Value = serde_json::from_slice(&write_project(&project)).unwrap();
        sprinkle(&mut file, &unknown);
        let read = native::read(file.to_string().as_bytes(), &Texts::new()).unwrap();
        prop_assert_eq!(faults(&read), Vec::<&Problem>::new());
        let once = write_again(&read);
        prop_assert_eq!(&serde_json::from_slice::<Value>(&once).unwrap(), &file);
        let twice = write_again(&native::read(&once, &Texts::new()).unwrap());
        prop_assert_eq!(once, twice);
    }
}

/// Something wrong with a value in a file.
#[derive(Clone, Debug)]
enum Fault {
    /// Another value in its place.
    Replaced(Value),
    /// Gone.
    Removed,
    /// There twice, where it is an item of an array.
    Doubled,
    /// A number that is a little more or less.
    Moved(i8),
}

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        2 => value().prop_map(Fault::Replaced),
        2 => Just(Fault::Removed),
        1 => Just(Fault::Doubled),
        4 => any::<i8>().prop_map(Fault::Moved),
    ]
}

/// Put a fault in the place that a walk by these numbers comes to.
fn spoil(value: &mut Value, walk: &[u16], fault: &Fault) {
    let len = match value {
        Value::Array(items) => items.len(),
        Value::Object(members) => members.len(),
        _ => 0,
    };
    let Some((first, rest)) = walk.split_first().filter(|_| len > 0) else {
        match fault {
            Fault::Replaced(other) => *value = other.clone(),
            Fault::Moved(by) => {
                if let Some(number) = value.as_i64() {
                    *value = (number + i64::from(*by)).into();
                }
            }
            Fault::Removed => *value = Value::Null,
            Fault::Doubled => {}
        }
        return;
    };
    let nth = usize::from(*first) % len;
    let last = rest.is_empty();
    match (value, fault) {
        (Value::Array(items), Fault::Removed) if last => drop(items.remove(nth)),
        (Value::Array(items), Fault::Doubled) if last => items.push(items[nth].clone()),
        (Value::Object(members), Fault::Removed) if last => {
            let key = members.keys().nth(nth).cloned().unwrap();
            members.remove(&key);
        }
        (Value::Array(items), _) => spoil(&mut items[nth], rest, fault),
        (Value::Object(members), _) => {
            spoil(members.values_mut().nth(nth).unwrap(), rest, fault);
        }
        _ => {}
    }
}

/// Whatever was in a file, what was read of it is sound: it can be written, and is read again
/// without a problem.
#[track_caller]
fn check_sound(bytes: &[u8]) -> Result<(), TestCaseError> {
    let Ok(read) = native::read(bytes, &Texts::new()) else {
        return Ok(());
    };
    for problem in &read.problems {
        prop_assert!(!problem.place.is_empty());
    }
    let written = write_again(&read);
    prop_assert_eq!(native::check(&written), Ok(()));
    let again = native::read(&written, &Texts::new()).unwrap();
    prop_assert_eq!(faults(&again), Vec::<&Problem>::new());
    prop_assert_eq!(documents(&again), documents(&read));
    prop_assert_eq!(again.extra, read.extra);
    Ok(())
}

proptest! {
    #[test]
    fn what_is_read_of_a_spoilt_file_is_sound(
        (project, _) in project(),
        faults in proptest::collection::vec((proptest::collection::vec(any::<u16>(), 0..7), fault()), 1..9),
    ) {
        let mut file: Value = serde_json::from_slice(&write_project(&project)).unwrap();
        for (walk, fault) in &faults {
            // Most of them behind what makes it a project at all.
            match (walk.split_first(), file.get_mut("documents")) {
                (Some((first, walk)), Some(documents)) if first % 8 > 0 => {
                    spoil(documents, walk, fault);
                }
                _ => spoil(&mut file, walk, fault),
            }
        }
        check_sound(file.to_string().as_bytes())?;
    }

    #[test]
    fn what_is_read_of_torn_bytes_is_sound(
        (project, _) in project(),
        at in any::<proptest::sample::Index>(),
        bytes in proptest::collection::vec(any::<u8>(), 0..9),
        cut in any::<bool>(),
    ) {
        let mut file = write_project(&project);
        let at = at.index(file.len());
        if cut {
            file.truncate(at);
        }
        file.splice(at..at.saturating_add(bytes.len() / 2).min(file.len()), bytes);
        check_sound(&file)?;
    }

    #[test]
    fn any_json_is_read_without_a_panic(
        head in unknown(),
        documents in value(),
        spans in value(),
        text in value(),
    ) {
        let mut file = json!({
            "format": "reportmark",
            "version": 1,
            "documents": [documents.clone(), {"id": "a", "text": text, "spans": spans, "blocks": documents}],
        });
        if let Value::Object(file) = &mut file {
            file.extend(head);
        }
        check_sound(file.to_string().as_bytes())?;
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in any::<Vec<u8>>()) {
        let claims = native::is_native(&bytes);
        prop_assert!(!claims, "nothing random has this name in it");
        check_sound(&bytes)?;
    }
}
