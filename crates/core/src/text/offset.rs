//! Positions in a text, in UTF-8 bytes.

use core::fmt;
use serde::Serialize;
use serde_json::Value;

use crate::json::FromJson;

/// A position in a text, counted in UTF-8 bytes from its start.
///
/// An offset that belongs to a [`Document`](crate::model::Document) lies on a character boundary
/// of its text. The type itself cannot know that; [`Text`](crate::text::Text) checks where
/// offsets come in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Offset(u32);

impl Offset {
    /// The start of every text.
    pub const ZERO: Self = Self(0);

    /// An offset of that many UTF-8 bytes. Past `u32::MAX` it stays there: no text is that long
    /// ([`source::MAX_BYTES`](crate::source::MAX_BYTES)).
    #[must_use]
    pub fn from_bytes(bytes: usize) -> Self {
        Self(u32::try_from(bytes).unwrap_or(u32::MAX))
    }

    /// The number of UTF-8 bytes before this position.
    #[must_use]
    pub const fn bytes(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {}", self.0)
    }
}

/// A stretch of a text: `start` included, `end` excluded, `start <= end` always.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TextRange {
    start: Offset,
    end: Offset,
}

impl TextRange {
    /// The stretch between two positions, whichever comes first.
    #[must_use]
    pub fn between(a: Offset, b: Offset) -> Self {
        Self {
            start: a.min(b),
            end: a.max(b),
        }
    }

    /// The empty stretch at a position.
    #[must_use]
    pub const fn empty(at: Offset) -> Self {
        Self { start: at, end: at }
    }

    /// Its first position.
    #[must_use]
    pub const fn start(self) -> Offset {
        self.start
    }

    /// The position behind its last character.
    #[must_use]
    pub const fn end(self) -> Offset {
        self.end
    }

    /// Its length in UTF-8 bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.bytes() - self.start.bytes()
    }

    /// Whether it holds no character.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether both hold a common character. An empty range overlaps nothing.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// Whether `other` lies within this range, ends included.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the character behind `at` is in the range.
    #[must_use]
    pub fn contains(self, at: Offset) -> bool {
        self.start <= at && at < self.end
    }

    /// What both have in common, if they touch at all.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        let start = self.start.max(other.start);
        let end = self.end.min(other.end);
        (start <= end).then_some(Self { start, end })
    }
}

impl fmt::Debug for TextRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start.0, self.end.0)
    }
}

/// Written as `[start, end]`.
impl Serialize for TextRange {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(serializer)
    }
}

impl FromJson for TextRange {
    fn from_json(value: Value) -> Option<Self> {
        let (start, end) = FromJson::from_json(value)?;
        (start <= end).then_some(Self { start, end })
    }
}

impl FromJson for Offset {
    fn from_json(value: Value) -> Option<Self> {
        u32::from_json(value).map(Self)
    }
}
