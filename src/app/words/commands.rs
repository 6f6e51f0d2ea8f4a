//! Commands, keys and steps of the history in words.

use reportmark_core::{
    change::Intent,
    scheme::{Scheme, Terms},
};

use crate::app::{
    Language,
    keys::{Chord, Command},
};

/// What a command does.
#[must_use]
pub fn command(command: &Command, scheme: &Scheme, language: Language) -> String {
    let (zh, en) = match command {
        Command::Label(label) => {
            let name = scheme.label(label).map_or(label.as_str(), |label| {
                language.pick(&label.name.zh, &label.name.en)
            });
            return match language {
                Language::Chinese => format!("标为“{name}”，或改选中标注的标签"),
                Language::English => format!("Tag as {name}, or relabel the selected annotation"),
            };
        }
        Command::Remove => ("删除选中的标注", "Remove the selected annotation"),
        Command::StartBack => ("起点前移一字", "Move the start back"),
        Command::StartForward => ("起点后移一字", "Move the start forward"),
        Command::EndBack => ("终点前移一字", "Move the end back"),
        Command::EndForward => ("终点后移一字", "Move the end forward"),
        Command::StartBackClause => ("起点前移一个分句", "Move the start back by a clause"),
        Command::StartForwardClause => ("起点后移一个分句", "Move the start forward by a clause"),
        Command::EndBackClause => ("终点前移一个分句", "Move the end back by a clause"),
        Command::EndForwardClause => ("终点后移一个分句", "Move the end forward by a clause"),
        Command::Widen => (
            "扩大：词 → 分句 → 句 → 段",
            "Widen: word, clause, sentence, paragraph",
        ),
        Command::Narrow => (
            "缩小：段 → 句 → 分句 → 词",
            "Narrow: paragraph, sentence, clause, word",
        ),
        Command::Split => (
            "按顿号拆成一名一标注",
            "Split a list into one annotation per name",
        ),
        Command::Next => ("下一处标注", "Next annotation"),
        Command::Previous => ("上一处标注", "Previous annotation"),
        Command::Outer => (
            "同一位置的外一层标注",
            "Next outer annotation at the same place",
        ),
        Command::Note => ("写备注", "Write a note"),
        Command::Certainty => ("切换存疑", "Switch sure and unsure"),
        Command::Exact => (
            "选区原样 / 裁去两端标点",
            "Take the selection exactly, or trimmed",
        ),
        Command::Slot(slot) => {
            let terms = Terms::of(scheme);
            let own = terms.slot(slot);
            let name = own.map_or(&**slot, |own| language.pick(&own.name.zh, &own.name.en));
            return match language {
                Language::Chinese => format!("所选文字作上一标注的“{name}”"),
                Language::English => {
                    format!("Make the selected text the {name} of the last annotation")
                }
            };
        }
        Command::Level => (
            "按章节时态标为目标或完成情况",
            "Tag as target or result, by the tense of the section",
        ),
        Command::Block => (
            "把括号或责任行建成责任块",
            "Make a responsibility block of a bracket or line",
        ),
        Command::ScopeStartBack => ("责任范围起点前移", "Move the start of the scope back"),
        Command::ScopeStartForward => ("责任范围起点后移", "Move the start of the scope forward"),
        Command::ScopeEndBack => ("责任范围终点前移", "Move the end of the scope back"),
        Command::ScopeEndForward => ("责任范围终点后移", "Move the end of the scope forward"),
        Command::Relate => (
            "从选中标注起建关系；再按换类型，回车建立",
            "Begin a relation; again for another type, Enter draws it",
        ),
        Command::Pair => (
            "把完成情况与最相近的目标配对",
            "Pair a result with its target",
        ),
        Command::Attributes => ("填属性", "Fill in attributes"),
        Command::Parties => ("给责任块加责任主体", "Add a party to the block"),
        Command::Read => (
            "标记本节或选区已通读",
            "Mark the section or selection as read",
        ),
        Command::Tense => ("切换本节时态", "Next tense of the section"),
        Command::Zone => ("切换本节或选区的区域", "Next kind of zone for the section"),
        Command::Fields => ("填文档信息", "Fill in document fields"),
        Command::Guide => ("查看标注规范", "What the guideline says"),
        Command::Ledger => ("台账", "Ledger"),
        Command::Lexicon => ("机构词表", "Lexicon of bodies"),
        Command::Scheme => ("标注方案", "Annotation scheme"),
        Command::History => ("历史记录", "History"),
        Command::Find => ("查找", "Find"),
        Command::FindNext => ("下一处查找结果", "Next hit"),
        Command::FindPrevious => ("上一处查找结果", "Previous hit"),
        Command::Occurrences => (
            "查找所选文字或标注的全部出现处，一并标注",
            "Find what is selected, to tag every occurrence",
        ),
        Command::Save => ("保存到文件", "Save to a file"),
        Command::Undo => ("撤销", "Undo"),
        Command::Redo => ("重做", "Redo"),
        Command::NextDocument => ("下一份文档", "Next document"),
        Command::PreviousDocument => ("上一份文档", "Previous document"),
        Command::Status => ("切换文档状态", "Next status of the document"),
        Command::Suggest => ("显示或隐藏规则建议", "Show or hide what rules suggest"),
        Command::Rules => ("建议规则", "Rules that suggest"),
        Command::Keys => ("显示全部快捷键", "Show all keys"),
    };
    language.pick(zh, en).into()
}

/// A key as it is shown.
#[must_use]
pub fn chord(chord: &Chord, language: Language) -> String {
    let text = chord.to_string();
    let (modifiers, key) = text
        .rsplit_once('+')
        .map_or(("", text.as_str()), |(modifiers, key)| {
            if key.is_empty() {
                ("", text.as_str())
            } else {
                (modifiers, key)
            }
        });
    let key = match key {
        "Backspace" => language.pick("退格", "Backspace").to_owned(),
        letter if letter.chars().count() == 1 => letter.to_ascii_uppercase(),
        other => other.to_owned(),
    };
    if modifiers.is_empty() {
        key
    } else {
        format!("{modifiers}+{key}")
    }
}

/// The keys of the reading cursor, which cannot be changed: key and meaning.
#[must_use]
pub const fn movements(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::Chinese => &[
            ("← →", "前后一字"),
            ("Ctrl+← Ctrl+→", "前后一个分句"),
            ("Alt+↑ Alt+↓", "前后一句"),
            ("↑ ↓", "上下一行"),
            ("Ctrl+↑ Ctrl+↓", "前后一段"),
            ("Alt+PageUp Alt+PageDown", "前后一节"),
            ("PageUp PageDown", "上下一页"),
            ("Home End", "段首、段尾"),
            ("Ctrl+Home Ctrl+End", "全文首、尾"),
            ("Shift+…", "移动并选择"),
            ("Enter", "连续标注时，标光标所在分句；选中建议时，采纳"),
            ("Tab Shift+Tab", "显示建议时，下一条、上一条建议"),
            ("Delete 退格", "选中建议时，拒绝"),
            ("Esc", "取消选择，结束连续标注"),
        ],
        Language::English => &[
            ("← →", "a character back, forward"),
            ("Ctrl+← Ctrl+→", "a clause back, forward"),
            ("Alt+↑ Alt+↓", "a sentence back, forward"),
            ("↑ ↓", "a line up, down"),
            ("Ctrl+↑ Ctrl+↓", "a paragraph up, down"),
            ("Alt+PageUp Alt+PageDown", "a section back, forward"),
            ("PageUp PageDown", "a page up, down"),
            ("Home End", "start, end of the paragraph"),
            ("Ctrl+Home Ctrl+End", "start, end of the text"),
            ("Shift+…", "move and select"),
            (
                "Enter",
                "while a label is armed: tag the clause at the cursor; on a suggestion: accept it",
            ),
            (
                "Tab Shift+Tab",
                "while suggestions are shown: the next, the previous one",
            ),
            ("Delete Backspace", "on a suggestion: reject it"),
            ("Esc", "select nothing, let an armed label go"),
        ],
    }
}

/// What a step of the history did.
#[must_use]
pub const fn intent(intent: Intent, language: Language) -> &'static str {
    let (zh, en) = match intent {
        Intent::Open => ("打开", "open"),
        Intent::Reopen => ("换编码", "reopen"),
        Intent::Join => ("并入标注", "take annotations in"),
        Intent::Tag => ("标注", "tag"),
        Intent::Relabel => ("改标签", "relabel"),
        Intent::Untag => ("删除标注", "remove annotation"),
        Intent::TagAll => ("全部标注", "tag all"),
        Intent::UntagAll => ("全部取消标注", "untag all"),
        Intent::Resize => ("移动边界", "move an end"),
        Intent::Split => ("拆分", "split"),
        Intent::Note => ("备注", "note"),
        Intent::Certainty => ("存疑", "certainty"),
        Intent::Status => ("文档状态", "status"),
        Intent::Rename => ("重命名", "rename"),
        Intent::Bin => ("移入回收站", "move to bin"),
        Intent::Restore => ("恢复文档", "restore"),
        Intent::Purge => ("清空回收站", "empty the bin"),
        Intent::Fill => ("读取内容", "read what it says"),
        Intent::Attribute => ("改属性", "set an attribute"),
        Intent::Write => ("填写", "typing"),
        Intent::Slot => ("改要素", "set a slot"),
        Intent::Block => ("建责任块", "make a block"),
        Intent::Unblock => ("删除责任块", "remove a block"),
        Intent::Scope => ("改责任范围", "change a scope"),
        Intent::Member => ("改责任事项", "change members"),
        Intent::Party => ("改责任主体", "change parties"),
        Intent::Relate => ("建关系", "draw a relation"),
        Intent::Unrelate => ("删除关系", "remove a relation"),
        Intent::Fields => ("改文档信息", "fill in fields"),
        Intent::Read => ("标记通读", "mark as read"),
        Intent::Tense => ("改章节时态", "set a tense"),
        Intent::Zone => ("改区域", "set a zone"),
        Intent::Scheme => ("改标注方案", "change the scheme"),
        Intent::Lexicon => ("改机构词表", "change the lexicon"),
        Intent::Return => ("回到先前状态", "return to an earlier state"),
        Intent::Accept => ("采纳建议", "accept suggestions"),
        Intent::Reject => ("拒绝建议", "reject suggestions"),
        Intent::Take => ("修正建议", "correct a suggestion"),
    };
    language.pick(zh, en)
}
