//! The structure of GB18030 and Big5: where one character ends and the next begins.
//!
//! The structure needs no table of characters. It serves the guess, which weighs what kinds of
//! pairs a file has, and it finds the place of a malformed sequence in the bytes. Turning pairs
//! into characters is left to a [`LegacyDecoder`].

use alloc::string::String;

use super::Encoding;

/// Decodes GB18030 and Big5 as the WHATWG Encoding Standard does.
pub trait LegacyDecoder {
    /// The text of `bytes`, with one U+FFFD for each malformed sequence. No byte-order mark is
    /// looked for or taken off. `None` when this decoder does not know `encoding`; it is asked
    /// for [`Encoding::Gb18030`] and [`Encoding::Big5`] only.
    fn decode(&self, encoding: Encoding, bytes: &[u8]) -> Option<String>;
}

/// What stands at one place of a file in a legacy encoding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    /// A byte that is a character by itself: ASCII, or 0x80 in GB18030.
    Single(u8),
    /// Two bytes that have the form of a character.
    Pair(u8, u8),
    /// Four bytes that have the form of a character (GB18030).
    Quad([u8; 4]),
    /// Bytes that cannot be a character.
    Malformed,
    /// The beginning of a character at the end of the file.
    Truncated,
}

impl Unit {
    /// Whether this is U+FFFD itself, written as such.
    pub(super) fn is_replacement_character(self) -> bool {
        self == Self::Quad([0x84, 0x31, 0xA4, 0x37])
    }

    /// Whether this is a pair that Big5 reads as a letter and a combining mark.
    pub(super) fn is_two_in_big5(self) -> bool {
        matches!(self, Self::Pair(0x88, 0x62 | 0x64 | 0xA3 | 0xA5))
    }
}

/// The units of `bytes`, each with the offset of its first byte. Every encoding but Big5 is taken
/// as GB18030.
pub(super) fn units(encoding: Encoding, bytes: &[u8]) -> Units<'_> {
    Units {
        next: match encoding {
            Encoding::Big5 => big5,
            _ => gb18030,
        },
        rest: bytes,
        offset: 0,
    }
}

/// See [`units`].
pub(super) struct Units<'a> {
    next: fn(&[u8]) -> Option<(Unit, usize)>,
    rest: &'a [u8],
    offset: usize,
}

impl Iterator for Units<'_> {
    type Item = (usize, Unit);

    fn next(&mut self) -> Option<(usize, Unit)> {
        let (unit, length) = (self.next)(self.rest)?;
        let offset = self.offset;
        self.rest = self.rest.get(length..).unwrap_or_default();
        self.offset = self.offset.saturating_add(length);
        Some((offset, unit))
    }
}

/// The first unit, and how many bytes a decoder consumes for it.
fn gb18030(bytes: &[u8]) -> Option<(Unit, usize)> {
    Some(match *bytes {
        [] => return None,
        [byte @ ..=0x80, ..] => (Unit::Single(byte), 1),
        [0xFF, ..] => (Unit::Malformed, 1),
        [_] | [_, 0x30..=0x39] | [_, 0x30..=0x39, 0x81..=0xFE] => (Unit::Truncated, bytes.len()),
        [a, b @ 0x30..=0x39, c @ 0x81..=0xFE, d @ 0x30..=0x39, ..] => (Unit::Quad([a, b, c, d]), 4),
        [lead, trail @ (0x40..=0x7E | 0x80..=0xFE), ..] => (Unit::Pair(lead, trail), 2),
        // A byte that stands for itself is not swallowed by the malformed lead before it.
        [_, ..=0x7F, ..] => (Unit::Malformed, 1),
        [_, _, ..] => (Unit::Malformed, 2),
    })
}

/// The first unit, and how many bytes a decoder consumes for it.
fn big5(bytes: &[u8]) -> Option<(Unit, usize)> {
    Some(match *bytes {
        [] => return None,
        [byte @ ..=0x7F, ..] => (Unit::Single(byte), 1),
        [0x80 | 0xFF, ..] => (Unit::Malformed, 1),
        [_] => (Unit::Truncated, 1),
        [lead, trail @ (0x40..=0x7E | 0xA1..=0xFE), ..] => (Unit::Pair(lead, trail), 2),
        [_, ..=0x7F, ..] => (Unit::Malformed, 1),
        [_, _, ..] => (Unit::Malformed, 2),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::Legacy;
    use super::*;

    fn check(encoding: Encoding, bytes: &[u8], expected: &[(usize, Unit)]) {
        let found: Vec<_> = units(encoding, bytes).collect();
        assert_eq!(found, expected, "{encoding} {bytes:x?}");
    }

    #[test]
    fn gb18030_units() {
        use Unit::{Malformed, Pair, Quad, Single, Truncated};
        let gb = Encoding::Gb18030;
        check(gb, b"", &[]);
        check(
            gb,
            b"5\xC4\xEA",
            &[(0, Single(b'5')), (1, Pair(0xC4, 0xEA))],
        );
        check(
            gb,
            b"\x95\x32\x82\x36\x80",
            &[(0, Quad([0x95, 0x32, 0x82, 0x36])), (4, Single(0x80))],
        );
        check(gb, b"\xFF\n", &[(0, Malformed), (1, Single(b'\n'))]);
        check(gb, b"\xB0\n", &[(0, Malformed), (1, Single(b'\n'))]);
        check(gb, b"\xB0\xFF\n", &[(0, Malformed), (2, Single(b'\n'))]);
        check(
            gb,
            b"\x81\x30 a",
            &[
                (0, Malformed),
                (1, Single(b'0')),
                (2, Single(b' ')),
                (3, Single(b'a')),
            ],
        );
        check(
            gb,
            b"\x81\x30\xB0\xA1",
            &[(0, Malformed), (1, Single(b'0')), (2, Pair(0xB0, 0xA1))],
        );
        for end in [b"\x81".as_slice(), b"\x81\x30", b"\x81\x30\x81"] {
            check(gb, end, &[(0, Truncated)]);
        }
    }

    #[test]
    fn big5_units() {
        use Unit::{Malformed, Pair, Single, Truncated};
        let big5 = Encoding::Big5;
        check(
            big5,
            b"\xA4\x40a",
            &[(0, Pair(0xA4, 0x40)), (2, Single(b'a'))],
        );
        check(big5, b"\xA4\x30", &[(0, Malformed), (1, Single(b'0'))]);
        check(big5, b"\xA4\x90a", &[(0, Malformed), (2, Single(b'a'))]);
        check(big5, b"\x80\xFF", &[(0, Malformed), (1, Malformed)]);
        check(big5, b"a\xA4", &[(0, Single(b'a')), (1, Truncated)]);
    }

    /// Follows the text of a real decoder unit by unit, to the end.
    fn follow(encoding: Encoding, bytes: &[u8]) {
        let text = Legacy.decode(encoding, bytes).unwrap();
        let mut characters = text.chars();
        for (offset, unit) in units(encoding, bytes) {
            let character = characters.next();
            match unit {
                Unit::Single(0x80) => assert_eq!(character, Some('€')),
                Unit::Single(byte) => assert_eq!(character, Some(char::from(byte))),
                Unit::Malformed | Unit::Truncated => assert_eq!(character, Some('\u{fffd}')),
                Unit::Quad(_) if unit.is_replacement_character() => {
                    assert_eq!(character, Some('\u{fffd}'));
                }
                _ if encoding == Encoding::Big5 && unit.is_two_in_big5() => {
                    assert!(characters.next().is_some());
                }
                Unit::Pair(_, trail @ ..=0x7F) if character == Some('\u{fffd}') => {
                    assert_eq!(characters.next(), Some(char::from(trail)), "at {offset}");
                }
                Unit::Pair(..) | Unit::Quad(_) => assert!(character.is_some(), "at {offset}"),
            }
        }
        assert_eq!(characters.next(), None);
    }

    #[test]
    fn every_pair_ends_where_a_decoder_ends_it() {
        for lead in 0..=0xFF {
            for trail in 0..=0xFF {
                follow(Encoding::Gb18030, &[lead, trail, b'a']);
                follow(Encoding::Big5, &[lead, trail, b'a']);
            }
        }
    }

    proptest! {
        #[test]
        fn any_bytes_end_where_a_decoder_ends_them(
            bytes in prop::collection::vec(
                prop_oneof![any::<u8>(), 0x30..=0x3Au8, 0x80..=0x85u8, Just(0xFFu8)],
                0..64,
            ),
        ) {
            follow(Encoding::Gb18030, &bytes);
            follow(Encoding::Big5, &bytes);
        }
    }
}
