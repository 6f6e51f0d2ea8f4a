//! What is drawn over the text: the caret, the handles of the selected span, the place of the bar.

use reportmark_core::{
    layout::Length,
    model::Document,
    text::{Offset, TextRange},
};
use web_sys::{DomRect, Element, HtmlElement};
use yew::{Html, NodeRef, html};

use crate::{
    app::{Language, Selection},
    browser::{dom_offsets, page},
};

/// Set a length of an element's style.
pub(super) fn set(element: &HtmlElement, property: &str, length: Length) {
    let value = format!("calc({length}px / 64)");
    element.style().set_property(property, &value).ok();
}

/// A point in pixels of the viewport, in those of an element.
struct Origin(DomRect);

impl Origin {
    fn of(layer: &Element) -> Self {
        Self(layer.get_bounding_client_rect())
    }

    fn put(&self, element: &HtmlElement, x: f64, y: f64) {
        let length = |pixels: f64| (pixels * 64.0).round() as Length;
        set(element, "--x", length(x - self.0.left()));
        set(element, "--y", length(y - self.0.top()));
    }
}

/// The elements that are put over the text.
#[derive(Default)]
pub(super) struct Overlay {
    caret: NodeRef,
    start: NodeRef,
    end: NodeRef,
}

impl Overlay {
    pub(super) fn view(&self, language: Language) -> Html {
        let words = language.words();
        html! {
            <>
                <div ref={self.caret.clone()} class="caret" aria-hidden="true" hidden=true></div>
                <div ref={self.start.clone()} class="handle" data-handle="start" title={words.handle_start} hidden=true></div>
                <div ref={self.end.clone()} class="handle" data-handle="end" title={words.handle_end} hidden=true></div>
            </>
        }
    }

    /// Put the caret where the cursor is, and the handles at the ends of the selected span, as far
    /// as that is drawn.
    pub(super) fn place(
        &self,
        layer: &Element,
        document: &Document,
        selection: &Selection,
        shows: impl Fn(Offset) -> bool,
    ) {
        let origin = Origin::of(layer);
        let rect = |at: Option<Offset>| {
            let at = at.filter(|&at| shows(at))?;
            dom_offsets::caret(&document.text, at)
        };
        let caret = match selection {
            Selection::Text { anchor, focus, .. } if anchor == focus => Some(*focus),
            _ => None,
        };
        let range = match selection {
            Selection::Span(id) => document.spans.get(id).map(|span| span.range),
            _ => None,
        };
        let put = |node: &NodeRef, rect: Option<DomRect>| {
            let Some(element) = node.cast::<HtmlElement>() else {
                return;
            };
            let Some(rect) = rect else {
                element.set_attribute("hidden", "").ok();
                return;
            };
            element.remove_attribute("hidden").ok();
            origin.put(&element, rect.left(), rect.top());
            set(&element, "--height", (rect.height() * 64.0) as Length);
        };
        put(&self.caret, rect(caret));
        put(&self.start, rect(range.map(TextRange::start)));
        // The end of a line is the end of the span, not the start of the next line.
        let end = range.filter(|range| shows(range.end())).and_then(|range| {
            let (_, last) = dom_offsets::rects(&document.text, range)?;
            let (right, top) = (last.right(), last.top());
            DomRect::new_with_x_and_y_and_width_and_height(right, top, 0.0, last.height()).ok()
        });
        put(&self.end, end);
    }
}

/// Put the bar under the last line of what is selected, within the reader. On a narrow screen the
/// style sheet keeps it at the bottom edge instead.
pub(super) fn place_bar(
    reader: &Element,
    layer: &Element,
    document: &Document,
    range: TextRange,
    drawn: TextRange,
) {
    let Some(bar) = page::find(".reader .bar:not([hidden])") else {
        return;
    };
    let cut = |at: Offset| at.max(drawn.start()).min(drawn.end());
    let seen = TextRange::between(cut(range.start()), cut(range.end()));
    let rects = dom_offsets::rects(&document.text, seen);
    let Some((first, last)) = rects.filter(|_| !seen.is_empty()) else {
        bar.style().set_property("--y", "-999px").ok();
        return;
    };
    let frame = reader.get_bounding_client_rect();
    let widest = (frame.width() - f64::from(bar.offset_width()) - 24.0).max(0.0);
    // What reaches beyond what is in view is met at the end that is in view.
    let below_view = last.bottom() > frame.bottom() && first.top() > frame.top();
    let start = if first.top() < last.top() && !below_view {
        last.left()
    } else {
        first.left()
    };
    let x = (start - frame.left()).min(widest).max(8.0);
    let below = last.bottom() - frame.top() + 10.0;
    let height = f64::from(bar.offset_height());
    // Above the first line when there is no room below the last.
    let y = if below + height > frame.height() && first.top() - frame.top() > height + 8.0 {
        first.top() - frame.top() - height - 6.0
    } else {
        below
    };
    Origin::of(layer).put(&bar, x + frame.left(), y + frame.top());
}
