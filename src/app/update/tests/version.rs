//! Another version of the page.

use super::*;
use crate::app::{Dialog, Draft, Kept, VersionAction, VersionNews, Writing, keys::Command, offers};

fn version(page: &mut Page, action: VersionAction) -> Vec<Effect> {
    page.act(Action::Version(action))
}

/// A page on which everything is kept.
fn kept_page() -> Page {
    let mut page = page_of("[*t:甲]乙");
    keep_all(&mut page);
    page
}

fn keep_all(page: &mut Page) {
    let last = page.state.sequence;
    page.act(Action::Kept(Kept::UpTo(last)));
}

#[track_caller]
fn assert_loads(effects: &[Effect]) {
    assert!(matches!(effects, [Effect::LoadVersion]), "{effects:?}");
}

#[track_caller]
fn assert_says(page: &mut Page, action: VersionAction, news: VersionNews) {
    let effects = version(page, action);
    assert!(effects.is_empty(), "{effects:?}");
    assert!(page.told().contains(&&Failure::Version(news)));
}

#[test]
fn it_is_offered_once_and_nothing_else_happens() {
    let mut page = kept_page();
    assert_says(&mut page, VersionAction::Ready, VersionNews::Ready);
    assert_says(&mut page, VersionAction::Ready, VersionNews::Ready);
    let notice = page.notice();
    assert_eq!(notice.kind, NoticeKind::Info);
    let offered = offers(&notice.what, page.state.language());
    let [offer] = &offered[..] else {
        panic!("{offered:?}")
    };
    assert!(matches!(offer.action, Action::Version(VersionAction::Load)));
    // It stays while work goes on.
    page.act(Action::Command(Command::Remove));
    assert_eq!(page.told(), [&Failure::Version(VersionNews::Ready)]);
}

#[test]
fn it_is_loaded_when_everything_is_kept() {
    let mut page = kept_page();
    version(&mut page, VersionAction::Ready);
    assert_loads(&version(&mut page, VersionAction::Load));
    // It took over; another message of that would be lost anyway.
    assert_loads(&version(&mut page, VersionAction::InForce));
    assert_eq!(page.told(), [&Failure::Version(VersionNews::Ready)]);
}

#[test]
fn what_is_being_saved_is_waited_for() {
    let mut page = page_of("甲");
    assert_eq!(page.state.save_tag(), "saving");
    let [Effect::WhenPainted(again)] = &version(&mut page, VersionAction::Load)[..] else {
        panic!("it waits")
    };
    let again = Action::clone(again);
    keep_all(&mut page);
    assert_loads(&page.act(again));
}

#[test]
fn what_is_never_saved_is_not_waited_for_for_ever() {
    let mut page = page_of("甲");
    let mut last = VersionAction::Load;
    for _ in 0..300 {
        match &version(&mut page, last)[..] {
            [Effect::WhenPainted(again)] => match **again {
                Action::Version(again) => last = again,
                ref other => panic!("{other:?}"),
            },
            [] => break,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(page.told(), [&Failure::Version(VersionNews::NotKept)]);
}

#[test]
fn what_is_done_while_it_takes_over_is_kept_first() {
    let mut page = kept_page();
    assert_loads(&version(&mut page, VersionAction::Load));
    page.act(Action::Command(Command::Remove));
    let effects = version(&mut page, VersionAction::InForce);
    assert!(matches!(effects[..], [Effect::WhenPainted(_)]));
    keep_all(&mut page);
    assert_loads(&version(&mut page, VersionAction::GoOn(2)));
}

#[test]
fn it_is_not_loaded_where_something_would_be_lost() {
    let mut page = kept_page();
    page.act(Action::Kept(Kept::Failed(Failure::Storage {
        why: "QuotaExceededError".into(),
        quota: true,
        room: None,
    })));
    assert_says(&mut page, VersionAction::Load, VersionNews::NotKept);

    let mut page = kept_page();
    page.act(Action::Reading);
    assert_says(&mut page, VersionAction::Load, VersionNews::Reading);

    for dialog in [
        Dialog::Paste,
        Dialog::Rename,
        Dialog::Lexicon,
        Dialog::Scheme(Writing::Something),
        Dialog::Scheme(Writing::Leaving),
    ] {
        let mut page = kept_page();
        page.act(Action::Ask(dialog));
        assert_says(&mut page, VersionAction::Load, VersionNews::Writing);
        page.act(Action::CloseDialog);
        assert!(page.told().is_empty(), "it was about that dialog");
        assert_loads(&version(&mut page, VersionAction::Load));
    }
    for dialog in [Dialog::Ledger, Dialog::Scheme(Writing::Nothing)] {
        let mut page = kept_page();
        page.act(Action::Ask(dialog));
        assert_loads(&version(&mut page, VersionAction::Load));
    }
}

#[test]
fn a_draft_is_something_that_would_be_lost() {
    let mut page = kept_page();
    let draft = |text: &str| Draft {
        name: "".into(),
        text: text.into(),
    };
    page.act(Action::LeavePaste(draft("甲")));
    assert_says(&mut page, VersionAction::Load, VersionNews::Writing);
    page.act(Action::LeavePaste(draft(" ")));
    assert_loads(&version(&mut page, VersionAction::Load));
}

#[test]
fn who_did_not_ask_is_told_and_goes_on() {
    let mut page = kept_page();
    version(&mut page, VersionAction::Ready);
    assert_says(&mut page, VersionAction::InForce, VersionNews::Elsewhere);
    assert_eq!(page.notice().kind, NoticeKind::Info);
    let offered = offers(&page.notice().what, page.state.language());
    assert_eq!(offered.len(), 1);
    assert_loads(&version(&mut page, VersionAction::Load));
}

#[test]
fn it_is_no_doing_of_the_user_that_files_must_not_come_in_the_way_of() {
    let mut page = kept_page();
    let openings = page.read(&[("乙.txt", "丙".as_bytes())]);
    let request = page.ask();
    version(&mut page, VersionAction::Ready);
    page.act(Action::Opened(request, openings));
    assert_eq!(page.shown(), Some("乙.txt"));
}
