//! The stretch of a text that is looked at around a position.

use super::{Offset, Text, TextRange, marks};

/// Bytes after which a paragraph is cut, some 2,000 characters: more than any paragraph that was
/// written as one, and little enough to be read through at every key.
const LENGTH: usize = 6_144;

/// A paragraph without its terminator, or a part of one that is very long.
///
/// Where a long paragraph is cut depends on the paragraph alone, not on the position asked for, so
/// that what is found at two positions of one block is the same.
pub(crate) struct Block<'a> {
    /// Where it starts in the text, in bytes.
    pub base: usize,
    pub text: &'a str,
    /// Whether a paragraph starts here.
    pub starts_paragraph: bool,
}

impl<'a> Block<'a> {
    /// The block that the character behind a position is in; that of the last one at the end of
    /// a paragraph.
    pub(crate) fn at(text: &'a Text, at: Offset) -> Self {
        let paragraphs = text.paragraphs();
        let whole = paragraphs.content(text.as_str(), paragraphs.at(at));
        let content = text.slice(whole);
        let place = (at.min(whole.end()).bytes()).saturating_sub(whole.start().bytes());
        let nth = place / LENGTH;
        let (mut from, mut to) = (cut(content, nth), cut(content, nth + 1));
        if place < from {
            (from, to) = (cut(content, nth.saturating_sub(1)), from);
        } else if place >= to && to < content.len() {
            // A cut goes back to where a character starts, before the multiple of the length.
            (from, to) = (to, cut(content, nth + 2));
        } else if from == content.len() && nth > 0 {
            // The end of the paragraph, where nothing is left for a block of its own.
            from = cut(content, nth - 1);
        }
        Self {
            base: whole.start().bytes() + from,
            text: content.get(from..to).unwrap_or_default(),
            starts_paragraph: from == 0,
        }
    }

    /// Where the block after it starts; the end of the text for the last one.
    pub(crate) fn next(&self, text: &Text) -> Offset {
        let end = Offset::from_bytes(self.base + self.text.len());
        let paragraphs = text.paragraphs();
        let paragraph = paragraphs.at(Offset::from_bytes(self.base));
        if end < paragraphs.content(text.as_str(), paragraph).end() {
            return end;
        }
        paragraphs.with_terminator(paragraph).end()
    }

    /// A stretch of the block as one of the text.
    pub(crate) fn range(&self, (start, end): (usize, usize)) -> TextRange {
        TextRange::between(self.offset(start), self.offset(end))
    }

    /// A position of the block as one of the text.
    pub(crate) fn offset(&self, place: usize) -> Offset {
        Offset::from_bytes(self.base + place)
    }

    /// A position of the text as one of the block.
    pub(crate) fn place(&self, at: Offset) -> usize {
        at.bytes().saturating_sub(self.base).min(self.text.len())
    }
}

/// Where the nth block of a paragraph starts: behind the next sentence that ends, else right there.
fn cut(content: &str, nth: usize) -> usize {
    let from = content.floor_char_boundary(nth.saturating_mul(LENGTH));
    if nth == 0 || from == content.len() {
        return from;
    }
    let to = content.floor_char_boundary(from + LENGTH / 2);
    let window = content.get(from..to).unwrap_or_default();
    let closes = |c: char| marks::paired(c).is_some_and(|(_, side)| side == marks::Side::Closes);
    let behind = window.split_once('。').map(|(_, behind)| behind);
    behind.map_or(from, |behind| to - behind.trim_start_matches(closes).len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_paragraph_of_usual_length_is_one_block() {
        let text = Text::new(format!("一\r\n{}\n三", "新增就业。".repeat(300)));
        for at in [5, 2_000, 5 + 4_500] {
            let block = Block::at(&text, Offset::from_bytes(at));
            assert_eq!((block.base, block.text.len()), (5, 4_500));
        }
    }

    #[test]
    fn a_cut_that_goes_back_to_a_character_is_found_from_there() {
        // The sixth multiple of the length is inside a character.
        let text = Text::new(format!("aa{}", "目".repeat(14_000)));
        let start = text.floor(Offset::from_bytes(6 * LENGTH));
        assert!(start.bytes() < 6 * LENGTH);
        assert_eq!(Block::at(&text, start).base, start.bytes());
    }

    proptest! {
        #[test]
        fn blocks_cover_a_paragraph_and_are_short(
            s in "([a目。”]{0,40}){1,9}", times in 1usize..400
        ) {
            let text = Text::new(s.repeat(times));
            let mut at = 0;
            while at < text.end().bytes() {
                let block = Block::at(&text, Offset::from_bytes(at));
                prop_assert_eq!(block.base, at);
                prop_assert!(!block.text.is_empty() && block.text.len() <= 2 * LENGTH);
                let last = block.text.char_indices().next_back().unwrap().0;
                let again = Block::at(&text, Offset::from_bytes(at + last));
                prop_assert_eq!((again.base, again.text), (block.base, block.text));
                at = block.next(&text).bytes();
            }
        }
    }
}
