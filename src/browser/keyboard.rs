//! Which key events are ours.

use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, KeyboardEvent};

use crate::app::keys::Chord;

/// The key of an event, unless it belongs to somebody else: an input method that composes, a
/// dialog, or Alt, which the browser and the keyboard layout own.
#[must_use]
pub fn chord(event: &KeyboardEvent) -> Option<Chord> {
    // 229 is what browsers report while an input method handles the key.
    if event.is_composing() || event.key_code() == 229 || event.default_prevented() {
        return None;
    }
    if in_dialog(event) {
        return None;
    }
    Chord::of_event(
        &event.key(),
        event.ctrl_key() || event.meta_key(),
        event.shift_key(),
        event.alt_key(),
    )
}

fn target(event: &KeyboardEvent) -> Option<HtmlElement> {
    event.target()?.dyn_into().ok()
}

/// Whether it happens in a field that is typed in, or in a row that says it has keys of its own
/// (`data-keys`). Those have nearly all keys to themselves.
#[must_use]
pub fn in_field(event: &KeyboardEvent) -> bool {
    target(event).is_some_and(|element| {
        element.tag_name() == "SELECT" || element.has_attribute("data-keys") || takes_text(&element)
    })
}

/// The field that is typed in, if the focus is in one.
#[must_use]
pub fn typed_in() -> Option<HtmlElement> {
    super::page::focused().filter(takes_text)
}

fn takes_text(element: &HtmlElement) -> bool {
    match element.tag_name().as_str() {
        "TEXTAREA" => true,
        "INPUT" => !matches!(
            element.get_attribute("type").as_deref(),
            Some("checkbox" | "radio" | "button" | "file")
        ),
        _ => element.is_content_editable(),
    }
}

/// A modal dialog has the keyboard to itself.
fn in_dialog(_event: &KeyboardEvent) -> bool {
    super::page::document()
        .and_then(|document| document.query_selector("dialog[open]").ok().flatten())
        .is_some()
}
