//! Finding: what is looked for, where, and what was found.

use std::{ops::Range, sync::Arc};

use reportmark_core::{
    change::edit::Direction,
    model::{DocumentId, Project},
    scheme::LabelId,
    search::Search,
    text::{Offset, Text, TextRange},
};

/// Hits that are kept. Where there are more, the page says so.
pub const MOST_HITS: usize = 100_000;

/// What is looked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Query {
    /// The phrase, or the pattern of a regular expression.
    pub phrase: Arc<str>,
    /// Whether it is a pattern.
    pub regex: bool,
    /// Whether case matters, and in a phrase the width of what comes in two (guideline §0).
    pub exact: bool,
    /// Whether in the whole project rather than in the document on the screen.
    pub everywhere: bool,
}

/// A choice that is on or off.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FindOption {
    /// [`Query::regex`].
    Regex,
    /// [`Query::exact`].
    Exact,
    /// [`Query::everywhere`].
    Everywhere,
}

impl Query {
    /// Whether a choice is on.
    #[must_use]
    pub const fn has(&self, option: FindOption) -> bool {
        match option {
            FindOption::Regex => self.regex,
            FindOption::Exact => self.exact,
            FindOption::Everywhere => self.everywhere,
        }
    }

    /// Switch a choice.
    pub const fn switch(&mut self, option: FindOption) {
        let choice = match option {
            FindOption::Regex => &mut self.regex,
            FindOption::Exact => &mut self.exact,
            FindOption::Everywhere => &mut self.everywhere,
        };
        *choice = !*choice;
    }

    /// The documents to look through, in the order of the list.
    pub(super) fn scope(&self, project: &Project, current: Option<&DocumentId>) -> Vec<Searched> {
        let present = project.present();
        let meant = present.filter(|document| self.everywhere || Some(document.id()) == current);
        meant
            .map(|document| Searched {
                document: document.id().clone(),
                text: Arc::clone(&document.text),
                first: 0,
            })
            .collect()
    }
}

/// A hit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hit {
    /// Where in its text; never empty.
    pub range: TextRange,
    /// Whether it is among those to be tagged or untagged.
    pub ticked: bool,
}

/// A document that is looked through.
#[derive(Clone, Debug)]
pub struct Searched {
    /// Which.
    pub document: DocumentId,
    /// Its text.
    pub text: Arc<Text>,
    /// The number of hits before its first, once the search has come to it.
    pub first: usize,
}

impl PartialEq for Searched {
    /// Without its hits: whether the same is looked through.
    fn eq(&self, other: &Self) -> bool {
        self.document == other.document && Arc::ptr_eq(&self.text, &other.text)
    }
}

/// How far a search has come.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Progress {
    /// Through.
    #[default]
    Done,
    /// Under way.
    Running,
    /// It stopped at [`MOST_HITS`].
    Full,
    /// The pattern is not a regular expression; what the browser says of it.
    Wrong(String),
    /// The regular expression took too long and was stopped.
    Slow,
}

/// What was done to all that was ticked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// Whether it was tagged rather than untagged.
    pub tagged: bool,
    /// How many spans were made or removed.
    pub spans: usize,
}

/// The panel in which is found, and what was found.
#[derive(Clone, Debug, Default)]
pub struct Find {
    /// Whether the panel is there.
    pub open: bool,
    /// What is looked for. It outlives the panel.
    pub query: Query,
    /// Whether the field of the panel has the focus. The browser has one selection, and then it is
    /// in the field: the current hit is selected in the text when the field is left.
    pub typing: bool,
    /// The label that is meant, when the panel was opened from a span.
    pub label: Option<LabelId>,
    /// The documents that are looked through.
    pub searched: Vec<Searched>,
    /// The hits, by document and position.
    pub hits: Vec<Hit>,
    /// The current one.
    pub current: Option<usize>,
    /// How far the search is.
    pub progress: Progress,
    /// Counts searches, so that what comes late of an older one is known.
    pub run: u64,
    /// The first hit that the list draws.
    pub listed: usize,
    /// What was done last with what was found.
    pub outcome: Option<Outcome>,
    /// How many documents were looked through.
    pub(super) through: usize,
    /// The search in the next document, of a phrase.
    pub(super) search: Option<Search>,
    /// The position from which the first current hit is looked for.
    pub(super) origin: Offset,
    /// Whether that is still to be gone to.
    pub(super) seeks: bool,
    /// Counts what the search for a regular expression has reported.
    pub(super) beats: u64,
}

impl Find {
    /// How many hits are ticked.
    #[must_use]
    pub fn ticked(&self) -> usize {
        self.hits.iter().filter(|hit| hit.ticked).count()
    }

    /// The document of a hit, and where it is.
    #[must_use]
    pub fn place(&self, nth: usize) -> Option<(&Searched, TextRange)> {
        let range = self.hits.get(nth)?.range;
        let after = self
            .known()
            .partition_point(|searched| searched.first <= nth);
        Some((self.searched.get(after.checked_sub(1)?)?, range))
    }

    /// Which hits are in a document.
    #[must_use]
    pub fn of_document(&self, document: &DocumentId) -> Range<usize> {
        let known = self.known();
        let at = known.iter().position(|one| one.document == *document);
        let first = |nth: usize| known.get(nth).map_or(self.hits.len(), |one| one.first);
        at.map_or(0..0, |at| first(at)..first(at + 1))
    }

    /// Which hits of a document have a character in common with a stretch of it, in order.
    #[must_use]
    pub fn hits_in(&self, document: &DocumentId, range: TextRange) -> Range<usize> {
        let Range { start, end } = self.of_document(document);
        let hits = self.hits.get(start..end).unwrap_or_default();
        let first = hits.partition_point(|hit| hit.range.end() <= range.start());
        let behind = hits.partition_point(|hit| hit.range.start() < range.end());
        start + first..start + behind.max(first)
    }

    /// The hit next to a position of a document, either way, and around the ends.
    #[must_use]
    pub(super) fn next_to(
        &self,
        document: &DocumentId,
        at: Offset,
        direction: Direction,
    ) -> Option<usize> {
        let Range { start, end } = self.of_document(document);
        let hits = self.hits.get(start..end).unwrap_or_default();
        match direction {
            Direction::Forward => {
                let nth = start + hits.partition_point(|hit| hit.range.start() < at);
                self.around(nth)
            }
            Direction::Back => {
                let nth = start + hits.partition_point(|hit| hit.range.end() <= at);
                self.around((nth + self.hits.len()).saturating_sub(1))
            }
        }
    }

    /// That hit, counted on from the first when there are not so many.
    pub(super) fn around(&self, nth: usize) -> Option<usize> {
        nth.checked_rem(self.hits.len())
    }

    /// The documents whose first hit is known.
    fn known(&self) -> &[Searched] {
        self.searched.get(..=self.through).unwrap_or(&self.searched)
    }

    /// Forget what was found.
    pub(super) fn clear(&mut self) {
        self.searched.clear();
        self.hits.clear();
        self.current = None;
        self.listed = 0;
        self.through = 0;
        self.outcome = None;
        self.search = None;
        self.progress = Progress::Done;
    }
}

/// Something that happens in the panel.
#[derive(Clone, Debug)]
pub enum FindAction {
    /// Open it.
    Open,
    /// Open it with what is selected, to tag it wherever it occurs.
    Occurrences,
    /// Close it; the current hit is selected.
    Close,
    /// Its field has the focus, or no longer.
    Typing(bool),
    /// Something else stands in its field.
    Write(String),
    /// A choice was switched.
    Switch(FindOption),
    /// The next hit, or the previous one; a panel that is closed is opened.
    Call(Direction),
    /// The next hit, or the previous one.
    Step(Direction),
    /// The same from the list, which keeps the focus.
    StepInList(Direction),
    /// A hit of the list was chosen.
    Choose(usize),
    /// A hit was ticked or unticked.
    Tick(usize, bool),
    /// All were.
    TickAll(bool),
    /// The list was scrolled, so that it draws from this hit on.
    Listed(usize),
    /// Tag all that is ticked.
    Tag(LabelId),
    /// Remove the spans of this label, or of any, that cover exactly a hit that is ticked.
    Untag(Option<LabelId>),

    /// Go on with a search: the number of it.
    GoOn(u64),
    /// Time has passed since a search had reported so often: the number of it, and how often.
    Overdue(u64, u64),
    /// A regular expression matches in a document that is looked through, counted from 0.
    Matched {
        /// The number of the search.
        run: u64,
        /// The document. Those before it have been looked through.
        nth: usize,
        /// Matches of it, behind those that came before.
        ranges: Vec<TextRange>,
    },
    /// No more matches come.
    Ended(u64, Progress),
}

/// A regular expression to be looked for away from the page.
#[derive(Clone, Debug)]
pub struct Matching {
    /// The number of the search.
    pub run: u64,
    /// The pattern.
    pub pattern: Arc<str>,
    /// Whether case matters.
    pub exact: bool,
    /// The texts, in the order of the documents.
    pub texts: Vec<Arc<Text>>,
}
