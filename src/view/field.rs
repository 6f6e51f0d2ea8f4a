//! A text field. What stands in it belongs to whoever types: the browser keeps it.
//!
//! A `value` given to yew would be set back whenever anything on the page is drawn anew, which
//! takes away what is typed but not yet handed on, such as what an input method is composing.

use std::sync::Arc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};
use yew::{
    Callback, Component, Context, Event, Html, InputEvent, KeyboardEvent, NodeRef, Properties, html,
};

use crate::browser::page;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// The id of its element, and the name that tests know it by.
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    /// What stands in it at first, and again when this changes.
    #[prop_or_default]
    pub(super) value: Arc<str>,
    /// How many lines are in view; none for a field of one line.
    #[prop_or_default]
    pub(super) lines: Option<u8>,
    #[prop_or_default]
    pub(super) placeholder: &'static str,
    #[prop_or_default]
    pub(super) required: bool,
    /// Whether a dialog begins with it.
    #[prop_or_default]
    pub(super) first: bool,
    /// Whether it holds text of reports.
    #[prop_or_default]
    pub(super) chinese: bool,
    /// Called with every change, but not while an input method composes one: then with the key that
    /// ends the composition, or when the field is left.
    #[prop_or_default]
    pub(super) on_write: Option<Callback<String>>,
    /// Called once what was typed is to stand: with Enter, or when the field is left.
    #[prop_or_default]
    pub(super) on_change: Option<Callback<String>>,
    /// Called for Escape, where that means something to the field.
    #[prop_or_default]
    pub(super) on_escape: Option<Callback<()>>,
}

pub(super) struct Field {
    element: NodeRef,
    /// The value that was last put in.
    put: Option<Arc<str>>,
    /// Told when an input method has put in what it composed. Yew's own listener for that would be
    /// asked at every key of the page.
    composed: Option<EventListener>,
}

impl Component for Field {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self {
            element: NodeRef::default(),
            put: None,
            composed: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, (): ()) -> bool {
        hand_on(ctx.props().on_write.as_ref(), &self.element);
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let write = {
            let (on_write, element) = (props.on_write.clone(), self.element.clone());
            Callback::from(move |()| hand_on(on_write.as_ref(), &element))
        };
        let typed = {
            let write = write.clone();
            Callback::from(move |event: InputEvent| {
                if !event.is_composing() {
                    write.emit(());
                }
            })
        };
        let pressed = {
            let escape = props.on_escape.clone();
            Callback::from(move |event: KeyboardEvent| {
                if let Some(escape) = &escape
                    && event.key() == "Escape"
                    && !event.is_composing()
                {
                    event.prevent_default();
                    escape.emit(());
                }
            })
        };
        let left = {
            let (on_change, element) = (props.on_change.clone(), self.element.clone());
            Callback::from(move |_: Event| {
                write.emit(());
                hand_on(on_change.as_ref(), &element);
            })
        };
        let (id, placeholder, element) = (props.id, props.placeholder, self.element.clone());
        let lang = props.chinese.then_some("zh-CN");
        html! {
            <label class="field"><span>{ props.name }</span>
                if let Some(lines) = props.lines {
                    <textarea ref={element} {id} data-testid={id} rows={lines.to_string()} {placeholder} {lang}
                        required={props.required} autofocus={props.first}
                        oninput={typed} onkeydown={pressed} onchange={left} />
                } else {
                    <input type="text" ref={element} {id} data-testid={id} {placeholder} {lang}
                        required={props.required} autofocus={props.first}
                        oninput={typed} onkeydown={pressed} onchange={left} />
                }
            </label>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first && let Some(element) = self.element.cast::<Element>() {
            let write = ctx.link().callback(|()| ());
            let composed = move |_: &Event| write.emit(());
            self.composed = Some(EventListener::new(&element, "compositionend", composed));
        }
        let value = &ctx.props().value;
        if self.put.as_ref() == Some(value) {
            return;
        }
        if let Some(element) = self.element.cast::<Element>()
            && text(&element).is_some_and(|text| *text != **value)
        {
            put(&element, value);
        }
        self.put = Some(Arc::clone(value));
    }
}

/// Say what stands in it.
fn hand_on(on_write: Option<&Callback<String>>, element: &NodeRef) {
    // Not read where nobody asks: a pasted text may be long.
    if let Some(on_write) = on_write
        && let Some(text) = element.cast().as_ref().and_then(text)
    {
        on_write.emit(text);
    }
}

fn text(element: &Element) -> Option<String> {
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        return Some(area.value());
    }
    element
        .dyn_ref()
        .map(|input: &HtmlInputElement| input.value())
}

fn put(element: &Element, value: &str) {
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(value);
    } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.set_value(value);
    }
}

/// What stands in the field of that id.
pub(super) fn value(id: &str) -> Option<String> {
    let element: Element = page::find(&format!("#{id}"))?.into();
    text(&element)
}

/// Empty the field of that id.
pub(super) fn clear(id: &str) {
    if let Some(element) = page::find(&format!("#{id}")) {
        put(&element, "");
    }
}
