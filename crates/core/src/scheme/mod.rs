//! The annotation scheme in force: labels, attributes, slots and types of relations.
//!
//! The scheme is data and travels with the project. Members of a scheme that this version does
//! not use are kept in `extra`, so that a scheme passes through unchanged.

mod attribute;
pub mod entry;
mod label;

use alloc::{collections::BTreeSet, string::String, vec::Vec};
use serde::Serialize;
use serde_json::{Map, Value};

pub use attribute::{Attribute, Choice, Form, RelationType, SlotType, When};
pub use label::{Label, LabelId, LabelKind};

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
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Scheme {
    /// What files call it.
    pub id: String,
    /// What the page calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// The labels, in the order of their keys.
    pub labels: Vec<Label>,
    /// Attributes, in the order in which they are filled in.
    pub attributes: Vec<Attribute>,
    /// Slots.
    pub slots: Vec<SlotType>,
    /// Types of relations.
    pub relations: Vec<RelationType>,
    /// Members that this version does not use.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl FromJson for Scheme {
    fn from_json(value: Value) -> Option<Self> {
        let mut members = json::members(value)?;
        let id: String = json::member(&mut members, "id")?;
        let states_attributes = members.contains_key("attributes");
        let scheme = Self {
            id,
            name: json::member(&mut members, "name")?,
            labels: json::member(&mut members, "labels")?,
            attributes: json::member(&mut members, "attributes")?,
            slots: json::member(&mut members, "slots")?,
            relations: json::member(&mut members, "relations")?,
            extra: members,
        };
        Some(scheme.completed(states_attributes))
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
            name: None,
            labels: Vec::new(),
            attributes: Vec::new(),
            slots: Vec::new(),
            relations: Vec::new(),
            extra: Map::new(),
        })
    }

    /// The scheme of the guideline was at first written without attributes, slots and relations: one
    /// that does not state them gets those that the guideline has.
    #[must_use]
    pub fn completed(self, states_attributes: bool) -> Self {
        if states_attributes || self.id != GUIDELINE_ID {
            return self;
        }
        let whole = Self::guideline();
        Self {
            name: self.name.or(whole.name),
            attributes: whole.attributes,
            slots: whole.slots,
            relations: whole.relations,
            ..self
        }
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

    /// The attribute of that id that spans of a label have.
    #[must_use]
    pub fn attribute(&self, label: &LabelId, id: &str) -> Option<&Attribute> {
        let mut attributes = self.attributes.iter();
        attributes.find(|own| own.id == id && own.labels.contains(label))
    }

    /// The types of relations that may be drawn between spans of these labels.
    pub fn joining<'a>(
        &'a self,
        head: &'a LabelId,
        tail: &'a LabelId,
    ) -> impl Iterator<Item = &'a RelationType> {
        let relations = self.relations.iter();
        relations.filter(move |relation| relation.joins(head, tail))
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
        assert_eq!(scheme.attributes, Scheme::guideline().attributes);
        assert_eq!(scheme.labels.len(), 1);
        assert_eq!(scheme.labels[0].kind, Some(LabelKind::Target));
        let emptied = br#"{"id":"reportmark-guideline-1","labels":[],"attributes":[]}"#;
        assert_eq!(json::parse::<Scheme>(emptied).unwrap().attributes, []);
    }
}
