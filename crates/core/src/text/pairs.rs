//! Brackets, quotation marks and 《》 that belong together, and selections that leave them whole
//! (guideline B5).

use alloc::vec::Vec;

use super::{
    Offset, Text, TextRange,
    block::Block,
    cues,
    marks::{self, Side, is_blank},
};

/// Open marks looked through for the one that a closing mark belongs to.
const DEPTH: usize = 32;

/// Two marks that belong together. Positions are bytes in the block.
pub(crate) struct Pair {
    /// Which marks they are, as [`marks::paired`] counts them.
    pub kind: usize,
    /// Where the opening mark starts.
    pub open: usize,
    /// What stands between the marks.
    pub inner: (usize, usize),
    /// Where the closing mark ends; 0 while it has not come.
    pub end: usize,
    /// A remark beside the clause that it follows: who is responsible, what the goal was. What
    /// is between its marks are clauses of their own (guideline B1, B4).
    pub is_remark: bool,
}

impl Pair {
    /// Whether a stretch holds one of the marks without the other.
    pub(super) fn is_cut(&self, start: usize, end: usize) -> bool {
        let has = |from: usize, to: usize| from < end && start < to;
        has(self.open, self.inner.0) != has(self.inner.1, self.end)
    }
}

/// The pairs of a block, by their start. They never cross; a mark without a partner is in none.
pub(crate) fn find(text: &str) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    // Of the pairs, those whose closing mark has not come.
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices() {
        let Some((kind, side)) = marks::paired(c) else {
            continue;
        };
        let partner = (side != Side::Opens)
            .then(|| {
                let is_partner = |&nth: &usize| pairs.get(nth).is_some_and(|own| own.kind == kind);
                open.iter().rev().take(DEPTH).position(is_partner)
            })
            .flatten();
        let end = at + c.len_utf8();
        if let Some(above) = partner {
            // What was opened since has no partner.
            open.truncate(open.len() - above);
            if let Some(pair) = open.pop().and_then(|nth| pairs.get_mut(nth)) {
                pair.inner.1 = at;
                pair.end = end;
            }
        } else if side != Side::Closes {
            open.push(pairs.len());
            pairs.push(Pair {
                kind,
                open: at,
                inner: (end, end),
                end: 0,
                is_remark: false,
            });
        }
    }
    pairs.retain(|pair| pair.end > 0);
    // Within names, terms and titles nothing is a remark.
    let mut whole_until = 0;
    for pair in &mut pairs {
        if pair.open < whole_until {
            continue;
        }
        let inner = text.get(pair.inner.0..pair.inner.1).unwrap_or_default();
        pair.is_remark = pair.kind == marks::ROUND && cues::is_remark(inner);
        if !pair.is_remark {
            whole_until = pair.end;
        }
    }
    pairs
}

/// Visits the characters between two positions that are outside of all pairs.
pub(crate) fn outside(
    text: &str,
    pairs: &[Pair],
    (from, to): (usize, usize),
    visit: &mut dyn FnMut(usize, char),
) {
    let mut rest = pairs
        .get(pairs.partition_point(|pair| pair.open < from)..)
        .unwrap_or_default()
        .iter();
    let mut pair = rest.next();
    let mut skip_to = from;
    for (at, c) in text.get(from..to).unwrap_or_default().char_indices() {
        let at = from + at;
        if at < skip_to {
            continue;
        }
        while pair.is_some_and(|pair| pair.open < at) {
            pair = rest.next();
        }
        match pair {
            Some(pair) if pair.open == at => skip_to = pair.end,
            _ => visit(at, c),
        }
    }
}

/// A free selection that holds no mark without its partner.
///
/// A selection that ends within 《》, quotation marks or the brackets of a term grows to take them
/// whole; one that caught just the mark, or ends within a remark such as `(责任领导:…)`, goes back
/// to before it. One that starts within a remark keeps its longer side. A selection that lies
/// between the marks of a pair holds none of them and stays as it is.
#[must_use]
pub fn balanced(text: &Text, range: TextRange) -> TextRange {
    let range = text.fit(range);
    let range = balanced_in(text, range, range.start());
    balanced_in(text, range, range.end())
}

/// The rule of [`balanced`] for the pairs of one block.
fn balanced_in(text: &Text, range: TextRange, at: Offset) -> TextRange {
    // A selection that ends where a block starts is in the block before.
    let block = Block::at(text, at);
    let block = if at == range.end() && at > range.start() && at.bytes() == block.base {
        Block::at(text, Offset::from_bytes(at.bytes() - 1))
    } else {
        block
    };
    let (mut start, mut end) = (range.start().bytes(), range.end().bytes());
    // Outer pairs come first, and what is done for an inner one leaves the outer ones whole.
    for pair in find(block.text) {
        let pair = Pair {
            open: block.base + pair.open,
            inner: (block.base + pair.inner.0, block.base + pair.inner.1),
            end: block.base + pair.end,
            ..pair
        };
        if !pair.is_cut(start, end) {
            continue;
        }
        let starts_before = start <= pair.open;
        let caught = if starts_before {
            (pair.inner.0, end)
        } else {
            (start, pair.inner.1)
        };
        let caught_text = text.slice(TextRange::between(
            Offset::from_bytes(caught.0),
            Offset::from_bytes(caught.1),
        ));
        let has_mark_only = caught_text.trim_matches(is_blank).is_empty();
        let beside = if starts_before {
            (start, pair.open)
        } else {
            (pair.end, end)
        };
        let left = if starts_before {
            0
        } else {
            caught.1 - caught.0
        };
        let keeps_inside = pair.is_remark
            && !has_mark_only
            && (beside.0 == beside.1 || left > beside.1 - beside.0);
        if keeps_inside {
            (start, end) = caught;
        } else if has_mark_only || pair.is_remark {
            (start, end) = beside;
        } else {
            (start, end) = (start.min(pair.open), end.max(pair.end));
        }
    }
    TextRange::between(Offset::from_bytes(start), Offset::from_bytes(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Check what becomes of the selection between two `|`.
    #[track_caller]
    fn check(marked: &str, expect: &str) {
        let mut parts = marked.split('|');
        let start = parts.next().unwrap().len();
        let end = start + parts.next().unwrap().len();
        let text = Text::new(marked.replace('|', ""));
        let range = TextRange::between(Offset::from_bytes(start), Offset::from_bytes(end));
        assert_eq!(text.slice(balanced(&text, range)), expect);
    }

    #[test]
    fn names_quotations_and_terms_are_taken_whole() {
        check("|印发《甲|的通知》", "印发《甲的通知》");
        check("印发《甲的|通知》文件|", "《甲的通知》文件");
        check("|推动“四大|工程”(含“小|微”)", "推动“四大工程”");
        check("|投资(含“小|微”)", "投资(含“小微”)");
    }

    #[test]
    fn a_mark_alone_is_let_go() {
        check("|印发《|甲的通知》", "印发");
        check("印发《甲的通知|》文件|", "文件");
        check("|投资( |含农户)", "投资");
    }

    #[test]
    fn remarks_are_let_go() {
        check("|推动升级(责任|领导:甲某)。", "推动升级");
        check("推动升级(责任领导:|甲某)。改造道路|", "。改造道路");
        check("推动升级(|责任领导:甲某)。改|造道路", "责任领导:甲某");
        check("推动升级|(责任领导:甲|某)", "责任领导:甲");
    }

    #[test]
    fn what_holds_no_mark_or_both_stays() {
        check("印发《甲|的|通知》", "的");
        check("|印发《甲的通知》|", "印发《甲的通知》");
        check("印发|《甲|的通知", "《甲");
        check("一《二\n三|四》\n五|", "四》\n五");
    }

    #[test]
    fn paragraphs_of_a_selection_are_balanced_each() {
        check("甲“|乙”丙\n丁“戊|己”", "“乙”丙\n丁“戊己”");
    }
}
