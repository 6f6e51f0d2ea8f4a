//! Opening the store.

use reportmark_core::{
    journal::{Recovered, recover},
    model::Texts,
};
use yew::Callback;

use crate::{
    app::{Failure, Kept},
    browser::storage::{Saver, Store, storage_failure},
};

/// What the store had.
pub struct Started {
    pub(super) saver: Saver,
    pub(super) recovered: Recovered,
    pub(super) texts: Texts,
    pub(super) texts_lost: usize,
    pub(super) failure: Option<Failure>,
}

/// Open the store and read what is in it. Without one the page works in memory.
pub(super) async fn start(report: Callback<Kept>) -> Started {
    let opened = async {
        let mut store = Store::open().await?;
        let loaded = store.load().await?;
        Ok((store, loaded))
    };
    let report = move |kept| report.emit(kept);
    match opened.await {
        Ok((store, loaded)) => Started {
            recovered: recover(&loaded.stored, &loaded.texts),
            texts: loaded.texts,
            texts_lost: loaded.texts_lost,
            saver: Saver::new(Some(store), report),
            failure: None,
        },
        Err(error) => {
            let error: wasm_bindgen::JsValue = error;
            Started {
                saver: Saver::new(None, report),
                recovered: Recovered::default(),
                texts: Texts::default(),
                texts_lost: 0,
                failure: Some(storage_failure(&error)),
            }
        }
    }
}
