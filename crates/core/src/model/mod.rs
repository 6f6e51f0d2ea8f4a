//! What a project holds: documents, spans, slots, blocks, relations.
//!
//! Values only. How they change is in [`change`](crate::change), how they are written in
//! [`format`](mod@crate::format).

mod document;
mod ids;
mod lexicon;
mod link;
mod per_chunk;
mod places;
mod project;
mod span;
mod spans;

pub use document::{
    Document, DocumentData, DocumentHead, DocumentStatus, Section, Tense, Zone, ZoneKind, free_name,
};
pub use ids::{BlockId, DocumentId, RelationId, SpanId, Timestamp};
pub use lexicon::{Body, Lexicon};
pub use link::{Block, Relation};
pub use per_chunk::PerChunk;
pub use project::{Project, Texts};
pub use span::{Certainty, Slot, Span, SpanStatus};
pub use spans::{Chunk, Cursor, Spans, in_order};

/// Attributes, fields and unknown members of files, as JSON.
pub type Members = serde_json::Map<alloc::string::String, serde_json::Value>;
