//! What can be done about a message: buttons beside it. Their code comes later.

use super::{
    Action, Dialog, DiskAction, DiskNotice, Failure, Language, VersionAction, VersionNews,
    keeping::Why, keys::Command,
};

/// Something that is offered with a message.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What the button says.
    pub name: &'static str,
    /// What it does.
    pub action: Action,
    /// Tells it from others in tests.
    pub id: &'static str,
}

/// What is offered with a message, the first choice first.
#[must_use]
pub fn offers(what: &Failure, language: Language) -> Vec<Offer> {
    let offer = |zh, en, action, id| Offer {
        name: language.pick(zh, en),
        action,
        id,
    };
    let export = || {
        offer(
            "立即导出 JSON",
            "Export JSON now",
            Action::ExportNative,
            "offer-export",
        )
    };
    match what {
        Failure::Storage { quota: true, .. } => vec![
            export(),
            offer("打开回收站", "Open the bin", Action::AskBin, "offer-bin"),
        ],
        Failure::ReadOnly(why) if *why != Why::Newer => vec![offer(
            "在此编辑",
            "Take over",
            Action::TakeOver,
            "offer-take-over",
        )],
        Failure::Storage { .. }
        | Failure::Lost(_)
        | Failure::TextsLost(_)
        | Failure::Version(VersionNews::NotKept) => vec![export()],
        Failure::Version(VersionNews::Ready) => vec![offer(
            "载入新版本",
            "Load it",
            Action::Version(VersionAction::Load),
            "offer-version",
        )],
        Failure::Version(VersionNews::Elsewhere) => vec![offer(
            "重新载入",
            "Reload",
            Action::Version(VersionAction::Load),
            "offer-reload",
        )],
        Failure::Disk(notice, _) => of_files(*notice, &offer, export),
        _ => Vec::new(),
    }
}

/// What is offered with a message about files.
fn of_files(
    notice: DiskNotice,
    offer: &impl Fn(&'static str, &'static str, Action, &'static str) -> Offer,
    export: impl Fn() -> Offer,
) -> Vec<Offer> {
    let save = |zh, en| offer(zh, en, Action::Command(Command::Save), "offer-save");
    let other = || {
        let action = Action::Disk(DiskAction::SaveAs);
        offer(
            "另存为其他文件",
            "Save as another file",
            action,
            "offer-save-as",
        )
    };
    match notice {
        DiskNotice::NotChosen => Vec::new(),
        DiskNotice::NotInFile => vec![save("保存到文件", "Save to a file"), export()],
        DiskNotice::Changed => {
            let action = Action::Ask(Dialog::Files);
            vec![offer("看看怎么办", "See what to do", action, "offer-files")]
        }
        DiskNotice::Gone => vec![other(), export()],
        DiskNotice::Denied | DiskNotice::Full | DiskNotice::Protected | DiskNotice::Failed => {
            vec![save("再试一次", "Try again"), other(), export()]
        }
    }
}
