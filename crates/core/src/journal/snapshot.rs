//! Snapshots: a head that lists the documents, and a part for each of them.
//!
//! A document that did not change since the last snapshot keeps its part, so a snapshot costs
//! what changed.

use alloc::{collections::BTreeMap, format, string::String, sync::Arc, vec::Vec};
use serde::Serialize;

use super::{Damage, Encoded, Sequence, VERSION, sealed};
use crate::{
    model::{Document, DocumentData, DocumentId, Members, Project},
    scheme::Scheme,
};

/// The key of a part: which document, as of which sequence number.
pub type PartKey = String;

/// What a snapshot says of the project, and which parts belong to it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Head {
    /// [`VERSION`] of the stored form.
    pub version: u32,
    /// The last record that is in it.
    pub sequence: Sequence,
    /// The scheme.
    pub scheme: Scheme,
    /// Members of the project that this version does not use.
    pub extra: Members,
    /// The parts, in the order of the list of documents.
    pub parts: Vec<PartKey>,
}

crate::from_json_object!(Head {
    version,
    sequence,
    scheme,
    extra,
    parts
});

/// A snapshot to be stored, in one transaction.
#[derive(Clone, PartialEq, Debug)]
pub struct Snapshot {
    /// The last record that is in it; its key.
    pub sequence: Sequence,
    /// The bytes of its [`Head`].
    pub head: Vec<u8>,
    /// Parts that are not stored yet: documents, to be [encoded](super::Encoded::of_document).
    pub parts: Vec<(PartKey, Arc<Document>)>,
    /// All parts that this generation needs.
    pub needs: Vec<PartKey>,
}

/// Makes snapshots and remembers which parts are stored.
#[derive(Clone, Debug, Default)]
pub struct Snapshots {
    stored: BTreeMap<DocumentId, (Arc<Document>, PartKey)>,
}

impl Snapshots {
    /// A snapshot of the project as it is after the record of that number.
    pub fn take(&mut self, project: &Project, sequence: Sequence) -> Snapshot {
        let mut parts = Vec::new();
        let mut needs = Vec::with_capacity(project.documents.len());
        let mut stored = BTreeMap::new();
        for document in &project.documents {
            let id = document.id().clone();
            let kept = self
                .stored
                .get(&id)
                .filter(|(as_of, _)| Arc::ptr_eq(as_of, document));
            let key = match kept {
                Some((_, key)) => key.clone(),
                None => {
                    let key = format!("{}@{sequence}", id.as_str());
                    parts.push((key.clone(), Arc::clone(document)));
                    key
                }
            };
            needs.push(key.clone());
            stored.insert(id, (Arc::clone(document), key));
        }
        self.stored = stored;
        let head = Head {
            version: VERSION,
            sequence,
            scheme: Scheme::clone(&project.scheme),
            extra: Members::clone(&project.extra),
            parts: needs.clone(),
        };
        Snapshot {
            sequence,
            head: Encoded::of_value(&head).into_bytes(),
            parts,
            needs,
        }
    }

    /// What is stored can no longer be relied on: the next snapshot writes every part.
    pub fn forget(&mut self) {
        self.stored.clear();
    }
}

pub(super) fn open_head(bytes: &[u8]) -> Result<Head, Damage> {
    let head: Head = sealed::open(bytes)?;
    if head.version > VERSION {
        return Err(Damage::Newer);
    }
    Ok(head)
}

pub(super) fn open_part(bytes: &[u8]) -> Result<DocumentData, Damage> {
    sealed::open(bytes)
}
