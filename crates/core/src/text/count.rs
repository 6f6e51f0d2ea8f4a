//! Counting characters in UTF-8, eight bytes at a time.

/// How many characters start in some bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// Code points.
    pub(super) code_points: u32,
    /// Of these, characters beyond the Basic Multilingual Plane, each of which takes one more
    /// UTF-16 unit than code points.
    pub(super) astral: u32,
}

impl Count {
    /// UTF-16 units.
    pub(super) const fn utf16(self) -> usize {
        (self.code_points + self.astral) as usize
    }

    pub(super) const fn minus(self, other: Self) -> Self {
        Self {
            code_points: self.code_points - other.code_points,
            astral: self.astral - other.astral,
        }
    }

    pub(super) const fn plus(self, other: Self) -> Self {
        Self {
            code_points: self.code_points + other.code_points,
            astral: self.astral + other.astral,
        }
    }
}

/// The lowest bit of every byte.
const ONES: u64 = 0x0101_0101_0101_0101;

/// The characters that start in a word.
const fn in_word(word: u64) -> Count {
    // All but the bytes 10xxxxxx start a character; 1111xxxx starts one of four bytes.
    let continuing = (word >> 7) & !(word >> 6) & ONES;
    let astral = (word >> 7) & (word >> 6) & (word >> 5) & (word >> 4) & ONES;
    Count {
        code_points: 8 - continuing.count_ones(),
        astral: astral.count_ones(),
    }
}

fn in_byte(byte: u8) -> Count {
    Count {
        code_points: u32::from(byte & 0xc0 != 0x80),
        astral: u32::from(byte >= 0xf0),
    }
}

/// The characters that start in these bytes of UTF-8.
pub(super) fn count(utf8: &[u8]) -> Count {
    let (words, rest) = utf8.as_chunks();
    let words = words.iter().map(|&word| in_word(u64::from_le_bytes(word)));
    let rest = rest.iter().map(|&byte| in_byte(byte));
    words.chain(rest).fold(Count::default(), Count::plus)
}

/// Where in these bytes the character starts before which that much is counted; none when that is
/// inside a character or behind the last one.
pub(super) fn find(utf8: &[u8], wanted: usize, size: impl Fn(Count) -> usize) -> Option<usize> {
    let (words, _) = utf8.as_chunks();
    let mut left = wanted;
    let mut at = 0;
    for &word in words {
        let size = size(in_word(u64::from_le_bytes(word)));
        if size > left {
            break;
        }
        left -= size;
        at += 8;
    }
    for (nth, &byte) in utf8.iter().enumerate().skip(at) {
        let size = size(in_byte(byte));
        if size > 0 && left == 0 {
            return Some(nth);
        }
        left = left.checked_sub(size)?;
    }
    None
}

/// Whether a line feed or carriage return is among eight bytes.
const fn has_newline(word: u64) -> bool {
    // A byte is zero where it is what is looked for; subtracting one then borrows (Bit Twiddling
    // Hacks, “Determine if a word has a zero byte”).
    const fn has_zero(word: u64) -> bool {
        word.wrapping_sub(ONES) & !word & (ONES << 7) != 0
    }
    has_zero(word ^ (ONES * b'\n' as u64)) || has_zero(word ^ (ONES * b'\r' as u64))
}

/// Calls `found` with the place of every line feed and carriage return.
pub(super) fn newlines(utf8: &[u8], mut found: impl FnMut(usize)) {
    let mut bytes = |from: usize, bytes: &[u8]| {
        for (nth, byte) in bytes.iter().enumerate() {
            if matches!(byte, b'\n' | b'\r') {
                found(from + nth);
            }
        }
    };
    let (words, rest) = utf8.as_chunks();
    for (nth, word) in words.iter().enumerate() {
        if has_newline(u64::from_le_bytes(*word)) {
            bytes(nth * 8, word);
        }
    }
    bytes(utf8.len() - rest.len(), rest);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counts_agree_with_a_naive_count(s in "[a目😀𠀀é\r\n]{0,60}|\\PC{0,60}") {
            let counted = count(s.as_bytes());
            prop_assert_eq!(counted.code_points as usize, s.chars().count());
            prop_assert_eq!(counted.utf16(), s.encode_utf16().count());
            let mut units = 0;
            for (nth, (at, c)) in s.char_indices().enumerate() {
                let by_code_points = find(s.as_bytes(), nth, |count| count.code_points as usize);
                prop_assert_eq!(by_code_points, Some(at));
                prop_assert_eq!(find(s.as_bytes(), units, Count::utf16), Some(at));
                if c.len_utf16() == 2 {
                    prop_assert_eq!(find(s.as_bytes(), units + 1, Count::utf16), None);
                }
                units += c.len_utf16();
            }
            let mut found = vec![];
            newlines(s.as_bytes(), |at| found.push(at));
            let naive: Vec<_> = s.match_indices(['\n', '\r']).map(|(at, _)| at).collect();
            prop_assert_eq!(found, naive);
        }
    }
}
