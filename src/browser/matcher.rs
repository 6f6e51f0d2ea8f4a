//! Regular expressions, by the browser's own engine, in a worker of its own.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Object, Reflect, Uint8Array, Uint32Array};
use reportmark_core::text::{Text, TextRange};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Event, MessageEvent, Worker};

use super::files::message;
use crate::app::{FindAction, Matching, Progress};

/// The worker's script, which lies beside the page.
const SCRIPT: &[u8] = include_bytes!("../../static/find-worker.js");

/// Milliseconds without a word from the worker after which it is stopped.
const PATIENCE: u32 = 5_000;

/// A hash of the script (FNV-1a), so that a browser that keeps an older one does not run it.
const fn version(mut script: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    while let [byte, rest @ ..] = script {
        hash = (hash ^ *byte as u64).wrapping_mul(0x100_0000_01b3);
        script = rest;
    }
    hash
}

const VERSION: u64 = version(SCRIPT);

/// A regular expression that is being looked for. Dropping it stops the search.
pub struct Matcher {
    worker: Worker,
    _listeners: [EventListener; 2],
}

impl Matcher {
    /// Look for it, and report what is found and how it ends.
    ///
    /// # Errors
    /// The browser's message when it has no workers.
    pub fn start(
        matching: Matching,
        report: impl Fn(FindAction) + 'static,
    ) -> Result<Self, String> {
        let worker = Worker::new(&format!("find-worker.js?{VERSION:x}"));
        let worker = worker.map_err(|error| message(&error))?;
        let (request, transfer) = request(&matching).map_err(|error| message(&error))?;
        worker
            .post_message_with_transfer(&request, &transfer)
            .map_err(|error| message(&error))?;
        let report = Rc::new(report);
        let run = matching.run;
        let alarm = Rc::new(RefCell::new(None));
        let wait = {
            let (worker, report) = (worker.clone(), Rc::clone(&report));
            move || {
                let (worker, report) = (worker.clone(), Rc::clone(&report));
                Timeout::new(PATIENCE, move || {
                    worker.terminate();
                    report(FindAction::Ended(run, Progress::Slow));
                })
            }
        };
        alarm.replace(Some(wait()));
        let heard = {
            let (alarm, report) = (Rc::clone(&alarm), Rc::clone(&report));
            move |event: &Event| {
                let Some(event) = event.dyn_ref::<MessageEvent>() else {
                    return;
                };
                let action = answer(run, &matching.texts, &event.data());
                let goes_on = matches!(action, FindAction::Matched { .. });
                alarm.replace(goes_on.then(&wait));
                report(action);
            }
        };
        let failed = move |_: &Event| {
            alarm.replace(None);
            let why = Progress::Failed("find-worker.js".into());
            report(FindAction::Ended(run, why));
        };
        Ok(Self {
            _listeners: [
                EventListener::new(&worker, "message", heard),
                EventListener::new(&worker, "error", failed),
            ],
            worker,
        })
    }
}

impl Drop for Matcher {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// What the worker is sent, and what of it goes over rather than being copied.
fn request(matching: &Matching) -> Result<(Object, Array), JsValue> {
    let (texts, transfer) = (Array::new(), Array::new());
    for text in &matching.texts {
        let bytes = Uint8Array::from(text.as_str().as_bytes());
        transfer.push(&bytes.buffer());
        texts.push(&bytes);
    }
    let flags = if matching.exact { "gmu" } else { "gimu" };
    let request = Object::new();
    Reflect::set(&request, &"pattern".into(), &(&*matching.pattern).into())?;
    Reflect::set(&request, &"flags".into(), &flags.into())?;
    Reflect::set(&request, &"texts".into(), &texts)?;
    Ok((request, transfer))
}

/// What the worker says.
fn answer(run: u64, texts: &[Arc<Text>], data: &JsValue) -> FindAction {
    if let Some(why) = data.as_string() {
        return FindAction::Ended(run, Progress::Wrong(why));
    }
    let Some(parts) = data.dyn_ref::<Array>() else {
        return FindAction::Ended(run, Progress::Done);
    };
    let nth = parts.get(0).as_f64().map_or(0, |nth| nth as usize);
    let ends = Uint32Array::new(&parts.get(1)).to_vec();
    let ranges = texts.get(nth).map(|text| ranges(text, &ends));
    FindAction::Matched {
        run,
        nth,
        ranges: ranges.unwrap_or_default(),
    }
}

/// Stretches of a text, from their ends in UTF-16 units. The pattern is Unicode's, so that none
/// lies inside a surrogate pair.
fn ranges(text: &Text, ends: &[u32]) -> Vec<TextRange> {
    let at = |units: &u32| text.from_utf16(*units as usize);
    let pairs = ends.chunks_exact(2);
    pairs
        .filter_map(|pair| Some(TextRange::between(at(pair.first()?)?, at(pair.last()?)?)))
        .collect()
}
