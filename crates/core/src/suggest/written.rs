//! Suggestions as spans, blocks and relations of a document.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    format,
    string::String,
    sync::Arc,
    vec::Vec,
};

use super::{Ground, Party, Rule, Rulebook, Suggestion, Suggestions};
use crate::{
    model::{
        Block, BlockId, DocumentData, Members, Relation, RelationId, Slot, Span, SpanId,
        SpanStatus, Spans, Timestamp,
    },
    parse::{document::period_at, slots},
    scheme::{LabelId, LabelKind, Scheme},
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
    let Some(kind) = suggestion.kind else {
        return (Members::new(), Vec::new());
    };
    let read = slots::read(text, suggestion.range, kind, &context);
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

/// Whether somebody decided on what a suggestion is about: the same was rejected, the same stretch was
/// given another label, or a span of the label stands there that was not rejected.
#[must_use]
pub fn is_decided(spans: &Spans, label: &LabelId, range: TextRange) -> bool {
    spans.overlapping(range).any(|span| match span.status {
        SpanStatus::Rejected => span.range == range && span.label == *label,
        _ => span.range == range || span.label == *label,
    })
}

/// An id that is not taken: a letter and a number, counted on from the last.
fn free_id(letter: char, last: &mut usize, is_taken: impl Fn(&str) -> bool) -> String {
    loop {
        *last += 1;
        let id = format!("{letter}{last}");
        if !is_taken(&id) {
            return id;
        }
    }
}

/// A document with what is suggested for it beside what it has, undecided. Labels that the scheme
/// does not have are left out, and what somebody decided on is.
#[must_use]
pub fn document(
    text: &Text,
    mut data: DocumentData,
    ground: &Ground,
    suggestions: &Suggestions,
    scheme: &Scheme,
    now: &Timestamp,
) -> DocumentData {
    let mut ids = Ids::new();
    let mut made: BTreeSet<(LabelId, TextRange)> = BTreeSet::new();
    let before = data.spans.clone();
    let mut last = 0;
    for own in &suggestions.spans {
        let Some(label) = ground.book.label(scheme, own.rule, own.kind) else {
            continue;
        };
        if is_decided(&before, &label.id, own.range) || !made.insert((label.id.clone(), own.range))
        {
            continue;
        }
        let id = free_id('s', &mut last, |id| before.get(&SpanId::new(id)).is_some());
        let id = SpanId::new(&id);
        let (attributes, slots) = attributed(text, ground, &data.head.fields, own);
        let mut span = Span::manual(id.clone(), label.id.clone(), own.range, now.clone());
        span.attributes = attributes;
        span.slots = slots;
        span.status = SpanStatus::Suggested;
        span.origin = origin(own.rule, &ground.book);
        data.spans.insert(Arc::new(span));
        ids.extend(own.kind.map(|kind| ((kind, own.range), id)));
    }
    put_blocks(&mut data, suggestions, &ids);
    put_relations(&mut data, suggestions, &ids);
    data
}

/// A suggestion as a span that nobody has decided on, without attributes: what is drawn of it. Its id
/// says what and where it is. None where the scheme has no label for it.
#[must_use]
pub fn offered(suggestion: &Suggestion, scheme: &Scheme, book: &Rulebook) -> Option<Span> {
    let label = book.label(scheme, suggestion.rule, suggestion.kind)?;
    let (start, end) = (
        suggestion.range.start().bytes(),
        suggestion.range.end().bytes(),
    );
    let id = format!("~{start}-{end}-{}", label.id.as_str());
    let now = Timestamp::new("");
    let mut span = Span::manual(SpanId::new(&id), label.id.clone(), suggestion.range, now);
    span.status = SpanStatus::Suggested;
    span.origin = origin(suggestion.rule, book);
    (span.created_at, span.updated_at) = (None, None);
    Some(span)
}

/// What `origin` says of a span that a rule suggested.
#[must_use]
pub fn origin(rule: Rule, book: &Rulebook) -> Arc<str> {
    format!("rule:{}", book.about(rule).id).into()
}

type Ids = BTreeMap<(LabelKind, TextRange), SpanId>;

fn put_blocks(data: &mut DocumentData, suggestions: &Suggestions, ids: &Ids) {
    let commitments: Vec<(TextRange, &SpanId)> = suggestions
        .spans
        .iter()
        .filter_map(|own| {
            let kind = own.kind.filter(|kind| kind.is_commitment())?;
            Some((own.range, ids.get(&(kind, own.range))?))
        })
        .collect();
    let known: Vec<(TextRange, Option<TextRange>)> = {
        let blocks = data.head.blocks.iter();
        blocks.map(|block| (block.scope, block.bracket)).collect()
    };
    let mut last = 0;
    for answer in &suggestions.answers {
        // A block that is there stays as it is.
        let is_known = known.iter().any(|(scope, bracket)| {
            bracket.is_some() && *bracket == answer.bracket || *scope == answer.scope
        });
        let parties = answer.parties.iter();
        let parties: Vec<SpanId> = parties
            .filter_map(|&range| ids.get(&(LabelKind::Party, range)).cloned())
            .collect();
        if is_known || parties.is_empty() {
            continue;
        }
        let from = commitments.partition_point(|own| own.0.start() < answer.scope.start());
        let within = commitments.get(from..).unwrap_or_default().iter();
        let within = within.take_while(|own| own.0.start() < answer.scope.end());
        let mut members: Vec<SpanId> = Vec::new();
        for (_, id) in within.filter(|own| answer.scope.covers(own.0)) {
            if !members.contains(id) {
                members.push(SpanId::clone(id));
            }
        }
        let is_taken = |id: &str| data.head.blocks.iter().any(|own| own.id.as_str() == id);
        let id = match known.is_empty() {
            true => format!("b{}", data.head.blocks.len() + 1),
            false => free_id('b', &mut last, is_taken),
        };
        data.head.blocks.push(Block {
            id: BlockId::new(&id),
            scope: answer.scope,
            bracket: answer.bracket,
            members,
            parties,
            extra: Members::new(),
        });
    }
}

fn put_relations(data: &mut DocumentData, suggestions: &Suggestions, ids: &Ids) {
    let mut last = 0;
    for tie in &suggestions.ties {
        let (Some(head), Some(tail)) = (ids.get(&tie.head), ids.get(&tie.tail)) else {
            continue;
        };
        let is_taken = |id: &str| data.head.relations.iter().any(|own| own.id.as_str() == id);
        let id = free_id('r', &mut last, is_taken);
        data.head.relations.push(Relation {
            id: RelationId::new(&id),
            kind: tie.kind.into(),
            head: head.clone(),
            tail: tail.clone(),
            via: None,
            extra: Members::new(),
        });
    }
}
