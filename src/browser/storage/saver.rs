//! Writes what comes, in order, and says when it is kept.

use std::{cell::RefCell, collections::VecDeque, rc::Rc};

use gloo_timers::future::TimeoutFuture;
use reportmark_core::journal::Sequence;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::DomException;

use super::store::{Store, Write};
use crate::{
    app::{Effect, Failure, Kept},
    browser::files::message,
};

/// Milliseconds to wait before a failed write is tried again; then the last of them each time.
const RETRY: [u32; 4] = [200, 1_000, 5_000, 15_000];

/// Milliseconds that a long text waits, so that the user sees it before it is stored. What is done
/// in that moment waits with it, for it builds on it; nothing else waits.
const AFTER_PAINT: u32 = 300;

/// Milliseconds that anything waits: what the user waits for, the paint of what was done, comes first.
const AFTER_FRAME: u32 = 10;

/// Bytes of a text from which on it is long: to store less takes no time.
const LONG: usize = 1 << 18;

fn is_long((write, _): &(Write, Option<Sequence>)) -> bool {
    matches!(write, Write::Text(text) if text.end().bytes() > LONG)
}

struct Queue {
    store: Option<Store>,
    /// What is not kept yet, with the sequence number that is reached with it.
    waiting: VecDeque<(Write, Option<Sequence>)>,
    running: bool,
}

/// The queue of what is to be written.
#[derive(Clone)]
pub struct Saver {
    queue: Rc<RefCell<Queue>>,
    report: Rc<dyn Fn(Kept)>,
}

impl Saver {
    /// A saver that writes into this store and reports what happens.
    pub fn new(store: Option<Store>, report: impl Fn(Kept) + 'static) -> Self {
        Self {
            queue: Rc::new(RefCell::new(Queue {
                store,
                waiting: VecDeque::new(),
                running: false,
            })),
            report: Rc::new(report),
        }
    }

    /// The store, where there is one.
    #[must_use]
    pub fn store(&self) -> Option<Store> {
        self.queue.borrow().store.clone()
    }

    /// Take an effect that writes. Returns the effect when it is none of those.
    pub fn take(&self, effect: Effect) -> Option<Effect> {
        let (write, reached) = match effect {
            Effect::StoreText(text) => (Write::Text(text), None),
            Effect::StoreOriginal { sha256, bytes } => (Write::Original(sha256, bytes), None),
            Effect::Append(record) => {
                let sequence = record.sequence;
                (Write::Record(record), Some(sequence))
            }
            Effect::StoreSnapshot(snapshot) => (Write::Snapshot(snapshot), None),
            Effect::Purge {
                snapshot,
                texts,
                originals,
            } => (Write::Purge(snapshot, texts, originals), None),
            other => return Some(other),
        };
        let mut queue = self.queue.borrow_mut();
        queue.store.as_ref()?;
        queue.waiting.push_back((write, reached));
        if !queue.running {
            queue.running = true;
            spawn_local(self.clone().run());
        }
        None
    }

    /// Write until nothing waits. What came in the meantime is written together.
    async fn run(self) {
        let mut failures = 0;
        TimeoutFuture::new(AFTER_FRAME).await;
        loop {
            if self.queue.borrow().waiting.iter().any(is_long) {
                TimeoutFuture::new(AFTER_PAINT).await;
            }
            let (store, batch) = {
                let mut queue = self.queue.borrow_mut();
                let batch: Vec<_> = queue.waiting.iter().cloned().collect();
                if batch.is_empty() {
                    queue.running = false;
                    return;
                }
                (queue.store.clone(), batch)
            };
            let Some(mut store) = store else { return };
            let reached = batch.iter().filter_map(|(_, reached)| *reached).max();
            let writes: Vec<_> = batch.into_iter().map(|(write, _)| write).collect();
            match store.write(&writes).await {
                Ok(()) => {
                    failures = 0;
                    {
                        let mut queue = self.queue.borrow_mut();
                        queue.waiting.drain(..writes.len());
                        queue.store = Some(store);
                    }
                    if let Some(sequence) = reached {
                        (self.report)(Kept::UpTo(sequence));
                    }
                }
                Err(error) => {
                    // A first failure may pass by itself; from the second on it is said.
                    if failures > 0 {
                        (self.report)(Kept::Failed(storage_failure(&error)));
                    }
                    let wait = RETRY.get(failures).or(RETRY.last()).copied();
                    failures += 1;
                    TimeoutFuture::new(wait.unwrap_or(1_000)).await;
                }
            }
        }
    }
}

/// What a storage exception means.
#[must_use]
pub fn storage_failure(error: &JsValue) -> Failure {
    let (why, quota) = error.dyn_ref::<DomException>().map_or_else(
        || (message(error), false),
        |exception| {
            let name = exception.name();
            let quota = name == "QuotaExceededError";
            (format!("{name}: {}", exception.message()), quota)
        },
    );
    Failure::Storage { why, quota }
}
