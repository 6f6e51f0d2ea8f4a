//! Documents and the project: named, moved, opened; the scheme and the lexicon.

use alloc::{sync::Arc, vec, vec::Vec};

use crate::{
    change::{Change, Edit, Intent, Swap, Transaction},
    model::{
        Document, DocumentData, DocumentId, DocumentStatus, Lexicon, Members, Project, Timestamp,
    },
    scheme::Scheme,
};

/// Set how far the work on a document is.
#[must_use]
pub fn set_status(document: &Document, status: DocumentStatus) -> Option<Transaction> {
    let before = document.head.status;
    (before != status).then(|| {
        let swap = Swap {
            before,
            after: status,
        };
        Transaction::of(Intent::Status, document.id(), vec![Edit::Status(swap)])
    })
}

/// Rename a document. None for an empty name.
#[must_use]
pub fn rename(document: &Document, name: &str) -> Option<Transaction> {
    let name = name.trim();
    (!name.is_empty() && *name != *document.head.name).then(|| {
        let swap = Swap {
            before: Arc::clone(&document.head.name),
            after: name.into(),
        };
        Transaction::of(Intent::Rename, document.id(), vec![Edit::Name(swap)])
    })
}

/// Put a document into the bin.
#[must_use]
pub fn bin(document: &Document, now: Timestamp) -> Option<Transaction> {
    set_binned(document, Some(now), Intent::Bin)
}

/// Take a document out of the bin.
#[must_use]
pub fn restore(document: &Document) -> Option<Transaction> {
    set_binned(document, None, Intent::Restore)
}

fn set_binned(
    document: &Document,
    after: Option<Timestamp>,
    intent: Intent,
) -> Option<Transaction> {
    let before = document.head.binned_at.clone();
    (before.is_some() != after.is_some()).then(|| {
        let edit = Edit::Binned(Swap { before, after });
        Transaction::of(intent, document.id(), vec![edit])
    })
}

/// Add documents behind those that are there.
#[must_use]
pub fn open(project: &Project, documents: Vec<DocumentData>) -> Transaction {
    let first = project.documents.len();
    Transaction {
        intent: Intent::Open,
        changes: documents
            .into_iter()
            .enumerate()
            .map(|(nth, document)| Change::Add(first + nth, document.into()))
            .collect(),
    }
}

/// Put a document in the place of another: the same file in another encoding.
#[must_use]
pub fn reopen(project: &Project, old: &DocumentId, new: DocumentData) -> Option<Transaction> {
    replace_document(project, old, new, Intent::Reopen)
}

/// Put an annotated document in the place of one of the same text that has no annotations.
#[must_use]
pub fn join(project: &Project, old: &DocumentId, new: DocumentData) -> Option<Transaction> {
    replace_document(project, old, new, Intent::Join)
}

fn replace_document(
    project: &Project,
    old: &DocumentId,
    new: DocumentData,
    intent: Intent,
) -> Option<Transaction> {
    let at = project.index_of(old)?;
    let before = project.documents.get(at)?.to_data();
    Some(Transaction {
        intent,
        changes: vec![
            Change::Remove(at, before.into()),
            Change::Add(at, new.into()),
        ],
    })
}

/// Remove documents of the bin for good.
#[must_use]
pub fn purge(project: &Project) -> Option<Transaction> {
    let changes: Vec<_> = project
        .documents
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, document)| document.head.binned_at.is_some())
        .map(|(at, document)| Change::Remove(at, document.to_data().into()))
        .collect();
    (!changes.is_empty()).then_some(Transaction {
        intent: Intent::Purge,
        changes,
    })
}

/// Put another scheme in force. What becomes of spans whose label it lacks is for other changes of
/// the same step, which come before.
#[must_use]
pub fn set_scheme(project: &Project, scheme: Scheme, before: Vec<Change>) -> Option<Transaction> {
    if *project.scheme == scheme && before.is_empty() {
        return None;
    }
    let mut changes = before;
    changes.push(Change::Scheme(Swap {
        before: Arc::clone(&project.scheme),
        after: Arc::new(scheme),
    }));
    Some(Transaction {
        intent: Intent::Scheme,
        changes,
    })
}

/// Replace the lexicon of bodies.
#[must_use]
pub fn set_lexicon(project: &Project, lexicon: &Lexicon) -> Option<Transaction> {
    let mut members = Members::clone(&project.extra);
    lexicon.write(&mut members);
    (*project.extra != members).then(|| Transaction {
        intent: Intent::Lexicon,
        changes: vec![Change::Extra(Swap {
            before: Arc::clone(&project.extra),
            after: Arc::new(members),
        })],
    })
}
