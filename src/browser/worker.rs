//! Workers: programs beside the page.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::Worker;

/// A worker of the script at this address, which lies beside the page: the policy of trusted types in
/// `static/start.js` lets no other pass.
///
/// # Errors
/// The browser's, when it has no workers or does not trust the address.
pub(super) fn start(address: &str) -> Result<Worker, JsValue> {
    let class = Reflect::get(&js_sys::global(), &"Worker".into())?.dyn_into::<Function>()?;
    Ok(Reflect::construct(&class, &Array::of1(&address.into()))?.unchecked_into())
}
