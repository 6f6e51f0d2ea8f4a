//! The outline of a text: its headings, found by the ordinals they begin with (guideline §1,
//! Section).
//!
//! Knows the text alone, no annotations. Found in one pass over the paragraphs, which may be taken
//! in steps; nothing is looked at twice.

pub(crate) mod ordinal;
#[cfg(test)]
mod tests;

use alloc::vec::Vec;

use self::ordinal::point;
pub(crate) use self::ordinal::{Kind, ordinal};
use crate::text::{Offset, Text, TextRange};

/// Bytes of a paragraph in which its title may end; without an end there, it is cut at this.
const TITLE: usize = 480;

/// What finding a heading costs, in bytes read: its title is looked through, and a list grows.
pub const HEADING: usize = 300;

/// Characters of a line that may be the title of an annex.
const ANNEX_TITLE: core::ops::RangeInclusive<usize> = 4..=60;

/// A heading and the section below it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Heading {
    /// How deep it lies, from 1.
    pub level: u32,
    /// The heading that it lies under, by its place in the list.
    pub parent: Option<usize>,
    /// Ordinal and title, without what ends it. In a paragraph that goes on with text
    /// (`（一）标题。正文`) the title ends at the first `。`.
    pub title: TextRange,
    /// From the paragraph of the heading to the next heading that does not lie under it. A point
    /// within a paragraph (`一是`) begins at its ordinal, and ends with its paragraph at the latest.
    pub section: TextRange,
}

/// The headings of a text, in order.
///
/// A heading lies under those before it that are of a higher kind and not yet closed: `第一章`,
/// `一、`, `（一）`, `1.`, `（1）`, `——`, `一是`, whichever of them a text uses. Where the highest
/// numbering begins anew, as in an annex, the title line before it becomes a heading.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    headings: Vec<Heading>,
    /// The headings that what comes next may lie under, outermost first: kind, number, place.
    open: Vec<(Kind, u32, usize)>,
    /// The last line since the last heading that could be the title of an annex.
    untitled: Option<TextRange>,
    /// The number of the last point, while points go on.
    point: u32,
    /// The next paragraph to look at.
    next: usize,
    /// How many bytes of it are done, when a step ended within it.
    read: usize,
}

impl Outline {
    /// The outline of a whole text at once.
    #[must_use]
    pub fn of(text: &Text) -> Self {
        let mut outline = Self::default();
        outline.step(text, usize::MAX);
        outline
    }

    /// Go on, until that much work was done: a byte read is 1, a heading found as much as
    /// [`HEADING`]. Whether the end is reached.
    ///
    /// Always with the same text. What is found so far is an outline of what was read.
    pub fn step(&mut self, text: &Text, budget: usize) -> bool {
        let paragraphs = text.paragraphs();
        let mut left = budget;
        while self.next < paragraphs.count() {
            if left == 0 || !self.paragraph(text, &mut left) {
                return false;
            }
            self.next += 1;
        }
        true
    }

    /// The headings, in order of their sections.
    #[must_use]
    pub fn headings(&self) -> &[Heading] {
        &self.headings
    }

    /// The innermost section that a position is in, by its place in the list. The end of the text
    /// is in none.
    #[must_use]
    pub fn section_at(&self, at: Offset) -> Option<usize> {
        let mut nth = self.started(|start| start <= at).checked_sub(1);
        while let Some(heading) = nth.and_then(|nth| self.headings.get(nth)) {
            if heading.section.contains(at) {
                break;
            }
            nth = heading.parent;
        }
        nth
    }

    /// The first section that starts behind a position.
    #[must_use]
    pub fn next_section(&self, from: Offset) -> Option<&Heading> {
        self.headings.get(self.started(|start| start <= from))
    }

    /// The last section that starts before a position.
    #[must_use]
    pub fn previous_section(&self, from: Offset) -> Option<&Heading> {
        let nth = self.started(|start| start < from).checked_sub(1)?;
        self.headings.get(nth)
    }

    /// How many sections have such a start.
    fn started(&self, has: impl Fn(Offset) -> bool) -> usize {
        self.headings
            .partition_point(|heading| has(heading.section.start()))
    }

    /// Look at the next paragraph, or at the rest of it. Whether its end is reached.
    fn paragraph(&mut self, text: &Text, left: &mut usize) -> bool {
        let whole = text.paragraphs().with_terminator(self.next);
        let line = text.slice(whole);
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        let line = trimmed.trim_end();
        let at = |n: usize| Offset::from_bytes(whole.start().bytes() + indent + n);
        if self.read == 0 {
            *left = left.saturating_sub(whole.len());
            match ordinal(line).filter(|&(kind, _)| kind != Kind::Dash || !self.open.is_empty()) {
                Some((kind, number)) => {
                    self.begin_annex(text, kind, number);
                    let title = title(line, at(0), kind.is_within_paragraph());
                    self.open(text, kind, number, whole.start(), title);
                    *left = left.saturating_sub(HEADING);
                }
                None if could_be_title(line) => {
                    self.untitled = Some(TextRange::between(at(0), at(line.len())));
                }
                None => {}
            }
        }
        let from = self.read;
        for (behind, _) in line.get(from..).unwrap_or_default().match_indices('是') {
            let Some((start, number)) = point(line, from + behind) else {
                continue;
            };
            if number != 1 && number != self.point + 1 {
                continue;
            }
            // A line may be one sentence of very many points.
            if *left == 0 && self.read > 0 {
                return false;
            }
            let title = title(line.get(start..).unwrap_or_default(), at(start), true);
            // At the start of a paragraph its indentation is part of it, as for other headings.
            let section = if start == 0 { whole.start() } else { at(start) };
            self.open(text, Kind::Point, number, section, title);
            *left = left.saturating_sub(HEADING);
            self.read = from + behind + '是'.len_utf8();
        }
        self.close(whole.end(), Kind::is_within_paragraph);
        self.read = 0;
        true
    }

    /// Where the highest numbering begins anew, something else begins: the line before it that
    /// could be a title is its heading.
    fn begin_annex(&mut self, text: &Text, kind: Kind, number: u32) {
        let outermost = self.open.iter().find(|(kind, ..)| *kind != Kind::Annex);
        let anew = number == 1 && outermost.is_some_and(|&(outermost, ..)| outermost == kind);
        if let Some(title) = self.untitled.filter(|_| anew) {
            let nth = text.paragraphs().at(title.start());
            let start = text.paragraphs().with_terminator(nth).start();
            self.open(text, Kind::Annex, 0, start, title);
        }
    }

    fn open(&mut self, text: &Text, kind: Kind, number: u32, start: Offset, title: TextRange) {
        self.close(start, |open| open >= kind);
        // A point may stand where the title before it had not ended: `一是扩能，二是提质`.
        if let Some(last) = self
            .headings
            .last_mut()
            .filter(|last| last.title.end() > start)
        {
            let cut = TextRange::between(last.title.start(), start);
            last.title = without_end(text.slice(cut), cut.start());
        }
        self.open.push((kind, number, self.headings.len()));
        self.untitled = None;
        self.point = if kind == Kind::Point { number } else { 0 };
        let parent = self.open.iter().rev().nth(1).map(|&(.., nth)| nth);
        self.headings.push(Heading {
            level: u32::try_from(self.open.len()).unwrap_or(u32::MAX),
            parent,
            title,
            section: TextRange::between(start, text.end()),
        });
    }

    /// Close the innermost open headings of such kinds: their sections end here.
    fn close(&mut self, end: Offset, of: impl Fn(Kind) -> bool) {
        while let Some((.., nth)) = self.open.pop_if(|&mut (kind, ..)| of(kind)) {
            if let Some(heading) = self.headings.get_mut(nth) {
                heading.section = TextRange::between(heading.section.start(), end);
            }
        }
    }
}

/// The title that a paragraph begins with: up to the first `。`, in a list up to `；` as well.
pub(crate) fn title(line: &str, start: Offset, list: bool) -> TextRange {
    let near = line.get(..line.floor_char_boundary(TITLE)).unwrap_or(line);
    let ends = |c| c == '。' || (list && matches!(c, '；' | ';'));
    without_end(near.split(ends).next().unwrap_or(near), start)
}

/// A title without the punctuation at its end.
fn without_end(title: &str, start: Offset) -> TextRange {
    let kept = title.trim_end_matches(|c: char| c.is_whitespace() || "；;：:，,".contains(c));
    TextRange::between(start, Offset::from_bytes(start.bytes() + kept.len()))
}

/// Whether a line without an ordinal could be the title of an annex: short, and neither a sentence,
/// an address nor a date.
fn could_be_title(line: &str) -> bool {
    // Long lines are most of a report, and need not be counted.
    if line.len() > *ANNEX_TITLE.end() * 4 {
        return false;
    }
    let is_sentence = line.ends_with(|c| "。；;：:，,！？、".contains(c));
    let is_date =
        line.starts_with(|c: char| c.is_numeric() || "（([【—".contains(c)) || line.ends_with('日');
    ANNEX_TITLE.contains(&line.chars().count()) && !is_sentence && !is_date
}
