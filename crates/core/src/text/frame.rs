//! Goals that stand in the frame of another clause (guideline B8): 围绕打造示范带.

use super::cues::{ends_with_any, starts_with_any};

/// Words of a frame that may hold a goal (lexicon, frame_goal).
const FRAMES: &[&str] = &["围绕", "聚焦", "瞄准", "紧扣"];

/// The verbs of a goal.
const GOAL_VERBS: &[&str] = &["打造", "建设", "创建", "建成", "争创"];

/// How the names end of what is a goal by its name (guideline §3).
const GOAL_ENDS: &[&str] = &[
    "示范区",
    "示范带",
    "示范市",
    "示范县",
    "试验区",
    "先行区",
    "集聚区",
    "开发区",
    "高新区",
    "园区",
    "城市",
    "基地",
    "高地",
    "集散地",
    "枢纽",
    "中心",
    "门户",
];

/// The goal that a clause holds in a frame: the 打造示范带 of 围绕打造示范带.
pub(super) fn goal(text: &str) -> Option<&str> {
    let goal = starts_with_any(text, FRAMES)?;
    let is_goal = starts_with_any(goal, GOAL_VERBS).is_some();
    let is_named = || ends_with_any(goal, GOAL_ENDS).is_some();
    (is_goal && is_named()).then_some(goal)
}
