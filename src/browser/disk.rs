//! Files and folders of the user's, by the File System Access API.
//!
//! What was chosen is known here alone; the state knows names, and how files were when they were
//! written. The API is called by name: the bindings lack the half of it, and each binding would add
//! to the first load.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use reportmark_core::{json, model::Timestamp, text::TextHash};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::{files::message, local, storage::handles};
use crate::app::disk::{DiskNews, HandedOut, Stamp, Target, Trouble, Written};

thread_local! {
    /// The file or folder that was chosen, and what was written there last.
    static CHOSEN: RefCell<Option<(JsValue, Target)>> = const { RefCell::new(None) };
    /// What was handed out, as it was kept last.
    static NOTED: RefCell<Option<HandedOut>> = const { RefCell::new(None) };
}

/// The key of what was chosen, in [`handles`].
const KEY: &str = "project";

/// The key of what was handed out, in `localStorage`.
const HANDED_OUT: &str = "reportmark.handed-out";

const PICK_FILE: &str = "showSaveFilePicker";
const PICK_FOLDER: &str = "showDirectoryPicker";

fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &(*name).into(), value).ok();
    }
    object.into()
}

/// Call a method, which takes no more than it needs of what it is given.
fn called(of: &JsValue, name: &str, a: &JsValue, b: &JsValue) -> Result<JsValue, JsValue> {
    let method: Function = get(of, name).dyn_into()?;
    method.call3(of, a, b, &NONE)
}

/// Call a method and wait for what it promises.
async fn call(of: &JsValue, name: &str, a: &JsValue, b: &JsValue) -> Result<JsValue, JsValue> {
    let promise: Promise = called(of, name, a, b)?.unchecked_into();
    JsFuture::from(promise).await
}

const NONE: JsValue = JsValue::UNDEFINED;

fn text(value: &JsValue) -> String {
    value.as_string().unwrap_or_default()
}

fn window() -> JsValue {
    js_sys::global().into()
}

fn trouble(error: &JsValue) -> Trouble {
    match text(&get(error, "name")).as_str() {
        "AbortError" => Trouble::Cancelled,
        "NotFoundError" => Trouble::Gone,
        "NotAllowedError" | "SecurityError" => Trouble::Denied,
        "QuotaExceededError" => Trouble::Full,
        "NoModificationAllowedError" | "InvalidModificationError" | "InvalidStateError" => {
            Trouble::Protected
        }
        _ => Trouble::Other(message(error)),
    }
}

/// What is kept of what was chosen. Another tab may have written there, or chosen anew.
async fn chosen() -> Option<(JsValue, Target)> {
    if let Ok(kept) = handles::get(KEY).await
        && let Some(target) = json::parse::<Target>(text(&get(&kept, "target")).as_bytes())
    {
        CHOSEN.set(Some((get(&kept, "handle"), target)));
    }
    CHOSEN.with_borrow(Clone::clone)
}

fn handle() -> JsValue {
    CHOSEN.with_borrow(|chosen| {
        let handle = chosen.as_ref().map(|(handle, _)| handle.clone());
        handle.unwrap_or(JsValue::UNDEFINED)
    })
}

/// What is known at the start.
pub async fn known() -> DiskNews {
    let able = get(&window(), PICK_FILE).is_function();
    let target = if able { chosen().await } else { None };
    DiskNews::Known {
        able,
        target: target.map(|(_, target)| target),
    }
}

/// What time it is where the user is, and what is kept of what was handed out.
#[must_use]
pub fn time() -> DiskNews {
    let now: JsValue = js_sys::Date::new_0().into();
    let behind = called(&now, "getTimezoneOffset", &NONE, &NONE);
    let behind = behind.ok().and_then(|behind| behind.as_f64());
    #[expect(clippy::cast_possible_truncation, reason = "less than a day")]
    let zone = -(behind.unwrap_or_default() as i64);
    DiskNews::Time {
        kept: local::load(HANDED_OUT),
        zone,
    }
}

/// Keep what was handed out, when it is not what it was.
pub fn note(handed: &HandedOut) {
    let is_new = NOTED.with_borrow(|noted| noted.as_ref() != Some(handed));
    if is_new && *handed != HandedOut::default() {
        NOTED.set(Some(handed.clone()));
        local::store(HANDED_OUT, handed);
    }
}

/// Keep what was chosen and written over a reload. Where that cannot be, it is to be chosen again.
pub async fn keep(target: Target) {
    let handle = handle();
    let json = serde_json::to_string(&target).unwrap_or_default();
    CHOSEN.set(Some((handle.clone(), target)));
    let value = object(&[("handle", handle), ("target", json.into())]);
    handles::put(KEY, &value).await.ok();
}

/// Forget what was chosen; the files stay as they are.
pub async fn forget() {
    CHOSEN.set(None);
    handles::put(KEY, &NONE).await.ok();
}

/// Look at what was chosen; where nothing was, let a file be chosen.
pub async fn look(suggested: String) -> DiskNews {
    if !get(&window(), PICK_FILE).is_function() {
        return DiskNews::Unable;
    }
    let Some((handle, target)) = chosen().await else {
        return choose_file(suggested).await;
    };
    let name = target.name.clone();
    match look_at(&handle, target).await {
        Ok(news) => news,
        Err(why) => DiskNews::Failed(name, why),
    }
}

async fn look_at(handle: &JsValue, target: Target) -> Result<DiskNews, Trouble> {
    allowed(handle).await?;
    let mut found = Vec::new();
    for file in &target.written {
        let there = match entry(handle, target.folder, &file.name, false).await {
            Ok(entry) => is_as(&entry, &file.stamp).await,
            Err(why) => Err(why),
        };
        found.push(there);
    }
    let names = if target.folder {
        names(handle).await.map_err(|error| trouble(&error))?
    } else {
        Vec::new()
    };
    Ok(DiskNews::Looked {
        target,
        found,
        names,
    })
}

/// Let a file be chosen.
pub async fn choose_file(suggested: String) -> DiskNews {
    let accept = object(&[("application/json", Array::of1(&".json".into()).into())]);
    let kind = object(&[
        ("description", "Reportmark JSON".into()),
        ("accept", accept),
    ]);
    let options = object(&[
        ("id", "reportmark".into()),
        ("suggestedName", suggested.clone().into()),
        ("types", Array::of1(&kind).into()),
    ]);
    choose(PICK_FILE, &options, false, suggested).await
}

/// Let a folder be chosen.
pub async fn choose_folder() -> DiskNews {
    let options = object(&[("id", "reportmark".into()), ("mode", "readwrite".into())]);
    choose(PICK_FOLDER, &options, true, String::new()).await
}

async fn choose(picker: &str, options: &JsValue, folder: bool, name: String) -> DiskNews {
    if !get(&window(), picker).is_function() {
        return DiskNews::Unable;
    }
    let chosen = async {
        let error = |error: JsValue| trouble(&error);
        let handle = call(&window(), picker, options, &NONE).await;
        let handle = handle.map_err(error)?;
        let mut target = Target {
            folder,
            name: text(&get(&handle, "name")),
            ..Target::default()
        };
        // What was in the file then may be written over, for the user was asked; nothing else.
        if !folder {
            let stamp = stamp_of(&handle).await.map_err(error)?;
            target.written.push(Written {
                name: target.name.clone(),
                document: None,
                stamp,
                exported_at: Timestamp::new(""),
            });
        }
        CHOSEN.set(Some((handle.clone(), target.clone())));
        keep(target.clone()).await;
        look_at(&handle, target).await
    };
    match chosen.await {
        Ok(news) => news,
        Err(why) => DiskNews::Failed(name, why),
    }
}

/// See to it that it may be written there. After a reload the browser asks the user.
async fn allowed(handle: &JsValue) -> Result<(), Trouble> {
    let mode = object(&[("mode", "readwrite".into())]);
    for ask in ["queryPermission", "requestPermission"] {
        if !get(handle, ask).is_function() {
            return Ok(());
        }
        let answer = call(handle, ask, &mode, &NONE).await;
        let answer = answer.map_err(|error| trouble(&error))?;
        if text(&answer) == "granted" {
            return Ok(());
        }
    }
    Err(Trouble::Denied)
}

/// The handle of a file: the one that was chosen, or one of the folder.
async fn entry(of: &JsValue, folder: bool, name: &str, create: bool) -> Result<JsValue, Trouble> {
    if !folder {
        return Ok(of.clone());
    }
    let options = object(&[("create", create.into())]);
    let entry = call(of, "getFileHandle", &name.into(), &options).await;
    entry.map_err(|error| match trouble(&error) {
        // A folder of that name.
        Trouble::Other(_) if text(&get(&error, "name")) == "TypeMismatchError" => {
            Trouble::Protected
        }
        why => why,
    })
}

/// The names of what is in a folder.
async fn names(folder: &JsValue) -> Result<Vec<String>, JsValue> {
    let keys = called(folder, "keys", &NONE, &NONE)?;
    let mut names = Vec::new();
    loop {
        let next = call(&keys, "next", &NONE, &NONE).await?;
        // The last one has no value.
        match get(&next, "value").as_string() {
            Some(name) => names.push(name),
            None => return Ok(names),
        }
    }
}

fn number(of: &JsValue, name: &str) -> u64 {
    let number = get(of, name).as_f64().unwrap_or_default();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "sizes and moments are whole and not negative"
    )]
    let whole = number as u64;
    whole
}

/// SHA-256 of bytes in the memory of the page.
async fn sha256(bytes: &JsValue) -> Result<String, JsValue> {
    let subtle = get(&get(&window(), "crypto"), "subtle");
    let digest = call(&subtle, "digest", &"SHA-256".into(), bytes).await?;
    let hash = TextHash::of_digest(&Uint8Array::new(&digest).to_vec());
    Ok(hash.as_str().into())
}

/// How a file is.
async fn stamp_of(handle: &JsValue) -> Result<Stamp, JsValue> {
    let file = call(handle, "getFile", &NONE, &NONE).await?;
    let bytes = call(&file, "arrayBuffer", &NONE, &NONE).await?;
    Ok(Stamp {
        modified: number(&file, "lastModified"),
        size: number(&file, "size"),
        sha256: sha256(&bytes).await?,
    })
}

/// Whether a file is as it was. One of the same time and size is; another one is read.
async fn is_as(handle: &JsValue, was: &Stamp) -> Result<(), Trouble> {
    let look = async {
        let file = call(handle, "getFile", &NONE, &NONE).await?;
        if number(&file, "lastModified") == was.modified && number(&file, "size") == was.size {
            return Ok(None);
        }
        stamp_of(handle).await.map(Some)
    };
    match look.await {
        Ok(None) => Ok(()),
        Ok(Some(there)) if there.size == was.size && there.sha256 == was.sha256 => Ok(()),
        Ok(Some(there)) => Err(Trouble::Changed(there)),
        Err(error) => Err(trouble(&error)),
    }
}

/// Write a file, if it is so, or if it must not be there, is not.
///
/// # Errors
/// Why it was not written; then it is as it was.
pub async fn write(name: &str, bytes: &[u8], over: Option<&Stamp>) -> Result<Stamp, Trouble> {
    let Some((of, target)) = CHOSEN.with_borrow(Clone::clone) else {
        return Err(Trouble::Gone);
    };
    let folder = target.folder;
    let handle = match (entry(&of, folder, name, false).await, over) {
        (Ok(handle), Some(_)) => handle,
        (Ok(handle), None) => {
            let there = stamp_of(&handle).await;
            return Err(there.map_or_else(|error| trouble(&error), Trouble::Changed));
        }
        (Err(Trouble::Gone), None) => entry(&of, folder, name, true).await?,
        (Err(why), _) => return Err(why),
    };
    let bytes: JsValue = Uint8Array::from(bytes).into();
    let written = swap(&handle, &bytes, over).await;
    if written.is_err() && over.is_none() {
        // Made for this, and empty.
        call(&of, "removeEntry", &name.into(), &NONE).await.ok();
    }
    written
}

/// Write a file beside, and let it take the place of the one that is there when it is whole.
async fn swap(handle: &JsValue, bytes: &JsValue, over: Option<&Stamp>) -> Result<Stamp, Trouble> {
    let error = |error: JsValue| match trouble(&error) {
        // Nobody cancelled anything; the browser did.
        Trouble::Cancelled => Trouble::Other(message(&error)),
        why => why,
    };
    let stream = call(handle, "createWritable", &NONE, &NONE).await;
    let stream = stream.map_err(error)?;
    let written = async {
        let written = call(&stream, "write", bytes, &NONE).await;
        written.map_err(error)?;
        // Another look at the last moment: to make and to write a long file takes its time.
        if let Some(over) = over {
            is_as(handle, over).await?;
        }
        call(&stream, "close", &NONE, &NONE).await.map_err(error)
    };
    if let Err(why) = written.await {
        call(&stream, "abort", &NONE, &NONE).await.ok();
        return Err(why);
    }
    let there = stamp_of(handle).await.map_err(error)?;
    let meant = sha256(bytes).await.map_err(error)?;
    if there.sha256 == meant {
        Ok(there)
    } else {
        Err(Trouble::Other("SHA-256".into()))
    }
}

/// Files of what was chosen, to be opened.
pub async fn files(names: &[String]) -> Vec<File> {
    let mut files = Vec::new();
    let Some((of, target)) = CHOSEN.with_borrow(Clone::clone) else {
        return files;
    };
    for name in names {
        if let Ok(handle) = entry(&of, target.folder, name, false).await
            && let Ok(file) = call(&handle, "getFile", &NONE, &NONE).await
        {
            files.push(file.unchecked_into());
        }
    }
    files
}
