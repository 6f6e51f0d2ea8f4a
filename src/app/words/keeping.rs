//! Messages about where the project is kept and by which page. Their code comes later.

use super::messages::counted;
use crate::app::{
    Failure, Language,
    keeping::{Marker, Room, Why},
};

/// Bytes as people say them.
fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB")];
    let unit = UNITS.into_iter().find(|(unit, _)| bytes >= *unit);
    let Some((unit, name)) = unit else {
        return format!("{bytes} B");
    };
    let tenths = bytes * 10 / unit;
    if tenths < 100 {
        format!("{}.{} {name}", tenths / 10, tenths % 10)
    } else {
        format!("{} {name}", tenths / 10)
    }
}

/// What takes the room in the store, and what to do about it.
pub(super) fn room(room: &Room, language: Language) -> String {
    let Room {
        used,
        most,
        texts,
        originals,
        in_bin,
        binned,
    } = *room;
    let rest = used.saturating_sub(texts + originals);
    let [used, most, texts, originals, in_bin, rest] =
        [used, most, texts, originals, in_bin, rest].map(size);
    match (language, binned) {
        (Language::Chinese, 0) => format!(
            "浏览器存储空间已满，更改只在此页面中。本网址已用 {used}（上限约 {most}）：原文 {texts}，非 UTF-8 原文件 {originals}，标注与更改记录等 {rest}。请先导出 JSON，再移走不用的文档并清空回收站。"
        ),
        (Language::Chinese, _) => format!(
            "浏览器存储空间已满，更改只在此页面中。本网址已用 {used}（上限约 {most}）：原文 {texts}，非 UTF-8 原文件 {originals}，标注与更改记录等 {rest}。回收站中 {binned} 份文档占 {in_bin}。请先导出 JSON，再清空回收站。"
        ),
        (Language::English, 0) => format!(
            "The browser’s storage is full; changes are in this page only. This address takes {used} of about {most}: texts {texts}, original files that are not UTF-8 {originals}, annotations, records of changes and the rest {rest}. Export JSON first, then put documents you no longer need into the bin and empty it."
        ),
        (Language::English, _) => format!(
            "The browser’s storage is full; changes are in this page only. This address takes {used} of about {most}: texts {texts}, original files that are not UTF-8 {originals}, annotations, records of changes and the rest {rest}. The bin takes {in_bin} of it ({}). Export JSON first, then empty the bin.",
            counted(binned, "document")
        ),
    }
}

/// Why nothing can be changed here, as it stands over the page.
#[must_use]
pub fn access(why: Why, language: Language) -> String {
    let zh = language == Language::Chinese;
    match why {
        Why::LettingGo => language
            .pick(
                "另一个标签页正在接管，本页保存后转为只读。",
                "Another tab is taking over; this one saves and becomes read-only.",
            )
            .into(),
        Why::Other => language
            .pick(
                "此项目正在另一个标签页中编辑。本页只读，随之更新。",
                "This project is being edited in another tab. This one is read-only and follows along.",
            )
            .into(),
        Why::Asking => language
            .pick("正在接管，请稍候…", "Taking over …")
            .into(),
        Why::Overtaken(count) => {
            if zh {
                format!(
                    "另一个标签页接管了编辑，本页有 {count} 处更改未能保存，仅在本页中。接管后将补到现有内容之上；也可先导出 JSON。"
                )
            } else {
                format!(
                    "Another tab took over before {} made here could be saved; only this tab has them. Take over to put them on top of what is there now, or export JSON first.",
                    counted(count, "change")
                )
            }
        }
        Why::Newer => language
            .pick(
                "存储的内容由更新版本的 Reportmark 写入。为免损坏，本页只读；请重新载入以使用新版本，或导出 JSON。",
                "What is stored was written by a newer version of Reportmark. So as not to damage it, this page is read-only: reload to get the newer version, or export JSON.",
            )
            .into(),
    }
}

/// One of these messages in words; nothing for another.
pub(super) fn failure(failure: &Failure, language: Language) -> String {
    let zh = language == Language::Chinese;
    match failure {
        Failure::ReadOnly(Why::Newer) => language
            .pick(
                "未更改：存储的内容由更新版本的 Reportmark 写入，本页只读。请重新载入页面。",
                "Not changed: a newer version of Reportmark wrote what is stored, so this page is read-only. Reload it.",
            )
            .into(),
        Failure::ReadOnly(_) => language
            .pick(
                "未更改：项目正在另一个标签页中编辑，本页只读。要在这里编辑，请接管。",
                "Not changed: the project is being edited in another tab and this one is read-only. Take over to edit here.",
            )
            .into(),
        Failure::TookOver => language
            .pick(
                "现在由本页编辑；另一个标签页变为只读。",
                "This tab edits now; another one that did is read-only.",
            )
            .into(),
        Failure::Reapplied(count) => {
            if zh {
                format!("此前未能保存的 {count} 处更改已补上，可以撤销。")
            } else {
                format!("Put back in: {} that could not be saved before. Undo takes this back.", counted(*count, "change"))
            }
        }
        Failure::NotReapplied(count) => {
            if zh {
                format!("此前未能保存的更改中，有 {count} 处与另一个标签页的更改冲突，未补上。请核对。")
            } else {
                format!("Left out: {} that could not be saved before, for what the other tab did does not go with it. Please check.", counted(*count, "change"))
            }
        }
        Failure::Blocked => language
            .pick(
                "存储被旧版本的页面占用。请关闭此网址的其他标签页，本页随即继续。",
                "An older version of this page holds the storage. Close other tabs of this address; this one then goes on.",
            )
            .into(),
        Failure::NoAnswer => language
            .pick(
                "浏览器的存储一直没有响应，选的文件要等它。请重新载入页面；若仍如此，请重新启动浏览器。",
                "The browser’s storage does not answer, and files that were chosen wait for it. Reload the page; if that does not help, restart the browser.",
            )
            .into(),
        Failure::Vanished(Marker { documents, .. }) => {
            if zh {
                format!("浏览器中原存有项目（{documents} 份文档），现在已不在：可能是站点数据被清除，浏览器因空间不足将其删除，或浏览器的文件已损坏。若曾导出 JSON 或保存到文件，请打开它以恢复。")
            } else {
                format!("A project with {} was stored in this browser and is gone: the site’s data were cleared, the browser dropped them for want of room, or its files were damaged. If you exported JSON or saved to a file, open that to get it back.", counted(*documents, "document"))
            }
        }
        // Not one of these.
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_with_two_digits_or_more() {
        let said = [0, 1023, 1024, 10_240, 1_500_000, 20 << 20, 3 << 30].map(size);
        assert_eq!(
            said,
            [
                "0 B", "1023 B", "1.0 kB", "10 kB", "1.4 MB", "20 MB", "3.0 GB"
            ]
        );
    }
}
