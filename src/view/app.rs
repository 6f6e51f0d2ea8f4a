//! The page: holds the state, lets actions happen, carries out their effects.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use gloo_events::{EventListener, EventListenerOptions};
use reportmark_core::{
    journal::{Recovered, recover},
    scheme::Scheme,
};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;
use web_sys::{ClipboardEvent, DragEvent, File, KeyboardEvent};
use yew::{Callback, Component, Context, Event, Html, classes, html};

use super::{
    Dispatch, Shared,
    annotations::Annotations,
    dialogs::dialog,
    document_bar::{self, document_bar},
    documents::{self, documents},
    effects,
    header::{self, header},
    inspector,
    modal::FocusBefore,
    notices::{self, notices},
    reader::Reader,
    send,
    welcome::{self, welcome},
};
use crate::{
    app::{
        Action, Failure, Focus, Kept, NoticeKind, Pane, Prefs, State,
        keys::{Chord, Command, command},
        later,
        open::{Incoming, Opening, read_files},
        samples::Sample,
        update,
    },
    browser::{
        self,
        clock::Browser,
        decode::BrowserDecoder,
        files, keyboard, local, page,
        storage::{Saver, Store, storage_failure},
    },
};

/// What the page itself listens to.
pub enum Msg {
    /// Something happened.
    Do(Action),
    /// The store was opened and read, or cannot be.
    Started(Box<Started>),
    /// Files were chosen or dropped.
    Files(Vec<File>),
    /// Files were read.
    Incoming(Vec<Result<Incoming, Failure>>),
    /// Text was pasted.
    Pasted(Incoming),
    /// A sample was asked for.
    Sample(Sample),
    /// Files are held over the page, or no longer.
    Dragging(bool),
}

/// What the store had.
pub struct Started {
    saver: Saver,
    recovered: Recovered,
    texts: reportmark_core::model::Texts,
    texts_lost: usize,
    failure: Option<Failure>,
}

/// The keys as they are now, for the listener: it has to decide at once whether a key is ours, and
/// a message to the component comes too late for that.
#[derive(Default)]
struct KeysInForce {
    scheme: Arc<Scheme>,
    prefs: Prefs,
}

impl KeysInForce {
    fn command(&self, chord: &Chord) -> Option<Command> {
        command(chord, &self.scheme, &self.prefs)
    }
}

/// The page.
pub struct App {
    state: State,
    /// None until the store was read; nothing can be changed before.
    saver: Option<Saver>,
    dispatch: Dispatch,
    on_files: Callback<Vec<File>>,
    on_sample: Callback<Sample>,
    on_paste: Callback<Incoming>,
    dragging: bool,
    marked_ready: bool,
    focus_before: FocusBefore,
    /// Where the keyboard focus goes when the page is drawn.
    focus: Option<Focus>,
    browser: Browser,
    keys: Rc<RefCell<KeysInForce>>,
    _listeners: Vec<EventListener>,
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link().clone();
        spawn_local(async move {
            let started = start(link.callback(|kept| Msg::Do(Action::Kept(kept)))).await;
            link.send_message(Msg::Started(Box::new(started)));
        });
        let prefs = local::load::<Prefs>(local::PREFS).unwrap_or_default();
        let keys = Rc::new(RefCell::new(KeysInForce {
            prefs: prefs.clone(),
            ..KeysInForce::default()
        }));
        let app = Self {
            state: State {
                prefs,
                browser_language: page::preferred_language(),
                ..State::default()
            },
            saver: None,
            dispatch: ctx.link().callback(Msg::Do),
            on_files: ctx.link().callback(Msg::Files),
            on_sample: ctx.link().callback(Msg::Sample),
            on_paste: ctx.link().callback(Msg::Pasted),
            dragging: false,
            marked_ready: false,
            focus_before: FocusBefore::default(),
            focus: None,
            browser: Browser::new(),
            _listeners: listen(ctx, Rc::clone(&keys)),
            keys,
        };
        app.dress();
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Do(action) => self.act(action),
            Msg::Started(started) => self.start(*started),
            Msg::Files(files) => {
                self.dragging = false;
                let link = ctx.link().clone();
                spawn_local(async move {
                    link.send_message(incoming(files::read(files).await).await);
                });
            }
            Msg::Incoming(incoming) => self.open(incoming),
            Msg::Pasted(text) => {
                let openings = self.read(vec![text]);
                self.act(Action::Pasted(openings));
            }
            Msg::Sample(sample) => {
                let title = format!("{}.txt", sample.title(self.state.language()));
                let link = ctx.link().clone();
                spawn_local(async move {
                    let file = sample.file.to_owned();
                    let incoming = match files::fetch(&format!("samples/{file}")).await {
                        Ok(bytes) => Ok(Incoming { name: title, bytes }),
                        Err(_) => Err(Failure::Sample { file }),
                    };
                    link.send_message(self::incoming(vec![incoming]).await);
                });
            }
            Msg::Dragging(dragging) => {
                let changed = self.dragging != dragging;
                self.dragging = dragging;
                return changed;
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let state = &self.state;
        let language = state.language();
        let words = language.words();
        let pane = match state.pane {
            Pane::Documents => "documents",
            Pane::Reader => "reader",
            Pane::Annotations => "annotations",
        };
        html! {
            <div class={classes!("app", self.dragging.then_some("dragging"))} data-pane={pane}
                ondragover={ctx.link().batch_callback(held)}
                ondragleave={ctx.link().batch_callback(left)}
                ondrop={ctx.link().batch_callback(dropped)}>
                if state.current.is_some() {
                    <a class="skip" href="#reader">{ words.skip_to_text }</a>
                    <a class="skip" href="#annotation-list">{ words.skip_to_list }</a>
                }
                { header(&header::Props {
                    language,
                    theme: state.prefs.theme,
                    save: self.saver.as_ref().map(|_| state.save.tag()),
                    undo: state.history.to_undo().map(|step| step.intent),
                    redo: state.history.to_redo().map(|step| step.intent),
                    documents: state.project.present().next().is_some(),
                    dispatch: &self.dispatch,
                    on_files: &self.on_files,
                    on_sample: &self.on_sample,
                }) }
                { notices(&notices::Props {
                    notices: state.notices_on_page(),
                    language,
                    dispatch: &self.dispatch,
                }) }
                <main>
                    { documents(&documents::Props {
                        documents: state.project.present().map(Shared::from).collect(),
                        current: state.current.as_ref(),
                        binned: state.project.binned().count(),
                        scheme: Shared::from(&state.project.scheme),
                        language,
                        dispatch: &self.dispatch,
                    }) }
                    { self.middle() }
                    { self.side() }
                </main>
                { self.panes() }
                <div class="drop-hint" aria-hidden="true">{ words.drop_here }</div>
                <div class="dialogs">{ self.dialog() }</div>
            </div>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        self.focus_before.follow();
        if let Some(focus) = self.focus.take() {
            effects::put(focus);
        }
        if self.saver.is_some() && !self.marked_ready {
            self.marked_ready = true;
            page::mark("reportmark:ready");
            // Nothing is said if it fails: who wants it tries again.
            spawn_local(async {
                browser::later::fetch().await.ok();
            });
        }
    }
}

impl App {
    fn act(&mut self, action: Action) {
        let dressed = |state: &State| {
            let name = state
                .document()
                .map(|document| Arc::clone(&document.head.name));
            (state.language(), state.prefs.theme, name)
        };
        let before = dressed(&self.state);
        let effects = update(&mut self.state, action, &self.browser);
        if dressed(&self.state) != before {
            self.dress();
        }
        let mut keys = self.keys.borrow_mut();
        if keys.prefs != self.state.prefs {
            keys.prefs.clone_from(&self.state.prefs);
        }
        keys.scheme = Arc::clone(&self.state.project.scheme);
        drop(keys);
        let saver = self.saver.as_ref();
        let focus = effects::perform(effects, &self.state, saver, &self.dispatch);
        self.focus = focus.or(self.focus);
    }

    fn start(&mut self, started: Started) {
        self.saver = Some(started.saver);
        self.act(Action::Recovered {
            recovered: Box::new(started.recovered),
            texts: started.texts,
            texts_lost: started.texts_lost,
            place: local::load(local::PLACE).unwrap_or_default(),
        });
        if let Some(failure) = started.failure {
            self.act(Action::Kept(Kept::NoStore(failure)));
        }
    }

    /// Open what was read, and say what could not be.
    fn open(&mut self, incoming: Vec<Result<Incoming, Failure>>) {
        let mut files = Vec::with_capacity(incoming.len());
        for file in incoming {
            match file {
                Ok(file) => files.push(file),
                Err(failure) => self.act(Action::Tell(NoticeKind::Error, failure)),
            }
        }
        let openings = self.read(files);
        self.act(Action::Opened(openings));
    }

    fn read(&self, files: Vec<Incoming>) -> Vec<Opening> {
        later::call(|| read_files(files, &BrowserDecoder, &self.state.texts))
    }

    /// Language, theme and title of the document element.
    fn dress(&self) {
        let state = &self.state;
        let words = state.language().words();
        let title = state.document().map_or_else(
            || format!("Reportmark · {}", words.tagline),
            |document| format!("{} · Reportmark", document.head.name),
        );
        page::dress(state.language(), state.prefs.theme, &title);
    }

    fn dialog(&self) -> Html {
        match self.state.dialog {
            Some(_) => later::call(|| dialog(&self.state, &self.dispatch, &self.on_paste)),
            None => Html::default(),
        }
    }

    fn middle(&self) -> Html {
        let state = &self.state;
        let language = state.language();
        let inner = match (state.document(), self.saver.is_some()) {
            (Some(document), _) => html! {
                <>
                    { document_bar(&document_bar::Props { document, language, dispatch: &self.dispatch }) }
                    <Reader document={Shared::from(document)} selection={state.selection.clone()} span_bar={state.span_bar}
                        taggable={state.taggable().map_or_else(String::new, |range| document.text.slice(range).into())}
                        reveal={state.reveal.clone()} scheme={Shared::from(&state.project.scheme)}
                        prefs={state.prefs.clone()} {language} dispatch={self.dispatch.clone()} />
                </>
            },
            (None, true) => welcome(&welcome::Props {
                language,
                on_sample: &self.on_sample,
            }),
            (None, false) => html! { <p class="muted empty">{ language.words().loading }</p> },
        };
        html! { <section class="middle pane" data-pane="reader" aria-label={language.words().reader}>{ inner }</section> }
    }

    fn side(&self) -> Html {
        let state = &self.state;
        let language = state.language();
        let scheme = Shared::from(&state.project.scheme);
        let inspector = state.document().zip(state.selected_span());
        let inspector = inspector.map(|(document, span)| {
            inspector::inspector(&inspector::Props {
                document,
                span,
                scheme: &scheme,
                language,
                dispatch: &self.dispatch,
            })
        });
        html! {
            <aside class="side pane" data-pane="annotations" aria-label={language.words().annotations}>
                <Annotations document={state.document().map(Shared::from)} {language} scheme={scheme.clone()}
                    selected={state.selected_span().map(|span| span.id.clone())}
                    top={state.place.top.map(|(top, _)| top)} dispatch={self.dispatch.clone()} />
                <div class="inspector-place">{ inspector.unwrap_or_default() }</div>
            </aside>
        }
    }

    /// The switch between panes, on a narrow screen.
    fn panes(&self) -> Html {
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

/// Files that were read, when the code is here that opens them.
async fn incoming(files: Vec<Result<Incoming, Failure>>) -> Msg {
    match browser::later::fetch().await {
        Ok(()) => Msg::Incoming(files),
        Err(why) => Msg::Do(Action::Tell(NoticeKind::Error, Failure::NoCode { why })),
    }
}

/// Open the store and read what is in it. Without one the page works in memory.
async fn start(report: Callback<Kept>) -> Started {
    let opened = async {
        let mut store = Store::open().await?;
        let loaded = store.load().await?;
        Ok((store, loaded))
    };
    let report = move |kept| report.emit(kept);
    match opened.await {
        Ok((store, loaded)) => Started {
            recovered: recover(&loaded.stored, &loaded.texts),
            texts: loaded.texts,
            texts_lost: loaded.texts_lost,
            saver: Saver::new(Some(store), report),
            failure: None,
        },
        Err(error) => {
            let error: wasm_bindgen::JsValue = error;
            Started {
                saver: Saver::new(None, report),
                recovered: Recovered::default(),
                texts: reportmark_core::model::Texts::default(),
                texts_lost: 0,
                failure: Some(storage_failure(&error)),
            }
        }
    }
}

/// Keys and pasted text, wherever the focus is.
fn listen(ctx: &Context<App>, keys_in_force: Rc<RefCell<KeysInForce>>) -> Vec<EventListener> {
    let Some(document) = page::document() else {
        return Vec::new();
    };
    let link = ctx.link().clone();
    let keys = move |event: &Event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let keys = keys_in_force.borrow();
        let command = keyboard::chord(event).and_then(|chord| keys.command(&chord));
        if let Some(command) = command {
            event.prevent_default();
            link.send_message(Msg::Do(Action::Command(command)));
        }
    };
    let link = ctx.link().clone();
    let paste = move |event: &Event| {
        let Some(event) = event.dyn_ref::<ClipboardEvent>() else {
            return;
        };
        if let Some(files) = pasted_files(event) {
            link.send_message(Msg::Files(files));
        }
    };
    vec![
        EventListener::new_with_options(
            &document,
            "keydown",
            EventListenerOptions::enable_prevent_default(),
            keys,
        ),
        EventListener::new(&document, "paste", paste),
    ]
}

/// Files that were pasted, as file managers offer them.
fn pasted_files(event: &ClipboardEvent) -> Option<Vec<File>> {
    let files = files::of_list(event.clipboard_data()?.files());
    (!files.is_empty()).then_some(files)
}

/// Whether files are dragged, rather than text of the page itself.
fn carries_files(event: &DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

fn held(event: DragEvent) -> Option<Msg> {
    carries_files(&event).then(|| {
        event.prevent_default();
        Msg::Dragging(true)
    })
}

/// Leaving one element for another within the page is not leaving the page.
fn left(event: DragEvent) -> Option<Msg> {
    event
        .related_target()
        .is_none()
        .then_some(Msg::Dragging(false))
}

fn dropped(event: DragEvent) -> Option<Msg> {
    carries_files(&event).then(|| {
        event.prevent_default();
        Msg::Files(files::of_list(
            event.data_transfer().and_then(|data| data.files()),
        ))
    })
}
