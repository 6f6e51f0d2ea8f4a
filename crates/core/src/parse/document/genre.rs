//! The genre of a document: what its title says, else how it is built (guideline §7).

use super::{
    has_any,
    lines::{Line, between},
    title::Title,
};
use crate::text::{Text, TextRange};

/// Bytes of a text whose build is looked at.
const BUILD: usize = 200_000;

/// How often a label has to stand in a text that is known by it.
const OFTEN: usize = 5;
const TWICE: usize = 2;

/// Bulletins of those who see to it that others do their tasks.
pub(super) const BULLETIN: &str = "supervision_bulletin";

/// A genre, and words of which a title has one of the first and, if there are any, one of the
/// second. The first row that fits counts.
const TITLES: &[(&str, &[&str], &[&str])] = &[
    (
        "proposal_handling",
        &[
            "提案",
            "议案",
            "人大代表建议",
            "代表建议",
            "代表意见",
            "委员建议",
        ],
        &["办理", "答复", "复函", "办复", "落实"],
    ),
    (
        "proposal_handling",
        &["建议的答复", "建议的复函", "建议办理", "建议答复"],
        &[],
    ),
    (
        BULLETIN,
        &["督查", "督办", "督导"],
        &["通报", "情况", "报告", "专报", "简报", "快报"],
    ),
    (
        BULLETIN,
        &["通报"],
        &[
            "完成情况",
            "进展情况",
            "落实情况",
            "推进情况",
            "执行情况",
            "办理情况",
            "运行情况",
            "进展",
            "进度",
        ],
    ),
    (
        BULLETIN,
        &["政府工作报告》"],
        &["完成情况", "进展情况", "落实情况", "推进情况", "执行情况"],
    ),
    (
        "task_decomposition",
        &[
            "任务分解",
            "责任分解",
            "分解落实",
            "分工方案",
            "任务分工",
            "责任分工",
            "分工落实",
            "责任清单",
            "分解方案",
            "工作分解",
            "分解立项",
            "任务清单",
            "工作分工",
            "目标分解",
        ],
        &[],
    ),
    (
        "plan_report",
        &[
            "计划执行情况",
            "计划草案",
            "计划（草案）",
            "计划(草案)",
            "发展计划的报告",
            "发展计划报告",
        ],
        &[],
    ),
    ("work_report", &["政府工作报告", "政府工作的报告"], &[]),
];

/// A genre, a label that texts of it have, and how often at least.
const BUILDS: &[(&str, &[&str], usize)] = &[
    (
        "task_decomposition",
        &[
            "责任领导：",
            "责任领导:",
            "牵头单位：",
            "牵头单位:",
            "责任单位：",
            "责任单位:",
        ],
        OFTEN,
    ),
    (
        "proposal_handling",
        &[
            "提案内容：",
            "提案内容:",
            "建议内容：",
            "建议内容:",
            "办理结果：",
            "办理结果:",
        ],
        TWICE,
    ),
];

/// The genre of a document, and what says so. None for a text without a title that is built like
/// none of them.
pub(super) fn genre(
    text: &Text,
    title: Option<&Title>,
    head: &[Line<'_>],
) -> Option<(&'static str, TextRange)> {
    if let Some(title) = title {
        for &(genre, first, second) in TITLES {
            let of_title = &title.value;
            // What is about a report is none: `《政府工作报告》任务的通知`.
            let is_about = of_title.contains("政府工作报告》") && !of_title.ends_with('》');
            if genre == "work_report" && is_about {
                continue;
            }
            if has_any(of_title, first) && (second.is_empty() || has_any(of_title, second)) {
                return Some((genre, title.range));
            }
        }
    }
    let whole = text.as_str();
    let near = whole
        .get(..whole.floor_char_boundary(BUILD))
        .unwrap_or(whole);
    for &(genre, labels, least) in BUILDS {
        let mut count = 0;
        let mut first = None;
        for label in labels {
            let mut places = near.match_indices(label);
            if let Some((at, found)) = places.next() {
                count += 1 + places.count();
                let range = between(at, at + found.len());
                first = Some(first.map_or(range, |own: TextRange| own.min(range)));
            }
        }
        if let Some(first) = first.filter(|_| count >= least) {
            return Some((genre, first));
        }
    }
    // A bulletin whose title only says so much, on a page that says whose it is.
    let title = title?;
    let of_page = |word: &str| {
        head.iter()
            .any(|line| line.text.chars().count() < 60 && line.text.contains(word))
    };
    if title.value.contains("通报") && (of_page("政务督查") || of_page("督查室")) {
        return Some((BULLETIN, title.range));
    }
    Some(("other", title.range))
}
