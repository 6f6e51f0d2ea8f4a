//! Files that the system opens with the page, where it is installed (`file_handlers` of
//! `static/manifest.webmanifest`).

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, File};

use super::by_name::{call, promised};

/// Take the files that the page was opened with, and those that it is opened with from now on.
/// Browsers that install no pages never have any.
pub fn take(files: impl Fn(Vec<File>) + Clone + 'static) {
    listen(files).ok();
}

fn listen(files: impl Fn(Vec<File>) + Clone + 'static) -> Result<(), JsValue> {
    let queue = Reflect::get(&js_sys::global(), &"launchQueue".into())?;
    if queue.is_undefined() {
        return Ok(());
    }
    // What comes is no event. But listeners are what the program has a binding for already, and it
    // takes whatever object comes; boxed it is the same one, so that nothing of this is needed first.
    let consume: Box<dyn FnMut(&Event)> = Box::new(move |launched| {
        let handles = Reflect::get(launched, &"files".into());
        let Some(handles) = handles
            .ok()
            .and_then(|handles| handles.dyn_into::<Array>().ok())
        else {
            return;
        };
        let files = files.clone();
        spawn_local(async move {
            let mut read = Vec::new();
            for handle in handles.iter() {
                // One that is gone by now is as if it had not been chosen.
                read.extend(file(&handle).await.ok());
            }
            if !read.is_empty() {
                files(read);
            }
        });
    });
    let consume = Closure::wrap(consume);
    call(&queue, "setConsumer", &Array::of1(consume.as_ref()))?;
    consume.forget();
    Ok(())
}

async fn file(handle: &JsValue) -> Result<File, JsValue> {
    let file = promised(handle, "getFile", &Array::new()).await?;
    Ok(file.unchecked_into())
}
