//! Applying a transaction to a project.

use alloc::{string::String, sync::Arc};

use super::{Change, Edit, Swap, Transaction, describe};
use crate::{
    collections::List,
    model::{Document, DocumentHead, Project, Span, SpanId, Spans, Texts},
    text::Text,
};

/// Why a transaction could not be applied. The project is as it was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Conflict {
    /// What is there is not what the change says was there before.
    Differs {
        /// Which change.
        change: String,
    },
    /// The document to be changed is not there, or one to be added is already.
    Document {
        /// Which change.
        change: String,
    },
    /// The text of a document to be added is not there, or its ranges do not fit it.
    Text {
        /// Which change.
        change: String,
    },
}

/// The project after a transaction. Either all of its changes hold, or none.
///
/// # Errors
/// A [`Conflict`] when the transaction was made for another state of the project.
pub fn apply(
    project: &Project,
    texts: &Texts,
    transaction: &Transaction,
) -> Result<Project, Conflict> {
    let mut after = project.clone();
    for change in &transaction.changes {
        apply_change(&mut after, texts, change)?;
    }
    Ok(after)
}

fn apply_change(project: &mut Project, texts: &Texts, change: &Change) -> Result<(), Conflict> {
    let differs = || Conflict::Differs {
        change: describe(change),
    };
    let no_document = || Conflict::Document {
        change: describe(change),
    };
    match change {
        Change::Add(at, data) => {
            if project.document(&data.head.id).is_some() {
                return Err(no_document());
            }
            let document = texts.get(&data.text).and_then(|text| data.with_text(text));
            let document = document.ok_or_else(|| Conflict::Text {
                change: describe(change),
            })?;
            // The list may be shorter than it was: the bin was emptied in between.
            let at = project.documents.len().min(*at);
            project.documents.insert(at, Arc::new(document));
        }
        Change::Remove(_, data) => {
            let at = project.index_of(&data.head.id).ok_or_else(no_document)?;
            let there = project.documents.get(at).ok_or_else(no_document)?;
            // Compared as documents: plain data may list its spans in another order.
            if data.with_text(&there.text).as_ref() != Some(&**there) {
                return Err(differs());
            }
            project.documents.remove(at);
        }
        Change::Scheme(swap) => replace(&mut project.scheme, swap).ok_or_else(differs)?,
        Change::Extra(swap) => replace(&mut project.extra, swap).ok_or_else(differs)?,
        Change::Edit(id, edit) => {
            let nth = project.index_of(id).ok_or_else(no_document)?;
            let shared = project.documents.get_mut(nth).ok_or_else(no_document)?;
            apply_edit(Arc::make_mut(shared), edit).ok_or_else(differs)?;
        }
    }
    Ok(())
}

/// None when the value before is not what is there, or a range does not fit the text.
fn apply_edit(document: &mut Document, edit: &Edit) -> Option<()> {
    if !fits(edit, &document.text) {
        return None;
    }
    if let Edit::Span(swap) = edit {
        return replace_span(&mut document.spans, swap);
    }
    let head: &mut DocumentHead = Arc::make_mut(&mut document.head);
    match edit {
        Edit::Name(swap) => replace(&mut head.name, swap),
        Edit::Status(swap) => replace(&mut head.status, swap),
        Edit::Binned(swap) => replace(&mut head.binned_at, swap),
        Edit::Fields(swap) => replace(&mut head.fields, swap),
        Edit::Evidence(swap) => replace(&mut head.evidence, swap),
        Edit::AnnotatedRanges(swap) => replace(&mut head.annotated_ranges, swap),
        Edit::Sections(swap) => replace(&mut head.sections, swap),
        Edit::Zones(swap) => replace(&mut head.zones, swap),
        Edit::Block(at, swap) => replace_in(&mut head.blocks, *at, swap),
        Edit::Relation(at, swap) => replace_in(&mut head.relations, *at, swap),
        Edit::Span(_) => None,
    }
}

/// Whether all ranges that an edit would put into a document lie in its text.
fn fits(edit: &Edit, text: &Text) -> bool {
    match edit {
        Edit::Span(swap) => swap.after.as_ref().is_none_or(|span| span.fits(text)),
        Edit::Block(_, swap) => swap.after.as_ref().is_none_or(|block| block.fits(text)),
        Edit::Evidence(swap) => swap.after.iter().all(|slot| text.fits(slot.range)),
        Edit::AnnotatedRanges(swap) => swap.after.iter().all(|&range| text.fits(range)),
        Edit::Sections(swap) => swap.after.iter().all(|section| text.fits(section.range)),
        Edit::Zones(swap) => swap.after.iter().all(|zone| text.fits(zone.range)),
        Edit::Name(_)
        | Edit::Status(_)
        | Edit::Binned(_)
        | Edit::Fields(_)
        | Edit::Relation(..) => true,
    }
}

fn replace<T: PartialEq + Clone>(place: &mut T, swap: &Swap<T>) -> Option<()> {
    if *place != swap.before {
        return None;
    }
    *place = swap.after.clone();
    Some(())
}

fn replace_span(spans: &mut Spans, swap: &Swap<Option<Arc<Span>>>) -> Option<()> {
    let id: &SpanId = match (&swap.before, &swap.after) {
        (Some(before), Some(after)) if before.id != after.id => return None,
        (Some(span), _) | (None, Some(span)) => &span.id,
        (None, None) => return Some(()),
    };
    if spans.get(id) != swap.before.as_ref() {
        return None;
    }
    match &swap.after {
        Some(span) => spans.insert(Arc::clone(span)),
        None => {
            spans.remove(id);
        }
    }
    Some(())
}

fn replace_in<T: PartialEq + Clone>(
    list: &mut List<T>,
    at: usize,
    swap: &Swap<Option<T>>,
) -> Option<()> {
    match (&swap.before, &swap.after) {
        (None, None) => {}
        (None, Some(after)) if at <= list.len() => list.insert(at, after.clone()),
        (Some(before), None) if list.get(at) == Some(before) => {
            list.remove(at);
        }
        (Some(before), Some(after)) => {
            let place = list.get_mut(at).filter(|there| *there == before)?;
            *place = after.clone();
        }
        _ => return None,
    }
    Some(())
}
