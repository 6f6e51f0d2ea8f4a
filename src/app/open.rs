//! Files that come in: what each of them is.

use std::sync::Arc;

use reportmark_core::{
    format::native,
    model::Texts,
    source::{self, Decoded, Encoding, LegacyDecoder, Note},
    text::{Text, TextHash},
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

/// Who computes SHA-256: the browser is much quicker at it, but answers later.
pub trait Sha256 {
    /// The hash of some bytes.
    fn of(&self, bytes: &[u8]) -> impl Future<Output = TextHash>;
}

/// Read files. A project whose texts were left out finds them among the reports that are opened
/// with it and among `texts`.
pub async fn read_files(
    files: Vec<Incoming>,
    legacy: &dyn LegacyDecoder,
    sha256: &impl Sha256,
    texts: &Texts,
) -> Vec<Opening> {
    let (projects, reports): (Vec<_>, Vec<_>) = files.into_iter().partition(is_json);
    let mut texts = texts.clone();
    let mut openings = Vec::new();
    for file in reports {
        let opening = read_report(file, None, legacy, sha256).await;
        if let Opening::Report(report) = &opening {
            texts.insert(report.text.hash().clone(), Arc::clone(&report.text));
        }
        openings.push(opening);
    }
    for file in projects {
        openings.push(read_project(file, sha256, &texts).await);
    }
    openings
}

fn is_json(file: &Incoming) -> bool {
    let name = file.name.to_ascii_lowercase();
    [".json", ".jsonl", ".ndjson"]
        .iter()
        .any(|ending| name.ends_with(ending))
        || native::is_native(&file.bytes)
}

async fn read_project(file: Incoming, sha256: &impl Sha256, texts: &Texts) -> Opening {
    let Incoming { name, bytes } = file;
    let read = async {
        let mut parsed = native::parse(&bytes)?;
        drop(bytes);
        let mut given = Vec::new();
        for text in parsed.take_texts() {
            given.push(index(text, sha256).await);
        }
        parsed.read(given, texts)
    };
    match read.await {
        Ok(read) => Opening::Project { file: name, read },
        Err(why) => Opening::Failed(Failure::NotProject { file: name, why }),
    }
}

async fn index(text: String, sha256: &impl Sha256) -> Arc<Text> {
    let hash = sha256.of(text.as_bytes()).await;
    Arc::new(Text::hashed(text, hash))
}

/// Read a file as the text of a report, in the encoding guessed or chosen.
pub async fn read_report(
    file: Incoming,
    choice: Option<Encoding>,
    legacy: &dyn LegacyDecoder,
    sha256: &impl Sha256,
) -> Opening {
    let hash = sha256.of(&file.bytes).await;
    match source::decode(&file.name, &file.bytes, &hash, choice, legacy) {
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
            let text = if derivable && !source.bom {
                // Byte for byte the file.
                Arc::new(Text::hashed(text, hash))
            } else {
                index(text, sha256).await
            };
            Opening::Report(Box::new(OpenedReport {
                original: (!derivable).then(|| file.bytes.into()),
                text,
                source,
                notes,
            }))
        }
    }
}
