//! What each action does to the state.

mod annotate;
mod background;
mod commit;
mod details;
mod disk;
mod documents;
mod export;
mod find;
mod history;
mod keeping;
mod list;
mod moving;
mod opening;
mod place;
mod rare;
mod reading;
mod reopening;
mod suggest;
#[cfg(test)]
mod tests;
mod version;

pub use details::possible_relations;

use reportmark_core::{
    model::SpanStatus,
    text::{Offset, TextRange},
};

use super::{
    Action, AskedKey, Dialog, Effect, Failure, FindAction, Focus, Notice, NoticeKind, Outside,
    Reveal, Selection, State,
    keys::{Chord, Command, rebind},
    later,
    suggest::SuggestAction,
};

/// Let an action happen. What must happen outside is returned, in order.
pub fn update(state: &mut State, action: Action, outside: &dyn Outside) -> Vec<Effect> {
    if !reading::lets(state, &action) {
        return Vec::new();
    }
    let came_back = matches!(action, Action::Continue);
    let relabels = list::is_of_many(state)
        && matches!(
            action,
            Action::Label(_) | Action::Command(Command::Label(_)) | Action::Fill
        );
    let mut effects = Vec::new();
    if !state.unread.is_empty() && reading::is_of_user(&action) {
        // It is one step with the tag, so it comes before any other.
        effects = later::call(|| details::fill(state, outside));
    }
    if suggests_edit(state, &action) {
        // What is only offered comes into the document before it is corrected.
        effects.extend(later::call(|| suggest::take(state, outside)));
    }
    effects.extend(act(state, action, outside));
    if state.prefs.suggests {
        later::call(|| suggest::follow(state));
    }
    if state.find.open {
        effects.extend(later::call(|| find::follow(state)));
    }
    effects.extend(background::work(state, came_back, relabels, outside));
    effects
}

/// Whether an action is to change a suggestion that is in no document yet.
fn suggests_edit(state: &State, action: &Action) -> bool {
    let edits = match action {
        Action::MoveEnd(..) | Action::SetEnd(..) => true,
        Action::Command(command) => command.moves_end(),
        _ => false,
    };
    edits && state.is_offered()
}

fn act(state: &mut State, action: Action, outside: &dyn Outside) -> Vec<Effect> {
    match action {
        Action::Recovered {
            recovered,
            texts,
            texts_lost,
            place,
            access,
        } => {
            state.access = access;
            opening::recovered(state, *recovered, texts, texts_lost, place)
        }
        Action::Reading => reading::begin(state),
        Action::Previewed(request, preview) => reading::previewed(state, request, preview),
        Action::ReadSoFar(request, percent) => reading::read_so_far(state, request, percent),
        Action::NotRead(request, failures) => reading::not_read(state, request, failures),
        Action::Kept(kept) => keeping::keep(state, kept),
        Action::Access(access) => keeping::access(state, access),
        Action::Tell(kind, what) => tell(state, kind, what),
        Action::Dismiss(number) => {
            let mut effects = keeping::acknowledged(state, number);
            state.notices.retain(|notice| notice.number != number);
            // The button that was pressed goes with its message.
            effects.push(Effect::Focus(Focus::Reader));
            effects
        }

        Action::Continue if state.prefs.suggests => later::call(|| suggest::go_on(state, outside)),
        Action::Continue | Action::Typing => Vec::new(),

        Action::Show(id) => documents::show(state, id),
        Action::Pane(pane) => {
            state.pane = pane;
            Vec::new()
        }
        Action::Scrolled(place) => reading::scrolled(state, place),
        Action::GoTo(at) => {
            state.pane = super::Pane::Reader;
            state.selection = caret(at);
            place::scroll_to(state, at);
            Vec::new()
        }
        Action::ScrollTo(at) => {
            place::scroll_to(state, at);
            Vec::new()
        }
        Action::List(action) => list::act(state, action),
        Action::Select {
            anchor,
            focus,
            exact,
        } => annotate::select(state, anchor, focus, exact),
        Action::Drag {
            anchor,
            focus,
            exact,
        } => annotate::drag(state, anchor, focus, exact),
        Action::Click { under, boundary } => {
            let effects = annotate::click(state, under, boundary, outside);
            // The hand that clicked a suggestion decides on it there.
            state.span_bar |= state.waits_for_decision();
            effects
        }
        Action::Move { motion, extend } => moving::go(state, motion, extend, outside),
        Action::Put { anchor, focus } => {
            let effects = annotate::select(state, anchor, focus, false);
            reveal(state, TextRange::empty(focus));
            effects
        }
        Action::TagHere => annotate::tag_here(state, outside),
        Action::SelectSpan(id) => annotate::select_span(state, id, true),
        Action::Deselect => {
            state.selection = caret(state.cursor());
            state.armed = None;
            state.relating = None;
            Vec::new()
        }

        Action::Label(label) => {
            let effects = annotate::label(state, &label, outside);
            // A button was clicked, so the hand is on the mouse and may go on by the bar.
            state.span_bar = !list::is_of_many(state);
            effects
        }
        Action::Remove(id) => annotate::remove(state, &id, outside),
        Action::MoveEnd(end, direction) => annotate::move_end(state, end, direction, outside),
        Action::SetEnd(end, at) => annotate::set_end(state, end, at, outside),
        Action::Note(id, note) => annotate::note(state, &id, &note, outside),
        Action::Certainty(id, certainty) => annotate::certainty(state, &id, certainty, outside),
        Action::Exact(exact) => annotate::set_exact(state, exact),
        Action::Command(command) => call(state, command, outside),
        Action::Undo => commit::undo(state, outside),
        Action::Redo => commit::redo(state, outside),

        Action::Status(status) => documents::set_status(state, status, outside),
        Action::Bin => documents::bin(state, outside),

        Action::CloseDialog => close_dialog(state),

        Action::Language(language) => {
            state.prefs.language = Some(language);
            vec![Effect::StorePrefs(state.prefs.clone())]
        }
        Action::Theme(theme) => {
            state.prefs.theme = theme;
            vec![Effect::StorePrefs(state.prefs.clone())]
        }
        Action::Prefs(prefs) => {
            state.prefs = prefs;
            vec![Effect::StorePrefs(state.prefs.clone())]
        }

        rare @ (Action::Opened(..)
        | Action::After(_)
        | Action::Followed(..)
        | Action::TakeOver
        | Action::Reapply(..)
        | Action::SnapshotDue
        | Action::Room(_)
        | Action::Pasted(..)
        | Action::Find(_)
        | Action::Fill
        | Action::Detail(_)
        | Action::Called(_)
        | Action::Rename(_)
        | Action::Restore(_)
        | Action::EmptyBin
        | Action::ExportNative
        | Action::ExportDoccano
        | Action::ExportDocumentNative
        | Action::ExportDocumentDoccano
        | Action::Disk(_)
        | Action::OnDisk(_)
        | Action::AskPaste
        | Action::LeavePaste(_)
        | Action::AskKeys
        | Action::AskBin
        | Action::AskRename
        | Action::AskReopen
        | Action::Original(..)
        | Action::ReopenEncoding(_)
        | Action::Reopened(..)
        | Action::AskKey(_)
        | Action::Ask(_)
        | Action::Version(_)
        | Action::Suggest(_)
        | Action::Rebind(..)) => {
            if later::is_here() {
                later::call(|| rare::act(state, rare, outside))
            } else {
                vec![Effect::FetchCode(Box::new(rare))]
            }
        }
    }
}

fn call(state: &mut State, command: Command, outside: &dyn Outside) -> Vec<Effect> {
    use moving::Reshape;
    use reportmark_core::change::edit::{Direction, End};
    let selected = state.selected_span().cloned();
    if list::is_of_many(state) {
        match command {
            Command::Remove => return list::remove(state, outside),
            // What is for one span only is not done to one of many by chance.
            own if own.moves_end() => return Vec::new(),
            Command::Split
            | Command::Note
            | Command::Attributes
            | Command::Parties
            | Command::Relate
            | Command::Pair
            | Command::Certainty => return Vec::new(),
            _ => {}
        }
    }
    match command {
        Command::Label(label) => annotate::label(state, &label, outside),
        Command::Remove => match selected {
            Some(span) if span.status == SpanStatus::Suggested => {
                update(state, Action::Suggest(SuggestAction::Reject), outside)
            }
            Some(span) => annotate::remove(state, &span.id, outside),
            None => Vec::new(),
        },
        Command::StartBack => annotate::move_end(state, End::Start, Direction::Back, outside),
        Command::StartForward => annotate::move_end(state, End::Start, Direction::Forward, outside),
        Command::EndBack => annotate::move_end(state, End::End, Direction::Back, outside),
        Command::EndForward => annotate::move_end(state, End::End, Direction::Forward, outside),
        Command::StartBackClause => {
            moving::reshape(state, Reshape::Clause(End::Start, Direction::Back), outside)
        }
        Command::StartForwardClause => moving::reshape(
            state,
            Reshape::Clause(End::Start, Direction::Forward),
            outside,
        ),
        Command::EndBackClause => {
            moving::reshape(state, Reshape::Clause(End::End, Direction::Back), outside)
        }
        Command::EndForwardClause => moving::reshape(
            state,
            Reshape::Clause(End::End, Direction::Forward),
            outside,
        ),
        Command::Widen => moving::reshape(state, Reshape::Widen, outside),
        Command::Narrow => moving::reshape(state, Reshape::Narrow, outside),
        Command::Next => annotate::step(state, Direction::Forward),
        Command::Previous => annotate::step(state, Direction::Back),
        Command::Outer => annotate::outer(state),
        Command::Note if selected.is_some() => turn_to(state, Focus::Note),
        Command::Note => Vec::new(),
        Command::Certainty => annotate::switch_certainty(state, outside),
        Command::Exact => annotate::switch_exact(state),
        Command::Find => update(state, Action::Find(FindAction::Open), outside),
        Command::FindNext => update(
            state,
            Action::Find(FindAction::Call(Direction::Forward)),
            outside,
        ),
        Command::FindPrevious => update(
            state,
            Action::Find(FindAction::Call(Direction::Back)),
            outside,
        ),
        Command::Occurrences => update(state, Action::Find(FindAction::Occurrences), outside),
        Command::Undo => commit::undo(state, outside),
        Command::Redo => commit::redo(state, outside),
        Command::NextDocument => documents::step(state, Direction::Forward),
        Command::PreviousDocument => documents::step(state, Direction::Back),
        Command::Status => documents::next_status(state, outside),
        Command::Keys => update(state, Action::AskKeys, outside),
        // Their code comes later.
        detail => update(state, Action::Called(detail), outside),
    }
}

/// Something of the annotations is to be written.
fn turn_to(state: &mut State, focus: Focus) -> Vec<Effect> {
    state.pane = super::Pane::Annotations;
    vec![Effect::Focus(focus)]
}

/// Give a command another key, or say why not.
fn give_key(state: &mut State, command: Command, chord: Chord) -> Vec<Effect> {
    let (prefs, asked) = match rebind(&state.prefs, &state.project.scheme, &command, chord) {
        Ok(prefs) => (Some(prefs), None),
        Err(refusal) => {
            let refusal = Some(refusal);
            (None, Some(AskedKey { command, refusal }))
        }
    };
    if state.dialog.is_some() {
        state.dialog = Some(Dialog::Keys(asked));
    }
    let stored = prefs.map(|prefs| {
        state.prefs = prefs;
        Effect::StorePrefs(state.prefs.clone())
    });
    stored.into_iter().collect()
}

fn open_dialog(state: &mut State, dialog: Dialog) -> Vec<Effect> {
    state.before_dialog = state.counter;
    state.dialog = Some(dialog);
    Vec::new()
}

/// What passes of the messages in the dialog goes with it.
fn close_dialog(state: &mut State) -> Vec<Effect> {
    let before = state.before_dialog;
    let stays = |notice: &Notice| notice.number <= before || !notice.what.passes();
    if state.dialog.take().is_some() {
        state.notices.retain(stays);
    }
    Vec::new()
}

/// Add a message. The same one is not said twice at a time.
fn tell(state: &mut State, kind: NoticeKind, what: Failure) -> Vec<Effect> {
    state.notices.retain(|notice| notice.what != what);
    state.counter += 1;
    state.notices.push(Notice {
        number: state.counter,
        kind,
        what,
    });
    Vec::new()
}

/// Bring a stretch of the current document into view.
fn reveal(state: &mut State, range: TextRange) {
    state.counter += 1;
    state.reveal = Some(Reveal {
        number: state.counter,
        range,
        top: None,
    });
}

/// The reading cursor alone.
const fn caret(at: Offset) -> Selection {
    Selection::Text {
        anchor: at,
        focus: at,
        exact: false,
    }
}
