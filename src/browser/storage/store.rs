//! What is kept where.

use std::sync::Arc;

use js_sys::{Array, Uint8Array};
use reportmark_core::{
    collections::ordered,
    journal::{Encoded, GENERATIONS, PartKey, Record, Sequence, Snapshot, Stored},
    model::Texts,
    text::{Text, TextHash},
};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbTransaction};

use super::{
    super::sha256,
    idb,
    value::{bytes, of_bytes, of_value},
};

const DATABASE: &str = "reportmark";
/// The version of the stores, not of what is in them.
const VERSION: u32 = 1;

const TEXTS: &str = "texts";
const ORIGINALS: &str = "originals";
const JOURNAL: &str = "journal";
const HEADS: &str = "snapshots";
const PARTS: &str = "parts";
const ALL: [&str; 5] = [TEXTS, ORIGINALS, JOURNAL, HEADS, PARTS];

/// The project whose records these are. One for now; keys have its name, so that more can come.
const PROJECT: &str = "default";

/// Something to be written. What is given together is written together or not at all.
#[derive(Clone, Debug)]
pub(super) enum Write {
    Text(Arc<Text>),
    Original(String, Arc<[u8]>),
    Record(Arc<Record>),
    Snapshot(Arc<Snapshot>),
    /// Only what this snapshot, these texts and these originals need stays.
    Purge(Arc<Snapshot>, Vec<TextHash>, Vec<String>),
}

/// What was in the store.
#[derive(Debug)]
pub struct Loaded {
    /// Journal and snapshots.
    pub stored: Stored,
    /// Texts whose hash is right.
    pub texts: Texts,
    /// How many texts have another hash than their key says.
    pub texts_lost: usize,
}

/// The open database.
#[derive(Clone, Debug)]
pub struct Store {
    database: IdbDatabase,
    /// Snapshots in the store with the parts they need, the oldest first.
    generations: Vec<(Sequence, Vec<PartKey>)>,
}

fn key(of: &JsValue) -> JsValue {
    Array::of2(&PROJECT.into(), of).into()
}

fn number(sequence: Sequence) -> JsValue {
    // Exact up to 2^53 changes.
    #[expect(clippy::cast_precision_loss, reason = "no project has 2^53 changes")]
    JsValue::from_f64(sequence as f64)
}

/// All keys of the project, between these two. An empty array sorts behind numbers and strings.
fn range(from: &JsValue, to: &JsValue) -> Result<JsValue, JsValue> {
    IdbKeyRange::bound(&key(from), &key(to)).map(JsValue::from)
}

/// Keys and values of a store, of the project or of all.
async fn entries(
    transaction: &IdbTransaction,
    store: &str,
    of_project: bool,
) -> Result<Vec<(JsValue, Vec<u8>)>, JsValue> {
    let store = transaction.object_store(store)?;
    let wanted = if of_project {
        range(&number(0), &Array::new().into())?
    } else {
        JsValue::UNDEFINED
    };
    // Both are asked for before either is waited for, while the transaction is active.
    let keys = store.get_all_keys_with_key(&wanted)?;
    let values = store.get_all_with_key(&wanted)?;
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

fn second(key: &JsValue) -> JsValue {
    key.dyn_ref::<Array>()
        .map_or(JsValue::NULL, |pair| pair.get(1))
}

fn sequence(key: &JsValue) -> Option<Sequence> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "written by `number`"
    )]
    second(key).as_f64().map(|n| n as Sequence)
}

impl Store {
    /// Open the database.
    ///
    /// # Errors
    /// The browser's exception: no IndexedDB, no permission, no room, or a later version there.
    pub async fn open() -> Result<Self, JsValue> {
        let database = idb::open(DATABASE, VERSION, |database| {
            for name in ALL {
                if !database.object_store_names().contains(name) {
                    database.create_object_store(name).ok();
                }
            }
        })
        .await?;
        Ok(Self {
            database,
            generations: Vec::new(),
        })
    }

    /// Read everything.
    ///
    /// # Errors
    /// The browser's exception.
    pub async fn load(&mut self) -> Result<Loaded, JsValue> {
        let mut stored = Stored::default();
        let read = || idb::transaction(&self.database, &ALL, false);
        for (key, bytes) in entries(&read()?, HEADS, true).await? {
            stored
                .heads
                .extend(sequence(&key).map(|sequence| (sequence, bytes)));
        }
        for (key, bytes) in entries(&read()?, PARTS, true).await? {
            stored
                .parts
                .extend(second(&key).as_string().map(|part| (part, bytes)));
        }
        for (key, bytes) in entries(&read()?, JOURNAL, true).await? {
            stored
                .journal
                .extend(sequence(&key).map(|sequence| (sequence, bytes)));
        }
        let mut texts = Texts::new();
        let mut texts_lost = 0;
        for (key, bytes) in entries(&read()?, TEXTS, false).await? {
            let stated = key.as_string().unwrap_or_default();
            let hash = sha256::checked(&bytes, &stated).await;
            match String::from_utf8(bytes) {
                Ok(text) if hash.as_str() == stated => {
                    texts.insert(hash.clone(), Arc::new(Text::hashed(text, hash)));
                }
                _ => texts_lost += 1,
            }
        }
        self.generations = stored.generations();
        Ok(Loaded {
            stored,
            texts,
            texts_lost,
        })
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

    /// Write together, and wait until it is kept.
    ///
    /// # Errors
    /// The browser's exception; then nothing of it was written.
    pub(super) async fn write(&mut self, writes: &[Write]) -> Result<(), JsValue> {
        let mut values = Vec::with_capacity(writes.len());
        for write in writes {
            ready(write, &mut values).await?;
        }
        let transaction = idb::transaction(&self.database, &ALL, true)?;
        let mut generations = self.generations.clone();
        for value in &values {
            if let Err(error) = put(&transaction, value, &mut generations) {
                transaction.abort().ok();
                return Err(error);
            }
        }
        idb::complete(&transaction).await?;
        self.generations = generations;
        Ok(())
    }
}

/// What is to be written, made before the transaction begins: one that waits is over.
enum Ready<'w> {
    /// A value of a store under a key.
    Value(&'static str, JsValue, JsValue),
    Snapshot(&'w Snapshot, Vec<(JsValue, JsValue)>, usize),
    Keep(&'static str, Vec<&'w str>),
}

async fn ready<'w>(write: &'w Write, ready: &mut Vec<Ready<'w>>) -> Result<(), JsValue> {
    match write {
        Write::Text(text) => ready.push(Ready::Value(
            TEXTS,
            text.hash().as_str().into(),
            of_bytes(text.as_str().as_bytes()).await?,
        )),
        Write::Original(sha256, bytes) => ready.push(Ready::Value(
            ORIGINALS,
            sha256.as_str().into(),
            of_bytes(bytes).await?,
        )),
        Write::Record(record) => {
            let value = of_value(Encoded::of_record(record)).await?;
            let key = key(&number(record.sequence));
            ready.push(Ready::Value(JOURNAL, key, value));
        }
        Write::Snapshot(snapshot) => {
            let parts = parts(snapshot).await?;
            ready.push(Ready::Snapshot(snapshot, parts, GENERATIONS));
        }
        Write::Purge(snapshot, texts, originals) => {
            let parts = parts(snapshot).await?;
            ready.push(Ready::Snapshot(snapshot, parts, 1));
            let texts = texts.iter().map(TextHash::as_str).collect();
            ready.push(Ready::Keep(TEXTS, texts));
            let originals = originals.iter().map(String::as_str).collect();
            ready.push(Ready::Keep(ORIGINALS, originals));
        }
    }
    Ok(())
}

/// The parts of a snapshot that are not stored yet, with their keys.
async fn parts(snapshot: &Snapshot) -> Result<Vec<(JsValue, JsValue)>, JsValue> {
    let mut parts = Vec::with_capacity(snapshot.parts.len());
    for (part, document) in &snapshot.parts {
        let value = of_value(Encoded::of_document(document)).await?;
        parts.push((key(&part.as_str().into()), value));
    }
    Ok(parts)
}

fn put(
    transaction: &IdbTransaction,
    ready: &Ready<'_>,
    generations: &mut Vec<(Sequence, Vec<PartKey>)>,
) -> Result<(), JsValue> {
    let store = |name| transaction.object_store(name);
    match ready {
        Ready::Value(name, key, value) => {
            store(name)?.put_with_key(value, key)?;
        }
        Ready::Snapshot(snapshot, parts, keep) => {
            for (key, value) in parts {
                store(PARTS)?.put_with_key(value, key)?;
            }
            put_snapshot(transaction, snapshot, generations, *keep)?;
        }
        Ready::Keep(name, keys) => keep_only(&store(name)?, keys)?,
    }
    Ok(())
}

/// Put the head of a snapshot in, and drop the generations beyond those to be kept with what only
/// they need.
fn put_snapshot(
    transaction: &IdbTransaction,
    snapshot: &Snapshot,
    generations: &mut Vec<(Sequence, Vec<PartKey>)>,
    keep: usize,
) -> Result<(), JsValue> {
    let parts = transaction.object_store(PARTS)?;
    let heads = transaction.object_store(HEADS)?;
    heads.put_with_key(
        &Uint8Array::from(snapshot.head.as_slice()).into(),
        &key(&number(snapshot.sequence)),
    )?;
    generations.retain(|(sequence, _)| *sequence != snapshot.sequence);
    generations.push((snapshot.sequence, snapshot.needs.clone()));
    let dropped: Vec<_> = generations
        .drain(..generations.len().saturating_sub(keep))
        .collect();
    let needed = |part: &PartKey| generations.iter().any(|(_, needs)| needs.contains(part));
    for (sequence, needs) in dropped {
        heads.delete(&key(&number(sequence)))?;
        for part in needs.iter().filter(|part| !needed(part)) {
            parts.delete(&key(&part.as_str().into()))?;
        }
    }
    if generations.len() == keep
        && let Some((oldest, _)) = generations.first()
    {
        let old = range(&number(0), &number(*oldest))?;
        transaction.object_store(JOURNAL)?.delete(&old)?;
    }
    Ok(())
}

/// Delete every key that is not among these: the stretches between them.
fn keep_only(store: &IdbObjectStore, keys: &[&str]) -> Result<(), JsValue> {
    let keys = ordered(keys.iter().map(|&key| String::from(key)));
    let mut from: Option<&str> = None;
    for key in keys.iter().map(String::as_str) {
        let gap = match from {
            Some(from) if from == key => continue,
            Some(from) => IdbKeyRange::bound_with_lower_open_and_upper_open(
                &from.into(),
                &key.into(),
                true,
                true,
            )?,
            None => IdbKeyRange::upper_bound_with_open(&key.into(), true)?,
        };
        store.delete(&gap)?;
        from = Some(key);
    }
    match from {
        Some(from) => {
            store.delete(&IdbKeyRange::lower_bound_with_open(&from.into(), true)?.into())?
        }
        None => store.clear()?,
    };
    Ok(())
}
