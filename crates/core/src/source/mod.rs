//! From the bytes of a file to its exact text, and the record of how they were read.
//!
//! This module owns the guess of the encoding, byte-order marks, the decoding of UTF-8 and UTF-16,
//! the kind of newlines, and what is refused as not being a text. It does not own the tables of
//! GB18030 and Big5: their decoding is asked of a [`LegacyDecoder`], which in the page is the
//! browser. It does not word anything: a [`Refusal`] and a [`Note`] say what was found and where.
//!
//! **The text is never altered.** Newlines of every kind, zero-width characters, direction marks
//! and form feeds stay as they are. Two things only are not carried over: a byte-order mark, which
//! [`Source::bom`] records, and malformed sequences, which become U+FFFD and are noted.
//!
//! Start at [`decode`].

mod decode;
mod encoding;
mod guess;
mod legacy;
mod likelihood;
mod magic;
mod newlines;
mod refusal;
#[cfg(test)]
mod testing;

pub use decode::{Decoded, Note, Source, decode, preview};
pub use encoding::Encoding;
pub use guess::{Certainty, Guess, guess};
pub use legacy::LegacyDecoder;
pub use magic::BinaryKind;
pub use newlines::{Newlines, newlines};
pub use refusal::{MAX_BYTES, Refusal};
