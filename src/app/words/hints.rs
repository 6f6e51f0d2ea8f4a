//! Why something could not be said of a span or of the document, in words. Their code comes later,
//! with that of what they are about.

use super::messages::{counted, short};
use crate::app::{Hint, Language};
use reportmark_core::model::{Tense, ZoneKind};

pub(super) fn hint(hint: &Hint, language: Language) -> String {
    let (zh, en) = match hint {
        Hint::NoSlotText => (
            "请先选中要作为要素的文字，再按要素键。",
            "Select the text of the slot first, then press its key.",
        ),
        Hint::NoOwner => (
            "请先选中要素所属的标注，再选文字、按要素键。",
            "Select the annotation that the slot belongs to, then its text, then press its key.",
        ),
        Hint::NotItsSlot => (
            "上一标注的标签没有这种要素；请先选中要素所属的标注。",
            "The label of the last annotation has no such slot. Select the annotation that it belongs to first.",
        ),
        Hint::NoPartyLabel => (
            "标注方案里没有表示责任主体的标签，无法建责任块。请在“标注方案”中给一个标签设为“责任主体”。",
            "The scheme has no label for parties, so no block can be made. Give a label the meaning “party” in the scheme.",
        ),
        Hint::NoBracket => (
            "这里没有写明责任的括号或责任行。请选中它，如“（牵头单位：…，协办单位：…）”，或把光标放进去，再按 B。",
            "No bracket or line that names parties with roles is here. Select it, or put the cursor into it, then press B.",
        ),
        Hint::NoBlock => (
            "这里没有责任块。请先在责任括号上按 B 建立。",
            "There is no responsibility block here. Make one of its bracket with B first.",
        ),
        Hint::NotNamed(name) => {
            return match language {
                Language::Chinese => format!("正文里没有写到“{}”，不能标为责任主体。", short(name)),
                Language::English => format!(
                    "“{}” is not named in this text, so it cannot be tagged as a party.",
                    short(name)
                ),
            };
        }
        Hint::NothingToRelate => (
            "请先选中关系一端的标注，按 R，再选另一端，按回车。",
            "Select one end of the relation and press R, then select the other end and press Enter.",
        ),
        Hint::CannotRelate => (
            "标注方案不允许这两种标签之间有关系。请另选一端，或按 Esc 放弃。",
            "The scheme has no relation between these two labels. Select another end, or press Esc to give up.",
        ),
        Hint::NoResult => (
            "请先选中一条完成情况，再按 P 配对。",
            "Select a result first, then press P to pair it.",
        ),
        Hint::NoTarget => (
            "没有找到指标相近的目标。请先标注目标，或按 R 手工建关系。",
            "No target of a like indicator is tagged. Tag it first, or draw the relation with R.",
        ),
        Hint::SaysTheSame => (
            "重新读取的结果与现在相同。",
            "Read anew, the text says what is there already.",
        ),
        Hint::NoSection => (
            "光标不在任何章节里。请把光标放到有标题的章节中。",
            "The cursor is in no section. Put it into one that has a heading.",
        ),
        Hint::NoFields => (
            "正文里没有读到可填的文档信息；可在右侧手工填写，或选中文字后点“取选区”。",
            "The text states no field that is not filled in. Write it at the right, or select text and press “Take selection”.",
        ),
        Hint::Tense(tense) => {
            let own = language.detail_words();
            let tense = match tense {
                Tense::Past => own.tense_past,
                Tense::Plan => own.tense_plan,
                Tense::None => own.tense_none,
            };
            return match language {
                Language::Chinese => format!("本章节时态：{tense}（再按 T 换，可撤销）"),
                Language::English => {
                    format!(
                        "Tense of this section: {tense} (T again for the next; undo takes it back)"
                    )
                }
            };
        }
        Hint::Zone(zone) => {
            let own = language.detail_words();
            let zone = match zone {
                None => own.zone_none,
                Some(ZoneKind::Body) => own.zone_body,
                Some(ZoneKind::CoverNote) => own.zone_cover_note,
                Some(ZoneKind::Glossary) => own.zone_glossary,
                Some(ZoneKind::Boilerplate) => own.zone_boilerplate,
            };
            return match language {
                Language::Chinese => format!("此处区域：{zone}（再按 Z 换，可撤销）"),
                Language::English => {
                    format!("Zone here: {zone} (Z again for the next; undo takes it back)")
                }
            };
        }
        Hint::SchemeSpans(count) => {
            return match language {
                Language::Chinese => format!("标注方案已应用，{count} 处标注随之改动；可撤销。"),
                Language::English => {
                    format!(
                        "The scheme is in force; {count} annotations changed with it. Undo takes it back."
                    )
                }
            };
        }
        Hint::SameAsThen => (
            "当时的状态与现在相同，没有要恢复的。",
            "That state is the present one; there is nothing to restore.",
        ),
        Hint::Returned(0) => (
            "已恢复当时的状态，可撤销。",
            "It is as it was then. Undo takes this back.",
        ),
        Hint::Returned(gone) => {
            return match language {
                Language::Chinese => format!(
                    "已恢复当时的状态，可撤销。其中 {gone} 份文档已从回收站清除，无法恢复。"
                ),
                Language::English => format!(
                    "It is as it was then, but for {} removed for good since. Undo takes this back.",
                    counted(*gone, "document")
                ),
            };
        }
        Hint::NoDate(said) => {
            return match language {
                Language::Chinese => {
                    format!("“{}”不是日期。请选中如“2021年3月1日”的文字。", short(said))
                }
                Language::English => format!(
                    "“{}” is no date. Select something like 2021年3月1日.",
                    short(said)
                ),
            };
        }
    };
    language.pick(zh, en).into()
}
