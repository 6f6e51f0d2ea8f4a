//! JSON itself, and what makes it a project.

use std::{fmt::Write as _, sync::Arc};

use reportmark_core::{
    change::{Cause, edit},
    journal::{self, Record},
    model::{Project, Timestamp},
    text::Text,
};

use super::*;

#[test]
fn members_with_names_of_other_languages() {
    let odd = json!({"__proto__": {"polluted": true}, "constructor": {"prototype": 1}, "hasOwnProperty": 0});
    let mut members = odd.clone();
    let mut with_odd = span(0, 1, "目");
    with_odd
        .as_object_mut()
        .unwrap()
        .extend(odd.as_object().unwrap().clone());
    with_odd["attributes"] = odd.clone();
    members["spans"] = json!([with_odd]);
    members["fields"] = odd.clone();
    let read = check(members, 1, &[]);
    let data = &read.documents[0].data;
    for kept in [
        &data.head.extra,
        &data.head.fields,
        &data.spans.nth(0).unwrap().extra,
        &data.spans.nth(0).unwrap().attributes,
    ] {
        assert_eq!(Value::Object(kept.clone()), odd);
    }
}

#[test]
fn numbers_are_kept_as_they_are_written() {
    let numbers = "[1.50,0.1,-0.0,1e400,1E-7,9007199254740993,123456789012345678901234567890]";
    let mut with_numbers = span(0, 1, "目");
    with_numbers["attributes"] = json!({"value": serde_json::from_str::<Value>(numbers).unwrap()});
    let read = check(json!({"spans": [with_numbers]}), 1, &[]);
    let value = &read.documents[0].data.spans.nth(0).unwrap().attributes["value"];
    let again = value.to_string().replace("e+", "e").replace('E', "e");
    assert_eq!(again, numbers.replace('E', "e"));
}

#[test]
fn nesting_without_end() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let deep = |levels: usize| format!("{}0{}", open.repeat(levels), close.repeat(levels));
        let file = |levels| {
            let mut file = String::from(r#"{"format": "reportmark", "version": 1, "documents": ["#);
            write!(
                file,
                r#"{{"id": "d", "text": "目", "deep": {}}}]}}"#,
                deep(levels)
            )
            .unwrap();
            file
        };
        refuse(file(100_000).as_bytes(), not_json);
        refuse(deep(100_000).as_bytes(), not_json);
        refuse(file(98).as_bytes(), not_json);

        // What is taken can also be kept, although it is nested deeper in the journal.
        let read = native::read(file(97).as_bytes(), &Texts::new()).unwrap();
        let documents = read
            .documents
            .into_iter()
            .map(|document| document.data)
            .collect();
        let record = Record {
            version: journal::VERSION,
            sequence: 1,
            at: Timestamp::new(""),
            cause: Cause::Do,
            transaction: Arc::new(edit::open(&Project::default(), documents)),
        };
        assert_eq!(journal::decode(&journal::encode(&record)), Ok(record));
    }
}

#[test]
fn keys_that_are_there_twice() {
    // The later one counts, as in every browser; but what was left out is said.
    let twice = r#"{"format": "x", "format": "reportmark", "version": 1, "documents": [
        {"id": "a", "text": "目", "text": "标", "id": "b", "spans": [
            {"label": "target", "start": 0, "start": 0, "end": 9, "end": 1, "note": "x:{", "note": "y"},
            {"label": "target", "start": 0, "end": 1, "attributes": {"a": {"b": 1}, "c": [{"b": 1}, {"b": ":"}]}}
        ], "source": {"a": {"b": 1, "c": {}, "b": 2}}, "id": "b"}
    ]}"#;
    let read = native::read(twice.as_bytes(), &Texts::new()).unwrap();
    assert_eq!(
        places(&read.problems, &Repeated),
        [
            "format",
            "documents[0].text",
            "documents[0].id",
            "documents[0].spans[0]",
            "documents[0].source",
        ]
    );
    let document = &read.documents[0];
    assert_eq!(document.text.as_str(), "标");
    assert_eq!(document.data.head.id.as_str(), "b");
    assert_eq!(&*document.data.spans.nth(0).unwrap().note, "y");
}

#[test]
fn members_without_a_name_that_hold_some_twice() {
    let nameless = r#"{"format": "reportmark", "version": 1, "": {"a": 1, "a": 2}, "documents": [
        {"id": "d", "text": "目", "spans": [], "": [{"b": 1, "b": 2}]}]}"#;
    let read = native::read(nameless.as_bytes(), &Texts::new()).unwrap();
    let told = places(&read.problems, &Repeated);
    assert_eq!(told, [r#""""#, r#"documents[0]."""#]);
}

#[test]
fn documents_and_spans_that_are_there_twice() {
    let spans = r#"[{"label": "target", "start": 0, "end": 1}]"#;
    let document =
        |spans: &str| format!(r#"{{"id": "d", "version": 1, "text": "目", "spans": {spans}}}"#);
    let file = |first: &str, last: &str| {
        format!(
            r#"{{"format": "reportmark", "version": 1, "documents": {first}, "documents": {last}}}"#
        )
    };
    let whole = format!("[{}]", document(spans));
    for other in ["[]", "null", "7", &whole] {
        for (first, last) in [(whole.as_str(), other), (other, whole.as_str())] {
            let read = native::read(file(first, last).as_bytes(), &Texts::new()).unwrap();
            assert_eq!(places(&read.problems, &Repeated), ["documents"], "{other}");
            assert_eq!(read.documents.len(), usize::from(last == whole), "{other}");
        }
    }
    for other in ["[]", "null", "7", spans] {
        let both = format!(r#"{spans}, "spans": {other}"#);
        let read = file(
            &whole,
            &format!("[{},{}]", document(spans), document(&both)),
        );
        let read = native::read(read.as_bytes(), &Texts::new()).unwrap();
        assert_eq!(
            places(&read.problems, &Repeated),
            ["documents", "documents[1].spans"],
            "{other}"
        );
    }
    // Also where the spans are read only in a second pass.
    let late = r#"{"format": "reportmark", "version": 1, "documents": [{"id": "d",
        "spans": [{"label": "target", "start": 0, "end": 1, "end": 1}], "text": "目"}]}"#;
    let read = native::read(late.as_bytes(), &Texts::new()).unwrap();
    assert_eq!(places(&read.problems, &Repeated), ["documents[0].spans[0]"]);
    assert_eq!(read.documents[0].data.spans.len(), 1);
}

#[test]
fn nothing_at_all() {
    for empty in ["", " \n\t", "\u{feff}", "\u{feff}\r\n"] {
        refuse(empty.as_bytes(), |kind| *kind == Empty);
        for told in [
            native::read_scheme(empty.as_bytes()).map(|_| ()),
            native::read_lexicon(empty.as_bytes()).map(|_| ()),
        ] {
            assert_eq!(told.unwrap_err().kind, Empty);
        }
    }
    refuse(b"\xef\xbb", not_json);
}

#[test]
fn a_part_of_its_own_with_members_that_are_there_twice() {
    let scheme = r#" {"labels": [], "labels": []}"#;
    let (_, problems) = native::read_scheme(scheme.as_bytes()).unwrap();
    assert_eq!(places(&problems, &Repeated), [""]);
}

/// Where that problem is.
fn places<'p>(problems: &'p [Problem], kind: &ProblemKind) -> Vec<&'p str> {
    let of_kind = problems.iter().filter(|problem| problem.kind == *kind);
    of_kind.map(|problem| problem.place.as_str()).collect()
}

#[test]
fn what_is_not_one_json_value() {
    let good = file(json!({})).to_string();
    for bad in [
        format!("{good}{good}"),
        format!("{good}\n{good}\n"),
        format!("{good} garbage"),
        format!("// comment\n{good}"),
        good.replace("}],", "},],"),
        good.strip_suffix('}').unwrap().into(),
        good.replace(r#""甲""#, r#""\ud83d""#),
        good.replace('"', "'"),
    ] {
        refuse(bad.as_bytes(), not_json);
    }
    let doccano = "{\"id\": 1, \"text\": \"目\", \"label\": []}\n{\"id\": 2, \"text\": \"标\", \"label\": []}\n";
    refuse(doccano.as_bytes(), |kind| {
        matches!(kind, NotJson { line: 2, .. })
    });
    refuse("\u{feff}\u{feff}{}".as_bytes(), not_json);
    refuse(b"\xff\xfe{\0}\0", not_json);
    refuse(b"{\"format\": \"reportmark\xff\"}", not_json);
}

#[test]
fn json_that_is_no_project() {
    let no_project = |kind: &ProblemKind| *kind == NotNative;
    for other in [
        "null",
        "[]",
        "7",
        "\"reportmark\"",
        "{}",
        r#"{"format": "other"}"#,
        r#"{"format": 1}"#,
    ] {
        refuse(other.as_bytes(), no_project);
    }
    let with_version =
        |version: Value| json!({"format": "reportmark", "version": version, "documents": []});
    refuse(with_version(json!(2)).to_string().as_bytes(), |kind| {
        *kind == Newer(2)
    });
    let number = || Expected("a whole number");
    for (no_version, kind) in [
        (json!(null), Supplied),
        (json!("1"), number()),
        (json!(-1), number()),
        (json!(1.5), number()),
    ] {
        let read = read(&with_version(no_version)).unwrap();
        let place = "version".into();
        assert_eq!(read.problems, [Problem { place, kind }]);
    }
    let read = read(&json!({"format": "reportmark", "version": 1})).unwrap();
    assert_eq!(
        read.problems,
        [Problem {
            place: "documents".into(),
            kind: Missing
        }]
    );
}

#[test]
fn a_mark_at_the_start_is_no_part_of_the_json() {
    let bytes = [b"\xef\xbb\xbf", file(json!({})).to_string().as_bytes()].concat();
    assert!(native::is_native(&bytes));
    assert_eq!(native::read(&bytes, &Texts::new()).unwrap().problems, []);
}

#[test]
fn texts_that_are_left_out_or_differ() {
    let text = Arc::new(Text::new(TEXT.into()));
    let hash = text.hash().as_str();
    let left_out = |hash: &str| {
        let document = json!({"id": "d", "text_sha256": hash, "spans": [span(1, 2, "😀")]});
        json!({"format": "reportmark", "version": 1, "documents": [document]}).to_string()
    };
    let texts = Texts::from([(text.hash().clone(), text.clone())]);
    for stated in [hash.to_owned(), hash.to_uppercase()] {
        let read = native::read(left_out(&stated).as_bytes(), &texts).unwrap();
        assert_eq!(read.problems, []);
        assert_eq!(read.documents[0].data.spans.len(), 1);
    }
    let read = native::read(left_out(hash).as_bytes(), &Texts::new()).unwrap();
    assert_eq!(read.documents, []);
    assert_eq!(
        read.problems,
        [Problem {
            place: "documents[0].text".into(),
            kind: NoText(hash.into()),
        }]
    );
    check(
        json!({"text_sha256": "0".repeat(64)}),
        0,
        &[("text_sha256", HashDiffers)],
    );
    check(json!({"text_sha256": hash}), 0, &[]);
}

#[test]
fn schemes_are_data_and_nothing_more() {
    let scheme = json!({
        "id": "<script>alert(1)</script>",
        "labels": [{
            "id": "\" onmouseover=\"alert(1)",
            "name": {"zh": "<b>目标</b>", "en": "javascript:alert(1)"},
            "hotkey": "<img src=x onerror=alert(1)>",
            "look": 8,
            "colour": "url(javascript:alert(1))",
        }],
        "attributes": [{
            "id": "</style><script>",
            "labels": ["\" onmouseover=\"alert(1)"],
            "name": {"zh": "<i>", "en": "</i>"},
            "form": "choice",
            "values": [{"id": "<u>", "name": {"zh": "<u>", "en": "<u>"}}],
            "when": {"attribute": "<u>", "is": ["<u>"]},
        }],
        "slots": [{"id": "<s>", "labels": [], "name": {"zh": "<s>", "en": "<s>"}, "hotkey": "<"}],
        "relations": [{"id": "<a>", "name": {"zh": "<a>", "en": "<a>"}, "heads": [], "tails": []}],
        "rules": {"kind": ["</style><script>"]},
    });
    let mut project = file(json!({}));
    project["scheme"] = scheme.clone();
    let read = super::read(&project).unwrap();
    assert_eq!(read.problems, []);
    let label = &read.scheme.as_ref().unwrap().labels[0];
    assert_eq!(label.extra["colour"], "url(javascript:alert(1))");
    assert_eq!(
        label.mark, "<",
        "what stands for a label is made of its name"
    );
    let mut again = serde_json::to_value(&read.scheme).unwrap();
    again["labels"][0].as_object_mut().unwrap().remove("mark");
    assert_eq!(again, scheme);
}

#[test]
fn what_makes_no_sense_in_a_scheme_costs_itself() {
    let check =
        |scheme: Value, labels: &[(&str, &str, &str, u8)], wrong: &[(&str, ProblemKind)]| {
            let mut project = file(json!({"spans": [span(0, 1, "目")]}));
            project["scheme"] = scheme;
            let read = super::read(&project).unwrap();
            let problem = |(place, kind): &(&str, ProblemKind)| Problem {
                place: (*place).into(),
                kind: kind.clone(),
            };
            let wrong: Vec<_> = wrong.iter().map(problem).collect();
            assert_eq!(read.problems, wrong);
            assert_eq!(read.documents[0].data.spans.len(), 1);
            // The label of the span is not among them and comes last.
            let scheme = read.scheme.unwrap_or_default();
            let kept = scheme.labels.split_last().unwrap().1.iter();
            let kept: Vec<_> = kept
                .map(|label| {
                    let name = &label.name;
                    (label.id.as_str(), &*name.zh, &*name.en, label.look)
                })
                .collect();
            assert_eq!(kept, labels);
        };
    let names = |zh: &str, en: &str| json!({"zh": zh, "en": en});
    let a = ("a", "甲", "A", 1);
    check(
        json!({"labels": [{"id": "a", "name": names("甲", "A")}]}),
        &[a],
        &[("scheme.id", Supplied)],
    );
    check(
        json!({"id": "x", "labels": [
            7,
            {"name": names("乙", "B")},
            {"id": "", "name": names("乙", "B")},
            {"id": "a", "name": names("甲", "A"), "look": 300},
            {"id": "a", "name": names("丙", "C"), "look": 4},
            {"id": "d", "name": {"zh": "丁"}},
            {"id": "e"},
        ]}),
        &[
            ("a", "甲", "A", 3),
            ("a-2", "丙", "C", 4),
            ("d", "丁", "丁", 5),
            ("e", "e", "e", 6),
        ],
        &[
            ("scheme.labels[0]", Expected("an object")),
            ("scheme.labels[1].id", Missing),
            ("scheme.labels[2].id", Missing),
            (
                "scheme.labels[3].look",
                Expected("a whole number from 1 to 8"),
            ),
            ("scheme.labels[4].id", DuplicateId("a".into())),
            ("scheme.labels[5].name.en", Supplied),
            ("scheme.labels[6].name", Supplied),
        ],
    );
    check(json!({"id": "x"}), &[], &[("scheme.labels", Missing)]);
}

#[test]
fn what_is_no_scheme_costs_itself() {
    let mut project = file(json!({"spans": [span(0, 1, "目")]}));
    project["scheme"] = json!(7);
    let read = super::read(&project).unwrap();
    let place = "scheme".into();
    let kind = Expected("an object");
    assert_eq!(read.problems, [Problem { place, kind }]);
    assert_eq!(read.documents[0].data.spans.len(), 1);
}
