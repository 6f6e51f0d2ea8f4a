//! What can be wrong with a file, and where.

use alloc::string::String;

/// The unit that a file counts offsets in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OffsetUnit {
    /// Unicode code points, as Python counts.
    CodePoints,
    /// UTF-16 units, as JavaScript and Java count.
    Utf16,
    /// UTF-8 bytes.
    Bytes,
}

/// Something wrong in a file. The view words it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Where: a path such as `documents[0].spans[3].start`; empty for the file as a whole.
    pub place: String,
    /// What.
    pub kind: ProblemKind,
}

/// What is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ProblemKind {
    /// Not JSON.
    NotJson {
        /// What the parser says.
        why: String,
        /// The line, counted from 1; 0 while it is not known.
        line: usize,
        /// The byte of that line, counted from 1.
        column: usize,
    },
    /// Nothing is there.
    Empty,
    /// Members of the same name, of which the last counts: it is one of them, or they are in it.
    Repeated,
    /// JSON, but not a Reportmark project.
    NotNative,
    /// Written by a later version.
    Newer(u64),
    /// A member that must be there is not.
    Missing,
    /// A member that should be there is not; something sensible stands in for it.
    Supplied,
    /// A member is not what it must be.
    Expected(&'static str),
    /// The text was left out of the file, and no open text has this SHA-256.
    NoText(String),
    /// The SHA-256 that the file states is not that of its text.
    HashDiffers,
    /// An offset lies outside the text or inside a character.
    OutOfText,
    /// A range that ends before it starts, or is empty.
    BadRange,
    /// The quote is not what stands there. The record is left out.
    QuoteDiffers {
        /// What the file quotes.
        quote: String,
        /// What stands in the text at its offsets.
        text: String,
    },
    /// A value is not one that the scheme, or the guideline, has for it. It is kept as it is.
    Value(String),
    /// Two records have the same id; the second got another.
    DuplicateId(String),
    /// A key of the scheme does something else already; the second item has none.
    KeyTaken(String),
    /// A record names a span or block that is not there.
    Dangling(String),
    /// The offsets are in another unit than the file says; the quotes showed which.
    OtherUnit(OffsetUnit),
}

impl ProblemKind {
    /// Whether something of the file is not in the project because of it.
    #[must_use]
    pub const fn loses(&self) -> bool {
        !matches!(
            self,
            Self::Supplied
                | Self::HashDiffers
                | Self::DuplicateId(_)
                | Self::KeyTaken(_)
                | Self::Value(_)
                | Self::OtherUnit(_)
        )
    }
}
