//! Reading the lexicon of a native file, body by body.

use alloc::{string::String, sync::Arc, vec::Vec};

use super::ids::Ids;
use crate::{
    format::members::Object,
    model::{Body, Lexicon},
};

/// The lexicon of this object.
pub(super) fn read(mut object: Object<'_>) -> Lexicon {
    object.require("bodies");
    let bodies = object.objects("bodies");
    let mut ids = Ids::of(bodies.iter());
    let bodies = bodies.into_iter();
    Lexicon {
        bodies: bodies.filter_map(|object| body(object, &mut ids)).collect(),
        extra: object.rest(),
    }
}

/// A body. None without a name: no text could mean it.
fn body(mut object: Object<'_>, ids: &mut Ids) -> Option<Body> {
    let name = object.required("name")?;
    object.supplied("id");
    let id = ids.take(&mut object);
    let aliases: Vec<String> = object
        .get("aliases", "an array of strings")
        .unwrap_or_default();
    let mut shared = |key| -> Arc<str> { object.shared(key).unwrap_or_default() };
    Some(Body {
        id: id.into(),
        name: name.into(),
        aliases: aliases.into_iter().map(Into::into).collect(),
        jurisdiction: shared("jurisdiction"),
        party_type: shared("party_type"),
        extra: object.rest(),
    })
}
