//! Lists of cue words.

use alloc::{sync::Arc, vec::Vec};
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

/// Words in order, for lists that are long and looked up at every clause.
#[derive(Clone, Debug)]
pub(crate) struct Index<W = &'static str> {
    words: Vec<W>,
    /// Characters of the longest.
    longest: usize,
}

impl<W> Default for Index<W> {
    fn default() -> Self {
        Self {
            words: Vec::new(),
            longest: 0,
        }
    }
}

impl Index {
    pub(crate) fn of(words: Words) -> Self {
        Self::in_order(words.iter().collect())
    }
}

impl Index<Arc<str>> {
    pub(crate) fn of_shared(words: Vec<Arc<str>>) -> Self {
        Self::in_order(words)
    }

    /// The words that only one of the two has.
    pub(crate) fn unlike(&self, other: &Self) -> Vec<Arc<str>> {
        let only = |own: &Self, other: &Self| {
            let only = own.words.iter().filter(|word| !other.has(word));
            only.cloned().collect::<Vec<_>>()
        };
        let mut unlike = only(self, other);
        unlike.extend(only(other, self));
        unlike
    }
}

impl<W: AsRef<str> + Clone> Index<W> {
    fn in_order(mut words: Vec<W>) -> Self {
        words.sort_unstable_by(|a, b| a.as_ref().cmp(b.as_ref()));
        words.dedup_by(|a, b| a.as_ref() == b.as_ref());
        let longest = words.iter().map(|word| word.as_ref().chars().count()).max();
        Self {
            words,
            longest: longest.unwrap_or(0),
        }
    }

    /// All of them, in order.
    pub(crate) fn words(&self) -> &[W] {
        &self.words
    }

    fn get(&self, word: &str) -> Option<W> {
        let found = self.words.binary_search_by(|own| own.as_ref().cmp(word));
        self.words.get(found.ok()?).cloned()
    }

    /// Whether this is one of them.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// The longest of them that a text begins with.
    pub(crate) fn start_of(&self, text: &str) -> Option<W> {
        let mut found = None;
        for (nth, (at, c)) in text.char_indices().enumerate() {
            if nth == self.longest {
                break;
            }
            let start = text.get(..at + c.len_utf8()).unwrap_or_default();
            let from = self.words.partition_point(|word| word.as_ref() < start);
            match self.words.get(from) {
                Some(word) if word.as_ref() == start => found = Some(word.clone()),
                // None of them begins like this.
                Some(word) if !word.as_ref().starts_with(start) => break,
                None => break,
                Some(_) => {}
            }
        }
        found
    }

    /// The longest of them that a text ends with.
    pub(crate) fn end_of(&self, text: &str) -> Option<W> {
        let starts = text.char_indices().rev().take(self.longest);
        let ends = starts.filter_map(|(at, _)| self.get(text.get(at..)?));
        ends.last()
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
