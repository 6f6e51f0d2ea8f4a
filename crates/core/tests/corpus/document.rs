//! What reports say of themselves: genre, fields, zones and sections, against what was counted and
//! annotated by hand.

use std::{fs, path::Path, time::Instant};

use reportmark_core::{
    format::native,
    model::{Members, Section, Tense, Zone, ZoneKind},
    outline::Outline,
    parse::document::{Field, fields, in_target_list, period_at, sections, tense_at, zones},
    text::{Offset, Text},
};
use serde_json::Value;

use super::{corpus, documents, files, texts};

/// A report and what is read of it.
struct Report {
    text: Text,
    outline: Outline,
    fields: Members,
    sections: Vec<Section>,
    zones: Vec<Zone>,
}

impl Report {
    /// The one whose file's name begins so.
    fn find(corpus: &Path, name: &str) -> Option<Self> {
        let has_name = |path: &Path| {
            let file = path.file_name().unwrap_or_default();
            file.to_string_lossy().starts_with(name)
        };
        let mut paths = files(corpus, "txt").into_iter();
        let Some(path) = paths.find(|path| has_name(path)) else {
            eprintln!("skipped: no report {name} in {}", corpus.display());
            return None;
        };
        let text = Text::new(fs::read_to_string(path).unwrap());
        let outline = Outline::of(&text);
        let start = Instant::now();
        let mut members = Members::new();
        println!("== {name}");
        for field in fields(&text, &outline) {
            assert!(text.fits(field.evidence) && !field.evidence.is_empty());
            println!(
                "{}: {} <{}>",
                field.name,
                field.value,
                text.slice(field.evidence)
            );
            members.insert(field.name.into(), field.value);
        }
        let report = Self {
            sections: sections(&text, &outline),
            zones: zones(&text, &outline),
            fields: members,
            outline,
            text,
        };
        println!("read in {:?}", start.elapsed());
        report.print();
        Some(report)
    }

    /// Zones, and of each section its tense and the period in force where it starts.
    fn print(&self) {
        for zone in &self.zones {
            let slice = self.text.slice(zone.range);
            let start: String = slice.chars().take(40).collect();
            let end = slice.chars().rev().take(20).collect::<Vec<_>>();
            let end: String = end.into_iter().rev().collect();
            println!("{:?} {:?} {start:?} … {end:?}", zone.kind, zone.range);
        }
        for section in &self.sections {
            let behind = Offset::from_bytes(section.range.end().bytes() + 1);
            let title: String = self.text.slice(section.range).chars().take(30).collect();
            println!(
                "{} {} [{}] {:?} {:?} {title}",
                section.id,
                section.level,
                section.number,
                section.tense,
                self.period(behind),
            );
        }
    }

    fn period(&self, at: Offset) -> Option<String> {
        period_at(&self.text, &self.outline, &self.fields, at)
    }

    /// The only zone of a kind.
    fn zone(&self, kind: ZoneKind) -> &Zone {
        let mut own = self.zones.iter().filter(|zone| zone.kind == kind);
        let zone = own.next().unwrap();
        assert!(own.next().is_none(), "{kind:?} twice");
        zone
    }

    /// Where words stand.
    fn at(&self, words: &str) -> Offset {
        Offset::from_bytes(self.text.as_str().find(words).unwrap())
    }
}

#[test]
fn a_bulletin_reports_on_a_quarter_of_the_year_that_it_plans() {
    let Some(report) = corpus().and_then(|corpus| Report::find(&corpus, "001")) else {
        return;
    };
    assert_eq!(report.fields["genre"], "supervision_bulletin");
    for name in ["index_number", "issuing_body", "publish_date", "validity"] {
        assert!(report.fields[name].is_string(), "{name}");
    }
    // Printed 无, and a label without a value.
    for name in ["doc_number", "issue_date"] {
        assert!(report.fields[name].is_null(), "{name}");
    }
    assert_eq!(report.fields["report_period"], "2021-Q1");
    assert_eq!(report.fields["plan_period"], "2021");
    let tenses = [("二、", Tense::Past), ("三、", Tense::Plan)];
    for (number, tense) in tenses {
        let at = report.at(&format!("\n{number}"));
        let behind = Offset::from_bytes(at.bytes() + 60);
        assert_eq!(tense_at(&report.sections, behind), tense, "{number}");
    }
    // An item restates what is planned for the year, then tells what was done (guideline I7).
    let item = report.at("\n3.");
    let start = item.bytes();
    let quarter = start + report.text.after(item).find("一季度").unwrap();
    let period = |at: usize| report.period(Offset::from_bytes(at));
    assert_eq!(period(start + 6).as_deref(), Some("2021"));
    assert_eq!(period(quarter).as_deref(), Some("2021-Q1"));
}

#[test]
fn a_work_report_looks_back_and_ahead() {
    let Some(report) = corpus().and_then(|corpus| Report::find(&corpus, "002")) else {
        return;
    };
    assert_eq!(report.fields["genre"], "work_report");
    for name in [
        "speaker",
        "meeting",
        "source",
        "publish_date",
        "issue_date",
        "region",
    ] {
        assert!(!report.fields[name].is_null(), "{name}");
    }
    let of_top = |section: &&Section| section.level == 1;
    let tops: Vec<_> = report.sections.iter().filter(of_top).collect();
    let tenses: Vec<_> = tops.iter().map(|section| section.tense).collect();
    assert_eq!(tenses, [Tense::Past, Tense::Plan, Tense::Plan]);
    let glossary = report.text.slice(report.zone(ZoneKind::Glossary).range);
    assert!(glossary.starts_with("名词解释"));
    let entries = glossary
        .lines()
        .filter(|line| line.trim().starts_with(|c: char| c.is_ascii_digit()));
    assert_eq!(entries.count(), 15);
    for words in ["查看余下全文", "精彩图片"] {
        let at = report.at(words);
        let zone = report
            .zones
            .iter()
            .find(|zone| zone.range.contains(at))
            .unwrap();
        assert_eq!(zone.kind, ZoneKind::Boilerplate, "{words}");
    }
    let list = report.at("预期目标是:");
    let in_list = |bytes: usize| {
        let at = Offset::from_bytes(list.bytes() + bytes);
        in_target_list(&report.text, &report.outline, at)
    };
    assert!(!in_list(0) && in_list("预期目标是:".len() + 3));
    let sentence = report.text.after(list).find('。').unwrap();
    assert!(in_list(sentence) && !in_list(sentence + 9));
}

#[test]
fn a_decomposition_has_its_number_its_letter_and_the_annotated_sections() {
    let Some(corpus) = corpus() else { return };
    let Some(report) = Report::find(&corpus, "004") else {
        return;
    };
    assert_eq!(report.fields["genre"], "task_decomposition");
    let number = report.fields["doc_number"].as_str().unwrap();
    assert!(
        number.contains("〔2021〕") && number.ends_with('号'),
        "{number}"
    );
    let title = report.fields["title"].as_str().unwrap();
    assert!(title.contains("关于") && title.ends_with("的通知") && !title.contains('\n'));
    assert_eq!(report.fields["plan_period"], "2021");
    let letter = report.text.slice(report.zone(ZoneKind::CoverNote).range);
    assert!(letter.ends_with('日') && letter.contains("三、"));
    assert!(
        report
            .sections
            .iter()
            .all(|section| section.tense == Tense::Plan)
    );

    let texts = texts(&corpus);
    let gold = fs::read(corpus.join("gold/004.json")).unwrap();
    let read = native::read(&gold, &texts).unwrap();
    let gold = documents(&read);
    let gold = &gold.first().unwrap().head.sections;
    assert_eq!(gold.len(), 7);
    let found = |section: &Section| {
        let mut all = report.sections.iter();
        all.find(|own| own.range == section.range)
    };
    for section in gold.iter() {
        let quote = report.text.slice(section.range);
        let own = found(section).unwrap();
        assert_eq!(
            (own.level, &own.number),
            (section.level, &section.number),
            "{quote}"
        );
        let parent = section.parent.as_ref().map(|id| {
            let parent = gold.iter().find(|other| other.id == *id).unwrap();
            found(parent).unwrap().id.clone()
        });
        assert_eq!(own.parent, parent, "{quote}");
    }
}

/// The text with the punctuation and digits that these reports have in half width in full width,
/// and with the line ends of another system.
fn widened(text: &Text) -> Text {
    let wide = |c: char| match c {
        ',' | ';' | ':' | '(' | ')' | '%' | '0'..='9' => char::from_u32(c as u32 + 0xfee0).unwrap(),
        c => c,
    };
    let wide: String = text.as_str().chars().map(wide).collect();
    Text::new(wide.replace('\n', "\r\n"))
}

fn narrowed(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap(),
        c => c,
    };
    text.chars().map(narrow).collect()
}

#[test]
fn both_widths_and_other_line_ends_say_the_same() {
    let Some(corpus) = corpus() else { return };
    for text in texts(&corpus).into_values() {
        let wide = widened(&text);
        let read = |text: &Text| {
            let outline = Outline::of(text);
            let fields = fields(text, &outline);
            let zones = zones(text, &outline);
            let sections = sections(text, &outline);
            let zone = |zone: &Zone| {
                let slice = narrowed(text.slice(zone.range)).replace('\r', "");
                format!("{:?} {slice}", zone.kind)
            };
            let tense = |own: &Section| format!("{:?} {}", own.tense, narrowed(&own.number));
            let field = |field: &Field| narrowed(&format!("{}: {}", field.name, field.value));
            let mut all: Vec<_> = fields.iter().map(field).collect();
            all.extend(zones.iter().map(zone));
            all.extend(sections.iter().map(tense));
            all
        };
        let (own, wide) = (read(&text), read(&wide));
        for (own, wide) in own.iter().zip(&wide) {
            assert_eq!(own, wide);
        }
        assert_eq!(own.len(), wide.len());
    }
}

#[test]
fn periods_are_those_of_what_was_annotated() {
    let Some(corpus) = corpus() else { return };
    let texts = texts(&corpus);
    let (mut stated, mut by_label) = (0, [0; 2]);
    for path in files(&corpus.join("gold"), "json") {
        let read = native::read(&fs::read(&path).unwrap(), &texts).unwrap();
        for document in documents(&read) {
            let text = &document.text;
            let outline = Outline::of(text);
            let fields = fields(text, &outline);
            let fields: Members = fields
                .into_iter()
                .map(|own| (own.name.into(), own.value))
                .collect();
            let is_bulletin = fields["genre"] == "supervision_bulletin";
            for span in document.spans.iter() {
                let period = period_at(text, &outline, &fields, span.range.start());
                let period = period.map(Value::from);
                let quote = text.slice(span.range);
                if let Some(gold) = span.attributes.get("period") {
                    assert_eq!(period.as_ref(), Some(gold), "{quote}");
                    stated += 1;
                }
                // What is to be reached is of the year, what was done of the quarter (guideline I7).
                let nth = match span.label.as_str() {
                    "target" => 0,
                    "result" => 1,
                    _ => continue,
                };
                if is_bulletin {
                    let name = ["plan_period", "report_period"][nth];
                    assert_eq!(period.as_ref(), fields.get(name), "{quote}");
                    by_label[nth] += 1;
                }
            }
        }
    }
    println!("{stated} periods as stated, {by_label:?} targets and results of a bulletin");
}
