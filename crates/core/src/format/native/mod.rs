//! The native JSON format, version 1: everything, without loss.
//!
//! Offsets are code points, 0-based, end-exclusive. Unknown members are kept and written again.

mod check;
mod ids;
mod implied;
mod lexicon;
mod read;
mod reading;
mod scheme;
mod spans;
mod string;
mod value;
mod write;

pub use check::{Mismatch, check};
pub use read::{Read, ReadDocument, is_native, read, read_lexicon, read_scheme};
pub use reading::{Broken, Fed, Finished, Reading};
pub use write::{Options, write, write_document};

/// What `format` says in a native file.
pub const FORMAT: &str = "reportmark";
/// The version that is written, and the last that is read.
pub const VERSION: u64 = 1;
/// Code points of context on either side of a span.
const CONTEXT: usize = 16;
/// Levels of nesting in a file that is read. The journal nests what is kept a few levels deeper,
/// and the parser goes down 127.
const DEPTH: usize = 100;
