//! Reading the scheme of a native file, label by label: one that makes no sense costs itself, and
//! what can be made up for a label is.

use alloc::{collections::BTreeSet, string::String, sync::Arc, vec::Vec};

use super::ids::Ids;
use crate::{
    format::{ProblemKind, members::Object},
    model::Members,
    scheme::{
        Attribute, Choice, Form, LOOKS, Label, LabelId, LabelKind, Name, RelationType, Scheme,
        SlotType, Terms, When, nth_look,
    },
};

/// The scheme of this object.
pub(super) fn read(mut object: Object<'_>) -> Scheme {
    object.supplied("id");
    let id = object.text("id").unwrap_or_default();
    object.require("labels");
    let name_is_stated = object.states("name");
    let name = name_is_stated.then(|| name(&mut object, &id));
    let labels = object.objects("labels");
    let (mut ids, mut keys) = (Ids::of(labels.iter()), BTreeSet::new());
    let labels = labels.into_iter().enumerate();
    let labels: Vec<Label> = labels
        .filter_map(|(nth, object)| label(nth, object, &mut ids, &mut keys))
        .collect();
    let is_stated = ["attributes", "slots", "relations"]
        .iter()
        .any(|key| object.states(key));
    let attributes = object.objects("attributes").into_iter();
    let attributes: Vec<Attribute> = attributes
        .filter_map(|object| attribute(object, &labels))
        .collect();
    let slots = object.objects("slots").into_iter();
    let mut keys = BTreeSet::new();
    let slots = slots
        .filter_map(|object| slot(object, &labels, &mut keys))
        .collect();
    let relations = object.objects("relations").into_iter();
    let relations = relations
        .filter_map(|object| relation(object, &labels))
        .collect();
    let terms = Terms {
        name,
        attributes,
        slots,
        relations,
    };
    let scheme = Scheme {
        id,
        labels,
        extra: object.rest(),
    };
    // A scheme that says nothing of them, or what it has anyhow, is kept as it is.
    if (is_stated || name_is_stated) && terms != Terms::of(&scheme) {
        return terms.stated(&scheme);
    }
    scheme
}

/// The id of a part of a scheme; none, and a problem, without one.
fn stated_id(object: &mut Object<'_>) -> Option<String> {
    let id = object.required("id")?;
    if id.is_empty() {
        object.problem("id", ProblemKind::Missing);
        return None;
    }
    Some(id)
}

/// The labels that are named in an array. One that the scheme has not is a problem, and left out.
fn labels_in(object: &mut Object<'_>, key: &str, labels: &[Label]) -> Vec<LabelId> {
    object.require(key);
    let named: Vec<LabelId> = object.get(key, "an array of label ids").unwrap_or_default();
    let known = |id: &LabelId| {
        let known = labels.iter().any(|label| label.id == *id);
        if !known {
            object.problem(key, ProblemKind::Dangling(id.as_str().into()));
        }
        known
    };
    named.into_iter().filter(known).collect()
}

fn attribute(mut object: Object<'_>, labels: &[Label]) -> Option<Attribute> {
    const FORMS: &str = "one of choice, text, number, date, period, list, amount, quantities, flag";
    let id = stated_id(&mut object)?;
    let name = name(&mut object, &id);
    let own = labels_in(&mut object, "labels", labels);
    object.supplied("form");
    let form: Form = object.get("form", FORMS).unwrap_or_default();
    let values: Vec<Choice> = object
        .objects("values")
        .into_iter()
        .filter_map(choice)
        .collect();
    if form == Form::Choice && values.is_empty() {
        object.problem("values", ProblemKind::Missing);
    }
    let when = object.object("when").and_then(when);
    Some(Attribute {
        id,
        labels: own,
        name,
        form,
        values,
        when,
        extra: object.rest(),
    })
}

fn choice(mut object: Object<'_>) -> Option<Choice> {
    let id = stated_id(&mut object)?;
    Some(Choice {
        name: name(&mut object, &id),
        id: id.into(),
        extra: object.rest(),
    })
}

fn when(mut object: Object<'_>) -> Option<When> {
    object.require("is");
    let is = object.get("is", "an array of strings")?;
    Some(When {
        attribute: object.required("attribute")?,
        is,
    })
}

/// The key that an item states; none, and a problem, where another item of its kind has it.
fn key(object: &mut Object<'_>, taken: &mut BTreeSet<String>) -> Option<String> {
    let key = object.text("hotkey")?;
    if !taken.insert(key.clone()) {
        object.problem("hotkey", ProblemKind::KeyTaken(key));
        return None;
    }
    Some(key)
}

fn slot(mut object: Object<'_>, labels: &[Label], keys: &mut BTreeSet<String>) -> Option<SlotType> {
    let id = stated_id(&mut object)?;
    Some(SlotType {
        name: name(&mut object, &id),
        labels: labels_in(&mut object, "labels", labels),
        hotkey: key(&mut object, keys),
        id: id.into(),
        extra: object.rest(),
    })
}

fn relation(mut object: Object<'_>, labels: &[Label]) -> Option<RelationType> {
    let id: Arc<str> = stated_id(&mut object)?.into();
    let mut flag = |key| object.get(key, "true or false").unwrap_or_default();
    let (same_label, derived) = (flag("same_label"), flag("derived"));
    Some(RelationType {
        name: name(&mut object, &id),
        heads: labels_in(&mut object, "heads", labels),
        tails: labels_in(&mut object, "tails", labels),
        same_label,
        derived,
        id,
        extra: object.rest(),
    })
}

/// A label. None without an id: no span could name it.
fn label(
    nth: usize,
    mut object: Object<'_>,
    ids: &mut Ids,
    keys: &mut BTreeSet<String>,
) -> Option<Label> {
    match object.stated_id() {
        Some("") => {
            object.problem("id", ProblemKind::Missing);
            return None;
        }
        None => {
            object.required("id");
            return None;
        }
        Some(_) => {}
    }
    let id = ids.take(&mut object);
    let name = name(&mut object, &id);
    let mark = object.text("mark");
    let id = LabelId::new(&id);
    let kind = match object.states("kind") {
        true => object.get("kind", "one of target, measure, party, result"),
        false => LabelKind::of(&id),
    };
    Some(Label {
        id,
        kind,
        hotkey: key(&mut object, keys),
        look: look(&mut object, nth),
        mark: mark.unwrap_or_else(|| name.zh.chars().take(1).collect()),
        name,
        extra: object.rest(),
    })
}

/// The look of a label; one that the page has not is as if it were not stated.
fn look(object: &mut Object<'_>, nth: usize) -> u8 {
    const LOOKS_THERE_ARE: &str = "a whole number from 1 to 8";
    let look = object.get("look", LOOKS_THERE_ARE);
    if look.is_some_and(|look| look == 0 || look > LOOKS) {
        object.problem("look", ProblemKind::Expected(LOOKS_THERE_ARE));
        return nth_look(nth);
    }
    look.unwrap_or_else(|| nth_look(nth))
}

/// The name of a label; what is not there is as the other language has it, or as the id.
fn name(object: &mut Object<'_>, id: &str) -> Name {
    object.supplied("name");
    let (zh, en, extra) = match object.object("name") {
        Some(mut name) => {
            name.supplied("zh");
            name.supplied("en");
            (name.text("zh"), name.text("en"), name.rest())
        }
        None => (None, None, Members::new()),
    };
    let stand_in = zh.clone().or_else(|| en.clone());
    let stand_in = stand_in.unwrap_or_else(|| String::from(id));
    Name {
        zh: zh.unwrap_or_else(|| stand_in.clone()),
        en: en.unwrap_or(stand_in),
        extra,
    }
}
