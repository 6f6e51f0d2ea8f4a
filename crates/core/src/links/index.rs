//! Blocks and relations by the spans that they hold, for work on a whole document.

use alloc::vec::Vec;

use super::answer::{self, Answer, has_its_role};
use crate::{
    model::{Block, Document, Relation, SpanId},
    scheme::Scheme,
};

/// An id, and the place of a block or relation that it is in or of. Sorted, so that what belongs to
/// an id is one stretch, in the order of the document.
type Places<'a> = Vec<(&'a str, usize)>;

/// Which blocks and relations each span of a document is in.
///
/// Built once, in n log n; then a question costs what its answer holds.
#[derive(Clone, Debug)]
pub struct Index<'a> {
    document: &'a Document,
    scheme: &'a Scheme,
    members: Places<'a>,
    parties: Places<'a>,
    blocks: Places<'a>,
    heads: Places<'a>,
    tails: Places<'a>,
}

impl<'a> Index<'a> {
    /// Index a document as it is.
    #[must_use]
    pub fn new(document: &'a Document, scheme: &'a Scheme) -> Self {
        let mut index = Self {
            document,
            scheme,
            members: Vec::new(),
            parties: Vec::new(),
            blocks: Vec::new(),
            heads: Vec::new(),
            tails: Vec::new(),
        };
        for (nth, block) in document.head.blocks.iter().enumerate() {
            index.blocks.push((block.id.as_str(), nth));
            for member in &block.members {
                index.members.push((member.as_str(), nth));
            }
            for party in &block.parties {
                index.parties.push((party.as_str(), nth));
            }
        }
        for (nth, relation) in document.head.relations.iter().enumerate() {
            index.heads.push((relation.head.as_str(), nth));
            index.tails.push((relation.tail.as_str(), nth));
        }
        for places in [
            &mut index.members,
            &mut index.parties,
            &mut index.blocks,
            &mut index.heads,
            &mut index.tails,
        ] {
            places.sort_unstable();
            // A block may name a span twice.
            places.dedup();
        }
        index
    }

    /// The scheme that says what its labels mean.
    #[must_use]
    pub const fn scheme(&self) -> &'a Scheme {
        self.scheme
    }

    /// The document that was indexed.
    #[must_use]
    pub const fn document(&self) -> &'a Document {
        self.document
    }

    /// As [`answering`](super::answering).
    #[must_use]
    pub fn answering(&self, member: &SpanId) -> Vec<Answer<'a>> {
        let mut blocks = self.blocks_at(of(&self.members, member.as_str()));
        let mut relations = self.relations_at(of(&self.tails, member.as_str()));
        answer::parties(
            self.document,
            self.scheme,
            member,
            &mut blocks,
            &mut relations,
        )
    }

    /// As [`answered_for`](super::answered_for).
    #[must_use]
    pub fn answered_for(&self, party: &SpanId) -> Vec<Answer<'a>> {
        let mut blocks = self.blocks_at(of(&self.parties, party.as_str()));
        let mut relations = self.relations_at(of(&self.heads, party.as_str()));
        answer::commitments(
            self.document,
            self.scheme,
            party,
            &mut blocks,
            &mut relations,
        )
    }

    /// As [`blocks_of`](super::blocks_of).
    #[must_use]
    pub fn blocks_of(&self, span: &SpanId) -> Vec<&'a Block> {
        let nths = merged(
            of(&self.members, span.as_str()),
            of(&self.parties, span.as_str()),
        );
        let block = |&(_, nth): &(&str, usize)| self.document.head.blocks.get(nth);
        nths.iter().filter_map(block).collect()
    }

    /// As [`drawn`](super::drawn).
    #[must_use]
    pub fn drawn(&self, span: &SpanId) -> Vec<&'a Relation> {
        let nths = merged(
            of(&self.heads, span.as_str()),
            of(&self.tails, span.as_str()),
        );
        let relation = |&(_, nth): &(&str, usize)| self.document.head.relations.get(nth);
        let relations = nths.iter().filter_map(relation);
        relations
            .filter(|relation| !self.implies(relation))
            .collect()
    }

    /// The stored relations that lead to a span, implied or not.
    pub fn leading_to(&self, span: &SpanId) -> impl Iterator<Item = &'a Relation> {
        self.relations_at(of(&self.tails, span.as_str()))
    }

    /// Whether the block that a relation goes by implies it.
    fn implies(&self, relation: &Relation) -> bool {
        let Some(via) = &relation.via else {
            return false;
        };
        let is_in = |places: &Places<'a>, id: &SpanId, nth: usize| {
            places.binary_search(&(id.as_str(), nth)).is_ok()
        };
        let mut blocks = of(&self.blocks, via.as_str()).iter();
        blocks.any(|&(_, nth)| {
            is_in(&self.parties, &relation.head, nth) && is_in(&self.members, &relation.tail, nth)
        }) && has_its_role(self.document, relation)
    }

    fn blocks_at(&self, places: &[(&str, usize)]) -> impl Iterator<Item = &'a Block> {
        let document = self.document;
        let block = move |&(_, nth): &(&str, usize)| document.head.blocks.get(nth);
        places.iter().filter_map(block)
    }

    fn relations_at(&self, places: &[(&str, usize)]) -> impl Iterator<Item = &'a Relation> {
        let document = self.document;
        let relation = move |&(_, nth): &(&str, usize)| document.head.relations.get(nth);
        places.iter().filter_map(relation)
    }
}

/// The stretch of an id.
fn of<'p, 'a>(places: &'p Places<'a>, id: &str) -> &'p [(&'a str, usize)] {
    let start = places.partition_point(|&(own, _)| own < id);
    let rest = places.get(start..).unwrap_or_default();
    let len = rest.partition_point(|&(own, _)| own == id);
    rest.get(..len).unwrap_or_default()
}

/// Two stretches of one id as one, in order.
fn merged<'a>(one: &[(&'a str, usize)], other: &[(&'a str, usize)]) -> Places<'a> {
    let mut all: Places<'a> = one.to_vec();
    all.extend_from_slice(other);
    all.sort_unstable();
    all.dedup();
    all
}
