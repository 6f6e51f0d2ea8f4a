//! How many of the spans that annotators made a click selects, and a click and one key.

use std::fs;

use reportmark_core::{
    format::native,
    text::{
        Breaks, Offset, Text, TextRange, clause_at, end_back, end_forward, narrow, sentence_at,
        split_list, start_back, start_forward, widen,
    },
};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{corpus, documents, files, texts};

/// The share of spans, in percent, that a click alone selects exactly, and one with a key behind.
const BY_A_CLICK: usize = 85;
const BY_A_KEY_MORE: usize = 92;

fn words(text: &str) -> Vec<usize> {
    let words = text.split_word_bound_indices();
    words.map(|(at, word)| at + word.len()).collect()
}

fn clusters(text: &str) -> Vec<usize> {
    let clusters = text.grapheme_indices(true);
    clusters.map(|(at, cluster)| at + cluster.len()).collect()
}

const BREAKS: Breaks<'static> = Breaks {
    clusters: &clusters,
    words: &words,
    bodies: &[],
};

/// What each of the keys makes of a selection.
fn after_one_key(text: &Text, selected: TextRange, at: Offset) -> Vec<TextRange> {
    let mut after = split_list(text, selected, &[]);
    after.extend([
        widen(text, selected, &BREAKS),
        narrow(text, selected, at, &BREAKS),
        start_back(text, selected),
        start_forward(text, selected),
        end_back(text, selected),
        end_forward(text, selected),
    ]);
    after
}

#[derive(Default)]
struct Count {
    spans: usize,
    clicked: usize,
    keyed: usize,
}

impl Count {
    /// Click in the middle of a span.
    fn add(&mut self, text: &Text, span: TextRange) {
        let middle = (text.to_code_points(span.start()) + text.to_code_points(span.end())) / 2;
        let at = text.from_code_points(middle).unwrap();
        let selected = clause_at(text, at);
        let is_clicked = selected == span;
        self.spans += 1;
        self.clicked += usize::from(is_clicked);
        let is_keyed = is_clicked || after_one_key(text, selected, at).contains(&span);
        self.keyed += usize::from(is_keyed);
    }

    fn print(&self, name: &str) {
        let share = |part: usize| part as f64 * 100.0 / self.spans as f64;
        println!(
            "{name}: {} spans, {:.1} % by a click, {:.1} % by a click and at most one key",
            self.spans,
            share(self.clicked),
            share(self.keyed),
        );
    }
}

/// The text with the punctuation that these reports have in half width in full width. Code points
/// stay where they are.
fn widened(text: &Text) -> Text {
    let wide = |c| match c {
        ',' | ';' | ':' | '(' | ')' | '%' => char::from_u32(c as u32 + 0xfee0).unwrap(),
        c => c,
    };
    Text::new(text.as_str().chars().map(wide).collect())
}

#[test]
fn a_click_selects_most_spans_and_one_key_nearly_all() {
    let Some(corpus) = corpus() else { return };
    let texts = texts(&corpus);
    let mut all = Count::default();
    let mut all_wide = Count::default();
    for path in files(&corpus.join("gold"), "json") {
        let read = native::read(&fs::read(&path).unwrap(), &texts).unwrap();
        let mut own = Count::default();
        for document in documents(&read) {
            let text = &document.text;
            let wide = widened(text);
            for span in document.spans.iter() {
                if !["target", "measure", "result"].contains(&span.label.as_str()) {
                    continue;
                }
                own.add(text, span.range);
                all.add(text, span.range);
                let place = |at| wide.from_code_points(text.to_code_points(at)).unwrap();
                let range = TextRange::between(place(span.range.start()), place(span.range.end()));
                all_wide.add(&wide, range);
            }
        }
        own.print(&path.file_name().unwrap().to_string_lossy());
    }
    all.print("all");
    all_wide.print("all, in full width");
    assert!(all.spans > 0, "annotations without a span");
    for all in [all, all_wide] {
        assert!(all.clicked * 100 >= all.spans * BY_A_CLICK);
        assert!(all.keyed * 100 >= all.spans * BY_A_KEY_MORE);
    }
}

/// The pairs of marks in a paragraph that belong together, by their places in it.
fn pairs(paragraph: &str) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for (at, c) in paragraph.char_indices() {
        match c {
            '(' | '（' => open.push((')', at)),
            '《' => open.push(('》', at)),
            '“' => open.push(('”', at)),
            '〔' => open.push(('〕', at)),
            ')' | '）' | '》' | '”' | '〕' => {
                let closes = if c == '）' { ')' } else { c };
                if let Some(nth) = open.iter().rposition(|&(own, _)| own == closes) {
                    pairs.extend(open.get(nth).map(|&(_, opens)| (opens, at)));
                    open.truncate(nth);
                }
            }
            _ => {}
        }
    }
    pairs
}

/// Check the selections at every nth character of a text.
fn check_selections(text: &Text, every: usize) {
    let paragraphs = text.paragraphs();
    for nth in 0..paragraphs.count() {
        let content = paragraphs.content(text.as_str(), nth);
        let base = content.start().bytes();
        let pairs = pairs(text.slice(content));
        let places = text.slice(content).char_indices().map(|(at, _)| base + at);
        for at in places.step_by(every).map(Offset::from_bytes) {
            for selected in [clause_at(text, at), sentence_at(text, at)] {
                let slice = text.slice(selected);
                let is_outside = |c: char| c.is_whitespace() || "，。；：、,;:".contains(c);
                assert!(!slice.starts_with(is_outside), "{slice}");
                assert!(!slice.ends_with(is_outside), "{slice}");
                let has = |at: usize| selected.contains(Offset::from_bytes(base + at));
                let is_whole = |&(open, close): &(usize, usize)| has(open) == has(close);
                assert!(pairs.iter().all(is_whole), "{slice}");
            }
        }
    }
}

#[test]
fn what_is_selected_ends_as_a_span_does_and_cuts_no_pair() {
    let Some(corpus) = corpus() else { return };
    std::thread::scope(|scope| {
        for text in texts(&corpus).into_values() {
            scope.spawn(move || {
                check_selections(&text, 1);
                check_selections(&widened(&text), 7);
            });
        }
    });
}
