//! What rules suggest: the switch, the queue, and the one that is selected.
//!
//! All of it comes later, with the code that finds suggestions.

use reportmark_core::{
    change::edit::End,
    model::Span,
    scheme::{LabelId, Scheme},
    suggest::{Rule, Suggestion, rules::About},
    text::{Text, TextRange},
};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, KeyboardEvent, MouseEvent};
use yew::{
    AttrValue, Callback, Component, Context, Event, Html, Properties, TargetCast as _, classes,
    html,
};

use super::{
    Button, Dispatch, Shared, button, icons, looks,
    rows::{Place, Rows},
    send,
};
use crate::app::{
    Action, Language, State,
    past::plain_value,
    suggest::{Sieve, SuggestAction, Suggesting},
    words::SuggestWords,
};

/// Pixels of a row of the queue: one line of text. The style sheet draws it so (`.offer`).
const ROW: usize = 30;

/// Rows that are drawn at a time.
const ROWS: usize = 40;

/// Confidences that can be asked for at least.
const LEAST: [u8; 4] = [80, 85, 90, 98];

/// The switch in the line above the text.
pub(super) fn switch(state: &State, dispatch: &Dispatch) -> Html {
    let words = state.language().suggest_words();
    let on = state.prefs.suggests;
    let tool = Button {
        class: "quiet square",
        id: "suggest",
        title: words.switch,
        pressed: Some(on),
    };
    let switch = send(dispatch, || act(SuggestAction::Switch));
    button(tool, switch, icons::suggest())
}

fn act(action: SuggestAction) -> Action {
    Action::Suggest(action)
}

/// The queue, where suggestions are shown.
pub(super) fn panel(state: &State, dispatch: &Dispatch) -> Html {
    let Some(own) = state.suggesting.get().filter(|_| state.prefs.suggests) else {
        return Html::default();
    };
    let Some(document) = state.document() else {
        return Html::default();
    };
    let language = state.language();
    let words = language.suggest_words();
    let count = own.count();
    let selected = state.selected_span().and_then(|span| own.suggestion(span));
    let selected = selected.and_then(|own_of| own.row_of(own_of.range, own_of.rule));
    let all = |name: &'static str, id: &'static str, action: SuggestAction| {
        html! {
            <button type="button" data-testid={id} disabled={count == 0 || own.deciding.is_some()}
                onclick={send(dispatch, move || act(action.clone()))}>{ format!("{name} {count}") }</button>
        }
    };
    let none = if own.sieve == Sieve::default() {
        words.none
    } else {
        words.none_such
    };
    html! {
        <section class="suggest" data-testid="suggest-panel" aria-label={words.suggestions}>
            <h2>{ words.suggestions }<span class="muted" data-testid="suggest-count">{ format!(" {count}") }</span>
                { progress(own, words, dispatch) }</h2>
            { tools(own, words, language, dispatch) }
            if count == 0 && (own.is_done || own.is_stopped) {
                <p class="muted empty">{ none }</p>
            }
            <Queue text={Shared::from(&document.text)} rows={offers(own, state)}
                first={own.row} {count} {selected} scheme={Shared::from(&state.project.scheme)} {language}
                dispatch={dispatch.clone()} />
            <div class="buttons wrap">
                { all(words.accept_all, "accept-all", SuggestAction::AcceptAll) }
                { all(words.reject_all, "reject-all", SuggestAction::RejectAll) }
                { all(words.keep_all, "keep-all", SuggestAction::KeepAll) }
                <button type="button" class="quiet" data-testid="open-rules" onclick={send(dispatch, || act(SuggestAction::Rules))}>{ words.rules_open }</button>
            </div>
        </section>
    }
}

/// Whether a suggestion waits that can be gone to.
pub(super) fn waits(state: &State) -> bool {
    state.suggesting.get().is_some_and(|own| own.count() > 0)
}

/// How far the search is, where it is not over.
fn progress(own: &Suggesting, words: &SuggestWords, dispatch: &Dispatch) -> Html {
    let is_deciding = own.deciding.is_some();
    if own.is_done && !is_deciding {
        return Html::default();
    }
    let (name, action) = if own.is_stopped && !is_deciding {
        (words.go_on, SuggestAction::GoOn)
    } else {
        (words.stop, SuggestAction::Stop)
    };
    let said = if is_deciding {
        words.deciding
    } else if own.is_stopped {
        words.stopped
    } else {
        words.looking
    };
    html! {
        <span class="looking" data-testid="suggest-progress">
            <span class="muted" role="status">{ format!("{said} {} %", own.percent()) }</span>
            <button type="button" class="quiet small" data-testid="suggest-stop"
                onclick={send(dispatch, move || act(action.clone()))}>{ name }</button>
        </span>
    }
}

/// What is listed, and in which order.
fn tools(own: &Suggesting, words: &SuggestWords, language: Language, dispatch: &Dispatch) -> Html {
    let sieve = own.sieve;
    let mut rules = vec![words.any_rule.to_owned()];
    let known: Vec<About<'_>> = own.book().all().collect();
    rules.extend(known.iter().map(|about| said(*about, language).to_owned()));
    let mut least = vec![words.any_confidence.to_owned()];
    least.extend(LEAST.iter().map(|own| format!("{} {own} %", words.least)));
    let orders = vec![words.by_position.to_owned(), words.by_confidence.to_owned()];
    let rule = known
        .iter()
        .position(|about| sieve.rule == Some(about.rule));
    let nth_least = LEAST.iter().position(|&own| own == sieve.least);
    let chosen = |nth: Option<usize>| nth.map_or(0, |nth| nth + 1);
    let all: Vec<Rule> = known.iter().map(|about| about.rule).collect();
    let set_rule = move |nth: usize| Sieve {
        rule: nth.checked_sub(1).and_then(|nth| all.get(nth)).copied(),
        ..sieve
    };
    let set_least = move |nth: usize| {
        let least = nth.checked_sub(1).and_then(|nth| LEAST.get(nth));
        Sieve {
            least: least.copied().unwrap_or_default(),
            ..sieve
        }
    };
    let set_order = move |nth: usize| Sieve {
        surest_first: nth == 1,
        ..sieve
    };
    let in_section = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            let box_of = event.target_dyn_into::<HtmlInputElement>();
            let in_section = box_of.is_some_and(|input| input.checked());
            dispatch.emit(act(SuggestAction::Sieve(Sieve {
                in_section,
                ..sieve
            })));
        })
    };
    html! {
        <>
        <div class="list-tools" role="group" aria-label={words.suggestions}>
            { choice(("suggest-rule", words.rule), rules, chosen(rule), dispatch, set_rule) }
            { choice(("suggest-least", words.confidence), least, chosen(nth_least), dispatch, set_least) }
            { choice(("suggest-order", words.order), orders, usize::from(sieve.surest_first), dispatch, set_order) }
        </div>
        <label class="check"><input type="checkbox" data-testid="suggest-section" checked={sieve.in_section}
            onchange={in_section} />{ words.in_section }</label>
        </>
    }
}

/// One of several, by its number.
fn choice(
    (id, name): (&'static str, &'static str),
    options: Vec<String>,
    chosen: usize,
    dispatch: &Dispatch,
    sieve: impl Fn(usize) -> Sieve + 'static,
) -> Html {
    let dispatch = dispatch.clone();
    let changed = Callback::from(move |event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        if let Some(nth) = select.and_then(|select| usize::try_from(select.selected_index()).ok()) {
            dispatch.emit(act(SuggestAction::Sieve(sieve(nth))));
        }
    });
    html! {
        <select data-testid={id} aria-label={name} onchange={changed}>
            { for options.into_iter().enumerate().map(|(nth, name)| html! {
                <option key={nth} selected={nth == chosen}>{ name }</option>
            }) }
        </select>
    }
}

/// What a rule finds.
fn said(about: About<'_>, language: Language) -> &str {
    language.pick(about.zh, about.en)
}

/// A row of the queue.
#[derive(PartialEq)]
struct Offer {
    range: TextRange,
    label: LabelId,
    /// What its rule finds.
    said: AttrValue,
    /// How sure that is, in hundredths.
    confidence: u8,
}

/// The rows that are drawn.
fn offers(own: &Suggesting, state: &State) -> Vec<Offer> {
    let book = own.book();
    let language = state.language();
    let sure = own.teaching.confidences();
    let all = book.all().map(|about| said(about, language).to_owned());
    let all: Vec<AttrValue> = all.map(AttrValue::from).collect();
    let offer = |of: &Suggestion| {
        let label = book.label(&state.project.scheme, of.rule, of.kind);
        let nth = of.rule.nth();
        Offer {
            range: of.range,
            label: label.map_or_else(|| LabelId::new(""), |label| label.id.clone()),
            said: all.get(nth).cloned().unwrap_or_default(),
            confidence: sure.get(nth).copied().unwrap_or_default(),
        }
    };
    own.rows(own.row, ROWS).map(offer).collect()
}

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    text: Shared<Text>,
    /// The rows to be drawn.
    rows: Vec<Offer>,
    /// The first of them.
    first: usize,
    /// How many there are.
    count: usize,
    /// The row of the one that is selected.
    selected: Option<usize>,
    scheme: Shared<Scheme>,
    language: Language,
    dispatch: Dispatch,
}

pub(super) enum Msg {
    /// The queue was scrolled.
    Scrolled,
}

/// The suggestions that wait for a decision.
pub(super) struct Queue {
    rows: Rows,
    into_view: Option<usize>,
}

impl Component for Queue {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        Self {
            rows: Rows::of_height(ROW),
            into_view: ctx.props().selected,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Scrolled => self.follow_scrolling(ctx.props()),
        }
        false
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if props.selected != old.selected || props.count != old.count {
            self.into_view = props.selected;
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let clicked = {
            let dispatch = props.dispatch.clone();
            Callback::from(move |event: MouseEvent| {
                let target = event
                    .target()
                    .and_then(|target| target.dyn_into::<Element>().ok());
                let row = target.and_then(|target| target.closest("[data-row]").ok().flatten());
                let row = row.and_then(|row| row.get_attribute("data-row")?.parse().ok());
                if let Some(row) = row {
                    dispatch.emit(act(SuggestAction::Pick(row)));
                }
            })
        };
        let on_key = {
            let (dispatch, page) = (props.dispatch.clone(), self.rows.page());
            Callback::from(move |event: KeyboardEvent| {
                if let Some(action) = pressed(&event, page) {
                    event.prevent_default();
                    dispatch.emit(act(action));
                }
            })
        };
        let drawn = props.first..props.first + props.rows.len();
        let active = props.selected.filter(|row| drawn.contains(row));
        html! {
            <div ref={self.rows.scroller.clone()} class="rows queue" data-testid="suggest-queue" role="listbox"
                tabindex="0" aria-label={props.language.suggest_words().suggestions}
                aria-activedescendant={active.map(|row| format!("offer-{row}"))} onclick={clicked} onkeydown={on_key}
                onscroll={ctx.link().callback(|_: Event| Msg::Scrolled)}>
                <div ref={self.rows.content.clone()} role="presentation">
                    { for props.rows.iter().zip(props.first..).map(|(own, nth)| row(props, own, nth)) }
                </div>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        let props = ctx.props();
        self.rows.lay_out(props.count, props.first);
        if let Some(row) = self.into_view.take() {
            self.rows.show(row, Place::InView);
        }
        self.follow_scrolling(props);
    }
}

impl Queue {
    fn follow_scrolling(&self, props: &Props) {
        let (first, _) = self.rows.window();
        if first != props.first && first < props.count.max(1) {
            props.dispatch.emit(act(SuggestAction::Queue(first)));
        }
    }
}

/// What a key does in the queue. Those that reject, correct and label do so everywhere. Where a key leads
/// is for the state to say: what is drawn may be behind it.
fn pressed(event: &KeyboardEvent, page: usize) -> Option<SuggestAction> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let page = isize::try_from(page).unwrap_or(1);
    let rows = match event.key().as_str() {
        "Enter" => return Some(SuggestAction::Accept),
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        "PageDown" => page,
        "PageUp" => -page,
        "Home" => -isize::MAX,
        "End" => isize::MAX,
        _ => return None,
    };
    Some(SuggestAction::Walk(rows))
}

/// Bytes of a quote that are shown in the queue.
const QUOTE: usize = 150;

fn row(props: &Props, own: &Offer, nth: usize) -> Html {
    let Some(label) = props.scheme.label(&own.label) else {
        return Html::default();
    };
    let quote = props.text.slice(own.range);
    let quote = quote
        .get(..quote.floor_char_boundary(QUOTE))
        .unwrap_or(quote)
        .to_owned();
    let marked = props.selected == Some(nth);
    html! {
        <div key={nth} id={format!("offer-{nth}")} role="option" aria-selected={marked.to_string()} data-row={nth.to_string()}
            aria-posinset={(nth + 1).to_string()} aria-setsize={props.count.to_string()}
            title={own.said.clone()}
            class={classes!("offer", looks::class(&props.scheme, &label.id), marked.then_some("selected"))}>
            <span class="label-chip">{ label.mark.clone() }</span>
            <span class="quote" lang="zh-CN">{ quote }</span>
            <span class="muted">{ own.confidence }</span>
        </div>
    }
}

/// What can be decided on one, in the bar beside it.
pub(super) fn decisions(language: Language, dispatch: &Dispatch) -> Html {
    let words = language.suggest_words();
    let decide = |class, id: &'static str, name: &'static str, action: SuggestAction| {
        html! {
            <button type="button" class={classes!(class)} data-testid={id}
                onclick={send(dispatch, move || act(action.clone()))}>{ name }</button>
        }
    };
    html! {
        <>
            { decide("primary", "bar-accept", words.accept, SuggestAction::Accept) }
            { decide("quiet", "bar-reject", words.reject, SuggestAction::Reject) }
        </>
    }
}

/// The suggestion that is selected, in the place of the inspector.
pub(super) fn selected(state: &State, dispatch: &Dispatch) -> Html {
    let (Some(document), Some(span)) = (state.document(), state.selected_span()) else {
        return Html::default();
    };
    let language = state.language();
    let words = language.suggest_words();
    let scheme = &state.project.scheme;
    let suggesting = state.suggesting.get();
    let rule = suggesting.and_then(|own| Some((own, own.rule_of(span)?)));
    let decide = |class: &'static str,
                  id: &'static str,
                  name: &'static str,
                  key: &'static str,
                  action: SuggestAction| {
        html! {
            <button type="button" {class} data-testid={id} onclick={send(dispatch, move || act(action.clone()))}>
                { name }<kbd>{ key }</kbd></button>
        }
    };
    let backspace = language.pick("退格", "Backspace");
    html! {
        <section class="inspector" data-testid="offer" key={span.id.as_str()} aria-label={words.suggestions}>
            <p class="quote" lang="zh-CN">{ super::inspector::quote(&document.text, span.range) }</p>
            <div class="buttons wrap">
                { decide("primary", "accept", words.accept, "Enter", SuggestAction::Accept) }
                { decide("", "reject", words.reject, backspace, SuggestAction::Reject) }
            </div>
            <div class="label-row" role="group" aria-label={words.accept_as}>
                { for scheme.labels.iter().map(|label| {
                    let id = label.id.clone();
                    let accept = send(dispatch, move || act(SuggestAction::AcceptAs(id.clone())));
                    looks::label_button(scheme, label, language, label.id == span.label, accept)
                }) }
            </div>
            <div class="end-row">
                { end(language, dispatch, End::Start) }
                { end(language, dispatch, End::End) }
            </div>
            if let Some((own, rule)) = rule {
                <p class="muted" data-testid="offer-rule">{ words.origin }{ language.pick("：", ": ") }{ said(own.book().about(rule), language) }
                    { format!(" · {} {} %", words.confidence, own.teaching.confidence(rule)) }</p>
            }
            { attributes(state, span, language) }
            <p class="muted">{ words.keys }</p>
        </section>
    }
}

fn end(language: Language, dispatch: &Dispatch, end: End) -> Html {
    let words = language.words();
    let name = match end {
        End::Start => words.span_start,
        End::End => words.span_end,
    };
    super::inspector::end_steps(language, dispatch, words, end, name)
}

/// What would be said of it once it is accepted.
fn attributes(state: &State, span: &Span, language: Language) -> Html {
    let (Some(document), Some(own)) = (state.document(), state.suggesting.get()) else {
        return Html::default();
    };
    let said = own
        .suggestion(span)
        .zip(own.ground())
        .map(|(suggestion, ground)| {
            let fields = &document.head.fields;
            reportmark_core::suggest::attributed(&document.text, ground, fields, suggestion).0
        });
    let said = said.unwrap_or_else(|| span.attributes.clone());
    let terms = state.terms();
    let named = |key: &str, value: &serde_json::Value| {
        let own = terms.attributes.iter().find(|own| own.id == key)?;
        let name = language.pick(&own.name.zh, &own.name.en).to_owned();
        let choice = value.as_str().and_then(|id| own.choice(id));
        let shown = choice.map(|choice| language.pick(&choice.name.zh, &choice.name.en).to_owned());
        Some((name, shown.unwrap_or_else(|| plain_value(value))))
    };
    let all: Vec<(String, String)> = said
        .iter()
        .filter_map(|(key, value)| named(key, value))
        .collect();
    if all.is_empty() {
        return Html::default();
    }
    html! {
        <dl class="offer-said">
            { for all.into_iter().map(|(name, value)| html! { <div key={name.clone()}><dt>{ name }</dt><dd lang="zh-CN">{ value }</dd></div> }) }
        </dl>
    }
}
