//! A project: its scheme, its documents, and the texts they stand on.

use alloc::{collections::BTreeMap, sync::Arc, vec::Vec};

use super::{Document, DocumentId, Members};
use crate::{
    scheme::Scheme,
    text::{Text, TextHash},
};

/// Texts by their hash. They only come in: which documents use one is the project's business.
pub type Texts = BTreeMap<TextHash, Arc<Text>>;

/// All that a user works on at a time.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Project {
    /// The scheme in force.
    pub scheme: Arc<Scheme>,
    /// The documents in the order of the list, those in the bin among them.
    pub documents: Vec<Arc<Document>>,
    /// Members of a native file that this version does not use.
    pub extra: Arc<Members>,
}

impl Project {
    /// The document of that id.
    #[must_use]
    pub fn document(&self, id: &DocumentId) -> Option<&Arc<Document>> {
        self.documents.iter().find(|document| document.id() == id)
    }

    /// Those that are not in the bin.
    pub fn present(&self) -> impl DoubleEndedIterator<Item = &Arc<Document>> + Clone {
        self.documents
            .iter()
            .filter(|document| document.head.binned_at.is_none())
    }

    /// Those in the bin.
    pub fn binned(&self) -> impl Iterator<Item = &Arc<Document>> + Clone {
        self.documents
            .iter()
            .filter(|document| document.head.binned_at.is_some())
    }

    /// Where a document stands in the list.
    #[must_use]
    pub fn index_of(&self, id: &DocumentId) -> Option<usize> {
        self.documents
            .iter()
            .position(|document| document.id() == id)
    }
}
