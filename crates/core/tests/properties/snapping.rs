//! Selections made from a position, on random texts of what matters to them.

use std::sync::Arc;

use proptest::prelude::*;
use reportmark_core::text::{
    Breaks, Grain, Offset, Text, TextRange, balanced, clause_at, end_back, end_forward, narrow,
    next, previous, sentence_at, split_list, start_back, start_forward, trim, unit_after,
    unit_before, widen,
};
use unicode_segmentation::UnicodeSegmentation as _;

fn words(text: &str) -> Vec<usize> {
    let words = text.split_word_bound_indices();
    words.map(|(at, word)| at + word.len()).collect()
}

fn clusters(text: &str) -> Vec<usize> {
    let clusters = text.grapheme_indices(true);
    clusters.map(|(at, cluster)| at + cluster.len()).collect()
}

fn bodies() -> Vec<Arc<str>> {
    ["市目局", "目局", "局(市)", "市、局", ""]
        .map(Into::into)
        .into()
}

fn breaks(bodies: &[Arc<str>]) -> Breaks<'_> {
    Breaks {
        clusters: &clusters,
        words: &words,
        bodies,
    }
}

fn any_text() -> impl Strategy<Value = Text> {
    let pieces = prop::sample::select(vec![
        "(",
        ")",
        "（",
        "）",
        "《",
        "》",
        "“",
        "”",
        "\"",
        "[",
        "〕",
        "，",
        "。",
        "；",
        "：",
        "、",
        ",",
        ";",
        ":",
        ".",
        "!",
        "？",
        "1",
        "234",
        "８",
        "%",
        "a",
        "目",
        "市",
        "局",
        "全市",
        "一",
        "一是",
        "2021年",
        "3月",
        "一季度",
        "其中",
        "并",
        "牵头单位",
        "主办",
        "目标",
        "筹资",
        "5元",
        "3家",
        "改造",
        "和",
        "负责",
        "——",
        "①",
        " ",
        "\u{3000}",
        "\u{200b}",
        "\r",
        "\n",
        "\r\n",
        "😀",
        "𠀀",
        "\u{301}",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| Text::new(pieces.concat()))
}

fn boundaries(text: &Text) -> Vec<Offset> {
    let starts = text.as_str().char_indices().map(|(at, _)| at);
    let all = starts.chain([text.as_str().len()]);
    all.map(Offset::from_bytes).collect()
}

/// Whether nothing but what is trimmed is between two positions.
fn is_outside(text: &Text, a: Offset, b: Offset) -> bool {
    trim(text, TextRange::between(a, b)).is_empty()
}

proptest! {
    #[test]
    fn a_clause_is_at_its_position(text in any_text()) {
        for at in boundaries(&text) {
            let clause = clause_at(&text, at);
            prop_assert!(text.fits(clause));
            if clause.is_empty() {
                prop_assert_eq!(clause, TextRange::empty(at));
                prop_assert_eq!(sentence_at(&text, at), clause);
                continue;
            }
            prop_assert_eq!(trim(&text, clause), clause);
            prop_assert_eq!(balanced(&text, clause), clause);
            prop_assert!(at <= clause.end() || is_outside(&text, clause.end(), at));
            // Any other position that means it finds the same.
            let last = text.floor(Offset::from_bytes(clause.end().bytes() - 1));
            for other in [clause.start(), last, clause.end()] {
                prop_assert_eq!(clause_at(&text, other), clause);
            }
            let between = boundaries(&text).into_iter().filter(|own| (at..clause.start()).contains(own));
            for other in between {
                let found = clause_at(&text, other);
                prop_assert!(found == clause || found.is_empty());
            }

            let sentence = sentence_at(&text, at);
            prop_assert!(text.fits(sentence) && sentence.covers(clause), "{:?} at {at:?}: {clause:?} {sentence:?}", text.as_str());
            prop_assert_eq!(trim(&text, sentence), sentence);
            prop_assert_eq!(balanced(&text, sentence), sentence);
            prop_assert_eq!(sentence_at(&text, sentence.start()), sentence);
        }
    }

    #[test]
    fn steps_move_on_until_the_end(text in any_text()) {
        let bodies = bodies();
        let breaks = breaks(&bodies);
        use Grain::{Character, Clause, Paragraph, Sentence, Word};
        for grain in [Character, Word, Clause, Sentence, Paragraph] {
            let mut at = Offset::ZERO;
            while at < text.end() {
                let to = next(&text, at, grain, &breaks);
                prop_assert!(to > at && text.fits(TextRange::between(at, to)));
                at = to;
            }
            prop_assert_eq!(next(&text, at, grain, &breaks), at);
            while at > Offset::ZERO {
                let to = previous(&text, at, grain, &breaks);
                prop_assert!(to < at && text.fits(TextRange::between(to, at)));
                at = to;
            }
            prop_assert_eq!(previous(&text, at, grain, &breaks), at);
        }
        for at in boundaries(&text) {
            for unit in [unit_after(&text, at, Clause), unit_before(&text, at, Clause)] {
                prop_assert!(unit.is_empty() || clause_at(&text, unit.start()) == unit);
            }
        }
    }

    #[test]
    fn selections_widen_and_narrow(text in any_text(), a in 0usize..400, b in 0usize..400) {
        let bodies = bodies();
        let breaks = breaks(&bodies);
        let at = |bytes: usize| text.floor(Offset::from_bytes(bytes));
        let mut range = TextRange::between(at(a), at(b));
        loop {
            let wider = widen(&text, range, &breaks);
            prop_assert!(text.fits(wider) && wider.covers(range));
            if wider == range {
                break;
            }
            range = wider;
        }
        loop {
            let narrower = narrow(&text, range, at(a), &breaks);
            prop_assert!(text.fits(narrower) && range.covers(narrower));
            if narrower == range {
                break;
            }
            range = narrower;
        }
    }

    #[test]
    fn free_selections_are_balanced(text in any_text(), a in 0usize..400, b in 0usize..400) {
        let at = |bytes: usize| text.floor(Offset::from_bytes(bytes));
        let free = TextRange::between(at(a), at(b));
        let range = balanced(&text, free);
        prop_assert!(text.fits(range));
        prop_assert_eq!(balanced(&text, range), range);
        for moved in [start_back, start_forward, end_back, end_forward].map(|key| key(&text, range)) {
            prop_assert!(text.fits(moved));
            prop_assert!(moved.start() == range.start() || moved.end() == range.end());
            prop_assert!(moved == range || !moved.is_empty());
        }
        let names = split_list(&text, range, &bodies());
        let mut from = range.start();
        for name in names {
            prop_assert!(text.fits(name) && !name.is_empty());
            prop_assert!(from <= name.start() && name.end() <= range.end());
            prop_assert_eq!(trim(&text, name), name);
            from = name.end();
        }
    }

    #[test]
    fn any_offset_is_taken(text in any_text(), a in any::<u32>(), b in 0usize..500) {
        let bodies = bodies();
        let breaks = breaks(&bodies);
        for at in [a as usize, b].map(Offset::from_bytes) {
            for range in [TextRange::empty(at), TextRange::between(at, Offset::from_bytes(b))] {
                prop_assert!(text.fits(clause_at(&text, at)));
                prop_assert!(text.fits(sentence_at(&text, at)));
                prop_assert!(text.fits(balanced(&text, range)));
                prop_assert!(text.fits(widen(&text, range, &breaks)));
                prop_assert!(text.fits(narrow(&text, range, at, &breaks)));
                prop_assert!(text.fits(start_back(&text, range)));
                prop_assert!(text.fits(end_forward(&text, range)));
                prop_assert!(split_list(&text, range, &bodies).len() <= text.code_points());
            }
        }
    }
}

/// What is found in a large text is what is found in a small part of it, so that the work does not
/// grow with the text. Were it to, this test would not end.
#[test]
fn hostile_lines_cost_no_more_than_short_ones() {
    for unit in ["(", "《“(", "目", "目，", ",", "(目标1%)", "(1:", " ", "\n"] {
        let text = Text::new(unit.repeat(3_000_000 / unit.len()));
        let breaks = breaks(&[]);
        for at in (0..text.as_str().len()).step_by(299_989) {
            let at = text.floor(Offset::from_bytes(at));
            let clause = clause_at(&text, at);
            assert!(clause.len() < 20_000);
            assert!(sentence_at(&text, at).len() < 20_000);
            assert!(
                text.range()
                    .covers(narrow(&text, text.range(), at, &breaks))
            );
            assert!(
                text.range()
                    .covers(balanced(&text, TextRange::between(Offset::ZERO, at)))
            );
            assert!(end_forward(&text, clause).covers(clause));
            assert!(start_back(&text, clause).covers(clause));
        }
        for grain in [
            Grain::Word,
            Grain::Clause,
            Grain::Sentence,
            Grain::Paragraph,
        ] {
            assert!(next(&text, Offset::ZERO, grain, &breaks) > Offset::ZERO);
            assert!(previous(&text, text.end(), grain, &breaks) < text.end());
        }
    }
}
