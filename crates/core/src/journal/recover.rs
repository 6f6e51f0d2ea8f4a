//! How a project comes back: the newest sound snapshot, and the journal after it.

use alloc::{collections::BTreeMap, sync::Arc, vec::Vec};

use super::{
    Damage, Head, PartKey, Record, Sequence, record,
    snapshot::{open_head, open_part},
};
use crate::{
    change::{Change, Conflict, History, Transaction, apply},
    model::{Document, DocumentId, Project, Texts},
};

/// What a store holds of a project.
#[derive(Clone, Debug, Default)]
pub struct Stored {
    /// Heads of snapshots, by the last record in them.
    pub heads: BTreeMap<Sequence, Vec<u8>>,
    /// Parts of snapshots.
    pub parts: BTreeMap<PartKey, Vec<u8>>,
    /// Records of the journal.
    pub journal: BTreeMap<Sequence, Vec<u8>>,
}

impl Stored {
    /// The snapshots that can be read, the oldest first, each with the parts that it needs.
    #[must_use]
    pub fn generations(&self) -> Vec<(Sequence, Vec<PartKey>)> {
        self.heads
            .iter()
            .filter_map(|(&sequence, bytes)| Some((sequence, open_head(bytes).ok()?.parts)))
            .collect()
    }
}

/// Something that could not be brought back.
#[derive(Clone, PartialEq, Debug)]
pub enum Lost {
    /// A snapshot; an older one and more of the journal stood in for it, as far as they could.
    Snapshot(Sequence, Damage),
    /// A document of a snapshot that nothing could stand in for.
    Document(PartKey, Damage),
    /// A record.
    Record(Sequence, Damage),
    /// A record that does not follow from what came before it, as a whole or for some of its
    /// documents.
    Unapplied(Sequence, Conflict),
    /// Records that are not there.
    Missing {
        /// The first.
        from: Sequence,
        /// The last.
        to: Sequence,
    },
}

/// A project that came back.
#[derive(Clone, Debug, Default)]
pub struct Recovered {
    /// The project.
    pub project: Project,
    /// The last sequence number that was used.
    pub sequence: Sequence,
    /// Records since the snapshot that it came from.
    pub since_snapshot: u64,
    /// The steps that can be undone and done again, as far as the journal goes back without a gap.
    pub history: History,
    /// What did not come back.
    pub lost: Vec<Lost>,
}

/// Bring a project back. Nothing that can be read is left out: a damaged record costs itself and
/// what follows from it.
#[must_use]
pub fn recover(stored: &Stored, texts: &Texts) -> Recovered {
    let mut lost = Vec::new();
    let (project, base) = start(stored, texts, &mut lost);
    let mut recovered = Recovered {
        project,
        sequence: base,
        since_snapshot: 0,
        history: History::default(),
        lost,
    };
    let mut last = None;
    for (&sequence, bytes) in &stored.journal {
        let record = record::decode(bytes);
        if last.is_some_and(|last| last + 1 != sequence) {
            recovered.history = History::default();
        }
        last = Some(sequence);
        let step = record.as_ref().ok();
        let step = step.map(|record| (record.cause, Arc::clone(&record.transaction)));
        let holds = sequence <= base || replay(&mut recovered, sequence, record, texts);
        match step {
            Some((cause, transaction)) if holds => recovered.history.follow(cause, &transaction),
            _ => recovered.history = History::default(),
        }
    }
    // A snapshot that could not be used may be newer than the last readable record.
    let newest = stored
        .heads
        .last_key_value()
        .map_or(0, |(&sequence, _)| sequence);
    recovered.sequence = recovered.sequence.max(newest);
    recovered
}

/// Let a record happen again; whether it did, wholly.
fn replay(
    recovered: &mut Recovered,
    sequence: Sequence,
    record: Result<Record, Damage>,
    texts: &Texts,
) -> bool {
    if sequence > recovered.sequence + 1 {
        recovered.lost.push(Lost::Missing {
            from: recovered.sequence + 1,
            to: sequence - 1,
        });
    }
    recovered.sequence = sequence;
    recovered.since_snapshot += 1;
    let record = match record {
        Ok(record) => record,
        Err(damage) => {
            recovered.lost.push(Lost::Record(sequence, damage));
            return false;
        }
    };
    match apply(&recovered.project, texts, &record.transaction) {
        Ok(after) => {
            recovered.project = after;
            true
        }
        Err(conflict) => {
            recovered.lost.push(Lost::Unapplied(sequence, conflict));
            for part in by_document(&record.transaction) {
                if let Ok(after) = apply(&recovered.project, texts, &part) {
                    recovered.project = after;
                }
            }
            false
        }
    }
}

/// A transaction taken apart: what it does to one document does not need what it does to another.
fn by_document(transaction: &Transaction) -> impl Iterator<Item = Transaction> {
    let mut parts: BTreeMap<Option<DocumentId>, Vec<Change>> = BTreeMap::new();
    for change in &transaction.changes {
        let part = parts.entry(change.document().cloned()).or_default();
        part.push(change.clone());
    }
    let intent = transaction.intent;
    let part = move |changes| Transaction { intent, changes };
    parts.into_values().map(part)
}

/// What the journal is replayed on: the newest snapshot that is whole. Where none is, nothing, if
/// the journal goes back to the beginning; else the newest snapshot, as far as it can be read.
fn start(stored: &Stored, texts: &Texts, lost: &mut Vec<Lost>) -> (Project, Sequence) {
    let newest_first = || stored.heads.iter().rev();
    for (&sequence, bytes) in newest_first() {
        let whole = open_head(bytes).and_then(|head| {
            let documents = head.parts.iter().map(|key| document(key, stored, texts));
            let documents = documents.collect::<Result<_, _>>()?;
            Ok(project(head, documents))
        });
        match whole {
            Ok(project) => return (project, sequence),
            Err(damage) => lost.push(Lost::Snapshot(sequence, damage)),
        }
    }
    let readable =
        newest_first().find_map(|(&sequence, bytes)| Some((sequence, open_head(bytes).ok()?)));
    match readable {
        Some((sequence, head)) if !stored.journal.contains_key(&1) => {
            let mut documents = Vec::with_capacity(head.parts.len());
            for key in &head.parts {
                match document(key, stored, texts) {
                    Ok(document) => documents.push(document),
                    Err(damage) => lost.push(Lost::Document(key.clone(), damage)),
                }
            }
            (project(head, documents), sequence)
        }
        _ => (Project::default(), 0),
    }
}

/// The document of a part, on its text.
fn document(key: &PartKey, stored: &Stored, texts: &Texts) -> Result<Arc<Document>, Damage> {
    let part = stored.parts.get(key).ok_or(Damage::Checksum)?;
    let data = open_part(part)?;
    let text = texts.get(&data.text).ok_or(Damage::Checksum)?;
    data.with_text(text).map(Arc::new).ok_or(Damage::Form)
}

fn project(head: Head, documents: Vec<Arc<Document>>) -> Project {
    Project {
        documents,
        scheme: Arc::new(head.scheme),
        extra: Arc::new(head.extra),
    }
}
