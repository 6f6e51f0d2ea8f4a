//! Suggestions for passages of every genre: what stands between `⟦T:` and `⟧` is to be suggested as a
//! Target, `M` as a Measure, `R` as a Result, `P` as a Party, and nothing else.

mod any_text;
mod bulletins;
mod own;
mod parties;
mod plans;
mod reports;
mod table;

use alloc::{string::String, vec::Vec};

use super::*;
use crate::model::Members;

/// What was marked: kind, start, end.
type Marked = Vec<(char, usize, usize)>;

/// The text without marks, and what they mark.
fn unmarked(marked: &str) -> (String, Marked) {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked.chars();
    while let Some(c) = rest.next() {
        match c {
            '⟦' => {
                open.push((rest.next().unwrap(), text.len()));
                assert_eq!(rest.next(), Some(':'));
            }
            '⟧' => {
                let (kind, start) = open.pop().unwrap();
                spans.push((kind, start, text.len()));
            }
            c => text.push(c),
        }
    }
    spans.sort_unstable_by_key(|&(_, start, end)| (start, core::cmp::Reverse(end)));
    (text, spans)
}

fn letter(kind: LabelKind) -> char {
    match kind {
        LabelKind::Target => 'T',
        LabelKind::Measure => 'M',
        LabelKind::Result => 'R',
        LabelKind::Party => 'P',
    }
}

/// The text with what is suggested marked in it.
fn marked(text: &str, found: &Suggestions) -> String {
    let mut out = String::new();
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        for own in &found.spans {
            if own.range.end().bytes() == at {
                out.push('⟧');
            }
        }
        for own in &found.spans {
            if own.range.start().bytes() == at {
                out.push('⟦');
                out.push(own.kind.map_or('?', letter));
                out.push(':');
            }
        }
        out.push(c);
    }
    out.trim_end().into()
}

/// Suggestions for a text of a genre.
fn of_genre(text: &str, genre: &str) -> (Text, Suggestions) {
    let text = Text::new(text.into());
    let outline = alloc::sync::Arc::new(crate::outline::Outline::of(&text));
    let mut fields = Members::new();
    fields.insert("genre".into(), genre.into());
    let ground = Ground::of(&text, &outline, &fields, &[], &[]);
    let found = suggest(&text, &ground);
    (text, found)
}

/// Check what is suggested for a passage of a genre.
#[track_caller]
fn check(genre: &str, expect: &str) {
    let (text, _) = unmarked(expect);
    let (_, found) = of_genre(&text, genre);
    assert_eq!(marked(&text, &found), expect);
}

const PLAN: &str = "task_decomposition";
const REPORT: &str = "work_report";
const BULLETIN: &str = "supervision_bulletin";
const PROPOSAL: &str = "proposal_handling";
