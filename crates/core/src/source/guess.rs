//! Which encoding a file is in, from its bytes alone.

use super::likelihood::Reading;
use super::magic::binary_kind;
use super::refusal::check_size;
use super::{BinaryKind, Encoding, Refusal};

/// What a file is taken for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Guess {
    /// The encoding to read the file in.
    pub encoding: Encoding,
    /// Whether the file begins with the byte-order mark of that encoding.
    pub bom: bool,
    /// How far to trust the guess.
    pub certainty: Certainty,
}

/// How far a guess is to be trusted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Certainty {
    /// Another encoding fits about as well: the text should be looked at.
    Unsure,
    /// The kinds of characters fit this encoding much better than any other.
    Likely,
    /// There is a byte-order mark, or the whole file is ASCII or UTF-8 that cannot be chance.
    Certain,
}

/// This many characters of three or more bytes in a file without a malformed byte are not chance.
const UTF8_PROOF: usize = 3;
/// Tenths of a bit by which the next reading must be dearer for a guess to be likely.
const CLEAR_MARGIN: u64 = 200;
/// Fewer characters than this say too little.
const ENOUGH_CHARACTERS: u64 = 8;
/// With more of the characters malformed than this, even the best reading is unsure.
const PERCENT_MALFORMED: u64 = 5;
/// With more of the characters beyond ASCII strange than this, even the best reading is unsure.
const PERCENT_STRANGE: u64 = 50;
/// This many hanzi in a row in UTF-8 are not chance in a file of another encoding.
const FOREIGN_RUN: u64 = 6;
/// Bytes at the beginning of a file that must make sense in UTF-16 for the rest to be read so.
const BEGINNING: usize = 64 * 1024;
/// A text has no more control characters than this, be they NULs or others.
const PERCENT_CONTROLS: u64 = 5;

/// Guesses the encoding of a file. Takes time in proportion to the bytes.
///
/// # Errors
///
/// A [`Refusal`] for a file that is empty, too large, or not a text.
pub fn guess(bytes: &[u8]) -> Result<Guess, Refusal> {
    check_size(bytes)?;
    if let Some(kind) = binary_kind(bytes) {
        return Err(Refusal::Binary { kind });
    }
    if let Some(encoding) = Encoding::of_mark(bytes) {
        return guess_marked(encoding, bytes);
    }

    let valid = core::str::from_utf8(bytes).ok();
    if let Some(text) = valid
        && !bytes
            .iter()
            .any(|byte| matches!(byte, ..0x09 | 0x0E..0x20 | 0x7F))
        && (text.is_ascii() || is_proof(text))
    {
        return Ok(Guess {
            encoding: Encoding::Utf8,
            bom: false,
            certainty: Certainty::Certain,
        });
    }
    guess_by_likelihood(bytes, valid)
}

/// A byte-order mark is believed. When what follows does not fit it, the guess is unsure.
fn guess_marked(encoding: Encoding, bytes: &[u8]) -> Result<Guess, Refusal> {
    let rest = encoding.after_mark(bytes).unwrap_or_default();
    if rest.is_empty() {
        return Err(Refusal::Empty);
    }
    let fits = match encoding {
        Encoding::Utf8 if core::str::from_utf8(rest).is_ok() => true,
        _ => {
            let reading = Reading::of(encoding, rest);
            !is_more_than(reading.malformed, PERCENT_MALFORMED, reading.characters)
        }
    };
    Ok(Guess {
        encoding,
        bom: true,
        certainty: if fits {
            Certainty::Certain
        } else {
            Certainty::Unsure
        },
    })
}

/// Whether there are enough characters of three or more bytes.
fn is_proof(text: &str) -> bool {
    let long = text.bytes().filter(|byte| *byte >= 0xE0);
    long.take(UTF8_PROOF).count() == UTF8_PROOF
}

/// The reading that costs least. `valid` is the file as UTF-8 if it is valid as such.
fn guess_by_likelihood(bytes: &[u8], valid: Option<&str>) -> Result<Guess, Refusal> {
    let bytes = without_nuls_at_end(bytes);
    let readings = Encoding::ALL.map(|encoding| Some((encoding, read(encoding, bytes)?)));
    let readings = readings.into_iter().flatten();

    let best = readings.clone().min_by_key(|(_, reading)| reading.cost);
    let Some((encoding, best)) = best.filter(|(_, reading)| !has_many_controls(reading)) else {
        return Err(Refusal::Binary {
            kind: BinaryKind::Unknown,
        });
    };
    let is_proven = encoding == Encoding::Utf8 && valid.is_some_and(is_proof);
    let certainty = if is_proven {
        Certainty::Certain
    } else if is_clear(encoding, &best, readings) {
        Certainty::Likely
    } else {
        Certainty::Unsure
    };
    Ok(Guess {
        encoding,
        bom: false,
        certainty,
    })
}

/// The reading in one encoding, or `None` if it does not hold together.
fn read(encoding: Encoding, bytes: &[u8]) -> Option<Reading> {
    if !is_utf16(encoding) {
        return Some(Reading::of(encoding, bytes));
    }
    // The beginning settles it for most files, and spares reading the rest.
    let beginning = bytes.get(..BEGINNING).unwrap_or_default();
    if !beginning.is_empty() && !can_be_utf16(&Reading::of(encoding, beginning)) {
        return None;
    }
    Some(Reading::of(encoding, bytes)).filter(can_be_utf16)
}

/// Whether the best of the readings is much better than the others, and good in itself.
fn is_clear(
    encoding: Encoding,
    best: &Reading,
    readings: impl Iterator<Item = (Encoding, Reading)>,
) -> bool {
    let mut others = readings
        .filter(|(other, _)| *other != encoding)
        // ASCII is the same text in all encodings but UTF-16.
        .filter(|(other, reading)| reading.beyond_ascii > 0 || is_utf16(*other));
    others.all(|(other, reading)| {
        // Hanzi in UTF-8 amid another encoding: two files put together.
        let is_mixed = other == Encoding::Utf8 && reading.longest_run >= FOREIGN_RUN;
        reading.cost - best.cost >= CLEAR_MARGIN && !is_mixed
    }) && best.characters >= ENOUGH_CHARACTERS
        && !is_more_than(best.strange, PERCENT_STRANGE, best.beyond_ascii)
        && !is_more_than(best.malformed, PERCENT_MALFORMED, best.beyond_ascii)
}

/// The file without the NULs that fill it up at the end. An odd one is left, as it can be half a
/// unit of UTF-16.
fn without_nuls_at_end(mut bytes: &[u8]) -> &[u8] {
    while let Some(rest) = bytes.strip_suffix(&[0, 0]) {
        bytes = rest;
    }
    bytes
}

fn is_utf16(encoding: Encoding) -> bool {
    matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be)
}

/// Whether a reading in UTF-16 holds together. Nearly every pair of bytes is some character, so a
/// low cost alone does not tell a text from numbers.
fn can_be_utf16(reading: &Reading) -> bool {
    // Two ASCII letters make a hanzi, but never one whose low byte is beyond ASCII.
    let is_ascii_in_pairs =
        reading.hanzi >= 100 && !is_more_than(reading.hanzi_with_high_low_byte, 25, reading.hanzi);
    !is_ascii_in_pairs
        && (reading.strange <= 4 || !is_more_than(reading.strange, 20, reading.characters))
        && !has_many_controls(reading)
}

/// Nothing but control characters, or more of them than slip into a text.
fn has_many_controls(reading: &Reading) -> bool {
    let is_too_many = is_more_than(reading.controls, PERCENT_CONTROLS, reading.characters);
    reading.controls == reading.characters || reading.controls > 2 && is_too_many
}

fn is_more_than(part: u64, percent: u64, whole: u64) -> bool {
    part * 100 > whole * percent
}

#[cfg(test)]
mod tests;
