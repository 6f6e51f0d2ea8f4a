//! Who answers for a commitment, and what a party answers for.

use alloc::{collections::BTreeSet, sync::Arc, vec::Vec};

use super::{ROLE_OF_RELATION, ROLES, accepted, commitment, holds, relation_of_role, role_of};
use crate::{
    model::{Block, BlockId, Document, Relation, Span, SpanId},
    scheme::Scheme,
};

/// What makes a party answer for a commitment.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum By<'a> {
    /// A block that both are in.
    Block(&'a Block),
    /// A relation from one to the other.
    Relation(&'a Relation),
}

/// That a party answers for a commitment.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Answer<'a> {
    /// `leader`, `lead`, `co`, `supervisor` or `implementer` (guideline §5).
    pub role: &'static str,
    /// The other of the two: the party where a commitment was asked for, the commitment where a
    /// party was.
    pub span: &'a Arc<Span>,
    /// The first block or relation that says so.
    pub by: By<'a>,
}

/// Who answers for a commitment: leaders first, then `lead`, `co`, `supervisor`, `implementer`;
/// within a role in the order of the blocks, relations last. Each party once for a role.
///
/// One scan over blocks and relations.
#[must_use]
pub fn answering<'a>(document: &'a Document, scheme: &Scheme, member: &SpanId) -> Vec<Answer<'a>> {
    let mut blocks = document.head.blocks.iter();
    let mut relations = document.head.relations.iter();
    parties(document, scheme, member, &mut blocks, &mut relations)
}

/// What a party answers for: by role as in [`answering`], each commitment once for a role.
///
/// One scan over blocks and relations.
#[must_use]
pub fn answered_for<'a>(
    document: &'a Document,
    scheme: &Scheme,
    party: &SpanId,
) -> Vec<Answer<'a>> {
    let mut blocks = document.head.blocks.iter();
    let mut relations = document.head.relations.iter();
    commitments(document, scheme, party, &mut blocks, &mut relations)
}

/// Answers by role, each span once for a role.
struct Found<'a> {
    by_role: Vec<Vec<Answer<'a>>>,
    seen: BTreeSet<(usize, &'a SpanId)>,
}

impl<'a> Found<'a> {
    fn new() -> Self {
        Self {
            by_role: ROLES.iter().map(|_| Vec::new()).collect(),
            seen: BTreeSet::new(),
        }
    }

    fn add(&mut self, role: &str, span: &'a Arc<Span>, by: By<'a>) {
        let Some(nth) = ROLES.iter().position(|(name, _)| *name == role) else {
            return;
        };
        if !self.seen.insert((nth, &span.id)) {
            return;
        }
        if let (Some(own), Some(&(role, _))) = (self.by_role.get_mut(nth), ROLES.get(nth)) {
            own.push(Answer { role, span, by });
        }
    }

    fn in_order(self) -> Vec<Answer<'a>> {
        let mut all = Vec::new();
        for own in self.by_role {
            all.extend(own);
        }
        all
    }
}

/// The parties of a commitment, out of blocks and relations that may be of others as well.
pub(super) fn parties<'a>(
    document: &'a Document,
    scheme: &Scheme,
    member: &SpanId,
    blocks: &mut dyn Iterator<Item = &'a Block>,
    relations: &mut dyn Iterator<Item = &'a Relation>,
) -> Vec<Answer<'a>> {
    let mut found = Found::new();
    if commitment(document, scheme, member).is_none() {
        return Vec::new();
    }
    for block in blocks.filter(|block| block.members.contains(member)) {
        for party in &block.parties {
            if let Some(party) = accepted(document, party) {
                found.add(role_of(party), party, By::Block(block));
            }
        }
    }
    for relation in relations.filter(|relation| relation.tail == *member) {
        if let Some(party) = accepted(document, &relation.head) {
            found.add(role_in(relation, party), party, By::Relation(relation));
        }
    }
    found.in_order()
}

/// The commitments of a party, out of blocks and relations that may be of others as well.
pub(super) fn commitments<'a>(
    document: &'a Document,
    scheme: &Scheme,
    party: &SpanId,
    blocks: &mut dyn Iterator<Item = &'a Block>,
    relations: &mut dyn Iterator<Item = &'a Relation>,
) -> Vec<Answer<'a>> {
    let mut found = Found::new();
    let Some(party) = accepted(document, party) else {
        return Vec::new();
    };
    for block in blocks.filter(|block| block.parties.contains(&party.id)) {
        for member in &block.members {
            if let Some(member) = commitment(document, scheme, member) {
                found.add(role_of(party), member, By::Block(block));
            }
        }
    }
    for relation in relations.filter(|relation| relation.head == party.id) {
        if let Some(member) = commitment(document, scheme, &relation.tail) {
            found.add(role_in(relation, party), member, By::Relation(relation));
        }
    }
    found.in_order()
}

/// The role that a relation means: the party's own where it fits. Empty for a relation of another
/// kind.
fn role_in<'a>(relation: &Relation, party: &'a Span) -> &'a str {
    let own = role_of(party);
    if relation_of_role(own) == Some(&relation.kind) {
        return own;
    }
    let row = ROLE_OF_RELATION
        .iter()
        .find(|(kind, _)| **kind == *relation.kind);
    row.map_or("", |(_, role)| role)
}

/// The relations of a span that somebody drew: those that are stored, without those that their
/// block implies anyway.
///
/// One scan over blocks and relations.
#[must_use]
pub fn drawn<'a>(document: &'a Document, span: &SpanId) -> Vec<&'a Relation> {
    let mut touching: Vec<&Relation> = Vec::new();
    for relation in document.head.relations.iter() {
        if relation.head == *span || relation.tail == *span {
            touching.push(relation);
        }
    }
    if touching.iter().all(|relation| relation.via.is_none()) {
        return touching;
    }
    let mut own: Vec<(&str, usize)> = Vec::new();
    for (nth, block) in document.head.blocks.iter().enumerate() {
        if holds(block, span) {
            own.push((block.id.as_str(), nth));
        }
    }
    own.sort_unstable();
    let block = |id: &BlockId| {
        let at = own.partition_point(|&(own, _)| own < id.as_str());
        let &(_, nth) = own.get(at).filter(|&&(own, _)| own == id.as_str())?;
        document.head.blocks.get(nth)
    };
    touching.retain(|relation| {
        let via = relation.via.as_ref().and_then(block);
        let is_in = |block: &Block| {
            block.parties.contains(&relation.head) && block.members.contains(&relation.tail)
        };
        !(has_its_role(document, relation) && via.is_some_and(is_in))
    });
    touching
}

/// Whether the role of a relation's head gives a relation of this kind.
pub(super) fn has_its_role(document: &Document, relation: &Relation) -> bool {
    let head = document.spans.get(&relation.head);
    head.is_some_and(|head| relation_of_role(role_of(head)) == Some(&relation.kind))
}
