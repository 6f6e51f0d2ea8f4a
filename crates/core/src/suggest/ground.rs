//! What is known of a document before its clauses are looked at.

use alloc::{collections::BTreeMap, string::String, sync::Arc, vec::Vec};
use serde_json::Value;

use super::{known::Known, rulebook::Rulebook, words::Lists};
use crate::{
    model::{Members, Section, Tense, Zone, ZoneKind},
    outline::{Heading, Outline},
    parse::document,
    text::{Offset, Text, TextRange},
};

/// Genres that are read in their own way (guideline §7).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Genre {
    Bulletin,
    Proposal,
    Other,
}

/// What is known of a document.
#[derive(Clone)]
pub struct Ground {
    pub(super) outline: Arc<Outline>,
    pub(super) genre: Genre,
    /// Where a tense begins, in order.
    tenses: Vec<(Offset, Tense)>,
    zones: Vec<(TextRange, ZoneKind)>,
    pub(super) lists: Lists,
    pub(super) book: Arc<Rulebook>,
}

impl Ground {
    /// Of a document with this outline; `fields`, `sections` and `zones` are its own, where it
    /// states any, and else what the text says.
    #[must_use]
    pub fn of(
        text: &Text,
        outline: &Arc<Outline>,
        fields: &Members,
        sections: &[Section],
        zones: &[Zone],
    ) -> Self {
        let stated = fields
            .get("genre")
            .and_then(Value::as_str)
            .map(String::from);
        let genre = stated.or_else(|| {
            let mut found = document::fields(text, outline).into_iter();
            let own = found.find(|field| field.name == "genre")?;
            own.value.as_str().map(String::from)
        });
        let made;
        let sections = if sections.is_empty() {
            made = document::sections_of(text, outline, genre.as_deref());
            &made
        } else {
            sections
        };
        let read;
        let zones = if zones.is_empty() {
            read = document::zones(text, outline);
            &read
        } else {
            zones
        };
        Self {
            outline: Arc::clone(outline),
            genre: match genre.as_deref() {
                Some("supervision_bulletin") => Genre::Bulletin,
                Some("proposal_handling") => Genre::Proposal,
                _ => Genre::Other,
            },
            tenses: tenses(sections),
            zones: zones.iter().map(|zone| (zone.range, zone.kind)).collect(),
            lists: Lists::new(Arc::default()),
            book: Arc::default(),
        }
    }

    /// What is known of a text of which nothing else is.
    #[must_use]
    pub fn of_text(text: &Text) -> Self {
        let outline = Arc::new(Outline::of(text));
        Self::of(text, &outline, &Members::new(), &[], &[])
    }

    /// What is known of the project.
    #[must_use]
    pub fn known(&self) -> &Arc<Known> {
        &self.lists.known
    }

    /// In a project that knows these words.
    #[must_use]
    pub fn knowing(mut self, known: Arc<Known>) -> Self {
        self.lists.known = known;
        self
    }

    /// In a project with these rules.
    #[must_use]
    pub fn by(mut self, book: Arc<Rulebook>) -> Self {
        self.book = book;
        self
    }

    /// Where this and another ground of the same text and outline are to be read in another way.
    #[must_use]
    pub fn unlike(&self, other: &Self, text: &Text) -> Vec<TextRange> {
        if self.genre != other.genre {
            return [text.range()].into();
        }
        let mut starts: Vec<Offset> = [Offset::ZERO, text.end()].into();
        for own in [self, other] {
            starts.extend(own.tenses.iter().map(|&(start, _)| start));
            let zones = own.zones.iter();
            starts.extend(zones.flat_map(|(range, _)| [range.start(), range.end()]));
        }
        starts.sort_unstable();
        starts.dedup();
        let is_unlike = |at: Offset| {
            self.tense_at(at) != other.tense_at(at) || self.zone_at(at) != other.zone_at(at)
        };
        let stretches = starts.iter().zip(starts.iter().skip(1));
        stretches
            .filter(|(start, _)| is_unlike(**start))
            .map(|(&start, &end)| TextRange::between(start, end))
            .collect()
    }

    /// The tense of the section that a position is in.
    pub(super) fn tense_at(&self, at: Offset) -> Tense {
        let behind = self.tenses.partition_point(|&(start, _)| start <= at);
        let nearest = behind.checked_sub(1).and_then(|nth| self.tenses.get(nth));
        nearest.map_or(Tense::None, |&(_, tense)| tense)
    }

    /// The zone that a position is in.
    pub(super) fn zone_at(&self, at: Offset) -> ZoneKind {
        let own = self.zones.iter().find(|(range, _)| range.contains(at));
        own.map_or(ZoneKind::Body, |&(_, kind)| kind)
    }

    /// The headings whose titles begin in a stretch.
    pub(super) fn headings_in(&self, range: TextRange) -> &[Heading] {
        let all = self.outline.headings();
        let from = all.partition_point(|heading| heading.title.start() < range.start());
        let to = all.partition_point(|heading| heading.title.start() < range.end());
        all.get(from..to).unwrap_or_default()
    }

    /// Whether a title of a section around a position has one of these words.
    pub(super) fn is_titled(&self, text: &Text, at: Offset, words: &[&str]) -> bool {
        let mut nth = self.outline.section_at(at);
        for _ in 0..32 {
            let Some(heading) = nth.and_then(|nth| self.outline.headings().get(nth)) else {
                return false;
            };
            let title = text.slice(heading.title);
            let is_title = heading.title.end() <= at && title.len() < 150;
            if is_title && words.iter().any(|word| title.contains(word)) {
                return true;
            }
            nth = heading.parent;
        }
        false
    }
}

/// Where the tenses of sections begin.
fn tenses(sections: &[Section]) -> Vec<(Offset, Tense)> {
    let ids: BTreeMap<_, usize> = sections
        .iter()
        .enumerate()
        .map(|(nth, section)| (&section.id, nth))
        .collect();
    let mut found: Vec<(Offset, Tense)> = sections
        .iter()
        .map(|section| {
            let mut own = section;
            for _ in 0..32 {
                if own.tense != Tense::None {
                    break;
                }
                let parent = own.parent.as_ref().and_then(|id| ids.get(id));
                match parent.and_then(|&nth| sections.get(nth)) {
                    Some(parent) => own = parent,
                    None => break,
                }
            }
            (section.range.start(), own.tense)
        })
        .collect();
    found.sort_by_key(|&(start, _)| start);
    found
}
