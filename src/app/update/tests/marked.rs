//! Spans and selections inside strings.
//!
//! `[t:新增]` is a span of the label that begins with t, `[*t:新增]` the selected one; `‹新增›` is a
//! selection, `›新增‹` one made backwards, and `|` the cursor.

use reportmark_core::text::{Offset, TextRange};

use crate::app::{Selection, State};

const LABELS: [&str; 4] = ["target", "measure", "party", "result"];

/// A text with what is marked in it.
#[derive(Default)]
pub(super) struct Marked {
    pub(super) text: String,
    /// Range, label, and whether it is selected; by start.
    pub(super) spans: Vec<(TextRange, String, bool)>,
    /// Anchor and focus.
    pub(super) selection: Option<(Offset, Offset)>,
}

impl Marked {
    pub(super) fn read(marked: &str) -> Self {
        let mut read = Self::default();
        let (mut open, mut done) = (vec![], vec![]);
        let (mut anchor, mut focus) = (None, None);
        let mut characters = marked.chars();
        while let Some(c) = characters.next() {
            let at = Offset::from_bytes(read.text.len());
            match c {
                '[' => {
                    let mut first = characters.next();
                    let selected = first == Some('*');
                    if selected {
                        first = characters.next();
                    }
                    let label = LABELS.iter().find(|label| label.chars().next() == first);
                    assert_eq!(characters.next(), Some(':'), "{marked}");
                    open.push((at, open.len() + done.len(), *label.unwrap(), selected));
                }
                ']' => {
                    let (start, nth, label, selected) = open.pop().unwrap();
                    done.push((nth, TextRange::between(start, at), label, selected));
                }
                '‹' => anchor = Some(at),
                '›' => focus = Some(at),
                '|' => (anchor, focus) = (Some(at), Some(at)),
                c => read.text.push(c),
            }
        }
        done.sort_by_key(|&(nth, ..)| nth);
        read.spans = done
            .into_iter()
            .map(|(_, range, label, selected)| (range, label.into(), selected))
            .collect();
        read.selection = anchor.zip(focus);
        read
    }
}

/// The document on the screen, in the same way. Spans that cross are closed as they end.
pub(super) fn write(state: &State) -> String {
    let Some(document) = state.document() else {
        return "(no document)".into();
    };
    let mut marks: Vec<(Offset, u8, String)> = vec![];
    for span in document.spans.iter() {
        let label = span.label.as_str().chars().next().unwrap();
        let selected = matches!(&state.selection, Selection::Span(id) if *id == span.id);
        let star = if selected { "*" } else { "" };
        marks.push((span.range.start(), 3, format!("[{star}{label}:")));
        marks.push((span.range.end(), 0, "]".into()));
    }
    if let Selection::Text { anchor, focus, .. } = state.selection {
        if anchor == focus {
            marks.push((anchor, 2, "|".into()));
        } else {
            // Within the spans that begin or end at the same place.
            let (first, second) = if anchor < focus {
                ("‹", "›")
            } else {
                ("›", "‹")
            };
            marks.push((anchor.min(focus), 4, first.into()));
            marks.push((anchor.max(focus), 0, second.into()));
        }
    }
    marks.sort_by_key(|&(at, order, _)| (at, order));
    // A selection that ends where spans end is closed before them.
    let mut written = String::new();
    let mut done = Offset::ZERO;
    for (at, _, mark) in marks {
        written.push_str(document.text.slice(TextRange::between(done, at)));
        written.push_str(&mark);
        done = at;
    }
    written.push_str(document.text.after(done));
    written
}

#[test]
fn what_is_written_is_what_was_read() {
    for marked in [
        "一、新增就业3万人。",
        "一、[*t:新增[r:就业]3万人]。",
        "一、›新增就业3万人‹。",
        "[m:‹新增›就业]",
        "[p:[p:甲]乙]|",
        "[t:👨‍👩‍👧]|𠀀",
    ] {
        assert_eq!(super::page_of(marked).marked(), marked);
    }
}
