//! A native file that is read as its bytes come.
//!
//! Neither the file nor a tree of its values is ever held: the text of a document becomes a string,
//! each span a span as soon as its last byte is there. What else a file says is little, and is kept
//! as values until the end. Members may come in any order; spans that come before what their
//! offsets stand on are read in a second pass ([`Finished::Again`]).

mod machine;

use alloc::{collections::BTreeMap, string::String, sync::Arc, vec::Vec};
use serde_json::Value;

use self::machine::{Keep, Level, Next};
use super::{
    read::{self, Read},
    spans::SpansRead,
};
use crate::{
    format::{OffsetUnit, Problem, ProblemKind, members::Problems},
    model::{Document, DocumentHead, DocumentId, Members, Texts},
    scheme::Scheme,
    text::{Text, TextHash},
};

/// What a stretch of bytes led to.
#[derive(Debug)]
pub enum Fed {
    /// All of it was read.
    All,
    /// So many bytes were read, and with them the text of a document is complete. It is to be given
    /// back by [`Reading::give`] before the bytes that follow.
    Text(usize, String),
}

/// A file that is no JSON, or not the one that is read here.
#[derive(Clone, PartialEq, Debug)]
pub struct Broken {
    /// The byte that it was found at, from the start of the file.
    pub at: usize,
    /// What is wrong.
    pub kind: ProblemKind,
}

impl Broken {
    /// As a problem of the file, with the line and the column; `before` are the bytes before
    /// [`at`](Self::at), in order.
    #[must_use]
    pub fn into_problem(self, before: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Problem {
        let (mut line, mut column) = (1, 1);
        for bytes in before {
            for byte in bytes.as_ref() {
                column += 1;
                if *byte == b'\n' {
                    (line, column) = (line + 1, 1);
                }
            }
        }
        let kind = match self.kind {
            ProblemKind::NotJson { why, .. } => ProblemKind::NotJson { why, line, column },
            kind => kind,
        };
        Problem {
            place: String::new(),
            kind,
        }
    }
}

/// What a file led to.
#[derive(Debug)]
pub enum Finished {
    /// What it holds.
    Read(Read),
    /// It has to be read once more from the start, for spans came before what they stand on, or
    /// their offsets are in another unit than it seemed.
    Again(Reading),
}

/// What is known of a document from an earlier pass.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    text: Option<Arc<Text>>,
    /// The unit to read offsets in.
    unit: Option<OffsetUnit>,
    /// Whether it is to be counted how many quotes each unit finds.
    counts: bool,
}

/// A document that is being read.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// Its members but for the text and the spans; or what stands where an object should.
    pub(super) value: Value,
    /// Its text, where it has one of its own.
    pub(super) text: Option<Arc<Text>>,
    /// Whether that is from an earlier pass.
    is_known: bool,
    /// Its spans, where they are an array.
    pub(super) spans: Option<SpansRead>,
}

/// A native file that is being read.
#[derive(Debug)]
pub struct Reading {
    texts: Texts,
    known: Vec<Known>,
    /// How many bytes were read.
    at: usize,
    level: Level,
    next: Next,
    /// The bytes of a key or a value so far, and where they began.
    raw: Vec<u8>,
    raw_at: usize,
    key: String,
    /// How often members of the file are stated, and those of the document that is being read.
    of_file: BTreeMap<String, usize>,
    of_document: BTreeMap<String, usize>,
    /// Where members of the same name are.
    repeated: Vec<String>,
    /// The members of the file but for an array of documents.
    members: Members,
    documents: Option<Vec<Part>>,
}

impl Reading {
    /// Begin to read. `texts` are those at hand, for documents whose text was left out.
    #[must_use]
    pub fn new(texts: Texts) -> Self {
        Self {
            texts,
            known: Vec::new(),
            at: 0,
            level: Level::File,
            next: Next::File(0),
            raw: Vec::new(),
            raw_at: 0,
            key: String::new(),
            of_file: BTreeMap::new(),
            of_document: BTreeMap::new(),
            repeated: Vec::new(),
            members: Members::new(),
            documents: None,
        }
    }

    /// How many bytes were read.
    #[must_use]
    pub const fn position(&self) -> usize {
        self.at
    }

    /// Read the next bytes of the file.
    ///
    /// # Errors
    /// [`Broken`], after which nothing more can be read.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<Fed, Broken> {
        let start = self.at;
        loop {
            let done = self.at - start;
            let rest = bytes.get(done..).unwrap_or_default();
            if rest.is_empty() {
                return Ok(Fed::All);
            }
            if let Some(text) = self.step(rest)? {
                return Ok(Fed::Text(self.at - start, text));
            }
        }
    }

    /// The text of the document, hashed and indexed.
    pub fn give(&mut self, text: Arc<Text>) {
        if let Some(part) = self.part() {
            part.text = Some(text);
        }
        self.next = Next::Comma;
    }

    /// Whether the text of the first document has been read.
    #[must_use]
    pub fn has_text(&self) -> bool {
        let first = self.documents.iter().flatten().next();
        first.is_some_and(|part| part.text.is_some())
    }

    /// Whether the beginning of the first document has been read, as far as so many bytes of its
    /// text, with its spans, if those come in order.
    #[must_use]
    pub fn has_beginning(&self, bytes: usize) -> bool {
        let mut parts = self.documents.iter().flatten();
        let Some((part, spans)) = parts
            .next()
            .and_then(|part| Some((part, part.spans.as_ref()?)))
        else {
            return false;
        };
        let is_complete = self.level != Level::Spans || parts.next().is_some();
        part.text.is_some() && !spans.is_skipped() && (is_complete || spans.reach() >= bytes)
    }

    /// Whether it is known of the document that is being read that its spans need another pass.
    #[must_use]
    pub fn needs_another(&self) -> bool {
        let part = self.documents.iter().flatten().next_back();
        let spans = part.and_then(|part| part.spans.as_ref());
        spans.is_some_and(|spans| spans.is_skipped() || spans.is_doubtful())
    }

    /// What the first document is like so far, to be shown while the rest is read; and the scheme,
    /// if the file has one and it was read.
    #[must_use]
    pub fn preview(&self) -> Option<(Document, Option<Scheme>)> {
        let part = self.documents.as_ref()?.first()?;
        let text = part.text.as_ref()?;
        let member = |key| part.value.get(key).and_then(Value::as_str);
        let id = member("id").unwrap_or_default();
        let name = member("name").unwrap_or(id);
        // A text that is stated once more takes the place of the one that they were read with.
        let spans = part.spans.as_ref();
        let spans = spans.filter(|spans| spans.stands_on(Some(text)));
        let spans = spans.map(SpansRead::so_far);
        let document = Document {
            head: Arc::new(DocumentHead::new(DocumentId::new(id), name, None)),
            text: Arc::clone(text),
            spans: spans.unwrap_or_default(),
        };
        let scheme = self.members.get("scheme").cloned();
        Some((document, scheme.and_then(read::scheme)))
    }

    /// The file ends here.
    ///
    /// # Errors
    /// [`Broken`] when it is cut short or nothing of it can be read.
    pub fn finish(mut self) -> Result<Finished, Broken> {
        if let (Next::Value(seen, Keep::Passed), Level::File) = (&self.next, self.level) {
            // A number or a word by itself.
            let seen = seen.clone();
            self.value_ended(&seen, Keep::Passed)?;
        }
        if matches!(self.next, Next::File(0 | 3) | Next::Root) {
            return Err(Broken {
                at: self.at,
                kind: ProblemKind::Empty,
            });
        }
        if !matches!(self.next, Next::End) {
            return Err(self.broken("EOF while parsing"));
        }
        if let Some(known) = self.again() {
            let again = Self {
                known,
                ..Self::new(self.texts)
            };
            return Ok(Finished::Again(again));
        }
        let at = self.at;
        let problems = Problems::default();
        for place in self.repeated {
            problems.add(&place, ProblemKind::Repeated);
        }
        read::file(self.members, self.documents, &self.texts, problems)
            .map(Finished::Read)
            .map_err(|kind| Broken { at, kind })
    }

    /// What is known for another pass, if one is needed.
    fn again(&self) -> Option<Vec<Known>> {
        let mut needed = false;
        let parts = self.documents.iter().flatten();
        let known = parts.enumerate().map(|(nth, part)| {
            let before = self.known.get(nth).cloned().unwrap_or_default();
            let mut known = Known {
                text: part.text.clone().or_else(|| self.stated_text(part)),
                unit: before.unit,
                counts: false,
            };
            let declared = unit(&part.value);
            match &part.spans {
                None => {}
                // Without a text there is nothing to read them with, and the document is lost.
                Some(spans) if spans.is_skipped() => needed |= known.text.is_some(),
                Some(spans) if !spans.stands_on(known.text.as_ref()) => needed = true,
                Some(spans) if before.counts => {
                    let best = spans.best_unit(declared);
                    needed |= spans.unit() != Some(best);
                    known.unit = Some(best);
                }
                Some(_) if before.unit.is_some() => {}
                Some(spans) if spans.unit() != Some(declared) => {
                    needed = true;
                    known.unit = Some(declared);
                    known.counts = true;
                }
                Some(spans) => {
                    needed |= spans.is_doubtful();
                    known.counts = spans.is_doubtful();
                }
            }
            known
        });
        let known = known.collect();
        needed.then_some(known)
    }

    /// The text at hand that a document names by its hash.
    fn stated_text(&self, part: &Part) -> Option<Arc<Text>> {
        let hash = part.value.get("text_sha256").and_then(Value::as_str)?;
        self.texts.get(&TextHash::stated(hash)).cloned()
    }

    fn part(&mut self) -> Option<&mut Part> {
        self.documents.as_mut()?.last_mut()
    }
}

/// The unit that a document declares for its offsets.
fn unit(document: &Value) -> OffsetUnit {
    read::declared_unit(document.get("offset_unit").and_then(Value::as_str))
}
