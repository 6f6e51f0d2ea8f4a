//! What ties spans together: responsibility blocks and relations.

use alloc::{sync::Arc, vec::Vec};
use serde::Serialize;

use super::{BlockId, Members, RelationId, SpanId};
use crate::text::{Text, TextRange};

/// A set of parties, what they answer for, and where that holds (guideline §6).
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Block {
    /// Unique within its document.
    pub id: BlockId,
    /// The stretch of text whose commitments it covers.
    pub scope: TextRange,
    /// The bracket that names the parties, where there is one.
    pub bracket: Option<TextRange>,
    /// The commitments: targets and measures.
    pub members: Vec<SpanId>,
    /// The parties, whose roles are attributes of their spans.
    pub parties: Vec<SpanId>,
    /// Members of a file that this version does not use.
    #[serde(skip_serializing_if = "Members::is_empty")]
    pub extra: Members,
}

crate::from_json_object!(Block {
    id,
    scope,
    bracket,
    members,
    parties,
    extra
});

impl Block {
    /// Whether its ranges lie in this text.
    #[must_use]
    pub fn fits(&self, text: &Text) -> bool {
        text.fits(self.scope) && self.bracket.is_none_or(|range| text.fits(range))
    }
}

/// A typed link between two spans (guideline §6).
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Relation {
    /// Unique within its document.
    pub id: RelationId,
    /// `contributes_to`, `result_of`, `responsible_for` …
    pub kind: Arc<str>,
    /// Where it starts.
    pub head: SpanId,
    /// Where it leads.
    pub tail: SpanId,
    /// The block that it follows from.
    pub via: Option<BlockId>,
    /// Members of a file that this version does not use.
    #[serde(skip_serializing_if = "Members::is_empty")]
    pub extra: Members,
}

crate::from_json_object!(Relation {
    id,
    kind,
    head,
    tail,
    via,
    extra
});
