//! Suggestions against what annotators marked: precision and recall, rules that may be accepted
//! without a look, and that no rule knows a name of the reports.

use std::{collections::BTreeSet, fs, path::Path, sync::Arc};

use reportmark_core::{
    format::native,
    model::{
        Document, DocumentData, DocumentHead, DocumentId, Lexicon, Project, SpanStatus, Timestamp,
    },
    outline::Outline,
    parse::{document, responsibility},
    scheme::Scheme,
    score::{Score, score},
    suggest::{self, Ground, Learned, Rule, Rulebook},
    text::{Text, TextRange},
};

use super::{corpus, documents, files, texts};

/// A document with what is suggested for its text, and nothing else known of it.
fn suggested(text: &Arc<Text>) -> Document {
    suggested_by(text, &Ground::of_text(text))
}

fn suggested_by(text: &Arc<Text>, ground: &Ground) -> Document {
    let found = suggest::suggest(text, ground);
    let head = DocumentHead::new(DocumentId::new("d"), "", None);
    let now = Timestamp::new("2026-11-28T00:00:00Z");
    let scheme = Scheme::guideline();
    let data = DocumentData::new(head, text);
    let data = suggest::document(text, data, ground, &found, &scheme, &now);
    data.with_text(text).unwrap()
}

/// The annotated documents, with the names of their files.
fn gold(corpus: &Path) -> Vec<(String, Document)> {
    let texts = texts(corpus);
    let mut all = Vec::new();
    for path in files(&corpus.join("gold"), "json") {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let read = native::read(&fs::read(&path).unwrap(), &texts).unwrap();
        all.extend(documents(&read).into_iter().map(|own| (name.clone(), own)));
    }
    all
}

/// Precision and recall that a report of a genre has to reach, and of its responsibility pairs.
fn bars(document: &Document) -> (f64, f64) {
    let outline = Outline::of(&document.text);
    let fields = document::fields(&document.text, &outline);
    let genre = fields.iter().find(|field| field.name == "genre").unwrap();
    match genre.value.as_str().unwrap() {
        "task_decomposition" => (0.95, 0.93),
        "supervision_bulletin" => (0.90, 0.85),
        "work_report" => (0.92, 0.88),
        other => panic!("no bar for {other}"),
    }
}

#[test]
fn suggestions_agree_with_annotators() {
    let Some(corpus) = corpus() else { return };
    for (name, gold) in gold(&corpus) {
        let mut total = Score::default();
        score(
            &gold,
            &suggested(&gold.text),
            &Scheme::guideline(),
            &mut total,
        );
        let (precision, recall) = bars(&gold);
        let all = total.all;
        assert!(
            all.precision() >= precision && all.recall() >= recall,
            "{name}: P {:.3} R {:.3}",
            all.precision(),
            all.recall()
        );
        if let Some(pairs) = total.pairs {
            assert!(
                pairs.precision() >= 0.95 && pairs.recall() >= 0.95,
                "{name}: pairs P {:.3} R {:.3}",
                pairs.precision(),
                pairs.recall()
            );
        }
    }
}

/// Relations of a document by their types and the places of their ends.
fn relations(document: &Document) -> BTreeSet<(String, TextRange, TextRange)> {
    let place = |id| document.spans.get(id).map(|span| span.range);
    let all = document.head.relations.iter();
    all.filter_map(|own| Some((own.kind.to_string(), place(&own.head)?, place(&own.tail)?)))
        .collect()
}

#[test]
fn relations_are_those_that_annotators_drew() {
    let Some(corpus) = corpus() else { return };
    for (name, gold) in gold(&corpus) {
        let drawn = relations(&gold);
        let kinds = ["contributes_to", "part_of"];
        let drawn: BTreeSet<_> = drawn
            .into_iter()
            .filter(|(kind, ..)| kinds.contains(&kind.as_str()))
            .collect();
        // Where none was drawn, none was looked for.
        if drawn.is_empty() {
            continue;
        }
        let ranges = &gold.head.annotated_ranges;
        let within = |range: &TextRange| ranges.iter().any(|own| own.covers(*range));
        let mut found = relations(&suggested(&gold.text));
        found.retain(|(kind, head, tail)| {
            kinds.contains(&kind.as_str()) && within(head) && within(tail)
        });
        let right = drawn.intersection(&found).count() as f64;
        let (precision, recall) = (right / found.len() as f64, right / drawn.len() as f64);
        assert!(
            precision >= 0.85 && recall >= 0.7,
            "{name}: relations P {precision:.3} R {recall:.3}"
        );
    }
}

#[test]
fn what_other_reports_teach_costs_nothing() {
    let Some(corpus) = corpus() else { return };
    let all = gold(&corpus);
    for (name, own) in &all {
        let others = all.iter().filter(|(other, _)| other != name);
        let project = Project {
            scheme: Arc::new(Scheme::guideline()),
            documents: others.map(|(_, own)| Arc::new(own.clone())).collect(),
            ..Project::default()
        };
        let mut learned = Learned::default();
        assert!(learned.follow(&project, usize::MAX));
        let known = Arc::new(learned.known(&Lexicon::default()));
        let taught = suggested_by(&own.text, &Ground::of_text(&own.text).knowing(known));
        let (mut before, mut after) = (Score::default(), Score::default());
        let scheme = Scheme::guideline();
        score(own, &suggested(&own.text), &scheme, &mut before);
        score(own, &taught, &scheme, &mut after);
        let (before, after) = (before.all, after.all);
        assert!(
            after.precision() >= before.precision() && after.recall() >= before.recall(),
            "{name}: P {:.3} R {:.3}",
            after.precision(),
            after.recall()
        );
    }
}

#[test]
fn sure_rules_are_right_and_give_most_of_a_task_decomposition() {
    let Some(corpus) = corpus() else { return };
    let (mut right, mut all) = (0, 0);
    for (name, gold) in gold(&corpus) {
        let ranges = &gold.head.annotated_ranges;
        let within = |range: TextRange| ranges.iter().any(|own| own.covers(range));
        let annotated: BTreeSet<(String, TextRange)> = gold
            .spans
            .iter()
            .filter(|span| span.status == SpanStatus::Accepted && within(span.range))
            .map(|span| (span.label.as_str().into(), span.range))
            .collect();
        let suggested = suggested(&gold.text);
        let sure = suggested.spans.iter().filter(|span| {
            let rule = span
                .origin
                .strip_prefix("rule:")
                .and_then(Rule::of_id)
                .unwrap();
            Rulebook::default().about(rule).is_sure && within(span.range)
        });
        let mut own = 0;
        for span in sure {
            all += 1;
            let key = (span.label.as_str().into(), span.range);
            own += usize::from(annotated.contains(&key));
        }
        right += own;
        if bars(&gold).0 >= 0.95 {
            let share = own as f64 / annotated.len() as f64;
            assert!(
                share >= 0.6,
                "{name}: sure rules give {share:.3} of the spans"
            );
        }
    }
    let precision = f64::from(u32::try_from(right).unwrap()) / f64::from(all);
    assert!(precision >= 0.98, "sure rules: {precision:.3}");
}

/// Names of places, persons and bodies in the reports: parties, bodies of brackets, jurisdictions.
fn names(corpus: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for text in texts(corpus).values() {
        let outline = Outline::of(text);
        for found in responsibility::find(text, text.range(), &[]) {
            let own = found.parties.iter();
            names.extend(own.map(|party| String::from(text.slice(party.range))));
        }
        for field in document::fields(text, &outline) {
            if field.name == "region" {
                let parts = field.value.as_object().unwrap().values();
                names.extend(parts.filter_map(|part| part.as_str().map(String::from)));
            }
        }
        let parties = suggested(text);
        let parties = parties
            .spans
            .iter()
            .filter(|span| span.label.as_str() == "party");
        names.extend(parties.map(|span| String::from(text.slice(span.range))));
    }
    for (_, document) in gold(corpus) {
        let parties = document
            .spans
            .iter()
            .filter(|span| span.label.as_str() == "party");
        names.extend(parties.map(|span| String::from(document.text.slice(span.range))));
    }
    // 某县 without 县 as well; groups are of the genre.
    let bare: Vec<String> = names
        .iter()
        .filter_map(|name| name.strip_suffix(['县', '市', '区', '镇']))
        .filter(|name| name.chars().count() >= 2)
        .map(String::from)
        .collect();
    names.extend(bare);
    let is_level =
        |name: &String| ["prefecture", "county", "province", "city"].contains(&name.as_str());
    names.retain(|name| {
        name.chars().count() >= 2 && !is_level(name) && responsibility::group_scope(name).is_none()
    });
    names
}

#[test]
fn no_rule_names_a_place_person_or_body_of_the_reports() {
    let Some(corpus) = corpus() else { return };
    let names = names(&corpus);
    assert!(names.len() > 60, "only {} names found", names.len());
    let mut known: Vec<String> = Vec::new();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for folder in ["suggest", "text", "parse"] {
        let mut folders = vec![source.join(folder)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.ends_with("tests") || path.ends_with("tests.rs") {
                    continue;
                }
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let code = fs::read_to_string(&path).unwrap();
                // Tests may speak of any body that every town has.
                let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap();
                let named = names.iter().filter(|name| code.contains(name.as_str()));
                known.extend(named.map(|name| format!("{}: {name}", path.display())));
            }
        }
    }
    assert_eq!(known, Vec::<String>::new());
}

/// Punctuation of the other width, one character for one.
fn widened(text: &str) -> String {
    let wide = |c: char| match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '(' => '（',
        ')' => '）',
        c => c,
    };
    // Commas and colons of figures stay as they are.
    let letters: Vec<char> = text.chars().collect();
    let digit = |nth: Option<usize>| {
        nth.and_then(|nth| letters.get(nth))
            .is_some_and(char::is_ascii_digit)
    };
    let own = letters.iter().enumerate().map(|(nth, &c)| {
        let in_figure = matches!(c, ',' | ':') && digit(nth.checked_sub(1)) && digit(Some(nth + 1));
        if in_figure { c } else { wide(c) }
    });
    own.collect()
}

#[test]
fn the_width_of_punctuation_does_not_matter() {
    let Some(corpus) = corpus() else { return };
    let told = |document: &Document| -> Vec<(String, usize, usize)> {
        let text = &document.text;
        let points = |range: TextRange| {
            (
                text.to_code_points(range.start()),
                text.to_code_points(range.end()),
            )
        };
        let spans = document.spans.iter();
        let own = spans.map(|span| {
            let (start, end) = points(span.range);
            (span.label.as_str().into(), start, end)
        });
        own.collect()
    };
    for text in texts(&corpus).values() {
        let wide = Arc::new(Text::new(widened(text.as_str())));
        let (narrow, wide) = (told(&suggested(text)), told(&suggested(&wide)));
        let missed: Vec<_> = narrow.iter().filter(|own| !wide.contains(own)).collect();
        let extra: Vec<_> = wide.iter().filter(|own| !narrow.contains(own)).collect();
        assert!(
            missed.is_empty() && extra.is_empty(),
            "missed {missed:?}, extra {extra:?}"
        );
    }
}
