//! What went wrong, in words: what, where, and what to do.

use reportmark_core::{change::Conflict, journal::Lost, source::Encoding};

use super::{files, hints, keeping};
use crate::app::{Failure, Language, later};

/// The name of an encoding.
#[must_use]
pub const fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf16Le => "UTF-16 LE",
        Encoding::Utf16Be => "UTF-16 BE",
        Encoding::Gb18030 => "GB18030 / GBK",
        Encoding::Big5 => "Big5",
    }
}

/// The first characters of a quote.
pub(super) fn short(quote: &str) -> String {
    let mut start: String = quote.chars().take(24).collect();
    if start.len() < quote.len() {
        start.push('…');
    }
    start
}

/// So many things in English, given the word for one.
pub(super) fn counted(count: usize, one: &str) -> String {
    let more = if count == 1 { "" } else { "s" };
    format!("{count} {one}{more}")
}

/// What did not come back from the storage.
fn lost(items: &[Lost], language: Language) -> String {
    let (mut documents, mut changes) = (0, 0);
    for item in items {
        match item {
            // An older snapshot and the journal stood in for it.
            Lost::Snapshot(..) => {}
            Lost::Document(..) => documents += 1,
            Lost::Record(..) | Lost::Unapplied(..) => changes += 1,
            Lost::Missing { from, to } => changes += to - from + 1,
        }
    }
    match (documents, changes, language == Language::Chinese) {
        (0, 0, true) => "存储中有快照损坏，已由更早的快照和更改记录补全。请导出 JSON 备份。".into(),
        (0, 0, false) => "A snapshot in the storage is damaged; an older one and the recorded changes stood in for it. Export JSON to be safe.".into(),
        (0, _, true) => format!("存储中有 {changes} 条更改记录损坏，未能恢复；其余都已恢复。请核对后导出 JSON。"),
        (0, _, false) => format!("Damaged in the storage and not recovered: changes {changes}. All others came back. Check, then export JSON."),
        (_, _, true) => format!("存储中有 {documents} 份文档、{changes} 条更改记录损坏，未能恢复；其余都已恢复。请核对后导出 JSON。"),
        (_, _, false) => format!("Damaged in the storage and not recovered: documents {documents}, changes {changes}. All others came back. Check, then export JSON."),
    }
}

/// A message in words.
#[must_use]
pub fn failure(failure: &Failure, language: Language) -> String {
    let zh = language == Language::Chinese;
    match failure {
        Failure::Unreadable { file, why } => {
            if zh { format!("{file}：浏览器读不出此文件（{why}）。") } else { format!("{file}: the browser could not read it ({why}).") }
        }
        Failure::Sample { file } => {
            if zh { format!("示例 {file} 未能取得，请检查网络或静态服务器后重试。") } else { format!("The sample {file} could not be fetched. Check the network or the static host, then try again.") }
        }
        Failure::Conflict(conflict) => {
            let (Conflict::Differs { change }
            | Conflict::Document { change }
            | Conflict::Text { change }) = conflict;
            if zh {
                format!("此更改无法套用，项目未变（{change}）。请导出 JSON 并重新载入页面。")
            } else {
                format!("The change could not be applied; nothing was changed ({change}). Export JSON and reload the page.")
            }
        }
        Failure::Crosses { quote, .. } => {
            let quote = short(quote);
            if zh { format!("与同类标注“{quote}”交叉。规范要求同类标注只嵌套、不交叉（§0），请核对边界。") } else { format!("It crosses “{quote}” of the same label. By the guideline (§0) such spans nest but never cross; check the ends.") }
        }
        Failure::OtherOrigin { address } => {
            if zh { format!("未打开“{address}”：网址中的 open= 只能指向与本页同源的文件。请下载后用“打开文件”打开。") } else { format!("“{address}” was not opened: open= in the address takes files of this page’s own origin only. Download it and use “Open files”.") }
        }
        Failure::NoList => language
            .pick(
                "选中的标注里没有顿号分开的名单，未拆分。",
                "The selected annotation covers no list of names, so nothing was split.",
            )
            .into(),
        Failure::Twins(count) => {
            if zh {
                format!("有 {count} 处未改：同一位置已有此标签的标注。")
            } else {
                format!(
                    "{count} kept the old label: another annotation with the new one covers the same text."
                )
            }
        }
        Failure::NothingSelected => language
            .pick("选中的只有空白和标点。若确要标注，请按 X 或按住 Alt 选择。", "Only white space and punctuation are selected. To mark them all the same, press X or hold Alt while selecting.")
            .into(),
        Failure::Lost(items) => lost(items, language),
        Failure::TextsLost(count) => {
            if zh { format!("存储中有 {count} 份原文损坏，对应文档未能恢复。") } else { format!("{count} stored texts are damaged; their documents did not come back.") }
        }
        Failure::Storage { why, quota: true, room } => {
            if let Some(room) = room {
                return later::call(|| keeping::room(room, language));
            }
            if zh { format!("浏览器存储空间已满，更改只在此页面中（{why}）。请立即导出 JSON，再清空回收站。") } else { format!("The browser’s storage is full; changes are in this page only ({why}). Export JSON now, then empty the bin.") }
        }
        Failure::Storage { why, quota: false, .. } => {
            if zh { format!("浏览器存储不可用，更改只在此页面中（{why}）。请在关闭页面前导出 JSON。") } else { format!("The browser’s storage does not work; changes are in this page only ({why}). Export JSON before you close the page.") }
        }
        Failure::NoCode { why } => {
            if zh { format!("网页的这一部分没有加载成功（{why}）。您的内容没有受影响。请检查网络后再试；若仍不行，请重新载入页面。") } else { format!("This part of the page could not be loaded ({why}). Nothing of yours is lost. Check the network and try again; if that does not help, reload the page.") }
        }
        Failure::Hint(hint) => later::call(|| hints::hint(hint, language)),
        Failure::ReadOnly(_)
        | Failure::TookOver
        | Failure::Reapplied(_)
        | Failure::NotReapplied(_)
        | Failure::Blocked
        | Failure::NoAnswer
        | Failure::Vanished(_) => later::call(|| keeping::failure(failure, language)),
        // Only code that comes later says these.
        Failure::Refused { .. }
        | Failure::NotProject { .. }
        | Failure::Partly { .. }
        | Failure::Read { .. }
        | Failure::AlreadyOpen { .. }
        | Failure::InBin { .. }
        | Failure::OpenedBeside { .. }
        | Failure::InList { .. }
        | Failure::NoName
        | Failure::Joined { .. }
        | Failure::NothingPasted
        | Failure::Version(_)
        | Failure::ExportCheck { .. }
        | Failure::Disk(..)
        | Failure::NoOriginal => {
            later::call(|| files::failure(failure, language))
        }
    }
}
