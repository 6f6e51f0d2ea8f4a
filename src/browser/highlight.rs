//! Stretches of the text that are painted over without a change of the document (CSS Custom
//! Highlights). Where a browser has none, nothing is painted.

use js_sys::{Array, Function, Reflect};
use reportmark_core::text::{Text, TextRange};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::Range;

use super::{dom_offsets, page};

/// Paint what is drawn of these stretches as `::highlight(name)`, and nothing else any longer.
pub fn paint(name: &str, text: &Text, ranges: &[TextRange]) {
    let drawn: Array = ranges
        .iter()
        .filter_map(|range| drawn(text, *range))
        .collect();
    set(name, &drawn).ok();
}

fn drawn(text: &Text, range: TextRange) -> Option<Range> {
    let drawn = page::document()?.create_range().ok()?;
    let (node, units) = dom_offsets::to_point(text, range.start())?;
    drawn.set_start(&node, units).ok()?;
    let (node, units) = dom_offsets::to_point(text, range.end())?;
    drawn.set_end(&node, units).ok()?;
    Some(drawn)
}

fn set(name: &str, ranges: &Array) -> Result<(), JsValue> {
    let global = js_sys::global();
    let css = Reflect::get(&global, &"CSS".into())?;
    let highlights = Reflect::get(&css, &"highlights".into())?;
    let class: Function = Reflect::get(&global, &"Highlight".into())?.dyn_into()?;
    let set: Function = Reflect::get(&highlights, &"set".into())?.dyn_into()?;
    let highlight = Reflect::construct(&class, ranges)?;
    set.call2(&highlights, &name.into(), &highlight)?;
    Ok(())
}
