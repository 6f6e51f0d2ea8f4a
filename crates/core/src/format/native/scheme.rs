//! Reading the scheme of a native file, label by label: one that makes no sense costs itself, and
//! what can be made up for a label is.

use alloc::string::String;

use super::ids::Ids;
use crate::{
    format::{ProblemKind, members::Object},
    model::Members,
    scheme::{Label, LabelId, Name, Scheme, nth_look},
};

/// The scheme of this object.
pub(super) fn read(mut object: Object<'_>) -> Scheme {
    object.supplied("id");
    let id = object.text("id").unwrap_or_default();
    object.require("labels");
    let labels = object.objects("labels");
    let mut ids = Ids::of(labels.iter());
    let labels = labels.into_iter().enumerate();
    Scheme {
        id,
        labels: labels
            .filter_map(|(nth, object)| label(nth, object, &mut ids))
            .collect(),
        extra: object.rest(),
    }
}

/// A label. None without an id: no span could name it.
fn label(nth: usize, mut object: Object<'_>, ids: &mut Ids) -> Option<Label> {
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
    Some(Label {
        id: LabelId::new(&id),
        hotkey: object.text("hotkey"),
        look: object
            .get("look", "a whole number from 1 to 8")
            .unwrap_or_else(|| nth_look(nth)),
        mark: mark.unwrap_or_else(|| name.zh.chars().take(1).collect()),
        name,
        extra: object.rest(),
    })
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
