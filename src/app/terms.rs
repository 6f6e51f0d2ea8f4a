//! What the scheme in force says of attributes, slots and relations, read once for each scheme; and
//! the lexicon, read once for each version of it.

use std::{cell::RefCell, sync::Arc};

use reportmark_core::{
    model::{Lexicon, Members, Project, Section},
    outline::Outline,
    parse::document::{fields, sections},
    scheme::{Scheme, Terms},
    text::Text,
};

/// What was read last, and from what.
type Last<K, V> = RefCell<Option<(Arc<K>, Arc<V>)>>;

/// What is read from the project where it is wanted.
#[derive(Clone, Debug, Default)]
pub struct Readings {
    terms: Last<Scheme, Terms>,
    lexicon: Last<Members, Lexicon>,
    sections: Last<Outline, Vec<Section>>,
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
    pub fn sections(&self, text: &Text, outline: &Arc<Outline>) -> Arc<Vec<Section>> {
        last(&self.sections, outline, |outline| sections(text, outline))
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
