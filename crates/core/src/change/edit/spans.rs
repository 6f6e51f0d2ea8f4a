//! Spans: made, moved, relabelled, removed.

use alloc::sync::Arc;
use alloc::{boxed::Box, vec, vec::Vec};

use super::{Direction, End, blocks, relations, replace, span};
use crate::{
    change::{Change, Edit, Intent, Swap, Transaction},
    collections::ordered,
    model::{Block, Certainty, Document, DocumentStatus, Span, SpanId, Timestamp},
    scheme::LabelId,
    text::{Clusters, Offset, Text, TextRange, next_cluster, previous_cluster},
};

/// A span that covers the same stretch under the same label.
#[must_use]
pub fn twin(document: &Document, range: TextRange, label: &LabelId) -> Option<SpanId> {
    document
        .spans
        .overlapping(range)
        .find(|span| span.range == range && span.label == *label)
        .map(|span| span.id.clone())
}

/// A span of the same label that crosses this stretch: it overlaps it and neither holds the
/// other. The guideline has none (§0: two spans of the same type never cross).
#[must_use]
pub fn crossing<'a>(
    document: &'a Document,
    range: TextRange,
    label: &LabelId,
) -> Option<&'a Arc<Span>> {
    document
        .spans
        .overlapping(range)
        .find(|span| span.label == *label && !span.range.covers(range) && !range.covers(span.range))
}

/// Make a span by hand. The first one takes a new document into work.
///
/// None when the range is empty or does not fit the text, or when there is a [`twin`].
#[must_use]
pub fn tag(
    document: &Document,
    range: TextRange,
    label: &LabelId,
    id: SpanId,
    now: Timestamp,
) -> Option<Transaction> {
    tag_as(document, Span::manual(id, label.clone(), range, now), false)
}

/// Make this span, as [`tag`] does. One that `joins` is a commitment: it becomes a member of the
/// innermost block whose scope it is in (guideline §6).
#[must_use]
pub fn tag_as(document: &Document, span: Span, joins: bool) -> Option<Transaction> {
    let range = span.range;
    if !span.fits(&document.text) || twin(document, range, &span.label).is_some() {
        return None;
    }
    let member = joins.then(|| blocks::join(document, range, &span.id));
    let mut edits = vec![add(span)];
    edits.extend(member.flatten());
    edits.extend(begin(document));
    Some(Transaction::of(Intent::Tag, document.id(), edits))
}

pub(super) fn add(span: Span) -> Edit {
    Edit::Span(Swap {
        before: None,
        after: Some(Arc::new(span)),
    })
}

/// Take a new document into work.
pub(super) fn begin(document: &Document) -> Option<Edit> {
    (document.head.status == DocumentStatus::New).then_some(Edit::Status(Swap {
        before: DocumentStatus::New,
        after: DocumentStatus::InProgress,
    }))
}

/// Make a span by hand of each of these stretches, as one step. Left out are those that [`tag`]
/// would refuse: that are empty, do not fit their text, or have a [`twin`].
///
/// The stretches of a document come in order, and no document comes twice.
#[must_use]
pub fn tag_all(
    places: &[(&Document, Vec<TextRange>)],
    label: &LabelId,
    fresh_id: &mut dyn FnMut() -> SpanId,
    now: &Timestamp,
) -> Option<Transaction> {
    let mut changes = Vec::new();
    for (document, ranges) in places {
        let mut edit = |edit| changes.push(Change::Edit(document.id().clone(), Box::new(edit)));
        let mut last = TextRange::default();
        for &range in ranges {
            let is_good = range != last && !range.is_empty() && document.text.fits(range);
            if is_good && twin(document, range, label).is_none() {
                // With the first of them.
                if last.is_empty() {
                    begin(document).map(&mut edit);
                }
                last = range;
                let span = Span::manual(fresh_id(), label.clone(), range, now.clone());
                edit(add(span));
            }
        }
    }
    all_as_one(Intent::TagAll, changes)
}

/// Remove the spans that cover exactly one of these stretches, as one step: those of a label, or of
/// any. What goes with them is what [`untag`] says.
#[must_use]
pub fn untag_all(
    places: &[(&Document, Vec<TextRange>)],
    label: Option<&LabelId>,
) -> Option<Transaction> {
    let mut changes = Vec::new();
    for (document, ranges) in places {
        let mut ids = Vec::new();
        for &range in ranges {
            for span in document.spans.overlapping(range) {
                if span.range == range && label.is_none_or(|label| span.label == *label) {
                    ids.push(span.id.clone());
                }
            }
        }
        if let Some(step) = untag(document, &ids) {
            changes.extend(step.changes);
        }
    }
    all_as_one(Intent::UntagAll, changes)
}

/// Changes of several documents as one transaction, if there are any.
fn all_as_one(intent: Intent, changes: Vec<Change>) -> Option<Transaction> {
    (!changes.is_empty()).then_some(Transaction { intent, changes })
}

/// Give a span another label.
#[must_use]
pub fn relabel(
    document: &Document,
    id: &SpanId,
    label: &LabelId,
    now: &Timestamp,
) -> Option<Transaction> {
    replace(document, id, Intent::Relabel, now, |span| {
        span.edited |= span.label != *label && &*span.origin != "manual";
        span.label = label.clone();
    })
}

/// Give many spans another label, as one step, and how many of them stay as they are because there
/// is, or would be, a [`twin`] under that label. Those that have the label already change nothing.
#[must_use]
pub fn relabel_all(
    document: &Document,
    ids: &[SpanId],
    label: &LabelId,
    now: &Timestamp,
) -> (Option<Transaction>, usize) {
    let ids = ordered(ids.iter());
    let mut changes = Vec::new();
    let mut twins = 0;
    // Of several that cover the same stretch, which stand side by side, the first gets the label.
    let mut given = None;
    let picked = |span: &&Arc<Span>| span.label != *label && ids.contains(&span.id);
    for span in document.spans.iter().filter(picked) {
        if given == Some(span.range) || twin(document, span.range, label).is_some() {
            twins += 1;
        } else if let Some(made) = relabel(document, &span.id, label, now) {
            given = Some(span.range);
            changes.extend(made.changes);
        }
    }
    let intent = Intent::Relabel;
    let made = (!changes.is_empty()).then_some(Transaction { intent, changes });
    (made, twins)
}

/// Write the note of a span.
#[must_use]
pub fn note(document: &Document, id: &SpanId, note: &str, now: &Timestamp) -> Option<Transaction> {
    replace(document, id, Intent::Note, now, |span| {
        span.note = note.into()
    })
}

/// Switch whether the annotator is sure of a span.
#[must_use]
pub fn certainty(
    document: &Document,
    id: &SpanId,
    certainty: Certainty,
    now: &Timestamp,
) -> Option<Transaction> {
    replace(document, id, Intent::Certainty, now, |span| {
        span.certainty = certainty
    })
}

/// Move an end of a span by one character as a user sees characters.
///
/// None at the ends of the text and when the span would become empty.
#[must_use]
pub fn move_end(
    document: &Document,
    id: &SpanId,
    end: End,
    direction: Direction,
    clusters: &dyn Clusters,
    now: &Timestamp,
) -> Option<Transaction> {
    let range = span(document, id)?.range;
    let step = |text: &Text, at: Offset| match direction {
        Direction::Back => previous_cluster(text, at, clusters),
        Direction::Forward => next_cluster(text, at, clusters),
    };
    let (start, stop) = match end {
        End::Start => (step(&document.text, range.start()), range.end()),
        End::End => (range.start(), step(&document.text, range.end())),
    };
    if start >= stop {
        return None;
    }
    resize(document, id, TextRange::between(start, stop), now)
}

/// Let a span cover another stretch.
#[must_use]
pub fn resize(
    document: &Document,
    id: &SpanId,
    range: TextRange,
    now: &Timestamp,
) -> Option<Transaction> {
    if range.is_empty() || !document.text.fits(range) {
        return None;
    }
    replace(document, id, Intent::Resize, now, |span| {
        span.edited |= span.range != range && &*span.origin != "manual";
        span.range = range;
    })
}

/// Put a span for each of several ranges in the place of one: the first range keeps its id and
/// with it its relations and blocks, the others are copies under new ids.
///
/// None when there are fewer than two ranges, or when one does not fit the text.
#[must_use]
pub fn split(
    document: &Document,
    id: &SpanId,
    ranges: &[TextRange],
    ids: impl IntoIterator<Item = SpanId>,
    now: &Timestamp,
) -> Option<Transaction> {
    let before = span(document, id)?;
    let fits = |range: &TextRange| !range.is_empty() && document.text.fits(*range);
    if ranges.len() < 2 || !ranges.iter().all(fits) {
        return None;
    }
    let edit = |nth: usize, (&range, fresh): (&TextRange, SpanId)| {
        let mut after = Span::clone(before);
        after.range = range;
        after.edited |= &*after.origin != "manual";
        after.updated_at = Some(now.clone());
        if nth > 0 {
            after.id = fresh;
        }
        Edit::Span(Swap {
            before: (nth == 0).then(|| Arc::clone(before)),
            after: Some(Arc::new(after)),
        })
    };
    // What is there already is not made twice.
    let new = |(nth, range): &(usize, &TextRange)| {
        *nth == 0 || twin(document, **range, &before.label).is_none()
    };
    let edits = ranges.iter().enumerate().filter(new).zip(ids);
    let edits = edits
        .map(|((nth, range), id)| edit(nth, (range, id)))
        .collect();
    Some(Transaction::of(Intent::Split, document.id(), edits))
}

/// Remove spans, one or many, as one step, and with them the relations and the places in blocks
/// that name them.
#[must_use]
pub fn untag(document: &Document, ids: &[SpanId]) -> Option<Transaction> {
    // Each once, however often it is named.
    let ids = ordered(ids.iter());
    let gone = |id: &SpanId| ids.contains(id);
    let mut edits = relations::drop_where(document, |relation| {
        gone(&relation.head) || gone(&relation.tail)
    });
    for (at, block) in document.head.blocks.iter().enumerate() {
        if block.members.iter().chain(&block.parties).any(gone) {
            let kept = |ids: &[SpanId]| ids.iter().filter(|id| !gone(id)).cloned().collect();
            let after = Block {
                members: kept(&block.members),
                parties: kept(&block.parties),
                ..block.clone()
            };
            edits.push(Edit::Block(
                at,
                Swap {
                    before: Some(block.clone()),
                    after: Some(after),
                },
            ));
        }
    }
    let spans = ids.iter().filter_map(|id| span(document, id));
    edits.extend(spans.map(|span| {
        Edit::Span(Swap {
            before: Some(Arc::clone(span)),
            after: None,
        })
    }));
    (!edits.is_empty()).then(|| Transaction::of(Intent::Untag, document.id(), edits))
}
