//! The headings of the text as a tree that leads to them.

use reportmark_core::{
    outline::{Heading, Outline},
    text::{Offset, Text},
};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent, MouseEvent};
use yew::{Component, Context, Event, FocusEvent, Html, Properties, classes, html};

use super::{
    Dispatch, Shared,
    rows::{Place, Rows},
};
use crate::app::{Action, Language, Pane};

/// Pixels of a row. The style sheet draws it so (`.heading`).
const ROW: usize = 26;

/// Levels that are indented, each more than the one before.
const LEVELS: u32 = 6;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub(super) text: Shared<Text>,
    /// None while it is being made.
    pub(super) outline: Option<Shared<Outline>>,
    /// The first position of the text in view.
    pub(super) top: Offset,
    /// Whether a narrow screen shows the tree; what is hidden cannot be scrolled.
    pub(super) pane: Pane,
    pub(super) language: Language,
    pub(super) dispatch: Dispatch,
}

pub(super) enum Msg {
    Scrolled,
    Clicked(MouseEvent),
    Key(KeyboardEvent),
    /// The tree lost the keyboard.
    Left,
}

/// The tree. Which of its branches are closed is its own.
pub(super) struct Tree {
    rows: Rows,
    /// The rows that are drawn, as the list was last scrolled.
    window: (usize, usize),
    /// Which headings have their branch closed.
    closed: Vec<bool>,
    /// Which one each heading is of those under the same one.
    places: Vec<usize>,
    /// How many lie under none, and under each.
    siblings: Vec<usize>,
    /// The headings whose branches are all open, by their places in the outline.
    shown: Vec<usize>,
    /// The heading that the keys are at; none until one was pressed.
    active: Option<usize>,
    /// The row that was last brought into view.
    in_view: Option<usize>,
}

impl Component for Tree {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let rows = Rows::of_height(ROW);
        let mut tree = Self {
            window: rows.window(),
            rows,
            closed: Vec::new(),
            places: Vec::new(),
            siblings: Vec::new(),
            shown: Vec::new(),
            active: None,
            in_view: None,
        };
        tree.open_all(ctx.props());
        tree
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if props.outline != old.outline {
            self.open_all(props);
        }
        if props.pane != old.pane {
            self.in_view = None;
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Scrolled => {
                let window = self.rows.window();
                std::mem::replace(&mut self.window, window) != window
            }
            Msg::Clicked(event) => self.clicked(ctx.props(), &event),
            Msg::Key(event) => self.key(ctx.props(), &event),
            Msg::Left => self.active.take().is_some(),
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let words = props.language.words();
        let current = self.current(props);
        let active = self.active(props);
        let (first, count) = self.window;
        let drawn = self.shown.iter().zip(0..).skip(first).take(count);
        let drawn = drawn.filter_map(|(&nth, row)| {
            let heading = headings(props).get(nth)?;
            let expanded = self.is_branch(props, nth).then(|| !self.is_closed(nth));
            let level = heading.level.min(LEVELS);
            let is_active = active == Some(row);
            let title = props.text.slice(heading.title);
            let (place, siblings) = self.place(nth, heading.parent);
            Some(html! {
                <div key={nth} id={format!("heading-{nth}")} role="treeitem" data-heading={nth.to_string()}
                    aria-level={heading.level.to_string()} aria-posinset={place.to_string()}
                    aria-setsize={siblings.to_string()} aria-selected={is_active.to_string()}
                    aria-expanded={expanded.map(|is| is.to_string())}
                    aria-current={(current == Some(row)).then_some("true")} title={title.to_owned()}
                    class={classes!("heading", format!("level-{level}"), is_active.then_some("active"))}>
                    <span class="twisty" aria-hidden="true"></span>{ title }
                </div>
            })
        });
        let is_drawn = |row: &usize| (first..first + count).contains(row);
        let active_id = active.filter(is_drawn).and_then(|row| self.shown.get(row));
        html! {
            <section class="outline" data-testid="outline" aria-label={words.outline}>
                <h2>{ words.outline }</h2>
                if props.outline.is_some() && self.shown.is_empty() {
                    <p class="muted empty">{ words.outline_none }</p>
                }
                <div ref={self.rows.scroller.clone()} class="rows" role="tree" lang="zh-CN" tabindex="0"
                    aria-label={words.outline} aria-activedescendant={active_id.map(|nth| format!("heading-{nth}"))}
                    hidden={self.shown.is_empty()}
                    onscroll={ctx.link().callback(|_: Event| Msg::Scrolled)}
                    onclick={ctx.link().callback(Msg::Clicked)} onkeydown={ctx.link().callback(Msg::Key)}
                    onblur={ctx.link().callback(|_: FocusEvent| Msg::Left)}>
                    <div ref={self.rows.content.clone()} role="presentation">{ for drawn }</div>
                </div>
            </section>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        self.rows.lay_out(self.shown.len(), self.window.0);
        let row = self.active(ctx.props());
        if row != std::mem::replace(&mut self.in_view, row)
            && let Some(row) = row
        {
            self.rows.show(row, Place::InView);
        }
        // It may have another height than when it was last scrolled.
        if self.rows.window() != self.window {
            ctx.link().send_message(Msg::Scrolled);
        }
    }
}

fn headings(props: &Props) -> &[Heading] {
    props
        .outline
        .as_ref()
        .map_or(&[], |outline| outline.headings())
}

impl Tree {
    fn open_all(&mut self, props: &Props) {
        let count = headings(props).len();
        self.closed = vec![false; count];
        self.shown = (0..count).collect();
        self.active = None;
        self.siblings = vec![0; count + 1];
        self.places.clear();
        for heading in headings(props) {
            if let Some(siblings) = self.siblings.get_mut(under(heading.parent)) {
                *siblings += 1;
                self.places.push(*siblings);
            }
        }
    }

    /// Which one a heading is of those under the same one, from 1, and of how many: only some of
    /// them are drawn.
    fn place(&self, nth: usize, parent: Option<usize>) -> (usize, usize) {
        let of = |list: &[usize], nth: usize| list.get(nth).copied().unwrap_or_default();
        (of(&self.places, nth), of(&self.siblings, under(parent)))
    }

    /// Open or close a branch.
    fn toggle(&mut self, props: &Props, nth: usize) {
        if let Some(closed) = self.closed.get_mut(nth) {
            *closed = !*closed;
        }
        let mut closed_at = None;
        self.shown.clear();
        for (heading, (&closed, nth)) in headings(props).iter().zip(self.closed.iter().zip(0..)) {
            if closed_at.is_some_and(|level| heading.level > level) {
                continue;
            }
            closed_at = closed.then_some(heading.level);
            self.shown.push(nth);
        }
    }

    fn is_closed(&self, nth: usize) -> bool {
        self.closed.get(nth) == Some(&true)
    }

    /// Whether other headings lie under it.
    fn is_branch(&self, props: &Props, nth: usize) -> bool {
        let next = headings(props).get(nth + 1);
        next.is_some_and(|next| next.parent == Some(nth))
    }

    /// The row of a heading, or of the closed branch that it is in.
    fn row_of(&self, nth: usize) -> Option<usize> {
        self.shown
            .partition_point(|&shown| shown <= nth)
            .checked_sub(1)
    }

    /// The row of the section in view.
    fn current(&self, props: &Props) -> Option<usize> {
        self.row_of(props.outline.as_ref()?.section_at(props.top)?)
    }

    /// The row that the keys are at.
    fn active(&self, props: &Props) -> Option<usize> {
        let active = self.active.and_then(|nth| self.row_of(nth));
        let active = active.or_else(|| self.current(props));
        active.or_else(|| (!self.shown.is_empty()).then_some(0))
    }

    fn clicked(&mut self, props: &Props, event: &MouseEvent) -> bool {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let within = |selector: &str| target.as_ref()?.closest(selector).ok()?;
        let nth = within("[data-heading]")
            .and_then(|row| row.get_attribute("data-heading")?.parse().ok());
        let Some(nth) = nth else {
            return false;
        };
        self.active = Some(nth);
        if within(".twisty").is_some() && self.is_branch(props, nth) {
            self.toggle(props, nth);
        } else {
            jump(props, nth);
        }
        true
    }

    /// Keys of a tree, as WAI-ARIA describes them. What is not one of them goes on to the page's
    /// own keys.
    fn key(&mut self, props: &Props, event: &KeyboardEvent) -> bool {
        let at = self
            .active(props)
            .and_then(|row| Some((row, *self.shown.get(row)?)));
        let Some((row, nth)) =
            at.filter(|_| !event.alt_key() && !event.ctrl_key() && !event.meta_key())
        else {
            return false;
        };
        let last = self.shown.len().saturating_sub(1);
        let is_branch = self.is_branch(props, nth);
        let to = match event.key().as_str() {
            "ArrowDown" => row + 1,
            "ArrowUp" => row.saturating_sub(1),
            "PageDown" => row + self.rows.page(),
            "PageUp" => row.saturating_sub(self.rows.page()),
            "Home" => 0,
            "End" => last,
            "ArrowRight" if is_branch && self.is_closed(nth) => {
                self.toggle(props, nth);
                row
            }
            "ArrowRight" if is_branch => row + 1,
            "ArrowLeft" if is_branch && !self.is_closed(nth) => {
                self.toggle(props, nth);
                row
            }
            "ArrowLeft" => {
                let parent = headings(props).get(nth).and_then(|heading| heading.parent);
                parent.and_then(|parent| self.row_of(parent)).unwrap_or(row)
            }
            "Enter" | " " => {
                jump(props, nth);
                row
            }
            "ArrowRight" => row,
            _ => return false,
        };
        event.prevent_default();
        self.active = self.shown.get(to.min(last)).copied();
        true
    }
}

/// Where those are counted that lie under a heading, or under none.
fn under(parent: Option<usize>) -> usize {
    parent.map_or(0, |parent| parent + 1)
}

fn jump(props: &Props, nth: usize) {
    if let Some(heading) = headings(props).get(nth) {
        props.dispatch.emit(Action::GoTo(heading.title.start()));
    }
}
