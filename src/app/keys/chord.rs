//! Keys with their modifiers, as events, as text, and which of them are somebody else's.

use std::fmt;

use reportmark_core::json::FromJson;
use serde::Serialize;
use serde_json::Value;

/// A key with the modifiers held.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(into = "String")]
pub struct Chord {
    /// As `KeyboardEvent.key` gives it; letters in lower case.
    key: String,
    /// Ctrl, or Command on a Mac.
    control: bool,
    /// Shift. Part of the key itself for anything but letters and named keys.
    shift: bool,
}

impl Chord {
    /// What a key event stands for. None with Alt, which the browser and the keyboard layout own,
    /// and for modifiers alone.
    #[must_use]
    pub fn of_event(key: &str, control: bool, shift: bool, alt: bool) -> Option<Self> {
        let modifier = matches!(
            key,
            "Shift"
                | "Control"
                | "Alt"
                | "Meta"
                | "AltGraph"
                | "CapsLock"
                | "Dead"
                | "Process"
                | "Unidentified"
                | ""
        );
        (!alt && !modifier).then(|| Self::new(key, control, shift))
    }

    pub(super) fn new(key: &str, control: bool, shift: bool) -> Self {
        let mut characters = key.chars();
        let single = match (characters.next(), characters.next()) {
            (Some(c), None) => Some(c),
            _ => None,
        };
        Self {
            key: if single.is_some() {
                key.to_ascii_lowercase()
            } else {
                key.to_owned()
            },
            control,
            shift: shift && single.is_none_or(|c| c.is_ascii_alphabetic()),
        }
    }

    /// Read what [`Display`](fmt::Display) writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (mut control, mut shift) = (false, false);
        let mut key = text;
        loop {
            if let Some(rest) = key.strip_prefix("Ctrl+") {
                (control, key) = (true, rest);
            } else if let Some(rest) = key.strip_prefix("Shift+") {
                (shift, key) = (true, rest);
            } else {
                break;
            }
        }
        (!key.is_empty()).then(|| Self::new(key, control, shift))
    }

    /// Whether it is one character without a modifier that turns it into a command: what
    /// WCAG 2.1.4 wants to be switched off or changed.
    #[must_use]
    pub fn is_single(&self) -> bool {
        !self.control && self.key.chars().count() == 1
    }

    /// Whether the browser or assistive technology needs it, so that no command may take it.
    #[must_use]
    pub fn is_reserved(&self) -> bool {
        let named = matches!(
            self.key.as_str(),
            "Tab"
                | "Escape"
                | "Enter"
                | " "
                | "ArrowLeft"
                | "ArrowRight"
                | "ArrowUp"
                | "ArrowDown"
                | "Home"
                | "End"
                | "PageUp"
                | "PageDown"
                | "ContextMenu"
        );
        // Finding is the page's own: the browser does not see all of a text.
        let function = self.key.starts_with('F')
            && self.key.len() > 1
            && self.key != "F3"
            && self.key.chars().skip(1).all(|c| c.is_ascii_digit());
        // What browsers do with Ctrl and a key; everything but find, save, undo and redo stays
        // theirs.
        let browser = self.control
            && !matches!(
                self.key.as_str(),
                "f" | "s" | "z" | "y" | "b" | "e" | "i" | "m" | ";" | "'" | "."
            );
        named || function || browser
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.control {
            f.write_str("Ctrl+")?;
        }
        if self.shift {
            f.write_str("Shift+")?;
        }
        f.write_str(&self.key)
    }
}

impl From<Chord> for String {
    fn from(chord: Chord) -> Self {
        chord.to_string()
    }
}

impl FromJson for Chord {
    fn from_json(value: Value) -> Option<Self> {
        Self::parse(value.as_str()?)
    }
}
