//! Workers: programs beside the page.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::Worker;

/// A worker of the script at this address, which lies beside the page. `policy` names the policy that
/// vouches for it where the host asks for trusted types.
///
/// # Errors
/// The browser's, when it has no workers or does not trust the address.
pub(super) fn start(policy: &str, address: &str) -> Result<Worker, JsValue> {
    let global = js_sys::global();
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into());
    let call = |object: &JsValue, name: &str, arguments: &Array| {
        get(object, name)?
            .unchecked_into::<Function>()
            .apply(object, arguments)
    };
    let mut url = JsValue::from(address);
    let types = get(&global, "trustedTypes")?;
    if !types.is_undefined() {
        // A strict policy wants it said that this address is meant to be a program's. What says so
        // is a function that gives back what it gets.
        let rules = Object::new();
        let same = get(&global, "String")?;
        Reflect::set(&rules, &"createScriptURL".into(), &same)?;
        let policy = call(&types, "createPolicy", &Array::of2(&policy.into(), &rules))?;
        url = call(&policy, "createScriptURL", &Array::of1(&url))?;
    }
    let class = get(&global, "Worker")?.dyn_into::<Function>()?;
    Ok(Reflect::construct(&class, &Array::of1(&url))?.unchecked_into())
}
