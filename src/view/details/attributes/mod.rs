//! Attributes of the selected span, made for the keyboard.
//!
//! At rest only what is set is shown. With the focus in them all that apply are rows: digits and
//! letters choose values, arrows go on, what is typed is checked when the row is left.

mod values;

use std::sync::Arc;

use gloo_events::EventListener;
use reportmark_core::{
    model::Span,
    scheme::{Attribute, Terms, entry::Wrong},
};
use serde_json::Value;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::{
    Callback, Component, Context, FocusEvent, Html, InputEvent, KeyboardEvent, MouseEvent, NodeRef,
    Properties, TargetCast as _, classes, html,
};

use self::values::{has_options, hint, named_options, options, shown, shown_in_field, wrong};
use crate::{
    app::{Action, Detail, Language},
    browser::page,
    view::{Dispatch, Shared, dialogs::guide::of_attribute},
};

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub(super) span: Shared<Span>,
    pub(super) terms: Shared<Terms>,
    pub(super) language: Language,
    pub(super) dispatch: Dispatch,
}

pub(super) enum Msg {
    /// A row is to be written in; none for none.
    Row(Option<usize>),
    /// The focus left.
    Left,
    Key(Key),
    /// Something was typed in the field of the row.
    Typed,
    /// The nth value of the row was chosen.
    Choose(usize),
}

/// What a key means in a row.
#[derive(Clone, Copy)]
pub(super) enum Key {
    Next,
    Previous,
    /// Back to the text.
    Leave,
    /// To the value beside.
    Step(bool),
    Clear,
    /// What the guideline says of it.
    Guide,
    Choose(char),
}

impl Key {
    /// What a key event means, told in the event itself: later it could not be kept from the page.
    fn of(event: &KeyboardEvent, is_choice: bool) -> Option<Self> {
        let held = event.ctrl_key() || event.alt_key() || event.meta_key();
        if event.is_composing() || held {
            return None;
        }
        let key = event.key();
        Some(match key.as_str() {
            "ArrowDown" | "Enter" => Self::Next,
            "ArrowUp" => Self::Previous,
            "Escape" => Self::Leave,
            "F1" => Self::Guide,
            "?" if is_choice => Self::Guide,
            "ArrowRight" if is_choice => Self::Step(true),
            "ArrowLeft" if is_choice => Self::Step(false),
            "Backspace" | "Delete" if is_choice => Self::Clear,
            _ if is_choice => {
                let mut characters = key.chars();
                let first = characters.next()?;
                characters.next().is_none().then_some(Self::Choose(first))?
            }
            _ => return None,
        })
    }
}

/// What was typed and cannot be read, and in which attribute.
struct Refused {
    attribute: String,
    typed: String,
    why: Wrong,
}

pub(super) struct Attributes {
    element: NodeRef,
    /// The row that is written in.
    row: Option<usize>,
    /// Whether the row has to get the focus when it is drawn.
    will_focus: bool,
    refused: Option<Refused>,
    /// Told when an input method has put in what it composed.
    composed: Option<EventListener>,
}

impl Props {
    /// The attributes that apply.
    fn rows(&self) -> Vec<&Attribute> {
        let span = &self.span;
        let all = self.terms.attributes.iter();
        all.filter(|own| own.applies(&span.label, &span.attributes))
            .collect()
    }
}

impl Component for Attributes {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self {
            element: NodeRef::default(),
            row: None,
            will_focus: false,
            refused: None,
            composed: None,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        if ctx.props().span.id != old.span.id {
            self.row = None;
            self.refused = None;
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Row(row) => self.go(ctx, row),
            Msg::Left => {
                // A row that is no longer written in gives the focus up while the next one is being
                // drawn, which will get it.
                if self.row.is_none() || self.will_focus || self.holds_focus() {
                    return false;
                }
                if self.write(ctx) {
                    self.row = None;
                }
                true
            }
            Msg::Key(key) => self.pressed(ctx, key),
            Msg::Typed => {
                self.keep(ctx);
                false
            }
            Msg::Choose(nth) => {
                self.choose(ctx, nth);
                self.will_focus = true;
                true
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let words = props.language.detail_words();
        let rows = props.rows();
        if rows.is_empty() {
            return Html::default();
        }
        let link = ctx.link();
        let is_choice = self.at(props).is_some_and(has_options);
        let on_key = {
            let (link, is_open) = (link.clone(), self.row.is_some());
            Callback::from(move |event: KeyboardEvent| {
                if is_open && let Some(key) = Key::of(&event, is_choice) {
                    event.prevent_default();
                    event.stop_propagation();
                    link.send_message(Msg::Key(key));
                }
            })
        };
        html! {
            <section class="attributes" ref={self.element.clone()} aria-label={words.attributes} data-testid="attributes"
                onkeydown={on_key} onfocusout={link.callback(|_: FocusEvent| Msg::Left)}>
                if let Some(row) = self.row {
                    <p class="muted keys-hint">{ words.attributes_keys }</p>
                    <div class="attribute-rows" onmousedown={Callback::from(keep_focus)}>
                        { for rows.iter().enumerate().map(|(nth, attribute)| self.row(ctx, attribute, nth, nth == row)) }
                    </div>
                } else {
                    <div class="attribute-chips" key="chips">
                        { for rows.iter().enumerate().filter_map(|(nth, attribute)| chip(ctx, attribute, nth)) }
                        <button key="attributes-open" type="button" class="quiet small" id="attributes"
                            onclick={link.callback(|_| Msg::Row(Some(0)))}>{ words.attributes_none }</button>
                    </div>
                }
            </section>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        if !std::mem::take(&mut self.will_focus) || self.row.is_none() {
            return;
        }
        let Some(element) = self.element.cast::<Element>() else {
            return;
        };
        if let Some(input) = self.input() {
            let rows = ctx.props().rows();
            let attribute = self.row.and_then(|row| rows.get(row).copied());
            let refused = self.refused.as_ref();
            let typed = refused.filter(|own| attribute.is_some_and(|row| row.id == own.attribute));
            let shown = typed.map(|refused| refused.typed.clone());
            let shown =
                shown.or_else(|| Some(shown_in_field(attribute?, &ctx.props().span.attributes)));
            input.set_value(&shown.unwrap_or_default());
            input.focus().ok();
            input.select();
            let link = ctx.link().clone();
            let typed = move |_: &web_sys::Event| link.send_message(Msg::Typed);
            self.composed = Some(EventListener::new(&input, "compositionend", typed));
        } else if let Ok(Some(row)) = element.query_selector("[data-row='here']")
            && let Some(row) = row.dyn_ref::<HtmlElement>()
        {
            row.focus().ok();
        }
    }
}

impl Attributes {
    fn input(&self) -> Option<HtmlInputElement> {
        let element = self.element.cast::<Element>()?;
        let input = element.query_selector("input").ok().flatten()?;
        input.dyn_into().ok()
    }

    fn holds_focus(&self) -> bool {
        let focused = page::focused();
        self.element
            .cast::<Element>()
            .is_some_and(|element| element.contains(focused.as_deref().map(AsRef::as_ref)))
    }

    /// Go to another row, once what was typed in this one is right.
    fn go(&mut self, ctx: &Context<Self>, row: Option<usize>) -> bool {
        if !self.write(ctx) {
            self.will_focus = true;
            return true;
        }
        self.row = row;
        self.will_focus = row.is_some();
        true
    }

    /// The attribute of the row.
    fn at<'a>(&self, props: &'a Props) -> Option<&'a Attribute> {
        props.rows().get(self.row?).copied()
    }

    /// Hand on what stands in the field by now, if it can be read: a page that is closed amid it is to
    /// lose nothing.
    fn keep(&self, ctx: &Context<Self>) {
        let props = ctx.props();
        let (Some(attribute), Some(input)) = (self.at(props), self.input()) else {
            return;
        };
        if let Ok(value) = attribute.form.parse(&input.value()) {
            write(props, attribute, value);
        }
    }

    /// Hand on what was typed. False, with why, when it cannot be read.
    fn write(&mut self, ctx: &Context<Self>) -> bool {
        let props = ctx.props();
        let (Some(attribute), Some(input)) = (self.at(props), self.input()) else {
            return true;
        };
        let typed = input.value();
        self.refused = None;
        // What stands there unchanged is not read anew: it may have been written otherwise.
        if typed == shown_in_field(attribute, &props.span.attributes) {
            return true;
        }
        match attribute.form.parse(&typed) {
            Ok(value) => {
                write(props, attribute, value);
                true
            }
            Err(why) => {
                self.refused = Some(Refused {
                    attribute: attribute.id.clone(),
                    typed,
                    why,
                });
                false
            }
        }
    }

    /// Choose the nth value; the one that is chosen is let go.
    fn choose(&mut self, ctx: &Context<Self>, nth: usize) {
        let props = ctx.props();
        let Some(attribute) = self.at(props) else {
            return;
        };
        let values = options(attribute);
        let Some((value, _)) = values.into_iter().nth(nth) else {
            return;
        };
        let is_set = props.span.attributes.get(&attribute.id) == Some(&value);
        set(props, attribute, (!is_set).then_some(value));
    }

    fn pressed(&mut self, ctx: &Context<Self>, key: Key) -> bool {
        let Some(row) = self.row else {
            return false;
        };
        let props = ctx.props();
        match key {
            Key::Next => self.go(
                ctx,
                Some((row + 1).min(props.rows().len().saturating_sub(1))),
            ),
            Key::Previous => self.go(ctx, Some(row.saturating_sub(1))),
            Key::Leave => {
                self.refused = None;
                self.row = None;
                page::focus("#reader");
                true
            }
            Key::Step(forward) => self.step(ctx, forward),
            Key::Clear => {
                if let Some(attribute) = self.at(props) {
                    set(props, attribute, None);
                }
                true
            }
            Key::Guide => {
                if let Some(attribute) = self.at(props) {
                    let topic = of_attribute(props.span.label.as_str(), &attribute.id);
                    let dialog = crate::app::Dialog::Guide(topic.as_str().into());
                    props.dispatch.emit(Action::Ask(dialog));
                }
                false
            }
            Key::Choose(c) => self.choose_by_key(ctx, c),
        }
    }

    /// The value beside the one that is set.
    fn step(&mut self, ctx: &Context<Self>, forward: bool) -> bool {
        let props = ctx.props();
        let Some(attribute) = self.at(props) else {
            return false;
        };
        let values = options(attribute);
        let set_now = props.span.attributes.get(&attribute.id);
        let at = values.iter().position(|(value, _)| Some(value) == set_now);
        let next = match (at, forward) {
            (None, true) => 0,
            (None, false) => values.len().saturating_sub(1),
            (Some(at), true) => (at + 1) % values.len(),
            (Some(at), false) => (at + values.len() - 1) % values.len(),
        };
        if let Some((value, _)) = values.into_iter().nth(next) {
            set(props, attribute, Some(value));
        }
        true
    }

    /// A digit chooses by number, a letter the next value that begins with it in a file.
    fn choose_by_key(&mut self, ctx: &Context<Self>, c: char) -> bool {
        if let Some(digit) = c.to_digit(10) {
            // Ten is under the zero, as on the keyboard.
            self.choose(ctx, (digit as usize + 9) % 10);
            return true;
        }
        let props = ctx.props();
        let Some(attribute) = self.at(props) else {
            return false;
        };
        let values = options(attribute);
        let set_now = props.span.attributes.get(&attribute.id);
        let at = values.iter().position(|(value, _)| Some(value) == set_now);
        let begins = |(value, name): &&(Value, String)| {
            let id = value.as_str().unwrap_or_default();
            let starts = |text: &str| text.to_lowercase().starts_with(c.to_ascii_lowercase());
            starts(id) || starts(name)
        };
        let behind = values.iter().skip(at.map_or(0, |at| at + 1));
        let all = behind.chain(values.iter());
        if let Some((value, _)) = all.clone().find(begins) {
            set(props, attribute, Some(value.clone()));
        }
        // A letter is for this row, whether a value begins with it or not.
        true
    }

    fn row(&self, ctx: &Context<Self>, attribute: &Attribute, nth: usize, is_here: bool) -> Html {
        let props = ctx.props();
        let words = props.language.detail_words();
        let name = props
            .language
            .pick(&attribute.name.zh, &attribute.name.en)
            .to_owned();
        let shown = shown(attribute, &props.span.attributes, props.language);
        let refused = self.refused.as_ref();
        let refused = refused.filter(|refused| refused.attribute == attribute.id);
        let go = ctx.link().callback(move |_| Msg::Row(Some(nth)));
        let control = match (is_here, has_options(attribute)) {
            (true, true) => options_row(ctx, attribute),
            (true, false) => html! {
                <input key="field" type="text" id={format!("attribute-{}", attribute.id)} aria-label={name.clone()}
                    oninput={ctx.link().batch_callback(|event: InputEvent| (!event.is_composing()).then_some(Msg::Typed))}
                    placeholder={hint(attribute.form, words)} aria-invalid={refused.map(|_| "true")} autocomplete="off" />
            },
            (false, _) => html! {
                <span key="value" class={classes!("value", shown.is_none().then_some("unset"))}>
                    { shown.clone().unwrap_or_else(|| words.unset.into()) }
                </span>
            },
        };
        html! {
            <div key={attribute.id.clone()} class={classes!("attribute", is_here.then_some("here"))} data-attribute={attribute.id.clone()}
                data-row={is_here.then_some("here")} data-keys={(is_here && has_options(attribute)).then_some("own")} tabindex={(is_here && has_options(attribute)).then_some("0")}
                role={has_options(attribute).then_some("radiogroup")} aria-label={name.clone()} onclick={(!is_here).then_some(go)}>
                <span class="name">{ name.clone() }</span>
                { control }
                if let Some(refused) = refused {
                    <span class="wrong" role="alert">{ wrong(refused.why, words) }</span>
                }
            </div>
        }
    }
}

/// The row that is written in keeps the focus until a click has said which one follows: the list
/// closes when it is left.
fn keep_focus(event: MouseEvent) {
    if event.target_dyn_into::<HtmlInputElement>().is_none() {
        event.prevent_default();
    }
}

/// The values of a row that is written in, numbered.
fn options_row(ctx: &Context<Attributes>, attribute: &Attribute) -> Html {
    let props = ctx.props();
    let set_now = props.span.attributes.get(&attribute.id);
    let option = |(nth, (value, name)): (usize, (Value, String))| {
        let chosen = set_now == Some(&value);
        let choose = ctx.link().callback(move |_| Msg::Choose(nth));
        let digit = (nth < 10).then(|| (nth + 1) % 10);
        html! {
            <button key={nth} type="button" tabindex="-1" class="option" role="radio" aria-checked={chosen.to_string()}
                data-value={value.as_str().map(ToOwned::to_owned)} onclick={choose}>
                if let Some(digit) = digit { <kbd>{ digit }</kbd> }{ name }
            </button>
        }
    };
    let values = named_options(attribute, props.language);
    html! { <span key="options" class="options">{ for values.into_iter().enumerate().map(option) }</span> }
}

/// What is set, at rest.
fn chip(ctx: &Context<Attributes>, attribute: &Attribute, nth: usize) -> Option<Html> {
    let props = ctx.props();
    let shown = shown(attribute, &props.span.attributes, props.language)?;
    let name = props
        .language
        .pick(&attribute.name.zh, &attribute.name.en)
        .to_owned();
    Some(html! {
        <button key={attribute.id.clone()} type="button" class="chip" data-attribute={attribute.id.clone()}
            onclick={ctx.link().callback(move |_| Msg::Row(Some(nth)))}>
            <span class="name">{ name }</span>{ shown }
        </button>
    })
}

fn write(props: &Props, attribute: &Attribute, value: Option<Value>) {
    let key: Arc<str> = attribute.id.as_str().into();
    let detail = Detail::Write(props.span.id.clone(), key, value);
    props.dispatch.emit(Action::Detail(Box::new(detail)));
}

fn set(props: &Props, attribute: &Attribute, value: Option<Value>) {
    let key: Arc<str> = attribute.id.as_str().into();
    let detail = Detail::Attribute(props.span.id.clone(), key, value);
    props.dispatch.emit(Action::Detail(Box::new(detail)));
}
