//! What a document says of itself: fields, tense of its sections, the period in force at a
//! position, lists of targets, zones (guideline §1, §7, §8 I6, §9.23-24).
//!
//! Fields are looked for in the first and last lines only, so that what a look costs does not
//! depend on the length of the text; zones need one pass over the starts of its lines.

mod bodies;
mod boilerplate;
mod dates;
mod derived;
mod fields;
mod genre;
mod in_force;
mod labels;
mod lines;
mod periods;
mod reports;
mod targets;
mod tense;
#[cfg(test)]
mod tests;
mod title;
mod zones;

pub use dates::iso_date;
pub use fields::{Field, fields};
pub use in_force::period_at;
pub use targets::in_target_list;
pub use tense::{sections, sections_of, tense, tense_at};
pub use zones::zones;

/// What follows the first of these words that a text begins with.
fn after_any<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| text.strip_prefix(word))
}

/// Whether one of these words is in a text.
fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}
