//! Files in and out.

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FileList, HtmlAnchorElement, RequestInit, Url};

use crate::app::{
    Failure,
    open::{Bytes, Held, Incoming},
};

/// Bytes that lie in the memory of the page, not in that of the program.
struct Outside(Uint8Array);

impl Held for Outside {
    fn count(&self) -> usize {
        self.0.length() as usize
    }

    fn copy(&self, from: usize, into: &mut [u8]) {
        let end = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let part = self.0.subarray(end(from), end(from + into.len()));
        if part.length() as usize == into.len() {
            part.copy_to(into);
        }
    }
}

/// Bytes as they came from the browser.
#[must_use]
pub fn bytes(array: Uint8Array) -> Bytes {
    Bytes::new(Outside(array))
}

/// The files of a list.
#[must_use]
pub fn of_list(list: Option<FileList>) -> Vec<File> {
    let list = list.iter();
    list.flat_map(|list| (0..list.length()).filter_map(|nth| list.get(nth)))
        .collect()
}

/// Read files whole. Each comes back as its bytes or as what went wrong.
pub async fn read(files: Vec<File>) -> Vec<Result<Incoming, Failure>> {
    let mut read = Vec::with_capacity(files.len());
    for file in files {
        let name = file.name();
        read.push(match JsFuture::from(file.array_buffer()).await {
            Ok(buffer) => Ok(Incoming {
                name,
                bytes: bytes(Uint8Array::new(&buffer)),
            }),
            Err(error) => Err(Failure::Unreadable {
                file: name,
                why: message(&error),
            }),
        });
    }
    read
}

/// The bytes of a file that is not long.
///
/// # Errors
/// The browser's message.
pub async fn whole(file: &File) -> Result<Vec<u8>, String> {
    let buffer = JsFuture::from(file.array_buffer()).await;
    let buffer = buffer.map_err(|error| message(&error))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Fetch a file that lies beside the page, of this checksum where one is given.
///
/// # Errors
/// The browser's message, or the status line.
pub async fn fetch(path: &str, integrity: Option<&str>) -> Result<Uint8Array, String> {
    let window = web_sys::window().ok_or("no window")?;
    let options = Object::new();
    if let Some(integrity) = integrity {
        Reflect::set(&options, &"integrity".into(), &integrity.into()).ok();
    }
    let response = window.fetch_with_str_and_init(path, options.unchecked_ref::<RequestInit>());
    let response = JsFuture::from(response)
        .await
        .map_err(|error| message(&error))?;
    let response: web_sys::Response = response.unchecked_into();
    if !response.ok() {
        return Err(format!("{} {}", response.status(), response.status_text()));
    }
    let buffer = response.array_buffer().map_err(|error| message(&error))?;
    let buffer = JsFuture::from(buffer)
        .await
        .map_err(|error| message(&error))?;
    Ok(Uint8Array::new(&buffer))
}

/// Hand a file to the user as a download.
///
/// # Errors
/// The browser's message.
pub fn download(name: &str, media: &str, bytes: &[u8]) -> Result<(), String> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(media);
    let url = Blob::new_with_u8_array_sequence_and_options(&parts, &options)
        .and_then(|blob| Url::create_object_url_with_blob(&blob))
        .map_err(|error| message(&error))?;
    let document = super::page::document().ok_or("no document")?;
    let link = document
        .create_element("a")
        .map_err(|error| message(&error))?
        .unchecked_into::<HtmlAnchorElement>();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has the blob once the click is handled; a minute is enough for any of them.
    gloo_timers::callback::Timeout::new(60_000, move || {
        Url::revoke_object_url(&url).ok();
    })
    .forget();
    Ok(())
}

/// What an exception says.
#[must_use]
pub fn message(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(
        || error.as_string().unwrap_or_else(|| "not available".into()),
        |error| format!("{}: {}", error.name(), error.message()),
    )
}
