//! What comes from the keyboard, the clipboard and the pointer, wherever on the page it happens.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use reportmark_core::scheme::Scheme;
use wasm_bindgen::JsCast as _;
use web_sys::{ClipboardEvent, DragEvent, File, KeyboardEvent};
use yew::{Context, Event};

use super::{App, Msg};
use crate::{
    app::{
        Action, Prefs,
        keys::{Chord, Command, command},
    },
    browser::{files, keyboard, page, timing::LastInput},
    view::{Dispatch, reader::Lead},
};

/// What listeners have to know to decide at once whether an event is ours; a message to the
/// component comes too late for that.
#[derive(Default)]
pub(super) struct InForce {
    pub(super) scheme: Arc<Scheme>,
    pub(super) prefs: Prefs,
    /// Whether leaving the page would lose something.
    pub(super) holds: bool,
}

impl InForce {
    fn command(&self, chord: &Chord) -> Option<Command> {
        command(chord, &self.scheme, &self.prefs)
    }
}

/// Lets what the user does happen after what was done in the text before.
pub(super) fn in_order(ctx: &Context<App>, lead: &Lead) -> Dispatch {
    let (link, lead) = (ctx.link().clone(), lead.clone());
    Dispatch::from(move |action| {
        let link = link.clone();
        lead.after(move || link.send_message(Msg::Do(action)));
    })
}

/// Keys and pasted text, wherever the focus is.
pub(super) fn listen(
    ctx: &Context<App>,
    in_force: Rc<RefCell<InForce>>,
    lead: &Lead,
    last_input: &LastInput,
) -> Vec<EventListener> {
    let Some(document) = page::document() else {
        return Vec::new();
    };
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let leaves = {
        let in_force = Rc::clone(&in_force);
        move |event: &Event| {
            if in_force.borrow().holds {
                // The browser asks whether to stay.
                event.prevent_default();
            }
        }
    };
    let commands = in_order(ctx, lead);
    // Single keys are taken on their way down, so that nobody else has to look at what is pressed
    // most often; parts of the page that have keys of their own say so. All others are taken on their way up, after
    // the part of the page that has the focus.
    let keys = |single: bool| {
        let (in_force, commands) = (Rc::clone(&in_force), commands.clone());
        move |event: &Event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                return;
            };
            let called = keyboard::chord(event)
                .filter(|chord| chord.is_single() == single)
                .and_then(|chord| {
                    let is_ours = |command: &Command| {
                        !keyboard::in_field(event) || (command.is_for_fields() && !single)
                    };
                    in_force.borrow().command(&chord).filter(is_ours)
                });
            if let Some(command) = called {
                event.prevent_default();
                event.stop_propagation();
                commands.emit(Action::Command(command));
            }
        }
    };
    let (single_keys, other_keys) = (keys(true), keys(false));
    let link = ctx.link().clone();
    let paste = move |event: &Event| {
        let Some(event) = event.dyn_ref::<ClipboardEvent>() else {
            return;
        };
        if let Some(files) = pasted_files(event) {
            link.send_message(Msg::Files(files));
        }
    };
    let mut listeners = Vec::from(last_input.listen(&document));
    let may_prevent = EventListenerOptions::enable_prevent_default();
    let on_their_way_down = EventListenerOptions {
        phase: EventListenerPhase::Capture,
        passive: false,
    };
    listeners.extend([
        EventListener::new_with_options(&window, "beforeunload", may_prevent, leaves),
        EventListener::new_with_options(&document, "keydown", on_their_way_down, single_keys),
        EventListener::new_with_options(&document, "keydown", may_prevent, other_keys),
        EventListener::new(&document, "paste", paste),
    ]);
    listeners
}

/// Files that were pasted, as file managers offer them.
fn pasted_files(event: &ClipboardEvent) -> Option<Vec<File>> {
    let files = files::of_list(event.clipboard_data()?.files());
    (!files.is_empty()).then_some(files)
}

/// Whether files are dragged, rather than text of the page itself.
fn carries_files(event: &DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

pub(super) fn held(event: DragEvent) -> Option<Msg> {
    carries_files(&event).then(|| {
        event.prevent_default();
        Msg::Dragging(true)
    })
}

/// Leaving one element for another within the page is not leaving the page.
pub(super) fn left(event: DragEvent) -> Option<Msg> {
    event
        .related_target()
        .is_none()
        .then_some(Msg::Dragging(false))
}

pub(super) fn dropped(event: DragEvent) -> Option<Msg> {
    carries_files(&event).then(|| {
        event.prevent_default();
        Msg::Files(files::of_list(
            event.data_transfer().and_then(|data| data.files()),
        ))
    })
}
