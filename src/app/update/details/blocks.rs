//! Responsibility blocks: made of a bracket, given another scope, other members and parties.

use reportmark_core::{
    change::{
        Change, Edit, Swap, Transaction,
        edit::{self, Direction, End, NamedParty},
    },
    links,
    model::{Block, BlockId, Document, Members, Span, SpanId},
    parse::responsibility::{self, Named, Responsibility},
    scheme::LabelKind,
    search::Search,
    text::{Offset, Text, TextRange, end_back, end_forward, start_back, start_forward, trim},
};

use super::{at_hand, by_hand, is_commitment, reading::Reader};
use crate::app::{
    Effect, Hint, NoticeKind, Outside, Selection, State,
    update::{annotate, caret, commit::commit, reveal, tell},
};

/// Make a block of the bracket that is selected or that the cursor is in. A commitment that was
/// selected stays selected; else the cursor goes behind the bracket.
pub(super) fn make(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    let label = state.project.scheme.label_of(LabelKind::Party);
    let Some(label) = label.map(|label| label.id.clone()) else {
        return tell(state, NoticeKind::Info, Hint::NoPartyLabel.into());
    };
    let selected = match &state.selection {
        Selection::Text { anchor, focus, .. } => TextRange::between(*anchor, *focus),
        Selection::Span(_) => match state.selected_span() {
            Some(span) if span.label == label => span.range,
            // A span that was just tagged: the bracket that comes next.
            span => next_bracket(
                &document,
                span.map_or(TextRange::default(), |span| span.range),
            ),
        },
        Selection::Nothing => TextRange::empty(state.cursor()),
    };
    let bodies = state.bodies.of(&document, &state.project.scheme);
    let read = responsibility::read(&document.text, selected, &bodies);
    let Some(read) = read.or_else(|| by_hand::read(state, &document, selected)) else {
        return tell(state, NoticeKind::Info, Hint::NoBracket.into());
    };
    let scope = responsibility::scope(&document.text, &read);
    let named = read.parties.iter().map(|named| NamedParty {
        range: named.range,
        attributes: attributes(&document, named),
        id: SpanId::new(&outside.fresh_id()),
    });
    let transaction = edit::make_block(
        &document,
        BlockId::new(&outside.fresh_id()),
        (scope, read.range),
        named.collect(),
        &label,
        &is_commitment(state),
        &outside.now(),
    );
    let transaction = transaction.map(|made| with_deadline(state, &document, made, &read, outside));
    let effects = commit(state, transaction, outside);
    state.selection = caret(read.range.end());
    reveal(state, read.range);
    effects
}

/// A step that makes a block, in which members without a deadline have the one that the bracket states.
fn with_deadline(
    state: &State,
    document: &Document,
    mut made: Transaction,
    read: &Responsibility,
    outside: &dyn Outside,
) -> Transaction {
    const DEADLINE: &str = "deadline";
    let period = Reader::of(state, document).period(read.range.start());
    let Some(due) = read.due(&document.text, period.as_deref()) else {
        return made;
    };
    let mut members = Vec::new();
    for change in &made.changes {
        if let Change::Edit(_, edit) = change
            && let Edit::Block(
                _,
                Swap {
                    after: Some(block), ..
                },
            ) = &**edit
        {
            members.extend(block.members.iter().cloned());
        }
    }
    let terms = state.terms();
    for id in members {
        let Some(span) = document.spans.get(&id) else {
            continue;
        };
        let slot = terms.slot(DEADLINE);
        let is_open = !span.attributes.contains_key(DEADLINE)
            && !span.slots.iter().any(|slot| &*slot.name == DEADLINE)
            && slot.is_some_and(|slot| slot.labels.contains(&span.label));
        if !is_open {
            continue;
        }
        // What is no date, such as 长期坚持, is shown as it is written.
        let said = due
            .iso
            .iter()
            .map(|iso| (DEADLINE.into(), iso.as_str().into()));
        let (range, now) = (due.range, outside.now());
        let set = edit::set_slot(document, &id, DEADLINE, range, said.collect(), false, &now);
        made.changes
            .extend(set.into_iter().flat_map(|set| set.changes));
    }
    made
}

/// The stretch behind a span in which its bracket begins: up to the end of the paragraph.
fn next_bracket(document: &Document, span: TextRange) -> TextRange {
    let text = &document.text;
    let paragraphs = text.paragraphs();
    let paragraph = paragraphs.content(text.as_str(), paragraphs.at(span.end()));
    let behind = TextRange::between(span.end(), paragraph.end().max(span.end()));
    let mut brackets = text.slice(behind).match_indices(['(', '（']);
    let inside = brackets
        .next()
        .map_or(0, |(at, bracket)| at + bracket.len());
    TextRange::empty(Offset::from_bytes(span.end().bytes() + inside))
}

fn attributes(document: &Document, named: &Named) -> Members {
    let mut attributes = Members::new();
    let mut put = |key: &str, value: &str| {
        attributes.insert(key.into(), value.into());
    };
    put("role", named.role.name());
    if let Some(label) = named.role_label {
        put("role_label", document.text.slice(label));
    }
    put("party_type", named.party_type.name());
    if let Some(scope) = named.group_scope {
        put("group_scope", scope.name());
    }
    attributes
}

/// The block that keys are about: that of the selected span, else the one whose scope or bracket the
/// cursor is in.
pub(super) fn block_at_hand<'a>(state: &State, document: &'a Document) -> Option<&'a Block> {
    if let Some(id) = at_hand(state)
        && let Some(block) = links::blocks_of(document, &id).into_iter().next()
    {
        return Some(block);
    }
    let at = TextRange::empty(state.cursor());
    let mut blocks = document.head.blocks.iter();
    let in_bracket = |block: &&Block| block.bracket.is_some_and(|bracket| bracket.covers(at));
    blocks
        .find(in_bracket)
        .or_else(|| links::block_at(document, at))
}

pub(super) fn remove(state: &mut State, id: &BlockId, outside: &dyn Outside) -> Vec<Effect> {
    let transaction = state
        .document()
        .and_then(|document| edit::remove_block(document, id));
    commit(state, transaction, outside)
}

/// Move an end of the scope of the block at hand by a clause.
pub(super) fn move_scope(
    state: &mut State,
    end: End,
    direction: Direction,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    let Some(block) = block_at_hand(state, &document) else {
        return tell(state, NoticeKind::Info, Hint::NoBlock.into());
    };
    let step = match (end, direction) {
        (End::Start, Direction::Back) => start_back,
        (End::Start, Direction::Forward) => start_forward,
        (End::End, Direction::Back) => end_back,
        (End::End, Direction::Forward) => end_forward,
    };
    let scope = step(&document.text, block.scope);
    let at = match end {
        End::Start => scope.start(),
        End::End => scope.end(),
    };
    set_scope(state, &block.id, end, at, outside)
}

/// Put an end of a scope somewhere, without what is between clauses.
pub(super) fn set_scope(
    state: &mut State,
    id: &BlockId,
    end: End,
    at: Offset,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    let mut blocks = document.head.blocks.iter();
    let Some(block) = blocks.find(|block| block.id == *id) else {
        return Vec::new();
    };
    let range = match end {
        End::Start if at < block.scope.end() => TextRange::between(at, block.scope.end()),
        End::End if at > block.scope.start() => TextRange::between(block.scope.start(), at),
        _ => return Vec::new(),
    };
    let range = trim(&document.text, range);
    let transaction = edit::set_scope(&document, id, range, &is_commitment(state));
    let effects = commit(state, transaction, outside);
    let edge = match end {
        End::Start => range.start(),
        End::End => range.end(),
    };
    reveal(state, TextRange::empty(edge));
    effects
}

pub(super) fn member(
    state: &mut State,
    block: &BlockId,
    member: &SpanId,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let transaction = state
        .document()
        .and_then(|document| edit::toggle_member(document, block, member));
    commit(state, transaction, outside)
}

/// Add the party of that name to the block at hand: a span of it that is there, the nearest; else
/// the nearest place that names it is tagged.
pub(super) fn add_party(state: &mut State, name: &str, outside: &dyn Outside) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    let label = state.project.scheme.label_of(LabelKind::Party);
    let Some(label) = label.map(|label| label.id.clone()) else {
        return tell(state, NoticeKind::Info, Hint::NoPartyLabel.into());
    };
    let Some(block) = block_at_hand(state, &document) else {
        return tell(state, NoticeKind::Info, Hint::NoBlock.into());
    };
    let near = block.bracket.unwrap_or(block.scope).start();
    let place = nearest(state, &document, name, near);
    let Some(place) = place else {
        return tell(state, NoticeKind::Info, Hint::NotNamed(name.into()).into());
    };
    let there = edit::twin(&document, place, &label).and_then(|id| document.spans.get(&id));
    let party = there.map_or_else(
        || {
            let id = SpanId::new(&outside.fresh_id());
            let mut span = Span::manual(id, label.clone(), place, outside.now());
            span.attributes = Reader::of(state, &document).read(place, &label).attributes;
            span
        },
        |there| Span::clone(there),
    );
    let transaction = edit::add_party(&document, &block.id, party);
    commit(state, transaction, outside)
}

/// The place nearest to a position where a body is named, by its name or an alias.
fn nearest(state: &State, document: &Document, name: &str, near: Offset) -> Option<TextRange> {
    let lexicon = state.lexicon();
    let body = lexicon.called(name, "");
    let names = body.map_or_else(
        || vec![name.to_owned()],
        |body| {
            let all = std::iter::once(&body.name).chain(&body.aliases);
            all.map(|name| name.to_string()).collect()
        },
    );
    let distance = |range: &TextRange| range.start().bytes().abs_diff(near.bytes());
    let mut places = Vec::new();
    for name in names {
        find_all(&document.text, &name, &mut places);
    }
    places.into_iter().min_by_key(distance)
}

fn find_all(text: &Text, name: &str, places: &mut Vec<TextRange>) {
    if let Some(mut search) = Search::new(name, false) {
        search.step(text, usize::MAX, places);
    }
}

pub(super) fn remove_party(
    state: &mut State,
    block: &BlockId,
    party: &SpanId,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let transaction = state
        .document()
        .and_then(|document| edit::remove_party(document, block, party));
    let selected = state.selected_span().map(|span| span.id.clone());
    let effects = commit(state, transaction, outside);
    if let Some(id) = selected {
        annotate::select_span(state, id, false);
    }
    effects
}
