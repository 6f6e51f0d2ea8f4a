//! IndexedDB requests and transactions as futures.
//!
//! Over web-sys itself: the crates that wrap IndexedDB either cannot ask for strict durability or
//! bring more code than all of this storage.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, EventTarget, IdbDatabase, IdbFactory, IdbRequest, IdbTransaction};

/// Wait for one of two events of a target. The first resolves, any of the second ones rejects.
async fn event(target: &EventTarget, good: &str, bad: &[&str]) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        target.add_event_listener_with_callback(good, &resolve).ok();
        for name in bad {
            target.add_event_listener_with_callback(name, &reject).ok();
        }
    });
    JsFuture::from(promise).await.map(|_| ())
}

/// The result of a request.
pub(super) async fn result(request: &IdbRequest) -> Result<JsValue, JsValue> {
    match event(request, "success", &["error"]).await {
        Ok(()) => request.result(),
        Err(_) => Err(request
            .error()
            .ok()
            .flatten()
            .map_or(JsValue::NULL, JsValue::from)),
    }
}

/// Whether an exception is of that name.
pub(super) fn is_of(error: &JsValue, name: &str) -> bool {
    let error = error.dyn_ref::<DomException>();
    error.is_some_and(|error| error.name() == name)
}

/// Read from the global object, as some privacy modes have no `indexedDB` at all.
fn factory() -> Result<IdbFactory, JsValue> {
    Reflect::get(&js_sys::global(), &"indexedDB".into())?.dyn_into()
}

/// Open a database, making its stores when it is new or of an earlier version; without a version, as
/// it is. `blocked` is called when pages that have it open in an earlier version are waited for.
pub(super) async fn open(
    name: &str,
    version: Option<u32>,
    upgrade: impl FnOnce(IdbDatabase) + 'static,
    blocked: impl Fn() + 'static,
) -> Result<IdbDatabase, JsValue> {
    let factory = factory()?;
    let request = match version {
        Some(version) => factory.open_with_u32(name, version)?,
        None => factory.open(name)?,
    };
    let upgraded = request.clone();
    let on_upgrade = Closure::once_into_js(move || {
        if let Ok(database) = upgraded.result() {
            upgrade(database.unchecked_into());
        }
    });
    request.set_onupgradeneeded(Some(on_upgrade.unchecked_ref()));
    let on_blocked = Closure::<dyn Fn()>::new(blocked).into_js_value();
    request.set_onblocked(Some(on_blocked.unchecked_ref()));
    Ok(result(&request).await?.unchecked_into())
}

/// See to it that the browser goes on writing behind nothing that is broken off.
///
/// When a browser is killed, the last record of its log may be half written. Chromium's LevelDB leaves
/// such a one out, but goes on writing behind it, finds the log damaged at the next start, and throws
/// away all databases of the address (<https://github.com/google/leveldb/issues/1287>). Behind a database
/// that is deleted, it sweeps up, and begins a new log.
pub(super) async fn begin_new_log() -> Result<(), JsValue> {
    let name = "reportmark-log";
    open(name, None, |_| (), || ()).await?.close();
    let deleting: IdbRequest = factory()?.delete_database(name)?.into();
    result(&deleting).await.map(|_| ())
}

/// Close a database as soon as another page wants to delete it or to have it in a later version, which
/// `gone` is told; and say so when the browser closes it.
pub(super) fn let_go(database: &IdbDatabase, gone: impl Fn(bool) + 'static) {
    let held = database.clone();
    let on_change = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        held.close();
        // When it is deleted there is no new version; an event of closing has none at all.
        let version = Reflect::get(&event, &"newVersion".into());
        gone(version.is_ok_and(|version| version.is_truthy()));
    });
    let on_change = on_change.into_js_value();
    database.set_onversionchange(Some(on_change.unchecked_ref()));
    database.set_onclose(Some(on_change.unchecked_ref()));
}

/// Start a transaction. One that writes asks for strict durability: `complete` then means that
/// the data is on the disk and not only handed to the operating system.
pub(super) fn transaction(
    database: &IdbDatabase,
    stores: &[&str],
    write: bool,
) -> Result<IdbTransaction, JsValue> {
    let stores: Array = stores.iter().map(|&name| JsValue::from(name)).collect();
    let mode = if write { "readwrite" } else { "readonly" };
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    // web-sys has the options only as an unstable interface.
    let start: Function = Reflect::get(database, &"transaction".into())?.unchecked_into();
    let started = start.call3(database, &stores, &mode.into(), &options)?;
    Ok(started.unchecked_into())
}

/// Wait until everything a transaction wrote is kept.
pub(super) async fn complete(transaction: &IdbTransaction) -> Result<(), JsValue> {
    event(transaction, "complete", &["abort", "error"])
        .await
        .map_err(|_| transaction.error().map_or(JsValue::NULL, JsValue::from))
}
