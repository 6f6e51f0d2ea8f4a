//! Files that are written and read: the native format and doccano's.
//!
//! Offsets in files are Unicode code points (native) or UTF-16 units (doccano); they are converted
//! here and nowhere else. Reading gives what could be read and every [`Problem`] with its place.
//! What is written is read back by an independent check before anybody gets it.

pub mod doccano;
mod members;
pub mod native;
mod problem;

pub use problem::{OffsetUnit, Problem, ProblemKind};
