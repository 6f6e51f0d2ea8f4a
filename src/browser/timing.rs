//! User Timing: how long the page takes for what users wait for, so that it can be measured from
//! outside. `reportmark:open` is from the bytes in hand to the text and its spans painted,
//! `reportmark:tag` from the key or click to the painted span.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

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

/// Measure from a moment to when what has just been done is painted.
pub fn measure_when_painted(name: &'static str, start: Moment) {
    when_painted(move || measure(name, start).unwrap_or_default());
}

/// Do something when what has just been done is painted. It is drawn before the next frame, for
/// components are drawn in the same turn of the event loop; a message that is posted in that frame
/// comes after its layout. In a page that is not on the screen nothing is painted.
pub fn when_painted(job: impl FnOnce() + 'static) {
    AFTER_PAINT.with_borrow_mut(|after| {
        after.jobs.push(Box::new(job));
        if after.jobs.len() == 1
            && let Some(window) = web_sys::window()
        {
            let frame = after.frame.as_ref().unchecked_ref();
            window.request_animation_frame(frame).ok();
        }
    });
}

thread_local! {
    static AFTER_PAINT: RefCell<AfterPaint> = RefCell::new(AfterPaint::new());
}

/// What is to be done when the next frame is painted, and how that is found out. Made once: it is
/// asked for at every key.
struct AfterPaint {
    jobs: Vec<Box<dyn FnOnce()>>,
    frame: Closure<dyn FnMut()>,
}

impl AfterPaint {
    fn new() -> Self {
        let channel = MessageChannel::new().ok();
        let painted = Closure::<dyn FnMut()>::new(|| {
            let jobs = AFTER_PAINT.with_borrow_mut(|after| std::mem::take(&mut after.jobs));
            for job in jobs {
                job();
            }
        });
        let painted = painted.into_js_value();
        if let Some(channel) = &channel {
            channel.port1().set_onmessage(Some(painted.unchecked_ref()));
        }
        let port = channel.map(|channel| channel.port2());
        Self {
            jobs: Vec::new(),
            frame: Closure::new(move || {
                if let Some(port) = &port {
                    port.post_message(&JsValue::NULL).ok();
                }
            }),
        }
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
