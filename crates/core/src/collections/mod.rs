//! Collections that the standard library has not: lists that share what versions have in common,
//! and ordered sets without a sort.

mod list;

use alloc::collections::BTreeSet;

pub use list::List;

/// The items as an ordered set. `collect` would do, but it sorts before it builds, and a sort for
/// every type of item comes to a twentieth of the page; these sets are small or nearly in order.
pub fn ordered<T: Ord>(items: impl Iterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    for item in items {
        set.insert(item);
    }
    set
}
