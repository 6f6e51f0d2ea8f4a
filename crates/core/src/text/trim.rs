//! Trimming of a selection to what an annotator means by it.

use super::{
    Offset, Text, TextRange,
    marks::{is_blank, is_outer},
};

/// A range without white space and outer punctuation at either end.
///
/// Empty, at the start of the range, when nothing else is in it.
#[must_use]
pub fn trim(text: &Text, range: TextRange) -> TextRange {
    let outer = |c: char| is_blank(c) || is_outer(c);
    let slice = text.slice(range);
    let kept = slice.trim_start_matches(outer);
    let start = range.start().bytes() + (slice.len() - kept.len());
    let kept = kept.trim_end_matches(outer);
    if kept.is_empty() {
        return TextRange::empty(range.start());
    }
    TextRange::between(
        Offset::from_bytes(start),
        Offset::from_bytes(start + kept.len()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(selected: &str, expect: &str) {
        let text = Text::new(selected.into());
        assert_eq!(text.slice(trim(&text, text.range())), expect);
    }

    #[test]
    fn both_widths_and_white_space() {
        check("，新增就业3万人。", "新增就业3万人");
        check(";新增就业3万人,\r\n", "新增就业3万人");
        check("\u{3000}\u{a0}、市教育局：", "市教育局");
    }

    #[test]
    fn inner_punctuation_brackets_and_quotes_stay() {
        check("《甲、乙的通知》，", "《甲、乙的通知》");
        check("增长5.5%(含税)。", "增长5.5%(含税)");
        check("“一处失信，处处受限”", "“一处失信，处处受限”");
    }

    #[test]
    fn nothing_left() {
        check("，。\n", "");
        check("", "");
    }
}
