use proptest::prelude::*;

use super::super::testing::{
    Legacy, NoLegacy, SIMPLIFIED, TRADITIONAL, encode, encode_marked, of_encoding,
};
use super::*;

fn decode(
    file_name: &str,
    bytes: &[u8],
    choice: Option<Encoding>,
    legacy: &dyn LegacyDecoder,
) -> Result<Decoded, Refusal> {
    super::decode(file_name, bytes, &TextHash::of(bytes), choice, legacy)
}

use crate::source::BinaryKind;

fn read(bytes: &[u8]) -> Decoded {
    decode("报告.txt", bytes, None, &Legacy).unwrap()
}

fn read_as(bytes: &[u8], encoding: Encoding) -> Decoded {
    let decoded = decode("报告.txt", bytes, Some(encoding), &Legacy).unwrap();
    assert_eq!(decoded.guess, None);
    assert_eq!(decoded.source.encoding, encoding);
    decoded
}

/// Reads without a choice and finds `text` in `encoding`, with nothing to note.
fn check_clean(bytes: &[u8], encoding: Encoding, bom: bool, text: &str) {
    let decoded = read(bytes);
    assert_eq!(decoded.text, text);
    assert_eq!(decoded.source.encoding, encoding);
    assert_eq!(decoded.source.bom, bom);
    assert_eq!(decoded.notes, []);
    let guess = decoded.guess.unwrap();
    assert_eq!((guess.encoding, guess.bom), (encoding, bom));
}

fn check_notes(bytes: &[u8], encoding: Encoding, text: &str, notes: &[Note]) {
    let decoded = read_as(bytes, encoding);
    assert_eq!(decoded.text, text, "{encoding} {bytes:x?}");
    assert_eq!(decoded.notes, notes, "{encoding} {bytes:x?}");
}

fn malformed(count: usize, first_byte: u64, truncated_end: bool) -> Note {
    Note::Malformed {
        count,
        first_byte: Some(first_byte),
        truncated_end,
    }
}

#[test]
fn empty_files() {
    for choice in [None].into_iter().chain(Encoding::ALL.map(Some)) {
        assert_eq!(decode("", b"", choice, &Legacy), Err(Refusal::Empty));
    }
    for encoding in Encoding::ALL {
        let mark = encoding.mark();
        if !mark.is_empty() {
            assert_eq!(decode("", mark, None, &Legacy), Err(Refusal::Empty));
            assert_eq!(
                decode("", mark, Some(encoding), &Legacy),
                Err(Refusal::Empty)
            );
        }
    }
}

#[test]
fn with_and_without_a_mark() {
    for text in SIMPLIFIED.iter().chain(&TRADITIONAL) {
        for encoding in Encoding::ALL {
            if encoding == Encoding::Big5 && SIMPLIFIED.contains(text) {
                continue;
            }
            check_clean(&encode(text, encoding), encoding, false, text);
            if !encoding.mark().is_empty() {
                check_clean(&encode_marked(text, encoding), encoding, true, text);
            }
        }
    }
}

#[test]
fn the_source_is_about_the_file() {
    let decoded = read(b"\xEF\xBB\xBFabc\r\n");
    assert_eq!(decoded.text, "abc\r\n");
    assert_eq!(
        decoded.source,
        Source {
            file_name: "报告.txt".into(),
            encoding: Encoding::Utf8,
            bom: true,
            newlines: Newlines::Crlf,
            byte_length: 8,
            byte_sha256: "c3199f17595cd7b59cea561d9cb96f204ef903c38b1b9cb4a50b7e68d286f675".into(),
        }
    );
    let json = serde_json::to_value(&decoded.source).unwrap();
    assert_eq!(
        json,
        serde_json::json!({
            "file_name": "报告.txt", "encoding": "utf-8", "bom": true, "newlines": "crlf",
            "byte_length": 8, "byte_sha256": decoded.source.byte_sha256,
        })
    );
    assert_eq!(
        <Source as crate::json::FromJson>::from_json(json).unwrap(),
        decoded.source
    );
}

#[test]
fn hash_of_a_known_file() {
    assert_eq!(
        read(b"abc").source.byte_sha256,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

#[test]
fn the_file_name_is_kept_as_it_is() {
    for name in ["", "../../CON", "<img onerror=x>.txt", "a\u{202e}txt.exe"] {
        let decoded = decode(name, b"a", None, &Legacy).unwrap();
        assert_eq!(decoded.source.file_name, name);
    }
}

#[test]
fn the_text_is_never_altered() {
    for text in [
        "一\r\n二\r三\n四\n\r五",
        "一\u{2028}二\u{2029}三\u{85}四\u{c}五\u{b}六",
        "零\u{200b}宽\u{200c}字\u{200d}符\u{2060}和\u{feff}\u{ad}",
        "方\u{202e}向\u{202c}\u{2066}控\u{2069}制\u{200e}\u{200f}\u{61c}",
        "家👨‍👩‍👧‍👦庭👍🏽",
        "𠀀𠮷葛\u{e0100}\u{fe00}\u{e000}\u{10fffd}",
        "é e\u{301} 한 \u{1112}\u{1161}\u{11ab} 神\u{fa19}",
        "<hr/></script><img onerror=alert(1)>&amp;",
        " \t前后有空白 \u{3000}\n\n",
        "\u{feff}\u{feff}",
        "\u{1b}[0m\u{7f}\u{1}",
    ] {
        for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be] {
            let marked = encode_marked(text, encoding);
            assert_eq!(read(&marked).text, text);
            let plain = encode(text, encoding);
            let expected = text.strip_prefix('\u{feff}').unwrap_or(text);
            check_notes(&plain, encoding, expected, &[]);
        }
    }
    let marks = format!("甲{}", "\u{301}".repeat(100));
    check_notes(marks.as_bytes(), Encoding::Utf8, &marks, &[]);
}

#[test]
fn newlines_are_recorded() {
    let newlines = |text: &str| read(text.as_bytes()).source.newlines;
    assert_eq!(newlines("一行"), Newlines::Lf);
    assert_eq!(newlines("一\r\n二\r\n"), Newlines::Crlf);
    assert_eq!(newlines("一\r二"), Newlines::Cr);
    assert_eq!(newlines("一\r\n二\n"), Newlines::Mixed);
}

#[test]
fn mixed_encodings_are_noted_with_their_place() {
    let before = SIMPLIFIED[0].repeat(3);
    let mut bytes = before.clone().into_bytes();
    bytes.extend(encode("部署", Encoding::Gb18030));
    bytes.extend(SIMPLIFIED[1].bytes());
    let decoded = read(&bytes);
    assert_eq!(decoded.source.encoding, Encoding::Utf8);
    assert_eq!(decoded.text, String::from_utf8_lossy(&bytes));
    assert_eq!(decoded.notes, [malformed(4, before.len() as u64, false)]);
}

#[test]
fn malformed_utf8() {
    for (bytes, text, count, first, truncated) in [
        // Cut off.
        (b"a\xE4\xB8".as_slice(), "a\u{fffd}", 1, 1, true),
        (b"\xF0\x9F\x98", "\u{fffd}", 1, 0, true),
        (b"\xE4\xB8\xADa\xF0", "中a\u{fffd}", 1, 4, true),
        // Cut off in the middle.
        (b"\xE4\xB8a", "\u{fffd}a", 1, 0, false),
        // Overlong.
        (b"\xC0\xAF", "\u{fffd}\u{fffd}", 2, 0, false),
        (b"a\xE0\x80\xAF", "a\u{fffd}\u{fffd}\u{fffd}", 3, 1, false),
        (b"\xC0\x80b", "\u{fffd}\u{fffd}b", 2, 0, false),
        // Surrogates, and beyond the last plane.
        (b"\xED\xA0\x80", "\u{fffd}\u{fffd}\u{fffd}", 3, 0, false),
        (
            b"\xF4\x90\x80\x80",
            "\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
            4,
            0,
            false,
        ),
        // After a byte-order mark.
        (b"\xEF\xBB\xBFa\xFF", "a\u{fffd}", 1, 4, false),
        // Damaged, then cut off.
        (b"\xFFa\xE4", "\u{fffd}a\u{fffd}", 2, 0, true),
    ] {
        check_notes(
            bytes,
            Encoding::Utf8,
            text,
            &[malformed(count, first, truncated)],
        );
    }
}

#[test]
fn malformed_utf16() {
    let units =
        |units: &[u16]| -> Vec<u8> { units.iter().flat_map(|unit| unit.to_le_bytes()).collect() };
    for (bytes, text, count, first, truncated) in [
        (units(&[0x61, 0xD800, 0x62]), "a\u{fffd}b", 1, 2, false),
        (units(&[0xDC00, 0xD800]), "\u{fffd}\u{fffd}", 2, 0, true),
        (units(&[0xD83D, 0xDE00, 0xDE00]), "😀\u{fffd}", 1, 4, false),
        (units(&[0xFEFF, 0x61, 0xD83D]), "a\u{fffd}", 1, 4, true),
        (b"a\0b".to_vec(), "a\u{fffd}", 1, 2, true),
        (b"\x3D\xD8\x00".to_vec(), "\u{fffd}", 1, 0, true),
        (b"a".to_vec(), "\u{fffd}", 1, 0, true),
    ] {
        check_notes(
            &bytes,
            Encoding::Utf16Le,
            text,
            &[malformed(count, first, truncated)],
        );
    }
}

#[test]
fn malformed_gb18030() {
    for (bytes, text, count, first, truncated) in [
        (b"\xC4\xEA\xB0".as_slice(), "年\u{fffd}", 1, 2, true),
        (b"\xC4\xEA\x81\x30\x81", "年\u{fffd}", 1, 2, true),
        (b"a\xFF\xC4\xEA", "a\u{fffd}年", 1, 1, false),
        (b"\xC4\xEA\xB0\n\xC4\xEA", "年\u{fffd}\n年", 1, 2, false),
        // After the byte-order mark.
        (b"\x84\x31\x95\x33a\xFFb", "a\u{fffd}b", 1, 5, false),
        // No character, though of the form of one.
        (b"\x80\xE3\x32\x9A\x36\xC4\xEA", "€\u{fffd}年", 1, 1, false),
    ] {
        check_notes(
            bytes,
            Encoding::Gb18030,
            text,
            &[malformed(count, first, truncated)],
        );
    }
}

#[test]
fn malformed_big5() {
    for (bytes, text, count, first, truncated) in [
        (b"\xA4\xA4\xA4".as_slice(), "中\u{fffd}", 1, 2, true),
        (b"\xA4\xA4\xFF\xA4\xE5", "中\u{fffd}文", 1, 2, false),
        // A pair that is two characters, then one that is none.
        (b"\x88\x62\x81\x40a", "\u{ca}\u{304}\u{fffd}@a", 1, 2, false),
    ] {
        check_notes(
            bytes,
            Encoding::Big5,
            text,
            &[malformed(count, first, truncated)],
        );
    }
}

#[test]
fn replacement_characters_that_were_there() {
    let text = "年\u{fffd}报\u{fffd}";
    for encoding in [
        Encoding::Utf8,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Gb18030,
    ] {
        let mut bytes = encode(text, encoding);
        let there = Note::ReplacementAlreadyThere { count: 2 };
        check_notes(&bytes, encoding, text, &[there]);

        let end = bytes.len() as u64;
        bytes.push(0xE4);
        let both = [malformed(1, end, true), there];
        check_notes(&bytes, encoding, &format!("{text}\u{fffd}"), &both);
    }
    let decoded = read(format!("{}{text}", SIMPLIFIED[0]).as_bytes());
    assert_eq!(decoded.notes, [Note::ReplacementAlreadyThere { count: 2 }]);
}

#[test]
fn nuls_are_kept_and_noted() {
    for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Gb18030] {
        let text = SIMPLIFIED[0].replacen('，', "\0", 3);
        let decoded = read(&encode(&text, encoding));
        assert_eq!(decoded.text, text);
        assert_eq!(decoded.source.encoding, encoding);
        assert_eq!(decoded.notes, [Note::Nul { count: 3 }]);
    }
}

#[test]
fn an_unsure_guess_is_noted() {
    let decoded = read(&encode("目录", Encoding::Gb18030));
    assert_eq!(decoded.text, "目录");
    assert_eq!(decoded.notes, [Note::GuessUnsure]);
}

#[test]
fn a_choice_is_obeyed() {
    let bytes = encode(SIMPLIFIED[0], Encoding::Gb18030);
    let decoded = read_as(&bytes, Encoding::Utf8);
    assert_eq!(decoded.text, String::from_utf8_lossy(&bytes));
    assert!(matches!(decoded.notes[..], [Note::Malformed { .. }]));

    let decoded = decode("", b"%PDF-1.7\0", Some(Encoding::Utf8), &Legacy).unwrap();
    assert_eq!(decoded.text, "%PDF-1.7\0");
    assert_eq!(
        decode("", b"%PDF-1.7\0", None, &Legacy),
        Err(Refusal::Binary {
            kind: BinaryKind::Pdf
        })
    );
}

#[test]
fn a_mark_of_another_encoding_stays() {
    let bytes = encode_marked("a", Encoding::Utf16Be);
    check_notes(
        &bytes,
        Encoding::Utf16Le,
        "\u{fffe}\u{6100}",
        &[Note::ForeignBom {
            encoding: Encoding::Utf16Be,
        }],
    );
    let bytes = encode_marked("abc", Encoding::Utf16Le);
    let decoded = read_as(&bytes, Encoding::Utf8);
    assert!(!decoded.source.bom);
    assert_eq!(decoded.text, "\u{fffd}\u{fffd}a\0b\0c\0");
    assert_eq!(
        decoded.notes,
        [
            Note::ForeignBom {
                encoding: Encoding::Utf16Le
            },
            malformed(2, 0, false),
            Note::Nul { count: 3 }
        ]
    );
}

#[test]
fn a_decoder_that_does_not_know_the_encoding() {
    let bytes = encode(SIMPLIFIED[0], Encoding::Gb18030);
    for (choice, encoding) in [
        (None, Encoding::Gb18030),
        (Some(Encoding::Big5), Encoding::Big5),
    ] {
        assert_eq!(
            decode("", &bytes, choice, &NoLegacy),
            Err(Refusal::Undecodable { encoding })
        );
    }
    assert_eq!(preview(&bytes, Encoding::Big5, &NoLegacy, 10), "");
    assert!(decode("", SIMPLIFIED[0].as_bytes(), None, &NoLegacy).is_ok());
}

#[test]
fn previews() {
    for encoding in Encoding::ALL {
        let text = TRADITIONAL[0];
        let bytes = encode_marked(text, encoding);
        for max_chars in 0..=text.chars().count() + 2 {
            let expected: String = text.chars().take(max_chars).collect();
            assert_eq!(preview(&bytes, encoding, &Legacy, max_chars), expected);
        }
        assert_eq!(preview(&bytes, encoding, &Legacy, usize::MAX), text);
        assert_eq!(preview(b"", encoding, &Legacy, 10), "");
    }
    let bytes = encode("年度目标", Encoding::Gb18030);
    assert_eq!(
        preview(&bytes, Encoding::Utf8, &Legacy, 3),
        "\u{fffd}\u{fffd}\u{fffd}"
    );
}

fn any_encoding() -> impl Strategy<Value = Encoding> {
    prop::sample::select(&Encoding::ALL[..])
}

/// Bytes that are often almost text.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        (
            any_encoding(),
            ".{0,40}",
            prop::collection::vec(any::<u8>(), 0..4)
        )
            .prop_map(|(encoding, text, more)| {
                let (bytes, _, _) = of_encoding(encoding).encode(&text);
                let mut bytes = bytes.into_owned();
                bytes.extend(more);
                bytes
            }),
        (any_encoding(), prop::collection::vec(any::<u8>(), 0..50)).prop_map(|(encoding, more)| [
            encoding.mark(),
            &more
        ]
        .concat()),
    ]
}

proptest! {
    #[test]
    // The first character is not one that names a PDF, rich text or UTF-32.
    fn any_text_with_a_mark_is_itself(text in "(?s)[^\\s\\x00%{].{0,80}") {
        for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be] {
            let decoded = read(&encode_marked(&text, encoding));
            prop_assert_eq!(&decoded.text, &text);
            prop_assert_eq!(decoded.source.encoding, encoding);
            prop_assert!(decoded.source.bom);
        }
    }

    #[test]
    fn any_text_without_a_mark_is_itself(text in "(?s)[^\\u{feff}].{0,80}") {
        for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be] {
            let decoded = read_as(&encode(&text, encoding), encoding);
            prop_assert_eq!(&decoded.text, &text);
            prop_assert!(!decoded.source.bom);
            let there = text.matches('\u{fffd}').count();
            let found = decoded.notes.iter().find_map(|note| match note {
                Note::ReplacementAlreadyThere { count } => Some(*count),
                _ => None,
            });
            prop_assert_eq!(found.unwrap_or(0), there);
        }
    }

    #[test]
    fn any_bytes_without_a_choice(bytes in bytes()) {
        if let Ok(decoded) = decode("", &bytes, None, &Legacy) {
            let guess = decoded.guess.unwrap();
            prop_assert_eq!(decoded.source.encoding, guess.encoding);
            prop_assert_eq!(decoded.source.bom, guess.bom);
        }
    }

    #[test]
    fn any_bytes_as_a_browser_decodes_them(bytes in bytes(), encoding in any_encoding()) {
        let Ok(decoded) = decode("", &bytes, Some(encoding), &Legacy) else {
            prop_assert!(bytes.is_empty() || bytes == encoding.mark());
            return Ok(());
        };
        let body = encoding.after_mark(&bytes).unwrap_or(&bytes);
        let (expected, _) = of_encoding(encoding).decode_without_bom_handling(body);
        prop_assert_eq!(&decoded.text, &expected);

        let mut replaced = 0;
        for note in &decoded.notes {
            match note {
                Note::Malformed { count, first_byte, .. } => {
                    replaced += count;
                    // What comes before the first malformed byte is well-formed.
                    let first = usize::try_from(first_byte.unwrap()).unwrap();
                    let start = bytes.len() - body.len();
                    let before = &bytes[start..first];
                    let (_, damaged) = of_encoding(encoding).decode_without_bom_handling(before);
                    prop_assert!(!damaged, "{:x?}", bytes);
                }
                Note::ReplacementAlreadyThere { count } => replaced += count,
                _ => {}
            }
        }
        prop_assert_eq!(replaced, expected.matches('\u{fffd}').count());
        prop_assert!(preview(&bytes, encoding, &Legacy, 7).chars().eq(expected.chars().take(7)));
    }
}
