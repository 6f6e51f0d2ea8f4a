//! The attributes, slots and relation types of a draft.

use reportmark_core::scheme::{
    Attribute, Choice, Form, RelationType, SlotType, Terms,
    draft::{Part, toggle},
};
use yew::{Html, html};

use super::{inputs::Inputs, labels::hotkey};
use crate::app::words::DetailWords;

/// The forms of attributes in the order in which they are offered.
const FORMS: [Form; 9] = [
    Form::Choice,
    Form::Text,
    Form::Number,
    Form::Date,
    Form::Period,
    Form::List,
    Form::Amount,
    Form::Quantities,
    Form::Flag,
];

const fn form_name(form: Form, words: &DetailWords) -> &'static str {
    match form {
        Form::Choice => words.form_choice,
        Form::Text => words.form_text,
        Form::Number => words.form_number,
        Form::Date => words.form_date,
        Form::Period => words.form_period,
        Form::List => words.form_list,
        Form::Amount => words.form_amount,
        Form::Quantities => words.form_quantities,
        Form::Flag => words.form_flag,
    }
}

/// A list of items, and a button that adds one.
fn list(
    inputs: Inputs<'_>,
    part: Part,
    items: impl Iterator<Item = Html>,
    what: &'static str,
) -> Html {
    let words = inputs.words();
    let add = inputs.add(words.add.into(), move |draft| {
        draft.add(part, what);
    });
    html! { <><ul class="terms">{ for items }</ul>{ add }</> }
}

pub(super) fn attributes(inputs: Inputs<'_>, before: &Terms) -> Html {
    let own = inputs.draft.terms.attributes.iter().enumerate();
    let items = own.map(|(nth, own)| attribute(inputs, nth, own, before));
    list(
        inputs,
        Part::Attributes,
        items,
        inputs.words().scheme_attributes,
    )
}

fn attribute(inputs: Inputs<'_>, nth: usize, own: &Attribute, before: &Terms) -> Html {
    let (words, language) = (inputs.words(), inputs.language);
    let is_fixed = before.attributes.iter().any(|other| other.id == own.id);
    let [zh, en] = inputs.name(&own.name, move |draft| {
        Some(&mut draft.terms.attributes.get_mut(nth)?.name)
    });
    let forms = FORMS.map(|form| (form_name(form, words).into(), form_name(form, words).into()));
    let labels = inputs.draft.scheme.labels.iter();
    let marks: String = labels
        .filter(|label| own.labels.contains(&label.id))
        .map(|label| &*label.mark)
        .collect();
    let name = language.pick(&own.name.zh, &own.name.en);
    html! {
        <li key={nth.to_string()} data-attribute={own.id.clone()}>
            <details>
                <summary>
                    <span class="title">{ name.to_owned() }</span>
                    <span class="muted">{ format!("{marks} · {}", form_name(own.form, words)) }</span>
                </summary>
                <div class="term">
                    { inputs.id(Part::Attributes, nth, &own.id, is_fixed) }{ zh }{ en }
                    { inputs.choice(words.scheme_form, &forms, form_name(own.form, words), move |draft, typed| {
                        let mut forms = FORMS.into_iter();
                        let form = forms.find(|form| form_name(*form, words) == typed);
                        if let (Some(form), Some(own)) = (form, draft.terms.attributes.get_mut(nth)) {
                            own.form = form;
                        }
                        if form == Some(Form::Choice) && draft.terms.attributes.get(nth).is_some_and(|own| own.values.is_empty()) {
                            draft.add_value(nth);
                        }
                    }) }
                    { inputs.tools(Part::Attributes, nth, name) }
                </div>
                <div class="term"><span class="muted">{ words.scheme_of }</span>
                    { inputs.labels(words.scheme_of, &own.labels, move |draft, label| {
                        if let Some(own) = draft.terms.attributes.get_mut(nth) {
                            toggle(&mut own.labels, label);
                        }
                    }) }</div>
                { condition(inputs, nth, own) }
                if own.form == Form::Choice {
                    <div class="values" role="group" aria-label={words.scheme_values}>
                        { for own.values.iter().enumerate().map(|(at, value)| self::value(inputs, nth, at, value)) }
                        { inputs.add(format!("{} {}", words.add, words.scheme_value), move |draft| draft.add_value(nth)) }
                    </div>
                }
            </details>
        </li>
    }
}

/// Where an attribute applies.
fn condition(inputs: Inputs<'_>, nth: usize, own: &Attribute) -> Html {
    let (words, language) = (inputs.words(), inputs.language);
    let mut options = vec![(String::new(), String::from(words.scheme_always))];
    for other in &inputs.draft.terms.attributes {
        let is_of = other.labels.iter().any(|label| own.labels.contains(label));
        let is_there = options.iter().any(|(id, _)| *id == other.id);
        if other.form == Form::Choice && other.id != own.id && is_of && !is_there {
            let name = language.pick(&other.name.zh, &other.name.en);
            options.push((other.id.clone(), name.into()));
        }
    }
    let when = own.when.as_ref();
    let chosen = when.map_or("", |when| &when.attribute);
    let values = when.map(|when| inputs.draft.values_of(&when.attribute, &own.labels));
    let values = values.unwrap_or_default().into_iter().map(|value| {
        let id = String::from(&*value.id);
        let is_so = when.is_some_and(|when| when.is.contains(&id));
        let name = language.pick(&value.name.zh, &value.name.en).into();
        inputs.flag(name, is_so, move |draft| {
            let own = draft.terms.attributes.get_mut(nth);
            let Some(when) = own.and_then(|own| own.when.as_mut()) else {
                return;
            };
            let before = when.is.len();
            when.is.retain(|own| *own != id);
            if when.is.len() == before {
                when.is.push(id.clone());
            }
        })
    });
    html! {
        <div class="term"><span class="muted">{ words.scheme_when }</span>
            { inputs.choice(words.scheme_when, &options, chosen, move |draft, typed| draft.set_condition(nth, typed)) }
            <span class="options">{ for values }</span>
        </div>
    }
}

fn value(inputs: Inputs<'_>, nth: usize, at: usize, value: &Choice) -> Html {
    let words = inputs.words();
    let [zh, en] = inputs.name(&value.name, move |draft| {
        let attribute = draft.terms.attributes.get_mut(nth)?;
        Some(&mut attribute.values.get_mut(at)?.name)
    });
    html! {
        <div class="term" key={at.to_string()}>
            { inputs.text(words.scheme_id, &value.id, "code", move |draft, typed| {
                let attribute = draft.terms.attributes.get_mut(nth);
                let is_taken = attribute.as_ref().is_none_or(|own| own.choice(typed).is_some());
                let value = attribute.and_then(|own| own.values.get_mut(at));
                if let Some(value) = value.filter(|_| !is_taken && !typed.is_empty()) {
                    value.id = typed.into();
                }
            }) }
            { zh }{ en }
            <button type="button" class="quiet small" aria-label={format!("{} {}", words.remove, value.id)}
                onclick={inputs.done(move |draft| {
                    let attribute = draft.terms.attributes.get_mut(nth);
                    if let Some(own) = attribute.filter(|own| at < own.values.len()) {
                        own.values.remove(at);
                    }
                })}>{ "×" }</button>
        </div>
    }
}

pub(super) fn slots(inputs: Inputs<'_>, before: &Terms) -> Html {
    let own = inputs.draft.terms.slots.iter().enumerate();
    let items = own.map(|(nth, own)| slot(inputs, nth, own, before));
    list(inputs, Part::Slots, items, inputs.words().scheme_slots)
}

fn slot(inputs: Inputs<'_>, nth: usize, own: &SlotType, before: &Terms) -> Html {
    let words = inputs.words();
    let [zh, en] = inputs.name(&own.name, move |draft| {
        Some(&mut draft.terms.slots.get_mut(nth)?.name)
    });
    let key = own.hotkey.as_deref().unwrap_or_default();
    html! {
        <li key={nth.to_string()} data-slot={own.id.to_string()}>
            <div class="term">
                { inputs.id(Part::Slots, nth, &own.id, before.slot(&own.id).is_some()) }{ zh }{ en }
                <kbd>{ "⇧" }</kbd>
                { inputs.text(words.scheme_key, key, "short", move |draft, typed| {
                    if let Some(own) = draft.terms.slots.get_mut(nth) {
                        own.hotkey = hotkey(&typed.to_lowercase());
                    }
                }) }
                { inputs.labels(words.scheme_of, &own.labels, move |draft, label| {
                    if let Some(own) = draft.terms.slots.get_mut(nth) {
                        toggle(&mut own.labels, label);
                    }
                }) }
                { inputs.tools(Part::Slots, nth, inputs.language.pick(&own.name.zh, &own.name.en)) }
            </div>
        </li>
    }
}

pub(super) fn relations(inputs: Inputs<'_>, before: &Terms) -> Html {
    let own = inputs.draft.terms.relations.iter().enumerate();
    let items = own.map(|(nth, own)| relation(inputs, nth, own, before));
    list(
        inputs,
        Part::Relations,
        items,
        inputs.words().scheme_relations,
    )
}

fn relation(inputs: Inputs<'_>, nth: usize, own: &RelationType, before: &Terms) -> Html {
    let words = inputs.words();
    let [zh, en] = inputs.name(&own.name, move |draft| {
        Some(&mut draft.terms.relations.get_mut(nth)?.name)
    });
    html! {
        <li key={nth.to_string()} data-relation={own.id.to_string()}>
            <div class="term">
                { inputs.id(Part::Relations, nth, &own.id, before.relation(&own.id).is_some()) }{ zh }{ en }
                { inputs.tools(Part::Relations, nth, inputs.language.pick(&own.name.zh, &own.name.en)) }
            </div>
            <div class="term">
                <span class="muted">{ words.scheme_heads }</span>
                { inputs.labels(words.scheme_heads, &own.heads, move |draft, label| {
                    if let Some(own) = draft.terms.relations.get_mut(nth) {
                        toggle(&mut own.heads, label);
                    }
                }) }
                <span class="muted">{ words.scheme_tails }</span>
                { inputs.labels(words.scheme_tails, &own.tails, move |draft, label| {
                    if let Some(own) = draft.terms.relations.get_mut(nth) {
                        toggle(&mut own.tails, label);
                    }
                }) }
                if own.derived {
                    <span class="muted">{ words.scheme_derived }</span>
                } else {
                    { inputs.flag(words.scheme_same_label.into(), own.same_label, move |draft| {
                        if let Some(own) = draft.terms.relations.get_mut(nth) {
                            own.same_label = !own.same_label;
                        }
                    }) }
                }
            </div>
        </li>
    }
}
