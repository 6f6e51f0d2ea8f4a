//! What rules read out of the text: slots and attributes of a commitment, parties of a bracket,
//! fields, tenses and zones of a document.
//!
//! Each takes a text and a range and says what is there. Nothing here changes a document, and
//! nothing decides where spans are: that is the annotator's, or a suggestion's.

pub mod document;
pub mod responsibility;
pub mod slots;
