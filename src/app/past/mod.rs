//! What was done, as it is looked through: steps from the newest back, and the states between them.
//! All of it comes later.
//!
//! [`Chronicle`] is made of the present project and of records of the journal, which come in pages;
//! [`lines`] says what a step changes; the words are in [`words::history`](super::words).

mod lines;
mod moment;
mod summary;
mod wording;

use std::{collections::BTreeMap, sync::Arc};

use reportmark_core::{
    change::{Cause, Change, Edit, Intent, Transaction, joined},
    journal::{Damage, Past, Record, Sequence, decode},
    model::{DocumentId, Project, Texts, Timestamp},
    text::Text,
};

pub use lines::{Line, Part, Sign};
pub use moment::Moment;
pub use summary::Summary;
pub use wording::{Wording, plain_value};

/// Records that are read at a time.
pub const PAGE: u64 = 500;

/// Each so many steps the state is remembered; between two of these it is worked out when it is asked
/// for.
const SPACING: usize = 64;

/// A document that a step is about, as it was called then.
#[derive(Clone, Debug)]
pub struct About {
    /// Which.
    pub id: DocumentId,
    /// Its name.
    pub name: Arc<str>,
    /// Its text, where that is still there.
    pub text: Option<Arc<Text>>,
}

/// What the journal holds of a time.
#[derive(Clone, Debug)]
pub enum Step {
    /// Something was done, by one record or by several that go on with one another.
    Done(Done),
    /// A record that cannot be read.
    Damaged(Sequence, Damage),
    /// Records that are not there.
    Missing {
        /// The first.
        from: Sequence,
        /// The last.
        to: Sequence,
    },
}

/// Something that was done.
#[derive(Clone, Debug)]
pub struct Done {
    /// The first and the last record of it.
    pub sequences: (Sequence, Sequence),
    /// When the last of its records was made.
    pub at: Timestamp,
    /// How it came.
    pub cause: Cause,
    /// All of it.
    pub transaction: Arc<Transaction>,
    /// Its records, the newest first: what they do together may not be what one that joins them does.
    records: Vec<Arc<Transaction>>,
    /// The documents that it is about.
    pub about: Vec<About>,
}

/// The steps, the newest first, and the states between them.
#[derive(Debug)]
pub struct Chronicle {
    steps: Vec<Step>,
    /// The state after each [`SPACING`]th step, as far as it is known.
    marks: Vec<Past>,
    /// The state before the oldest step. None once a step could not be gone back over.
    oldest: Option<Past>,
    /// The first step that could not be gone back over.
    barrier: Option<usize>,
    /// Records before this one are to be read.
    next: Sequence,
    /// Records that are not there, if older ones are.
    missing: Option<(Sequence, Sequence)>,
    is_whole: bool,
    /// What documents were called and which text they had before the oldest step.
    known: BTreeMap<DocumentId, About>,
}

impl Chronicle {
    /// Of a project that the record of that number led to. No step is known yet.
    #[must_use]
    pub fn of(project: &Project, sequence: Sequence) -> Self {
        let documents = project.documents.iter();
        let known = documents.map(|document| {
            let about = About {
                id: document.id().clone(),
                name: Arc::clone(&document.head.name),
                text: Some(Arc::clone(&document.text)),
            };
            (about.id.clone(), about)
        });
        Self {
            steps: Vec::new(),
            marks: Vec::new(),
            oldest: Some(Past::from(project)),
            barrier: None,
            next: sequence + 1,
            missing: None,
            is_whole: sequence == 0,
            known: known.collect(),
        }
    }

    /// The steps that are known, the newest first.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The first step, counted from the newest, before which no state is known.
    #[must_use]
    pub const fn barrier(&self) -> Option<usize> {
        self.barrier
    }

    /// The first and the last of the records that are to be read next. None when all that the journal
    /// holds was read.
    #[must_use]
    pub fn wanted(&self) -> Option<(Sequence, Sequence)> {
        let last = self.next.checked_sub(1).filter(|last| *last > 0)?;
        (!self.is_whole).then(|| (last.saturating_sub(PAGE - 1).max(1), last))
    }

    /// Whether the journal goes back to the beginning of the project.
    #[must_use]
    pub fn is_from_the_beginning(&self) -> bool {
        self.is_whole && self.next <= 1 && self.missing.is_none()
    }

    /// Take in what was [wanted](Self::wanted): records by their numbers, as far as they are there.
    pub fn read(&mut self, page: &[(Sequence, Vec<u8>)], texts: &Texts) {
        let Some((from, last)) = self.wanted() else {
            return;
        };
        let mut records = page.iter().rev().peekable();
        for sequence in (from..=last).rev() {
            while records.peek().is_some_and(|(own, _)| *own > sequence) {
                records.next();
            }
            let Some((_, bytes)) = records.next_if(|(own, _)| *own == sequence) else {
                let to = self.missing.map_or(sequence, |(_, to)| to);
                self.missing = Some((sequence, to));
                continue;
            };
            if let Some((from, to)) = self.missing.take() {
                self.stop_at(Step::Missing { from, to });
            }
            match decode(bytes) {
                Ok(record) if record.sequence == sequence => self.add(&record, texts),
                Ok(_) => self.stop_at(Step::Damaged(sequence, Damage::Form)),
                Err(damage) => self.stop_at(Step::Damaged(sequence, damage)),
            }
        }
        self.next = from;
        self.is_whole = from == 1 || page.is_empty();
    }

    /// A step before which nothing is known.
    fn stop_at(&mut self, step: Step) {
        self.mark();
        self.oldest = None;
        self.barrier.get_or_insert(self.steps.len());
        self.steps.push(step);
    }

    /// Remember the state after the step that comes next, if it is one of those.
    fn mark(&mut self) {
        if self.steps.len().is_multiple_of(SPACING)
            && let Some(state) = &self.oldest
        {
            self.marks.push(state.clone());
        }
    }

    fn add(&mut self, record: &Record, texts: &Texts) {
        let made = &record.transaction;
        let about = self.about(made, texts);
        let goes_on = match self.steps.last_mut() {
            Some(Step::Done(last)) => last.take_in(record),
            _ => false,
        };
        if !goes_on {
            self.mark();
            self.steps.push(Step::Done(Done {
                sequences: (record.sequence, record.sequence),
                at: record.at.clone(),
                cause: record.cause,
                transaction: Arc::clone(made),
                records: vec![Arc::clone(made)],
                about,
            }));
        }
        let before = self.oldest.take().map(|state| state.before(texts, made));
        match before {
            Some(Ok(before)) => self.oldest = Some(before),
            Some(Err(_)) => self.barrier = Some(self.steps.len() - 1),
            None => {}
        }
    }

    /// The documents that a record is about, each once, as they were after it.
    fn about(&mut self, made: &Transaction, texts: &Texts) -> Vec<About> {
        let mut found: Vec<About> = Vec::new();
        for change in made.changes.iter().rev() {
            let Some(id) = change.document() else {
                continue;
            };
            if let Change::Add(_, data) | Change::Remove(_, data) = change {
                let about = About {
                    id: id.clone(),
                    name: Arc::clone(&data.head.name),
                    text: texts.get(&data.text).cloned(),
                };
                self.known.insert(id.clone(), about);
            }
            if !found.iter().any(|own| own.id == *id) {
                found.extend(self.known.get(id).cloned());
            }
            if let Change::Edit(_, edit) = change
                && let Edit::Name(swap) = &**edit
                && let Some(known) = self.known.get_mut(id)
            {
                known.name = Arc::clone(&swap.before);
            }
        }
        found.reverse();
        found
    }

    /// The state after a step, counted from the newest. None behind a step that could not be gone back
    /// over.
    #[must_use]
    pub fn after(&self, nth: usize, texts: &Texts) -> Option<Past> {
        let mark = nth / SPACING;
        let mut state = self.marks.get(mark)?.clone();
        for step in self.steps.get(mark * SPACING..nth)? {
            let Step::Done(done) = step else {
                return None;
            };
            for record in &done.records {
                state = state.before(texts, record).ok()?;
            }
        }
        Some(state)
    }

    /// The state before a step.
    #[must_use]
    pub fn before(&self, nth: usize, texts: &Texts) -> Option<Past> {
        if nth + 1 == self.steps.len() {
            return self.oldest.clone();
        }
        if self.barrier.is_some_and(|barrier| nth >= barrier) {
            return None;
        }
        self.after(nth + 1, texts)
    }
}

impl Done {
    /// Take the record before in, if this goes on with what that did. Whether it does.
    fn take_in(&mut self, earlier: &Record) -> bool {
        let both_were_made = earlier.cause == Cause::Do && self.cause == Cause::Do;
        if !both_were_made || earlier.sequence + 1 != self.sequences.0 {
            return false;
        }
        let Some(both) = joined(&earlier.transaction, &self.transaction) else {
            return false;
        };
        self.transaction = Arc::new(both);
        self.records.push(Arc::clone(&earlier.transaction));
        self.sequences.0 = earlier.sequence;
        true
    }

    /// What it was made for.
    #[must_use]
    pub fn intent(&self) -> Intent {
        self.transaction.intent
    }

    /// Whether it is about that document.
    #[must_use]
    pub fn is_about(&self, document: &DocumentId) -> bool {
        self.about.iter().any(|own| own.id == *document)
    }

    /// The document of that id, as it was called then.
    #[must_use]
    pub fn document(&self, id: &DocumentId) -> Option<&About> {
        self.about.iter().find(|own| own.id == *id)
    }
}

/// A row of the list: steps under the days on which they were done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Row {
    /// A day.
    Day(Moment),
    /// A step, by its place from the newest on.
    Step(usize),
}

/// The rows of the list, of a document only if one is named. `moments` are those of the steps, where
/// the user is.
#[must_use]
pub fn rows(steps: &[Step], moments: &[Option<Moment>], only: Option<&DocumentId>) -> Vec<Row> {
    let mut rows = Vec::with_capacity(steps.len() + 8);
    let mut day: Option<Moment> = None;
    for (nth, (step, moment)) in steps.iter().zip(moments).enumerate() {
        if let (Step::Done(done), Some(only)) = (step, only)
            && !done.is_about(only)
        {
            continue;
        }
        if let Some(moment) = *moment
            && day.is_none_or(|day| !day.is_same_day(moment))
        {
            rows.push(Row::Day(moment));
            day = Some(moment);
        }
        rows.push(Row::Step(nth));
    }
    rows
}
