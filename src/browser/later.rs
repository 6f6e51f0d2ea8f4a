//! Fetching the code that comes later (`app::later`).
//!
//! `xtask/src/split` writes the name of its file into the page. It is a WebAssembly module that
//! imports the memory, the table and the functions of the program and puts its own functions into
//! the table.

use std::cell::RefCell;

use js_sys::{Object, Promise, Reflect, WebAssembly};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::{files, page, style};
use crate::app::later;

thread_local! {
    /// The fetch that is under way or done, so that nobody starts another: a second one would set
    /// what the code keeps in memory back to how it began.
    static FETCH: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// Fetch the code unless it is here.
///
/// # Errors
/// What went wrong, as the browser says it. The next call tries again.
pub async fn fetch() -> Result<(), String> {
    let fetch = FETCH.with_borrow_mut(|fetch| {
        let start = || future_to_promise(instantiate());
        fetch.get_or_insert_with(start).clone()
    });
    let fetched = JsFuture::from(fetch).await;
    fetched.map(|_| ()).map_err(|error| files::message(&error))
}

async fn instantiate() -> Result<JsValue, JsValue> {
    let linked = link().await;
    match linked {
        Ok(()) => {
            later::came();
            later::call(style::adopt);
        }
        Err(_) => FETCH.set(None),
    }
    linked.map(|()| JsValue::UNDEFINED)
}

/// Join the code to the program. A page that was not split names no file.
async fn link() -> Result<(), JsValue> {
    let of_file = |name| page::attribute("link[rel=later]", name);
    if let Some(file) = of_file("href") {
        let code = files::fetch(&file, of_file("integrity").as_deref()).await?;
        let imports = Object::new();
        Reflect::set(&imports, &"".into(), &wasm_bindgen::exports())?;
        JsFuture::from(WebAssembly::instantiate_buffer(&code.to_vec(), &imports)).await?;
    }
    Ok(())
}
