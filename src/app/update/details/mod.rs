//! What is said of spans and of the document: attributes, slots, blocks, relations, structure.

mod blocks;
mod by_hand;
mod project;
mod reading;
mod relations;
mod structure;

use std::sync::Arc;

use reportmark_core::{
    change::{
        Change, Edit, Intent, Swap, Transaction,
        edit::{self, Direction, End},
    },
    model::{DocumentId, SpanId},
    scheme::{LabelId, LabelKind},
};
use serde_json::Value;

pub(super) use self::reading::Reader;
use self::reading::Said;
pub use self::relations::possible as possible_relations;
use super::{annotate, caret, commit::commit, history, open_dialog, tell, turn_to};
use crate::app::{
    Detail, Dialog, Effect, FieldPlace, Focus, Hint, NoticeKind, Outside, Selection, State,
    Writing, keys::Command,
};

pub(super) fn act(state: &mut State, detail: Detail, outside: &dyn Outside) -> Vec<Effect> {
    match detail {
        Detail::Attribute(id, key, value) => {
            let transaction = attribute(state, &id, &key, value, outside);
            commit(state, transaction, outside)
        }
        Detail::Write(id, key, value) => {
            let transaction = attribute(state, &id, &key, value, outside);
            write(state, transaction, (Some(id), key), outside)
        }
        Detail::ReadAnew(id) => read_anew(state, &id, outside),
        Detail::Slot(name) => slot(state, &name, outside),
        Detail::ClearSlot(id, nth) => {
            let transaction = state
                .document()
                .and_then(|document| edit::clear_slot(document, &id, nth, &outside.now()));
            commit(state, transaction, outside)
        }
        Detail::Level => level(state, outside),

        Detail::Block => blocks::make(state, outside),
        Detail::RemoveBlock(id) => blocks::remove(state, &id, outside),
        Detail::MoveScope(end, direction) => blocks::move_scope(state, end, direction, outside),
        Detail::SetScope(id, end, at) => blocks::set_scope(state, &id, end, at, outside),
        Detail::Member(block, member) => blocks::member(state, &block, &member, outside),
        Detail::AddParty(name) => blocks::add_party(state, &name, outside),
        Detail::RemoveParty(block, party) => blocks::remove_party(state, &block, &party, outside),

        Detail::Relate => relations::begin(state),
        Detail::Join => relations::join(state, outside),
        Detail::Unrelate(id) => relations::remove(state, &id, outside),
        Detail::Pair(target) => relations::pair(state, target, outside),

        Detail::Read => structure::read(state, outside),
        Detail::Tense => structure::next_tense(state, outside),
        Detail::SetTense(heading, tense) => structure::set_tense(state, heading, tense, outside),
        Detail::Zone => structure::next_zone(state, outside),
        Detail::SetZone(kind) => structure::set_zone(state, kind, outside),
        Detail::FillFields => structure::fill_fields(state, outside),
        Detail::Field(name, value) => {
            let transaction = structure::field(state, &name, value, None);
            commit(state, transaction, outside)
        }
        Detail::WriteField(name, value) => {
            let transaction = structure::field(state, &name, value, None);
            write(state, transaction, (None, name), outside)
        }
        Detail::WroteScheme => project::wrote_scheme(state),
        Detail::LeaveScheme => project::leave_scheme(state),
        Detail::SetScheme(scheme, fates) => project::set_scheme(state, scheme, &fates, outside),
        Detail::SetRules(scheme) => project::set_rules(state, scheme, outside),
        Detail::ExportScheme(scheme) => project::export_scheme(&scheme),
        Detail::SetLexicon(lexicon) => project::set_lexicon(state, &lexicon, outside),
        Detail::HandOut { name, media, bytes } => vec![Effect::Download { name, media, bytes }],
        Detail::ExportLexicon(lexicon) => project::export_lexicon(&lexicon),
        Detail::FieldFromText(name) => structure::field_from_text(state, &name, outside),
        Detail::Return(then, only) => history::go_back(state, &then, only.as_ref(), outside),
    }
}

/// A command that is about details, called by key.
pub(super) fn call(state: &mut State, command: Command, outside: &dyn Outside) -> Vec<Effect> {
    let detail = match command {
        Command::Slot(slot) => Detail::Slot(slot),
        Command::Level => Detail::Level,
        Command::Block => Detail::Block,
        Command::ScopeStartBack => Detail::MoveScope(End::Start, Direction::Back),
        Command::ScopeStartForward => Detail::MoveScope(End::Start, Direction::Forward),
        Command::ScopeEndBack => Detail::MoveScope(End::End, Direction::Back),
        Command::ScopeEndForward => Detail::MoveScope(End::End, Direction::Forward),
        Command::Relate => Detail::Relate,
        Command::Pair => Detail::Pair(None),
        Command::Read => Detail::Read,
        Command::Tense => Detail::Tense,
        Command::Zone => Detail::Zone,
        Command::Attributes if state.selected_span().is_some() => {
            return turn_to(state, Focus::Attributes);
        }
        Command::Parties if state.selected_span().is_some() => {
            return turn_to(state, Focus::Parties);
        }
        Command::Fields => {
            state.selection = caret(state.cursor());
            return turn_to(state, Focus::Fields);
        }
        Command::Guide => {
            let selected = state.selected_span();
            let topic = selected.map_or("boundaries", |span| span.label.as_str());
            let dialog = Dialog::Guide(topic.into());
            return open_dialog(state, dialog);
        }
        Command::Ledger => return open_dialog(state, Dialog::Ledger),
        Command::Lexicon => return open_dialog(state, Dialog::Lexicon),
        Command::Scheme => return open_dialog(state, Dialog::Scheme(Writing::Nothing)),
        Command::History => return open_dialog(state, Dialog::History),
        _ => return Vec::new(),
    };
    act(state, detail, outside)
}

/// Spans that are read at once. Of more, what their label does not have is taken away, which takes no
/// time to speak of.
const MOST_READ: usize = 1000;

/// Read what spans say that were just tagged, or that had another label before. What was corrected by
/// then stays, where the label has it.
pub(super) fn fill(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let spans = std::mem::take(&mut state.unread);
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    let mut step: Option<Transaction> = None;
    let (reader, terms) = (Reader::of(state, &document), state.terms());
    for (id, before) in &spans {
        let span = document.spans.get(id);
        // It may have been undone by now.
        let Some(span) = span.filter(|span| before.as_ref() != Some(&span.label)) else {
            continue;
        };
        let read = |label: &LabelId| match spans.len() {
            0..=MOST_READ => reader.read(span.range, label),
            _ => Said::default(),
        };
        let was = before.as_ref().map_or_else(Said::default, read);
        let mut said = read(&span.label);
        said.correct(span, &was, &terms);
        let Some(filled) = edit::fill(&document, id, said.attributes, said.slots) else {
            continue;
        };
        match &mut step {
            Some(step) => step.changes.extend(filled.changes),
            None => step = Some(filled),
        }
    }
    commit(state, step, outside)
}

/// Read anew what a span says: its ends, or what is known around it, may be others by now.
fn read_anew(state: &mut State, id: &SpanId, outside: &dyn Outside) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    let Some(span) = document.spans.get(id) else {
        return Vec::new();
    };
    let said = Reader::of(state, &document).read(span.range, &span.label);
    let transaction = edit::read_anew(&document, id, said.attributes, said.slots, &outside.now());
    if transaction.is_none() {
        return tell(state, NoticeKind::Info, Hint::SaysTheSame.into());
    }
    commit(state, transaction, outside)
}

/// A step that makes spans, in which each says what its text does.
pub(super) fn with_said(state: &State, mut made: Transaction) -> Transaction {
    let mut reader: Option<(&DocumentId, Reader<'_>)> = None;
    for change in &mut made.changes {
        let Change::Edit(id, edit) = change else {
            continue;
        };
        let Edit::Span(Swap {
            before: None,
            after: Some(span),
        }) = &mut **edit
        else {
            continue;
        };
        if reader.as_ref().is_none_or(|(other, _)| *other != id) {
            let document = state.project.document(id);
            reader = document.map(|own| (own.id(), Reader::of_all(state, own)));
        }
        if let Some((_, reader)) = &reader {
            let said = reader.read(span.range, &span.label);
            let span = Arc::make_mut(span);
            (span.attributes, span.slots) = (said.attributes, said.slots);
        }
    }
    made
}

fn attribute(
    state: &State,
    id: &SpanId,
    key: &str,
    value: Option<Value>,
    outside: &dyn Outside,
) -> Option<Transaction> {
    let document = state.document()?;
    edit::set_attributes(document, id, vec![(key.into(), value)], &outside.now())
}

/// Do a step that was typed at that place. What is typed there in one go is one step of undo.
fn write(
    state: &mut State,
    transaction: Option<Transaction>,
    place: FieldPlace,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let (sequence, last) = &state.typing;
    let goes_on = *sequence == state.sequence && last.as_ref() == Some(&place);
    let transaction = transaction.map(|made| Transaction {
        intent: if goes_on { Intent::Write } else { made.intent },
        ..made
    });
    let effects = commit(state, transaction, outside);
    state.typing = (state.sequence, Some(place));
    effects
}

/// Make the selected text a slot of the span that was selected last; that one is selected again.
fn slot(state: &mut State, name: &str, outside: &dyn Outside) -> Vec<Effect> {
    // Of punctuation alone nothing is left.
    let selected = state.taggable().filter(|range| !range.is_empty());
    let (Some(document), Some(range)) = (state.document().cloned(), selected) else {
        return tell(state, NoticeKind::Info, Hint::NoSlotText.into());
    };
    let owner = state.owner.clone();
    let Some(owner) = owner.and_then(|id| document.spans.get(&id)) else {
        return tell(state, NoticeKind::Info, Hint::NoOwner.into());
    };
    let terms = state.terms();
    let takes = |slot: &reportmark_core::scheme::SlotType| slot.labels.contains(&owner.label);
    if !terms.slot(name).is_some_and(takes) {
        return tell(state, NoticeKind::Info, Hint::NotItsSlot.into());
    }
    let attributes = Reader::of(state, &document).of_slot(name, range);
    let now = outside.now();
    // Of values that are shared out among several indicators each is one (guideline §9.8).
    let another = document.text.slice(owner.range).contains("分别");
    let transaction = edit::set_slot(&document, &owner.id, name, range, attributes, another, &now);
    let id = owner.id.clone();
    let effects = commit(state, transaction, outside);
    annotate::select_span(state, id, false);
    effects
}

/// Tag the selection as a target or as a result, by the tense of its section.
fn level(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    let at = state
        .taggable()
        .map_or(state.cursor(), |range| range.start());
    let kind = match reading::tense(state, &document, at) {
        reportmark_core::model::Tense::Past => LabelKind::Result,
        _ => LabelKind::Target,
    };
    let label = state
        .project
        .scheme
        .label_of(kind)
        .map(|label| label.id.clone());
    label.map_or_else(Vec::new, |label| annotate::label(state, &label, outside))
}

/// Whether spans of a label are commitments.
fn is_commitment(state: &State) -> impl Fn(&reportmark_core::scheme::LabelId) -> bool + 'static {
    let scheme = Arc::clone(&state.project.scheme);
    move |label| scheme.kind(label).is_some_and(LabelKind::is_commitment)
}

/// The span that keys of details are about: the selected one, else the one that was selected last.
fn at_hand(state: &State) -> Option<SpanId> {
    match &state.selection {
        Selection::Span(id) => Some(id.clone()),
        _ => state.owner.clone(),
    }
}
