use std::collections::BTreeSet;

use serde_json::Value;

use super::{Entry, attribute, entry, tables};
use crate::app::Language;

const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];

fn topics(language: Language) -> Vec<&'static str> {
    let tables = tables(language).into_iter().flatten();
    tables.map(|(topic, _)| *topic).collect()
}

fn scheme() -> Value {
    serde_json::from_str(include_str!(
        "../../../crates/core/src/scheme/guideline.json"
    ))
    .unwrap()
}

fn each<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap()
}

/// The entry is there in both languages, under the name that the scheme gives.
#[track_caller]
fn check(item: &Value, entry: impl Fn(Language) -> Option<Entry>) {
    for language in LANGUAGES {
        let entry = entry(language);
        let title = entry.map(|entry| entry.title);
        let name = &item["name"][language.pick("zh", "en")];
        assert_eq!(title, name.as_str(), "{item}");
    }
}

#[test]
fn both_languages_have_the_same_topics_and_examples() {
    assert_eq!(topics(Language::Chinese), topics(Language::English));
    for topic in topics(Language::Chinese) {
        let [zh, en] = LANGUAGES.map(|language| entry(topic, language).unwrap());
        let texts =
            |entry: Entry| -> Vec<_> { entry.examples.iter().map(|each| each.text).collect() };
        assert_eq!(texts(zh), texts(en), "{topic}");
        assert_eq!(zh.text.len(), en.text.len(), "{topic}");
    }
}

#[test]
fn each_topic_is_there_once_and_short() {
    for language in LANGUAGES {
        let topics = topics(language);
        let different: BTreeSet<_> = topics.iter().collect();
        assert_eq!(different.len(), topics.len());
        for topic in topics {
            let entry = entry(topic, language).unwrap();
            assert!((1..=3).contains(&entry.text.len()), "{topic}");
            assert!((2..=5).contains(&entry.examples.len()), "{topic}");
            let words = entry.text.iter().copied();
            let means = entry
                .examples
                .iter()
                .flat_map(|each| [each.text, each.means]);
            for words in words.chain(means).chain([entry.title]) {
                assert!(
                    !words.is_empty() && words == words.trim(),
                    "{topic}: {words}"
                );
                assert!(!words.contains("  "), "{topic}: {words}");
            }
        }
    }
}

#[test]
fn each_entry_names_its_section_of_the_guideline() {
    for language in LANGUAGES {
        for topic in topics(language) {
            let text = entry(topic, language).unwrap().text.concat();
            assert!(text.contains('§'), "{topic}");
        }
    }
}

#[test]
fn all_of_the_scheme_has_an_entry() {
    let scheme = scheme();
    for label in each(&scheme, "labels") {
        let id = label["id"].as_str().unwrap();
        check(label, |language| entry(id, language));
    }
    for item in each(&scheme, "attributes") {
        let id = item["id"].as_str().unwrap();
        for label in each(item, "labels") {
            let label = label.as_str().unwrap();
            check(item, |language| attribute(label, id, language));
        }
    }
    for (list, prefix) in [("slots", "slot"), ("relations", "relation")] {
        for item in each(&scheme, list) {
            let topic = format!("{prefix}.{}", item["id"].as_str().unwrap());
            check(item, |language| entry(&topic, language));
        }
    }
}

#[test]
fn what_is_not_part_of_the_scheme_has_an_entry_too() {
    for topic in [
        "block",
        "scope",
        "tense",
        "zone",
        "read",
        "fields",
        "boundaries",
    ] {
        for language in LANGUAGES {
            assert!(entry(topic, language).is_some(), "{topic}");
        }
    }
    assert_eq!(entry("nothing", Language::English), None);
    assert_eq!(attribute("measure", "kind", Language::English), None);
}
