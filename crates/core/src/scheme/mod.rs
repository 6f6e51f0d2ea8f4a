//! The annotation scheme in force: labels with their names, hotkeys and looks.
//!
//! The scheme is data and travels with the project. Members of a scheme that this version does
//! not use are kept in `extra`, so that a scheme passes through unchanged.

use alloc::{collections::BTreeSet, string::String, sync::Arc, vec::Vec};
use core::fmt;
use serde::Serialize;
use serde_json::{Map, Value};

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

crate::from_json_name!(LabelKind { "target" => Target, "measure" => Measure, "party" => Party, "result" => Result });

/// A label that spans can carry (guideline §1).
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Label {
    /// What files call it.
    pub id: LabelId,
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
        Some(Self {
            id: json::member(&mut members, "id")?,
            name: json::member(&mut members, "name")?,
            hotkey: json::member(&mut members, "hotkey")?,
            look: json::member(&mut members, "look")?,
            mark: mark.unwrap_or_default(),
            extra: members,
        })
    }
}

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

/// The labels in force, in the order of their keys.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Scheme {
    /// What files call it.
    pub id: String,
    /// The labels.
    pub labels: Vec<Label>,
    /// Members that this version does not use.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

crate::from_json_object!(Scheme { id, labels } flat extra);

/// How many looks the page has for labels.
pub const LOOKS: u8 = 8;

/// The look of a label that has none of its own, by its place in the scheme.
#[must_use]
pub fn nth_look(nth: usize) -> u8 {
    u8::try_from(nth).unwrap_or(u8::MAX) % LOOKS + 1
}

impl Scheme {
    /// The scheme of the annotation guideline, version 1: its four labels.
    #[must_use]
    pub fn guideline() -> Self {
        let label = |id: &str, zh: &str, en: &str, hotkey: &str, look: u8, mark: &str| Label {
            id: LabelId::new(id),
            name: Name {
                zh: zh.into(),
                en: en.into(),
                extra: Map::new(),
            },
            hotkey: Some(hotkey.into()),
            look,
            mark: mark.into(),
            extra: Map::new(),
        };
        Self {
            id: "reportmark-guideline-1".into(),
            labels: [
                label("target", "目标", "Target", "1", 1, "目"),
                label("measure", "措施", "Measure", "2", 2, "措"),
                label("party", "责任主体", "Party", "3", 3, "责"),
                label("result", "完成情况", "Result", "4", 4, "果"),
            ]
            .into(),
            extra: Map::new(),
        }
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
