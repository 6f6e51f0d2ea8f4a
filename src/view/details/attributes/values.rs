//! Values of attributes as they are offered, shown and told of.

use reportmark_core::{
    model::Members,
    scheme::{Attribute, Choice, Form, entry::Wrong},
};
use serde_json::Value;

use crate::app::{Language, words::DetailWords};

pub(super) fn has_options(attribute: &Attribute) -> bool {
    matches!(attribute.form, Form::Choice | Form::Flag)
}

/// The values of a closed set, each with what files call it.
pub(super) fn options(attribute: &Attribute) -> Vec<(Value, String)> {
    if attribute.form == Form::Flag {
        return vec![
            (Value::Bool(true), "yes".into()),
            (Value::Bool(false), "no".into()),
        ];
    }
    let values = attribute.values.iter();
    values
        .map(|choice| (Value::String(choice.id.to_string()), choice.name.en.clone()))
        .collect()
}

pub(super) fn named_options(attribute: &Attribute, language: Language) -> Vec<(Value, String)> {
    if attribute.form == Form::Flag {
        return vec![
            (Value::Bool(true), language.pick("是", "yes").into()),
            (Value::Bool(false), language.pick("否", "no").into()),
        ];
    }
    let name = |choice: &Choice| language.pick(&choice.name.zh, &choice.name.en).to_owned();
    let values = attribute.values.iter();
    values
        .map(|choice| (Value::String(choice.id.to_string()), name(choice)))
        .collect()
}

/// What an attribute says, in words; none when it is not set.
pub(super) fn shown(
    attribute: &Attribute,
    attributes: &Members,
    language: Language,
) -> Option<String> {
    let value = attributes.get(&attribute.id)?;
    let named = named_options(attribute, language);
    let name = named.into_iter().find(|(own, _)| own == value);
    Some(name.map_or_else(|| shown_in_field(attribute, attributes), |(_, name)| name))
}

/// What stands in the field of an attribute.
pub(super) fn shown_in_field(attribute: &Attribute, attributes: &Members) -> String {
    let comparator = attributes.get("comparator").and_then(Value::as_str);
    let value = attributes.get(&attribute.id).unwrap_or(&Value::Null);
    attribute.form.show(value, comparator == Some("range"))
}

pub(super) const fn hint(form: Form, words: &DetailWords) -> &'static str {
    match form {
        Form::Number => words.hint_number,
        Form::Date => words.hint_date,
        Form::Period => words.hint_period,
        Form::List => words.hint_list,
        Form::Amount => words.hint_amount,
        Form::Quantities => words.hint_quantities,
        Form::Choice | Form::Text | Form::Flag => "",
    }
}

pub(super) const fn wrong(why: Wrong, words: &DetailWords) -> &'static str {
    match why {
        Wrong::Number => words.wrong_number,
        Wrong::Date => words.wrong_date,
        Wrong::Period => words.wrong_period,
        Wrong::Amount => words.wrong_amount,
        Wrong::Quantities => words.wrong_quantities,
        Wrong::Choice => words.wrong_choice,
    }
}
