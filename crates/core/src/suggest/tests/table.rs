//! The table of rules.

use alloc::collections::BTreeSet;

use super::*;
use crate::suggest::rules;

#[test]
fn rules_are_told_apart_and_described() {
    let mut ids = BTreeSet::new();
    let mut count = 0;
    for about in rules::all() {
        count += 1;
        assert!(ids.insert(about.id), "{}", about.id);
        assert_eq!(Rule::of_id(about.id), Some(about.rule));
        assert_eq!(Rulebook::default().about(about.rule), about);
        assert!(!about.zh.is_empty() && !about.en.is_empty());
        assert!((1..=100).contains(&about.precision));
    }
    assert_eq!(Rule::of_id("no-rule"), None);
    assert_eq!(count, 27);
}
