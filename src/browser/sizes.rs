//! The sizes of elements, watched: to ask for them at every key would make the browser lay out the
//! page for the answer.

use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{Element, ResizeObserver};

/// Tells when one of some elements has another size, as long as it is kept.
#[derive(Debug)]
pub struct Sizes {
    observer: ResizeObserver,
    _told: Closure<dyn FnMut()>,
}

impl Sizes {
    /// Watch these elements. It is told once at the start, and then before the frame in which an
    /// element has another size is painted.
    #[must_use]
    pub fn watch(
        elements: impl IntoIterator<Item = Option<Element>>,
        told: impl FnMut() + 'static,
    ) -> Option<Self> {
        let told = Closure::<dyn FnMut()>::new(told);
        let observer = ResizeObserver::new(told.as_ref().unchecked_ref()).ok()?;
        for element in elements.into_iter().flatten() {
            observer.observe(&element);
        }
        Some(Self {
            observer,
            _told: told,
        })
    }
}

impl Drop for Sizes {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
