//! GB18030 and Big5, by the browser's own tables.

use js_sys::Uint8Array;
use reportmark_core::source::{Encoding, LegacyDecoder};
use web_sys::{TextDecoder, TextDecoderOptions};

/// The browser's `TextDecoder`.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserDecoder;

impl LegacyDecoder for BrowserDecoder {
    fn decode(&self, encoding: Encoding, bytes: &[u8]) -> Option<String> {
        let options = TextDecoderOptions::new();
        // The core has taken the byte-order mark off; one that follows is text.
        js_sys::Reflect::set(&options, &"ignoreBOM".into(), &true.into()).ok()?;
        let decoder = TextDecoder::new_with_label_and_options(encoding.label(), &options).ok()?;
        decoder
            .decode_with_buffer_source(&Uint8Array::from(bytes))
            .ok()
    }
}
