//! Whether everything is kept, and by which page.

use std::sync::Arc;

use reportmark_core::{
    change::{Cause, Change, Edit, Transaction, apply},
    journal::{Record, SNAPSHOT_EVERY},
    model::Texts,
};

use super::{commit, place, tell};
use crate::app::{
    Access, Effect, Failure, Kept, Notice, NoticeKind, Outside, Selection, State,
    keeping::{Room, Why},
};

/// Milliseconds of changes after which a snapshot is due.
const SNAPSHOT_AFTER: u32 = 30_000;

/// The store reported.
pub(super) fn keep(state: &mut State, kept: Kept) -> Vec<Effect> {
    match kept {
        Kept::UpTo(sequence) => {
            state.save.stored = state.save.stored.max(sequence);
            if state.save.failure.take().is_some() {
                let is_of_storage = |what: &Failure| matches!(what, Failure::Storage { .. });
                state.notices.retain(|notice| !is_of_storage(&notice.what));
            }
            let documents = Some(state.project.documents.len());
            if std::mem::replace(&mut state.marked, documents) == documents {
                return Vec::new();
            }
            vec![Effect::Mark]
        }
        Kept::Overtaken => access(state, Access::Follows(Why::Other)),
        Kept::Failed(failure) | Kept::NoStore(failure) => {
            // Said once; the save state goes on saying it.
            let first = state.save.failure.is_none();
            let quota = matches!(failure, Failure::Storage { quota: true, .. });
            state.save.failure = Some(failure.clone());
            if first {
                tell(state, NoticeKind::Error, failure);
                if quota {
                    return vec![Effect::AskForRoom];
                }
            }
            Vec::new()
        }
    }
}

/// A notice is dismissed. That a store vanished is told at each start until then, or until something
/// else is in the store.
pub(super) fn acknowledged(state: &State, number: u64) -> Vec<Effect> {
    let is_loss =
        |notice: &Notice| notice.number == number && matches!(notice.what, Failure::Vanished(_));
    if state.notices.iter().any(is_loss) {
        vec![Effect::Mark]
    } else {
        Vec::new()
    }
}

/// Another page writes, or this one. What was done here and is not kept stays on the screen.
pub(super) fn access(state: &mut State, access: Access) -> Vec<Effect> {
    // Only a page that let go writes again without having read what is there.
    let regrets = state.access == Access::Follows(Why::LettingGo);
    if access.may_change() && !regrets {
        return Vec::new();
    }
    // It was true until now.
    (state.notices).retain(|notice| !matches!(notice.what, Failure::TookOver));
    let lost = state.save.made.saturating_sub(state.save.stored);
    state.access = match access {
        Access::Follows(Why::Other) if lost > 0 => {
            Access::Follows(Why::Overtaken(usize::try_from(lost).unwrap_or(usize::MAX)))
        }
        other => other,
    };
    Vec::new()
}

/// When a snapshot is due, after so many changes since the last one: at once behind every so many,
/// and some time behind the first. It is taken by code that comes later.
pub(super) const fn snapshot_in_time(changes: u64) -> Option<Effect> {
    match changes {
        1 => Some(Effect::SnapshotIn(SNAPSHOT_AFTER)),
        _ if changes > 0 && changes.is_multiple_of(SNAPSHOT_EVERY) => Some(Effect::SnapshotIn(0)),
        _ => None,
    }
}

/// Some time has passed since something was changed.
pub(super) fn snapshot_due(state: &mut State) -> Vec<Effect> {
    if state.since_snapshot == 0 || !state.access.may_change() {
        return Vec::new();
    }
    state.since_snapshot = 0;
    let snapshot = state.snapshots.take(&state.project, state.sequence);
    vec![Effect::StoreSnapshot(Arc::new(snapshot))]
}

/// What the page that writes has done is done here as well. Where it does not follow from what is
/// here, all is read anew.
pub(super) fn followed(state: &mut State, records: Vec<Record>, texts: Texts) -> Vec<Effect> {
    if !state.access.is_live() {
        return Vec::new();
    }
    state.texts.extend(texts);
    for record in records {
        if record.sequence <= state.sequence {
            continue;
        }
        let after = apply(&state.project, &state.texts, &record.transaction);
        let follows = record.sequence == state.sequence + 1;
        let Some(project) = after.ok().filter(|_| follows) else {
            return vec![Effect::Reload];
        };
        let text = state.document().map(|document| Arc::clone(&document.text));
        state.project = project;
        state.history.follow(record.cause, &record.transaction);
        state.sequence = record.sequence;
        state.save.made = state.sequence;
        state.save.stored = state.sequence;
        place::begin_anew_if_replaced(state, text.as_deref());
        place::leave_if_gone(state);
        if matches!(&state.selection, Selection::Span(_)) && state.selected_span().is_none() {
            state.selection = Selection::Nothing;
        }
        let first = state.project.present().next();
        let first = first.map(|document| document.id().clone());
        if let Some(first) = first.filter(|_| state.current.is_none()) {
            place::go_to(state, first);
        }
    }
    Vec::new()
}

/// This page is to write.
pub(super) fn take_over(state: &mut State) -> Vec<Effect> {
    match state.access {
        Access::Writes | Access::Follows(Why::Asking | Why::LettingGo | Why::Newer) => Vec::new(),
        Access::Follows(_) => {
            state.access = Access::Follows(Why::Asking);
            vec![Effect::TakeOver]
        }
    }
}

/// What was done here before another page began to write is done again, on top of what that did. What
/// does not fit is left out and said.
pub(super) fn reapply(
    state: &mut State,
    records: &[Arc<Record>],
    texts: Texts,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let mut effects = Vec::new();
    state.texts.extend(texts);
    let (mut done, mut left) = (0, 0);
    for record in records {
        let (fitting, is_whole) = fitting(state, &record.transaction);
        if !fitting.is_empty() {
            effects.extend(commit::perform(
                state,
                Cause::Do,
                &Arc::new(fitting),
                outside,
            ));
            done += 1;
        }
        left += usize::from(!is_whole);
    }
    if done > 0 {
        tell(state, NoticeKind::Info, Failure::Reapplied(done));
    }
    if left > 0 {
        tell(state, NoticeKind::Error, Failure::NotReapplied(left));
    }
    effects
}

/// What of a transaction fits the project as it is, and whether that is all that matters: a document
/// that was begun here may have been begun there as well.
fn fitting(state: &State, step: &Transaction) -> (Transaction, bool) {
    let mut project = state.project.clone();
    let mut fitting = Transaction {
        intent: step.intent,
        changes: Vec::with_capacity(step.changes.len()),
    };
    let mut is_whole = true;
    for change in &step.changes {
        let alone = Transaction {
            intent: step.intent,
            changes: vec![change.clone()],
        };
        let is_status =
            matches!(change, Change::Edit(_, edit) if matches!(**edit, Edit::Status(_)));
        match apply(&project, &state.texts, &alone) {
            Ok(after) => {
                project = after;
                fitting.changes.push(change.clone());
            }
            Err(_) => is_whole &= is_status,
        }
    }
    (fitting, is_whole)
}

/// What takes the room is added to the message that there is none left.
pub(super) fn room(state: &mut State, found: Room) -> Vec<Effect> {
    for notice in &mut state.notices {
        if let Failure::Storage {
            quota: true, room, ..
        } = &mut notice.what
        {
            *room = Some(found);
        }
    }
    Vec::new()
}
