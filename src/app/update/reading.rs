//! Files on their way: what is shown of them, and what the user can do in the meantime.

use reportmark_core::text::TextRange;

use super::tell;
use crate::app::{
    Action, Effect, Failure, FindAction, NoticeKind, Place, Reveal, State,
    keys::Command,
    listing::ListAction,
    open::Preview,
    reading::{Covering, Request},
};

/// Whether an action happens now. While a document is only shown in advance, nothing is done to
/// what is not on the screen or not there yet; but another document can be turned to.
pub(super) fn lets(state: &mut State, action: &Action) -> bool {
    if !is_of_user(action) {
        return true;
    }
    if state.reading.covering().is_some() {
        if !turns_to_another(action) {
            return false;
        }
        uncover(state);
    }
    state.reading.leave();
    true
}

/// Whether an action is the user's doing something that what is read must not come in the way of.
pub(super) const fn is_of_user(action: &Action) -> bool {
    !matches!(
        action,
        Action::Recovered { .. }
            | Action::Reading
            | Action::Previewed(..)
            | Action::ReadSoFar(..)
            | Action::Opened(..)
            | Action::Pasted(..)
            | Action::NotRead(..)
            | Action::Kept(_)
            | Action::Access(_)
            | Action::Followed(..)
            | Action::Reapply(..)
            | Action::SnapshotDue
            | Action::Room(_)
            | Action::OnDisk(_)
            | Action::Tell(..)
            | Action::After(_)
            | Action::Dismiss(_)
            | Action::Continue
            | Action::Fill
            | Action::Pane(_)
            | Action::Scrolled(_)
            | Action::Language(_)
            | Action::Theme(_)
            | Action::Prefs(_)
            | Action::Original(..)
            | Action::Version(_)
            | Action::List(ListAction::Window(..))
            | Action::Find(
                FindAction::GoOn(_)
                    | FindAction::Overdue(..)
                    | FindAction::Matched { .. }
                    | FindAction::Ended(..)
                    | FindAction::Listed(_)
                    | FindAction::Typing(false)
            )
    )
}

const fn turns_to_another(action: &Action) -> bool {
    matches!(
        action,
        Action::Show(_) | Action::Command(Command::NextDocument | Command::PreviousDocument)
    )
}

/// Files are going to be read. What the last ones that could not be read were told of is known.
pub(super) fn begin(state: &mut State) -> Vec<Effect> {
    state.reading.begin();
    state.notices.retain(|notice| !notice.what.is_of_opening());
    Vec::new()
}

/// Show the beginning of a document, unless the user has gone on to something else or has that
/// document already.
pub(super) fn previewed(state: &mut State, request: Request, preview: Preview) -> Vec<Effect> {
    let is_there = state.project.document(preview.document.id()).is_some();
    let is_awaited = state.current.is_none() || state.reading.is_awaited(request);
    if is_awaited && !is_there {
        state.reading.cover(request, preview);
    }
    Vec::new()
}

pub(super) fn read_so_far(state: &mut State, request: Request, percent: usize) -> Vec<Effect> {
    if let Some(covering) = state.reading.covering_of(request) {
        covering.preview.percent = percent;
    }
    Vec::new()
}

pub(super) fn not_read(state: &mut State, request: Request, failures: Vec<Failure>) -> Vec<Effect> {
    state.reading.end(request);
    for failure in failures {
        tell(state, NoticeKind::Error, failure);
    }
    Vec::new()
}

/// The text was scrolled: the one that is on the screen.
pub(super) fn scrolled(state: &mut State, place: Place) -> Vec<Effect> {
    if let Some(covering) = state.reading.covering_mut() {
        covering.top = place.top;
        return Vec::new();
    }
    if place.document != state.current {
        // It is said late: another document is on the screen by now.
        return Vec::new();
    }
    state.place = place.clone();
    vec![Effect::StorePlace(place)]
}

/// Show the current document again, where it was.
pub(super) fn uncover(state: &mut State) -> Option<Covering> {
    let covering = state.reading.uncover()?;
    if let Some((top, above)) = state.place.top {
        state.counter += 1;
        state.reveal = Some(Reveal {
            number: state.counter,
            range: TextRange::empty(top),
            top: Some(above),
        });
    }
    Some(covering)
}
