//! The history: what was done, and earlier states, each of which can be restored as a new change.
//!
//! What is known of it is an [`app::past::Chronicle`](crate::app::past::Chronicle), to which records
//! come in pages while the dialog is open; [`shown`] draws the step that is selected.

mod shown;

use std::rc::Rc;

use reportmark_core::{
    journal::Sequence,
    model::{DocumentId, Project, Texts},
    scheme::{Scheme, Terms},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlInputElement, MouseEvent};
use yew::{
    Component, Context, Event, Html, KeyboardEvent, Properties, TargetCast as _, classes, html,
};

use self::shown::Shown;
use super::{Props as Dialog, closing};
use crate::{
    app::{
        Action, Detail, Failure, Language,
        past::{Chronicle, Done, Line, Moment, Row, Step, Wording, rows},
        words::{self, HistoryWords},
    },
    browser::clock,
    view::{
        Dispatch, Shared,
        keeping::Keeping,
        looks,
        modal::Frame,
        rows::{Place, Rows},
    },
};

/// Pixels of a row: two lines of text. The style sheet draws it so (`.history .step`).
const ROW: usize = 48;

pub(super) fn history(props: &Dialog<'_>) -> (Frame, Html) {
    let state = props.state;
    let base = Base {
        project: state.project.clone(),
        texts: state.texts.clone(),
        sequence: state.sequence,
        keeping: props.keeping.cloned(),
    };
    let body = html! {
        <History base={Rc::new(base)} current={state.current.clone()} scheme={Shared::from(&state.project.scheme)}
            terms={Shared(state.terms())} language={props.language} dispatch={props.dispatch.clone()} />
    };
    let frame = Frame {
        title: props.language.history_words().history,
        wide: true,
        close: closing(props),
    };
    (frame, body)
}

/// What is gone back from. The same number means the same project.
struct Base {
    project: Project,
    texts: Texts,
    sequence: Sequence,
    keeping: Option<Keeping>,
}

impl PartialEq for Base {
    fn eq(&self, other: &Self) -> bool {
        self.sequence == other.sequence
    }
}

#[derive(PartialEq, Properties)]
struct Props {
    base: Rc<Base>,
    current: Option<DocumentId>,
    scheme: Shared<Scheme>,
    terms: Shared<Terms>,
    language: Language,
    dispatch: Dispatch,
}

impl Props {
    fn wording(&self) -> Wording<'_> {
        Wording {
            scheme: &self.scheme,
            terms: &self.terms,
            language: self.language,
        }
    }
}

enum Msg {
    /// Records came that were asked for when the project was at that record.
    Read(Sequence, Result<Vec<(Sequence, Vec<u8>)>, Failure>),
    Scrolled,
    /// A step was clicked.
    Pick(usize),
    /// A key of the list: so many rows up or down.
    Go(isize),
    /// Only steps of the current document, or all.
    OnlyHere(bool),
    /// Only the document is to be restored, or the whole project.
    Here(bool),
    /// The state before the step is to be restored, or the one after it.
    Before(bool),
    Restore,
}

/// The dialog.
struct History {
    chronicle: Chronicle,
    /// When each step was, where the user is.
    moments: Vec<Option<Moment>>,
    rows: Vec<Row>,
    list: Rows,
    window: (usize, usize),
    only_here: bool,
    selected: usize,
    here: bool,
    before: bool,
    shown: Option<Shown>,
    /// A row to be scrolled into view when it is drawn.
    into_view: Option<usize>,
    failed: Option<Failure>,
    is_kept: bool,
}

impl Component for History {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let base = &ctx.props().base;
        let store = base.keeping.as_ref().and_then(Keeping::store);
        let history = Self {
            chronicle: Chronicle::of(&base.project, base.sequence),
            moments: Vec::new(),
            rows: Vec::new(),
            list: Rows::of_height(ROW),
            window: (0, 0),
            only_here: false,
            selected: 0,
            here: false,
            before: false,
            shown: None,
            into_view: None,
            failed: None,
            is_kept: store.is_some(),
        };
        history.ask(ctx);
        history
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if props.base != old.base {
            // Another page has gone on.
            self.chronicle = Chronicle::of(&props.base.project, props.base.sequence);
            self.moments.clear();
            self.selected = 0;
            self.ask(ctx);
        }
        self.follow(props);
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let props = ctx.props();
        match msg {
            Msg::Read(sequence, _) if sequence != props.base.sequence => return false,
            Msg::Read(_, Ok(page)) => {
                self.chronicle.read(&page, &props.base.texts);
                self.ask(ctx);
                self.list_anew(props);
            }
            Msg::Read(_, Err(failure)) => {
                self.failed = Some(failure);
                return true;
            }
            Msg::Scrolled => {
                let window = self.list.window();
                return std::mem::replace(&mut self.window, window) != window;
            }
            Msg::Pick(nth) => self.selected = nth,
            Msg::Go(by) => self.go(by),
            Msg::OnlyHere(only) => {
                self.only_here = only;
                self.list_anew(props);
                self.go(0);
            }
            Msg::Here(here) => self.here = here,
            Msg::Before(before) => self.before = before,
            Msg::Restore => {
                if let Some((then, only)) = self.shown.as_ref().and_then(Shown::to_restore) {
                    let detail = Detail::Return(Box::new(then), only);
                    props.dispatch.emit(Action::Detail(Box::new(detail)));
                }
                return false;
            }
        }
        self.follow(props);
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let words = props.language.history_words();
        if !self.is_kept {
            return html! { <p class="history muted" data-testid="history-none">{ words.not_kept }</p> };
        }
        let link = ctx.link();
        let switched = link.batch_callback(|event: Event| {
            let input = event.target_dyn_into::<HtmlInputElement>()?;
            Some(Msg::OnlyHere(input.checked()))
        });
        let clicked = link.batch_callback(|event: MouseEvent| {
            let target = event.target_dyn_into::<Element>()?;
            let row = target.closest("[data-step]").ok()??;
            Some(Msg::Pick(row.get_attribute("data-step")?.parse().ok()?))
        });
        let page = isize::try_from(self.list.page()).unwrap_or(1);
        let pressed = link.batch_callback(move |event: KeyboardEvent| {
            let msg = pressed(&event, page)?;
            event.prevent_default();
            Some(msg)
        });
        let (first, count) = self.window;
        let drawn = self.rows.iter().enumerate().skip(first).take(count);
        let active = self.row_of_selected().map(|row| format!("step-{row}"));
        html! {
            <div class="history" data-testid="history">
                <div class="history-steps">
                    <label class="check"><input type="checkbox" data-testid="history-only-here" checked={self.only_here} onchange={switched} />{ words.only_here }</label>
                    <div ref={self.list.scroller.clone()} class="rows" data-testid="history-list" role="listbox" aria-label={words.steps}
                        tabindex="0" autofocus=true aria-activedescendant={active}
                        onscroll={link.callback(|_: Event| Msg::Scrolled)} onclick={clicked} onkeydown={pressed}>
                        <div ref={self.list.content.clone()} role="presentation">
                            { for drawn.map(|(nth, row)| self.row(props, words, nth, row)) }
                        </div>
                    </div>
                    <p class="muted" role="status" data-testid="history-end">{ self.end(props.language) }</p>
                </div>
                <div class="history-shown" data-testid="history-shown">
                    if let Some(shown) = &self.shown { { shown.draw(props, link) } }
                </div>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        self.list.lay_out(self.rows.len(), self.window.0);
        if let Some(row) = self.into_view.take() {
            self.list.show(row, Place::InView);
        }
        if self.list.window() != self.window {
            ctx.link().send_message(Msg::Scrolled);
        }
    }
}

/// What a key of the list does.
fn pressed(event: &KeyboardEvent, page: isize) -> Option<Msg> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    Some(match event.key().as_str() {
        "ArrowDown" => Msg::Go(1),
        "ArrowUp" => Msg::Go(-1),
        "PageDown" => Msg::Go(page),
        "PageUp" => Msg::Go(-page),
        "Home" => Msg::Go(isize::MIN),
        "End" => Msg::Go(isize::MAX),
        "Enter" => Msg::Restore,
        _ => return None,
    })
}

impl History {
    /// Ask for the records that come next.
    fn ask(&self, ctx: &Context<Self>) {
        let base = &ctx.props().base;
        let (Some(wanted), Some(keeping)) = (self.chronicle.wanted(), base.keeping.clone()) else {
            return;
        };
        let (link, sequence) = (ctx.link().clone(), base.sequence);
        spawn_local(async move {
            let read = keeping.records(wanted).await;
            link.send_message(Msg::Read(sequence, read));
        });
    }

    /// Make the rows anew.
    fn list_anew(&mut self, props: &Props) {
        let steps = self.chronicle.steps();
        for step in steps.iter().skip(self.moments.len()) {
            self.moments.push(match step {
                Step::Done(done) => clock::local(&done.at),
                _ => None,
            });
        }
        let only = props.current.as_ref().filter(|_| self.only_here);
        self.rows = rows(steps, &self.moments, only);
    }

    fn row_of_selected(&self) -> Option<usize> {
        let mut rows = self.rows.iter();
        rows.position(|row| *row == Row::Step(self.selected))
    }

    /// Select the step that is so many steps further down; where there is none, the last that is.
    fn go(&mut self, by: isize) {
        let steps: Vec<usize> = (self.rows.iter())
            .filter_map(|row| match row {
                Row::Step(nth) => Some(*nth),
                Row::Day(_) => None,
            })
            .collect();
        let at = steps.partition_point(|nth| *nth < self.selected);
        let to = at.saturating_add_signed(by);
        let Some(selected) = steps.get(to).or(steps.last()) else {
            return;
        };
        self.selected = *selected;
        let row = self.row_of_selected();
        // With the day that it is the first of.
        self.into_view = row.map(|row| if row == 1 { 0 } else { row });
    }

    /// Keep up with what is selected.
    fn follow(&mut self, props: &Props) {
        self.shown = Shown::of(
            &self.chronicle,
            self.selected,
            (self.before, self.here),
            props,
        );
    }

    /// What stands below the list.
    fn end(&self, language: Language) -> String {
        let words = language.history_words();
        if let Some(failure) = &self.failed {
            return words::failure(failure, language);
        }
        if self.chronicle.wanted().is_some() {
            return words.reading.into();
        }
        let is_whole = self.chronicle.is_from_the_beginning();
        let is_listed = self.rows.iter().any(|row| matches!(row, Row::Step(_)));
        match (is_listed, is_whole) {
            (false, true) if self.chronicle.steps().is_empty() => words.none,
            (false, _) if !self.chronicle.steps().is_empty() => words.none_here,
            (_, true) => words.beginning,
            (_, false) => words.end,
        }
        .into()
    }

    fn row(&self, props: &Props, words: &HistoryWords, nth: usize, row: &Row) -> Html {
        let step = match row {
            Row::Day(moment) => {
                let date = moment.date(props.language);
                return html! { <div key={date.clone()} role="presentation" class="day">{ date }</div> };
            }
            Row::Step(step) => *step,
        };
        let Some(own) = self.chronicle.steps().get(step) else {
            return Html::default();
        };
        let is_selected = step == self.selected;
        let is_lost = self
            .chronicle
            .barrier()
            .is_some_and(|barrier| step > barrier);
        let is_wrong = self.chronicle.barrier() == Some(step) || !matches!(own, Step::Done(_));
        // Where only some are listed, which of these it is would have to be counted.
        let place = |number: usize| (!self.only_here).then(|| number.to_string());
        let time = self.moments.get(step).copied().flatten().map(Moment::clock);
        html! {
            <div key={step} id={format!("step-{nth}")} role="option" data-testid="history-step" data-step={step.to_string()}
                aria-selected={is_selected.to_string()} aria-posinset={place(step + 1)} aria-setsize={place(self.chronicle.steps().len())}
                class={classes!("step", is_selected.then_some("selected"), is_lost.then_some("lost"), is_wrong.then_some("wrong"))}>
                <span class="line">
                    <strong>{ words::history::step(own, props.language) }</strong>
                    if step == 0 { <span class="flag">{ words.now }</span> }
                    if let Step::Done(done) = own {
                        if props.base.project.documents.len() > 1 {
                            <span class="muted name">{ done.about.first().map(|about| about.name.to_string()) }</span>
                        }
                    }
                    <span class="muted time">{ time }</span>
                </span>
                if let Step::Done(done) = own { { beginning(props, done) } }
            </div>
        }
    }
}

/// The first thing that a step changed, in a line.
fn beginning(props: &Props, done: &Done) -> Html {
    let states = [&props.base.project];
    let lines = props.wording().lines(done, &states, 1);
    let Some(line) = lines.first() else {
        return Html::default();
    };
    let count = done.transaction.changes.len();
    html! {
        <span class={classes!("line", line.label.as_ref().map(|label| looks::class(&props.scheme, label)))}>
            if line.label.is_some() { <span class="label-chip">{ line.what.clone() }</span> }
            <span class="quote" lang="zh-CN">{ in_brief(line) }</span>
            if count > 1 { <span class="muted">{ format!("×{count}") }</span> }
        </span>
    }
}

fn in_brief(line: &Line) -> String {
    match line.parts.first() {
        Some(part) if line.label.is_none() => {
            let values = [&part.before, &part.after].map(|value| value.as_str());
            let values: Vec<&str> = values.into_iter().filter(|own| !own.is_empty()).collect();
            format!("{} {}: {}", line.quote, part.name, values.join(" → "))
        }
        _ => line.quote.clone(),
    }
}
