//! What the edits of an annotator leave behind.

use std::sync::Arc;

use proptest::{collection::vec, prelude::*, sample::select};
use reportmark_core::{
    change::{
        Transaction, apply,
        edit::{self, Direction, End},
    },
    model::{Document, DocumentId, Project, Span, SpanId, Timestamp},
    text::TextRange,
};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::support::{
    document::{document, label, pick},
    step::clusters,
    text::{Pick, stretch},
};

/// A document on its own.
fn one() -> impl Strategy<Value = Arc<Document>> {
    document().prop_map(|loose| loose.document(DocumentId::new("d")))
}

fn now() -> Timestamp {
    Timestamp::new("2026-11-22T09:30:00Z")
}

/// The document after an edit.
fn after(document: &Arc<Document>, edit: &Transaction) -> Arc<Document> {
    let project = Project {
        documents: vec![document.clone()],
        ..Project::default()
    };
    let texts = [(document.text.hash().clone(), document.text.clone())].into();
    let project = apply(&project, &texts, edit).unwrap();
    project.documents[0].clone()
}

fn crosses(a: TextRange, b: TextRange) -> bool {
    let (first, second) = if a.start() <= b.start() {
        (a, b)
    } else {
        (b, a)
    };
    first.start() < second.start() && second.start() < first.end() && first.end() < second.end()
}

proptest! {
    #[test]
    fn a_tag_is_one_more_span_and_no_twin(
        document in one(),
        range in any::<Pick>(),
        label in label(),
    ) {
        let range = stretch(&document.text, range);
        let mut same = document.spans.iter().filter(|span| span.range == range);
        let twin = same.any(|span| span.label == label);
        prop_assert_eq!(edit::twin(&document, range, &label).is_some(), twin && !range.is_empty());
        let id = SpanId::new("fresh");
        match edit::tag(&document, range, &label, id.clone(), now()) {
            None => prop_assert!(twin || range.is_empty()),
            Some(made) => {
                prop_assert!(!twin);
                let after = after(&document, &made);
                prop_assert_eq!(after.spans.len(), document.spans.len() + 1);
                let span = after.spans.get(&id).unwrap();
                prop_assert_eq!((span.range, &span.label), (range, &label));
                // Once more is once too often.
                let again = edit::tag(&after, range, &label, SpanId::new("again"), now());
                prop_assert_eq!(again, None);
            }
        }
    }

    #[test]
    fn crossing_is_overlapping_without_nesting(
        document in one(),
        range in any::<Pick>(),
        label in label(),
    ) {
        let range = stretch(&document.text, range);
        let mut same = document.spans.iter().filter(|span| span.label == label);
        let crossing = same.any(|span| crosses(span.range, range));
        prop_assert_eq!(edit::crossing(&document, range, &label).is_some(), crossing);
    }

    #[test]
    fn an_end_moves_by_one_cluster_and_the_other_stays(
        document in one(),
        span in any::<u16>(),
        end in select(&[End::Start, End::End][..]),
        direction in select(&[Direction::Back, Direction::Forward][..]),
    ) {
        let ids: Vec<_> = document.spans.iter().map(|span| span.id.clone()).collect();
        let Some(id) = pick(&ids, span) else {
            return Ok(());
        };
        let before = document.spans.get(id).unwrap().range;
        let made = edit::move_end(&document, id, end, direction, &clusters, &now());
        let Some(made) = made else {
            // At an end of the text, or nothing would be left.
            let text = &document.text;
            let left = text.slice(before).graphemes(true).count();
            let at_the_end = match (end, direction) {
                (End::Start, Direction::Back) => before.start() == text.range().start(),
                (End::End, Direction::Forward) => before.end() == text.end(),
                _ => left <= 2,
            };
            prop_assert!(at_the_end);
            return Ok(());
        };
        let after = after(&document, &made);
        let range = after.spans.get(id).unwrap().range;
        prop_assert!(!range.is_empty());
        let (kept, moved) = match end {
            End::Start => ((before.end(), range.end()), (before.start(), range.start())),
            End::End => ((before.start(), range.start()), (before.end(), range.end())),
        };
        prop_assert_eq!(kept.0, kept.1);
        let way = match direction {
            Direction::Back => moved.1 < moved.0,
            Direction::Forward => moved.1 > moved.0,
        };
        prop_assert!(way);
        let step = document.text.slice(TextRange::between(moved.0, moved.1));
        prop_assert_eq!(step.graphemes(true).count(), 1, "{:?}", step);
    }

    #[test]
    fn many_get_a_label_as_one_step_and_no_twin_comes_of_it(
        document in one(),
        picks in proptest::collection::vec(any::<u16>(), 0..8),
        label in label(),
    ) {
        let ids: Vec<_> = document.spans.iter().map(|span| span.id.clone()).collect();
        let picked: Vec<_> = picks.iter().filter_map(|&n| pick(&ids, n).cloned()).collect();
        let (made, twins) = edit::relabel_all(&document, &picked, &label, &now());
        let after = match &made {
            Some(made) => after(&document, made),
            None => document.clone(),
        };
        let twin = |document: &Document, span: &Span| {
            let mut same = document.spans.iter().filter(|other| other.range == span.range);
            same.any(|other| other.label == label && other.id != span.id)
        };
        prop_assert_eq!(after.spans.len(), document.spans.len());
        let mut left = 0;
        for span in document.spans.iter() {
            let now = after.spans.get(&span.id).unwrap();
            prop_assert_eq!(now.range, span.range);
            if now.label != span.label {
                prop_assert!(picked.contains(&span.id) && now.label == label);
                prop_assert!(!twin(&after, now));
                prop_assert_eq!(now.edited, span.edited || &*span.origin != "manual");
            } else if picked.contains(&span.id) && span.label != label {
                prop_assert!(twin(&after, span));
                left += 1;
            }
        }
        prop_assert_eq!(left, twins);
        if let Some(made) = made {
            // One step back brings everything back.
            prop_assert_eq!(&self::after(&after, &made.inverse()), &document);
        }
    }

    #[test]
    fn what_is_removed_is_named_nowhere(
        document in one(),
        picks in proptest::collection::vec(any::<u16>(), 0..4),
    ) {
        let ids: Vec<_> = document.spans.iter().map(|span| span.id.clone()).collect();
        let mut gone: Vec<_> = picks.iter().filter_map(|&n| pick(&ids, n).cloned()).collect();
        let Some(made) = edit::untag(&document, &gone) else {
            prop_assert!(gone.is_empty());
            return Ok(());
        };
        let after = after(&document, &made);
        let named = after.head.relations.iter().flat_map(|relation| [&relation.head, &relation.tail]);
        let blocks = after.head.blocks.iter();
        let named = named.chain(blocks.flat_map(|block| block.members.iter().chain(&block.parties)));
        for id in named {
            prop_assert!(!gone.contains(id));
        }
        gone.sort_unstable();
        gone.dedup();
        prop_assert_eq!(after.spans.len(), document.spans.len() - gone.len());
        prop_assert_eq!(after.head.blocks.len(), document.head.blocks.len());
        let kept = |relation: &&reportmark_core::model::Relation| {
            !gone.contains(&relation.head) && !gone.contains(&relation.tail)
        };
        let kept: Vec<_> = document.head.relations.iter().filter(kept).collect();
        prop_assert_eq!(after.head.relations.iter().collect::<Vec<_>>(), kept);
    }

    #[test]
    fn all_of_several_stretches_are_tagged_and_untagged_as_one_step(
        document in one(),
        ranges in vec(any::<Pick>(), 0..6),
        label in label(),
    ) {
        let mut ranges: Vec<_> = ranges.into_iter().map(|range| stretch(&document.text, range)).collect();
        ranges.sort();
        let places = [(&*document, ranges.clone())];
        let mut ids = 0;
        let mut fresh_id = || {
            ids += 1;
            SpanId::new(&format!("fresh {ids}"))
        };
        let has = |document: &Document, range: TextRange| edit::twin(document, range, &label).is_some();
        let tagged = match edit::tag_all(&places, &label, &mut fresh_id, &now()) {
            None => document.clone(),
            Some(made) => {
                let after = after(&document, &made);
                prop_assert!(after.spans.len() > document.spans.len());
                after
            }
        };
        for range in &ranges {
            prop_assert_eq!(has(&tagged, *range), !range.is_empty());
            let mut there = tagged.spans.iter().filter(|span| span.range == *range && span.label == label);
            let before = document.spans.iter().filter(|span| span.range == *range && span.label == label);
            // No more than there were, or the one that was made.
            prop_assert!(there.clone().count() <= before.count().max(1));
            prop_assert!(there.all(|span| tagged.text.fits(span.range)));
        }
        let places = [(&*tagged, ranges.clone())];
        prop_assert_eq!(edit::tag_all(&places, &label, &mut fresh_id, &now()), None, "all are tagged");
        if let Some(made) = edit::untag_all(&places, Some(&label)) {
            let untagged = after(&tagged, &made);
            for span in tagged.spans.iter() {
                let goes = ranges.contains(&span.range) && span.label == label;
                prop_assert_eq!(untagged.spans.get(&span.id).is_none(), goes);
            }
            prop_assert_eq!(edit::untag_all(&[(&*untagged, ranges.clone())], Some(&label)), None);
        } else {
            prop_assert!(!ranges.iter().any(|range| has(&tagged, *range)));
        }
        let bare = edit::untag_all(&places, None).map_or(tagged.clone(), |made| after(&tagged, &made));
        prop_assert!(!bare.spans.iter().any(|span| ranges.contains(&span.range)));
    }
}
