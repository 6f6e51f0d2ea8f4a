//! What leads from one state of a project to another.

use alloc::{
    boxed::Box,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    vec::Vec,
};

use super::{Change, Edit, Intent, Swap, Transaction};
use crate::{
    collections::List,
    model::{Chunk, Document, DocumentId, Project, Span, SpanId, Spans, Timestamp},
};

/// The transaction that makes a project what it was `then`, of one document only if one is named. It
/// changes what differs and nothing else.
///
/// Nothing is lost by it: a document that was not there then goes into the bin `at` this moment. The
/// order of the documents that are there stays.
#[must_use]
pub fn between(
    now: &Project,
    then: &Project,
    only: Option<&DocumentId>,
    at: &Timestamp,
) -> Transaction {
    let is_meant = |document: &&Arc<Document>| only.is_none_or(|only| document.id() == only);
    let mut changes = Vec::new();
    // The scheme comes first: what is shown of spans is read from it.
    if only.is_none() && now.scheme != then.scheme {
        changes.push(Change::Scheme(swap(&now.scheme, &then.scheme)));
    }
    if only.is_none() && now.extra != then.extra {
        changes.push(Change::Extra(swap(&now.extra, &then.extra)));
    }
    let mut order: Vec<&DocumentId> = now.documents.iter().map(|own| own.id()).collect();
    // Where one goes that has to be added: behind the one that it was behind.
    let mut next = 0;
    for was in &then.documents {
        let id = was.id();
        let place = order.iter().position(|own| *own == id);
        match (place, now.document(id)) {
            (Some(place), Some(is)) if is_meant(&was) => document(place, is, was, &mut changes),
            (None, _) if is_meant(&was) => {
                changes.push(Change::Add(next, was.to_data().into()));
                order.insert(next, id);
            }
            _ => {}
        }
        next = place.unwrap_or(next) + usize::from(place.is_some() || is_meant(&was));
    }
    for is in now.documents.iter().filter(is_meant) {
        if is.head.binned_at.is_none() && then.document(is.id()).is_none() {
            let edit = Edit::Binned(swap(&None, &Some(at.clone())));
            changes.push(Change::Edit(is.id().clone(), edit.into()));
        }
    }
    Transaction {
        intent: Intent::Return,
        changes,
    }
}

fn swap<T: Clone>(before: &T, after: &T) -> Swap<T> {
    Swap {
        before: before.clone(),
        after: after.clone(),
    }
}

/// What makes a document what it was: edits, or another one in its place where no edit does.
fn document(place: usize, is: &Document, was: &Document, changes: &mut Vec<Change>) {
    let (now, then) = (&*is.head, &*was.head);
    let is_replaced = is.text.hash() != was.text.hash()
        || now.source != then.source
        || now.source_extra != then.source_extra
        || now.extra != then.extra;
    if is_replaced {
        changes.push(Change::Remove(place, is.to_data().into()));
        changes.push(Change::Add(place, was.to_data().into()));
        return;
    }
    let mut edit = |edit| changes.push(Change::Edit(now.id.clone(), Box::new(edit)));
    macro_rules! part {
        ($member:ident, $edit:ident) => {
            if now.$member != then.$member {
                edit(Edit::$edit(swap(&now.$member, &then.$member)));
            }
        };
    }
    if !Arc::ptr_eq(&is.head, &was.head) {
        part!(name, Name);
        part!(status, Status);
        part!(binned_at, Binned);
        part!(fields, Fields);
        part!(evidence, Evidence);
        part!(annotated_ranges, AnnotatedRanges);
        part!(sections, Sections);
        part!(zones, Zones);
    }
    for swap in spans(&is.spans, &was.spans) {
        edit(Edit::Span(swap));
    }
    if !Arc::ptr_eq(&is.head, &was.head) {
        for (at, swap) in items(&now.blocks, &then.blocks, |block| block.id.as_str()) {
            edit(Edit::Block(at, swap));
        }
        for (at, swap) in items(&now.relations, &then.relations, |own| own.id.as_str()) {
            edit(Edit::Relation(at, swap));
        }
    }
}

/// The spans that differ, in the order of the text. Chunks that both share are not looked into.
fn spans(now: &Spans, then: &Spans) -> Vec<Swap<Option<Arc<Span>>>> {
    let of = |spans: &Spans| -> BTreeSet<*const Chunk> {
        spans.chunks().iter().map(Arc::as_ptr).collect()
    };
    let (in_now, in_then) = (of(now), of(then));
    let mut differing: BTreeMap<&SpanId, Swap<Option<Arc<Span>>>> = BTreeMap::new();
    let none = || Swap {
        before: None,
        after: None,
    };
    for chunk in now.chunks() {
        if !in_then.contains(&Arc::as_ptr(chunk)) {
            for span in chunk.spans() {
                let swap = differing.entry(&span.id).or_insert_with(none);
                swap.before = Some(Arc::clone(span));
            }
        }
    }
    for chunk in then.chunks() {
        if !in_now.contains(&Arc::as_ptr(chunk)) {
            for span in chunk.spans() {
                let swap = differing.entry(&span.id).or_insert_with(none);
                swap.after = Some(Arc::clone(span));
            }
        }
    }
    let differing = differing.into_values();
    let mut differing: Vec<_> = differing.filter(|swap| swap.before != swap.after).collect();
    let place = |swap: &Swap<Option<Arc<Span>>>| {
        let span = swap.after.as_ref().or(swap.before.as_ref());
        span.map(|span| (span.range.start(), span.range.end()))
    };
    // What leaves a place makes room for what comes there.
    differing.sort_by_key(|swap| (place(swap), swap.after.is_some()));
    differing
}

/// What makes a list what it was, one edit after another: what goes, from behind; then what comes or
/// changes, from the beginning.
fn items<T: PartialEq + Clone>(
    now: &List<T>,
    then: &List<T>,
    id: impl Fn(&T) -> &str,
) -> Vec<(usize, Swap<Option<T>>)> {
    if now == then {
        return Vec::new();
    }
    let (now, then): (Vec<&T>, Vec<&T>) = (now.iter().collect(), then.iter().collect());
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, item) in now.iter().enumerate() {
        places.insert(id(item), place);
    }
    let places: Vec<Option<usize>> = then.iter().map(|item| places.remove(id(item))).collect();
    let stay = increasing(&places.iter().flatten().copied().collect::<Vec<_>>());
    let mut edits = Vec::new();
    for (place, item) in now.iter().enumerate().rev() {
        if !stay.contains(&place) {
            let swap = Swap {
                before: Some(T::clone(item)),
                after: None,
            };
            edits.push((place, swap));
        }
    }
    for (at, (item, place)) in then.iter().zip(places).enumerate() {
        let before = place.filter(|place| stay.contains(place));
        let before = before.and_then(|place| now.get(place));
        if before != Some(item) {
            let swap = Swap {
                before: before.map(|item| T::clone(item)),
                after: Some(T::clone(item)),
            };
            edits.push((at, swap));
        }
    }
    edits
}

/// As many of these numbers as ever increase, leaving out others.
fn increasing(numbers: &[usize]) -> BTreeSet<usize> {
    // For each length, where in the numbers the row of that length ends that ends lowest.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (nth, number) in numbers.iter().enumerate() {
        let lower = |&end: &usize| numbers.get(end).is_some_and(|own| own < number);
        let length = ends.partition_point(lower);
        before.push(
            length
                .checked_sub(1)
                .and_then(|last| ends.get(last).copied()),
        );
        match ends.get_mut(length) {
            Some(end) => *end = nth,
            None => ends.push(nth),
        }
    }
    let mut found = BTreeSet::new();
    let mut next = ends.last().copied();
    while let Some(nth) = next {
        found.extend(numbers.get(nth));
        next = before.get(nth).copied().flatten();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edited(now: &[(u8, u8)], then: &[(u8, u8)]) -> (Vec<(u8, u8)>, usize) {
        // Ids of a list are its own.
        let named = |list: &[(u8, u8)]| -> List<(alloc::string::String, u8)> {
            let mut seen = BTreeSet::new();
            let own = list.iter().filter(|(id, _)| seen.insert(*id));
            own.map(|(id, value)| (alloc::format!("{id:03}"), *value))
                .collect::<Vec<_>>()
                .into()
        };
        let (now, then) = (named(now), named(then));
        let edits = items(&now, &then, |item| item.0.as_str());
        let count = edits.len();
        let mut list: Vec<_> = now.iter().cloned().collect();
        for (at, swap) in edits {
            match (swap.before, swap.after) {
                (Some(before), None) => assert_eq!(list.remove(at), before),
                (Some(before), Some(after)) => {
                    assert_eq!(list[at], before);
                    list[at] = after;
                }
                (None, Some(after)) => list.insert(at, after),
                (None, None) => panic!("nothing is edited"),
            }
        }
        assert_eq!(list, then.iter().cloned().collect::<Vec<_>>());
        let plain = list.iter().map(|(id, value)| (id.parse().unwrap(), *value));
        (plain.collect(), count)
    }

    #[test]
    fn a_list_is_edited_no_more_than_it_differs() {
        let now = [(1, 0), (2, 0), (3, 0), (4, 0)];
        assert_eq!(edited(&now, &now).1, 0);
        assert_eq!(edited(&now, &[(1, 0), (3, 5), (4, 0)]).1, 2);
        assert_eq!(edited(&now, &[(1, 0), (9, 0), (2, 0), (3, 0), (4, 0)]).1, 1);
        // One that stands elsewhere goes and comes.
        assert_eq!(edited(&now, &[(4, 0), (1, 0), (2, 0), (3, 0)]).1, 2);
    }

    proptest! {
        #[test]
        fn any_list_becomes_any_other(
            now in prop::collection::vec((0..12_u8, 0..2_u8), 0..12),
            then in prop::collection::vec((0..12_u8, 0..2_u8), 0..12),
        ) {
            edited(&now, &then);
        }
    }
}
