use super::*;
use proptest::prelude::*;

/// All hits, read in steps of so many bytes.
fn hits(text: &Text, phrase: &str, exact: bool, bytes: usize) -> Vec<TextRange> {
    let mut hits = Vec::new();
    if let Some(mut search) = Search::new(phrase, exact) {
        while search.step(text, bytes, &mut hits) {}
    }
    hits
}

/// Check what is found, by what the text has there.
#[track_caller]
fn check(text: &str, phrase: &str, exact: bool, expect: &[&str]) {
    let text = Text::new(text.into());
    let found = hits(&text, phrase, exact, usize::MAX);
    let found: Vec<_> = found.into_iter().map(|hit| text.slice(hit)).collect();
    assert_eq!(found, expect, "{phrase}");
}

#[test]
fn width_and_case_do_not_matter_unless_they_shall() {
    let text = "新增就业,3万人（ＧＤＰ）。新增就业，３万人(gdp)";
    check(text, "就业，3", false, &["就业,3", "就业，３"]);
    check(text, "就业,3", true, &["就业,3"]);
    check(text, "（gdp)", false, &["（ＧＤＰ）", "(gdp)"]);
    check(text, "GDP", true, &[]);
    check("甲｡乙。丙.", "。", false, &["｡", "。"]);
    check("É é", "é", false, &["é"]);
}

#[test]
fn hits_do_not_overlap() {
    check("aaaaa", "aa", true, &["aa", "aa"]);
    check("ababab", "abab", true, &["abab"]);
    check("😀😀😀", "😀", true, &["😀"; 3]);
}

#[test]
fn what_is_in_several_lines_is_found() {
    check("甲\r\n乙\n丙", "甲\r\n乙", false, &["甲\r\n乙"]);
}

#[test]
fn an_empty_phrase_is_nowhere() {
    assert!(Search::new("", false).is_none());
    check("", "甲", false, &[]);
    check("甲", "甲乙", false, &[]);
}

#[test]
fn a_search_begins_anew() {
    let texts = ["甲乙甲", "乙甲"].map(|text| Text::new(text.into()));
    let mut search = Search::new("乙甲", false).unwrap();
    let mut hits = Vec::new();
    // Left in the middle of a hit.
    assert!(search.step(&texts[0], "甲乙".len(), &mut hits));
    search.restart();
    assert!(!search.step(&texts[1], usize::MAX, &mut hits));
    assert_eq!(hits, [texts[1].range()]);
}

#[test]
fn the_context_of_a_hit_stays_in_its_line() {
    let text = Text::new("一\r\n二三四😀五六七\n八".into());
    let at = |phrase| hits(&text, phrase, true, usize::MAX)[0];
    assert_eq!(context(&text, at("😀"), 2, 2), ("三四", "五六"));
    assert_eq!(context(&text, at("😀"), 9, 9), ("二三四", "五六七"));
    assert_eq!(context(&text, at("一"), 9, 9), ("", ""));
    assert_eq!(context(&text, at("八"), 0, 0), ("", ""));
    assert_eq!(context(&text, at("四😀五"), 1, 2), ("三", "六七"));
}

/// The same, looking at every place for all of the phrase.
fn naive(text: &str, phrase: &str, exact: bool) -> Vec<(usize, usize)> {
    let seen = |c| if exact { c } else { fold(c) };
    let phrase: Vec<_> = phrase.chars().map(seen).collect();
    let all: Vec<_> = text.char_indices().collect();
    let (mut found, mut nth) = (vec![], 0);
    while nth + phrase.len() <= all.len() {
        let here = &all[nth..nth + phrase.len()];
        if here
            .iter()
            .map(|&(_, c)| seen(c))
            .eq(phrase.iter().copied())
        {
            let (last, c) = here[here.len() - 1];
            found.push((here[0].0, last + c.len_utf8()));
            nth += phrase.len();
        } else {
            nth += 1;
        }
    }
    found
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["[ab]{0,60}", "[aA，,（(😀\r\n目Ａ]{0,60}", any::<String>(),]
}

fn any_phrase() -> impl Strategy<Value = String> {
    prop_oneof!["[ab]{1,7}", "[aA，,（(😀\r\n目Ａ]{1,4}", ".{1,3}"]
}

proptest! {
    #[test]
    fn every_hit_is_found_in_steps_of_any_length(
        text in any_text(), phrase in any_phrase(), exact: bool, bytes in 1..9_usize,
    ) {
        let expect = naive(&text, &phrase, exact);
        let text = Text::new(text);
        for bytes in [bytes, usize::MAX] {
            let found = hits(&text, &phrase, exact, bytes);
            let found: Vec<_> = found.iter().map(|hit| (hit.start().bytes(), hit.end().bytes())).collect();
            prop_assert_eq!(&found, &expect);
        }
    }

    #[test]
    fn what_stands_around_a_stretch_is_what_the_text_has(
        text in any_text(), a in 0..90_usize, b in 0..90_usize, most in 0..9_usize,
    ) {
        let text = Text::new(text);
        let place = |at| text.floor(Offset::from_bytes(at));
        let range = TextRange::between(place(a), place(b));
        let (before, after) = context(&text, range, most, 2);
        prop_assert!(text.before(range.start()).ends_with(before));
        prop_assert!(text.after(range.end()).starts_with(after));
        for (side, most) in [(before, most), (after, 2)] {
            prop_assert!(side.chars().count() <= most && !side.contains(['\r', '\n']));
        }
    }
}
