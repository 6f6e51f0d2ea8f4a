//! Lists of cue words.

use alloc::{sync::Arc, vec::Vec};

/// Words, with one blank between two. One string takes less room than a reference for every word, and is
/// gone through from the start; but first it is asked whether any of them can be meant at all.
#[derive(Clone, Copy)]
pub(crate) struct Words {
    text: &'static str,
    /// A bit for the first and the second character of every word. Where a word has one character, all
    /// bits for the second.
    starts: (u64, u64),
    /// For the last and the one before it.
    ends: (u64, u64),
}

/// The words of a list, one after the other.
#[derive(Clone)]
pub(crate) struct Each(&'static str);

impl Iterator for Each {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        if self.0.is_empty() {
            return None;
        }
        // From character to character: most of the time of a rule goes here.
        let bytes = self.0.as_bytes();
        let mut end = 0;
        while let Some(&byte) = bytes.get(end)
            && byte != b' '
        {
            end += width(byte);
        }
        let word = self.0.get(..end);
        self.0 = self.0.get(end + 1..).unwrap_or_default();
        word
    }
}

/// A list of words where it is used.
macro_rules! cues {
    ($text:expr) => {
        const { $crate::text::wordlist::Words::new($text) }
    };
}

pub(crate) use cues;

/// Lists with what their words say.
pub(crate) type Groups = [(&'static str, Words)];

/// The bytes of the character that begins with this one.
const fn width(first: u8) -> usize {
    match first {
        0..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// The bit of a character, by its last byte: the low six bits of its number.
const fn bit(last: u8) -> u64 {
    1 << (last & 63)
}

/// The bits of the first two characters of a text.
fn first_bits(text: &[u8]) -> (u64, u64) {
    let own = |at: usize| {
        let end = at + width(*text.get(at)?);
        Some((bit(*text.get(end - 1)?), end))
    };
    let Some((first, end)) = own(0) else {
        return (0, 0);
    };
    (first, own(end).map_or(0, |(second, _)| second))
}

/// The bits of the last two characters of a text, the last first.
fn last_bits(text: &[u8]) -> (u64, u64) {
    let Some(last) = text.last() else {
        return (0, 0);
    };
    let start = text.iter().rposition(|byte| byte & 0xc0 != 0x80);
    let before = start.and_then(|start| text.get(start.checked_sub(1)?));
    (bit(*last), before.map_or(0, |before| bit(*before)))
}

/// Whether characters with these bits are of a word.
fn fits(words: (u64, u64), text: (u64, u64)) -> bool {
    // Of a word of one character, all bits are set for the second.
    words.0 & text.0 != 0 && (words.1 & text.1 != 0 || words.1 == u64::MAX)
}

impl Words {
    #[expect(
        clippy::indexing_slicing,
        reason = "it runs when the program is built, and no slice can be taken otherwise there"
    )]
    pub(crate) const fn new(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        let (mut starts, mut ends) = ((0, 0), (0, 0));
        let mut at = 0;
        while at < bytes.len() {
            let is_first = at == 0 || bytes[at - 1] == b' ';
            let is_last = at + 1 == bytes.len() || bytes[at + 1] == b' ';
            assert!(!(is_first && bytes[at] == b' '), "two blanks");
            if is_first {
                let next = at + width(bytes[at]);
                starts.0 |= bit(bytes[next - 1]);
                starts.1 |= if next >= bytes.len() || bytes[next] == b' ' {
                    u64::MAX
                } else {
                    bit(bytes[next + width(bytes[next]) - 1])
                };
            }
            if is_last {
                let mut start = at;
                while bytes[start] & 0xc0 == 0x80 {
                    start -= 1;
                }
                ends.0 |= bit(bytes[at]);
                ends.1 |= if start == 0 || bytes[start - 1] == b' ' {
                    u64::MAX
                } else {
                    bit(bytes[start - 1])
                };
            }
            at += 1;
        }
        Self { text, starts, ends }
    }

    pub(crate) fn iter(self) -> Each {
        Each(self.text)
    }

    /// Whether this is one of them.
    pub(crate) fn has(self, word: &str) -> bool {
        fits(self.starts, first_bits(word.as_bytes())) && self.iter().any(|own| own == word)
    }

    /// Whether one of them stands in a text.
    pub(crate) fn is_in(self, text: &str) -> bool {
        let mut rest = text.as_bytes();
        while let Some(&first) = rest.first() {
            if fits(self.starts, first_bits(rest))
                && self.iter().any(|own| rest.starts_with(own.as_bytes()))
            {
                return true;
            }
            rest = rest.get(width(first)..).unwrap_or_default();
        }
        false
    }

    /// Where the last of them that stand in a text ends, in bytes.
    pub(crate) fn last_end(self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut end = bytes.len();
        // The bytes within a character have bits of their own, but no word ends there.
        while let Some(&last) = bytes.get(end.checked_sub(1)?) {
            if self.ends.0 & bit(last) != 0
                && let Some(before) = text.get(..end)
                && self.end_of(before).is_some()
            {
                break;
            }
            end -= 1;
        }
        Some(end)
    }

    /// The longest of them that a text begins with.
    pub(crate) fn start_of(self, text: &str) -> Option<&'static str> {
        let bytes = text.as_bytes();
        // Of its first character the last byte tells most.
        let at = width(*bytes.first()?) - 1;
        let last = bytes.get(at)?;
        if !fits(self.starts, first_bits(bytes)) {
            return None;
        }
        self.longest(|word| word.as_bytes().get(at) == Some(last) && text.starts_with(word))
    }

    /// The longest of them that a text ends with.
    pub(crate) fn end_of(self, text: &str) -> Option<&'static str> {
        let last = text.as_bytes().last()?;
        if !fits(self.ends, last_bits(text.as_bytes())) {
            return None;
        }
        self.longest(|word| word.as_bytes().last() == Some(last) && text.ends_with(word))
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
            if found.is_none_or(|found| found.len() < word.len()) && fits(word) {
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
