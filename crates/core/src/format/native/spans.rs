//! The spans of a document that is being read, one by one.

use alloc::{rc::Rc, string::String, sync::Arc, vec::Vec};
use serde_json::Value;

use super::ids::Ids;
use crate::{
    format::{
        OffsetUnit, ProblemKind,
        members::{Object, Problems},
    },
    json::FromJson as _,
    model::{Slot, Span, SpanId, Spans, Timestamp},
    scheme::LabelId,
    text::{Offset, Text, TextRange},
};

/// Texts that were shared last, for the next span most likely has the same.
const RECENT: usize = 16;

/// The units that offsets can be in.
const UNITS: [OffsetUnit; 3] = [OffsetUnit::CodePoints, OffsetUnit::Utf16, OffsetUnit::Bytes];

/// The spans of an array as they come.
#[derive(Debug)]
pub(super) struct SpansRead {
    /// Where the array is, in words.
    base: Rc<str>,
    /// How many items there were.
    count: usize,
    /// What the spans stand on; none while that is unknown, and then they are passed over.
    frame: Option<Frame>,
    spans: Spans,
    /// How far into the text the last one stands, in bytes.
    reach: usize,
    ids: Ids,
    /// The spans that have attributes, by their places in the array: those are checked when the
    /// scheme is known.
    with_attributes: Vec<(usize, SpanId)>,
    /// Spans whose ids are made when all that are stated are known, with what they stated.
    unnamed: Vec<(Span, String)>,
    problems: Problems,
    recent: Recent,
    /// Whether a quote is not where the unit says but where another does.
    is_doubtful: bool,
    /// How many quotes each of the [`UNITS`] finds, where that is counted.
    hits: Option<[usize; 3]>,
}

impl SpansRead {
    pub(super) fn new(base: &str, frame: Option<Frame>, counts: bool) -> Self {
        Self {
            base: base.into(),
            count: 0,
            frame,
            spans: Spans::default(),
            reach: 0,
            ids: Ids::default(),
            with_attributes: Vec::new(),
            unnamed: Vec::new(),
            problems: Problems::default(),
            recent: Recent::default(),
            is_doubtful: false,
            hits: counts.then_some([0; 3]),
        }
    }

    /// How many items there were.
    pub(super) const fn count(&self) -> usize {
        self.count
    }

    /// How far into the text the last one stands, in bytes.
    pub(super) const fn reach(&self) -> usize {
        self.reach
    }

    /// Whether they are passed over, for what they stand on is not known.
    pub(super) const fn is_skipped(&self) -> bool {
        self.frame.is_none()
    }

    /// Whether this is the text that they were read with.
    pub(super) fn stands_on(&self, text: Option<&Arc<Text>>) -> bool {
        let frame = self.frame.as_ref();
        frame
            .zip(text)
            .is_some_and(|(frame, text)| Arc::ptr_eq(&frame.text, text))
    }

    /// The unit that they are read in.
    pub(super) fn unit(&self) -> Option<OffsetUnit> {
        self.frame.as_ref().map(|frame| frame.unit)
    }

    pub(super) const fn is_doubtful(&self) -> bool {
        self.is_doubtful
    }

    /// The unit in which most quotes are found where their offsets say; the declared one in a tie.
    pub(super) fn best_unit(&self, declared: OffsetUnit) -> OffsetUnit {
        let hits = self.hits.unwrap_or_default();
        let of = |unit| UNITS.iter().zip(hits).find(|(other, _)| **other == unit);
        let mut best = (of(declared).map_or(0, |(_, hits)| hits), declared);
        for (&unit, found) in UNITS.iter().zip(hits) {
            if found > best.0 {
                best = (found, unit);
            }
        }
        best.1
    }

    /// Those read so far.
    pub(super) fn so_far(&self) -> Spans {
        self.spans.clone()
    }

    /// The next item of the array.
    pub(super) fn add(&mut self, value: Value) {
        let nth = self.count;
        self.count += 1;
        let Some(frame) = &self.frame else { return };
        if let (Some(hits), Some(quote)) = (&mut self.hits, Quote::of(&value)) {
            for (unit, hits) in UNITS.iter().zip(hits) {
                *hits += usize::from(quote.is_found(&frame.text, *unit));
            }
        } else if let Some(quote) = Quote::of(&value)
            && !quote.is_found(&frame.text, frame.unit)
        {
            let elsewhere = |unit: &OffsetUnit| quote.is_found(&frame.text, *unit);
            self.is_doubtful |= UNITS.iter().any(elsewhere);
        }
        let Some(object) = Object::at(&self.base, Some(nth), value, &self.problems) else {
            return;
        };
        let mut stated = None;
        let span = span(object, frame, &mut self.recent, |object| {
            let id = self.ids.state(object);
            id.unwrap_or_else(|id| stated.insert(id).clone())
        });
        let Some(span) = span else { return };
        self.reach = span.range.start().bytes();
        if !span.attributes.is_empty() && stated.is_none() {
            self.with_attributes.push((nth, span.id.clone()));
        }
        match stated {
            // An id that is stated is given once, so this replaces none.
            None => self.spans.insert(Arc::new(span)),
            Some(stated) => self.unnamed.push((span, stated)),
        }
    }

    /// The spans, their ids, and which of them have attributes. Their problems go to those of the
    /// document.
    pub(super) fn finish(mut self, document: &Object<'_>) -> (Spans, Ids, Vec<(usize, SpanId)>) {
        for (mut span, stated) in self.unnamed {
            span.id = SpanId::new(&self.ids.make(&stated));
            self.spans.insert(Arc::new(span));
        }
        document.take_problems(self.problems);
        (self.spans, self.ids, self.with_attributes)
    }
}

/// Texts that many spans have in common are held once.
#[derive(Debug, Default)]
struct Recent(Vec<Arc<str>>);

impl Recent {
    fn share(&mut self, text: String) -> Arc<str> {
        if let Some(nth) = self.0.iter().position(|shared| **shared == *text) {
            return self.0.get(nth).map_or_else(|| text.into(), Arc::clone);
        }
        let shared: Arc<str> = text.into();
        if self.0.len() == RECENT {
            self.0.remove(0);
        }
        self.0.push(Arc::clone(&shared));
        shared
    }
}

/// What a span quotes, and where it says that that stands.
struct Quote<'v> {
    quote: &'v str,
    start: usize,
    end: usize,
}

impl<'v> Quote<'v> {
    fn of(span: &'v Value) -> Option<Self> {
        let number = |key| usize::try_from(span.get(key)?.as_u64()?).ok();
        Some(Self {
            quote: span.get("quote")?.as_str()?,
            start: number("start")?,
            end: number("end")?,
        })
    }

    fn is_found(&self, text: &Text, unit: OffsetUnit) -> bool {
        let at = |n| offset_in(text, unit, n);
        at(self.start)
            .zip(at(self.end))
            .is_some_and(|(a, b)| a <= b && text.slice(TextRange::between(a, b)) == self.quote)
    }
}

/// The text of a document and the unit of its offsets.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) text: Arc<Text>,
    pub(super) unit: OffsetUnit,
}

impl Frame {
    fn offset(&self, n: usize) -> Option<Offset> {
        offset_in(&self.text, self.unit, n)
    }

    /// `start` and `end` of an object.
    pub(super) fn range(&self, object: &mut Object<'_>, allow_empty: bool) -> Option<TextRange> {
        let (start, end) = (object.offset("start"), object.offset("end"));
        self.checked(start?, end?, allow_empty)
            .map_err(|(key, kind)| object.problem(key, kind))
            .ok()
    }

    /// A pair of offsets, which stands at this key.
    pub(super) fn pair(&self, object: &Object<'_>, key: &str, value: Value) -> Option<TextRange> {
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
    pub(super) fn quoted(&self, object: &mut Object<'_>, range: TextRange) -> Option<()> {
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

/// A span. `name` gives it its id, once it is sure that it is one.
fn span(
    mut object: Object<'_>,
    frame: &Frame,
    recent: &mut Recent,
    name: impl FnOnce(&mut Object<'_>) -> String,
) -> Option<Span> {
    let range = frame.range(&mut object, false)?;
    frame.quoted(&mut object, range)?;
    let label = object.required("label")?;
    if label.is_empty() {
        object.problem("label", ProblemKind::Missing);
        return None;
    }
    let id = name(&mut object);
    // Made anew on every export.
    object.take("prefix");
    object.take("suffix");
    let slots = object
        .objects("slots")
        .into_iter()
        .filter_map(|item| slot(item, frame))
        .collect();
    let label = LabelId::shared(recent.share(label));
    let mut shared = |text: Option<String>| text.map(|text| recent.share(text));
    Some(Span {
        id: SpanId::new(&id),
        label,
        range,
        attributes: object.members("attributes"),
        slots,
        status: object
            .get("status", "one of accepted, suggested, rejected")
            .unwrap_or_default(),
        origin: shared(object.text("origin")).unwrap_or_else(|| "import:native".into()),
        edited: object.get("edited", "true or false").unwrap_or_default(),
        certainty: object
            .get("certainty", "one of sure, unsure")
            .unwrap_or_default(),
        note: object.shared("note").unwrap_or_default(),
        annotator: shared(object.text("annotator")),
        created_at: shared(object.text("created_at")).map(Timestamp::shared),
        updated_at: shared(object.text("updated_at")).map(Timestamp::shared),
        extra: object.rest(),
    })
}

/// A slot.
pub(super) fn slot(mut object: Object<'_>, frame: &Frame) -> Option<Slot> {
    let range = frame.range(&mut object, true)?;
    frame.quoted(&mut object, range)?;
    Some(Slot {
        name: object.required("name")?.into(),
        range,
        extra: object.rest(),
    })
}
