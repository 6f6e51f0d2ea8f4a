//! The ids of records of one kind, each given once.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    format,
    string::{String, ToString as _},
};

use crate::format::{ProblemKind, members::Object};

/// The ids that a list of records states, and those that were given out.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Those that are stated, and whether a record has got them.
    stated: BTreeMap<String, bool>,
    /// Those that were made.
    made: BTreeSet<String>,
    /// The last number that was put behind an id to make another.
    numbers: BTreeMap<String, u32>,
}

impl Ids {
    /// Those of records that are all there.
    pub(super) fn of<'o>(records: impl Iterator<Item = &'o Object<'o>>) -> Self {
        let stated = records.filter_map(Object::stated_id);
        Self {
            stated: stated.map(|id| (id.into(), false)).collect(),
            ..Self::default()
        }
    }

    /// The id of a record. One that is taken already, or not stated, is made: it is neither that
    /// of a record before nor that of one behind.
    pub(super) fn take(&mut self, record: &mut Object<'_>) -> String {
        self.state(record)
            .unwrap_or_else(|stated| self.make(&stated))
    }

    /// The id that a record states. Where it states none, or one that is taken already, that one:
    /// another is to be [made](Self::make) when all that are stated are known.
    pub(super) fn state(&mut self, record: &mut Object<'_>) -> Result<String, String> {
        let id = record.text("id").unwrap_or_default();
        if id.is_empty() {
            return Err(id);
        }
        let taken = self.stated.entry(id.clone()).or_default();
        if core::mem::replace(taken, true) {
            record.problem("id", ProblemKind::DuplicateId(id.clone()));
            return Err(id);
        }
        Ok(id)
    }

    /// Another id than this one.
    pub(super) fn make(&mut self, id: &str) -> String {
        let base = if id.is_empty() { "x" } else { id };
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
