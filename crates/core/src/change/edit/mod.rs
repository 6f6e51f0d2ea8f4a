//! The edits that an annotator makes, as transactions.
//!
//! Each looks at the document as it is and says what would change; nothing here changes anything.

mod attributes;
mod blocks;
mod decisions;
mod documents;
mod relations;
mod spans;
mod structure;

use alloc::{sync::Arc, vec};

use super::{Edit, Intent, Swap, Transaction};
use crate::model::{Document, Span, SpanId, Timestamp};

pub use attributes::{clear_slot, fill, read_anew, set_attributes, set_slot};
pub use blocks::{
    NamedParty, add_party, make_block, remove_block, remove_party, set_scope, toggle_member,
};
pub use decisions::{Answer, Tie, decide};
pub use documents::{
    bin, join, open, purge, rename, reopen, restore, set_lexicon, set_scheme, set_status,
};
pub use relations::{relate, unrelate};
pub use spans::{
    certainty, crossing, move_end, note, relabel, relabel_all, resize, split, tag, tag_all, tag_as,
    twin, untag, untag_all,
};
pub use structure::{set_fields, set_read, set_sections, set_zones};

/// An end of a span.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// Its first character.
    Start,
    /// Its last character.
    End,
}

/// A way along the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// Towards the start of the text.
    Back,
    /// Towards its end.
    Forward,
}

/// A span and the document it is in.
fn span<'a>(document: &'a Document, id: &SpanId) -> Option<&'a Arc<Span>> {
    document.spans.get(id)
}

/// A span replaced by a changed copy. None when nothing would change.
fn replace(
    document: &Document,
    id: &SpanId,
    intent: Intent,
    now: &Timestamp,
    change: impl FnOnce(&mut Span),
) -> Option<Transaction> {
    let before = span(document, id)?;
    let mut after = Span::clone(before);
    change(&mut after);
    if after == **before {
        return None;
    }
    after.updated_at = Some(now.clone());
    let swap = Swap {
        before: Some(Arc::clone(before)),
        after: Some(Arc::new(after)),
    };
    Some(Transaction::of(
        intent,
        document.id(),
        vec![Edit::Span(swap)],
    ))
}
