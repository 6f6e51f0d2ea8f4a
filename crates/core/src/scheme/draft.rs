//! A scheme as it is being written.

use alloc::{format, string::String, vec::Vec};

use super::{
    Attribute, Choice, Form, Label, LabelId, Name, RelationType, Scheme, SlotType, Terms, When,
    nth_look,
};
use crate::model::{Members, Project, Span};

/// A scheme as it is being written: its labels, and beside them its terms, which [`Scheme`] keeps
/// unread.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    /// The labels. What its members say of terms is not looked at.
    pub scheme: Scheme,
    /// Attributes, slots and relation types.
    pub terms: Terms,
}

/// A part of a scheme that its editor shows as a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// [`Scheme::labels`].
    Labels,
    /// [`Terms::attributes`].
    Attributes,
    /// [`Terms::slots`].
    Slots,
    /// [`Terms::relations`].
    Relations,
}

impl Draft {
    /// A draft that begins with a scheme.
    #[must_use]
    pub fn of(scheme: &Scheme) -> Self {
        Self {
            terms: Terms::of(scheme),
            scheme: scheme.clone(),
        }
    }

    /// The scheme that was written. It is to be checked as a scheme of a file is.
    #[must_use]
    pub fn written(&self) -> Scheme {
        self.terms.stated(&self.scheme)
    }

    /// Add an item with that name and an id that none of its kind has; its place.
    pub fn add(&mut self, part: Part, name: &str) -> usize {
        let nth = self.len(part);
        let id = self.free_id(part);
        let name = Name {
            zh: format!("{name} {}", nth + 1),
            en: format!("{name} {}", nth + 1),
            extra: Members::new(),
        };
        match part {
            Part::Labels => self.scheme.labels.push(Label {
                id: LabelId::new(&id),
                kind: None,
                mark: name.zh.chars().take(1).collect(),
                name,
                hotkey: None,
                look: nth_look(nth),
                extra: Members::new(),
            }),
            Part::Attributes => self.terms.attributes.push(Attribute {
                id,
                labels: Vec::new(),
                name,
                form: Form::Text,
                values: Vec::new(),
                when: None,
                extra: Members::new(),
            }),
            Part::Slots => self.terms.slots.push(SlotType {
                id: id.into(),
                labels: Vec::new(),
                name,
                hotkey: None,
                extra: Members::new(),
            }),
            Part::Relations => self.terms.relations.push(RelationType {
                id: id.into(),
                name,
                heads: Vec::new(),
                tails: Vec::new(),
                same_label: false,
                derived: false,
                extra: Members::new(),
            }),
        }
        nth
    }

    /// Take an item out. Terms name a label that goes no longer.
    pub fn remove(&mut self, part: Part, nth: usize) {
        if nth >= self.len(part) {
            return;
        }
        match part {
            Part::Labels => {
                let label = self.scheme.labels.remove(nth).id;
                self.each_set_of_labels(|set| set.retain(|own| *own != label));
            }
            Part::Attributes => {
                self.terms.attributes.remove(nth);
            }
            Part::Slots => {
                self.terms.slots.remove(nth);
            }
            Part::Relations => {
                self.terms.relations.remove(nth);
            }
        }
    }

    /// Put an item before the one in front of it.
    pub fn move_up(&mut self, part: Part, nth: usize) {
        let Some(before) = nth.checked_sub(1).filter(|_| nth < self.len(part)) else {
            return;
        };
        match part {
            Part::Labels => self.scheme.labels.swap(before, nth),
            Part::Attributes => self.terms.attributes.swap(before, nth),
            Part::Slots => self.terms.slots.swap(before, nth),
            Part::Relations => self.terms.relations.swap(before, nth),
        }
    }

    /// Give an item another id. A label that is called otherwise is so in the terms. Nothing changes
    /// without an id, or where a label, slot or relation type has it already; attributes of other
    /// labels may share one.
    pub fn set_id(&mut self, part: Part, nth: usize, id: &str) {
        let id = id.trim();
        let is_taken = part != Part::Attributes && self.has(part, id);
        if id.is_empty() || is_taken {
            return;
        }
        match part {
            Part::Labels => {
                let Some(label) = self.scheme.labels.get_mut(nth) else {
                    return;
                };
                let id = LabelId::new(id);
                let before = core::mem::replace(&mut label.id, id.clone());
                self.each_set_of_labels(|set| {
                    for own in set.iter_mut().filter(|own| **own == before) {
                        *own = id.clone();
                    }
                });
            }
            Part::Attributes => {
                let attributes = &mut self.terms.attributes;
                let Some(attribute) = attributes.get_mut(nth) else {
                    return;
                };
                let before = core::mem::replace(&mut attribute.id, id.into());
                if attributes.iter().any(|own| own.id == before) {
                    return;
                }
                let conditions = attributes.iter_mut().filter_map(|own| own.when.as_mut());
                for when in conditions.filter(|when| when.attribute == before) {
                    when.attribute = id.into();
                }
            }
            Part::Slots => {
                if let Some(slot) = self.terms.slots.get_mut(nth) {
                    slot.id = id.into();
                }
            }
            Part::Relations => {
                if let Some(relation) = self.terms.relations.get_mut(nth) {
                    relation.id = id.into();
                }
            }
        }
    }

    /// Add a value to an attribute.
    pub fn add_value(&mut self, nth: usize) {
        let Some(attribute) = self.terms.attributes.get_mut(nth) else {
            return;
        };
        let mut n = attribute.values.len() + 1;
        while attribute.choice(&format!("value-{n}")).is_some() {
            n += 1;
        }
        let id = format!("value-{n}");
        attribute.values.push(Choice {
            name: Name {
                zh: id.clone(),
                en: id.clone(),
                extra: Members::new(),
            },
            id: id.as_str().into(),
            extra: Members::new(),
        });
    }

    /// An attribute applies where that other one has a value of its own; everywhere with an empty id.
    pub fn set_condition(&mut self, nth: usize, other: &str) {
        let first = self.terms.attributes.iter().find(|own| own.id == other);
        let first = first.and_then(|own| own.values.first());
        let is: Vec<String> = first.iter().map(|value| String::from(&*value.id)).collect();
        if let Some(attribute) = self.terms.attributes.get_mut(nth) {
            attribute.when = (!other.is_empty()).then(|| When {
                attribute: other.into(),
                is,
            });
        }
    }

    /// The values that an attribute can have on spans that this attribute is of as well: what a
    /// condition may name.
    #[must_use]
    pub fn values_of(&self, id: &str, labels: &[LabelId]) -> Vec<&Choice> {
        let mut values: Vec<&Choice> = Vec::new();
        for attribute in &self.terms.attributes {
            let is_of = attribute.labels.iter().any(|label| labels.contains(label));
            if attribute.id != id || !is_of {
                continue;
            }
            for value in &attribute.values {
                if !values.iter().any(|own| own.id == value.id) {
                    values.push(value);
                }
            }
        }
        values
    }

    /// What the project has that this scheme does not name any longer: attributes, slots and
    /// relation types of its own scheme, and how many spans or relations have each.
    #[must_use]
    pub fn unnamed(&self, project: &Project) -> Vec<(Name, usize)> {
        let before = Terms::of(&project.scheme);
        let mut unnamed = Vec::new();
        let documents = || project.documents.iter();
        let count = |has: &dyn Fn(&Span) -> bool| {
            let spans = documents().flat_map(|document| document.spans.iter());
            spans.filter(|span| has(span)).count()
        };
        for attribute in &before.attributes {
            // Of a label that goes it is asked what becomes of its spans.
            let is_gone = |label: &&LabelId| {
                let is_there = self.scheme.label(label).is_some();
                is_there && self.terms.attribute(label, &attribute.id).is_none()
            };
            let gone: Vec<&LabelId> = attribute.labels.iter().filter(is_gone).collect();
            if !gone.is_empty() {
                let has = |span: &Span| {
                    gone.contains(&&span.label) && span.attributes.contains_key(&attribute.id)
                };
                unnamed.push((&attribute.name, count(&has)));
            }
        }
        for slot in &before.slots {
            if self.terms.slot(&slot.id).is_none() {
                let has = |span: &Span| span.slots.iter().any(|own| own.name == slot.id);
                unnamed.push((&slot.name, count(&has)));
            }
        }
        for relation in &before.relations {
            if self.terms.relation(&relation.id).is_none() {
                let drawn = documents().flat_map(|document| document.head.relations.iter());
                let count = drawn.filter(|own| own.kind == relation.id).count();
                unnamed.push((&relation.name, count));
            }
        }
        let unnamed = unnamed.into_iter().filter(|(_, count)| *count > 0);
        unnamed.map(|(name, count)| (name.clone(), count)).collect()
    }

    fn len(&self, part: Part) -> usize {
        match part {
            Part::Labels => self.scheme.labels.len(),
            Part::Attributes => self.terms.attributes.len(),
            Part::Slots => self.terms.slots.len(),
            Part::Relations => self.terms.relations.len(),
        }
    }

    fn has(&self, part: Part, id: &str) -> bool {
        match part {
            Part::Labels => self.scheme.label(&LabelId::new(id)).is_some(),
            Part::Attributes => self.terms.attributes.iter().any(|own| own.id == id),
            Part::Slots => self.terms.slot(id).is_some(),
            Part::Relations => self.terms.relation(id).is_some(),
        }
    }

    fn free_id(&self, part: Part) -> String {
        let kind = match part {
            Part::Labels => "label",
            Part::Attributes => "attribute",
            Part::Slots => "slot",
            Part::Relations => "relation",
        };
        let mut n = self.len(part) + 1;
        while self.has(part, &format!("{kind}-{n}")) {
            n += 1;
        }
        format!("{kind}-{n}")
    }

    fn each_set_of_labels(&mut self, mut change: impl FnMut(&mut Vec<LabelId>)) {
        let Terms {
            attributes,
            slots,
            relations,
            ..
        } = &mut self.terms;
        attributes
            .iter_mut()
            .for_each(|own| change(&mut own.labels));
        slots.iter_mut().for_each(|own| change(&mut own.labels));
        for relation in relations {
            change(&mut relation.heads);
            change(&mut relation.tails);
        }
    }
}

/// Put a label into a set of labels, or take it out.
pub fn toggle(set: &mut Vec<LabelId>, label: &LabelId) {
    let before = set.len();
    set.retain(|own| own != label);
    if set.len() == before {
        set.push(label.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{json, links::testing};

    fn draft() -> Draft {
        Draft::of(&Scheme::guideline())
    }

    #[test]
    fn a_draft_that_nothing_was_written_in_states_the_same() {
        let scheme = Scheme::guideline();
        let written = Draft::of(&scheme).written();
        assert_eq!(Terms::of(&written), Terms::of(&scheme));
        assert_eq!(Draft::of(&written).written(), written);
        assert_eq!(
            json::parse(&serde_json::to_vec(&written).unwrap()),
            Some(written)
        );
    }

    #[test]
    fn what_is_added_has_an_id_of_its_own() {
        let mut draft = draft();
        draft.set_id(Part::Slots, 0, "slot-9");
        for part in [Part::Labels, Part::Attributes, Part::Slots, Part::Relations] {
            let before = draft.len(part);
            assert_eq!(draft.add(part, "新"), before);
            assert_eq!(draft.len(part), before + 1);
        }
        let last = draft.terms.slots.last().map(|slot| &*slot.id);
        assert_eq!(last, Some("slot-10"));
    }

    #[test]
    fn a_label_that_goes_is_named_by_no_term() {
        let mut draft = draft();
        draft.remove(Part::Labels, 0);
        let text = serde_json::to_string(&draft.written().extra).unwrap();
        assert!(!text.contains("\"target\""));
        draft.remove(Part::Labels, 9);
        assert_eq!(draft.scheme.labels.len(), 3);
    }

    #[test]
    fn a_label_that_is_called_otherwise_is_so_everywhere() {
        let mut draft = draft();
        let mut expected = serde_json::to_string(&draft.written()).unwrap();
        draft.set_id(Part::Labels, 0, " goal ");
        expected = expected.replace("\"target\"", "\"goal\"");
        // What the label means does not change with what it is called.
        expected = expected.replace("\"kind\":\"goal\"", "\"kind\":\"target\"");
        assert_eq!(serde_json::to_string(&draft.written()).unwrap(), expected);
        for refused in ["measure", "  "] {
            draft.set_id(Part::Labels, 0, refused);
            assert_eq!(draft.scheme.labels[0].id.as_str(), "goal", "{refused}");
        }
    }

    #[test]
    fn a_condition_follows_the_attribute_that_it_names() {
        let mut draft = draft();
        let nth = draft.add(Part::Attributes, "新");
        let other = draft.add(Part::Attributes, "新");
        draft.terms.attributes[nth].form = Form::Choice;
        draft.add_value(nth);
        let id = draft.terms.attributes[nth].id.clone();
        draft.set_condition(other, &id);
        draft.set_id(Part::Attributes, nth, "risk");
        let when = draft.terms.attributes[other].when.clone().unwrap();
        assert_eq!(
            (when.attribute.as_str(), when.is.as_slice()),
            ("risk", &["value-1".into()][..])
        );
        draft.set_condition(other, "");
        assert_eq!(draft.terms.attributes[other].when, None);
    }

    #[test]
    fn items_move_up_and_the_first_stays() {
        let mut draft = draft();
        draft.move_up(Part::Labels, 1);
        draft.move_up(Part::Labels, 0);
        draft.move_up(Part::Labels, 4);
        let ids: Vec<&str> = draft
            .scheme
            .labels
            .iter()
            .map(|own| own.id.as_str())
            .collect();
        assert_eq!(ids, ["measure", "target", "party", "result"]);
    }

    #[test]
    fn what_the_project_has_and_the_draft_does_not_name_is_counted() {
        let edited = r#"{"instrument":"construction"}"#;
        let document = testing::Draft::of("年底前改造小区")
            .span("m1", "measure", "改造小区", edited)
            .span("x1", "result", "年底前", "{}")
            .relation("result_of", "x1", "m1", "")
            .done();
        let mut project = Project::default();
        project.documents.push(alloc::sync::Arc::new(document));
        let mut draft = Draft::of(&project.scheme);
        assert_eq!(draft.unnamed(&project), []);
        draft.terms = Terms::default();
        let unnamed = draft.unnamed(&project);
        let unnamed: Vec<_> = unnamed
            .iter()
            .map(|(name, count)| (&*name.zh, *count))
            .collect();
        assert_eq!(unnamed, [("手段", 1), ("对应", 1)]);
        // Of a label that goes it is asked what becomes of its spans.
        draft.remove(Part::Labels, 1);
        assert_eq!(draft.unnamed(&project).len(), 1);
    }
}
