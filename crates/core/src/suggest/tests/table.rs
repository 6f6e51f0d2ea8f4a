//! The table of rules.

use alloc::collections::BTreeSet;

use super::*;
use crate::suggest::rules::RULES;

#[test]
fn rules_are_told_apart_and_described() {
    let mut ids = BTreeSet::new();
    for about in RULES {
        assert!(ids.insert(about.id), "{}", about.id);
        assert_eq!(Rule::of_id(about.id), Some(about.rule));
        assert_eq!(about.rule.about(), about);
        assert!(!about.zh.is_empty() && !about.en.is_empty());
        assert!((1..=100).contains(&about.precision));
    }
    assert_eq!(Rule::of_id("no-rule"), None);
}
