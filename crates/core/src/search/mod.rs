//! Finding a phrase in a text, and what stands around it.
//!
//! Plain search only: regular expressions are the browser's. A search keeps its place, so that a
//! long text can be gone through in steps between which the page does other things.

#[cfg(test)]
mod tests;

use alloc::vec::Vec;

use crate::text::{Offset, Text, TextRange};

/// A character as a search that is not exact sees it: ASCII letters in lower case, and what comes
/// in two widths in the usual one (`,`=`，`, guideline §0; letters and digits likewise).
pub(crate) fn fold(c: char) -> char {
    let c = match c {
        // The full-width forms of `!` to `~`, in the same order.
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '｡' => '。',
        '､' => '、',
        '｢' => '「',
        '｣' => '」',
        other => other,
    };
    c.to_ascii_lowercase()
}

/// A search for a phrase, and how far it has come in the text that it is in.
///
/// It reads each character once, whatever the phrase and the text (Knuth, Morris and Pratt).
#[derive(Clone, Debug)]
pub struct Search {
    /// The phrase, each character with the length of the longest proper end of what stands up to
    /// and with it that is a beginning of the phrase as well.
    phrase: Vec<(char, usize)>,
    exact: bool,
    /// What was read of the text.
    at: Offset,
    /// How many characters of the phrase stand before `at`.
    matched: usize,
}

impl Search {
    /// A search at the start of a text. None for an empty phrase, which is nowhere.
    ///
    /// Unless it is `exact`, neither the case of ASCII letters matters nor the width of what comes
    /// in two.
    #[must_use]
    pub fn new(phrase: &str, exact: bool) -> Option<Self> {
        let mut search = Self {
            phrase: Vec::new(),
            exact,
            at: Offset::ZERO,
            matched: 0,
        };
        let mut border = 0;
        for (nth, c) in phrase.chars().enumerate() {
            let c = search.seen(c);
            if nth > 0 {
                border = search.advance(border, c);
            }
            search.phrase.push((c, border));
        }
        (!search.phrase.is_empty()).then_some(search)
    }

    /// Begin anew, in the same text or another.
    pub fn restart(&mut self) {
        self.at = Offset::ZERO;
        self.matched = 0;
    }

    /// Read some bytes more of a text, rounded up to whole characters, and add what was found: in
    /// order, and no two of them overlap. It must be the same text until the search is restarted.
    ///
    /// False when the text is at its end.
    pub fn step(&mut self, text: &Text, bytes: usize, hits: &mut Vec<TextRange>) -> bool {
        let from = self.at.bytes();
        for (at, c) in text.after(self.at).char_indices() {
            if at >= bytes {
                return true;
            }
            self.at = Offset::from_bytes(from + at + c.len_utf8());
            self.matched = self.advance(self.matched, self.seen(c));
            if self.matched == self.phrase.len() {
                // The widths of what was found are not those of the phrase.
                let mut start = self.at.bytes();
                for c in text.before(self.at).chars().rev().take(self.matched) {
                    start -= c.len_utf8();
                }
                hits.push(TextRange::between(Offset::from_bytes(start), self.at));
                self.matched = 0;
            }
        }
        false
    }

    /// How many characters of the phrase stand before and with `c`, when `matched` of them stand
    /// before it and that was not all.
    fn advance(&self, mut matched: usize, c: char) -> usize {
        loop {
            if self.phrase.get(matched).is_some_and(|(next, _)| *next == c) {
                return matched + 1;
            }
            let Some(last) = matched.checked_sub(1) else {
                return 0;
            };
            matched = self.phrase.get(last).map_or(0, |(_, border)| *border);
        }
    }

    fn seen(&self, c: char) -> char {
        if self.exact { c } else { fold(c) }
    }
}

/// What stands before and behind a stretch in its lines: no more than so many code points on either
/// side, and no line terminator.
#[must_use]
pub fn context(text: &Text, range: TextRange, before: usize, behind: usize) -> (&str, &str) {
    let (mut start, mut end) = (range.start(), range.end());
    let is_terminator = |c: char| matches!(c, '\n' | '\r');
    for c in text.before(start).chars().rev().take(before) {
        if is_terminator(c) {
            break;
        }
        start = Offset::from_bytes(start.bytes() - c.len_utf8());
    }
    for c in text.after(end).chars().take(behind) {
        if is_terminator(c) {
            break;
        }
        end = Offset::from_bytes(end.bytes() + c.len_utf8());
    }
    (
        text.slice(TextRange::between(start, range.start())),
        text.slice(TextRange::between(range.end(), end)),
    )
}
