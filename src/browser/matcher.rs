//! Regular expressions, by the browser's own engine, in a worker of its own.

use gloo_events::EventListener;
use js_sys::{Array, Uint8Array, Uint32Array};
use reportmark_core::text::{Text, TextRange};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Event, MessageEvent, Worker};

use super::{files::message, page, worker};
use crate::app::{FindAction, Matching, Progress};

/// A regular expression that is being looked for. Dropping it stops the search.
pub struct Matcher {
    worker: Worker,
    _listeners: [EventListener; 2],
}

impl Matcher {
    /// Look for it, and report what is found and how it ends; or that the program of the worker does
    /// not come.
    ///
    /// # Errors
    /// The browser's message when it has no workers.
    pub fn start(
        matching: Matching,
        report: impl Fn(FindAction) + 'static,
        failed: impl Fn() + 'static,
    ) -> Result<Self, String> {
        let worker = worker_for(&matching).map_err(|error| message(&error))?;
        let heard = move |event: &Event| {
            if let Some(event) = event.dyn_ref::<MessageEvent>() {
                report(answer(&matching, &event.data()));
            }
        };
        Ok(Self {
            _listeners: [
                EventListener::new(&worker, "message", heard),
                EventListener::new(&worker, "error", move |_| failed()),
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

/// A worker that looks for it. The texts go over as bytes, which are not copied once more.
fn worker_for(matching: &Matching) -> Result<Worker, JsValue> {
    let script = page::attribute("link[rel=find-worker]", "href").unwrap_or_default();
    let worker = worker::start(&script)?;
    let (texts, buffers) = (Array::new(), Array::new());
    for text in &matching.texts {
        let bytes = Uint8Array::from(text.as_str().as_bytes());
        buffers.push(&bytes.buffer());
        texts.push(&bytes);
    }
    let flags = if matching.exact { "gmu" } else { "gimu" };
    let request = Array::of3(&(&*matching.pattern).into(), &flags.into(), &texts);
    worker.post_message_with_transfer(&request, &buffers)?;
    Ok(worker)
}

/// What the worker says.
fn answer(matching: &Matching, data: &JsValue) -> FindAction {
    let run = matching.run;
    if let Some(why) = data.as_string() {
        return FindAction::Ended(run, Progress::Wrong(why));
    }
    let Some(parts) = data.dyn_ref::<Array>() else {
        return FindAction::Ended(run, Progress::Done);
    };
    let nth = parts.get(0).as_f64().map_or(0, |nth| nth as usize);
    let ends = Uint32Array::new(&parts.get(1)).to_vec();
    let ranges = matching.texts.get(nth).map(|text| ranges(text, &ends));
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
