//! What must hold for any bytes that Reportmark reads: a function per reader, which panics where it
//! does not. Programs in `targets` call them with what libFuzzer thinks of; `tests` with the seeds.

mod files;
mod rules;
mod source;
mod stored;
mod suggested;
mod texts;

pub use files::{lexicon, native, scheme};
pub use rules::{document, outline, responsibility, slots};
pub use source::decode;
pub use stored::stored;
pub use suggested::suggest;
pub use texts::text;

use reportmark_core::text::{Offset, Text, TextRange};

/// The first bytes choose, the rest is what is read.
fn split<const N: usize>(bytes: &[u8]) -> Option<([u8; N], &[u8])> {
    let (choice, rest) = bytes.split_first_chunk::<N>()?;
    Some((*choice, rest))
}

/// Any bytes as a text.
fn text_of(bytes: &[u8]) -> Text {
    Text::new(String::from_utf8_lossy(bytes).into_owned())
}

/// A stretch of a text that two numbers choose, each a part of 256 of it.
fn stretch(text: &Text, [a, b]: [u8; 2]) -> TextRange {
    let at = |part: u8| {
        text.floor(Offset::from_bytes(
            text.end().bytes() * usize::from(part) / 255,
        ))
    };
    TextRange::between(at(a), at(b))
}
