//! Handing files out. Each is checked before it is offered.

use std::sync::Arc;

use reportmark_core::{
    format::{doccano, native},
    model::{Document, Project, Timestamp},
    outline::Outline,
};

use super::{disk, tell};
use crate::app::{Effect, Failure, NoticeKind, Outside, State};

/// The documents to write: the current one, or all that are not in the bin.
fn documents(state: &State, current_only: bool) -> Vec<&Arc<Document>> {
    if current_only {
        return state.document().into_iter().collect();
    }
    state.project.present().collect()
}

/// A file name from what is written and when: the name of the only document, or the product's.
fn file_name(documents: &[&Arc<Document>], outside: &dyn Outside, ending: &str) -> String {
    let stem = match documents {
        [only] => safe_name(&only.head.name),
        _ => "reportmark".into(),
    };
    // Digits of the date and time only: 20261122-093000.
    let now = outside.now();
    let digits: String = now
        .as_str()
        .chars()
        .filter(char::is_ascii_digit)
        .take(14)
        .collect();
    let (date, time) = digits.split_at_checked(8).unwrap_or((&digits, ""));
    format!("{stem}-{date}-{time}.{ending}")
}

/// A name that every file system takes: no separators, no reserved, invisible or turning
/// characters, no device of Windows, not too long, and no ending of the report's own file.
pub(super) fn safe_name(name: &str) -> String {
    let mut safe: String = without_ending(name)
        .chars()
        .filter(|&c| !c.is_control() && !is_invisible(c))
        .map(|c| if r#"/\:*?"<>|"#.contains(c) { '_' } else { c })
        .collect();
    safe.truncate(safe.floor_char_boundary(LONGEST_NAME));
    let safe = safe.trim_matches([' ', '.']);
    if safe.is_empty() {
        "reportmark".into()
    } else if is_device(safe) {
        format!("_{safe}")
    } else {
        safe.into()
    }
}

/// Bytes of a name. With date, time and ending it stays below the 255 of most file systems.
const LONGEST_NAME: usize = 200;

/// A name without what tells the format of a file: a few letters behind the last dot. Not what
/// follows a dot in a number.
fn without_ending(name: &str) -> &str {
    let is_ending = |ending: &str| {
        ending.starts_with(|c: char| c.is_ascii_alphabetic())
            && ending.len() <= 4
            && ending.chars().all(|c| c.is_ascii_alphanumeric())
    };
    match name.rsplit_once('.') {
        Some((stem, ending)) if is_ending(ending) => stem,
        _ => name,
    }
}

/// Characters without width, separators of lines, and those that turn the direction of writing.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    )
}

/// Whether Windows takes it for a device, whatever follows the first dot.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    let stem = stem.trim_end().to_ascii_uppercase();
    let is_port = |rest: &str| {
        matches!(
            rest,
            "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"
        )
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || ["COM", "LPT"]
            .iter()
            .any(|port| stem.strip_prefix(port).is_some_and(is_port))
}

/// The name of a file with the whole project.
pub(super) fn project_name(state: &State, outside: &dyn Outside) -> String {
    file_name(&documents(state, false), outside, "json")
}

const fn failure(place: String, quote: String) -> Failure {
    Failure::ExportCheck { place, quote }
}

/// A document with its sections: those that were set, else as its headings let guess, which whoever
/// reads the file could not.
fn with_sections(state: &State, document: &Arc<Document>) -> Arc<Document> {
    if !document.head.sections.is_empty() {
        return Arc::clone(document);
    }
    let text = &document.text;
    let known = state.outlines.of(text).map(Arc::clone);
    let outline = known.unwrap_or_else(|| Arc::new(Outline::of(text)));
    let mut with = Document::clone(document);
    Arc::make_mut(&mut with.head).sections = state.readings.sections(document, &outline);
    Arc::new(with)
}

/// Documents of a project as a native file that was read back and checked.
///
/// # Errors
/// Where it did not pass.
pub(super) fn written(
    state: &State,
    project: &Project,
    documents: &[&Arc<Document>],
    exported_at: &Timestamp,
) -> Result<Vec<u8>, Failure> {
    let options = native::Options {
        exported_at,
        extra: &project.extra,
    };
    let with_sections = documents
        .iter()
        .map(|document| with_sections(state, document));
    let with_sections: Vec<_> = with_sections.collect();
    let scheme = state.readings.terms(project).stated(&project.scheme);
    let bytes = native::write(
        &scheme,
        with_sections.iter().map(|document| &**document),
        &options,
    );
    let bytes = bytes.map_err(|why| failure(why, String::new()))?;
    match native::check(&bytes) {
        Ok(()) => Ok(bytes),
        Err(mismatch) => Err(failure(mismatch.place, mismatch.quote)),
    }
}

pub(super) fn native(state: &mut State, current_only: bool, outside: &dyn Outside) -> Vec<Effect> {
    let documents = documents(state, current_only);
    if documents.is_empty() {
        return Vec::new();
    }
    let name = file_name(&documents, outside, "json");
    match written(state, &state.project, &documents, &outside.now()) {
        Ok(bytes) => {
            if !current_only {
                disk::handed_out(state, outside);
            }
            vec![Effect::Download {
                name,
                media: "application/json",
                bytes,
            }]
        }
        Err(failure) => tell(state, NoticeKind::Error, failure),
    }
}

pub(super) fn doccano(state: &mut State, current_only: bool, outside: &dyn Outside) -> Vec<Effect> {
    let documents = documents(state, current_only);
    if documents.is_empty() {
        return Vec::new();
    }
    let name = file_name(&documents, outside, "doccano.jsonl");
    match doccano::write(documents.iter().map(|document| &***document)) {
        Ok(bytes) => vec![Effect::Download {
            name,
            media: "application/jsonl",
            bytes,
        }],
        Err(mismatch) => {
            let failure = failure(mismatch.document, mismatch.quote);
            tell(state, NoticeKind::Error, failure)
        }
    }
}
