//! A long JSON string, decoded from bytes that come piece by piece (RFC 8259 §7).

use alloc::{string::String, vec::Vec};
use core::str;

/// Bytes that are looked at in one call: browsers make code faster that is called often, not a loop
/// that runs long.
const BLOCK: usize = 1 << 14;

/// What of an escape has been seen.
#[derive(Clone, Copy, Debug, Default)]
enum Escape {
    #[default]
    None,
    /// The backslash.
    Begun,
    /// `\u` and so many of its digits.
    Unicode { digits: u8, unit: u16 },
}

/// A string of which the opening quotation mark and some bytes have been seen.
#[derive(Debug, Default)]
pub(super) struct JsonString {
    /// What has been decoded, in pieces: a long string is not moved about while it grows.
    pieces: Vec<String>,
    length: usize,
    /// The first bytes of a character of which the rest is to come.
    cut_off: Vec<u8>,
    escape: Escape,
    /// The first half of a surrogate pair.
    high: Option<u16>,
}

impl JsonString {
    /// Decode the next bytes; how many of them are of the string if it ends among them.
    ///
    /// # Errors
    /// What is wrong, and at which of the bytes.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Result<Option<usize>, (usize, &'static str)> {
        let mut before = 0;
        for block in bytes.chunks(BLOCK) {
            match self.block(block) {
                Ok(Some(end)) => return Ok(Some(before + end)),
                Ok(None) => before += block.len(),
                Err((at, why)) => return Err((before + at, why)),
            }
        }
        Ok(None)
    }

    fn block(&mut self, block: &[u8]) -> Result<Option<usize>, (usize, &'static str)> {
        let mut decoded = String::with_capacity(block.len() + 8);
        let mut at = 0;
        let ended = loop {
            let rest = block.get(at..).unwrap_or_default();
            let Some(&first) = rest.first() else {
                break false;
            };
            if !matches!(self.escape, Escape::None) {
                let escaped = self.escaped(first).map_err(|why| (at, why))?;
                decoded.extend(escaped);
                at += 1;
                continue;
            }
            if self.high.is_some() && first != b'\\' {
                return Err((at, LONE));
            }
            let run = plain(rest);
            let text = rest.get(..run).unwrap_or_default();
            let plain = self.plain(text, &mut decoded);
            plain.map_err(|bad| (at + bad, UTF_8))?;
            at += run;
            match block.get(at) {
                None => break false,
                Some(_) if !self.cut_off.is_empty() => return Err((at, UTF_8)),
                Some(b'"') => break true,
                Some(b'\\') => self.escape = Escape::Begun,
                Some(_) => {
                    return Err((
                        at,
                        "control character (\\u0000-\\u001F) found while parsing a string",
                    ));
                }
            }
            at += 1;
        };
        self.length += decoded.len();
        self.pieces.push(decoded);
        Ok(ended.then_some(at + 1))
    }

    /// Bytes without anything special.
    ///
    /// # Errors
    /// At which of them it shows that they are no UTF-8. That does not depend on where the bytes
    /// before them were cut.
    fn plain(&mut self, all: &[u8], decoded: &mut String) -> Result<(), usize> {
        let mut bytes = all;
        while let (false, Some((&first, rest))) = (self.cut_off.is_empty(), bytes.split_first()) {
            let at = all.len() - bytes.len();
            self.cut_off.push(first);
            bytes = rest;
            match str::from_utf8(&self.cut_off) {
                Ok(character) => {
                    decoded.push_str(character);
                    self.cut_off.clear();
                }
                Err(error) if error.error_len().is_none() => {}
                Err(_) => return Err(at),
            }
        }
        match str::from_utf8(bytes) {
            Ok(text) => decoded.push_str(text),
            Err(error) if error.error_len().is_none() => {
                let (whole, cut_off) = bytes.split_at(error.valid_up_to());
                decoded.push_str(str::from_utf8(whole).unwrap_or_default());
                self.cut_off.extend(cut_off);
            }
            Err(error) => return Err(all.len() - bytes.len() + bad(bytes, &error)),
        }
        Ok(())
    }

    /// The next byte of an escape, and the character if that is complete.
    fn escaped(&mut self, byte: u8) -> Result<Option<char>, &'static str> {
        const INVALID: &str = "invalid escape";
        match self.escape {
            Escape::Unicode { digits, unit } => {
                let digit = char::from(byte).to_digit(16).ok_or(INVALID)?;
                let unit = unit << 4 | u16::try_from(digit).unwrap_or_default();
                if digits < 3 {
                    let digits = digits + 1;
                    self.escape = Escape::Unicode { digits, unit };
                    return Ok(None);
                }
                self.escape = Escape::None;
                self.unit(unit)
            }
            _ if byte == b'u' => {
                self.escape = Escape::Unicode { digits: 0, unit: 0 };
                Ok(None)
            }
            _ if self.high.is_some() => Err(LONE),
            _ => {
                self.escape = Escape::None;
                Ok(Some(match byte {
                    b'"' | b'\\' | b'/' => char::from(byte),
                    b'b' => '\u{8}',
                    b'f' => '\u{c}',
                    b'n' => '\n',
                    b'r' => '\r',
                    b't' => '\t',
                    _ => return Err(INVALID),
                }))
            }
        }
    }

    /// A UTF-16 unit, and the character if that is complete.
    fn unit(&mut self, unit: u16) -> Result<Option<char>, &'static str> {
        let units = match self.high.take() {
            Some(high) => char::decode_utf16([high, unit]).next(),
            None if (0xD800..0xDC00).contains(&unit) => {
                self.high = Some(unit);
                return Ok(None);
            }
            None => char::decode_utf16([unit, 0]).next(),
        };
        units.and_then(Result::ok).map(Some).ok_or(LONE)
    }

    /// The whole string.
    pub(super) fn into_string(self) -> String {
        let mut whole = String::with_capacity(self.length);
        for piece in self.pieces {
            whole.push_str(&piece);
        }
        whole
    }
}

/// As the parser words it, so that the same fault has the same name wherever it is.
const LONE: &str = "lone leading surrogate in hex escape";
const UTF_8: &str = "invalid unicode code point";

/// The byte that cannot be where it is: the first of a sequence that means nothing, or the one that
/// does not go on with what was begun.
fn bad(bytes: &[u8], error: &str::Utf8Error) -> usize {
    let (start, len) = (error.valid_up_to(), error.error_len().unwrap_or_default());
    let begun = bytes.get(start..start + len).unwrap_or_default();
    let goes_on = str::from_utf8(begun).is_err_and(|error| error.error_len().is_none());
    if goes_on { start + len } else { start }
}

/// How many bytes there are before the end of the string, an escape or a control character.
fn plain(bytes: &[u8]) -> usize {
    /// Whether one of eight bytes is zero, below a space, a quotation mark or a backslash. It may
    /// say so of one behind such a byte, never of none (Hacker's Delight §6-1).
    const fn is_special(word: u64) -> bool {
        const ONES: u64 = u64::MAX / 255;
        const HIGH: u64 = ONES << 7;
        const fn below(word: u64, n: u64) -> u64 {
            word.wrapping_sub(ONES * n) & !word & HIGH
        }
        below(word, 0x20)
            | below(word ^ (ONES * b'"' as u64), 1)
            | below(word ^ (ONES * b'\\' as u64), 1)
            != 0
    }
    let (words, _) = bytes.as_chunks::<8>();
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    let before = words.take_while(|&word| !is_special(word)).count() * 8;
    let rest = bytes.get(before..).unwrap_or_default().iter();
    before
        + rest
            .take_while(|&&byte| byte >= b' ' && byte != b'"' && byte != b'\\')
            .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_at_the_same_byte_however_the_string_is_cut() {
        let cases: [(&[u8], usize); 8] = [
            (b"\xe7\x9b\xae\xef\xbc ab\"", 5),
            (b"ab\xffcd\"", 2),
            (b"\xe6\xff\"", 1),
            (b"\xe6\x9b\"", 2),
            (b"\xe0\x80\x80\"", 1),
            (b"\xf0\x9f\x98\\n\"", 3),
            (b"a\x80\"", 1),
            (b"a\nb\"", 1),
        ];
        for (bytes, at) in cases {
            for size in 1..=bytes.len() {
                let mut string = JsonString::default();
                let mut before = 0;
                let fault = bytes.chunks(size).find_map(|piece| {
                    let fed = string.feed(piece);
                    before += piece.len();
                    let in_piece = fed.err()?.0;
                    Some(before - piece.len() + in_piece)
                });
                assert_eq!(fault, Some(at), "{bytes:x?} in pieces of {size}");
            }
        }
    }
}
