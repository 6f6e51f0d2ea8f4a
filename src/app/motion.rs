//! Moves of the reading cursor that the text alone decides.

use reportmark_core::{
    change::edit::Direction,
    outline::Outline,
    text::{Breaks, Grain, Offset, Text, TextRange, next, previous, unit_after, unit_before},
};

/// A move of the reading cursor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Motion {
    /// By a unit of the text, such as a clause.
    By(Grain, Direction),
    /// To the heading of the next section, or back to that of this one or the one before.
    Section(Direction),
    /// To the start or the end of the paragraph.
    ToEdge(Direction),
    /// To the start or the end of the text.
    ToEnd(Direction),
}

impl Motion {
    /// The move that a key stands for; the same with Shift, which extends the selection.
    #[must_use]
    pub fn of_key(key: &str, control: bool, alt: bool) -> Option<Self> {
        use Direction::{Back, Forward};
        Some(match (key, control, alt) {
            ("ArrowLeft", false, false) => Self::By(Grain::Character, Back),
            ("ArrowRight", false, false) => Self::By(Grain::Character, Forward),
            ("ArrowLeft", true, false) => Self::By(Grain::Clause, Back),
            ("ArrowRight", true, false) => Self::By(Grain::Clause, Forward),
            ("ArrowUp", true, false) => Self::By(Grain::Paragraph, Back),
            ("ArrowDown", true, false) => Self::By(Grain::Paragraph, Forward),
            ("ArrowUp", false, true) => Self::By(Grain::Sentence, Back),
            ("ArrowDown", false, true) => Self::By(Grain::Sentence, Forward),
            ("PageUp", false, true) => Self::Section(Back),
            ("PageDown", false, true) => Self::Section(Forward),
            ("Home", false, false) => Self::ToEdge(Back),
            ("End", false, false) => Self::ToEdge(Forward),
            ("Home", true, false) => Self::ToEnd(Back),
            ("End", true, false) => Self::ToEnd(Forward),
            _ => return None,
        })
    }

    /// Whether it goes towards the end of the text.
    #[must_use]
    pub const fn is_forward(self) -> bool {
        let (Self::By(_, direction)
        | Self::Section(direction)
        | Self::ToEdge(direction)
        | Self::ToEnd(direction)) = self;
        matches!(direction, Direction::Forward)
    }

    /// The clause, sentence or paragraph that it goes over from a position, whole: what is selected
    /// when a selection begins with it.
    #[must_use]
    pub fn unit(self, text: &Text, at: Offset) -> Option<TextRange> {
        let Self::By(grain, direction) = self else {
            return None;
        };
        let is_whole = matches!(grain, Grain::Clause | Grain::Sentence | Grain::Paragraph);
        is_whole.then(|| match direction {
            Direction::Forward => unit_after(text, at, grain),
            Direction::Back => unit_before(text, at, grain),
        })
    }

    /// Where it leads from a position. Without an outline there are no sections.
    #[must_use]
    pub fn from(
        self,
        text: &Text,
        outline: Option<&Outline>,
        at: Offset,
        breaks: &Breaks<'_>,
    ) -> Offset {
        let paragraphs = text.paragraphs();
        let nth = paragraphs.at(at);
        match self {
            // Where paragraphs start, as in every editor.
            Self::By(Grain::Paragraph, Direction::Back) => {
                let start = paragraphs.with_terminator(nth).start();
                if start < at {
                    start
                } else {
                    paragraphs.with_terminator(nth.saturating_sub(1)).start()
                }
            }
            Self::By(Grain::Paragraph, Direction::Forward) => paragraphs.with_terminator(nth).end(),
            Self::By(grain, Direction::Back) => previous(text, at, grain, breaks),
            Self::By(grain, Direction::Forward) => next(text, at, grain, breaks),
            Self::Section(direction) => {
                let heading = outline.and_then(|outline| match direction {
                    Direction::Back => outline.previous_section(at),
                    Direction::Forward => outline.next_section(at),
                });
                heading.map_or(at, |heading| heading.title.start())
            }
            Self::ToEdge(Direction::Back) => paragraphs.with_terminator(nth).start(),
            Self::ToEdge(Direction::Forward) => paragraphs.content(text.as_str(), nth).end(),
            Self::ToEnd(Direction::Back) => Offset::ZERO,
            Self::ToEnd(Direction::Forward) => text.end(),
        }
    }
}
