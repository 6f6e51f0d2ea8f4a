//! Where which labels stand in the whole document: a strip beside the reader's scroll bar.
//!
//! It fills its column (`.overview`). What it shows is in the list of annotations as well, so it is
//! kept from assistive technology. Its colours come from the style sheet, so a theme changes them
//! without a word from here.

use std::fmt::Write as _;

use gloo_timers::callback::Timeout;
use reportmark_core::{
    model::{Document, PerChunk, SpanStatus},
    scheme::Scheme,
    text::Offset,
};
use web_sys::{Element, HtmlElement, PointerEvent};
use yew::{Component, Context, Html, NodeRef, Properties, html};

use super::{Dispatch, Shared, looks};
use crate::{app::Action, browser::page};

/// Rows that the document is divided into, whatever its length and the height of the strip.
const ROWS: usize = 800;

/// Labels that have a lane of their own; all others share the last one.
const LANES: usize = 6;

/// Milliseconds without a change after which it is drawn anew.
const REST: u32 = 150;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub(super) document: Shared<Document>,
    /// The first position in view.
    pub(super) top: Offset,
    pub(super) scheme: Shared<Scheme>,
    pub(super) dispatch: Dispatch,
}

pub(super) enum Msg {
    /// It is time to draw what changed.
    Draw,
    /// The pointer points there.
    Point(PointerEvent),
}

/// A run of rows in a lane: its lane, its first and its last row.
type Run = (u8, u16, u16);

/// The strip.
pub(super) struct Overview {
    strip: NodeRef,
    frame: NodeRef,
    /// Which rows the spans of each chunk are in.
    runs: PerChunk<Vec<Run>>,
    /// The outline of the marks in each lane, as SVG writes paths.
    paths: Vec<String>,
    waiting: Option<Timeout>,
}

impl Component for Overview {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut overview = Self {
            strip: NodeRef::default(),
            frame: NodeRef::default(),
            runs: PerChunk::default(),
            paths: Vec::new(),
            waiting: None,
        };
        overview.draw_soon(ctx);
        overview
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if props.document.text != old.document.text || props.scheme != old.scheme {
            // Another text has another scale, another scheme other lanes.
            self.runs = PerChunk::default();
            self.draw_soon(ctx);
        } else if !props.document.spans.is_same(&old.document.spans) {
            self.draw_soon(ctx);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Draw => {
                self.waiting = None;
                self.draw(ctx.props());
                true
            }
            Msg::Point(event) => {
                self.point(ctx.props(), &event);
                false
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let labels = &props.scheme.labels;
        let path = |(lane, path): (usize, &String)| {
            let label = labels
                .get(lane)
                .filter(|_| lane + 1 < LANES || labels.len() <= LANES);
            let class = label.map_or_else(
                || "look-0".into(),
                |label| looks::class(&props.scheme, &label.id),
            );
            html! { <path key={lane} {class} d={path.clone()} /> }
        };
        let link = ctx.link();
        let moved = link.batch_callback(|event: PointerEvent| {
            (event.buttons() & 1 == 1).then_some(Msg::Point(event))
        });
        html! {
            <div ref={self.strip.clone()} class="overview" data-testid="overview" aria-hidden="true"
                onpointerdown={link.callback(Msg::Point)} onpointermove={moved}>
                <svg viewBox={format!("0 0 {} {ROWS}", self.paths.len().max(1))} preserveAspectRatio="none">
                    { for self.paths.iter().enumerate().map(path) }
                </svg>
                <div ref={self.frame.clone()} class="overview-frame"></div>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        let (Some(frame), Some(reader)) = (self.frame.cast::<HtmlElement>(), page::find("#reader"))
        else {
            return;
        };
        let props = ctx.props();
        let part = |part: usize, whole: usize| format!("{}%", part * 100 / whole.max(1));
        let pixels = |pixels: i32| usize::try_from(pixels).unwrap_or_default();
        let style = frame.style();
        let top = part(props.top.bytes(), props.document.text.end().bytes());
        let height = part(
            pixels(reader.client_height()),
            pixels(reader.scroll_height()),
        );
        style.set_property("--top", &top).ok();
        style.set_property("--height", &height).ok();
    }
}

impl Overview {
    fn draw_soon(&mut self, ctx: &Context<Self>) {
        let link = ctx.link().clone();
        self.waiting = Some(Timeout::new(REST, move || link.send_message(Msg::Draw)));
    }

    /// Find the rows of what changed, and draw all rows.
    fn draw(&mut self, props: &Props) {
        let labels = &props.scheme.labels;
        let lanes = (labels.len() + 1).min(LANES);
        let length = props.document.text.end().bytes().max(1) as u64;
        let row = |at: usize| u16::try_from(at as u64 * ROWS as u64 / length).unwrap_or(u16::MAX);
        self.runs.follow(&props.document.spans);
        self.runs.step(usize::MAX, |spans| {
            let mut runs: Vec<Run> = Vec::new();
            for span in spans
                .iter()
                .filter(|span| span.status != SpanStatus::Rejected)
            {
                let nth = labels.iter().position(|label| label.id == span.label);
                let lane = nth.unwrap_or(usize::MAX).min(lanes - 1);
                let run = (
                    u8::try_from(lane).unwrap_or_default(),
                    row(span.range.start().bytes()),
                    row(span.range.end().bytes().saturating_sub(1)),
                );
                // Neighbours are mostly in the same row.
                if !runs.contains(&run) {
                    runs.push(run);
                }
            }
            (runs, 0)
        });
        let mut marked = vec![[false; ROWS + 1]; lanes];
        for &(lane, from, to) in self.runs.made().flat_map(|(_, runs)| runs) {
            let rows = marked.get_mut(usize::from(lane));
            let rows = rows.and_then(|rows| rows.get_mut(usize::from(from)..=usize::from(to)));
            rows.unwrap_or_default().fill(true);
        }
        self.paths = marked
            .iter()
            .enumerate()
            .map(|(lane, rows)| path(lane, rows))
            .collect();
    }

    /// Show what stands where the pointer is in the middle of the reader.
    fn point(&self, props: &Props, event: &PointerEvent) {
        let (Some(strip), Some(reader)) = (self.strip.cast::<Element>(), page::find("#reader"))
        else {
            return;
        };
        strip.set_pointer_capture(event.pointer_id()).ok();
        event.prevent_default();
        let rect = strip.get_bounding_client_rect();
        let in_view = f64::from(reader.client_height()) / f64::from(reader.scroll_height().max(1));
        let part =
            (f64::from(event.client_y()) - rect.top()) / rect.height().max(1.0) - in_view / 2.0;
        let text = &props.document.text;
        // Above the strip is the start: a float becomes the nearest number that there is.
        let at = (part * text.end().bytes() as f64) as usize;
        props
            .dispatch
            .emit(Action::ScrollTo(text.floor(Offset::from_bytes(at))));
    }
}

/// The marked rows of a lane as an SVG path.
fn path(lane: usize, rows: &[bool]) -> String {
    let mut path = String::new();
    let mut from = 0;
    for run in rows.chunk_by(|a, b| a == b) {
        if run.first() == Some(&true) {
            write!(path, "M{lane} {from}h.8v{}h-.8z", run.len()).ok();
        }
        from += run.len();
    }
    path
}
