//! Finding, and tagging what was found.

use reportmark_core::{
    change::{
        Transaction,
        edit::{self, Direction},
    },
    model::{Document, SpanId},
    scheme::LabelId,
    search::Search,
    text::TextRange,
};

use super::{commit::commit, details, place, reveal, tell};
use crate::app::{
    Effect, Failure, Find, FindAction, Focus, Hit, MOST_HITS, Matching, NoticeKind, Outcome,
    Outside, Pane, Progress, Selection, State,
};

/// How many bytes of text are looked through at a time: a few milliseconds.
const SLICE: usize = 1 << 20;

/// Bytes of a selection that the panel begins with.
const LONGEST: usize = 300;

/// Milliseconds without a report after which the search for a regular expression is stopped.
const PATIENCE: u32 = 5_000;

/// Hits that are drawn above the current one when the list comes to it.
const ABOVE: usize = 20;

pub(super) fn find(state: &mut State, action: FindAction, outside: &dyn Outside) -> Vec<Effect> {
    match action {
        FindAction::Open => return open(state),
        FindAction::Occurrences => return occurrences(state),
        FindAction::Close => return close(state),
        FindAction::Typing(typing) => leave_field(state, typing),
        FindAction::Write(phrase) => return write(state, &phrase),
        FindAction::Switch(option) => {
            state.find.query.switch(option);
            return start(state, true);
        }
        FindAction::Call(_) if !state.find.open => return open(state),
        FindAction::Call(direction) | FindAction::Step(direction) => step(state, direction),
        FindAction::StepInList(direction) => {
            step(state, direction);
            return vec![Effect::Focus(Focus::Hit)];
        }
        FindAction::Choose(nth) => {
            go(state, nth);
            return vec![Effect::Focus(Focus::Hit)];
        }
        FindAction::Tick(nth, ticked) => {
            if let Some(hit) = state.find.hits.get_mut(nth) {
                hit.ticked = ticked;
            }
        }
        FindAction::TickAll(ticked) => {
            for hit in &mut state.find.hits {
                hit.ticked = ticked;
            }
        }
        FindAction::Listed(nth) => state.find.listed = nth,
        FindAction::Tag(label) => return tag(state, &label, outside),
        FindAction::Untag(label) => return untag(state, label.as_ref(), outside),
        FindAction::GoOn(run) => {
            if is_running(&state.find, run) {
                return go_on(state);
            }
        }
        FindAction::Matched { run, nth, ranges } => {
            if is_running(&state.find, run) {
                return matched(state, nth, ranges);
            }
        }
        FindAction::Overdue(run, beats) => {
            if is_running(&state.find, run) && state.find.beats == beats {
                end(state, Progress::Slow);
                return vec![Effect::Match(None)];
            }
        }
        FindAction::Ended(run, progress) => {
            if is_running(&state.find, run) {
                end(state, progress);
                return vec![Effect::Match(None)];
            }
        }
    }
    Vec::new()
}

fn is_running(find: &Find, run: u64) -> bool {
    find.run == run && find.progress == Progress::Running
}

/// Open the panel, with what is selected of the text, or else with what was looked for last.
fn open(state: &mut State) -> Vec<Effect> {
    if state.document().is_none() {
        return Vec::new();
    }
    let find = &state.find;
    let mut effects = vec![Effect::Focus(Focus::Find)];
    // While it is open, the selection is a hit more often than not.
    if find.open {
        return effects;
    }
    state.find.label = None;
    state.pane = Pane::Reader;
    let mut seeks = false;
    if let (Some(range), Some(document)) = (state.taggable(), state.document()) {
        let phrase = document.text.slice(range);
        if phrase.len() <= LONGEST && !phrase.contains('\n') {
            state.find.query.phrase = phrase.into();
            state.find.query.regex = false;
            seeks = true;
        }
    }
    effects.extend(start(state, seeks));
    effects
}

/// Open the panel with what a span or the selection covers, and with the label of the span.
fn occurrences(state: &mut State) -> Vec<Effect> {
    let span = state
        .selected_span()
        .map(|span| (span.range, Some(span.label.clone())));
    let meant = span.or_else(|| Some((state.taggable()?, None)));
    let meant = meant.filter(|(range, _)| !range.is_empty());
    let (Some((range, label)), Some(document)) = (meant, state.document()) else {
        return tell(state, NoticeKind::Warning, Failure::NothingSelected);
    };
    let phrase = document.text.slice(range).into();
    state.pane = Pane::Reader;
    let find = &mut state.find;
    find.label = label;
    find.query.phrase = phrase;
    find.query.regex = false;
    find.query.everywhere = false;
    find.current = None;
    let mut effects = vec![Effect::Focus(Focus::Find)];
    effects.extend(start(state, true));
    effects
}

/// Close the panel. What was found stays selected.
fn close(state: &mut State) -> Vec<Effect> {
    leave_field(state, false);
    shut(&mut state.find);
    vec![Effect::Match(None), Effect::Focus(Focus::Reader)]
}

fn shut(find: &mut Find) {
    find.open = false;
    find.typing = false;
    find.clear();
}

/// What is found while the field has the focus is selected when it has it no longer.
fn leave_field(state: &mut State, typing: bool) {
    let left = state.find.typing && !typing;
    state.find.typing = typing && state.find.open;
    let place = state.find.current.and_then(|nth| state.find.place(nth));
    if let Some((searched, range)) = place.filter(|_| left)
        && state.current.as_ref() == Some(&searched.document)
    {
        select(state, range);
    }
}

fn write(state: &mut State, phrase: &str) -> Vec<Effect> {
    let find = &mut state.find;
    // A field gives CR LF back as LF.
    let visible = |c: &char| *c != '\r';
    let (old, new) = (find.query.phrase.chars(), phrase.chars());
    if !find.open || old.filter(visible).eq(new.filter(visible)) {
        return Vec::new();
    }
    find.query.phrase = phrase.into();
    start(state, true)
}

/// Search anew. `seeks` when the text is to go to a hit; else it stays where it is.
fn start(state: &mut State, seeks: bool) -> Vec<Effect> {
    let origin = match state.find.current.and_then(|nth| state.find.place(nth)) {
        // More of what was found may still be found there.
        Some((searched, range)) if Some(&searched.document) == state.current.as_ref() => {
            range.start()
        }
        _ if state.find.typing => state.find.origin,
        _ => selected(state).map_or_else(|| state.cursor(), TextRange::start),
    };
    let scope = state
        .find
        .query
        .scope(&state.project, state.current.as_ref());
    let find = &mut state.find;
    find.clear();
    find.open = true;
    find.run += 1;
    find.searched = scope;
    find.origin = origin;
    find.seeks = seeks;
    let query = &find.query;
    if query.phrase.is_empty() {
        return vec![Effect::Match(None)];
    }
    find.progress = Progress::Running;
    if query.regex {
        let texts = find.searched.iter().map(|searched| searched.text.clone());
        let matching = Matching {
            run: find.run,
            pattern: query.phrase.clone(),
            exact: query.exact,
            texts: texts.collect(),
        };
        return vec![Effect::Match(Some(matching)), wait(find)];
    }
    find.search = Search::new(&query.phrase, query.exact);
    let mut effects = vec![Effect::Match(None)];
    effects.extend(go_on(state));
    effects
}

/// Look for the phrase in the next slice of the texts.
fn go_on(state: &mut State) -> Vec<Effect> {
    let find = &mut state.find;
    let mut found = Vec::new();
    let mut left = SLICE;
    while let (Some(search), Some(searched)) = (&mut find.search, find.searched.get(find.through)) {
        let read = left.min(searched.text.end().bytes());
        let more = search.step(&searched.text, left, &mut found);
        take(find, &mut found);
        if more || find.hits.len() >= MOST_HITS {
            break;
        }
        pass(find, find.through + 1);
        left = left.saturating_sub(read);
        if let Some(search) = &mut find.search {
            search.restart();
        }
        if left == 0 {
            break;
        }
    }
    if find.hits.len() >= MOST_HITS {
        end(state, Progress::Full);
    } else if find.through >= find.searched.len() {
        end(state, Progress::Done);
    } else {
        seek(state);
        return vec![Effect::Later(0, FindAction::GoOn(state.find.run))];
    }
    Vec::new()
}

/// Matches of a regular expression came.
fn matched(state: &mut State, nth: usize, mut ranges: Vec<TextRange>) -> Vec<Effect> {
    let find = &mut state.find;
    pass(find, nth);
    take(find, &mut ranges);
    if find.hits.len() >= MOST_HITS {
        end(state, Progress::Full);
        return vec![Effect::Match(None)];
    }
    seek(state);
    vec![wait(&mut state.find)]
}

/// Wait for the next report of a search, but not for ever.
fn wait(find: &mut Find) -> Effect {
    find.beats += 1;
    Effect::Later(PATIENCE, FindAction::Overdue(find.run, find.beats))
}

/// Add hits to the document that the search is in, all ticked.
fn take(find: &mut Find, found: &mut Vec<TextRange>) {
    found.truncate(MOST_HITS - find.hits.len());
    let hits = found.drain(..).map(|range| Hit {
        range,
        ticked: true,
    });
    find.hits.extend(hits);
}

/// Come to another document.
fn pass(find: &mut Find, nth: usize) {
    while find.through < nth.min(find.searched.len()) {
        find.through += 1;
        if let Some(searched) = find.searched.get_mut(find.through) {
            searched.first = find.hits.len();
        }
    }
}

fn end(state: &mut State, progress: Progress) {
    let find = &mut state.find;
    if progress == Progress::Done {
        pass(find, find.searched.len());
    }
    find.progress = progress;
    find.search = None;
    seek(state);
}

/// Go to the first hit from where the search began, once it is known; another document is not
/// gone to unasked.
fn seek(state: &mut State) {
    let find = &state.find;
    let Some(id) = state.current.as_ref().filter(|_| find.seeks) else {
        return;
    };
    let here = find.of_document(id);
    let hits = find.hits.get(here.clone()).unwrap_or_default();
    let nth = here.start + hits.partition_point(|hit| hit.range.start() < find.origin);
    if here.contains(&nth) {
        go(state, nth);
    } else if find.progress != Progress::Running {
        state.find.seeks = false;
        if !here.is_empty() {
            go(state, here.start);
        }
    }
}

fn step(state: &mut State, direction: Direction) {
    let find = &state.find;
    let is_there = |nth: &usize| {
        find.typing
            || find.place(*nth).is_some_and(|(searched, range)| {
                state.current.as_ref() == Some(&searched.document) && selected(state) == Some(range)
            })
    };
    let next = match (find.current.filter(is_there), &state.current) {
        (Some(nth), _) => find.around(match direction {
            Direction::Forward => nth + 1,
            Direction::Back => (nth + find.hits.len()).saturating_sub(1),
        }),
        (None, Some(id)) => find.next_to(id, state.cursor(), direction),
        (None, None) => None,
    };
    if let Some(next) = next {
        go(state, next);
    }
}

/// What is selected, be it text or a span.
fn selected(state: &State) -> Option<TextRange> {
    match state.selection {
        Selection::Text { anchor, focus, .. } => Some(TextRange::between(anchor, focus)),
        _ => state.selected_span().map(|span| span.range),
    }
}

/// Make a hit the current one and show it.
fn go(state: &mut State, nth: usize) {
    let Some((searched, range)) = state.find.place(nth) else {
        return;
    };
    let document = searched.document.clone();
    let find = &mut state.find;
    find.current = Some(nth);
    find.seeks = false;
    if !(find.listed..find.listed + ABOVE * 2).contains(&nth) {
        find.listed = nth.saturating_sub(ABOVE);
    }
    if state.current.as_ref() != Some(&document) {
        place::go_to(state, document);
    }
    if !state.find.typing {
        select(state, range);
    }
    reveal(state, range);
}

/// Select a hit as it is, unless it is selected as a span.
fn select(state: &mut State, range: TextRange) {
    if state.selected_span().is_none_or(|span| span.range != range) {
        state.untrimmed = None;
        state.selection = Selection::Text {
            anchor: range.start(),
            focus: range.end(),
            exact: true,
        };
    }
}

/// The hits that are ticked, by document.
fn ticked(state: &State) -> Vec<(&Document, Vec<TextRange>)> {
    let find = &state.find;
    let in_one = |document| -> Option<(&Document, Vec<TextRange>)> {
        let hits = find.hits.get(find.of_document(document))?.iter();
        let ranges = hits.filter(|hit| hit.ticked).map(|hit| hit.range);
        Some((state.project.document(document)?, ranges.collect()))
    };
    let searched = find.searched.iter();
    searched
        .filter_map(|searched| in_one(&searched.document))
        .collect()
}

fn tag(state: &mut State, label: &LabelId, outside: &dyn Outside) -> Vec<Effect> {
    let places = ticked(state);
    let mut fresh_id = || SpanId::new(&outside.fresh_id());
    let made = edit::tag_all(&places, label, &mut fresh_id, &outside.now());
    let made = made.map(|made| details::with_said(state, made));
    let mut all = places
        .iter()
        .flat_map(|(document, ranges)| ranges.iter().map(move |range| (*document, *range)));
    let crossed = all.find_map(|(document, range)| {
        let other = edit::crossing(document, range, label)?;
        Some((other.id.clone(), document.text.slice(other.range).into()))
    });
    let effects = all_at_once(state, true, made, outside);
    if let Some((other, quote)) = crossed.filter(|_| !effects.is_empty()) {
        tell(
            state,
            NoticeKind::Warning,
            Failure::Crosses { other, quote },
        );
    }
    effects
}

fn untag(state: &mut State, label: Option<&LabelId>, outside: &dyn Outside) -> Vec<Effect> {
    let made = edit::untag_all(&ticked(state), label);
    all_at_once(state, false, made, outside)
}

/// Do to all what was made for it. Not before all are known: what is not shown is not agreed to.
fn all_at_once(
    state: &mut State,
    tagged: bool,
    made: Option<Transaction>,
    outside: &dyn Outside,
) -> Vec<Effect> {
    if state.find.progress == Progress::Running {
        return Vec::new();
    }
    let spans = made.as_ref().map_or(0, Transaction::spans_changed);
    let effects = commit(state, made, outside);
    state.find.outcome = Some(Outcome {
        tagged,
        spans: if effects.is_empty() { 0 } else { spans },
    });
    effects
}

/// Keep up with the project: when other texts are to be looked through than were, search anew.
pub(super) fn follow(state: &mut State) -> Vec<Effect> {
    let find = &state.find;
    if !find.open {
        return Vec::new();
    }
    if state.document().is_none() {
        shut(&mut state.find);
        return vec![Effect::Match(None)];
    }
    let scope = find.query.scope(&state.project, state.current.as_ref());
    if scope == find.searched {
        return Vec::new();
    }
    state.find.current = None;
    start(state, false)
}
