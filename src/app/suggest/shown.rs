//! What is drawn of what was found.

use std::sync::Arc;

use reportmark_core::{
    model::{Document, Span},
    scheme::Scheme,
    suggest::{Rule, Suggestion, Suggestions, offered},
    text::{Offset, TextRange},
};

use super::{Suggesting, search::is_open};

impl Suggesting {
    /// Whether what is shown is of this stretch as well.
    #[must_use]
    pub fn draws(&self, drawn: TextRange) -> bool {
        self.drawn.covers(drawn)
    }

    /// This stretch is drawn: what is shown has to be of it.
    pub fn draw(&mut self, drawn: TextRange) {
        if self.draws(drawn) {
            return;
        }
        // What is scrolled to next is there already.
        let more = drawn.len().max(6000);
        let start = drawn.start().bytes().saturating_sub(more);
        let end = Offset::from_bytes(drawn.end().bytes() + more);
        self.drawn = TextRange::between(Offset::from_bytes(start), end);
        self.ahead = Suggestions::default();
        if self.made.len() > 4000 {
            self.made.clear();
        }
    }

    /// The suggestion that a span stands for which [`shown`](Self::shown) has.
    #[must_use]
    pub fn suggestion(&self, span: &Span) -> Option<&Suggestion> {
        let rule = self.rule_of(span)?;
        let is_own = |own: &&Suggestion| own.range == span.range && own.rule == rule;
        let near = self
            .found
            .spans
            .get(self.near(span.range))
            .unwrap_or_default();
        near.iter()
            .find(is_own)
            .or_else(|| self.ahead.spans.iter().find(is_own))
    }

    /// The document with what is suggested in the stretch that is drawn.
    pub fn shown(&mut self, scheme: &Scheme) -> Option<Arc<Document>> {
        let document = self.document.clone()?;
        let mut shown = Document::clone(&document);
        let drawn = self.drawn;
        let near = self.near(drawn);
        let found = self.found.spans.get(near.clone()).unwrap_or_default();
        let open = self.open.get(near).unwrap_or_default();
        let found = found
            .iter()
            .zip(open)
            .filter(|(_, open)| **open)
            .map(|(own, _)| own);
        let ahead = self
            .ahead
            .spans
            .iter()
            .filter(|own| is_open(&document, scheme, &self.teaching, own));
        let mut any = false;
        for own in found.chain(ahead) {
            if !own.range.overlaps(drawn) {
                continue;
            }
            let span = match self.made.get(&(own.range, own.rule)) {
                Some(span) => Arc::clone(span),
                None => match offered(own, scheme, &self.teaching.book) {
                    Some(span) => {
                        let span = Arc::new(span);
                        self.made.insert((own.range, own.rule), Arc::clone(&span));
                        span
                    }
                    None => continue,
                },
            };
            if shown.spans.get(&span.id).is_none() {
                any = true;
                shown.spans.insert(span);
            }
        }
        any.then(|| Arc::new(shown))
    }

    /// The rule that suggested a span.
    #[must_use]
    pub fn rule_of(&self, span: &Span) -> Option<Rule> {
        self.teaching.book.of_id(span.origin.strip_prefix("rule:")?)
    }
}
