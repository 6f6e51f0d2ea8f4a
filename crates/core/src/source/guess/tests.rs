use std::path::Path;

use proptest::prelude::*;

use super::super::testing::{SIMPLIFIED, TRADITIONAL, encode, encode_marked};
use super::*;
use crate::source::MAX_BYTES;

fn certain(encoding: Encoding, bom: bool) -> Result<Guess, Refusal> {
    Ok(Guess {
        encoding,
        bom,
        certainty: Certainty::Certain,
    })
}

fn likely(encoding: Encoding) -> Result<Guess, Refusal> {
    Ok(Guess {
        encoding,
        bom: false,
        certainty: Certainty::Likely,
    })
}

fn check_likely(text: &str, encoding: Encoding) {
    let bytes = encode(text, encoding);
    assert_eq!(guess(&bytes), likely(encoding), "{encoding} {text}");
}

/// The encoding, however unsure.
fn check_encoding(bytes: &[u8], encoding: Encoding) -> Certainty {
    let found = guess(bytes).unwrap();
    let start = bytes.get(..64).unwrap_or(bytes);
    assert_eq!(found.encoding, encoding, "{found:?} for {start:x?}");
    assert!(!found.bom);
    found.certainty
}

fn check_binary(bytes: &[u8], kind: BinaryKind) {
    let start = bytes.get(..32).unwrap_or(bytes);
    assert_eq!(guess(bytes), Err(Refusal::Binary { kind }), "{start:x?}");
}

fn prose() -> impl Iterator<Item = (&'static str, Encoding)> {
    let both = SIMPLIFIED.iter().chain(&TRADITIONAL);
    let unicode_and_gb = both.flat_map(|text| {
        [Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030].map(|encoding| (*text, encoding))
    });
    unicode_and_gb.chain(TRADITIONAL.map(|text| (text, Encoding::Big5)))
}

#[test]
fn empty_files() {
    assert_eq!(guess(b""), Err(Refusal::Empty));
    for encoding in Encoding::ALL {
        if !encoding.mark().is_empty() {
            assert_eq!(guess(encoding.mark()), Err(Refusal::Empty), "{encoding}");
        }
    }
    assert_eq!(guess(b"\n"), certain(Encoding::Utf8, false));
    assert_eq!(guess(b" "), certain(Encoding::Utf8, false));
}

#[test]
fn large_files() {
    let bytes = vec![b' '; usize::try_from(MAX_BYTES).unwrap() + 1];
    assert_eq!(
        guess(&bytes),
        Err(Refusal::TooLarge {
            bytes: MAX_BYTES + 1,
            limit: MAX_BYTES
        })
    );
}

#[test]
fn byte_order_marks() {
    for text in SIMPLIFIED
        .iter()
        .chain(&TRADITIONAL)
        .chain(&["a", "县", "\u{feff}", "\n"])
    {
        for encoding in [
            Encoding::Utf8,
            Encoding::Utf16Le,
            Encoding::Utf16Be,
            Encoding::Gb18030,
        ] {
            let bytes = encode_marked(text, encoding);
            assert_eq!(guess(&bytes), certain(encoding, true), "{text}");
        }
    }
}

#[test]
fn byte_order_mark_before_something_else() {
    let mut bytes = Encoding::Utf8.mark().to_vec();
    bytes.extend(encode(SIMPLIFIED[0], Encoding::Gb18030));
    assert_eq!(
        guess(&bytes),
        Ok(Guess {
            encoding: Encoding::Utf8,
            bom: true,
            certainty: Certainty::Unsure
        })
    );
}

#[test]
fn utf8_without_a_mark() {
    for text in SIMPLIFIED.iter().chain(&TRADITIONAL) {
        assert_eq!(guess(text.as_bytes()), certain(Encoding::Utf8, false));
    }
    for text in [
        "plain ASCII",
        "a",
        "县政府办",
        "𠀀𠀁𠀂𠀃",
        "བོད་ཡིག",
        "工作报告\u{2028}\u{2029}\u{85}\u{c}",
    ] {
        assert_eq!(
            guess(text.as_bytes()),
            certain(Encoding::Utf8, false),
            "{text}"
        );
    }
}

#[test]
fn short_utf8() {
    for text in [
        "县",
        "报告",
        "目标：",
        "１．",
        "「」",
        "GDP增长6%",
        "第3条",
        "—",
        "😀",
        "25°C",
        "café",
        "±5",
        "Москва",
        "Ελλάδα",
    ] {
        check_encoding(text.as_bytes(), Encoding::Utf8);
    }
}

#[test]
fn prose_without_a_mark() {
    for (text, encoding) in prose() {
        check_likely(text, encoding);
    }
}

#[test]
fn long_prose_without_a_mark() {
    for (text, encoding) in prose() {
        check_likely(&text.repeat(200), encoding);
    }
}

#[test]
fn short_texts_without_a_mark() {
    for text in [
        "工作报告",
        "一、总体要求",
        "2031年办事清单",
        "责任单位：县财政局",
        "新增就业2.3万人。",
        "完成投资35亿元，增长8%。",
        "GDP\t增速\t6%\r\n",
    ] {
        check_encoding(&encode(text, Encoding::Gb18030), Encoding::Gb18030);
        check_encoding(&encode(text, Encoding::Utf16Le), Encoding::Utf16Le);
        check_encoding(&encode(text, Encoding::Utf16Be), Encoding::Utf16Be);
    }
    for text in [
        "本年度施政重點",
        "一、總體要求",
        "主辦單位：財政局",
        "新增就業2.3萬人。",
    ] {
        check_encoding(&encode(text, Encoding::Big5), Encoding::Big5);
        check_encoding(&encode(text, Encoding::Utf16Le), Encoding::Utf16Le);
        check_encoding(&encode(text, Encoding::Utf16Be), Encoding::Utf16Be);
    }
}

#[test]
fn two_characters_are_not_enough() {
    for encoding in [Encoding::Gb18030, Encoding::Utf16Le] {
        assert_eq!(
            guess(&encode("目录", encoding)).unwrap().certainty,
            Certainty::Unsure
        );
    }
    // Also valid as UTF-8, where it would be “Ŀ¼”.
    let certainty = check_encoding(b"\xC4\xBF\xC2\xBC", Encoding::Gb18030);
    assert_eq!(certainty, Certainty::Unsure);
}

#[test]
fn gb18030_of_four_bytes() {
    check_likely(
        "姓名用字：𠀀、𠮷、㐀、㙟、䶮；地名用字：𬭚、𨙸、𠅤。均按四字节编码写入本表。",
        Encoding::Gb18030,
    );
    let bytes = encode("𠀀𠀁𠀂𠀃𠮷𡈽𤭢𪚥", Encoding::Gb18030);
    check_encoding(&bytes, Encoding::Gb18030);
    let bytes = encode("བོད་ཡིག་གི་སྙན་ཐོ།", Encoding::Gb18030);
    check_encoding(&bytes, Encoding::Gb18030);
}

#[test]
fn gbk_beyond_gb2312() {
    // 镕, 堃 and 喆 are not in GB 2312.
    check_likely(
        "人名用字“镕”“堃”“喆”须能正确显示，请各单位核对后再上报汇总。",
        Encoding::Gb18030,
    );
}

#[test]
fn utf16_of_chinese_only() {
    let text = "各镇要按月上报进度，由专班逐项核对，凡逾期未办结的一律通报。";
    assert!(!text.chars().any(|character| character.is_ascii()));
    check_likely(text, Encoding::Utf16Le);
    check_likely(text, Encoding::Utf16Be);
}

#[test]
fn utf16_of_ascii_only() {
    let text = "id,label,start,end\r\n1,target,10,25\r\n";
    check_likely(text, Encoding::Utf16Le);
    check_likely(text, Encoding::Utf16Be);
    for text in ["a", "ab", "1\n"] {
        check_encoding(&encode(text, Encoding::Utf16Le), Encoding::Utf16Le);
        check_encoding(&encode(text, Encoding::Utf16Be), Encoding::Utf16Be);
    }
}

#[test]
fn ascii_pairs_are_not_hanzi() {
    assert_eq!(guess(b"this app can break"), certain(Encoding::Utf8, false));
    // With NULs, but at no parity.
    let mut bytes = b"Bush hid the facts. ".repeat(20);
    for place in [31, 100, 207] {
        bytes[place] = 0;
    }
    assert_eq!(check_encoding(&bytes, Encoding::Utf8), Certainty::Likely);
}

#[test]
fn utf16_with_a_lone_surrogate_or_an_odd_byte() {
    let mut bytes = encode(SIMPLIFIED[0], Encoding::Utf16Le);
    bytes[40..42].copy_from_slice(&[0x00, 0xD8]);
    assert_eq!(guess(&bytes), likely(Encoding::Utf16Le));
    bytes.pop();
    assert_eq!(guess(&bytes), likely(Encoding::Utf16Le));
}

#[test]
fn mixed_encodings_are_what_most_of_the_file_is() {
    let mut bytes = SIMPLIFIED.concat().repeat(3).into_bytes();
    bytes.extend(encode(SIMPLIFIED[1], Encoding::Gb18030));
    bytes.extend(SIMPLIFIED.concat().bytes());
    assert_eq!(check_encoding(&bytes, Encoding::Utf8), Certainty::Likely);

    let mut bytes = encode(&SIMPLIFIED.concat().repeat(3), Encoding::Gb18030);
    bytes.extend(SIMPLIFIED[1].bytes());
    assert_eq!(check_encoding(&bytes, Encoding::Gb18030), Certainty::Unsure);
}

#[test]
fn half_and_half_is_unsure() {
    let mut bytes = SIMPLIFIED.concat().into_bytes();
    bytes.extend(encode(&SIMPLIFIED.concat(), Encoding::Gb18030));
    assert_eq!(guess(&bytes).unwrap().certainty, Certainty::Unsure);
}

#[test]
fn a_few_malformed_bytes() {
    for (text, encoding) in prose().chain(SIMPLIFIED.map(|text| (text, Encoding::Utf8))) {
        let mut bytes = encode(&text.repeat(3), encoding);
        let middle = bytes.len() / 4 * 2;
        bytes[middle] = 0xFF;
        bytes[middle + 1] = 0xFF;
        assert_eq!(
            check_encoding(&bytes, encoding),
            Certainty::Likely,
            "{text}"
        );
    }
}

#[test]
fn truncated_at_every_byte() {
    for (text, encoding) in prose().chain(SIMPLIFIED.map(|text| (text, Encoding::Utf8))) {
        let bytes = encode(text, encoding);
        for end in 48..bytes.len() {
            check_encoding(&bytes[..end], encoding);
        }
    }
}

#[test]
fn overlong_utf8() {
    let mut bytes = SIMPLIFIED[0].as_bytes().to_vec();
    bytes.extend(b"\xC0\xAE\xC0\xAE\xE0\x80\xAF");
    assert_eq!(check_encoding(&bytes, Encoding::Utf8), Certainty::Likely);
}

#[test]
fn a_few_nuls_are_text() {
    for (text, encoding) in prose() {
        let bytes = encode(&text.replacen('，', "\0", 2), encoding);
        check_encoding(&bytes, encoding);
    }
    let text = SIMPLIFIED[0].replacen('，', "\0", 2);
    assert_eq!(guess(text.as_bytes()), certain(Encoding::Utf8, false));
}

#[test]
fn nuls_after_the_text() {
    for encoding in [Encoding::Utf8, Encoding::Gb18030, Encoding::Utf16Le] {
        let mut bytes = encode(SIMPLIFIED[0], encoding);
        bytes.resize(4096, 0);
        check_encoding(&bytes, encoding);
    }
}

#[test]
fn binary_files() {
    check_binary(&[0; 1000], BinaryKind::Unknown);
    check_binary(&[0], BinaryKind::Unknown);
    check_binary(b"PK\x03\x04", BinaryKind::Zip);
    check_binary(b"%PDF-1.7", BinaryKind::Pdf);

    let mut program = b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3E\0\x01\0\0\0".to_vec();
    program.extend((0..4000u32).flat_map(|n| (n * n).to_le_bytes()));
    check_binary(&program, BinaryKind::Unknown);

    let counts: Vec<u8> = (0..2000u32).flat_map(u32::to_le_bytes).collect();
    check_binary(&counts, BinaryKind::Unknown);
    let sound: Vec<u8> = (0..4000i32)
        .flat_map(|n| i16::to_le_bytes((n * 37 % 2000 - 1000) as i16))
        .collect();
    check_binary(&sound, BinaryKind::Unknown);
    let every_byte: Vec<u8> = (0..=255).cycle().take(4096).collect();
    check_binary(&every_byte, BinaryKind::Unknown);
}

#[test]
fn noise_is_binary() {
    for seed in 1..100u64 {
        let mut state = seed;
        let noise: Vec<u8> = (0..512)
            .map(|_| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                (state >> 32) as u8
            })
            .collect();
        check_binary(&noise, BinaryKind::Unknown);
    }
}

#[test]
fn other_spaces_and_marks_do_not_mislead() {
    for text in [
        "一段。\u{2028}二段。\u{2029}三段。\u{85}四段。\u{c}五段。",
        "零宽\u{200b}字\u{200d}符\u{feff}在\u{2060}此\u{200c}处，不影响编码判断。",
        "文字\u{202e}方向\u{2066}控制\u{2069}符号\u{202c}也在\u{200f}此处，不影响编码判断。",
        "完成情况良好👨‍👩‍👧‍👦，群众满意度达到👍🏽九成以上，各项任务有序推进。",
        "来源：县政府网站\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}发布日期：十月",
        "用字：𠀀𠮷葛\u{e0100}，私用\u{e000}\u{f8ff}区，均照原样保留，各项任务有序推进。",
    ] {
        check_encoding(text.as_bytes(), Encoding::Utf8);
        check_encoding(&encode(text, Encoding::Utf16Le), Encoding::Utf16Le);
        check_encoding(&encode(text, Encoding::Utf16Be), Encoding::Utf16Be);
    }
    for mark in ["\u{301}", "\u{20dd}"] {
        let text = format!("甲{}是一个字。", mark.repeat(100));
        assert_eq!(guess(text.as_bytes()), certain_or_likely_utf8(&text));
    }
}

fn certain_or_likely_utf8(text: &str) -> Result<Guess, Refusal> {
    let found = guess(text.as_bytes());
    assert_ne!(found.unwrap().certainty, Certainty::Unsure);
    assert_eq!(found.unwrap().encoding, Encoding::Utf8);
    found
}

/// Reports that lie beside the checkout, if there are any.
#[test]
fn real_reports() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: no reports beside the checkout");
        return;
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    for path in paths.filter(|path| path.extension().is_some_and(|extension| extension == "txt")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Ok(text) = std::fs::read_to_string(&path) else {
            eprintln!("skipped: {name} is not UTF-8");
            continue;
        };
        assert_eq!(
            guess(text.as_bytes()),
            certain(Encoding::Utf8, false),
            "{name}"
        );
        for encoding in [Encoding::Gb18030, Encoding::Utf16Le, Encoding::Utf16Be] {
            assert_eq!(guess(&encode(&text, encoding)), likely(encoding), "{name}");
            for line in text.lines().filter(|line| line.chars().count() >= 12) {
                let bytes = encode(line, encoding);
                assert_eq!(
                    guess(&bytes).unwrap().encoding,
                    encoding,
                    "a line of {name}"
                );
            }
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = guess(&bytes);
    }

    #[test]
    fn any_sentence_of_hanzi(
        start in 0usize..40, length in 16usize..40, which in 0..SIMPLIFIED.len(),
    ) {
        let text: String = SIMPLIFIED[which].chars().cycle().skip(start).take(length).collect();
        for encoding in [Encoding::Utf8, Encoding::Gb18030, Encoding::Utf16Le, Encoding::Utf16Be] {
            check_encoding(&encode(&text, encoding), encoding);
        }
    }
}
