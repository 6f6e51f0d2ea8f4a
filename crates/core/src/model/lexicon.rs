//! The bodies that a project knows, under one name each.

use alloc::{sync::Arc, vec::Vec};
use serde::Serialize;

use super::Members;
use crate::json::FromJson as _;

/// A body, and what else texts call it. Two bodies of the same name in two jurisdictions are two.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Body {
    /// What files call it; unique in the lexicon.
    pub id: Arc<str>,
    /// Its canonical name.
    pub name: Arc<str>,
    /// Other names of it.
    pub aliases: Vec<Arc<str>>,
    /// Whose body it is: a province, prefecture or county; empty where that is not known.
    pub jurisdiction: Arc<str>,
    /// `person`, `organisation` or `group` (guideline §5); empty where that is not known.
    pub party_type: Arc<str>,
    /// Members of a file that this version does not use.
    #[serde(flatten)]
    pub extra: Members,
}

crate::from_json_object!(Body { id, name, aliases, jurisdiction, party_type } flat extra);

impl Body {
    /// Whether a text in that jurisdiction means it by these words. Where one of both jurisdictions is
    /// not known, that does not keep them apart.
    #[must_use]
    pub fn is_called(&self, words: &str, jurisdiction: &str) -> bool {
        let is_of = self.jurisdiction.is_empty()
            || jurisdiction.is_empty()
            || *self.jurisdiction == *jurisdiction;
        is_of && (*self.name == *words || self.aliases.iter().any(|alias| **alias == *words))
    }
}

/// The bodies of a project. They are a member of it, read where they are wanted.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Lexicon {
    /// In the order in which they came.
    pub bodies: Vec<Body>,
    /// Members of a file that this version does not use.
    #[serde(flatten)]
    pub extra: Members,
}

crate::from_json_object!(Lexicon { bodies } flat extra);

/// The member of a project, and of a file, that holds it.
const MEMBER: &str = "lexicon";

impl Lexicon {
    /// That of a project, from its [members](super::Project::extra).
    #[must_use]
    pub fn of(members: &Members) -> Self {
        let value = members.get(MEMBER).cloned();
        value.and_then(Self::from_json).unwrap_or_default()
    }

    /// Put it into the members of a project; an empty one goes.
    pub fn write(&self, members: &mut Members) {
        let is_empty = self.bodies.is_empty() && self.extra.is_empty();
        match serde_json::to_value(self) {
            Ok(value) if !is_empty => {
                members.insert(MEMBER.into(), value);
            }
            _ => {
                members.remove(MEMBER);
            }
        }
    }

    /// The body that a text in that jurisdiction means by these words: one that is of that
    /// jurisdiction before one that may be.
    #[must_use]
    pub fn called(&self, words: &str, jurisdiction: &str) -> Option<&Body> {
        let mut called = self
            .bodies
            .iter()
            .filter(|body| body.is_called(words, jurisdiction));
        let first = called.next()?;
        if *first.jurisdiction == *jurisdiction {
            return Some(first);
        }
        called
            .find(|body| *body.jurisdiction == *jurisdiction)
            .or(Some(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(id: &str, name: &str, aliases: &[&str], jurisdiction: &str) -> Body {
        Body {
            id: id.into(),
            name: name.into(),
            aliases: aliases.iter().map(|&alias| alias.into()).collect(),
            jurisdiction: jurisdiction.into(),
            party_type: "".into(),
            extra: Members::new(),
        }
    }

    #[test]
    fn a_name_means_the_body_of_its_own_jurisdiction() {
        let lexicon = Lexicon {
            bodies: [
                body("1", "市林业局", &["市林局"], ""),
                body("2", "市林业局", &[], "甲市"),
                body("3", "市林业局", &[], "乙市"),
            ]
            .into(),
            extra: Members::new(),
        };
        let id = |words, of| lexicon.called(words, of).map(|body| &*body.id);
        assert_eq!(id("市林业局", "甲市"), Some("2"));
        assert_eq!(id("市林业局", "丙市"), Some("1"));
        assert_eq!(id("市林局", "甲市"), Some("1"));
        assert_eq!(id("市水务局", "甲市"), None);
    }
}
