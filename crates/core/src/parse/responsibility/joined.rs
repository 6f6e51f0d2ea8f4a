//! Brackets that go on over the ends of lines: one label to a line, or a list that was broken.

use super::{parties::label_before, roles::Label};
use crate::text::{Text, marks};

/// Lines of the longest bracket that goes on over their ends.
const LINES: usize = 12;

/// Brackets looked through for the one that a label begins.
const DEPTH: usize = 8;

/// Bytes of a line, and of a bracket, that are looked at.
const LENGTH: usize = 1_500;

/// The first and the last of the paragraphs that the bracket is in that this one begins, goes on
/// with or ends; itself, twice, for nearly all.
pub(super) fn joined(text: &Text, nth: usize) -> (usize, usize) {
    let mut first = nth;
    let mut between = 0;
    // From farther away none reaches as far.
    while first > 0 && first + LINES > nth + 1 && between <= LENGTH {
        first -= 1;
        if first + 1 < nth {
            let paragraphs = text.paragraphs();
            between += paragraphs.content(text.as_str(), first + 1).len();
        }
    }
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
        for (at, opens) in marks::rounds(line) {
            if read + at > LENGTH {
                return None;
            }
            depth = if opens { depth + 1 } else { depth - 1 };
            if depth == 0 {
                return Some(nth);
            }
        }
        read += line.len();
        if read > LENGTH {
            return None;
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
    for (at, opens) in marks::rounds(near).rev() {
        if !opens {
            closed += 1;
        } else if closed > 0 {
            closed -= 1;
        } else if open == DEPTH {
            return None;
        } else {
            open += 1;
            let mut inner = near.get(at..)?.chars();
            inner.next();
            let inner = inner.as_str();
            let label = inner.split_once([':', '：']);
            if label.is_some_and(|(label, _)| label_before(label).1 != Label::Other) {
                return Some((inner.len(), open));
            }
        }
    }
    None
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
