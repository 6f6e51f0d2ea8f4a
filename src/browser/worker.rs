//! Workers: programs beside the page.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::Worker;

use super::by_name::call;

/// A worker of the script at this address, which lies beside the page. `policy` names the policy that
/// vouches for it where the host asks for trusted types.
///
/// # Errors
/// The browser's, when it has no workers or does not trust the address.
pub(super) fn start(policy: &str, address: &str) -> Result<Worker, JsValue> {
    let url = vouched(policy, address)?;
    let class = Reflect::get(&js_sys::global(), &"Worker".into())?.dyn_into::<Function>()?;
    Ok(Reflect::construct(&class, &Array::of1(&url))?.unchecked_into())
}

/// The address of a worker's script as the browser takes it. `policy` names the policy that vouches
/// for it where the host asks for trusted types.
///
/// # Errors
/// The browser's, when the host does not let that policy be made.
pub(super) fn vouched(policy: &str, address: &str) -> Result<JsValue, JsValue> {
    let url = JsValue::from(address);
    let global = js_sys::global();
    let types = Reflect::get(&global, &"trustedTypes".into())?;
    if types.is_undefined() || Reflect::get(&types, &"defaultPolicy".into())?.is_truthy() {
        // Nobody asks, or the page has a policy that looks at all addresses.
        return Ok(url);
    }
    // A strict policy wants it said that this address is meant to be a program's. What says so is a
    // function that gives back what it gets.
    let rules = Object::new();
    let same = Reflect::get(&global, &"String".into())?;
    Reflect::set(&rules, &"createScriptURL".into(), &same)?;
    let policy = call(&types, "createPolicy", &Array::of2(&policy.into(), &rules))?;
    call(&policy, "createScriptURL", &Array::of1(&url))
}
