//! Reading a native file.

use alloc::{format, string::String, sync::Arc, vec::Vec};
use serde_json::Value;

use super::{
    FORMAT, VERSION,
    ids::Ids,
    implied::{leave_derived, leave_implied},
    lexicon,
    reading::{Broken, Fed, Finished, Part, Reading},
    scheme,
    spans::{Frame, SpansRead, slot},
    value,
};
use crate::{
    collections::ordered,
    format::{
        OffsetUnit, Problem, ProblemKind,
        members::{Object, Problems},
    },
    json::FromJson,
    model::{
        Block, BlockId, DocumentData, DocumentHead, DocumentId, Lexicon, Members, Relation,
        RelationId, Section, SpanId, Texts, Zone, ZoneKind,
    },
    scheme::{Form, Scheme, Terms},
    source::Source,
    text::{Text, TextHash},
};

/// A document of a file, with the text it stands on.
#[derive(Clone, PartialEq, Debug)]
pub struct ReadDocument {
    /// What was said of it.
    pub data: DocumentData,
    /// Its text.
    pub text: Arc<Text>,
}

/// What a native file held.
#[derive(Clone, PartialEq, Debug)]
pub struct Read {
    /// Its scheme, with a label for every one that its spans use; none when the file has none.
    pub scheme: Option<Scheme>,
    /// Its documents.
    pub documents: Vec<ReadDocument>,
    /// Members that this version does not use.
    pub extra: Members,
    /// Everything that was wrong.
    pub problems: Vec<Problem>,
}

/// Whether a file claims to be a native one, so that the claim is taken at its word and what is
/// wrong with it is said. Looks at the beginning only.
#[must_use]
pub fn is_native(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let text = String::from_utf8_lossy(start);
    let mut compact = text.chars().filter(|c| !c.is_whitespace());
    compact.next() == Some('{') && {
        let compact: String = compact.collect();
        compact.contains(&format!("\"format\":\"{FORMAT}\""))
    }
}

/// Read a native file whose bytes are all there. `texts` are texts at hand, for documents whose text
/// was left out.
///
/// # Errors
/// A [`Problem`] when nothing of the file can be read.
pub fn read(bytes: &[u8], texts: &Texts) -> Result<Read, Problem> {
    let mut reading = Reading::new(texts.clone());
    let problem = |broken: Broken| {
        let before = bytes.get(..broken.at).unwrap_or(bytes);
        broken.into_problem([before])
    };
    loop {
        let mut rest = bytes;
        while let Fed::Text(read, text) = reading.feed(rest).map_err(problem)? {
            reading.give(Arc::new(Text::new(text)));
            rest = rest.get(read..).unwrap_or_default();
        }
        match reading.finish().map_err(problem)? {
            Finished::Read(read) => return Ok(read),
            Finished::Again(again) => reading = again,
        }
    }
}

/// What a file of its own holds: a part of a native file, or a native file with that part.
///
/// # Errors
/// A [`Problem`] when nothing of it can be read.
fn part<T>(
    bytes: &[u8],
    key: &str,
    read: fn(Object<'_>) -> T,
) -> Result<(T, Vec<Problem>), Problem> {
    let problem = |kind| Problem {
        place: String::new(),
        kind,
    };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        return Err(problem(ProblemKind::Empty));
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        // Where it is, is said beside it.
        let told = format!("{error}");
        let why = told.split(" at line ").next().unwrap_or_default();
        problem(ProblemKind::NotJson {
            why: why.into(),
            line: error.line(),
            column: error.column(),
        })
    })?;
    let problems = Problems::default();
    let mut seen = value::Value::default();
    seen.end(bytes.trim_ascii_start());
    if seen.repeats(&value) {
        problems.add("", ProblemKind::Repeated);
    }
    let value = match value {
        Value::Object(mut members) if members.get("format").is_some_and(|own| own == FORMAT) => {
            members.remove(key).unwrap_or_default()
        }
        other => other,
    };
    let object = Object::new("", value, &problems);
    let object = object.ok_or_else(|| problem(ProblemKind::Expected("an object")))?;
    let read = read(object);
    Ok((read, problems.into_vec()))
}

/// Read a scheme from a file of its own, or from a native file.
///
/// # Errors
/// A [`Problem`] when nothing of it can be read.
pub fn read_scheme(bytes: &[u8]) -> Result<(Scheme, Vec<Problem>), Problem> {
    part(bytes, "scheme", scheme::read)
}

/// Read a lexicon from a file of its own, or from a native file.
///
/// # Errors
/// A [`Problem`] when nothing of it can be read.
pub fn read_lexicon(bytes: &[u8]) -> Result<(Lexicon, Vec<Problem>), Problem> {
    part(bytes, "lexicon", lexicon::read)
}

/// The scheme that this value describes, as far as it makes sense.
pub(super) fn scheme(value: Value) -> Option<Scheme> {
    let problems = Problems::default();
    Object::new("scheme", value, &problems).map(scheme::read)
}

/// The file of these members and documents, with the problems met before; or what is wrong with it as
/// a whole.
pub(super) fn file(
    members: Members,
    parts: Option<Vec<Part>>,
    texts: &Texts,
    problems: Problems,
) -> Result<Read, ProblemKind> {
    let file = Object::new("", Value::Object(members), &problems);
    let mut file = file.ok_or(ProblemKind::NotNative)?;
    if file.take("format") != Some(FORMAT.into()) {
        return Err(ProblemKind::NotNative);
    }
    file.supplied("version");
    match file.get("version", "a whole number") {
        Some(version) if version > VERSION => return Err(ProblemKind::Newer(version)),
        _ => {}
    }
    // Written anew on every export.
    file.take("generator");
    file.take("exported_at");

    let scheme = file.object("scheme").map(scheme::read);
    let documents = match parts {
        Some(parts) => documents(parts, &problems, texts),
        None => {
            file.require("documents");
            file.objects("documents");
            Vec::new()
        }
    };
    let used = ordered(
        documents
            .iter()
            .flat_map(|(document, _)| document.data.spans.labels().cloned()),
    );
    let scheme = match scheme {
        Some(scheme) => Some(scheme.with_labels(&used)),
        None => {
            let built_in = Scheme::guideline();
            let all = built_in.with_labels(&used);
            (all != built_in).then_some(all)
        }
    };
    let terms = scheme.as_ref().map_or_else(Terms::guideline, Terms::of);
    let kinds = scheme.clone().unwrap_or_default();
    let documents = documents.into_iter().map(|(mut document, attributes)| {
        leave_implied(&mut document.data, &kinds);
        leave_derived(&mut document, &kinds);
        attributes.check(&document.data, &terms, &problems);
        document
    });
    let documents = documents.collect();
    let lexicon = file.object("lexicon").map(lexicon::read);
    let mut extra = file.rest();
    if let Some(lexicon) = lexicon {
        lexicon.write(&mut extra);
    }
    Ok(Read {
        scheme,
        documents,
        extra,
        problems: problems.into_vec(),
    })
}

/// The documents of these parts; a part that is no object is a problem.
fn documents(
    parts: Vec<Part>,
    problems: &Problems,
    texts: &Texts,
) -> Vec<(ReadDocument, Attributes)> {
    let base = "documents".into();
    let parts: Vec<_> = parts
        .into_iter()
        .enumerate()
        .filter_map(|(nth, part)| {
            let object = Object::at(&base, Some(nth), part.value, problems)?;
            Some((object, part.text, part.spans))
        })
        .collect();
    let mut ids = Ids::of(parts.iter().map(|(object, ..)| object));
    parts
        .into_iter()
        .filter_map(|(object, text, spans)| document(object, text, spans, texts, &mut ids))
        .collect()
}

/// The unit of offsets that a document declares in these words.
pub(super) fn declared_unit(words: Option<&str>) -> OffsetUnit {
    match words {
        Some("utf16" | "utf_16" | "utf16_code_unit") => OffsetUnit::Utf16,
        Some("utf8" | "byte" | "bytes" | "utf8_byte") => OffsetUnit::Bytes,
        _ => OffsetUnit::CodePoints,
    }
}

fn document(
    mut object: Object<'_>,
    own: Option<Arc<Text>>,
    spans: Option<SpansRead>,
    texts: &Texts,
    ids: &mut Ids,
) -> Option<(ReadDocument, Attributes)> {
    let stated = object.text("text_sha256");
    let text = match (own, object.take("text")) {
        (Some(text), _) => text,
        (None, Some(_)) => {
            object.problem("text", ProblemKind::Expected("a string"));
            return None;
        }
        (None, None) => {
            let hash = stated.clone().unwrap_or_default();
            let Some(text) = texts.get(&TextHash::stated(&hash)) else {
                object.problem("text", ProblemKind::NoText(hash));
                return None;
            };
            Arc::clone(text)
        }
    };
    if stated.is_some_and(|hash| TextHash::stated(&hash) != *text.hash()) {
        object.problem("text_sha256", ProblemKind::HashDiffers);
    }
    object.take("length");

    object.supplied("id");
    let id = ids.take(&mut object);
    let name = object.text("name").unwrap_or_else(|| id.clone());
    let mut head = DocumentHead::new(DocumentId::new(&id), &name, None);
    let source = object.members("source");
    (head.source, head.source_extra) = split_source(source);
    head.status = object
        .get("status", "one of new, in_progress, done")
        .unwrap_or_default();
    head.fields = object.members("fields");
    check_fields(&object, &head.fields);

    let declared = declared_unit(object.text("offset_unit").as_deref());
    if spans.is_none() {
        // Something else than an array stands there, or nothing.
        object.get::<Vec<Value>>("spans", "an array");
    }
    let unit = spans.as_ref().and_then(SpansRead::unit).unwrap_or(declared);
    if unit != declared {
        object.problem("offset_unit", ProblemKind::OtherUnit(unit));
    }
    let frame = Frame { text, unit };

    let ranges: Vec<Value> = object
        .get("annotated_ranges", "an array")
        .unwrap_or_default();
    let range = |(nth, pair)| frame.pair(&object, &format!("annotated_ranges[{nth}]"), pair);
    head.annotated_ranges = ranges.into_iter().enumerate().filter_map(range).collect();
    let sections = object.objects("sections").into_iter();
    let sections = sections.filter_map(|item| section(item, &frame));
    head.sections = Arc::new(sections.collect());
    head.zones = object
        .objects("zones")
        .into_iter()
        .filter_map(|item| zone(item, &frame))
        .collect();
    head.evidence = object
        .objects("field_evidence")
        .into_iter()
        .filter_map(|item| slot(item, &frame))
        .collect();
    let (spans, span_ids, with_attributes) =
        spans.map(|spans| spans.finish(&object)).unwrap_or_default();
    let objects = object.objects("blocks");
    let mut block_ids = Ids::of(objects.iter());
    head.blocks = objects
        .into_iter()
        .filter_map(|item| block(item, &frame, &span_ids, &mut block_ids))
        .collect();
    let objects = object.objects("relations");
    let mut relation_ids = Ids::of(objects.iter());
    let relations = objects
        .into_iter()
        .filter_map(|item| relation(item, &span_ids, &block_ids, &mut relation_ids))
        .collect();
    head.relations = relations;
    let place = object.place("spans");
    head.extra = object.rest();
    let read = ReadDocument {
        data: DocumentData {
            head,
            text: frame.text.hash().clone(),
            spans,
        },
        text: frame.text,
    };
    Some((
        read,
        Attributes {
            place,
            with_attributes,
        },
    ))
}

/// The spans of a document whose attributes are to be checked: where they stand in the file, and
/// which of them it is.
struct Attributes {
    place: String,
    with_attributes: Vec<(usize, SpanId)>,
}

impl Attributes {
    /// Note values that the scheme has not. They are kept: they may be of another scheme.
    fn check(&self, document: &DocumentData, terms: &Terms, problems: &Problems) {
        for (nth, id) in &self.with_attributes {
            let Some(span) = document.spans.get(id) else {
                continue;
            };
            for (key, value) in &span.attributes {
                let own = terms.attribute(&span.label, key);
                if own.is_some_and(|own| !own.takes(value)) {
                    let place = format!("{}[{nth}].attributes.{key}", self.place);
                    problems.add(&place, ProblemKind::Value(format!("{value}")));
                }
            }
        }
    }
}

/// Note fields of a document that the guideline (§7) has otherwise. They are kept.
fn check_fields(object: &Object<'_>, fields: &Members) {
    for (key, value) in fields {
        let is_good = match key.as_str() {
            "genre" => value.as_str().is_some_and(|genre| GENRES.contains(&genre)),
            "issue_date" | "publish_date" => Form::Date.holds(value),
            "report_period" | "plan_period" => Form::Period.holds(value),
            "region" => value.is_object(),
            _ => true,
        };
        if !is_good && !value.is_null() {
            let place = format!("fields.{key}");
            object.problem(&place, ProblemKind::Value(format!("{value}")));
        }
    }
}

/// The genres of documents (guideline §7).
const GENRES: [&str; 6] = [
    "proposal_handling",
    "supervision_bulletin",
    "work_report",
    "plan_report",
    "task_decomposition",
    "other",
];

/// What is known of a source, and the rest. Without all that must be known of it, all of it is
/// the rest.
fn split_source(mut members: Members) -> (Option<Source>, Members) {
    let source = Source::from_json(Value::Object(members.clone()));
    if let Some(Ok(Value::Object(known))) = source.as_ref().map(serde_json::to_value) {
        members.retain(|key, _| !known.contains_key(key));
    }
    (source, members)
}

fn section(mut object: Object<'_>, frame: &Frame) -> Option<Section> {
    let range = frame.range(&mut object, true)?;
    frame.quoted(&mut object, range)?;
    Some(Section {
        id: object.text("id").unwrap_or_default(),
        level: object.get("level", "a whole number").unwrap_or(1),
        number: object.text("number").unwrap_or_default(),
        range,
        parent: object.text("parent"),
        tense: object
            .get("tense", "one of past, plan, none")
            .unwrap_or_default(),
        extra: object.rest(),
    })
}

fn zone(mut object: Object<'_>, frame: &Frame) -> Option<Zone> {
    let range = frame.range(&mut object, true)?;
    object.require("kind");
    let kind: ZoneKind = object.get("kind", "one of body, cover_note, glossary, boilerplate")?;
    Some(Zone {
        kind,
        range,
        extra: object.rest(),
    })
}

fn block(mut object: Object<'_>, frame: &Frame, spans: &Ids, ids: &mut Ids) -> Option<Block> {
    object.require("scope");
    let scope = object.take("scope")?;
    let scope = frame.pair(&object, "scope", scope)?;
    let bracket = object.take("bracket");
    let bracket = bracket.and_then(|pair| frame.pair(&object, "bracket", pair));
    let id = ids.take(&mut object);
    let mut named = |key: &str| -> Vec<SpanId> {
        let ids: Vec<String> = object.get(key, "an array of span ids").unwrap_or_default();
        let known = |id: &String| {
            let known = spans.has(id);
            if !known {
                object.problem(key, ProblemKind::Dangling(id.clone()));
            }
            known
        };
        ids.into_iter()
            .filter(known)
            .map(|id| SpanId::new(&id))
            .collect()
    };
    let (members, parties) = (named("members"), named("parties"));
    Some(Block {
        id: BlockId::new(&id),
        scope,
        bracket,
        members,
        parties,
        extra: object.rest(),
    })
}

fn relation(mut object: Object<'_>, spans: &Ids, blocks: &Ids, ids: &mut Ids) -> Option<Relation> {
    let mut end = |key: &str| {
        let id = object.required(key)?;
        if spans.has(&id) {
            return Some(id);
        }
        object.problem(key, ProblemKind::Dangling(id));
        None
    };
    let (head, tail) = (end("head"), end("tail"));
    let (head, tail) = (head?, tail?);
    let via = object.text("via").filter(|id| {
        let known = blocks.has(id);
        if !known {
            object.problem("via", ProblemKind::Dangling(id.clone()));
        }
        known
    });
    let kind = object.required("type")?;
    let id = ids.take(&mut object);
    Some(Relation {
        id: RelationId::new(&id),
        kind: kind.into(),
        head: SpanId::new(&head),
        tail: SpanId::new(&tail),
        via: via.map(|id| BlockId::new(&id)),
        extra: object.rest(),
    })
}
