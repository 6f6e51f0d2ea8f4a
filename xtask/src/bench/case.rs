//! Documents to measure with: invented text in the manner of the reports, with spans spread evenly
//! over it, as native files. The same bytes on every machine.
//!
//! All characters are of the Basic Multilingual Plane, as nearly all of the reports' are: a code
//! point is one UTF-16 unit and, but for line ends, three bytes of UTF-8.

use anyhow::{Context, Result};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// A document to measure with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Case {
    /// What it is called on the command line, in file names and in tables.
    pub(super) name: &'static str,
    /// Length of the text in code points.
    pub(super) characters: usize,
    /// Number of its spans.
    pub(super) spans: usize,
    /// How many spans the scope of a responsibility block takes in; none without blocks.
    pub(super) block: Option<usize>,
}

/// From small to large: a report, a long one, a yearbook, and more than anyone will open.
pub(super) const CASES: &[Case] = &[
    Case::new("17k", 17_000, 300),
    Case::new("60k", 60_000, 1_000),
    Case::new("1M", 1_000_000, 10_000),
    // Each block joins 20 parties with 40 commitments: 100,000 relations that follow from blocks.
    Case {
        block: Some(80),
        ..Case::new("1M-blocks", 1_000_000, 10_000)
    },
    Case::new("10M", 10_000_000, 100_000),
];

/// Code points of a span.
const SPAN: usize = 12;

/// Code points of a paragraph, without its line end.
const SHORTEST: usize = 80;
const LONGEST: usize = 400;

/// Code points of context on either side of a span.
const CONTEXT: usize = 16;

/// The labels in turn.
const LABELS: &[&str] = &["target", "measure", "party", "result"];

/// When everything was made, as far as the file says.
const MOMENT: &str = "2026-01-01T00:00:00.000Z";

const TIMES: &[&str] = &[
    "今年年底前",
    "三季度末",
    "到二〇二七年",
    "上半年",
    "规划期内",
];
const PARTIES: &[&str] = &[
    "由市发展改革部门牵头，各县区配合，",
    "由市住房城乡建设部门负责，",
    "由牵头单位会同有关部门，",
    "各乡镇街道按照职责分工，",
    "由市农业农村部门会同财政部门，",
];
const DEEDS: &[&str] = &[
    "加快推进老旧小区改造和配套管网更新",
    "全面落实粮食安全责任，新建高标准农田",
    "持续优化营商环境，压减审批事项办理时限",
    "深入开展污染防治，巩固重点流域治理成效",
    "支持企业开展技术改造，培育一批骨干企业",
    "健全基层医疗服务体系，扩大家庭医生签约范围",
];
const ENDS: &[&str] = &[
    "，完成投资增长百分之八以上。",
    "，确保全年任务按期完成；",
    "，力争群众满意度稳步提升。",
    "，建立台账，按月通报进展情况。",
    "，切实做到件件有着落、事事有回音。",
];

impl Case {
    /// Without blocks.
    pub(super) const fn new(name: &'static str, characters: usize, spans: usize) -> Self {
        Self {
            name,
            characters,
            spans,
            block: None,
        }
    }

    /// Finds a case by its name.
    pub(super) fn named(name: &str) -> Result<Self> {
        CASES
            .iter()
            .find(|case| case.name == name)
            .copied()
            .with_context(|| {
                let names: Vec<_> = CASES.iter().map(|case| case.name).collect();
                format!("no size `{name}`: there are {}", names.join(", "))
            })
    }

    /// The native file: UTF-8 JSON in one line, with what the page itself would write into it.
    pub(super) fn file(self) -> Result<Vec<u8>> {
        let text = text(self.characters);
        let written: String = text.iter().collect();
        let spans: Vec<Span> = (0..self.spans)
            .filter_map(|nth| Span::new(&text, nth, self.spans))
            .collect();
        let blocks = self
            .block
            .map(|size| spans.chunks(size).enumerate().map(Block::new).collect());
        let document = Document {
            id: "d1",
            name: self.name,
            text_sha256: hash(&written),
            text: written,
            length: text.len(),
            offset_unit: "unicode_code_point",
            status: "in_progress",
            blocks: blocks.unwrap_or_default(),
            spans,
        };
        Ok(serde_json::to_vec(&File {
            format: "reportmark",
            version: 1,
            exported_at: MOMENT,
            documents: [document],
        })?)
    }
}

#[derive(Serialize)]
struct File {
    format: &'static str,
    version: u32,
    exported_at: &'static str,
    documents: [Document; 1],
}

#[derive(Serialize)]
struct Document {
    id: &'static str,
    name: &'static str,
    text: String,
    text_sha256: String,
    length: usize,
    offset_unit: &'static str,
    status: &'static str,
    spans: Vec<Span>,
    blocks: Vec<Block>,
}

#[derive(Serialize)]
struct Block {
    id: String,
    scope: (usize, usize),
    members: Vec<String>,
    parties: Vec<String>,
}

impl Block {
    /// The block that takes in these spans, the nth of all.
    fn new((nth, spans): (usize, &[Span])) -> Self {
        let ids = |labels: &[&str]| {
            let own = spans.iter().filter(|span| labels.contains(&span.label));
            own.map(|span| span.id.clone()).collect()
        };
        Self {
            id: format!("b{nth}"),
            scope: (
                spans.first().map_or(0, |span| span.start),
                spans.last().map_or(0, |span| span.end),
            ),
            members: ids(&["target", "measure"]),
            parties: ids(&["party"]),
        }
    }
}

#[derive(Serialize)]
struct Span {
    id: String,
    label: &'static str,
    start: usize,
    end: usize,
    quote: String,
    prefix: String,
    suffix: String,
    attributes: Attributes,
    slots: [Empty; 0],
    status: &'static str,
    origin: &'static str,
    edited: bool,
    certainty: &'static str,
    note: &'static str,
    created_at: &'static str,
    updated_at: &'static str,
}

#[derive(Serialize)]
struct Attributes {
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
}

#[derive(Serialize)]
struct Empty {}

impl Span {
    /// The nth of `count` spans, in the middle of its share of the text and inside one paragraph.
    fn new(text: &[char], nth: usize, count: usize) -> Option<Self> {
        let share = text.len() / count;
        let middle = nth * share + share.saturating_sub(SPAN) / 2;
        let line_end = text
            .get(middle..middle + SPAN)?
            .iter()
            .rposition(|&sign| sign == '\n');
        let start = line_end.map_or(middle, |at| middle + at + 1);
        let end = start + SPAN;
        let slice = |from: usize, to: usize| text.get(from..to.min(text.len()));
        Some(Self {
            id: format!("s{nth:011}"),
            label: LABELS.get(nth % LABELS.len())?,
            start,
            end,
            quote: text.get(start..end)?.iter().collect(),
            prefix: slice(start.saturating_sub(CONTEXT), start)?
                .iter()
                .collect(),
            suffix: slice(end, end + CONTEXT)?.iter().collect(),
            attributes: Attributes {
                role: (nth % LABELS.len() == 2).then_some("lead"),
            },
            slots: [],
            status: "accepted",
            origin: "manual",
            edited: false,
            certainty: "sure",
            note: "",
            created_at: MOMENT,
            updated_at: MOMENT,
        })
    }
}

/// Exactly so many characters, in paragraphs.
fn text(characters: usize) -> Vec<char> {
    let mut random = Random(1);
    let mut text = Vec::with_capacity(characters + LONGEST);
    loop {
        let rest = characters.saturating_sub(text.len());
        let length = if rest <= LONGEST {
            rest
        } else {
            // Leaves enough for a line end and one more paragraph.
            random.between(SHORTEST, LONGEST).min(rest - SHORTEST - 1)
        };
        let start = text.len();
        while text.len() - start < length {
            for words in [TIMES, PARTIES, DEEDS, ENDS] {
                text.extend(random.one_of(words).chars());
            }
        }
        text.truncate(start + length);
        if let Some(last) = text.last_mut() {
            *last = '。';
        }
        if length == rest {
            return text;
        }
        text.push('\n');
    }
}

fn hash(text: &str) -> String {
    Sha256::digest(text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Numbers that look random and are the same each time: a linear congruence, by Knuth.
struct Random(u64);

impl Random {
    fn next(&mut self) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        // The upper bits are the good ones.
        usize::try_from(self.0 >> 40).unwrap_or_default()
    }

    /// Both ends included.
    fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.next() % (high - low + 1)
    }

    fn one_of(&mut self, words: &[&'static str]) -> &'static str {
        words
            .get(self.next() % words.len().max(1))
            .copied()
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn a_text_has_its_length_and_paragraphs_of_all_kinds() {
        for characters in [SHORTEST, LONGEST, LONGEST + 1, 17_000, 60_000] {
            assert_eq!(text(characters).len(), characters);
        }
        let text: String = text(60_000).iter().collect();
        let lengths: Vec<_> = text.split('\n').map(|line| line.chars().count()).collect();
        assert!(
            lengths
                .iter()
                .all(|length| (SHORTEST..=LONGEST).contains(length))
        );
        assert!(lengths.iter().any(|&length| length < 120));
        assert!(lengths.iter().any(|&length| length > 360));
        assert!(text.chars().all(|sign| u32::from(sign) <= 0xffff));
    }

    #[test]
    fn every_span_quotes_what_stands_there_in_one_paragraph() {
        let case = Case::named("17k").unwrap();
        let file: Value = serde_json::from_slice(&case.file().unwrap()).unwrap();
        let document = &file["documents"][0];
        let text: Vec<char> = document["text"].as_str().unwrap().chars().collect();
        let spans = document["spans"].as_array().unwrap();
        assert_eq!((text.len(), spans.len()), (case.characters, case.spans));
        let mut last = 0;
        for (nth, span) in spans.iter().enumerate() {
            let at = |key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
            let (start, end) = (at("start"), at("end"));
            let quote: String = text[start..end].iter().collect();
            let before: String = text[start.saturating_sub(CONTEXT)..start].iter().collect();
            assert!(last < start && end - start == SPAN, "span {nth}");
            assert_eq!(span["quote"], quote.as_str());
            assert_eq!(span["prefix"], before.as_str());
            assert!(!quote.contains('\n'), "span {nth}");
            last = end;
        }
    }

    #[test]
    fn blocks_imply_a_hundred_thousand_relations() {
        let file: Value =
            serde_json::from_slice(&Case::named("1M-blocks").unwrap().file().unwrap()).unwrap();
        let blocks = file["documents"][0]["blocks"].as_array().unwrap();
        let count = |block: &Value, key: &str| block[key].as_array().unwrap().len();
        let pairs = |block: &Value| count(block, "members") * count(block, "parties");
        assert_eq!(blocks.iter().map(pairs).sum::<usize>(), 100_000);
    }

    #[test]
    fn a_file_is_known_by_its_beginning_and_is_the_same_each_time() {
        let case = Case::named("17k").unwrap();
        let file = case.file().unwrap();
        assert!(file.starts_with(br#"{"format":"reportmark","version":1,"#));
        assert_eq!(file, case.file().unwrap());
    }

    #[test]
    fn an_unknown_size_is_an_error_that_names_the_known_ones() {
        let error = Case::named("2M").unwrap_err().to_string();
        assert!(error.contains("17k, 60k, 1M, 1M-blocks, 10M"), "{error}");
    }
}
