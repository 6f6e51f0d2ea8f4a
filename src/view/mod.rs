//! The components of the page. Each draws what it is given and sends [`Action`]s.
//!
//! Start at [`app::App`], which holds the state, lets actions happen and carries their effects
//! out. Documents and texts go down as [`Shared`] pointers, so that a component whose pointers are
//! the same is not drawn again.

mod access;
mod annotations;
mod app;
mod details;
mod dialogs;
mod disk;
mod document_bar;
mod documents;
mod effects;
mod field;
mod find;
mod header;
mod icons;
mod inspector;
mod keeping;
mod list_tools;
mod looks;
mod modal;
mod notices;
mod opening;
mod outline;
mod overview;
mod reader;
mod rows;
mod shared;
mod suggest;
mod welcome;

pub use app::App;
pub use shared::Shared;

use crate::app::Action;

use web_sys::MouseEvent;
use yew::{Callback, Html, html};

/// How a component lets something happen.
pub type Dispatch = yew::Callback<Action>;

/// An event handler that sends an action.
fn send<E: 'static>(
    dispatch: &Dispatch,
    action: impl Fn() -> Action + 'static,
) -> yew::Callback<E> {
    let dispatch = dispatch.clone();
    yew::Callback::from(move |_| dispatch.emit(action()))
}

/// What a button looks like and says.
struct Button {
    class: &'static str,
    /// What tests know it by.
    id: &'static str,
    /// Its name, which holds any words that stand in it.
    title: &'static str,
    /// Whether it is pressed, where it stays so.
    pressed: Option<bool>,
}

/// A button around something. One function for many, since each element that is written out costs
/// the page some hundred bytes.
fn button(button: Button, onclick: Callback<MouseEvent>, content: Html) -> Html {
    let Button {
        class,
        id,
        title,
        pressed,
    } = button;
    html! {
        <button key={id} type="button" {class} data-testid={id} {title} aria-label={title}
            aria-pressed={pressed.map(|pressed| pressed.to_string())} {onclick}>{ content }</button>
    }
}
