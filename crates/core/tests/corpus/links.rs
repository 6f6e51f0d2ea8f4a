//! Who answers for what in an annotated task decomposition: what its blocks imply is what its
//! annotators wrote out, and its ledger has it all.

use std::fs;

use reportmark_core::{
    attainment::candidates,
    ledger::{self, Column, Row},
    links::{self, By, Index},
    model::{Document, SpanId},
    outline::Outline,
    scheme::Scheme,
    text::Offset,
};

use super::{corpus, documents, texts};
use reportmark_core::format::native;

/// The annotated task decomposition, if it is there.
fn task_decomposition() -> Option<Document> {
    annotated("004")
}

fn annotated(report: &str) -> Option<Document> {
    let corpus = corpus()?;
    let Ok(bytes) = fs::read(corpus.join(format!("gold/{report}.json"))) else {
        eprintln!("skipped: no report {report} in {}", corpus.display());
        return None;
    };
    let read = native::read(&bytes, &texts(&corpus)).unwrap();
    documents(&read).into_iter().next()
}

#[test]
fn blocks_imply_what_annotators_wrote_out() {
    let scheme = Scheme::guideline();
    let Some(document) = task_decomposition() else {
        return;
    };
    let derived: Vec<(&str, &str, &str, &str)> = links::derived(&document, &scheme)
        .map(|own| {
            (
                own.kind,
                own.head.as_str(),
                own.tail.as_str(),
                own.block.as_str(),
            )
        })
        .collect();
    let stored: Vec<(&str, &str, &str, &str)> = document
        .head
        .relations
        .iter()
        .filter_map(|own| {
            let via = own.via.as_ref()?.as_str();
            Some((&*own.kind, own.head.as_str(), own.tail.as_str(), via))
        })
        .collect();
    println!(
        "{} blocks imply {} relations; {} are stored",
        document.head.blocks.len(),
        derived.len(),
        stored.len()
    );
    assert_eq!(derived, stored);
    assert_eq!(stored.len(), 198);
}

#[test]
fn what_was_drawn_is_told_from_what_blocks_imply() {
    let scheme = Scheme::guideline();
    let Some(document) = task_decomposition() else {
        return;
    };
    let index = Index::new(&document, &scheme);
    let mut drawn: Vec<&str> = Vec::new();
    for span in document.spans.iter() {
        let own = index.drawn(&span.id);
        assert_eq!(own, links::drawn(&document, &span.id));
        drawn.extend(own.iter().map(|relation| relation.id.as_str()));
        assert_eq!(
            index.answering(&span.id),
            links::answering(&document, &scheme, &span.id)
        );
        assert_eq!(
            index.answered_for(&span.id),
            links::answered_for(&document, &scheme, &span.id)
        );
        assert_eq!(
            index.blocks_of(&span.id),
            links::blocks_of(&document, &span.id)
        );
    }
    drawn.sort_unstable();
    drawn.dedup();
    println!("{} relations were drawn", drawn.len());
    assert_eq!(drawn.len(), 15);
}

#[test]
fn the_ledger_has_every_commitment_and_who_leads_it() {
    let scheme = Scheme::guideline();
    let Some(document) = task_decomposition() else {
        return;
    };
    let outline = Outline::of(&document.text);
    let rows = ledger::rows(&document, &scheme, &outline, &|name| name.into());
    let is_commitment = |label: &str| matches!(label, "target" | "measure");
    let commitments: Vec<&SpanId> = document
        .spans
        .iter()
        .filter(|span| is_commitment(span.label.as_str()))
        .map(|span| &span.id)
        .collect();
    let of_rows: Vec<&SpanId> = rows.iter().map(|row| &row.span).collect();
    assert_eq!(of_rows, commitments);

    let led = rows.iter().filter(|row| !row.leader.is_empty()).count();
    let placed = rows.iter().filter(|row| !row.section.is_empty()).count();
    let valued = rows.iter().filter(|row| !row.value.is_empty()).count();
    println!(
        "{} rows: {led} with a leader, {placed} in a section, {valued} with a value",
        rows.len()
    );

    // The first block, read from the document itself.
    let block = document.head.blocks.get(0).unwrap();
    let names = |role: &str| -> Vec<&str> {
        let parties = block.parties.iter().filter_map(|id| document.spans.get(id));
        parties
            .filter(|party| links::role_of(party) == role)
            .map(|party| document.text.slice(party.range))
            .collect()
    };
    assert!(!names("lead").is_empty() && !names("leader").is_empty());
    for member in &block.members {
        let row = rows.iter().find(|row| row.span == *member).unwrap();
        assert_eq!(row.leader, names("leader"));
        assert_eq!(row.lead, names("lead"));
        assert_eq!(row.co, names("co"));
        let by = links::answering(&document, &scheme, member);
        assert!(by.iter().all(|answer| answer.by == By::Block(block)));
    }

    let all: Vec<&Row> = rows.iter().collect();
    let groups = ledger::by_party(&all);
    let under: usize = groups.iter().map(|group| group.rows.len()).sum();
    let table = ledger::csv(&all, &Column::ALL, &[]);
    println!(
        "{under} rows under {} parties; {} bytes as a table",
        groups.len(),
        table.len()
    );
    assert!(under >= rows.len());
}

#[test]
fn a_target_in_brackets_belongs_to_the_result_before_it() {
    let scheme = Scheme::guideline();
    let Some(document) = annotated("001") else {
        return;
    };
    let text = &document.text;
    let (mut results, mut with_any, mut in_brackets) = (0, 0, 0);
    for result in document.spans.iter() {
        if result.label.as_str() != "result" {
            continue;
        }
        let found = candidates(&document, &scheme, result, 3);
        results += 1;
        with_any += usize::from(!found.is_empty());
        let behind = text.after(result.range.end());
        if !behind.starts_with(['(', '（']) {
            continue;
        }
        let bracket = Offset::from_bytes(result.range.end().bytes() + 1);
        let target = document.spans.iter().find(|span| {
            span.label.as_str() == "target" && span.range.start() == text.floor(bracket)
        });
        if let Some(target) = target {
            in_brackets += 1;
            assert_eq!(found.first(), Some(&target));
        }
    }
    println!(
        "{results} results: {in_brackets} with their target in brackets, {with_any} with any candidate"
    );
    assert!(in_brackets > 0);
}
