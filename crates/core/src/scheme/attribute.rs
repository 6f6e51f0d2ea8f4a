//! What can be said of a span beside its label: attributes, slots, relations.

use alloc::{string::String, sync::Arc, vec::Vec};
use serde::Serialize;

use super::{LabelId, Name};
use crate::model::Members;

/// What values an attribute takes, and so how it is written and checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// One of a closed set.
    Choice,
    /// Any text.
    #[default]
    Text,
    /// A number, a range `[low, high]`, or a list of numbers of one phrase (guideline §9.8).
    Number,
    /// A date, month, quarter, half-year or year, as ISO 8601 writes it.
    Date,
    /// A stretch of time: as [`Date`](Self::Date), or two of them with `/` between.
    Period,
    /// Several texts.
    List,
    /// `{value, unit}`: an amount of money.
    Amount,
    /// `[{value, unit, object, comparator}]`: what an action makes or changes, counted.
    Quantities,
    /// Yes or no.
    Flag,
}

crate::from_json_name!(Form { "choice" => Choice, "text" => Text, "number" => Number, "date" => Date, "period" => Period, "list" => List, "amount" => Amount, "quantities" => Quantities, "flag" => Flag } absent Text);

/// One of the values of a closed set.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Choice {
    /// What files write.
    pub id: Arc<str>,
    /// What the page shows.
    pub name: Name,
    /// Members that this version does not use.
    #[serde(flatten)]
    pub extra: Members,
}

crate::from_json_object!(Choice { id, name } flat extra);

/// Where an attribute applies: where another one has one of these values.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct When {
    /// The other attribute.
    pub attribute: String,
    /// Its values.
    pub is: Vec<String>,
}

crate::from_json_object!(When { attribute, is });

/// An attribute of the spans of some labels (guideline §3–§5). Two may have the same id if their
/// labels differ: the kind of a target is not the kind of a result.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Attribute {
    /// Its key in the attributes of a span.
    pub id: String,
    /// The labels that have it.
    pub labels: Vec<LabelId>,
    /// What the page shows.
    pub name: Name,
    /// What values it takes.
    pub form: Form,
    /// The closed set, for a [`Form::Choice`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Choice>,
    /// Where it applies; everywhere without this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Members that this version does not use.
    #[serde(flatten)]
    pub extra: Members,
}

crate::from_json_object!(Attribute { id, labels, name, form, values, when } flat extra);

impl Attribute {
    /// Whether it applies to a span of this label with these attributes.
    #[must_use]
    pub fn applies(&self, label: &LabelId, attributes: &Members) -> bool {
        self.labels.contains(label)
            && self.when.as_ref().is_none_or(|when| {
                let value = attributes.get(&when.attribute);
                let value = value.and_then(serde_json::Value::as_str);
                value.is_some_and(|value| when.is.iter().any(|other| other == value))
            })
    }

    /// Whether this is a value that it takes.
    #[must_use]
    pub fn takes(&self, value: &serde_json::Value) -> bool {
        let is_chosen = || value.as_str().is_some_and(|id| self.choice(id).is_some());
        self.form.holds(value) && (self.form != Form::Choice || value.is_null() || is_chosen())
    }

    /// The value of that id.
    #[must_use]
    pub fn choice(&self, id: &str) -> Option<&Choice> {
        self.values.iter().find(|value| &*value.id == id)
    }
}

/// A slot: a named part of what a span says (guideline §1).
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SlotType {
    /// Its name in files.
    pub id: Arc<str>,
    /// The labels that have it.
    pub labels: Vec<LabelId>,
    /// What the page shows.
    pub name: Name,
    /// The letter that, with Shift, makes the selected text this slot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hotkey: Option<String>,
    /// Members that this version does not use.
    #[serde(flatten)]
    pub extra: Members,
}

crate::from_json_object!(SlotType { id, labels, name, hotkey } flat extra);

/// A type of relation, and which labels it may join (guideline §6).
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct RelationType {
    /// Its name in files.
    pub id: Arc<str>,
    /// What the page shows.
    pub name: Name,
    /// Labels that it may start from.
    pub heads: Vec<LabelId>,
    /// Labels that it may lead to.
    pub tails: Vec<LabelId>,
    /// Whether both ends have the same label.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub same_label: bool,
    /// Whether it follows from blocks and is not drawn.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub derived: bool,
    /// Members that this version does not use.
    #[serde(flatten)]
    pub extra: Members,
}

crate::from_json_object!(RelationType { id, name, heads, tails, same_label, derived } flat extra);

impl RelationType {
    /// Whether it may be drawn between spans of these labels.
    #[must_use]
    pub fn joins(&self, head: &LabelId, tail: &LabelId) -> bool {
        !self.derived
            && self.heads.contains(head)
            && self.tails.contains(tail)
            && (!self.same_label || head == tail)
    }
}
