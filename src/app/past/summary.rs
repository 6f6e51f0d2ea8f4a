//! What restoring would change, in numbers.

use reportmark_core::change::{Change, Edit, Transaction};

use super::Sign;

/// What a change of the project does, in numbers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Summary {
    /// Spans that come, go and change.
    pub spans: (usize, usize, usize),
    /// Documents that come back: out of the bin, or into the list again.
    pub back: usize,
    /// Documents that go to the bin.
    pub to_bin: usize,
    /// Documents that are replaced by what they were, in another encoding or with other annotations.
    pub replaced: usize,
    /// Blocks and relations that come, go or change.
    pub links: usize,
    /// Names, fields, sections and the like that change.
    pub parts: usize,
    /// Whether the scheme changes, and the lexicon.
    pub scheme: bool,
    /// Whether the lexicon changes.
    pub lexicon: bool,
}

impl Summary {
    /// That of a transaction.
    #[must_use]
    pub fn of(transaction: &Transaction) -> Self {
        let mut summary = Self::default();
        for change in &transaction.changes {
            match change {
                Change::Add(..) => summary.back += 1,
                Change::Remove(..) => summary.replaced += 1,
                Change::Scheme(_) => summary.scheme = true,
                Change::Extra(_) => summary.lexicon = true,
                Change::Edit(_, edit) => summary.count(edit),
            }
        }
        // One that is replaced goes and comes.
        summary.back = summary.back.saturating_sub(summary.replaced);
        summary
    }

    fn count(&mut self, edit: &Edit) {
        match edit {
            Edit::Span(swap) => match Sign::of(swap) {
                Sign::Came => self.spans.0 += 1,
                Sign::Went => self.spans.1 += 1,
                Sign::Changed => self.spans.2 += 1,
            },
            Edit::Binned(swap) if swap.before.is_none() => self.to_bin += 1,
            Edit::Binned(swap) if swap.after.is_none() => self.back += 1,
            Edit::Block(..) | Edit::Relation(..) => self.links += 1,
            _ => self.parts += 1,
        }
    }
}
