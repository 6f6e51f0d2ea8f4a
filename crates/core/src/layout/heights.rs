//! The heights of all rows, most of them estimated, with sums that are quick to ask and to change.

use alloc::vec::Vec;

/// A length on the screen, in 64ths of a CSS pixel: what browsers lay out with, and exact to add.
pub type Length = i64;

/// Rows in a group. The sums are kept by group, in a Fenwick tree (P. Fenwick, A new data structure
/// for cumulative frequency tables, 1994).
const GROUP: usize = 64;

/// Heights of rows.
#[derive(Clone, Debug, Default)]
pub struct Heights {
    rows: Vec<u32>,
    /// The tree over the sums of groups: node `n` (from 1) holds those of the `n & -n` groups that
    /// end with group `n`.
    tree: Vec<Length>,
    total: Length,
}

impl Heights {
    /// From the height of every row, in time linear in their number.
    #[must_use]
    pub fn new(rows: impl Iterator<Item = Length>) -> Self {
        let rows: Vec<u32> = rows.map(stored).collect();
        let sum = |group: &[u32]| group.iter().map(|&height| Length::from(height)).sum();
        let mut tree: Vec<Length> = rows.chunks(GROUP).map(sum).collect();
        let total = tree.iter().sum();
        for nth in 1..=tree.len() {
            let own = node(&tree, nth);
            if let Some(above) = tree.get_mut(nth + (nth & nth.wrapping_neg()) - 1) {
                *above += own;
            }
        }
        Self { rows, tree, total }
    }

    /// How many rows there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// The height of all rows together.
    #[must_use]
    pub const fn total(&self) -> Length {
        self.total
    }

    /// The height of a row.
    #[must_use]
    pub fn of(&self, row: usize) -> Length {
        self.rows.get(row).map_or(0, |&height| height.into())
    }

    /// The height of all rows before this one.
    #[must_use]
    pub fn before(&self, row: usize) -> Length {
        let group = row.min(self.count()) / GROUP;
        let mut nth = group;
        let mut sum = 0;
        while nth > 0 {
            sum += node(&self.tree, nth);
            nth -= nth & nth.wrapping_neg();
        }
        let within = self.rows.iter().take(row).skip(group * GROUP);
        sum + within.map(|&height| Length::from(height)).sum::<Length>()
    }

    /// The row at a height from the top, and how much of it is above that. Above all rows that is
    /// the first, and below all the last.
    #[must_use]
    pub fn at(&self, height: Length) -> (usize, Length) {
        let mut left = height;
        let mut group = 0;
        let mut step = self.tree.len().next_power_of_two();
        while step > 0 {
            let next = group + step;
            if next <= self.tree.len() && node(&self.tree, next) <= left {
                left -= node(&self.tree, next);
                group = next;
            }
            step /= 2;
        }
        let mut row = group * GROUP;
        let last = self.count().saturating_sub(1);
        if row > last {
            return (last, height - self.before(last));
        }
        while row < last && self.of(row) <= left {
            left -= self.of(row);
            row += 1;
        }
        (row, left)
    }

    /// Set the height of a row.
    pub fn set(&mut self, row: usize, height: Length) {
        let Some(old) = self.rows.get_mut(row) else {
            return;
        };
        let new = stored(height);
        let change = Length::from(new) - Length::from(*old);
        *old = new;
        self.total += change;
        let mut nth = row / GROUP + 1;
        while let Some(sum) = self.tree.get_mut(nth - 1) {
            *sum += change;
            nth += nth & nth.wrapping_neg();
        }
    }
}

fn stored(height: Length) -> u32 {
    u32::try_from(height.max(0)).unwrap_or(u32::MAX)
}

/// A node of the tree, counted from 1.
fn node(tree: &[Length], nth: usize) -> Length {
    nth.checked_sub(1)
        .and_then(|nth| tree.get(nth))
        .copied()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sums_agree_with_a_plain_list(
            mut rows in prop::collection::vec(0..500_i64, 1..300),
            changes in prop::collection::vec((0..300_usize, 0..500_i64), 0..40),
            asked in prop::collection::vec(0..150_000_i64, 1..20),
        ) {
            let mut heights = Heights::new(rows.iter().copied());
            for (row, height) in changes {
                heights.set(row, height);
                if let Some(old) = rows.get_mut(row) {
                    *old = height;
                }
            }
            prop_assert_eq!(heights.total(), rows.iter().sum::<i64>());
            for row in 0..=rows.len() {
                prop_assert_eq!(heights.before(row), rows[..row].iter().sum::<i64>());
            }
            for height in asked {
                let (row, above) = heights.at(height);
                prop_assert_eq!(heights.before(row) + above, height);
                prop_assert!(row < rows.len());
                if height < heights.total() {
                    prop_assert!(above < rows[row]);
                } else {
                    prop_assert_eq!(row, rows.len() - 1);
                }
            }
        }
    }

    #[test]
    fn above_and_below_all_rows() {
        let heights = Heights::new([10, 20].into_iter());
        assert_eq!(heights.at(-5), (0, -5));
        assert_eq!(heights.at(100), (1, 90));
    }
}
