//! Files that come in: what each of them is.

use std::sync::Arc;

use reportmark_core::{
    format::native,
    model::Texts,
    source::{self, Decoded, Encoding, LegacyDecoder, Note},
    text::Text,
};

use super::Failure;

/// A file as it came in.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a file turned out to be.
#[derive(Clone, Debug)]
pub enum Opening {
    /// The text of a report.
    Report(Box<OpenedReport>),
    /// A project in the native format.
    Project {
        /// The file.
        file: String,
        /// What it held.
        read: native::Read,
    },
    /// Neither.
    Failed(Failure),
}

/// A report that was read.
#[derive(Clone, Debug)]
pub struct OpenedReport {
    /// How it was read. Its text is in `text`.
    pub source: source::Source,
    /// What was noticed.
    pub notes: Vec<Note>,
    /// The indexed text.
    pub text: Arc<Text>,
    /// The bytes, where the text does not give them back.
    pub original: Option<Arc<[u8]>>,
}

/// Read files. A project whose texts were left out finds them among the reports that are opened
/// with it and among `texts`.
#[must_use]
pub fn read_files(files: Vec<Incoming>, legacy: &dyn LegacyDecoder, texts: &Texts) -> Vec<Opening> {
    let (projects, reports): (Vec<_>, Vec<_>) = files.into_iter().partition(is_json);
    let mut texts = texts.clone();
    let mut openings: Vec<_> = reports
        .into_iter()
        .map(|file| read_report(file, None, legacy))
        .collect();
    for opening in &openings {
        if let Opening::Report(report) = opening {
            texts.insert(report.text.hash().clone(), Arc::clone(&report.text));
        }
    }
    openings.extend(projects.into_iter().map(|file| read_project(file, &texts)));
    openings
}

fn is_json(file: &Incoming) -> bool {
    let name = file.name.to_ascii_lowercase();
    [".json", ".jsonl", ".ndjson"]
        .iter()
        .any(|ending| name.ends_with(ending))
        || native::is_native(&file.bytes)
}

fn read_project(file: Incoming, texts: &Texts) -> Opening {
    match native::read(&file.bytes, texts) {
        Ok(read) => Opening::Project {
            file: file.name,
            read,
        },
        Err(why) => Opening::Failed(Failure::NotProject {
            file: file.name,
            why,
        }),
    }
}

/// Read a file as the text of a report, in the encoding guessed or chosen.
#[must_use]
pub fn read_report(
    file: Incoming,
    choice: Option<Encoding>,
    legacy: &dyn LegacyDecoder,
) -> Opening {
    match source::decode(&file.name, &file.bytes, choice, legacy) {
        Err(why) => Opening::Failed(Failure::Refused {
            file: file.name,
            why,
        }),
        Ok(decoded) => {
            let Decoded {
                text,
                source,
                notes,
                ..
            } = decoded;
            let damaged = notes
                .iter()
                .any(|note| matches!(note, Note::Malformed { .. }));
            let derivable = source.encoding == Encoding::Utf8 && !damaged;
            Opening::Report(Box::new(OpenedReport {
                original: (!derivable).then(|| file.bytes.into()),
                text: Arc::new(Text::new(text)),
                source,
                notes,
            }))
        }
    }
}
