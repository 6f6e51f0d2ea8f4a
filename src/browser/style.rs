//! Styles that come with the code that comes later.
//!
//! They are in that code and are adopted as a sheet of its own, which a strict content security
//! policy lets pass: it is neither an attribute nor an element.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

use super::page;

/// The styles of what comes later.
const LATER: &str = include_str!("../../static/later.css");

/// Let them be in force. Where a browser cannot, the page works without.
pub fn adopt() {
    adopt_sheet(LATER).ok();
}

fn adopt_sheet(text: &str) -> Result<(), JsValue> {
    let window: JsValue = web_sys::window().into();
    let constructor: Function = Reflect::get(&window, &"CSSStyleSheet".into())?.dyn_into()?;
    let sheet = Reflect::construct(&constructor, &Array::new())?;
    let method = |of: &JsValue, name: &str| -> Result<Function, JsValue> {
        Reflect::get(of, &name.into())?.dyn_into()
    };
    method(&sheet, "replaceSync")?.call1(&sheet, &text.into())?;
    let document: JsValue = page::document().into();
    let sheets = Reflect::get(&document, &"adoptedStyleSheets".into())?;
    let all = Array::from(&sheets);
    all.push(&sheet);
    Reflect::set(&document, &"adoptedStyleSheets".into(), &all)?;
    Ok(())
}
