//! `reportmark suggest`: what rules find, undecided.

use std::sync::Arc;

use reportmark_core::{
    format::{
        Problem,
        native::{self, Options},
    },
    model::{
        Document, DocumentData, DocumentHead, DocumentId, Lexicon, Members, Project, Texts,
        Timestamp,
    },
    outline::Outline,
    scheme::Scheme,
    suggest::{self, Ground, Known, Learned, Rulebook, rulebook},
    text::Text,
};
use serde_json::{Map, Value, json};

use super::{FAILED, OK, Said, Streams, files};
use crate::app::{Language, words};

/// Suggests for files, as one native file.
pub(super) fn files(names: &[&str], streams: &mut Streams<'_>) -> u8 {
    let mut code = OK;
    let mut documents: Vec<Document> = Vec::new();
    let mut scheme: Option<Scheme> = None;
    let mut extra = Members::new();
    for name in names {
        let opened = match files::open(name, documents.len() + 1, streams) {
            Ok(opened) => opened,
            Err(said) => {
                streams.complain(&said);
                code = FAILED;
                continue;
            }
        };
        for said in &opened.problems {
            streams.complain(said);
            code = FAILED;
        }
        let own = match (&scheme, opened.scheme) {
            (Some(first), Some(own)) if *first != own => {
                streams.complain(&Said::of(
                    name,
                    "标注体系与前面的文件不同，请分开处理",
                    "its scheme is another than that of the files before it; do it by itself",
                ));
                code = FAILED;
                continue;
            }
            (Some(first), _) => first.clone(),
            (None, own) => own.unwrap_or_default(),
        };
        let unread = rulebook::unread(&own);
        if unread > 0 {
            streams.complain(&Said::of(
                name,
                &format!("标注体系的 rules 里有 {unread} 处无法识别，未启用；请在规则窗口重写，或改正文件"),
                &format!(
                    "{unread} entries of the rules of its scheme are not understood and suggest nothing; \
                     write them anew in the dialog of rules, or correct the file"
                ),
            ));
            code = FAILED;
        }
        let taught = taught(&own, opened.documents, &opened.extra);
        for document in &taught.project.documents {
            documents.extend(suggested(document, &taught));
        }
        scheme = Some(own);
        if extra.is_empty() {
            extra = opened.extra;
        }
    }
    let Some(scheme) = scheme.filter(|_| !documents.is_empty()) else {
        return FAILED;
    };
    tell_apart(&mut documents);
    let options = Options {
        exported_at: &now(),
        extra: &extra,
    };
    match native::write(&scheme, documents.iter(), &options) {
        Ok(bytes) if streams.line(&bytes) => code,
        Ok(_) => FAILED,
        Err(error) => {
            streams.complain(&Said::unwritten(&error));
            FAILED
        }
    }
}

/// Gives documents of several files ids of their own.
fn tell_apart(documents: &mut [Document]) {
    let mut taken: Vec<DocumentId> = Vec::with_capacity(documents.len());
    let mut last = documents.len();
    for document in documents {
        if taken.contains(document.id()) {
            last += 1;
            let mut head = DocumentHead::clone(&document.head);
            head.id = DocumentId::new(&format!("d{last}"));
            document.head = Arc::new(head);
        }
        taken.push(document.id().clone());
    }
}

/// Documents of one project, and what they teach.
struct Taught {
    project: Project,
    learned: Learned,
    known: Arc<Known>,
    book: Arc<Rulebook>,
}

/// What the documents of a file teach, and its rules and lexicon.
fn taught(scheme: &Scheme, documents: Vec<Document>, extra: &Members) -> Taught {
    let project = Project {
        scheme: Arc::new(scheme.clone()),
        documents: documents.into_iter().map(Arc::new).collect(),
        extra: Arc::default(),
    };
    let mut learned = Learned::default();
    learned.follow(&project, usize::MAX);
    Taught {
        known: Arc::new(learned.known(&Lexicon::of(extra))),
        book: Arc::new(Rulebook::of(scheme)),
        learned,
        project,
    }
}

/// A document with what is suggested for it beside what it has.
fn suggested(document: &Document, taught: &Taught) -> Option<Document> {
    let text = &document.text;
    let scheme = &taught.project.scheme;
    let head = &document.head;
    let outline = Arc::new(Outline::of(text));
    let ground = Ground::of(text, &outline, &head.fields, &head.sections, &head.zones)
        .knowing(Arc::clone(&taught.known))
        .by(Arc::clone(&taught.book));
    let mut found = suggest::suggest(text, &ground);
    found.spans.retain(|own| {
        let label = taught.book.label(scheme, own.rule, own.kind);
        label.is_none_or(|label| !taught.learned.is_refused(text, &label.id, own.range))
    });
    let data = suggest::document(text, document.to_data(), &ground, &found, scheme, &now());
    data.with_text(text)
}

/// The time that is written: what is made twice of one input is the same.
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
                streams.complain(&Said::unread("-", &error.to_string()));
                return FAILED;
            }
        }
        let own = match nth {
            1 => line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line),
            _ => &line,
        };
        if own.trim_ascii().is_empty() {
            continue;
        }
        let written = record(own, nth, &scheme).unwrap_or_else(|problem| {
            code = FAILED;
            let place = format!("第 {nth} 行 / line {nth}");
            streams.complain(&Said::of(&place, &problem.zh, &problem.en));
            let mut failed = Map::new();
            failed.insert("line".into(), json!(nth));
            if let Some(id) = problem.id {
                failed.insert("id".into(), id);
            }
            failed.insert("error".into(), json!(problem.en));
            Value::Object(failed).to_string().into_bytes()
        });
        if !streams.line(&written) {
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
        unusable(
            None,
            format!("不是 JSON（{error}）"),
            format!("is no JSON ({error})"),
        )
    })?;
    let id = value.get("id").cloned();
    let Some(text) = value.get("text").and_then(Value::as_str) else {
        return Err(unusable(
            id,
            "没有字符串成员 text，请写成 {\"text\": \"…\"}".into(),
            "has no string member text; write {\"text\": \"…\"}".into(),
        ));
    };
    let document = if value.get("spans").is_some() {
        annotated(value, nth).map_err(|(zh, en)| unusable(id.clone(), zh, en))?
    } else {
        plain(&value, text, nth)
    };
    let document = document.and_then(|document| {
        let taught = taught(scheme, vec![document], &Members::new());
        suggested(taught.project.documents.first()?, &taught)
    });
    let Some(document) = document else {
        return Err(unusable(id, "无法处理".into(), "cannot be used".into()));
    };
    native::write_document(scheme, &document).map_err(|error| {
        unusable(
            id,
            format!("无法写出（{error}）"),
            format!("cannot be written ({error})"),
        )
    })
}

/// A document that has annotations, as native files hold it, or what is wrong with it in both
/// languages. One that cannot be read whole is not read, so that nothing of it is lost.
fn annotated(mut value: Value, nth: usize) -> Result<Option<Document>, (String, String)> {
    if let Some(members) = value.as_object_mut()
        && !members.contains_key("id")
    {
        members.insert("id".into(), format!("d{nth}").into());
    }
    let said = |problem: &Problem| {
        let told = |language| words::problem(problem, language);
        (told(Language::Chinese), told(Language::English))
    };
    let file = json!({"format": native::FORMAT, "version": native::VERSION, "documents": [value]});
    let bytes = file.to_string().into_bytes();
    let read = native::read(&bytes, &Texts::new()).map_err(|problem| said(&problem))?;
    if let Some(problem) = read.problems.first() {
        return Err(said(problem));
    }
    let mut documents = read.documents.into_iter();
    Ok(documents
        .next()
        .and_then(|own| own.data.with_text(&own.text)))
}

/// A document that is a text with a name, and fields where it has any.
fn plain(value: &Value, text: &str, nth: usize) -> Option<Document> {
    let text = Arc::new(Text::new(text.into()));
    let name = match value.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(id @ Value::Number(_)) => id.to_string(),
        _ => format!("d{nth}"),
    };
    let shown = value.get("name").and_then(Value::as_str).unwrap_or(&name);
    let mut head = DocumentHead::new(DocumentId::new(&name), shown, None);
    if let Some(Value::Object(fields)) = value.get("fields") {
        head.fields = fields.clone();
    }
    DocumentData::new(head, &text).with_text(&text)
}
