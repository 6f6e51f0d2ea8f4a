//! What was kept comes back, whatever of it is damaged.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{prelude::*, sample::Index};
use reportmark_core::{
    change::Change,
    journal::{Damage, GENERATIONS, Lost, Recovered, Sequence, Stored, VERSION, decode, recover},
    model::{DocumentId, Project, Texts},
};
use serde_json::json;

use crate::support::store::{Kept, work};

/// Leave cases out that have nothing to be tested. Unlike `prop_assume`, however many there are.
macro_rules! only_if {
    ($holds:expr) => {
        if !$holds {
            return Ok(());
        }
    };
}

/// What a disk or a killed browser makes of a value.
#[derive(Clone, Debug)]
enum Mishap {
    /// Cut short.
    Torn(Index),
    /// One bit is another.
    Flipped(Index, u8),
    /// Something was written over a part of it.
    Overwritten(Index, Vec<u8>),
}

fn mishap() -> impl Strategy<Value = Mishap> {
    let bytes = proptest::collection::vec(any::<u8>(), 1..9);
    prop_oneof![
        any::<Index>().prop_map(Mishap::Torn),
        (any::<Index>(), 0..8_u8).prop_map(|(at, bit)| Mishap::Flipped(at, bit)),
        (any::<Index>(), bytes).prop_map(|(at, bytes)| Mishap::Overwritten(at, bytes)),
    ]
}

impl Mishap {
    /// Whether it made a difference.
    fn befall(&self, value: &mut Vec<u8>) -> bool {
        let before = value.clone();
        match self {
            Self::Torn(at) => value.truncate(at.index(value.len())),
            Self::Flipped(at, bit) => {
                let at = at.index(value.len());
                value[at] ^= 1 << bit;
            }
            Self::Overwritten(at, bytes) => {
                let at = at.index(value.len());
                for (place, byte) in value[at..].iter_mut().zip(bytes) {
                    *place = *byte;
                }
            }
        }
        *value != before
    }
}

/// Keep what the page keeps: the newest generations, and the journal from the oldest of them on.
fn trim(stored: &mut Stored, generations: usize) {
    let kept = stored.generations();
    let (dropped, kept) = kept.split_at(kept.len().saturating_sub(generations));
    for (sequence, _) in dropped {
        stored.heads.remove(sequence);
    }
    stored
        .parts
        .retain(|part, _| kept.iter().any(|(_, parts)| parts.contains(part)));
    if let Some((oldest, _)) = kept.first() {
        stored.journal.retain(|sequence, _| sequence > oldest);
    }
}

/// The documents that transactions are about, and whether the project itself is.
fn about<'a>(changes: impl Iterator<Item = &'a Change>) -> BTreeSet<Option<DocumentId>> {
    changes.map(|change| change.document().cloned()).collect()
}

/// All but these documents must be as they were.
#[track_caller]
fn check_untouched(
    recovered: &Project,
    project: &Project,
    touched: &BTreeSet<Option<DocumentId>>,
) -> Result<(), TestCaseError> {
    let untouched = |project: &Project| -> BTreeMap<_, _> {
        let documents = project.documents.iter();
        let documents = documents.map(|document| (document.id().clone(), document.clone()));
        documents
            .filter(|(id, _)| !touched.contains(&Some(id.clone())))
            .collect()
    };
    prop_assert_eq!(untouched(recovered), untouched(project));
    if !touched.contains(&None) {
        prop_assert_eq!(&recovered.scheme, &project.scheme);
        prop_assert_eq!(&recovered.extra, &project.extra);
    }
    Ok(())
}

#[track_caller]
fn check_whole(recovered: &Recovered, kept: &Kept) -> Result<(), TestCaseError> {
    prop_assert_eq!(&recovered.project, &kept.project);
    prop_assert_eq!(recovered.sequence, kept.sequence());
    Ok(())
}

proptest! {
    #[test]
    fn snapshots_and_journal_give_the_project(
        work in work(12),
        generations in prop_oneof![Just(usize::MAX), Just(GENERATIONS), Just(1)],
    ) {
        let mut kept = Kept::by(&work);
        trim(&mut kept.stored, generations);
        let recovered = recover(&kept.stored, &kept.texts);
        prop_assert_eq!(&recovered.lost, &[]);
        check_whole(&recovered, &kept)?;
        let newest = kept.stored.heads.last_key_value().map_or(0, |(&sequence, _)| sequence);
        prop_assert_eq!(recovered.since_snapshot, kept.sequence() - newest);
    }

    #[test]
    fn the_journal_alone_gives_the_project(work in work(12)) {
        let mut kept = Kept::by(&work);
        kept.stored.heads.clear();
        kept.stored.parts.clear();
        let recovered = recover(&kept.stored, &kept.texts);
        prop_assert_eq!(&recovered.lost, &[]);
        check_whole(&recovered, &kept)?;
    }

    #[test]
    fn an_older_snapshot_stands_in_for_a_damaged_one(work in work(12), mishap in mishap()) {
        let mut kept = Kept::by(&work);
        kept.snapshot();
        trim(&mut kept.stored, GENERATIONS);
        only_if!(kept.stored.heads.len() > 1);
        let (newest, head) = kept.stored.heads.iter_mut().next_back().unwrap();
        only_if!(mishap.befall(head));
        let lost = [Lost::Snapshot(*newest, Damage::Checksum)];
        let recovered = recover(&kept.stored, &kept.texts);
        prop_assert_eq!(&recovered.lost, &lost);
        check_whole(&recovered, &kept)?;
    }

    #[test]
    fn the_journal_stands_in_for_a_damaged_part(
        work in work(12),
        which in any::<Index>(),
        mishap in mishap(),
    ) {
        let mut kept = Kept::by(&work);
        kept.snapshot();
        only_if!(!kept.project.documents.is_empty());
        let generations = kept.stored.generations();
        let (newest, needs) = generations.last().unwrap();
        let part = kept.stored.parts.get_mut(&needs[which.index(needs.len())]).unwrap();
        only_if!(mishap.befall(part));
        let recovered = recover(&kept.stored, &kept.texts);
        prop_assert!(recovered.lost.contains(&Lost::Snapshot(*newest, Damage::Checksum)));
        check_whole(&recovered, &kept)?;
    }

    #[test]
    fn a_damaged_part_costs_at_most_its_document(
        work in work(12),
        which in any::<Index>(),
        mishap in mishap(),
        generations in 1..=GENERATIONS,
    ) {
        let mut kept = Kept::by(&work);
        trim(&mut kept.stored, generations);
        only_if!(!kept.stored.parts.is_empty());
        let nth = which.index(kept.stored.parts.len());
        let key = kept.stored.parts.keys().nth(nth).unwrap().clone();
        only_if!(mishap.befall(kept.stored.parts.get_mut(&key).unwrap()));
        let id = DocumentId::new(key.rsplit_once('@').unwrap().0);
        let recovered = recover(&kept.stored, &kept.texts);
        check_untouched(&recovered.project, &kept.project, &[Some(id)].into())?;
        if recovered.project != kept.project {
            prop_assert!(recovered.lost.contains(&Lost::Document(key, Damage::Checksum)));
        }
        prop_assert_eq!(recovered.sequence, kept.sequence());
    }

    #[test]
    fn a_lost_text_costs_its_documents(
        work in work(12),
        which in any::<Index>(),
        generations in prop_oneof![Just(0), 1..=GENERATIONS],
    ) {
        let mut kept = Kept::by(&work);
        trim(&mut kept.stored, generations);
        only_if!(!kept.texts.is_empty());
        let hash = kept.texts.keys().nth(which.index(kept.texts.len())).unwrap().clone();
        kept.texts.remove(&hash);
        let on_it = |change: &&Change| match change {
            Change::Add(_, document) | Change::Remove(_, document) => document.text == hash,
            _ => false,
        };
        let touched = about(kept.done.iter().flat_map(|step| &step.changes).filter(on_it));
        let recovered = recover(&kept.stored, &kept.texts);
        check_untouched(&recovered.project, &kept.project, &touched)?;
        prop_assert!(recovered.project == kept.project || !recovered.lost.is_empty());
    }

    #[test]
    fn a_damaged_record_costs_what_it_touched(
        work in work(12),
        which in any::<Index>(),
        mishap in mishap(),
    ) {
        let mut kept = Kept::by(&work);
        kept.stored.heads.clear();
        only_if!(!kept.done.is_empty());
        let nth = which.index(kept.done.len());
        let sequence = nth as Sequence + 1;
        let record = kept.stored.journal.get_mut(&sequence).unwrap();
        only_if!(mishap.befall(record));
        prop_assert_eq!(decode(record), Err(Damage::Checksum));
        let recovered = recover(&kept.stored, &kept.texts);
        check_untouched(&recovered.project, &kept.project, &about(kept.done[nth].changes.iter()))?;
        prop_assert!(recovered.lost.contains(&Lost::Record(sequence, Damage::Checksum)));
        prop_assert_eq!(recovered.sequence, kept.sequence());

        kept.stored.journal.remove(&sequence);
        let recovered = recover(&kept.stored, &kept.texts);
        check_untouched(&recovered.project, &kept.project, &about(kept.done[nth].changes.iter()))?;
        if sequence < kept.sequence() {
            let missing = Lost::Missing { from: sequence, to: sequence };
            prop_assert!(recovered.lost.contains(&missing));
        }
    }

    #[test]
    fn any_damage_is_survived_and_told(
        work in work(12),
        mishaps in proptest::collection::vec((any::<Index>(), mishap()), 1..12),
    ) {
        let mut kept = Kept::by(&work);
        let Stored { heads, parts, journal } = &mut kept.stored;
        let mut values: Vec<_> = heads
            .values_mut()
            .chain(parts.values_mut())
            .chain(journal.values_mut())
            .filter(|value| !value.is_empty())
            .collect();
        only_if!(!values.is_empty());
        for (at, mishap) in &mishaps {
            let at = at.index(values.len());
            if !values[at].is_empty() {
                mishap.befall(values[at]);
            }
        }
        let recovered = recover(&kept.stored, &kept.texts);
        if recovered.lost.is_empty() {
            prop_assert_eq!(&recovered.project, &kept.project, "not told");
        }
        prop_assert_eq!(recovered.sequence, kept.sequence());
        // The last snapshot may be all there is, and the texts may be gone.
        kept.stored.journal.clear();
        for texts in [&kept.texts, &Texts::new()] {
            prop_assert!(recover(&kept.stored, texts).sequence <= kept.sequence());
        }
    }
}

fn sealed(json: &str) -> Vec<u8> {
    let checksum = crc32fast::hash(json.as_bytes()).to_le_bytes();
    [&checksum, json.as_bytes()].concat()
}

#[test]
fn what_a_later_version_wrote_is_left_alone() {
    let record = |version: u32| {
        let transaction = json!({"intent": "open", "changes": []});
        json!({"version": version, "sequence": 1, "at": "", "cause": "do", "transaction": transaction})
    };
    let later = sealed(&record(VERSION + 1).to_string());
    assert_eq!(decode(&later), Err(Damage::Newer));
    assert!(decode(&sealed(&record(VERSION).to_string())).is_ok());
    let head = json!({
        "version": VERSION + 1,
        "sequence": 1,
        "scheme": {"id": "", "labels": []},
        "parts": [],
    });
    let stored = Stored {
        heads: [(1, sealed(&head.to_string()))].into(),
        journal: [(2, later)].into(),
        ..Stored::default()
    };
    let recovered = recover(&stored, &Texts::new());
    assert_eq!(recovered.sequence, 2);
    assert_eq!(
        recovered.lost,
        [
            Lost::Snapshot(1, Damage::Newer),
            Lost::Missing { from: 1, to: 1 },
            Lost::Record(2, Damage::Newer)
        ]
    );
}

#[test]
fn what_is_whole_but_no_record_is_told_apart_from_damage() {
    for no_record in ["", "{}", "null", r#"{"version":1}"#, "\u{0}"] {
        assert_eq!(
            decode(&sealed(no_record)),
            Err(Damage::Form),
            "{no_record:?}"
        );
    }
    for too_short in [&b""[..], b"abc"] {
        assert_eq!(decode(too_short), Err(Damage::Checksum));
    }
}

#[test]
fn the_last_number_there_is_is_survived() {
    let stored = Stored {
        heads: [(Sequence::MAX, vec![])].into(),
        journal: [(Sequence::MAX, vec![])].into(),
        ..Stored::default()
    };
    assert_eq!(recover(&stored, &Texts::new()).sequence, Sequence::MAX);
    let head = json!({
        "version": VERSION,
        "sequence": 1,
        "scheme": {"id": "", "labels": []},
        "parts": [],
    });
    let stored = Stored {
        heads: [(Sequence::MAX, sealed(&head.to_string()))].into(),
        journal: [(1, vec![])].into(),
        ..Stored::default()
    };
    assert_eq!(recover(&stored, &Texts::new()).lost, []);
}
