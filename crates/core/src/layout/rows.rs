//! Rows: the stretches of a text that are drawn as blocks.
//!
//! A row is a paragraph, or a part of a long one. Drawing works row by row, so a row must not be
//! much longer than a screen: a line of 10 MB would be drawn whole at every scroll.

use alloc::{sync::Arc, vec::Vec};

use crate::text::{Offset, Text, TextRange};

/// Bytes of a paragraph from which on it is cut: about 2,000 Chinese characters, twice what the
/// longest paragraphs of reports have.
const LONG: usize = 6000;

/// Bytes of a part at most.
const PART: usize = 3000;

/// Bytes before that in which a good place for a cut is looked for.
const SEARCH: usize = 1800;

/// The rows of a text, in order and without gaps.
pub struct Rows {
    text: Arc<Text>,
    /// Where each starts, in UTF-8 bytes. Empty when no paragraph is long: then every paragraph is
    /// a row.
    starts: Vec<u32>,
}

impl Rows {
    /// Cut a text, in time linear in its length.
    #[must_use]
    pub fn new(text: &Arc<Text>) -> Self {
        let paragraphs = text.paragraphs();
        let all = || (0..paragraphs.count()).map(|nth| paragraphs.with_terminator(nth));
        let mut starts = Vec::new();
        if all().any(|paragraph| paragraph.len() > LONG) {
            starts.reserve(paragraphs.count() + text.end().bytes() / PART);
            for paragraph in all() {
                cut(text, paragraph, &mut starts);
            }
        }
        Self {
            text: Arc::clone(text),
            starts,
        }
    }

    /// The text that they are of.
    #[must_use]
    pub const fn text(&self) -> &Arc<Text> {
        &self.text
    }

    /// How many there are; at least one.
    #[must_use]
    pub fn count(&self) -> usize {
        if self.starts.is_empty() {
            self.text.paragraphs().count()
        } else {
            self.starts.len()
        }
    }

    /// The nth with the line terminator that it may end with; the last one for anything past it.
    #[must_use]
    pub fn with_terminator(&self, nth: usize) -> TextRange {
        if self.starts.is_empty() {
            return self.text.paragraphs().with_terminator(nth);
        }
        let nth = nth.min(self.count() - 1);
        let at = |nth: usize| {
            let start = self.starts.get(nth).map(|&start| start as usize);
            start.map_or(self.text.end(), Offset::from_bytes)
        };
        TextRange::between(at(nth), at(nth + 1))
    }

    /// What is drawn of the nth: without a line terminator.
    #[must_use]
    pub fn content(&self, nth: usize) -> TextRange {
        let whole = self.with_terminator(nth);
        let line = self.text.slice(whole);
        let kept = line.strip_suffix('\n').unwrap_or(line);
        let kept = kept.strip_suffix('\r').unwrap_or(kept);
        let end = whole.start().bytes() + kept.len();
        TextRange::between(whole.start(), Offset::from_bytes(end))
    }

    /// Whether the nth goes on in the next row rather than ending a paragraph.
    #[must_use]
    pub fn goes_on(&self, nth: usize) -> bool {
        nth + 1 < self.count() && self.content(nth) == self.with_terminator(nth)
    }

    /// Which row a position is in. A terminator belongs to the row that it ends.
    #[must_use]
    pub fn at(&self, offset: Offset) -> usize {
        if self.starts.is_empty() {
            return self.text.paragraphs().at(offset);
        }
        self.starts
            .partition_point(|&start| start as usize <= offset.bytes())
            .saturating_sub(1)
    }
}

/// The starts of the rows of a paragraph.
fn cut(text: &Text, paragraph: TextRange, starts: &mut Vec<u32>) {
    let number = |at: Offset| u32::try_from(at.bytes()).unwrap_or(u32::MAX);
    starts.push(number(paragraph.start()));
    let mut rest = paragraph;
    while rest.len() > LONG {
        let at = place(text, rest.start());
        starts.push(number(at));
        rest = TextRange::between(at, rest.end());
    }
}

/// Where to cut what starts here and is long: behind the last sentence that ends in good time,
/// else behind the last clause, else between two characters.
fn place(text: &Text, start: Offset) -> Offset {
    let from = text.floor(Offset::from_bytes(start.bytes() + PART - SEARCH));
    let to = text.floor(Offset::from_bytes(start.bytes() + PART));
    let slice = text.slice(TextRange::between(from, to));
    let behind = |ends: fn(char) -> bool| {
        let (at, c) = slice.char_indices().rev().find(|&(_, c)| ends(c))?;
        Some(at + c.len_utf8())
    };
    let found = behind(|c| matches!(c, '。' | '；' | '！' | '？' | ';'))
        .or_else(|| behind(|c| matches!(c, '，' | '、' | '：' | ',' | ':')))
        .or_else(|| behind(char::is_whitespace));
    match found {
        // A bracket or quotation mark that closes behind a sentence goes with it.
        Some(at) => {
            let rest = slice.get(at..).unwrap_or_default();
            let closing = rest.trim_start_matches(['”', '’', '）', ')', '》', '」', '』']);
            Offset::from_bytes(from.bytes() + at + rest.len() - closing.len())
        }
        None => between_characters(text, to),
    }
}

/// A boundary at or a little before this one that does not take a character from what combines
/// with it. Without the tables of UAX #29, which only the browser has: a cut is for drawing, and
/// one in the middle of a rare sequence costs nothing but its shape.
fn between_characters(text: &Text, at: Offset) -> Offset {
    let joins = |c: char| {
        matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0100}'..='\u{e01ef}')
    };
    let mut at = at;
    // As far as the longest sequences in use go.
    for _ in 0..16 {
        let before = text.before(at).chars().next_back();
        let behind = text.after(at).chars().next();
        let Some(before) = before else { break };
        if before != '\u{200d}' && !behind.is_some_and(joins) {
            break;
        }
        at = Offset::from_bytes(at.bytes() - before.len_utf8());
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str) -> Rows {
        Rows::new(&Arc::new(Text::new(text.into())))
    }

    #[test]
    fn paragraphs_are_rows() {
        let rows = rows("一、\r\n\r\n二。");
        assert_eq!(rows.count(), 3);
        assert_eq!(rows.text().slice(rows.content(0)), "一、");
        assert!(rows.content(1).is_empty());
        assert!((0..3).all(|nth| !rows.goes_on(nth)));
    }

    #[test]
    fn a_long_line_is_cut_behind_sentences() {
        let sentence = "深入推进产业集群建设，力争新增企业30家（“一处失信，处处受限”）。";
        let text = sentence.repeat(2000);
        let rows = rows(&format!("一、总体要求\n{text}\n完"));
        assert!(rows.count() > 50);
        for nth in 1..rows.count() - 1 {
            let row = rows.text().slice(rows.content(nth));
            assert!(row.starts_with('深') && row.ends_with('。'), "{row}");
            assert!(row.len() <= LONG);
            assert_eq!(rows.goes_on(nth), nth + 2 < rows.count());
        }
    }

    #[test]
    fn a_line_without_any_punctuation_is_cut_between_characters() {
        let text = "👩\u{200d}👩\u{200d}👧e\u{301}".repeat(3000);
        let rows = rows(&text);
        for nth in 1..rows.count() {
            let row = rows.text().slice(rows.content(nth));
            assert!(row.starts_with('👩') || row.starts_with('e'), "{row:.20}");
        }
    }

    proptest! {
        #[test]
        fn rows_cover_the_text(parts in prop::collection::vec("[一。，\r\n😀 ]{0,9}|x{7000}|目{3000}", 0..6)) {
            let text = parts.concat();
            let rows = rows(&text);
            let mut joined = String::new();
            for nth in 0..rows.count() {
                let whole = rows.with_terminator(nth);
                joined.push_str(rows.text().slice(whole));
                prop_assert!(whole.len() <= LONG + 2);
                prop_assert!(whole.covers(rows.content(nth)));
                if !whole.is_empty() {
                    prop_assert_eq!(rows.at(whole.start()), nth);
                }
            }
            prop_assert_eq!(joined, text);
        }
    }
}
