//! Records of the journal, read on demand.

use std::ops::Bound;

use reportmark_core::journal::Sequence;

use super::Store;
use crate::app::keeping::{Fault, Key, Shelf, Storage as _};

/// What the store holds of these records, by their numbers and in their order.
///
/// # Errors
/// The store failed.
pub async fn records(
    store: &Store,
    (from, to): (Sequence, Sequence),
) -> Result<Vec<(Sequence, Vec<u8>)>, Fault> {
    let [from, to] = [from, to].map(|sequence| Bound::Included(Key::Number(sequence)));
    let stored = store.read(Shelf::Journal, from, to).await?;
    let records = stored.into_iter();
    let numbered = records.filter_map(|(key, bytes)| Some((key.number()?, bytes)));
    Ok(numbered.collect())
}
