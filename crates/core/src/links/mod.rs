//! Who answers for what, and what belongs together: read out of the blocks and relations of a
//! document.
//!
//! Owns what a block implies (guideline §6). A single question is one scan over the blocks and
//! relations; for work on a whole document there is [`Index`]. A span counts when it is accepted.

mod answer;
mod index;
mod joined;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use alloc::{format, string::String, sync::Arc, vec::Vec};

pub use self::{
    answer::{Answer, By, answered_for, answering, drawn},
    index::Index,
    joined::Joined,
};
use crate::{
    model::{Block, BlockId, Document, Relation, Span, SpanId, SpanStatus, Spans},
    scheme::{LabelId, LabelKind, Scheme},
    text::TextRange,
};

/// The roles of parties, in the order in which they are told, and the relation that each of them
/// gives (guideline §5, §6). A party that a text sets up (`established`) answers for nothing.
const ROLES: &[(&str, &str)] = &[
    ("leader", RESPONSIBLE),
    ("lead", RESPONSIBLE),
    ("co", CO_RESPONSIBLE),
    ("supervisor", SUPERVISES),
    ("implementer", RESPONSIBLE),
];
const RESPONSIBLE: &str = "responsible_for";
const CO_RESPONSIBLE: &str = "co_responsible_for";
const SUPERVISES: &str = "supervises";

/// The roles that stand for relations of a party whose own role does not fit them.
const ROLE_OF_RELATION: &[(&str, &str)] = &[
    (RESPONSIBLE, "lead"),
    (CO_RESPONSIBLE, "co"),
    (SUPERVISES, "supervisor"),
];

/// The relation from a result to what it is the result of (guideline §6).
pub(crate) const RESULT_OF: &str = "result_of";

/// The relation that a block draws from a party of this role to its members (guideline §6); none
/// for a role that answers for nothing.
#[must_use]
pub fn relation_of_role(role: &str) -> Option<&'static str> {
    let own = ROLES.iter().find(|(name, _)| *name == role);
    own.map(|(_, relation)| *relation)
}

/// Whether spans of this label are commitments: targets and measures, which parties answer for
/// (guideline §6).
#[must_use]
pub fn is_commitment(scheme: &Scheme, label: &LabelId) -> bool {
    scheme.kind(label).is_some_and(LabelKind::is_commitment)
}

/// The role that a party has by its attribute; empty when it has none.
#[must_use]
pub fn role_of(party: &Span) -> &str {
    let role = party.attributes.get("role");
    role.and_then(|role| role.as_str()).unwrap_or_default()
}

/// A relation that a block implies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Derived<'a> {
    /// `responsible_for`, `co_responsible_for` or `supervises`.
    pub kind: &'static str,
    /// The party.
    pub head: &'a SpanId,
    /// The commitment.
    pub tail: &'a SpanId,
    /// The block.
    pub block: &'a BlockId,
}

/// All relations that the blocks of a document imply: block by block, for every party in turn
/// each member. Two accepted spans are related, and two that are suggested, which is a suggestion.
#[must_use]
pub fn derived<'a>(document: &'a Document, scheme: &'a Scheme) -> Derivation<'a> {
    Derivation {
        document,
        scheme,
        next_block: 0,
        block: None,
        members: Vec::new(),
        next_party: 0,
        head: None,
        status: SpanStatus::Accepted,
        next_member: 0,
    }
}

/// The relations that blocks imply, one by one: there may be very many.
#[derive(Clone, Debug)]
pub struct Derivation<'a> {
    document: &'a Document,
    scheme: &'a Scheme,
    next_block: usize,
    block: Option<&'a Block>,
    /// The members of the block that are commitments, each with its status.
    members: Vec<(&'a SpanId, SpanStatus)>,
    next_party: usize,
    head: Option<(&'static str, &'a SpanId)>,
    /// The status of that party.
    status: SpanStatus,
    next_member: usize,
}

impl<'a> Iterator for Derivation<'a> {
    type Item = Derived<'a>;

    fn next(&mut self) -> Option<Derived<'a>> {
        loop {
            if let (Some(block), Some((kind, head))) = (self.block, self.head) {
                if let Some(&(tail, status)) = self.members.get(self.next_member) {
                    self.next_member += 1;
                    if status != self.status {
                        continue;
                    }
                    let block = &block.id;
                    return Some(Derived {
                        kind,
                        head,
                        tail,
                        block,
                    });
                }
                self.head = None;
            }
            let party = self.block.and_then(|own| own.parties.get(self.next_party));
            if let Some(party) = party {
                self.next_party += 1;
                self.next_member = 0;
                let span = standing(self.document, party);
                let kind = span.and_then(|span| relation_of_role(role_of(span)));
                self.status = span.map_or(SpanStatus::Accepted, |span| span.status);
                self.head = kind.map(|kind| (kind, party));
                continue;
            }
            let block = self.document.head.blocks.get(self.next_block)?;
            self.next_block += 1;
            self.next_party = 0;
            self.block = Some(block);
            self.members.clear();
            for member in &block.members {
                let span = standing(self.document, member);
                if let Some(span) = span.filter(|span| is_commitment(self.scheme, &span.label)) {
                    self.members.push((member, span.status));
                }
            }
        }
    }
}

/// The id under which a relation that a block implies is written, if no other is known.
#[must_use]
pub fn derived_id(block: &BlockId, head: &SpanId, tail: &SpanId) -> String {
    format!("{}/{}/{}", block.as_str(), head.as_str(), tail.as_str())
}

/// Whether a block implies a relation.
#[must_use]
pub fn implies(scheme: &Scheme, block: &Block, spans: &Spans, relation: &Relation) -> bool {
    let of = |id| {
        spans
            .get(id)
            .filter(|span| span.status != SpanStatus::Rejected)
    };
    let Some((party, member)) = of(&relation.head).zip(of(&relation.tail)) else {
        return false;
    };
    block.parties.contains(&relation.head)
        && block.members.contains(&relation.tail)
        && party.status == member.status
        && relation_of_role(role_of(party)) == Some(&*relation.kind)
        && is_commitment(scheme, &member.label)
}

/// The blocks that a span is in, as member or as party.
#[must_use]
pub fn blocks_of<'a>(document: &'a Document, span: &SpanId) -> Vec<&'a Block> {
    let blocks = document.head.blocks.iter();
    blocks.filter(|block| holds(block, span)).collect()
}

/// The innermost block whose scope covers a range, that is the one of the shortest scope: a
/// commitment that is tagged there becomes its member.
#[must_use]
pub fn block_at(document: &Document, range: TextRange) -> Option<&Block> {
    let blocks = document.head.blocks.iter();
    blocks
        .filter(|block| block.scope.covers(range))
        .min_by_key(|block| block.scope.len())
}

/// Whether a span is in a block.
fn holds(block: &Block, span: &SpanId) -> bool {
    block.members.contains(span) || block.parties.contains(span)
}

/// The span of that id, unless it was decided against.
fn standing<'a>(document: &'a Document, id: &SpanId) -> Option<&'a Arc<Span>> {
    let span = document.spans.get(id)?;
    (span.status != SpanStatus::Rejected).then_some(span)
}

/// The span of that id, if it is accepted.
fn accepted<'a>(document: &'a Document, id: &SpanId) -> Option<&'a Arc<Span>> {
    let span = document.spans.get(id)?;
    (span.status == SpanStatus::Accepted).then_some(span)
}

/// The span of that id, if it is an accepted commitment.
fn commitment<'a>(document: &'a Document, scheme: &Scheme, id: &SpanId) -> Option<&'a Arc<Span>> {
    accepted(document, id).filter(|span| is_commitment(scheme, &span.label))
}
