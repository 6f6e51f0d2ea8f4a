//! Turns of the event loop: what comes after the paint, and how long what users wait for takes.
//!
//! The page says the latter by User Timing, so that it can be measured from outside:
//! `reportmark:open` is from the bytes in hand to the text and the spans in view painted,
//! `reportmark:open-whole` to all of the file read, opened and painted, `reportmark:tag` from the
//! key or click to the painted span.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo_events::{EventListener, EventListenerOptions};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{MessageChannel, MessagePort};

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
                expect_frame();
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
    TASKS.with_borrow_mut(|tasks| {
        tasks.after_paint.push(Box::new(job));
        tasks.ask_for_frame();
    });
}

/// Something is about to be drawn: the browser may get a frame ready while it is made out what.
fn expect_frame() {
    TASKS.with_borrow_mut(Tasks::ask_for_frame);
}

/// Comes back in a task of its own, so that what waits has its turn: input, a frame.
async fn next_task() {
    let posted = promise(|job| TASKS.with_borrow_mut(|tasks| tasks.post(job)));
    JsFuture::from(posted).await.ok();
}

/// Do something as soon as what waits had its turn.
pub fn soon(job: impl FnOnce() + 'static) {
    spawn_local(async move {
        next_task().await;
        job();
    });
}

/// Work that takes long, done in turns: in between others have theirs.
#[derive(Debug, Default)]
pub struct Turn(Cell<Moment>);

impl Turn {
    /// Milliseconds of work after which others have their turn.
    const LENGTH: Moment = 12.0;

    /// One that begins now.
    #[must_use]
    pub fn begun() -> Self {
        Self(Cell::new(now()))
    }

    /// Whether it is time for others.
    pub fn is_over(&self) -> bool {
        now() - self.0.get() > Self::LENGTH
    }

    /// Let others have their turn, then begin the next.
    pub async fn pass(&self) {
        next_task().await;
        self.begin();
    }

    /// Others had their turn just now.
    pub fn begin(&self) {
        self.0.set(now());
    }
}

/// Comes back when what has just been done is painted, or when that takes too long because the
/// page is not on the screen.
pub async fn painted() {
    const PATIENCE: u32 = 250;
    let painted = promise(when_painted);
    let waited = gloo_timers::future::TimeoutFuture::new(PATIENCE);
    let waited = wasm_bindgen_futures::future_to_promise(async move {
        waited.await;
        Ok(JsValue::UNDEFINED)
    });
    JsFuture::from(Promise::race(&Array::of2(&painted, &waited)))
        .await
        .ok();
}

/// Kept when a job is done that is given to this.
fn promise(begin: impl FnOnce(Job)) -> Promise {
    let mut begin = Some(begin);
    Promise::new(&mut |done, _| {
        if let Some(begin) = begin.take() {
            begin(Box::new(move || {
                done.call0(&JsValue::UNDEFINED).ok();
            }));
        }
    })
}

type Job = Box<dyn FnOnce()>;

thread_local! {
    static TASKS: RefCell<Tasks> = RefCell::new(Tasks::new());
}

/// What is to be done in tasks of its own, and how the browser is asked for one. Made once: it is
/// asked at every key.
struct Tasks {
    /// For the next task.
    posted: Vec<Job>,
    /// For the task after the next frame.
    after_paint: Vec<Job>,
    /// Whether the browser was asked for that frame.
    is_asked: bool,
    port: Option<MessagePort>,
    frame: Closure<dyn FnMut()>,
}

impl Tasks {
    fn new() -> Self {
        let channel = MessageChannel::new().ok();
        let task = Closure::<dyn FnMut()>::new(|| {
            let jobs = TASKS.with_borrow_mut(|tasks| std::mem::take(&mut tasks.posted));
            for job in jobs {
                job();
            }
        });
        if let Some(channel) = &channel {
            let task = task.into_js_value();
            channel.port1().set_onmessage(Some(task.unchecked_ref()));
        }
        Self {
            posted: Vec::new(),
            after_paint: Vec::new(),
            is_asked: false,
            port: channel.map(|channel| channel.port2()),
            frame: Closure::new(|| {
                TASKS.with_borrow_mut(|tasks| {
                    tasks.is_asked = false;
                    for job in std::mem::take(&mut tasks.after_paint) {
                        tasks.post(job);
                    }
                });
            }),
        }
    }

    fn ask_for_frame(&mut self) {
        if !self.is_asked
            && let Some(window) = web_sys::window()
        {
            let frame = self.frame.as_ref().unchecked_ref();
            self.is_asked = window.request_animation_frame(frame).is_ok();
        }
    }

    fn post(&mut self, job: Job) {
        self.posted.push(job);
        if self.posted.len() == 1
            && let Some(port) = &self.port
        {
            port.post_message(&JsValue::NULL).ok();
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
