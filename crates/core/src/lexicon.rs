//! The lexicon of bodies: made of the parties tagged so far, and which of its bodies may be one
//! (guideline §5, `canonical_id`).

use alloc::{
    collections::BTreeMap,
    format,
    string::{String, ToString as _},
    sync::Arc,
    vec::Vec,
};
use serde_json::Value;

use crate::{
    model::{Body, Document, Lexicon, Members, Project, SpanStatus},
    scheme::LabelKind,
};

/// Whose bodies a document names: the innermost part of its region that it states.
#[must_use]
pub fn jurisdiction(document: &Document) -> String {
    let region = document.head.fields.get("region");
    let part = |key: &str| region?.get(key)?.as_str().filter(|part| !part.is_empty());
    let part = ["county", "prefecture", "province"]
        .into_iter()
        .find_map(part);
    part.unwrap_or_default().to_string()
}

/// The lexicon with a body for every accepted party that it does not know yet. Persons and groups
/// are no bodies, and documents in the bin do not count.
#[must_use]
pub fn gather(project: &Project, lexicon: &Lexicon) -> Lexicon {
    let mut all = lexicon.clone();
    for document in project.present() {
        let jurisdiction = jurisdiction(document);
        let mut named: BTreeMap<&str, &str> = BTreeMap::new();
        for span in document.spans.iter() {
            let is_party = project.scheme.kind(&span.label) == Some(LabelKind::Party);
            let kind = span.attributes.get("party_type").and_then(Value::as_str);
            let is_body = !matches!(kind, Some("person" | "group"));
            if is_party && is_body && span.status == SpanStatus::Accepted {
                named.insert(
                    document.text.slice(span.range),
                    kind.unwrap_or("organisation"),
                );
            }
        }
        for (name, kind) in named {
            if all.called(name, &jurisdiction).is_none() {
                let id = free_id(&all, name, &jurisdiction);
                all.bodies.push(Body {
                    id: id.as_str().into(),
                    name: name.into(),
                    aliases: Vec::new(),
                    jurisdiction: jurisdiction.as_str().into(),
                    party_type: kind.into(),
                    extra: Members::new(),
                });
            }
        }
    }
    all
}

/// An id that no body has: the name, with its jurisdiction before it.
fn free_id(lexicon: &Lexicon, name: &str, jurisdiction: &str) -> String {
    let base = if jurisdiction.is_empty() {
        String::from(name)
    } else {
        format!("{jurisdiction}/{name}")
    };
    let taken = |id: &str| lexicon.bodies.iter().any(|body| *body.id == *id);
    let mut id = base.clone();
    let mut n = 2;
    while taken(&id) {
        id = format!("{base}-{n}");
        n += 1;
    }
    id
}

/// Pairs of bodies of one jurisdiction that may be one, by their places in the lexicon: the name of
/// the first is short for that of the second.
#[must_use]
pub fn likely_same(lexicon: &Lexicon) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let bodies = &lexicon.bodies;
    for (short, one) in bodies.iter().enumerate() {
        for (long, other) in bodies.iter().enumerate() {
            if one.jurisdiction == other.jurisdiction && is_short_for(&one.name, &other.name) {
                pairs.push((short, long));
            }
        }
    }
    pairs
}

/// Whether a name is a short form of another: it begins and ends like it, and its characters stand
/// in it in the same order (`市发改委` for `市发展和改革委员会`). A name with a bracket names a part
/// or an office of its own (guideline §9.12).
#[must_use]
pub fn is_short_for(short: &str, long: &str) -> bool {
    if short.chars().count() >= long.chars().count() || long.contains(['(', '（', '·']) {
        return false;
    }
    // A commission is short by the first of its two characters.
    let ending = |name: &str| match name.strip_suffix("员会") {
        Some(rest) => rest.chars().next_back(),
        None => name.chars().next_back(),
    };
    let mut rest = long.chars();
    let is_in_order = short.chars().all(|c| rest.any(|other| other == c));
    short.chars().next() == long.chars().next() && ending(short) == ending(long) && is_in_order
}

/// Two bodies made one: the second takes the names of the first.
pub fn merge(lexicon: &mut Lexicon, from: usize, into: usize) {
    if from == into || into >= lexicon.bodies.len() || from >= lexicon.bodies.len() {
        return;
    }
    let gone = lexicon.bodies.remove(from);
    let into = if into > from { into - 1 } else { into };
    let Some(body) = lexicon.bodies.get_mut(into) else {
        return;
    };
    let names: Vec<Arc<str>> = core::iter::once(gone.name).chain(gone.aliases).collect();
    for name in names {
        if name != body.name && !body.aliases.contains(&name) {
            body.aliases.push(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_told_from_other_bodies() {
        for (short, long) in [
            ("市发改委", "市发展和改革委员会"),
            ("市经信局", "市经济和信息化局"),
            ("市卫健委", "市卫生健康委员会"),
        ] {
            assert!(is_short_for(short, long), "{short}");
            assert!(!is_short_for(long, short), "{long}");
        }
        for (short, long) in [
            ("市林业局", "市林业局"),
            ("市财政局", "市财政局(国资局)"),
            ("市林业局", "区林业管理局"),
            ("市水务局", "市水务集团"),
        ] {
            assert!(!is_short_for(short, long), "{short}");
        }
    }

    #[test]
    fn a_body_that_is_merged_leaves_its_names() {
        let body = |name: &str| Body {
            id: name.into(),
            name: name.into(),
            aliases: Vec::new(),
            jurisdiction: "".into(),
            party_type: "".into(),
            extra: Members::new(),
        };
        let mut lexicon = Lexicon {
            bodies: ["市发改委", "市林业局", "市发展和改革委员会"]
                .map(body)
                .into(),
            extra: Members::new(),
        };
        assert_eq!(likely_same(&lexicon), [(0, 2)]);
        merge(&mut lexicon, 0, 2);
        assert_eq!(lexicon.bodies.len(), 2);
        assert_eq!(&*lexicon.bodies[1].aliases[0], "市发改委");
        merge(&mut lexicon, 0, 9);
        assert_eq!(lexicon.bodies.len(), 2);
    }
}
