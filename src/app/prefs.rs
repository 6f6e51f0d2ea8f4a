//! What the user prefers: language, theme, keys.

use reportmark_core::{
    from_json_name,
    json::{self, FromJson},
};
use serde::Serialize;
use serde_json::Value;

use super::keys::{Chord, CommandId};

/// The languages of the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub enum Language {
    /// Simplified Chinese.
    #[serde(rename = "zh")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
}

from_json_name!(Language { "zh" => Chinese, "en" => English });

impl Language {
    /// The language of a browser that prefers these BCP 47 tags, in order.
    #[must_use]
    pub fn preferred<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        tags.into_iter()
            .find_map(|tag| match tag.split('-').next() {
                Some(primary) if primary.eq_ignore_ascii_case("zh") => Some(Self::Chinese),
                Some(primary) if primary.eq_ignore_ascii_case("en") => Some(Self::English),
                _ => None,
            })
            .unwrap_or(Self::English)
    }

    /// Its BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Chinese => Self::English,
            Self::English => Self::Chinese,
        }
    }
}

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

from_json_name!(Theme { "system" => System, "light" => Light, "dark" => Dark } absent System);

impl Theme {
    /// The next in the order of the switch.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// What the document element's `data-theme` says.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// All preferences, as they are kept in the browser.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Prefs {
    /// The language of the page; none until the user chose one.
    pub language: Option<Language>,
    /// The theme.
    pub theme: Theme,
    /// Whether keys without a modifier are listened to (WCAG 2.1.4).
    pub single_keys: bool,
    /// Whether rules suggest what to mark.
    pub suggests: bool,
    /// Keys that the user changed. A command that is not listed has its usual keys.
    pub keys: Vec<(CommandId, Vec<Chord>)>,
}

impl FromJson for Prefs {
    fn from_json(value: Value) -> Option<Self> {
        let mut members = json::members(value)?;
        let single_keys: Option<bool> = json::member(&mut members, "single_keys")?;
        let suggests: Option<bool> = json::member(&mut members, "suggests")?;
        Some(Self {
            language: json::member(&mut members, "language")?,
            theme: json::member(&mut members, "theme")?,
            single_keys: single_keys.unwrap_or(true),
            suggests: suggests.unwrap_or(false),
            keys: json::member(&mut members, "keys")?,
        })
    }
}

impl Default for Prefs {
    fn default() -> Self {
        Self {
            language: None,
            theme: Theme::System,
            single_keys: true,
            suggests: false,
            keys: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Option<Prefs> {
        json::parse(json.as_bytes())
    }

    #[test]
    fn what_is_written_is_read() {
        let prefs = Prefs {
            language: Some(Language::English),
            theme: Theme::Dark,
            single_keys: false,
            suggests: true,
            keys: vec![(
                "undo".into(),
                vec![
                    Chord::parse("Ctrl+Shift+z").unwrap(),
                    Chord::parse("+").unwrap(),
                ],
            )],
        };
        for prefs in [prefs, Prefs::default()] {
            let json = serde_json::to_string(&prefs).unwrap();
            assert_eq!(read(&json), Some(prefs));
        }
    }

    #[test]
    fn what_is_not_written_is_as_usual() {
        assert_eq!(read("{}"), Some(Prefs::default()));
        let later = r#"{"theme": "dark", "x-later": [1]}"#;
        assert_eq!(read(later).map(|prefs| prefs.theme), Some(Theme::Dark));
    }

    #[test]
    fn what_makes_no_sense_is_not_read() {
        for nonsense in [
            "",
            "[]",
            r#"{"theme": "pink"}"#,
            r#"{"keys": [["undo", [""]]]}"#,
        ] {
            assert_eq!(read(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn languages_of_browsers() {
        for (tags, expect) in [
            (&["zh-TW", "en"][..], Language::Chinese),
            (&["fr", "EN-gb", "zh"], Language::English),
            (&["ZH"], Language::Chinese),
            (&["fr", "zhx"], Language::English),
            (&[], Language::English),
        ] {
            assert_eq!(
                Language::preferred(tags.iter().copied()),
                expect,
                "{tags:?}"
            );
        }
    }
}
