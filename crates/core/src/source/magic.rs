//! Files that say in their first bytes that they are not plain text.

/// What a file is that is not a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum BinaryKind {
    /// A PDF.
    Pdf,
    /// A ZIP archive, which `.docx`, `.xlsx`, `.odt` and `.epub` files are too.
    Zip,
    /// A compound file: `.doc`, `.xls` and `.ppt` of the years before 2007, and some `.wps`.
    OldOffice,
    /// Rich text: characters, but with its own escapes for everything that is not ASCII.
    Rtf,
    /// A picture: PNG, JPEG, GIF, TIFF or WebP.
    Image,
    /// A gzip-compressed file.
    Gzip,
    /// Another archive or compressed file: RAR, 7z, xz, bzip2 or tar.
    Archive,
    /// A text in UTF-32, which is not read.
    Utf32,
    /// Bytes that no readable encoding makes sense of.
    Unknown,
}

const SIGNATURES: [(&[u8], BinaryKind); 16] = [
    (b"%PDF-", BinaryKind::Pdf),
    (b"PK\x03\x04", BinaryKind::Zip),
    (b"PK\x05\x06", BinaryKind::Zip),
    (b"\xD0\xCF\x11\xE0", BinaryKind::OldOffice),
    (b"{\\rtf", BinaryKind::Rtf),
    (b"\x89PNG", BinaryKind::Image),
    (b"\xFF\xD8\xFF", BinaryKind::Image),
    (b"GIF87a", BinaryKind::Image),
    (b"GIF89a", BinaryKind::Image),
    (b"II*\0", BinaryKind::Image),
    (b"MM\0*", BinaryKind::Image),
    (b"\x1F\x8B", BinaryKind::Gzip),
    (b"Rar!\x1A\x07", BinaryKind::Archive),
    (b"7z\xBC\xAF\x27\x1C", BinaryKind::Archive),
    (b"\xFD7zXZ\0", BinaryKind::Archive),
    (b"BZh91AY&SY", BinaryKind::Archive),
];

/// The kind of file that the first bytes name, if they name one. White space and a UTF-8
/// byte-order mark before the name of a PDF or of rich text are passed over.
pub(super) fn binary_kind(bytes: &[u8]) -> Option<BinaryKind> {
    if let Some((_, kind)) = SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature))
    {
        return Some(*kind);
    }
    let unmarked = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = unmarked.trim_ascii_start();
    if start.starts_with(b"%PDF-") {
        Some(BinaryKind::Pdf)
    } else if start.starts_with(b"{\\rtf") {
        Some(BinaryKind::Rtf)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(BinaryKind::Image)
    } else if bytes.get(257..262) == Some(b"ustar") && bytes.contains(&0) {
        Some(BinaryKind::Archive)
    } else if is_utf32(bytes) {
        Some(BinaryKind::Utf32)
    } else {
        None
    }
}

/// Whether there is a UTF-32 byte-order mark and then characters only. The mark alone proves
/// nothing: its little-endian form begins like UTF-16.
fn is_utf32(bytes: &[u8]) -> bool {
    let (units, rest) = bytes.as_chunks::<4>();
    let Some((mark, units)) = units.split_first() else {
        return false;
    };
    let read = match mark {
        [0xFF, 0xFE, 0, 0] => u32::from_le_bytes,
        [0, 0, 0xFE, 0xFF] => u32::from_be_bytes,
        _ => return false,
    };
    rest.is_empty()
        && !units.is_empty()
        && units
            .iter()
            .all(|unit| char::from_u32(read(*unit)).is_some_and(|character| character != '\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures() {
        let tar = {
            let mut tar = b"report.txt".to_vec();
            tar.resize(257, 0);
            tar.extend_from_slice(b"ustar\x0000");
            tar
        };
        let utf32 = |to_bytes: fn(u32) -> [u8; 4]| -> Vec<u8> {
            "\u{feff}工作报告"
                .chars()
                .flat_map(|character| to_bytes(u32::from(character)))
                .collect()
        };
        for (bytes, kind) in [
            (b"%PDF-1.7\n%\xE2\xE3".as_slice(), BinaryKind::Pdf),
            (b"\r\n%PDF-1.4", BinaryKind::Pdf),
            (b"PK\x03\x04\x14\0\x06\0", BinaryKind::Zip),
            (
                b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0",
                BinaryKind::OldOffice,
            ),
            (b"{\\rtf1\\ansi\\ansicpg936 \\'b9", BinaryKind::Rtf),
            (b"\xEF\xBB\xBF{\\rtf1", BinaryKind::Rtf),
            (b"\x89PNG\r\n\x1A\n", BinaryKind::Image),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF", BinaryKind::Image),
            (b"GIF89a\x01\0", BinaryKind::Image),
            (b"RIFF\x10\0\0\0WEBPVP8 ", BinaryKind::Image),
            (b"\x1F\x8B\x08\0", BinaryKind::Gzip),
            (b"Rar!\x1A\x07\x01\0", BinaryKind::Archive),
            (&tar, BinaryKind::Archive),
            (&utf32(u32::to_le_bytes), BinaryKind::Utf32),
            (&utf32(u32::to_be_bytes), BinaryKind::Utf32),
        ] {
            assert_eq!(binary_kind(bytes), Some(kind), "{bytes:?}");
        }
    }

    #[test]
    fn texts_are_not_named() {
        for bytes in [
            b"".as_slice(),
            b"P",
            b"PK",
            b"GIF",
            b"%PDF is a format",
            b"RIFF",
            b"II. Targets",
            b"\xFF\xFE",
            b"\xFF\xFE\0\0",
            b"\xFF\xFEa\0b\0",
            "工作报告".as_bytes(),
        ] {
            assert_eq!(binary_kind(bytes), None, "{bytes:?}");
        }
    }
}
