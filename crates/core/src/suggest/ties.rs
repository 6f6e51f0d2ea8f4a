//! Relations between spans of a block (guideline §6).

use alloc::vec::Vec;

use super::{joined::Found, rules::Rule};
use crate::{
    change::edit::Tie,
    scheme::LabelKind,
    text::{TextRange, block::Block},
};

/// Targets that the Measures before them in their sentence serve. Items of lists, levels in brackets and
/// goals within a Measure are none of them.
const SERVED: [Rule; 6] = [
    Rule::TargetAim,
    Rule::TargetGrowth,
    Rule::TargetLevel,
    Rule::TargetShared,
    Rule::TargetNamed,
    Rule::TargetEvent,
];

/// The relations between what was found in a block.
pub(super) fn ties(block: &Block<'_>, all: &[Found]) -> Vec<Tie> {
    let mut ties = Vec::new();
    let mut tie = |kind, head: &Found, tail: &Found| {
        let end = |own: &Found| (own.kind, block.range(own.place));
        ties.push(Tie {
            kind,
            head: end(head),
            tail: end(tail),
        });
    };
    for (nth, own) in all.iter().enumerate() {
        let before = all.get(..nth).unwrap_or_default();
        let in_sentence = || {
            let before = before.iter().rev();
            before.take_while(|other| other.sentence == own.sentence)
        };
        // Result and 目标10% right behind it (guideline §9.1).
        if own.rule == Rule::TargetBracket
            && let Some(result) = before.iter().rfind(|own| own.kind == LabelKind::Result)
            && result.place.1 + 4 >= own.place.0
        {
            tie("result_of", result, own);
        }
        // 其中…: part of the number before it (guideline §9.9).
        if own.is_part
            && let Some(total) = before.last().filter(|total| total.kind == own.kind)
        {
            tie("part_of", own, total);
        }
        if SERVED.contains(&own.rule) {
            let serves = |other: &&Found| {
                let text = block.text.get(other.place.0..other.place.1);
                // 筹资 with an action has its own end; alone it is for the Targets behind it (guideline
                // I10).
                let is_alone = !text.unwrap_or_default().contains([',', '，']);
                other.kind == LabelKind::Measure
                    && (other.rule != Rule::MeasureFunded || is_alone)
                    && other.place.1 <= own.place.0
            };
            let mut serving: Vec<&Found> = in_sentence().filter(serves).collect();
            serving.reverse();
            for other in serving {
                tie("contributes_to", other, own);
            }
        }
    }
    ties
}

/// Whether a relation begins in a stretch.
pub(super) fn begins_in(own: &Tie, range: TextRange) -> bool {
    range.contains(own.head.1.start())
}
