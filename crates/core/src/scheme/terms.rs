//! Attributes, slots and relation types of a scheme, read where they are wanted.

use alloc::{string::String, vec::Vec};
use serde_json::{Map, Value};

use super::{Attribute, LabelId, Name, RelationType, Scheme, SlotType};
use crate::json::{self, FromJson};

/// The terms of the annotation guideline, version 1.
const GUIDELINE: &str = include_str!("guideline.json");

/// The members of a scheme that they are read from.
pub(super) const ATTRIBUTES: &str = "attributes";
pub(super) const SLOTS: &str = "slots";
const RELATIONS: &str = "relations";
const NAME: &str = "name";

/// What can be said of a span beside its label.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Terms {
    /// What the page calls the scheme.
    pub name: Option<Name>,
    /// Attributes, in the order in which they are filled in.
    pub attributes: Vec<Attribute>,
    /// Slots.
    pub slots: Vec<SlotType>,
    /// Types of relations.
    pub relations: Vec<RelationType>,
}

impl Terms {
    /// Those of a scheme. What makes no sense is passed over; a file is
    /// [checked](crate::format::native) when it is read.
    #[must_use]
    pub fn of(scheme: &Scheme) -> Self {
        if scheme.is_guideline() {
            return Self::guideline();
        }
        Self::read(&scheme.extra)
    }

    /// Those of the guideline.
    #[must_use]
    pub fn guideline() -> Self {
        // The file is of the program, and a test reads it.
        json::parse(GUIDELINE.as_bytes()).map_or_else(Self::default, |members| Self::read(&members))
    }

    fn read(members: &Map<String, Value>) -> Self {
        Self {
            name: members.get(NAME).cloned().and_then(Name::from_json),
            attributes: each(members, ATTRIBUTES),
            slots: each(members, SLOTS),
            relations: each(members, RELATIONS),
        }
    }

    /// A scheme that states these terms, for those who read it elsewhere.
    #[must_use]
    pub fn stated(&self, scheme: &Scheme) -> Scheme {
        let mut scheme = scheme.clone();
        self.write(&mut scheme.extra);
        scheme
    }

    /// Put them into the members of a scheme, in the place of those that are there.
    pub fn write(&self, members: &mut Map<String, Value>) {
        let mut put = |key: &str, value: serde_json::Result<Value>| {
            if let Ok(value) = value {
                members.insert(key.into(), value);
            }
        };
        if let Some(name) = &self.name {
            put(NAME, serde_json::to_value(name));
        }
        put(ATTRIBUTES, serde_json::to_value(&self.attributes));
        put(SLOTS, serde_json::to_value(&self.slots));
        put(RELATIONS, serde_json::to_value(&self.relations));
    }

    /// The attribute of that id that spans of a label have.
    #[must_use]
    pub fn attribute(&self, label: &LabelId, id: &str) -> Option<&Attribute> {
        let mut attributes = self.attributes.iter();
        attributes.find(|own| own.id == id && own.labels.contains(label))
    }

    /// Whether spans of a label have any attribute.
    #[must_use]
    pub fn has_attributes(&self, label: &LabelId) -> bool {
        let mut attributes = self.attributes.iter();
        attributes.any(|own| own.labels.contains(label))
    }

    /// The slot of that name.
    #[must_use]
    pub fn slot(&self, name: &str) -> Option<&SlotType> {
        self.slots.iter().find(|own| &*own.id == name)
    }

    /// The relation type of that name.
    #[must_use]
    pub fn relation(&self, name: &str) -> Option<&RelationType> {
        self.relations.iter().find(|own| &*own.id == name)
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
}

/// The items of an array that can be read.
fn each<T: FromJson>(members: &Map<String, Value>, key: &str) -> Vec<T> {
    let items = members.get(key).and_then(Value::as_array);
    let items = items.into_iter().flatten().cloned();
    items.filter_map(T::from_json).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terms_of_the_guideline_are_all_read() {
        let members: Map<String, Value> = json::parse(GUIDELINE.as_bytes()).unwrap();
        let terms = Terms::guideline();
        let mut written = members.clone();
        terms.write(&mut written);
        assert_eq!(written, members);
    }
}
