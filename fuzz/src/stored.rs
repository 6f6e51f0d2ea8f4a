//! What a store holds: records, heads and parts of snapshots, of any version and with any damage.

use std::{collections::BTreeSet, sync::Arc};

use reportmark_core::{
    change::{Change, Conflict, Edit, Transaction, apply},
    journal::{self, Encoded, Lost, Record, Recovered, Snapshots, Stored, VERSION, recover},
    json,
    model::{DocumentData, DocumentId, Project, Span, Texts, Timestamp},
    text::Text,
};

/// The CRC-32 of gzip, bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |rest: u32| (rest >> 1) ^ if rest & 1 == 1 { 0xEDB8_8320 } else { 0 };
    !bytes.iter().fold(!0, |rest, &byte| {
        (0..8).fold(rest ^ u32::from(byte), |rest, _| step(rest))
    })
}

fn sealed(json: &[u8]) -> Vec<u8> {
    [&crc32(json).to_le_bytes(), json].concat()
}

/// A store as lines: `t TEXT`, `h SEQUENCE JSON`, `p KEY JSON`, `r SEQUENCE JSON`. Before JSON goes
/// its checksum, but not where the letter is a capital. `$0` is the hash of the first text.
fn store(lines: &[u8]) -> (Stored, Texts) {
    let (mut stored, mut texts, mut hashes) = (Stored::default(), Texts::new(), Vec::new());
    for line in lines.split(|byte| *byte == b'\n') {
        let mut words = line.splitn(3, |byte| *byte == b' ');
        let (kind, key) = (
            words.next().unwrap_or_default(),
            words.next().unwrap_or_default(),
        );
        let rest = words.next().unwrap_or_default();
        if kind == b"t" {
            let text = Arc::new(Text::new(
                String::from_utf8_lossy(line.get(2..).unwrap_or_default()).into_owned(),
            ));
            hashes.push(text.hash().as_str().to_owned());
            texts.insert(text.hash().clone(), text);
            continue;
        }
        let bytes = match kind.first() {
            Some(kind) if kind.is_ascii_uppercase() => rest.to_vec(),
            _ => sealed(&with_hashes(rest, &hashes)),
        };
        let key = String::from_utf8_lossy(key);
        match (kind.to_ascii_lowercase().as_slice(), key.parse()) {
            (b"h", Ok(sequence)) => drop(stored.heads.insert(sequence, bytes)),
            (b"r", Ok(sequence)) => drop(stored.journal.insert(sequence, bytes)),
            (b"p", _) => drop(stored.parts.insert(key.into_owned(), bytes)),
            _ => {}
        }
    }
    (stored, texts)
}

fn with_hashes(json: &[u8], hashes: &[String]) -> Vec<u8> {
    let Ok(json) = std::str::from_utf8(json) else {
        return json.to_vec();
    };
    let all = hashes.iter().take(10).enumerate();
    all.fold(json.to_owned(), |json, (nth, hash)| {
        json.replace(&format!("${nth}"), hash)
    })
    .into_bytes()
}

/// Nothing that a store holds stops a project from coming back; what comes back was stored; what did
/// not is told; and what came back is kept and comes back as it is.
pub fn stored(bytes: &[u8]) {
    let (stored, texts) = store(bytes);
    let recovered = recover(&stored, &texts);
    let again = recover(&stored, &texts);
    assert_eq!(again.project, recovered.project);
    assert_eq!(again.lost, recovered.lost);
    let last = stored.heads.keys().chain(stored.journal.keys()).max();
    assert_eq!(recovered.sequence, last.copied().unwrap_or_default());
    is_sound(&recovered.project);
    invents_nothing(&recovered.project, &stored);
    tells_of_loss(&recovered, &stored);
    records(&stored, &texts);
    is_kept(&recovered.project, &texts);
    undoes(&recovered, &texts);
}

fn is_sound(project: &Project) {
    for document in &project.documents {
        let same = document.to_data().with_text(&document.text);
        assert_eq!(same.as_ref(), Some(&**document), "it fits its text");
    }
}

fn content(value: &[u8]) -> Option<&[u8]> {
    let (checksum, json) = value.split_first_chunk::<4>()?;
    (crc32(json).to_le_bytes() == *checksum).then_some(json)
}

fn invents_nothing(project: &Project, stored: &Stored) {
    let (mut documents, mut spans): (BTreeSet<DocumentId>, Vec<Arc<Span>>) = Default::default();
    let mut add = |data: &DocumentData| {
        documents.insert(data.head.id.clone());
        spans.extend(data.spans.iter().cloned());
    };
    let parts = stored
        .parts
        .values()
        .filter_map(|part| json::parse(content(part)?));
    parts.for_each(|data: DocumentData| add(&data));
    let records: Vec<Record> = records_of(stored).collect();
    for change in records
        .iter()
        .flat_map(|record| &record.transaction.changes)
    {
        if let Change::Add(_, data) = change {
            add(data);
        }
    }
    for change in records
        .iter()
        .flat_map(|record| &record.transaction.changes)
    {
        if let Change::Edit(_, edit) = change
            && let Edit::Span(swap) = &**edit
        {
            spans.extend(swap.after.clone());
        }
    }
    for document in &project.documents {
        assert!(
            documents.contains(document.id()),
            "a document that was not stored"
        );
        for span in document.spans.iter() {
            assert!(spans.contains(span), "a span that was not stored: {span:?}");
        }
    }
}

fn records_of(stored: &Stored) -> impl Iterator<Item = Record> {
    stored
        .journal
        .values()
        .filter_map(|bytes| journal::decode(bytes).ok())
}

/// What cannot be read, in the part of the journal that is needed, is among what was lost.
fn tells_of_loss(recovered: &Recovered, stored: &Stored) {
    let lost = |what: &Lost| recovered.lost.contains(what);
    let base = recovered.sequence - recovered_behind(recovered, stored);
    for (&sequence, bytes) in stored
        .journal
        .iter()
        .filter(|(sequence, _)| **sequence > base)
    {
        if let Err(damage) = journal::decode(bytes) {
            assert!(lost(&Lost::Record(sequence, damage)), "record {sequence}");
        }
    }
    if recovered.lost.is_empty() && !stored.heads.is_empty() {
        assert!(
            !stored.generations().is_empty(),
            "no head was read, and nothing is lost"
        );
    }
}

/// How far the snapshot that was the start lies behind, at the least: no record before it counts.
fn recovered_behind(recovered: &Recovered, stored: &Stored) -> u64 {
    let mut behind = stored
        .journal
        .keys()
        .rev()
        .take(recovered.since_snapshot as usize);
    behind
        .next_back()
        .map_or(0, |first| recovered.sequence - first.saturating_sub(1))
}

/// A record is written again as it was read, a bit that is another is found, and what a transaction
/// does is taken back by its inverse.
fn records(stored: &Stored, texts: &Texts) {
    let mut project = Project::default();
    for (bytes, record) in stored
        .journal
        .values()
        .filter_map(|bytes| Some((bytes, journal::decode(bytes).ok()?)))
    {
        assert!(record.version <= VERSION);
        let written = journal::encode(&record);
        assert_eq!(journal::decode(&written).as_ref(), Ok(&record));
        assert_eq!(written[4..], serde_json::to_vec(&record).expect("JSON"));
        let mut flipped = bytes.clone();
        let at = flipped.len() / 2;
        flipped[at] ^= 4;
        assert!(journal::decode(&flipped).is_err(), "a bit is another");
        if let Ok(after) = apply(&project, texts, &record.transaction) {
            is_sound(&after);
            is_taken_back(&project, &after, texts, &record.transaction);
            project = after;
        }
    }
}

fn is_taken_back(before: &Project, after: &Project, texts: &Texts, transaction: &Transaction) {
    // A foreign record may state another place in the list than where a document was.
    let sorted = |project: &Project| {
        let mut project = project.clone();
        project.documents.sort_by(|a, b| a.id().cmp(b.id()));
        project
    };
    match apply(after, texts, &transaction.inverse()) {
        Ok(undone) => assert_eq!(sorted(&undone), sorted(before)),
        Err(conflict) => panic!("what was done cannot be undone: {conflict:?}"),
    }
}

/// What came back, kept as the page keeps it, comes back.
fn is_kept(project: &Project, texts: &Texts) {
    let snapshot = Snapshots::default().take(project, 7);
    let parts = snapshot.parts.iter();
    let parts =
        parts.map(|(key, document)| (key.clone(), Encoded::of_document(document).into_bytes()));
    let stored = Stored {
        heads: [(7, snapshot.head.clone())].into(),
        parts: parts.collect(),
        journal: [].into(),
    };
    let back = recover(&stored, texts);
    assert_eq!(back.lost, []);
    assert_eq!(&back.project, project);
    let record = Record {
        version: VERSION,
        sequence: 8,
        at: Timestamp::new(""),
        cause: reportmark_core::change::Cause::Do,
        transaction: Arc::new(Transaction {
            intent: reportmark_core::change::Intent::Open,
            changes: Vec::new(),
        }),
    };
    assert_eq!(journal::decode(&journal::encode(&record)), Ok(record));
}

/// Steps back are taken or refused.
fn undoes(recovered: &Recovered, texts: &Texts) {
    let (mut history, mut project) = (recovered.history.clone(), recovered.project.clone());
    while let Some(step) = history.to_undo().cloned() {
        let inverse = step.inverse();
        let done: Result<Project, Conflict> = apply(&project, texts, &inverse);
        let Ok(after) = done else {
            break;
        };
        is_sound(&after);
        project = after;
        history.follow(reportmark_core::change::Cause::Undo, &Arc::new(inverse));
    }
}
