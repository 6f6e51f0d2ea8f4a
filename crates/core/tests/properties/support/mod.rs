//! Random texts, documents, projects and work on them.

pub(crate) mod document;
pub(crate) mod json;
pub(crate) mod project;
pub(crate) mod step;
pub(crate) mod store;
pub(crate) mod text;
