//! The immutable text of a document and the index that makes offsets cheap.

use alloc::{string::String, sync::Arc, vec::Vec};
use core::fmt;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{
    Offset, Paragraphs, TextRange,
    count::{Count, count, find},
};
use crate::json::FromJson;

/// Bytes between two checkpoints. A conversion scans at most this much; the index costs
/// 8 bytes for each stride, 3 % of the text.
const STRIDE: usize = 256;

/// Bytes that are worked on in one call (see [`index`]).
const BLOCK: usize = 64 * STRIDE;

/// The SHA-256 of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct TextHash(Arc<str>);

impl TextHash {
    /// The hash of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let mut sha256 = Sha256::new();
        for block in bytes.chunks(BLOCK) {
            sha256.update(block);
        }
        Self::of_digest(&sha256.finalize())
    }

    /// The hash that these bytes are.
    #[must_use]
    pub fn of_digest(digest: &[u8]) -> Self {
        let mut hex = String::with_capacity(64);
        for byte in digest {
            for nibble in [byte >> 4, byte & 15] {
                hex.extend(char::from_digit(u32::from(nibble), 16));
            }
        }
        Self(hex.into())
    }

    /// A hash that a file states. It is compared, never trusted.
    #[must_use]
    pub fn stated(hex: &str) -> Self {
        Self(hex.to_ascii_lowercase().into())
    }

    /// The hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromJson for TextHash {
    fn from_json(value: Value) -> Option<Self> {
        value.as_str().map(Self::stated)
    }
}

impl fmt::Debug for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An immutable text: UTF-8, its hash, and an index of positions.
///
/// Built once in linear time; every query afterwards costs the same wherever it points.
pub struct Text {
    utf8: String,
    hash: TextHash,
    /// What was counted before byte `n * STRIDE`, moved back to a character boundary.
    checkpoints: Vec<Count>,
    total: Count,
    paragraphs: Paragraphs,
}

impl Text {
    /// Index a text. The string is kept as it is, newlines and all.
    #[must_use]
    pub fn new(utf8: String) -> Self {
        let hash = TextHash::of(utf8.as_bytes());
        Self::hashed(utf8, hash)
    }

    /// Index a text whose hash is known, because somebody who is quicker at it has computed it.
    #[must_use]
    pub fn hashed(utf8: String, hash: TextHash) -> Self {
        debug_assert_eq!(hash, TextHash::of(utf8.as_bytes()), "the hash of this text");
        let mut checkpoints = Vec::with_capacity(utf8.len() / STRIDE + 1);
        let mut total = Count::default();
        for block in utf8.as_bytes().chunks(BLOCK) {
            index(block, &mut total, &mut checkpoints);
        }
        // A checkpoint stands for the boundary at or before its byte: a character that begins
        // before the byte and goes on there is not counted.
        for (nth, checkpoint) in checkpoints.iter_mut().enumerate() {
            let start = utf8.floor_char_boundary(nth * STRIDE);
            let begun = utf8.as_bytes().get(start..nth * STRIDE).map(count);
            *checkpoint = checkpoint.minus(begun.unwrap_or_default());
        }
        Self {
            hash,
            paragraphs: Paragraphs::new(&utf8),
            checkpoints,
            total,
            utf8,
        }
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.utf8
    }

    /// The SHA-256 of its UTF-8 bytes.
    #[must_use]
    pub const fn hash(&self) -> &TextHash {
        &self.hash
    }

    /// Its paragraphs: what stands between line terminators.
    #[must_use]
    pub const fn paragraphs(&self) -> &Paragraphs {
        &self.paragraphs
    }

    /// The position behind its last character.
    #[must_use]
    pub fn end(&self) -> Offset {
        Offset::from_bytes(self.utf8.len())
    }

    /// All of it.
    #[must_use]
    pub fn range(&self) -> TextRange {
        TextRange::between(Offset::ZERO, self.end())
    }

    /// Its length in code points.
    #[must_use]
    pub const fn code_points(&self) -> usize {
        self.total.code_points as usize
    }

    /// What a range covers. A range that does not fit this text gives what of it does.
    #[must_use]
    pub fn slice(&self, range: TextRange) -> &str {
        let range = self.fit(range);
        self.utf8
            .get(range.start().bytes()..range.end().bytes())
            .unwrap_or_default()
    }

    /// The text from a position on.
    #[must_use]
    pub fn after(&self, at: Offset) -> &str {
        self.slice(TextRange::between(at, self.end()))
    }

    /// The text before a position.
    #[must_use]
    pub fn before(&self, at: Offset) -> &str {
        self.slice(TextRange::between(Offset::ZERO, at))
    }

    /// Whether both ends lie in the text and on character boundaries.
    #[must_use]
    pub fn fits(&self, range: TextRange) -> bool {
        self.utf8.is_char_boundary(range.start().bytes())
            && self.utf8.is_char_boundary(range.end().bytes())
    }

    /// What of a range is in this text, with both ends moved back to character boundaries.
    #[must_use]
    pub fn fit(&self, range: TextRange) -> TextRange {
        TextRange::between(self.floor(range.start()), self.floor(range.end()))
    }

    /// The nearest character boundary at or before a position, and not past the end.
    #[must_use]
    pub fn floor(&self, at: Offset) -> Offset {
        Offset::from_bytes(self.utf8.floor_char_boundary(at.bytes()))
    }

    /// The number of code points before a position.
    #[must_use]
    pub fn to_code_points(&self, at: Offset) -> usize {
        let (base, tail) = self.since_checkpoint(at);
        base.plus(count(tail.as_bytes())).code_points as usize
    }

    /// The number of UTF-16 units before a position.
    #[must_use]
    pub fn to_utf16(&self, at: Offset) -> usize {
        let (base, tail) = self.since_checkpoint(at);
        base.plus(count(tail.as_bytes())).utf16()
    }

    /// The position that many code points from the start; none past the end.
    #[must_use]
    pub fn from_code_points(&self, code_points: usize) -> Option<Offset> {
        self.seek(code_points, |count| count.code_points as usize)
    }

    /// The position that many UTF-16 units from the start; none past the end or inside a
    /// surrogate pair.
    #[must_use]
    pub fn from_utf16(&self, units: usize) -> Option<Offset> {
        self.seek(units, Count::utf16)
    }

    /// The checkpoint at or before a position, and the text from there to it.
    fn since_checkpoint(&self, at: Offset) -> (Count, &str) {
        let at = self.floor(at);
        if at == self.end() {
            return (self.total, "");
        }
        let nth = at.bytes() / STRIDE;
        let base = self.checkpoints.get(nth).copied().unwrap_or(self.total);
        let from = self.floor(Offset::from_bytes(nth * STRIDE));
        (base, self.slice(TextRange::between(from, at)))
    }

    fn seek(&self, wanted: usize, size: fn(Count) -> usize) -> Option<Offset> {
        if wanted == size(self.total) {
            return Some(self.end());
        }
        let nth = self
            .checkpoints
            .partition_point(|&checkpoint| size(checkpoint) <= wanted)
            .checked_sub(1)?;
        let left = wanted - size(*self.checkpoints.get(nth)?);
        let from = self.floor(Offset::from_bytes(nth * STRIDE));
        let at = find(self.after(from).as_bytes(), left, size)?;
        Some(Offset::from_bytes(from.bytes() + at))
    }
}

/// Count a block of [`BLOCK`] bytes or the last one, and add its checkpoints.
///
/// A function of its own, called for every block: browsers replace slow code by fast code when a
/// function is called again, not in the middle of a loop.
#[inline(never)]
fn index(block: &[u8], total: &mut Count, checkpoints: &mut Vec<Count>) {
    for stride in block.chunks(STRIDE) {
        checkpoints.push(*total);
        *total = total.plus(count(stride));
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} code points)", self.code_points())
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn astral_characters_and_crlf() {
        let text = Text::new("😀𠀀。\r\n新增".into());
        let at = Offset::from_bytes("😀𠀀。\r\n".len());
        assert_eq!(text.to_code_points(at), 5);
        assert_eq!(text.to_utf16(at), 7);
        assert_eq!(text.from_utf16(7), Some(at));
        assert_eq!(text.from_utf16(1), None, "inside a surrogate pair");
        assert_eq!(text.from_code_points(8), None, "past the end");
        assert_eq!(text.slice(TextRange::between(at, text.end())), "新增");
    }

    #[test]
    fn a_range_of_another_text_is_cut_to_fit() {
        let text = Text::new("目标".into());
        let far = TextRange::between(Offset::from_bytes(1), Offset::from_bytes(99));
        assert!(!text.fits(far));
        assert_eq!(text.slice(far), "目标");
    }

    fn any_text() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[a目😀𠀀\r\n]{0,900}",
            "[😀]{0,300}",
            "[目]{80,100}"
        ]
    }

    proptest! {
        #[test]
        fn units_agree_with_a_naive_count(s in any_text()) {
            let text = Text::new(s.clone());
            prop_assert_eq!(text.code_points(), s.chars().count());
            let mut code_points = 0;
            let mut utf16 = 0;
            for (at, c) in s.char_indices().chain([(s.len(), ' ')]) {
                let offset = Offset::from_bytes(at);
                prop_assert_eq!(text.to_code_points(offset), code_points);
                prop_assert_eq!(text.to_utf16(offset), utf16);
                prop_assert_eq!(text.from_code_points(code_points), Some(offset));
                prop_assert_eq!(text.from_utf16(utf16), Some(offset));
                if at < s.len() && c.len_utf16() == 2 {
                    prop_assert_eq!(text.from_utf16(utf16 + 1), None);
                }
                code_points += 1;
                utf16 += c.len_utf16();
            }
            prop_assert_eq!(text.from_code_points(code_points), None);
        }
    }
}
