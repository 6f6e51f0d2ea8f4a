//! Code that comes after the page stands.
//!
//! What [`call`] is given, with everything that nothing else reaches, is taken out of the first
//! load by `xtask/src/split` and fetched when the page is ready (`browser::later`). It is the same
//! program with the same memory; only, until it came, it cannot be called. A native build and a
//! page that was not split have everything from the start.

use std::{cell::Cell, hint::black_box};

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
    fn a_call_is_made_only_when_its_code_is_here() {
        assert_eq!(call(|| 1), 1);
        assert_eq!(without(|| call(|| 1)), 0);
        assert_eq!(call(|| 1), 1);
    }
}
