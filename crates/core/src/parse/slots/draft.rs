//! A reading that is being put together.

use alloc::{string::String, vec::Vec};
use serde_json::Value;

use super::{
    Context, Reading, around,
    indicator::{self, Noun},
    quantity::{Quantity, Role, is_separator},
    stretch::Stretch,
    time::{self, Time, Use},
    words,
};
use crate::{
    model::{Members, Slot},
    text::{
        Offset, Text, TextRange,
        marks::is_blank,
        wordlist::{Words, said_at_start},
    },
};

/// A span that is read, and what was read so far.
pub(super) struct Draft<'a> {
    pub text: &'a Text,
    pub range: TextRange,
    pub context: &'a Context<'a>,
    pub stretch: Stretch<'a>,
    pub attributes: Members,
    slots: Vec<Slot>,
    /// What links the indicator to its level where it stands in the clause before.
    pub link_before: &'a str,
}

impl<'a> Draft<'a> {
    pub(super) fn new(text: &'a Text, range: TextRange, context: &'a Context<'a>) -> Self {
        let range = text.fit(range);
        Self {
            text,
            range,
            context,
            stretch: Stretch::new(text.slice(range)),
            attributes: Members::new(),
            slots: Vec::new(),
            link_before: "",
        }
    }

    pub(super) fn finish(self) -> Reading {
        let mut slots = self.slots;
        slots.sort_by_key(|slot| (slot.range.start(), slot.range.end()));
        Reading {
            attributes: self.attributes,
            slots,
        }
    }

    /// Set an attribute, unless it is empty.
    pub(super) fn set(&mut self, name: &str, value: impl Into<Value>) {
        let value = value.into();
        if !matches!(&value, Value::Null) && value.as_str() != Some("") {
            self.attributes.insert(name.into(), value);
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.attributes.contains_key(name)
    }

    /// An attribute that is text; empty where it is not.
    pub(super) fn text_of(&self, name: &str) -> &str {
        let value = self.attributes.get(name);
        value.and_then(Value::as_str).unwrap_or_default()
    }

    /// A slot at a place in the stretch.
    pub(super) fn slot(&mut self, name: &str, (start, end): (usize, usize)) {
        let base = self.range.start().bytes();
        let at = |place| Offset::from_bytes(base + place);
        self.slot_in_text(name, TextRange::between(at(start), at(end)));
    }

    pub(super) fn slot_in_text(&mut self, name: &str, range: TextRange) {
        if !range.is_empty() {
            self.slots.push(Slot {
                name: name.into(),
                range,
                extra: Members::new(),
            });
        }
    }

    /// The year that times without one are of.
    pub(super) fn year(&self) -> Option<u32> {
        time::year_of(self.context.period)
    }

    /// Values, units and comparator, with their slots.
    pub(super) fn put_values(&mut self, values: &[Quantity]) {
        let Some(first) = values.first() else { return };
        self.set("comparator", first.comparator.unwrap_or("eq"));
        let list = |amount: fn(&Quantity) -> Value| match values {
            [one] => amount(one),
            many => Value::Array(many.iter().map(amount).collect()),
        };
        self.set("value", list(Quantity::amount));
        if let Some(unit) = first.unit() {
            self.set("unit", unit);
        }
        if first.unit.power > 0 {
            self.set("value_normalised", list(Quantity::normalised));
        }
        if let Some(unit) = first.unit.normalised() {
            self.set("unit_normalised", unit);
        }
        for own in values {
            self.slot("value", own.value);
            if own.unit().is_some() {
                self.slot("unit", (own.unit.start, own.unit.end));
            }
        }
    }

    /// The indicator: the noun of the level, or that of the clause before (guideline I8).
    pub(super) fn put_indicator(&mut self, noun: &Noun) {
        let (start, end) = noun.range;
        let name = self.stretch.slice((start, end));
        let compared = said_at_start(words::COMPARED, name);
        let is_elided = start == end || compared.is_some();
        let before = || around::elided_indicator(self.text, self.range.start());
        let elided = is_elided.then(before).flatten();
        let compared = compared.filter(|_| elided.is_some());
        let is_points = self.text_of("unit").ends_with("百分点");
        if let Some((at, word)) = compared_within(name).filter(|_| is_points) {
            self.slot("indicator", (start, start + at));
            self.name_indicator(name.get(..at).unwrap_or_default());
            let reference = name.get(at + word.len()..);
            self.set("reference", reference.unwrap_or_default());
            return;
        }
        if let Some((word, comparator)) = compared {
            self.set("reference", name.trim_start_matches(word));
            self.set("comparator", comparator);
            if word == "占" {
                self.set("basis", "share");
            }
        } else if start < end {
            self.slot("indicator", (start, end));
            self.name_indicator(name);
            return;
        }
        if let Some(elided) = elided {
            let text = self.text;
            self.slot_in_text("indicator", elided.range);
            self.name_indicator(text.slice(elided.range));
            self.link_before = text.slice(elided.link);
        }
    }

    /// The attributes that follow from an indicator's name.
    pub(super) fn name_indicator(&mut self, name: &str) {
        self.set("indicator", name);
        if let Some(both) = indicator::shared(name) {
            self.set("indicators", Value::from(Vec::from(both)));
        }
    }

    /// The period: of a time in the clause, of one set before it, or what is inherited (I6).
    pub(super) fn put_period(&mut self, times: &[Time], is_result: bool) {
        let year = self.year();
        let before = around::times_before(self.text, self.range.start(), year);
        let own = || times.iter().chain(before.iter().map(|own| &own.time));
        let period = own().find_map(|time| match time.used {
            Use::Period => time.iso.clone(),
            Use::Deadline if is_result => time.event.clone(),
            _ => None,
        });
        let period = period.or_else(|| self.context.period.map(String::from));
        let as_of = own().find(|time| time.used == Use::AsOf);
        let as_of = as_of.and_then(|time| time.iso.clone());
        self.set("period", period.unwrap_or_default());
        self.set("as_of", as_of.unwrap_or_default());
        // A time set before the span may be the one by which: 9月底前,…
        let is_deadline = |own: &&around::Before| {
            own.time.used == Use::Deadline && (own.is_beside || own.time.event.is_none())
        };
        let deadline = before.iter().find(is_deadline).filter(|_| !is_result);
        if let Some(own) = deadline {
            self.slot_in_text("deadline", own.range);
            self.set("deadline", own.time.iso.clone());
        }
    }

    /// What time a level that ends there is counted from, where the text gives no level of that time.
    pub(super) fn put_base(&mut self, times: &[Time], end: usize) {
        let is_own = |time: &&Time| time.used == Use::Base && time.range.0 < end;
        let base = times.iter().find(is_own);
        if let Some(time) = base.filter(|_| !self.has("baseline")) {
            self.slot("baseline", time.range);
            self.set("baseline", time.iso.clone());
        }
    }

    /// What money an action has (guideline I10): the first amount in 元 behind a word for it.
    pub(super) fn put_funding(&mut self, amounts: &[Quantity], is_action: bool) {
        let funding = amounts
            .iter()
            .find(|own| is_funding(&self.stretch, own, is_action));
        if let Some(own) = funding {
            let mut funding = Members::new();
            funding.insert("value".into(), own.amount());
            funding.insert("unit".into(), own.unit().into());
            self.set("funding", Value::Object(funding));
            self.slot("funding", (own.value.0, own.unit.end));
        }
    }
}

/// Where a name compares its subject with something else: 投资增速高于全省平均.
fn compared_within(name: &str) -> Option<(usize, &'static str)> {
    let words = words::COMPARED
        .iter()
        .skip(1)
        .flat_map(|(_, words)| words.iter());
    let mut found = words.filter_map(|word| Some((name.find(word)?, word)));
    found.find(|&(at, _)| at > 0)
}

/// Whether an amount is the money of an action.
pub(super) fn is_funding(stretch: &Stretch<'_>, own: &Quantity, is_action: bool) -> bool {
    let before = stretch
        .slice((0, own.whole.0))
        .trim_end_matches(['共', '约', '达']);
    let names = |words: Words| words.end_of(before).is_some();
    let item = before.rsplit(is_separator).next().unwrap_or_default();
    let item = item.trim_matches(is_blank);
    own.role == Role::Value
        && own.unit.is_money()
        && (names(words::FUNDINGS)
            || is_action
                && (names(words::INVESTMENTS) || names(words::FUNDS) || words::INVESTING.has(item)))
}
