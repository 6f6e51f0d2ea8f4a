//! The text of a document: offsets, the immutable text with its index, and where a selection
//! may sensibly begin and end.
//!
//! Owns the three offset units and the conversions between them. Does not know labels or the DOM.

mod clause;
mod cluster;
mod count;
mod offset;
mod paragraph;
mod stub;
#[expect(
    clippy::module_inception,
    reason = "the text of the module `text` is `Text`"
)]
mod text;
mod trim;

pub use clause::{next_clause, previous_clause};
pub use cluster::{Clusters, next_cluster, previous_cluster};
pub use offset::{Offset, TextRange};
pub use paragraph::Paragraphs;
pub use stub::*;
pub use text::{Text, TextHash};
pub use trim::trim;
