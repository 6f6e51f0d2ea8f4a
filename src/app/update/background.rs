//! Work that may take long is done in steps, so that the page answers in between.

use std::sync::Arc;

use reportmark_core::model::Document;

use crate::app::{Effect, Outside, Selection, State, later};

/// What one step does at most: a few milliseconds on a slow machine. Bytes of a text that are read
/// for its outline, and units of [`Listing::step`](crate::app::listing::Listing::step).
const OUTLINE_STEP: usize = 1 << 19;
const LIST_STEP: usize = 6000;

/// Follow what an action changed, and do a step of what is to be done. While there is more, the
/// page is asked to come back with [`Action::Continue`](crate::app::Action::Continue).
pub(super) fn work(
    state: &mut State,
    came_back: bool,
    relabelled: bool,
    outside: &dyn Outside,
) -> Option<Effect> {
    let document = state.document().cloned();
    let listing = &mut state.listing;
    listing.follow(document.as_ref(), relabelled);
    let selected = match &state.selection {
        Selection::Span(id) => Some(id),
        _ => None,
    };
    if !listing.is_led_by(selected) {
        listing.pick_none();
    }
    if came_back {
        state.is_continuing = false;
    }
    if state.is_continuing {
        return None;
    }
    // A text that takes more than a step is shown first.
    let waits = |document: &Arc<Document>| {
        let text = &document.text;
        text.end().bytes() > OUTLINE_STEP / 4 && state.outlines.of(text).is_none()
    };
    if !came_back && document.as_ref().is_some_and(waits) {
        state.is_continuing = true;
        return Some(Effect::Continue { soon: false });
    }
    let outlined = document.is_none_or(|document| {
        let text = Arc::clone(&document.text);
        state.outlines.step(&text, OUTLINE_STEP)
    });
    let listed = state.listing.step(LIST_STEP);
    // Where the code is not here yet, it is searched as soon as it came.
    let searched = !state.prefs.suggests
        || !outlined
        || !later::is_here()
        || later::call(|| {
            let is_done = super::suggest::search(state, came_back, outside);
            super::suggest::follow(state);
            is_done
        });
    state.is_continuing = !(outlined && listed && searched);
    // Suggestions are waited for.
    let soon = outlined && listed;
    state.is_continuing.then_some(Effect::Continue { soon })
}
