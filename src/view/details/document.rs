//! What is said of the document: how much was read, the section at the cursor, the fields.
//!
//! At rest it is one line.

use reportmark_core::{
    model::{Document, Tense, ZoneKind},
    outline::{Heading, Outline},
    parse::document::tense_at,
    text::{Offset, TextRange, ranges},
};
use web_sys::HtmlSelectElement;
use yew::{Callback, Component, Context, Event, Html, Properties, TargetCast as _, html};

use super::{fields, say};
use crate::{
    app::{Detail, Language, guessed_sections, words::DetailWords},
    browser::page,
    view::{Dispatch, Shared, send},
};

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub(super) document: Shared<Document>,
    pub(super) outline: Option<Shared<Outline>>,
    pub(super) cursor: Offset,
    pub(super) language: Language,
    pub(super) dispatch: Dispatch,
}

pub(super) enum Msg {
    /// Show all of it, or one line.
    Switch,
    /// What was typed in a field is no date.
    Wrong(Option<&'static str>),
}

pub(super) struct DocumentPanel {
    is_open: bool,
    will_focus: bool,
    /// The field in which something else than a date was typed.
    wrong: Option<&'static str>,
}

impl Props {
    /// The heading of the section at the cursor.
    fn heading(&self) -> Option<Heading> {
        let outline = self.outline.as_ref()?;
        let nth = outline.section_at(self.cursor)?;
        outline.headings().get(nth).copied()
    }

    fn tense(&self, at: Offset) -> Tense {
        let stored = &self.document.head.sections;
        if !stored.is_empty() {
            return tense_at(stored, at);
        }
        self.outline.as_ref().map_or(Tense::None, |outline| {
            tense_at(&guessed_sections(&self.document, outline), at)
        })
    }
}

impl Component for DocumentPanel {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self {
            is_open: false,
            will_focus: false,
            wrong: None,
        }
    }

    fn update(&mut self, _: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Switch => {
                self.is_open = !self.is_open;
                self.will_focus = self.is_open;
            }
            Msg::Wrong(field) => self.wrong = field,
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let words = props.language.detail_words();
        let head = &props.document.head;
        let share = share_read(&props.document);
        html! {
            <section class="inspector document-panel" data-testid="document-panel" aria-label={words.document}>
                <h3><button type="button" class="quiet disclosure" id="document-details" aria-expanded={self.is_open.to_string()}
                    onclick={ctx.link().callback(|_| Msg::Switch)}>
                    { words.document }
                    <span class="muted" data-testid="share-read">{ format!(" {share}% {}", words.document_read) }</span>
                    if let Some(title) = head.fields.get("title").and_then(serde_json::Value::as_str) {
                        <span class="muted title" lang="zh-CN">{ title.to_owned() }</span>
                    }
                </button></h3>
                if self.is_open {
                    { section(props, words) }
                    { fields::fields(props, self.wrong, &ctx.link().callback(Msg::Wrong)) }
                }
            </section>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if std::mem::take(&mut self.will_focus) {
            page::focus("#field-title");
        }
    }
}

/// How many hundredths of a text were read completely.
fn share_read(document: &Document) -> usize {
    let all = document.text.range().len();
    let read = ranges::len(&document.head.annotated_ranges);
    (read * 100).checked_div(all).unwrap_or_default()
}

/// The section at the cursor: its tense, its zone, whether it was read.
fn section(props: &Props, words: &DetailWords) -> Html {
    let Some(heading) = props.heading() else {
        return html! { <p class="muted">{ words.section_none }</p> };
    };
    let text = &props.document.text;
    let title: String = text.slice(heading.title).chars().take(40).collect();
    let section = trimmed(props, heading.section);
    let is_read = ranges::cover(&props.document.head.annotated_ranges, section);
    html! {
        <div class="section-row">
            <p class="block-line"><span class="name">{ words.section }</span><span lang="zh-CN">{ title }</span></p>
            <p class="block-line">
                { tenses(props, words, &heading) }
                { zones(props, words, section) }
                <button type="button" class="quiet small" aria-pressed={is_read.to_string()} data-testid="mark-read"
                    onclick={send(&props.dispatch, || say(Detail::Read))}>
                    { if is_read { words.section_unread } else { words.section_read } }
                </button>
            </p>
        </div>
    }
}

fn trimmed(props: &Props, range: TextRange) -> TextRange {
    let slice = props.document.text.slice(range);
    let start = slice.len() - slice.trim_start().len();
    let end = slice.trim_end().len().max(start);
    let at = |n: usize| Offset::from_bytes(range.start().bytes() + n);
    TextRange::between(at(start), at(end))
}

fn tenses(props: &Props, words: &DetailWords, heading: &Heading) -> Html {
    let at = heading.title.start();
    let now = props.tense(at);
    let all = [
        (Tense::Past, words.tense_past),
        (Tense::Plan, words.tense_plan),
        (Tense::None, words.tense_none),
    ];
    html! {
        <span class="detail-choices" role="group" aria-label={words.tense}>
            <span class="name">{ words.tense }</span>
            { for all.into_iter().map(|(tense, name)| html! {
                <button key={name} type="button" class="quiet small choice" aria-pressed={(tense == now).to_string()}
                    onclick={send(&props.dispatch, move || say(Detail::SetTense(at, tense)))}>{ name }</button>
            }) }
        </span>
    }
}

fn zones(props: &Props, words: &DetailWords, section: TextRange) -> Html {
    let zones = props.document.head.zones.iter();
    let mut over = zones.filter(|zone| zone.range.covers(section));
    let now = over.next().map(|zone| zone.kind);
    let all = [
        (None, words.zone_none),
        (Some(ZoneKind::Body), words.zone_body),
        (Some(ZoneKind::CoverNote), words.zone_cover_note),
        (Some(ZoneKind::Glossary), words.zone_glossary),
        (Some(ZoneKind::Boilerplate), words.zone_boilerplate),
    ];
    let dispatch = props.dispatch.clone();
    let set = Callback::from(move |event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        let nth = select.and_then(|select| usize::try_from(select.selected_index()).ok());
        if let Some((kind, _)) = nth.and_then(|nth| all.get(nth)) {
            dispatch.emit(say(Detail::SetZone(*kind)));
        }
    });
    html! {
        <label class="zone"><span class="name">{ words.zone }</span>
            <select onchange={set} data-testid="zone">
                { for all.into_iter().map(|(kind, name)| html! {
                    <option key={name} selected={kind == now}>{ name }</option>
                }) }
            </select>
        </label>
    }
}
