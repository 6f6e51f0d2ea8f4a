//! How suggestions are found in steps, and follow what is done to the document and the project.

use std::{ops::Range, sync::Arc};

use reportmark_core::{
    model::{Document, Lexicon, Project},
    outline::Outline,
    scheme::Scheme,
    suggest::{Again, Ground, Rule, Suggester, Suggestion, Suggestions, is_decided},
    text::TextRange,
};

use super::{Basis, Suggesting, Teaching, teaching::Taught};

/// Bytes before the start of a changed span in which what it decides on begins.
const REACH: usize = 1 << 12;

/// So many quotes that were rejected are looked for one by one; of more, all that was found is looked
/// at.
const QUOTES: usize = 32;

impl Suggesting {
    /// Whether it is of this document as it is now.
    fn is_of(&self, document: &Arc<Document>) -> bool {
        self.document
            .as_ref()
            .is_some_and(|own| Arc::ptr_eq(own, document))
    }

    /// Follows what was done to the document. Another text begins anew.
    pub fn follow(&mut self, document: &Arc<Document>, scheme: &Scheme) {
        if self.is_of(document) {
            return;
        }
        let head = &document.head;
        let basis = Basis {
            genre: head.fields.get("genre").cloned(),
            sections: Arc::clone(&head.sections),
            zones: head.zones.clone(),
        };
        let old = self.document.replace(Arc::clone(document));
        let Some(old) = old.filter(|old| Arc::ptr_eq(&old.text, &document.text)) else {
            (self.basis, self.ground, self.is_moved) = (basis, None, false);
            self.begin();
            return;
        };
        if basis != self.basis {
            (self.basis, self.is_moved) = (basis, true);
        }
        let (came, went) = document.spans.difference(&old.spans);
        let changed = came.into_iter().chain(went).map(|span| span.range);
        let mut near: Vec<Range<usize>> = changed.map(|range| self.near(range)).collect();
        near.sort_unstable_by_key(|near| near.start);
        near.dedup_by(|next, own| {
            let touches = next.start <= own.end;
            if touches {
                own.end = own.end.max(next.end);
            }
            touches
        });
        for near in near {
            self.look(document, scheme, near.clone());
            self.list_again(near);
        }
    }

    /// Begins to look at the text from its start.
    fn begin(&mut self) {
        *self = Self {
            document: self.document.take(),
            basis: std::mem::take(&mut self.basis),
            ground: self.ground.take(),
            is_moved: self.is_moved,
            sieve: self.sieve,
            deciding: self.deciding.take(),
            sure: self.teaching.confidences(),
            teaching: std::mem::take(&mut self.teaching),
            drawn: self.drawn,
            ..Self::default()
        };
    }

    /// Looks anew whether these are open.
    fn look(&mut self, document: &Document, scheme: &Scheme, range: Range<usize>) {
        let found = self.found.spans.get(range.clone()).unwrap_or_default();
        let open = self.open.get_mut(range).unwrap_or_default();
        for (open, own) in open.iter_mut().zip(found) {
            *open = is_open(document, scheme, &self.teaching, own);
        }
    }

    /// The found ones that may overlap a stretch.
    pub(super) fn near(&self, range: TextRange) -> Range<usize> {
        let from = range.start().bytes().saturating_sub(REACH);
        let spans = &self.found.spans;
        let from = spans.partition_point(|own| own.range.start().bytes() < from);
        let to = spans.partition_point(|own| own.range.start() < range.end());
        from..to.max(from)
    }

    /// Goes on looking, what is in view first, until so many bytes were looked at. Whether
    /// all is done, and whether what is shown changes by it.
    pub fn step(
        &mut self,
        project: &Project,
        outline: &Arc<Outline>,
        lexicon: &Arc<Lexicon>,
        budget: usize,
    ) -> (bool, bool) {
        let Some(document) = self.document.clone() else {
            return (true, false);
        };
        let scheme = &project.scheme;
        let (taught, is_learned) = self.teaching.follow(project, lexicon);
        let mut is_seen = self.heed(&document, scheme, taught);
        if !is_learned {
            return (false, is_seen);
        }
        if self.stand(&document, outline) {
            return (false, is_seen);
        }
        let Some(ground) = self.ground.clone() else {
            return (true, false);
        };
        if !self.again.is_empty() {
            is_seen |= self.step_again(&document, scheme, &ground, budget);
            return (self.again.is_empty() && self.is_at_rest(), is_seen);
        }
        if self.is_at_rest() {
            return (true, is_seen);
        }
        is_seen |= self.step_on(&document, scheme, &ground, budget);
        (self.is_done, is_seen)
    }

    /// Whether the text is not looked at any further.
    fn is_at_rest(&self) -> bool {
        self.is_done || self.is_stopped
    }

    /// Does what follows from what the project taught. Whether what is shown changes by it.
    fn heed(&mut self, document: &Arc<Document>, scheme: &Scheme, taught: Taught) -> bool {
        if taught.rules {
            let is_stopped = self.is_stopped;
            // An own rule may be gone, or another one in its place.
            if matches!(self.sieve.rule, Some(Rule::Own(_))) {
                self.sieve.rule = None;
            }
            let ground = self.ground.take().map(Arc::unwrap_or_clone);
            let book = &self.teaching.book;
            self.ground = ground.map(|own| Arc::new(own.by(Arc::clone(book))));
            self.begin();
            self.is_stopped = is_stopped;
        }
        if !taught.words.is_empty() {
            let known = &self.teaching.known;
            let ground = self.ground.take().map(Arc::unwrap_or_clone);
            self.ground = ground.map(|own| Arc::new(own.knowing(Arc::clone(known))));
            self.suggester.begin_paragraph();
            if self.suggester.next() > 0 {
                self.again.push(Again::with(&taught.words));
            }
        }
        let quotes = taught.quotes;
        let mut is_seen = taught.rules;
        if !quotes.is_empty() && !self.found.spans.is_empty() {
            let all = 0..self.found.spans.len();
            let text = &document.text;
            let is_meant = |nth: &usize| {
                let own = self.found.spans.get(*nth).map(|own| text.slice(own.range));
                own.is_some_and(|own| quotes.iter().any(|quote| **quote == *own))
            };
            if quotes.len() > QUOTES {
                self.look(document, scheme, all);
            } else {
                let meant: Vec<usize> = all.filter(is_meant).collect();
                for nth in meant {
                    self.look(document, scheme, nth..nth + 1);
                }
            }
            self.list();
            is_seen = true;
        }
        is_seen
    }

    /// Sees to it that the ground is that of the document as it is. Whether that took a step.
    fn stand(&mut self, document: &Document, outline: &Arc<Outline>) -> bool {
        if self.ground.is_some() && !self.is_moved {
            return false;
        }
        let head = &document.head;
        let text = &document.text;
        let ground = Ground::of(text, outline, &head.fields, &head.sections, &head.zones)
            .knowing(Arc::clone(&self.teaching.known))
            .by(Arc::clone(&self.teaching.book));
        self.is_moved = false;
        if let Some(old) = self.ground.replace(Arc::new(ground))
            && let Some(ground) = &self.ground
        {
            let unlike = ground.unlike(&old, text).into_iter();
            self.again
                .extend(unlike.map(|range| Again::of(text, range)));
        }
        true
    }

    /// Looks again at what has to be. Whether what is shown changes by it.
    fn step_again(
        &mut self,
        document: &Document,
        scheme: &Scheme,
        ground: &Ground,
        budget: usize,
    ) -> bool {
        let Self {
            again,
            suggester,
            found,
            open,
            drawn,
            teaching,
            ..
        } = self;
        let Some(next) = again.first_mut() else {
            return false;
        };
        let (mut is_changed, mut is_seen) = (false, false);
        let text = (&*document.text, ground);
        let is_through = next.step(suggester, text, budget, found, &mut |own, found| {
            let came = own.gone.start..own.gone.start + own.came;
            let fresh = found.spans.get(came).unwrap_or_default().iter();
            let fresh = fresh.map(|own| is_open(document, scheme, teaching, own));
            open.splice(own.gone, fresh);
            is_changed = true;
            is_seen |= own.range.overlaps(*drawn);
        });
        if is_through {
            again.remove(0);
        }
        if is_changed {
            self.list();
        }
        is_seen
    }

    /// Looks on. Whether what is shown changes by it.
    fn step_on(
        &mut self,
        document: &Document,
        scheme: &Scheme,
        ground: &Ground,
        budget: usize,
    ) -> bool {
        let text = &document.text;
        let paragraphs = text.paragraphs();
        let first = paragraphs.at(self.drawn.start());
        let mut is_seen = false;
        if first > self.suggester.next() && self.ahead.spans.is_empty() && !self.drawn.is_empty() {
            let mut ahead = Suggester::from(first);
            let to = paragraphs.at(self.drawn.end()) + 1;
            ahead.step(text, ground, to, budget, &mut self.ahead);
            is_seen = !self.ahead.spans.is_empty();
        }
        let from = self.found.spans.len();
        self.is_done = self
            .suggester
            .step(text, ground, usize::MAX, budget, &mut self.found);
        let new = self.found.spans.get(from..).unwrap_or_default();
        let teaching = &self.teaching;
        self.open.extend(
            new.iter()
                .map(|own| is_open(document, scheme, teaching, own)),
        );
        is_seen |= new.iter().any(|own| own.range.overlaps(self.drawn));
        // Until all that is drawn was reached, the rest of it is only there.
        if self.suggester.next() > paragraphs.at(self.drawn.end()) {
            self.ahead = Suggestions::default();
        }
        if self.sieve.surest_first && self.is_done {
            self.list();
        } else if !self.sieve.surest_first {
            self.list_from(from);
        }
        is_seen
    }
}

/// Whether nobody has decided on a suggestion, nor on the same in the same context elsewhere.
pub(super) fn is_open(
    document: &Document,
    scheme: &Scheme,
    teaching: &Teaching,
    own: &Suggestion,
) -> bool {
    let label = teaching.book.label(scheme, own.rule, own.kind);
    label.is_some_and(|label| {
        !is_decided(&document.spans, &label.id, own.range)
            && !teaching
                .learned
                .is_refused(&document.text, &label.id, own.range)
    })
}
