//! User Timing: how long the page takes for what users wait for, so that it can be measured from
//! outside. `reportmark:open` is from the bytes in hand to the text and its spans painted,
//! `reportmark:tag` from the key or click to the painted span.

use std::{cell::Cell, rc::Rc};

use gloo_events::{EventListener, EventListenerOptions};
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::MessageChannel;

/// Milliseconds since the page was navigated to.
pub type Moment = f64;

/// The present moment.
#[must_use]
pub fn now() -> Moment {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}

/// When the last key was pressed or the pointer last let go.
#[derive(Clone, Debug, Default)]
pub struct LastInput(Rc<Cell<Moment>>);

impl LastInput {
    /// The moment of that event.
    #[must_use]
    pub fn moment(&self) -> Moment {
        self.0.get()
    }

    /// Follow the events of the page.
    pub fn listen(&self, page: &web_sys::Document) -> [EventListener; 2] {
        ["keydown", "pointerup"].map(|name| {
            let moment = Rc::clone(&self.0);
            let options = EventListenerOptions::run_in_capture_phase();
            EventListener::new_with_options(page, name, options, move |event| {
                moment.set(event.time_stamp());
            })
        })
    }
}

/// Measure from a moment to when what has just been done is painted. It is drawn before the next
/// frame, for components are drawn in the same turn of the event loop; a message that is posted in
/// that frame comes after its layout.
pub fn measure_when_painted(name: &'static str, start: Moment) {
    let painted = Closure::once_into_js(move || measure(name, start).unwrap_or_default());
    let frame = Closure::once_into_js(move || post(painted.unchecked_ref()).unwrap_or_default());
    if let Some(window) = web_sys::window() {
        window.request_animation_frame(frame.unchecked_ref()).ok();
    }
}

/// Have a function called in a task of its own.
fn post(job: &Function) -> Result<(), JsValue> {
    let channel = MessageChannel::new()?;
    channel.port1().set_onmessage(Some(job));
    channel.port2().post_message(&JsValue::NULL)
}

fn measure(name: &str, start: Moment) -> Result<(), JsValue> {
    let performance = Reflect::get(&js_sys::global(), &"performance".into())?;
    let method: Function = Reflect::get(&performance, &"measure".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"start".into(), &start.into())?;
    method.call2(&performance, &name.into(), &options)?;
    Ok(())
}
