use reportmark_core::{
    change::{Conflict, Intent},
    format::{OffsetUnit, Problem, ProblemKind, native},
    journal::{Damage, Lost},
    model::{SpanId, Texts},
    scheme::Scheme,
    source::{BinaryKind, Encoding, Note, Refusal},
};

use super::*;
use crate::app::{
    Failure, VersionNews,
    keeping::{Marker, Room, Why},
    keys::{Chord, Command},
    samples::SAMPLES,
};

const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Check that a message says something in both languages, and not the same in both.
#[track_caller]
fn check_both(worded: impl Fn(Language) -> String, parameters: &[&str]) {
    let [zh, en] = LANGUAGES.map(worded);
    assert_ne!(zh, en);
    assert!(zh.chars().any(is_han), "{zh}");
    for message in [&zh, &en] {
        for parameter in parameters {
            assert!(
                message.contains(parameter),
                "“{message}” lacks “{parameter}”"
            );
        }
        for debris in ["{", "}", "Some(", "  "] {
            assert!(!message.contains(debris), "“{message}”");
        }
    }
    let own = |c: &char| is_han(*c) && !parameters.iter().any(|parameter| parameter.contains(*c));
    assert_eq!(en.chars().find(own), None, "“{en}”");
}

#[test]
fn no_word_is_empty_or_in_the_other_language() {
    // Each names the other language, or is the same in both.
    let other = ["language_other"];
    let same = ["newlines_lf", "newlines_crlf", "newlines_cr"];
    let both = Language::Chinese
        .words()
        .all()
        .into_iter()
        .zip(Language::English.words().all());
    for ((name, zh), (_, en)) in both {
        for word in [zh, en] {
            assert!(!word.trim().is_empty(), "{name}");
            assert_eq!(word.trim_start(), word, "{name}");
        }
        if !same.contains(&name) {
            assert_ne!(zh, en, "{name}");
            assert_eq!(
                zh.chars().any(is_han),
                !other.contains(&name),
                "{name}: {zh}"
            );
            assert_eq!(
                en.chars().any(is_han),
                other.contains(&name),
                "{name}: {en}"
            );
        }
    }
}

#[test]
fn no_word_of_details_is_empty_or_in_the_other_language() {
    let all = |language: Language| {
        let details = language.detail_words().all().into_iter();
        let later = details.chain(language.history_words().all());
        later.chain(language.suggest_words().all())
    };
    for ((name, zh), (_, en)) in all(Language::Chinese).zip(all(Language::English)) {
        assert!(zh.chars().any(is_han), "{name}: {zh}");
        assert!(
            !en.trim().is_empty() && !en.chars().any(is_han),
            "{name}: {en}"
        );
    }
}

#[test]
fn no_word_of_files_is_empty_or_in_the_other_language() {
    let [zh, en] = LANGUAGES.map(|language| disk::words(language).all());
    for ((name, zh), (_, en)) in zh.into_iter().zip(en) {
        assert!(zh.chars().any(is_han), "{name}: {zh}");
        let is_empty = en.trim().is_empty();
        assert!(!is_empty && !en.chars().any(is_han), "{name}: {en}");
    }
}

#[test]
fn every_message_about_files_is_worded() {
    use crate::app::DiskNotice::{
        Changed, Denied, Failed, Full, Gone, NotChosen, NotInFile, Protected,
    };
    let about = "甲.json";
    for what in [NotInFile, Changed, Gone, Denied, Full, Protected, Failed] {
        let what = Failure::Disk(what, about.into());
        check_both(|language| failure(&what, language), &[about]);
    }
    let nothing = Failure::Disk(NotChosen, about.into());
    check_both(|language| failure(&nothing, language), &[]);
}

#[test]
fn where_the_project_was_saved_is_said() {
    use crate::app::disk::{Saving, Target};
    let mut saving = Saving::default();
    assert_eq!(disk::written(&saving, 5, Language::Chinese), "");
    let name = "甲.json";
    saving.target = Some(Target {
        name: name.into(),
        ..Target::default()
    });
    check_both(|language| disk::written(&saving, 5, language), &[name]);
    let at = reportmark_core::model::Timestamp::new("2026-11-22T09:30:00Z");
    saving.target.as_mut().unwrap().at = Some(at);
    saving.zone = 480;
    let mut all = Vec::new();
    for upto in [None, Some(4), Some(5)] {
        saving.target.as_mut().unwrap().upto = upto;
        let said = |language| disk::written(&saving, 5, language);
        check_both(said, &[name, "2026-11-22 17:30"]);
        all.push(said(Language::Chinese));
    }
    assert!(all[0] == all[1] && all[1] != all[2], "{all:?}");
}

fn not_json(why: &str) -> ProblemKind {
    ProblemKind::NotJson {
        why: why.into(),
        line: 3,
        column: 14,
    }
}

fn problem_at(kind: ProblemKind) -> Problem {
    Problem {
        place: "documents[0].spans[3]".into(),
        kind,
    }
}

#[test]
fn every_problem_of_a_file_is_worded_with_its_place() {
    let hash = "0123456789abcdef".repeat(4);
    let quote = "很".repeat(99);
    let kinds: [(ProblemKind, &[&str]); 19] = [
        (not_json("odd value"), &["3", "14", "odd value"]),
        (not_json("EOF while parsing a value"), &["3", "14"]),
        (ProblemKind::NotNative, &["reportmark"]),
        (ProblemKind::Newer(7), &["7"]),
        (ProblemKind::Empty, &[]),
        (ProblemKind::Repeated, &[]),
        (ProblemKind::Missing, &[]),
        (ProblemKind::Supplied, &[]),
        (
            ProblemKind::Expected("one of past, plan, none"),
            &["past", "plan", "none"],
        ),
        (ProblemKind::NoText(hash), &["0123456789ab…"]),
        (ProblemKind::HashDiffers, &["SHA-256"]),
        (ProblemKind::OutOfText, &[]),
        (ProblemKind::BadRange, &[]),
        (
            ProblemKind::QuoteDiffers {
                quote,
                text: "甲".into(),
            },
            &["很很很…", "甲"],
        ),
        (ProblemKind::Value("\"most\"".into()), &["\"most\""]),
        (ProblemKind::DuplicateId("t7".into()), &["t7"]),
        (ProblemKind::KeyTaken("t9".into()), &["t9"]),
        (ProblemKind::Dangling("t8".into()), &["t8"]),
        (ProblemKind::OtherUnit(OffsetUnit::Utf16), &["UTF-16"]),
    ];
    for (kind, parameters) in kinds {
        let place = problem_at(kind);
        let parameters = [parameters, &["documents[0].spans[3]"]].concat();
        check_both(|language| problem(&place, language), &parameters);
    }
}

#[test]
fn what_a_member_should_be_is_said_in_chinese() {
    let file = r#"{"format": "reportmark", "version": 1, "scheme": 7, "documents": [7, {
        "id": "d", "text": "目标", "fields": 7, "status": 7, "annotated_ranges": [7],
        "sections": [{"start": 0, "end": 1, "level": "x", "tense": 7}],
        "zones": [{"start": 0, "end": 1, "kind": 7}],
        "spans": [{"label": "target", "start": 0, "end": 1, "edited": 7, "note": 7, "certainty": 7, "status": 7},
                  {"label": "target", "start": 0.5, "end": 1}],
        "blocks": [{"scope": [0, 1], "members": 7}],
        "relations": 7
    }]}"#;
    let read = native::read(file.as_bytes(), &Texts::new()).unwrap();
    assert!(read.problems.len() > 14, "{:?}", read.problems);
    for item in &read.problems {
        let ProblemKind::Expected(what) = item.kind else {
            panic!("{item:?}")
        };
        let worded = problem(item, Language::Chinese);
        assert!(!worded.contains(what), "{worded}");
        for english in ["one of", "an ", " or ", "whole"] {
            assert!(!worded.contains(english), "{worded}");
        }
    }
}

#[test]
fn every_refusal_of_a_file_is_worded() {
    use BinaryKind::{Archive, Gzip, Image, OldOffice, Pdf, Rtf, Unknown, Utf32, Zip};
    let whys = [
        Pdf, Zip, OldOffice, Rtf, Image, Gzip, Archive, Utf32, Unknown,
    ];
    let whys = whys.map(|kind| (Refusal::Binary { kind }, vec![]));
    let too_large = Refusal::TooLarge {
        bytes: 300 * 1_048_576,
        limit: 256 * 1_048_576,
    };
    let encoding = Encoding::Big5;
    let others = [
        (Refusal::Empty, vec![]),
        (too_large, vec!["300", "256"]),
        (Refusal::Undecodable { encoding }, vec!["Big5"]),
    ];
    for (why, parameters) in whys.into_iter().chain(others) {
        check_both(|language| refusal(&why, language), &parameters);
        let file = "甲.txt".to_owned();
        let parameters = [&parameters[..], &["甲.txt"]].concat();
        let refused = Failure::Refused { file, why };
        check_both(|language| failure(&refused, language), &parameters);
    }
}

#[test]
fn every_note_on_how_a_file_was_read_is_worded() {
    let malformed = |first_byte, truncated_end| Note::Malformed {
        count: 17,
        first_byte,
        truncated_end,
    };
    let notes = [
        (Note::GuessUnsure, vec![]),
        (
            Note::ForeignBom {
                encoding: Encoding::Utf16Le,
            },
            vec!["UTF-16 LE"],
        ),
        (malformed(Some(4711), false), vec!["17", "4711"]),
        (malformed(None, true), vec!["17"]),
        (Note::ReplacementAlreadyThere { count: 19 }, vec!["19"]),
        (Note::Nul { count: 23 }, vec!["23"]),
    ];
    for (note, parameters) in notes {
        let read = Failure::Read {
            file: "甲.txt".into(),
            encoding: Encoding::Gb18030,
            notes: vec![note, Note::GuessUnsure],
        };
        let parameters = [&parameters[..], &["甲.txt", "GB18030"]].concat();
        check_both(|language| failure(&read, language), &parameters);
    }
}

#[test]
fn every_failure_is_worded_with_what_it_is_about() {
    let name = || "甲.txt".to_owned();
    let why = || "QuotaExceededError".to_owned();
    let lost = |items: &[Lost]| Failure::Lost(items.to_vec());
    let record = Lost::Record(3, Damage::Checksum);
    let failures: [(Failure, &[&str]); 39] = [
        (
            Failure::Unreadable {
                file: name(),
                why: why(),
            },
            &["甲.txt", "QuotaExceededError"],
        ),
        (
            Failure::NotProject {
                file: name(),
                why: problem_at(ProblemKind::Newer(7)),
            },
            &["甲.txt", "7"],
        ),
        (
            Failure::Partly {
                file: name(),
                problems: vec![problem_at(ProblemKind::BadRange); 11],
            },
            &["甲.txt", "11", "documents[0].spans[3]", "3"],
        ),
        (
            Failure::Partly {
                file: name(),
                problems: vec![problem_at(ProblemKind::HashDiffers)],
            },
            &["甲.txt", "SHA-256"],
        ),
        (Failure::AlreadyOpen { name: name() }, &["甲.txt"]),
        (Failure::OpenedBeside { name: name() }, &["甲.txt"]),
        (
            Failure::InList {
                name: name(),
                others: 0,
            },
            &["甲.txt"],
        ),
        (
            Failure::InList {
                name: name(),
                others: 6,
            },
            &["甲.txt"],
        ),
        (
            Failure::InBin {
                name: name(),
                spans: 12,
            },
            &["甲.txt", "12"],
        ),
        (Failure::Sample { file: name() }, &["甲.txt"]),
        (Failure::NothingPasted, &[]),
        (Failure::NoName, &[]),
        (Failure::Joined { name: name() }, &["甲.txt"]),
        (
            Failure::Conflict(Conflict::Differs {
                change: "span in document d".into(),
            }),
            &["span in document d"],
        ),
        (
            Failure::Crosses {
                other: SpanId::new("t7"),
                quote: "新增就业".into(),
            },
            &["新增就业"],
        ),
        (Failure::Twins(13), &["13"]),
        (Failure::NothingSelected, &[]),
        (Failure::NoList, &[]),
        (Failure::OtherOrigin { address: name() }, &["甲.txt"]),
        (
            Failure::ExportCheck {
                place: "documents[0].spans[3]".into(),
                quote: "新增就业".into(),
            },
            &["documents[0].spans[3]", "新增就业"],
        ),
        (lost(&[Lost::Snapshot(7, Damage::Form)]), &[]),
        (
            lost(&[record.clone(), Lost::Missing { from: 5, to: 8 }]),
            &["5"],
        ),
        (
            lost(&[Lost::Document("d@1".into(), Damage::Checksum), record]),
            &["1"],
        ),
        (Failure::TextsLost(4), &["4"]),
        (Failure::NoOriginal, &[]),
        (Failure::ReadOnly(Why::Other), &[]),
        (Failure::ReadOnly(Why::Newer), &[]),
        (Failure::TookOver, &[]),
        (Failure::Blocked, &[]),
        (Failure::NoAnswer, &[]),
        (Failure::Reapplied(6), &["6"]),
        (Failure::NotReapplied(7), &["7"]),
        (
            Failure::Vanished(Marker {
                sequence: 9,
                documents: 8,
            }),
            &["8"],
        ),
        (Failure::Version(VersionNews::Ready), &[]),
        (Failure::Version(VersionNews::Elsewhere), &[]),
        (Failure::Version(VersionNews::NotKept), &["JSON"]),
        (Failure::Version(VersionNews::Reading), &[]),
        (Failure::Version(VersionNews::Writing), &[]),
        (Failure::NoCode { why: why() }, &["QuotaExceededError"]),
    ];
    for (what, parameters) in failures {
        check_both(|language| failure(&what, language), parameters);
    }
    for quota in [false, true] {
        let storage = Failure::Storage {
            why: why(),
            quota,
            room: None,
        };
        check_both(
            |language| failure(&storage, language),
            &["QuotaExceededError"],
        );
    }
}

#[test]
fn what_takes_the_room_is_said() {
    for binned in [0, 3] {
        let room = Room {
            used: 5 << 20,
            most: 9 << 20,
            texts: 2 << 20,
            originals: 1 << 20,
            in_bin: 1 << 19,
            binned,
        };
        let full = Failure::Storage {
            why: "why".into(),
            quota: true,
            room: Some(room),
        };
        let bin: &[&str] = if binned > 0 { &["512 kB", "3"] } else { &[] };
        let parts = ["5.0 MB", "9.0 MB", "2.0 MB", "1.0 MB"];
        let parts: Vec<_> = parts.into_iter().chain(bin.iter().copied()).collect();
        check_both(|language| failure(&full, language), &parts);
    }
}

#[test]
fn every_reason_why_a_page_only_follows_is_said() {
    for why in [Why::Other, Why::Asking, Why::LettingGo, Why::Newer] {
        check_both(|language| access(why, language), &[]);
    }
    check_both(|language| access(Why::Overtaken(12), language), &["12"]);
}

#[test]
fn what_loses_nothing_is_said_to_lose_nothing() {
    let partly = |kind| Failure::Partly {
        file: "甲.json".into(),
        problems: vec![problem_at(kind)],
    };
    let remark = failure(&partly(ProblemKind::HashDiffers), Language::English);
    assert!(remark.contains("everything was read"), "{remark}");
    let loss = failure(&partly(ProblemKind::BadRange), Language::English);
    assert!(loss.contains("1 item"), "{loss}");
}

#[test]
fn every_command_and_step_is_worded() {
    let scheme = Scheme::guideline();
    for what in Command::all(&scheme) {
        let parameters = match &what {
            Command::Label(label) => scheme.label(label),
            _ => None,
        };
        for language in LANGUAGES {
            let worded = command(&what, &scheme, language);
            assert!(!worded.trim().is_empty(), "{what:?}");
            let name = parameters.map(|label| language.pick(&label.name.zh, &label.name.en));
            assert!(worded.contains(name.unwrap_or_default()), "{worded}");
            assert_eq!(
                worded.chars().any(is_han),
                language == Language::Chinese,
                "{worded}"
            );
        }
    }
    use Intent::{
        Bin, Certainty, Join, Note, Open, Purge, Relabel, Rename, Reopen, Resize, Restore, Return,
        Status, Tag, TagAll, Untag, UntagAll,
    };
    for step in [
        Open, Reopen, Join, Tag, Relabel, Untag, TagAll, UntagAll, Resize, Note, Certainty, Status,
        Rename, Bin, Restore, Purge, Return,
    ] {
        check_both(|language| intent(step, language).to_owned(), &[]);
    }
    for language in LANGUAGES {
        for (key, meaning) in movements(language) {
            assert!(!key.is_empty() && !meaning.is_empty());
        }
    }
    let [zh, en] = LANGUAGES.map(|language| movements(language).len());
    assert_eq!(zh, en);
}

#[test]
fn keys_are_shown_as_they_are_printed_on_them() {
    let shown = |chord: &str| super::chord(&Chord::parse(chord).unwrap(), Language::Chinese);
    assert_eq!(shown("j"), "J");
    assert_eq!(shown("Ctrl+Shift+z"), "Ctrl+Shift+Z");
    assert_eq!(shown("Shift+j"), "Shift+J");
    assert_eq!(shown("Backspace"), "退格");
    assert_eq!(shown("Delete"), "Delete");
    assert_eq!(shown("+"), "+");
    assert_eq!(shown("Ctrl++"), "Ctrl++");
}

#[test]
fn samples_have_names_and_files() {
    for sample in SAMPLES {
        check_both(|language| sample.title(language).to_owned(), &[]);
        let file = format!(
            "{}/static/samples/{}",
            env!("CARGO_MANIFEST_DIR"),
            sample.file
        );
        assert!(std::path::Path::new(&file).is_file(), "{}", sample.file);
    }
}

#[test]
fn what_the_parser_says_is_told_in_both_languages() {
    for (why, zh) in [
        ("expected value", "此处应是一个值"),
        ("trailing characters", "末尾有多余的内容"),
        ("expected `,` or `}`", "缺少逗号或 }"),
    ] {
        let wrong = problem_at(not_json(why));
        assert!(problem(&wrong, Language::Chinese).contains(zh));
        assert!(problem(&wrong, Language::English).contains(why));
    }
}
