//! Actions whose code comes after the page stands: what is opened, exported or asked in a dialog.

use super::{
    annotate, close_dialog, commit, details, disk, documents, export, find, give_key, keeping,
    open_dialog, opening, reopening, suggest, version,
};
use crate::app::{
    Action, AskedKey, Dialog, Effect, Outside, State, keys::Command, suggest::SuggestAction,
};

/// Let one of these actions happen.
pub(super) fn act(state: &mut State, action: Action, outside: &dyn Outside) -> Vec<Effect> {
    match action {
        // What would be opened is not lost: it lies where it came from.
        Action::Opened(request, _) | Action::Pasted(request, _) if !state.access.may_change() => {
            state.reading.end(request);
            super::reading::uncover(state);
            commit::refuse(state)
        }
        Action::Reopened(..) if !state.access.may_change() => commit::refuse(state),

        Action::After(action) => super::act(state, *action, outside),
        Action::Followed(records, texts) => keeping::followed(state, records, texts),
        Action::TakeOver => keeping::take_over(state),
        Action::Reapply(records, texts) => keeping::reapply(state, &records, texts, outside),
        Action::SnapshotDue => keeping::snapshot_due(state),
        Action::Room(room) => keeping::room(state, room),

        Action::Opened(request, openings) => opening::opened(state, request, openings, outside),
        Action::Pasted(request, openings) => opening::pasted(state, request, openings, outside),

        Action::Find(action) => find::find(state, action, outside),

        Action::Suggest(action) => suggest::act(state, action, outside),

        Action::Fill => details::fill(state, outside),
        Action::Called(Command::Split) => annotate::split(state, outside),
        Action::Called(Command::Suggest) => suggest::act(state, SuggestAction::Switch, outside),
        Action::Called(Command::Rules) => suggest::act(state, SuggestAction::Rules, outside),
        Action::Called(Command::Save) => disk::save(state, outside),
        Action::Called(command) => details::call(state, command, outside),
        Action::Detail(detail) => details::act(state, *detail, outside),

        Action::Rename(name) => documents::rename(state, &name, outside),
        Action::Restore(id) => documents::restore(state, &id, outside),
        Action::EmptyBin => documents::empty_bin(state, outside),

        Action::ExportNative => export::native(state, false, outside),
        Action::ExportDoccano => export::doccano(state, false, outside),
        Action::ExportDocumentNative => export::native(state, true, outside),
        Action::ExportDocumentDoccano => export::doccano(state, true, outside),

        Action::Disk(action) => disk::act(state, action, outside),
        Action::OnDisk(news) => match news.take() {
            Some(news) => disk::news(state, news, outside),
            None => Vec::new(),
        },

        Action::AskPaste => open_dialog(state, Dialog::Paste),
        Action::LeavePaste(draft) => {
            state.draft = draft;
            close_dialog(state)
        }
        Action::Ask(dialog) => open_dialog(state, dialog),
        Action::AskKeys => open_dialog(state, Dialog::Keys(None)),
        Action::AskBin => open_dialog(state, Dialog::Bin { asked: false }),
        Action::AskRename => open_dialog(state, Dialog::Rename),
        Action::AskReopen => reopening::ask_reopen(state),
        Action::Original(document, bytes) => reopening::original(state, &document, bytes),
        Action::ReopenEncoding(encoding) => {
            if let Some(Dialog::Reopen(reopen)) = &mut state.dialog {
                reopen.encoding = encoding;
            }
            Vec::new()
        }
        Action::Reopened(document, report) => {
            reopening::reopened(state, &document, *report, outside)
        }
        Action::AskKey(command) => {
            if let Some(Dialog::Keys(asked)) = &mut state.dialog {
                *asked = command.map(|command| AskedKey {
                    command,
                    refusal: None,
                });
            }
            Vec::new()
        }
        Action::Rebind(command, chord) => give_key(state, command, chord),
        Action::Version(action) => version::act(state, action),
        // Not one of these.
        _ => Vec::new(),
    }
}
