//! Who is responsible where no rule tells: the parties that are tagged in what is selected, or the
//! names that it lists.

use reportmark_core::{
    model::{Document, SpanStatus},
    parse::responsibility::{Named, Responsibility, Role, group_scope, party_type, role_at},
    scheme::LabelKind,
    text::{Offset, TextRange, split_list, trim},
};

use crate::app::State;

/// Characters that a name has at most, and names that are taken at most: what is more is prose that
/// was selected by mistake.
const LONGEST: usize = 40;
const MOST: usize = 60;

/// What is selected as a bracket that names parties. Whoever has no role of their own leads.
pub(super) fn read(
    state: &State,
    document: &Document,
    selected: TextRange,
) -> Option<Responsibility> {
    let text = &document.text;
    let selected = trim(text, text.fit(selected));
    if selected.is_empty() {
        return None;
    }
    let scheme = &state.project.scheme;
    let is_party = |label| scheme.kind(label) == Some(LabelKind::Party);
    let spans = document.spans.overlapping(selected);
    let mut parties: Vec<Named> = spans
        .filter(|span| is_party(&span.label) && span.status == SpanStatus::Accepted)
        .map(|span| {
            let role = span.attributes.get("role").and_then(|role| role.as_str());
            named(document, span.range, role.and_then(Role::from_name))
        })
        .collect();
    if parties.is_empty() {
        let bodies = state.bodies.of(document, scheme);
        let names = split_list(text, selected, &bodies);
        let is_name = |name: &TextRange| text.slice(*name).chars().nth(LONGEST).is_none();
        let is_prose = text.slice(selected).contains('。');
        if is_prose || names.len() > MOST || !names.iter().all(is_name) {
            return None;
        }
        parties = names
            .into_iter()
            .map(|name| named(document, name, None))
            .collect();
    }
    let first = parties.first()?.range;
    let last = parties.last()?.range;
    let whole = TextRange::between(
        selected.start().min(first.start()),
        selected.end().max(last.end()),
    );
    let (range, is_bracket) = with_marks(document, whole);
    Some(Responsibility {
        range,
        is_bracket,
        parties,
        deadline: None,
    })
}

fn named(document: &Document, range: TextRange, role: Option<Role>) -> Named {
    let stated = role_at(&document.text, range);
    let name = document.text.slice(range);
    let role = role.or(stated.map(|(role, _)| role)).unwrap_or(Role::Lead);
    Named {
        range,
        role,
        role_label: stated.and_then(|(_, label)| label),
        party_type: party_type(name, Some(role)),
        group_scope: group_scope(name),
    }
}

/// A stretch with the brackets that it is in or that it begins and ends with, if there are any.
fn with_marks(document: &Document, range: TextRange) -> (TextRange, bool) {
    const MARKS: [(char, char); 3] = [('(', ')'), ('（', '）'), ('【', '】')];
    let whole = document.text.as_str();
    let (start, end) = (range.start().bytes(), range.end().bytes());
    let (before, behind) = (whole.get(..start), whole.get(end..));
    let (before, behind) = (before.unwrap_or_default(), behind.unwrap_or_default());
    let slice = document.text.slice(range);
    for (open, close) in MARKS {
        if slice.starts_with(open) && slice.ends_with(close) {
            return (range, true);
        }
        if before.ends_with(open) && behind.starts_with(close) {
            let start = Offset::from_bytes(start - open.len_utf8());
            let end = Offset::from_bytes(end + close.len_utf8());
            return (TextRange::between(start, end), true);
        }
    }
    (range, false)
}
