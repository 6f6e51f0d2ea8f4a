//! What the rules of the analyst's own find.

use aho_corasick::{AhoCorasick, MatchKind};
use alloc::{sync::Arc, vec::Vec};
use regex_lite::Regex;

use super::{Ground, Party, Rule, Suggestion, Suggestions, rulebook::OwnRule, sentence::sentences};
use crate::{
    change::edit::Answer,
    parse::responsibility::{Role, group_scope, party_type},
    scheme::{LabelKind, Scheme},
    text::{Text, block::Block},
};

/// An own rule that is switched on and has no fault.
#[derive(Clone, Debug)]
struct Ready {
    rule: Rule,
    kind: Option<LabelKind>,
    /// Whether its label is the one that rules of the table suggest as well.
    is_main: bool,
    role: Role,
    regex: Option<Regex>,
}

/// The own rules, made ready to look through texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Engine {
    ready: Vec<Ready>,
    words: Option<AhoCorasick>,
    /// Of each word, whose it is.
    owners: Vec<usize>,
}

impl Engine {
    pub(super) fn of(own: &[OwnRule], scheme: &Scheme) -> Self {
        let (mut ready, mut owners) = (Vec::new(), Vec::new());
        let mut words: Vec<Arc<str>> = Vec::new();
        for (nth, own) in (0_u16..).zip(own) {
            let Some(label) = scheme.label(&own.label).filter(|_| own.on) else {
                continue;
            };
            let own_words = own.words.iter().map(|word| word.trim());
            let own_words: Vec<Arc<str>> = own_words
                .filter(|word| !word.is_empty())
                .map(Arc::from)
                .collect();
            let regex = match (own_words.is_empty(), own.pattern.is_empty()) {
                (true, true) => continue,
                (true, false) => match own.regex() {
                    Ok(regex) => Some(regex),
                    Err(_) => continue,
                },
                (false, _) => None,
            };
            owners.extend(own_words.iter().map(|_| ready.len()));
            words.extend(own_words);
            let main = label.kind.and_then(|kind| scheme.label_of(kind));
            ready.push(Ready {
                rule: Rule::Own(nth),
                kind: label.kind,
                is_main: main.is_some_and(|main| main.id == label.id),
                role: Role::from_name(&own.role).unwrap_or(Role::Lead),
                regex,
            });
        }
        let made = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(words.iter().map(|word| word.as_bytes()));
        Self {
            words: made.ok().filter(|_| !words.is_empty()),
            ready,
            owners,
        }
    }

    /// What is found in a text, by the places of the rules among the ready ones.
    fn hits(&self, text: &str) -> Vec<(usize, (usize, usize))> {
        let mut hits = Vec::new();
        if let Some(words) = &self.words {
            for hit in words.find_overlapping_iter(text) {
                let owner = self.owners.get(hit.pattern().as_usize());
                hits.extend(owner.map(|&owner| (owner, (hit.start(), hit.end()))));
            }
        }
        for (nth, own) in self.ready.iter().enumerate() {
            let Some(regex) = &own.regex else {
                continue;
            };
            for found in regex.captures_iter(text) {
                let own = found.get(1).or_else(|| found.get(0));
                let place = own.map(|own| (own.start(), own.end()));
                hits.extend(
                    place
                        .filter(|(from, to)| from < to)
                        .map(|place| (nth, place)),
                );
            }
        }
        hits
    }
}

/// Puts what own rules find in a block, beside what was found there. Where both are of one label, the
/// longer one that covers the other stays, and else the analyst's own.
pub(super) fn put(text: &Text, ground: &Ground, block: &Block<'_>, found: &mut Suggestions) {
    let engine = &ground.book.engine;
    if engine.ready.is_empty() {
        return;
    }
    let hits = engine.hits(block.text);
    if hits.is_empty() {
        return;
    }
    let mut clauses: Option<Vec<(usize, usize)>> = None;
    let mut own: Vec<(bool, Suggestion)> = Vec::new();
    for (nth, hit) in hits {
        let Some(ready) = engine.ready.get(nth) else {
            continue;
        };
        let is_clause =
            ready.regex.is_none() && ready.kind.is_some_and(|kind| kind != LabelKind::Party);
        let place = if is_clause {
            let clauses = clauses.get_or_insert_with(|| {
                let all = sentences(text, ground, block);
                let clauses = all.iter().flat_map(|sentence| &sentence.clauses);
                clauses.map(|clause| clause.place).collect()
            });
            let around = clauses
                .iter()
                .find(|clause| clause.0 <= hit.0 && hit.1 <= clause.1);
            // A heading has none.
            let Some(around) = around else {
                continue;
            };
            *around
        } else {
            hit
        };
        let range = block.range(place);
        let is_party = ready.kind == Some(LabelKind::Party);
        let name = text.slice(range);
        own.push((
            ready.is_main,
            Suggestion {
                rule: ready.rule,
                kind: ready.kind,
                range,
                tense: ground.tense_at(range.start()),
                in_target_list: false,
                party: is_party.then(|| Party {
                    role: ready.role,
                    role_label: None,
                    party_type: party_type(name, None),
                    group_scope: group_scope(name),
                }),
            },
        ));
    }
    // Of what one rule finds, the longest.
    own.sort_by_key(|(_, own)| {
        (
            own.rule,
            own.range.start(),
            core::cmp::Reverse(own.range.end()),
        )
    });
    own.dedup_by(|(_, next), (_, own)| own.rule == next.rule && own.range.covers(next.range));
    let whole = block.range((0, block.text.len()));
    let all = core::mem::take(&mut found.spans);
    let (mut here, others): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|own| own.range.overlaps(whole));
    for (is_main, own) in own {
        let answer = join(&mut here, own, is_main);
        found.answers.extend(answer);
    }
    found.spans = others;
    found.spans.append(&mut here);
}

/// Puts one in beside what was found; what it answers for, where it is a party.
fn join(found: &mut Vec<Suggestion>, own: Suggestion, is_main: bool) -> Option<Answer> {
    let is_same = |other: &Suggestion| match other.rule {
        Rule::Own(_) => other.rule == own.rule,
        _ => is_main && other.kind == own.kind,
    };
    let covers = |other: &Suggestion| is_same(other) && other.range.covers(own.range);
    if found.iter().any(covers) {
        return None;
    }
    found.retain(|other| !is_same(other) || !other.range.overlaps(own.range));
    let mut around = found.iter().filter(|other| {
        other.kind.is_some_and(LabelKind::is_commitment) && other.range.covers(own.range)
    });
    let scope = around.next().map(|other| other.range);
    let scope = scope.filter(|_| own.kind == Some(LabelKind::Party));
    let answer = scope.map(|scope| Answer {
        scope,
        bracket: None,
        parties: [own.range].into(),
    });
    found.push(own);
    answer
}
