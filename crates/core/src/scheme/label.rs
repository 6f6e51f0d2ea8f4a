//! Labels: what they are called, what they mean, how they look.

use alloc::{string::String, sync::Arc};
use core::fmt;
use serde::{Serialize, Serializer, ser::SerializeMap as _};
use serde_json::{Map, Value};

use super::Name;
use crate::json::{self, FromJson};

/// The identifier of a label, as files write it: `target`, `measure` …
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct LabelId(Arc<str>);

impl LabelId {
    /// A label identifier.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// A label identifier without a copy of its own.
    #[must_use]
    pub const fn shared(id: Arc<str>) -> Self {
        Self(id)
    }

    /// As files write it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromJson for LabelId {
    fn from_json(value: Value) -> Option<Self> {
        value.as_str().map(Self::new)
    }
}

impl fmt::Debug for LabelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a label means to the program (guideline §1): which rules read its spans and what may be
/// done with them. A label of a scheme that says nothing of it is one that only marks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LabelKind {
    /// A level or an end state that is to be reached.
    Target,
    /// An action of a public body.
    Measure,
    /// A person, organisation or group with a role.
    Party,
    /// An attained level or the state of a project.
    Result,
}

impl LabelKind {
    /// What a label of that id means where its scheme does not say: schemes did not always.
    #[must_use]
    pub fn of(id: &LabelId) -> Option<Self> {
        Self::from_json(Value::String(id.as_str().into()))
    }

    /// Whether somebody answers for spans of it (guideline §6).
    #[must_use]
    pub const fn is_commitment(self) -> bool {
        matches!(self, Self::Target | Self::Measure)
    }
}

crate::from_json_name!(LabelKind { "target" => Target, "measure" => Measure, "party" => Party, "result" => Result });

/// A label that spans can carry (guideline §1).
#[derive(Clone, PartialEq, Debug)]
pub struct Label {
    /// What files call it.
    pub id: LabelId,
    /// What it means to the program, if anything.
    pub kind: Option<LabelKind>,
    /// Its name in Chinese and in English.
    pub name: Name,
    /// The key that tags with it, as `KeyboardEvent.key` gives it.
    pub hotkey: Option<String>,
    /// Which of the page's label colours and line styles it is drawn in, from 1; they are told
    /// apart by line as well as by colour.
    pub look: u8,
    /// One Chinese character that stands for it where there is room for no more.
    pub mark: String,
    /// Members that this version does not use.
    pub extra: Map<String, Value>,
}

impl Serialize for Label {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(None)?;
        members.serialize_entry("id", &self.id)?;
        // One that means nothing says so where its id would be taken for what it means.
        if self.kind.is_some() || LabelKind::of(&self.id).is_some() {
            members.serialize_entry("kind", &self.kind)?;
        }
        members.serialize_entry("name", &self.name)?;
        if self.hotkey.is_some() {
            members.serialize_entry("hotkey", &self.hotkey)?;
        }
        members.serialize_entry("look", &self.look)?;
        members.serialize_entry("mark", &self.mark)?;
        for (key, value) in &self.extra {
            members.serialize_entry(key, value)?;
        }
        members.end()
    }
}

impl FromJson for Label {
    fn from_json(value: Value) -> Option<Self> {
        let mut members = json::members(value)?;
        let mark: Option<String> = json::member(&mut members, "mark")?;
        let id: LabelId = json::member(&mut members, "id")?;
        let kind = match members.remove("kind") {
            Some(value) => FromJson::from_json(value)?,
            None => LabelKind::of(&id),
        };
        Some(Self {
            id,
            kind,
            name: json::member(&mut members, "name")?,
            hotkey: json::member(&mut members, "hotkey")?,
            look: json::member(&mut members, "look")?,
            mark: mark.unwrap_or_default(),
            extra: members,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_a_label_means_is_written_where_its_id_says_something_else() {
        let written = |id: &str, kind| {
            let label = Label {
                id: LabelId::new(id),
                kind,
                name: Name {
                    zh: "甲".into(),
                    en: "A".into(),
                    extra: Map::new(),
                },
                hotkey: None,
                look: 1,
                mark: "甲".into(),
                extra: Map::new(),
            };
            let value = serde_json::to_value(&label).unwrap();
            assert_eq!(Label::from_json(value.clone()), Some(label));
            value.get("kind").cloned()
        };
        assert_eq!(written("target", None), Some(Value::Null));
        assert_eq!(written("a", None), None);
        assert_eq!(
            written("target", Some(LabelKind::Party)),
            Some(json!("party"))
        );
    }
}
