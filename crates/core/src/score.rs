//! How well predicted spans agree with those of annotators: exact and overlapping matches, and
//! responsibility pairs.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    string::String,
    vec::Vec,
};

use crate::{
    links,
    model::{Document, SpanStatus},
    scheme::Scheme,
    text::TextRange,
};

/// Relations that say who answers for what (guideline §6).
const RESPONSIBLE: [&str; 2] = ["responsible_for", "co_responsible_for"];

/// How two sets agree.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// How many annotators made.
    pub gold: usize,
    /// How many were predicted.
    pub predicted: usize,
    /// How many of both are the same: label, start and end.
    pub exact: usize,
    /// How many of the annotators' share a character with a predicted one of the same label.
    pub gold_overlapped: usize,
    /// How many predicted ones share a character with one of the annotators' of the same label.
    pub predicted_overlapped: usize,
}

/// The share, 0 where there is nothing to be shared.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of spans are small")]
    let share = part as f64 / whole as f64;
    share
}

fn harmonic(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 {
        return 0.0;
    }
    2.0 * precision * recall / (precision + recall)
}

impl Counts {
    /// The share of the predicted that is right.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.exact, self.predicted)
    }

    /// The share of the annotators' that was found.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.exact, self.gold)
    }

    /// The harmonic mean of both.
    #[must_use]
    pub fn f1(&self) -> f64 {
        harmonic(self.precision(), self.recall())
    }

    /// The harmonic mean of precision and recall where sharing a character is enough.
    #[must_use]
    pub fn overlap_f1(&self) -> f64 {
        harmonic(
            share(self.predicted_overlapped, self.predicted),
            share(self.gold_overlapped, self.gold),
        )
    }

    fn add(&mut self, other: &Self) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.exact += other.exact;
        self.gold_overlapped += other.gold_overlapped;
        self.predicted_overlapped += other.predicted_overlapped;
    }
}

/// How documents agree.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Score {
    /// By label, in the order of their ids; labels that annotators used.
    pub labels: BTreeMap<String, Counts>,
    /// All labels together.
    pub all: Counts,
    /// Who answers for what, where annotators said so: party, relation, commitment.
    pub pairs: Option<Counts>,
}

type Spans = BTreeSet<(String, TextRange)>;

/// The spans of a document within some ranges, but those decided against.
fn spans(document: &Document, ranges: &[TextRange]) -> Spans {
    let own = document.spans.iter();
    own.filter(|span| span.status != SpanStatus::Rejected)
        .filter(|span| ranges.iter().any(|range| range.covers(span.range)))
        .map(|span| (String::from(span.label.as_str()), span.range))
        .collect()
}

type Pairs = BTreeSet<(String, TextRange, TextRange)>;

/// Who answers for what, by relations drawn and by blocks, of parties within some ranges.
fn pairs(document: &Document, scheme: &Scheme, ranges: &[TextRange]) -> Pairs {
    let drawn = document.head.relations.iter();
    let drawn = drawn.map(|own| (&*own.kind, &own.head, &own.tail));
    let implied = links::derived(document, scheme).map(|own| (own.kind, own.head, own.tail));
    let mut found = Pairs::new();
    for (kind, head, tail) in drawn.chain(implied) {
        let ends = document.spans.get(head).zip(document.spans.get(tail));
        let Some((head, tail)) = ends.filter(|_| RESPONSIBLE.contains(&kind)) else {
            continue;
        };
        if ranges.iter().any(|range| range.covers(head.range)) {
            found.insert((kind.into(), head.range, tail.range));
        }
    }
    found
}

/// How many of some spans share a character with one of the same label of others.
fn overlapped(some: &Spans, others: &Spans) -> usize {
    // By label, in order of their starts, with the furthest end so far.
    let mut by_label: BTreeMap<&str, Vec<TextRange>> = BTreeMap::new();
    for (label, range) in others {
        by_label.entry(label).or_default().push(*range);
    }
    let touches = |label: &str, range: TextRange| {
        let others = by_label.get(label);
        others.is_some_and(|others| {
            let behind = others.partition_point(|own| own.start() < range.end());
            let before = others.get(..behind).unwrap_or_default();
            before.iter().rev().any(|own| own.overlaps(range))
        })
    };
    some.iter()
        .filter(|(label, range)| touches(label, *range))
        .count()
}

fn counts(gold: &Spans, predicted: &Spans) -> Counts {
    Counts {
        gold: gold.len(),
        predicted: predicted.len(),
        exact: gold.intersection(predicted).count(),
        gold_overlapped: overlapped(gold, predicted),
        predicted_overlapped: overlapped(predicted, gold),
    }
}

/// Adds how a predicted document agrees with the annotators' of the same text, within the ranges
/// that they read completely; in all of the text where they state none.
pub fn score(gold: &Document, predicted: &Document, scheme: &Scheme, score: &mut Score) {
    let stated = &gold.head.annotated_ranges;
    let whole = [gold.text.range()];
    let ranges: &[TextRange] = if stated.is_empty() { &whole } else { stated };
    let (own, other) = (spans(gold, ranges), spans(predicted, ranges));
    let of = |spans: &Spans, label: &str| -> Spans {
        spans.iter().filter(|own| own.0 == label).cloned().collect()
    };
    let labels: BTreeSet<&str> = own.iter().map(|(label, _)| label.as_str()).collect();
    for label in labels {
        let counts = counts(&of(&own, label), &of(&other, label));
        score.labels.entry(label.into()).or_default().add(&counts);
    }
    score.all.add(&counts(&own, &other));
    if !gold.head.blocks.is_empty() {
        let (own, other) = (
            pairs(gold, scheme, ranges),
            pairs(predicted, scheme, ranges),
        );
        let exact = own.intersection(&other).count();
        score.pairs.get_or_insert_default().add(&Counts {
            gold: own.len(),
            predicted: other.len(),
            exact,
            gold_overlapped: exact,
            predicted_overlapped: exact,
        });
    }
}
