//! What the scheme in force says of attributes, slots and relations, read once for each scheme; and
//! the lexicon, read once for each version of it.

use std::{cell::RefCell, sync::Arc};

use reportmark_core::{
    model::{Lexicon, Members, Project},
    scheme::{Scheme, Terms},
};

/// What was read last, and from what.
type Last<K, V> = RefCell<Option<(Arc<K>, Arc<V>)>>;

/// What is read from the project where it is wanted.
#[derive(Clone, Debug, Default)]
pub struct Readings {
    terms: Last<Scheme, Terms>,
    lexicon: Last<Members, Lexicon>,
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

fn last<K, V>(place: &Last<K, V>, from: &Arc<K>, read: fn(&K) -> V) -> Arc<V> {
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
