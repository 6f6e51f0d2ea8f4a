//! Stretches that are shown in another colour without being marked in the document: the CSS Custom
//! Highlight API. Where a browser lacks it, nothing is shown.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::Range;

/// Show these stretches as the highlight of that name, in place of those it had.
pub fn show(name: &str, ranges: impl IntoIterator<Item = Range>) {
    try_show(name, ranges).ok();
}

fn try_show(name: &str, ranges: impl IntoIterator<Item = Range>) -> Result<(), JsValue> {
    let member = |of: &JsValue, name: &str| Reflect::get(of, &name.into());
    let global = js_sys::global().into();
    let registry = member(&member(&global, "CSS")?, "highlights")?;
    let class: Function = member(&global, "Highlight")?.dyn_into()?;
    let ranges = ranges.into_iter().collect();
    let highlight = Reflect::construct(&class, &ranges)?;
    let set: Function = member(&registry, "set")?.dyn_into()?;
    set.call2(&registry, &name.into(), &highlight)?;
    Ok(())
}
