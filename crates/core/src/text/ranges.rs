//! Sets of stretches of a text: what was read, what a zone covers.

use alloc::vec::Vec;

use super::TextRange;

/// The stretches as a set: in order, disjoint, and joined where they touch. Empty ones go.
#[must_use]
pub fn normal(ranges: &[TextRange]) -> Vec<TextRange> {
    let mut sorted = Vec::new();
    sorted.extend(ranges.iter().copied().filter(|range| !range.is_empty()));
    sorted.sort_unstable();
    let mut joined: Vec<TextRange> = Vec::new();
    for range in sorted {
        match joined.last_mut() {
            Some(last) if range.start() <= last.end() => {
                *last = TextRange::between(last.start(), last.end().max(range.end()));
            }
            _ => joined.push(range),
        }
    }
    joined
}

/// The set with a stretch added.
#[must_use]
pub fn with(ranges: &[TextRange], range: TextRange) -> Vec<TextRange> {
    let mut all = Vec::from(ranges);
    all.push(range);
    normal(&all)
}

/// The set with a stretch taken out.
#[must_use]
pub fn without(ranges: &[TextRange], range: TextRange) -> Vec<TextRange> {
    let mut kept = Vec::new();
    for own in normal(ranges) {
        let before = TextRange::between(own.start(), range.start().clamp(own.start(), own.end()));
        let behind = TextRange::between(range.end().clamp(own.start(), own.end()), own.end());
        kept.extend([before, behind]);
    }
    normal(&kept)
}

/// Whether all of a stretch is in the set.
#[must_use]
pub fn cover(ranges: &[TextRange], range: TextRange) -> bool {
    normal(ranges).iter().any(|own| own.covers(range))
}

/// How many bytes are in the set.
#[must_use]
pub fn len(ranges: &[TextRange]) -> usize {
    normal(ranges).iter().map(|range| range.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Offset;
    use proptest::prelude::*;

    fn range((start, end): (usize, usize)) -> TextRange {
        TextRange::between(Offset::from_bytes(start), Offset::from_bytes(end))
    }

    fn has(ranges: &[TextRange], at: usize) -> bool {
        ranges
            .iter()
            .any(|own| own.contains(Offset::from_bytes(at)))
    }

    proptest! {
        #[test]
        fn they_are_sets(
            ranges in prop::collection::vec((0..40_usize, 0..40_usize), 0..8),
            other in (0..40_usize, 0..40_usize),
        ) {
            let ranges: Vec<_> = ranges.into_iter().map(range).collect();
            let other = range(other);
            let (with, without) = (with(&ranges, other), without(&ranges, other));
            for at in 0..40 {
                let is_other = has(&[other], at);
                prop_assert_eq!(has(&with, at), has(&ranges, at) || is_other);
                prop_assert_eq!(has(&without, at), has(&ranges, at) && !is_other);
            }
            for set in [&with, &without] {
                prop_assert!(set.windows(2).all(|pair| pair[0].end() < pair[1].start()));
                prop_assert!(set.iter().all(|range| !range.is_empty()));
                prop_assert_eq!(len(set), (0..40).filter(|&at| has(set, at)).count());
            }
            prop_assert!(other.is_empty() || cover(&with, other));
        }
    }
}
