//! How far slots and attributes of the spans that annotators made are read as they wrote them.

use std::{env, fs};

use reportmark_core::{
    format::native,
    model::{Document, Span, Tense},
    parse::slots::{Context, Reading, read},
    scheme::LabelKind,
    text::{Offset, Text, TextRange},
};
use serde_json::Value;

use super::{corpus, documents, files, texts};

/// The share of targets, in percent, of which every slot is read exactly, and of attribute values.
const SLOTS: usize = 95;
const VALUES: usize = 90;

/// Set to print what is read of spans without attributes, for a reader to judge.
const PRINT: &str = "REPORTMARK_PRINT_SLOTS";

fn kind(span: &Span) -> Option<LabelKind> {
    Some(match span.label.as_str() {
        "target" => LabelKind::Target,
        "measure" => LabelKind::Measure,
        "result" => LabelKind::Result,
        _ => return None,
    })
}

/// Whether the paragraph of a position says before it that it lists expected targets.
fn in_target_list(text: &Text, at: Offset) -> bool {
    let paragraphs = text.paragraphs();
    let content = paragraphs.content(text.as_str(), paragraphs.at(at));
    let before = TextRange::between(content.start(), at);
    text.slice(before).contains("预期目标") && !text.slice(before).contains('。')
}

/// What the rules read of a span. `tense` and `period` are those of the report.
fn reading(
    document: &Document,
    span: &Span,
    kind: LabelKind,
    tense: Tense,
    period: &str,
) -> Reading {
    let text = &document.text;
    let context = Context {
        tense,
        period: Some(period),
        in_target_list: in_target_list(text, span.range.start()),
    };
    read(text, span.range, kind, &context)
}

/// Slots as `name:text@start`, to be compared and printed.
fn slots(text: &Text, slots: &[reportmark_core::model::Slot]) -> Vec<String> {
    let one = |slot: &reportmark_core::model::Slot| {
        let start = text.to_code_points(slot.range.start());
        format!("{}:{}@{start}", slot.name, text.slice(slot.range))
    };
    let mut slots: Vec<String> = slots.iter().map(one).collect();
    slots.sort();
    slots
}

fn written(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), Into::into)
}

#[test]
fn slots_and_attributes_are_read_as_annotators_wrote_them() {
    let Some(corpus) = corpus() else { return };
    let texts = texts(&corpus);
    let (mut targets, mut exact, mut values, mut same, mut more) = (0, 0, 0, 0, 0);
    for path in files(&corpus.join("gold"), "json") {
        let read = native::read(&fs::read(&path).unwrap(), &texts).unwrap();
        for document in documents(&read) {
            let text = &document.text;
            for span in document
                .spans
                .iter()
                .filter(|span| !span.attributes.is_empty())
            {
                let Some(kind) = kind(span) else { continue };
                let reading = reading(&document, span, kind, Tense::Plan, "2021");
                let quote = text.slice(span.range);
                if !span.slots.is_empty() {
                    targets += 1;
                    let (own, gold) = (slots(text, &reading.slots), slots(text, &span.slots));
                    exact += usize::from(own == gold);
                    if own != gold {
                        println!("slots of {quote}\n  read {own:?}\n  gold {gold:?}");
                    }
                }
                for (name, value) in &span.attributes {
                    values += 1;
                    let own = reading.attributes.get(name);
                    same += usize::from(own == Some(value));
                    if own != Some(value) {
                        let own = own.map_or_else(String::new, written);
                        println!("{quote}: {name} read {own}, gold {}", written(value));
                    }
                }
                for (name, value) in &reading.attributes {
                    if !span.attributes.contains_key(name) {
                        more += 1;
                        println!("{quote}: {name} read {}, not in gold", written(value));
                    }
                }
            }
        }
    }
    println!(
        "slots: {exact} of {targets} spans exact; attributes: {same} of {values} values, {more} more"
    );
    assert!(targets > 0, "annotations without a slot");
    assert!(exact * 100 >= targets * SLOTS);
    assert!(same * 100 >= values * VALUES);
}

#[test]
fn what_is_read_of_bare_spans() {
    let Some(corpus) = corpus() else { return };
    let is_printed = env::var_os(PRINT).is_some();
    let texts = texts(&corpus);
    for path in files(&corpus.join("gold"), "json") {
        let read = native::read(&fs::read(&path).unwrap(), &texts).unwrap();
        for document in documents(&read) {
            let text = &document.text;
            for span in document
                .spans
                .iter()
                .filter(|span| span.attributes.is_empty())
            {
                let Some(kind) = kind(span) else { continue };
                let reading = reading(&document, span, kind, Tense::None, "2021");
                for slot in &reading.slots {
                    assert!(!slot.range.is_empty() && text.fits(slot.range));
                }
                if !is_printed {
                    continue;
                }
                let members = reading.attributes.iter();
                let members: Vec<String> = members
                    .filter(|(name, _)| *name != "period")
                    .map(|(name, value)| format!("{name}={}", written(value)))
                    .collect();
                println!(
                    "{} {}\n    {}\n    {}",
                    span.label.as_str(),
                    text.slice(span.range),
                    members.join(" "),
                    slots(text, &reading.slots).join(" ")
                );
            }
        }
    }
}
