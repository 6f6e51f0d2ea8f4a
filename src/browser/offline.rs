//! The service worker, with which the page works without the network
//! (`static/service-worker.js`), and what becomes of new versions of the page.
//!
//! Where a browser has no service workers, or a host's files are not those of the build, the page
//! works as it does without.

use std::{cell::Cell, rc::Rc};

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::EventTarget;

use super::{
    by_name::{call, member, promised},
    page, timing,
};
use crate::app::VersionAction;

/// The worker's script, beside the page: so its scope is the page's folder.
const SCRIPT: &str = "service-worker.js";

/// What the worker is told.
const STANDS: &str = "stands";
const TAKE_OVER: &str = "take-over";

/// Milliseconds after which a page that stays open asks whether there is a new version.
const CHECK_EVERY: u32 = 3 * 60 * 60 * 1000;

/// Milliseconds between two such questions at least, however often the page comes into view.
const CHECK_AGAIN: f64 = 60_000.0;

/// Register the worker and follow what becomes of it.
pub fn start(report: impl Fn(VersionAction) + 'static) {
    let Some(container) = container() else { return };
    spawn_local(async move {
        follow(container, Rc::new(report)).await.ok();
    });
}

/// Let the version that waits take over, which is reported when it is done; or load the page anew
/// when none waits, since another page let it.
pub fn load() {
    let Some(container) = container() else { return };
    spawn_local(async move {
        let registration = promised(&container, "getRegistration", &Array::new()).await;
        let waiting = registration.and_then(|registration| member(&registration, "waiting"));
        let told = waiting.and_then(|worker| tell(&worker, TAKE_OVER));
        if told.is_err() {
            reload().ok();
        }
    });
}

type Report = Rc<dyn Fn(VersionAction)>;

async fn follow(container: JsValue, report: Report) -> Result<(), JsValue> {
    // Who was not controlled does not get another version, but its first worker.
    let is_controlled = Cell::new(member(&container, "controller").is_ok());
    let changed = {
        let report = Rc::clone(&report);
        move |_: &_| {
            if is_controlled.replace(true) {
                report(VersionAction::InForce);
            }
        }
    };
    listen(&container, "controllerchange", changed);
    let registration = promised(&container, "register", &Array::of1(&SCRIPT.into())).await?;
    if !registration.is_object() {
        // Something between the page and the browser refused without saying so.
        return Ok(());
    }
    if let Ok(worker) = member(&container, "controller") {
        tell(&worker, STANDS)?;
    }

    let offer = {
        let (container, registration) = (container, registration.clone());
        move || {
            let waits = member(&registration, "waiting").is_ok();
            if waits && member(&container, "controller").is_ok() {
                report(VersionAction::Ready);
            }
        }
    };
    let offer: Rc<dyn Fn()> = Rc::new(offer);
    offer();
    let found = {
        let registration = registration.clone();
        move || {
            if let Ok(worker) = member(&registration, "installing") {
                let offer = Rc::clone(&offer);
                listen(&worker, "statechange", move |_| offer());
            }
        }
    };
    // The one that is being fetched already was found before anybody listened.
    found();
    listen(&registration, "updatefound", move |_| found());
    keep_checking(registration);
    Ok(())
}

/// Ask for a new version from time to time: pages stay open for days.
fn keep_checking(registration: JsValue) {
    let last = Cell::new(timing::now());
    let check: Rc<dyn Fn()> = Rc::new(move || {
        if timing::now() - last.get() > CHECK_AGAIN && is_on_line() {
            last.set(timing::now());
            let registration = registration.clone();
            spawn_local(async move {
                // Without the network there is none.
                promised(&registration, "update", &Array::new()).await.ok();
            });
        }
    });
    if let Some(document) = page::document() {
        let check = Rc::clone(&check);
        listen(&document.into(), "visibilitychange", move |_| check());
    }
    every(check);
}

fn every(check: Rc<dyn Fn()>) {
    let again = move || {
        check();
        every(check);
    };
    Timeout::new(CHECK_EVERY, again).forget();
}

/// Whether the page is in view and the browser believes in a network.
fn is_on_line() -> bool {
    let is_seen = page::document()
        .and_then(|document| Reflect::get(&document, &"hidden".into()).ok())
        .is_some_and(|hidden| hidden.is_falsy());
    let navigator = web_sys::window().map(|window| window.navigator());
    let on_line = navigator.and_then(|navigator| Reflect::get(&navigator, &"onLine".into()).ok());
    is_seen && on_line.is_none_or(|on_line| on_line.is_truthy())
}

/// The browser's service workers, where it has them for this page.
fn container() -> Option<JsValue> {
    let window = web_sys::window()?;
    if !window.is_secure_context() {
        return None;
    }
    member(&window.navigator(), "serviceWorker").ok()
}

/// Listen for as long as the page is open.
fn listen(to: &JsValue, event: &'static str, heard: impl FnMut(&web_sys::Event) + 'static) {
    EventListener::new(to.unchecked_ref::<EventTarget>(), event, heard).forget();
}

fn tell(worker: &JsValue, what: &str) -> Result<(), JsValue> {
    call(worker, "postMessage", &Array::of1(&what.into())).map(|_| ())
}

fn reload() -> Result<(), JsValue> {
    let location = member(&js_sys::global(), "location")?;
    call(&location, "reload", &Array::new()).map(|_| ())
}
