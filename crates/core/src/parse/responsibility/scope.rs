//! The stretch whose commitments a bracket or line covers (guideline §8, I1–I4).

use alloc::{string::String, vec::Vec};

use super::{
    Responsibility,
    joined::joined,
    source::{Place, Source},
    stretches::{ABOVE, in_block, ordinal_at_start},
};
use crate::{
    outline::{Kind, ordinal},
    text::{
        Offset, Text, TextRange, cues,
        marks::{Side, is_blank, is_digit, is_outer, paired},
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
    let block = &source.block;
    let all = places(&source);
    let place = (block.place(own.start()), block.place(own.end()));
    let place = with_neighbours(&source, &all, place);
    let in_paragraph = since_last(&source, &all, place);
    let rest = source.trim((place.1, block.text.len()));
    let is_end = rest.0 >= rest.1;
    if !in_paragraph.is_empty() {
        let below = || below_heading(text, &source, in_paragraph);
        return is_end.then(below).flatten().unwrap_or(in_paragraph);
    }
    let is_last = own.end() > block.offset(block.text.len());
    if is_last || is_end {
        let above = || list_above(text, nth).filter(|_| !responsibility.is_bracket);
        return above().unwrap_or_else(|| section(text, nth, own, false));
    }
    let mut next = all.iter().map(|&(start, _)| start);
    let end = next.find(|&start| start >= place.1).unwrap_or(rest.1);
    bare(text, block.range((place.1, end)))
}

/// What a labelled list covers that the line above ends with and that this line goes on with.
fn list_above(text: &Text, nth: usize) -> Option<TextRange> {
    let above = text
        .paragraphs()
        .content(text.as_str(), nth.checked_sub(1)?);
    let source = Source::around(text, nth - 1, TextRange::empty(above.end()), NEAR, &[]);
    let last = in_block(&source)
        .pop()
        .filter(|own| own.closes && !own.opens)?;
    let range = last.responsibility.range;
    let place = (
        source.block.place(range.start()),
        source.block.place(range.end()),
    );
    let all = places(&source);
    let covered = since_last(&source, &all, with_neighbours(&source, &all, place));
    (!covered.is_empty()).then_some(covered)
}

/// Where all that a block has stands in it.
fn places(source: &Source<'_>) -> Vec<Place> {
    let block = &source.block;
    let all = in_block(source).into_iter();
    all.map(|own| own.responsibility.range)
        .map(|range| (block.place(range.start()), block.place(range.end())))
        .collect()
}

/// A place with those right before and behind it, which are about the same: `(甲)(乙)`.
fn with_neighbours(source: &Source<'_>, all: &[Place], place: Place) -> Place {
    let (mut start, mut end) = place;
    let is_near = |from: usize, to: usize| {
        let between = source.trim((from, to));
        from <= to && between.0 >= between.1
    };
    for other in all.iter().rev().filter(|other| other.1 <= place.0) {
        if !is_near(other.1, start) {
            break;
        }
        start = other.0;
    }
    for other in all.iter().filter(|other| other.0 >= place.1) {
        if !is_near(end, other.0) {
            break;
        }
        end = other.1;
    }
    (start, end)
}

/// A stretch without what bounds it: blanks, punctuation, and marks of brackets that it has one
/// of and not the other.
fn bare(text: &Text, range: TextRange) -> TextRange {
    let mut kept = trim(text, range);
    loop {
        let slice = text.slice(kept);
        let first = slice.chars().next().and_then(|c| Some((c, paired(c)?.1)));
        let last = slice
            .chars()
            .next_back()
            .and_then(|c| Some((c, paired(c)?.1)));
        let (start, end) = (kept.start().bytes(), kept.end().bytes());
        let (start, end) = match (first, last) {
            (_, Some((c, Side::Opens))) => (start, end - c.len_utf8()),
            (Some((c, Side::Closes)), _) => (start + c.len_utf8(), end),
            _ => return kept,
        };
        let inner = TextRange::between(Offset::from_bytes(start), Offset::from_bytes(end));
        kept = trim(text, inner);
    }
}

/// The section below a heading that a bracket ends: `（一）优化环境（甲局牵头）`. What the heading
/// says is no commitment, and what stands below it is (guideline §9.16).
fn below_heading(text: &Text, source: &Source<'_>, title: TextRange) -> Option<TextRange> {
    let block = &source.block;
    let (kind, _) = ordinal(block.text.trim_start_matches(is_blank))?;
    let is_heading = block.starts_paragraph
        && kind <= Kind::Minor
        && block.place(title.start()) == ordinal_at_start(block.text)
        && is_title(text.slice(title));
    if !is_heading {
        return None;
    }
    let paragraphs = text.paragraphs();
    let own = paragraphs.at(block.offset(block.text.len()));
    let mut covered: Option<TextRange> = None;
    for nth in own + 1..paragraphs.count() {
        let line = paragraphs.content(text.as_str(), nth);
        let words = text.slice(line).trim_matches(is_blank);
        let ends = ordinal(words).is_some_and(|(other, _)| other <= kind);
        if ends || line.start().bytes() > title.start().bytes() + REACH {
            break;
        }
        if !words.is_empty() {
            let start = covered.map_or(line.start(), |covered| covered.start());
            covered = Some(TextRange::between(start, line.end()));
        }
    }
    covered.map(|covered| bare(text, covered))
}

/// Whether what stands behind an ordinal is a title: short, without a number, and no sentence.
fn is_title(words: &str) -> bool {
    let ends = |c: char| is_digit(c) || "。；;：:".contains(c);
    !words.contains(ends) && words.chars().take(TITLE + 1).count() <= TITLE
}

/// What stands before a place in its paragraph and is covered from there (I1, I2).
fn since_last(source: &Source<'_>, all: &[Place], place: Place) -> TextRange {
    let block = &source.block;
    let last = all.iter().rfind(|other| other.1 <= place.0);
    let mut start = match last {
        Some(&(_, end)) => end,
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
    bare(source.text, block.range((start, scope.1)))
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
    // Where what is covered ends: at those right above that are about the same.
    let mut to = own.start();
    let covered = |from: Offset, to: Offset| bare(text, TextRange::between(from, to.max(from)));
    // A sentence about all above may stand in the paragraph of the heading.
    let line = TextRange::between(content(nth).start(), own.start());
    let words = text.slice(line).trim_start_matches(is_blank);
    if all && ordinal(words).is_some_and(|(kind, _)| kind <= Kind::Minor) {
        let source = Source::around(text, nth, own, NEAR, &[]);
        let start = behind_heading(&source, source.block.place(own.start()));
        return covered(source.block.offset(start), to);
    }
    // Whether a heading stands above; asked once.
    let mut has_heading = None;
    // The start of the last paragraph above that has text.
    let mut nearest = None;
    let mut next = nth;
    while let Some(last) = next.checked_sub(1) {
        let (above, _) = joined(text, last);
        next = above;
        let whole = TextRange::between(content(above).start(), content(last).end());
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
            if nearest.is_none() {
                to = whole.start();
                continue;
            }
            return covered(whole.end(), to);
        }
        if ordinal(words).is_some_and(|(kind, _)| !all || kind <= Kind::Minor) {
            let start = behind_heading(&source, line.len());
            let is_title = start == ordinal_at_start(line) && !words.contains('。');
            let from = source.block.offset(start);
            return match nearest {
                Some(below) if is_title => covered(below, to),
                _ => covered(from, to),
            };
        }
        nearest = Some(whole.start());
        // Without a heading, a line is below the paragraph that it is about.
        let is_under = || heading_above(text, above, own.start());
        if !all && !*has_heading.get_or_insert_with(is_under) {
            return covered(whole.start(), to);
        }
    }
    covered(nearest.unwrap_or(to), to)
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
    let all = places(source);
    all.first().is_some_and(|&first| {
        let (from, to) = with_neighbours(source, &all, first);
        from <= start && end <= to
    })
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
