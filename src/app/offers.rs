//! What can be done about a message: buttons beside it. Their code comes later.

use super::{Action, Failure, Language, VersionAction, VersionNews, keeping::Why};

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
        _ => Vec::new(),
    }
}
