//! Documents from files: texts in any encoding that the page reads, and native JSON.

use std::{fs, sync::Arc};

use reportmark_core::{
    format::native,
    model::{Document, DocumentData, DocumentHead, DocumentId, Lexicon, Members, Texts},
    scheme::Scheme,
    source::{Encoding, LegacyDecoder, Refusal, decode},
    text::{Text, TextHash},
};

use super::Streams;

/// What a file holds.
pub(super) struct Opened {
    pub documents: Vec<Document>,
    /// Its scheme, where it states one.
    pub scheme: Option<Scheme>,
    /// Members of the file that no version knows, and the lexicon.
    pub extra: Members,
    /// How many problems reading it had.
    pub problems: usize,
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

/// The documents of a file, or why there are none, in both languages.
pub(super) fn open(
    name: &str,
    nth: usize,
    streams: &mut Streams<'_>,
) -> Result<Opened, (String, String)> {
    let bytes = read(name, streams)?;
    if native::is_native(&bytes) {
        return open_native(&bytes);
    }
    let document = text(name, &bytes, nth)?;
    Ok(Opened {
        documents: [document].into(),
        scheme: None,
        extra: Members::new(),
        problems: 0,
    })
}

fn read(name: &str, streams: &mut Streams<'_>) -> Result<Vec<u8>, (String, String)> {
    let read = if name == "-" {
        let mut bytes = Vec::new();
        streams.input.read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(name)
    };
    read.map_err(|error| {
        (
            format!("无法读取 ({error})。请检查文件名和权限"),
            format!("cannot be read ({error}). Check its name and permissions"),
        )
    })
}

fn open_native(bytes: &[u8]) -> Result<Opened, (String, String)> {
    let read = native::read(bytes, &Texts::new()).map_err(|problem| {
        (
            format!("不是可用的原生文件 ({problem:?})"),
            format!("is no native file that can be used ({problem:?})"),
        )
    })?;
    let documents = read.documents.iter();
    let documents: Vec<Document> = documents
        .filter_map(|own| own.data.with_text(&own.text))
        .collect();
    Ok(Opened {
        documents,
        scheme: read.scheme,
        extra: read.extra,
        problems: read.problems.len(),
    })
}

/// A document without a span of the bytes of a text.
fn text(name: &str, bytes: &[u8], nth: usize) -> Result<Document, (String, String)> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let hash = TextHash::of(bytes);
    let decoded = decode(file, bytes, &hash, None, &Legacy).map_err(|refusal| refused(&refusal))?;
    let text = Arc::new(Text::new(decoded.text));
    let id = DocumentId::new(&format!("d{nth}"));
    let head = DocumentHead::new(id, file, Some(decoded.source));
    let document = DocumentData::new(head, &text).with_text(&text);
    document.ok_or_else(|| ("内部错误".into(), "internal error".into()))
}

fn refused(refusal: &Refusal) -> (String, String) {
    (
        format!("不是可读的文本 ({refusal:?})。请转为 UTF-8 文本"),
        format!("is no text that can be read ({refusal:?}). Convert it to UTF-8 text"),
    )
}

/// The names of bodies in the lexicon of a file.
pub(super) fn bodies(extra: &Members) -> Vec<Arc<str>> {
    let lexicon = Lexicon::of(extra);
    lexicon.bodies.iter().map(|body| Arc::from(&*body.name)).collect()
}
