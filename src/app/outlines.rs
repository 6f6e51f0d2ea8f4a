//! The outlines of texts, made in steps and kept.

use std::sync::Arc;

use reportmark_core::{outline::Outline, text::Text};

/// How many outlines are kept, those used last.
const KEPT: usize = 8;

/// Outlines of texts that are or were on the screen. Texts never change, so each is made once.
#[derive(Clone, Debug, Default)]
pub struct Outlines {
    /// Those that are done, the one used last at the end.
    done: Vec<(Arc<Text>, Arc<Outline>)>,
    /// The one that is being made.
    making: Option<(Arc<Text>, Outline)>,
}

impl Outlines {
    /// The outline of a text, once it is done.
    #[must_use]
    pub fn of(&self, text: &Arc<Text>) -> Option<&Arc<Outline>> {
        let same = |(known, _): &&(Arc<Text>, Arc<Outline>)| Arc::ptr_eq(known, text);
        self.done.iter().find(same).map(|(_, outline)| outline)
    }

    /// Go on with the outline of this text, until that many bytes were read. Whether it is done.
    pub(super) fn step(&mut self, text: &Arc<Text>, budget: usize) -> bool {
        if let Some(nth) = self
            .done
            .iter()
            .position(|(known, _)| Arc::ptr_eq(known, text))
        {
            let used = self.done.remove(nth);
            self.done.push(used);
            return true;
        }
        let begun = self
            .making
            .take()
            .filter(|(begun, _)| Arc::ptr_eq(begun, text));
        let mut outline = begun.map(|(_, outline)| outline).unwrap_or_default();
        let done = outline.step(text, budget);
        if done {
            if self.done.len() >= KEPT {
                self.done.remove(0);
            }
            self.done.push((Arc::clone(text), Arc::new(outline)));
        } else {
            self.making = Some((Arc::clone(text), outline));
        }
        done
    }
}
