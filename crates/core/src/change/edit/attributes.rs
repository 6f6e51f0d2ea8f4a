//! Attributes and slots of a span (guideline §3–§5).

use alloc::{string::String, sync::Arc, vec, vec::Vec};
use serde_json::Value;

use super::{relations::drop_where, replace};
use crate::{
    change::{Edit, Intent, Swap, Transaction},
    links,
    model::{Document, Members, Slot, Span, SpanId, Timestamp},
    text::TextRange,
};

/// Set attributes of a span; those that are none are taken away.
///
/// A party whose role changes keeps its blocks; stored relations that followed from the old role go.
#[must_use]
pub fn set_attributes(
    document: &Document,
    id: &SpanId,
    values: Vec<(String, Option<Value>)>,
    now: &Timestamp,
) -> Option<Transaction> {
    let mut role = None;
    let mut made = replace(document, id, Intent::Attribute, now, |span| {
        let before = said(span);
        for (key, value) in values {
            if key == "role" {
                role = Some(value.as_ref().and_then(Value::as_str).map(String::from));
            }
            put(&mut span.attributes, key, value);
        }
        note_edit(&before, span);
    })?;
    if let Some(role) = role {
        // Without a role nothing follows.
        let kind = role.as_deref().and_then(links::relation_of_role);
        let dropped = drop_where(document, |relation| {
            relation.via.is_some() && relation.head == *id && Some(&*relation.kind) != kind
        });
        let dropped = Transaction::of(Intent::Attribute, document.id(), dropped);
        made.changes.extend(dropped.changes);
    }
    Some(made)
}

/// What is said of a span.
fn said(span: &Span) -> (Members, Vec<Slot>) {
    (span.attributes.clone(), span.slots.clone())
}

/// Note that a suggestion was corrected, if something else was said of it before.
fn note_edit(before: &(Members, Vec<Slot>), span: &mut Span) {
    let is_other = before.0 != span.attributes || before.1 != span.slots;
    span.edited |= is_other && &*span.origin != "manual";
}

/// Give a span that was just made, or has another label, what its text says. It is one step with what
/// was done to it, and the span is as old as before.
#[must_use]
pub fn fill(
    document: &Document,
    id: &SpanId,
    attributes: Members,
    slots: Vec<Slot>,
) -> Option<Transaction> {
    let before = document.spans.get(id)?;
    let is_same = attributes == before.attributes && slots == before.slots;
    if is_same || !slots.iter().all(|slot| document.text.fits(slot.range)) {
        return None;
    }
    let mut after = Span::clone(before);
    (after.attributes, after.slots) = (attributes, slots);
    let edit = Edit::Span(Swap {
        before: Some(Arc::clone(before)),
        after: Some(Arc::new(after)),
    });
    Some(Transaction::of(Intent::Fill, document.id(), vec![edit]))
}

/// Give a span what its text says by now. Attributes that the text does not tell stay as they are.
#[must_use]
pub fn read_anew(
    document: &Document,
    id: &SpanId,
    attributes: Members,
    slots: Vec<Slot>,
    now: &Timestamp,
) -> Option<Transaction> {
    if !slots.iter().all(|slot| document.text.fits(slot.range)) {
        return None;
    }
    replace(document, id, Intent::Attribute, now, |span| {
        let before = said(span);
        span.attributes.extend(attributes);
        span.slots = slots;
        note_edit(&before, span);
    })
}

/// Put a value at a key; in the place of the old one, so that the order of the others stays.
fn put(attributes: &mut Members, key: String, value: Option<Value>) {
    match value {
        Some(value) => {
            attributes.insert(key, value);
        }
        None => {
            attributes.remove(&key);
        }
    }
}

/// Make a stretch a slot of a span, with the attributes that follow from its text. A slot of that
/// name is replaced, unless this one is `another` (guideline §9.8).
#[must_use]
pub fn set_slot(
    document: &Document,
    id: &SpanId,
    name: &str,
    range: TextRange,
    attributes: Members,
    another: bool,
    now: &Timestamp,
) -> Option<Transaction> {
    if range.is_empty() || !document.text.fits(range) {
        return None;
    }
    replace(document, id, Intent::Slot, now, |span| {
        let before = said(span);
        if !another {
            span.slots.retain(|slot| &*slot.name != name);
        }
        let is_there = span
            .slots
            .iter()
            .any(|slot| &*slot.name == name && slot.range == range);
        if !is_there {
            let before = |slot: &Slot| slot.range.start() <= range.start();
            let nth = span.slots.iter().take_while(|slot| before(slot)).count();
            span.slots.insert(
                nth,
                Slot {
                    name: name.into(),
                    range,
                    extra: Members::new(),
                },
            );
        }
        span.attributes.extend(attributes);
        note_edit(&before, span);
    })
}

/// Take a slot away from a span; what was said by it stays an attribute.
#[must_use]
pub fn clear_slot(
    document: &Document,
    id: &SpanId,
    nth: usize,
    now: &Timestamp,
) -> Option<Transaction> {
    replace(document, id, Intent::Slot, now, |span| {
        let before = said(span);
        if nth < span.slots.len() {
            span.slots.remove(nth);
        }
        note_edit(&before, span);
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{change::Change, links::testing::Draft};

    #[test]
    fn a_suggestion_is_edited_by_what_changes_it_and_by_nothing_else() {
        let mut document = Draft::of("改造小区25个")
            .span("m", "measure", "改造小区", r#"{"status":"planned"}"#)
            .done();
        let id = SpanId::new("m");
        let mut span = Span::clone(document.spans.get(&id).unwrap());
        span.origin = "rule:measure".into();
        document.spans = [span].into_iter().collect();
        let now = Timestamp::new("2026-11-28T09:00:00Z");
        let set = |value: &str| {
            let values = vec![("status".into(), Some(Value::from(value)))];
            set_attributes(&document, &id, values, &now)
        };
        assert_eq!(set("planned"), None);
        assert_eq!(clear_slot(&document, &id, 3, &now), None);
        let made = set("done").unwrap();
        let is_edited = made.changes.iter().any(|change| match change {
            Change::Edit(_, edit) => match &**edit {
                Edit::Span(swap) => swap.after.as_ref().is_some_and(|span| span.edited),
                _ => false,
            },
            _ => false,
        });
        assert!(is_edited);
    }
}
