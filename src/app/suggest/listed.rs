//! Which suggestions are listed, and in which order.

use std::ops::Range;

use reportmark_core::{
    change::edit::Direction,
    suggest::{Rule, Suggestion},
    text::{Offset, TextRange},
};

use super::{Sieve, Suggesting};

impl Suggesting {
    /// How sure a suggestion was when the list was made, in hundredths.
    fn sure(&self, rule: Rule) -> u8 {
        self.sure.get(rule.nth()).copied().unwrap_or_default()
    }

    /// Whether the sieve lets one through.
    fn passes(&self, own: &Suggestion) -> bool {
        let section = self.section.filter(|_| self.sieve.in_section);
        self.sieve.rule.is_none_or(|rule| rule == own.rule)
            && self.sure(own.rule) >= self.sieve.least
            && section.is_none_or(|section| section.covers(own.range))
    }

    /// The open ones among these that the sieve lets through.
    fn passing(&self, range: Range<usize>) -> Vec<usize> {
        let passes = |nth: &usize| {
            let own = self.found.spans.get(*nth).zip(self.open.get(*nth));
            own.is_some_and(|(own, open)| *open && self.passes(own))
        };
        range.filter(passes).collect()
    }

    /// Lists these anew. The others stay where they are.
    pub(super) fn list_again(&mut self, range: Range<usize>) {
        if self.sieve.surest_first {
            self.list();
            return;
        }
        let from = self.listed.partition_point(|nth| *nth < range.start);
        let to = self.listed.partition_point(|nth| *nth < range.end);
        let passing = self.passing(range);
        self.listed.splice(from..to, passing);
        self.row = self.row.min(self.listed.len().saturating_sub(1));
    }

    /// Lists those that were found last as well, behind the others.
    pub(super) fn list_from(&mut self, from: usize) {
        let new = self.passing(from..self.found.spans.len());
        self.listed.extend(new);
    }

    /// Lists the open ones that the sieve lets through.
    pub(super) fn list(&mut self) {
        self.listed.clear();
        self.list_from(0);
        if self.sieve.surest_first {
            let mut listed = std::mem::take(&mut self.listed);
            let rule = |nth: usize| self.found.spans.get(nth).map(|own| own.rule);
            let sure = |nth: &usize| rule(*nth).map_or(0, |rule| self.sure(rule));
            listed.sort_by_key(|nth| std::cmp::Reverse(sure(nth)));
            self.listed = listed;
        }
        self.row = self.row.min(self.listed.len().saturating_sub(1));
    }

    /// Lists those of another section, where they are of the one at the cursor only.
    pub fn follow_section(&mut self, section: TextRange) {
        if self.sieve.in_section && self.section != Some(section) {
            self.section = Some(section);
            self.row = 0;
            self.list();
        }
    }

    /// Lists others; `section` is the one at the cursor.
    pub fn sift(&mut self, sieve: Sieve, section: TextRange) {
        self.sieve = sieve;
        self.section = Some(section);
        self.row = 0;
        self.sure = self.teaching.confidences();
        self.list();
    }

    /// How many are listed.
    #[must_use]
    pub fn count(&self) -> usize {
        self.listed.len()
    }

    /// Those that are listed, from a row on.
    pub fn rows(&self, first: usize, count: usize) -> impl Iterator<Item = &Suggestion> {
        let rows = self.listed.iter().skip(first).take(count);
        rows.filter_map(|&nth| self.found.spans.get(nth))
    }

    /// The row of a suggestion in the queue.
    #[must_use]
    pub fn row_of(&self, range: TextRange, rule: Rule) -> Option<usize> {
        let own = |nth: &usize| {
            let own = self.found.spans.get(*nth);
            own.is_some_and(|own| own.range == range && own.rule == rule)
        };
        if self.sieve.surest_first {
            return self.listed.iter().position(own);
        }
        let near = self.near(range);
        let from = self.listed.partition_point(|nth| *nth < near.start);
        let listed = self.listed.get(from..)?;
        let found = listed
            .iter()
            .take_while(|nth| **nth < near.end)
            .position(own)?;
        Some(from + found)
    }

    /// The one that comes next in the queue: behind the row of the one that is selected, or from a
    /// place in the text on.
    #[must_use]
    pub fn next(
        &self,
        row: Option<usize>,
        from: Offset,
        direction: Direction,
    ) -> Option<&Suggestion> {
        let row = match (row, direction) {
            (Some(row), Direction::Forward) => row + 1,
            (Some(row), Direction::Back) => row.checked_sub(1)?,
            (None, Direction::Forward) if self.sieve.surest_first => 0,
            (None, _) => {
                let before = |nth: &usize| {
                    let own = self.found.spans.get(*nth);
                    own.is_some_and(|own| own.range.start() < from)
                };
                let behind = if self.sieve.surest_first {
                    let behind = self.listed.iter().position(|nth| !before(nth));
                    behind.unwrap_or(self.listed.len())
                } else {
                    self.listed.partition_point(before)
                };
                match direction {
                    Direction::Forward => behind,
                    Direction::Back => behind.checked_sub(1)?,
                }
            }
        };
        self.listed
            .get(row)
            .and_then(|&nth| self.found.spans.get(nth))
    }
}
