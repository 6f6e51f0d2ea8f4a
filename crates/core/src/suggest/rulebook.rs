//! The rules of a project: which of the table are switched off, and the analyst's own.
//!
//! They are a member of the scheme, `rules`, so that they travel with it:
//! `{"off": ["measure-adverb"], "own": [{"id", "name", "label", "role"?, "words"? | "pattern"?, "on"}]}`.

use alloc::{
    borrow::ToOwned as _,
    collections::BTreeSet,
    format,
    string::{String, ToString as _},
    sync::Arc,
    vec::Vec,
};
use regex_lite::{Regex, RegexBuilder};
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    own::Engine,
    rules::{self, About, Rule},
};
use crate::{
    json::FromJson as _,
    model::Members,
    scheme::{Label, LabelId, LabelKind, Scheme},
};

/// The member of a scheme that holds its rules.
const MEMBER: &str = "rules";

/// What its members are called.
const OFF: &str = "off";
const OWN: &str = "own";

/// Bytes that a pattern takes at most when it is made ready. The time to look through a text grows with
/// it.
const PATTERN_SIZE: usize = 1 << 17;

/// Own rules that are read at most: more than anybody writes, and few enough to look for at once.
const MOST: usize = 1000;

/// The confidence of a rule that nothing is known of, in hundredths.
const UNKNOWN: u8 = 50;

/// A rule of the analyst's own.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct OwnRule {
    /// Its id, as `origin` writes it behind `rule:`. Begins with `own-`.
    pub id: Arc<str>,
    /// What it is called.
    pub name: Arc<str>,
    /// The label of what it finds.
    pub label: LabelId,
    /// The role of the parties that it finds (guideline §5).
    #[serde(skip_serializing_if = "str::is_empty")]
    pub role: Arc<str>,
    /// Words that it finds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Arc<str>>,
    /// A regular expression, where it has no words: what it matches is found, or its first group.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub pattern: Arc<str>,
    /// Whether it is switched on.
    pub on: bool,
    /// Members of a file that this version does not use.
    #[serde(flatten)]
    pub extra: Members,
}

crate::from_json_object!(OwnRule { id, name, label, role, words, pattern, on } flat extra);

/// What keeps an own rule from finding anything.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// It has neither words nor a pattern.
    Empty,
    /// The scheme has no such label.
    Label,
    /// Its pattern is no regular expression, or too large a one; what the engine says of it.
    Pattern(String),
    /// Its pattern matches nothing at all as well, so that it would find every place.
    Nothing,
}

impl OwnRule {
    /// Its pattern, made ready.
    ///
    /// # Errors
    ///
    /// Where it is none.
    pub(super) fn regex(&self) -> Result<Regex, Fault> {
        let made = RegexBuilder::new(&self.pattern)
            .size_limit(PATTERN_SIZE)
            .build();
        let made = made.map_err(|error| Fault::Pattern(error.to_string()))?;
        if made.is_match("") {
            return Err(Fault::Nothing);
        }
        Ok(made)
    }

    /// What keeps it from finding anything in a project with this scheme.
    #[must_use]
    pub fn fault(&self, scheme: &Scheme) -> Option<Fault> {
        if scheme.label(&self.label).is_none() {
            return Some(Fault::Label);
        }
        let has_words = self.words.iter().any(|word| !word.trim().is_empty());
        if !has_words && self.pattern.is_empty() {
            return Some(Fault::Empty);
        }
        if has_words {
            return None;
        }
        self.regex().err()
    }
}

/// The rules of a project.
#[derive(Clone, Debug, Default)]
pub struct Rulebook {
    /// Rules of the table that are switched off.
    off: BTreeSet<Rule>,
    /// The analyst's own, in the order of the scheme.
    own: Vec<OwnRule>,
    pub(super) engine: Engine,
}

impl Rulebook {
    /// The rules of a scheme.
    #[must_use]
    pub fn of(scheme: &Scheme) -> Self {
        let own = own_rules(scheme);
        Self {
            off: off(scheme),
            engine: Engine::of(&own, scheme),
            own,
        }
    }

    /// The rules of a scheme, of which one of the analyst's own is as given, alone and switched on:
    /// what it would find.
    #[must_use]
    pub fn trying(rule: &OwnRule, scheme: &Scheme) -> Self {
        let own = OwnRule {
            on: true,
            ..rule.clone()
        };
        Self {
            off: rules::all().map(|about| about.rule).collect(),
            engine: Engine::of(core::slice::from_ref(&own), scheme),
            own: [own].into(),
        }
    }

    /// The analyst's own.
    #[must_use]
    pub fn own(&self) -> &[OwnRule] {
        &self.own
    }

    /// Whether a rule is switched on.
    #[must_use]
    pub fn is_on(&self, rule: Rule) -> bool {
        match rule {
            Rule::Own(nth) => self.own.get(usize::from(nth)).is_some_and(|own| own.on),
            rule => !self.off.contains(&rule),
        }
    }

    /// Whether none is switched off.
    #[must_use]
    pub(super) fn has_all(&self) -> bool {
        self.off.is_empty()
    }

    /// What is known of each rule: those of the table, then the analyst's own.
    pub fn all(&self) -> impl Iterator<Item = About<'_>> {
        let own = (0_u16..).zip(&self.own).map(|(nth, own)| About {
            rule: Rule::Own(nth),
            id: &own.id,
            zh: &own.name,
            en: &own.name,
            precision: UNKNOWN,
            is_sure: false,
        });
        let table = rules::all().map(|about| About { ..about });
        table.chain(own)
    }

    /// What is known of a rule.
    #[must_use]
    pub fn about(&self, rule: Rule) -> About<'_> {
        let found = self.all().nth(rule.nth());
        // An own one may be gone.
        found.unwrap_or(About {
            rule,
            id: "",
            zh: "",
            en: "",
            precision: UNKNOWN,
            is_sure: false,
        })
    }

    /// The rule with this id.
    #[must_use]
    pub fn of_id(&self, id: &str) -> Option<Rule> {
        let own = || {
            let nth = self.own.iter().position(|own| *own.id == *id)?;
            Some(Rule::Own(u16::try_from(nth).ok()?))
        };
        Rule::of_id(id).or_else(own)
    }

    /// The label of what a rule finds.
    #[must_use]
    pub fn label<'a>(
        &self,
        scheme: &'a Scheme,
        rule: Rule,
        kind: Option<LabelKind>,
    ) -> Option<&'a Label> {
        match rule {
            Rule::Own(nth) => scheme.label(&self.own.get(usize::from(nth))?.label),
            _ => scheme.label_of(kind?),
        }
    }
}

fn member<'a>(scheme: &'a Scheme, key: &str) -> impl Iterator<Item = &'a Value> {
    let rules = scheme.extra.get(MEMBER).and_then(|rules| rules.get(key));
    rules.and_then(Value::as_array).into_iter().flatten()
}

fn off(scheme: &Scheme) -> BTreeSet<Rule> {
    member(scheme, OFF)
        .filter_map(|id| Rule::of_id(id.as_str()?))
        .collect()
}

/// The own rules that a scheme states and that can be read. An id tells a rule from all others, those of
/// the table too; of two with one id the first is read. Beyond a thousand none is.
#[must_use]
pub fn own_rules(scheme: &Scheme) -> Vec<OwnRule> {
    let mut ids: BTreeSet<Arc<str>> = BTreeSet::new();
    let read = |value: &Value| OwnRule::from_json(value.clone());
    let own = member(scheme, OWN).filter_map(read);
    let mut own: Vec<OwnRule> = own.take(MOST).collect();
    own.retain(|own| {
        let is_id = !own.id.is_empty() && !own.id.contains(char::is_control);
        is_id && Rule::of_id(&own.id).is_none() && ids.insert(Arc::clone(&own.id))
    });
    own
}

/// How many entries of the rules of a scheme are not understood. They stay as they are, and nothing is
/// suggested by them.
#[must_use]
pub fn unread(scheme: &Scheme) -> usize {
    let Some(rules) = scheme.extra.get(MEMBER) else {
        return 0;
    };
    let odd = |key: &str| {
        let list = rules.get(key);
        usize::from(list.is_some_and(|list| !list.is_array()))
    };
    let ids = member(scheme, OFF).filter(|id| id.as_str().and_then(Rule::of_id).is_none());
    usize::from(!rules.is_object())
        + odd(OFF)
        + odd(OWN)
        + ids.count()
        + member(scheme, OWN).count()
        - own_rules(scheme).len()
}

/// A scheme with a rule of the table switched on or off.
#[must_use]
pub fn with_switched(scheme: &Scheme, id: &str, on: bool) -> Scheme {
    let mut list: Vec<Value> = member(scheme, OFF).cloned().collect();
    list.retain(|own| own.as_str() != Some(id));
    if !on {
        list.push(id.into());
    }
    with_list(scheme, OFF, list)
}

/// A scheme with an own rule as given, in the place of that with its id, or behind the others.
#[must_use]
pub fn with_own(scheme: &Scheme, rule: &OwnRule) -> Scheme {
    let mut list: Vec<Value> = member(scheme, OWN).cloned().collect();
    let written = serde_json::to_value(rule).unwrap_or_default();
    match list.iter_mut().find(|own| is_called(own, &rule.id)) {
        Some(own) => *own = written,
        None => list.push(written),
    }
    with_list(scheme, OWN, list)
}

/// A scheme without an own rule.
#[must_use]
pub fn without_own(scheme: &Scheme, id: &str) -> Scheme {
    let mut list: Vec<Value> = member(scheme, OWN).cloned().collect();
    list.retain(|own| !is_called(own, id));
    with_list(scheme, OWN, list)
}

/// An id that no rule of a scheme has, and none that is taken otherwise: by spans that one suggested
/// which is gone.
#[must_use]
pub fn free_id(scheme: &Scheme, is_taken: impl Fn(&str) -> bool) -> String {
    let mut n = 1;
    loop {
        let id = format!("own-{n}");
        if !member(scheme, OWN).any(|own| is_called(own, &id)) && !is_taken(&id) {
            return id;
        }
        n += 1;
    }
}

fn is_called(own: &Value, id: &str) -> bool {
    own.get("id").and_then(Value::as_str) == Some(id)
}

/// A scheme with a list of its rules as given. What else its rules have stays.
fn with_list(scheme: &Scheme, key: &str, list: Vec<Value>) -> Scheme {
    let mut scheme = scheme.clone();
    let rules = scheme.extra.remove(MEMBER);
    let mut rules = rules.filter(Value::is_object).unwrap_or_else(|| json!({}));
    if let Some(members) = rules.as_object_mut() {
        if list.is_empty() {
            members.remove(key);
        } else {
            members.insert(key.to_owned(), list.into());
        }
        if !members.is_empty() {
            scheme.extra.insert(MEMBER.to_owned(), rules);
        }
    }
    scheme
}
