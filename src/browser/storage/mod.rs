//! The project in IndexedDB.
//!
//! `idb` wraps the browser's requests and transactions; `store` knows what is kept where,
//! `value` in which form; `saver` writes what comes, in order, and says when it is kept.

mod idb;
mod saver;
mod store;
mod value;

pub use saver::{Saver, storage_failure};
pub use store::{Loaded, Store};
