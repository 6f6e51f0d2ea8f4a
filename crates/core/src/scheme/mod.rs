//! The annotation scheme in force: labels, attributes, slots and types of relations.
//!
//! The scheme is data and travels with the project. Members of a scheme that this version does
//! not use are kept in `extra`, so that a scheme passes through unchanged.

mod attribute;
pub mod draft;
pub mod entry;
mod label;
mod terms;

use alloc::{collections::BTreeSet, string::String, vec::Vec};
use serde::Serialize;
use serde_json::{Map, Value};

pub use attribute::{Attribute, Choice, Form, RelationType, SlotType, When};
pub use draft::Draft;
pub use label::{Label, LabelId, LabelKind};
pub use terms::Terms;

use crate::json::{self, FromJson};

/// What files call the scheme of the guideline.
const GUIDELINE: &str = "reportmark-guideline-1";

/// The keys of the slots of the guideline. They are in force before its [`Terms`] are read.
const GUIDELINE_SLOTS: [(&str, &str); 8] = [
    ("indicator", "i"),
    ("value", "v"),
    ("unit", "u"),
    ("comparator", "c"),
    ("deadline", "t"),
    ("modality", "m"),
    ("baseline", "b"),
    ("funding", "f"),
];

/// A name in both languages of the page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Name {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// Members that this version does not use.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

crate::from_json_object!(Name { zh, en } flat extra);

/// All that can be said of a text.
///
/// Attributes, slots and relation types are kept as they are written and read into [`Terms`] where
/// they are wanted: the page is drawn without them. A scheme of the guideline that does not state
/// them has those of the guideline.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Scheme {
    /// What files call it.
    pub id: String,
    /// The labels, in the order of their keys.
    pub labels: Vec<Label>,
    /// Everything else, among it what [`Terms`] are read from.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl FromJson for Scheme {
    fn from_json(value: Value) -> Option<Self> {
        let mut members = json::members(value)?;
        Some(Self {
            id: json::member(&mut members, "id")?,
            labels: json::member(&mut members, "labels")?,
            extra: members,
        })
    }
}

/// How many looks the page has for labels.
pub const LOOKS: u8 = 8;

/// The look of a label that has none of its own, by its place in the scheme.
#[must_use]
pub fn nth_look(nth: usize) -> u8 {
    u8::try_from(nth).unwrap_or(u8::MAX) % LOOKS + 1
}

impl Scheme {
    /// The scheme of the annotation guideline, version 1.
    #[must_use]
    pub fn guideline() -> Self {
        Self {
            id: GUIDELINE.into(),
            labels: [
                built_in("target", "目标", "Target", 1, "目"),
                built_in("measure", "措施", "Measure", 2, "措"),
                built_in("party", "责任主体", "Party", 3, "责"),
                built_in("result", "完成情况", "Result", 4, "果"),
            ]
            .into(),
            extra: Map::new(),
        }
    }

    /// A plain scheme: targets, measures and parties are marked, and nothing more is said of them.
    #[must_use]
    pub fn plain() -> Self {
        let mut scheme = Self::guideline();
        scheme.id = "plain-3".into();
        scheme.labels.truncate(3);
        scheme
    }

    /// Whether its terms are those of the guideline, which it need not state.
    fn is_guideline(&self) -> bool {
        self.id == GUIDELINE && !self.extra.contains_key(terms::ATTRIBUTES)
    }

    /// The slots that have keys: what files call each, and the letter that, with Shift, makes the
    /// selected text this slot.
    #[must_use]
    pub fn slot_keys(&self) -> Vec<(&str, &str)> {
        if self.is_guideline() {
            return GUIDELINE_SLOTS.into();
        }
        let mut keys = Vec::new();
        let slots = self.extra.get(terms::SLOTS).and_then(Value::as_array);
        for slot in slots.into_iter().flatten() {
            let text = |key| slot.get(key).and_then(Value::as_str);
            if let (Some(id), Some(key)) = (text("id"), text("hotkey")) {
                keys.push((id, key));
            }
        }
        keys
    }

    /// What spans of a label mean to the program.
    #[must_use]
    pub fn kind(&self, label: &LabelId) -> Option<LabelKind> {
        self.label(label)?.kind
    }

    /// The first label of that kind.
    #[must_use]
    pub fn label_of(&self, kind: LabelKind) -> Option<&Label> {
        self.labels.iter().find(|label| label.kind == Some(kind))
    }

    /// The label of that id.
    #[must_use]
    pub fn label(&self, id: &LabelId) -> Option<&Label> {
        self.labels.iter().find(|label| label.id == *id)
    }

    /// The label that this key tags with.
    #[must_use]
    pub fn label_for_key(&self, key: &str) -> Option<&Label> {
        self.labels
            .iter()
            .find(|label| label.hotkey.as_deref() == Some(key))
    }

    /// This scheme with a plain label for every one of `used` that it lacks, so that a span of a
    /// foreign label is drawn and kept rather than dropped.
    #[must_use]
    pub fn with_labels(&self, used: &BTreeSet<LabelId>) -> Self {
        let mut scheme = self.clone();
        for id in used {
            if scheme.label(id).is_some() {
                continue;
            }
            let next_key = (1..=9_u8)
                .filter_map(|digit| char::from_digit(u32::from(digit), 10))
                .map(String::from)
                .find(|key| scheme.label_for_key(key).is_none());
            scheme.labels.push(Label {
                id: id.clone(),
                kind: LabelKind::of(id),
                name: Name {
                    zh: id.as_str().into(),
                    en: id.as_str().into(),
                    extra: Map::new(),
                },
                hotkey: next_key,
                look: nth_look(scheme.labels.len()),
                mark: id.as_str().chars().take(1).collect(),
                extra: Map::new(),
            });
        }
        scheme
    }
}

/// A label of the guideline. Its place is its key and its look.
fn built_in(id: &str, zh: &str, en: &str, place: u8, mark: &str) -> Label {
    let id = LabelId::new(id);
    Label {
        kind: LabelKind::of(&id),
        id,
        name: Name {
            zh: zh.into(),
            en: en.into(),
            extra: Map::new(),
        },
        hotkey: Some(char::from(b'0' + place).into()),
        look: place,
        mark: mark.into(),
        extra: Map::new(),
    }
}

impl Default for Scheme {
    fn default() -> Self {
        Self::guideline()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schemes_of_the_program_are_read_as_they_are_written() {
        for scheme in [Scheme::guideline(), Scheme::plain()] {
            let written = serde_json::to_vec(&scheme).unwrap();
            assert_eq!(json::parse(&written), Some(scheme));
        }
    }

    #[test]
    fn the_slots_of_the_guideline_have_the_keys_that_its_terms_state() {
        let terms = Terms::of(&Scheme::guideline());
        let stated = terms.slots.iter();
        let stated = stated.map(|slot| (&*slot.id, slot.hotkey.as_deref().unwrap_or_default()));
        assert_eq!(stated.collect::<Vec<_>>(), GUIDELINE_SLOTS);
    }

    #[test]
    fn a_scheme_that_states_its_terms_has_those() {
        assert!(!Terms::of(&Scheme::guideline()).attributes.is_empty());
        let emptied = br#"{"id":"reportmark-guideline-1","labels":[],"attributes":[]}"#;
        let scheme: Scheme = json::parse(emptied).unwrap();
        assert_eq!(Terms::of(&scheme), Terms::default());
        assert_eq!(scheme.slot_keys(), []);
    }
}
