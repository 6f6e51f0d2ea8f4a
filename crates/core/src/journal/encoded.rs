//! Stored values, made in pieces: a document with very many spans is never held as bytes in whole,
//! and who stores it can let others have their turn between two pieces.

use alloc::{format, sync::Arc, vec, vec::Vec};
use serde::Serialize;

use super::{Record, checksum::Crc32};
use crate::{
    change::{Change, Transaction},
    model::{Document, DocumentData, DocumentHead, Spans},
    text::TextHash,
};

/// About how many bytes a piece has.
const PIECE: usize = 1 << 15;

/// The JSON of a stored value, as an iterator over pieces of it. Its [`checksum`](Self::checksum)
/// goes in front when all are there.
#[derive(Debug)]
pub struct Encoded {
    /// What is still to be written, the next part last.
    rest: Vec<Part>,
    checksum: Crc32,
}

/// What is written as one, or taken apart first.
#[derive(Debug)]
enum Part {
    Json(Vec<u8>),
    Change(Arc<Transaction>, usize),
    Spans(Spans, usize),
}

impl Encoded {
    fn of(parts: Vec<Part>) -> Self {
        let mut rest = parts;
        rest.reverse();
        Self {
            rest,
            checksum: Crc32::new(),
        }
    }

    pub(super) fn of_value(value: &impl Serialize) -> Self {
        Self::of(vec![Part::Json(json(value))])
    }

    /// A record of the journal.
    #[must_use]
    pub fn of_record(record: &Record) -> Self {
        let Record {
            version,
            sequence,
            at,
            cause,
            transaction,
        } = record;
        let at = string(at);
        let cause = string(cause);
        let intent = string(&transaction.intent);
        let begin = format!(
            r#"{{"version":{version},"sequence":{sequence},"at":{at},"cause":{cause},"transaction":{{"intent":{intent},"changes":["#
        );
        Self::of(vec![
            Part::Json(begin.into_bytes()),
            Part::Change(Arc::clone(transaction), 0),
            text("]}}"),
        ])
    }

    /// A document, for a part of a snapshot.
    #[must_use]
    pub fn of_document(document: &Document) -> Self {
        let Document { head, text, spans } = document;
        Self::of(self::document(head, text.hash(), spans).into())
    }

    /// The four bytes that stand before the JSON: its CRC-32, little-endian. Right when all pieces
    /// were taken.
    #[must_use]
    pub const fn checksum(&self) -> [u8; 4] {
        self.checksum.value().to_le_bytes()
    }

    /// All of it, the checksum first.
    #[must_use]
    pub fn into_bytes(mut self) -> Vec<u8> {
        let mut bytes = vec![0; 4];
        for piece in &mut self {
            bytes.extend(piece);
        }
        for (place, byte) in bytes.iter_mut().zip(self.checksum()) {
            *place = byte;
        }
        bytes
    }

    /// Write a part, or the beginning of it.
    fn write(&mut self, part: Part, into: &mut Vec<u8>) {
        match part {
            Part::Json(json) => into.extend(json),
            Part::Change(transaction, nth) => {
                let Some(change) = transaction.changes.get(nth) else {
                    return;
                };
                if nth > 0 {
                    into.push(b',');
                }
                let data = match change {
                    Change::Add(at, data) => Some(("add", at, data)),
                    Change::Remove(at, data) => Some(("remove", at, data)),
                    _ => None,
                };
                let whole = data.is_none().then(|| json(change));
                let parts = data.map(|(name, at, data)| {
                    let DocumentData { head, text, spans } = &**data;
                    into.extend(format!(r#"{{"{name}":[{at},"#).into_bytes());
                    document(head, text, spans)
                });
                self.rest.push(Part::Change(transaction, nth + 1));
                into.extend(whole.unwrap_or_default());
                if let Some(parts) = parts {
                    self.rest.push(text("]}"));
                    self.rest.extend(parts.into_iter().rev());
                }
            }
            Part::Spans(spans, nth) => {
                let Some(chunk) = spans.chunks().get(nth) else {
                    return;
                };
                for (at, span) in chunk.spans().iter().enumerate() {
                    if nth + at > 0 {
                        into.push(b',');
                    }
                    into.extend(json(&**span));
                }
                self.rest.push(Part::Spans(spans, nth + 1));
            }
        }
    }
}

impl Iterator for Encoded {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut piece = Vec::new();
        while piece.len() < PIECE
            && let Some(part) = self.rest.pop()
        {
            self.write(part, &mut piece);
        }
        self.checksum.add(&piece);
        (!piece.is_empty()).then_some(piece)
    }
}

/// A document as its JSON has it ([`DocumentData`]).
fn document(head: &DocumentHead, hash: &TextHash, spans: &Spans) -> [Part; 3] {
    let (head, hash) = (string(head), string(hash));
    [
        Part::Json(format!(r#"{{"head":{head},"text":{hash},"spans":["#).into_bytes()),
        Part::Spans(spans.clone(), 0),
        text("]}"),
    ]
}

fn text(json: &str) -> Part {
    Part::Json(json.as_bytes().to_vec())
}

/// Nothing that is kept here fails to be written: no key is anything but a string.
fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

fn string(value: &impl Serialize) -> alloc::string::String {
    serde_json::to_string(value).unwrap_or_default()
}
