//! Relations drawn by hand, and what becomes of those that a block implied.

use alloc::{vec, vec::Vec};

use crate::{
    change::{Edit, Intent, Swap, Transaction},
    model::{Document, Relation, RelationId},
};

/// Draw a relation. None when its ends are one span or are not there, or when it is there already.
#[must_use]
pub fn relate(document: &Document, relation: Relation) -> Option<Transaction> {
    let there = |id| document.spans.get(id).is_some();
    let is_twin = |other: &&Relation| {
        other.kind == relation.kind && other.head == relation.head && other.tail == relation.tail
    };
    let is_good = relation.head != relation.tail && there(&relation.head) && there(&relation.tail);
    if !is_good || document.head.relations.iter().any(|other| is_twin(&other)) {
        return None;
    }
    let at = document.head.relations.len();
    let edit = Edit::Relation(
        at,
        Swap {
            before: None,
            after: Some(relation),
        },
    );
    Some(Transaction::of(Intent::Relate, document.id(), vec![edit]))
}

/// Take a relation away.
#[must_use]
pub fn unrelate(document: &Document, id: &RelationId) -> Option<Transaction> {
    let edits = drop_where(document, |relation| relation.id == *id);
    (!edits.is_empty()).then(|| Transaction::of(Intent::Unrelate, document.id(), edits))
}

/// The edits that take away all relations of which this holds. From the end, so that places earlier
/// in the list stay valid.
pub(super) fn drop_where(
    document: &Document,
    mut goes: impl FnMut(&Relation) -> bool,
) -> Vec<Edit> {
    let all = document.head.relations.iter().enumerate();
    let mut edits = Vec::new();
    for (at, relation) in all {
        if goes(relation) {
            edits.push(Edit::Relation(
                at,
                Swap {
                    before: Some(relation.clone()),
                    after: None,
                },
            ));
        }
    }
    edits.reverse();
    edits
}
