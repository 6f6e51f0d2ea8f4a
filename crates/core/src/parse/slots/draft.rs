//! A reading that is being put together.

use alloc::{string::String, vec::Vec};
use serde_json::Value;

use super::{
    Context, Reading, around,
    indicator::{self, Level, Noun},
    quantity::{Quantity, Role},
    stretch::Stretch,
    time::{self, Time, Use},
    words,
};
use crate::{
    model::{Members, Slot},
    text::{Offset, Text, TextRange},
};

/// A span that is read, and what was read so far.
pub(super) struct Draft<'a> {
    pub text: &'a Text,
    pub range: TextRange,
    pub context: &'a Context<'a>,
    pub stretch: Stretch<'a>,
    pub attributes: Members,
    slots: Vec<Slot>,
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
            self.set("unit_normalised", first.unit.plain);
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
        if start < end {
            let name = self.stretch.slice((start, end));
            self.slot("indicator", (start, end));
            self.name_indicator(name);
        } else if let Some(range) = around::elided_indicator(self.text, self.range.start()) {
            let text = self.text;
            self.slot_in_text("indicator", range);
            self.name_indicator(text.slice(range));
        }
    }

    /// The attributes that follow from an indicator's name.
    pub(super) fn name_indicator(&mut self, name: &str) {
        self.set("indicator", name);
        if let Some(both) = indicator::shared(name) {
            self.set("indicators", Value::from(Vec::from(both)));
        }
    }

    /// Direction, basis and polarity of a level, from what links indicator and figure.
    pub(super) fn put_course(&mut self, level: &Level, is_result: bool) {
        let link = self.stretch.slice(level.noun.link);
        let head = level.noun.head.verb.unwrap_or_default();
        let name = self.attributes.get("indicator").and_then(Value::as_str);
        let name = String::from(name.unwrap_or_default());
        let first = level.values.first();
        let is_rank = first.is_some_and(|own| own.role == Role::Rank);
        let is_share = first.is_some_and(|own| own.unit.is_percent() || own.unit.is_points());
        let linked = words::DIRECTIONS
            .iter()
            .find(|(word, _)| link.contains(word));
        let mut direction = linked.map(|&(_, name)| name);
        let grows = words::GROWTH.contains(&head) || name.contains("新增") || name.contains("净增");
        if direction.is_none_or(|own| own == "reach") && grows {
            direction = Some("increase");
        }
        if head == "减少" || head == "压减" {
            direction = Some("decrease");
        }
        if matches!(head, "冲刺" | "达到") {
            direction = direction.or(Some("reach"));
        }
        let changes = matches!(direction, Some("increase" | "decrease"));
        let is_way = link.ends_with(['到', '至', '为']) || level.baseline.is_some();
        let is_growth_name = ["增速", "增幅", "涨幅", "降幅"]
            .iter()
            .any(|own| name.ends_with(own));
        let is_share_name = ["占比", "比重", "比例", "份额"]
            .iter()
            .any(|own| name.ends_with(own));
        let basis = if is_rank {
            Some("rank")
        } else if is_share && (is_growth_name || changes && !is_way && linked.is_some()) {
            Some("yoy")
        } else if is_share && (is_share_name || name.contains('占')) {
            Some("share")
        } else if link.contains("累计")
            || self
                .stretch
                .slice((level.clause.0, level.noun.head.end))
                .contains("累计")
        {
            Some("cumulative")
        } else if name.ends_with('率')
            || is_way
            || matches!(direction, Some("reach" | "maintain"))
            || ["总数", "总量", "总产", "总额", "总值"]
                .iter()
                .any(|own| name.ends_with(own))
        {
            Some("level")
        } else {
            None
        };
        if let Some(direction) = direction {
            self.set("direction", direction);
        }
        // A Target that goes down is one of which less is better; an actual says nothing of it.
        let goes_down = direction == Some("decrease") && !is_result;
        if words::is_lower_better(&name) || goes_down {
            self.set("polarity", "lower_better");
        }
        if let Some(basis) = basis {
            self.set("basis", basis);
        }
        if let Some(baseline) = &level.baseline {
            self.set("baseline", baseline.amount());
            self.slot("baseline", baseline.value);
        }
    }

    /// The period: of a time in the clause, of one set before it, or what is inherited (I6).
    pub(super) fn put_period(&mut self, times: &[Time]) {
        let year = self.year();
        let before = around::times_before(self.text, self.range.start(), year);
        let mut own = times.iter().chain(&before);
        let period = own
            .find(|time| time.used == Use::Period)
            .and_then(|time| time.iso.clone());
        if let Some(period) = period {
            self.set("period", period);
        } else if let Some(period) = self.context.period {
            self.set("period", period);
        }
        let mut own = times.iter().chain(&before);
        let as_of = own
            .find(|time| time.used == Use::AsOf)
            .and_then(|time| time.iso.clone());
        if let Some(as_of) = as_of {
            self.set("as_of", as_of);
        }
        // A time set before the span may be the one by which: 9月底前,…
        let deadline = before.iter().find(|time| time.used == Use::Deadline);
        if let Some(iso) = deadline.and_then(|time| time.iso.clone()) {
            self.set("deadline", iso);
        }
    }

    /// What money an action has (guideline I10): the first amount in 元 behind a word for it.
    pub(super) fn put_funding(&mut self, amounts: &[Quantity]) {
        let funding = amounts.iter().find(|own| is_funding(&self.stretch, own));
        if let Some(own) = funding {
            let mut funding = Members::new();
            funding.insert("value".into(), own.amount());
            funding.insert("unit".into(), own.unit().into());
            self.set("funding", Value::Object(funding));
            self.slot("funding", (own.value.0, own.unit.end));
        }
    }
}

/// Whether an amount is the money of an action.
pub(super) fn is_funding(stretch: &Stretch<'_>, own: &Quantity) -> bool {
    let before = stretch.slice((0, own.whole.0)).trim_end_matches("共");
    own.role == Role::Value
        && own.unit.is_money()
        && words::FUNDINGS.iter().any(|word| before.ends_with(word))
}
