//! Where characters end as a user sees them, and where words end, by the browser's own tables.

use js_sys::{Array, Function, Object, Reflect};
use reportmark_core::text::{Clusters, Words};
use wasm_bindgen::{JsCast as _, JsValue};

/// `Intl.Segmenter`, and single code points where a browser lacks it.
#[derive(Debug, Default)]
pub struct Segmenter {
    segmenter: Option<JsValue>,
}

impl Segmenter {
    /// Find the browser's segmenter.
    #[must_use]
    pub fn new(granularity: &str) -> Self {
        Self {
            segmenter: segmenter(granularity).ok(),
        }
    }
}

fn segmenter(granularity: &str) -> Result<JsValue, JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into())?;
    let class: Function = Reflect::get(&intl, &"Segmenter".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"granularity".into(), &granularity.into())?;
    Reflect::construct(&class, &Array::of2(&"zh".into(), &options))
}

fn segments(segmenter: &JsValue, text: &str) -> Result<Vec<usize>, JsValue> {
    let method: Function = Reflect::get(segmenter, &"segment".into())?.dyn_into()?;
    let segments = method.call1(segmenter, &text.into())?;
    let mut ends = Vec::new();
    let mut end = 0;
    for segment in Array::from(&segments).iter() {
        let cluster = Reflect::get(&segment, &"segment".into())?;
        end += cluster.as_string().map_or(0, |cluster| cluster.len());
        ends.push(end);
    }
    Ok(ends)
}

impl Segmenter {
    fn all_ends(&self, text: &str) -> Vec<usize> {
        let found = self
            .segmenter
            .as_ref()
            .and_then(|segmenter| segments(segmenter, text).ok());
        found.unwrap_or_else(|| {
            text.char_indices()
                .map(|(at, c)| at + c.len_utf8())
                .collect()
        })
    }
}

impl Clusters for Segmenter {
    fn ends(&self, text: &str) -> Vec<usize> {
        self.all_ends(text)
    }
}

impl Words for Segmenter {
    fn ends(&self, text: &str) -> Vec<usize> {
        self.all_ends(text)
    }
}
