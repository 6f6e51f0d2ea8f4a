//! What a project was: back from what it is, record by record.

use alloc::{collections::BTreeMap, sync::Arc};

use crate::{
    change::{Change, Conflict, Transaction, apply},
    model::{DocumentId, Project, Texts},
};

/// A project as it was at some time.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Past {
    /// The project, but for the documents that are [gone](Self::gone).
    pub project: Project,
    gone: BTreeMap<DocumentId, Arc<str>>,
}

impl From<&Project> for Past {
    fn from(project: &Project) -> Self {
        Self {
            project: project.clone(),
            gone: BTreeMap::new(),
        }
    }
}

impl Past {
    /// The names of documents that were there then and cannot come back: they were removed for good,
    /// with their texts.
    pub fn gone(&self) -> impl Iterator<Item = &Arc<str>> {
        self.gone.values()
    }

    /// As it was before a transaction that led to what is here.
    ///
    /// # Errors
    /// A [`Conflict`] when the transaction did not lead here: nothing before it is known.
    pub fn before(&self, texts: &Texts, transaction: &Transaction) -> Result<Self, Conflict> {
        let mut gone = self.gone.clone();
        let mut inverse = transaction.inverse();
        inverse.changes.retain(|change| match change {
            Change::Add(_, data) if !texts.contains_key(&data.text) => {
                gone.insert(data.head.id.clone(), Arc::clone(&data.head.name));
                false
            }
            // Before it came it was not gone either.
            Change::Remove(_, data) => gone.remove(&data.head.id).is_none(),
            other => other.document().is_none_or(|id| !gone.contains_key(id)),
        });
        Ok(Self {
            project: apply(&self.project, texts, &inverse)?,
            gone,
        })
    }
}
