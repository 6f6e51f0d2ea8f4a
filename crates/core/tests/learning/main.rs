//! What somebody accepts and rejects in one report is known in the next. Both were written for this
//! project and marked by hand as the guideline says: `⟦T:` … `⟧` is a Target, `M` a Measure, `P` a
//! Party.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{collections::BTreeSet, fs, path::Path, sync::Arc};

use reportmark_core::{
    model::{
        Document, DocumentData, DocumentHead, DocumentId, Lexicon, Project, Span, SpanId,
        SpanStatus, Tense, Timestamp,
    },
    parse::slots,
    scheme::{LabelKind, Scheme},
    suggest::{self, Ground, Learned, Suggestion, suggest},
    text::{Offset, Text, TextRange},
};

type Place = (LabelKind, TextRange);

/// A report, and what is marked in it.
fn report(name: &str) -> (Arc<Text>, BTreeSet<Place>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/learning");
    let marked = fs::read_to_string(folder.join(name)).unwrap();
    let (mut text, mut marks, mut open) = (String::new(), BTreeSet::new(), Vec::new());
    let mut rest = marked.chars();
    while let Some(c) = rest.next() {
        match c {
            '⟦' => {
                let kind = match rest.next().unwrap() {
                    'T' => LabelKind::Target,
                    'M' => LabelKind::Measure,
                    _ => LabelKind::Party,
                };
                open.push((kind, Offset::from_bytes(text.len())));
                assert_eq!(rest.next(), Some(':'));
            }
            '⟧' => {
                let (kind, start) = open.pop().unwrap();
                let end = Offset::from_bytes(text.len());
                marks.insert((kind, TextRange::between(start, end)));
            }
            c => text.push(c),
        }
    }
    (Arc::new(Text::new(text)), marks)
}

/// The report as somebody annotates it who accepts what is right, rejects what is wrong, and marks the
/// rest by hand.
fn annotated(text: &Arc<Text>, marks: &BTreeSet<Place>) -> Document {
    let scheme = Scheme::guideline();
    let ground = Ground::of_text(text);
    let head = DocumentHead::new(DocumentId::new("first"), "first.txt", None);
    let now = Timestamp::new("2026-11-29T08:00:00Z");
    let found = suggest(text, &ground);
    let data = DocumentData::new(head, text);
    let mut data = suggest::document(text, data, &ground, &found, &scheme, &now);
    let offered: Vec<Arc<Span>> = data.spans.iter().cloned().collect();
    let mut right = BTreeSet::new();
    for span in offered {
        let mut span = Span::clone(&span);
        let place = (scheme.kind(&span.label).unwrap(), span.range);
        span.status = if marks.contains(&place) {
            right.insert(place);
            SpanStatus::Accepted
        } else {
            SpanStatus::Rejected
        };
        data.spans.remove(&span.id);
        data.spans.insert(Arc::new(span));
    }
    for (nth, &(kind, range)) in marks.difference(&right).enumerate() {
        let label = scheme.label_of(kind).unwrap().id.clone();
        let id = SpanId::new(&format!("m{nth}"));
        let mut span = Span::manual(id, label, range, now.clone());
        let is_within =
            |own: &&Place| own.0.is_commitment() && own.1.covers(range) && own.1 != range;
        if kind == LabelKind::Party {
            let role = if marks.iter().any(|own| is_within(&own)) {
                "implementer"
            } else {
                "lead"
            };
            span.attributes.insert("role".into(), role.into());
        } else {
            let context = slots::Context {
                tense: Tense::Plan,
                period: None,
                in_target_list: false,
            };
            let read = slots::read(text, range, kind, &context);
            (span.attributes, span.slots) = (read.attributes, read.slots);
        }
        data.spans.insert(Arc::new(span));
    }
    data.with_text(text).unwrap()
}

/// Precision and recall of suggestions.
fn measured(found: &[Suggestion], marks: &BTreeSet<Place>) -> (f64, f64) {
    let places = found.iter().map(|own| (own.kind.unwrap(), own.range));
    let places: BTreeSet<Place> = places.collect();
    let right = marks.intersection(&places).count() as f64;
    (right / places.len() as f64, right / marks.len() as f64)
}

/// Says what is suggested and not marked, and what is marked and not suggested.
fn show(text: &Text, found: &[Suggestion], marks: &BTreeSet<Place>) {
    let places = found.iter().map(|own| (own.kind.unwrap(), own.range));
    let places: BTreeSet<Place> = places.collect();
    for (kind, range) in places.difference(marks) {
        println!("wrong: {kind:?} {}", text.slice(*range));
    }
    for (kind, range) in marks.difference(&places) {
        println!("missed: {kind:?} {}", text.slice(*range));
    }
}

/// A project with this document in it.
fn project(document: Document) -> Project {
    Project {
        scheme: Arc::new(Scheme::guideline()),
        documents: vec![Arc::new(document)],
        ..Project::default()
    }
}

/// What is suggested for a text in a project that taught this.
fn suggested(text: &Text, learned: &Learned) -> Vec<Suggestion> {
    let known = Arc::new(learned.known(&Lexicon::default()));
    let scheme = Scheme::guideline();
    let mut found = suggest(text, &Ground::of_text(text).knowing(known)).spans;
    found.retain(|own| {
        let label = scheme.label_of(own.kind.unwrap()).unwrap();
        !learned.is_refused(text, &label.id, own.range)
    });
    found
}

#[test]
fn what_is_accepted_in_one_report_is_found_in_the_next() {
    let (first, marks) = report("first.txt");
    let (second, expected) = report("second.txt");
    let before = measured(&suggested(&second, &Learned::default()), &expected);
    let mut learned = Learned::default();
    assert!(learned.follow(&project(annotated(&first, &marks)), usize::MAX));
    let after = measured(&suggested(&second, &learned), &expected);
    println!(
        "precision {:.2} to {:.2}, recall {:.2} to {:.2}",
        before.0, after.0, before.1, after.1
    );
    show(&second, &suggested(&second, &learned), &expected);
    assert!(after.1 >= before.1 + 0.2, "recall {before:?} to {after:?}");
    assert!(after.0 >= before.0, "precision {before:?} to {after:?}");
    assert_eq!(after, (1.0, 1.0));
}

#[test]
fn what_is_taken_back_teaches_nothing() {
    let (first, marks) = report("first.txt");
    let (second, _) = report("second.txt");
    let mut learned = Learned::default();
    learned.follow(&project(annotated(&first, &marks)), usize::MAX);
    let none = DocumentData::new(
        DocumentHead::new(DocumentId::new("first"), "", None),
        &first,
    );
    learned.follow(&project(none.with_text(&first).unwrap()), usize::MAX);
    let untaught = suggested(&second, &Learned::default());
    assert_eq!(suggested(&second, &learned), untaught);
    assert_eq!(learned.tally("party-label"), suggest::Tally::default());
}
