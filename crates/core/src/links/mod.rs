//! Who answers for what, and what belongs together: read out of the blocks and relations of a document.

use crate::{
    model::{Block, Document},
    text::TextRange,
};

/// The innermost block whose scope covers a range.
#[must_use]
pub fn block_at<'a>(document: &'a Document, range: TextRange) -> Option<&'a Block> {
    let blocks = document.head.blocks.iter();
    blocks
        .filter(|block| block.scope.covers(range))
        .min_by_key(|block| block.scope.len())
}

/// The relation that a party of a role has to the members of its block.
#[must_use]
pub fn relation_of_role(role: &str) -> Option<&'static str> {
    Some(match role {
        "lead" | "leader" | "implementer" => "responsible_for",
        "co" => "co_responsible_for",
        "supervisor" => "supervises",
        _ => return None,
    })
}
