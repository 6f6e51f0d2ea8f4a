//! Draws the text ahead of the rest of the page: what a key does to the text is on the screen before
//! the list, the counts and the overview are drawn anew.

use std::{cell::RefCell, rc::Rc};

use yew::{Component, Context, Html, Properties, html, html::Scope};

use super::{Props as Text, Reader};

/// How the page reaches the reader while it is on the screen.
#[derive(Clone, Default)]
pub(in crate::view) struct Lead(Rc<RefCell<Option<Led>>>);

/// A reader, and what it was given last.
type Led = (Scope<Ahead>, Text);

impl Lead {
    /// Draw the text like this at once. Whether that is anything new to a reader that is there.
    pub(in crate::view) fn show(&self, text: Text) -> bool {
        match &mut *self.0.borrow_mut() {
            Some((scope, last)) if *last != text => {
                last.clone_from(&text);
                scope.send_message(text);
                true
            }
            _ => false,
        }
    }
}

impl PartialEq for Lead {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(PartialEq, Properties)]
pub(in crate::view) struct Props {
    pub(in crate::view) lead: Lead,
    pub(in crate::view) text: Text,
}

/// The reader, as the page has drawn it last or has asked for since.
pub(in crate::view) struct Ahead {
    text: Text,
}

impl Component for Ahead {
    type Message = Text;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        let text = props.text.clone();
        *props.lead.0.borrow_mut() = Some((ctx.link().clone(), text.clone()));
        Self { text }
    }

    fn changed(&mut self, ctx: &Context<Self>, _: &Props) -> bool {
        let Props { lead, text } = ctx.props();
        if let Some((_, last)) = &mut *lead.0.borrow_mut() {
            last.clone_from(text);
        }
        self.show(text.clone())
    }

    fn update(&mut self, _: &Context<Self>, text: Text) -> bool {
        self.show(text)
    }

    fn view(&self, _: &Context<Self>) -> Html {
        html! { <Reader ..self.text.clone() /> }
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        ctx.props().lead.0.take();
    }
}

impl Ahead {
    /// Whether that is something new.
    fn show(&mut self, text: Text) -> bool {
        let is_new = text != self.text;
        self.text = text;
        is_new
    }
}
