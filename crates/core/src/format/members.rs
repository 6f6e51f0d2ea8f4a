//! Reading JSON members one by one, with the place of every problem.

use alloc::{format, rc::Rc, string::String, sync::Arc, vec::Vec};
use core::cell::RefCell;
use serde_json::Value;

use super::{Problem, ProblemKind};
use crate::{json::FromJson, model::Members};

/// The problems met so far.
#[derive(Debug, Default)]
pub(super) struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    pub(super) fn add(&self, place: &str, kind: ProblemKind) {
        self.0.borrow_mut().push(Problem {
            place: place.into(),
            kind,
        });
    }

    pub(super) fn into_vec(self) -> Vec<Problem> {
        self.0.into_inner()
    }
}

/// A place in words, such as `documents[0].spans[3].label`.
fn place(base: &str, nth: Option<usize>, key: &str) -> String {
    let mut place = String::from(base);
    if let Some(nth) = nth {
        place += &format!("[{nth}]");
    }
    if !place.is_empty() && !key.is_empty() {
        place.push('.');
    }
    place + key
}

/// An object that is being read: members are taken out, and what is left is unknown to us.
pub(super) struct Object<'p> {
    /// Where it is; for one of an array, where that is and which it is.
    base: Rc<str>,
    nth: Option<usize>,
    members: Members,
    problems: &'p Problems,
}

impl<'p> Object<'p> {
    /// The value as an object; none, and a problem, if it is something else.
    pub(super) fn new(place: &str, value: Value, problems: &'p Problems) -> Option<Self> {
        Self::at(&place.into(), None, value, problems)
    }

    /// The nth value of an array that is in that place.
    pub(super) fn at(
        base: &Rc<str>,
        nth: Option<usize>,
        value: Value,
        problems: &'p Problems,
    ) -> Option<Self> {
        if let Value::Object(members) = value {
            return Some(Self {
                base: Rc::clone(base),
                nth,
                members,
                problems,
            });
        }
        let place = place(base, nth, "");
        problems.add(&place, ProblemKind::Expected("an object"));
        None
    }

    pub(super) fn place(&self, key: &str) -> String {
        place(&self.base, self.nth, key)
    }

    /// The objects of an array that was taken out of this one, with their places. What is no
    /// object is a problem.
    pub(super) fn items(&self, key: &str, values: Vec<Value>) -> Vec<Self> {
        let base = self.place(key).into();
        values
            .into_iter()
            .enumerate()
            .filter_map(|(nth, value)| Self::at(&base, Some(nth), value, self.problems))
            .collect()
    }

    /// Problems that were met elsewhere follow those of here.
    pub(super) fn take_problems(&self, problems: Problems) {
        self.problems.0.borrow_mut().extend(problems.into_vec());
    }

    pub(super) fn problem(&self, key: &str, kind: ProblemKind) {
        self.problems.add(&self.place(key), kind);
    }

    /// A member as it is; `null` counts as absent.
    pub(super) fn take(&mut self, key: &str) -> Option<Value> {
        self.members.remove(key).filter(|value| !value.is_null())
    }

    /// A member of a type that reads itself; a problem, and none, if it is of another.
    pub(super) fn get<T: FromJson>(&mut self, key: &str, expected: &'static str) -> Option<T> {
        let value = self.take(key)?;
        let read = T::from_json(value);
        if read.is_none() {
            self.problem(key, ProblemKind::Expected(expected));
        }
        read
    }

    /// Text.
    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        self.get(key, "a string")
    }

    /// Note that a member is not there. `null` counts as absent.
    pub(super) fn require(&self, key: &str) {
        if self.members.get(key).is_none_or(Value::is_null) {
            self.problem(key, ProblemKind::Missing);
        }
    }

    /// Note that a member is not there and that something stands in for it.
    pub(super) fn supplied(&self, key: &str) {
        if self.members.get(key).is_none_or(Value::is_null) {
            self.problem(key, ProblemKind::Supplied);
        }
    }

    /// Text that must be there.
    pub(super) fn required(&mut self, key: &str) -> Option<String> {
        self.require(key);
        self.text(key)
    }

    /// Whether a member is there, be it `null`.
    pub(super) fn states(&self, key: &str) -> bool {
        self.members.contains_key(key)
    }

    /// Its id, if it states one.
    pub(super) fn stated_id(&self) -> Option<&str> {
        self.members.get("id").and_then(Value::as_str)
    }

    /// Text to be shared.
    pub(super) fn shared(&mut self, key: &str) -> Option<Arc<str>> {
        self.text(key).map(Into::into)
    }

    /// An offset in the file's unit, that must be there.
    pub(super) fn offset(&mut self, key: &str) -> Option<usize> {
        let value = self.members.remove(key);
        let read = value
            .as_ref()
            .and_then(Value::as_u64)
            .and_then(|n| usize::try_from(n).ok());
        match (&read, value) {
            (Some(_), _) => {}
            (None, None | Some(Value::Null)) => self.problem(key, ProblemKind::Missing),
            (None, Some(_)) => {
                self.problem(key, ProblemKind::Expected("a whole number, 0 or more"));
            }
        }
        read
    }

    /// An object's members, to be kept as they are.
    pub(super) fn members(&mut self, key: &str) -> Members {
        self.get(key, "an object").unwrap_or_default()
    }

    /// The object of a member, with its place. What is no object is a problem.
    pub(super) fn object(&mut self, key: &str) -> Option<Self> {
        let value = self.take(key)?;
        Self::new(&self.place(key), value, self.problems)
    }

    /// The objects of an array, with their places. What is no object is a problem.
    pub(super) fn objects(&mut self, key: &str) -> Vec<Self> {
        let values = self.get(key, "an array").unwrap_or_default();
        self.items(key, values)
    }

    /// What was not taken.
    pub(super) fn rest(self) -> Members {
        self.members
    }
}
