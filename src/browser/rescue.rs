//! Handing out what is kept after the program broke down.
//!
//! The instance that broke down does nothing any more. `static/rescue.js` reads the store, starts a
//! second instance, which draws nothing, brings the code that comes later, and calls [`rescue`].

use std::{collections::BTreeMap, sync::Arc};

use js_sys::{Array, Uint8Array};
use reportmark_core::{
    journal::{Sequence, Stored, recover},
    model::Texts,
    text::Text,
};
use wasm_bindgen::{JsCast as _, JsValue, prelude::wasm_bindgen};

use super::{clock::Browser, page};
use crate::app::{Action, Effect, State, later, update};

/// Whether this instance is there for nothing else.
#[must_use]
pub fn is_all() -> bool {
    page::attribute("link[rel=program]", "data-rescues").is_some()
}

/// The stored project as a file: its name, its bytes, and how many things did not come back. Nothing
/// when no document is stored. Of the store it is given snapshots, their parts, the journal and the
/// texts, each as pairs of a key and bytes. The code that comes later has to be there.
#[wasm_bindgen]
#[must_use]
pub fn rescue(stores: Array) -> Option<Array> {
    later::came();
    later::call(|| export(&stores))
}

fn export(stores: &Array) -> Option<Array> {
    let [heads, parts, journal, texts] = [0, 1, 2, 3].map(|nth| pairs(stores.get(nth)));
    let stored = Stored {
        heads: by_number(heads),
        parts: parts
            .filter_map(|(key, bytes)| Some((key.as_string()?, bytes)))
            .collect(),
        journal: by_number(journal),
    };
    let (texts, texts_lost) = sound(texts);
    let recovered = recover(&stored, &texts);
    let lost = recovered.lost.len() + texts_lost;
    let mut state = State {
        project: recovered.project,
        ..State::default()
    };
    let effects = update(&mut state, Action::ExportNative, &Browser::new());
    effects.into_iter().find_map(|effect| match effect {
        Effect::Download { name, bytes, .. } => Some(Array::of3(
            &name.into(),
            &Uint8Array::from(bytes.as_slice()),
            &lost.into(),
        )),
        _ => None,
    })
}

fn pairs(list: JsValue) -> impl Iterator<Item = (JsValue, Vec<u8>)> {
    let list: Array = list.unchecked_into();
    let nth = 0..list.length();
    nth.map(move |nth| {
        let pair: Array = list.get(nth).unchecked_into();
        (pair.get(0), Uint8Array::new(&pair.get(1)).to_vec())
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counted up from 0"
)]
fn by_number(pairs: impl Iterator<Item = (JsValue, Vec<u8>)>) -> BTreeMap<Sequence, Vec<u8>> {
    pairs
        .filter_map(|(key, bytes)| Some((key.as_f64()? as Sequence, bytes)))
        .collect()
}

/// The texts whose hash is right, and how many others there are.
fn sound(pairs: impl Iterator<Item = (JsValue, Vec<u8>)>) -> (Texts, usize) {
    let (mut texts, mut lost) = (Texts::new(), 0);
    for (key, bytes) in pairs {
        match String::from_utf8(bytes).map(Text::new) {
            Ok(text) if key.as_string().as_deref() == Some(text.hash().as_str()) => {
                texts.insert(text.hash().clone(), Arc::new(text));
            }
            _ => lost += 1,
        }
    }
    (texts, lost)
}
