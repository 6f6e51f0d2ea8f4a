//! doccano's JSONL: `{"id", "text", "label": [[start, end, "label"]]}`, a document a line.
//!
//! Offsets are UTF-16 units, which is what doccano itself counts and writes by default. Holds the
//! accepted spans with their labels and nothing else.

use alloc::{string::String, vec::Vec};
use serde::Serialize;

use crate::{
    model::{Document, SpanStatus},
    text::Text,
};

#[derive(Serialize)]
struct Line<'a> {
    id: usize,
    text: &'a str,
    label: Vec<(usize, usize, &'a str)>,
    /// doccano keeps members that it does not know as metadata of the record.
    name: &'a str,
    offset_unit: &'static str,
}

/// A span whose written offsets do not give back what it covers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mismatch {
    /// The name of the document.
    pub document: String,
    /// What the span covers.
    pub quote: String,
}

/// Write documents as doccano JSONL, every offset checked against an independent UTF-16 count.
///
/// # Errors
/// The first span whose offsets do not give back what it covers.
pub fn write<'a>(documents: impl Iterator<Item = &'a Document>) -> Result<Vec<u8>, Mismatch> {
    let mut out = Vec::new();
    for (nth, document) in documents.enumerate() {
        let text = &*document.text;
        let accepted = document
            .spans
            .iter()
            .filter(|span| span.status == SpanStatus::Accepted);
        let label: Vec<_> = accepted
            .clone()
            .map(|span| {
                let start = text.to_utf16(span.range.start());
                (start, text.to_utf16(span.range.end()), span.label.as_str())
            })
            .collect();
        let quotes = accepted.map(|span| text.slice(span.range));
        let mismatch = |quote: &str| Mismatch {
            document: document.head.name.as_ref().into(),
            quote: quote.into(),
        };
        if let Some(quote) = first_mismatch(text, &label, quotes) {
            return Err(mismatch(quote));
        }
        let line = Line {
            id: nth + 1,
            text: text.as_str(),
            label,
            name: &document.head.name,
            offset_unit: "utf16",
        };
        out.extend(serde_json::to_vec(&line).map_err(|_| mismatch(""))?);
        out.push(b'\n');
    }
    Ok(out)
}

fn first_mismatch<'a>(
    text: &Text,
    label: &[(usize, usize, &str)],
    quotes: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let units: Vec<u16> = text.as_str().encode_utf16().collect();
    label
        .iter()
        .zip(quotes)
        .find_map(|(&(start, end, _), quote)| {
            let there = units.get(start..end).unwrap_or_default();
            (!quote.encode_utf16().eq(there.iter().copied())).then_some(quote)
        })
}
