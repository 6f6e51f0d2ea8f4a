//! Values as they are stored: bytes in an array, or in a blob where there are many.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::{app::keeping::Content, browser::timing::Turn};

/// The bytes of a stored value: an array, or a blob where there are many. Nothing where it is
/// neither, or the blob is lost.
pub(super) async fn bytes(value: &JsValue) -> Vec<u8> {
    if let Some(blob) = value.dyn_ref::<Blob>() {
        let buffer = JsFuture::from(blob.array_buffer()).await;
        return buffer.map_or_else(|_| Vec::new(), |buffer| Uint8Array::new(&buffer).to_vec());
    }
    value
        .dyn_ref::<Uint8Array>()
        .map_or_else(Vec::new, Uint8Array::to_vec)
}

/// Bytes of a value that is stored as an array. The browser copies one while the page waits; the
/// bytes of a blob it takes as they are made.
const ARRAY: u32 = 1 << 18;

/// Makes a value to be stored of bytes that come piece by piece. Others have their turn in between.
struct Value {
    /// What is not in a blob yet.
    pieces: Array,
    length: u32,
    blobs: Array,
    turn: Turn,
}

impl Value {
    fn new() -> Self {
        Self {
            pieces: Array::new(),
            length: 0,
            blobs: Array::new(),
            turn: Turn::begun(),
        }
    }

    async fn add(&mut self, piece: &[u8]) -> Result<(), JsValue> {
        self.pieces.push(&Uint8Array::from(piece));
        self.length += u32::try_from(piece.len()).unwrap_or(u32::MAX);
        if self.length > ARRAY {
            let pieces = std::mem::take(&mut self.pieces);
            let blob = Blob::new_with_u8_array_sequence(&pieces)?;
            self.blobs.push(&blob.into());
            self.length = 0;
        }
        if self.turn.is_over() {
            self.turn.pass().await;
        }
        Ok(())
    }

    /// The value, with these bytes before all others.
    fn behind(self, first: &[u8]) -> Result<JsValue, JsValue> {
        let first = Uint8Array::from(first);
        if self.blobs.length() > 0 {
            let parts = Array::of1(&first).concat(&self.blobs).concat(&self.pieces);
            return Blob::new_with_blob_sequence(&parts).map(JsValue::from);
        }
        let whole = Uint8Array::new_with_length(first.length() + self.length);
        whole.set(&first, 0);
        let mut end = first.length();
        for piece in self.pieces.iter() {
            let piece: Uint8Array = piece.unchecked_into();
            whole.set(&piece, end);
            end += piece.length();
        }
        Ok(whole.into())
    }
}

/// What is stored of a content.
pub(super) async fn of_content(content: &Content) -> Result<JsValue, JsValue> {
    let mut value = Value::new();
    let mut encoded = match content.encoded() {
        Ok(encoded) => encoded,
        Err(bytes) => {
            for piece in bytes.chunks(ARRAY as usize) {
                value.add(piece).await?;
            }
            return value.behind(&[]);
        }
    };
    for piece in &mut encoded {
        value.add(&piece).await?;
    }
    value.behind(&encoded.checksum())
}
