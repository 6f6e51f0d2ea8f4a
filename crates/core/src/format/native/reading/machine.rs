//! Where in a native file the reading is, and what the next bytes do.

use alloc::{
    format,
    string::{String, ToString as _},
    vec::Vec,
};
use serde_json::Value;

use super::{Broken, Part, Reading, unit};
use crate::{
    format::{
        ProblemKind,
        native::{
            DEPTH, FORMAT,
            spans::{Frame, SpansRead},
            string::JsonString,
            value,
        },
    },
    model::Members,
};

/// Where in the file the reading is: what is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Level {
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
pub(super) enum Next {
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
pub(super) enum Keep {
    Kept,
    /// The file is no object, or this is known already.
    Passed,
}

impl Reading {
    pub(super) fn broken(&self, why: &str) -> Broken {
        Broken {
            at: self.at,
            kind: not_json(why),
        }
    }

    /// Read one thing; the text of a document if it is complete.
    pub(super) fn step(&mut self, bytes: &[u8]) -> Result<Option<String>, Broken> {
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
                    self.note_key();
                    self.next = Next::Colon;
                }
            }
            Next::Value(value, keep) => {
                let (end, keep) = (value.end(bytes), *keep);
                let seen = value.clone();
                if keep == Keep::Kept || self.level == Level::File {
                    self.keep(bytes, end);
                } else {
                    self.at += end.unwrap_or(bytes.len());
                }
                if end.is_some() {
                    self.value_ended(&seen, keep)?;
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
                    self.of_document.clear();
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
                // Of members of the same name the last counts.
                self.members.remove("documents");
                self.documents = Some(Vec::new());
                self.level = Level::Documents;
                self.next = Next::Item { first: true };
            }
            (Level::Document, "text", b'"') => {
                // Of two texts, too.
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
        if let Value::Object(members) = &mut part.value {
            members.remove("spans");
        }
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
    pub(super) fn value_ended(&mut self, seen: &value::Value, keep: Keep) -> Result<(), Broken> {
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
        if seen.repeats(&value) {
            self.repeated.push(self.place());
        }
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

    /// A key was read. Of members of the same name the last counts, which is said once.
    fn note_key(&mut self) {
        let stated = match self.level {
            Level::File => &mut self.of_file,
            _ => &mut self.of_document,
        };
        let times = stated.entry(self.key.clone()).or_insert(0);
        *times += 1;
        if *times == 2 {
            self.repeated.push(self.place());
        }
    }

    /// Where the value is that was read last, in words.
    fn place(&self) -> String {
        let nth = |items: usize| items.saturating_sub(1);
        let parts = self.documents.as_deref().unwrap_or_default();
        let document = format!("documents[{}]", nth(parts.len()));
        // A place without a word would be the file as a whole.
        let key = if self.key.is_empty() {
            "\"\""
        } else {
            &self.key
        };
        match self.level {
            Level::File => key.into(),
            Level::Documents => document,
            Level::Document => format!("{document}.{key}"),
            Level::Spans => {
                let spans = parts.last().and_then(|part| part.spans.as_ref());
                let count = spans.map_or(0, SpansRead::count);
                format!("{document}.spans[{count}]")
            }
        }
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
