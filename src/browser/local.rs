//! Small things kept in `localStorage`: preferences, and what was on the screen.
//!
//! Not for the project. Where there is no `localStorage` the page works without.

use reportmark_core::json::{self, FromJson};
use serde::Serialize;

/// The key of the preferences.
pub const PREFS: &str = "reportmark.prefs";
/// The key of what was on the screen.
pub const PLACE: &str = "reportmark.place";

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// What is kept under a key.
#[must_use]
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// What is kept under a key, if it is there and understood.
#[must_use]
pub fn load<T: FromJson>(key: &str) -> Option<T> {
    json::parse(read(key)?.as_bytes())
}

/// Keep a text. A full or missing store costs comfort, not work, so it is not reported.
pub fn write(key: &str, text: &str) {
    if let Some(storage) = storage() {
        storage.set_item(key, text).ok();
    }
}

/// Keep a value, as [`write`] does.
pub fn store(key: &str, value: &impl Serialize) {
    if let Ok(text) = serde_json::to_string(value) {
        write(key, &text);
    }
}
