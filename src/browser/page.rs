//! The document element and the window.

use js_sys::Reflect;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement, Url};

use crate::app::{Language, Theme};

/// The page's document.
#[must_use]
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The first element that a selector finds.
#[must_use]
pub fn find(selector: &str) -> Option<HtmlElement> {
    let found: Element = document()?.query_selector(selector).ok()??;
    found.dyn_into().ok()
}

/// An attribute of the first element that a selector finds.
#[must_use]
pub fn attribute(selector: &str, name: &str) -> Option<String> {
    let found = document()?.query_selector(selector).ok()??;
    found.get_attribute(name)
}

/// Put the keyboard focus on the first element that a selector finds.
pub fn focus(selector: &str) {
    if let Some(element) = find(selector) {
        element.focus().ok();
    }
}

/// Press the button there, if one is.
pub fn press(selector: &str) {
    if let Some(element) = find(selector) {
        element.click();
    }
}

/// Put the keyboard focus on the text, or where one begins when there is none.
pub fn focus_text() {
    if find("#reader").is_some() {
        focus("#reader");
    } else {
        focus("[data-testid='open-files']");
    }
}

/// What has the keyboard focus.
#[must_use]
pub fn focused() -> Option<HtmlElement> {
    document()?.active_element()?.dyn_into().ok()
}

/// The language that the browser prefers, of those the page has.
#[must_use]
pub fn preferred_language() -> Option<Language> {
    let tags = web_sys::window()?.navigator().languages();
    let tags: Vec<String> = tags.iter().filter_map(|tag| tag.as_string()).collect();
    Some(Language::preferred(tags.iter().map(String::as_str)))
}

/// Tell the document its language, title and theme.
pub fn dress(language: Language, theme: Theme, title: &str) {
    let Some(document) = document() else { return };
    document.set_title(title);
    if let Some(root) = document.document_element() {
        root.set_attribute("lang", language.tag()).ok();
        root.set_attribute("data-theme", theme.tag()).ok();
    }
}

/// Ask the browser not to evict what the page stores. Whether it agrees changes nothing here.
pub fn ask_to_persist() {
    let Some(window) = web_sys::window() else {
        return;
    };
    // Not in an insecure context: the member is missing there, and the binding would throw.
    if !window.is_secure_context() {
        return;
    }
    if let Ok(promise) = window.navigator().storage().persist() {
        wasm_bindgen_futures::spawn_local(async move {
            JsFuture::from(promise).await.ok();
        });
    }
}

/// How many bytes the browser stores for this address, and how many it would at most.
pub async fn room() -> Option<(u64, u64)> {
    let storage = web_sys::window()?.navigator().storage();
    let estimate = JsFuture::from(storage.estimate().ok()?).await.ok()?;
    let bytes = |name: &str| {
        let bytes = Reflect::get(&estimate, &name.into()).ok()?.as_f64()?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a size"
        )]
        Some(bytes as u64)
    };
    Some((bytes("usage")?, bytes("quota")?))
}

/// The file that the page's address asks to open (`?open=`), with a name for it. It is taken out of
/// the address, so that it is not opened again on a reload.
///
/// # Errors
/// An address that is not of this origin, as it is written.
#[must_use]
pub fn asked_to_open() -> Option<Result<(String, String), String>> {
    let window = web_sys::window()?;
    let here = Url::new(&window.location().href().ok()?).ok()?;
    let asked = here.search_params().get("open")?;
    here.search_params().delete("open");
    if let Ok(history) = window.history() {
        let state = history.state().unwrap_or_default();
        history
            .replace_state_with_url(&state, "", Some(&here.href()))
            .ok();
    }
    let there = Url::new_with_base(&asked, &here.href()).ok();
    let there = there.filter(|there| there.origin() == here.origin());
    let Some(there) = there else {
        return Some(Err(asked));
    };
    let path = there.pathname();
    let name = path.rsplit('/').next().unwrap_or_default();
    let name = js_sys::decode_uri_component(name).map_or_else(|_| name.to_owned(), String::from);
    Some(Ok((there.href(), name)))
}

/// Set a User Timing mark.
pub fn mark(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        performance.mark(name).ok();
    }
}
