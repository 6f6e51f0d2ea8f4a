//! Paragraphs: the stretches between line terminators.

use alloc::vec::Vec;

use super::{Offset, TextRange, count::newlines};

/// Bytes that are looked at in one call (see [`count`](super::count)).
const BLOCK: usize = 16 * 1024;

/// Where each paragraph of a text starts and what terminates it.
///
/// CR LF, LF and CR terminate a line, as they do in the sources of these reports; LS, PS, NEL and
/// form feed do not, so that what is drawn as one paragraph is one line of the file.
pub struct Paragraphs {
    /// Start of each, in UTF-8 bytes. Never empty: an empty text has one empty paragraph.
    starts: Vec<u32>,
    /// Where the text ends.
    end: u32,
}

impl Paragraphs {
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut starts = Vec::with_capacity(1);
        starts.push(0);
        for (nth, block) in bytes.chunks(BLOCK).enumerate() {
            newlines(block, |at| {
                let next = nth * BLOCK + at + 1;
                let (this, follows) = (bytes.get(next - 1), bytes.get(next));
                // CR LF ends a line once.
                if (this, follows) != (Some(&b'\r'), Some(&b'\n')) {
                    starts.push(offset(next));
                }
            });
        }
        Self {
            starts,
            end: offset(bytes.len()),
        }
    }

    /// How many there are; at least one.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The nth with its terminator; the last one for anything past it.
    #[must_use]
    pub fn with_terminator(&self, nth: usize) -> TextRange {
        let nth = nth.min(self.count().saturating_sub(1));
        let at =
            |n: usize| Offset::from_bytes(self.starts.get(n).copied().unwrap_or(self.end) as usize);
        TextRange::between(at(nth), at(nth + 1))
    }

    /// The nth without its terminator. `text` is the text this was made from.
    #[must_use]
    pub fn content(&self, text: &str, nth: usize) -> TextRange {
        let whole = self.with_terminator(nth);
        let line = text
            .get(whole.start().bytes()..whole.end().bytes())
            .unwrap_or_default();
        let kept = line.strip_suffix('\n').unwrap_or(line);
        let kept = kept.strip_suffix('\r').unwrap_or(kept);
        TextRange::between(
            whole.start(),
            Offset::from_bytes(whole.start().bytes() + kept.len()),
        )
    }

    /// Which paragraph a position is in. A terminator belongs to the paragraph that it ends.
    #[must_use]
    pub fn at(&self, offset: Offset) -> usize {
        self.starts
            .partition_point(|&start| start as usize <= offset.bytes())
            .saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Text;
    use super::*;
    use proptest::prelude::*;

    fn lines(s: &str) -> Vec<String> {
        let text = Text::new(s.into());
        let paragraphs = text.paragraphs();
        (0..paragraphs.count())
            .map(|nth| text.slice(paragraphs.content(s, nth)).into())
            .collect()
    }

    #[test]
    fn every_kind_of_terminator() {
        assert_eq!(lines(""), [""]);
        assert_eq!(lines("一\n二\r\n三\r四"), ["一", "二", "三", "四"]);
        assert_eq!(lines("一\n\n"), ["一", "", ""]);
        assert_eq!(lines("\r\r\n"), ["", "", ""]);
        assert_eq!(lines("一\u{2028}二\u{c}三"), ["一\u{2028}二\u{c}三"]);
    }

    proptest! {
        #[test]
        fn paragraphs_cover_the_text(s in "[一a\r\n😀]{0,60}") {
            let text = Text::new(s.clone());
            let paragraphs = text.paragraphs();
            let mut joined = String::new();
            for nth in 0..paragraphs.count() {
                let whole = paragraphs.with_terminator(nth);
                joined.push_str(text.slice(whole));
                prop_assert!(whole.covers(paragraphs.content(&s, nth)));
                prop_assert_eq!(paragraphs.at(whole.start()), nth);
            }
            prop_assert_eq!(joined, s);
        }
    }
}
