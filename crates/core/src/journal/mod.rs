//! How a project is kept: an append-only journal of transactions, with snapshots.
//!
//! Owns the bytes of records and snapshots and how a project comes back from them. Does not know
//! where they are stored. Offsets in here are UTF-8 bytes, as in memory: these are not exchange
//! files. Every stored value starts with a CRC-32 of the rest.

mod checksum;
mod encoded;
mod past;
mod record;
mod recover;
mod sealed;
mod snapshot;

pub use encoded::Encoded;
pub use past::Past;
pub use record::{Record, decode, encode};
pub use recover::{Lost, Recovered, Stored, recover};
pub use sealed::Damage;
pub use snapshot::{Head, PartKey, Snapshot, Snapshots};

/// A sequence number: 1 for the first record of a project, one more for each that follows.
pub type Sequence = u64;

/// The version of the stored form that this program writes, and the last that it reads.
pub const VERSION: u32 = 2;

/// After so many records a snapshot is due.
pub const SNAPSHOT_EVERY: u64 = 500;
/// So many snapshots are kept, with the journal from the oldest of them on.
pub const GENERATIONS: usize = 3;
/// So many records of the journal are kept for the history, with all that the snapshots may be
/// replayed with.
pub const KEPT_RECORDS: u64 = 10_000;
