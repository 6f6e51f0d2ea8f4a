//! The last look at a file before anybody gets it.

use alloc::{collections::BTreeMap, string::String, vec::Vec};
use serde_json::Value;

use crate::collections::ordered;

/// A range of a written file that does not hold what it quotes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mismatch {
    /// Where: a path such as `documents[0].spans[3]`.
    pub place: String,
    /// What the file quotes.
    pub quote: String,
}

/// Check that `text[start:end] == quote` holds in a written native file for every span, slot and
/// section. An independent reading: the text is counted anew, code point by code point, without
/// the index that wrote the offsets.
///
/// # Errors
/// The first mismatch.
pub fn check(bytes: &[u8]) -> Result<(), Mismatch> {
    let wrong = |place: &str, quote: &str| Mismatch {
        place: place.into(),
        quote: quote.into(),
    };
    let file: Value = serde_json::from_slice(bytes).map_err(|_| wrong("", ""))?;
    for (nth, document) in items(&file, "documents").enumerate() {
        let text = document
            .get("text")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let mut quoted = Vec::new();
        let lists = [
            ("spans", Some("slots")),
            ("sections", None),
            ("field_evidence", None),
        ];
        for (list, inner) in lists {
            for (at, item) in items(document, list).enumerate() {
                let place = alloc::format!("documents[{nth}].{list}[{at}]");
                for slot in inner.into_iter().flat_map(|inner| items(item, inner)) {
                    quoted.push((place.clone(), slot));
                }
                quoted.push((place, item));
            }
        }
        let number = |item: &Value, key| item.get(key).and_then(Value::as_u64);
        let bounds = quoted
            .iter()
            .flat_map(|(_, item)| [number(item, "start"), number(item, "end")])
            .flatten();
        let bytes = bytes_of(text, bounds);
        for (place, item) in &quoted {
            let quote = item
                .get("quote")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let at = |key| number(item, key).and_then(|n| bytes.get(&n).copied());
            let found = at("start").zip(at("end")).and_then(|(a, b)| text.get(a..b));
            if found != Some(quote) {
                return Err(wrong(place, quote));
            }
        }
    }
    Ok(())
}

fn items<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

/// The byte at which each of these code points starts, in one walk along the text.
fn bytes_of(text: &str, code_points: impl Iterator<Item = u64>) -> BTreeMap<u64, usize> {
    let wanted = ordered(code_points);
    let mut wanted = wanted.into_iter().peekable();
    let mut found = BTreeMap::new();
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    for (count, at) in (0_u64..).zip(ends) {
        if wanted.next_if_eq(&count).is_some() {
            found.insert(count, at);
        }
    }
    found
}
