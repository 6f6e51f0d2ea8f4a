//! Labels: what they are called, what they mean, how they look.

use alloc::{string::String, sync::Arc};
use core::fmt;
use serde::Serialize;
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
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Label {
    /// What files call it.
    pub id: LabelId,
    /// What it means to the program, if anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<LabelKind>,
    /// Its name in Chinese and in English.
    pub name: Name,
    /// The key that tags with it, as `KeyboardEvent.key` gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hotkey: Option<String>,
    /// Which of the page's label colours and line styles it is drawn in, from 1; they are told
    /// apart by line as well as by colour.
    pub look: u8,
    /// One Chinese character that stands for it where there is room for no more.
    pub mark: String,
    /// Members that this version does not use.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
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
