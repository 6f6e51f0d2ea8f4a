//! Handles of files and folders of the user's, kept over reloads.
//!
//! They are in a database of their own: where the project's store cannot be opened, or is of a newer
//! version, is where saving to a file is needed most; and what is written here neither waits for the
//! project nor comes in its way.

use std::cell::RefCell;

use wasm_bindgen::JsValue;
use web_sys::IdbDatabase;

use super::idb;

const DATABASE: &str = "reportmark-files";
const VERSION: u32 = 1;
const STORE: &str = "handles";

thread_local! {
    /// The open database, for the next time; not after it failed.
    static OPEN: RefCell<Option<IdbDatabase>> = const { RefCell::new(None) };
}

async fn open() -> Result<IdbDatabase, JsValue> {
    if let Some(database) = OPEN.take() {
        return Ok(database);
    }
    let create = |database: IdbDatabase| {
        database.create_object_store(STORE).ok();
    };
    let database = idb::open(DATABASE, Some(VERSION), create, || {}).await?;
    idb::let_go(&database, |_| OPEN.set(None));
    Ok(database)
}

/// What is kept under a key; undefined when nothing is.
///
/// # Errors
/// What the browser says.
pub async fn get(key: &str) -> Result<JsValue, JsValue> {
    let database = open().await?;
    let transaction = idb::transaction(&database, &[STORE], false)?;
    let store = transaction.object_store(STORE)?;
    let value = idb::result(&store.get(&key.into())?).await?;
    OPEN.set(Some(database));
    Ok(value)
}

/// Keep a value under a key; undefined forgets what is there.
///
/// # Errors
/// What the browser says; then what was kept before still is.
pub async fn put(key: &str, value: &JsValue) -> Result<(), JsValue> {
    let database = open().await?;
    let transaction = idb::transaction(&database, &[STORE], true)?;
    let store = transaction.object_store(STORE)?;
    store.put_with_key(value, &key.into())?;
    idb::complete(&transaction).await?;
    OPEN.set(Some(database));
    Ok(())
}
