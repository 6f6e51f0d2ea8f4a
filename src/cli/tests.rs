//! What the commands read and write.

use std::{env, fs, io, path::PathBuf};

use reportmark_core::format::native;
use serde_json::{Value, json};

use super::*;

/// What a command wrote, and its exit code.
struct Ran {
    code: u8,
    out: String,
    err: String,
}

fn ran(arguments: &[&str], input: &[u8]) -> Ran {
    let arguments: Vec<String> = arguments.iter().map(|&own| own.into()).collect();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(
        &arguments,
        &mut Streams {
            input: &mut io::Cursor::new(input),
            out: &mut out,
            err: &mut err,
        },
    );
    Ran {
        code,
        out: String::from_utf8(out).unwrap(),
        err: String::from_utf8(err).unwrap(),
    }
}

/// A file for a test, with what is in it.
fn file(name: &str, bytes: &[u8]) -> String {
    let folder: PathBuf = env::temp_dir().join(format!("reportmark-cli-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path.to_string_lossy().into_owned()
}

const TASK: &str = "推进园区扩能，力争新增规上企业20家（牵头单位：市经信局，协办单位：市财政局）。";

fn spans(written: &str) -> Vec<(String, String, String)> {
    let value: Value = serde_json::from_str(written).unwrap();
    let of = |span: &Value, key: &str| span[key].as_str().unwrap().to_owned();
    let documents = value["documents"].as_array().unwrap();
    let all = documents
        .iter()
        .flat_map(|own| own["spans"].as_array().unwrap());
    all.map(|span| (of(span, "label"), of(span, "quote"), of(span, "status")))
        .collect()
}

#[test]
fn suggestions_for_a_file_are_a_native_file() {
    let text = file("task.txt", TASK.as_bytes());
    let ran = ran(&["suggest", &text], b"");
    assert_eq!((ran.code, ran.err.as_str()), (OK, ""));
    assert_eq!(native::check(ran.out.trim_end().as_bytes()), Ok(()));
    let own = |label: &str, quote: &str| (label.into(), quote.into(), "suggested".into());
    assert_eq!(
        spans(&ran.out),
        [
            own("measure", "推进园区扩能"),
            own("target", "力争新增规上企业20家"),
            own("party", "市经信局"),
            own("party", "市财政局"),
        ]
    );
    let value: Value = serde_json::from_str(&ran.out).unwrap();
    let relations = value["documents"][0]["relations"].as_array().unwrap();
    let of = |kind: &str| {
        let own = relations.iter().filter(|own| own["type"] == kind);
        own.count()
    };
    let counts = ["responsible_for", "co_responsible_for", "contributes_to"].map(of);
    assert_eq!(counts, [2, 2, 1], "{relations:?}");
    assert_eq!(relations.len(), 5);
}

#[test]
fn what_one_document_of_a_file_teaches_is_known_in_the_others() {
    let once = |name: &str, text: &str| {
        let text = file(name, text.as_bytes());
        let out = ran(&["suggest", &text], b"").out;
        serde_json::from_str::<Value>(&out).unwrap()
    };
    let mut both = once("teach-a.txt", "泽水投开展管网改造。");
    let other = once("teach-b.txt", "泽水投实施泵站扩建。");
    assert_eq!(other["documents"][0]["spans"], Value::Array(Vec::new()));
    let documents = both["documents"].as_array_mut().unwrap();
    documents[0]["spans"] = json!([{
        "id": "p", "label": "party", "start": 0, "end": 3, "quote": "泽水投", "status": "accepted",
        "origin": "manual", "attributes": {"role": "implementer"}
    }]);
    let mut second = other["documents"][0].clone();
    second["id"] = json!("second");
    documents.push(second);
    let native = file("teach.json", both.to_string().as_bytes());
    let ran = ran(&["suggest", &native], b"");
    assert_eq!((ran.code, ran.err.as_str()), (OK, ""));
    let value: Value = serde_json::from_str(&ran.out).unwrap();
    let spans = value["documents"][1]["spans"].as_array().unwrap();
    let quotes: Vec<&str> = spans
        .iter()
        .map(|own| own["quote"].as_str().unwrap())
        .collect();
    assert_eq!(quotes, ["泽水投实施泵站扩建", "泽水投"]);
}

#[test]
fn what_was_decided_is_not_suggested_again() {
    let text = file("again.txt", TASK.as_bytes());
    let once = ran(&["suggest", &text], b"").out;
    let native = file("again.json", once.as_bytes());
    let twice = ran(&["suggest", &native], b"");
    assert_eq!((twice.code, twice.out == once), (OK, true), "{}", twice.err);
}

#[test]
fn texts_in_other_encodings_and_from_standard_input() {
    let (gb, ..) = encoding_rs::GB18030.encode(TASK);
    let ran = ran(&["suggest", "-"], &gb);
    assert_eq!(ran.code, OK, "{}", ran.err);
    assert_eq!(spans(&ran.out).len(), 4);
}

#[test]
fn a_file_that_cannot_be_used_is_said_and_the_others_are_done() {
    let text = file("good.txt", TASK.as_bytes());
    let binary = file("bad.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let ran = ran(&["suggest", "no-such-file", &binary, &text], b"");
    assert_eq!(ran.code, FAILED);
    assert_eq!(spans(&ran.out).len(), 4);
    assert!(ran.err.contains("no-such-file：无法读取"), "{}", ran.err);
    assert!(
        ran.err.contains("no-such-file: cannot be read"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("bad.txt"), "{}", ran.err);
}

#[test]
fn a_document_a_line() {
    let lines = format!(
        "{}\n\n{{\"id\":7}}\nno json\n{}\n",
        serde_json::json!({"id": "甲", "text": TASK}),
        serde_json::json!({"text": "完成改造3处。", "fields": {"genre": "task_decomposition"}}),
    );
    let ran = ran(&["suggest", "--ndjson"], lines.as_bytes());
    assert_eq!(ran.code, FAILED);
    let out: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(out.len(), 4, "{}", ran.out);
    assert_eq!(out[0]["id"], "甲");
    assert_eq!(out[0]["spans"].as_array().unwrap().len(), 4);
    assert_eq!((&out[1]["id"], &out[1]["line"]), (&7.into(), &3.into()));
    assert_eq!(out[2]["line"], 4);
    assert_eq!(out[3]["spans"][0]["quote"], "完成改造3处");
    assert!(ran.err.contains("第 3 行"), "{}", ran.err);
}

#[test]
fn scores_are_printed_by_label() {
    let text = file("score.txt", TASK.as_bytes());
    let predicted = file(
        "predicted.json",
        ran(&["suggest", &text], b"").out.as_bytes(),
    );
    let mut gold: Value = serde_json::from_slice(&fs::read(&predicted).unwrap()).unwrap();
    let spans = gold["documents"][0]["spans"].as_array_mut().unwrap();
    for span in spans.iter_mut() {
        span["status"] = "accepted".into();
    }
    // The annotators' target ends elsewhere.
    spans[1]["end"] = (spans[1]["end"].as_u64().unwrap() - 1).into();
    spans[1]["quote"] = "力争新增规上企业20".into();
    gold["documents"][0]["relations"] = Value::Array(Vec::new());
    let gold = file("gold.json", gold.to_string().as_bytes());
    let ran = ran(&["score", &gold, &predicted], b"");
    assert_eq!((ran.code, ran.err.as_str()), (OK, ""));
    assert_eq!(
        ran.out,
        "\
measure      gold     1  predicted     1  exact     1  P 1.000  R 1.000  F1 1.000  overlap F1 1.000
party        gold     2  predicted     2  exact     2  P 1.000  R 1.000  F1 1.000  overlap F1 1.000
target       gold     1  predicted     1  exact     0  P 0.000  R 0.000  F1 0.000  overlap F1 1.000
all          gold     4  predicted     4  exact     3  P 0.750  R 0.750  F1 0.750  overlap F1 1.000
resp. pairs  gold     4  predicted     4  exact     2  P 0.500  R 0.500  F1 0.500
"
    );
}

#[test]
fn a_line_keeps_the_annotations_that_it_has() {
    let whole: Value = serde_json::from_str(&ran(&["suggest", "-"], TASK.as_bytes()).out).unwrap();
    let mut document = whole["documents"][0].clone();
    for member in ["spans", "blocks", "relations"] {
        document[member].as_array_mut().unwrap().truncate(1);
    }
    document["blocks"] = Value::Array(Vec::new());
    document["relations"] = Value::Array(Vec::new());
    document["spans"][0]["status"] = "rejected".into();
    document["spans"][0]["note"] = "x".into();
    let kept = ran(&["suggest", "--ndjson"], document.to_string().as_bytes());
    assert_eq!((kept.code, kept.err.as_str()), (OK, ""));
    let kept: Value = serde_json::from_str(kept.out.trim()).unwrap();
    assert_eq!(kept["spans"].as_array().unwrap().len(), 4);
    assert_eq!(kept["spans"][0]["status"], "rejected");
    assert_eq!(kept["spans"][0]["note"], "x");

    document["spans"][0]["quote"] = "别的".into();
    document["spans"][0]["end"] = 900.into();
    let ran = ran(&["suggest", "--ndjson"], document.to_string().as_bytes());
    assert_eq!(ran.code, FAILED);
    assert!(ran.out.contains("error"), "{}", ran.out);
}

#[test]
fn a_text_that_one_file_lacks_is_in_the_other() {
    let predicted = ran(&["suggest", "-"], TASK.as_bytes()).out;
    let mut gold: Value = serde_json::from_str(&predicted).unwrap();
    gold["documents"][0].as_object_mut().unwrap().remove("text");
    let gold = file("without-text.json", gold.to_string().as_bytes());
    let predicted = file("with-text.json", predicted.as_bytes());
    for (one, other) in [(&gold, &predicted), (&predicted, &gold)] {
        let ran = ran(&["score", one, other], b"");
        assert_eq!((ran.code, ran.err.as_str()), (OK, ""));
        assert!(
            ran.out
                .contains("all          gold     4  predicted     4  exact     4")
        );
    }
    let ran = ran(&["score", &gold, &gold], b"");
    assert_eq!((ran.code, ran.out.as_str()), (FAILED, ""));
    assert!(ran.err.contains("no text in common"), "{}", ran.err);
}

/// A file beside the checkout, or wherever `REPORTMARK_SHARED` says. None where there is none.
fn shared(name: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = env::var_os("REPORTMARK_SHARED").map_or_else(beside, PathBuf::from);
    Some(folder.join(name)).filter(|path| path.exists())
}

/// The words and whole numbers of a table of scores: what two programs write alike.
fn counts(table: &str) -> Vec<Vec<&str>> {
    let of_line = |line: &'_ str| -> Option<usize> { line.find("  P ") };
    let lines = table.lines().filter_map(|line| line.get(..of_line(line)?));
    lines
        .map(|line| line.split_whitespace().collect())
        .collect()
}

#[test]
fn another_program_counts_the_same() {
    let (Some(program), Some(folder)) = (shared("score/score.py"), shared("corpus")) else {
        eprintln!("skipped: the scorer and the annotated reports are not beside the checkout");
        return;
    };
    let python = |gold: &str, predicted: &str| {
        let mut command = std::process::Command::new("python3");
        let ran = command.arg(&program).args([gold, predicted]).output();
        ran.ok().map(|own| String::from_utf8(own.stdout).unwrap())
    };
    let mut compared = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let report = entry.unwrap().path();
        let name = report.file_name().unwrap().to_string_lossy().into_owned();
        let gold = folder.join(format!("gold/{}.json", name.get(..3).unwrap_or_default()));
        if !name.ends_with(".txt") || !gold.exists() {
            continue;
        }
        let out = ran(&["suggest", &report.to_string_lossy()], b"").out;
        let mut predicted: Value = serde_json::from_str(&out).unwrap();
        // What is always right tells nothing.
        let spans = predicted["documents"][0]["spans"].as_array_mut().unwrap();
        for (nth, span) in spans.iter_mut().enumerate() {
            if nth % 9 == 0 {
                span["status"] = "rejected".into();
            } else if nth % 7 == 0 {
                let label = if span["label"] == "target" {
                    "result"
                } else {
                    "target"
                };
                span["label"] = label.into();
            }
        }
        let predicted = file("compared.json", predicted.to_string().as_bytes());
        let gold = gold.to_string_lossy().into_owned();
        let Some(other) = python(&gold, &predicted) else {
            eprintln!("skipped: there is no python3 to run the scorer");
            return;
        };
        let own = ran(&["score", &gold, &predicted], b"").out;
        assert_eq!(counts(&own), counts(&other), "{name}");
        compared += counts(&own).len();
    }
    assert!(compared > 9, "{compared}");
}

#[test]
fn files_without_a_common_text_cannot_be_compared() {
    let one = file(
        "one.json",
        ran(&["suggest", "-"], b"\xe6\x94\xb9\xe9\x80\xa0\xe3\x80\x82")
            .out
            .as_bytes(),
    );
    let other = file(
        "other.json",
        ran(&["suggest", "-"], TASK.as_bytes()).out.as_bytes(),
    );
    let ran = ran(&["score", &one, &other], b"");
    assert_eq!((ran.code, ran.out.as_str()), (FAILED, ""));
    assert!(ran.err.contains("no text in common"), "{}", ran.err);
}

#[test]
fn commands_that_are_not_understood_show_how() {
    for arguments in [
        &[][..],
        &["suggest"],
        &["suggest", "--all"],
        &["score", "a"],
        &["sing"],
    ] {
        let ran = ran(arguments, b"");
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (USAGE_ERROR, ""),
            "{arguments:?}"
        );
        assert_eq!(ran.err, USAGE);
    }
    assert_eq!(ran(&["--help"], b"").out, USAGE);
    assert_eq!(
        ran(&["--version"], b"").out,
        format!("reportmark {}\n", env!("CARGO_PKG_VERSION"))
    );
}
