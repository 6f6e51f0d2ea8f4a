//! What the browser has and the program has no binding for, by its name. Each binding makes the first
//! load longer; what is called rarely, and only by code that comes later, does without.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A member that is there and is not nothing.
///
/// # Errors
/// `undefined`, or what the browser throws.
pub(super) fn member(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    let member = Reflect::get(object, &name.into())?;
    if member.is_truthy() {
        Ok(member)
    } else {
        Err(JsValue::UNDEFINED)
    }
}

/// What a method gives.
///
/// # Errors
/// What it throws, or that it is not there.
pub(super) fn call(object: &JsValue, name: &str, arguments: &Array) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(object, &name.into())?.dyn_into()?;
    method.apply(object, arguments)
}

/// What a method promises.
///
/// # Errors
/// What it throws, now or later, or that it is not there.
pub(super) async fn promised(
    object: &JsValue,
    name: &str,
    arguments: &Array,
) -> Result<JsValue, JsValue> {
    let promise = call(object, name, arguments)?;
    JsFuture::from(promise.unchecked_into::<Promise>()).await
}
