//! The annotation scheme in force: labels, attributes, slots and types of relations.
//!
//! The scheme is data and travels with the project. Members of a scheme that this version does
//! not use are kept in `extra`, so that a scheme passes through unchanged.

mod attribute;
pub mod entry;
mod label;
mod terms;

use alloc::{collections::BTreeSet, string::String, vec::Vec};
use serde::Serialize;
use serde_json::{Map, Value};

pub use attribute::{Attribute, Choice, Form, RelationType, SlotType, When};
pub use label::{Label, LabelId, LabelKind};
pub use terms::Terms;

use crate::json::{self, FromJson};

/// The scheme of the annotation guideline, version 1.
const GUIDELINE: &str = include_str!("guideline.json");
/// Three labels and nothing else.
const PLAIN: &str = include_str!("plain.json");
/// What files call the scheme of the guideline.
const GUIDELINE_ID: &str = "reportmark-guideline-1";

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
/// they are wanted: the page is drawn without them.
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
        let scheme = Self {
            id: json::member(&mut members, "id")?,
            labels: json::member(&mut members, "labels")?,
            extra: members,
        };
        Some(scheme.completed())
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
        Self::built_in(GUIDELINE)
    }

    /// A plain scheme: targets, measures and parties are marked, and nothing more is said of them.
    #[must_use]
    pub fn plain() -> Self {
        Self::built_in(PLAIN)
    }

    fn built_in(text: &str) -> Self {
        // The files are of the program, and a test reads them.
        json::parse(text.as_bytes()).unwrap_or(Self {
            id: String::new(),
            labels: Vec::new(),
            extra: Map::new(),
        })
    }

    /// The scheme of the guideline was at first written without attributes, slots and relations: one
    /// that does not state them gets those that the guideline has.
    #[must_use]
    pub(crate) fn completed(mut self) -> Self {
        if self.id == GUIDELINE_ID && !self.extra.contains_key(terms::ATTRIBUTES) {
            for (key, value) in Self::guideline().extra {
                self.extra.entry(key).or_insert(value);
            }
        }
        self
    }

    /// The slots that have keys: what files call each, and the letter that, with Shift, makes the
    /// selected text this slot.
    pub fn slot_keys(&self) -> impl Iterator<Item = (&str, &str)> {
        let slots = self.extra.get(terms::SLOTS).and_then(Value::as_array);
        slots.into_iter().flatten().filter_map(|slot| {
            let text = |key| slot.get(key).and_then(Value::as_str);
            Some((text("id")?, text("hotkey")?))
        })
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

impl Default for Scheme {
    fn default() -> Self {
        Self::guideline()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schemes_of_the_program_can_be_read() {
        let guideline = Scheme::guideline();
        assert_eq!(guideline.id, GUIDELINE_ID);
        assert_eq!(guideline.labels.len(), 4);
        assert_eq!(Scheme::plain().labels.len(), 3);
        for scheme in [guideline, Scheme::plain()] {
            let written = serde_json::to_vec(&scheme).unwrap();
            assert_eq!(json::parse(&written), Some(scheme));
        }
    }

    #[test]
    fn a_scheme_of_before_gets_what_the_guideline_says() {
        let before = br#"{"id":"reportmark-guideline-1","labels":[{"id":"target","name":{"zh":"x","en":"y"}}]}"#;
        let scheme: Scheme = json::parse(before).unwrap();
        assert_eq!(scheme.extra, Scheme::guideline().extra);
        assert_eq!(scheme.labels.len(), 1);
        assert_eq!(scheme.labels[0].kind, Some(LabelKind::Target));
        let emptied = br#"{"id":"reportmark-guideline-1","labels":[],"attributes":[]}"#;
        assert_eq!(json::parse::<Scheme>(emptied).unwrap().extra.len(), 1);
    }
}
