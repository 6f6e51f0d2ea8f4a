//! What written files look like.

use std::sync::Arc;

use proptest::prelude::*;
use reportmark_core::{
    format::{
        doccano,
        native::{self, Options},
    },
    model::{
        Block, BlockId, Document, DocumentData, DocumentHead, DocumentId, DocumentStatus, Relation,
        RelationId, Section, Slot, Span, SpanId, SpanStatus, Tense, Timestamp, Zone, ZoneKind,
    },
    scheme::{LabelId, Scheme},
    source::{Encoding, Newlines, Source},
    text::{Text, TextRange},
};
use serde_json::{Value, json};

use crate::support::project::project;

/// The stretch that a part of a text covers, the first time that it is there.
fn find(text: &Text, part: &str) -> TextRange {
    let start = text.as_str().find(part).unwrap();
    let at = |byte| reportmark_core::text::Offset::from_bytes(byte);
    TextRange::between(at(start), at(start + part.len()))
}

fn span(id: &str, label: &str, range: TextRange) -> Span {
    let now = Timestamp::new("2026-11-22T09:00:00Z");
    Span::manual(SpanId::new(id), LabelId::new(label), range, now)
}

fn small_document() -> Document {
    let text = Arc::new(Text::new(
        "一、目标\n😀新增就业3万人，𠀀。（责任单位：某局）".into(),
    ));
    let target = Span {
        attributes: [("kind".into(), json!("quantitative"))]
            .into_iter()
            .collect(),
        slots: vec![Slot {
            name: "value".into(),
            range: find(&text, "3"),
            extra: Default::default(),
        }],
        note: "再看".into(),
        ..span("t1", "target", find(&text, "新增就业3万人"))
    };
    let party = Span {
        attributes: [("role".into(), json!("lead"))].into_iter().collect(),
        ..span("p1", "party", find(&text, "某局"))
    };
    let source = Source {
        file_name: "甲.txt".into(),
        encoding: Encoding::Gb18030,
        bom: false,
        newlines: Newlines::Lf,
        byte_length: 52,
        byte_sha256: "00".repeat(32),
    };
    let mut head = DocumentHead::new(DocumentId::new("d1"), "甲", Some(source));
    head.status = DocumentStatus::InProgress;
    head.fields.insert("genre".into(), json!("work_report"));
    head.annotated_ranges = vec![text.range()];
    head.sections = Arc::new(vec![Section {
        id: "h1".into(),
        level: 1,
        number: "一、".into(),
        range: find(&text, "一、目标"),
        parent: None,
        tense: Tense::Plan,
        extra: Default::default(),
    }]);
    head.zones = vec![Zone {
        kind: ZoneKind::Body,
        range: text.range(),
        extra: Default::default(),
    }];
    head.blocks = vec![Block {
        id: BlockId::new("b1"),
        scope: find(&text, "😀新增就业3万人，𠀀。"),
        bracket: Some(find(&text, "（责任单位：某局）")),
        members: vec![target.id.clone()],
        parties: vec![party.id.clone()],
        extra: Default::default(),
    }]
    .into();
    head.relations = vec![Relation {
        id: RelationId::new("r1"),
        kind: "responsible_for".into(),
        head: party.id.clone(),
        tail: target.id.clone(),
        via: Some(BlockId::new("b1")),
        extra: [("seen".into(), json!(true))].into_iter().collect(),
    }]
    .into();
    let data = DocumentData {
        spans: [target, party].into_iter().collect(),
        ..DocumentData::new(head, &text)
    };
    data.with_text(&text).unwrap()
}

/// JSON with a line for every member of the outer levels, in the order in which it is written.
fn laid_out(json: &str, levels: usize) -> String {
    let mut out = String::new();
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let new_line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    };
    for c in json.chars() {
        match c {
            '}' | ']' if !quoted => {
                depth -= 1;
                if depth < levels {
                    new_line(&mut out, depth);
                }
                out.push(c);
                continue;
            }
            _ => out.push(c),
        }
        match c {
            '"' if !escaped => quoted = !quoted,
            '{' | '[' if !quoted => {
                depth += 1;
                if depth <= levels {
                    new_line(&mut out, depth);
                }
            }
            ',' if !quoted && depth <= levels => new_line(&mut out, depth),
            _ => {}
        }
        escaped = quoted && c == '\\' && !escaped;
    }
    out
}

#[test]
fn a_small_project_in_the_native_format() {
    let mut scheme = Scheme::guideline();
    scheme.labels.truncate(1);
    scheme.extra.clear();
    let options = Options {
        exported_at: &Timestamp::new("2026-11-22T09:30:00Z"),
        extra: &[("project".into(), json!("示例"))].into_iter().collect(),
    };
    let document = small_document();
    let bytes = native::write(&scheme, [&document].into_iter(), &options).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let text = text.replace(env!("CARGO_PKG_VERSION"), "(the version)");
    insta::assert_snapshot!(laid_out(&text, 5), @r#"
    {
      "format":"reportmark",
      "version":1,
      "generator":{
        "name":"reportmark",
        "version":"(the version)"
      },
      "exported_at":"2026-11-22T09:30:00Z",
      "scheme":{
        "id":"reportmark-guideline-1",
        "labels":[
          {
            "id":"target",
            "kind":"target",
            "name":{
              "zh":"目标",
              "en":"Target"
            },
            "hotkey":"1",
            "look":1,
            "mark":"目"
          }
        ]
      },
      "documents":[
        {
          "id":"d1",
          "name":"甲",
          "text":"一、目标\n😀新增就业3万人，𠀀。（责任单位：某局）",
          "text_sha256":"1a8fd7e27ba1c95dc7c91a6017ced0d81af78107ed9ddff91147fa42ca7c919a",
          "length":25,
          "offset_unit":"unicode_code_point",
          "source":{
            "file_name":"甲.txt",
            "encoding":"gb18030",
            "bom":false,
            "newlines":"lf",
            "byte_length":52,
            "byte_sha256":"0000000000000000000000000000000000000000000000000000000000000000"
          },
          "status":"in_progress",
          "fields":{
            "genre":"work_report"
          },
          "annotated_ranges":[
            [
              0,
              25
            ]
          ],
          "sections":[
            {
              "id":"h1",
              "level":1,
              "number":"一、",
              "start":0,
              "end":4,
              "quote":"一、目标",
              "parent":null,
              "tense":"plan"
            }
          ],
          "zones":[
            {
              "kind":"body",
              "start":0,
              "end":25
            }
          ],
          "spans":[
            {
              "id":"t1",
              "label":"target",
              "start":6,
              "end":13,
              "quote":"新增就业3万人",
              "prefix":"一、目标\n😀",
              "suffix":"，𠀀。（责任单位：某局）",
              "attributes":{"kind":"quantitative"},
              "slots":[{"name":"value","start":10,"end":11,"quote":"3"}],
              "status":"accepted",
              "origin":"manual",
              "edited":false,
              "certainty":"sure",
              "note":"再看",
              "created_at":"2026-11-22T09:00:00Z",
              "updated_at":"2026-11-22T09:00:00Z"
            },
            {
              "id":"p1",
              "label":"party",
              "start":22,
              "end":24,
              "quote":"某局",
              "prefix":"新增就业3万人，𠀀。（责任单位：",
              "suffix":"）",
              "attributes":{"role":"lead"},
              "slots":[],
              "status":"accepted",
              "origin":"manual",
              "edited":false,
              "certainty":"sure",
              "note":"",
              "created_at":"2026-11-22T09:00:00Z",
              "updated_at":"2026-11-22T09:00:00Z"
            }
          ],
          "blocks":[
            {
              "id":"b1",
              "scope":[5,16],
              "bracket":[16,25],
              "members":["t1"],
              "parties":["p1"]
            }
          ],
          "relations":[
            {
              "id":"r1",
              "type":"responsible_for",
              "head":"p1",
              "tail":"t1",
              "via":"b1",
              "seen":true
            }
          ]
        }
      ],
      "project":"示例"
    }
    "#);
}

#[test]
fn a_small_project_for_doccano() {
    let mut document = small_document();
    for (nth, status) in [SpanStatus::Suggested, SpanStatus::Rejected]
        .into_iter()
        .enumerate()
    {
        let undecided = span(&format!("u{nth}"), "target", document.text.range());
        document.spans.insert(Arc::new(Span {
            status,
            ..undecided
        }));
    }
    let bytes = doccano::write([&document, &document].into_iter()).unwrap();
    insta::assert_snapshot!(String::from_utf8(bytes).unwrap(), @r#"
    {"id":1,"text":"一、目标\n😀新增就业3万人，𠀀。（责任单位：某局）","label":[[7,14,"target"],[24,26,"party"]],"name":"甲","offset_unit":"utf16"}
    {"id":2,"text":"一、目标\n😀新增就业3万人，𠀀。（责任单位：某局）","label":[[7,14,"target"],[24,26,"party"]],"name":"甲","offset_unit":"utf16"}
    "#);
}

proptest! {
    #[test]
    fn doccano_gets_what_is_accepted_in_utf16((project, _) in project()) {
        let documents = project.documents.iter().map(|document| &**document);
        let bytes = doccano::write(documents).unwrap();
        let lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
        prop_assert_eq!(lines.len(), project.documents.len());
        for (line, document) in lines.iter().zip(&project.documents) {
            let line: Value = serde_json::from_slice(line).unwrap();
            prop_assert_eq!(line["text"].as_str(), Some(document.text.as_str()));
            let units: Vec<u16> = document.text.as_str().encode_utf16().collect();
            let written: Vec<_> = line["label"]
                .as_array()
                .unwrap()
                .iter()
                .map(|label| {
                    let at = |nth: usize| label[nth].as_u64().unwrap() as usize;
                    let quote = String::from_utf16(&units[at(0)..at(1)]).unwrap();
                    (quote, label[2].as_str().unwrap().to_owned())
                })
                .collect();
            let accepted: Vec<_> = document
                .spans
                .iter()
                .filter(|span| span.status == SpanStatus::Accepted)
                .map(|span| (document.text.slice(span.range).to_owned(), span.label.as_str().to_owned()))
                .collect();
            prop_assert_eq!(written, accepted);
        }
    }
}
