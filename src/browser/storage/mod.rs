//! The project in IndexedDB.
//!
//! `idb` wraps the browser's requests and transactions; `store` knows what lies where, `value` in
//! which form; `marker` is a mark beside it. What is written when is decided by [`app::keeping`](crate::app::keeping).

pub mod handles;
mod idb;
pub mod marker;
pub mod past;
mod store;
mod value;

pub use store::Store;

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::DomException;

use super::files::message;
use crate::app::Failure;

/// What a storage exception means.
#[must_use]
pub fn storage_failure(error: &JsValue) -> Failure {
    let (why, quota) = error.dyn_ref::<DomException>().map_or_else(
        || (message(error), false),
        |exception| {
            let name = exception.name();
            let quota = name == "QuotaExceededError";
            (format!("{name}: {}", exception.message()), quota)
        },
    );
    Failure::Storage {
        why,
        quota,
        room: None,
    }
}
