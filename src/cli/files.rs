//! Documents from files: texts in any encoding that the page reads, and native JSON.

use std::{fs, sync::Arc};

use reportmark_core::{
    format::{Problem, native},
    model::{Document, DocumentData, DocumentHead, DocumentId, Members, Texts},
    scheme::Scheme,
    source::{Encoding, LegacyDecoder, decode},
    text::{Text, TextHash},
};

use super::{Said, Streams};
use crate::app::{Language, words};

/// What a file holds.
pub(super) struct Opened {
    pub documents: Vec<Document>,
    /// Its scheme, where it states one.
    pub scheme: Option<Scheme>,
    /// Members of the file that no version knows, and the lexicon.
    pub extra: Members,
    /// What of it could not be read.
    pub problems: Vec<Said>,
}

/// Decodes what browsers decode with their own tables.
struct Legacy;

impl LegacyDecoder for Legacy {
    fn decode(&self, encoding: Encoding, bytes: &[u8]) -> Option<String> {
        let own = match encoding {
            Encoding::Gb18030 => encoding_rs::GB18030,
            Encoding::Big5 => encoding_rs::BIG5,
            _ => return None,
        };
        Some(own.decode_without_bom_handling(bytes).0.into_owned())
    }
}

/// The documents of a file, or why there are none. A text becomes document `d<nth>`.
pub(super) fn open(name: &str, nth: usize, streams: &mut Streams<'_>) -> Result<Opened, Said> {
    let bytes = read(name, streams)?;
    open_bytes(name, &bytes, nth, &Texts::new())
}

/// The documents that the bytes of a file hold. `texts` are at hand for those whose text was left out.
pub(super) fn open_bytes(
    name: &str,
    bytes: &[u8],
    nth: usize,
    texts: &Texts,
) -> Result<Opened, Said> {
    let named = name.to_ascii_lowercase().ends_with(".json");
    if named || native::is_native(bytes) {
        return open_native(name, bytes, texts);
    }
    Ok(Opened {
        documents: [text(name, bytes, nth)?].into(),
        scheme: None,
        extra: Members::new(),
        problems: Vec::new(),
    })
}

/// The bytes of a file, or of the standard input.
pub(super) fn read(name: &str, streams: &mut Streams<'_>) -> Result<Vec<u8>, Said> {
    let read = if name == "-" {
        let mut bytes = Vec::new();
        streams.input.read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(name)
    };
    read.map_err(|error| Said::unread(name, &error.to_string()))
}

fn open_native(name: &str, bytes: &[u8], texts: &Texts) -> Result<Opened, Said> {
    let said = |problem: &Problem| {
        Said::of(
            name,
            &words::problem(problem, Language::Chinese),
            &words::problem(problem, Language::English),
        )
    };
    let read = native::read(bytes, texts).map_err(|problem| said(&problem))?;
    let documents = read.documents.iter();
    let documents = documents.filter_map(|own| own.data.with_text(&own.text));
    Ok(Opened {
        documents: documents.collect(),
        scheme: read.scheme,
        extra: read.extra,
        problems: read.problems.iter().map(said).collect(),
    })
}

/// A document without a span of the bytes of a text.
fn text(name: &str, bytes: &[u8], nth: usize) -> Result<Document, Said> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let hash = TextHash::of(bytes);
    let decoded = decode(file, bytes, &hash, None, &Legacy).map_err(|refusal| {
        Said::of(
            name,
            &words::refusal(&refusal, Language::Chinese),
            &words::refusal(&refusal, Language::English),
        )
    })?;
    let text = Arc::new(Text::new(decoded.text));
    let id = DocumentId::new(&format!("d{nth}"));
    let head = DocumentHead::new(id, file, Some(decoded.source));
    let document = DocumentData::new(head, &text).with_text(&text);
    document.ok_or_else(|| Said::of(name, "无法处理", "cannot be used"))
}
