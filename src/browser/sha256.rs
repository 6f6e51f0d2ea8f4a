//! SHA-256 by the browser, which is many times quicker at it than WebAssembly.

use js_sys::Uint8Array;
use reportmark_core::text::TextHash;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::later;
use crate::app::{self, open::Sha256};

/// Bytes from which on asking the browser is worth the wait for its answer.
const WORTH: usize = 64 * 1024;

/// `SubtleCrypto.digest`; for little, or in an insecure context, where there is none, our own. It is
/// used by code that comes later only; [`checked`] is for the first load.
#[derive(Clone, Copy, Debug)]
pub struct BrowserSha256;

impl Sha256 for BrowserSha256 {
    async fn of(&self, bytes: &[u8]) -> TextHash {
        if bytes.len() >= WORTH
            && let Ok(digest) = digest(bytes).await
        {
            return TextHash::of_digest(&digest);
        }
        TextHash::of(bytes)
    }
}

/// The hash of bytes that are said to have this one. Only in an insecure context, when the code that
/// comes later cannot be had either, there is nothing to check it by, and it is believed.
pub async fn checked(bytes: &[u8], stated: &str) -> TextHash {
    if let Ok(digest) = digest(bytes).await {
        return TextHash::of_digest(&digest);
    }
    later::fetch().await.ok();
    let hash = app::later::call(|| Some(TextHash::of(bytes)));
    hash.unwrap_or_else(|| TextHash::stated(stated))
}

async fn digest(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    let window = web_sys::window().filter(web_sys::Window::is_secure_context);
    let window = window.ok_or(JsValue::UNDEFINED)?;
    let subtle = window.crypto()?.subtle();
    let digest = JsFuture::from(subtle.digest_with_str_and_u8_array("SHA-256", bytes)?).await?;
    Ok(Uint8Array::new(&digest).to_vec())
}
