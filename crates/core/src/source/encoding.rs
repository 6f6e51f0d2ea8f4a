//! The encodings that can be read, their names and their byte-order marks.

use core::fmt;

use serde::Serialize;
use serde_json::Value;

use crate::json::FromJson;

/// An encoding that can be read.
///
/// Written down by its WHATWG label (`utf-8`, `gb18030` …); read from any label that
/// [`Encoding::from_label`] knows.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[serde(into = "&'static str")]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// GB18030, which contains GBK and GB 2312.
    Gb18030,
    /// Big5, with the Hong Kong extension.
    Big5,
}

impl Encoding {
    /// Every encoding, in the order in which a list of them is offered.
    pub const ALL: [Self; 5] = [
        Self::Utf8,
        Self::Gb18030,
        Self::Big5,
        Self::Utf16Le,
        Self::Utf16Be,
    ];

    /// The WHATWG label, which `TextDecoder` understands: lower case, such as `utf-16le`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Gb18030 => "gb18030",
            Self::Big5 => "big5",
        }
    }

    /// The encoding that a label names: any WHATWG label of these encodings, in any case, with
    /// white space around it allowed. `gbk` and `gb2312` are [`Encoding::Gb18030`], which reads
    /// them. `None` for a label that is not known or names another encoding.
    pub fn from_label(label: &str) -> Option<Self> {
        let label = label.trim_matches(['\t', '\n', '\u{c}', '\r', ' ']);
        LABELS
            .iter()
            .find(|(_, labels)| labels.iter().any(|known| known.eq_ignore_ascii_case(label)))
            .map(|(encoding, _)| *encoding)
    }

    /// The bytes of U+FEFF in this encoding; none in Big5, which cannot write it.
    pub(super) const fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8 => b"\xEF\xBB\xBF",
            Self::Utf16Le => b"\xFF\xFE",
            Self::Utf16Be => b"\xFE\xFF",
            Self::Gb18030 => b"\x84\x31\x95\x33",
            Self::Big5 => b"",
        }
    }

    /// What follows the byte-order mark of this encoding, or `None` where there is no such mark.
    pub(super) fn after_mark(self, bytes: &[u8]) -> Option<&[u8]> {
        match self.mark() {
            [] => None,
            mark => bytes.strip_prefix(mark),
        }
    }

    /// The encoding whose byte-order mark the bytes begin with.
    pub(super) fn of_mark(bytes: &[u8]) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|encoding| encoding.after_mark(bytes).is_some())
    }
}

/// The labels of <https://encoding.spec.whatwg.org/#names-and-labels>. GBK has an entry of its own
/// there; as a decoder it is the same as GB18030.
const LABELS: [(Encoding, &[&str]); 5] = [
    (
        Encoding::Utf8,
        &[
            "utf-8",
            "utf8",
            "unicode-1-1-utf-8",
            "unicode11utf8",
            "unicode20utf8",
            "x-unicode20utf8",
        ],
    ),
    (
        Encoding::Gb18030,
        &[
            "gb18030",
            "gbk",
            "gb2312",
            "x-gbk",
            "gb_2312",
            "gb_2312-80",
            "chinese",
            "csgb2312",
            "csiso58gb231280",
            "iso-ir-58",
        ],
    ),
    (
        Encoding::Big5,
        &["big5", "big5-hkscs", "cn-big5", "csbig5", "x-x-big5"],
    ),
    (
        Encoding::Utf16Le,
        &[
            "utf-16le",
            "utf-16",
            "csunicode",
            "iso-10646-ucs-2",
            "ucs-2",
            "unicode",
            "unicodefeff",
        ],
    ),
    (Encoding::Utf16Be, &["utf-16be", "unicodefffe"]),
];

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

impl From<Encoding> for &'static str {
    fn from(encoding: Encoding) -> Self {
        encoding.label()
    }
}

impl FromJson for Encoding {
    fn from_json(value: Value) -> Option<Self> {
        Self::from_label(value.as_str()?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::of_encoding;
    use super::*;

    #[test]
    fn labels_name_their_encoding() {
        for encoding in Encoding::ALL {
            assert_eq!(Encoding::from_label(encoding.label()), Some(encoding));
        }
        for (label, encoding) in [
            ("UTF8", Encoding::Utf8),
            (" Utf-8\n", Encoding::Utf8),
            ("GBK", Encoding::Gb18030),
            ("gb2312", Encoding::Gb18030),
            ("GB_2312-80", Encoding::Gb18030),
            ("Big5-HKSCS", Encoding::Big5),
            ("utf-16", Encoding::Utf16Le),
            ("unicodeFFFE", Encoding::Utf16Be),
        ] {
            assert_eq!(Encoding::from_label(label), Some(encoding), "{label:?}");
        }
        for label in ["", "latin1", "shift_jis", "utf-7", "utf-32", "\u{a0}utf-8"] {
            assert_eq!(Encoding::from_label(label), None, "{label:?}");
        }
    }

    #[test]
    fn labels_agree_with_the_standard() {
        for (encoding, labels) in LABELS {
            for label in labels {
                let standard = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
                let expected = match standard.name() {
                    "GBK" => encoding_rs::GB18030,
                    _ => standard,
                };
                assert_eq!(of_encoding(encoding), expected, "{label}");
            }
        }
    }

    #[test]
    fn json_is_the_label() {
        for encoding in Encoding::ALL {
            let json = serde_json::to_string(&encoding).unwrap();
            assert_eq!(json, format!("\"{}\"", encoding.label()));
            assert_eq!(
                crate::json::parse::<Encoding>(json.as_bytes()).unwrap(),
                encoding
            );
        }
        assert_eq!(
            crate::json::parse::<Encoding>(b"\"GBK\"").unwrap(),
            Encoding::Gb18030
        );
        assert_eq!(crate::json::parse::<Encoding>(b"\"koi8-r\""), None);
    }

    #[test]
    fn marks() {
        assert_eq!(Encoding::of_mark(b"\xEF\xBB\xBFa"), Some(Encoding::Utf8),);
        assert_eq!(Encoding::of_mark(b"\xFF\xFE"), Some(Encoding::Utf16Le));
        assert_eq!(Encoding::of_mark(b"\xFE\xFF"), Some(Encoding::Utf16Be));
        assert_eq!(
            Encoding::of_mark(b"\x84\x31\x95\x33"),
            Some(Encoding::Gb18030)
        );
        assert_eq!(Encoding::of_mark(b"\xEF\xBB"), None);
        assert_eq!(Encoding::of_mark(b"abc"), None);
        assert_eq!(Encoding::of_mark(b""), None);
    }
}
