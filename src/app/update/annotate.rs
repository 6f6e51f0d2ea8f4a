//! Selecting and tagging.

use reportmark_core::{
    change::edit::{self, Direction, End},
    layout,
    model::{Certainty, Cursor, Document, Span, SpanId},
    scheme::{LabelId, LabelKind},
    text::{Offset, TextRange, balanced, clause_at, split_list, trim},
};

use super::{caret, commit::commit, list, reveal, tell};
use crate::app::{
    Action, Detail, Effect, Failure, Focus, NoticeKind, Outside, Selection, State,
    suggest::SuggestAction,
};

pub(super) fn select(state: &mut State, anchor: Offset, focus: Offset, exact: bool) -> Vec<Effect> {
    let Some(document) = state.document() else {
        return Vec::new();
    };
    state.selection = Selection::Text {
        anchor: document.text.floor(anchor),
        focus: document.text.floor(focus),
        exact,
    };
    if anchor == focus {
        state.pivot = anchor;
    }
    state.untrimmed = None;
    Vec::new()
}

/// Select with the pointer. The selection is trimmed at once, so that it shows what would be
/// tagged; what was trimmed is remembered, so that it can be had exactly.
pub(super) fn drag(state: &mut State, anchor: Offset, focus: Offset, exact: bool) -> Vec<Effect> {
    select(state, anchor, focus, exact);
    if let Selection::Text { anchor, focus, .. } = state.selection {
        state.untrimmed = Some((anchor, focus));
    }
    if !exact {
        trim_selection(state);
    }
    Vec::new()
}

/// Draw the ends of the selection in to what would be tagged, if anything would.
fn trim_selection(state: &mut State) {
    let trimmed = state.taggable().filter(|range| !range.is_empty());
    if let (Some(range), Selection::Text { anchor, focus, .. }) = (trimmed, &mut state.selection) {
        (*anchor, *focus) = if *anchor <= *focus {
            (range.start(), range.end())
        } else {
            (range.end(), range.start())
        };
    }
}

/// A click picks the innermost span; with every further click there the next outer one; past the
/// outermost the innermost again. While a label is armed, a click tags the clause there.
pub(super) fn click(
    state: &mut State,
    under: Offset,
    boundary: Offset,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    state.pivot = under;
    if let Some(label) = state.armed.clone() {
        let clause = clause_at(&document.text, under);
        if !clause.is_empty() {
            return tag(state, &document, clause, &label, outside);
        }
    }
    let shown = state.shown().map_or(&document, |shown| shown);
    let next = layout::next_outer(
        &shown.spans,
        under,
        state.selected_span().map(|span| &**span),
    );
    match next.map(|span| span.id.clone()) {
        Some(id) => select_span(state, id, false),
        None => {
            state.selection = caret(document.text.floor(boundary));
            Vec::new()
        }
    }
}

/// Tag the clause at the reading cursor with the armed label; or end the relation that was begun.
pub(super) fn tag_here(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    if state.relating.is_some() {
        return super::update(state, Action::Detail(Box::new(Detail::Join)), outside);
    }
    if state.waits_for_decision() {
        return super::update(state, Action::Suggest(SuggestAction::Accept), outside);
    }
    match (state.armed.clone(), state.document().cloned()) {
        (Some(label), Some(document)) => {
            let clause = clause_at(&document.text, state.cursor());
            tag(state, &document, clause, &label, outside)
        }
        _ => Vec::new(),
    }
}

/// The span around the selected one.
pub(super) fn outer(state: &mut State) -> Vec<Effect> {
    let (Some(document), Some(selected)) = (state.shown(), state.selected_span()) else {
        return Vec::new();
    };
    let next = layout::next_outer(&document.spans, selected.range.start(), Some(selected));
    match next.map(|span| span.id.clone()) {
        Some(id) => select_span(state, id, false),
        None => Vec::new(),
    }
}

pub(super) fn select_span(state: &mut State, id: SpanId, show: bool) -> Vec<Effect> {
    let range = state
        .shown()
        .and_then(|document| document.spans.get(&id))
        .map(|span| span.range);
    if let Some(range) = range {
        state.owner = Some(id.clone());
        state.selection = Selection::Span(id);
        state.span_bar = false;
        if show {
            reveal(state, range);
        }
    }
    Vec::new()
}

/// The next or previous span, from the selected one or from the reading cursor.
pub(super) fn step(state: &mut State, direction: Direction) -> Vec<Effect> {
    let Some(document) = state.document() else {
        return Vec::new();
    };
    let from = state
        .selected_span()
        .map_or_else(|| Cursor::Position(state.cursor()), |span| Cursor::of(span));
    let next = match direction {
        Direction::Forward => document.spans.next(&from),
        Direction::Back => document.spans.previous(&from),
    };
    match next.map(|span| span.id.clone()) {
        Some(id) => select_span(state, id, true),
        None => Vec::new(),
    }
}

/// Tag the selection, or give the selected span another label.
pub(super) fn label(state: &mut State, label: &LabelId, outside: &dyn Outside) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    if let Some(range) = state.taggable() {
        return tag(state, &document, range, label, outside);
    }
    if list::is_of_many(state) {
        return list::label(state, label, outside);
    }
    let Some(span) = state.selected_span().cloned() else {
        // With nothing selected, the label is armed; the same key lets it go.
        let armed = state.armed.take_if(|armed| armed == label).is_none();
        state.armed = armed.then(|| label.clone());
        return Vec::new();
    };
    if state.waits_for_decision() {
        let action = SuggestAction::AcceptAs(label.clone());
        return super::update(state, Action::Suggest(action), outside);
    }
    if let Some(id) = edit::twin(&document, span.range, label).filter(|id| *id != span.id) {
        return select_span(state, id, false);
    }
    let transaction = edit::relabel(&document, &span.id, label, &outside.now());
    let mut effects = commit(state, transaction, outside);
    if !effects.is_empty() {
        state.read_later([(span.id.clone(), Some(span.label.clone()))].into_iter());
        effects.push(Effect::WhenPainted(Box::new(Action::Fill)));
    }
    state.span_bar = false;
    warn_of_crossing(state, &document, span.range, label, &span.id);
    effects
}

fn tag(
    state: &mut State,
    document: &Document,
    range: TextRange,
    label: &LabelId,
    outside: &dyn Outside,
) -> Vec<Effect> {
    if range.is_empty() {
        return tell(state, NoticeKind::Warning, Failure::NothingSelected);
    }
    if let Some(id) = edit::twin(document, range, label) {
        return select_span(state, id, false);
    }
    let id = SpanId::new(&outside.fresh_id());
    let span = Span::manual(id.clone(), label.clone(), range, outside.now());
    let joins = state.project.scheme.kind(label);
    let joins = joins.is_some_and(LabelKind::is_commitment);
    let transaction = edit::tag_as(document, span, joins);
    let mut effects = commit(state, transaction, outside);
    if !effects.is_empty() {
        state.read_later([(id.clone(), None)].into_iter());
        effects.push(Effect::WhenPainted(Box::new(Action::Fill)));
    }
    warn_of_crossing(state, document, range, label, &id);
    select_span(state, id, false);
    effects
}

/// Two spans of one label should not cross (guideline §0). The annotator decides; it is said.
pub(super) fn warn_of_crossing(
    state: &mut State,
    document: &Document,
    range: TextRange,
    label: &LabelId,
    own: &SpanId,
) {
    let Some(other) = edit::crossing(document, range, label).filter(|other| other.id != *own)
    else {
        return;
    };
    let failure = Failure::Crosses {
        other: other.id.clone(),
        quote: document.text.slice(other.range).into(),
    };
    tell(state, NoticeKind::Warning, failure);
}

pub(super) fn remove(state: &mut State, id: &SpanId, outside: &dyn Outside) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    let place = document.spans.get(id).map(|span| span.range.end());
    let transaction = edit::untag(&document, std::slice::from_ref(id));
    let mut effects = commit(state, transaction, outside);
    if !effects.is_empty() {
        // What was pressed to remove it may go with it.
        effects.push(Effect::Focus(Focus::Reader));
    }
    if let (Some(end), Selection::Nothing) = (place, &state.selection) {
        state.selection = caret(end);
    }
    effects
}

pub(super) fn move_end(
    state: &mut State,
    end: End,
    direction: Direction,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let (Some(document), Some(span)) = (state.document().cloned(), state.selected_span().cloned())
    else {
        return Vec::new();
    };
    let clusters = outside.clusters();
    let transaction = edit::move_end(
        &document,
        &span.id,
        end,
        direction,
        clusters,
        &outside.now(),
    );
    let effects = commit(state, transaction, outside);
    if let Some(span) = state.selected_span().cloned() {
        let edge = match end {
            End::Start => span.range.start(),
            End::End => span.range.end(),
        };
        reveal(state, TextRange::empty(edge));
    }
    effects
}

/// Put an end of the selected span somewhere. The span does not become empty, and takes no outer
/// punctuation.
pub(super) fn set_end(
    state: &mut State,
    end: End,
    at: Offset,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let (Some(document), Some(span)) = (state.document().cloned(), state.selected_span().cloned())
    else {
        return Vec::new();
    };
    let range = match end {
        End::Start if at < span.range.end() => TextRange::between(at, span.range.end()),
        End::End if at > span.range.start() => TextRange::between(span.range.start(), at),
        _ => return Vec::new(),
    };
    let range = trim(&document.text, balanced(&document.text, range));
    let transaction = edit::resize(&document, &span.id, range, &outside.now());
    commit(state, transaction, outside)
}

/// Split the selected span into one for each name of the list that it covers (guideline B6:
/// parties are always one span per name).
pub(super) fn split(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let (Some(document), Some(span)) = (state.document().cloned(), state.selected_span().cloned())
    else {
        return Vec::new();
    };
    let bodies = state.bodies.of(&document, &state.project.scheme);
    let names = split_list(&document.text, span.range, &bodies);
    let ids = names.iter().map(|_| SpanId::new(&outside.fresh_id()));
    let transaction = edit::split(&document, &span.id, &names, ids, &outside.now());
    if transaction.is_none() {
        return tell(state, NoticeKind::Info, Failure::NoList);
    }
    commit(state, transaction, outside)
}

pub(super) fn note(
    state: &mut State,
    id: &SpanId,
    note: &str,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let transaction = state
        .document()
        .and_then(|document| edit::note(document, id, note, &outside.now()));
    commit(state, transaction, outside)
}

pub(super) fn certainty(
    state: &mut State,
    id: &SpanId,
    certainty: Certainty,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let transaction = state
        .document()
        .and_then(|document| edit::certainty(document, id, certainty, &outside.now()));
    commit(state, transaction, outside)
}

pub(super) fn switch_certainty(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let Some(span) = state.selected_span().cloned() else {
        return Vec::new();
    };
    let other = match span.certainty {
        Certainty::Sure => Certainty::Unsure,
        Certainty::Unsure => Certainty::Sure,
    };
    certainty(state, &span.id, other, outside)
}

pub(super) fn set_exact(state: &mut State, wanted: bool) -> Vec<Effect> {
    let untrimmed = state.untrimmed;
    let Selection::Text {
        anchor,
        focus,
        exact,
    } = &mut state.selection
    else {
        return Vec::new();
    };
    *exact = wanted;
    // The cursor alone is not what the pointer selected before.
    match untrimmed.filter(|_| anchor != focus) {
        Some(ends) if wanted => (*anchor, *focus) = ends,
        Some(_) => trim_selection(state),
        None => {}
    }
    Vec::new()
}

pub(super) fn switch_exact(state: &mut State) -> Vec<Effect> {
    match state.selection {
        Selection::Text { exact, .. } => set_exact(state, !exact),
        _ => Vec::new(),
    }
}
