//! How well the bytes of a file fit each encoding, in bits.
//!
//! Every reading of a file is priced: a character costs about as many bits as it is rare in
//! Chinese official writing, a malformed sequence costs more than any character. The reading that
//! costs least is the likeliest, and how much dearer the next one is says how sure that is. This
//! holds for three characters as for a million, and it needs no table of characters, only what
//! the standards are known to have put where:
//!
//! - GB 2312 keeps the 3,755 frequent hanzi under the leads B0–D7 and the rare ones under D8–F7,
//!   with trails from A1 up; what GBK added has trails below A1 or leads below A1.
//! - Big5 keeps the 5,401 frequent hanzi under A4–C6 by number of strokes, the rare ones under
//!   C9–F9, with two trails in five between 40 and 7E.
//! - Both have the comma, the full stop and the brackets at pairs that mean something rare in the
//!   other.
//! - Unicode has the hanzi at 4E00–9FFF, so one half of the bytes of UTF-16 is of few kinds.

use super::Encoding;
use super::legacy::{Unit, units};

/// Tenths of a bit.
type Cost = u32;

const ASCII_DIGIT: Cost = 45;
const ASCII_LETTER: Cost = 60;
const ASCII_SIGN: Cost = 70;
const ASCII_RARE_SIGN: Cost = 85;
/// From hanzi to letters and digits or back: neither stands alone for long.
const SWITCH: Cost = 20;
/// From letters to digits or back, and from a small letter to a capital.
const ODD_SWITCH: Cost = 40;
const NUL: Cost = 120;
const CONTROL: Cost = 200;
const PUNCTUATION: Cost = 70;
const FREQUENT_PAIR: Cost = 120;
/// The dearest character that a report has many of.
const ORDINARY: Cost = 160;
const RARE_PAIR: Cost = 180;
const RARER_PAIR: Cost = 220;
const OUTLANDISH: Cost = 260;
const MALFORMED: Cost = 300;

/// A reading of a file in one encoding: what it costs and what it is made of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reading {
    /// The sum of the costs, in tenths of a bit.
    pub(super) cost: u64,
    /// All characters, and malformed sequences.
    pub(super) characters: u64,
    /// Those that are not ASCII.
    pub(super) beyond_ascii: u64,
    /// Those beyond ASCII that an ordinary report would not have, the malformed among them.
    pub(super) strange: u64,
    /// Malformed sequences.
    pub(super) malformed: u64,
    /// Control characters other than tabs, line feeds, carriage returns and form feeds, and in
    /// UTF-16 also what can only be a malformed sequence.
    pub(super) controls: u64,
    /// In UTF-8 and UTF-16: hanzi.
    pub(super) hanzi: u64,
    /// Of these hanzi, those whose code point has a low byte of 0x80 or more: about half.
    pub(super) hanzi_with_high_low_byte: u64,
    /// In UTF-8 and UTF-16: the most hanzi, with their punctuation, in a row.
    pub(super) longest_run: u64,
    run: u64,
    last: Class,
}

impl Reading {
    /// The reading of `bytes` in `encoding`. Takes time in proportion to the bytes.
    pub(super) fn of(encoding: Encoding, bytes: &[u8]) -> Self {
        let mut reading = Self::default();
        match encoding {
            Encoding::Utf8 => reading.read_utf8(bytes),
            Encoding::Utf16Le => reading.read_utf16(bytes, u16::from_le_bytes),
            Encoding::Utf16Be => reading.read_utf16(bytes, u16::from_be_bytes),
            Encoding::Gb18030 | Encoding::Big5 => reading.read_legacy(encoding, bytes),
        }
        // What says nothing for any encoding still has to go somewhere: the likelier one first.
        reading.cost += match encoding {
            Encoding::Utf8 | Encoding::Gb18030 => 0,
            Encoding::Big5 => 50,
            Encoding::Utf16Le => 60,
            Encoding::Utf16Be => 70,
        };
        reading
    }

    fn add(&mut self, cost: Cost, class: Class) {
        let last = core::mem::replace(&mut self.last, class);
        self.cost += u64::from(cost + last.switch_cost(class));
        self.characters += 1;
    }

    fn add_ascii(&mut self, byte: u8) {
        self.add(ascii_cost(byte), Class::of_ascii(byte));
        self.run = 0;
        if is_control(byte) {
            self.controls += 1;
        }
    }

    fn add_beyond_ascii(&mut self, cost: Cost) {
        self.add(cost, Class::BeyondAscii);
        self.beyond_ascii += 1;
        if cost > RARE_PAIR {
            self.strange += 1;
        }
        if cost == MALFORMED {
            self.malformed += 1;
            self.run = 0;
        }
    }

    fn read_utf8(&mut self, bytes: &[u8]) {
        let mut block = Block::default();
        let mut chunks = bytes.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            for character in chunk.valid().chars() {
                self.add_character(character, &mut block);
            }
            if !chunk.invalid().is_empty() {
                let cut_off = chunks.peek().is_none() && is_cut_off_sequence(chunk.invalid());
                // A file that was cut is ordinary.
                self.add_beyond_ascii(if cut_off { ORDINARY } else { MALFORMED });
            }
        }
    }

    fn read_utf16(&mut self, bytes: &[u8], read: fn([u8; 2]) -> u16) {
        let mut block = Block::default();
        let (pairs, rest) = bytes.as_chunks::<2>();
        for unit in char::decode_utf16(pairs.iter().map(|pair| read(*pair))) {
            match unit {
                Ok(character) => {
                    self.add_character(character, &mut block);
                    if is_noncharacter(character) {
                        self.controls += 1;
                    }
                }
                Err(_) => {
                    self.add_beyond_ascii(MALFORMED);
                    self.controls += 1;
                }
            }
        }
        if !rest.is_empty() {
            self.add_beyond_ascii(ORDINARY);
        }
    }

    fn read_legacy(&mut self, encoding: Encoding, bytes: &[u8]) {
        for (_, unit) in units(encoding, bytes) {
            match unit {
                Unit::Single(byte @ ..=0x7F) => self.add_ascii(byte),
                Unit::Single(_) => self.add_beyond_ascii(OUTLANDISH),
                Unit::Pair(lead, trail) if encoding == Encoding::Big5 => {
                    self.add_beyond_ascii(big5_cost(lead, trail));
                }
                Unit::Pair(lead, trail) => self.add_beyond_ascii(gb18030_cost(lead, trail)),
                // Below 85 the rest of the first plane, from 90 to E3 the planes above it.
                Unit::Quad([0x81..=0x84 | 0x90..=0xE3, ..]) => {
                    self.add_beyond_ascii(RARER_PAIR);
                }
                Unit::Truncated => self.add_beyond_ascii(ORDINARY),
                Unit::Quad(_) | Unit::Malformed => self.add_beyond_ascii(MALFORMED),
            }
        }
    }

    fn add_character(&mut self, character: char, block: &mut Block) {
        if let Ok(byte @ ..=0x7F) = u8::try_from(character) {
            self.add_ascii(byte);
            block.after_ascii();
        } else {
            self.add_beyond_ascii(character_cost(character, block));
            block.after(character);
            self.run = match character {
                '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}' => {
                    self.run + 1
                }
                _ => 0,
            };
            self.longest_run = self.longest_run.max(self.run);
            if matches!(character, '\u{4e00}'..='\u{9fff}') {
                self.hanzi += 1;
                self.hanzi_with_high_low_byte += u64::from(u32::from(character) & 0x80 != 0);
            }
        }
    }
}

/// What a character is, as far as its neighbours go.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Class {
    /// White space and signs, and the start of the file: anything may follow.
    #[default]
    Neutral,
    Digit,
    SmallLetter,
    Capital,
    BeyondAscii,
}

impl Class {
    fn of_ascii(byte: u8) -> Self {
        match byte {
            b'0'..=b'9' => Self::Digit,
            b'a'..=b'z' => Self::SmallLetter,
            b'A'..=b'Z' => Self::Capital,
            _ => Self::Neutral,
        }
    }

    fn switch_cost(self, next: Self) -> Cost {
        match (self, next) {
            (Self::Neutral, _) | (_, Self::Neutral) | (Self::Capital, Self::SmallLetter) => 0,
            _ if self == next => 0,
            (Self::BeyondAscii, _) | (_, Self::BeyondAscii) => SWITCH,
            _ => ODD_SWITCH,
        }
    }
}

/// Whether these bytes are the beginning of a UTF-8 sequence and nothing speaks against it.
pub(super) fn is_cut_off_sequence(bytes: &[u8]) -> bool {
    core::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// Whether a byte below 0x80 is a control character that no text needs.
fn is_control(byte: u8) -> bool {
    byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0C')
}

fn is_noncharacter(character: char) -> bool {
    let code = u32::from(character);
    matches!(code, 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE
}

fn ascii_cost(byte: u8) -> Cost {
    match byte {
        0 => NUL,
        b'0'..=b'9' | b' ' | b'\t' | b'\n' | b'\r' => ASCII_DIGIT,
        b'A'..=b'Z' | b'a'..=b'z' => ASCII_LETTER,
        b'#' | b'$' | b'<'..=b'>' | b'@' | b'['..=b'`' | b'{'..=b'~' | b'\x0C' => ASCII_RARE_SIGN,
        _ if byte.is_ascii_control() => CONTROL,
        _ => ASCII_SIGN,
    }
}

/// What came before a character, for scripts whose letters keep together.
#[derive(Default)]
struct Block {
    /// The high byte of the last character beyond ASCII.
    last: Option<u32>,
    /// Whether that character is the one just before.
    adjacent: bool,
}

impl Block {
    fn after_ascii(&mut self) {
        self.adjacent = false;
    }

    fn after(&mut self, character: char) {
        self.last = Some(u32::from(character) >> 8);
        self.adjacent = true;
    }
}

/// The cost of a character beyond ASCII, written in UTF-8 or UTF-16.
fn character_cost(character: char, block: &Block) -> Cost {
    let in_last_block = block.last == Some(u32::from(character) >> 8);
    match character {
        // The no-break space fills lines in texts that come from web pages.
        '\u{a0}' => 130,
        // One accented letter or one sign among ASCII is plain; two in a row are the two halves
        // of something else.
        '\u{a1}'..='\u{17f}' if !block.adjacent => 100,
        '\u{a1}'..='\u{17f}' => 240,
        '\u{180}'..='\u{7ff}' if in_last_block => 90,
        '\u{800}'..='\u{1fff}' if in_last_block => 150,
        '、' | '。' | '，' | '：' | '；' | '（' | '）' | '“' | '”' | '《' | '》' | '—' | '…'
        | '「' | '」' | '％' | '\u{3000}' => PUNCTUATION,
        '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ffef}' => 130,
        '\u{4e00}'..='\u{9fff}' => hanzi_cost(character),
        '\u{2070}'..='\u{2bff}' | '\u{feff}' => ORDINARY,
        '\u{180}'..='\u{7ff}' => RARE_PAIR,
        '\u{3040}'..='\u{33ff}' => 200,
        '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}' => MALFORMED,
        '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{fe4f}' | '\u{10000}'.. => RARER_PAIR,
        '\u{800}'..='\u{1fff}' => RARER_PAIR,
        _ => OUTLANDISH,
    }
}

/// The order is by radical, and common hanzi have common radicals early in it.
fn hanzi_cost(character: char) -> Cost {
    match character {
        ..'\u{5000}' => 122,
        ..'\u{6000}' => 137,
        ..'\u{7000}' => 147,
        ..'\u{8000}' => 152,
        ..'\u{9000}' => 156,
        _ => ORDINARY,
    }
}

/// The cost of a pair in GB18030.
fn gb18030_cost(lead: u8, trail: u8) -> Cost {
    match (lead, trail) {
        // The ideographic space, and 、。·—…‘’“”《》
        (0xA1, 0xA1..=0xA4 | 0xAA | 0xAD..=0xB1 | 0xB6 | 0xB7) => PUNCTUATION,
        // ％（），：；
        (0xA3, 0xA5 | 0xA8 | 0xA9 | 0xAC | 0xBA | 0xBB) => PUNCTUATION,
        (0xA1 | 0xA3, 0xA1..) => 140,
        (0xA2, 0xA1..) => ORDINARY,
        (0xA4..=0xA9, 0xA1..) => 200,
        (0xB0..=0xD7, 0xA1..) => FREQUENT_PAIR,
        (0xD8..=0xF7, 0xA1..) => RARE_PAIR,
        (0x81..=0xA0, _) | (0xA8..=0xFE, ..=0xA0) => RARER_PAIR,
        // What is left to the user of the standard.
        _ => OUTLANDISH,
    }
}

/// The cost of a pair in Big5.
fn big5_cost(lead: u8, trail: u8) -> Cost {
    match (lead, trail) {
        // The ideographic space, and ，、。；：—（）《》「」
        (0xA1, 0x40..=0x43 | 0x46 | 0x47 | 0x58 | 0x5D | 0x5E | 0x6D | 0x6E | 0x75 | 0x76) => {
            PUNCTUATION
        }
        (0xA1, _) => 140,
        (0xA2, _) | (0xA3, ..=0xBF) => ORDINARY,
        (0xA3, _) => OUTLANDISH,
        // Hanzi of few strokes, then of many.
        (0xA4..=0xB9, _) => FREQUENT_PAIR - 5,
        (0xBA..=0xC5, _) | (0xC6, ..=0x7E) => FREQUENT_PAIR + 10,
        (0xC9..=0xF9, _) => RARE_PAIR + 5,
        (0xC6..=0xC8, _) => 240,
        (0x87..=0xFE, _) => RARER_PAIR + 10,
        _ => MALFORMED,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{SIMPLIFIED, TRADITIONAL, encode};
    use super::*;

    /// How many bits dearer, per byte, the next reading is than that in the encoding itself.
    fn margin(text: &str, encoding: Encoding) -> f64 {
        let bytes = encode(text, encoding);
        let own = Reading::of(encoding, &bytes).cost;
        let next = Encoding::ALL
            .into_iter()
            .filter(|other| *other != encoding)
            .map(|other| Reading::of(other, &bytes).cost)
            .min()
            .unwrap();
        (next as f64 - own as f64) / 10.0 / bytes.len() as f64
    }

    #[test]
    fn prose_costs_least_in_its_own_encoding() {
        for encoding in Encoding::ALL {
            for text in SIMPLIFIED.iter().chain(&TRADITIONAL) {
                if encoding == Encoding::Big5 && SIMPLIFIED.contains(text) {
                    continue;
                }
                let margin = margin(text, encoding);
                assert!(margin > 0.8, "{encoding}: {margin} bits a byte in {text}");
            }
        }
    }

    #[test]
    fn control_characters() {
        for (text, controls) in [
            ("a\tb\r\n\u{c}", 0),
            ("a\0\u{1}\u{1b}\u{7f}", 4),
            ("年\u{85}\u{2028}", 0),
        ] {
            for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Gb18030] {
                let reading = Reading::of(encoding, &encode(text, encoding));
                assert_eq!(reading.controls, controls, "{encoding} {text:?}");
            }
        }
        let reading = Reading::of(Encoding::Utf16Be, b"\xFF\xFF\xD8\x00\xFD\xD0");
        assert_eq!(reading.controls, 3);
    }

    #[test]
    fn cut_off_sequences() {
        assert!(is_cut_off_sequence(b"\xE4\xB8"));
        assert!(is_cut_off_sequence(b"\xF0"));
        assert!(!is_cut_off_sequence(b"\xE4\xB8\xAD"));
        assert!(!is_cut_off_sequence(b"\xC0"));
        assert!(!is_cut_off_sequence(b"\xE4a"));
    }
}
