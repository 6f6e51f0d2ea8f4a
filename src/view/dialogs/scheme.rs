//! The scheme: which one, its labels in a table, everything else as text that is checked; brought in
//! and handed out.

use std::sync::Arc;

use reportmark_core::{
    format::{Problem, native::read_scheme},
    model::Project,
    scheme::{LOOKS, Label, LabelId, LabelKind, Name, Scheme, Terms},
};
use serde_json::{Map, Value};
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::{Callback, Component, Context, Event, Html, NodeRef, Properties, TargetCast as _, html};

use super::{Props as Dialog, closing, lexicon::chosen};
use crate::{
    app::{Action, Detail, Language, words},
    browser::files,
    view::{Dispatch, looks, modal::Frame},
};

pub(super) fn scheme(props: &Dialog<'_>) -> (Frame, Html) {
    let words = props.language.detail_words();
    let body = html! {
        <Editor project={props.state.project.clone()} language={props.language} dispatch={props.dispatch.clone()} />
    };
    let frame = Frame {
        title: words.scheme,
        wide: true,
        close: closing(props),
    };
    (frame, body)
}

#[derive(PartialEq, Properties)]
struct Props {
    project: Project,
    language: Language,
    dispatch: Dispatch,
}

/// A part of a label that is written.
#[derive(Clone, Copy)]
enum Part {
    Chinese,
    English,
    Key,
    Mark,
    Look,
    Kind,
}

enum Msg {
    Take(fn() -> Scheme),
    Write(usize, Part, String),
    Remove(usize),
    Add,
    /// What becomes of the spans of a label that goes.
    Fate(LabelId, Option<LabelId>),
    File(Option<web_sys::File>),
    Read(Result<Vec<u8>, String>),
    Export,
    Apply,
}

struct Editor {
    /// The scheme as it is being written, without what is in the text.
    draft: Scheme,
    /// The text of everything but the labels, as it was put in.
    text: String,
    put: bool,
    field: NodeRef,
    fates: Vec<(LabelId, Option<LabelId>)>,
    problems: Vec<Problem>,
    failed: Option<String>,
}

/// The members of a scheme beside its labels, as text.
fn text_of(scheme: &Scheme) -> String {
    let stated = Terms::of(scheme).stated(scheme);
    serde_json::to_string_pretty(&stated.extra).unwrap_or_default()
}

impl Component for Editor {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let draft = Scheme::clone(&ctx.props().project.scheme);
        Self {
            text: text_of(&draft),
            draft,
            put: true,
            field: NodeRef::default(),
            fates: Vec::new(),
            problems: Vec::new(),
            failed: None,
        }
    }

    fn changed(&mut self, _: &Context<Self>, _: &Props) -> bool {
        false
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Take(make) => self.take(make()),
            Msg::Write(nth, part, typed) => self.write(nth, part, &typed),
            Msg::Remove(nth) if nth < self.draft.labels.len() => {
                self.draft.labels.remove(nth);
            }
            Msg::Remove(_) => {}
            Msg::Add => self.add(ctx.props().language),
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
                        self.take(scheme);
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
                if let Some(scheme) = self.written() {
                    let fates = self.all_fates(ctx.props());
                    emit(ctx, Detail::SetScheme(scheme, fates));
                }
            }
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
                <p class="muted">{ words.scheme_what }</p>
                <div class="buttons">
                    <button type="button" data-testid="scheme-guideline" onclick={link.callback(|_| Msg::Take(Scheme::guideline))}>{ words.scheme_guideline }</button>
                    <button type="button" data-testid="scheme-plain" onclick={link.callback(|_| Msg::Take(Scheme::plain))}>{ words.scheme_plain }</button>
                    <label class="button">{ words.bring_in }<input type="file" class="unseen" accept=".json,application/json" aria-label={words.bring_in}
                        data-testid="scheme-file" onchange={link.callback(|event: Event| Msg::File(chosen(&event)))} /></label>
                    <button type="button" data-testid="export-scheme" onclick={link.callback(|_| Msg::Export)}>{ words.hand_out }</button>
                </div>
                if let Some(failed) = &self.failed { <p class="wrong" role="alert">{ failed.clone() }</p> }
                <ul class="problems" role="alert" data-testid="scheme-problems">
                    { for self.problems.iter().take(30).map(|problem| html! { <li>{ words::problem(problem, language) }</li> }) }
                </ul>
                <table class="keys">
                    <thead><tr>
                        <th scope="col">{ words.scheme_id }</th><th scope="col">{ words.scheme_zh }</th><th scope="col">{ words.scheme_en }</th>
                        <th scope="col">{ words.scheme_key }</th><th scope="col">{ words.scheme_mark }</th><th scope="col">{ words.scheme_look }</th>
                        <th scope="col">{ words.scheme_kind }</th><th></th>
                    </tr></thead>
                    <tbody>{ for self.draft.labels.iter().enumerate().map(|(nth, label)| self.row(ctx, nth, label)) }</tbody>
                </table>
                <div class="buttons"><button type="button" onclick={link.callback(|_| Msg::Add)}>{ words.add }</button></div>
                { for gone.iter().map(|(label, count)| self.fate(ctx, label, *count)) }
                <label class="field"><span>{ words.scheme_terms }</span>
                    <textarea ref={self.field.clone()} id="scheme-terms" data-testid="scheme-terms" rows="12" spellcheck="false" class="code" /></label>
                <div class="buttons"><button type="button" class="primary" data-testid="apply-scheme"
                    onclick={link.callback(|_| Msg::Apply)}>{ words.scheme_apply }</button></div>
            </div>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if std::mem::take(&mut self.put)
            && let Some(field) = self.field.cast::<HtmlTextAreaElement>()
        {
            field.set_value(&self.text);
        }
    }
}

fn emit(ctx: &Context<Editor>, detail: Detail) {
    ctx.props().dispatch.emit(Action::Detail(Box::new(detail)));
}

impl Editor {
    /// Begin with another scheme.
    fn take(&mut self, scheme: Scheme) {
        self.text = text_of(&scheme);
        self.draft = scheme;
        self.put = true;
        self.problems = Vec::new();
    }

    /// The scheme that is written, checked as a file is; none, with what is wrong, if something of it
    /// would be lost.
    fn written(&mut self) -> Option<Scheme> {
        let field = self.field.cast::<HtmlTextAreaElement>();
        let text = field.map_or_else(|| self.text.clone(), |field| field.value());
        let members: Result<Map<String, Value>, _> = serde_json::from_str(&text);
        let bytes = match members {
            Ok(extra) => serde_json::to_vec(&Scheme {
                extra,
                ..self.draft.clone()
            }),
            // What is wrong is said with the line of the text.
            Err(_) => Ok(text.into_bytes()),
        };
        let read = read_scheme(&bytes.unwrap_or_default());
        let (scheme, problems) = match read {
            Ok((scheme, problems)) => (Some(scheme), problems),
            Err(problem) => (None, vec![problem]),
        };
        let loses = problems.iter().any(|problem| problem.kind.loses());
        self.problems = problems;
        scheme.filter(|_| !loses)
    }

    /// Labels of the project that are not in the draft and have spans, and how many.
    fn gone(&self, props: &Props) -> Vec<(Label, usize)> {
        let before = props.project.scheme.labels.iter();
        let gone = before.filter(|label| self.draft.label(&label.id).is_none());
        let count = |label: &Label| {
            let documents = props.project.documents.iter();
            let own = |document: &Arc<reportmark_core::model::Document>| {
                let spans = document.spans.iter();
                spans.filter(|span| span.label == label.id).count()
            };
            documents.map(own).sum::<usize>()
        };
        let counted = gone.map(|label| (label.clone(), count(label)));
        counted.filter(|(_, count)| *count > 0).collect()
    }

    /// What becomes of the spans of all labels that go. Where nothing was chosen they are removed,
    /// which the page says.
    fn all_fates(&self, props: &Props) -> Vec<(LabelId, Option<LabelId>)> {
        let gone = self.gone(props).into_iter();
        let fate = |label: Label| {
            let chosen = self.fates.iter().find(|(own, _)| *own == label.id);
            let chosen = chosen.and_then(|(_, fate)| fate.clone());
            (
                label.id,
                chosen.filter(|fate| self.draft.label(fate).is_some()),
            )
        };
        gone.map(|(label, _)| fate(label)).collect()
    }

    fn write(&mut self, nth: usize, part: Part, typed: &str) {
        let Some(label) = self.draft.labels.get_mut(nth) else {
            return;
        };
        let typed = typed.trim();
        match part {
            Part::Chinese => label.name.zh = typed.into(),
            Part::English => label.name.en = typed.into(),
            Part::Mark => label.mark = typed.chars().take(1).collect(),
            Part::Key => {
                label.hotkey = (!typed.is_empty()).then(|| typed.chars().take(1).collect());
            }
            Part::Look => label.look = typed.parse().unwrap_or(label.look),
            Part::Kind => {
                label.kind = match typed {
                    "target" => Some(LabelKind::Target),
                    "measure" => Some(LabelKind::Measure),
                    "party" => Some(LabelKind::Party),
                    "result" => Some(LabelKind::Result),
                    _ => None,
                };
            }
        }
    }

    fn add(&mut self, language: Language) {
        let mut n = self.draft.labels.len() + 1;
        while self
            .draft
            .label(&LabelId::new(&format!("label-{n}")))
            .is_some()
        {
            n += 1;
        }
        let name = format!("{} {n}", language.detail_words().scheme_new);
        self.draft.labels.push(Label {
            id: LabelId::new(&format!("label-{n}")),
            kind: None,
            name: Name {
                zh: name.clone(),
                en: name,
                extra: Map::new(),
            },
            hotkey: None,
            look: reportmark_core::scheme::nth_look(self.draft.labels.len()),
            mark: "标".into(),
            extra: Map::new(),
        });
    }

    fn row(&self, ctx: &Context<Self>, nth: usize, label: &Label) -> Html {
        let language = ctx.props().language;
        let words = language.detail_words();
        let typed = |part: Part| {
            ctx.link().batch_callback(move |event: Event| {
                let input = event.target_dyn_into::<HtmlInputElement>()?;
                Some(Msg::Write(nth, part, input.value()))
            })
        };
        let picked = |part: Part| {
            ctx.link().batch_callback(move |event: Event| {
                let select = event.target_dyn_into::<HtmlSelectElement>()?;
                Some(Msg::Write(nth, part, select.value()))
            })
        };
        let text = |part: Part, value: String, name: &'static str, class: &'static str| {
            html! { <td><input type="text" {class} aria-label={name} {value} onchange={typed(part)} /></td> }
        };
        let kinds = [
            ("", words.scheme_kind_none),
            ("target", words.scheme_kind_target),
            ("measure", words.scheme_kind_measure),
            ("party", words.scheme_kind_party),
            ("result", words.scheme_kind_result),
        ];
        let kind = match label.kind {
            None => "",
            Some(LabelKind::Target) => "target",
            Some(LabelKind::Measure) => "measure",
            Some(LabelKind::Party) => "party",
            Some(LabelKind::Result) => "result",
        };
        html! {
            <tr key={label.id.as_str()} class={looks::class(&self.draft, &label.id)} data-label={label.id.as_str().to_owned()}>
                <th scope="row"><code>{ label.id.as_str().to_owned() }</code></th>
                { text(Part::Chinese, label.name.zh.clone(), words.scheme_zh, "") }
                { text(Part::English, label.name.en.clone(), words.scheme_en, "") }
                { text(Part::Key, label.hotkey.clone().unwrap_or_default(), words.scheme_key, "short") }
                { text(Part::Mark, label.mark.clone(), words.scheme_mark, "short") }
                <td><select aria-label={words.scheme_look} onchange={picked(Part::Look)}>
                    { for (1..=LOOKS).map(|look| html! { <option key={look.to_string()} value={look.to_string()} selected={look == label.look}>{ look.to_string() }</option> }) }
                </select><span class="swatch" aria-hidden="true"></span></td>
                <td><select aria-label={words.scheme_kind} onchange={picked(Part::Kind)}>
                    { for kinds.into_iter().map(|(id, name)| html! { <option key={id} value={id} selected={id == kind}>{ name }</option> }) }
                </select></td>
                <td><button type="button" class="quiet small" aria-label={format!("{} {}", words.remove, looks::label_name(label, language))}
                    onclick={ctx.link().callback(move |_| Msg::Remove(nth))}>{ "×" }</button></td>
            </tr>
        }
    }

    /// The question what becomes of the spans of a label that goes.
    fn fate(&self, ctx: &Context<Self>, label: &Label, count: usize) -> Html {
        let language = ctx.props().language;
        let words = language.detail_words();
        let id = label.id.clone();
        let chosen = self.fates.iter().find(|(own, _)| *own == label.id);
        let chosen = chosen.and_then(|(_, fate)| fate.clone());
        let picked: Callback<Event> = ctx.link().batch_callback(move |event: Event| {
            let select = event.target_dyn_into::<HtmlSelectElement>()?;
            let value = select.value();
            Some(Msg::Fate(
                id.clone(),
                (!value.is_empty()).then(|| LabelId::new(&value)),
            ))
        });
        html! {
            <label key={format!("fate-{}", label.id.as_str())} class="fate" data-testid="fate">
                <span>{ format!("{} {count} {}", looks::label_name(label, language), words.scheme_fate) }</span>
                <select onchange={picked}>
                    <option key="" value="" selected={chosen.is_none()}>{ words.scheme_fate_remove }</option>
                    { for self.draft.labels.iter().map(|other| html! {
                        <option key={other.id.as_str()} value={other.id.as_str().to_owned()} selected={chosen.as_ref() == Some(&other.id)}>
                            { format!("{} {}", words.scheme_fate_to, looks::label_name(other, language)) }</option>
                    }) }
                </select>
            </label>
        }
    }
}
