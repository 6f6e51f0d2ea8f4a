//! Messages about what is opened, exported or asked in a dialog. Their code comes later, with that
//! of what they are about.

use reportmark_core::{
    format::{OffsetUnit, Problem, ProblemKind},
    source::{BinaryKind, MAX_BYTES, Note, Refusal},
};

use super::{
    disk,
    messages::{counted, encoding, short},
    version,
};
use crate::app::{Failure, Language};

/// How many problems of a file are listed one by one.
const LISTED: usize = 200;

/// One of these messages in words; nothing for another.
pub(super) fn failure(failure: &Failure, language: Language) -> String {
    let zh = language == Language::Chinese;
    match failure {
        Failure::Refused { file, why } => format!("{file}{}{}", colon(zh), refusal(why, language)),
        Failure::NotProject { file, why } => {
            format!("{file}{}{}", colon(zh), problem(why, language))
        }
        Failure::Partly {
            file,
            problems: list,
        } => problems(file, list, language),
        Failure::Read {
            file,
            encoding: which,
            notes,
        } => {
            let notes: Vec<_> = notes.iter().map(|item| note(item, language)).collect();
            let name = encoding(*which);
            let notes = notes.join(if zh { "" } else { " " });
            if zh {
                format!("{file}：按 {name} 读取。{notes}")
            } else {
                format!("{file}: read as {name}. {notes}")
            }
        }
        Failure::AlreadyOpen { name } => {
            if zh {
                format!("“{name}”已经打开。")
            } else {
                format!("“{name}” is open already.")
            }
        }
        Failure::InBin { name, spans } => {
            if zh {
                format!(
                    "“{name}”已重新打开，不带标注。回收站里还有同一文件，带 {spans} 条标注；若要接着标，请从回收站恢复。"
                )
            } else {
                format!(
                    "“{name}” was opened anew, without annotations. The same file is in the bin with {}; to go on with that one, restore it from there.",
                    counted(*spans, "annotation")
                )
            }
        }
        Failure::InList { name, others } => match (others, zh) {
            (0, true) => {
                format!("“{name}”已读入，在文档列表中；您正在处理的文档仍在眼前。")
            }
            (0, false) => format!(
                "“{name}” has been read and is in the list of documents; what you work on stays in view."
            ),
            (_, true) => format!(
                "“{name}”等 {} 份文档已读入，在文档列表中；您正在处理的文档仍在眼前。",
                others + 1
            ),
            (_, false) => format!(
                "“{name}” and {others} more have been read and are in the list of documents; what you work on stays in view."
            ),
        },
        Failure::OpenedBeside { name } => {
            if zh {
                format!("已另开为“{name}”，原有文档不变。")
            } else {
                format!("Opened beside as “{name}”; the document that was there stays as it is.")
            }
        }
        Failure::NoName => language
            .pick(
                "名称不能只有空白，请另写一个。",
                "A name of nothing but blanks will not do; write another.",
            )
            .into(),
        Failure::Joined { name } => {
            if zh {
                format!("“{name}”的原文已经打开、尚无标注，文件中的标注已加到该文档上，可以撤销。")
            } else {
                format!(
                    "The text of “{name}” was open without annotations; those of the file are on it now. Undo takes them off again."
                )
            }
        }
        Failure::NothingPasted => language
            .pick("没有粘贴任何文字。", "Nothing was pasted.")
            .into(),
        Failure::ExportCheck { place, quote } => {
            let quote = short(quote);
            if zh {
                format!("导出前核对未通过，未生成文件：{place}“{quote}”。")
            } else {
                format!("The file did not pass its check and was not written: {place} “{quote}”.")
            }
        }
        Failure::Disk(notice, about) => disk::notice(*notice, about, language),
        Failure::NoOriginal => language
            .pick(
                "没有保存此文档的原文件，无法换编码。请重新打开原文件。",
                "The original file of this document was not kept. Open the file again.",
            )
            .into(),
        Failure::Version(news) => version::news(*news, language).into(),
        // Not one of these.
        _ => String::new(),
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
                format!("The encoding does not fit {}, shown as �{place}.{end} Check this, or use “Reopen as…”.", counted(count, "byte sequence"))
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
                format!("The text has {} (U+0000), kept as it is.", counted(count, "NUL character"))
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
        ProblemKind::NotJson { why, line, column } if why.starts_with("EOF") => {
            if zh {
                format!(
                    "文件不完整，到第 {line} 行第 {column} 字节就断了，没有从中取用任何内容。请重新下载或复制完整的文件。"
                )
            } else {
                format!(
                    "The file is cut off at line {line}, byte {column} of it; nothing of it was taken. Get the whole file and open that."
                )
            }
        }
        ProblemKind::NotJson { why, line, column } => {
            // So serde_json says it.
            let half = match why.contains("hex escape") {
                true => language.pick(
                    "（\\u 转义不完整或只有半个代理对，请用写出此文件的程序更正）",
                    " (an incomplete \\u escape, or half of a surrogate pair: mend it in the program that wrote the file)",
                ),
                false => "",
            };
            if zh {
                let why = json_error(why);
                format!(
                    "不是有效的 JSON：第 {line} 行第 {column} 字节处 {why}{half}。没有从中取用任何内容。"
                )
            } else {
                format!(
                    "Not valid JSON: {why}{half} at line {line}, byte {column} of it. Nothing of it was taken."
                )
            }
        }
        ProblemKind::Empty => language
            .pick(
                "是空的，没有可打开的内容。",
                "It is empty: there is nothing in it to open.",
            )
            .into(),
        ProblemKind::Repeated => language
            .pick(
                "同名的项写了不止一次，只取用了最后一个，请核对。",
                "Members of the same name: only the last one was taken. Check them.",
            )
            .into(),
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
        ProblemKind::Value(value) => {
            let value = short(value);
            if zh {
                format!("标注方案里没有 {value} 这个值，已原样保留，请核对。")
            } else {
                format!("The scheme has no value {value} here; it was kept as it is. Check it.")
            }
        }
        ProblemKind::DuplicateId(id) => {
            if zh {
                format!("编号 {id} 重复，已另编。")
            } else {
                format!("The id {id} is used twice; it got another.")
            }
        }
        ProblemKind::KeyTaken(key) => {
            if zh {
                format!("键 {key} 已有别的用途，请换一个。")
            } else {
                format!("The key {key} does something else already. Choose another.")
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

/// What the parser of JSON says, in Chinese. What it says otherwise stays as it is.
fn json_error(why: &str) -> &str {
    const TOLD: [(&str, &str); 14] = [
        ("expected value", "此处应是一个值"),
        ("expected ident", "此处应是 true、false 或 null"),
        ("key must be a string", "键要写在双引号里"),
        ("trailing characters", "末尾有多余的内容"),
        ("trailing comma", "多了一个逗号"),
        ("expected `,` or `}`", "缺少逗号或 }"),
        ("expected `,` or `]`", "缺少逗号或 ]"),
        ("expected `:`", "缺少冒号"),
        ("invalid escape", "反斜杠转义写得不对"),
        ("control character", "字符串里有未转义的控制字符"),
        ("recursion limit", "嵌套太深"),
        ("invalid unicode", "不是有效的 UTF-8 文字"),
        ("invalid number", "数字写得不对"),
        ("number out of range", "数字太大"),
    ];
    let told = TOLD.iter().find(|(own, _)| why.starts_with(own));
    told.map_or(why, |(_, told)| told)
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
        "an array of label ids" => "标签标识的数组",
        "an array of strings" => "字符串的数组",
        "true or false" => "true 或 false",
        "a whole number from 1 to 8" => "1 到 8 的整数",
        other => {
            let choices = other.strip_prefix("one of ").unwrap_or(other);
            return format!("以下之一：{}", choices.replace(", ", "、"));
        }
    };
    known.into()
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
        (_, false) => format!(
            "{file}: {} could not be taken; the rest was read:",
            counted(lost, "item")
        ),
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

const fn colon(zh: bool) -> &'static str {
    if zh { "：" } else { ": " }
}
