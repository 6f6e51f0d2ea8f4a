//! Steps of the reading cursor by character, as a user sees characters.

use alloc::vec::Vec;

use super::{Offset, Text, TextRange};

/// Bytes looked at on one side of a position: more than any character that people write takes.
const WINDOW: usize = 256;

/// Where extended grapheme clusters end (UAX #29).
///
/// The rules need tables of the Unicode database. The browser has them (`Intl.Segmenter`), so they
/// come in from outside rather than being carried along.
pub trait Clusters {
    /// The end of every cluster of `text`, in UTF-8 bytes from its start.
    fn ends(&self, text: &str) -> Vec<usize>;
}

impl<F: Fn(&str) -> Vec<usize>> Clusters for F {
    fn ends(&self, text: &str) -> Vec<usize> {
        self(text)
    }
}

/// The next position where a user sees a character end; the end of the text at last.
#[must_use]
pub fn next_cluster(text: &Text, at: Offset, clusters: &dyn Clusters) -> Offset {
    let at = text.floor(at);
    let window = TextRange::between(at, Offset::from_bytes(at.bytes() + WINDOW));
    let step = clusters.ends(text.slice(window)).first().copied();
    text.floor(Offset::from_bytes(at.bytes() + step.unwrap_or(WINDOW)))
}

/// The position before this one where a user sees a character start; the start at last.
#[must_use]
pub fn previous_cluster(text: &Text, at: Offset, clusters: &dyn Clusters) -> Offset {
    let at = text.floor(at);
    let from = text.floor(Offset::from_bytes(at.bytes().saturating_sub(WINDOW)));
    let ends = clusters.ends(text.slice(TextRange::between(from, at)));
    // The last cluster ends here, so the one before it ends where this one starts.
    let start = ends.iter().rev().nth(1).copied().unwrap_or(0);
    text.floor(Offset::from_bytes(from.bytes() + start))
}

/// The position itself where a user sees a character start or end, else where the one around it
/// starts.
#[must_use]
pub fn cluster_start(text: &Text, at: Offset, clusters: &dyn Clusters) -> Offset {
    let from = text.floor(Offset::from_bytes(at.bytes().saturating_sub(WINDOW)));
    let window = TextRange::between(from, Offset::from_bytes(at.bytes() + WINDOW));
    let ends = clusters.ends(text.slice(window)).into_iter();
    let mut ends = ends.map(|end| Offset::from_bytes(from.bytes() + end));
    ends.rfind(|end| *end <= at).unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation as _;

    fn uax29(text: &str) -> Vec<usize> {
        text.grapheme_indices(true)
            .map(|(at, cluster)| at + cluster.len())
            .collect()
    }

    #[test]
    fn a_position_within_a_cluster_is_moved_to_its_start() {
        let text = Text::new("甲e\u{301}👨‍👩‍👧\r\n市".into());
        let boundaries: Vec<_> = [0].into_iter().chain(uax29(text.as_str())).collect();
        for at in 0..=text.end().bytes() {
            let start = boundaries.iter().rfind(|boundary| **boundary <= at);
            let at = text.floor(Offset::from_bytes(at));
            assert_eq!(
                Some(cluster_start(&text, at, &uax29).bytes()),
                start.copied(),
                "{at}"
            );
        }
    }

    #[test]
    fn clusters_are_not_cut() {
        let text = Text::new("e\u{301}👨‍👩‍👧\r\n市".into());
        let mut at = Offset::ZERO;
        let mut seen = vec![];
        while at < text.end() {
            let next = next_cluster(&text, at, &uax29);
            assert_eq!(previous_cluster(&text, next, &uax29), at);
            seen.push(text.to_code_points(next));
            at = next;
        }
        assert_eq!(seen, [2, 7, 9, 10]);
    }

    proptest! {
        #[test]
        fn steps_move_on_and_stay_on_boundaries(s in "[a目😀\u{301}\u{200d}\r\n]{0,200}") {
            let text = Text::new(s);
            let mut at = Offset::ZERO;
            while at < text.end() {
                let next = next_cluster(&text, at, &uax29);
                prop_assert!(next > at && text.fits(TextRange::between(at, next)));
                at = next;
            }
            while at > Offset::ZERO {
                let previous = previous_cluster(&text, at, &uax29);
                prop_assert!(previous < at && text.fits(TextRange::between(previous, at)));
                at = previous;
            }
        }
    }
}
