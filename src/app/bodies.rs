//! The names of bodies that the word breaker has to know: those of the parties tagged so far.

use std::{cell::RefCell, sync::Arc};

use reportmark_core::{
    collections::ordered,
    model::{Document, PerChunk},
    scheme::{LabelId, LabelKind, Scheme},
};

use super::later;

/// Characters that a name has at most; a longer span is a list, or a mistake.
const LONGEST: usize = 40;

/// Whether a party is one name rather than a list of them.
fn is_name(party: &str) -> bool {
    party.chars().nth(LONGEST).is_none() && !party.contains(['、', '，', ','])
}

/// The names, gathered once for every chunk of spans.
#[derive(Clone, Debug, Default)]
pub struct Bodies(RefCell<Gathered>);

#[derive(Clone, Debug, Default)]
struct Gathered {
    /// The labels whose spans were gathered.
    labels: Vec<LabelId>,
    names: PerChunk<Vec<Arc<str>>>,
}

impl Bodies {
    /// Those of a document, each once; none while the code for it is not here.
    #[must_use]
    pub fn of(&self, document: &Document, scheme: &Scheme) -> Vec<Arc<str>> {
        later::call(|| self.gather(document, scheme))
    }

    fn gather(&self, document: &Document, scheme: &Scheme) -> Vec<Arc<str>> {
        let Gathered {
            labels,
            names: chunks,
        } = &mut *self.0.borrow_mut();
        let parties = scheme.labels.iter();
        let parties = parties.filter(|label| label.kind == Some(LabelKind::Party));
        if !parties.clone().map(|label| &label.id).eq(labels.iter()) {
            *labels = parties.map(|label| label.id.clone()).collect();
            *chunks = PerChunk::default();
        }
        chunks.follow(&document.spans);
        chunks.step(usize::MAX, |spans| {
            let parties = spans.iter().filter(|span| labels.contains(&span.label));
            let names = parties.map(|span| document.text.slice(span.range));
            let names = names.filter(|name| is_name(name));
            let names: Vec<Arc<str>> = names.map(Into::into).collect();
            let cost = names.len();
            (names, cost)
        });
        let all = chunks.made().flat_map(|(_, names)| names.iter().cloned());
        ordered(all).into_iter().collect()
    }
}
