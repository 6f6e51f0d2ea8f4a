//! Pages that have the project open while another one writes.

use super::*;
use crate::app::{
    Kept,
    keeping::{Room, Why},
};
use reportmark_core::{
    change::Cause,
    journal::{Record, Recovered},
};

const FOLLOWS: Access = Access::Follows(Why::Other);

/// A second page with what the first has by now.
fn follower(page: &Page) -> Page {
    let mut other = Page::empty();
    other.act(Action::Recovered {
        recovered: Box::new(Recovered {
            project: page.state.project.clone(),
            sequence: page.state.sequence,
            history: page.state.history.clone(),
            ..Recovered::default()
        }),
        texts: page.state.texts.clone(),
        texts_lost: 0,
        place: None,
        access: FOLLOWS,
    });
    other
}

/// The records among effects.
fn records(effects: &[Effect]) -> Vec<Record> {
    let records = effects.iter().filter_map(|effect| match effect {
        Effect::Append(record) => Some(Record::clone(record)),
        _ => None,
    });
    records.collect()
}

#[test]
fn a_page_that_follows_changes_nothing_and_says_why() {
    let page = page_of("[t:甲]‹乙›丙");
    let mut other = follower(&page);
    let id = other
        .state
        .document()
        .unwrap()
        .spans
        .iter()
        .next()
        .unwrap()
        .id
        .clone();
    let before = other.state.project.clone();
    for action in [
        Action::Undo,
        Action::Remove(id.clone()),
        Action::Note(id, "注".into()),
        Action::Bin,
        Action::Rename("另".into()),
    ] {
        let told = format!("{action:?}");
        let effects = other.act(action);
        assert!(records(&effects).is_empty(), "{told}");
        assert_eq!(other.notice().what, Failure::ReadOnly(Why::Other), "{told}");
        assert_eq!(other.state.project, before, "{told}");
        other.state.notices.clear();
    }
    let effects = other.open(&[("丁.txt", "丁".as_bytes())]);
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::StoreText(_)))
    );
    assert_eq!(other.state.project, before);
    assert!(!other.state.reading.is_going_on());
    assert_eq!(other.state.save_tag(), "following");
}

#[test]
fn what_the_other_page_does_comes_as_it_is_kept() {
    let mut page = page_of("‹甲›乙丙");
    let mut other = follower(&page);
    let mut effects = page.label("target");
    effects.extend(page.open(&[("丁.txt", "丁".as_bytes())]));
    effects.extend(page.act(Action::Undo));
    other.act(Action::Followed(
        records(&effects),
        page.state.texts.clone(),
    ));
    assert_eq!(other.state.project, page.state.project);
    assert_eq!(other.state.sequence, page.state.sequence);
    assert_eq!(other.state.history.to_redo(), page.state.history.to_redo());
    // What comes twice is done once.
    other.act(Action::Followed(
        records(&effects),
        page.state.texts.clone(),
    ));
    assert_eq!(other.state.project, page.state.project);
    assert!(other.told().is_empty());
}

#[test]
fn what_does_not_follow_is_read_anew() {
    let mut page = page_of("‹甲›乙丙");
    let mut other = follower(&page);
    page.label("target");
    let effects = page.act(Action::Undo);
    // The one before it is missing.
    let effects = other.act(Action::Followed(
        records(&effects)[..1].to_vec(),
        Texts::new(),
    ));
    assert!(matches!(effects[..], [Effect::Reload]));
}

#[test]
fn who_is_overtaken_with_something_not_kept_shows_it_until_it_writes_again() {
    let mut page = page_of("‹甲›乙丙");
    let kept = page.state.sequence;
    page.act(Action::Kept(Kept::UpTo(kept)));
    let mut other = follower(&page);
    let effects = page.label("target");
    let made = records(&effects);
    page.act(Action::Kept(Kept::Overtaken));
    assert_eq!(
        page.state.access,
        Access::Follows(Why::Overtaken(made.len()))
    );
    assert_eq!(page.state.save_tag(), "failed");
    // It is not covered by what the other one does.
    let project = page.state.project.clone();
    assert!(
        page.act(Action::Followed(made.clone(), Texts::new()))
            .is_empty()
    );
    assert_eq!(page.state.project, project);

    let effects = page.act(Action::TakeOver);
    assert!(matches!(effects[..], [Effect::TakeOver]));
    assert!(page.act(Action::TakeOver).is_empty(), "once");
    other.act(Action::Recovered {
        recovered: Box::new(Recovered {
            project: other.state.project.clone(),
            sequence: kept,
            ..Recovered::default()
        }),
        texts: other.state.texts.clone(),
        texts_lost: 0,
        place: None,
        access: Access::Writes,
    });
    let again: Vec<_> = made.iter().cloned().map(Arc::new).collect();
    let effects = other.act(Action::Reapply(again.clone(), Texts::new()));
    assert_eq!(records(&effects).len(), made.len());
    assert!(
        records(&effects)
            .iter()
            .all(|record| record.cause == Cause::Do)
    );
    assert_eq!(other.state.project, project);
    assert_eq!(other.notice().what, Failure::Reapplied(made.len()));
    other.state.notices.clear();
    // What does not fit is said, and nothing else is changed.
    let effects = other.act(Action::Reapply(again, Texts::new()));
    assert!(records(&effects).is_empty());
    assert_eq!(other.notice().what, Failure::NotReapplied(made.len()));
}

#[test]
fn who_follows_does_not_say_that_it_writes() {
    let mut page = Page::empty();
    page.act(Action::Tell(NoticeKind::Info, Failure::TookOver));
    page.act(Action::Tell(NoticeKind::Info, Failure::NothingPasted));
    page.act(Action::Access(FOLLOWS));
    let said: Vec<&Failure> = page
        .state
        .notices
        .iter()
        .map(|notice| &notice.what)
        .collect();
    assert_eq!(said, [&Failure::NothingPasted]);
}

#[test]
fn who_lets_go_writes_again_when_nobody_else_does() {
    let mut page = page_of("‹甲›乙");
    page.act(Action::Kept(Kept::UpTo(page.state.sequence)));
    page.act(Action::Access(Access::Follows(Why::LettingGo)));
    assert!(!page.state.access.may_change());
    page.act(Action::Access(Access::Writes));
    assert!(page.state.access.may_change());
    // Another page began to.
    page.act(Action::Access(Access::Follows(Why::LettingGo)));
    page.act(Action::Access(FOLLOWS));
    page.act(Action::Access(Access::Writes));
    assert_eq!(page.state.access, FOLLOWS);
}

#[test]
fn a_snapshot_is_due_some_time_after_the_first_change() {
    let mut page = page_of("‹甲›乙");
    page.act(Action::SnapshotDue);
    let effects = page.label("target");
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::SnapshotIn(30_000)))
    );
    let effects = page.act(Action::SnapshotDue);
    assert!(matches!(effects[..], [Effect::StoreSnapshot(_)]));
    assert!(
        page.act(Action::SnapshotDue).is_empty(),
        "nothing has changed since"
    );
    page.label("measure");
    page.act(Action::Access(FOLLOWS));
    assert!(
        page.act(Action::SnapshotDue).is_empty(),
        "it is not for this page to take"
    );
}

#[test]
fn a_full_store_is_looked_into_and_the_message_says_what_was_found() {
    let mut page = page_of("甲乙");
    let full = || Failure::Storage {
        why: "QuotaExceededError".into(),
        quota: true,
        room: None,
    };
    let effects = page.act(Action::Kept(Kept::Failed(full())));
    assert!(matches!(effects[..], [Effect::AskForRoom]));
    let room = Room::of(&page.state);
    assert_eq!((room.texts, room.originals, room.in_bin), (6, 0, 0));
    page.act(Action::Room(room));
    let Failure::Storage { room: said, .. } = &page.notice().what else {
        panic!("{:?}", page.notice())
    };
    assert_eq!(*said, Some(room));
}
