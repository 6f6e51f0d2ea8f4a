//! What the text of a span says when it is tagged.

use std::sync::Arc;

use reportmark_core::{
    model::{Document, Members, Section, Slot, Span, Tense},
    outline::Outline,
    parse::{
        document::{in_target_list, period_at, tense_at},
        responsibility::{group_scope, party_type, role_at},
        slots,
    },
    scheme::{LabelId, LabelKind, Scheme, Terms},
    text::{Offset, TextRange},
};

use crate::app::State;

/// Bytes of a span that is read: some pages.
const LONGEST: usize = 1 << 14;

/// Attributes and slots of a span.
#[derive(Default)]
pub(in crate::app::update) struct Said {
    pub(in crate::app::update) attributes: Members,
    pub(in crate::app::update) slots: Vec<Slot>,
}

impl Said {
    /// Take over what a span has beside what was read of it: what was corrected, as far as its label
    /// takes that, and what no label of the scheme has.
    pub(super) fn correct(&mut self, span: &Span, was: &Self, terms: &Terms) {
        for (key, value) in &span.attributes {
            let is_corrected = was.attributes.get(key) != Some(value);
            let is_foreign = !terms.attributes.iter().any(|own| own.id == *key);
            let mut own = terms.attributes.iter();
            let is_taken = own
                .any(|own| own.id == *key && own.labels.contains(&span.label) && own.takes(value));
            if is_corrected && (is_taken || is_foreign) {
                self.attributes.insert(key.clone(), value.clone());
            }
        }
        for slot in &span.slots {
            let is_there = |slots: &[Slot]| {
                let mut slots = slots.iter();
                slots.any(|own| own.name == slot.name && own.range == slot.range)
            };
            let own = terms.slot(&slot.name);
            let is_taken = own.is_none_or(|own| own.labels.contains(&span.label));
            if is_taken && !is_there(&was.slots) && !is_there(&self.slots) {
                self.slots.retain(|own| own.name != slot.name);
                self.slots.push(slot.clone());
            }
        }
        self.slots.sort_by_key(|slot| slot.range.start());
    }
}

/// What is known of a document, to read its spans by.
pub(in crate::app::update) struct Reader<'a> {
    document: &'a Document,
    scheme: &'a Scheme,
    terms: Arc<Terms>,
    outline: Arc<Outline>,
    sections: Arc<Vec<Section>>,
    /// The fields of the document; those that are not filled in, as the text states them.
    fields: Members,
}

impl<'a> Reader<'a> {
    /// With the outline as far as it is known.
    pub(in crate::app::update) fn of(state: &'a State, document: &'a Document) -> Self {
        Self::with(state, document, state.outlines.of(&document.text))
    }

    /// With an outline that is made if it is not known.
    pub(in crate::app::update) fn of_all(state: &'a State, document: &'a Document) -> Self {
        let known = state.outlines.of(&document.text).map(Arc::clone);
        let outline = known.unwrap_or_else(|| Arc::new(Outline::of(&document.text)));
        Self::with(state, document, Some(&outline))
    }

    fn with(state: &'a State, document: &'a Document, outline: Option<&Arc<Outline>>) -> Self {
        let stated = outline.map(|outline| state.readings.fields(&document.text, outline));
        let mut fields = stated.as_deref().cloned().unwrap_or_default();
        fields.extend(document.head.fields.clone());
        Self {
            document,
            fields,
            scheme: &state.project.scheme,
            terms: state.terms(),
            sections: sections(state, document, outline),
            outline: outline.map(Arc::clone).unwrap_or_default(),
        }
    }

    /// What a stretch says under a label. Nothing where the scheme has no attributes for it.
    pub(in crate::app::update) fn read(&self, range: TextRange, label: &LabelId) -> Said {
        let terms = &self.terms;
        let kind = self.scheme.kind(label);
        let Some(kind) = kind.filter(|_| terms.has_attributes(label)) else {
            return Said::default();
        };
        // What is longer is no clause, whatever it was tagged for.
        if range.len() > LONGEST {
            return Said::default();
        }
        if kind == LabelKind::Party {
            return Said {
                attributes: of_party(self.document, range),
                slots: Vec::new(),
            };
        }
        let around = self.around(range.start());
        let read = slots::read(&self.document.text, range, kind, &around.context());
        let takes = |slot: &Slot| {
            let own = terms.slot(&slot.name);
            own.is_some_and(|own| own.labels.contains(label))
        };
        Said {
            attributes: read.attributes,
            slots: read.slots.into_iter().filter(takes).collect(),
        }
    }

    /// Attributes that follow when a stretch becomes a slot of that name.
    pub(super) fn of_slot(&self, name: &str, range: TextRange) -> Members {
        let around = self.around(range.start());
        slots::of_slot(name, &self.document.text, range, &around.context())
    }

    /// The period in force at a position.
    pub(super) fn period(&self, at: Offset) -> Option<String> {
        period_at(&self.document.text, &self.outline, &self.fields, at)
    }

    fn around(&self, at: Offset) -> Around {
        let (text, outline) = (&self.document.text, &self.outline);
        Around {
            tense: tense_at(&self.sections, at),
            period: self.period(at),
            in_target_list: in_target_list(text, outline, at),
        }
    }
}

/// The sections of a document: as they were set, or else as its headings let guess. None while the
/// headings are not known.
fn sections(
    state: &State,
    document: &Document,
    outline: Option<&Arc<Outline>>,
) -> Arc<Vec<Section>> {
    let stored = &document.head.sections;
    if !stored.is_empty() {
        return Arc::clone(stored);
    }
    let guessed = outline.map(|outline| state.readings.sections(document, outline));
    guessed.unwrap_or_default()
}

/// The tense in force at a position.
pub(super) fn tense(state: &State, document: &Document, at: Offset) -> Tense {
    let outline = state.outlines.of(&document.text);
    tense_at(&sections(state, document, outline), at)
}

/// What is known of the place of a span.
struct Around {
    tense: Tense,
    period: Option<String>,
    in_target_list: bool,
}

impl Around {
    fn context(&self) -> slots::Context<'_> {
        slots::Context {
            tense: self.tense,
            period: self.period.as_deref(),
            in_target_list: self.in_target_list,
        }
    }
}

fn of_party(document: &Document, range: TextRange) -> Members {
    let text = &document.text;
    let name = text.slice(range);
    let role = role_at(text, range);
    let mut attributes = Members::new();
    let mut put = |key: &str, value: &str| {
        attributes.insert(key.into(), value.into());
    };
    if let Some((role, label)) = role {
        put("role", role.name());
        if let Some(label) = label {
            put("role_label", text.slice(label));
        }
    }
    put(
        "party_type",
        party_type(name, role.map(|(role, _)| role)).name(),
    );
    if let Some(scope) = group_scope(name) {
        put("group_scope", scope.name());
    }
    attributes
}
