//! Which newlines a text has.

use serde::Serialize;

/// The newlines of a text. They are recorded, never changed.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug, Hash, Default)]
#[serde(rename_all = "lowercase")]
pub enum Newlines {
    /// U+000A only, or no newline at all.
    #[default]
    Lf,
    /// U+000D U+000A only.
    Crlf,
    /// U+000D only.
    Cr,
    /// More than one of the three.
    Mixed,
}

crate::from_json_name!(Newlines { "lf" => Lf, "crlf" => Crlf, "cr" => Cr, "mixed" => Mixed });

/// The newlines that a text has. NEL, LS, PS and form feeds are characters, not newlines.
pub fn newlines(text: &str) -> Newlines {
    let mut seen = None;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        let newline = match byte {
            b'\n' => Newlines::Lf,
            b'\r' if bytes.next_if_eq(&b'\n').is_some() => Newlines::Crlf,
            b'\r' => Newlines::Cr,
            _ => continue,
        };
        if seen.is_some_and(|seen| seen != newline) {
            return Newlines::Mixed;
        }
        seen = Some(newline);
    }
    seen.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        for (text, expected) in [
            ("", Newlines::Lf),
            ("一行", Newlines::Lf),
            ("一\n二\n\n", Newlines::Lf),
            ("一\r\n二\r\n\r\n", Newlines::Crlf),
            ("一\r二\r\r", Newlines::Cr),
            ("\r", Newlines::Cr),
            ("一\r\n二\n", Newlines::Mixed),
            ("一\n二\r\n", Newlines::Mixed),
            ("一\r二\n", Newlines::Mixed),
            ("一\r\r\n", Newlines::Mixed),
            ("一\n\r二", Newlines::Mixed),
            ("一\u{2028}二\u{2029}三\u{85}四\u{c}五\u{b}", Newlines::Lf),
            ("一\u{2028}二\r\n", Newlines::Crlf),
        ] {
            assert_eq!(newlines(text), expected, "{text:?}");
        }
    }

    #[test]
    fn json_names() {
        let all = [Newlines::Lf, Newlines::Crlf, Newlines::Cr, Newlines::Mixed];
        let json = serde_json::to_string(&all).unwrap();
        assert_eq!(json, r#"["lf","crlf","cr","mixed"]"#);
        assert_eq!(
            crate::json::parse::<Vec<Newlines>>(json.as_bytes()).unwrap(),
            all
        );
    }
}
