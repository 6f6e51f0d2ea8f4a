//! What came of finding, in words.

use crate::app::{Language, MOST_HITS, Outcome, Progress};

/// How a search ended, where there is more to say than how much was found.
#[must_use]
pub fn find_progress(progress: &Progress, language: Language) -> Option<String> {
    let zh = language == Language::Chinese;
    Some(match progress {
        Progress::Done | Progress::Running => return None,
        Progress::Full if zh => format!("结果太多，只列出前 {MOST_HITS} 处。请缩小查找内容。"),
        Progress::Full => {
            format!("Too many hits: only the first {MOST_HITS} are here. Look for something rarer.")
        }
        Progress::Wrong(why) if zh => format!("正则表达式有误：{why}"),
        Progress::Wrong(why) => format!("Not a regular expression: {why}"),
        Progress::Slow if zh => "此正则表达式耗时过长，已停止。请改写，避免嵌套的重复。".into(),
        Progress::Slow => {
            "This regular expression took too long and was stopped. Avoid repetitions within repetitions.".into()
        }
        Progress::Failed(why) if zh => format!("未能查找：{why}。请重新载入页面后再试。"),
        Progress::Failed(why) => format!("Could not search: {why}. Reload the page and try again."),
    })
}

/// What was done to all that was ticked.
#[must_use]
pub fn find_outcome(outcome: Outcome, language: Language) -> String {
    let Outcome {
        tagged,
        spans,
        ticked,
    } = outcome;
    let rest = ticked.saturating_sub(spans);
    let zh = language == Language::Chinese;
    match (tagged, rest) {
        (true, 0) if zh => format!("已标注 {spans} 处"),
        (true, 0) => format!("Tagged {spans}"),
        (true, _) if zh => format!("已标注 {spans} 处，另 {rest} 处原已标注"),
        (true, _) => format!("Tagged {spans}; {rest} were tagged already"),
        (false, _) if zh => format!("已删除 {spans} 条标注"),
        (false, _) => format!("Removed {spans} annotations"),
    }
}
