//! The text of a document: offsets, the immutable text with its index, and where a selection
//! may sensibly begin and end.
//!
//! Owns the three offset units and the conversions between them. Does not know labels or the DOM.

pub(crate) mod block;
pub(crate) mod clause;
mod cluster;
mod count;
pub(crate) mod cues;
mod frame;
mod ladder;
pub(crate) mod list;
pub(crate) mod marks;
mod offset;
pub(crate) mod pairs;
mod paragraph;
pub mod ranges;
mod step;
#[expect(
    clippy::module_inception,
    reason = "the text of the module `text` is `Text`"
)]
mod text;
pub(crate) mod times;
mod trim;
mod word;
pub(crate) mod wordlist;

pub use clause::{clause_at, sentence_at};
pub use cluster::{Clusters, cluster_start, next_cluster, previous_cluster};
pub use ladder::{end_back, end_forward, narrow, start_back, start_forward, widen};
pub use list::split_list;
pub use offset::{Offset, TextRange};
pub use pairs::balanced;
pub use paragraph::Paragraphs;
pub use step::{Grain, next, next_clause, previous, previous_clause, unit_after, unit_before};
pub use text::{Text, TextHash};
pub use trim::trim;
pub use word::{Breaks, Words};
