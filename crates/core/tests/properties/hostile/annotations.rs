//! Offsets, quotes, ids and what names them.

use reportmark_core::format::OffsetUnit;

use super::*;

#[test]
fn offsets_past_the_end() {
    check_span(json!(0), json!(6), &[]);
    check_span(json!(0), json!(7), &[("end", OutOfText)]);
    check_span(json!(6), json!(7), &[("end", OutOfText)]);
    check_span(json!(7), json!(8), &[("start", OutOfText)]);
    check_span(json!(0), json!(u64::MAX), &[("end", OutOfText)]);
    check_span(
        json!(0),
        json!(9_007_199_254_740_993_u64),
        &[("end", OutOfText)],
    );
    check_span(json!(0), json!(4_294_967_297_u64), &[("end", OutOfText)]);
}

#[test]
fn offsets_that_are_negative_or_reversed() {
    check_span(json!(-1), json!(2), &[("start", NUMBER)]);
    check_span(json!(-2), json!(-1), &[("start", NUMBER), ("end", NUMBER)]);
    check_span(json!(3), json!(2), &[("end", BadRange)]);
    check_span(json!(2), json!(2), &[("end", BadRange)]);
}

#[test]
fn offsets_that_are_no_whole_numbers() {
    for no_number in [
        json!(1.5),
        json!(1e308),
        json!("1"),
        json!([1]),
        json!({}),
        json!(true),
    ] {
        check_span(json!(0), no_number, &[("end", NUMBER)]);
    }
    for literal in [
        "1e999",
        "-0",
        "1.0",
        "1E0",
        "123456789012345678901234567890",
    ] {
        let number = serde_json::from_str(literal).unwrap();
        check_span(json!(0), number, &[("end", NUMBER)]);
    }
    check_span(json!(null), json!(1), &[("start", Missing)]);
    refuse(br#"{"format": "reportmark", "version": NaN}"#, not_json);
    let read = check(
        json!({"spans": [{"label": "target"}]}),
        0,
        &[("spans[0].start", Missing), ("spans[0].end", Missing)],
    );
    assert_eq!(
        read.problems
            .iter()
            .filter(|problem| problem.kind.loses())
            .count(),
        2
    );
}

#[test]
fn offsets_inside_a_character() {
    // The second unit of a pair; in code points there is no such place.
    let inside = json!({"label": "target", "start": 2, "end": 4});
    check(
        json!({"offset_unit": "utf16", "spans": [inside]}),
        0,
        &[("spans[0].start", OutOfText)],
    );
    // Between a letter and its accent.
    check(json!({"spans": [span(4, 5, "e")]}), 1, &[]);
}

#[test]
fn other_units_are_recognised_by_the_quotes() {
    let utf16 = json!([span(1, 3, "😀"), span(5, 6, "标")]);
    let read = check(
        json!({"spans": utf16}),
        2,
        &[("offset_unit", OtherUnit(OffsetUnit::Utf16))],
    );
    assert_eq!(
        read.problems
            .iter()
            .filter(|problem| problem.kind.loses())
            .count(),
        0
    );
    let bytes = json!([span(3, 7, "😀"), span(11, 14, "标")]);
    check(
        json!({"spans": bytes}),
        2,
        &[("offset_unit", OtherUnit(OffsetUnit::Bytes))],
    );
    // Said, and right.
    for unit in ["utf16", "utf_16", "utf16_code_unit"] {
        check(json!({"offset_unit": unit, "spans": utf16}), 2, &[]);
    }
    for unit in ["utf8", "bytes", "utf8_byte"] {
        check(json!({"offset_unit": unit, "spans": bytes}), 2, &[]);
    }
    // Said, and wrong.
    let points = json!([span(1, 2, "😀"), span(3, 4, "标")]);
    check(
        json!({"offset_unit": "bytes", "spans": points}),
        2,
        &[("offset_unit", OtherUnit(OffsetUnit::CodePoints))],
    );
    // As many quotes are found in one unit as in another: what is said counts.
    for unit in ["unicode_code_point", "utf16"] {
        let differs = QuoteDiffers {
            quote: "标".into(),
            text: "目".into(),
        };
        check(
            json!({"offset_unit": unit, "spans": [span(0, 1, "目"), span(0, 1, "标")]}),
            1,
            &[("spans[1].quote", differs)],
        );
    }
    // The unit holds for everything with offsets; one wrong quote does not sway it.
    check(
        json!({
            "spans": [span(1, 3, "😀"), span(5, 6, "标"), span(5, 6, "目")],
            "annotated_ranges": [[0, 8]],
            "zones": [{"kind": "body", "start": 0, "end": 8}],
            "blocks": [{"id": "b", "scope": [5, 7], "bracket": [7, 8], "members": [], "parties": []}],
        }),
        2,
        &[
            ("offset_unit", OtherUnit(OffsetUnit::Utf16)),
            (
                "spans[2].quote",
                QuoteDiffers {
                    quote: "目".into(),
                    text: "标".into(),
                },
            ),
        ],
    );
}

#[test]
fn ids_that_are_there_twice() {
    let span = |id: &str| json!({"id": id, "label": "target", "start": 0, "end": 1});
    let read = check(
        json!({
            // Neither the made id of the second nor of the third is that of the fourth.
            "spans": [span("a"), span("a"), span("a"), span("a-2"), {"label": "target", "start": 0, "end": 1}],
            "relations": [
                {"id": "r", "type": "t", "head": "a", "tail": "a-2"},
                {"id": "r", "type": "t", "head": "a", "tail": "a-3"},
            ],
        }),
        5,
        &[
            ("spans[1].id", DuplicateId("a".into())),
            ("spans[2].id", DuplicateId("a".into())),
            ("relations[1].tail", Dangling("a-3".into())),
        ],
    );
    let data = &read.documents[0].data;
    let ids: Vec<_> = data.spans.iter().map(|span| span.id.as_str()).collect();
    // In the order of spans, which is that of their ids where all else is the same.
    assert_eq!(ids, ["a", "a-2", "a-3", "a-4", "x-2"]);
    assert_eq!(data.head.relations.len(), 1);

    let twice = json!({"id": "d", "text": "目"});
    let twice = json!({"format": "reportmark", "version": 1, "documents": [twice, twice]});
    let read = self::read(&twice).unwrap();
    assert_eq!(
        read.problems,
        [Problem {
            place: "documents[1].id".into(),
            kind: DuplicateId("d".into()),
        }]
    );
    assert_eq!(read.documents[1].data.head.id.as_str(), "d-2");
}

#[test]
fn names_of_what_is_not_there() {
    let dangling = |id: &str| Dangling(id.into());
    let read = check(
        json!({
            "spans": [{"id": "s", "label": "party", "start": 0, "end": 1}],
            "blocks": [
                {"id": "b", "scope": [0, 1], "members": ["s", "gone"], "parties": ["gone too", "s"]},
            ],
            "relations": [
                {"id": "r1", "type": "t", "head": "gone", "tail": "s"},
                {"id": "r2", "type": "t", "head": "s", "tail": "gone"},
                {"id": "r3", "type": "t", "head": "s", "tail": "s", "via": "gone"},
                {"id": "r4", "type": "t", "head": "s"},
                {"id": "r5", "head": "s", "tail": "s"},
            ],
        }),
        1,
        &[
            ("blocks[0].members", dangling("gone")),
            ("blocks[0].parties", dangling("gone too")),
            ("relations[0].head", dangling("gone")),
            ("relations[1].tail", dangling("gone")),
            ("relations[2].via", dangling("gone")),
            ("relations[3].tail", Missing),
            ("relations[4].type", Missing),
        ],
    );
    let head = &read.documents[0].data.head;
    assert_eq!(head.blocks.get(0).unwrap().members.len(), 1);
    assert_eq!(head.relations.len(), 1, "the one that lost its block only");
}

#[test]
fn circles_are_no_trouble() {
    let relation =
        |head: &str, tail: &str| json!({"type": "contributes_to", "head": head, "tail": tail});
    let section = |id: &str, parent: &str| json!({"id": id, "level": 1, "number": "", "start": 0, "end": 1, "parent": parent});
    let read = check(
        json!({
            "spans": [
                {"id": "a", "label": "target", "start": 0, "end": 1},
                {"id": "b", "label": "target", "start": 0, "end": 1},
            ],
            "relations": [relation("a", "b"), relation("b", "a"), relation("a", "a")],
            "sections": [section("x", "y"), section("y", "x"), section("z", "z")],
        }),
        2,
        &[],
    );
    assert_eq!(read.documents[0].data.head.relations.len(), 3);
    assert_eq!(read.documents[0].data.head.sections.len(), 3);
}

#[test]
fn ten_thousand_identical_spans() {
    let span = json!({"id": "same", "label": "target", "start": 0, "end": 6});
    let read = read(&file(json!({"spans": vec![span; 10_000]}))).unwrap();
    assert_eq!(read.documents[0].data.spans.len(), 10_000);
    assert_eq!(read.problems.len(), 9_999);
}

#[test]
fn quotes_that_differ() {
    let differs = |quote: &str, text: &str| QuoteDiffers {
        quote: quote.into(),
        text: text.into(),
    };
    check(
        json!({
            "spans": [
                span(0, 1, "目"),
                span(0, 1, "標"),
                {
                    "label": "target", "start": 3, "end": 4, "quote": "标",
                    "slots": [
                        {"name": "unit", "start": 0, "end": 1, "quote": "x"},
                        {"name": "value", "start": 0, "end": 1, "quote": "目"},
                    ],
                },
            ],
            "sections": [{"id": "h", "level": 1, "number": "", "start": 0, "end": 1, "quote": ""}],
        }),
        2,
        &[
            ("sections[0].quote", differs("", "目")),
            ("spans[1].quote", differs("標", "目")),
            ("spans[2].slots[0].quote", differs("x", "目")),
        ],
    );
}

#[test]
fn labels_that_the_scheme_lacks() {
    let span = |label: Value| json!({"label": label, "start": 0, "end": 1});
    let foreign = "<img src=x onerror=alert(1)>";
    let read = check(
        json!({"spans": [span(json!("target")), span(json!(foreign)), span(json!("")), span(json!(7))]}),
        2,
        &[
            ("spans[2].label", Missing),
            ("spans[3].label", Expected("a string")),
        ],
    );
    let scheme = read.scheme.unwrap();
    let label = scheme.labels.last().unwrap();
    assert_eq!(
        label.name.zh, foreign,
        "kept as it is; it is never more than text"
    );
    assert_eq!(label.hotkey.as_deref(), Some("5"));
}

#[test]
fn one_bad_item_costs_itself() {
    check(
        json!({
            "annotated_ranges": [[0, 1], [2, 1], [0, 99], [-1, 2], [1], "x", [2, 3]],
            "sections": [7, {"id": "h", "level": -1, "number": "一", "start": 0, "end": 1, "tense": "future"}],
            "zones": [{"kind": "body", "start": 0, "end": 1}, {"kind": "sky", "start": 0, "end": 1}, {"start": 0, "end": 1}],
            "spans": [
                {"label": "target", "start": 0, "end": 1, "status": "perhaps", "certainty": 1, "edited": "no", "note": 5, "slots": {}},
                null,
                {"label": "target", "start": 0, "end": 1, "slots": [{"start": 0, "end": 1}, {"name": "unit", "start": 0, "end": 99}]},
            ],
            "blocks": [
                {"id": "b", "members": [], "parties": []},
                {"id": "b", "scope": [0, 99]},
                {"id": "b", "scope": [0, 1], "bracket": [1, 0], "members": "s"},
            ],
            "relations": "none",
            "fields": [],
            "status": "finished",
            "source": "a.txt",
        }),
        2,
        &[
            ("source", Expected("an object")),
            ("status", Expected("one of new, in_progress, done")),
            ("fields", Expected("an object")),
            ("annotated_ranges[1]", BadRange),
            ("annotated_ranges[2]", OutOfText),
            ("annotated_ranges[3]", PAIR),
            ("annotated_ranges[4]", PAIR),
            ("annotated_ranges[5]", PAIR),
            ("sections[0]", Expected("an object")),
            ("sections[1].level", Expected("a whole number")),
            ("sections[1].tense", Expected("one of past, plan, none")),
            (
                "zones[1].kind",
                Expected("one of body, cover_note, glossary, boilerplate"),
            ),
            ("zones[2].kind", Missing),
            ("spans[0].slots", Expected("an array")),
            (
                "spans[0].status",
                Expected("one of accepted, suggested, rejected"),
            ),
            ("spans[0].edited", Expected("true or false")),
            ("spans[0].certainty", Expected("one of sure, unsure")),
            ("spans[0].note", Expected("a string")),
            ("spans[1]", Expected("an object")),
            ("spans[2].slots[0].name", Missing),
            ("spans[2].slots[1].end", OutOfText),
            ("blocks[0].scope", Missing),
            ("blocks[1].scope", OutOfText),
            ("blocks[2].bracket", BadRange),
            ("blocks[2].members", Expected("an array of span ids")),
            ("relations", Expected("an array")),
        ],
    );
}
