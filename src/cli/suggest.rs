//! `reportmark suggest`: what rules find, undecided.

use std::{

    sync::Arc,
};

use reportmark_core::{
    format::native::{self, Options},
    model::{Document, DocumentData, DocumentHead, DocumentId, Members, Timestamp},
    outline::Outline,
    scheme::Scheme,
    suggest::{self, Ground},
    text::Text,
};
use serde_json::{Map, Value, json};

use super::{FAILED, OK, Streams, files};

/// Suggests for files, as one native file.
pub(super) fn files(names: &[&str], streams: &mut Streams<'_>) -> u8 {
    let mut code = OK;
    let mut documents: Vec<Document> = Vec::new();
    let mut scheme: Option<Scheme> = None;
    let mut extra = Members::new();
    for (nth, name) in names.iter().enumerate() {
        let opened = match files::open(name, nth + 1, streams) {
            Ok(opened) => opened,
            Err((zh, en)) => {
                streams.complain(name, &zh, &en);
                code = FAILED;
                continue;
            }
        };
        if opened.problems > 0 {
            streams.complain(
                name,
                &format!("有 {} 处读不出来，其余照常处理", opened.problems),
                &format!("{} places could not be read; the rest is used", opened.problems),
            );
            code = FAILED;
        }
        let own = scheme.get_or_insert_with(|| opened.scheme.clone().unwrap_or_default());
        let bodies = files::bodies(&opened.extra);
        for document in &opened.documents {
            documents.extend(suggested(document, own, &bodies));
        }
        if extra.is_empty() {
            extra = opened.extra;
        }
    }
    if documents.is_empty() {
        return FAILED;
    }
    let scheme = scheme.unwrap_or_default();
    let options = Options {
        exported_at: &now(),
        extra: &extra,
    };
    let written = native::write(&scheme, documents.iter(), &options);
    let wrote = written.map_err(|error| error.clone()).and_then(|bytes| {
        let out = &mut streams.out;
        let all = out.write_all(&bytes).and_then(|()| out.write_all(b"\n"));
        all.map_err(|error| error.to_string())
    });
    if let Err(error) = wrote {
        streams.complain("-", &format!("无法写出 ({error})"), &format!("cannot be written ({error})"));
        return FAILED;
    }
    code
}

/// A document with what is suggested for it beside what it has.
fn suggested(document: &Document, scheme: &Scheme, bodies: &[Arc<str>]) -> Option<Document> {
    let text = &document.text;
    let head = &document.head;
    let outline = Arc::new(Outline::of(text));
    let ground = Ground::of(text, &outline, &head.fields, &head.sections, &head.zones, bodies.to_vec());
    let found = suggest::suggest(text, &ground);
    let data = suggest::document(text, DocumentHead::clone(head), &ground, &found, scheme, &now());
    data.with_text(text)
}

/// The time that is written: none is known to a program whose output is to be the same each time.
fn now() -> Timestamp {
    Timestamp::new("1970-01-01T00:00:00Z")
}

/// Suggests for one document a line.
pub(super) fn lines(streams: &mut Streams<'_>) -> u8 {
    let mut code = OK;
    let scheme = Scheme::default();
    let mut line = Vec::new();
    for nth in 1.. {
        line.clear();
        match streams.input.read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => {
                streams.complain("-", &format!("无法读取 ({error})"), &format!("cannot be read ({error})"));
                return FAILED;
            }
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let written = record(&line, nth, &scheme).unwrap_or_else(|problem| {
            code = FAILED;
            streams.complain(&format!("line {nth}"), &problem.zh, &problem.en);
            let mut failed = Map::new();
            failed.insert("line".into(), json!(nth));
            if let Some(id) = problem.id {
                failed.insert("id".into(), id);
            }
            failed.insert("error".into(), json!(problem.en));
            Value::Object(failed).to_string().into_bytes()
        });
        let out = &mut streams.out;
        if out.write_all(&written).and_then(|()| out.write_all(b"\n")).is_err() {
            return FAILED;
        }
    }
    code
}

/// Why a line cannot be used.
struct Unusable {
    id: Option<Value>,
    zh: String,
    en: String,
}

/// The document of a line, with its suggestions, as JSON.
fn record(line: &[u8], nth: usize, scheme: &Scheme) -> Result<Vec<u8>, Unusable> {
    let unusable = |id: Option<Value>, zh: String, en: String| Unusable { id, zh, en };
    let value: Value = serde_json::from_slice(line).map_err(|error| {
        unusable(None, format!("不是 JSON ({error})"), format!("is no JSON ({error})"))
    })?;
    let id = value.get("id").cloned();
    let Some(text) = value.get("text").and_then(Value::as_str) else {
        return Err(unusable(
            id,
            "没有字符串成员 text".into(),
            "has no string member text".into(),
        ));
    };
    let text = Arc::new(Text::new(text.into()));
    let name = match &id {
        Some(Value::String(id)) => id.clone(),
        Some(id @ Value::Number(_)) => id.to_string(),
        _ => format!("d{nth}"),
    };
    let shown = value.get("name").and_then(Value::as_str).unwrap_or(&name);
    let mut head = DocumentHead::new(DocumentId::new(&name), shown, None);
    if let Some(Value::Object(fields)) = value.get("fields") {
        head.fields = fields.clone();
    }
    let document = DocumentData::new(head, &text).with_text(&text);
    let document = document.and_then(|document| suggested(&document, scheme, &[]));
    let document = document.ok_or_else(|| {
        unusable(id.clone(), "无法处理".into(), "cannot be used".into())
    })?;
    let written = native::write_document(scheme, &document);
    written.map_err(|error| unusable(id, format!("无法写出 ({error})"), format!("cannot be written ({error})")))
}
