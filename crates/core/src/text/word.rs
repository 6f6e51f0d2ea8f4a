//! Words: as the browser breaks them, and the names of bodies before that.

use alloc::{sync::Arc, vec::Vec};

use super::{
    Clusters, Offset, Text, TextRange,
    marks::{self, is_blank, is_outer},
};

/// Bytes looked at on either side of a position.
pub(super) const WINDOW: usize = 256;

/// Where words end.
///
/// Chinese words are found with a dictionary. The browser has one (`Intl.Segmenter`), so they come
/// in from outside, as [`Clusters`] do.
pub trait Words {
    /// The end of every segment of `text`, in UTF-8 bytes from its start. Punctuation and white
    /// space are segments too.
    fn ends(&self, text: &str) -> Vec<usize>;
}

impl<F: Fn(&str) -> Vec<usize>> Words for F {
    fn ends(&self, text: &str) -> Vec<usize> {
        self(text)
    }
}

/// Who knows where characters, words and names end.
#[derive(Clone, Copy)]
pub struct Breaks<'a> {
    /// Characters as a user sees them.
    pub clusters: &'a dyn Clusters,
    /// Words.
    pub words: &'a dyn Words,
    /// Names of bodies, in any order. Where one stands in the text it is one word: a dictionary
    /// cuts 市住房和城乡建设局 into six.
    pub bodies: &'a [Arc<str>],
}

/// The words around a position, in the order of the text, without punctuation and white space.
pub(super) fn words_around(text: &Text, at: Offset, breaks: &Breaks<'_>) -> Vec<TextRange> {
    let at = text.floor(at).bytes();
    let from = text.floor(Offset::from_bytes(at.saturating_sub(WINDOW)));
    let to = text.floor(Offset::from_bytes(at + WINDOW));
    let window = TextRange::between(from, to);
    // A word that the window cuts is not one: it goes from mark to mark if it can.
    let slice = text.slice(window);
    let place = at - from.bytes();
    let before = slice.get(..place).unwrap_or_default();
    let start = if from == Offset::ZERO {
        0
    } else {
        before
            .trim_end_matches(is_between)
            .find(is_between)
            .unwrap_or(0)
    };
    let behind = slice.get(place..).unwrap_or_default();
    let behind = behind.trim_start_matches(is_between);
    let end = match behind.rfind(is_between) {
        Some(end) if to < text.end() => slice.len() - behind.len() + end,
        _ => slice.len(),
    };
    let slice = slice.get(start..end).unwrap_or_default();
    let base = from.bytes() + start;

    let names = names(slice, breaks.bodies);
    let mut words = Vec::new();
    let mut push = |start: usize, end: usize| {
        if slice
            .get(start..end)
            .is_some_and(|word| !word.chars().all(is_between))
        {
            words.push(TextRange::between(
                Offset::from_bytes(base + start),
                Offset::from_bytes(base + end),
            ));
        }
    };
    let mut coming = names.iter().peekable();
    let mut start = 0;
    for end in breaks.words.ends(slice) {
        while let Some(&(first, last)) = coming.next_if(|&&(first, _)| first < end) {
            push(start, first);
            push(first, last);
            start = last;
        }
        if start < end {
            push(start, end);
            start = end;
        }
    }
    words
}

/// Whether a character stands between words.
fn is_between(c: char) -> bool {
    is_blank(c) || is_outer(c) || marks::ends_sentence(c) || marks::paired(c).is_some()
}

/// Where names stand. Of two that overlap the longer one, then the first.
fn names(text: &str, bodies: &[Arc<str>]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for name in bodies.iter().filter(|name| !name.is_empty()) {
        for (start, _) in text.match_indices(&**name) {
            let end = start + name.len();
            let overlaps = |&&(from, to): &&(usize, usize)| from < end && start < to;
            let is_shorter =
                |&(from, to): &(usize, usize)| (end - start, from) <= (to - from, start);
            if found.iter().filter(overlaps).any(is_shorter) {
                continue;
            }
            found.retain(|own| !overlaps(&own));
            let place = found.partition_point(|&(from, _)| from < start);
            found.insert(place, (start, end));
        }
    }
    found
}

/// Whether a name of a body stands across a position.
pub(super) fn is_in_name(text: &Text, at: Offset, bodies: &[Arc<str>]) -> bool {
    let window = TextRange::between(
        text.floor(Offset::from_bytes(at.bytes().saturating_sub(WINDOW))),
        text.floor(Offset::from_bytes(at.bytes() + WINDOW)),
    );
    let place = at.bytes() - window.start().bytes();
    let names = names(text.slice(window), bodies);
    names
        .iter()
        .any(|&(start, end)| start < place && place < end)
}

/// The word at a position: the one that the character behind it is of, else the one that ends
/// there.
pub(super) fn word_at(text: &Text, at: Offset, breaks: &Breaks<'_>) -> Option<TextRange> {
    let words = words_around(text, at, breaks);
    let touches = |word: &&TextRange| word.start() <= at && at <= word.end();
    words.iter().rfind(touches).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    /// Words of two characters, as far as there are two.
    fn by_two(text: &str) -> Vec<usize> {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        let ends: Vec<usize> = ends.collect();
        let odd = ends.last().copied().filter(|_| ends.len() % 2 == 1);
        ends.chunks_exact(2).map(|two| two[1]).chain(odd).collect()
    }

    fn words(text: &str, bodies: &[&str]) -> Vec<String> {
        let text = Text::new(text.into());
        let bodies: Vec<Arc<str>> = bodies.iter().map(|&name| name.into()).collect();
        let breaks = Breaks {
            clusters: &by_two,
            words: &by_two,
            bodies: &bodies,
        };
        let words = words_around(&text, Offset::ZERO, &breaks);
        words.iter().map(|&word| text.slice(word).into()).collect()
    }

    #[test]
    fn names_win_over_the_word_breaker() {
        assert_eq!(
            words("支持市林业局植树", &[]),
            ["支持", "市林", "业局", "植树"]
        );
        assert_eq!(
            words("请支持市林业局植树", &["市林业局"]),
            ["请支", "持", "市林业局", "植", "树"]
        );
    }

    #[test]
    fn of_names_that_overlap_the_longer_one_wins() {
        let bodies = ["市林业局", "林业", "林业局植树办"];
        assert_eq!(words("市林业局植树办", &bodies), ["市", "林业局植树办"]);
        assert_eq!(words("市林业局植", &bodies), ["市林业局", "植"]);
    }

    #[test]
    fn punctuation_is_no_word() {
        assert_eq!(words("，。植树（）", &[]), ["植树"]);
    }
}
