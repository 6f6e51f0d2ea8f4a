//! Bytes of a report.

use reportmark_core::{
    source::{Encoding, LegacyDecoder, Note, decode as decode_as, guess, newlines, preview},
    text::TextHash,
};

/// Both legacy encodings, as browsers decode them.
struct Legacy;

impl LegacyDecoder for Legacy {
    fn decode(&self, encoding: Encoding, bytes: &[u8]) -> Option<String> {
        let (text, _) = reference(encoding).decode_without_bom_handling(bytes);
        Some(text.into_owned())
    }
}

fn reference(encoding: Encoding) -> &'static encoding_rs::Encoding {
    match encoding {
        Encoding::Utf8 => encoding_rs::UTF_8,
        Encoding::Utf16Le => encoding_rs::UTF_16LE,
        Encoding::Utf16Be => encoding_rs::UTF_16BE,
        Encoding::Gb18030 => encoding_rs::GB18030,
        Encoding::Big5 => encoding_rs::BIG5,
    }
}

/// The mark that stands before a text in this encoding, where it has one.
fn mark(encoding: Encoding) -> &'static [u8] {
    match encoding {
        Encoding::Utf8 => b"\xef\xbb\xbf",
        Encoding::Utf16Le => b"\xff\xfe",
        Encoding::Utf16Be => b"\xfe\xff",
        Encoding::Gb18030 => b"\x84\x31\x95\x33",
        Encoding::Big5 => b"",
    }
}

/// A report is decoded as another decoder does it, in every encoding; what is said of damage is so;
/// and bytes that a text was written as come back as that text.
pub fn decode(bytes: &[u8]) {
    let hash = TextHash::of(bytes);
    if let Ok(decoded) = decode_as("甲.txt", bytes, &hash, None, &Legacy) {
        let guessed = guess(bytes).expect("what is decoded was guessed");
        assert_eq!(decoded.guess, Some(guessed));
        assert_eq!(decoded.source.encoding, guessed.encoding);
        assert_eq!(decoded.source.bom, guessed.bom);
        assert_eq!(decoded.source.newlines, newlines(&decoded.text));
        assert_eq!(decoded.source.byte_length, bytes.len() as u64);
        let chosen = decode_as("甲.txt", bytes, &hash, Some(guessed.encoding), &Legacy).unwrap();
        assert_eq!(chosen.text, decoded.text);
        comes_back(&decoded.text);
    }
    for encoding in Encoding::ALL {
        let Ok(decoded) = decode_as("", bytes, &hash, Some(encoding), &Legacy) else {
            continue;
        };
        let body = Some(mark(encoding)).filter(|mark| !mark.is_empty());
        let body = body
            .and_then(|mark| bytes.strip_prefix(mark))
            .unwrap_or(bytes);
        assert_eq!(decoded.source.bom, body.len() < bytes.len());
        let (expected, _) = reference(encoding).decode_without_bom_handling(body);
        assert_eq!(decoded.text, expected);
        let mut replaced = 0;
        for note in &decoded.notes {
            match note {
                Note::Malformed {
                    count, first_byte, ..
                } => {
                    replaced += count;
                    let first = first_byte.expect("it was followed to the first") as usize;
                    let before = &bytes[bytes.len() - body.len()..first];
                    let (_, damaged) = reference(encoding).decode_without_bom_handling(before);
                    assert!(!damaged, "something before it is malformed");
                }
                Note::ReplacementAlreadyThere { count } => replaced += count,
                Note::Nul { count } => assert_eq!(*count, expected.matches('\0').count()),
                _ => {}
            }
        }
        assert_eq!(replaced, expected.matches('\u{fffd}').count());
        let beginning = preview(bytes, encoding, &Legacy, 7);
        assert!(beginning.chars().eq(expected.chars().take(7)));
    }
}

fn comes_back(text: &str) {
    let written = [
        (Encoding::Utf8, text.as_bytes().to_vec()),
        (
            Encoding::Utf16Le,
            text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ),
        (
            Encoding::Utf16Be,
            text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        ),
    ];
    for (encoding, body) in written {
        let bytes = [mark(encoding), &body].concat();
        // A file that is a mark and nothing else has no text.
        let Ok(read) = decode_as("", &bytes, &TextHash::of(&bytes), Some(encoding), &Legacy) else {
            assert!(text.is_empty());
            continue;
        };
        assert_eq!(read.text, text);
        assert!(read.source.bom);
    }
}
