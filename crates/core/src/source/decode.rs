//! The text of a file, and the record of how it was read.

use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;

use super::legacy::{Unit, units};
use super::likelihood::is_cut_off_sequence;
use super::refusal::check_size;
use super::{
    Certainty, Encoding, Guess, LegacyDecoder, Newlines, Refusal, guess::guess, newlines::newlines,
};
use crate::text::TextHash;

/// What stands for a malformed sequence.
const REPLACEMENT: char = char::REPLACEMENT_CHARACTER;

/// Where a text came from and how it was read.
#[derive(Serialize, Clone, PartialEq, Eq, Debug, Hash)]
pub struct Source {
    /// The name of the file, as it was given. It may hold anything.
    pub file_name: String,
    /// The encoding that the bytes were read in.
    pub encoding: Encoding,
    /// Whether the file began with the byte-order mark of that encoding. The text does not.
    pub bom: bool,
    /// The newlines of the text.
    pub newlines: Newlines,
    /// The size of the file in bytes, with the byte-order mark.
    pub byte_length: u64,
    /// The SHA-256 of the file, with the byte-order mark: 64 lower-case hexadecimal digits.
    pub byte_sha256: String,
}

crate::from_json_object!(Source {
    file_name,
    encoding,
    bom,
    newlines,
    byte_length,
    byte_sha256
});

/// Something about a file that whoever opens it should know.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Note {
    /// Nobody chose the encoding, and another one fits about as well.
    GuessUnsure,
    /// The file begins with the byte-order mark of an encoding other than the chosen one.
    ForeignBom {
        /// The encoding whose mark it is.
        encoding: Encoding,
    },
    /// Sequences that mean nothing in the encoding became U+FFFD.
    Malformed {
        /// How many U+FFFD stand for such sequences.
        count: usize,
        /// Where the first of them begins: bytes from the start of the file, with the byte-order
        /// mark. `None` when the decoder was not followed to it.
        first_byte: Option<u64>,
        /// Whether the last of them is a character that the end of the file cuts off.
        truncated_end: bool,
    },
    /// U+FFFD stood in the file already: an earlier conversion lost characters.
    ReplacementAlreadyThere {
        /// How many of them.
        count: usize,
    },
    /// The text has U+0000 in it.
    Nul {
        /// How many of them.
        count: usize,
    },
}

/// A file that was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decoded {
    /// The exact text: nothing is trimmed, normalised or unified.
    pub text: String,
    /// How it was read.
    pub source: Source,
    /// The guess that the encoding comes from; `None` when it was chosen.
    pub guess: Option<Guess>,
    /// What should be known about it; each kind of note at most once.
    pub notes: Vec<Note>,
}

/// Reads a file.
///
/// `hash` is that of the bytes. Without a `choice` the encoding is guessed (see [`guess`]). A choice is obeyed, however badly it
/// fits; the notes tell. Malformed sequences become one U+FFFD each, as browsers have it.
///
/// # Errors
///
/// A [`Refusal`] for a file that is empty or too large, for one that is not a text unless the
/// encoding was chosen, and for an encoding that `legacy` does not know.
pub fn decode(
    file_name: &str,
    bytes: &[u8],
    hash: &TextHash,
    choice: Option<Encoding>,
    legacy: &dyn LegacyDecoder,
) -> Result<Decoded, Refusal> {
    check_size(bytes)?;
    let (encoding, guess) = match choice {
        Some(encoding) => (encoding, None),
        None => {
            let guess = guess(bytes)?;
            (guess.encoding, Some(guess))
        }
    };
    let unmarked = encoding.after_mark(bytes);
    let body = unmarked.unwrap_or(bytes);
    if body.is_empty() {
        return Err(Refusal::Empty);
    }

    let body = decode_body(encoding, body, legacy).ok_or(Refusal::Undecodable { encoding })?;
    let mut notes = Vec::new();
    if guess.is_some_and(|guess| guess.certainty == Certainty::Unsure) {
        notes.push(Note::GuessUnsure);
    }
    if let Some(foreign) = Encoding::of_mark(bytes).filter(|marked| *marked != encoding) {
        notes.push(Note::ForeignBom { encoding: foreign });
    }
    let mark_length = unmarked.map_or(0, |_| encoding.mark().len());
    body.damage.note(mark_length, &mut notes);
    let nuls = body.text.bytes().filter(|byte| *byte == 0).count();
    if nuls > 0 {
        notes.push(Note::Nul { count: nuls });
    }

    Ok(Decoded {
        source: Source {
            file_name: String::from(file_name),
            encoding,
            bom: unmarked.is_some(),
            newlines: newlines(&body.text),
            byte_length: to_u64(bytes.len()),
            byte_sha256: hash.as_str().into(),
        },
        text: body.text,
        guess,
        notes,
    })
}

/// The beginning of a file as it would read in `encoding`: up to `max_chars` code points. Takes
/// time in proportion to `max_chars`, not to the file. Empty when `legacy` does not know the
/// encoding.
pub fn preview(
    bytes: &[u8],
    encoding: Encoding,
    legacy: &dyn LegacyDecoder,
    max_chars: usize,
) -> String {
    let body = encoding.after_mark(bytes).unwrap_or(bytes);
    // No character takes more than four bytes; what the cut damages lies beyond `max_chars`.
    let enough = max_chars.saturating_add(1).saturating_mul(4);
    let body = body.get(..enough).unwrap_or(body);
    let Some(mut body) = decode_body(encoding, body, legacy) else {
        return String::new();
    };
    if let Some((end, _)) = body.text.char_indices().nth(max_chars) {
        body.text.truncate(end);
    }
    body.text
}

/// The text after the byte-order mark.
struct Body {
    text: String,
    damage: Damage,
}

/// What U+FFFD there are in a text.
#[derive(Default)]
struct Damage {
    malformed: usize,
    /// In bytes from the start of the body.
    first: Option<usize>,
    truncated_end: bool,
    already_there: usize,
}

impl Damage {
    fn add(&mut self, offset: usize) {
        self.malformed += 1;
        self.first.get_or_insert(offset);
    }

    fn note(&self, mark_length: usize, notes: &mut Vec<Note>) {
        if self.malformed > 0 {
            notes.push(Note::Malformed {
                count: self.malformed,
                first_byte: self.first.map(|first| to_u64(first + mark_length)),
                truncated_end: self.truncated_end,
            });
        }
        if self.already_there > 0 {
            notes.push(Note::ReplacementAlreadyThere {
                count: self.already_there,
            });
        }
    }
}

fn decode_body(encoding: Encoding, bytes: &[u8], legacy: &dyn LegacyDecoder) -> Option<Body> {
    match encoding {
        Encoding::Utf8 => Some(decode_utf8(bytes)),
        Encoding::Utf16Le => Some(decode_utf16(bytes, u16::from_le_bytes)),
        Encoding::Utf16Be => Some(decode_utf16(bytes, u16::from_be_bytes)),
        Encoding::Gb18030 | Encoding::Big5 => {
            let text = legacy.decode(encoding, bytes)?;
            let damage = legacy_damage(encoding, bytes, &text);
            Some(Body { text, damage })
        }
    }
}

fn decode_utf8(bytes: &[u8]) -> Body {
    let mut damage = Damage::default();
    if let Ok(text) = core::str::from_utf8(bytes) {
        damage.already_there = count_replacements(text);
        return Body {
            text: String::from(text),
            damage,
        };
    }
    let mut text = String::with_capacity(bytes.len());
    let mut offset = 0;
    for chunk in bytes.utf8_chunks() {
        let (valid, invalid) = (chunk.valid(), chunk.invalid());
        text.push_str(valid);
        damage.already_there += count_replacements(valid);
        if !invalid.is_empty() {
            text.push(REPLACEMENT);
            damage.add(offset + valid.len());
            // Only the last sequence of a file can be cut off; the others end in a bad byte.
            damage.truncated_end =
                is_cut_off_sequence(invalid) && offset + valid.len() + invalid.len() == bytes.len();
        }
        offset += valid.len() + invalid.len();
    }
    Body { text, damage }
}

fn decode_utf16(bytes: &[u8], read: fn([u8; 2]) -> u16) -> Body {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut damage = Damage::default();
    let mut text = String::with_capacity(bytes.len());
    let mut offset = 0;
    let mut ends_in_lead = false;
    for unit in char::decode_utf16(pairs.iter().map(|pair| read(*pair))) {
        match unit {
            Ok(character) => {
                text.push(character);
                damage.already_there += usize::from(character == REPLACEMENT);
                offset += 2 * character.len_utf16();
                ends_in_lead = false;
            }
            Err(lone) => {
                text.push(REPLACEMENT);
                damage.add(offset);
                offset += 2;
                ends_in_lead = lone.unpaired_surrogate() < 0xDC00;
            }
        }
    }
    // Half a pair and half a unit at the end are one character cut off.
    if !odd.is_empty() && !ends_in_lead {
        text.push(REPLACEMENT);
        damage.add(offset);
    }
    damage.truncated_end = ends_in_lead || !odd.is_empty();
    Body { text, damage }
}

/// Finds out which U+FFFD of a decoded text stand for malformed sequences, and where the first
/// one was. The decoder says neither; but up to that place every unit is one character, bar four
/// pairs of Big5 that are two.
fn legacy_damage(encoding: Encoding, bytes: &[u8], text: &str) -> Damage {
    let mut damage = Damage::default();
    let all = count_replacements(text);
    if all == 0 {
        return damage;
    }
    let mut characters = text.chars();
    for (offset, unit) in units(encoding, bytes) {
        if unit.is_replacement_character() {
            damage.already_there += 1;
        }
        damage.truncated_end = unit == Unit::Truncated;
        if damage.first.is_some() {
            continue;
        }
        let character = characters.next();
        if character == Some(REPLACEMENT) && !unit.is_replacement_character() {
            damage.first = Some(offset);
        } else if encoding == Encoding::Big5 && unit.is_two_in_big5() {
            characters.next();
        }
    }
    damage.already_there = damage.already_there.min(all);
    damage.malformed = all - damage.already_there;
    damage
}

fn count_replacements(text: &str) -> usize {
    text.matches(REPLACEMENT).count()
}

fn to_u64(size: usize) -> u64 {
    u64::try_from(size).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
