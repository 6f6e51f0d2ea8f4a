//! A stretch that is looked at again: another tense, other rules, or words that were learned.

use aho_corasick::AhoCorasick;
use alloc::{sync::Arc, vec::Vec};
use core::ops::Range;

use super::{Ground, Suggester, Suggestions, paragraph, ties};
use crate::{
    parse::responsibility,
    text::{Offset, Text, TextRange},
};

/// What was found again in place of something else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Replaced {
    /// The text that was looked at.
    pub range: TextRange,
    /// The spans that were there, by their places among all.
    pub gone: Range<usize>,
    /// How many are there now.
    pub came: usize,
}

/// Paragraphs that are to be looked at again.
#[derive(Clone, Debug)]
pub struct Again {
    /// The next one.
    at: usize,
    /// Behind the last one.
    to: usize,
    /// Only those that have one of these words.
    words: Option<AhoCorasick>,
}

/// How much quicker a paragraph is looked through for words than for suggestions.
const SCAN: usize = 16;

impl Again {
    /// Those of a stretch of a text.
    #[must_use]
    pub fn of(text: &Text, range: TextRange) -> Self {
        let paragraphs = text.paragraphs();
        Self {
            at: paragraphs.at(range.start()),
            to: paragraphs.at(range.end()) + 1,
            words: None,
        }
    }

    /// Those that have one of these words.
    #[must_use]
    pub fn with(words: &[Arc<str>]) -> Self {
        let words = AhoCorasick::new(words.iter().map(|word| word.as_bytes()));
        Self {
            at: 0,
            to: usize::MAX,
            // Where the words are too many for that, all paragraphs are looked at.
            words: words.ok(),
        }
    }

    /// Goes on until so many bytes were looked at; those that the suggester did not come to yet are left
    /// to it. What was found in place of something else is told as it is put there. Whether all is
    /// done.
    pub fn step(
        &mut self,
        suggester: &mut Suggester,
        (text, ground): (&Text, &Ground),
        budget: usize,
        found: &mut Suggestions,
        replaced: &mut dyn FnMut(Replaced, &Suggestions),
    ) -> bool {
        let mut left = budget.saturating_mul(SCAN);
        loop {
            if self.at >= self.to.min(suggester.next) {
                return true;
            }
            if left == 0 {
                return false;
            }
            let content = text.paragraphs().content(text.as_str(), self.at);
            let is_meant = self
                .words
                .as_ref()
                .is_none_or(|words| words.is_match(text.slice(content)));
            let cost = content.len().max(16);
            if is_meant {
                let (next, own) = suggester.again(text, ground, self.at, found);
                if let Some(own) = own {
                    replaced(own, found);
                }
                self.at = next;
                left = left.saturating_sub(cost.saturating_mul(SCAN));
            } else {
                self.at += 1;
                left = left.saturating_sub(cost);
            }
        }
    }
}

impl Suggester {
    /// Looks at a paragraph again, and at those that are looked at together with it, and puts what is
    /// found in the place of what was. The next paragraph, and what was replaced, where that is
    /// something else.
    ///
    /// The paragraph has to be one that was looked at.
    pub fn again(
        &mut self,
        text: &Text,
        ground: &Ground,
        nth: usize,
        found: &mut Suggestions,
    ) -> (usize, Option<Replaced>) {
        // A bracket that goes on over the ends of lines is found from each of them.
        let (start, last) = responsibility::lines_of_bracket(text, nth);
        let is_before = |own: &(usize, usize)| own.1 <= start;
        let first = self.together.partition_point(is_before);
        let around = self.together.get(first).filter(|own| own.0 <= start);
        let start = around.map_or(start, |own| own.0);
        let mut fresh = Suggestions::default();
        let mut end = around.map_or(last + 1, |own| own.1.max(last + 1));
        let (mut last, mut at) = (first, start);
        let mut together: Vec<(usize, usize)> = Vec::new();
        while at < end {
            let next = paragraph(text, ground, at, &mut fresh);
            if next > at + 1 {
                together.push((at, next));
            }
            at = next;
            // What begins within those that are looked at now has to be looked at whole.
            while let Some(own) = self.together.get(last).filter(|own| own.0 < at) {
                end = end.max(own.1);
                last += 1;
            }
        }
        self.together.splice(first..last.max(first), together);
        self.next = self.next.max(at);
        let paragraphs = text.paragraphs();
        let place = |nth: usize| {
            if nth < paragraphs.count() {
                paragraphs.content(text.as_str(), nth).start()
            } else {
                Offset::from_bytes(text.as_str().len())
            }
        };
        let range = TextRange::between(place(start), place(at));
        let came = fresh.spans.len();
        let gone = found.replace(range, fresh);
        (at, gone.map(|gone| Replaced { range, gone, came }))
    }
}

impl Suggestions {
    /// Puts others in the place of those that begin in a stretch. The places of the spans that were there,
    /// where they are not the same.
    fn replace(&mut self, range: TextRange, fresh: Self) -> Option<Range<usize>> {
        let from = self
            .spans
            .partition_point(|own| own.range.start() < range.start());
        let to = self
            .spans
            .partition_point(|own| own.range.start() < range.end());
        let is_same = self.spans.get(from..to) == Some(&fresh.spans);
        if !is_same {
            self.spans.splice(from..to, fresh.spans);
        }
        let at = |own: &crate::change::edit::Answer| own.parties.first().map(|own| own.start());
        let first = self
            .answers
            .iter()
            .position(|own| at(own) >= Some(range.start()));
        let first = first.unwrap_or(self.answers.len());
        self.answers
            .retain(|own| at(own).is_none_or(|at| at < range.start() || at >= range.end()));
        let first = first.min(self.answers.len());
        self.answers.splice(first..first, fresh.answers);
        self.ties.retain(|own| !ties::begins_in(own, range));
        self.ties.extend(fresh.ties);
        (!is_same).then_some(from..to)
    }
}
