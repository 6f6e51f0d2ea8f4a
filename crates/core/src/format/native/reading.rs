//! A native file that is read as its bytes come.
//!
//! Neither the file nor a tree of its values is ever held: the text of a document becomes a string,
//! each span a span as soon as its last byte is there. What else a file says is little, and is kept
//! as values until the end. Members may come in any order; spans that come before what their
//! offsets stand on are read in a second pass ([`Finished::Again`]).

use alloc::{
    format,
    string::{String, ToString as _},
    sync::Arc,
    vec::Vec,
};
use serde_json::Value;

use super::{
    DEPTH, FORMAT,
    read::{self, Read},
    spans::{Frame, SpansRead},
    string::JsonString,
    value,
};
use crate::{
    format::{OffsetUnit, Problem, ProblemKind},
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

/// Where in the file the reading is: what is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Level {
    File,
    Documents,
    Document,
    Spans,
}

impl Level {
    const fn is_object(self) -> bool {
        matches!(self, Self::File | Self::Document)
    }

    /// How many levels of nesting that is.
    const fn depth(self) -> usize {
        match self {
            Self::File => 1,
            Self::Documents => 2,
            Self::Document => 3,
            Self::Spans => 4,
        }
    }

    const fn outer(self) -> Option<Self> {
        match self {
            Self::File => None,
            Self::Documents => Some(Self::File),
            Self::Document => Some(Self::Documents),
            Self::Spans => Some(Self::Document),
        }
    }
}

/// The byte-order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// What comes next.
#[derive(Debug)]
enum Next {
    /// The mark of the encoding, of which so many bytes were there; or the file without one.
    File(usize),
    /// The value that the file is.
    Root,
    /// A key or a value, or the end of what is open; the latter only at first.
    Item {
        first: bool,
    },
    /// The rest of a key.
    Key(value::Value),
    Colon,
    /// The value of a member.
    Member,
    /// The rest of a value that is kept, or passed over.
    Value(value::Value, Keep),
    /// The rest of a text.
    Text(JsonString),
    /// The text of the document is being looked at outside.
    Given,
    Comma,
    End,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Keep {
    Kept,
    /// The file is no object, or this is known already.
    Passed,
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
        let spans = part.spans.as_ref().map(SpansRead::so_far);
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
        if let (Next::Value(_, Keep::Passed), Level::File) = (&self.next, self.level) {
            // A number or a word by itself.
            self.value_ended(Keep::Passed)?;
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
        read::file(self.members, self.documents, &self.texts)
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

    fn broken(&self, why: &str) -> Broken {
        Broken {
            at: self.at,
            kind: not_json(why),
        }
    }

    /// Read one thing; the text of a document if it is complete.
    fn step(&mut self, bytes: &[u8]) -> Result<Option<String>, Broken> {
        match &mut self.next {
            Next::File(marked) => {
                // The bytes of the mark may come one by one.
                if bytes.first() == MARK.get(*marked) {
                    *marked += 1;
                    self.at += 1;
                } else if (1..MARK.len()).contains(marked) {
                    return Err(self.broken("expected value"));
                } else {
                    self.next = Next::Root;
                }
            }
            Next::Key(key) => {
                let end = key.end(bytes);
                self.keep(bytes, end);
                if end.is_some() {
                    self.key = self.parse()?;
                    self.next = Next::Colon;
                }
            }
            Next::Value(value, keep) => {
                let (end, keep) = (value.end(bytes), *keep);
                if keep == Keep::Kept || self.level == Level::File {
                    self.keep(bytes, end);
                } else {
                    self.at += end.unwrap_or(bytes.len());
                }
                if end.is_some() {
                    self.value_ended(keep)?;
                }
            }
            Next::Text(text) => {
                let fed = text.feed(bytes);
                let end = fed.map_err(|(at, why)| Broken {
                    at: self.at + at,
                    kind: not_json(why),
                })?;
                self.at += end.unwrap_or(bytes.len());
                if end.is_some()
                    && let Next::Text(text) = core::mem::replace(&mut self.next, Next::Given)
                {
                    return Ok(Some(text.into_string()));
                }
            }
            Next::Given => self.next = Next::Comma,
            _ => {
                let space = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
                let spaces = bytes.iter().take_while(space).count();
                self.at += spaces;
                if let Some(&first) = bytes.get(spaces) {
                    self.sign(first)?;
                }
            }
        }
        Ok(None)
    }

    /// A byte that is no white space, where it means something by itself.
    fn sign(&mut self, byte: u8) -> Result<(), Broken> {
        let closes = byte == if self.level.is_object() { b'}' } else { b']' };
        match (&self.next, byte) {
            (Next::Item { first: true } | Next::Comma, _) if closes => {
                self.at += 1;
                match self.level.outer() {
                    Some(outer) => (self.level, self.next) = (outer, Next::Comma),
                    None => self.next = Next::End,
                }
            }
            (Next::Comma, b',') => {
                self.at += 1;
                self.next = Next::Item { first: false };
            }
            (Next::Comma, _) => {
                let end = if self.level.is_object() { "`}`" } else { "`]`" };
                return Err(self.broken(&format!("expected `,` or {end}")));
            }
            (Next::Root, b'{') => {
                self.at += 1;
                self.next = Next::Item { first: true };
            }
            (Next::Root, _) => self.begin_value(Keep::Passed),
            (Next::Item { .. }, b'"') if self.level.is_object() => {
                self.begin_value(Keep::Kept);
                self.next = Next::Key(value::Value::default());
            }
            (Next::Item { .. }, _) if self.level.is_object() => {
                return Err(self.broken("key must be a string"));
            }
            (Next::Item { .. }, _) => self.item(byte),
            (Next::Colon, b':') => {
                self.at += 1;
                self.next = Next::Member;
            }
            (Next::Colon, _) => return Err(self.broken("expected `:`")),
            (Next::Member, _) => self.member(byte)?,
            _ => return Err(self.broken("trailing characters")),
        }
        Ok(())
    }

    /// The first byte of an item of an array.
    fn item(&mut self, byte: u8) {
        match self.level {
            Level::Documents => {
                let parts = self.documents.get_or_insert_default();
                let known = self.known.get(parts.len());
                let text = known.and_then(|known| known.text.clone());
                let mut part = Part {
                    is_known: text.is_some(),
                    text,
                    ..Part::default()
                };
                if byte == b'{' {
                    part.value = Value::Object(Members::new());
                    self.at += 1;
                    self.level = Level::Document;
                    self.next = Next::Item { first: true };
                } else {
                    self.begin_value(Keep::Kept);
                }
                self.documents.get_or_insert_default().push(part);
            }
            _ => {
                let skipped = self.part().and_then(|part| part.spans.as_ref());
                let skipped = skipped.is_none_or(SpansRead::is_skipped);
                self.begin_value(if skipped { Keep::Passed } else { Keep::Kept });
            }
        }
    }

    /// The first byte of a member's value.
    fn member(&mut self, byte: u8) -> Result<(), Broken> {
        match (self.level, self.key.as_str(), byte) {
            (Level::File, "documents", b'[') => {
                // Who sees at once that it is another file need not read all of it.
                let format = self.members.get("format");
                if format.is_some_and(|format| format != FORMAT) {
                    return Err(Broken {
                        at: self.at,
                        kind: ProblemKind::NotNative,
                    });
                }
                self.at += 1;
                self.documents = Some(Vec::new());
                self.level = Level::Documents;
                self.next = Next::Item { first: true };
            }
            (Level::Document, "text", b'"') => {
                // Of two texts, as of all members, the last counts.
                let is_known = self.part().is_some_and(|part| part.is_known);
                if is_known {
                    self.begin_value(Keep::Passed);
                } else {
                    self.at += 1;
                    self.next = Next::Text(JsonString::default());
                }
            }
            (Level::Document, "spans", b'[') => {
                self.at += 1;
                self.begin_spans();
                self.level = Level::Spans;
                self.next = Next::Item { first: true };
            }
            _ => self.begin_value(Keep::Kept),
        }
        Ok(())
    }

    /// An array of spans begins. They are passed over where the text is not known yet.
    fn begin_spans(&mut self) {
        let nth = self
            .documents
            .as_ref()
            .map_or(0, Vec::len)
            .saturating_sub(1);
        let known = self.known.get(nth).cloned().unwrap_or_default();
        let Some(part) = self.documents.as_mut().and_then(|parts| parts.last_mut()) else {
            return;
        };
        let frame = part.text.clone().map(|text| Frame {
            text,
            unit: known.unit.unwrap_or_else(|| unit(&part.value)),
        });
        let place = format!("documents[{nth}].spans");
        part.spans = Some(SpansRead::new(&place, frame, known.counts));
    }

    fn begin_value(&mut self, keep: Keep) {
        self.raw.clear();
        self.raw_at = self.at;
        self.next = Next::Value(value::Value::default(), keep);
    }

    /// Bytes up to this end are kept.
    fn keep(&mut self, bytes: &[u8], end: Option<usize>) {
        let taken = bytes.get(..end.unwrap_or(bytes.len())).unwrap_or_default();
        self.raw.extend_from_slice(taken);
        self.at += taken.len();
    }

    /// A value is complete.
    fn value_ended(&mut self, keep: Keep) -> Result<(), Broken> {
        self.next = Next::Comma;
        if self.level == Level::File && keep == Keep::Passed {
            self.next = Next::End;
            self.parse::<Value>()?;
            return Ok(());
        }
        if keep == Keep::Passed {
            return Ok(());
        }
        let value: Value = self.parse()?;
        if !is_flat(&value, DEPTH - self.level.depth()) {
            return Err(self.broken(&format!("nested deeper than {DEPTH} levels")));
        }
        let key = core::mem::take(&mut self.key);
        match self.level {
            Level::File => {
                if key == "documents" {
                    self.documents = None;
                }
                self.members.insert(key, value);
            }
            Level::Documents => {
                if let Some(part) = self.part() {
                    part.value = value;
                }
            }
            Level::Document => {
                if let Some(part) = self.part()
                    && let Value::Object(members) = &mut part.value
                {
                    if key == "spans" {
                        part.spans = None;
                    }
                    members.insert(key, value);
                }
            }
            Level::Spans => {
                if let Some(spans) = self.part().and_then(|part| part.spans.as_mut()) {
                    spans.add(value);
                }
            }
        }
        Ok(())
    }

    /// The bytes that were kept, parsed.
    fn parse<T: serde::de::DeserializeOwned>(&self) -> Result<T, Broken> {
        serde_json::from_slice(&self.raw).map_err(|error| {
            let lines = self.raw.split_inclusive(|byte| *byte == b'\n');
            let before: usize = lines.take(error.line() - 1).map(<[u8]>::len).sum();
            let why = error.to_string();
            let why = why.split(" at line ").next().unwrap_or_default();
            Broken {
                at: self.raw_at + before + error.column().saturating_sub(1),
                kind: not_json(why),
            }
        })
    }
}

/// Where that is, is found out when it is told.
fn not_json(why: &str) -> ProblemKind {
    ProblemKind::NotJson {
        why: why.into(),
        line: 0,
        column: 0,
    }
}

/// The unit that a document declares for its offsets.
fn unit(document: &Value) -> OffsetUnit {
    read::declared_unit(document.get("offset_unit").and_then(Value::as_str))
}

/// Whether a value has no more than so many levels.
fn is_flat(value: &Value, levels: usize) -> bool {
    let Some(levels) = levels.checked_sub(1) else {
        return !value.is_array() && !value.is_object();
    };
    match value {
        Value::Array(items) => items.iter().all(|item| is_flat(item, levels)),
        Value::Object(members) => members.values().all(|item| is_flat(item, levels)),
        _ => true,
    }
}
