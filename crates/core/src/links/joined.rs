//! Which spans are joined by relations that somebody drew.

use alloc::vec::Vec;

use crate::{
    collections::List,
    model::{Relation, SpanId},
};

/// The spans that drawn relations join, from either end. Those that follow from a block are not
/// among them: its scope says who belongs to it.
///
/// Built once, in n log n, and kept while the relations stay as they are; then a question costs a
/// search.
#[derive(Clone, Debug)]
pub struct Joined {
    relations: List<Relation>,
    /// One end and the other, both ways round; sorted.
    ends: Vec<(SpanId, SpanId)>,
}

impl Joined {
    /// Look through the relations of a document.
    #[must_use]
    pub fn new(relations: &List<Relation>) -> Self {
        let mut ends = Vec::new();
        for relation in relations.iter().filter(|relation| relation.via.is_none()) {
            ends.push((relation.head.clone(), relation.tail.clone()));
            ends.push((relation.tail.clone(), relation.head.clone()));
        }
        ends.sort_unstable();
        ends.dedup();
        Self {
            relations: relations.clone(),
            ends,
        }
    }

    /// Whether these relations are those that were looked through. Costs a look at each chunk when
    /// they are.
    #[must_use]
    pub fn is_of(&self, relations: &List<Relation>) -> bool {
        self.relations == *relations
    }

    /// Whether no span is joined with another.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// What a span is joined with, each once.
    pub fn with(&self, span: &SpanId) -> impl Iterator<Item = &SpanId> {
        let start = self.ends.partition_point(|(own, _)| own < span);
        let rest = self.ends.get(start..).unwrap_or_default();
        let own = rest.iter().take_while(move |(own, _)| own == span);
        own.map(|(_, other)| other)
    }
}
