//! The stretch whose commitments a bracket or line covers (guideline §8, I1–I4).

use alloc::string::String;

use super::{
    Responsibility,
    source::Source,
    stretches::{ABOVE, in_block, ordinal_at_start},
};
use crate::{
    outline::{Kind, ordinal},
    text::{
        Offset, Text, TextRange, cues,
        marks::{is_blank, is_digit, is_outer, paired},
        trim,
    },
};

/// Bytes looked through for a heading above or a result below.
const REACH: usize = 64 * 1024;

/// Bytes of a paragraph that are looked at on either side of a bracket.
const NEAR: usize = 24 * 1024;

/// Characters of the longest run-in heading.
const TITLE: usize = 30;

/// How the labels begin of those who handle a proposal.
const HANDLERS: &[&str] = &["承办", "主办", "会办", "协办"];

/// Labels of what was done about a proposal (guideline I4).
const RESULTS: &[&str] = &[
    "办理结果",
    "办理情况",
    "办理进展",
    "办复情况",
    "答复情况",
    "落实情况",
];

/// Labels that the next proposal begins with.
const PROPOSALS: &[&str] = &[
    "提案内容",
    "建议内容",
    "议案内容",
    "提案名称",
    "建议名称",
    "提案编号",
    "建议编号",
    "案由",
    "提案人",
    "承办单位",
    "主办单位",
];

/// The stretch whose commitments it covers, without blanks and punctuation at its ends.
///
/// - What stands behind text covers all of it since the one before in its paragraph, else since
///   the heading that the paragraph runs in with (I1); in a list of `；` its item only (I2).
/// - What stands alone, and what speaks of all above, covers the section up to there (I3).
/// - `承办单位` covers the `办理结果` below it, up to the next proposal (I4).
/// - What stands before the text of its paragraph covers that.
#[must_use]
pub fn scope(text: &Text, responsibility: &Responsibility) -> TextRange {
    let own = text.fit(responsibility.range);
    let nth = text.paragraphs().at(own.start());
    let words = text
        .slice(own)
        .trim_start_matches(|c| is_blank(c) || paired(c).is_some());
    if !responsibility.is_bracket
        && is_handler(words)
        && let Some(result) = result_below(text, own.end())
    {
        return result;
    }
    if cues::starts_with_any(words, ABOVE).is_some() {
        return section(text, nth, own, true);
    }
    let source = Source::around(text, nth, own, NEAR, &[]);
    let place = (
        source.block.place(own.start()),
        source.block.place(own.end()),
    );
    let in_paragraph = since_last(&source, place);
    if !in_paragraph.is_empty() {
        return in_paragraph;
    }
    let is_last = text.paragraphs().at(own.end()) > nth;
    let rest = source.trim((place.1, source.block.text.len()));
    if is_last || rest.0 >= rest.1 {
        return section(text, nth, own, false);
    }
    let all = in_block(&source);
    let mut next = all.iter().map(|other| other.responsibility.range.start());
    let end = next.find(|&start| start >= own.end());
    let end = end.unwrap_or(source.block.offset(rest.1));
    trim(text, TextRange::between(own.end(), end))
}

/// What stands before a place in its paragraph and is covered from there (I1, I2).
fn since_last(source: &Source<'_>, place: (usize, usize)) -> TextRange {
    let block = &source.block;
    let own = block.range(place);
    let all = in_block(source);
    let mut before = all.iter().map(|other| other.responsibility.range.end());
    let last = before.rfind(|&end| end <= own.start());
    let mut start = match last {
        Some(end) => block.place(end),
        None if block.starts_paragraph => behind_heading(source, place.0),
        None => 0,
    };
    let goes_on = |at: usize| {
        let behind = block.text.get(at..).unwrap_or_default();
        (behind.trim_start_matches(is_blank)).starts_with([';', '；'])
    };
    if goes_on(place.1) || last.is_some() && goes_on(start) {
        let cuts = source.cuts((start, place.0));
        let item = cuts.iter().rfind(|cut| {
            let rest = source.trim((cut.end, place.0));
            matches!(cut.mark, ';' | '；') && rest.0 < rest.1
        });
        start = item.map_or(start, |cut| cut.end);
    }
    let scope = source.trim((start, place.0));
    let words = source.slice(scope);
    let kept = cues::ordinal(words, false).map_or(words, |kept| kept.trim_start_matches(is_blank));
    let start = scope.1.saturating_sub(kept.len());
    trim(source.text, block.range((start, scope.1)))
}

/// Where the text of a paragraph starts behind its ordinal, or behind the heading that it runs in
/// with, if anything stands between that and `to`.
fn behind_heading(source: &Source<'_>, to: usize) -> usize {
    let text = source.block.text;
    let words = ordinal_at_start(text).min(to);
    let Some((kind, _)) = ordinal(text.trim_start_matches(is_blank)) else {
        return words;
    };
    let Some(end) = run_in(text.get(words..to).unwrap_or_default(), kind) else {
        return words;
    };
    let behind = source.trim((words + end, to));
    if behind.0 < behind.1 { behind.0 } else { words }
}

/// Where the heading ends that a text begins with behind an ordinal: `推动升级。` A sentence with
/// a number is a commitment.
fn run_in(text: &str, kind: Kind) -> Option<usize> {
    let mut commas = 0;
    for (count, (at, c)) in text.char_indices().enumerate() {
        match c {
            '。' => return Some(at + c.len_utf8()),
            ',' | '，' => commas += 1,
            ';' | '；' | ':' | '：' => return None,
            _ => {}
        }
        let is_long = count >= TITLE || commas > usize::from(kind <= Kind::Minor);
        if is_long || is_digit(c) {
            return None;
        }
    }
    None
}

/// The section up to a place, from its heading on (I3). Of `all` that stands above, items do not
/// bound it, nor do lines about others.
fn section(text: &Text, nth: usize, own: TextRange, all: bool) -> TextRange {
    let paragraphs = text.paragraphs();
    let content = |nth| paragraphs.content(text.as_str(), nth);
    let covered = |from: Offset| trim(text, TextRange::between(from, own.start().max(from)));
    // A sentence about all above may stand in the paragraph of the heading.
    let line = TextRange::between(content(nth).start(), own.start());
    let words = text.slice(line).trim_start_matches(is_blank);
    if all && ordinal(words).is_some_and(|(kind, _)| kind <= Kind::Minor) {
        let source = Source::around(text, nth, own, NEAR, &[]);
        let start = behind_heading(&source, source.block.place(own.start()));
        return covered(source.block.offset(start));
    }
    // Whether a heading stands above; asked once.
    let mut has_heading = None;
    // The start of the last paragraph above that has text.
    let mut nearest = None;
    for above in (0..nth).rev() {
        let whole = content(above);
        if whole.start().bytes() + REACH < own.start().bytes() {
            break;
        }
        let line = text.slice(whole);
        let words = line.trim_matches(is_blank);
        if words.is_empty() {
            continue;
        }
        let source = Source::around(text, above, TextRange::empty(whole.start()), NEAR, &[]);
        if !all && stands_alone(&source) {
            return covered(whole.end());
        }
        if ordinal(words).is_some_and(|(kind, _)| !all || kind <= Kind::Minor) {
            let start = behind_heading(&source, line.len());
            let is_title = start == ordinal_at_start(line) && !words.contains('。');
            let from = source.block.offset(start);
            return match nearest {
                Some(below) if is_title => covered(below),
                _ => covered(from),
            };
        }
        nearest = Some(whole.start());
        // Without a heading, a line is below the paragraph that it is about.
        let is_under = || heading_above(text, above, own.start());
        if !all && !*has_heading.get_or_insert_with(is_under) {
            return covered(whole.start());
        }
    }
    covered(nearest.unwrap_or(own.start()))
}

/// Whether a heading stands above a paragraph, near enough to a place.
fn heading_above(text: &Text, nth: usize, at: Offset) -> bool {
    let paragraphs = text.paragraphs();
    let lines = (0..nth)
        .rev()
        .map(|above| paragraphs.content(text.as_str(), above));
    let mut near = lines.take_while(|line| line.start().bytes() + REACH >= at.bytes());
    near.any(|line| ordinal(text.slice(line).trim_matches(is_blank)).is_some())
}

/// Whether a paragraph says who is responsible and nothing else.
fn stands_alone(source: &Source<'_>) -> bool {
    let (start, end) = source.trim((0, source.block.text.len()));
    let words = TextRange::between(source.block.offset(start), source.block.offset(end));
    let all = in_block(source);
    (all.first()).is_some_and(|own| own.responsibility.range.covers(words))
}

/// Whether a line begins with the label of those who handle a proposal.
fn is_handler(line: &str) -> bool {
    let letters = line.chars().filter(|&c| !is_blank(c)).take(2);
    HANDLERS.contains(&letters.collect::<String>().as_str())
}

/// The result below a line `承办单位` (I4).
fn result_below(text: &Text, from: Offset) -> Option<TextRange> {
    let to = text.floor(Offset::from_bytes(from.bytes() + REACH));
    let below = TextRange::between(from, to);
    let (begin, start) = labelled(text, below, RESULTS)?;
    let next = labelled(text, below, PROPOSALS).map(|(begin, _)| begin);
    if next.is_some_and(|next| next < begin) {
        return None;
    }
    let behind = TextRange::between(start, to);
    let Some((mut end, _)) = labelled(text, behind, PROPOSALS) else {
        return Some(trim(text, behind));
    };
    // The heading of the next proposal is not of this one.
    let paragraphs = text.paragraphs();
    for nth in (0..paragraphs.at(end)).rev() {
        let line = paragraphs.content(text.as_str(), nth);
        let words = text.slice(line).trim_matches(is_blank);
        let is_heading = !words.contains('。') && ordinal(words).is_some();
        if line.start() <= start || !(words.is_empty() || is_heading) {
            break;
        }
        end = line.start();
    }
    let line = paragraphs
        .content(text.as_str(), paragraphs.at(end))
        .start();
    if line > start && ordinal(text.slice(TextRange::between(line, end)).trim()).is_some() {
        end = line;
    }
    Some(trim(text, TextRange::between(start, end)))
}

/// Where the first of some labels stands in a stretch, and where its colon ends.
fn labelled(text: &Text, within: TextRange, labels: &[&str]) -> Option<(Offset, Offset)> {
    let slice = text.slice(within);
    let at = |place: usize| Offset::from_bytes(within.start().bytes() + place);
    for (colon, mark) in slice.match_indices([':', '：']) {
        let before = slice.get(..colon).unwrap_or_default();
        // The label backwards, without its blanks.
        let letters = before.char_indices().rev().filter(|&(_, c)| !is_blank(c));
        let mut words = String::new();
        for (start, c) in letters.take(4) {
            if is_outer(c) {
                break;
            }
            words.insert(0, c);
            if labels.contains(&words.as_str()) {
                return Some((at(start), at(colon + mark.len())));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use super::*;

    /// Check what each that is found in a text covers, in both widths.
    #[track_caller]
    fn check(s: &str, expect: &[&str]) {
        check_one(s, expect);
        let wide = |s: &str| s.replace(',', "，").replace(';', "；").replace(':', "：");
        let wide = |s: &str| wide(s).replace('(', "（").replace(')', "）");
        let expect: Vec<String> = expect.iter().map(|s| wide(s)).collect();
        let expect: Vec<&str> = expect.iter().map(|s| &**s).collect();
        check_one(&wide(s), &expect);
    }

    #[track_caller]
    fn check_one(s: &str, expect: &[&str]) {
        let text = Text::new(s.into());
        let all = find(&text, text.range(), &[]);
        let covered: Vec<_> = all
            .iter()
            .map(|own| text.slice(scope(&text, own)))
            .collect();
        assert_eq!(covered, expect);
    }

    #[test]
    fn a_bracket_covers_all_since_the_one_before_it() {
        check(
            "(一)推动升级。扩能,提质。增效(牵头单位:甲局)。兴学。建校(牵头单位:乙局)。",
            &["扩能,提质。增效", "兴学。建校"],
        );
        check(
            "扩能。(牵头单位:甲局)兴学(含小学)。(牵头单位:乙局)",
            &["扩能", "兴学(含小学)"],
        );
        check("兴学。\n　扩能（牵头单位：甲局）。", &["扩能"]);
    }

    #[test]
    fn headings_are_left_out_and_commitments_are_not() {
        check("1.推动升级。扩能(甲局牵头)。", &["扩能"]);
        check("1.推动升级(甲局牵头)。", &["推动升级"]);
        check("(二)推动升级。(甲局牵头)", &["推动升级"]);
        check("一、突出重点,抓好升级。扩能(甲局牵头)。", &["扩能"]);
        check("1.新建学校3所。扩能(甲局牵头)。", &["新建学校3所。扩能"]);
        check(
            "1.新建学校,改造道路。扩能(甲局牵头)。",
            &["新建学校,改造道路。扩能"],
        );
        check("推动升级。扩能(甲局牵头)。", &["推动升级。扩能"]);
        check("一是扩能(甲局牵头);二是提质(乙局牵头)。", &["扩能", "提质"]);
    }

    #[test]
    fn in_a_list_a_bracket_covers_its_item() {
        check(
            "(四)实事。扩能;提质(甲局牵头);兴学;建校(乙局牵头)。",
            &["提质", "建校"],
        );
        // Where only its sentence has `；`, it is not an item that the bracket ends.
        check(
            "扩能;提质(甲局牵头)。兴学(乙局牵头)。",
            &["扩能;提质", "兴学"],
        );
    }

    #[test]
    fn what_stands_alone_covers_its_section() {
        check(
            "一、兴业\n(一)推动升级\n扩能。\n提质(丙局牵头)。\n(牵头单位:甲局)\n(二)兴学。建校。\n责任单位:乙局",
            &["提质", "扩能。\n提质(丙局牵头)", "建校"],
        );
        check(
            "1.推动升级\n责任单位:甲局\n2.兴学\n责任单位:乙局\n协办单位:丙局",
            &["推动升级", "兴学"],
        );
        check(
            "扩能。\n提质。\n责任单位:甲局\n兴学。\n责任单位:乙局",
            &["提质", "兴学"],
        );
        check(
            "一、兴业\n扩能。\n责任单位:甲局\n提质。\n增效。\n责任单位:乙局",
            &["扩能", "提质。\n增效"],
        );
        check("责任单位:甲局", &[""]);
    }

    #[test]
    fn what_speaks_of_all_above_covers_the_section_over_its_items() {
        check(
            "一、兴业\n1.扩能(市甲局牵头)。\n2.提质。\n以上任务均由市乙局牵头负责。",
            &["扩能", "1.扩能(市甲局牵头)。\n2.提质"],
        );
    }

    #[test]
    fn a_handler_covers_the_result_below() {
        check(
            "1.关于林业的提案\n提案内容:植树。\n承办单位:市林业局\n办理结果:一是植树。\n二是护林。\n\
             2.关于兴学的提案\n提案内容:建校。\n承 办 单 位 :市教育局\n办理 结果：已建校。\n",
            &["一是植树。\n二是护林", "已建校"],
        );
        check(
            "提案内容:植树。承办单位:市林业局。办理结果:已植树。提案内容:建校。",
            &["已植树"],
        );
        check(
            "植树。\n承办单位:市林业局\n提案内容:建校。\n办理结果:已建校。",
            &["植树"],
        );
    }

    #[test]
    fn what_stands_before_its_text_covers_that() {
        check("【责任单位:甲局】扩能。提质。\n兴学。", &["扩能。提质"]);
    }
}
