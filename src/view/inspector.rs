//! The selected span, with all that can be said of it.

use reportmark_core::{
    change::edit::{Direction, End},
    model::{Certainty, Document, Span, SpanId},
    scheme::Scheme,
};
use web_sys::{HtmlInputElement, HtmlTextAreaElement, InputEvent, KeyboardEvent};
use yew::{Callback, Event, Html, TargetCast as _, classes, html};

use super::{Dispatch, looks, send};
use crate::{
    app::{Action, Language, words::Words},
    browser::page,
};

pub(super) struct Props<'a> {
    pub(super) document: &'a Document,
    pub(super) span: &'a Span,
    pub(super) scheme: &'a Scheme,
    pub(super) language: Language,
    pub(super) dispatch: &'a Dispatch,
}

pub(super) fn inspector(props: &Props<'_>) -> Html {
    let words = props.language.words();
    let span = &props.span;
    let id = span.id.clone();
    let quote = props.document.text.slice(span.range);
    html! {
        <section class="inspector" data-testid="inspector" key={span.id.as_str()}
            aria-label={looks::name(props.scheme, &span.label, props.language).to_owned()}>
            <p class="quote" lang="zh-CN">{ quote }</p>
            { labels(props, words) }
            <div class="end-row">
                { end(props, words, End::Start, words.span_start) }
                { end(props, words, End::End, words.span_end) }
            </div>
            { unsure(props, words) }
            { note(props, words) }
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
                html! {
                    <button key={label.id.as_str()} type="button" aria-pressed={chosen.to_string()}
                        class={classes!("label-button", looks::class(props.scheme, &label.id))}
                        onclick={send(props.dispatch, move || Action::Label(id.clone()))}>
                        { looks::label_name(label, props.language) }
                    </button>
                }
            }) }
        </div>
    }
}

fn end(props: &Props<'_>, words: &Words, end: End, name: &str) -> Html {
    let colon = props.language.pick("：", ": ");
    let step = |direction: Direction, sign: &'static str, what: &str| {
        let label = format!("{name}{colon}{what}");
        html! {
            <button type="button" class="quiet square" aria-label={label.clone()} title={label}
                onclick={send(props.dispatch, move || Action::MoveEnd(end, direction))}>{ sign }</button>
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

/// The note is kept with every character, but not while an input method composes one: then with
/// the key that ends the composition, or when the field is left.
fn note(props: &Props<'_>, words: &Words) -> Html {
    let write = write_note(props.dispatch, &props.span.id);
    let typed = {
        let write = write.clone();
        Callback::from(move |event: InputEvent| {
            if !event.is_composing() {
                write.emit(event.target_unchecked_into());
            }
        })
    };
    let released = {
        let write = write.clone();
        Callback::from(move |event: KeyboardEvent| {
            if !event.is_composing() {
                write.emit(event.target_unchecked_into());
            }
        })
    };
    let escape = Callback::from(|event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.prevent_default();
            page::focus("#reader");
        }
    });
    let left = Callback::from(move |event: Event| write.emit(event.target_unchecked_into()));
    html! {
        <label class="field"><span>{ words.span_note }</span>
            <textarea id="span-note" data-testid="note" rows="2" placeholder={words.span_note_hint}
                value={props.span.note.to_string()} oninput={typed} onkeydown={escape} onkeyup={released} onchange={left} />
        </label>
    }
}

fn write_note(dispatch: &Dispatch, id: &SpanId) -> Callback<HtmlTextAreaElement> {
    let (dispatch, id) = (dispatch.clone(), id.clone());
    Callback::from(move |area: HtmlTextAreaElement| {
        dispatch.emit(Action::Note(id.clone(), area.value().into()));
    })
}
