//! Keeping the project: what is written together, what may be deleted, what is tried again, and
//! which of several writers is in force.
//!
//! Knows the order, not the medium: a [`Storage`] writes and reads. Start at [`Saver`], which takes
//! what is to be kept, and at [`Keeper`], which writes one batch of it and reads what is there.

mod access;
mod keeper;
#[cfg(test)]
pub(super) mod memory;
mod plan;
mod progress;
mod room;
mod saver;
mod storage;

pub use access::{Access, Why};
pub use keeper::{Keeper, Loaded};
pub use plan::Write;
pub use progress::{Kept, SaveState};
pub use room::{Marker, Room};
pub use saver::{Host, Saver};
pub use storage::{Content, Fault, Fence, Key, Operation, Shelf, Storage};
