//! Inputs that write into a draft.

use reportmark_core::scheme::{Draft, LabelId, Name, draft::Part};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::{Callback, Event, Html, MouseEvent, TargetCast as _, html, html::Scope};

use super::{Editor, Msg};
use crate::{
    app::{Language, words::DetailWords},
    view::looks,
};

/// What is given to everything that is drawn of a draft.
#[derive(Clone, Copy)]
pub(super) struct Inputs<'a> {
    pub(super) link: &'a Scope<Editor>,
    pub(super) draft: &'a Draft,
    pub(super) language: Language,
}

impl Inputs<'_> {
    pub(super) fn words(&self) -> &'static DetailWords {
        self.language.detail_words()
    }

    /// A callback that writes what was typed or chosen.
    fn written(&self, set: impl Fn(&mut Draft, &str) + Clone + 'static) -> Callback<Event> {
        self.link.batch_callback(move |event: Event| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            let select = || event.target_dyn_into::<HtmlSelectElement>();
            let typed = match input {
                Some(input) => input.value(),
                None => select()?.value(),
            };
            let set = set.clone();
            Some(Msg::Edit(Box::new(move |draft| set(draft, typed.trim()))))
        })
    }

    /// A callback that changes the draft.
    pub(super) fn done(
        &self,
        change: impl Fn(&mut Draft) + Clone + 'static,
    ) -> Callback<MouseEvent> {
        self.link.callback(move |_| {
            let change = change.clone();
            Msg::Edit(Box::new(move |draft| change(draft)))
        })
    }

    /// A field of text.
    pub(super) fn text(
        &self,
        name: &'static str,
        value: &str,
        class: &'static str,
        set: impl Fn(&mut Draft, &str) + Clone + 'static,
    ) -> Html {
        html! { <input type="text" {class} aria-label={name} value={value.to_owned()} onchange={self.written(set)} /> }
    }

    /// The two fields of a name.
    pub(super) fn name(
        &self,
        name: &Name,
        set: impl Fn(&mut Draft) -> Option<&mut Name> + Clone + 'static,
    ) -> [Html; 2] {
        let words = self.words();
        let english = set.clone();
        [
            self.text(words.scheme_zh, &name.zh, "", move |draft, typed| {
                if let Some(name) = set(draft) {
                    name.zh = typed.into();
                }
            }),
            self.text(words.scheme_en, &name.en, "", move |draft, typed| {
                if let Some(name) = english(draft) {
                    name.en = typed.into();
                }
            }),
        ]
    }

    /// One of several.
    pub(super) fn choice(
        &self,
        name: &'static str,
        options: &[(String, String)],
        chosen: &str,
        set: impl Fn(&mut Draft, &str) + Clone + 'static,
    ) -> Html {
        html! {
            <select aria-label={name} onchange={self.written(set)}>
                { for options.iter().map(|(id, name)| html! {
                    <option key={id.clone()} value={id.clone()} selected={id == chosen}>{ name.clone() }</option>
                }) }
            </select>
        }
    }

    /// Something that is so or not.
    pub(super) fn flag(
        &self,
        name: String,
        is_so: bool,
        toggle: impl Fn(&mut Draft) + Clone + 'static,
    ) -> Html {
        html! {
            <button type="button" class="small option" role="checkbox" aria-checked={is_so.to_string()} onclick={self.done(toggle)}>{ name }</button>
        }
    }

    /// Labels of the draft, those of a set marked.
    pub(super) fn labels(
        &self,
        name: &'static str,
        set: &[LabelId],
        toggle: impl Fn(&mut Draft, &LabelId) + Clone + 'static,
    ) -> Html {
        let labels = self.draft.scheme.labels.iter().map(|label| {
            let (toggle, id) = (toggle.clone(), label.id.clone());
            let name = looks::label_name(label, self.language).to_owned();
            self.flag(name, set.contains(&label.id), move |draft| {
                toggle(draft, &id);
            })
        });
        html! { <span class="options" role="group" aria-label={name}>{ for labels }</span> }
    }

    /// The id of an item: fixed for what the project has in use.
    pub(super) fn id(&self, part: Part, nth: usize, id: &str, is_fixed: bool) -> Html {
        if is_fixed {
            return html! { <code>{ id.to_owned() }</code> };
        }
        let words = self.words();
        self.text(words.scheme_id, id, "code", move |draft, typed| {
            draft.set_id(part, nth, typed);
        })
    }

    /// The buttons that move an item up and take it out.
    pub(super) fn tools(&self, part: Part, nth: usize, name: &str) -> Html {
        let words = self.words();
        html! {
            <span class="field-tools">
                <button type="button" class="quiet small" disabled={nth == 0} title={words.scheme_up}
                    aria-label={format!("{} {name}", words.scheme_up)}
                    onclick={self.done(move |draft| draft.move_up(part, nth))}>{ "↑" }</button>
                <button type="button" class="quiet small" title={words.remove} aria-label={format!("{} {name}", words.remove)}
                    onclick={self.done(move |draft| draft.remove(part, nth))}>{ "×" }</button>
            </span>
        }
    }

    /// The button that does something more.
    pub(super) fn add(&self, name: String, change: impl Fn(&mut Draft) + Clone + 'static) -> Html {
        html! { <button type="button" class="small" onclick={self.done(change)}>{ name }</button> }
    }
}
