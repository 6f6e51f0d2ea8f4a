//! What a rule of the analyst's own would find, before it is switched on.

use alloc::{sync::Arc, vec::Vec};

use super::{Ground, Rulebook, Suggestion, Suggestions, own};
use crate::{
    model::{Document, SpanStatus, ZoneKind},
    outline::Outline,
    scheme::LabelId,
    text::block::Block,
};

/// Looks through a document in steps.
#[derive(Clone, Default)]
pub struct Trial {
    outline: Outline,
    ground: Option<Ground>,
    /// The next paragraph.
    next: usize,
    found: Suggestions,
}

/// What was said so far of a place that a rule finds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Agreement {
    /// Nothing of that label stands there.
    New,
    /// It is marked just so.
    Same,
    /// It was rejected.
    Rejected,
    /// Another stretch of that label, or the same one under another label, is marked there.
    Other,
}

impl Trial {
    /// Goes on with a document until so many bytes were looked at. Whether all were.
    pub fn step(&mut self, document: &Document, book: &Arc<Rulebook>, budget: usize) -> bool {
        let text = &document.text;
        let Some(ground) = &self.ground else {
            if self.outline.step(text, budget) {
                let head = &document.head;
                let outline = Arc::new(core::mem::take(&mut self.outline));
                let ground = Ground::of(text, &outline, &head.fields, &head.sections, &head.zones);
                self.ground = Some(ground.by(Arc::clone(book)));
            }
            return false;
        };
        let paragraphs = text.paragraphs();
        let mut left = budget;
        while self.next < paragraphs.count() {
            if left == 0 {
                return false;
            }
            let whole = paragraphs.content(text.as_str(), self.next);
            self.next += 1;
            left = left.saturating_sub(whole.len().max(16));
            let zone = ground.zone_at(whole.start());
            if matches!(zone, ZoneKind::Glossary | ZoneKind::Boilerplate) {
                continue;
            }
            let mut own = Suggestions::default();
            let mut at = whole.start();
            while at < whole.end() {
                let block = Block::at(text, at);
                own::put(text, ground, &block, &mut own);
                at = block.next(text);
            }
            self.found.append(own);
        }
        true
    }

    /// What was found in the document so far.
    #[must_use]
    pub fn found(&self) -> &Vec<Suggestion> {
        &self.found.spans
    }
}

/// What was said so far of a place, under this label.
#[must_use]
pub fn agreement(document: &Document, label: &LabelId, own: &Suggestion) -> Agreement {
    let mut agreement = Agreement::New;
    for span in document.spans.overlapping(own.range) {
        let is_same = span.range == own.range && span.label == *label;
        match span.status {
            SpanStatus::Accepted if is_same => return Agreement::Same,
            SpanStatus::Rejected if is_same => agreement = Agreement::Rejected,
            SpanStatus::Accepted if span.range == own.range || span.label == *label => {
                agreement = Agreement::Other;
            }
            _ => {}
        }
    }
    agreement
}
