//! Slots and attributes of a target, measure or result, read from its text (guideline §3, §4).
//!
//! [`read`] says what a span's text says, the moment it is tagged; [`of_slot`] what follows from
//! a stretch that is marked as a slot by hand. Both look at the span, and for what it leaves out
//! at the clauses before it in its sentence.
//!
//! - `decimal`, `units`, `quantity`: amounts, and figures that are none
//! - `time`: deadlines and periods
//! - `indicator`: what an amount is of; `around`: where the clause leaves that out
//! - `course`: where a level goes and what it is counted from
//! - `target`, `measure`, `result`: what of it each kind of span takes
//! - `words`: the cue words, kept as lists of `text::wordlist`

mod around;
mod by_hand;
mod course;
mod decimal;
mod draft;
mod figures;
mod indicator;
mod measure;
mod quantity;
mod result;
mod stretch;
mod target;
mod time;
mod units;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use self::figures::{Figure, Kind as FigureKind, figures};
use alloc::{string::String, vec::Vec};

use crate::{
    model::{Members, Slot, Tense},
    scheme::LabelKind,
    text::{Text, TextRange},
};

/// What is known of the place that a span stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Context<'a> {
    /// What its section speaks of.
    pub tense: Tense,
    /// The period that it inherits from section or title, as ISO 8601 or with a quarter: `2021`,
    /// `2021-Q1` (guideline I6).
    pub period: Option<&'a str>,
    /// Whether the clause stands in a list of expected targets, so that it says 预期 without the
    /// word.
    pub in_target_list: bool,
}

/// What a span's text says.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reading {
    /// Attributes by the names and with the values of the guideline (§3, §4).
    pub attributes: Members,
    /// Slots by their start; none is empty, and some may lie outside of the span.
    pub slots: Vec<Slot>,
}

/// What the text of a span of this kind says. Nothing for a Party.
#[must_use]
pub fn read(text: &Text, range: TextRange, kind: LabelKind, context: &Context<'_>) -> Reading {
    let mut draft = draft::Draft::new(text, range, context);
    if draft.range.is_empty() {
        return Reading::default();
    }
    match kind {
        LabelKind::Target => target::read(&mut draft),
        LabelKind::Measure => measure::read(&mut draft),
        LabelKind::Result => result::read(&mut draft),
        LabelKind::Party => {}
    }
    draft.finish()
}

/// The attributes that follow when a stretch of the text is marked as a slot of this name; it may
/// lie outside of its span.
///
/// Of `indicator`, `value`, `unit`, `baseline`, `deadline`, `modality`, `funding`, and of
/// `comparator`, `reference`, `period`, `as_of`, which have no slot unless they are marked. Nothing
/// for other names, or where the stretch does not say what its name asks for.
#[must_use]
pub fn of_slot(name: &str, text: &Text, range: TextRange, context: &Context<'_>) -> Members {
    by_hand::read(name, text, range, context)
}

/// The deadline that a stretch states: where it stands, without what is to be done by then, and as
/// ISO 8601 has it, where the text or the context says of which year. None where no time is.
pub(super) fn deadline(
    text: &Text,
    range: TextRange,
    context: &Context<'_>,
) -> Option<(TextRange, Option<String>)> {
    by_hand::stated(text, range, context)
}
