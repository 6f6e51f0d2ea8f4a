//! Messages about another version of the page. Their code comes later.

use crate::app::{Language, VersionNews};

pub(super) const fn news(news: VersionNews, language: Language) -> &'static str {
    let (zh, en) = match news {
        VersionNews::Ready => (
            "网页有新版本，已经准备好。现在的版本可以继续使用。",
            "A new version of this page is ready. You can go on with the present one.",
        ),
        VersionNews::Elsewhere => (
            "另一个标签页已换用新版本。此页可以继续使用，方便时请重新载入。",
            "Another tab has loaded a new version of this page. This tab goes on working; reload it when convenient.",
        ),
        VersionNews::NotKept => (
            "尚未载入新版本：还有更改没有保存。请先导出 JSON，或等到页面显示“已保存”。",
            "The new version was not loaded: some changes are not saved yet. Export JSON, or wait until the page says “Saved”.",
        ),
        VersionNews::Reading => (
            "尚未载入新版本：正在读取文件。读完后请再点一次。",
            "The new version was not loaded: files are being read. Try again when that is done.",
        ),
        VersionNews::Writing => (
            "尚未载入新版本：对话框里有没写完的内容（“粘贴文本”里的草稿也算）。请先完成或清空，再点一次。",
            "The new version was not loaded: something is being written in a dialog (a draft in “Paste text” counts). Finish or clear it, then try again.",
        ),
    };
    language.pick(zh, en)
}
