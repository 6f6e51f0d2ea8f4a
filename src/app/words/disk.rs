//! Words about files of the user's. They come later, with the code for that.

use reportmark_core::journal::Sequence;

use crate::app::{
    DiskNotice, Language, State,
    disk::{Saving, local},
};

words! {
    /// Words of the dialog “Files on this computer”.
    FileWords {
        title, what, unable, file, folder, at, at_none, all_saved, not_saved,
        save, choose, save_as, save_folder, folder_what, forget, download,
        changed, changed_name, changed_was, changed_there, overwrite, open_there, leave,
    }
}

/// The words of a language.
#[must_use]
pub const fn words(language: Language) -> &'static FileWords {
    match language {
        Language::Chinese => &ZH,
        Language::English => &EN,
    }
}

const ZH: FileWords = FileWords {
    title: "本机上的文件",
    what: "把整个项目存入您选定的文件，以后按 Ctrl+S 即写入同一文件。文件若被别的程序改过，会先问您，不会直接覆盖。",
    unable: "此浏览器不能直接写入文件，保存时改为下载 JSON。",
    file: "文件",
    folder: "文件夹",
    at: "上次写入",
    at_none: "尚未写入",
    all_saved: "全部更改都已存入",
    not_saved: "之后的更改尚未存入",
    save: "立即写入",
    choose: "保存到文件…",
    save_as: "另存为其他文件…",
    save_folder: "保存到文件夹…",
    folder_what: "保存到文件夹时，每份文档各存一个文件，只写有变化的。",
    forget: "不再记住此文件",
    download: "下载 JSON",
    changed: "下列文件与本页上次写入时不同，可能被别的程序、同步软件或同事改过。尚未覆盖任何内容。",
    changed_name: "文件名",
    changed_was: "上次写入时",
    changed_there: "现在",
    overwrite: "覆盖现在的内容",
    open_there: "打开现在的内容，并列比较",
    leave: "暂不处理",
};

const EN: FileWords = FileWords {
    title: "Files on this computer",
    what: "The whole project goes into a file of your choice; from then on Ctrl+S writes that file. One that another program has changed is not overwritten without asking you.",
    unable: "This browser does not let pages write files; saving downloads JSON instead.",
    file: "File",
    folder: "Folder",
    at: "Last written",
    at_none: "not yet",
    all_saved: "every change is in it",
    not_saved: "changes since are not in it",
    save: "Write now",
    choose: "Save to a file…",
    save_as: "Save as another file…",
    save_folder: "Save to a folder…",
    folder_what: "A folder gets a file for each document; only those that changed are written.",
    forget: "Forget this file",
    download: "Download JSON",
    changed: "These files are not as this page wrote them last: another program, a sync client or a colleague may have changed them. Nothing has been overwritten.",
    changed_name: "File",
    changed_was: "As written",
    changed_there: "As it is now",
    overwrite: "Overwrite what is there",
    open_there: "Open what is there, beside this",
    leave: "Leave it for now",
};

/// How large a file is.
#[must_use]
pub fn size(bytes: u64, language: Language) -> String {
    format!("{bytes} {}", language.pick("字节", "bytes"))
}

/// Where the project is saved and when it was last; nothing where it is not.
#[must_use]
pub fn last_written(state: &State) -> String {
    let saving = state.disk.saving.get();
    saving.map_or_else(String::new, |saving| {
        written(saving, state.sequence, state.language())
    })
}

/// The same for what is known of it, when this is the last change.
pub(super) fn written(saving: &Saving, last: Sequence, language: Language) -> String {
    let Some(target) = &saving.target else {
        return String::new();
    };
    let (words, name) = (words(language), &target.name);
    let at = target.at.as_ref();
    let at = at.map_or_else(|| words.at_none.into(), |at| local(at, saving.zone));
    let state = if target.holds(last) {
        words.all_saved
    } else {
        words.not_saved
    };
    match language {
        Language::Chinese => format!("{name}，{}：{at}，{state}", words.at),
        Language::English => format!("{name}, {}: {at}, {state}", words.at.to_lowercase()),
    }
}

/// A message about files in words.
pub(super) fn notice(notice: DiskNotice, about: &str, language: Language) -> String {
    let zh = language == Language::Chinese;
    let (in_zh, in_en) = match notice {
        DiskNotice::NotChosen => {
            let (zh, en) = (
                "没有选文件，未写入。",
                "No file was chosen; nothing was written.",
            );
            return language.pick(zh, en).into();
        }
        DiskNotice::NotInFile => {
            return if zh {
                format!("自 {about} 以来的更改只在此浏览器中，尚未存入任何文件。建议保存一份。")
            } else {
                format!(
                    "The changes since {about} are in this browser only and in no file yet. Better keep a copy."
                )
            };
        }
        DiskNotice::Changed => (
            "文件与本页上次写入时不同，没有覆盖。",
            "not as this page wrote it last, so it was not overwritten.",
        ),
        DiskNotice::Gone => (
            "文件已不在原处，可能被移动、改名或删除，未写入。",
            "it is not where it was: moved, renamed or deleted. Nothing was written.",
        ),
        DiskNotice::Denied => (
            "浏览器没有写入此处的权限，未写入。请再按 Ctrl+S 并允许写入。",
            "the browser has no permission to write there. Nothing was written. Press Ctrl+S again and allow it.",
        ),
        DiskNotice::Full => (
            "磁盘空间不足，未写入；原文件保持不变。",
            "there is no room left on the disk. Nothing was written; the file is as it was.",
        ),
        DiskNotice::Protected => (
            "文件只读，或正被别的程序占用，未写入；原文件保持不变。",
            "it is read-only or another program has it open. Nothing was written; the file is as it was.",
        ),
        DiskNotice::Failed => ("未能写入。", "it could not be written."),
    };
    if zh {
        format!("{about}：{in_zh}更改仍在此浏览器中。")
    } else {
        format!("{about}: {in_en} The changes are still in this browser.")
    }
}
