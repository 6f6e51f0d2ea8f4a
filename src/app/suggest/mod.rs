//! What rules suggest for the document on the screen: found in steps, kept beside the document and
//! never in it. Its code comes later.

mod listed;
mod search;
mod shown;
mod teaching;

use std::{collections::BTreeMap, sync::Arc};

use reportmark_core::{
    change::{
        Intent,
        edit::{Answer, Direction, Tie},
    },
    model::{Document, DocumentId, Section, Span, SpanStatus, Zone},
    scheme::LabelId,
    suggest::{Again, Ground, Rule, Rulebook, Suggester, Suggestion, Suggestions},
    text::{Text, TextRange},
};
use serde_json::Value;

pub use self::teaching::Teaching;

/// Something that is done to suggestions.
#[derive(Clone, PartialEq, Debug)]
pub enum SuggestAction {
    /// Show them, or no longer.
    Switch,
    /// Go to the next or the previous one.
    Step(Direction),
    /// Choose one in the queue.
    Pick(usize),
    /// Choose the one so many rows from the one that is chosen; the first or last where there are none as
    /// far.
    Walk(isize),
    /// Accept the one that is selected.
    Accept,
    /// Accept it under this label.
    AcceptAs(LabelId),
    /// Reject it.
    Reject,
    /// Take it in hand, to be corrected.
    Take,
    /// Accept all that are listed.
    AcceptAll,
    /// Reject all that are listed.
    RejectAll,
    /// Put all that are listed into the document, undecided, so that they are handed out with it.
    KeepAll,
    /// Show the rules.
    Rules,
    /// List others, or in another order.
    Sieve(Sieve),
    /// Show the queue from this row on.
    Queue(usize),
    /// Another stretch of the text is drawn.
    Drawn,
    /// Look for no more.
    Stop,
    /// Go on looking.
    GoOn,
}

/// Which suggestions are listed, and in which order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sieve {
    /// Of one rule, or of any.
    pub rule: Option<Rule>,
    /// With at least this confidence, in hundredths.
    pub least: u8,
    /// Of the section at the cursor only.
    pub in_section: bool,
    /// The surest first, rather than as they stand in the text.
    pub surest_first: bool,
}

/// What is known of a document that suggestions depend on.
#[derive(Clone, PartialEq, Debug, Default)]
struct Basis {
    genre: Option<Value>,
    sections: Arc<Vec<Section>>,
    zones: Vec<Zone>,
}

/// What is being decided on all that were listed.
#[derive(Clone)]
pub struct Deciding {
    /// In which document. It goes on while another one is shown.
    pub document: DocumentId,
    /// The text that the suggestions are of.
    pub text: Arc<Text>,
    /// What is known of it.
    pub ground: Option<Arc<Ground>>,
    /// Who answers for what in it, and how it is related.
    pub said: (Vec<Answer>, Vec<Tie>),
    /// What.
    pub intent: Intent,
    /// How many there are.
    pub all: usize,
    /// Those that are left, the next one last.
    pub left: Vec<Suggestion>,
    /// What became of the others.
    pub made: Vec<Span>,
}

/// The suggestions for the document on the screen.
#[derive(Clone, Default)]
pub struct Suggesting {
    document: Option<Arc<Document>>,
    basis: Basis,
    ground: Option<Arc<Ground>>,
    suggester: Suggester,
    /// Whether the whole text was looked at.
    pub is_done: bool,
    /// Whether the user asked to look for no more.
    pub is_stopped: bool,
    found: Suggestions,
    /// For each that was found, whether nobody has decided on it.
    open: Vec<bool>,
    /// Those of what is in view, before its turn comes.
    ahead: Suggestions,
    /// What is to be looked at again.
    again: Vec<Again>,
    /// Whether tenses, zones or genre are others than those that the ground has.
    is_moved: bool,
    /// What is being decided on all that were listed.
    pub deciding: Option<Deciding>,
    /// What the project teaches.
    pub teaching: Teaching,
    /// How sure each rule was when the list was made: what is decided then moves nothing in it.
    sure: Vec<u8>,
    /// Those that are listed, by their places among the found ones.
    listed: Vec<usize>,
    /// Which are listed.
    pub sieve: Sieve,
    /// The section that they are listed of.
    section: Option<TextRange>,
    /// The first row of the queue that is drawn.
    pub row: usize,
    /// The stretch of the text that is drawn.
    drawn: TextRange,
    /// Those that were drawn, so that what did not change stays the same.
    made: BTreeMap<(TextRange, Rule), Arc<Span>>,
}

impl std::fmt::Debug for Suggesting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} suggestions", self.found.spans.len())
    }
}

impl Suggesting {
    /// How much was done of what takes a while, in hundredths: all was decided on, or the text was looked
    /// at.
    #[must_use]
    pub fn percent(&self) -> usize {
        if let Some(deciding) = &self.deciding {
            return deciding.made.len() * 100 / deciding.all.max(1);
        }
        let Some(document) = &self.document else {
            return 0;
        };
        let all = document.text.paragraphs().count().max(1);
        if self.is_done {
            100
        } else {
            self.suggester.next() * 100 / all
        }
    }

    /// All that was found.
    #[must_use]
    pub fn found(&self) -> &Suggestions {
        &self.found
    }

    /// What is known of the document.
    #[must_use]
    pub fn ground(&self) -> Option<&Arc<Ground>> {
        self.ground.as_ref()
    }

    /// The rules in force.
    #[must_use]
    pub fn book(&self) -> &Arc<Rulebook> {
        &self.teaching.book
    }
}

/// Whether a span is one that is only offered: it is in no document.
#[must_use]
pub fn is_offer(document: &Document, span: &Span) -> bool {
    span.status == SpanStatus::Suggested && document.spans.get(&span.id).is_none()
}
