//! Suggestions for reports of every genre, written for this project and marked by hand as the
//! guideline says: what stands between `⟦T:` and `⟧` is a Target, `M` a Measure, `R` a Result, `P` a
//! Party, and all else is none.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use reportmark_core::{
    scheme::LabelKind,
    suggest::{Ground, Rule, Suggestion, rules, suggest},
    text::Text,
};

type Place = (LabelKind, usize, usize);
type Spans = BTreeSet<Place>;

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

/// What is marked in a passage, and what is suggested for it, with the rules.
fn passage(name: &str) -> (Spans, Vec<(Rule, Place)>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/passages");
    let (text, marked) = unmarked(&fs::read_to_string(folder.join(name)).unwrap());
    let text = Text::new(text);
    let found = suggest(&text, &Ground::of_text(&text)).spans;
    let place = |own: &Suggestion| {
        let (start, end) = (own.range.start(), own.range.end());
        (own.rule, (own.kind.unwrap(), start.bytes(), end.bytes()))
    };
    (marked, found.iter().map(place).collect())
}

/// Precision and recall of what is suggested for a passage.
#[track_caller]
fn check(name: &str, least: f64) {
    let (marked, found) = passage(name);
    let suggested: Spans = found.into_iter().map(|(_, place)| place).collect();
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

#[test]
fn the_precision_of_each_rule_is_as_the_table_says() {
    let names = ["bulletin", "plan", "proposal", "task", "work"];
    let mut counts: BTreeMap<Rule, (usize, usize)> = BTreeMap::new();
    for name in names {
        let (marked, found) = passage(&format!("{name}.txt"));
        for (rule, place) in found {
            let (right, all) = counts.entry(rule).or_default();
            *right += usize::from(marked.contains(&place));
            *all += 1;
        }
    }
    for about in rules::all() {
        let (right, all) = counts.get(&about.rule).copied().unwrap_or_default();
        assert!(all > 0, "{} finds nothing", about.id);
        let measured = (right as f64 * 100.0 / all as f64).round();
        assert!(
            (measured - f64::from(about.precision)).abs() < f64::EPSILON,
            "{}: {right} of {all} are right, the table says {} %",
            about.id,
            about.precision
        );
    }
}
