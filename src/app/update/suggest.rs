//! What is decided on suggestions. Nothing of them is in the project before that.

mod all;

use std::sync::Arc;

use reportmark_core::{
    change::{
        Intent,
        edit::{self, Direction},
    },
    model::{Document, Span, SpanId, SpanStatus},
    scheme::LabelId,
    suggest::{Ground, Suggestion, attributed, offered, origin},
    text::{Offset, TextRange},
};

use self::all::all;
pub(super) use self::all::go_on;
use super::{commit::commit, details::Reader, reveal};
use crate::app::{
    Dialog, Effect, Outside, Selection, State,
    later::Hidden,
    suggest::{SuggestAction, Suggesting, is_offer},
};

/// Bytes of a text that are looked at in one step: a few milliseconds on a slow machine.
const STEP: usize = 1 << 12;

/// Do something with the suggestions.
fn with<R>(state: &mut State, job: impl FnOnce(&mut State, &mut Suggesting) -> R) -> R {
    let hidden = std::mem::take(&mut state.suggesting);
    let mut own = hidden.take().unwrap_or_default();
    let result = job(state, &mut own);
    state.suggesting = Hidden::new(own);
    result
}

/// The suggestions, to be looked at.
fn of(state: &State) -> Option<&Suggesting> {
    state.suggesting.get()
}

pub(super) fn act(state: &mut State, action: SuggestAction, outside: &dyn Outside) -> Vec<Effect> {
    // What was found in another document, or before the last change, is not acted on.
    if state.prefs.suggests {
        follow(state);
    }
    match action {
        SuggestAction::Switch => return switch(state, outside),
        SuggestAction::Step(direction) => step(state, direction),
        SuggestAction::Pick(row) => pick(state, row),
        SuggestAction::Walk(rows) => walk(state, rows),
        SuggestAction::Accept => return accept(state, None, outside),
        SuggestAction::AcceptAs(label) => return accept(state, Some(label), outside),
        SuggestAction::Reject => return reject(state, outside),
        SuggestAction::Take => return take(state, outside),
        SuggestAction::AcceptAll => return all(state, Intent::Accept, outside),
        SuggestAction::RejectAll => return all(state, Intent::Reject, outside),
        SuggestAction::KeepAll => return all(state, Intent::Take, outside),
        SuggestAction::Rules => return rules(state, outside),
        SuggestAction::Sieve(sieve) => {
            let section = section(state);
            with(state, |_, own| own.sift(sieve, section));
        }
        SuggestAction::Queue(row) => with(state, |_, own| own.row = row),
        // What is shown follows when the action is over.
        SuggestAction::Drawn => {}
        SuggestAction::Stop => with(state, |_, own| match own.deciding.take() {
            // Nothing of it was decided yet.
            Some(_) => {}
            None => own.is_stopped = true,
        }),
        SuggestAction::GoOn => with(state, |_, own| own.is_stopped = false),
    }
    Vec::new()
}

/// The section at the reading cursor; before the first heading, what stands there.
fn section(state: &State) -> TextRange {
    let whole = state.document().map(|document| document.text.range());
    let whole = whole.unwrap_or_default();
    let outline = state
        .document()
        .and_then(|document| state.outlines.of(&document.text));
    let Some(outline) = outline else {
        return whole;
    };
    // The end of the text is the end of its last section.
    let last = Offset::from_bytes(whole.end().bytes().saturating_sub(1));
    let nth = outline.section_at(state.cursor().min(last));
    let heading = nth.and_then(|nth| outline.headings().get(nth));
    let first = outline.headings().first();
    match (heading, first) {
        (Some(heading), _) => heading.section,
        (None, Some(first)) => TextRange::between(whole.start(), first.section.start()),
        (None, None) => whole,
    }
}

/// Show suggestions, or no longer.
fn switch(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let mut effects = Vec::new();
    // What was decided on is not lost by it.
    while of(state).is_some_and(|own| own.deciding.is_some()) {
        effects.extend(go_on(state, outside));
    }
    state.prefs.suggests = !state.prefs.suggests;
    if !state.prefs.suggests {
        state.suggesting = Hidden::default();
        state.shown = None;
        let_go(state);
    }
    effects.push(Effect::StorePrefs(state.prefs.clone()));
    effects
}

/// Show the rules; what was decided on them is known where suggestions are shown.
fn rules(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let effects = if state.prefs.suggests {
        Vec::new()
    } else {
        switch(state, outside)
    };
    super::open_dialog(state, Dialog::Rules);
    effects
}

/// Follow what an action did to the document, so that what is shown fits it.
pub(super) fn follow(state: &mut State) {
    let Some(document) = state.document().cloned() else {
        if of(state).is_none_or(|own| own.deciding.is_none()) {
            state.suggesting = Hidden::default();
        }
        state.shown = None;
        return;
    };
    if of(state).is_some_and(|own| own.sieve.in_section) {
        let section = section(state);
        with(state, |_, own| own.follow_section(section));
    }
    let shown = state.shown.as_ref();
    let is_shown = shown.is_some_and(|(of, _)| Arc::ptr_eq(of, &document));
    if is_shown && of(state).is_some_and(|own| own.draws(state.drawn)) {
        return;
    }
    with(state, |state, own| {
        own.follow(&document, &state.project.scheme);
        own.draw(state.drawn);
        let shown = own.shown(&state.project.scheme);
        state.shown = Some((Arc::clone(&document), shown.unwrap_or(document)));
    });
    let_go(state);
}

/// What is selected and no longer there is selected no longer.
fn let_go(state: &mut State) {
    if matches!(state.selection, Selection::Span(_)) && state.selected_span().is_none() {
        state.selection = Selection::Nothing;
    }
}

/// A step of looking for suggestions. Whether all is done.
pub(super) fn search(state: &mut State, came_back: bool, outside: &dyn Outside) -> bool {
    let Some(document) = state.document().cloned() else {
        return of(state).is_none_or(|own| own.deciding.is_none());
    };
    let Some(outline) = state.outlines.of(&document.text).cloned() else {
        return false;
    };
    // What is known of a document is a step of its own, behind that of the action.
    if !came_back && of(state).is_none_or(|own| own.ground().is_none()) {
        return false;
    }
    let lexicon = state.lexicon();
    with(state, |state, own| {
        own.follow(&document, &state.project.scheme);
        let is_done = loop {
            let (is_done, is_seen) = own.step(&state.project, &outline, &lexicon, STEP);
            if is_seen {
                state.shown = None;
            }
            if is_done || !outside.has_time() {
                break is_done;
            }
        };
        is_done && own.deciding.is_none()
    })
}

/// Go to the next or the previous one in the queue.
fn step(state: &mut State, direction: Direction) {
    let selected = state.selected_span().cloned();
    let cursor = match (&selected, direction) {
        (Some(span), Direction::Back) => span.range.start(),
        _ => state.cursor(),
    };
    let row = selected_row(state);
    let next = of(state).and_then(|own| own.next(row, cursor, direction).cloned());
    if let Some(next) = next {
        state.span_bar = false;
        go_to(state, &next);
    }
}

/// Go to the one in a row of the queue.
fn pick(state: &mut State, row: usize) {
    let picked = of(state).and_then(|own| own.rows(row, 1).next().cloned());
    if let Some(picked) = picked {
        go_to(state, &picked);
    }
}

/// Go to the one so many rows from the one that is selected.
fn walk(state: &mut State, rows: isize) {
    let Some(last) = of(state).and_then(|own| own.count().checked_sub(1)) else {
        return;
    };
    let row = match selected_row(state) {
        Some(row) => row.saturating_add_signed(rows),
        None if rows == isize::MAX => last,
        None => 0,
    };
    pick(state, row.min(last));
}

/// The row of the one that is selected.
fn selected_row(state: &State) -> Option<usize> {
    let own = of(state)?;
    let suggestion = own.suggestion(state.selected_span()?)?;
    own.row_of(suggestion.range, suggestion.rule)
}

/// A suggestion as a span that nobody has decided on.
fn offer(state: &State, suggestion: &Suggestion) -> Option<Span> {
    offered(suggestion, &state.project.scheme, of(state)?.book())
}

/// Select a suggestion and bring it into view.
fn go_to(state: &mut State, suggestion: &Suggestion) {
    let Some(span) = offer(state, suggestion) else {
        return;
    };
    // What is selected has to be among what is shown.
    if state.drawn.intersection(span.range).is_none() {
        state.drawn = span.range;
    }
    follow(state);
    state.selection = Selection::Span(span.id);
    reveal(state, span.range);
}

/// What is selected, if it waits for a decision: the suggestion it stands for, where it is only
/// offered.
fn selected(state: &State) -> Option<(Arc<Span>, Option<Suggestion>)> {
    let span = state.selected_span()?;
    if span.status != SpanStatus::Suggested {
        return None;
    }
    let suggestion = of(state).and_then(|own| own.suggestion(span).cloned());
    Some((Arc::clone(span), suggestion))
}

/// The one that is to be selected when one was decided on, before that is done.
fn after(state: &State, span: &Span) -> Option<Suggestion> {
    let own = of(state)?;
    let row = own
        .suggestion(span)
        .and_then(|own_of| own.row_of(own_of.range, own_of.rule));
    own.next(row, span.range.start(), Direction::Forward)
        .cloned()
}

/// What is known of the document on the screen.
fn ground(state: &State) -> Option<Arc<Ground>> {
    of(state)?.ground().cloned()
}

/// The span that a suggestion becomes, under its own label or another.
fn made_of(
    state: &State,
    (document, ground): (&Document, Option<&Ground>),
    suggestion: &Suggestion,
    label: Option<&LabelId>,
    outside: &dyn Outside,
) -> Option<Span> {
    let scheme = &state.project.scheme;
    let book = of(state)?.book();
    let own_label = &book.label(scheme, suggestion.rule, suggestion.kind)?.id;
    let label = label.unwrap_or(own_label);
    let id = SpanId::new(&outside.fresh_id());
    let mut span = Span::manual(id, label.clone(), suggestion.range, outside.now());
    span.origin = origin(suggestion.rule, book);
    span.edited = label != own_label;
    let terms = state.terms();
    match ground.filter(|_| !span.edited && terms.has_attributes(label)) {
        Some(ground) => {
            let (text, fields) = (&document.text, &document.head.fields);
            let (attributes, slots) = attributed(text, ground, fields, suggestion);
            let takes = |name: &str| {
                terms
                    .slot(name)
                    .is_some_and(|own| own.labels.contains(label))
            };
            span.attributes = attributes;
            span.slots = slots.into_iter().filter(|slot| takes(&slot.name)).collect();
        }
        None => {
            let said = Reader::of(state, document).read(suggestion.range, label);
            span.attributes = said.attributes;
            span.slots = said.slots;
        }
    }
    Some(span)
}

/// A suggestion that is in the document, as it is accepted.
fn decided(
    span: &Span,
    status: SpanStatus,
    label: Option<&LabelId>,
    outside: &dyn Outside,
) -> Span {
    let mut own = span.clone();
    if let Some(label) = label.filter(|label| **label != own.label) {
        own.label = label.clone();
        own.edited = true;
    }
    own.status = status;
    own.updated_at = Some(outside.now());
    own
}

/// Accept what is selected, and go on to the next.
fn accept(state: &mut State, label: Option<LabelId>, outside: &dyn Outside) -> Vec<Effect> {
    let (Some((span, suggestion)), Some(document)) = (selected(state), state.document().cloned())
    else {
        return Vec::new();
    };
    let ground = ground(state);
    let made = match &suggestion {
        Some(own) if is_offer(&document, &span) => made_of(
            state,
            (&document, ground.as_deref()),
            own,
            label.as_ref(),
            outside,
        ),
        _ => Some(corrected(state, &document, &span, label.as_ref(), outside)),
    };
    decide(
        state,
        &span,
        Intent::Accept,
        made.into_iter().collect(),
        outside,
    )
}

/// A suggestion of the document as it is accepted, with what its text says where it says nothing yet.
fn corrected(
    state: &State,
    document: &Document,
    span: &Span,
    label: Option<&LabelId>,
    outside: &dyn Outside,
) -> Span {
    let mut own = decided(span, SpanStatus::Accepted, label, outside);
    if own.attributes.is_empty() && own.slots.is_empty() || own.label != span.label {
        let said = Reader::of(state, document).read(own.range, &own.label);
        own.attributes = said.attributes;
        own.slots = said.slots;
    }
    own
}

/// Reject what is selected, and go on to the next.
fn reject(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let (Some((span, suggestion)), Some(document)) = (selected(state), state.document().cloned())
    else {
        return Vec::new();
    };
    let made = match &suggestion {
        Some(own) if is_offer(&document, &span) => rejected(state, own, outside),
        _ => Some(decided(&span, SpanStatus::Rejected, None, outside)),
    };
    decide(
        state,
        &span,
        Intent::Reject,
        made.into_iter().collect(),
        outside,
    )
}

/// A suggestion as it is kept when it was decided against: a hard negative.
fn rejected(state: &State, suggestion: &Suggestion, outside: &dyn Outside) -> Option<Span> {
    let mut span = offer(state, suggestion)?;
    span.id = SpanId::new(&outside.fresh_id());
    span.status = SpanStatus::Rejected;
    span.created_at = Some(outside.now());
    span.updated_at = span.created_at.clone();
    Some(span)
}

/// Make these spans, as one step, and go on behind one of them.
fn decide(
    state: &mut State,
    from: &Span,
    intent: Intent,
    spans: Vec<Span>,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let next = after(state, from);
    let effects = commit_all(state, intent, spans, outside);
    if effects.is_empty() {
        return effects;
    }
    follow(state);
    match next {
        Some(next) => go_to(state, &next),
        None => state.selection = super::caret(from.range.end()),
    }
    effects
}

fn commit_all(
    state: &mut State,
    intent: Intent,
    spans: Vec<Span>,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    let none = reportmark_core::suggest::Suggestions::default();
    let found = of(state).map_or(&none, Suggesting::found);
    let scheme = &state.project.scheme;
    let mut fresh = || outside.fresh_id();
    let said = (found.answers.as_slice(), found.ties.as_slice());
    let made = edit::decide(&document, intent, spans, said, scheme, &mut fresh);
    commit(state, made, outside)
}

/// Take what is selected in hand: it comes into the document, still undecided, so that it can be
/// corrected.
pub(super) fn take(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let (Some((span, Some(suggestion))), Some(document)) =
        (selected(state), state.document().cloned())
    else {
        return Vec::new();
    };
    if !is_offer(&document, &span) {
        return Vec::new();
    }
    let ground = ground(state);
    let Some(mut made) = made_of(
        state,
        (&document, ground.as_deref()),
        &suggestion,
        None,
        outside,
    ) else {
        return Vec::new();
    };
    made.status = SpanStatus::Suggested;
    made.edited = true;
    let id = made.id.clone();
    let effects = commit_all(state, Intent::Take, vec![made], outside);
    if !effects.is_empty() {
        follow(state);
        state.selection = Selection::Span(id);
    }
    effects
}
