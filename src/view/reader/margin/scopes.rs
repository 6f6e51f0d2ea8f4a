//! Scopes of blocks: brackets in the margin, and what their ends are dragged by.

use reportmark_core::model::{Block, SpanId};
use reportmark_core::text::TextRange;
use web_sys::DomRect;

use super::Place;

/// Brackets that stand side by side at most; more share the outermost place.
const LANES: usize = 3;

impl Place<'_> {
    /// A bracket for every scope in view.
    pub(super) fn brackets(&self, selected: Option<&SpanId>) {
        // Where each lane is free again, in pixels of the viewport.
        let mut free = [f64::MIN; LANES];
        for block in self.document.head.blocks.iter() {
            let is_near = block.scope.overlaps(self.drawn);
            if let Some((first, last)) = self.lines(block.scope).filter(|_| is_near) {
                let (top, bottom) = (first.top(), last.bottom());
                let lane = free.iter().position(|&end| end <= top + 2.0);
                let lane = lane.unwrap_or(LANES - 1);
                if let Some(end) = free.get_mut(lane) {
                    *end = bottom;
                }
                self.bracket(block, selected, lane, (top, bottom), (&first, &last));
            }
        }
    }

    fn bracket(
        &self,
        block: &Block,
        selected: Option<&SpanId>,
        lane: usize,
        (top, bottom): (f64, f64),
        (first, last): (&DomRect, &DomRect),
    ) -> Option<()> {
        let is_own = |ids: &[SpanId]| selected.is_some_and(|id| ids.contains(id));
        let is_selected = is_own(&block.members) || is_own(&block.parties);
        let starts = self.drawn.contains(block.scope.start());
        let ends = self.drawn.covers(TextRange::empty(block.scope.end()));
        let mut class = String::from("scope");
        for (is, name) in [(is_selected, " here"), (starts, " starts"), (ends, " ends")] {
            class.push_str(if is { name } else { "" });
        }
        let element = self.element(&class)?;
        element
            .set_attribute("data-block", block.id.as_str())
            .ok()?;
        let x = self.text.left() - 9.0 - 5.0 * lane as f64;
        self.put(&element, (x, top, bottom - top))?;
        if is_selected {
            self.grip(block, "start", first.left(), first, starts);
            self.grip(block, "end", last.right(), last, ends);
        }
        Some(())
    }

    /// What an end of a scope is dragged by.
    fn grip(&self, block: &Block, end: &str, x: f64, line: &DomRect, is_drawn: bool) -> Option<()> {
        if !is_drawn {
            return None;
        }
        let element = self.element("scope-grip")?;
        element.set_attribute("data-scope", end).ok()?;
        element
            .set_attribute("data-block", block.id.as_str())
            .ok()?;
        self.put(&element, (x, line.top(), line.height()))
    }
}
