//! Code that comes after the page stands.
//!
//! What [`call`] is given, with everything that nothing else reaches, is taken out of the first
//! load by `xtask/src/split` and fetched when the page is ready (`browser::later`). It is the same
//! program with the same memory; only, until it came, it cannot be called. A native build and a
//! page that was not split have everything from the start.

use std::{any::Any, cell::Cell, fmt, hint::black_box, marker::PhantomData, rc::Rc};

thread_local! {
    static HERE: Cell<bool> = const { Cell::new(cfg!(not(target_arch = "wasm32"))) };
}

/// Whether the code is here.
#[must_use]
pub fn is_here() -> bool {
    HERE.get()
}

/// Say that the code came.
pub fn came() {
    HERE.set(true);
}

/// Do something whose code comes later. Nothing is done while it is not here: who calls sees to it
/// that it is, as [`update`](super::update) does with [`Effect::FetchCode`](super::Effect).
pub fn call<R: Default>(job: impl FnOnce() -> R) -> R {
    if is_here() {
        // The compiler must not see which function it is, or the call becomes part of the caller.
        black_box(code_that_comes_later as fn(_) -> _)(job)
    } else {
        R::default()
    }
}

/// The splitter knows what is to be moved by this name.
#[inline(never)]
fn code_that_comes_later<R>(job: impl FnOnce() -> R) -> R {
    job()
}

/// A value that only code that comes later makes and looks at. To the first load it is the same
/// whatever its type: how it is copied, compared and let go comes later, too.
pub struct Hidden<T>(Option<Rc<dyn Any>>, PhantomData<T>);

impl<T: Clone + 'static> Hidden<T> {
    /// Hide a value.
    pub fn new(value: T) -> Self {
        Self(Some(Rc::new(value)), PhantomData)
    }

    /// The value, if there is one.
    #[must_use]
    pub fn get(&self) -> Option<&T> {
        self.0.as_ref()?.downcast_ref()
    }

    /// The value itself.
    #[must_use]
    pub fn take(self) -> Option<T> {
        let value: Rc<T> = self.0?.downcast().ok()?;
        Some(Rc::unwrap_or_clone(value))
    }
}

impl<T> Clone for Hidden<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<T> Default for Hidden<T> {
    fn default() -> Self {
        Self(None, PhantomData)
    }
}

impl<T: fmt::Debug + Clone + 'static> fmt::Debug for Hidden<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

/// Do something as if the code were not here.
#[cfg(test)]
pub(super) fn without<R>(job: impl FnOnce() -> R) -> R {
    HERE.set(false);
    let result = job();
    HERE.set(true);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_found_again() {
        let hidden = Hidden::new(String::from("甲"));
        let copy = hidden.clone();
        assert_eq!(hidden.get().map(String::as_str), Some("甲"));
        assert_eq!(hidden.take(), Some("甲".into()));
        assert_eq!(format!("{copy:?}"), "Some(\"甲\")");
        assert_eq!(copy.take(), Some("甲".into()));
        assert_eq!(Hidden::<String>::default().take(), None);
    }

    #[test]
    fn a_call_is_made_only_when_its_code_is_here() {
        assert_eq!(call(|| 1), 1);
        assert_eq!(without(|| call(|| 1)), 0);
        assert_eq!(call(|| 1), 1);
    }
}
