//! Relations drawn by hand, and results paired with their targets (guideline §6, §8 I7).

use reportmark_core::{
    attainment::candidates,
    change::edit,
    links,
    model::{Document, Members, Relation, RelationId, Span, SpanId},
    scheme::{LabelKind, RelationType, Scheme, Terms},
};

use crate::app::{
    Effect, Hint, NoticeKind, Outside, Relating, State,
    update::{commit::commit, tell},
};

/// The relations that may be drawn between two spans: which type, and from which to which.
#[must_use]
pub fn possible<'a>(
    terms: &'a Terms,
    from: &'a Span,
    to: &'a Span,
) -> Vec<(&'a RelationType, SpanId, SpanId)> {
    let forth = terms.joining(&from.label, &to.label);
    let forth = forth.map(|kind| (kind, from.id.clone(), to.id.clone()));
    let back = terms.joining(&to.label, &from.label);
    let back = back.map(|kind| (kind, to.id.clone(), from.id.clone()));
    let mut all: Vec<_> = forth.collect();
    // The other way round only where this way it cannot be.
    let is_new = |(kind, ..): &(&RelationType, _, _)| all.iter().all(|(own, ..)| own.id != kind.id);
    let more: Vec<_> = back.filter(is_new).collect();
    all.extend(more);
    all
}

/// Begin a relation at the selected span; at another span, take the next type that may join both.
pub(super) fn begin(state: &mut State) -> Vec<Effect> {
    let Some(selected) = state.selected_span().cloned() else {
        return tell(state, NoticeKind::Info, Hint::NothingToRelate.into());
    };
    match &mut state.relating {
        Some(relating) if relating.from != selected.id => relating.nth += 1,
        _ => {
            state.relating = Some(Relating {
                from: selected.id.clone(),
                nth: 0,
            });
        }
    }
    Vec::new()
}

/// Draw the relation that was begun to the selected span.
pub(super) fn join(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let (Some(relating), Some(document)) = (state.relating.clone(), state.document().cloned())
    else {
        return Vec::new();
    };
    let (Some(from), Some(to)) = (document.spans.get(&relating.from), state.selected_span()) else {
        return tell(state, NoticeKind::Info, Hint::NothingToRelate.into());
    };
    let terms = state.terms();
    let possible = possible(&terms, from, to);
    let chosen = possible.get(relating.nth.checked_rem(possible.len()).unwrap_or(0));
    let Some((kind, head, tail)) = chosen else {
        return tell(state, NoticeKind::Info, Hint::CannotRelate.into());
    };
    let relation = made(&kind.id, head.clone(), tail.clone(), outside);
    let transaction = edit::relate(&document, relation);
    state.relating = None;
    commit(state, transaction, outside)
}

fn made(kind: &str, head: SpanId, tail: SpanId, outside: &dyn Outside) -> Relation {
    Relation {
        id: RelationId::new(&outside.fresh_id()),
        kind: kind.into(),
        head,
        tail,
        via: None,
        extra: Members::new(),
    }
}

pub(super) fn remove(state: &mut State, id: &RelationId, outside: &dyn Outside) -> Vec<Effect> {
    let transaction = state
        .document()
        .and_then(|document| edit::unrelate(document, id));
    commit(state, transaction, outside)
}

/// Say that the selected result is of a target: of this one, or of the one that fits best.
pub(super) fn pair(
    state: &mut State,
    target: Option<SpanId>,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let (Some(document), Some(result)) =
        (state.document().cloned(), state.selected_span().cloned())
    else {
        return tell(state, NoticeKind::Info, Hint::NoResult.into());
    };
    if state.project.scheme.kind(&result.label) != Some(LabelKind::Result) {
        return tell(state, NoticeKind::Info, Hint::NoResult.into());
    }
    let target = target.or_else(|| best(&document, &state.project.scheme, &result));
    let Some(target) = target else {
        return tell(state, NoticeKind::Info, Hint::NoTarget.into());
    };
    let relation = made("result_of", result.id.clone(), target, outside);
    let transaction = edit::relate(&document, relation);
    commit(state, transaction, outside)
}

/// The target that fits a result best and that is not paired with it.
fn best(document: &Document, scheme: &Scheme, result: &Span) -> Option<SpanId> {
    let drawn = links::drawn(document, &result.id);
    let is_paired = |id: &SpanId| {
        let mut drawn = drawn.iter();
        drawn.any(|relation| &*relation.kind == "result_of" && relation.tail == *id)
    };
    let candidates = candidates(document, scheme, result, 8);
    let mut candidates = candidates.iter().map(|target| target.id.clone());
    candidates.find(|id| !is_paired(id))
}
