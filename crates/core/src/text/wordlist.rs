//! Lists of cue words.

use core::str::SplitAsciiWhitespace;

/// Words, with a blank between two. One string takes less room than a reference for every word,
/// and as little time: lists are gone through from the start.
#[derive(Clone, Copy)]
pub(crate) struct Words(pub &'static str);

/// Lists with what their words say.
pub(crate) type Groups = [(&'static str, Words)];

impl Words {
    pub(crate) fn iter(self) -> SplitAsciiWhitespace<'static> {
        self.0.split_ascii_whitespace()
    }

    /// Whether this is one of them.
    pub(crate) fn has(self, word: &str) -> bool {
        self.iter().any(|own| own == word)
    }

    /// Whether one of them stands in a text.
    pub(crate) fn is_in(self, text: &str) -> bool {
        self.iter().any(|own| text.contains(own))
    }

    /// The longest of them that a text begins with.
    pub(crate) fn start_of(self, text: &str) -> Option<&'static str> {
        self.longest(|word| text.starts_with(word))
    }

    /// The longest of them that a text ends with.
    pub(crate) fn end_of(self, text: &str) -> Option<&'static str> {
        self.longest(|word| text.ends_with(word))
    }

    /// A text without the one that it begins with.
    pub(crate) fn behind(self, text: &str) -> Option<&str> {
        text.strip_prefix(self.start_of(text)?)
    }

    /// A text without the one that it ends with.
    pub(crate) fn before(self, text: &str) -> Option<&str> {
        text.strip_suffix(self.end_of(text)?)
    }

    fn longest(self, fits: impl Fn(&str) -> bool) -> Option<&'static str> {
        let mut found: Option<&'static str> = None;
        for word in self.iter() {
            if fits(word) && found.is_none_or(|found| found.len() < word.len()) {
                found = Some(word);
            }
        }
        found
    }
}

/// The word that a text begins with, the longest of all lists, and what it says.
pub(crate) fn said_at_start(
    groups: &'static Groups,
    text: &str,
) -> Option<(&'static str, &'static str)> {
    longest(groups, |words| words.start_of(text))
}

/// The word that a text ends with, the longest of all lists, and what it says.
pub(crate) fn said_at_end(
    groups: &'static Groups,
    text: &str,
) -> Option<(&'static str, &'static str)> {
    longest(groups, |words| words.end_of(text))
}

fn longest(
    groups: &'static Groups,
    find: impl Fn(Words) -> Option<&'static str>,
) -> Option<(&'static str, &'static str)> {
    let mut found: Option<(&str, &str)> = None;
    for &(name, words) in groups {
        if let Some(word) =
            find(words).filter(|word| found.is_none_or(|(own, _)| own.len() < word.len()))
        {
            found = Some((word, name));
        }
    }
    found
}

/// What the first list says of which a word stands in a text.
pub(crate) fn said_in(groups: &'static Groups, text: &str) -> Option<&'static str> {
    let (name, _) = groups.iter().find(|(_, words)| words.is_in(text))?;
    Some(name)
}
