//! Lists of names (guideline B6, §5): one span per name.

use alloc::{sync::Arc, vec::Vec};

use super::{
    Text, TextRange,
    block::Block,
    clause::Parsed,
    cues,
    pairs::{self, Pair},
    trim,
    word::is_in_name,
};

/// The items of a list, cut at the `、` that are outside of all pairs. At least one.
pub(super) fn items(
    text: &str,
    pairs: &[Pair],
    (start, end): (usize, usize),
) -> Vec<(usize, usize)> {
    let mut items = Vec::new();
    let mut from = start;
    pairs::outside(text, pairs, (start, end), &mut |at, c| {
        if c == '、' {
            items.push((from, at));
            from = at + c.len_utf8();
        }
    });
    items.push((from, end));
    items
}

/// One stretch for every name of a list: cut at `、`, at the punctuation of clauses, and at 和 and
/// its like where a name of a body stands on either side. Brackets, quotations and 《》 are not cut,
/// nor are the names in `bodies`. Role labels (`牵头单位:`) and tags (`(主办)`) are left out.
///
/// In the order of the text; empty when the range holds nothing but punctuation and white space.
#[must_use]
pub fn split_list(text: &Text, range: TextRange, bodies: &[Arc<str>]) -> Vec<TextRange> {
    let mut names = Vec::new();
    let range = text.fit(range);
    let mut from = range.start();
    while from < range.end() {
        let block = Block::at(text, from);
        let parsed = Parsed::of(&block);
        for clause in &parsed.clauses {
            let Some(own) = block.range(clause.span).intersection(range) else {
                continue;
            };
            let own = (block.place(own.start()), block.place(own.end()));
            let mut push = |part: (usize, usize)| {
                let name = trim(text, block.range(part));
                let slice = text.slice(name);
                let is_role = cues::is_role_label(slice) || cues::is_role_tag(slice);
                if !(name.is_empty() || is_role) {
                    names.push(name);
                }
            };
            for item in whole_items(text, &block, &parsed.pairs, own, bodies) {
                at_conjunctions(text, &block, &parsed.pairs, item, bodies, &mut push);
            }
        }
        from = block.next(text);
    }
    names
}

/// The items of a list, of which none cuts a name in `bodies`. At least one.
pub(crate) fn whole_items(
    text: &Text,
    block: &Block<'_>,
    pairs: &[Pair],
    own: (usize, usize),
    bodies: &[Arc<str>],
) -> Vec<(usize, usize)> {
    let mut whole = Vec::new();
    let mut start = own.0;
    for item in items(block.text, pairs, own) {
        if item.1 < own.1 && is_in_name(text, block.offset(item.1), bodies) {
            continue;
        }
        whole.push((start, item.1));
        start = item.1 + '、'.len_utf8();
    }
    whole
}

/// Cuts an item at 和 and its like where a name of a body stands on either side.
pub(crate) fn at_conjunctions(
    text: &Text,
    block: &Block<'_>,
    pairs: &[Pair],
    item: (usize, usize),
    bodies: &[Arc<str>],
    push: &mut dyn FnMut((usize, usize)),
) {
    let mut rest = item;
    while let Some((end, next)) = conjunction(block, pairs, rest, bodies, text) {
        push((rest.0, end));
        rest.0 = next;
    }
    push(rest);
}

/// Where the first name of a stretch ends and the next one starts, if 和 or its like is between.
fn conjunction(
    block: &Block<'_>,
    pairs: &[Pair],
    (start, end): (usize, usize),
    bodies: &[Arc<str>],
    text: &Text,
) -> Option<(usize, usize)> {
    let mut found = None;
    pairs::outside(block.text, pairs, (start, end), &mut |at, _| {
        let (Some(before), Some(after)) = (block.text.get(start..at), block.text.get(at..end))
        else {
            return;
        };
        if let Some(next) = cues::conjunction(before, after)
            && found.is_none()
            && !is_in_name(text, block.offset(at), bodies)
        {
            found = Some((at, end - next.len()));
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(list: &str, bodies: &[&str], expect: &[&str]) {
        let text = Text::new(list.into());
        let bodies: Vec<Arc<str>> = bodies.iter().map(|&name| name.into()).collect();
        let names = split_list(&text, text.range(), &bodies);
        let names: Vec<&str> = names.iter().map(|&name| text.slice(name)).collect();
        assert_eq!(names, expect);
    }

    #[test]
    fn one_span_per_name() {
        check(
            "市林业局、市水务局，市经济局",
            &[],
            &["市林业局", "市水务局", "市经济局"],
        );
        check("、市林业局、", &[], &["市林业局"]);
        check("，。", &[], &[]);
    }

    #[test]
    fn brackets_and_titles_are_not_cut() {
        check(
            "市经济局(甲、乙)、市水务局",
            &[],
            &["市经济局(甲、乙)", "市水务局"],
        );
        check("《甲、乙的通知》", &[], &["《甲、乙的通知》"]);
    }

    #[test]
    fn labels_and_tags_are_left_out() {
        check(
            "(责任领导:甲某、乙某，牵头单位：市林业局、市水务局)",
            &[],
            &["甲某", "乙某", "市林业局", "市水务局"],
        );
        check(
            "市林业局(主办)、市水务局（会办）",
            &[],
            &["市林业局", "市水务局"],
        );
    }

    #[test]
    fn conjunctions_are_cut_between_bodies_only() {
        check("市林业局和市水务局", &[], &["市林业局", "市水务局"]);
        check("市档案和地名局", &[], &["市档案和地名局"]);
        check("区委及区政府、各镇", &[], &["区委", "区政府", "各镇"]);
    }

    #[test]
    fn names_of_the_project_are_not_cut() {
        let names = ["各地、各部门", "市林业局和市水务局联合办公室"];
        check(
            "各地、各部门、市林业局",
            &names,
            &["各地、各部门", "市林业局"],
        );
        check(
            "市林业局和市水务局联合办公室",
            &names,
            &["市林业局和市水务局联合办公室"],
        );
    }
}
