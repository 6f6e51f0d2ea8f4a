//! What is kept where in IndexedDB.

use std::{ops::Bound, sync::Arc};

use js_sys::Array;
use reportmark_core::{model::Texts, text::Text};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbTransaction};

use super::{
    super::sha256,
    idb, storage_failure,
    value::{bytes, of_content},
};
use crate::app::keeping::{Fault, Fence, Key, Operation, Shelf, Storage};

const DATABASE: &str = "reportmark";
/// The version of the stores, not of what is in them. Since 2 there is [`META`].
const VERSION: u32 = 2;

const TEXTS: &str = "texts";
const ORIGINALS: &str = "originals";
const JOURNAL: &str = "journal";
const HEADS: &str = "snapshots";
const PARTS: &str = "parts";
/// What is not of the project itself: who writes.
const META: &str = "meta";
const ALL: [&str; 6] = [TEXTS, ORIGINALS, JOURNAL, HEADS, PARTS, META];

/// The project whose records these are. One for now; keys have its name, so that more can come.
const PROJECT: &str = "default";

/// The open database.
#[derive(Clone, Debug)]
pub struct Store {
    database: IdbDatabase,
    is_newer: bool,
}

const fn name(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Texts => TEXTS,
        Shelf::Originals => ORIGINALS,
        Shelf::Journal => JOURNAL,
        Shelf::Heads => HEADS,
        Shelf::Parts => PARTS,
    }
}

/// Whether the keys of a shelf begin with the project.
const fn is_of_project(shelf: Shelf) -> bool {
    matches!(shelf, Shelf::Journal | Shelf::Heads | Shelf::Parts)
}

fn of_project(key: &JsValue) -> JsValue {
    Array::of2(&PROJECT.into(), key).into()
}

fn key(shelf: Shelf, key: &Key) -> JsValue {
    let key = match key {
        // Exact up to 2^53 changes.
        #[expect(clippy::cast_precision_loss, reason = "no project has 2^53 changes")]
        Key::Number(sequence) => JsValue::from_f64(*sequence as f64),
        Key::Name(name) => JsValue::from_str(name),
    };
    if is_of_project(shelf) {
        of_project(&key)
    } else {
        key
    }
}

/// A key as it was stored. None for one that this program does not write.
fn read_key(shelf: Shelf, key: &JsValue) -> Option<Key> {
    let key = if is_of_project(shelf) {
        key.dyn_ref::<Array>()?.get(1)
    } else {
        key.clone()
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "written by `key`"
    )]
    let number = key.as_f64().map(|number| Key::Number(number as u64));
    number.or_else(|| key.as_string().map(Key::Name))
}

/// What lies between, of the project where its keys begin with it.
fn range(shelf: Shelf, from: &Bound<Key>, to: &Bound<Key>) -> Result<JsValue, JsValue> {
    // Of a project, nothing is less than the least number, and an empty array lies behind names.
    let end = |bound: &Bound<Key>, outermost: f64| match bound {
        Bound::Included(at) => Some((key(shelf, at), false)),
        Bound::Excluded(at) => Some((key(shelf, at), true)),
        Bound::Unbounded if !is_of_project(shelf) => None,
        Bound::Unbounded if outermost < 0.0 => Some((of_project(&outermost.into()), false)),
        Bound::Unbounded => Some((of_project(&Array::new().into()), false)),
    };
    let range = match (end(from, f64::NEG_INFINITY), end(to, f64::INFINITY)) {
        (Some((from, open)), Some((to, ends_open))) => {
            IdbKeyRange::bound_with_lower_open_and_upper_open(&from, &to, open, ends_open)?
        }
        (Some((from, open)), None) => IdbKeyRange::lower_bound_with_open(&from, open)?,
        (None, Some((to, open))) => IdbKeyRange::upper_bound_with_open(&to, open)?,
        (None, None) => return Ok(JsValue::UNDEFINED),
    };
    Ok(range.into())
}

fn failed(error: JsValue) -> Fault {
    Fault::Failed(storage_failure(&error))
}

/// Who writes, as it is stored.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counted up from 0"
)]
fn fence(value: &JsValue) -> Fence {
    value.as_f64().unwrap_or_default() as Fence
}

fn fence_key() -> JsValue {
    of_project(&"fence".into())
}

impl Store {
    /// Open the database. `blocked` is called when pages with an earlier version of it have to be
    /// closed first, `gone` when this page has it no more: because a later version wants to have it, or
    /// because it is deleted, or the browser closed it.
    ///
    /// # Errors
    /// The browser's exception: no IndexedDB, no permission, no room.
    pub async fn open(
        blocked: impl Fn() + 'static,
        gone: impl Fn(bool) + 'static,
    ) -> Result<Self, JsValue> {
        let upgrade = |database: IdbDatabase| {
            for name in ALL {
                if !database.object_store_names().contains(name) {
                    database.create_object_store(name).ok();
                }
            }
        };
        let opened = idb::open(DATABASE, Some(VERSION), upgrade, blocked).await;
        let (database, is_newer) = match opened {
            Ok(database) => (database, false),
            // Without a version it is opened as it is, to be read.
            Err(error) if idb::is_of(&error, "VersionError") => {
                (idb::open(DATABASE, None, |_| (), || ()).await?, true)
            }
            Err(error) => return Err(error),
        };
        idb::let_go(&database, gone);
        Ok(Self { database, is_newer })
    }

    /// Whether a later version of the program made it: it is only to be read.
    #[must_use]
    pub const fn is_newer(&self) -> bool {
        self.is_newer
    }

    /// The bytes of a file, if they were kept.
    ///
    /// # Errors
    /// The browser's exception.
    pub async fn original(&self, sha256: &str) -> Result<Option<Arc<[u8]>>, JsValue> {
        let transaction = idb::transaction(&self.database, &[ORIGINALS], false)?;
        let request = transaction.object_store(ORIGINALS)?.get(&sha256.into())?;
        let value = idb::result(&request).await?;
        Ok(if value.is_undefined() {
            None
        } else {
            Some(bytes(&value).await.into())
        })
    }

    async fn entries(
        &self,
        shelf: Shelf,
        range: &JsValue,
    ) -> Result<Vec<(JsValue, Vec<u8>)>, JsValue> {
        let name = name(shelf);
        let transaction = idb::transaction(&self.database, &[name], false)?;
        let store = transaction.object_store(name)?;
        // Both are asked for before either is waited for, while the transaction is active.
        let keys = store.get_all_keys_with_key(range)?;
        let values = store.get_all_with_key(range)?;
        let keys: Array = idb::result(&keys).await?.unchecked_into();
        let values: Array = if values.ready_state() == web_sys::IdbRequestReadyState::Done {
            values.result()?.unchecked_into()
        } else {
            idb::result(&values).await?.unchecked_into()
        };
        let mut entries = Vec::with_capacity(keys.length() as usize);
        for (key, value) in keys.iter().zip(values.iter()) {
            entries.push((key, bytes(&value).await));
        }
        Ok(entries)
    }

    async fn count_up(&self) -> Result<Fence, JsValue> {
        let transaction = idb::transaction(&self.database, &[META], true)?;
        let store = transaction.object_store(META)?;
        let there = idb::result(&store.get(&fence_key())?).await?;
        let next = fence(&there) + 1;
        #[expect(
            clippy::cast_precision_loss,
            reason = "counts how often a page was opened"
        )]
        store.put_with_key(&JsValue::from_f64(next as f64), &fence_key())?;
        idb::complete(&transaction).await?;
        Ok(next)
    }

    /// Whether it was written: not when somebody else has begun to.
    async fn write_under(&self, under: Fence, operations: &[Operation]) -> Result<bool, JsValue> {
        // What is to be written is made before the transaction begins: one that waits is over.
        let mut ready = Vec::with_capacity(operations.len());
        for operation in operations {
            ready.push(match operation {
                Operation::Put(shelf, at, content) => {
                    (*shelf, key(*shelf, at), Some(of_content(content).await?))
                }
                Operation::Delete(shelf, from, to) => (*shelf, range(*shelf, from, to)?, None),
            });
        }
        let transaction = idb::transaction(&self.database, &ALL, true)?;
        let written = self.put(&transaction, &ready);
        let there = match written {
            Ok(there) => idb::result(&there).await,
            Err(error) => Err(error),
        };
        match there {
            Ok(there) if fence(&there) == under => {
                idb::complete(&transaction).await?;
                Ok(true)
            }
            there => {
                transaction.abort().ok();
                there.map(|_| false)
            }
        }
    }

    /// Ask who writes, and for all that is to be written. Nothing of it is kept before it is known who
    /// writes.
    fn put(
        &self,
        transaction: &IdbTransaction,
        ready: &[(Shelf, JsValue, Option<JsValue>)],
    ) -> Result<web_sys::IdbRequest, JsValue> {
        let there = transaction.object_store(META)?.get(&fence_key())?;
        for (shelf, key, value) in ready {
            let store: IdbObjectStore = transaction.object_store(name(*shelf))?;
            match value {
                Some(value) => store.put_with_key(value, key)?,
                None if key.is_undefined() => store.clear()?,
                None => store.delete(key)?,
            };
        }
        Ok(there)
    }
}

impl Storage for Store {
    async fn claim(&self) -> Result<Fence, Fault> {
        // Where it cannot be, writing says what is wrong.
        idb::begin_new_log().await.ok();
        self.count_up().await.map_err(failed)
    }

    async fn write(&self, under: Fence, operations: &[Operation]) -> Result<(), Fault> {
        match self.write_under(under, operations).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(Fault::Overtaken),
            Err(error) => Err(failed(error)),
        }
    }

    async fn read(
        &self,
        shelf: Shelf,
        from: Bound<Key>,
        to: Bound<Key>,
    ) -> Result<Vec<(Key, Vec<u8>)>, Fault> {
        let range = range(shelf, &from, &to).map_err(failed)?;
        let entries = self.entries(shelf, &range).await.map_err(failed)?;
        let entries = entries.into_iter();
        Ok(entries
            .filter_map(|(key, bytes)| Some((read_key(shelf, &key)?, bytes)))
            .collect())
    }

    async fn texts(&self, of: Option<&str>) -> Result<(Texts, usize), Fault> {
        let range = of.map_or(JsValue::UNDEFINED, JsValue::from);
        let entries = self.entries(Shelf::Texts, &range).await.map_err(failed)?;
        let mut texts = Texts::new();
        let mut lost = 0;
        for (key, bytes) in entries {
            let stated = key.as_string().unwrap_or_default();
            let hash = sha256::checked(&bytes, &stated).await;
            match String::from_utf8(bytes) {
                Ok(text) if hash.as_str() == stated => {
                    texts.insert(hash.clone(), Arc::new(Text::hashed(text, hash)));
                }
                _ => lost += 1,
            }
        }
        Ok((texts, lost))
    }
}
