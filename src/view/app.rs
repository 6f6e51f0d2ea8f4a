//! The page: holds the state, lets actions happen, carries out their effects.

mod beside;
mod input;
mod panes;

use std::{cell::RefCell, rc::Rc, sync::Arc};

use gloo_events::EventListener;
use reportmark_core::{change::Intent, model::DocumentId, text::TextRange};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::{Callback, Component, Context, Html, classes, html};

use self::{beside::beside, input::InForce};
use super::{
    Dispatch, Shared,
    access::access,
    details,
    dialogs::dialog,
    disk,
    documents::{self, documents},
    effects, find,
    header::{self, header},
    keeping::{self, Keeping, Started},
    modal::FocusBefore,
    notices::{self, notices},
    opening::{self, Asked},
    reader::Lead,
};
use crate::{
    app::{
        Action, Effect, Failure, Focus, Kept, Pane, Prefs, State, later,
        open::{Incoming, Opening, Preview},
        reading::Request,
        samples::Sample,
        suggest::SuggestAction,
        update,
    },
    browser::{
        self,
        clock::Browser,
        files, keyboard, local,
        matcher::Matcher,
        page,
        tabs::Word,
        timing::{self, LastInput, Moment},
    },
};

/// What is measured (see [`timing`]).
const OPEN: &str = "reportmark:open";
const OPEN_WHOLE: &str = "reportmark:open-whole";
const TAG: &str = "reportmark:tag";

/// Milliseconds between two times that it is drawn how far work is that takes long.
const PROGRESS: timing::Moment = 150.0;

/// What the page itself listens to.
pub enum Msg {
    /// Something happened.
    Do(Action),
    /// The store was opened and read, or cannot be.
    Started(Box<Started>),
    /// Files were chosen or dropped.
    Files(Vec<File>),
    /// Bytes of what was asked for are in hand.
    Incoming(Asked, Vec<Result<Incoming, Failure>>),
    /// The beginning of one of the files was read.
    Previewed(Asked, Box<Preview>),
    /// It was found out what they are.
    Read(Asked, Vec<Opening>),
    /// Text was pasted.
    Pasted(Incoming),
    /// A sample was asked for.
    Sample(Sample),
    /// Files are held over the page, or no longer.
    Dragging(bool),
    /// Another stretch of the text was drawn.
    Drawn(TextRange),
    /// The text is painted as it is now; the rest of the page follows.
    DrawRest,
    /// The code that comes later is here.
    CodeCame,
    /// Another page of this address has said something.
    Heard(Word),
    /// The reader asks to be told when all that was done so far has been taken up.
    CatchUp,
}

impl Msg {
    const fn brings_documents(&self) -> bool {
        matches!(self, Self::Files(_) | Self::Pasted(_) | Self::Sample(_))
    }
}

/// The page.
pub struct App {
    state: State,
    /// None until the store was read; nothing can be changed before.
    keeping: Option<Keeping>,
    /// What would bring documents in and came before: the stored project takes the place of this one.
    held: Vec<Msg>,
    /// For what the user does: it happens after what was done in the text before.
    dispatch: Dispatch,
    /// For the text itself, and for what comes from elsewhere.
    direct: Dispatch,
    /// Lets nothing happen but that a text is scrolled.
    look_around: Dispatch,
    on_drawn: Callback<TextRange>,
    catch_up: Callback<()>,
    on_files: Callback<Vec<File>>,
    on_sample: Callback<Sample>,
    on_paste: Callback<Incoming>,
    dragging: bool,
    marked_ready: bool,
    focus_before: FocusBefore,
    /// Where the keyboard focus goes when the page is drawn.
    focus: Option<Focus>,
    /// The regular expression that is looked for.
    matcher: Option<Matcher>,
    /// Draws the text ahead of the rest of the page.
    lead: Lead,
    /// Whether the rest of the page is still as it was before.
    rest_waits: bool,
    /// What of the hits was shown last.
    found: find::Shown,
    browser: Browser,
    last_input: LastInput,
    /// When it was last drawn how far work is that takes long.
    drew_progress: timing::Moment,
    in_force: Rc<RefCell<InForce>>,
    _listeners: Vec<EventListener>,
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link().clone();
        spawn_local(async move {
            let started = keeping::start(link.callback(Msg::Do), link.callback(Msg::Heard)).await;
            link.send_message(Msg::Started(Box::new(started)));
        });
        let prefs = local::load::<Prefs>(local::PREFS).unwrap_or_default();
        let in_force = Rc::new(RefCell::new(InForce {
            prefs: prefs.clone(),
            ..InForce::default()
        }));
        let last_input = LastInput::default();
        let lead = Lead::default();
        let app = Self {
            state: State {
                prefs,
                browser_language: page::preferred_language(),
                ..State::default()
            },
            keeping: None,
            held: Vec::new(),
            dispatch: input::in_order(ctx, &lead),
            direct: ctx.link().callback(Msg::Do),
            look_around: ctx.link().batch_callback(|action| {
                matches!(action, Action::Scrolled(_)).then_some(Msg::Do(action))
            }),
            on_drawn: ctx.link().callback(Msg::Drawn),
            catch_up: ctx.link().callback(|()| Msg::CatchUp),
            on_files: ctx.link().callback(Msg::Files),
            on_sample: ctx.link().callback(Msg::Sample),
            on_paste: ctx.link().callback(Msg::Pasted),
            dragging: false,
            marked_ready: false,
            focus_before: FocusBefore::default(),
            focus: None,
            matcher: None,
            lead: lead.clone(),
            rest_waits: false,
            found: find::Shown::default(),
            browser: Browser::new(),
            last_input: last_input.clone(),
            drew_progress: 0.0,
            _listeners: input::listen(ctx, Rc::clone(&in_force), &lead, &last_input),
            in_force,
        };
        app.dress();
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        if self.keeping.is_none() && msg.brings_documents() {
            self.held.push(msg);
            return true;
        }
        match msg {
            Msg::Do(action) => {
                let before = Around::of(&self.state);
                let comes_back = matches!(action, Action::Continue);
                let unseen = comes_back.then(|| later::call(|| Some(self.goes_on_unseen())));
                match unseen.flatten() {
                    Some(true) => return false,
                    Some(false) => {}
                    None => self.act(action),
                }
                return !self.draws_text_first(ctx, &before);
            }
            Msg::Drawn(stretch) => {
                self.found.drawn(&self.state, stretch);
                self.state.drawn = stretch;
                let suggesting = self.state.suggesting.get();
                if suggesting.is_some_and(|own| !own.draws(stretch)) {
                    self.act(Action::Suggest(SuggestAction::Drawn));
                    return true;
                }
                return false;
            }
            Msg::DrawRest => self.rest_waits = false,
            // What it draws is drawn now.
            Msg::CodeCame => {
                later::call(|| {
                    disk::begin(&self.direct);
                    let keeping = self.keeping.as_ref();
                    if let Some(keeping) = keeping {
                        keeping.look_for_mark(&self.state);
                    }
                });
                self.wait();
                later::call(|| beside(ctx));
            }
            Msg::Heard(word) => {
                let keeping = self.keeping.as_ref();
                later::call(|| keeping.map(|keeping| keeping.heard(word, &self.state)));
                return false;
            }
            Msg::CatchUp => {
                self.lead.caught_up();
                return false;
            }
            Msg::Started(started) => {
                self.start(*started);
                for msg in self.held.drain(..) {
                    ctx.link().send_message(msg);
                }
                if let Some(asked_for) = page::asked_to_open() {
                    opening::open_asked(ctx, self.ask(Action::Opened), asked_for);
                }
            }
            Msg::Files(files) => {
                self.dragging = false;
                if files.is_empty() {
                    return true;
                }
                let asked = self.ask(Action::Opened);
                let link = ctx.link().clone();
                spawn_local(async move {
                    let files = files::read(files).await;
                    link.send_message(Msg::Incoming(asked.in_hand(), files));
                });
            }
            Msg::Incoming(asked, incoming) => opening::read(ctx, &self.state, asked, incoming),
            Msg::Pasted(text) => {
                let asked = self.ask(Action::Pasted);
                opening::read(ctx, &self.state, asked, vec![Ok(text)]);
            }
            Msg::Previewed(asked, preview) => {
                self.note_typing(&asked);
                page::mark("reportmark:parsed");
                self.act(Action::Previewed(asked.request, *preview));
                if self.state.reading.preview().is_some() {
                    timing::measure_when_painted(OPEN, asked.moment);
                }
            }
            Msg::Read(asked, openings) => {
                self.note_typing(&asked);
                let was_shown = self.state.reading.preview().is_some();
                self.act((asked.action)(asked.request, openings));
                if !was_shown {
                    page::mark("reportmark:parsed");
                    timing::measure_when_painted(OPEN, asked.moment);
                }
                timing::measure_when_painted(OPEN_WHOLE, asked.moment);
            }
            Msg::Sample(sample) => {
                let asked = self.ask(Action::Opened);
                opening::fetch_sample(ctx, asked, sample, self.state.language());
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
            <div class={classes!("app", self.dragging.then_some("dragging"), state.find.open.then_some("finding"))} data-pane={pane}
                ondragover={ctx.link().batch_callback(input::held)}
                ondragleave={ctx.link().batch_callback(input::left)}
                ondrop={ctx.link().batch_callback(input::dropped)}>
                if state.current.is_some() || state.reading.preview().is_some() {
                    <a class="skip" href="#reader">{ words.skip_to_text }</a>
                    <a class="skip" href="#annotation-list">{ words.skip_to_list }</a>
                }
                { header(&header::Props {
                    language,
                    theme: state.prefs.theme,
                    save: self.keeping.as_ref().map(|_| (state.save_tag(), &state.save)),
                    undo: state.history.to_undo().map(|step| step.intent),
                    redo: state.history.to_redo().map(|step| step.intent),
                    files: later::call(|| disk::button(state, &self.dispatch)),
                    documents: state.project.present().next().is_some(),
                    dispatch: &self.dispatch,
                    on_files: &self.on_files,
                    on_sample: &self.on_sample,
                }) }
                if !state.access.may_change() {
                    { later::call(|| access(state, &self.dispatch)) }
                }
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
                        outline: self.outline(),
                        tools: later::call(|| details::tools(state, &self.dispatch)),
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

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        self.focus_before.follow();
        self.found.follow(&self.state);
        if let Some(focus) = self.focus.take() {
            effects::put(focus);
        }
        if self.keeping.is_some() && !self.marked_ready {
            self.marked_ready = true;
            page::mark("reportmark:ready");
            // Nothing is said if it fails: who wants it tries again.
            let link = ctx.link().clone();
            spawn_local(async move {
                if browser::later::fetch().await.is_ok() {
                    link.send_message(Msg::CodeCame);
                }
            });
        }
    }
}

impl App {
    /// Goes on with work that takes long. Whether nothing is to be drawn of it yet.
    fn goes_on_unseen(&mut self) -> bool {
        let drawn = self.state.shown().cloned();
        self.act(Action::Continue);
        let is_drawn = drawn
            .zip(self.state.shown())
            .is_some_and(|(drawn, now)| Arc::ptr_eq(&drawn, now));
        let now = timing::now();
        let is_unseen = is_drawn && self.state.is_continuing && now - self.drew_progress < PROGRESS;
        if !is_unseen {
            self.drew_progress = now;
        }
        is_unseen
    }

    fn act(&mut self, action: Action) {
        let dressed = |state: &State| {
            let name = state
                .document()
                .map(|document| Arc::clone(&document.head.name));
            (state.language(), state.prefs.theme, name)
        };
        let before = dressed(&self.state);
        self.browser.begin_turn();
        let effects = update(&mut self.state, action, &self.browser);
        if effects.iter().any(has_tagged) {
            timing::measure_when_painted(TAG, self.last_input.moment());
        }
        if dressed(&self.state) != before {
            self.dress();
        }
        let mut in_force = self.in_force.borrow_mut();
        if in_force.prefs != self.state.prefs {
            in_force.prefs.clone_from(&self.state.prefs);
        }
        in_force.scheme = Arc::clone(&self.state.project.scheme);
        in_force.holds = matches!(self.state.save_tag(), "reading" | "failed");
        drop(in_force);
        let keeping = self.keeping.as_ref();
        let matcher = &mut self.matcher;
        let focus = effects::perform(
            effects,
            &self.state,
            keeping,
            matcher,
            &self.direct,
            &self.on_files,
        );
        self.focus = focus.or(self.focus);
        if !self.state.access.may_change() {
            self.wait();
        }
        // What is on the screen already has it at once: the next key is meant for it. Not while it is
        // that of the span before, which goes when the rest of the page is drawn.
        if self.focus == Some(Focus::Note)
            && !self.rest_waits
            && page::find("#note").is_some_and(|note| note.client_height() > 0)
        {
            self.focus = None;
            effects::put(Focus::Note);
        }
    }

    fn start(&mut self, started: Started) {
        self.keeping = Some(started.keeping);
        let loaded = started.loaded;
        self.act(Action::Recovered {
            recovered: Box::new(loaded.recovered),
            texts: loaded.texts,
            texts_lost: loaded.texts_lost,
            place: Some(local::load(local::PLACE).unwrap_or_default()),
            access: started.access,
        });
        if let Some(failure) = started.failure {
            self.act(Action::Kept(Kept::NoStore(failure)));
        }
    }

    /// Where another page writes, this one waits until it is closed.
    fn wait(&self) {
        let keeping = self.keeping.as_ref();
        later::call(|| keeping.map(|keeping| keeping.wait(self.state.access)));
    }

    /// Files are going to be read; what is to be done with them then.
    fn ask(&mut self, action: fn(Request, Vec<Opening>) -> Action) -> Asked {
        self.act(Action::Reading);
        Asked {
            request: self.state.reading.newest(),
            moment: timing::now(),
            at: timing::now(),
            action,
        }
    }

    /// Who types in a field while files are read has gone on to something else. Keys pressed just
    /// before they were asked for count: whoever types goes on typing.
    fn note_typing(&mut self, asked: &Asked) {
        const JUST_BEFORE: Moment = 700.0;
        // What is pasted is asked for from a field.
        let is_open = self.state.dialog.is_some();
        let types = self.last_input.moment() > asked.at - JUST_BEFORE;
        if types && !is_open && keyboard::typed_in().is_some() {
            self.act(Action::Typing);
        }
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
            Some(_) => later::call(|| {
                dialog(
                    &self.state,
                    &self.dispatch,
                    &self.on_paste,
                    self.keeping.as_ref(),
                )
            }),
            None => Html::default(),
        }
    }

    /// Draw the text at once and the rest of the page when that is painted, where an action has
    /// changed nothing around the text that the user waits for. Whether it was such a one.
    fn draws_text_first(&mut self, ctx: &Context<Self>, before: &Around) -> bool {
        let state = &self.state;
        let (Some(document), None, None) = (state.document(), self.focus, state.reading.preview())
        else {
            return false;
        };
        if !before.is_calm() || *before != Around::of(state) || !self.lead.show(self.text(document))
        {
            return false;
        }
        if !self.rest_waits {
            self.rest_waits = true;
            let link = ctx.link().clone();
            timing::when_painted(move || link.send_message(Msg::DrawRest));
        }
        true
    }
}

/// What is on the screen around the text.
#[derive(PartialEq)]
struct Around {
    document: Option<DocumentId>,
    pane: Pane,
    has_dialog: bool,
    is_finding: bool,
    prefs: Prefs,
}

impl Around {
    fn of(state: &State) -> Self {
        Self {
            document: state.current.clone(),
            pane: state.pane,
            has_dialog: state.dialog.is_some(),
            is_finding: state.find.open,
            prefs: state.prefs.clone(),
        }
    }

    /// Whether nothing lies over the text or is typed into.
    const fn is_calm(&self) -> bool {
        !self.has_dialog && !self.is_finding
    }
}

/// Whether an effect keeps a span that was just made.
fn has_tagged(effect: &Effect) -> bool {
    matches!(effect, Effect::Append(record) if record.transaction.intent == Intent::Tag)
}
