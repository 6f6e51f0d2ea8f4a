//! Responsibility blocks: made from a bracket, their scope, members and parties (guideline §6, §8).

use alloc::{vec, vec::Vec};

use super::{
    relations::drop_where,
    spans::{add, begin, twin},
};
use crate::{
    change::{Edit, Intent, Swap, Transaction},
    links,
    model::{Block, BlockId, Document, Members, Span, SpanId, SpanStatus, Timestamp},
    scheme::LabelId,
    text::TextRange,
};

/// A party that a bracket names.
#[derive(Clone, PartialEq, Debug)]
pub struct NamedParty {
    /// Its bare name.
    pub range: TextRange,
    /// Role, type and what else the bracket says of it.
    pub attributes: Members,
    /// The id that it gets if it has no span yet.
    pub id: SpanId,
}

/// Make a block: a span for each party that has none, the block, and its members, which are the
/// commitments in its scope. Parties that have spans get the roles that the bracket states. A block
/// of the same bracket is made anew under its own id.
///
/// `is_commitment` tells the labels whose spans somebody answers for.
///
/// None without a party, and when nothing would change.
#[must_use]
pub fn make_block(
    document: &Document,
    block: BlockId,
    (scope, bracket): (TextRange, TextRange),
    named: Vec<NamedParty>,
    label: &LabelId,
    is_commitment: &dyn Fn(&LabelId) -> bool,
    now: &Timestamp,
) -> Option<Transaction> {
    let mut edits = Vec::new();
    let mut parties: Vec<SpanId> = Vec::with_capacity(named.len());
    for mut party in named {
        // A role that is not known is none.
        let is_said = |value: &serde_json::Value| value.as_str() != Some("");
        party.attributes.retain(|_, value| is_said(value));
        let there = twin(document, party.range, label).and_then(|id| document.spans.get(&id));
        let Some(before) = there else {
            parties.push(party.id.clone());
            let mut span = Span::manual(party.id, label.clone(), party.range, now.clone());
            span.attributes = party.attributes;
            edits.push(add(span));
            continue;
        };
        parties.push(before.id.clone());
        let mut after = Span::clone(before);
        after.attributes.extend(party.attributes);
        if after != **before {
            after.updated_at = Some(now.clone());
            edits.push(Edit::Span(Swap {
                before: Some(before.clone()),
                after: Some(after.into()),
            }));
        }
    }
    if parties.is_empty() {
        return None;
    }
    let members = commitments(document, scope, is_commitment);
    let mut blocks = document.head.blocks.iter().enumerate();
    let there = blocks.find(|(_, block)| block.bracket == Some(bracket));
    match there {
        Some((at, before)) => {
            let after = Block {
                scope,
                members,
                parties,
                ..before.clone()
            };
            edits.extend(replaced(document, at, before, after));
        }
        None => edits.push(Edit::Block(
            place(document, scope),
            Swap {
                before: None,
                after: Some(Block {
                    id: block,
                    scope,
                    bracket: Some(bracket),
                    members,
                    parties,
                    extra: Members::new(),
                }),
            },
        )),
    }
    if edits.is_empty() {
        return None;
    }
    edits.extend(begin(document));
    Some(Transaction::of(Intent::Block, document.id(), edits))
}

/// Where a block of that scope goes in the list: behind those that start before it, if the list is in
/// order.
pub(super) fn place(document: &Document, scope: TextRange) -> usize {
    let blocks = document.head.blocks.iter();
    blocks
        .take_while(|block| block.scope.start() <= scope.start())
        .count()
}

/// Whether a commitment lies in a scope: all of it, or more than half, as where it begins with an
/// ordinal that a scope leaves out.
fn lies_in(range: TextRange, scope: TextRange) -> bool {
    let start = range.start().max(scope.start());
    let end = range.end().min(scope.end());
    scope.covers(range) || start < end && (end.bytes() - start.bytes()) * 2 > range.len()
}

/// The accepted commitments that lie in a scope, in the order of the text.
pub(super) fn commitments(
    document: &Document,
    scope: TextRange,
    is_commitment: &dyn Fn(&LabelId) -> bool,
) -> Vec<SpanId> {
    let spans = document.spans.overlapping(scope);
    spans
        .filter(|span| {
            lies_in(span.range, scope)
                && span.status == SpanStatus::Accepted
                && is_commitment(&span.label)
        })
        .map(|span| span.id.clone())
        .collect()
}

/// A block in the place of another, and stored relations that followed from what is no more.
fn replaced(document: &Document, at: usize, before: &Block, after: Block) -> Vec<Edit> {
    if *before == after {
        return Vec::new();
    }
    let mut edits = drop_where(document, |relation| {
        relation.via.as_ref() == Some(&before.id)
            && before.parties.contains(&relation.head)
            && before.members.contains(&relation.tail)
            && !(after.parties.contains(&relation.head) && after.members.contains(&relation.tail))
    });
    edits.push(Edit::Block(
        at,
        Swap {
            before: Some(before.clone()),
            after: Some(after),
        },
    ));
    edits
}

/// A changed copy of a block. None when it is not there, or nothing would change.
fn change(
    document: &Document,
    id: &BlockId,
    intent: Intent,
    change: impl FnOnce(&mut Block),
) -> Option<Transaction> {
    let mut blocks = document.head.blocks.iter().enumerate();
    let (at, before) = blocks.find(|(_, block)| block.id == *id)?;
    let mut after = before.clone();
    change(&mut after);
    let edits = replaced(document, at, before, after);
    (!edits.is_empty()).then(|| Transaction::of(intent, document.id(), edits))
}

/// The edit that makes a commitment a member of the innermost block whose scope it is in.
pub(super) fn join(document: &Document, range: TextRange, id: &SpanId) -> Option<Edit> {
    let block = links::block_at(document, range)?;
    let mut blocks = document.head.blocks.iter();
    let at = blocks.position(|other| other.id == block.id)?;
    let before = |member: &SpanId| {
        let member = document.spans.get(member);
        member.is_some_and(|member| member.range.start() <= range.start())
    };
    let mut after = block.clone();
    let nth = after.members.iter().take_while(|id| before(id)).count();
    after.members.insert(nth, id.clone());
    Some(Edit::Block(
        at,
        Swap {
            before: Some(block.clone()),
            after: Some(after),
        },
    ))
}

/// Let a block cover another stretch. Its members are then the commitments in it; what was a member
/// from outside of the old scope stays one.
#[must_use]
pub fn set_scope(
    document: &Document,
    id: &BlockId,
    scope: TextRange,
    is_commitment: &dyn Fn(&LabelId) -> bool,
) -> Option<Transaction> {
    if scope.is_empty() || !document.text.fits(scope) {
        return None;
    }
    change(document, id, Intent::Scope, |block| {
        let mut members = commitments(document, scope, is_commitment);
        for id in &block.members {
            let range = document.spans.get(id).map(|span| span.range);
            let is_from_outside = range.is_some_and(|range| !lies_in(range, block.scope));
            if is_from_outside && !members.contains(id) {
                members.push(id.clone());
            }
        }
        block.scope = scope;
        block.members = members;
    })
}

/// Make a span a member of a block, or no member.
#[must_use]
pub fn toggle_member(document: &Document, id: &BlockId, member: &SpanId) -> Option<Transaction> {
    document.spans.get(member)?;
    change(document, id, Intent::Member, |block| {
        toggle(&mut block.members, member);
    })
}

fn toggle(ids: &mut Vec<SpanId>, id: &SpanId) {
    match ids.iter().position(|other| other == id) {
        Some(nth) => {
            ids.remove(nth);
        }
        None => ids.push(id.clone()),
    }
}

/// Add a party to a block. One that has no span yet is given as it is to be made.
#[must_use]
pub fn add_party(document: &Document, id: &BlockId, party: Span) -> Option<Transaction> {
    let is_new = document.spans.get(&party.id).is_none();
    if is_new && !party.fits(&document.text) {
        return None;
    }
    let mut made = change(document, id, Intent::Party, |block| {
        if !block.parties.contains(&party.id) {
            block.parties.push(party.id.clone());
        }
    })?;
    if is_new {
        let spans = Transaction::of(Intent::Party, document.id(), vec![add(party)]);
        made.changes.splice(0..0, spans.changes);
    }
    Some(made)
}

/// Take a party out of a block; its span stays.
#[must_use]
pub fn remove_party(document: &Document, id: &BlockId, party: &SpanId) -> Option<Transaction> {
    change(document, id, Intent::Party, |block| {
        block.parties.retain(|other| other != party);
    })
}

/// Remove a block, with the stored relations that follow from it. The spans stay.
#[must_use]
pub fn remove_block(document: &Document, id: &BlockId) -> Option<Transaction> {
    let mut blocks = document.head.blocks.iter().enumerate();
    let (at, before) = blocks.find(|(_, block)| block.id == *id)?;
    let mut edits = drop_where(document, |relation| relation.via.as_ref() == Some(id));
    edits.push(Edit::Block(
        at,
        Swap {
            before: Some(before.clone()),
            after: None,
        },
    ));
    Some(Transaction::of(Intent::Unblock, document.id(), edits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{links::testing::Draft, text::Offset};

    #[test]
    fn what_lies_in_a_scope_for_more_than_half_is_of_its_block() {
        let document = Draft::of("一是改造道路。兴学,护林护草(甲局牵头)")
            .span("m", "measure", "一是改造道路", "{}")
            .span("n", "measure", "兴学", "{}")
            .span("o", "measure", "护林护草", "{}")
            .done();
        let place = |part: &str| Offset::from_bytes(document.text.as_str().find(part).unwrap());
        // Half of 护林护草 is not more than half.
        let scope = TextRange::between(place("改造"), place("护草"));
        let found = commitments(&document, scope, &|label| label.as_str() == "measure");
        assert_eq!(found, ["m", "n"].map(SpanId::new));
    }
}
