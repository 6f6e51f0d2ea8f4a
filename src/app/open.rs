//! Files that come in: what each of them is.

use std::{fmt, rc::Rc, sync::Arc};

use reportmark_core::{
    format::{
        Problem,
        native::{self, Fed, Finished, Reading},
    },
    model::{Document, Texts},
    scheme::Scheme,
    source::{self, Decoded, Encoding, LegacyDecoder, Note},
    text::{Text, TextHash},
};

use super::Failure;

/// Bytes of a file that are read in one go: a millisecond or two.
const PIECE: usize = 1 << 16;

/// Bytes of the text of a document that are read with their spans before it is shown: more than is
/// drawn of it on any screen. Until then less is read in one go.
const BEGINNING: usize = 12_000;
const FIRST_PIECE: usize = 1 << 13;

/// A file as it came in.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// Bytes that need not lie in the memory of the program.
pub trait Held {
    /// How many there are.
    fn count(&self) -> usize;

    /// Copy those from here on.
    fn copy(&self, from: usize, into: &mut [u8]);
}

impl Held for Vec<u8> {
    fn count(&self) -> usize {
        self.len()
    }

    fn copy(&self, from: usize, into: &mut [u8]) {
        if let Some(bytes) = self.get(from..from + into.len()) {
            into.copy_from_slice(bytes);
        }
    }
}

/// The bytes of a file, wherever they are held.
#[derive(Clone)]
pub struct Bytes(Rc<dyn Held>);

impl Bytes {
    /// Those that are held there.
    pub fn new(held: impl Held + 'static) -> Self {
        Self(Rc::new(held))
    }

    /// Those from here on, so many of them or up to the end.
    fn piece(&self, from: usize, count: usize) -> Vec<u8> {
        let mut piece = vec![0; count.min(self.0.count().saturating_sub(from))];
        self.0.copy(from, &mut piece);
        piece
    }

    /// All.
    fn whole(&self) -> Vec<u8> {
        self.piece(0, self.0.count())
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.count())
    }
}

/// A document of which the rest is still being read.
#[derive(Clone, Debug)]
pub struct Preview {
    /// What there is of it.
    pub document: Arc<Document>,
    /// The scheme of its file.
    pub scheme: Option<Arc<Scheme>>,
    /// How much of the file has been read, in hundredths.
    pub percent: usize,
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

/// For whom files are read.
pub trait Reader: Sha256 {
    /// The beginning of a document is there. Comes back when it has been shown.
    fn show(&self, preview: Preview) -> impl Future<Output = ()>;

    /// So much of a file has been read, in hundredths. Comes back at once, or after others have had
    /// their turn.
    fn breathe(&self, percent: usize) -> impl Future<Output = ()>;
}

/// Read files. A project whose texts were left out finds them among the reports that are opened
/// with it and among `texts`. The first project is shown while it is read.
pub async fn read_files(
    files: Vec<Incoming>,
    legacy: &dyn LegacyDecoder,
    reader: &impl Reader,
    texts: &Texts,
) -> Vec<Opening> {
    let (projects, reports): (Vec<_>, Vec<_>) = files.into_iter().partition(is_json);
    let mut texts = texts.clone();
    let mut openings = Vec::new();
    for file in reports {
        let opening = read_report(file, None, legacy, reader).await;
        if let Opening::Report(report) = &opening {
            texts.insert(report.text.hash().clone(), Arc::clone(&report.text));
        }
        openings.push(opening);
    }
    let mut shows = openings.is_empty();
    for Incoming { name, bytes } in projects {
        let read = read_project(&bytes, reader, &texts, shows).await;
        shows = false;
        openings.push(match read {
            Ok(read) => Opening::Project { file: name, read },
            Err(why) => Opening::Failed(Failure::NotProject { file: name, why }),
        });
    }
    openings
}

fn is_json(file: &Incoming) -> bool {
    let name = file.name.to_ascii_lowercase();
    [".json", ".jsonl", ".ndjson"]
        .iter()
        .any(|ending| name.ends_with(ending))
        || native::is_native(&file.bytes.piece(0, 512))
}

/// Read a project piece by piece, so that neither its bytes nor a tree of its values are ever held,
/// and the page answers in between.
async fn read_project(
    bytes: &Bytes,
    reader: &impl Reader,
    texts: &Texts,
    mut shows: bool,
) -> Result<native::Read, Problem> {
    let problem = |broken: native::Broken| {
        let at = broken.at;
        let before = (0..at).step_by(PIECE);
        broken.into_problem(before.map(|from| bytes.piece(from, PIECE.min(at - from))))
    };
    let count = bytes.0.count();
    let mut reading = Reading::new(texts.clone());
    let mut progress = Progress::default();
    loop {
        while reading.position() < count {
            let size = if shows && reading.has_text() {
                FIRST_PIECE
            } else {
                PIECE
            };
            let piece = bytes.piece(reading.position(), size);
            if let Fed::Text(_, text) = reading.feed(&piece).map_err(problem)? {
                reading.give(index(text, reader).await);
                continue;
            }
            progress.needs_another |= reading.needs_another();
            let percent = progress.percent(reading.position(), count);
            let is_all = reading.position() >= count;
            if shows
                && (is_all || reading.has_beginning(BEGINNING))
                && let Some((document, scheme)) = reading.preview()
            {
                shows = false;
                let preview = Preview {
                    document: Arc::new(document),
                    scheme: scheme.map(Arc::new),
                    percent,
                };
                reader.show(preview).await;
            }
            reader.breathe(percent).await;
        }
        match reading.finish().map_err(problem)? {
            Finished::Read(read) => return Ok(read),
            Finished::Again(again) => {
                reading = again;
                progress.is_another = true;
            }
        }
    }
}

/// How far a file has been read. It never goes back, though it is learnt late that parts of it have
/// to be read twice.
#[derive(Default)]
struct Progress {
    needs_another: bool,
    /// Whether it is being read another time.
    is_another: bool,
    percent: usize,
}

impl Progress {
    /// In hundredths, when so many bytes of so many were read.
    fn percent(&mut self, position: usize, count: usize) -> usize {
        let whole = position.saturating_mul(100) / count;
        let percent = match (self.is_another, self.needs_another) {
            (true, _) => 50 + whole / 2,
            (false, true) => whole / 2,
            (false, false) => whole,
        };
        self.percent = self.percent.max(percent);
        self.percent
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
    let bytes = file.bytes.whole();
    let hash = sha256.of(&bytes).await;
    match source::decode(&file.name, &bytes, &hash, choice, legacy) {
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
                original: (!derivable).then(|| bytes.into()),
                text,
                source,
                notes,
            }))
        }
    }
}
