//! Scrolling: drawing what comes near, bringing something into view, keeping the place.

use gloo_timers::callback::Timeout;
use reportmark_core::text::{Offset, TextRange};
use web_sys::{DomRect, Element, HtmlElement};
use yew::Context;

use super::{Msg, Props, Reader, bar, margin, overlay::place_bar, place};
use crate::{
    app::{Action, later},
    browser::dom_offsets,
};

/// Pixels kept free above and below what is brought into view.
const MARGIN: f64 = 56.0;

/// Milliseconds without scrolling after which it has come to rest.
const REST: u32 = 120;

impl Reader {
    /// The browser has scrolled. Whether more has to be drawn.
    pub(super) fn scrolled(&mut self, ctx: &Context<Self>) -> bool {
        let Some(element) = self.element() else {
            return false;
        };
        let link = ctx.link().clone();
        self.settle = Some(Timeout::new(REST, move || {
            link.send_message(Msg::Settled);
        }));
        self.follow_scroll(ctx, &element);
        false
    }

    /// Let the view be where the browser has scrolled to. Whether more has to be drawn for that.
    pub(super) fn follow_scroll(&mut self, ctx: &Context<Self>, element: &HtmlElement) -> bool {
        self.window.scrolled(element);
        self.place_layer();
        let lacks = self.window.lacks();
        if lacks {
            ctx.link().send_message(Msg::Draw);
        } else {
            self.finish_turn(ctx, element);
        }
        lacks
    }

    /// Scrolling has come to rest: the scroll bar is put right, and the place is kept.
    pub(super) fn settled(&mut self, ctx: &Context<Self>) -> bool {
        let Some(element) = self.element() else {
            return false;
        };
        if !self.window.is_at(&element) {
            // It was scrolled again, and the event of that is still to come.
            return self.scrolled(ctx);
        }
        if self.drag.is_none() {
            self.window.settle(&element);
            self.place_layer();
        }
        let props = ctx.props();
        props
            .dispatch
            .emit(Action::Scrolled(place(props, self.window.top())));
        false
    }

    fn place_layer(&mut self) {
        if let (Some(sheet), Some(layer)) = (
            self.sheet.cast::<HtmlElement>(),
            self.layer.cast::<HtmlElement>(),
        ) {
            self.window.place(&sheet, &layer);
        }
    }

    /// After drawing: measure what was drawn, put it where it belongs, bring into view what is
    /// wanted, and draw more where that is needed.
    pub(super) fn lay_out(&mut self, ctx: &Context<Self>) {
        let props = ctx.props();
        let (Some(element), Some(rows), Some(probe), Some(layer)) = (
            self.element(),
            self.rows.cast::<Element>(),
            self.probe.cast::<Element>(),
            self.layer.cast::<Element>(),
        ) else {
            return;
        };
        let resized =
            std::mem::take(&mut self.may_be_resized) && self.window.fit(&element, &rows, &probe);
        self.window.measure(&rows);
        let moved = self.take_reveal(props);
        self.place_layer();
        if resized || moved {
            self.window.settle(&element);
            self.place_layer();
        }
        if self.window.lacks() {
            ctx.link().send_message(Msg::Draw);
            return;
        }
        if let Some(range) = self.wanted {
            if !self.window.shows(range.start()) {
                self.window.go_near(range.start());
                self.window.settle(&element);
                ctx.link().send_message(Msg::Draw);
                return;
            }
            self.wanted = None;
            if self.bring_into_view(ctx, &element, range) {
                return;
            }
        }
        self.finish_turn(ctx, &element);
        self.show_selection(props);
        let window = &self.window;
        later::call(|| {
            let shows = |at| window.shows(at);
            self.overlay
                .place(&layer, &props.document, &props.selection, shows);
        });
        if let Some(margin) = self.margin.cast::<Element>() {
            let (document, selection) = (&props.document, &props.selection);
            let words = (&*props.scheme, props.language);
            let drawn = window.stretch();
            later::call(|| margin::draw(&margin, &rows, document, selection, drawn, words));
        }
        if let Some(range) = bar::stretch(&props.selection, &props.document) {
            place_bar(&element, &layer, &props.document, range, window.stretch());
        }
        self.take_up(ctx);
    }

    /// Take up a new request to show something. Whether the view was moved.
    fn take_reveal(&mut self, props: &Props) -> bool {
        let reveal = props.reveal.as_ref();
        let Some(reveal) = reveal.filter(|reveal| self.revealed != Some(reveal.number)) else {
            return false;
        };
        self.revealed = Some(reveal.number);
        match reveal.top {
            Some(above) => {
                self.wanted = None;
                self.window.go_to(reveal.range.start(), above);
                true
            }
            None => {
                self.wanted = Some(reveal.range);
                false
            }
        }
    }

    /// Scroll to what is drawn. Whether more has to be drawn then.
    fn bring_into_view(
        &mut self,
        ctx: &Context<Self>,
        element: &HtmlElement,
        range: TextRange,
    ) -> bool {
        let text = &ctx.props().document.text;
        let drawn = self.window.stretch();
        let cut = |at: Offset| at.max(drawn.start()).min(drawn.end());
        let seen = TextRange::between(cut(range.start()), cut(range.end()));
        let Some((first, last)) = dom_offsets::rects(text, seen) else {
            return false;
        };
        scroll_to_show(element, &first, &last);
        self.follow_scroll(ctx, element)
    }
}

/// Scroll as little as shows a stretch from its first line to its last, the first if both do not
/// fit.
fn scroll_to_show(element: &HtmlElement, first: &DomRect, last: &DomRect) {
    let frame = element.get_bounding_client_rect();
    let above = frame.top() + MARGIN - first.top();
    let below = last.bottom() - (frame.bottom() - MARGIN);
    let step = if above > 0.0 {
        -above
    } else if below > 0.0 {
        below.min(-above)
    } else {
        return;
    };
    element.set_scroll_top(element.scroll_top() + step.round() as i32);
}
