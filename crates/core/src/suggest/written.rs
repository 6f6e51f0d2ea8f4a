//! Suggestions as spans, blocks and relations of a document.

use alloc::{collections::BTreeMap, format, sync::Arc, vec::Vec};

use super::{Ground, Party, Suggestion, Suggestions};
use crate::{
    model::{
        Block, BlockId, DocumentData, DocumentHead, Members, Relation, RelationId, Slot, Span,
        SpanId, SpanStatus, Timestamp,
    },
    parse::{document::period_at, slots},
    scheme::{LabelKind, Scheme},
    text::{Text, TextRange},
};

/// Attributes and slots of a suggestion. `fields` are those of the document.
#[must_use]
pub fn attributed(
    text: &Text,
    ground: &Ground,
    fields: &Members,
    suggestion: &Suggestion,
) -> (Members, Vec<Slot>) {
    if let Some(party) = &suggestion.party {
        return (of_party(text, party), Vec::new());
    }
    let at = suggestion.range.start();
    let period = period_at(text, &ground.outline, fields, at);
    let context = slots::Context {
        tense: suggestion.tense,
        period: period.as_deref(),
        in_target_list: suggestion.in_target_list,
    };
    let read = slots::read(text, suggestion.range, suggestion.kind, &context);
    (read.attributes, read.slots)
}

fn of_party(text: &Text, party: &Party) -> Members {
    let mut attributes = Members::new();
    let mut put = |key: &str, value: &str| {
        attributes.insert(key.into(), value.into());
    };
    put("role", party.role.name());
    if let Some(label) = party.role_label {
        put("role_label", text.slice(label));
    }
    put("party_type", party.party_type.name());
    if let Some(scope) = party.group_scope {
        put("group_scope", scope.name());
    }
    attributes
}

/// A document with all that is suggested for it, undecided. Labels that the scheme does not have are
/// left out.
#[must_use]
pub fn document(
    text: &Text,
    head: DocumentHead,
    ground: &Ground,
    suggestions: &Suggestions,
    scheme: &Scheme,
    now: &Timestamp,
) -> DocumentData {
    let mut data = DocumentData::new(head, text);
    let mut ids: BTreeMap<(LabelKind, TextRange), SpanId> = BTreeMap::new();
    for own in &suggestions.spans {
        let key = (own.kind, own.range);
        let Some(label) = scheme.label_of(own.kind).filter(|_| !ids.contains_key(&key)) else {
            continue;
        };
        let id = SpanId::new(&format!("s{}", ids.len() + 1));
        let (attributes, slots) = attributed(text, ground, &data.head.fields, own);
        let mut span = Span::manual(id.clone(), label.id.clone(), own.range, now.clone());
        span.attributes = attributes;
        span.slots = slots;
        span.status = SpanStatus::Suggested;
        span.origin = format!("rule:{}", own.rule.about().id).into();
        data.spans.insert(Arc::new(span));
        ids.insert(key, id);
    }
    let commitments: Vec<(TextRange, &SpanId)> = suggestions
        .spans
        .iter()
        .filter(|own| own.kind.is_commitment())
        .filter_map(|own| Some((own.range, ids.get(&(own.kind, own.range))?)))
        .collect();
    for answer in &suggestions.answers {
        let from = commitments.partition_point(|own| own.0.start() < answer.scope.start());
        let within = commitments.get(from..).unwrap_or_default().iter();
        let within = within.take_while(|own| own.0.start() < answer.scope.end());
        let mut members: Vec<SpanId> = Vec::new();
        for (_, id) in within.filter(|own| answer.scope.covers(own.0)) {
            if !members.contains(id) {
                members.push(SpanId::clone(id));
            }
        }
        let parties = answer.parties.iter();
        let parties: Vec<SpanId> = parties
            .filter_map(|&range| ids.get(&(LabelKind::Party, range)).cloned())
            .collect();
        if parties.is_empty() {
            continue;
        }
        data.head.blocks.push(Block {
            id: BlockId::new(&format!("b{}", data.head.blocks.len() + 1)),
            scope: answer.scope,
            bracket: answer.bracket,
            members,
            parties,
            extra: Members::new(),
        });
    }
    for tie in &suggestions.ties {
        if let (Some(head), Some(tail)) = (ids.get(&tie.head), ids.get(&tie.tail)) {
            data.head.relations.push(Relation {
                id: RelationId::new(&format!("r{}", data.head.relations.len() + 1)),
                kind: tie.kind.into(),
                head: head.clone(),
                tail: tail.clone(),
                via: None,
                extra: Members::new(),
            });
        }
    }
    data
}
