//! A mark beside the store that something was kept in it. It tells a store that vanished from a first
//! visit.
//!
//! It is in the origin private file system, where it is on the disk at once, and does not go when the
//! browser gives up a damaged database. It is in `localStorage` as well, for where there is no such file
//! system; a browser that is killed may not have written that yet. All of it comes later.

use std::cell::RefCell;

use js_sys::{Array, Object, Promise, Reflect};
use reportmark_core::json;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::super::{
    by_name::{member, promised},
    local,
};
use crate::app::keeping::Marker;

/// The name of the file, and the key in `localStorage`.
const NAME: &str = "reportmark.kept";

thread_local! {
    /// What is done with the mark, one after another: it is read before it is written anew.
    static LAST: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

fn behind_the_last(job: impl Future<Output = Result<JsValue, JsValue>> + 'static) -> JsFuture {
    let last = LAST.take();
    let next = future_to_promise(async move {
        if let Some(last) = last {
            JsFuture::from(last).await.ok();
        }
        job.await
    });
    LAST.set(Some(next.clone()));
    next.into()
}

/// The file, which is made where it is missing and that is asked for.
async fn file(create: bool) -> Result<JsValue, JsValue> {
    let navigator = member(&js_sys::global(), "navigator")?;
    let storage = member(&navigator, "storage")?;
    let folder = promised(&storage, "getDirectory", &Array::new()).await?;
    let options = Object::new();
    Reflect::set(&options, &"create".into(), &create.into())?;
    let arguments = Array::of2(&NAME.into(), &options);
    promised(&folder, "getFileHandle", &arguments).await
}

async fn in_file() -> Result<JsValue, JsValue> {
    let file = promised(&file(false).await?, "getFile", &Array::new()).await?;
    promised(&file, "text", &Array::new()).await
}

async fn write(text: JsValue) -> Result<JsValue, JsValue> {
    let stream = promised(&file(true).await?, "createWritable", &Array::new()).await?;
    promised(&stream, "write", &Array::of1(&text)).await?;
    // Only now the file is another one.
    promised(&stream, "close", &Array::new()).await
}

/// What is said to be in the store, if anything ever was.
pub async fn read() -> Option<Marker> {
    let text = behind_the_last(async {
        let elsewhere = local::read(NAME);
        in_file()
            .await
            .or_else(|_| elsewhere.map(Into::into).ok_or(JsValue::NULL))
    });
    json::parse(text.await.ok()?.as_string()?.as_bytes())
}

/// Say what is in the store. Where it cannot be, a store that vanishes looks like a first visit.
pub async fn keep(marker: &Marker) {
    let text = serde_json::to_string(marker).unwrap_or_default();
    let written = behind_the_last(async move {
        local::write(NAME, &text);
        write(text.into()).await
    });
    written.await.ok();
}
