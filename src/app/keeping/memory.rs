//! A storage in memory that fails where a test wants it to.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    ops::Bound,
    rc::Rc,
    sync::Arc,
};

use reportmark_core::{
    model::Texts,
    text::{Text, TextHash},
};

use super::{Fault, Fence, Key, Operation, Shelf, Storage};
use crate::app::Failure;

/// What happens at the call that fails.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::app) enum Mishap {
    /// Nothing is done, and it is said.
    Refused,
    /// There is no room, and nothing is done.
    Full,
    /// It is done, and it is said that it was not: what is tried again is written twice.
    Unsaid,
    /// The program ends before anything is done.
    KilledBefore,
    /// The program ends when it is done, and hears nothing of it.
    KilledAfter,
    /// Of the operations only so many hundredths are done, the last of them in part; the program ends.
    /// No medium that writes all or nothing does this; a broken disk may.
    Torn(usize),
}

/// What is on the disk. It outlasts the program.
#[derive(Default)]
pub(in crate::app) struct Disk {
    shelves: RefCell<BTreeMap<(Shelf, Key), Vec<u8>>>,
    fence: Cell<Fence>,
    /// How often it was called since a mishap was set.
    calls: Cell<usize>,
    mishap: Cell<Option<(usize, Mishap)>>,
    is_dead: Cell<bool>,
}

/// The disk, as a program has it.
#[derive(Clone, Default)]
pub(in crate::app) struct Memory(pub(in crate::app) Rc<Disk>);

impl Disk {
    /// Let this happen at the nth call from now, from 1 on; or nothing.
    pub(in crate::app) fn set(&self, mishap: Option<(usize, Mishap)>) {
        self.calls.set(0);
        self.is_dead.set(false);
        self.mishap.set(mishap);
    }

    pub(in crate::app) fn calls(&self) -> usize {
        self.calls.get()
    }

    /// Change a stored value.
    pub(in crate::app) fn alter(&self, shelf: Shelf, key: Key, alter: impl FnOnce(&mut Vec<u8>)) {
        if let Some(value) = self.shelves.borrow_mut().get_mut(&(shelf, key)) {
            alter(value);
        }
    }

    fn mishap(&self) -> Option<Mishap> {
        self.calls.set(self.calls.get() + 1);
        let now = self
            .mishap
            .get()
            .filter(|(nth, _)| *nth == self.calls.get());
        now.map(|(_, mishap)| mishap)
    }

    fn apply(&self, operation: &Operation, is_torn: bool) {
        let mut shelves = self.shelves.borrow_mut();
        match operation {
            Operation::Put(shelf, key, content) => {
                let mut bytes = match content.encoded() {
                    Ok(encoded) => encoded.into_bytes(),
                    Err(bytes) => bytes.to_vec(),
                };
                if is_torn {
                    bytes.truncate(bytes.len() / 2);
                }
                shelves.insert((*shelf, key.clone()), bytes);
            }
            Operation::Delete(shelf, from, to) => shelves.retain(|(own, key), _| {
                let after = match from {
                    Bound::Included(from) => key >= from,
                    Bound::Excluded(from) => key > from,
                    Bound::Unbounded => true,
                };
                let before = match to {
                    Bound::Included(to) => key <= to,
                    Bound::Excluded(to) => key < to,
                    Bound::Unbounded => true,
                };
                own != shelf || !(after && before)
            }),
        }
    }
}

fn failed(quota: bool) -> Fault {
    Fault::Failed(Failure::Storage {
        why: "a mishap".into(),
        quota,
        room: None,
    })
}

/// What a program that has ended waits for.
async fn never() -> Fault {
    std::future::pending().await
}

impl Memory {
    async fn call<T>(
        &self,
        job: impl FnOnce(Option<usize>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        if self.0.is_dead.get() {
            return Err(never().await);
        }
        match self.0.mishap() {
            None => job(None),
            Some(Mishap::Refused) => Err(failed(false)),
            Some(Mishap::Full) => Err(failed(true)),
            Some(Mishap::Unsaid) => {
                job(None)?;
                Err(failed(false))
            }
            Some(end) => {
                match end {
                    Mishap::KilledAfter => drop(job(None)),
                    Mishap::Torn(hundredths) => drop(job(Some(hundredths))),
                    _ => {}
                }
                self.0.is_dead.set(true);
                Err(never().await)
            }
        }
    }
}

impl Storage for Memory {
    async fn claim(&self) -> Result<Fence, Fault> {
        self.call(|_| {
            self.0.fence.set(self.0.fence.get() + 1);
            Ok(self.0.fence.get())
        })
        .await
    }

    async fn write(&self, fence: Fence, operations: &[Operation]) -> Result<(), Fault> {
        self.call(|torn| {
            if self.0.fence.get() != fence {
                return Err(Fault::Overtaken);
            }
            let count = torn.map_or(operations.len(), |part| operations.len() * part / 100 + 1);
            for (nth, operation) in operations.iter().take(count).enumerate() {
                self.0.apply(operation, torn.is_some() && nth + 1 == count);
            }
            Ok(())
        })
        .await
    }

    async fn read(
        &self,
        shelf: Shelf,
        from: Bound<Key>,
        to: Bound<Key>,
    ) -> Result<Vec<(Key, Vec<u8>)>, Fault> {
        self.call(|_| {
            let shelves = self.0.shelves.borrow();
            let ends = std::ops::RangeBounds::contains;
            let found = shelves
                .iter()
                .filter(|((own, key), _)| *own == shelf && ends(&(from.clone(), to.clone()), key));
            Ok(found
                .map(|((_, key), value)| (key.clone(), value.clone()))
                .collect())
        })
        .await
    }

    async fn texts(&self, of: Option<&str>) -> Result<(Texts, usize), Fault> {
        self.call(|_| {
            let (mut texts, mut lost) = (Texts::new(), 0);
            for ((shelf, key), bytes) in &*self.0.shelves.borrow() {
                let Key::Name(name) = key else { continue };
                if *shelf != Shelf::Texts || of.is_some_and(|of| of != name) {
                    continue;
                }
                let hash = TextHash::of(bytes);
                match String::from_utf8(bytes.clone()) {
                    Ok(text) if hash.as_str() == name => {
                        texts.insert(hash.clone(), Arc::new(Text::hashed(text, hash)));
                    }
                    _ => lost += 1,
                }
            }
            Ok((texts, lost))
        })
        .await
    }
}
