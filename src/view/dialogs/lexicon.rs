//! The lexicon of bodies: canonical names and aliases, made of the parties tagged so far, written,
//! merged, brought in and handed out.

use reportmark_core::{
    format::{Problem, native::read_lexicon},
    lexicon::{gather, likely_same, merge},
    model::{Body, Lexicon, Members, Project},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::{Component, Context, Event, Html, Properties, TargetCast as _, html};

use super::{Props as Dialog, closing};
use crate::{
    app::{Action, Detail, Language, words},
    browser::{files, page},
    view::{Dispatch, modal::Frame, send},
};

pub(super) fn lexicon(props: &Dialog<'_>) -> (Frame, Html) {
    let words = props.language.detail_words();
    let body = html! {
        <Editor lexicon={Lexicon::clone(&props.state.lexicon())} project={props.state.project.clone()}
            language={props.language} dispatch={props.dispatch.clone()} />
    };
    let frame = Frame {
        title: words.lexicon,
        wide: true,
        close: closing(props),
    };
    (frame, body)
}

#[derive(PartialEq, Properties)]
struct Props {
    lexicon: Lexicon,
    project: Project,
    language: Language,
    dispatch: Dispatch,
}

/// A part of a body that is written.
#[derive(Clone, Copy)]
enum Part {
    Name,
    Aliases,
    Jurisdiction,
}

enum Msg {
    Write(usize, Part, String),
    Remove(usize),
    Add,
    Gather,
    Merge(usize, usize),
    File(Option<web_sys::File>),
    Read(Result<Vec<u8>, String>),
}

/// What is written is in force at once, and undone like anything else.
struct Editor {
    /// How many bodies there were before one was added in front, whose row is to get the focus.
    added: Option<usize>,
    /// How many bodies a file had that was brought in.
    taken: Option<usize>,
    problems: Vec<Problem>,
    failed: Option<String>,
}

impl Component for Editor {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self {
            added: None,
            taken: None,
            problems: Vec::new(),
            failed: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let props = ctx.props();
        let mut lexicon = props.lexicon.clone();
        match msg {
            Msg::Write(nth, part, typed) => write(&mut lexicon, nth, part, &typed),
            Msg::Remove(nth) if nth < lexicon.bodies.len() => {
                lexicon.bodies.remove(nth);
            }
            Msg::Remove(_) => {}
            Msg::Add => {
                add(&mut lexicon, props.language);
                self.added = Some(props.lexicon.bodies.len());
            }
            Msg::Gather => lexicon = gather(&props.project, &lexicon),
            Msg::Merge(from, into) => merge(&mut lexicon, from, into),
            Msg::File(file) => {
                let Some(file) = file else { return false };
                let link = ctx.link().clone();
                spawn_local(async move { link.send_message(Msg::Read(files::whole(&file).await)) });
                return false;
            }
            Msg::Read(Ok(bytes)) => {
                self.failed = None;
                match read_lexicon(&bytes) {
                    Ok((read, problems)) => {
                        self.taken = Some(read.bodies.len());
                        lexicon = read;
                        self.problems = problems;
                    }
                    Err(problem) => self.problems = vec![problem],
                }
            }
            Msg::Read(Err(why)) => self.failed = Some(why),
        }
        if lexicon != props.lexicon {
            let detail = Detail::SetLexicon(lexicon);
            props.dispatch.emit(Action::Detail(Box::new(detail)));
        }
        true
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        // It is there once the page has taken it over.
        let is_there = self
            .added
            .is_none_or(|before| ctx.props().lexicon.bodies.len() > before);
        if is_there && self.added.take().is_some() {
            page::focus(".lexicon tbody tr:first-child input");
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let language = ctx.props().language;
        let words = language.detail_words();
        let link = ctx.link();
        let lexicon = &ctx.props().lexicon;
        let export = {
            let lexicon = lexicon.clone();
            send(&ctx.props().dispatch, move || {
                Action::Detail(Box::new(Detail::ExportLexicon(lexicon.clone())))
            })
        };
        let likely = likely_same(lexicon);
        html! {
            <div class="lexicon" data-testid="lexicon">
                <p class="muted">{ words.lexicon_what }</p>
                <div class="buttons">
                    <button type="button" data-testid="gather" onclick={link.callback(|_| Msg::Gather)}>{ words.lexicon_gather }</button>
                    <button type="button" onclick={link.callback(|_| Msg::Add)}>{ words.add }</button>
                    <label class="button">{ words.bring_in }<input type="file" class="unseen" accept=".json,application/json" aria-label={words.bring_in}
                        onchange={link.callback(|event: Event| Msg::File(chosen(&event)))} /></label>
                    <button type="button" onclick={export}>{ words.hand_out }</button>
                </div>
                if let Some(taken) = self.taken {
                    <p class="muted" role="status">{ format!("{} {taken}", words.lexicon_taken) }</p>
                }
                if let Some(failed) = &self.failed { <p class="wrong" role="alert">{ failed.clone() }</p> }
                <ul class="problems" role="alert">
                    { for self.problems.iter().take(20).map(|problem| html! { <li>{ words::problem(problem, language) }</li> }) }
                </ul>
                if !likely.is_empty() {
                    <h3>{ words.lexicon_likely }</h3>
                    <ul class="chips">
                        { for likely.iter().take(30).map(|&(from, into)| offer(ctx, from, into)) }
                    </ul>
                }
                <table class="keys">
                    <thead><tr><th scope="col">{ words.lexicon_name }</th><th scope="col">{ words.lexicon_aliases }</th>
                        <th scope="col">{ words.lexicon_jurisdiction }</th><th></th></tr></thead>
                    <tbody>{ for lexicon.bodies.iter().enumerate().map(|(nth, body)| row(ctx, nth, body)) }</tbody>
                </table>
                if lexicon.bodies.is_empty() { <p class="muted">{ words.lexicon_none }</p> }
            </div>
        }
    }
}

/// A name of a body that another one of its jurisdiction has as well.
fn clash<'a>(lexicon: &'a Lexicon, body: &'a Body) -> Option<&'a str> {
    let names =
        |body: &'a Body| core::iter::once(&*body.name).chain(body.aliases.iter().map(|own| &**own));
    let mut others = lexicon
        .bodies
        .iter()
        .filter(|other| other.id != body.id && other.jurisdiction == body.jurisdiction);
    others.find_map(|other| names(body).find(|own| names(other).any(|other| other == *own)))
}

/// The file that was chosen.
pub(super) fn chosen(event: &Event) -> Option<web_sys::File> {
    let input = event.target_dyn_into::<HtmlInputElement>()?;
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

/// A body with a name that none has yet.
fn add(lexicon: &mut Lexicon, language: Language) {
    let name = language.detail_words().lexicon_new;
    let mut n = lexicon.bodies.len() + 1;
    let taken = |id: &str| lexicon.bodies.iter().any(|body| *body.id == *id);
    while taken(&format!("body-{n}")) {
        n += 1;
    }
    lexicon.bodies.insert(
        0,
        Body {
            id: format!("body-{n}").as_str().into(),
            name: format!("{name} {n}").as_str().into(),
            aliases: Vec::new(),
            jurisdiction: "".into(),
            party_type: "organisation".into(),
            extra: Members::new(),
        },
    );
}

fn write(lexicon: &mut Lexicon, nth: usize, part: Part, typed: &str) {
    let Some(body) = lexicon.bodies.get_mut(nth) else {
        return;
    };
    match part {
        // A body without a name is none.
        Part::Name if typed.trim().is_empty() => {}
        Part::Name => body.name = typed.trim().into(),
        Part::Jurisdiction => body.jurisdiction = typed.trim().into(),
        Part::Aliases => {
            let names = typed.split(['、', ';', '；', ',', '，']).map(str::trim);
            let names = names.filter(|name| !name.is_empty());
            body.aliases = names.map(Into::into).collect();
        }
    }
}

fn offer(ctx: &Context<Editor>, from: usize, into: usize) -> Html {
    let bodies = &ctx.props().lexicon.bodies;
    let name = |nth: usize| bodies.get(nth).map(|body| body.name.to_string());
    let merged = ctx.link().callback(move |_| Msg::Merge(from, into));
    html! {
        <li key={format!("{from}-{into}")} class="chip offer">
            <button type="button" class="quiet small" onclick={merged}>
                { format!("{} = {}", name(from).unwrap_or_default(), name(into).unwrap_or_default()) }</button>
        </li>
    }
}

fn row(ctx: &Context<Editor>, nth: usize, body: &Body) -> Html {
    let words = ctx.props().language.detail_words();
    let clash = clash(&ctx.props().lexicon, body);
    let aliases: Vec<&str> = body.aliases.iter().map(|alias| &**alias).collect();
    let cell = |part: Part, value: String, name: &'static str, clash: Option<&str>| {
        let written = ctx.link().batch_callback(move |event: Event| {
            let input = event.target_dyn_into::<HtmlInputElement>()?;
            Some(Msg::Write(nth, part, input.value()))
        });
        html! {
            <td><input type="text" lang="zh-CN" aria-label={name} {value} onchange={written} />
                if let Some(clash) = clash { <span class="wrong" role="alert">{ format!("{clash} {}", words.lexicon_clash) }</span> }</td>
        }
    };
    html! {
        <tr key={body.id.to_string()}>
            { cell(Part::Name, body.name.to_string(), words.lexicon_name, clash) }
            { cell(Part::Aliases, aliases.join("、"), words.lexicon_aliases, None) }
            { cell(Part::Jurisdiction, body.jurisdiction.to_string(), words.lexicon_jurisdiction, None) }
            <td><button type="button" class="quiet small" aria-label={format!("{} {}", words.remove, body.name)}
                onclick={ctx.link().callback(move |_| Msg::Remove(nth))}>{ "×" }</button></td>
        </tr>
    }
}
