//! What of a text is read for one span: its comma-clauses, and what in them is a name or a title
//! and holds no amounts.

use alloc::vec::Vec;

use crate::text::marks;

/// Bytes of a span that are read. What an amount belongs to stands near it, and no commitment is
/// as long.
pub(super) const LENGTH: usize = 3_072;

/// Bytes in which the closing mark of a name is looked for.
const NAME: usize = 600;

/// Marks around names, titles and remarks. Amounts in them are not the clause's own (guideline
/// §9.5).
const MARKS: &[(char, &[char])] = &[
    ('“', &['”']),
    ('‘', &['’']),
    ('「', &['」']),
    ('『', &['』']),
    ('《', &['》']),
    ('〔', &['〕']),
    ('【', &['】']),
    ('(', &[')', '）']),
    ('（', &[')', '）']),
    ('"', &['"']),
];

/// Whether a text is two figures with the mark of a range between them.
fn is_range(text: &str) -> bool {
    let is_figure = |c: char| marks::is_digit(c) || c == '.';
    let rest = text.trim_start_matches(is_figure);
    let behind = rest.trim_start_matches(|c| "-－—–~～至".contains(c));
    rest.len() < text.len()
        && behind.len() < rest.len()
        && !behind.is_empty()
        && behind.chars().all(is_figure)
}

/// The text of a span and what is closed in it.
pub(super) struct Stretch<'a> {
    pub text: &'a str,
    /// Where names, titles and brackets stand, by their start; they do not overlap.
    closed: Vec<(usize, usize)>,
}

impl<'a> Stretch<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let text = text
            .get(..text.floor_char_boundary(LENGTH))
            .unwrap_or_default();
        let mut closed = Vec::new();
        let mut skip_to = 0;
        for (at, c) in text.char_indices() {
            if at < skip_to || marks::is_han(c) {
                continue;
            }
            let Some(&(_, closing)) = MARKS.iter().find(|&&(opening, _)| opening == c) else {
                continue;
            };
            let from = at + c.len_utf8();
            let to = text.floor_char_boundary(from + NAME);
            let inner = text.get(from..to).unwrap_or_default();
            if let Some(length) = inner.find(closing) {
                // The figures of （5—6）% are the clause's own.
                if is_range(inner.get(..length).unwrap_or_default()) {
                    continue;
                }
                let mark = inner.get(length..).and_then(|rest| rest.chars().next());
                skip_to = from + length + mark.map_or(0, char::len_utf8);
                // A bracket within a bound, `20家(含)以上`, is read with it.
                closed.push((at, skip_to));
            }
        }
        Self { text, closed }
    }

    pub(super) fn slice(&self, (start, end): (usize, usize)) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    pub(super) fn from(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Where the name ends that a position is in.
    pub(super) fn end_of_name(&self, at: usize) -> Option<usize> {
        let behind = self.closed.partition_point(|&(start, _)| start <= at);
        let &(_, end) = self.closed.get(behind.checked_sub(1)?)?;
        (at < end).then_some(end)
    }

    /// The characters that are not in names.
    pub(super) fn open_chars(&self) -> impl Iterator<Item = (usize, char)> {
        let outside = |&(at, _): &(usize, char)| self.end_of_name(at).is_none();
        self.text.char_indices().filter(outside)
    }

    /// Where a word first stands outside of names, from a position on.
    pub(super) fn find(&self, word: &str, from: usize) -> Option<usize> {
        let mut places = self.from(from).match_indices(word).map(|(at, _)| from + at);
        places.find(|&at| self.end_of_name(at).is_none())
    }

    /// Its comma-clauses.
    pub(super) fn clauses(&self) -> Vec<(usize, usize)> {
        let mut clauses = Vec::new();
        let mut start = 0;
        for (at, c) in self.open_chars() {
            let (before, behind) = self.text.split_at_checked(at).unwrap_or_default();
            let behind = behind.get(c.len_utf8()..).unwrap_or_default();
            if c == '\n' || !marks::is_han(c) && marks::ends_clause(before, c, behind) {
                clauses.push((start, at));
                start = at + c.len_utf8();
            }
        }
        clauses.push((start, self.text.len()));
        clauses
    }
}
