//! User Timing: how long the page takes for what users wait for, so that it can be measured from
//! outside. `reportmark:open` is from the bytes in hand to the text and its spans painted,
//! `reportmark:tag` from the key or click to the painted span.

use std::{cell::Cell, rc::Rc};

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};

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
    #[must_use]
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

/// Measure from a moment to when what has been drawn by now is painted: a task after the next
/// frame.
pub fn measure_when_painted(name: &'static str, start: Moment) {
    let painted = move || measure(name, start).unwrap_or_default();
    let frame = Closure::once_into_js(move || Timeout::new(0, painted).forget());
    if let Some(window) = web_sys::window() {
        window.request_animation_frame(frame.unchecked_ref()).ok();
    }
}

fn measure(name: &str, start: Moment) -> Result<(), JsValue> {
    let performance = Reflect::get(&js_sys::global(), &"performance".into())?;
    let method: Function = Reflect::get(&performance, &"measure".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"start".into(), &start.into())?;
    method.call2(&performance, &name.into(), &options)?;
    Ok(())
}
