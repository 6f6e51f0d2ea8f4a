//! Words of what was done and of earlier states. They come later, with the code for that.

use reportmark_core::{change::Cause, journal::Damage};

use super::{HistoryWords, commands::intent};
use crate::app::{
    Language,
    past::{Done, Step, Summary},
};

pub(super) static ZH: HistoryWords = HistoryWords {
    history: "历史记录",
    steps: "步骤",
    only_here: "只看当前文档",
    now: "当前",
    reading: "正在读取…",
    none: "还没有做过任何更改。",
    none_here: "当前文档没有更改记录。",
    not_kept: "浏览器存储不可用，没有保存历史记录。仍可用“撤销”退回。",
    end: "更早的步骤不再保留",
    beginning: "项目的开头",
    damaged: "记录损坏",
    damaged_why: "这条记录无法读取。更早的步骤仍可查看，但它们的状态无法恢复。",
    unfit: "与现有内容对不上",
    unfit_why: "这一步与现有内容对不上（可能其间有记录丢失）。这一步及更早步骤之前的状态无法恢复。",
    missing_why: "这些记录不在存储中。更早的步骤仍可查看，但它们的状态无法恢复。",
    no_state: "其后有损坏或缺失的记录，无法得知当时的状态，不能恢复。",
    did: "这一步的更改",
    restoring: "恢复将带来",
    as_after: "这一步之后",
    as_before: "这一步之前",
    whole: "整个项目",
    here: "仅此文档",
    restore: "恢复这个状态",
    restore_hint: "作为一步新的更改，可以撤销",
    nothing: "与现在相同，没有更改。",
    was_there_not: "此文档当时不在项目中。",
    gone: "已从回收站清除、无法恢复的文档：",
    more: "另有更改：",
    blank: "（空）",
    document: "文档",
    annotations: "标注",
    scheme: "标注方案",
    lexicon: "机构词表",
    name: "名称",
    status: "状态",
    place: "位置",
    in_bin: "回收站",
    in_list: "文档列表",
    read: "已通读",
    zones: "区域",
    sections: "章节数",
    section: "章节",
    label: "标签",
    text: "文字",
    span_status: "标注状态",
    stands: "（原文）",
    certainty: "把握",
    unsure: "存疑",
    note: "备注",
    block: "责任块",
    parties: "责任主体",
    members: "责任事项",
    scope: "范围",
    ends: "两端",
    labels: "标签",
    attributes: "属性",
    slots: "要素",
    relations: "关系类型",
    bodies: "机构",
    region: "地区",
    came: "新增",
    went: "删除",
    changed: "更改",
};

pub(super) static EN: HistoryWords = HistoryWords {
    history: "History",
    steps: "Steps",
    only_here: "Current document only",
    now: "now",
    reading: "Reading…",
    none: "Nothing has been changed yet.",
    none_here: "Nothing has been changed in the current document.",
    not_kept: "The browser’s storage does not work, so no history is kept. Undo still takes steps back.",
    end: "Older steps are no longer kept",
    beginning: "The beginning of the project",
    damaged: "Damaged record",
    damaged_why: "This record cannot be read. Older steps can still be looked at, but their states cannot be restored.",
    unfit: "Does not fit",
    unfit_why: "This step does not fit what is there; records in between may be lost. The state before it, and older ones, cannot be restored.",
    missing_why: "These records are not in the store. Older steps can still be looked at, but their states cannot be restored.",
    no_state: "A later record is damaged or missing, so the state at that time is not known and cannot be restored.",
    did: "What this step changed",
    restoring: "What restoring changes",
    as_after: "After this step",
    as_before: "Before this step",
    whole: "Whole project",
    here: "This document only",
    restore: "Restore this state",
    restore_hint: "as a new change, which can be undone",
    nothing: "It is the same as now.",
    was_there_not: "This document was not in the project then.",
    gone: "Removed for good since, cannot come back:",
    more: "More changes:",
    blank: "(blank)",
    document: "Document",
    annotations: "Annotations",
    scheme: "Annotation scheme",
    lexicon: "Lexicon of bodies",
    name: "Name",
    status: "Status",
    place: "Place",
    in_bin: "bin",
    in_list: "list of documents",
    read: "Read completely",
    zones: "Zones",
    sections: "Number of sections",
    section: "Section",
    label: "Label",
    text: "Text",
    span_status: "Status of the annotation",
    stands: " (in the text)",
    certainty: "Certainty",
    unsure: "unsure",
    note: "Note",
    block: "Responsibility block",
    parties: "Parties",
    members: "Members",
    scope: "Scope",
    ends: "Ends",
    labels: "Labels",
    attributes: "Attributes",
    slots: "Slots",
    relations: "Relation types",
    bodies: "Bodies",
    region: "Region",
    came: "New",
    went: "Removed",
    changed: "Changed",
};

/// What a step was.
#[must_use]
pub fn step(step: &Step, language: Language) -> String {
    let words = language.history_words();
    match step {
        Step::Done(done) => deed(done, language),
        Step::Damaged(..) => words.damaged.into(),
        Step::Missing { from, to } => {
            let count = to - from + 1;
            match language {
                Language::Chinese => format!("缺少 {count} 条记录"),
                Language::English if count == 1 => "1 record missing".into(),
                Language::English => format!("{count} records missing"),
            }
        }
    }
}

fn deed(done: &Done, language: Language) -> String {
    let name = intent(done.intent(), language);
    match (done.cause, language) {
        (Cause::Do, Language::Chinese) => name.into(),
        (Cause::Do, Language::English) => {
            let mut letters = name.chars();
            let first = letters.next().map(|first| first.to_ascii_uppercase());
            first.into_iter().chain(letters).collect()
        }
        (Cause::Undo, Language::Chinese) => format!("撤销：{name}"),
        (Cause::Undo, Language::English) => format!("Undone: {name}"),
        (Cause::Redo, Language::Chinese) => format!("重做：{name}"),
        (Cause::Redo, Language::English) => format!("Done again: {name}"),
    }
}

/// Why a record cannot be read.
#[must_use]
pub const fn damage(damage: Damage, language: Language) -> &'static str {
    let (zh, en) = match damage {
        Damage::Checksum => ("校验和不符", "its checksum does not match"),
        Damage::Form => ("内容不可辨认", "its content is not understood"),
        Damage::Newer => ("由更新的版本写入", "a later version wrote it"),
    };
    language.pick(zh, en)
}

/// What restoring changes, each in a few words.
#[must_use]
pub fn summary(summary: &Summary, language: Language) -> Vec<String> {
    let (come, go, change) = summary.spans;
    // How many, what is said of them in Chinese, and in English of one and of more.
    let counts = [
        (
            come,
            "条标注回来",
            "annotation comes back",
            "annotations come back",
        ),
        (go, "条标注删去", "annotation goes", "annotations go"),
        (
            change,
            "条标注变回原样",
            "annotation changes",
            "annotations change",
        ),
        (
            summary.back,
            "份文档回来",
            "document comes back",
            "documents come back",
        ),
        (
            summary.to_bin,
            "份文档移入回收站",
            "document goes to the bin",
            "documents go to the bin",
        ),
        (
            summary.replaced,
            "份文档换回原样",
            "document becomes what it was",
            "documents become what they were",
        ),
        (
            summary.links,
            "个责任块或关系变动",
            "block or relation changes",
            "blocks or relations change",
        ),
        (
            summary.parts,
            "处文档信息变动",
            "detail of documents changes",
            "details of documents change",
        ),
    ];
    let counts = counts.into_iter().filter(|(count, ..)| *count > 0);
    let mut said: Vec<String> = counts
        .map(|(count, zh, one, more)| {
            let en = if count == 1 { one } else { more };
            format!("{count} {}", language.pick(zh, en))
        })
        .collect();
    if summary.scheme {
        said.push(language.pick("标注方案换回", "the scheme changes").into());
    }
    if summary.lexicon {
        said.push(language.pick("机构词表换回", "the lexicon changes").into());
    }
    said
}
