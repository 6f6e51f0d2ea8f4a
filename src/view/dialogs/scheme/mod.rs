//! The scheme: which one, its labels, attributes, slots and relation types in forms or as text that is
//! checked; brought in and handed out.

mod inputs;
mod labels;
mod terms;

use std::sync::Arc;

use reportmark_core::{
    format::{Problem, ProblemKind, native::read_scheme},
    model::{Document, Project},
    scheme::{Draft, Label, LabelId, Scheme, Terms},
};
use serde_json::{Map, Value};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlTextAreaElement;
use yew::{Component, Context, Event, Html, NodeRef, Properties, html};

use self::inputs::Inputs;
use super::{Props as Dialog, lexicon::chosen};
use crate::{
    app::{Action, Detail, Language, Writing, keys::Command, words},
    browser::{files, page},
    view::{Dispatch, modal::Frame, send},
};

pub(super) fn scheme(props: &Dialog<'_>, writing: Writing) -> (Frame, Html) {
    let words = props.language.detail_words();
    let body = html! {
        <Editor project={props.state.project.clone()} is_leaving={writing == Writing::Leaving}
            language={props.language} dispatch={props.dispatch.clone()} />
    };
    let frame = Frame {
        title: words.scheme,
        wide: true,
        close: send(props.dispatch, || said(Detail::LeaveScheme)),
    };
    (frame, body)
}

fn said(detail: Detail) -> Action {
    Action::Detail(Box::new(detail))
}

#[derive(PartialEq, Properties)]
struct Props {
    project: Project,
    /// Whether it is asked what becomes of what was written.
    is_leaving: bool,
    language: Language,
    dispatch: Dispatch,
}

enum Msg {
    Take(fn() -> Scheme),
    Edit(Box<dyn FnOnce(&mut Draft)>),
    /// Write the terms as text, or in forms again.
    Text(bool),
    /// Something was written in the text.
    Written,
    /// What becomes of the spans of a label that goes.
    Fate(LabelId, Option<LabelId>),
    File(Option<web_sys::File>),
    Read(Result<Vec<u8>, String>),
    Export,
    Apply,
    Keep,
    Discard,
}

struct Editor {
    /// The scheme as it is being written.
    draft: Draft,
    /// While the terms are written as text: the text that is to be put into its field.
    text: Option<String>,
    is_text: bool,
    field: NodeRef,
    fates: Vec<(LabelId, Option<LabelId>)>,
    /// Whether it was to be put in force before all of that was chosen.
    lacks_fate: bool,
    problems: Vec<Problem>,
    failed: Option<String>,
}

/// The members of a scheme beside its labels, as text.
fn text_of(draft: &Draft) -> String {
    serde_json::to_string_pretty(&draft.written().extra).unwrap_or_default()
}

impl Component for Editor {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        Self {
            draft: Draft::of(&ctx.props().project.scheme),
            text: None,
            is_text: false,
            field: NodeRef::default(),
            fates: Vec::new(),
            lacks_fate: false,
            problems: Vec::new(),
            failed: None,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &Props) -> bool {
        ctx.props().is_leaving != before.is_leaving || ctx.props().language != before.language
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Take(make) => self.take(ctx, &make()),
            Msg::Edit(change) => {
                change(&mut self.draft);
                wrote(ctx);
            }
            Msg::Text(true) => {
                self.text = Some(text_of(&self.draft));
                self.is_text = true;
            }
            Msg::Text(false) => {
                if let Some(scheme) = self.written() {
                    self.draft = Draft::of(&scheme);
                    self.is_text = false;
                }
            }
            Msg::Written => {
                wrote(ctx);
                return false;
            }
            Msg::Fate(label, fate) => {
                self.fates.retain(|(own, _)| *own != label);
                self.fates.push((label, fate));
            }
            Msg::File(file) => {
                let Some(file) = file else { return false };
                let link = ctx.link().clone();
                spawn_local(async move { link.send_message(Msg::Read(files::whole(&file).await)) });
                return false;
            }
            Msg::Read(Ok(bytes)) => {
                self.failed = None;
                match read_scheme(&bytes) {
                    Ok((scheme, problems)) => {
                        self.take(ctx, &scheme);
                        self.problems = problems;
                    }
                    Err(problem) => self.problems = vec![problem],
                }
            }
            Msg::Read(Err(why)) => self.failed = Some(why),
            Msg::Export => {
                if let Some(scheme) = self.written() {
                    emit(ctx, Detail::ExportScheme(scheme));
                }
            }
            Msg::Apply => {
                let scheme = self.written();
                match self.all_fates(ctx.props()) {
                    Some(fates) => {
                        self.lacks_fate = false;
                        if let Some(scheme) = scheme {
                            emit(ctx, Detail::SetScheme(scheme, fates));
                        }
                    }
                    None => {
                        self.lacks_fate = true;
                        page::focus("[data-open-fate] select");
                    }
                }
            }
            Msg::Keep => wrote(ctx),
            Msg::Discard => ctx.props().dispatch.emit(Action::CloseDialog),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let language = ctx.props().language;
        let words = language.detail_words();
        let link = ctx.link();
        let gone = self.gone(ctx.props());
        html! {
            <div class="scheme" data-testid="scheme">
                if ctx.props().is_leaving {
                    <div class="leaving" role="alertdialog" aria-label={words.scheme_unapplied} data-testid="scheme-leaving">
                        <span>{ words.scheme_unapplied }</span>
                        <button type="button" class="primary" onclick={link.callback(|_| Msg::Apply)}>{ words.scheme_apply }</button>
                        <button type="button" data-testid="scheme-discard" onclick={link.callback(|_| Msg::Discard)}>{ words.scheme_discard }</button>
                        <button type="button" onclick={link.callback(|_| Msg::Keep)}>{ words.scheme_keep }</button>
                    </div>
                }
                <p class="muted">{ words.scheme_what }</p>
                <div class="buttons">
                    <button type="button" data-testid="scheme-guideline" onclick={link.callback(|_| Msg::Take(Scheme::guideline))}>{ words.scheme_guideline }</button>
                    <button type="button" data-testid="scheme-plain" onclick={link.callback(|_| Msg::Take(Scheme::plain))}>{ words.scheme_plain }</button>
                    <label class="button">{ words.bring_in }<input type="file" class="unseen" accept=".json,application/json" aria-label={words.bring_in}
                        data-testid="scheme-file" onchange={link.callback(|event: Event| Msg::File(chosen(&event)))} /></label>
                    <button type="button" data-testid="export-scheme" onclick={link.callback(|_| Msg::Export)}>{ words.hand_out }</button>
                </div>
                { self.parts(ctx) }
                { for gone.iter().map(|(label, count)| labels::fate(self.inputs(ctx), label, *count, self.fate(&label.id))) }
                if self.lacks_fate && self.all_fates(ctx.props()).is_none() {
                    <p class="wrong" role="alert">{ words.scheme_fate_ask }</p>
                }
                if let Some(failed) = &self.failed { <p class="wrong" role="alert">{ failed.clone() }</p> }
                <ul class="problems" role="alert" data-testid="scheme-problems">
                    { for self.problems.iter().take(30).map(|problem| html! { <li>{ words::problem(problem, language) }</li> }) }
                </ul>
                <div class="buttons"><button type="button" class="primary" data-testid="apply-scheme"
                    onclick={link.callback(|_| Msg::Apply)}>{ words.scheme_apply }</button></div>
            </div>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if let Some(field) = self.field.cast::<HtmlTextAreaElement>()
            && let Some(text) = self.text.take()
        {
            field.set_value(&text);
        }
    }
}

/// Keys of labels and slots that are those of commands of the page, or that it needs.
fn taken_keys(scheme: &Scheme) -> Vec<Problem> {
    let all = Command::all(scheme);
    let is_own = |command: &Command| matches!(command, Command::Label(_) | Command::Slot(_));
    let is_taken = |own: &Command| {
        let chords = own.usual(scheme);
        let mut others = all.iter().filter(|other| !is_own(other));
        let is_called =
            others.any(|other| chords.iter().any(|own| other.usual(scheme).contains(own)));
        is_called || chords.is_empty()
    };
    let taken = |place: String, key: Option<&str>, own: &Command| {
        let key = key.filter(|_| is_taken(own))?;
        Some(Problem {
            place,
            kind: ProblemKind::KeyTaken(key.into()),
        })
    };
    let labels = scheme.labels.iter().enumerate().filter_map(|(nth, label)| {
        let own = Command::Label(label.id.clone());
        taken(
            format!("labels[{nth}].hotkey"),
            label.hotkey.as_deref(),
            &own,
        )
    });
    let slots = scheme.slot_keys().into_iter().enumerate();
    let slots = slots.filter_map(|(nth, (slot, key))| {
        taken(
            format!("slots[{nth}].hotkey"),
            Some(key),
            &Command::Slot(slot.into()),
        )
    });
    labels.chain(slots).collect()
}

fn emit(ctx: &Context<Editor>, detail: Detail) {
    ctx.props().dispatch.emit(said(detail));
}

/// Something was written, which no key that closes the dialog is to lose.
fn wrote(ctx: &Context<Editor>) {
    emit(ctx, Detail::WroteScheme);
}

impl Editor {
    fn inputs<'a>(&'a self, ctx: &'a Context<Self>) -> Inputs<'a> {
        Inputs {
            link: ctx.link(),
            draft: &self.draft,
            language: ctx.props().language,
        }
    }

    /// The parts of the scheme, each under its name.
    fn parts(&self, ctx: &Context<Self>) -> Html {
        let (inputs, props) = (self.inputs(ctx), ctx.props());
        let words = inputs.words();
        let before = &props.project.scheme;
        let part = |id: &'static str, name: &str, count: usize, is_open: bool, body: Html| {
            html! {
                <details key={id} class="part" open={is_open} data-testid={format!("scheme-{id}")}>
                    <summary><h3>{ format!("{name} {count}") }</h3></summary>
                    { body }
                </details>
            }
        };
        let count = self.draft.scheme.labels.len();
        let own = labels::labels(inputs, before);
        let own = part("labels", words.scheme_labels, count, true, own);
        let is_text = self.is_text;
        let mode = if is_text {
            words.scheme_as_forms
        } else {
            words.scheme_as_text
        };
        let terms = if is_text {
            html! {
                <textarea key="text" ref={self.field.clone()} data-testid="scheme-terms" rows="16" spellcheck="false" class="code"
                    aria-label={words.scheme_as_text} oninput={ctx.link().callback(|_| Msg::Written)} />
            }
        } else {
            let (own, before) = (&self.draft.terms, Terms::of(before));
            html! {
                <div key="forms">
                    { part("attributes", words.scheme_attributes, own.attributes.len(), false, terms::attributes(inputs, &before)) }
                    { part("slots", words.scheme_slots, own.slots.len(), false, terms::slots(inputs, &before)) }
                    { part("relations", words.scheme_relations, own.relations.len(), false, terms::relations(inputs, &before)) }
                    { for self.draft.unnamed(&props.project).into_iter().map(|(name, count)| html! {
                        <p class="fate">{ format!("{} {count} {}", props.language.pick(&name.zh, &name.en), words.scheme_unnamed) }</p>
                    }) }
                </div>
            }
        };
        html! {
            <>
                { own }
                { terms }
                <div class="buttons"><button type="button" class="quiet small" data-testid="scheme-mode"
                    onclick={ctx.link().callback(move |_| Msg::Text(!is_text))}>{ mode }</button></div>
            </>
        }
    }

    /// Begin with another scheme.
    fn take(&mut self, ctx: &Context<Self>, scheme: &Scheme) {
        self.draft = Draft::of(scheme);
        self.text = self.is_text.then(|| text_of(&self.draft));
        self.problems = Vec::new();
        wrote(ctx);
    }

    /// The scheme that is written, checked as a file is; none, with what is wrong, if something of it
    /// would be lost.
    fn written(&mut self) -> Option<Scheme> {
        let field = self.field.cast::<HtmlTextAreaElement>();
        let bytes = match field.filter(|_| self.is_text).map(|field| field.value()) {
            None => serde_json::to_vec(&self.draft.written()).unwrap_or_default(),
            Some(text) => {
                let members: Result<Map<String, Value>, _> = serde_json::from_str(&text);
                let whole = members.ok().and_then(|extra| {
                    let labels = self.draft.scheme.clone();
                    serde_json::to_vec(&Scheme { extra, ..labels }).ok()
                });
                // What is wrong is said with the line of the text.
                whole.unwrap_or_else(|| text.into_bytes())
            }
        };
        let (scheme, problems) = match read_scheme(&bytes) {
            Ok((scheme, mut problems)) => {
                problems.extend(taken_keys(&scheme));
                (Some(scheme), problems)
            }
            Err(problem) => (None, vec![problem]),
        };
        let stops = |problem: &Problem| {
            problem.kind.loses() || matches!(problem.kind, ProblemKind::KeyTaken(_))
        };
        let is_right = !problems.iter().any(stops);
        self.problems = problems;
        scheme.filter(|_| is_right)
    }

    /// Labels of the project that are not in the draft and have spans, and how many.
    fn gone(&self, props: &Props) -> Vec<(Label, usize)> {
        let before = props.project.scheme.labels.iter();
        let gone = before.filter(|label| self.draft.scheme.label(&label.id).is_none());
        let count = |label: &Label| {
            let own = |document: &Arc<Document>| {
                let spans = document.spans.iter();
                spans.filter(|span| span.label == label.id).count()
            };
            props.project.documents.iter().map(own).sum::<usize>()
        };
        let counted = gone.map(|label| (label.clone(), count(label)));
        counted.filter(|(_, count)| *count > 0).collect()
    }

    /// What was chosen for the spans of a label that goes: a label that there is, or to remove them.
    fn fate(&self, label: &LabelId) -> Option<&Option<LabelId>> {
        let (_, fate) = self.fates.iter().find(|(own, _)| own == label)?;
        let is_there = |fate: &LabelId| self.draft.scheme.label(fate).is_some();
        fate.as_ref().is_none_or(is_there).then_some(fate)
    }

    /// What becomes of the spans of all labels that go; none while that was not chosen for each.
    fn all_fates(&self, props: &Props) -> Option<Vec<(LabelId, Option<LabelId>)>> {
        let gone = self.gone(props).into_iter();
        let fate =
            |(label, _): (Label, usize)| Some((label.id.clone(), self.fate(&label.id)?.clone()));
        gone.map(fate).collect()
    }
}
