//! A span and the slots that it owns.

use alloc::{sync::Arc, vec::Vec};
use serde::Serialize;

use super::{Members, SpanId, Timestamp};
use crate::{
    scheme::LabelId,
    text::{Text, TextRange},
};

/// Whether a span counts (native format, `status`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SpanStatus {
    /// Part of the annotation.
    #[default]
    Accepted,
    /// Offered by a rule or a model, not decided.
    Suggested,
    /// Decided against; kept as a hard negative.
    Rejected,
}

crate::from_json_name!(SpanStatus { "accepted" => Accepted, "suggested" => Suggested, "rejected" => Rejected } absent Accepted);

/// How sure the annotator is (guideline §0).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// The usual case.
    #[default]
    Sure,
    /// To be looked at again.
    Unsure,
}

crate::from_json_name!(Certainty { "sure" => Sure, "unsure" => Unsure } absent Sure);

/// A named sub-range that a span owns; it may lie outside its owner (guideline §1).
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Slot {
    /// `indicator`, `value`, `unit`, `deadline` …
    pub name: Arc<str>,
    /// Where it stands.
    pub range: TextRange,
    /// Members of a file that this version does not use.
    #[serde(skip_serializing_if = "Members::is_empty")]
    pub extra: Members,
}

crate::from_json_object!(Slot { name, range, extra });

/// A labelled range of a text with all that was said of it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Span {
    /// Unique within its document.
    pub id: SpanId,
    /// Its label.
    pub label: LabelId,
    /// What it covers; never empty.
    pub range: TextRange,
    /// Attributes (guideline §3–§5).
    #[serde(skip_serializing_if = "Members::is_empty")]
    pub attributes: Members,
    /// Slots.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<Slot>,
    /// Whether it counts.
    pub status: SpanStatus,
    /// `manual`, `rule:<id>`, `lexicon`, `import:<format>` or `model:<id>`.
    pub origin: Arc<str>,
    /// Whether a suggestion was corrected by hand.
    pub edited: bool,
    /// How sure the annotator is.
    pub certainty: Certainty,
    /// A remark; empty when there is none.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub note: Arc<str>,
    /// Who made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annotator: Option<Arc<str>>,
    /// When it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// Members of a file that this version does not use.
    #[serde(skip_serializing_if = "Members::is_empty")]
    pub extra: Members,
}

crate::from_json_object!(Span {
    id,
    label,
    range,
    attributes,
    slots,
    status,
    origin,
    edited,
    certainty,
    note,
    annotator,
    created_at,
    updated_at,
    extra
});

impl Span {
    /// Whether it covers something of this text, and its slots lie in it.
    #[must_use]
    pub fn fits(&self, text: &Text) -> bool {
        let slots_fit = || self.slots.iter().all(|slot| text.fits(slot.range));
        !self.range.is_empty() && text.fits(self.range) && slots_fit()
    }

    /// An accepted span made by hand.
    #[must_use]
    pub fn manual(id: SpanId, label: LabelId, range: TextRange, now: Timestamp) -> Self {
        Self {
            id,
            label,
            range,
            attributes: Members::new(),
            slots: Vec::new(),
            status: SpanStatus::Accepted,
            origin: "manual".into(),
            edited: false,
            certainty: Certainty::Sure,
            note: "".into(),
            annotator: None,
            created_at: Some(now.clone()),
            updated_at: Some(now),
            extra: Members::new(),
        }
    }
}
