//! Moving the reading cursor, and the ends of what is selected, by units of the text.

use std::sync::Arc;

use reportmark_core::{
    change::edit::{self, Direction, End},
    model::Document,
    text::{
        Breaks, Grain, TextRange, end_back, end_forward, narrow, start_back, start_forward, widen,
    },
};

use super::{annotate, commit::commit, reveal};
use crate::app::{Effect, Motion, Outside, Selection, State};

/// Move the reading cursor.
pub(super) fn go(
    state: &mut State,
    motion: Motion,
    extend: bool,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    let forward = motion.is_forward();
    let (anchor, from) = state.selection.ends(&document, state.cursor(), forward);
    let unit = motion
        .unit(&document.text, from)
        .filter(|unit| extend && anchor == from && !unit.is_empty());
    let (anchor, to) = match unit {
        Some(unit) if forward => (unit.start(), unit.end()),
        Some(unit) => (unit.end(), unit.start()),
        None => {
            // No key goes by words, so none waits for names to be gathered.
            let bodies = match motion {
                Motion::By(Grain::Word, _) => state.bodies.of(&document, &state.project.scheme),
                _ => Vec::new(),
            };
            let outline = state.outlines.of(&document.text).map(|outline| &**outline);
            let breaks = breaks(outside, &bodies);
            let to = motion.from(&document.text, outline, from, &breaks);
            (if extend { anchor } else { to }, to)
        }
    };
    let effects = annotate::select(state, anchor, to, false);
    reveal(state, TextRange::empty(to));
    effects
}

/// Who knows where characters, words and names end.
fn breaks<'a>(outside: &'a dyn Outside, bodies: &'a [Arc<str>]) -> Breaks<'a> {
    Breaks {
        clusters: outside.clusters(),
        words: outside.words(),
        bodies,
    }
}

/// How the ends of what is selected are moved.
#[derive(Clone, Copy)]
pub(super) enum Reshape {
    /// To the next larger unit of the text.
    Widen,
    /// To the next smaller one.
    Narrow,
    /// An end by a clause.
    Clause(End, Direction),
}

impl Reshape {
    fn of(
        self,
        state: &State,
        document: &Document,
        range: TextRange,
        breaks: &Breaks<'_>,
    ) -> TextRange {
        let text = &document.text;
        match self {
            Self::Widen => widen(text, range, breaks),
            Self::Narrow => {
                // Towards where the annotator began.
                let at = Some(state.pivot).filter(|&at| range.contains(at));
                narrow(text, range, at.unwrap_or(range.start()), breaks)
            }
            Self::Clause(End::Start, Direction::Back) => start_back(text, range),
            Self::Clause(End::Start, Direction::Forward) => start_forward(text, range),
            Self::Clause(End::End, Direction::Back) => end_back(text, range),
            Self::Clause(End::End, Direction::Forward) => end_forward(text, range),
        }
    }
}

/// Give what is selected, a stretch or a span, other ends.
pub(super) fn reshape(state: &mut State, reshape: Reshape, outside: &dyn Outside) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    let bodies = match reshape {
        Reshape::Widen | Reshape::Narrow => state.bodies.of(&document, &state.project.scheme),
        Reshape::Clause(..) => Vec::new(),
    };
    let breaks = breaks(outside, &bodies);
    if let Some(span) = state.selected_span().cloned() {
        let range = reshape.of(state, &document, span.range, &breaks);
        let transaction = edit::resize(&document, &span.id, range, &outside.now());
        let effects = commit(state, transaction, outside);
        reveal(state, range);
        return effects;
    }
    let Selection::Text { anchor, focus, .. } = state.selection else {
        return Vec::new();
    };
    let range = reshape.of(state, &document, TextRange::between(anchor, focus), &breaks);
    reveal(state, range);
    // The cursor stays at the end that it was at.
    let (anchor, focus) = if focus < anchor {
        (range.end(), range.start())
    } else {
        (range.start(), range.end())
    };
    annotate::select(state, anchor, focus, false)
}
