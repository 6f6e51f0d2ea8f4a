//! A sign beside the line of every span that a drawn relation joins with another. It says where the
//! other is, and leads there.

use std::cell::RefCell;

use reportmark_core::{
    links::Joined,
    model::{Span, SpanId},
};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, MouseEvent};

use super::Place;
use crate::{app::Language, view::looks};

/// Signs that stand beside one line at most. More are not drawn; each relation is a chip of its span
/// anyway.
const AT_A_LINE: usize = 2;
/// From one of them to the next, in pixels.
const STEP: f64 = 15.0;
/// Characters of the other span that a sign tells of.
const TOLD: usize = 40;

thread_local! {
    /// Of the relations that were drawn last.
    static JOINED: RefCell<Option<Joined>> = const { RefCell::new(None) };
}

/// The span that the sign under the pointer leads to.
pub(in crate::view::reader) fn pointed_at(event: &MouseEvent) -> Option<SpanId> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let id = target.get_attribute("data-leads-to")?;
    Some(SpanId::new(&id))
}

impl Place<'_> {
    /// The signs of all spans that begin in view.
    pub(super) fn signs(&self, language: Language) {
        let relations = &self.document.head.relations;
        JOINED.with_borrow_mut(|kept| {
            let joined = kept.take().filter(|kept| kept.is_of(relations));
            let joined = kept.insert(joined.unwrap_or_else(|| Joined::new(relations)));
            if joined.is_empty() {
                return;
            }
            let (mut line, mut beside) = (f64::MIN, 0);
            for span in self.document.spans.overlapping(self.drawn) {
                let others = joined.with(&span.id);
                let mut others = others
                    .filter_map(|id| self.document.spans.get(id))
                    .peekable();
                if others.peek().is_none() || !self.drawn.contains(span.range.start()) {
                    continue;
                }
                let Some(first) = self.first_line(span) else {
                    continue;
                };
                let (top, height) = (first.top(), first.height());
                if (top - line).abs() > 4.0 {
                    (line, beside) = (top, 0);
                }
                beside += 1;
                if beside <= AT_A_LINE {
                    let y = top + STEP * (beside - 1) as f64;
                    let others: Vec<&Span> = others.map(AsRef::as_ref).collect();
                    self.sign(span, &others, (y, height), language);
                }
            }
        });
    }

    fn sign(
        &self,
        span: &Span,
        others: &[&Span],
        (y, height): (f64, f64),
        language: Language,
    ) -> Option<()> {
        let start = span.range.start();
        let is_above = |other: &&&Span| other.range.start() < start;
        let above = others.iter().filter(is_above).count();
        let arrow = match (above, others.len() - above) {
            (_, 0) => "↑",
            (0, _) => "↓",
            _ => "↕",
        };
        let first = others.first()?;
        let told = others.iter().map(|other| {
            let quote = self.document.text.slice(other.range);
            let quote: String = quote.chars().take(TOLD).collect();
            format!(
                "{} {quote}",
                looks::name(self.scheme, &other.label, language)
            )
        });
        let told: Vec<String> = told.collect();
        let element = self.element("link-sign")?;
        element
            .set_attribute("data-leads-to", first.id.as_str())
            .ok()?;
        element.set_attribute("title", &told.join("\n")).ok()?;
        element.set_text_content(Some(arrow));
        self.put(&element, (self.text.right() + 3.0, y, height))
    }
}
