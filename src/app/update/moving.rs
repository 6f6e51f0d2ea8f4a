//! Moving the reading cursor, and the ends of what is selected, by units of the text.

use reportmark_core::{
    change::edit,
    text::{Breaks, Text, TextRange},
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
    let to = motion.from(&document.text, from, outside.breaks());
    let effects = annotate::select(state, if extend { anchor } else { to }, to, false);
    reveal(state, TextRange::empty(to));
    effects
}

/// How a stretch becomes another one.
pub(super) type Reshape = fn(&Text, TextRange, &dyn Breaks) -> TextRange;

/// Give what is selected, a stretch or a span, other ends.
pub(super) fn reshape(state: &mut State, reshape: Reshape, outside: &dyn Outside) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    let text = &document.text;
    if let Some(span) = state.selected_span().cloned() {
        let range = reshape(text, span.range, outside.breaks());
        let transaction = edit::resize(&document, &span.id, range, &outside.now());
        return commit(state, transaction, outside);
    }
    let Selection::Text { anchor, focus, .. } = state.selection else {
        return Vec::new();
    };
    let range = reshape(text, TextRange::between(anchor, focus), outside.breaks());
    // The cursor stays at the end that it was at.
    let (anchor, focus) = if focus < anchor {
        (range.end(), range.start())
    } else {
        (range.start(), range.end())
    };
    annotate::select(state, anchor, focus, false)
}
