//! What the scheme in force says of attributes, slots and relations, read once for each scheme; and
//! the lexicon, read once for each version of it.

use std::{cell::RefCell, sync::Arc};

use reportmark_core::{
    model::{Document, Lexicon, Members, Project, Section},
    outline::Outline,
    parse::document::{fields, sections, sections_of},
    scheme::{Scheme, Terms},
    text::Text,
};
use serde_json::Value;

/// The sections that an outline gives in a document of a genre that is stated.
type Sections = (Arc<Outline>, Option<String>, Arc<Vec<Section>>);

/// The sections that the headings of a document let guess, with its genre if that is stated.
#[must_use]
pub fn guessed_sections(document: &Document, outline: &Outline) -> Vec<Section> {
    let stated = document.head.fields.get("genre").and_then(Value::as_str);
    match stated {
        Some(genre) => sections_of(&document.text, outline, Some(genre)),
        None => sections(&document.text, outline),
    }
}

/// What was read last, and from what.
type Last<K, V> = RefCell<Option<(Arc<K>, Arc<V>)>>;

/// What is read from the project where it is wanted.
#[derive(Clone, Debug, Default)]
pub struct Readings {
    terms: Last<Scheme, Terms>,
    lexicon: Last<Members, Lexicon>,
    sections: RefCell<Option<Sections>>,
    fields: Last<Outline, Members>,
}

impl Readings {
    /// The terms of the scheme in force.
    #[must_use]
    pub fn terms(&self, project: &Project) -> Arc<Terms> {
        last(&self.terms, &project.scheme, Terms::of)
    }

    /// The bodies that the project knows.
    #[must_use]
    pub fn lexicon(&self, project: &Project) -> Arc<Lexicon> {
        last(&self.lexicon, &project.extra, Lexicon::of)
    }
}

impl Readings {
    /// The sections that an outline gives, with the tenses that it lets guess.
    #[must_use]
    pub fn sections(&self, document: &Document, outline: &Arc<Outline>) -> Arc<Vec<Section>> {
        let stated = document.head.fields.get("genre").and_then(Value::as_str);
        let mut place = self.sections.borrow_mut();
        if let Some((known, genre, sections)) = &*place
            && Arc::ptr_eq(known, outline)
            && genre.as_deref() == stated
        {
            return Arc::clone(sections);
        }
        let sections = Arc::new(guessed_sections(document, outline));
        let genre = stated.map(String::from);
        *place = Some((Arc::clone(outline), genre, Arc::clone(&sections)));
        sections
    }
}

impl Readings {
    /// The fields that a text states, whether they were filled in or not.
    #[must_use]
    pub fn fields(&self, text: &Text, outline: &Arc<Outline>) -> Arc<Members> {
        last(&self.fields, outline, |outline| {
            let stated = fields(text, outline).into_iter();
            stated.map(|own| (own.name.into(), own.value)).collect()
        })
    }
}

fn last<K, V>(place: &Last<K, V>, from: &Arc<K>, read: impl FnOnce(&K) -> V) -> Arc<V> {
    let mut place = place.borrow_mut();
    if let Some((known, value)) = &*place
        && Arc::ptr_eq(known, from)
    {
        return Arc::clone(value);
    }
    let value = Arc::new(read(from));
    *place = Some((Arc::clone(from), Arc::clone(&value)));
    value
}
