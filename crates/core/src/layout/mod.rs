//! What is drawn where: pure computation over the text, its spans and the heights of what the
//! browser has drawn. Knows no DOM.
//!
//! [`Rows`] says which stretches are drawn as blocks; [`Viewport`] which rows are near what the
//! user sees, and where they go; [`pieces`] what is drawn over which stretch of a row.

mod heights;
mod pieces;
mod rows;
mod viewport;

pub use heights::{Heights, Length};
pub use pieces::{Cover, LANES, Piece, Pieces, next_outer, pieces};
pub use rows::Rows;
pub use viewport::Viewport;
