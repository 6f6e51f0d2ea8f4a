//! The stretch of a text that is read, with its pairs of marks and the punctuation of its clauses.

use alloc::{sync::Arc, vec::Vec};

use super::joined::joined;
use crate::text::{
    Offset, Text, TextRange,
    block::Block,
    marks::{self, is_blank, is_outer},
    pairs::{self, Pair},
};

/// Bytes of a paragraph that are looked at on either side of what is asked for: a bracket may be
/// very long.
pub(super) const REACH: usize = 256 * 1024;

/// A place in a text, in bytes of its block.
pub(super) type Place = (usize, usize);

/// What is read, and what is known about it.
pub(super) struct Source<'a> {
    pub text: &'a Text,
    pub block: Block<'a>,
    pub pairs: Vec<Pair>,
    /// Names that are one word.
    pub bodies: &'a [Arc<str>],
}

impl<'a> Source<'a> {
    /// What of a paragraph is within reach of a range, with those that a bracket joins to it.
    pub(super) fn around(
        text: &'a Text,
        paragraph: usize,
        range: TextRange,
        reach: usize,
        bodies: &'a [Arc<str>],
    ) -> Self {
        let content = |nth| text.paragraphs().content(text.as_str(), nth);
        let (first, last) = joined(text, paragraph);
        let whole = TextRange::between(content(first).start(), content(last).end());
        let from = range.start().bytes().saturating_sub(reach);
        let to = range.end().bytes().saturating_add(reach);
        let to = text.floor(Offset::from_bytes(to)).min(whole.end());
        let from = text
            .floor(Offset::from_bytes(from))
            .max(whole.start())
            .min(to);
        let block = Block {
            base: from.bytes(),
            text: text.slice(TextRange::between(from, to)),
            starts_paragraph: from == whole.start(),
        };
        let pairs = pairs::find(block.text);
        Self {
            text,
            block,
            pairs,
            bodies,
        }
    }

    pub(super) fn slice(&self, (start, end): Place) -> &'a str {
        self.block.text.get(start..end).unwrap_or_default()
    }

    /// A place without the blanks and the punctuation at its ends.
    pub(super) fn trim(&self, place: Place) -> Place {
        let outside = |c: char| is_blank(c) || is_outer(c);
        let slice = self.slice(place);
        let kept = slice.trim_start_matches(outside);
        let start = place.0 + slice.len() - kept.len();
        (start, start + kept.trim_end_matches(outside).len())
    }

    /// The punctuation that ends clauses in a stretch, outside of all pairs in it, and the ends of
    /// the lines of a bracket.
    pub(super) fn cuts(&self, (from, to): Place) -> Vec<Cut> {
        let mut cuts = Vec::new();
        pairs::outside(self.block.text, &self.pairs, (from, to), &mut |at, c| {
            let end = at + c.len_utf8();
            let before = self.block.text.get(..at).unwrap_or_default();
            let after = self.block.text.get(end..).unwrap_or_default();
            if c == '\n' || marks::ends_clause(before, c, after) {
                cuts.push(Cut { at, end, mark: c });
            }
        });
        cuts
    }

    /// The pair within an item whose closing mark ends it.
    pub(super) fn pair_at_end(&self, (start, end): Place) -> Option<&Pair> {
        let from = self.pairs.partition_point(|pair| pair.open < start);
        let within = self.pairs.get(from..)?;
        let mut within = within.iter().take_while(|pair| pair.open < end);
        within.find(|pair| pair.end == end)
    }
}

/// A mark that ends a clause.
pub(super) struct Cut {
    pub at: usize,
    pub end: usize,
    pub mark: char,
}

impl Cut {
    pub(super) fn is_colon(&self) -> bool {
        matches!(self.mark, ':' | '：')
    }

    pub(super) fn ends_sentence(&self) -> bool {
        marks::ends_sentence(self.mark)
    }

    /// Whether it ends a sentence for good; `；` goes on within a list.
    pub(super) fn closes(&self) -> bool {
        self.ends_sentence() && !matches!(self.mark, ';' | '；')
    }
}
