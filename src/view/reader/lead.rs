//! The way from the page to the reader that does not wait for the page to be drawn.
//!
//! What a key does to the text is on the screen before the list, the counts and the overview are
//! drawn anew ([`Lead::show`]); and what is done elsewhere on the page stays behind what was done in
//! the text before ([`Lead::after`]).

use std::{cell::RefCell, rc::Rc};

use yew::{Component, Context, Html, html, html::Scope};

use super::{Msg, Props as Text, Reader};

/// How the page reaches the reader while it is on the screen.
#[derive(Clone, Default)]
pub(in crate::view) struct Lead(Rc<RefCell<Led>>);

#[derive(Default)]
struct Led {
    /// What draws the reader, and what it was given last.
    ahead: Option<(Scope<Ahead>, Text)>,
    reader: Option<Scope<Reader>>,
}

impl Lead {
    /// Draw the text like this at once. Whether that is anything new to a reader that is there.
    pub(in crate::view) fn show(&self, text: Text) -> bool {
        match &mut self.0.borrow_mut().ahead {
            Some((scope, last)) if *last != text => {
                last.clone_from(&text);
                scope.send_message(text);
                true
            }
            _ => false,
        }
    }

    /// Do something that the user did after what was done in the text before. Events of the text
    /// are messages to the reader, which has its turn later when the page is busy; an event of the
    /// page that did not take the same way would overtake them: a label key what it is to tag.
    pub(in crate::view) fn after(&self, job: impl FnOnce() + 'static) {
        let reader = self.0.borrow().reader.clone();
        match reader {
            Some(reader) => reader.send_message(Msg::Pass(Box::new(job))),
            None => job(),
        }
    }

    /// All that the reader has handed on has been taken up, and is drawn next.
    pub(in crate::view) fn caught_up(&self) {
        if let Some(reader) = &self.0.borrow().reader {
            reader.send_message(Msg::CaughtUp);
        }
    }

    pub(super) fn follow(&self, reader: Option<Scope<Reader>>) {
        self.0.borrow_mut().reader = reader;
    }
}

impl PartialEq for Lead {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The reader, as the page has drawn it last or has asked for since.
pub(in crate::view) struct Ahead {
    text: Text,
}

impl Component for Ahead {
    type Message = Text;
    type Properties = Text;

    fn create(ctx: &Context<Self>) -> Self {
        let text = ctx.props().clone();
        text.lead.0.borrow_mut().ahead = Some((ctx.link().clone(), text.clone()));
        Self { text }
    }

    fn changed(&mut self, ctx: &Context<Self>, _: &Text) -> bool {
        let text = ctx.props();
        if let Some((_, last)) = &mut text.lead.0.borrow_mut().ahead {
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
        ctx.props().lead.0.borrow_mut().ahead = None;
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
