//! Reading a native file.

use alloc::{
    format,
    string::{String, ToString as _},
    sync::Arc,
    vec::Vec,
};
use serde_json::Value;

use super::{DEPTH, FORMAT, VERSION, ids::Ids, scheme};
use crate::{
    collections::ordered,
    format::{
        OffsetUnit, Problem, ProblemKind,
        members::{Object, Problems},
    },
    json::FromJson,
    model::{
        Block, BlockId, DocumentData, DocumentHead, DocumentId, Members, Relation, RelationId,
        Section, Slot, Span, SpanId, Texts, Timestamp, Zone, ZoneKind,
    },
    scheme::{LabelId, Scheme},
    source::Source,
    text::{Offset, Text, TextHash, TextRange},
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

/// A file that was parsed, and not yet read.
#[derive(Debug)]
pub struct Parsed(Value);

/// Parse a file.
///
/// # Errors
/// A [`Problem`] when it is not JSON, or nested too deeply.
pub fn parse(bytes: &[u8]) -> Result<Parsed, Problem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| whole(ProblemKind::NotJson(error.to_string())))?;
    if !is_flat(&value, DEPTH) {
        let why = format!("nested deeper than {DEPTH} levels");
        return Err(whole(ProblemKind::NotJson(why)));
    }
    Ok(Parsed(value))
}

/// A problem of the file as a whole.
const fn whole(kind: ProblemKind) -> Problem {
    Problem {
        place: String::new(),
        kind,
    }
}

/// Parse and read a native file. `texts` are texts at hand, for documents whose text was left out.
///
/// # Errors
/// A [`Problem`] when nothing of the file can be read.
pub fn read(bytes: &[u8], texts: &Texts) -> Result<Read, Problem> {
    let mut parsed = parse(bytes)?;
    let given = parsed.take_texts().into_iter();
    let given = given.map(|text| Arc::new(Text::new(text))).collect();
    parsed.read(given, texts)
}

impl Parsed {
    /// Take the texts out of the documents, in order, so that they can be hashed and indexed.
    pub fn take_texts(&mut self) -> Vec<String> {
        let documents = self.0.get_mut("documents").and_then(Value::as_array_mut);
        documents
            .into_iter()
            .flatten()
            .filter_map(|document| match document.get_mut("text") {
                Some(Value::String(text)) => Some(core::mem::take(text)),
                _ => None,
            })
            .collect()
    }

    /// Read it. `given` are the texts that were taken out; `texts` those at hand, for documents
    /// whose text was left out.
    ///
    /// # Errors
    /// A [`Problem`] when nothing of the file can be read.
    pub fn read(self, given: Vec<Arc<Text>>, texts: &Texts) -> Result<Read, Problem> {
        read_parsed(self.0, &mut given.into_iter(), texts)
    }
}

fn read_parsed(
    value: Value,
    given: &mut dyn Iterator<Item = Arc<Text>>,
    texts: &Texts,
) -> Result<Read, Problem> {
    let problems = Problems::default();
    let mut file =
        Object::new("", value, &problems).ok_or_else(|| whole(ProblemKind::NotNative))?;
    if file.take("format") != Some(FORMAT.into()) {
        return Err(whole(ProblemKind::NotNative));
    }
    file.supplied("version");
    match file.get("version", "a whole number") {
        Some(version) if version > VERSION => return Err(whole(ProblemKind::Newer(version))),
        _ => {}
    }
    // Written anew on every export.
    file.take("generator");
    file.take("exported_at");

    let scheme = file.object("scheme").map(scheme::read);
    file.require("documents");
    let objects = file.objects("documents");
    let mut ids = Ids::of(&objects);
    let documents: Vec<_> = objects
        .into_iter()
        .filter_map(|object| document(object, given, texts, &mut ids))
        .collect();
    let used = ordered(
        documents
            .iter()
            .flat_map(|document| document.data.spans.iter().map(|span| span.label.clone())),
    );
    let scheme = match scheme {
        Some(scheme) => Some(scheme.with_labels(&used)),
        None => {
            let built_in = Scheme::guideline();
            let all = built_in.with_labels(&used);
            (all != built_in).then_some(all)
        }
    };
    let extra = file.rest();
    Ok(Read {
        scheme,
        documents,
        extra,
        problems: problems.into_vec(),
    })
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

/// The text of a document and the unit of its offsets.
struct Frame {
    text: Arc<Text>,
    unit: OffsetUnit,
}

impl Frame {
    fn offset(&self, n: usize) -> Option<Offset> {
        offset_in(&self.text, self.unit, n)
    }

    /// `start` and `end` of an object.
    fn range(&self, object: &mut Object<'_>, allow_empty: bool) -> Option<TextRange> {
        let (start, end) = (object.offset("start"), object.offset("end"));
        self.checked(start?, end?, allow_empty)
            .map_err(|(key, kind)| object.problem(key, kind))
            .ok()
    }

    /// A pair of offsets, which stands at this key.
    fn pair(&self, object: &Object<'_>, key: &str, value: Value) -> Option<TextRange> {
        let pair = <(usize, usize)>::from_json(value)
            .ok_or(ProblemKind::Expected("a pair of offsets"))
            .and_then(|(start, end)| self.checked(start, end, true).map_err(|(_, kind)| kind));
        pair.map_err(|kind| object.problem(key, kind)).ok()
    }

    /// A range of the text; or what is wrong with it, and at which end.
    fn checked(
        &self,
        start: usize,
        end: usize,
        allow_empty: bool,
    ) -> Result<TextRange, (&'static str, ProblemKind)> {
        if start > end || (start == end && !allow_empty) {
            return Err(("end", ProblemKind::BadRange));
        }
        let at = |key, n| self.offset(n).ok_or((key, ProblemKind::OutOfText));
        Ok(TextRange::between(at("start", start)?, at("end", end)?))
    }

    /// Whether the object's quote, if it has one, is what stands there.
    fn quoted(&self, object: &mut Object<'_>, range: TextRange) -> Option<()> {
        let quote = object.text("quote");
        let there = self.text.slice(range);
        match quote {
            Some(quote) if quote != there => {
                object.problem(
                    "quote",
                    ProblemKind::QuoteDiffers {
                        quote,
                        text: there.into(),
                    },
                );
                None
            }
            _ => Some(()),
        }
    }
}

fn offset_in(text: &Text, unit: OffsetUnit, n: usize) -> Option<Offset> {
    match unit {
        OffsetUnit::CodePoints => text.from_code_points(n),
        OffsetUnit::Utf16 => text.from_utf16(n),
        OffsetUnit::Bytes => {
            let at = Offset::from_bytes(n);
            (at.bytes() == n && at <= text.end() && text.floor(at) == at).then_some(at)
        }
    }
}

fn document(
    mut object: Object<'_>,
    given: &mut dyn Iterator<Item = Arc<Text>>,
    texts: &Texts,
    ids: &mut Ids,
) -> Option<ReadDocument> {
    let stated = object.text("text_sha256");
    let text = match object.take("text") {
        Some(Value::String(text)) => given.next().unwrap_or_else(|| Arc::new(Text::new(text))),
        Some(_) => {
            object.problem("text", ProblemKind::Expected("a string"));
            return None;
        }
        None => {
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

    let declared = match object.text("offset_unit").as_deref() {
        Some("utf16" | "utf_16" | "utf16_code_unit") => OffsetUnit::Utf16,
        Some("utf8" | "byte" | "bytes" | "utf8_byte") => OffsetUnit::Bytes,
        _ => OffsetUnit::CodePoints,
    };
    let spans: Vec<Value> = object.get("spans", "an array").unwrap_or_default();
    let unit = unit_of(&text, &spans, declared);
    if unit != declared {
        object.problem("offset_unit", ProblemKind::OtherUnit(unit));
    }
    let frame = Frame { text, unit };

    let ranges: Vec<Value> = object
        .get("annotated_ranges", "an array")
        .unwrap_or_default();
    let range = |(nth, pair)| frame.pair(&object, &format!("annotated_ranges[{nth}]"), pair);
    head.annotated_ranges = ranges.into_iter().enumerate().filter_map(range).collect();
    head.sections = object
        .objects("sections")
        .into_iter()
        .filter_map(|item| section(item, &frame))
        .collect();
    head.zones = object
        .objects("zones")
        .into_iter()
        .filter_map(|item| zone(item, &frame))
        .collect();
    let objects = object.items("spans", spans);
    let mut span_ids = Ids::of(&objects);
    let spans: Vec<Span> = objects
        .into_iter()
        .filter_map(|item| span(item, &frame, &mut span_ids))
        .collect();
    let objects = object.objects("blocks");
    let mut block_ids = Ids::of(&objects);
    head.blocks = objects
        .into_iter()
        .filter_map(|item| block(item, &frame, &span_ids, &mut block_ids))
        .collect();
    let objects = object.objects("relations");
    let mut relation_ids = Ids::of(&objects);
    head.relations = objects
        .into_iter()
        .filter_map(|item| relation(item, &span_ids, &block_ids, &mut relation_ids))
        .collect();
    head.extra = object.rest();
    Some(ReadDocument {
        data: DocumentData {
            head,
            text: frame.text.hash().clone(),
            spans,
        },
        text: frame.text,
    })
}

/// What is known of a source, and the rest. Without all that must be known of it, all of it is
/// the rest.
fn split_source(mut members: Members) -> (Option<Source>, Members) {
    let source = Source::from_json(Value::Object(members.clone()));
    if let Some(Ok(Value::Object(known))) = source.as_ref().map(serde_json::to_value) {
        members.retain(|key, _| !known.contains_key(key));
    }
    (source, members)
}

/// Spans whose quotes are looked up at first, to find the unit of offsets.
const SAMPLE: usize = 64;

/// The unit in which most quotes are found where their offsets say; the declared one in a tie.
///
/// Spans from all over the text are looked at first: when the declared unit fits all of them, it
/// is the one, and what a single span gets wrong is its own problem.
fn unit_of(text: &Text, spans: &[Value], declared: OffsetUnit) -> OffsetUnit {
    let quoted = |span: &&Value| span.get("quote").is_some();
    let hit = |span: &Value, unit| {
        let at = |key| {
            let n = span.get(key).and_then(Value::as_u64)?;
            offset_in(text, unit, usize::try_from(n).ok()?)
        };
        let quote = span.get("quote").and_then(Value::as_str);
        at("start")
            .zip(at("end"))
            .is_some_and(|(a, b)| a <= b && Some(text.slice(TextRange::between(a, b))) == quote)
    };
    let step = spans.len().div_ceil(SAMPLE).max(1);
    // From the last: the farther from the start, the more the units differ.
    let mut sample = spans.iter().rev().step_by(step).filter(quoted);
    if sample.all(|span| hit(span, declared)) {
        return declared;
    }
    let hits = |unit| spans.iter().filter(|span| hit(span, unit)).count();
    let mut best = (hits(declared), declared);
    for unit in [OffsetUnit::CodePoints, OffsetUnit::Utf16, OffsetUnit::Bytes] {
        let found = hits(unit);
        if found > best.0 {
            best = (found, unit);
        }
    }
    best.1
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

fn span(mut object: Object<'_>, frame: &Frame, ids: &mut Ids) -> Option<Span> {
    let range = frame.range(&mut object, false)?;
    frame.quoted(&mut object, range)?;
    let label = object.required("label")?;
    if label.is_empty() {
        object.problem("label", ProblemKind::Missing);
        return None;
    }
    let id = ids.take(&mut object);
    // Made anew on every export.
    object.take("prefix");
    object.take("suffix");
    let slots = object
        .objects("slots")
        .into_iter()
        .filter_map(|item| slot(item, frame))
        .collect();
    let timestamp = |text: Option<String>| text.map(|text| Timestamp::new(&text));
    Some(Span {
        id: SpanId::new(&id),
        label: LabelId::new(&label),
        range,
        attributes: object.members("attributes"),
        slots,
        status: object
            .get("status", "one of accepted, suggested, rejected")
            .unwrap_or_default(),
        origin: object
            .shared("origin")
            .unwrap_or_else(|| "import:native".into()),
        edited: object.get("edited", "true or false").unwrap_or_default(),
        certainty: object
            .get("certainty", "one of sure, unsure")
            .unwrap_or_default(),
        note: object.shared("note").unwrap_or_default(),
        annotator: object.shared("annotator"),
        created_at: timestamp(object.text("created_at")),
        updated_at: timestamp(object.text("updated_at")),
        extra: object.rest(),
    })
}

fn slot(mut object: Object<'_>, frame: &Frame) -> Option<Slot> {
    let range = frame.range(&mut object, true)?;
    frame.quoted(&mut object, range)?;
    Some(Slot {
        name: object.required("name")?.into(),
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
