//! What the guideline says of each thing that is annotated, short enough to be read beside the text.
//!
//! Topics are named so:
//!
//! | topic | of |
//! |---|---|
//! | `target`, `measure`, `party`, `result` | a label |
//! | `comparator`, `deadline` … | an attribute |
//! | `target.kind`, `result.kind` | an attribute that is not the same for every label |
//! | `slot.indicator`, `slot.value` … | a slot |
//! | `relation.contributes_to` … | a relation |
//! | `block`, `scope` | who answers for what, and how far that reaches |
//! | `tense`, `zone`, `read`, `fields` | sections, zones, the ranges that were read, document fields |
//! | `boundaries` | where spans begin and end |
//!
//! Both languages have the same topics with the same examples; a test keeps them so. The numbers in
//! brackets are those of the guideline's sections (§) and rules (B, I).

mod en;
#[cfg(test)]
mod tests;
mod zh;

use super::Language;

/// What is to be known of a topic.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Its name, as the scheme has it where it is part of the scheme.
    pub title: &'static str,
    /// One to three short paragraphs.
    pub text: &'static [&'static str],
    /// Phrases in the manner of reports; of labels, also one that is something else.
    pub examples: &'static [Example],
}

/// A phrase, and what it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Example {
    /// The phrase: Chinese, whatever the language of the page.
    pub text: &'static str,
    /// What it is, in the language of the page.
    pub means: &'static str,
}

/// Entries by topic.
type Entries = &'static [(&'static str, Entry)];

/// A table of entries: topic, title, paragraphs; then examples, each with what it is.
macro_rules! entries {
    ($($topic:literal $title:literal { $($text:literal)+ ; $($example:literal => $means:literal)* })*) => {
        &[$((
            $topic,
            $crate::app::guide::Entry {
                title: $title,
                text: &[$($text),+],
                examples: &[$($crate::app::guide::Example { text: $example, means: $means }),*],
            },
        )),*]
    };
}
use entries;

/// The tables of a language.
const fn tables(language: Language) -> [Entries; 2] {
    match language {
        Language::Chinese => [zh::ENTRIES, zh::ATTRIBUTES],
        Language::English => [en::ENTRIES, en::ATTRIBUTES],
    }
}

/// What is to be known of a topic, in this language. None for a topic that there is not.
#[must_use]
pub fn entry(topic: &str, language: Language) -> Option<Entry> {
    for table in tables(language) {
        for (name, entry) in table {
            if *name == topic {
                return Some(*entry);
            }
        }
    }
    None
}

/// What is to be known of an attribute of a label: the entry of its own, or else the one that all
/// labels with this attribute share.
#[must_use]
pub fn attribute(label: &str, id: &str, language: Language) -> Option<Entry> {
    entry(&format!("{label}.{id}"), language).or_else(|| entry(id, language))
}
