//! The ids of records of one kind, each given once.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    format,
    string::{String, ToString as _},
};

use crate::format::{ProblemKind, members::Object};

/// The ids that a list of records states, and those that were given out.
pub(super) struct Ids {
    /// Those that are stated, and whether a record has got them.
    stated: BTreeMap<String, bool>,
    /// Those that were made.
    made: BTreeSet<String>,
    /// The last number that was put behind an id to make another.
    numbers: BTreeMap<String, u32>,
}

impl Ids {
    pub(super) fn of(records: &[Object<'_>]) -> Self {
        let mut stated = BTreeMap::new();
        for id in records.iter().filter_map(Object::stated_id) {
            stated.insert(id.into(), false);
        }
        Self {
            stated,
            made: BTreeSet::new(),
            numbers: BTreeMap::new(),
        }
    }

    /// The id of a record. One that is taken already, or not stated, is made: it is neither that
    /// of a record before nor that of one behind.
    pub(super) fn take(&mut self, record: &mut Object<'_>) -> String {
        let id = record.text("id").unwrap_or_default();
        if !id.is_empty() {
            let free = self.stated.get_mut(&id).filter(|taken| !**taken);
            if let Some(taken) = free {
                *taken = true;
                return id;
            }
            record.problem("id", ProblemKind::DuplicateId(id.clone()));
        }
        let base = if id.is_empty() { "x" } else { &id };
        let number = self.numbers.entry(base.to_string()).or_insert(1);
        loop {
            *number = number.saturating_add(1);
            let made = format!("{base}-{number}");
            if !self.stated.contains_key(&made) && self.made.insert(made.clone()) {
                return made;
            }
        }
    }

    /// Whether a record of that id was read. Made ids are not meant by anybody.
    pub(super) fn has(&self, id: &str) -> bool {
        self.stated.get(id) == Some(&true)
    }
}
