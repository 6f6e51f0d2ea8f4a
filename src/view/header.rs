//! The bar at the top: files in and out, undo, save state, language, theme, help.

use reportmark_core::change::Intent;
use wasm_bindgen::JsCast as _;
use web_sys::{Event, File, HtmlInputElement, HtmlSelectElement};
use yew::{Callback, Html, html};

use super::{Dispatch, icons, send};
use crate::{
    app::{
        Action, Language, SaveState, Theme,
        samples::{SAMPLES, Sample},
        words::{self, Words},
    },
    browser::files,
};

pub(super) struct Props<'a> {
    pub(super) language: Language,
    pub(super) theme: Theme,
    /// As [`State::save_tag`](crate::app::State::save_tag) says, with how far; none while the store is being
    /// opened.
    pub(super) save: Option<(&'static str, &'a SaveState)>,
    /// What stands for files of the user's.
    pub(super) files: Html,
    pub(super) undo: Option<Intent>,
    pub(super) redo: Option<Intent>,
    /// Whether there is anything to export.
    pub(super) documents: bool,
    pub(super) dispatch: &'a Dispatch,
    pub(super) on_files: &'a Callback<Vec<File>>,
    pub(super) on_sample: &'a Callback<Sample>,
}

pub(super) fn header(props: &Props<'_>) -> Html {
    let words = props.language.words();
    html! {
        <header class="top">
            <h1 class="brand"><span class="logo" aria-hidden="true">{ "标" }</span>
                <span class="brand-name">{ "Reportmark" }</span></h1>
            <div class="group">{ opening(props, words) }</div>
            <div class="group">{ history(props, words) }</div>
            { save_state(props, words) }
            <span class="space"></span>
            <div class="group">{ exporting(props, words) }</div>
            <div class="group">{ settings(props, words) }</div>
        </header>
    }
}

fn opening(props: &Props<'_>, words: &Words) -> Html {
    let chosen = {
        let on_files = props.on_files.clone();
        Callback::from(move |event: Event| {
            let input: Option<HtmlInputElement> =
                event.target().and_then(|target| target.dyn_into().ok());
            if let Some(input) = input {
                on_files.emit(files::of_list(input.files()));
                // So that the same file can be chosen again.
                input.set_value("");
            }
        })
    };
    let sample = {
        let on_sample = props.on_sample.clone();
        Callback::from(move |event: Event| {
            let select: Option<HtmlSelectElement> =
                event.target().and_then(|target| target.dyn_into().ok());
            let Some(select) = select else { return };
            let file = select.value();
            select.set_value("");
            if let Some(sample) = SAMPLES.into_iter().find(|sample| sample.file == file) {
                on_sample.emit(sample);
            }
        })
    };
    html! {
        <>
            <label class="button primary" title={words.open_hint}>
                { icons::open() }<span class="text">{ words.open_files }</span>
                <input type="file" multiple=true class="unseen" data-testid="open-files"
                    aria-label={words.open_files} onchange={chosen} />
            </label>
            <button type="button" class="quiet" data-testid="paste-text" title={words.paste}
                aria-label={words.paste} onclick={send(props.dispatch, || Action::AskPaste)}>
                { icons::paste() }<span class="text">{ words.paste }</span>
            </button>
            <select class="sample-select" aria-label={words.samples} data-testid="samples" onchange={sample}>
                <option value="" selected=true>{ words.sample_pick }</option>
                { for SAMPLES.iter().map(|sample| html! {
                    <option key={sample.file} value={sample.file}>{ sample.title(props.language) }</option>
                }) }
            </select>
        </>
    }
}

fn history(props: &Props<'_>, words: &Words) -> Html {
    let colon = props.language.pick("：", ": ");
    let title = |what: &str, step: Option<Intent>, none: &str| match step {
        Some(step) => format!("{what}{colon}{}", words::intent(step, props.language)),
        None => none.into(),
    };
    // Not `disabled`: a button that takes the focus away when the last step is undone would
    // throw a keyboard user to the top of the page.
    html! {
        <>
            <button type="button" class="quiet square" data-testid="undo" aria-label={words.undo}
                aria-disabled={props.undo.is_none().to_string()} aria-keyshortcuts="Control+Z"
                title={title(words.undo, props.undo, words.nothing_to_undo)}
                onclick={send(props.dispatch, || Action::Undo)}>{ icons::undo() }</button>
            <button type="button" class="quiet square" data-testid="redo" aria-label={words.redo}
                aria-disabled={props.redo.is_none().to_string()} aria-keyshortcuts="Control+Shift+Z"
                title={title(words.redo, props.redo, words.nothing_to_redo)}
                onclick={send(props.dispatch, || Action::Redo)}>{ icons::redo() }</button>
        </>
    }
}

fn save_state(props: &Props<'_>, words: &Words) -> Html {
    let tag = props.save.map(|(tag, _)| tag);
    let (text, title, sign) = match tag {
        None => (words.loading, words.loading, "…"),
        Some("saved") => (words.saved, words.saved_title, "✓"),
        Some("reading") => (words.reading_file, words.reading_title, "…"),
        Some("following") => (words.following, words.following, "○"),
        Some("saving") => (words.saving, words.saving_title, "…"),
        Some(_) => (words.failed, words.failed_title, "!"),
    };
    let state = tag.unwrap_or("saving");
    let so_far = props.save.map(|(_, save)| save);
    html! {
        <span class={format!("save {state}")} data-testid="save-state" data-state={state}
            data-made={so_far.map(|save| save.made.to_string())} data-kept={so_far.map(|save| save.stored.to_string())}
            title={title} role={if state == "failed" { "alert" } else { "note" }}>
            <span class="sign" aria-hidden="true">{ sign }</span><span class="text">{ text }</span>
        </span>
    }
}

fn exporting(props: &Props<'_>, words: &Words) -> Html {
    html! {
        <>
            { props.files.clone() }
            <button type="button" data-testid="export-native" title={words.export_native_title} aria-label={words.export_native}
                aria-disabled={(!props.documents).to_string()}
                onclick={send(props.dispatch, || Action::ExportNative)}>
                { icons::download() }<span class="text">{ words.export }</span><span>{ "JSON" }</span>
            </button>
            <button type="button" class="quiet" data-testid="export-doccano" title={words.export_doccano_title} aria-label={words.export_doccano}
                aria-disabled={(!props.documents).to_string()}
                onclick={send(props.dispatch, || Action::ExportDoccano)}>
                <span class="text">{ words.export }</span><span>{ "doccano" }</span>
            </button>
        </>
    }
}

fn settings(props: &Props<'_>, words: &Words) -> Html {
    let theme = match props.theme {
        Theme::System => words.theme_system,
        Theme::Light => words.theme_light,
        Theme::Dark => words.theme_dark,
    };
    let colon = props.language.pick("：", ": ");
    let theme_title = format!("{}{colon}{theme}", words.theme);
    let (other, next) = (props.language.other(), props.theme.next());
    let guideline = props
        .language
        .pick("guideline/zh.html", "guideline/en.html");
    html! {
        <>
            <button type="button" class="quiet square" aria-label={words.keys} title={words.keys}
                data-testid="keys" onclick={send(props.dispatch, || Action::AskKeys)}>{ icons::keys() }</button>
            <a class="button quiet square" href={guideline} target="_blank" rel="noopener"
                aria-label={words.guideline} title={words.guideline} data-testid="guideline">{ icons::book() }</a>
            <button type="button" class="quiet square" data-testid="theme" aria-label={theme_title.clone()}
                title={theme_title} onclick={send(props.dispatch, move || Action::Theme(next))}>
                { icons::theme() }
            </button>
            <button type="button" class="quiet" data-testid="language" lang={other.tag()}
                onclick={send(props.dispatch, move || Action::Language(other))}>{ words.language_other }</button>
        </>
    }
}
