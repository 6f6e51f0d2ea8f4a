//! Another version of the page: it is offered, and loaded when nothing is lost by it.

use super::tell;
use crate::app::{
    Action, Dialog, Effect, Failure, NoticeKind, State, VersionAction, VersionNews, Writing,
};

/// How often it is looked, at most, whether everything is kept by now: once a frame, so for some
/// seconds. What takes longer is said.
const PATIENCE: u8 = 200;

pub(super) fn act(state: &mut State, action: VersionAction) -> Vec<Effect> {
    match action {
        VersionAction::Ready => say(state, VersionNews::Ready),
        VersionAction::Load => load(state, 0),
        VersionAction::GoOn(looked) => load(state, looked),
        // Something may have been done since it was asked for.
        VersionAction::InForce if state.loads_version => load(state, 0),
        VersionAction::InForce => {
            let ready = Failure::Version(VersionNews::Ready);
            state.notices.retain(|notice| notice.what != ready);
            say(state, VersionNews::Elsewhere)
        }
    }
}

fn load(state: &mut State, looked: u8) -> Vec<Effect> {
    let news = match state.save_tag() {
        _ if is_writing(state) => VersionNews::Writing,
        // Where another page writes, there is nothing of this one's, unless it is just letting go.
        "saved" | "following" if state.save.made == state.save.stored => {
            state.loads_version = true;
            return vec![Effect::LoadVersion];
        }
        "saving" | "following" if looked < PATIENCE => {
            let again = VersionAction::GoOn(looked + 1);
            return vec![Effect::WhenPainted(Box::new(Action::Version(again)))];
        }
        "reading" => VersionNews::Reading,
        _ => VersionNews::NotKept,
    };
    state.loads_version = false;
    say(state, news)
}

fn say(state: &mut State, news: VersionNews) -> Vec<Effect> {
    let kind = match news {
        VersionNews::Ready | VersionNews::Elsewhere => NoticeKind::Info,
        VersionNews::NotKept | VersionNews::Reading | VersionNews::Writing => NoticeKind::Warning,
    };
    tell(state, kind, Failure::Version(news))
}

/// Whether something is written that a page which is loaded anew would not have.
fn is_writing(state: &State) -> bool {
    let in_dialog = match state.dialog {
        Some(Dialog::Paste | Dialog::Rename | Dialog::Lexicon | Dialog::Rules) => true,
        Some(Dialog::Scheme(writing)) => writing != Writing::Nothing,
        _ => false,
    };
    in_dialog || !state.draft.text.trim().is_empty()
}
