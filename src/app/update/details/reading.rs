//! What the text of a span says when it is tagged.

use reportmark_core::{
    model::{Document, Members, Slot, Tense},
    outline::Outline,
    parse::{
        document::{in_target_list, period_at, tense_at},
        responsibility::{group_scope, party_type, role_at},
        slots,
    },
    scheme::{LabelId, LabelKind},
    text::{Offset, TextRange},
};

use crate::app::State;

/// Attributes and slots of a span.
#[derive(Default)]
pub(in crate::app::update) struct Said {
    pub(in crate::app::update) attributes: Members,
    pub(in crate::app::update) slots: Vec<Slot>,
}

/// What a stretch says under a label. Nothing where the scheme has no attributes for it.
pub(in crate::app::update) fn read(
    state: &State,
    document: &Document,
    range: TextRange,
    label: &LabelId,
) -> Said {
    let scheme = &state.project.scheme;
    let terms = state.terms();
    let Some(kind) = scheme.kind(label).filter(|_| terms.has_attributes(label)) else {
        return Said::default();
    };
    if kind == LabelKind::Party {
        return Said {
            attributes: of_party(document, range),
            slots: Vec::new(),
        };
    }
    let around = Around::of(state, document, range.start());
    let read = slots::read(&document.text, range, kind, &around.context());
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
pub(super) fn of_slot(state: &State, document: &Document, name: &str, range: TextRange) -> Members {
    let around = Around::of(state, document, range.start());
    slots::of_slot(name, &document.text, range, &around.context())
}

/// The tense in force at a position: as it was set, or else as the headings let guess.
pub(super) fn tense(state: &State, document: &Document, at: Offset) -> Tense {
    let stored = &document.head.sections;
    if !stored.is_empty() {
        return tense_at(stored, at);
    }
    let outline = state.outlines.of(&document.text);
    outline.map_or(Tense::None, |outline| {
        tense_at(&state.readings.sections(&document.text, outline), at)
    })
}

/// What is known of the place of a span.
struct Around {
    tense: Tense,
    period: Option<String>,
    in_target_list: bool,
}

impl Around {
    fn of(state: &State, document: &Document, at: Offset) -> Self {
        let text = &document.text;
        let none = Outline::default();
        let outline = state.outlines.of(text).map_or(&none, |outline| outline);
        Self {
            tense: tense(state, document, at),
            period: period_at(text, outline, &document.head.fields, at),
            in_target_list: in_target_list(text, outline, at),
        }
    }

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
