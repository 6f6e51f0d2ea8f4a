//! Suggestions for reports of every genre, written for this project and marked by hand as the
//! guideline says: what stands between `⟦T:` and `⟧` is a Target, `M` a Measure, `R` a Result, `P` a
//! Party, and all else is none.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{collections::BTreeSet, fs, path::Path};

use reportmark_core::{
    scheme::LabelKind,
    suggest::{Ground, suggest},
    text::Text,
};

type Spans = BTreeSet<(LabelKind, usize, usize)>;

fn kind(letter: char) -> LabelKind {
    match letter {
        'T' => LabelKind::Target,
        'M' => LabelKind::Measure,
        'R' => LabelKind::Result,
        'P' => LabelKind::Party,
        other => unreachable!("no label {other}"),
    }
}

/// A text without its marks, and the spans that they mark, in bytes.
fn unmarked(marked: &str) -> (String, Spans) {
    let (mut text, mut spans, mut open) = (String::new(), Spans::new(), Vec::new());
    let mut rest = marked.chars();
    while let Some(c) = rest.next() {
        match c {
            '⟦' => {
                open.push((kind(rest.next().unwrap()), text.len()));
                assert_eq!(rest.next(), Some(':'));
            }
            '⟧' => {
                let (kind, start) = open.pop().unwrap();
                spans.insert((kind, start, text.len()));
            }
            c => text.push(c),
        }
    }
    assert!(open.is_empty());
    (text, spans)
}

/// Precision and recall of what is suggested for a passage.
#[track_caller]
fn check(name: &str, least: f64) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/passages");
    let (text, marked) = unmarked(&fs::read_to_string(folder.join(name)).unwrap());
    let text = Text::new(text);
    let found = suggest(&text, &Ground::of_text(&text));
    let suggested: Spans = found
        .spans
        .iter()
        .map(|own| (own.kind, own.range.start().bytes(), own.range.end().bytes()))
        .collect();
    let exact = marked.intersection(&suggested).count() as f64;
    let precision = exact / suggested.len() as f64;
    let recall = exact / marked.len() as f64;
    assert!(
        precision >= least && recall >= least,
        "{name}: P {precision:.3} R {recall:.3} of {} spans",
        marked.len()
    );
}

#[test]
fn supervision_bulletin() {
    check("bulletin.txt", 0.92);
}

#[test]
fn plan_report() {
    check("plan.txt", 0.92);
}

#[test]
fn proposal_handling() {
    check("proposal.txt", 0.9);
}

#[test]
fn task_decomposition() {
    check("task.txt", 0.92);
}

#[test]
fn work_report() {
    check("work.txt", 0.9);
}
