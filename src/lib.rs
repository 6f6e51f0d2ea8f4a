//! Reportmark: a page on which targets, measures and responsible parties are marked in Chinese
//! local-government reports.
//!
//! [`app`] is the state of the page and compiles everywhere. What touches the browser exists
//! under `wasm32` only.

pub mod app;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod view;
