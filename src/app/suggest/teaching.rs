//! What the project teaches, and its rules: followed as the project changes.

use std::sync::Arc;

use reportmark_core::{
    model::{Lexicon, Project},
    scheme::Scheme,
    suggest::{Known, Learned, Rule, Rulebook, Tally},
};

/// Spans that are learned from in one step.
const SPANS: usize = 2000;

/// What the project teaches.
#[derive(Clone, Debug, Default)]
pub struct Teaching {
    pub(super) learned: Learned,
    /// The rules that are in force.
    pub book: Arc<Rulebook>,
    scheme: Option<Arc<Scheme>>,
    lexicon: Option<Arc<Lexicon>>,
    version: usize,
    pub(super) known: Arc<Known>,
}

/// What is no longer as it was.
#[derive(Default)]
pub(super) struct Taught {
    /// The rules.
    pub rules: bool,
    /// Words that came to be known, or are known no longer.
    pub words: Vec<Arc<str>>,
    /// What was rejected, or is rejected no longer.
    pub quotes: Vec<Arc<str>>,
}

impl Teaching {
    /// Follows what was done to the project: what changed by it, and whether all of it was learned.
    pub(super) fn follow(&mut self, project: &Project, lexicon: &Arc<Lexicon>) -> (Taught, bool) {
        let mut taught = Taught::default();
        let is_same = |own: &Arc<Scheme>| Arc::ptr_eq(own, &project.scheme);
        if !self.scheme.as_ref().is_some_and(is_same) {
            self.scheme = Some(Arc::clone(&project.scheme));
            self.book = Arc::new(Rulebook::of(&project.scheme));
            taught.rules = true;
        }
        let is_done = self.learned.follow(project, SPANS);
        let is_same = |own: &Arc<Lexicon>| Arc::ptr_eq(own, lexicon);
        if is_done
            && (self.version != self.learned.version()
                || !self.lexicon.as_ref().is_some_and(is_same))
        {
            self.version = self.learned.version();
            self.lexicon = Some(Arc::clone(lexicon));
            let known = Arc::new(self.learned.known(lexicon));
            taught.words = known.unlike(&self.known);
            self.known = known;
        }
        taught.quotes = self.learned.take_quotes();
        (taught, is_done)
    }

    /// What was decided on the suggestions of a rule in this project.
    #[must_use]
    pub fn tally(&self, rule: Rule) -> Tally {
        self.learned.tally(self.book.about(rule).id)
    }

    /// The ids of all rules whose suggestions were decided on, some of which may be gone.
    #[must_use]
    pub fn used(&self) -> Vec<String> {
        self.learned.used().map(String::from).collect()
    }

    /// How sure a rule is, in hundredths: by its precision elsewhere and what was decided here.
    #[must_use]
    pub fn confidence(&self, rule: Rule) -> u8 {
        let about = self.book.about(rule);
        self.learned.tally(about.id).confidence(about.precision)
    }

    /// The confidences of all rules, in order.
    #[must_use]
    pub fn confidences(&self) -> Vec<u8> {
        let tally = |id: &str| self.learned.tally(id);
        self.book
            .all()
            .map(|about| tally(about.id).confidence(about.precision))
            .collect()
    }
}
