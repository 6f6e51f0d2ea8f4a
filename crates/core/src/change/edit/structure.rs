//! What is said of a document as a whole: fields, what was read, sections, zones (guideline §1, §7).

use alloc::{sync::Arc, vec, vec::Vec};

use crate::{
    change::{Edit, Intent, Swap, Transaction},
    model::{Document, Members, Section, Slot, Zone},
    text::{TextRange, ranges},
};

/// Set the fields of a document and where the text states them.
#[must_use]
pub fn set_fields(
    document: &Document,
    fields: Members,
    evidence: Vec<Slot>,
) -> Option<Transaction> {
    let head = &document.head;
    let mut edits = Vec::new();
    if head.fields != fields {
        edits.push(Edit::Fields(Swap {
            before: head.fields.clone(),
            after: fields,
        }));
    }
    if head.evidence != evidence {
        edits.push(Edit::Evidence(Swap {
            before: head.evidence.clone(),
            after: evidence,
        }));
    }
    (!edits.is_empty()).then(|| Transaction::of(Intent::Fields, document.id(), edits))
}

/// Say that a stretch was read completely, or that it was not.
#[must_use]
pub fn set_read(document: &Document, range: TextRange, is_read: bool) -> Option<Transaction> {
    let before = &document.head.annotated_ranges;
    if range.is_empty() || !document.text.fits(range) {
        return None;
    }
    let after = if is_read {
        ranges::with(before, range)
    } else {
        ranges::without(before, range)
    };
    if after == *before {
        return None;
    }
    let edit = Edit::AnnotatedRanges(Swap {
        before: before.clone(),
        after,
    });
    Some(Transaction::of(Intent::Read, document.id(), vec![edit]))
}

/// Replace the sections.
#[must_use]
pub fn set_sections(document: &Document, sections: Vec<Section>) -> Option<Transaction> {
    (*document.head.sections != sections).then(|| {
        let edit = Edit::Sections(Swap {
            before: Arc::clone(&document.head.sections),
            after: Arc::new(sections),
        });
        Transaction::of(Intent::Tense, document.id(), vec![edit])
    })
}

/// Replace the zones.
#[must_use]
pub fn set_zones(document: &Document, zones: Vec<Zone>) -> Option<Transaction> {
    (document.head.zones != zones).then(|| {
        let edit = Edit::Zones(Swap {
            before: document.head.zones.clone(),
            after: zones,
        });
        Transaction::of(Intent::Zone, document.id(), vec![edit])
    })
}
