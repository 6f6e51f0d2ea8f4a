//! Names of parties and indicators that a project knows: those of its lexicon and those that
//! somebody accepted.

use alloc::{sync::Arc, vec::Vec};

use crate::text::wordlist::Index;

/// Words that are known of a project.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Names of parties.
    names: Index<Arc<str>>,
    /// Those of them that were accepted as implementers.
    implementers: Index<Arc<str>>,
    /// Names of indicators.
    indicators: Index<Arc<str>>,
    /// Names that a list would be cut within.
    joined: Vec<Arc<str>>,
}

impl Known {
    /// These names and indicators. `implementers` are names as well.
    #[must_use]
    pub fn of(
        mut names: Vec<Arc<str>>,
        implementers: Vec<Arc<str>>,
        indicators: Vec<Arc<str>>,
    ) -> Self {
        names.extend(implementers.iter().cloned());
        let joined = |name: &&Arc<str>| name.contains(['、', '和', '与', '及', '或', '·', ' ']);
        let names = Index::of_shared(names);
        Self {
            joined: names.words().iter().filter(joined).cloned().collect(),
            names,
            implementers: Index::of_shared(implementers),
            indicators: Index::of_shared(indicators),
        }
    }

    /// The names that a list would be cut within.
    pub(super) fn joined(&self) -> &[Arc<str>] {
        &self.joined
    }

    /// The longest name that a text begins with.
    pub(super) fn name_at<'a>(&self, text: &'a str) -> Option<&'a str> {
        text.get(..self.names.start_of(text)?.len())
    }

    /// Whether this is a name.
    pub(super) fn is_name(&self, text: &str) -> bool {
        self.names.has(text)
    }

    /// Whether this is the name of somebody who was accepted as an implementer.
    pub(super) fn is_implementer(&self, text: &str) -> bool {
        self.implementers.has(text)
    }

    /// The longest indicator that a text begins with.
    pub(super) fn indicator_at<'a>(&self, text: &'a str) -> Option<&'a str> {
        text.get(..self.indicators.start_of(text)?.len())
    }

    /// The words that only one of the two knows.
    #[must_use]
    pub fn unlike(&self, other: &Self) -> Vec<Arc<str>> {
        let mut unlike = self.names.unlike(&other.names);
        unlike.extend(self.implementers.unlike(&other.implementers));
        unlike.extend(self.indicators.unlike(&other.indicators));
        unlike
    }
}
