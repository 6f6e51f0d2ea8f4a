//! What a step changes, as lines that can be read.

use std::{collections::BTreeSet, sync::Arc};

use reportmark_core::{
    change::{Change, Edit, Swap},
    model::{
        Block, Certainty, Document, DocumentId, Lexicon, Members, Project, Relation, Section, Slot,
        Span, SpanId, Tense, Zone,
    },
    scheme::{LabelId, Name, Scheme, Terms},
    text::{Text, TextRange},
};

use super::{About, Done, Wording, wording::plain_value};

/// Characters of a quote that are shown.
const QUOTED: usize = 120;

/// Whether something came, went or changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    /// It is there now.
    Came,
    /// It is no longer there.
    Went,
    /// It is another one now.
    Changed,
}

impl Sign {
    pub(super) const fn of<T>(swap: &Swap<Option<T>>) -> Self {
        match (&swap.before, &swap.after) {
            (None, _) => Self::Came,
            (Some(_), None) => Self::Went,
            (Some(_), Some(_)) => Self::Changed,
        }
    }
}

/// Something that changed.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// How.
    pub sign: Sign,
    /// The document that it is in, where several are changed.
    pub document: Option<Arc<str>>,
    /// What it is.
    pub what: String,
    /// Its label, if it is a span.
    pub label: Option<LabelId>,
    /// The text that it stands on.
    pub quote: String,
    /// What of it.
    pub parts: Vec<Part>,
}

/// A part of what changed. What was not there, or is not, is empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// As it was.
    pub before: String,
    /// As it is now.
    pub after: String,
}

/// The document that a change is in, as far as it is known.
#[derive(Clone, Copy)]
struct Place<'a> {
    text: Option<&'a Text>,
    /// Versions of it in which spans may be found that the change names.
    versions: &'a [&'a Document],
}

impl Place<'_> {
    fn quote(&self, range: TextRange) -> String {
        let text = self.text.filter(|text| text.fits(range));
        text.map_or_else(String::new, |text| short(text.slice(range)))
    }

    fn span(&self, id: &SpanId) -> String {
        let mut versions = self.versions.iter();
        let span = versions.find_map(|version| version.spans.get(id));
        span.map_or_else(|| "…".into(), |span| self.quote(span.range))
    }
}

/// The beginning of a quote, in one line.
fn short(quote: &str) -> String {
    let mut start: String = quote.chars().take(QUOTED).collect();
    if start.len() < quote.len() {
        start.push('…');
    }
    start.replace('\n', " ")
}

/// The names of what terms list.
type Names = fn(&Terms) -> Vec<&Name>;

/// Collects the parts that differ.
struct Parts(Vec<Part>);

impl Parts {
    fn add(&mut self, name: impl Into<String>, before: String, after: String) {
        if before != after {
            self.0.push(Part {
                name: name.into(),
                before,
                after,
            });
        }
    }
}

impl Wording<'_> {
    /// What a step changed, as far as so many lines go. `states` are versions of the project in which
    /// what it names can be looked up.
    #[must_use]
    pub fn lines(&self, done: &Done, states: &[&Project], most: usize) -> Vec<Line> {
        let several = done.about.len() > 1;
        let changes = done.transaction.changes.iter().take(most);
        let line = |change: &Change| {
            let about = change.document().and_then(|id| done.document(id));
            let mut line = self.line(change, about, states)?;
            if several && matches!(change, Change::Edit(..)) {
                line.document = about.map(|own| Arc::clone(&own.name));
            }
            Some(line)
        };
        changes.filter_map(line).collect()
    }

    fn line(&self, change: &Change, about: Option<&About>, states: &[&Project]) -> Option<Line> {
        let words = self.language.history_words();
        let plain = |sign, what: &str, quote: &str, parts: Vec<Part>| Line {
            sign,
            document: None,
            what: what.into(),
            label: None,
            quote: quote.into(),
            parts,
        };
        let annotations = |count: usize| match count {
            0 => Vec::new(),
            _ => vec![Part {
                name: words.annotations.into(),
                before: String::new(),
                after: count.to_string(),
            }],
        };
        match change {
            Change::Add(_, data) => {
                let parts = annotations(data.spans.len());
                Some(plain(Sign::Came, words.document, &data.head.name, parts))
            }
            Change::Remove(_, data) => {
                let mut parts = annotations(data.spans.len());
                for part in &mut parts {
                    std::mem::swap(&mut part.before, &mut part.after);
                }
                Some(plain(Sign::Went, words.document, &data.head.name, parts))
            }
            Change::Scheme(swap) => {
                let parts = self.scheme(&swap.before, &swap.after);
                Some(plain(Sign::Changed, words.scheme, "", parts))
            }
            Change::Extra(swap) => {
                let parts = self.lexicon(&swap.before, &swap.after);
                Some(plain(Sign::Changed, words.lexicon, "", parts))
            }
            Change::Edit(id, edit) => {
                let versions = versions(id, states);
                let place = Place {
                    text: about.and_then(|own| own.text.as_deref()),
                    versions: &versions,
                };
                self.edit(edit, about.map_or("", |own| &own.name), place)
            }
        }
    }

    fn edit(&self, edit: &Edit, name: &str, place: Place<'_>) -> Option<Line> {
        let words = self.language.history_words();
        let mut parts = Parts(Vec::new());
        match edit {
            Edit::Span(swap) => return self.span(swap, place),
            Edit::Block(_, swap) => return self.block(swap, place),
            Edit::Relation(_, swap) => return self.relation(swap, place),
            Edit::Name(swap) => {
                parts.add(words.name, swap.before.to_string(), swap.after.to_string());
            }
            Edit::Status(swap) => {
                let status = |status| self.document_status(status).to_owned();
                parts.add(words.status, status(swap.before), status(swap.after));
            }
            Edit::Binned(swap) => {
                let place = |binned: bool| if binned { words.in_bin } else { words.in_list };
                let (before, after) = (swap.before.is_some(), swap.after.is_some());
                parts.add(words.place, place(before).into(), place(after).into());
            }
            Edit::Fields(swap) => {
                for key in keys(&swap.before, &swap.after) {
                    let value = |of: &Members| of.get(key).map_or_else(String::new, plain_value);
                    parts.add(self.field(key), value(&swap.before), value(&swap.after));
                }
            }
            Edit::Evidence(swap) => {
                let field = |name: &str| self.field(name);
                self.slots(&swap.before, &swap.after, place, field, &mut parts);
            }
            Edit::AnnotatedRanges(swap) => {
                let read = |ranges: &[TextRange]| {
                    let read: Vec<String> = ranges.iter().map(|&own| place.quote(own)).collect();
                    let read: Vec<String> = read.iter().map(|own| brief(own)).collect();
                    read.join(" · ")
                };
                parts.add(words.read, read(&swap.before), read(&swap.after));
            }
            Edit::Sections(swap) => self.sections(&swap.before, &swap.after, &mut parts),
            Edit::Zones(swap) => {
                let zones = |zones: &[Zone]| {
                    let zone = |own: &Zone| {
                        let quote = brief(&place.quote(own.range));
                        format!("{} “{quote}”", self.zone(own.kind))
                    };
                    zones.iter().map(zone).collect::<Vec<_>>().join(" · ")
                };
                parts.add(words.zones, zones(&swap.before), zones(&swap.after));
            }
        }
        Some(Line {
            sign: Sign::Changed,
            document: None,
            what: words.document.into(),
            label: None,
            quote: name.into(),
            parts: parts.0,
        })
    }

    fn span(&self, swap: &Swap<Option<Arc<Span>>>, place: Place<'_>) -> Option<Line> {
        let words = self.language.history_words();
        let shown = swap.after.as_ref().or(swap.before.as_ref())?;
        let (before, after) = (swap.before.as_deref(), swap.after.as_deref());
        let sign = Sign::of(swap);
        let mut parts = Parts(Vec::new());
        let each = |of: &dyn Fn(&Span) -> String| {
            [before, after].map(|own| own.map_or_else(String::new, of))
        };
        if sign == Sign::Changed {
            let [was, is] = each(&|span| self.label(&span.label));
            parts.add(words.label, was, is);
            let [was, is] = each(&|span| place.quote(span.range));
            parts.add(words.text, was, is);
            let [was, is] = each(&|span| self.span_status(span.status).into());
            parts.add(words.span_status, was, is);
        }
        let empty = Members::new();
        let [of_before, of_after] =
            [before, after].map(|own| own.map_or(&empty, |own| &own.attributes));
        for key in keys(of_before, of_after) {
            let [was, is] = each(&|span| self.value(span, key));
            parts.add(self.attribute_name(&shown.label, key), was, is);
        }
        let [of_before, of_after] =
            [before, after].map(|own| own.map_or(&[][..], |own| &own.slots));
        let slot = |name: &str| {
            let own = self.terms.slot(name);
            own.map_or(name, |own| self.language.pick(&own.name.zh, &own.name.en))
                .into()
        };
        self.slots(of_before, of_after, place, slot, &mut parts);
        let unsure = |span: &Span| match span.certainty {
            Certainty::Sure => String::new(),
            Certainty::Unsure => words.unsure.into(),
        };
        let [was, is] = each(&unsure);
        parts.add(words.certainty, was, is);
        let [was, is] = each(&|span| span.note.to_string());
        parts.add(words.note, was, is);
        Some(Line {
            sign,
            document: None,
            what: self.label(&shown.label),
            label: Some(shown.label.clone()),
            quote: place.quote(shown.range),
            parts: parts.0,
        })
    }

    fn slots(
        &self,
        before: &[Slot],
        after: &[Slot],
        place: Place<'_>,
        named: impl Fn(&str) -> String,
        parts: &mut Parts,
    ) {
        let names: BTreeSet<&str> = before.iter().chain(after).map(|slot| &*slot.name).collect();
        let quotes = |slots: &[Slot], name: &str| {
            let own = slots.iter().filter(|slot| *slot.name == *name);
            own.map(|slot| place.quote(slot.range))
                .collect::<Vec<_>>()
                .join("、")
        };
        let what = self.language.history_words().stands;
        for name in names {
            let title = format!("{}{what}", named(name));
            parts.add(title, quotes(before, name), quotes(after, name));
        }
    }

    fn block(&self, swap: &Swap<Option<Block>>, place: Place<'_>) -> Option<Line> {
        let words = self.language.history_words();
        let shown = swap.after.as_ref().or(swap.before.as_ref())?;
        let mut parts = Parts(Vec::new());
        let spans = |ids: &[SpanId]| {
            let quotes = ids.iter().map(|id| brief(&place.span(id)));
            quotes.collect::<Vec<_>>().join("、")
        };
        let each = |of: &dyn Fn(&Block) -> String| {
            [&swap.before, &swap.after].map(|own| own.as_ref().map_or_else(String::new, of))
        };
        let [was, is] = each(&|own| spans(&own.parties));
        parts.add(words.parties, was, is);
        let [was, is] = each(&|own| spans(&own.members));
        parts.add(words.members, was, is);
        if Sign::of(swap) == Sign::Changed {
            let [was, is] = each(&|own| place.quote(own.scope));
            parts.add(words.scope, was, is);
        }
        Some(Line {
            sign: Sign::of(swap),
            document: None,
            what: words.block.into(),
            label: None,
            quote: place.quote(shown.bracket.unwrap_or(shown.scope)),
            parts: parts.0,
        })
    }

    fn relation(&self, swap: &Swap<Option<Relation>>, place: Place<'_>) -> Option<Line> {
        let shown = swap.after.as_ref().or(swap.before.as_ref())?;
        let own = self.terms.relation(&shown.kind);
        let kind = own.map_or(&*shown.kind, |own| {
            self.language.pick(&own.name.zh, &own.name.en)
        });
        let ends = |own: &Relation| {
            let [head, tail] = [&own.head, &own.tail].map(|id| brief(&place.span(id)));
            format!("{head} → {tail}")
        };
        let mut parts = Parts(Vec::new());
        if let (Some(before), Some(after)) = (&swap.before, &swap.after) {
            parts.add(
                self.language.history_words().ends,
                ends(before),
                ends(after),
            );
        }
        Some(Line {
            sign: Sign::of(swap),
            document: None,
            what: kind.into(),
            label: None,
            quote: ends(shown),
            parts: parts.0,
        })
    }

    fn sections(&self, before: &[Section], after: &[Section], parts: &mut Parts) {
        let words = self.language.history_words();
        let number = |count: usize| match count {
            0 => String::new(),
            count => count.to_string(),
        };
        parts.add(words.sections, number(before.len()), number(after.len()));
        for own in after {
            let was = before.iter().find(|was| was.id == own.id);
            let was = was.map_or(Tense::None, |was| was.tense);
            let title = format!("{} {}", words.section, own.number);
            parts.add(title, self.tense(was).into(), self.tense(own.tense).into());
        }
    }

    fn scheme(&self, before: &Scheme, after: &Scheme) -> Vec<Part> {
        let words = self.language.history_words();
        let mut parts = Parts(Vec::new());
        let labels = |scheme: &Scheme| {
            let names = scheme
                .labels
                .iter()
                .map(|own| self.language.pick(&own.name.zh, &own.name.en));
            names.collect::<Vec<_>>().join("、")
        };
        parts.add(words.labels, labels(before), labels(after));
        let (was, is) = (Terms::of(before), Terms::of(after));
        let name = |own: &Name| self.language.pick(&own.zh, &own.en).to_owned();
        let lists: [(&str, Names); 3] = [
            (words.attributes, |terms| {
                terms.attributes.iter().map(|own| &own.name).collect()
            }),
            (words.slots, |terms| {
                terms.slots.iter().map(|own| &own.name).collect()
            }),
            (words.relations, |terms| {
                terms.relations.iter().map(|own| &own.name).collect()
            }),
        ];
        for (title, names) in lists {
            let only = |one: &Terms, other: &Terms| {
                let others = names(other);
                let own = names(one).into_iter().filter(|own| !others.contains(own));
                own.map(name).collect::<Vec<_>>().join("、")
            };
            parts.add(title, only(&was, &is), only(&is, &was));
        }
        parts.0
    }

    fn lexicon(&self, before: &Members, after: &Members) -> Vec<Part> {
        let words = self.language.history_words();
        let (was, is) = (Lexicon::of(before), Lexicon::of(after));
        let mut parts = Parts(Vec::new());
        let only = |one: &Lexicon, other: &Lexicon| {
            let own = one.bodies.iter().filter(|own| !other.bodies.contains(own));
            own.map(|own| own.name.to_string())
                .collect::<Vec<_>>()
                .join("、")
        };
        parts.add(words.bodies, only(&was, &is), only(&is, &was));
        parts.0
    }
}

/// The versions of a document in these states.
fn versions<'a>(id: &DocumentId, states: &[&'a Project]) -> Vec<&'a Document> {
    let states = states.iter();
    states
        .filter_map(|state| state.document(id).map(|own| &**own))
        .collect()
}

/// The keys of both, each once.
fn keys<'a>(one: &'a Members, other: &'a Members) -> BTreeSet<&'a str> {
    one.keys().chain(other.keys()).map(String::as_str).collect()
}

/// A quote within others.
fn brief(quote: &str) -> String {
    let mut start: String = quote.chars().take(24).collect();
    if start.len() < quote.len() && !start.ends_with('…') {
        start.push('…');
    }
    start
}
