//! Making XLSX workbooks, by a program of its own in a worker (`crates/workbook`).
//!
//! The build writes the name of the worker's script into the page; it is fetched when the first
//! workbook is asked for.

use gloo_events::EventListener;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Event, MessageEvent, Worker};

use super::{files::message, page, worker};

/// A workbook that is being made. Dropping it gives that up.
pub struct Maker {
    worker: Worker,
    _listeners: [EventListener; 2],
}

impl Maker {
    /// Make a workbook of a table, and hand it over; or what went wrong.
    ///
    /// # Errors
    /// The browser's message when it has no workers.
    pub fn start(
        table: &str,
        made: impl Fn(Result<Vec<u8>, String>) + Clone + 'static,
    ) -> Result<Self, String> {
        let script = page::attribute("link[rel=workbook]", "href");
        let script = script.ok_or("the page was built without its workbook program")?;
        let worker = worker::start(&script).map_err(|error| message(&error))?;
        let heard = {
            let made = made.clone();
            move |event: &Event| {
                if let Some(event) = event.dyn_ref::<MessageEvent>() {
                    made(answer(&event.data()));
                }
            }
        };
        let failed = move |_: &Event| made(Err(script.clone()));
        let listeners = [
            EventListener::new(&worker, "message", heard),
            EventListener::new(&worker, "error", failed),
        ];
        let table = JsValue::from(table);
        worker
            .post_message(&table)
            .map_err(|error| message(&error))?;
        Ok(Self {
            worker,
            _listeners: listeners,
        })
    }
}

impl Drop for Maker {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// The bytes of a workbook, or words on what went wrong.
fn answer(data: &JsValue) -> Result<Vec<u8>, String> {
    match data.dyn_ref::<Uint8Array>() {
        Some(bytes) => Ok(bytes.to_vec()),
        None => Err(data.as_string().unwrap_or_default()),
    }
}
