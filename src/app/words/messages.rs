//! What went wrong, in words: what, where, and what to do.

use reportmark_core::{
    change::Conflict,
    format::{OffsetUnit, Problem, ProblemKind},
    journal::Lost,
    source::{BinaryKind, Encoding, MAX_BYTES, Note, Refusal},
};

use crate::app::{Failure, Language};

/// How many problems of a file are listed one by one.
const LISTED: usize = 200;

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

/// Why a file is not opened as a text.
#[must_use]
pub fn refusal(refusal: &Refusal, language: Language) -> String {
    let zh = language == Language::Chinese;
    match refusal {
        Refusal::Empty => language
            .pick(
                "文件是空的，没有可标注的文字。",
                "The file is empty; there is nothing to mark.",
            )
            .into(),
        Refusal::TooLarge { bytes, .. } => {
            let (size, limit) = (bytes / 1_048_576, MAX_BYTES / 1_048_576);
            if zh {
                format!("文件有 {size} MB，超过 {limit} MB 的上限。请拆分后再打开。")
            } else {
                format!(
                    "The file has {size} MB, more than the limit of {limit} MB. Split it first."
                )
            }
        }
        Refusal::Undecodable { encoding: which } => {
            let name = encoding(*which);
            if zh {
                format!("此浏览器不能解码 {name}。请先转存为 UTF-8。")
            } else {
                format!("This browser cannot decode {name}. Save the file as UTF-8 first.")
            }
        }
        Refusal::Binary { kind } => binary(*kind, language).into(),
    }
}

const fn binary(kind: BinaryKind, language: Language) -> &'static str {
    let (zh, en) = match kind {
        BinaryKind::Pdf => (
            "这是 PDF，不是文本。请先把其中的文字另存为 .txt。",
            "This is a PDF, not text. Save its text as .txt first.",
        ),
        BinaryKind::Zip => (
            "这是 .docx、.xlsx 或 .zip 等压缩包，不是文本。请先另存为 .txt。",
            "This is a .docx, .xlsx, .zip or other archive, not text. Save it as .txt first.",
        ),
        BinaryKind::OldOffice => (
            "这是旧版 Word、Excel 或 WPS 文件，不是文本。请先另存为 .txt。",
            "This is an old Word, Excel or WPS file, not text. Save it as .txt first.",
        ),
        BinaryKind::Rtf => (
            "这是 RTF 文件。请先另存为 .txt。",
            "This is a rich-text file. Save it as .txt first.",
        ),
        BinaryKind::Image => (
            "这是图片。请先识别其中的文字并存为 .txt。",
            "This is a picture. Recognise its text and save that as .txt first.",
        ),
        BinaryKind::Gzip | BinaryKind::Archive => (
            "这是压缩包。请先解压。",
            "This is a compressed file. Unpack it first.",
        ),
        BinaryKind::Utf32 => (
            "这是 UTF-32 文本。请先转存为 UTF-8。",
            "This is UTF-32 text. Save it as UTF-8 first.",
        ),
        BinaryKind::Unknown => (
            "这不像文本文件。若确是文本，请先转存为 UTF-8。",
            "This does not look like a text. If it is one, save it as UTF-8 first.",
        ),
    };
    language.pick(zh, en)
}

fn note(note: &Note, language: Language) -> String {
    let zh = language == Language::Chinese;
    match *note {
        Note::GuessUnsure => language
            .pick(
                "编码是猜测的，把握不大；若有乱码，请“换编码重新打开”。",
                "The encoding is a guess and not a sure one; if the text looks wrong, use “Reopen as…”.",
            )
            .into(),
        Note::ForeignBom { encoding: which } => {
            let name = encoding(which);
            if zh {
                format!("文件以 {name} 的 BOM 开头，与所选编码不符。")
            } else {
                format!("The file begins with the byte-order mark of {name}, not of the chosen encoding.")
            }
        }
        Note::Malformed {
            count,
            first_byte,
            truncated_end,
        } => {
            let place = first_byte.map_or_else(String::new, |byte| {
                if zh { format!("（第一处在第 {byte} 字节）") } else { format!(" (the first at byte {byte})") }
            });
            let end = match (truncated_end, zh) {
                (false, _) => "",
                (true, true) => "文件末尾不完整。",
                (true, false) => " The end of the file is cut off.",
            };
            if zh {
                format!("有 {count} 处字节不合此编码，已显示为 �{place}。{end}请核对，或“换编码重新打开”。")
            } else {
                format!("{count} byte sequence(s) do not fit the encoding and show as �{place}.{end} Check them, or use “Reopen as…”.")
            }
        }
        Note::ReplacementAlreadyThere { count } => {
            if zh {
                format!("文件里原有 {count} 个 �：此前的转换已丢失字符。")
            } else {
                format!("The file already had {count} � in it: an earlier conversion lost characters.")
            }
        }
        Note::Nul { count } => {
            if zh {
                format!("文本中有 {count} 个空字符（U+0000），原样保留。")
            } else {
                format!("The text has {count} NUL character(s) (U+0000); they are kept.")
            }
        }
    }
}

const fn unit(unit: OffsetUnit) -> &'static str {
    match unit {
        OffsetUnit::CodePoints => "Unicode code points",
        OffsetUnit::Utf16 => "UTF-16",
        OffsetUnit::Bytes => "UTF-8 bytes",
    }
}

/// What is wrong with a file, with its place.
#[must_use]
pub fn problem(problem: &Problem, language: Language) -> String {
    let zh = language == Language::Chinese;
    let what = match &problem.kind {
        ProblemKind::NotJson(why) => {
            // So serde_json says it.
            let half = match why.contains("hex escape") {
                true => language.pick(
                    "（\\u 转义不完整或只有半个代理对，请用写出此文件的程序更正）",
                    " (an incomplete \\u escape, or half of a surrogate pair: mend it in the program that wrote the file)",
                ),
                false => "",
            };
            if zh {
                format!("不是有效的 JSON：{why}{half}")
            } else {
                format!("Not valid JSON: {why}{half}")
            }
        }
        ProblemKind::NotNative => language
            .pick(
                "不是 Reportmark 项目文件（缺少 \"format\": \"reportmark\"）。",
                "Not a Reportmark project (it lacks \"format\": \"reportmark\").",
            )
            .into(),
        ProblemKind::Newer(version) => {
            if zh {
                format!("文件版本 {version} 比本页面新，请更新页面后再打开。")
            } else {
                format!(
                    "The file is of version {version}, newer than this page. Update the page first."
                )
            }
        }
        ProblemKind::Missing => language.pick("缺少此项。", "It is missing.").into(),
        ProblemKind::Supplied => language
            .pick(
                "缺少此项，已代为补上。",
                "It is missing; something stands in for it.",
            )
            .into(),
        ProblemKind::Expected(what) => {
            if zh {
                format!("类型不对，应为{}。", expected(what))
            } else {
                format!("It should be {what}.")
            }
        }
        ProblemKind::NoText(hash) => {
            let short: String = hash.chars().take(12).collect();
            if zh {
                format!("文件不含原文，请与原文文件一起打开（SHA-256 {short}…）。")
            } else {
                format!(
                    "The text was left out. Open this file together with its text (SHA-256 {short}…)."
                )
            }
        }
        ProblemKind::HashDiffers => language
            .pick(
                "所记 SHA-256 与原文不符。",
                "The SHA-256 it states is not that of the text.",
            )
            .into(),
        ProblemKind::OutOfText => language
            .pick(
                "位置超出原文，或落在一个字符中间。",
                "The offset is outside the text or inside a character.",
            )
            .into(),
        ProblemKind::BadRange => language
            .pick("终点不在起点之后。", "It does not end after it starts.")
            .into(),
        ProblemKind::QuoteDiffers { quote, text } => {
            let (quote, text) = (short(quote), short(text));
            if zh {
                format!("引文“{quote}”与该位置的原文“{text}”不符，未采用。")
            } else {
                format!("It quotes “{quote}” where the text has “{text}”; it was left out.")
            }
        }
        ProblemKind::DuplicateId(id) => {
            if zh {
                format!("编号 {id} 重复，已另编。")
            } else {
                format!("The id {id} is used twice; it got another.")
            }
        }
        ProblemKind::Dangling(id) => {
            if zh {
                format!("所指的 {id} 不存在。")
            } else {
                format!("It names {id}, which is not there.")
            }
        }
        ProblemKind::OtherUnit(found) => {
            let found = unit(*found);
            if zh {
                format!("引文表明位置按 {found} 计，已照此读取。")
            } else {
                format!("The quotes show that offsets count {found}; they were read so.")
            }
        }
    };
    if problem.place.is_empty() {
        what
    } else if zh {
        format!("{}：{what}", problem.place)
    } else {
        format!("{}: {what}", problem.place)
    }
}

/// What a member of a file must be, in Chinese.
fn expected(what: &str) -> String {
    let known = match what {
        "an object" => "对象",
        "an array" => "数组",
        "a string" => "字符串",
        "a whole number" => "整数",
        "a whole number, 0 or more" => "不小于 0 的整数",
        "a pair of offsets" => "一对位置 [起, 止]",
        "an array of span ids" => "标注编号的数组",
        "true or false" => "true 或 false",
        "a whole number from 1 to 8" => "1 到 8 的整数",
        other => {
            let choices = other.strip_prefix("one of ").unwrap_or(other);
            return format!("以下之一：{}", choices.replace(", ", "、"));
        }
    };
    known.into()
}

/// The first characters of a quote.
fn short(quote: &str) -> String {
    let mut start: String = quote.chars().take(24).collect();
    if start.len() < quote.len() {
        start.push('…');
    }
    start
}

fn problems(file: &str, problems: &[Problem], language: Language) -> String {
    let lost = problems
        .iter()
        .filter(|problem| problem.kind.loses())
        .count();
    let zh = language == Language::Chinese;
    let mut text = match (lost, zh) {
        (0, true) => format!("{file}：已全部读入，有几点请留意："),
        (0, false) => format!("{file}: everything was read, with remarks:"),
        (_, true) => format!("{file}：有 {lost} 项未能采用，其余已读入："),
        (_, false) => format!("{file}: {lost} item(s) could not be taken; the rest was read:"),
    };
    // What is missing comes before what is only remarked.
    let (gone, noted): (Vec<_>, Vec<_>) = problems.iter().partition(|problem| problem.kind.loses());
    for item in gone.into_iter().chain(noted).take(LISTED) {
        text.push_str("\n• ");
        text.push_str(&problem(item, language));
    }
    if problems.len() > LISTED {
        let more = problems.len() - LISTED;
        text.push_str(&if zh {
            format!("\n…另有 {more} 条未列出")
        } else {
            format!("\n… and {more} more")
        });
    }
    text
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
        (0, _, false) => format!("{changes} stored changes are damaged and did not come back; all others did. Check, then export JSON."),
        (_, _, true) => format!("存储中有 {documents} 份文档、{changes} 条更改记录损坏，未能恢复；其余都已恢复。请核对后导出 JSON。"),
        (_, _, false) => format!("{documents} stored documents and {changes} stored changes are damaged and did not come back; all others did. Check, then export JSON."),
    }
}

/// A message in words.
#[must_use]
pub fn failure(failure: &Failure, language: Language) -> String {
    let zh = language == Language::Chinese;
    match failure {
        Failure::Refused { file, why } => format!("{file}{}{}", colon(zh), refusal(why, language)),
        Failure::Unreadable { file, why } => {
            if zh { format!("{file}：浏览器读不出此文件（{why}）。") } else { format!("{file}: the browser could not read it ({why}).") }
        }
        Failure::NotProject { file, why } => format!("{file}{}{}", colon(zh), problem(why, language)),
        Failure::Partly { file, problems: list } => problems(file, list, language),
        Failure::Read { file, encoding: which, notes } => {
            let notes: Vec<_> = notes.iter().map(|item| note(item, language)).collect();
            let name = encoding(*which);
            let notes = notes.join(if zh { "" } else { " " });
            if zh { format!("{file}：按 {name} 读取。{notes}") } else { format!("{file}: read as {name}. {notes}") }
        }
        Failure::AlreadyOpen { name } => {
            if zh { format!("“{name}”已经打开。") } else { format!("“{name}” is open already.") }
        }
        Failure::InBin { name, spans } => {
            if zh {
                format!("“{name}”已重新打开，不带标注。回收站里还有同一文件，带 {spans} 条标注；若要接着标，请从回收站恢复。")
            } else {
                format!("“{name}” was opened anew, without annotations. The same file is in the bin with {spans} annotation(s); to go on with those, restore it from there.")
            }
        }
        Failure::OpenedBeside { name } => {
            if zh { format!("已另开为“{name}”，原有文档不变。") } else { format!("Opened beside as “{name}”; the document that was there stays as it is.") }
        }
        Failure::Sample { file } => {
            if zh { format!("示例 {file} 未能取得，请检查网络或静态服务器后重试。") } else { format!("The sample {file} could not be fetched. Check the network or the static host, then try again.") }
        }
        Failure::NoName => language.pick("名称不能只有空白，请另写一个。", "A name of nothing but blanks will not do; write another.").into(),
        Failure::Joined { name } => {
            if zh { format!("“{name}”的原文已经打开、尚无标注，文件中的标注已加到该文档上，可以撤销。") } else { format!("The text of “{name}” was open without annotations; those of the file are on it now. Undo takes them off again.") }
        }
        Failure::NothingPasted => language.pick("没有粘贴任何文字。", "Nothing was pasted.").into(),
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
        Failure::NothingSelected => language
            .pick("选中的只有空白和标点。若确要标注，请按 X 或按住 Alt 选择。", "Only white space and punctuation are selected. To mark them all the same, press X or hold Alt while selecting.")
            .into(),
        Failure::ExportCheck { place, quote } => {
            let quote = short(quote);
            if zh { format!("导出前核对未通过，未生成文件：{place}“{quote}”。") } else { format!("The file did not pass its check and was not written: {place} “{quote}”.") }
        }
        Failure::Lost(items) => lost(items, language),
        Failure::TextsLost(count) => {
            if zh { format!("存储中有 {count} 份原文损坏，对应文档未能恢复。") } else { format!("{count} stored texts are damaged; their documents did not come back.") }
        }
        Failure::Storage { why, quota: true } => {
            if zh { format!("浏览器存储空间已满，更改只在此页面中（{why}）。请立即导出 JSON，再清空回收站。") } else { format!("The browser’s storage is full; changes are in this page only ({why}). Export JSON now, then empty the bin.") }
        }
        Failure::Storage { why, quota: false } => {
            if zh { format!("浏览器存储不可用，更改只在此页面中（{why}）。请在关闭页面前导出 JSON。") } else { format!("The browser’s storage does not work; changes are in this page only ({why}). Export JSON before you close the page.") }
        }
        Failure::NoOriginal => language
            .pick("没有保存此文档的原文件，无法换编码。请重新打开原文件。", "The original file of this document was not kept. Open the file again.")
            .into(),
        Failure::NoCode { why } => {
            if zh { format!("网页的这一部分没有加载成功（{why}）。您的内容没有受影响。请检查网络后再试；若仍不行，请重新载入页面。") } else { format!("This part of the page could not be loaded ({why}). Nothing of yours is lost. Check the network and try again; if that does not help, reload the page.") }
        }
    }
}

const fn colon(zh: bool) -> &'static str {
    if zh { "：" } else { ": " }
}
