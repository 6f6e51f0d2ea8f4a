//! The first and last lines of a text, which are all that fields are looked for in.

use alloc::vec::Vec;

use crate::text::{Offset, Text, TextRange, marks::is_blank};

/// Lines with something in them that are looked at, at the start and at the end of a text.
const HEAD: usize = 60;
const TAIL: usize = 40;

/// Lines with or without something in them, for each of the former.
const SPARSE: usize = 4;

/// Bytes of a line that are looked at.
const LENGTH: usize = 3_072;

/// A line without the blanks around it.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// Which paragraph it is.
    pub nth: usize,
    /// Where it starts in the text, in bytes.
    pub start: usize,
    /// At most the first three kilobytes of it.
    pub text: &'a str,
}

impl<'a> Line<'a> {
    /// The nth paragraph of a text.
    pub(super) fn of(text: &'a Text, nth: usize) -> Self {
        let content = text.paragraphs().content(text.as_str(), nth);
        let whole = text.slice(content);
        let near = whole
            .get(..whole.floor_char_boundary(LENGTH))
            .unwrap_or_default();
        let line = near.trim_start_matches(is_blank);
        Self {
            nth,
            start: content.start().bytes() + near.len() - line.len(),
            text: line.trim_end_matches(is_blank),
        }
    }

    /// A stretch of it, in bytes, as one of the text.
    pub(super) fn range(&self, from: usize, to: usize) -> TextRange {
        between(self.start + from, self.start + to)
    }

    /// All of it.
    pub(super) fn whole(&self) -> TextRange {
        self.range(0, self.text.len())
    }

    /// Where it ends in the text, in bytes.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The stretch between two positions, in bytes.
pub(super) fn between(from: usize, to: usize) -> TextRange {
    TextRange::between(Offset::from_bytes(from), Offset::from_bytes(to))
}

/// The first lines that are not blank.
pub(super) fn head(text: &Text) -> Vec<Line<'_>> {
    let count = text.paragraphs().count().min(HEAD * SPARSE);
    let mut lines = Vec::new();
    for nth in 0..count {
        let line = Line::of(text, nth);
        if !line.text.is_empty() && lines.len() < HEAD {
            lines.push(line);
        }
    }
    lines
}

/// The last lines that are not blank, in the order of the text. Of a short text, some of them are
/// its first ones as well.
pub(super) fn tail(text: &Text) -> Vec<Line<'_>> {
    let count = text.paragraphs().count();
    let mut lines = Vec::new();
    for nth in (count.saturating_sub(TAIL * SPARSE)..count).rev() {
        let line = Line::of(text, nth);
        if !line.text.is_empty() && lines.len() < TAIL {
            lines.push(line);
        }
    }
    lines.reverse();
    lines
}

/// The lines of both, each once.
pub(super) fn edges<'a>(head: &[Line<'a>], tail: &[Line<'a>]) -> Vec<Line<'a>> {
    let last = head.last().map(|line| line.nth);
    let mut lines = head.to_vec();
    lines.extend(tail.iter().filter(|line| Some(line.nth) > last));
    lines
}

/// A text without blanks: names in signatures are spaced out.
pub(super) fn closed_up(text: &str) -> alloc::string::String {
    text.chars().filter(|&c| !is_blank(c)).collect()
}
