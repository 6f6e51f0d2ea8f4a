//! Which annotations are listed, and in which order.

use std::sync::Arc;

use reportmark_core::{
    model::{Certainty, Span, SpanStatus, Timestamp},
    scheme::LabelId,
    text::Text,
};

/// Bytes of a span that a phrase is looked for in: more than anybody reads in a list.
const LOOKED_AT: usize = 65_536;

/// What is said of a span besides its label.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Facet {
    /// It counts.
    Accepted,
    /// It is offered, not decided.
    Suggested,
    /// It was decided against.
    Rejected,
    /// The annotator is unsure.
    Unsure,
    /// It has a note.
    Noted,
}

impl Facet {
    /// All, in the order of the choice.
    pub const ALL: [Self; 5] = [
        Self::Accepted,
        Self::Suggested,
        Self::Rejected,
        Self::Unsure,
        Self::Noted,
    ];

    fn is_of(self, span: &Span) -> bool {
        match self {
            Self::Accepted => span.status == SpanStatus::Accepted,
            Self::Suggested => span.status == SpanStatus::Suggested,
            Self::Rejected => span.status == SpanStatus::Rejected,
            Self::Unsure => span.certainty == Certainty::Unsure,
            Self::Noted => !span.note.is_empty(),
        }
    }
}

/// Which annotations are listed: those that are all of this.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// Of that label.
    pub label: Option<LabelId>,
    /// Of which that is said.
    pub facet: Option<Facet>,
    /// With that phrase in what they cover or in their note, whatever the width and case of its
    /// letters and punctuation.
    pub phrase: Arc<str>,
}

impl Filter {
    /// Whether it lets everything through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a span passes, and how much work it was to find out.
    pub(super) fn passes(&self, span: &Span, text: &Text, phrase: &[char]) -> (bool, usize) {
        let plain = self.label.as_ref().is_none_or(|label| span.label == *label)
            && self.facet.is_none_or(|facet| facet.is_of(span));
        if !plain || phrase.is_empty() {
            return (plain, 1);
        }
        let quote = text.slice(span.range);
        let quote = quote
            .get(..quote.floor_char_boundary(LOOKED_AT))
            .unwrap_or_default();
        let passes = holds(quote, phrase) || holds(&span.note, phrase);
        (passes, 1 + (quote.len() + span.note.len()) / 32)
    }
}

/// A character without its width and case.
pub(super) const fn folded(c: char) -> char {
    let c = match c {
        '\u{3000}' => ' ',
        // The full-width forms stand as far behind ASCII all along.
        '！'..='～' => match char::from_u32(c as u32 - 0xfee0) {
            Some(ascii) => ascii,
            None => c,
        },
        _ => c,
    };
    c.to_ascii_lowercase()
}

fn holds(text: &str, phrase: &[char]) -> bool {
    let mut rest = text.chars();
    loop {
        let mut here = rest.clone().map(folded);
        if phrase.iter().all(|&c| here.next() == Some(c)) {
            return true;
        }
        if rest.next().is_none() {
            return false;
        }
    }
}

/// The order of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// As they stand in the text.
    #[default]
    Position,
    /// The one made last first.
    Created,
    /// The one changed last first.
    Modified,
}

impl Order {
    /// All, in the order of the choice.
    pub const ALL: [Self; 3] = [Self::Position, Self::Created, Self::Modified];

    /// The moment that a span is ordered by; the earliest when it has none.
    pub(super) fn moment(self, span: &Span) -> i64 {
        let moment = match self {
            Self::Position => None,
            Self::Created => span.created_at.as_ref(),
            Self::Modified => span.updated_at.as_ref().or(span.created_at.as_ref()),
        };
        moment.and_then(Timestamp::milliseconds).unwrap_or_default()
    }
}
