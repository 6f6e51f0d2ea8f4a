//! What an amount is an amount of: the noun before or behind it, without the verbs at the head of
//! its clause and what links it to its figure.

use crate::text::wordlist::cues;
use alloc::{format, string::String, vec::Vec};

use super::{
    decimal,
    quantity::{Quantity, Role, is_separator},
    stretch::Stretch,
    time, words,
};
use crate::text::{cues::starts_with_any, marks::is_blank, wordlist::Words};

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
        end: own_subject(stretch, (from, to)).unwrap_or(from),
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
        if let Some(length) = duration(rest) {
            head.end += length;
            continue;
        }
        let blank = |c: char| is_blank(c) || follows_time && is_separator(c);
        let kept = rest.trim_start_matches(blank);
        follows_time = false;
        if kept.len() < rest.len() {
            head.end = to - kept.len();
            continue;
        }
        // 新建、改造小区30个.
        let listed = kept.strip_prefix(['、', '和', '与']);
        if let Some(listed) = listed.filter(|listed| head.verb.is_some() && starts_verb(listed)) {
            head.end = to - listed.len();
            left = left.saturating_add(2);
            continue;
        }
        let behind = stretch.from(head.end);
        if let Some((name, length)) = modality(behind).filter(|(_, length)| *length <= rest.len()) {
            head.modalities.push((name, (head.end, head.end + length)));
            head.end += length;
            // 争创 and 冲刺 are verbs as well.
            head.verb = words::VERBS
                .iter()
                .find(|verb| rest.get(..length) == Some(verb));
            continue;
        }
        let adverb = words::ADVERBS.start_of(rest);
        let verb = words::VERBS
            .start_of(rest)
            .filter(|verb| !is_noun(rest, verb));
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
    // 完成率 is a noun, 完成面积 is not.
    let is_transitive = words::CARRIED_OUT.has(verb) || words::GROWTH.has(verb);
    match is_transitive {
        true => behind.starts_with('率'),
        false => words::NOUN_TAILS.start_of(behind).is_some(),
    }
}

/// Where the clause of a jurisdiction or body starts that says what it will do: 甲县拟新建….
fn own_subject(stretch: &Stretch<'_>, (from, to): (usize, usize)) -> Option<usize> {
    for word in words::INTENTS.iter() {
        let Some(at) = stretch.find(word, from).filter(|&at| at < to) else {
            continue;
        };
        let is_body = words::BODIES.end_of(stretch.slice((from, at))).is_some();
        let from = at + word.len();
        let goes_on = starts_head(stretch.slice((from, to)))
            || time::read(stretch.text, from, None).is_some();
        if is_body && goes_on {
            return Some(at);
        }
    }
    None
}

/// How long a text begins with a span of years that a thing takes or lasts: 用3年时间, 两年内,
/// 连续三年.
fn duration(rest: &str) -> Option<usize> {
    let lasts = starts_with_any(rest, &["连续", "用", "力争用"]);
    let figure_on = lasts.unwrap_or(rest);
    let (_, length) = decimal::figure(figure_on)?;
    let behind = figure_on.get(length..)?.strip_prefix('年')?;
    let behind = match starts_with_any(behind, &["左右时间", "时间", "内", "左右"]) {
        Some(behind) => behind,
        None => lasts.map(|_| behind)?,
    };
    Some(rest.len() - behind.len())
}

fn starts_verb(rest: &str) -> bool {
    let verb = words::VERBS.start_of(rest);
    verb.is_some_and(|verb| !is_noun(rest, verb))
}

fn starts_head(rest: &str) -> bool {
    starts_verb(rest) || modality(rest).is_some() || words::ADVERBS.start_of(rest).is_some()
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
const NOT_LINKS: Words = Words::new(
    "年度目标 全年目标 省定目标 全省平均 全国平均 全市平均 人均 户均 亩均 车均 节约 预约 签约 附近 公共 抵达 发达 行为 成为 以为 雷达 目的",
);

/// The noun of an amount in its clause.
pub(super) fn of(
    stretch: &Stretch<'_>,
    clause: (usize, usize),
    amount: &Quantity,
    verbs: usize,
) -> Noun {
    before_or_behind(stretch, clause, amount, amount.whole.1, verbs)
}

/// The noun before an amount, else the one from a position on.
fn before_or_behind(
    stretch: &Stretch<'_>,
    clause: (usize, usize),
    amount: &Quantity,
    from: usize,
    verbs: usize,
) -> Noun {
    let to = amount.whole.0;
    // Of a ranking the baseline is a place as well.
    let more = match amount.comparator {
        Some("top_n") => words::RANK_LINKS,
        _ => cues!(""),
    };
    let end = without_links(stretch.slice((clause.0, to)), more).len() + clause.0;
    let end = match time_at_end(stretch, (clause.0, end)) {
        Some(start) => {
            // 化肥用量较2020年减少: what it is compared with is no part of the name.
            let before = stretch.slice((clause.0, start));
            let bare = words::BASES.before(before);
            let bare = bare.or_else(|| before.strip_suffix(['与', '同']));
            let before = bare.unwrap_or(before);
            without_links(before, more).len() + clause.0
        }
        None => {
            let before = words::before_way(stretch.slice((clause.0, end)));
            before.map_or(end, |before| clause.0 + before.len())
        }
    };
    let head = head(stretch, (clause.0, end), verbs);
    // 规上企业净增30家: the verb between noun and count is a link.
    let grown = stretch.slice((head.end.min(end), end));
    let grown = growth_at_end(grown);
    let end = end - grown;
    let before = (head.end.min(end), end);
    let behind = || after(stretch, (from, clause.1));
    let text = stretch.slice(before);
    // X等3个项目, 甲公司新建3座厂房.
    let nearest = stretch
        .slice((head.end.min(to), to))
        .trim_end_matches(['了', '共', '约', '近', '超']);
    let is_empty = text.is_empty() || words::NO_NOUNS.has(text) || words::ADVERBS.has(text);
    let is_led =
        is_empty || words::LED.end_of(text).is_some() || words::VERBS.end_of(nearest).is_some();
    let mut range = before;
    if is_led {
        let noun = behind();
        if noun.0 < noun.1 || is_empty {
            range = noun;
        }
    }
    Noun {
        link: (end, amount.value.0),
        range,
        head,
    }
}

/// How long the 净增 is that a noun ends with.
fn growth_at_end(text: &str) -> usize {
    let word = cues!("净增 新增").end_of(text);
    word.filter(|word| word.len() < text.len())
        .map_or(0, str::len)
}

/// Where the time starts that a stretch ends with: 甲产业一季度增长4%.
fn time_at_end(stretch: &Stretch<'_>, (from, to): (usize, usize)) -> Option<usize> {
    let text = stretch.slice((from, to));
    let window = text.floor_char_boundary(text.len().saturating_sub(TIME));
    let mut places = text
        .get(window..)?
        .char_indices()
        .map(|(at, _)| from + window + at);
    places.find(|&at| {
        let time = time::read(stretch.text, at, None);
        at > from && time.is_some_and(|time| time.range == (at, to))
    })
}

/// Bytes of a time between a noun and its level.
const TIME: usize = 36;

/// A text without the links at its end.
fn without_links(text: &str, more: Words) -> &str {
    let mut kept = text.trim_end_matches(is_blank);
    loop {
        if NOT_LINKS.end_of(kept).is_some() {
            return kept;
        }
        let mut found = kept;
        for link in words::LINKS.iter().chain(more.iter()) {
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
const ENDS: Words = Words::new("、 ， , ； ; 。 ： : ( （ ) ） 以及 及 和 与 或 并");

/// The noun behind an amount, without the action at its end: the 桥梁 of 4座桥梁改造.
pub(super) fn after(stretch: &Stretch<'_>, (from, to): (usize, usize)) -> (usize, usize) {
    let rest = stretch.slice((from, to));
    let start = from + rest.len()
        - rest
            .trim_start_matches(|c: char| is_blank(c) || c == '的')
            .len();
    if words::HEIGHTS
        .start_of(stretch.slice((start, to)))
        .is_some()
    {
        return (start, start);
    }
    let mut end = to;
    let mut cut = |words: Words, least: usize| {
        for word in words.iter() {
            // A word within a name does not end it.
            let is_bound = |at: usize| word == "及" && words::behind(stretch.from(at)).is_some();
            let at = stretch.find(word, start);
            if let Some(at) = at.filter(|&at| at >= start + least && !is_bound(at)) {
                end = end.min(at);
            }
        }
    };
    cut(ENDS, 0);
    cut(words::STOPS, 3);
    cut(words::EVENTS, 3);
    let noun = stretch.slice((start, end));
    let mut cut_at = noun.len();
    for (at, _) in noun.match_indices('等') {
        if !noun.get(at..).unwrap_or_default().starts_with("等级") {
            cut_at = cut_at.min(at);
        }
    }
    let mut kept = noun.get(..cut_at).unwrap_or_default();
    while let Some(shorter) = words::ACTIONS.before(kept).filter(|kept| !kept.is_empty()) {
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

impl Level {
    /// Where the last of its values ends, with its unit and bound.
    pub(super) fn end(&self) -> usize {
        self.values.last().map_or(0, |own| own.whole.1)
    }
}

/// The first level that a stretch states.
pub(super) fn level(stretch: &Stretch<'_>, amounts: &[Quantity], verbs: usize) -> Option<Level> {
    let is_level = |own: &&Quantity| matches!(own.role, Role::Value | Role::Rank);
    let is_own = |own: &&Quantity| {
        let before = stretch.slice((0, own.whole.0));
        is_level(own) && !(own.unit.is_money() && words::FUNDINGS.end_of(before).is_some())
    };
    let first = amounts
        .iter()
        .find(is_own)
        .or(amounts.iter().find(is_level))?;
    let clauses = stretch.clauses();
    let has = |clause: &&(usize, usize)| clause.0 <= first.value.0 && first.value.0 < clause.1;
    let clause = *clauses.iter().find(has)?;
    let within = amounts
        .iter()
        .filter(|own| own.value.0 >= first.value.0 && own.value.0 < clause.1);
    // 甲、乙两个园区分别增长5%、6%: what is counted before 分别 is of the names.
    let aligned = stretch.find("分别", clause.0).filter(|&at| at < clause.1);
    let is_behind = |own: &&Quantity| aligned.is_none_or(|at| own.value.0 > at);
    let is_aligned =
        within.clone().filter(is_level).any(|own| is_behind(&own)) && aligned.is_some();
    let within = within.filter(|own| !is_aligned || is_behind(own));
    let mut values: Vec<Quantity> = Vec::new();
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
        } else if !is_aligned
            && !between.contains(is_separator)
            && (has_noun(between) || matches!(between, "" | "的"))
        {
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
    let mut noun = before_or_behind(stretch, clause, whole, first.whole.1, verbs);
    noun.link.1 = first.value.0;
    Some(Level {
        clause,
        baseline: baseline.cloned(),
        noun,
        values,
    })
}

/// Whether what stands between two amounts is what the first counts and the second is of: 两个园区
/// 产值增长5%, but not 产值60亿元增长5%.
fn has_noun(between: &str) -> bool {
    !without_links(between, cues!("")).is_empty()
}

/// The indicators of a name that stands for two: 城镇、农村居民收入 (guideline §9.25).
pub(super) fn shared(name: &str) -> Option<[String; 2]> {
    let first = words::QUALIFIERS.start_of(name)?;
    let rest = name.get(first.len()..)?;
    let rest = starts_with_any(rest, &["、", "和", "与", "及"])?;
    let second = words::QUALIFIERS.start_of(rest)?;
    let noun = rest.get(second.len()..).filter(|noun| !noun.is_empty())?;
    Some([format!("{first}{noun}"), format!("{second}{noun}")])
}
