//! Whether a clause tells what is planned or what was done (guideline §4, I7).

use super::{
    clause::Clause,
    ground::{Genre, Ground},
    words,
};
use crate::text::wordlist::cues;
use crate::{model::Tense, parse::slots::FigureKind, text::Offset};

/// Where a paragraph stands between plan and report while it is gone through.
#[derive(Clone, Debug)]
pub(super) struct Course {
    genre: Genre,
    /// What holds unless a clause says otherwise.
    base: Tense,
    /// Whether what is planned was opened again, up to the end of the sentence.
    is_reopened: bool,
}

impl Course {
    /// At the start of a paragraph.
    pub(super) fn at(ground: &Ground, at: Offset) -> Self {
        let tense = ground.tense_at(at);
        let base = match (ground.genre, tense) {
            // An item restates its task first.
            (Genre::Bulletin, _) => Tense::Plan,
            (Genre::Proposal, Tense::None) => Tense::Past,
            (_, tense) => tense,
        };
        // What is to come in a bulletin stays so.
        let genre = match (ground.genre, tense) {
            (Genre::Bulletin, Tense::Plan) => Genre::Other,
            (genre, _) => genre,
        };
        Self {
            genre,
            base,
            is_reopened: false,
        }
    }

    /// A sentence begins that `。` ended the one before of.
    pub(super) fn begin_sentence(&mut self, first: &str) {
        self.is_reopened = false;
        if words::NEXT.start_of(first).is_some() {
            self.base = Tense::Plan;
            self.genre = Genre::Other;
        }
    }

    /// What a clause tells; what follows it may tell the same. `is_first` is whether it is of the first
    /// sentence of its paragraph.
    pub(super) fn of(&mut self, clause: &Clause<'_>, is_first: bool) -> Tense {
        if clause.is_remark {
            return Tense::Plan;
        }
        let has_aspect = has_aspect(clause.text);
        // Behind its first sentence an item of a bulletin counts what there is (guideline §10.3).
        let counts = self.genre == Genre::Bulletin
            && !is_first
            && clause.aim.is_none()
            && (clause.ends_with_figure() || is_event(clause));
        let is_done = is_done(clause) || counts;
        // 预计增长6%: how far something came is only not yet counted.
        let is_estimate = self.base == Tense::Past
            && clause.text.contains("预计")
            && (clause.has(FigureKind::Share) || clause.ends_with_figure());
        if is_estimate {
            return Tense::Past;
        }
        if clause.is_plan && !has_aspect {
            self.is_reopened = true;
            return Tense::Plan;
        }
        let aims = matches!(clause.aim, Some("力争" | "争取" | "争创" | "冲刺"));
        if (clause.is_forecast() || aims) && !has_aspect {
            return Tense::Plan;
        }
        if self.genre == Genre::Bulletin && is_done {
            self.base = Tense::Past;
            self.genre = Genre::Other;
        }
        match (self.base, self.is_reopened) {
            (Tense::Past, true) if !has_aspect => Tense::Plan,
            (Tense::Past, _) => Tense::Past,
            (_, _) if has_aspect => Tense::Past,
            (base, _) => base,
        }
    }
}

/// Whether a clause is about a thing that has come to an end state: 门诊楼封顶.
fn is_event(clause: &Clause<'_>) -> bool {
    !clause.is_action()
        && !clause.is_forecast()
        && clause.lists.events.end_of(clause.end()).is_some()
}

/// Whether a clause says that something was done or is going on.
fn is_done(clause: &Clause<'_>) -> bool {
    words::DONE.is_in(clause.before)
        || words::DONE.is_in(clause.text)
        || has_aspect(clause.text)
        || is_document(clause)
}

/// Whether a text has 已, 正在 or the 了 of what was done: not 为了, 除了, 了解.
fn has_aspect(text: &str) -> bool {
    let aspect = |(at, _): (usize, &str)| {
        let (before, behind) = text.split_at_checked(at).unwrap_or_default();
        !before.is_empty()
            && !before.ends_with(['为', '除'])
            && cues!("了解 了结 了如").behind(behind).is_none()
    };
    cues!("已 正在 正开展 正编制").is_in(text) || text.match_indices('了').any(aspect)
}

/// Whether a clause issues a document.
fn is_document(clause: &Clause<'_>) -> bool {
    let text = clause.text;
    let verb = clause.lists.documents.start_of(text);
    verb.is_some_and(|verb| {
        text.get(verb.len()..)
            .is_some_and(|rest| rest.starts_with('《'))
    })
}
