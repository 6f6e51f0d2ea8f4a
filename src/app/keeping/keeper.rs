//! Writes one batch, and reads what is there.

use std::{ops::Bound, sync::Arc};

use reportmark_core::{
    journal::{Damage, Lost, PartKey, Recovered, SNAPSHOT_EVERY, Sequence, Stored, recover},
    model::Texts,
};

use super::{Fault, Fence, Key, Shelf, Storage, Write};

/// What was in the store.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The project.
    pub recovered: Recovered,
    /// The texts of its documents.
    pub texts: Texts,
    /// How many texts could not be read.
    pub texts_lost: usize,
}

impl Loaded {
    /// Whether some of it was stored by a later version of the program.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        self.recovered.lost.iter().any(|lost| {
            matches!(
                lost,
                Lost::Snapshot(_, Damage::Newer)
                    | Lost::Document(_, Damage::Newer)
                    | Lost::Record(_, Damage::Newer)
            )
        })
    }
}

/// Writes to a storage and reads from it.
#[derive(Clone, Debug)]
pub struct Keeper<S> {
    storage: S,
    /// Under what it writes; none while it has not begun to.
    fence: Option<Fence>,
    /// The last change that was read.
    loaded: Option<Sequence>,
    /// Snapshots in the store with the parts they need, the oldest first.
    generations: Vec<(Sequence, Vec<PartKey>)>,
    /// Texts in the store. None is written twice: what is there and whole is left as it is.
    texts: Texts,
}

impl<S: Storage> Keeper<S> {
    /// One that only reads.
    pub const fn new(storage: S) -> Self {
        Self {
            storage,
            fence: None,
            loaded: None,
            generations: Vec::new(),
            texts: Texts::new(),
        }
    }

    /// The storage.
    pub const fn storage(&self) -> &S {
        &self.storage
    }

    /// Begin to write. What is to be written on top of has to be [loaded](Self::load) after that.
    ///
    /// # Errors
    /// The medium failed.
    pub async fn claim(&mut self) -> Result<(), Fault> {
        self.fence = Some(self.storage.claim().await?);
        Ok(())
    }

    /// Read the project: the newest snapshot, the journal behind it, and of what is before as much as
    /// undo may want. Only where something of that is damaged, all there is.
    ///
    /// # Errors
    /// The medium failed.
    pub async fn load(&mut self) -> Result<Loaded, Fault> {
        let (texts, texts_lost) = self.storage.texts(None).await?;
        self.texts.clone_from(&texts);
        let mut stored = Stored::default();
        let all = || (Bound::Unbounded, Bound::Unbounded);
        let (from, to) = all();
        for (key, bytes) in self.storage.read(Shelf::Heads, from, to).await? {
            stored.heads.extend(key.number().map(|key| (key, bytes)));
        }
        let (from, to) = all();
        for (key, bytes) in self.storage.read(Shelf::Parts, from, to).await? {
            if let Key::Name(part) = key {
                stored.parts.insert(part, bytes);
            }
        }
        self.generations = stored.generations();
        let newest = self.generations.last().map_or(0, |(newest, _)| *newest);
        // So many steps, at least, can be undone after a start.
        let mut from = newest.saturating_sub(2 * SNAPSHOT_EVERY);
        loop {
            let records = (Bound::Excluded(Key::Number(from)), Bound::Unbounded);
            for (key, bytes) in self
                .storage
                .read(Shelf::Journal, records.0, records.1)
                .await?
            {
                stored.journal.extend(key.number().map(|key| (key, bytes)));
            }
            let recovered = recover(&stored, &texts);
            if recovered.lost.is_empty() || from == 0 {
                self.loaded = Some(recovered.sequence);
                return Ok(Loaded {
                    recovered,
                    texts,
                    texts_lost,
                });
            }
            from = 0;
        }
    }

    /// Write all of this together.
    ///
    /// # Errors
    /// [`Fault::Overtaken`] when somebody else began to write; or the medium failed. What was not written can be given again.
    pub async fn write(&mut self, writes: &[Write]) -> Result<(), Fault> {
        let fence = match self.fence {
            Some(fence) => fence,
            None => self.claim_late().await?,
        };
        let mut operations = Vec::with_capacity(writes.len());
        let is_snapshot = |write: &Write| matches!(write, Write::Snapshot(_) | Write::Purge(..));
        let mut generations = Vec::new();
        if writes.iter().any(is_snapshot) {
            generations.clone_from(&self.generations);
        }
        let purges = writes.iter().any(|write| matches!(write, Write::Purge(..)));
        for write in writes {
            if purges || !self.is_there(write) {
                write.plan(&mut operations, &mut generations);
            }
        }
        self.storage.write(fence, &operations).await?;
        if !generations.is_empty() {
            self.generations = generations;
        }
        for write in writes {
            match write {
                Write::Text(text) => drop(self.texts.insert(text.hash().clone(), Arc::clone(text))),
                Write::Purge(_, kept, _) => {
                    let before = std::mem::take(&mut self.texts);
                    for hash in kept {
                        if let Some(text) = before.get(hash) {
                            self.texts.insert(hash.clone(), Arc::clone(text));
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Begin to write behind a start at which the medium failed: unless somebody else wrote since.
    async fn claim_late(&mut self) -> Result<Fence, Fault> {
        let fence = self.storage.claim().await?;
        let since = Bound::Excluded(Key::Number(self.loaded.ok_or(Fault::Overtaken)?));
        let since = self.storage.read(Shelf::Journal, since, Bound::Unbounded);
        if !since.await?.is_empty() {
            return Err(Fault::Overtaken);
        }
        self.fence = Some(fence);
        Ok(fence)
    }

    fn is_there(&self, write: &Write) -> bool {
        matches!(write, Write::Text(text) if self.texts.contains_key(text.hash()))
    }
}
