//! The selected span, with all that can be said of it.

use reportmark_core::{
    change::edit::{Direction, End},
    model::{Certainty, Document, Span},
    scheme::Scheme,
    text::{Offset, Text, TextRange},
};
use web_sys::HtmlInputElement;
use yew::{Callback, Event, Html, TargetCast as _, html};

use super::{Dispatch, field::Field, looks, send};
use crate::{
    app::{Action, FindAction, Language, words::Words},
    browser::page,
};

pub(super) struct Props<'a> {
    pub(super) document: &'a Document,
    pub(super) span: &'a Span,
    pub(super) scheme: &'a Scheme,
    pub(super) language: Language,
    pub(super) dispatch: &'a Dispatch,
    /// What else is said of the span.
    pub(super) details: Html,
}

/// Bytes of a long quote that are shown of each of its ends. A browser takes seconds to lay out a
/// million characters.
const SHOWN: usize = 3000;

/// The quote, or what it begins and ends with.
pub(super) fn quote(text: &Text, range: TextRange) -> String {
    let (start, end) = (range.start().bytes(), range.end().bytes());
    if range.len() <= 2 * SHOWN {
        return text.slice(range).into();
    }
    let [head, tail] = [(start, start + SHOWN), (end - SHOWN, end)]
        .map(|(from, to)| TextRange::between(Offset::from_bytes(from), Offset::from_bytes(to)))
        .map(|part| text.slice(text.fit(part)));
    format!("{head}\n…\n{tail}")
}

pub(super) fn inspector(props: &Props<'_>) -> Html {
    let words = props.language.words();
    let span = &props.span;
    let id = span.id.clone();
    let quote = quote(&props.document.text, span.range);
    html! {
        <section class="inspector" data-testid="inspector" key={span.id.as_str()}
            aria-label={looks::name(props.scheme, &span.label, props.language).to_owned()}>
            <p class="quote" lang="zh-CN">{ quote }</p>
            { labels(props, words) }
            <div class="end-row">
                { end(props, words, End::Start, words.span_start) }
                { end(props, words, End::End, words.span_end) }
            </div>
            <div class="details">{ props.details.clone() }</div>
            { unsure(props, words) }
            { note(props, words) }
            <button type="button" data-testid="occurrences"
                onclick={send(props.dispatch, || Action::Find(FindAction::Occurrences))}>{ words.find_occurrences }</button>
            <button type="button" class="danger" data-testid="remove-span"
                onclick={send(props.dispatch, move || Action::Remove(id.clone()))}>{ words.span_remove }</button>
        </section>
    }
}

fn labels(props: &Props<'_>, words: &Words) -> Html {
    html! {
        <div class="label-row" role="group" aria-label={words.span_label}>
            { for props.scheme.labels.iter().map(|label| {
                let id = label.id.clone();
                let chosen = label.id == props.span.label;
                let relabel = send(props.dispatch, move || Action::Label(id.clone()));
                looks::label_button(props.scheme, label, props.language, chosen, relabel)
            }) }
        </div>
    }
}

fn end(props: &Props<'_>, words: &Words, end: End, name: &str) -> Html {
    end_steps(props.language, props.dispatch, words, end, name)
}

/// Buttons that move an end of what is selected.
pub(super) fn end_steps(
    language: Language,
    dispatch: &Dispatch,
    words: &Words,
    end: End,
    name: &str,
) -> Html {
    let colon = language.pick("：", ": ");
    let step = |direction: Direction, sign: &'static str, what: &str| {
        let label = format!("{name}{colon}{what}");
        html! {
            <button type="button" class="quiet square" aria-label={label.clone()} title={label}
                onclick={send(dispatch, move || Action::MoveEnd(end, direction))}>{ sign }</button>
        }
    };
    html! {
        <span class="end"><span>{ name }</span>
            { step(Direction::Back, "←", words.earlier) }{ step(Direction::Forward, "→", words.later) }</span>
    }
}

fn unsure(props: &Props<'_>, words: &Words) -> Html {
    let switched = {
        let (dispatch, id) = (props.dispatch.clone(), props.span.id.clone());
        Callback::from(move |event: Event| {
            let unsure = event
                .target_dyn_into::<HtmlInputElement>()
                .is_some_and(|input| input.checked());
            let certainty = if unsure {
                Certainty::Unsure
            } else {
                Certainty::Sure
            };
            dispatch.emit(Action::Certainty(id.clone(), certainty));
        })
    };
    html! {
        <label class="check">
            <input type="checkbox" data-testid="unsure" onchange={switched}
                checked={props.span.certainty == Certainty::Unsure} />{ words.span_unsure }
        </label>
    }
}

fn note(props: &Props<'_>, words: &Words) -> Html {
    let write = {
        let (dispatch, id) = (props.dispatch.clone(), props.span.id.clone());
        Callback::from(move |note: String| {
            dispatch.emit(Action::Note(id.clone(), note.into()));
        })
    };
    let escape = Callback::from(|()| page::focus("#reader"));
    html! {
        <Field id="note" name={words.span_note} value={props.span.note.clone()} lines={2_u8}
            placeholder={words.span_note_hint} on_write={write} on_escape={escape} />
    }
}
