//! The panes of the page: the text with what belongs to it, and what stands on either side.

use std::sync::Arc;

use reportmark_core::{
    model::Document,
    text::{Offset, TextRange},
};
use yew::{Html, classes, html};

use super::App;
use crate::{
    app::{Action, Pane, Selection, State, later},
    view::{
        Shared,
        annotations::{self, Annotations},
        details,
        document_bar::{self, document_bar},
        find::find,
        inspector, list_tools,
        outline::Tree,
        overview::Overview,
        reader::{self, Ahead},
        send, suggest,
        welcome::{self, welcome},
    },
};

impl App {
    pub(super) fn middle(&self) -> Html {
        let state = &self.state;
        let language = state.language();
        let preview = state.reading.preview();
        let shown = preview.map(|preview| &preview.document);
        let inner = match (shown.or(state.document()), self.keeping.is_some()) {
            (Some(document), _) => html! {
                <>
                    <div key="bar">
                        if let Some(preview) = preview {
                            { document_bar::of_preview(preview, language) }
                        } else {
                            { document_bar(&document_bar::Props {
                                document,
                                language,
                                dispatch: &self.dispatch,
                                suggest: later::call(|| suggest::switch(state, &self.dispatch)),
                            }) }
                        }
                    </div>
                    <div key="find" class="find-place">
                        if preview.is_none() && state.find.open { { later::call(|| find(state, &self.dispatch)) } }
                    </div>
                    <div key="text" class="reader-place">
                        <Ahead key="reader" ..self.text(document) />
                        if state.relating.is_some() {
                            <div key="relating" class="armed-place" role="status">{ later::call(|| details::relating(state)) }</div>
                        }
                        if preview.is_none() {
                            <Overview key="overview" document={Shared::from(document)} top={self.top()}
                                scheme={Shared::from(&state.project.scheme)} dispatch={self.dispatch.clone()} />
                        } else {
                            // Its place, so that the lines break where they will.
                            <div key="overview-place" class="overview" aria-hidden="true"></div>
                        }
                    </div>
                </>
            },
            (None, true) => welcome(&welcome::Props {
                language,
                on_sample: &self.on_sample,
                scheme: later::call(|| details::first_scheme(state, &self.dispatch)),
            }),
            (None, false) => html! { <p class="muted empty">{ language.words().loading }</p> },
        };
        // Said when it can be marked from now on, for it looks the same before.
        let is_ready = shown.is_none() && state.access.may_change();
        let ready = is_ready.then(|| state.document()).flatten();
        let ready =
            ready.map(|document| format!("{}{}", language.words().ready, document.head.name));
        html! {
            <section class={classes!("middle", "pane", preview.map(|_| "reading"))} data-pane="reader"
                aria-label={language.words().reader}>
                <p class="unseen" role="status" data-testid="ready">{ ready }</p>
                { inner }
            </section>
        }
    }

    /// What the reader is to show: the current document, or in its place one that is being read, in
    /// which nothing can be done but to look around.
    pub(super) fn text(&self, document: &Arc<Document>) -> reader::Props {
        let state = &self.state;
        let preview = state.reading.preview();
        let scheme = preview.and_then(|preview| preview.scheme.as_ref());
        let common = reader::Props {
            document: Shared::from(document),
            takes_tab: false,
            selection: Selection::Nothing,
            span_bar: false,
            taggable: String::new(),
            armed: None,
            reveal: None,
            scheme: Shared::from(scheme.unwrap_or(&state.project.scheme)),
            prefs: state.prefs.clone(),
            language: state.language(),
            dispatch: self.look_around.clone(),
            lead: self.lead.clone(),
            catch_up: self.catch_up.clone(),
            on_drawn: self.on_drawn.clone(),
        };
        if preview.is_some() {
            return common;
        }
        reader::Props {
            document: Shared::from(state.shown().unwrap_or(document)),
            takes_tab: state.prefs.suggests && later::call(|| suggest::waits(state)),
            selection: state.selection.clone(),
            span_bar: state.span_bar,
            taggable: taggable(state, document),
            armed: state.armed.clone(),
            reveal: state.reveal.clone(),
            dispatch: self.direct.clone(),
            ..common
        }
    }

    /// The first position of the text in view.
    fn top(&self) -> Offset {
        self.state.place.top.map_or(Offset::ZERO, |(top, _)| top)
    }

    pub(super) fn outline(&self) -> Html {
        let state = &self.state;
        let document = state
            .document()
            .filter(|_| state.reading.preview().is_none());
        document.map_or_else(Html::default, |document| {
            html! {
                <Tree text={Shared::from(&document.text)} outline={state.outlines.of(&document.text).map(Shared::from)}
                    top={self.top()} pane={state.pane} language={state.language()} dispatch={self.dispatch.clone()} />
            }
        })
    }

    pub(super) fn side(&self) -> Html {
        let state = &self.state;
        let language = state.language();
        if state.reading.preview().is_some() {
            return html! {
                <aside class="side pane" data-pane="annotations" aria-label={language.words().annotations}></aside>
            };
        }
        let inspector = match state.document().zip(state.selected_span()) {
            Some(_) if state.listing.picked() > 1 => list_tools::many(state, &self.dispatch),
            Some(_) if state.is_offered() => {
                later::call(|| suggest::selected(state, &self.dispatch))
            }
            Some((document, span)) => inspector::inspector(&inspector::Props {
                document,
                span,
                scheme: &state.project.scheme,
                language,
                dispatch: &self.dispatch,
                details: later::call(|| details::of_span(state, &self.dispatch)),
            }),
            None => later::call(|| details::of_document(state, &self.dispatch)),
        };
        let props = annotations::Props::of(state, &self.dispatch);
        html! {
            <aside class="side pane" data-pane="annotations" aria-label={language.words().annotations}>
                <div class="suggest-place">{ later::call(|| suggest::panel(state, &self.dispatch)) }</div>
                <Annotations ..props />
                <div class="inspector-place">{ inspector }</div>
            </aside>
        }
    }

    /// The switch between panes, on a narrow screen.
    pub(super) fn panes(&self) -> Html {
        let words = self.state.language().words();
        let tab = |pane: Pane, name: &'static str| {
            let current = self.state.pane == pane;
            html! {
                <button type="button" class="tab" aria-pressed={current.to_string()}
                    onclick={send(&self.dispatch, move || Action::Pane(pane))}>{ name }</button>
            }
        };
        html! {
            <nav class="tabs" aria-label={words.tagline}>
                { tab(Pane::Documents, words.documents) }
                { tab(Pane::Reader, words.reader) }
                { tab(Pane::Annotations, words.annotations) }
            </nav>
        }
    }
}

/// What would be tagged, as text; no more of it than a screen shows.
fn taggable(state: &State, document: &Document) -> String {
    let range = state.taggable().unwrap_or_default();
    let end = range
        .end()
        .min(Offset::from_bytes(range.start().bytes() + 6000));
    let range = TextRange::between(range.start(), document.text.floor(end));
    document.text.slice(range).into()
}
