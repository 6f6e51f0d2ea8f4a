//! Wider and narrower selections, and ends that move by clause.

use alloc::vec::Vec;

use super::{
    Breaks, Offset, Text, TextRange,
    block::Block,
    clause::{Clause, Parsed},
    list,
    step::paragraph_at,
    trim,
    word::word_at,
};

/// The stretches around a position that one may mean: its word; what is between quotation marks,
/// 《》 or brackets, without and with the marks; its item of a `、` list; its clause, alone and with
/// the money before it; its sentence; its paragraph. All trimmed, in no order.
fn rungs(text: &Text, at: Offset, breaks: &Breaks<'_>) -> Vec<TextRange> {
    let block = Block::at(text, at);
    let place = block.place(at);
    let parsed = Parsed::of(&block);
    let mut rungs = Vec::new();
    rungs.extend(word_at(text, at, breaks));
    for pair in &parsed.pairs {
        if pair.open <= place && place <= pair.end {
            rungs.push(block.range(pair.inner));
            rungs.push(block.range((pair.open, pair.end)));
        }
    }
    if let Some(clause) = parsed.clause(place) {
        let items = list::items(block.text, &parsed.pairs, clause.span);
        let here = |&&(start, end): &&(usize, usize)| start <= place && place <= end;
        rungs.extend(items.iter().rfind(here).map(|&item| block.range(item)));
        rungs.push(block.range(clause.span));
        let sentence = parsed.sentence(clause.sentence);
        rungs.extend(sentence.map(|sentence| block.range(sentence)));
    }
    if let Some(clause) = Parsed::joined(&block).clause(place) {
        rungs.push(block.range(clause.span));
    }
    rungs.push(paragraph_at(text, at));
    for rung in &mut rungs {
        *rung = trim(text, *rung);
    }
    rungs.retain(|rung| !rung.is_empty());
    rungs
}

/// The next wider selection: the smallest of word, bracket or quotation, item of a list, clause,
/// sentence and paragraph that holds all of this one and more. The selection itself when there is
/// none. An empty selection grows to the word at the cursor.
#[must_use]
pub fn widen(text: &Text, range: TextRange, breaks: &Breaks<'_>) -> TextRange {
    let range = text.fit(range);
    let rungs = rungs(text, range.start(), breaks);
    let wider = rungs
        .iter()
        .filter(|rung| rung.covers(range) && **rung != range);
    wider
        .min_by_key(|rung| rung.len())
        .copied()
        .unwrap_or(range)
}

/// The next narrower selection: the largest stretch around `at` that is within this one; the way
/// back from [`widen`]. The selection itself when there is none. `at` is where the annotator
/// points, the start of the selection where nobody does; outside of the selection it means the
/// nearer end.
#[must_use]
pub fn narrow(text: &Text, range: TextRange, at: Offset, breaks: &Breaks<'_>) -> TextRange {
    let range = text.fit(range);
    let last = Offset::from_bytes(range.end().bytes().saturating_sub(1));
    let at = text.floor(at.min(last).max(range.start()));
    let rungs = rungs(text, at, breaks);
    let narrower = rungs.iter().filter(|rung| {
        range.covers(**rung) && **rung != range && rung.start() <= at && at <= rung.end()
    });
    narrower
        .max_by_key(|rung| rung.len())
        .copied()
        .unwrap_or(range)
}

/// The selection with its start a clause further back.
///
/// Ends move by comma-clause within their paragraph, and past stretches where the selection would
/// hold a bracket without its partner. Where there is nothing to move to, the selection stays.
#[must_use]
pub fn start_back(text: &Text, range: TextRange) -> TextRange {
    move_start(text, range, true)
}

/// The selection without its first clause, a leading frame for instance; see [`start_back`].
#[must_use]
pub fn start_forward(text: &Text, range: TextRange) -> TextRange {
    move_start(text, range, false)
}

/// The selection without its last clause; see [`start_back`].
#[must_use]
pub fn end_back(text: &Text, range: TextRange) -> TextRange {
    move_end(text, range, true)
}

/// The selection with the clause that follows, an effect tail for instance (guideline B7); see
/// [`start_back`].
#[must_use]
pub fn end_forward(text: &Text, range: TextRange) -> TextRange {
    move_end(text, range, false)
}

fn move_start(text: &Text, range: TextRange, is_back: bool) -> TextRange {
    let range = text.fit(range);
    let block = Block::at(text, range.start());
    let parsed = Parsed::of(&block);
    let (start, end) = (block.place(range.start()), block.place(range.end()));
    let fits = |clause: &&Clause| {
        let to = clause.span.0;
        (if is_back { to < start } else { start < to }) && to < end && !parsed.cuts(to, end)
    };
    match find(&parsed.clauses, is_back, &fits) {
        Some(clause) => TextRange::between(block.offset(clause.span.0), range.end()),
        None => range,
    }
}

fn move_end(text: &Text, range: TextRange, is_back: bool) -> TextRange {
    let range = text.fit(range);
    // The selection ends in the block of its last character.
    let last = Offset::from_bytes(range.end().bytes().saturating_sub(1));
    let block = Block::at(text, text.floor(last.max(range.start())));
    let parsed = Parsed::of(&block);
    let (start, end) = (block.place(range.start()), block.place(range.end()));
    let fits = |clause: &&Clause| {
        let to = clause.span.1;
        (if is_back { to < end } else { end < to }) && start < to && !parsed.cuts(start, to)
    };
    match find(&parsed.clauses, is_back, &fits) {
        Some(clause) => TextRange::between(range.start(), block.offset(clause.span.1)),
        None => range,
    }
}

fn find<'a>(
    clauses: &'a [Clause],
    from_the_end: bool,
    fits: &dyn Fn(&&Clause) -> bool,
) -> Option<&'a Clause> {
    if from_the_end {
        clauses.iter().rfind(fits)
    } else {
        clauses.iter().find(fits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_segmentation::UnicodeSegmentation as _;

    fn ends(text: &str) -> Vec<usize> {
        let words = text.split_word_bound_indices();
        words.map(|(at, word)| at + word.len()).collect()
    }

    const BREAKS: Breaks<'static> = Breaks {
        clusters: &ends,
        words: &ends,
        bodies: &[],
    };

    #[test]
    fn the_ladder_up_and_down() {
        let text = "一是推动甲、“大工程”、乙建设,改造道路(牵头单位:市交通局)。兴学。";
        let text = Text::new(text.into());
        let at = Offset::from_bytes(text.as_str().find('工').unwrap());
        let mut range = TextRange::empty(at);
        let mut up = vec![];
        loop {
            let wider = widen(&text, range, &BREAKS);
            if wider == range {
                break;
            }
            range = wider;
            up.push(text.slice(range));
        }
        // From the start of a selection, so that keys alone can walk it.
        assert_eq!(
            up,
            [
                "工",
                "大工程",
                "“大工程”",
                "推动甲、“大工程”、乙建设",
                "推动甲、“大工程”、乙建设,改造道路",
                "一是推动甲、“大工程”、乙建设,改造道路(牵头单位:市交通局)。兴学",
            ]
        );
        let mut down = vec![];
        loop {
            down.push(text.slice(range));
            let narrower = narrow(&text, range, at, &BREAKS);
            if narrower == range {
                break;
            }
            range = narrower;
        }
        down.reverse();
        assert_eq!(down, up);
    }

    #[test]
    fn money_is_a_step_of_its_own() {
        let text = Text::new("筹资1亿元,改造小区、道路。".into());
        let at = Offset::from_bytes(text.as_str().find("道").unwrap());
        let wider = |range| widen(&text, range, &BREAKS);
        let item = narrow(&text, wider(wider(TextRange::empty(at))), at, &BREAKS);
        assert_eq!(text.slice(item), "道");
        let clause = wider(wider(wider(TextRange::empty(at))));
        assert_eq!(text.slice(clause), "改造小区、道路");
        assert_eq!(text.slice(wider(clause)), "筹资1亿元,改造小区、道路");
    }

    #[test]
    fn ends_move_by_clause() {
        let text = "围绕目标,推动升级,提高水平(牵头单位:市农业局,市交通局)。并改造道路。";
        let text = Text::new(text.into());
        let find = |part: &str| {
            let start = text.as_str().find(part).unwrap();
            TextRange::between(
                Offset::from_bytes(start),
                Offset::from_bytes(start + part.len()),
            )
        };
        let measure = find("推动升级,提高水平");
        assert_eq!(
            start_back(&text, measure),
            find("围绕目标,推动升级,提高水平")
        );
        assert_eq!(start_forward(&text, measure), find("提高水平"));
        assert_eq!(end_back(&text, measure), find("推动升级"));
        assert_eq!(end_forward(&text, find("推动升级")), measure);
        let past_the_remark = "推动升级,提高水平(牵头单位:市农业局,市交通局)。并改造道路";
        assert_eq!(end_forward(&text, measure), find(past_the_remark));
        assert_eq!(start_forward(&text, find("提高水平")), find("提高水平"));
        assert_eq!(
            end_forward(&text, find("市农业局")),
            find("市农业局,市交通局")
        );
        assert_eq!(end_forward(&text, find("市交通局")), find("市交通局"));
    }
}
