//! What holds for every text, document and edit: properties of the core, tried on random ones.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod support;

mod conflict;
mod edits;
mod exchange;
mod hostile;
mod past;
mod piecewise;
mod recovery;
mod snapping;
mod undo;
mod window;
mod written;
