//! What is said of a document: what was read, tenses, zones, fields (guideline §1, §7, §8).

use std::sync::Arc;

use reportmark_core::{
    change::{Transaction, edit},
    model::{Document, Members, Section, Slot, Tense, Zone, ZoneKind},
    outline::{Heading, Outline},
    parse::document::{fields, iso_date, tense_at, zones},
    scheme::Form,
    text::{Offset, TextRange, ranges, trim},
};
use serde_json::Value;

use crate::app::{
    Effect, Failure, Hint, NoticeKind, Outside, State,
    update::{commit::commit, tell},
};

/// Fields that are dates.
const DATES: [&str; 2] = ["issue_date", "publish_date"];

/// Fields that are stretches of time.
const PERIODS: [&str; 2] = ["report_period", "plan_period"];

/// What is meant: the selected stretch, else the section at the cursor, else the whole text.
fn meant(state: &State, document: &Document) -> TextRange {
    if let Some(range) = state.taggable().filter(|range| !range.is_empty()) {
        return range;
    }
    heading(state, document).map_or(document.text.range(), |heading| heading.section)
}

fn outline<'a>(state: &'a State, document: &Document) -> Option<&'a Arc<Outline>> {
    state.outlines.of(&document.text)
}

/// The heading of the section at the cursor.
fn heading(state: &State, document: &Document) -> Option<Heading> {
    let outline = outline(state, document)?;
    let nth = outline.section_at(state.cursor())?;
    outline.headings().get(nth).copied()
}

/// Mark what is meant as read completely; as not read, if all of it is.
pub(super) fn read(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    let range = trim_blank(&document, meant(state, &document));
    let is_read = ranges::cover(&document.head.annotated_ranges, range);
    let transaction = edit::set_read(&document, range, !is_read);
    commit(state, transaction, outside)
}

/// A stretch without the blanks at its ends.
fn trim_blank(document: &Document, range: TextRange) -> TextRange {
    let slice = document.text.slice(range);
    let start = slice.len() - slice.trim_start().len();
    let end = slice.trim_end().len();
    let at = |n: usize| Offset::from_bytes(range.start().bytes() + n);
    TextRange::between(at(start.min(end)), at(end))
}

/// Another tense for the section at the cursor: past, plan, none. Without one of its own it has that
/// of the section around it, so that none is left out where it would change nothing.
pub(super) fn next_tense(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    let Some(heading) = heading(state, &document) else {
        return tell(state, NoticeKind::Info, Hint::NoSection.into());
    };
    let at = heading.title.start();
    let now = super::reading::tense(state, &document, at);
    let next = [following(now), following(following(now))];
    let mut next = next.into_iter().filter(|&next| {
        let sections = with_tense(state, &document, at, next);
        sections.is_some_and(|sections| tense_at(&sections, at) != now)
    });
    let Some(next) = next.next() else {
        return tell(state, NoticeKind::Info, Hint::NoSection.into());
    };
    let effects = set_tense(state, at, next, outside);
    // The panel that shows it may be closed.
    tell(state, NoticeKind::Info, Hint::Tense(next).into());
    effects
}

const fn following(tense: Tense) -> Tense {
    match tense {
        Tense::None => Tense::Past,
        Tense::Past => Tense::Plan,
        Tense::Plan => Tense::None,
    }
}

/// This tense for the section whose heading starts there. The headings of the text are taken over as
/// sections with it, if they were not yet.
pub(super) fn set_tense(
    state: &mut State,
    at: Offset,
    tense: Tense,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    let Some(sections) = with_tense(state, &document, at, tense) else {
        return tell(state, NoticeKind::Info, Hint::NoSection.into());
    };
    let transaction = edit::set_sections(&document, sections);
    commit(state, transaction, outside)
}

/// The sections of a document, in which the one whose heading starts there has this tense. None if
/// no heading starts there.
fn with_tense(
    state: &State,
    document: &Document,
    at: Offset,
    tense: Tense,
) -> Option<Vec<Section>> {
    let all = outline(state, document).map(|outline| state.readings.sections(document, outline));
    let all = all.as_deref().cloned().unwrap_or_default();
    let mut stored = Vec::clone(&document.head.sections);
    if stored.is_empty() {
        stored.clone_from(&all);
    }
    match stored
        .iter_mut()
        .find(|section| section.range.start() == at)
    {
        Some(section) => section.tense = tense,
        None => {
            let section = all
                .into_iter()
                .find(|section| section.range.start() == at)?;
            put(&mut stored, section, tense);
        }
    }
    Some(stored)
}

/// Put a section among those that a file stated, under an id that none of them has.
fn put(stored: &mut Vec<Section>, mut section: Section, tense: Tense) {
    let taken = |id: &str| stored.iter().any(|other| other.id == id);
    let mut n = stored.len() + 1;
    while taken(&format!("S{n}")) {
        n += 1;
    }
    section.id = format!("S{n}");
    section.tense = tense;
    // Its parent is one of the outline's, which these are not.
    section.parent = None;
    let start = section.range.start();
    let nth = stored
        .iter()
        .take_while(|other| other.range.start() <= start)
        .count();
    stored.insert(nth, section);
}

/// Another kind of zone for what is meant: cover note, glossary, boilerplate, none.
pub(super) fn next_zone(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    let range = meant(state, &document);
    let mut zones = document.head.zones.iter();
    let next = match zones.find(|zone| zone.range == range).map(|zone| zone.kind) {
        None | Some(ZoneKind::Body) => Some(ZoneKind::CoverNote),
        Some(ZoneKind::CoverNote) => Some(ZoneKind::Glossary),
        Some(ZoneKind::Glossary) => Some(ZoneKind::Boilerplate),
        Some(ZoneKind::Boilerplate) => None,
    };
    let effects = set_zone(state, next, outside);
    tell(state, NoticeKind::Info, Hint::Zone(next).into());
    effects
}

/// This kind of zone for what is meant. Other zones end where it begins.
pub(super) fn set_zone(
    state: &mut State,
    kind: Option<ZoneKind>,
    outside: &dyn Outside,
) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    let range = meant(state, &document);
    let mut zones = Vec::new();
    for zone in &document.head.zones {
        for left in ranges::without(&[zone.range], range) {
            zones.push(Zone {
                range: left,
                ..zone.clone()
            });
        }
    }
    if let Some(kind) = kind {
        let before = |zone: &Zone| zone.range.start() <= range.start();
        let nth = zones.iter().take_while(|zone| before(zone)).count();
        zones.insert(
            nth,
            Zone {
                kind,
                range,
                extra: Members::new(),
            },
        );
    }
    let transaction = edit::set_zones(&document, zones);
    commit(state, transaction, outside)
}

/// Fill in all fields that the text states and that are not filled in yet; and, where no zone was
/// set, what of the text is not the report.
pub(super) fn fill_fields(state: &mut State, outside: &dyn Outside) -> Vec<Effect> {
    let Some(document) = state.document().cloned() else {
        return Vec::new();
    };
    let none = Outline::default();
    let outline = outline(state, &document).map_or(&none, |outline| outline);
    let mut filled = document.head.fields.clone();
    let mut evidence = document.head.evidence.clone();
    for field in fields(&document.text, outline) {
        if filled.contains_key(field.name) {
            continue;
        }
        filled.insert(field.name.into(), field.value);
        evidence.retain(|slot| &*slot.name != field.name);
        evidence.push(slot(field.name, field.evidence));
    }
    let fields = edit::set_fields(&document, filled, evidence);
    let found = match document.head.zones.is_empty() {
        true => edit::set_zones(&document, zones(&document.text, outline)),
        false => None,
    };
    // Both are one step.
    let transaction = match (fields, found) {
        (Some(mut fields), Some(zones)) => {
            fields.changes.extend(zones.changes);
            Some(fields)
        }
        (fields, zones) => fields.or(zones),
    };
    if transaction.is_none() {
        return tell(state, NoticeKind::Info, Hint::NoFields.into());
    }
    commit(state, transaction, outside)
}

fn slot(name: &str, range: TextRange) -> Slot {
    Slot {
        name: name.into(),
        range,
        extra: Members::new(),
    }
}

/// The step that sets a field, or empties it. Where the text states it is said as well, or stays as it
/// was if the value does.
pub(super) fn field(
    state: &State,
    name: &str,
    value: Option<Value>,
    stated: Option<TextRange>,
) -> Option<Transaction> {
    let document = state.document()?;
    let mut all = document.head.fields.clone();
    let mut evidence = document.head.evidence.clone();
    match value {
        Some(value) => {
            all.insert(name.into(), value);
        }
        None => {
            all.remove(name);
            evidence.retain(|slot| &*slot.name != name);
        }
    }
    if let Some(range) = stated {
        evidence.retain(|slot| &*slot.name != name);
        evidence.push(slot(name, range));
    }
    edit::set_fields(document, all, evidence)
}

/// A field is what is selected in the text.
pub(super) fn field_from_text(state: &mut State, name: &str, outside: &dyn Outside) -> Vec<Effect> {
    let (Some(document), Some(range)) = (state.document().cloned(), state.taggable()) else {
        return tell(state, NoticeKind::Info, Failure::NothingSelected);
    };
    let range = trim(&document.text, range);
    if range.is_empty() {
        return tell(state, NoticeKind::Info, Failure::NothingSelected);
    }
    let said = document.text.slice(range);
    let is_period = PERIODS.contains(&name);
    let value = if is_period || DATES.contains(&name) {
        let period = || Form::Period.parse(said).ok()??.as_str().map(String::from);
        let date = if is_period { period() } else { iso_date(said) };
        let Some(date) = date else {
            return tell(state, NoticeKind::Warning, Hint::NoDate(said.into()).into());
        };
        date
    } else {
        said.to_owned()
    };
    let transaction = field(state, name, Some(value.into()), Some(range));
    commit(state, transaction, outside)
}
