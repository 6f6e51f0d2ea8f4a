//! What an amount is an amount of: the noun before or behind it, without the verbs at the head of
//! its clause and what links it to its figure.

use alloc::{format, string::String, vec::Vec};

use super::{
    quantity::{Quantity, Role, is_separator},
    stretch::Stretch,
    time, words,
};
use crate::text::{
    cues::{ends_with_any, starts_with_any},
    marks::is_blank,
};

/// How a clause begins, before its noun.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    /// Where it ends, in bytes of the stretch.
    pub end: usize,
    /// Words of modality in it: what they say and where they stand.
    pub modalities: Vec<(&'static str, (usize, usize))>,
    /// The last of its verbs.
    pub verb: Option<&'static str>,
}

/// The head of what stands between two positions, with so many verbs at most.
pub(super) fn head(stretch: &Stretch<'_>, (from, to): (usize, usize), verbs: usize) -> Head {
    let mut head = Head {
        end: from,
        ..Head::default()
    };
    let mut left = verbs;
    let mut follows_time = false;
    loop {
        let rest = stretch.slice((head.end, to));
        if let Some(time) =
            time::read(stretch.text, head.end, None).filter(|time| time.range.1 <= to)
        {
            head.end = time.range.1;
            follows_time = true;
            continue;
        }
        let blank = |c: char| is_blank(c) || follows_time && is_separator(c);
        let kept = rest.trim_start_matches(blank);
        follows_time = false;
        if kept.len() < rest.len() {
            head.end = to - kept.len();
            continue;
        }
        if let Some((name, length)) = modality(rest) {
            head.modalities.push((name, (head.end, head.end + length)));
            head.end += length;
            // 争创 and 冲刺 are verbs as well.
            head.verb = words::VERBS
                .iter()
                .find(|verb| rest.get(..length) == Some(verb))
                .copied();
            continue;
        }
        let adverb = longest(rest, words::ADVERBS);
        let verb = longest(rest, words::VERBS).filter(|verb| !is_noun(rest, verb));
        // 完成新增就业: the first verb only says that the second is done.
        let is_adverb = adverb.is_some_and(|adverb| {
            verb.is_none_or(|verb| verb.len() <= adverb.len())
                && starts_head(rest.get(adverb.len()..).unwrap_or_default())
        });
        if let Some(adverb) = adverb.filter(|_| is_adverb) {
            head.end += adverb.len();
            continue;
        }
        let Some(verb) = verb.filter(|_| left > 0) else {
            return head;
        };
        left -= 1;
        head.verb = Some(verb);
        head.end += verb.len();
    }
}

fn modality(rest: &str) -> Option<(&'static str, usize)> {
    words::MODALITIES.iter().find_map(|&(word, name)| {
        let behind = rest.strip_prefix(word)?;
        words::is_modal(word, behind).then_some((name, word.len()))
    })
}

/// Whether what looks like a verb is the start of a noun: 建设用地.
fn is_noun(rest: &str, verb: &str) -> bool {
    let behind = rest.get(verb.len()..).unwrap_or_default();
    starts_with_any(behind, words::NOUN_TAILS).is_some()
}

fn starts_head(rest: &str) -> bool {
    let verb = longest(rest, words::VERBS).filter(|verb| !is_noun(rest, verb));
    verb.is_some() || modality(rest).is_some() || longest(rest, words::ADVERBS).is_some()
}

fn longest(rest: &str, table: &[&'static str]) -> Option<&'static str> {
    let mut found: Option<&'static str> = None;
    for &word in table {
        if rest.starts_with(word) && found.is_none_or(|found| found.len() < word.len()) {
            found = Some(word);
        }
    }
    found
}

/// What a clause says an amount is of.
#[derive(Clone, Debug, Default)]
pub(super) struct Noun {
    /// Where it stands; empty where the clause does not say.
    pub range: (usize, usize),
    pub head: Head,
    /// Between the noun, or the head, and the figure: `增长`, `控制在`.
    pub link: (usize, usize),
}

/// What ends like a link and is part of a noun: 人均, 节约.
const NOT_LINKS: &[&str] = &[
    "人均", "户均", "亩均", "车均", "节约", "预约", "签约", "附近", "公共", "抵达", "发达", "行为",
    "成为", "以为", "雷达", "目的",
];

/// The noun of an amount in its clause.
pub(super) fn of(
    stretch: &Stretch<'_>,
    clause: (usize, usize),
    amount: &Quantity,
    verbs: usize,
) -> Noun {
    let to = amount.whole.0;
    let end = without_links(stretch.slice((clause.0, to))).len() + clause.0;
    let head = head(stretch, (clause.0, end), verbs);
    let before = (head.end.min(end), end);
    let behind = || after(stretch, (amount.whole.1, clause.1));
    let text = stretch.slice(before);
    // X等3个项目, 甲公司新建3座厂房.
    let is_led =
        text.is_empty() || text.ends_with('等') || ends_with_any(text, words::VERBS).is_some();
    let is_place = matches!(
        text,
        "全市" | "全区" | "全县" | "全省" | "全国" | "我市" | "我区"
    );
    let mut range = before;
    if is_led || is_place {
        let noun = behind();
        if noun.0 < noun.1 || text.is_empty() || is_place {
            range = noun;
        }
    }
    Noun {
        link: (end, amount.value.0),
        range,
        head,
    }
}

/// A text without the links at its end.
fn without_links(text: &str) -> &str {
    let mut kept = text.trim_end_matches(is_blank);
    loop {
        if ends_with_any(kept, NOT_LINKS).is_some() {
            return kept;
        }
        let mut found = kept;
        for link in words::LINKS {
            if let Some(rest) = kept
                .strip_suffix(link)
                .filter(|rest| rest.len() < found.len())
            {
                found = rest;
            }
        }
        if found.len() == kept.len() {
            return kept;
        }
        kept = found.trim_end_matches(is_blank);
    }
}

/// Words that end the noun behind an amount.
const ENDS: &[&str] = &[
    "、", "，", ",", "；", ";", "。", "：", ":", "(", "（", ")", "）", "以及", "及", "和", "与",
    "或", "并", "\n",
];

/// The noun behind an amount, without the action at its end: the 危桥 of 44座危桥改造.
pub(super) fn after(stretch: &Stretch<'_>, (from, to): (usize, usize)) -> (usize, usize) {
    let rest = stretch.slice((from, to));
    let start = from + rest.len()
        - rest
            .trim_start_matches(|c: char| is_blank(c) || c == '的')
            .len();
    let mut end = to;
    let mut cut = |words: &[&str], least: usize| {
        for word in words {
            // A word within a name does not end it.
            if let Some(at) = stretch.find(word, start).filter(|&at| at >= start + least) {
                end = end.min(at);
            }
        }
    };
    cut(ENDS, 0);
    cut(words::PREDICATES, 0);
    cut(words::EVENTS, 3);
    let noun = stretch.slice((start, end));
    let mut cut_at = noun.len();
    for (at, _) in noun.match_indices('等') {
        if !noun.get(at..).unwrap_or_default().starts_with("等级") {
            cut_at = cut_at.min(at);
        }
    }
    let mut kept = noun.get(..cut_at).unwrap_or_default();
    while let Some(shorter) = ends_with_any(kept, words::ACTIONS).filter(|kept| !kept.is_empty()) {
        kept = shorter;
    }
    let kept = kept.trim_end_matches(|c: char| is_blank(c) || c == '的');
    (start, start + kept.len())
}

/// The amounts that a clause is about, and what came before them.
pub(super) struct Level {
    pub clause: (usize, usize),
    /// One, or those that are aligned with a list: 分别增长7.2%、5.6%.
    pub values: Vec<Quantity>,
    pub baseline: Option<Quantity>,
    pub noun: Noun,
}

/// The first level that a stretch states.
pub(super) fn level(stretch: &Stretch<'_>, amounts: &[Quantity], verbs: usize) -> Option<Level> {
    let is_level = |own: &&Quantity| matches!(own.role, Role::Value | Role::Rank);
    let first = amounts.iter().find(is_level)?;
    let clauses = stretch.clauses();
    let has = |clause: &&(usize, usize)| clause.0 <= first.value.0 && first.value.0 < clause.1;
    let clause = *clauses.iter().find(has)?;
    let within = amounts
        .iter()
        .filter(|own| own.value.0 >= first.value.0 && own.value.0 < clause.1);
    let mut values: Vec<Quantity> = Vec::new();
    let is_aligned = stretch.slice((clause.0, first.value.0)).contains("分别");
    for own in within.filter(is_level) {
        let Some(last) = values.last() else {
            values.push(own.clone());
            continue;
        };
        let between = stretch.slice((last.whole.1, own.whole.0));
        let is_listed = between
            .chars()
            .all(|c| is_separator(c) || "和及与".contains(c));
        if is_aligned && is_listed {
            values.push(own.clone());
        } else if !is_aligned && !between.contains(is_separator) && !has_link(between) {
            values = [own.clone()].into();
        } else {
            break;
        }
    }
    let first = values.first()?;
    let baseline = amounts
        .iter()
        .rfind(|own| own.role == Role::Baseline && own.value.0 < first.value.0);
    let whole = baseline
        .filter(|own| own.value.0 >= clause.0)
        .unwrap_or(first);
    let mut noun = of(stretch, clause, whole, verbs);
    noun.link.1 = first.value.0;
    Some(Level {
        clause,
        baseline: baseline.cloned(),
        noun,
        values,
    })
}

/// Whether what stands between two amounts begins a statement of its own.
fn has_link(between: &str) -> bool {
    between.is_empty() || without_links(between).len() < between.len()
}

/// The indicators of a name that stands for two: 城镇、农村居民收入 (guideline §9.25).
pub(super) fn shared(name: &str) -> Option<[String; 2]> {
    let first = words::QUALIFIERS
        .iter()
        .find(|word| name.starts_with(**word))?;
    let rest = name.get(first.len()..)?;
    let rest = starts_with_any(rest, &["、", "和", "与", "及"])?;
    let second = words::QUALIFIERS
        .iter()
        .find(|word| rest.starts_with(**word))?;
    let noun = rest.get(second.len()..).filter(|noun| !noun.is_empty())?;
    Some([format!("{first}{noun}"), format!("{second}{noun}")])
}
