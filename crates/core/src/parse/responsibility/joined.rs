//! Brackets that go on over the ends of lines: one label to a line, or a list that was broken.

use super::{parties::label_before, roles::Label};
use crate::text::{
    Text,
    marks::{self, Side},
};

/// Lines of the longest bracket that goes on over their ends.
const LINES: usize = 12;

/// Brackets looked through for the one that a label begins.
const DEPTH: usize = 8;

/// Bytes of a line, and of a bracket, that are looked at.
const LENGTH: usize = 1_500;

/// The first and the last of the paragraphs that the bracket is in that this one begins, goes on
/// with or ends; itself, twice, for nearly all.
pub(super) fn joined(text: &Text, nth: usize) -> (usize, usize) {
    let mut first = nth.saturating_sub(LINES - 1);
    while first <= nth {
        let end = last(text, first).unwrap_or(first);
        if nth <= end {
            return (first, end);
        }
        first = end + 1;
    }
    (nth, nth)
}

/// The paragraph in which the bracket ends that another leaves open.
fn last(text: &Text, first: usize) -> Option<usize> {
    let paragraphs = text.paragraphs();
    let content = |nth| text.slice(paragraphs.content(text.as_str(), nth));
    // What is open in what was read: the bracket, and those within it.
    let (mut read, mut depth) = left_open(content(first))?;
    for nth in (first + 1)..paragraphs.count().min(first + LINES) {
        let line = content(nth);
        for c in line.chars() {
            match round(c) {
                Some(Side::Opens) => depth += 1,
                Some(Side::Closes) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(nth);
            }
            read += c.len_utf8();
            if read > LENGTH {
                return None;
            }
        }
    }
    None
}

/// How much stands behind a bracket that a line leaves open and a label begins, and how many are
/// open with it.
fn left_open(line: &str) -> Option<(usize, usize)> {
    let near = line.ceil_char_boundary(line.len().saturating_sub(LENGTH));
    let near = line.get(near..)?;
    let (mut closed, mut open) = (0_usize, 0);
    for (at, c) in near.char_indices().rev() {
        match round(c) {
            Some(Side::Closes) => closed += 1,
            Some(Side::Opens) if closed > 0 => closed -= 1,
            Some(Side::Opens) if open == DEPTH => return None,
            Some(Side::Opens) => {
                open += 1;
                let inner = near.get(at + c.len_utf8()..)?;
                let label = inner.split_once([':', '：']);
                if label.is_some_and(|(label, _)| label_before(label).1 != Label::Other) {
                    return Some((inner.len(), open));
                }
            }
            _ => {}
        }
    }
    None
}

/// The side of a round mark; none of other characters.
fn round(c: char) -> Option<Side> {
    let (kind, side) = marks::paired(c)?;
    (kind == marks::ROUND).then_some(side)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_in_an_open_bracket_join_the_lines_up_to_its_end() {
        for (text, expect) in [
            (
                "甲(牵头单位:乙局\n协办单位:丙局)\n丁",
                [(0, 1), (0, 1), (2, 2)],
            ),
            (
                "甲（牵头单位：乙局（丙局\n丁局）、\n戊局）",
                [(0, 2), (0, 2), (0, 2)],
            ),
            ("甲(牵头单位:乙局\n丙\n丁", [(0, 0), (1, 1), (2, 2)]),
            ("甲(含乙\n丙)\n丁", [(0, 0), (1, 1), (2, 2)]),
            ("甲(牵头单位:乙局)\n丙)\n丁", [(0, 0), (1, 1), (2, 2)]),
        ] {
            let text = Text::new(text.into());
            for (nth, expect) in expect.into_iter().enumerate() {
                assert_eq!(joined(&text, nth), expect, "{text:?} {nth}");
            }
        }
    }
}
