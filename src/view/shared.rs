//! Pointers that are compared as pointers.

use std::{ops::Deref, sync::Arc};

/// A shared value that equals another when it is the same one. Whoever changes a value makes a new
/// one, so equal pointers mean that nothing is to be drawn again; comparing the values themselves
/// would cost more than drawing.
#[derive(Debug)]
pub struct Shared<T>(pub Arc<T>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<&Arc<T>> for Shared<T> {
    fn from(value: &Arc<T>) -> Self {
        Self(Arc::clone(value))
    }
}
