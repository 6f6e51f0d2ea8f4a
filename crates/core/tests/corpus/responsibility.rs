//! Whom the brackets of reports name, and what they cover, against what was counted by other means
//! and against what annotators marked.

use std::{collections::HashMap, fs, sync::Arc};

use reportmark_core::{
    format::native,
    model::{Document, SpanId},
    parse::responsibility::{
        Named, Responsibility, Role, find, group_scope, party_type, read, role_at, scope,
    },
    text::{Offset, Text, TextRange},
};

use super::{corpus, documents, files, texts};

/// Brackets of the task decomposition, and the parties in them: all, leader, lead, co.
const BRACKETS: usize = 105;
const MENTIONS: [usize; 4] = [352, 113, 111, 128];

/// How many brackets cover one sentence up to `。`, two, three, four.
const SENTENCES: [usize; 4] = [84, 14, 4, 3];

/// Blocks that annotators made in it.
const BLOCKS: usize = 25;

/// The report whose name starts so.
fn report(starts: &str) -> Option<Arc<Text>> {
    let corpus = corpus()?;
    let mut paths = files(&corpus, "txt").into_iter();
    let path = paths.find(|path| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with(starts))
    });
    let Some(path) = path else {
        eprintln!("skipped: no report {starts} in {}", corpus.display());
        return None;
    };
    Some(Arc::new(Text::new(fs::read_to_string(path).unwrap())))
}

/// The punctuation of both widths turned round. Code points stay where they are.
fn turned(text: &Text) -> Text {
    let turn = |c| match c {
        ',' | ';' | ':' | '(' | ')' => char::from_u32(c as u32 + 0xfee0).unwrap(),
        '，' | '；' | '：' | '（' | '）' => char::from_u32(c as u32 - 0xfee0).unwrap(),
        c => c,
    };
    Text::new(text.as_str().chars().map(turn).collect())
}

fn mentions(all: &[Responsibility]) -> [usize; 4] {
    let parties = || all.iter().flat_map(|own| &own.parties);
    let with = |role| parties().filter(|party| party.role == role).count();
    [
        parties().count(),
        with(Role::Leader),
        with(Role::Lead),
        with(Role::Co),
    ]
}

#[test]
fn all_brackets_of_a_task_decomposition_are_read() {
    let Some(text) = report("004") else { return };
    for text in [&turned(&text), &*text] {
        let all = find(text, text.range(), &[]);
        println!(
            "004: {} brackets; parties, leader, lead, co: {:?}",
            all.len(),
            mentions(&all)
        );
        assert_eq!(all.len(), BRACKETS);
        assert!(all.iter().all(|own| own.is_bracket));
        assert_eq!(mentions(&all), MENTIONS);

        let byte = |at: Offset, by: isize| Offset::from_bytes(at.bytes().strict_add_signed(by));
        for own in &all {
            let (start, end) = (own.range.start(), own.range.end());
            let width = isize::try_from(text.after(start).chars().next().unwrap().len_utf8());
            let width = width.unwrap();
            let label = byte(start, width + 6);
            let selections = [
                own.range,
                TextRange::between(byte(start, width), byte(end, -width)),
                TextRange::between(label, end),
                TextRange::empty(label),
                own.parties.last().unwrap().range,
                TextRange::empty(byte(end, -width)),
                TextRange::between(scope(text, own).start(), end),
            ];
            for (nth, selection) in selections.into_iter().enumerate() {
                let again = read(text, selection, &[]);
                assert!(
                    again.as_ref() == Some(own),
                    "{nth}: {}",
                    text.slice(own.range)
                );
            }
        }
    }
}

#[test]
fn scopes_cover_as_many_sentences_as_were_counted() {
    let Some(text) = report("004") else { return };
    let mut counts = [0; 4];
    for own in find(&text, text.range(), &[]) {
        let covered = text.slice(scope(&text, &own));
        let sentences = covered.split('。').count();
        *counts.get_mut(sentences - 1).unwrap() += 1;
    }
    println!("004: scopes of one, two, three, four sentences: {counts:?}");
    assert_eq!(counts, SENTENCES);
}

#[test]
fn reports_without_labels_have_none() {
    for name in ["001", "002"] {
        let Some(text) = report(name) else { return };
        let all = find(&text, text.range(), &[]);
        println!("{name}: {} brackets or labelled lines", all.len());
        for own in &all {
            println!("  {}", text.slice(own.range));
        }
        assert!(all.is_empty());
    }
}

/// What annotators said of a party.
fn marked(document: &Document, id: &SpanId) -> (TextRange, HashMap<String, String>) {
    let span = document.spans.iter().find(|span| span.id == *id).unwrap();
    let mut said = HashMap::new();
    for name in ["role", "role_label", "party_type", "group_scope"] {
        if let Some(value) = span.attributes.get(name).and_then(|value| value.as_str()) {
            said.insert(name.into(), value.into());
        }
    }
    (span.range, said)
}

fn said(text: &Text, party: &Named) -> (TextRange, HashMap<String, String>) {
    let mut said = HashMap::new();
    let mut insert = |name: &str, value: &str| said.insert(name.into(), value.into());
    insert("role", party.role.name());
    if let Some(label) = party.role_label {
        insert("role_label", text.slice(label));
    }
    insert("party_type", party.party_type.name());
    if let Some(scope) = party.group_scope {
        insert("group_scope", scope.name());
    }
    (party.range, said)
}

#[test]
fn brackets_are_read_as_annotators_marked_them() {
    let Some(corpus) = corpus() else { return };
    let texts = texts(&corpus);
    let (mut blocks, mut parties) = (0, 0);
    for path in files(&corpus.join("gold"), "json") {
        let read_file = native::read(&fs::read(&path).unwrap(), &texts).unwrap();
        for document in documents(&read_file) {
            let text = &document.text;
            for block in document.head.blocks.iter() {
                let Some(bracket) = block.bracket else {
                    continue;
                };
                let own = read(text, bracket, &[]).unwrap();
                assert_eq!(own.range, bracket);
                assert_eq!(scope(text, &own), block.scope);
                let found: Vec<_> = own.parties.iter().map(|party| said(text, party)).collect();
                let mut expect: Vec<_> = block
                    .parties
                    .iter()
                    .map(|id| marked(&document, id))
                    .collect();
                expect.sort_by_key(|(range, _)| range.start());
                assert_eq!(found, expect);
                for party in &own.parties {
                    let name = text.slice(party.range);
                    assert_eq!(party_type(name, Some(party.role)), party.party_type);
                    assert_eq!(group_scope(name), party.group_scope);
                    let role = role_at(text, party.range);
                    assert_eq!(role, Some((party.role, party.role_label)));
                }
                blocks += 1;
                parties += own.parties.len();
            }
        }
    }
    println!("{blocks} blocks and {parties} parties as annotators marked them");
    assert_eq!(blocks, BLOCKS);
}

#[test]
fn a_cursor_outside_of_brackets_reads_nothing() {
    for name in ["001", "002", "004"] {
        let Some(text) = report(name) else { return };
        let brackets = find(&text, text.range(), &[]);
        let is_outside = |at: &Offset| {
            let near = |own: &Responsibility| own.range.covers(TextRange::empty(*at));
            !brackets.iter().any(near)
        };
        let places = text
            .as_str()
            .char_indices()
            .map(|(at, _)| Offset::from_bytes(at));
        let mut places: Vec<_> = places.step_by(11).filter(is_outside).collect();
        let count = places.len();
        places.retain(|&at| read(&text, TextRange::empty(at), &[]).is_some());
        println!(
            "{name}: of {count} places outside of brackets {} are read",
            places.len()
        );
        for &at in &places {
            let own = read(&text, TextRange::empty(at), &[]).unwrap();
            println!("  {}", text.slice(own.range));
        }
        assert!(places.is_empty());
    }
}
