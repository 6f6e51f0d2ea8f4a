//! Files on this computer: where the project is saved, and what is done where a file was changed by
//! somebody else.

use yew::{Html, html};

use super::{Props, closing};
use crate::{
    app::{
        Action, DiskAction,
        disk::{Clash, Saving, Stamp, local, local_of},
        keys::Command,
        words::disk::{FileWords, size, words},
    },
    view::{modal::Frame, send},
};

pub(super) fn files(props: &Props<'_>) -> (Frame, Html) {
    let words = words(props.language);
    let saving = props.state.disk.saving.get().cloned().unwrap_or_default();
    let body = if !saving.clashes.is_empty() {
        changed(props, words, &saving)
    } else if saving.able {
        saved_to(props, words, &saving)
    } else {
        html! {
            <>
                <p>{ words.unable }</p>
                <div class="buttons">
                    { choice(props, "files-download", "primary", words.download, || Action::ExportNative) }
                </div>
            </>
        }
    };
    let frame = Frame {
        title: words.title,
        wide: true,
        close: closing(props),
    };
    (frame, body)
}

fn choice(
    props: &Props<'_>,
    id: &'static str,
    class: &'static str,
    name: &'static str,
    action: fn() -> Action,
) -> Html {
    let has_focus = class == "primary";
    html! {
        <button key={id} type="button" {class} data-testid={id} autofocus={has_focus}
            onclick={send(props.dispatch, action)}>{ name }</button>
    }
}

fn saved_to(props: &Props<'_>, words: &FileWords, saving: &Saving) -> Html {
    let state = props.state;
    let target = saving.target.as_ref();
    let known = target.map(|target| {
        let at = target.at.as_ref();
        let at = at.map_or_else(|| words.at_none.into(), |at| local(at, saving.zone));
        let is_all = target.holds(state.sequence);
        html! {
            <dl class="moves file-facts">
                <div><dt>{ if target.folder { words.folder } else { words.file } }</dt>
                    <dd class="file-name">{ &target.name }</dd></div>
                <div><dt>{ words.at }</dt>
                    <dd>{ at }{ ", " }{ if is_all { words.all_saved } else { words.not_saved } }</dd></div>
            </dl>
        }
    });
    let save = || Action::Command(Command::Save);
    let again = target.is_some();
    html! {
        <>
            <p>{ words.what }</p>
            { for known }
            <div class="buttons wrap">
                { choice(props, "files-save", "primary", if again { words.save } else { words.choose }, save) }
                if again {
                    { choice(props, "files-save-as", "", words.save_as, || Action::Disk(DiskAction::SaveAs)) }
                }
                { choice(props, "files-folder", "", words.save_folder, || Action::Disk(DiskAction::SaveFolder)) }
                if again {
                    { choice(props, "files-forget", "quiet", words.forget, || Action::Disk(DiskAction::Forget)) }
                }
            </div>
            <p class="muted file-facts">{ words.folder_what }</p>
        </>
    }
}

fn changed(props: &Props<'_>, words: &FileWords, saving: &Saving) -> Html {
    let how = |stamp: &Stamp| {
        let at = local_of(stamp.modified, saving.zone);
        format!("{at} · {}", size(stamp.size, props.language))
    };
    let row = |clash: &Clash| {
        html! {
            <tr key={clash.name.clone()} data-testid="clash">
                <th scope="row" class="file-name">{ &clash.name }</th>
                <td>{ clash.was.as_ref().map_or_else(|| "–".to_owned(), how) }</td>
                <td>{ how(&clash.there) }</td>
            </tr>
        }
    };
    html! {
        <>
            <p>{ words.changed }</p>
            <table class="keys clashes">
                <thead><tr><th scope="col">{ words.changed_name }</th><th scope="col">{ words.changed_was }</th>
                    <th scope="col">{ words.changed_there }</th></tr></thead>
                <tbody>{ for saving.clashes.iter().map(row) }</tbody>
            </table>
            <div class="buttons wrap">
                { choice(props, "clash-leave", "quiet", words.leave, || Action::Disk(DiskAction::Leave)) }
                { choice(props, "clash-overwrite", "danger", words.overwrite, || Action::Disk(DiskAction::Overwrite)) }
                { choice(props, "clash-open", "", words.open_there, || Action::Disk(DiskAction::Open)) }
                { choice(props, "clash-save-as", "primary", words.save_as, || Action::Disk(DiskAction::SaveAs)) }
            </div>
        </>
    }
}
