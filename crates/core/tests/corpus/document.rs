//! What reports say of themselves: genre, fields, zones and sections, against what was counted and
//! annotated by hand.

use std::{collections::HashMap, fs, path::Path};

use reportmark_core::{
    format::native,
    model::{Document, Members, Tense, ZoneKind},
    outline::Outline,
    parse::document::{fields, in_target_list, period_at, sections, tense_at, zones},
    text::{Offset, Text, TextRange},
};

use super::{corpus, documents, files, texts};

/// A report by the first characters of its file's name.
fn report(corpus: &Path, name: &str) -> Option<Text> {
    let mut texts = files(corpus, "txt").into_iter();
    let path = texts.find(|path| {
        let file = path.file_name().unwrap_or_default();
        file.to_string_lossy().starts_with(name)
    });
    if path.is_none() {
        eprintln!("skipped: no report {name} in {}", corpus.display());
    }
    path.map(|path| Text::new(fs::read_to_string(path).unwrap()))
}

fn members(text: &Text, outline: &Outline) -> Members {
    let fields = fields(text, outline);
    let pair = |field: reportmark_core::parse::document::Field| (field.name.to_owned(), field.value);
    fields.into_iter().map(pair).collect()
}

/// Print what is found, for those who read the output.
fn print(name: &str, text: &Text, outline: &Outline) {
    println!("== {name}");
    for field in fields(text, outline) {
        assert!(text.fits(field.evidence) && !field.evidence.is_empty());
        println!("{}: {} <{}>", field.name, field.value, text.slice(field.evidence));
    }
    for zone in zones(text, outline) {
        println!("{:?} {:?}: {:?}", zone.kind, zone.range, text.slice(zone.range));
    }
    let members = members(text, outline);
    for section in sections(text, outline) {
        let behind = Offset::from_bytes(section.range.end().bytes() + 1);
        println!(
            "{} {} [{}] {:?} {:?} targets {} {}",
            section.id,
            section.level,
            section.number,
            section.tense,
            period_at(text, outline, &members, behind),
            in_target_list(text, outline, behind),
            text.slice(section.range),
        );
    }
}

#[test]
fn reports_say_what_they_are() {
    let Some(corpus) = corpus() else { return };
    let genres = [
        ("001", "supervision_bulletin"),
        ("002", "work_report"),
        ("004", "task_decomposition"),
    ];
    for (name, genre) in genres {
        let Some(text) = report(&corpus, name) else { continue };
        let outline = Outline::of(&text);
        print(name, &text, &outline);
        assert_eq!(members(&text, &outline)["genre"], genre, "{name}");
    }
}
