//! A record of the journal: one transaction.

use alloc::{sync::Arc, vec::Vec};
use serde::Serialize;

use super::{Damage, Encoded, Sequence, VERSION, sealed};
use crate::{
    change::{Cause, Transaction},
    model::Timestamp,
};

/// One transaction, as it was applied.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Record {
    /// [`VERSION`] of the stored form.
    pub version: u32,
    /// Its place in the journal.
    pub sequence: Sequence,
    /// When it was applied.
    pub at: Timestamp,
    /// How it came.
    pub cause: Cause,
    /// What was applied.
    pub transaction: Arc<Transaction>,
}

crate::from_json_object!(Record {
    version,
    sequence,
    at,
    cause,
    transaction
});

/// The bytes of a record.
#[must_use]
pub fn encode(record: &Record) -> Vec<u8> {
    Encoded::of_record(record).into_bytes()
}

/// The record of these bytes.
///
/// # Errors
/// [`Damage`] when they are not those of a record that this version understands.
pub fn decode(bytes: &[u8]) -> Result<Record, Damage> {
    let record: Record = sealed::open(bytes)?;
    if record.version > VERSION {
        return Err(Damage::Newer);
    }
    Ok(record)
}
