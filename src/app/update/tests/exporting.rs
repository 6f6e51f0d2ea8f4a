//! Files that are handed out.

use super::*;
use reportmark_core::{format::doccano, source::Newlines};

/// The only file that is handed out.
#[track_caller]
fn download(effects: Vec<Effect>) -> (String, Vec<u8>) {
    let mut effects = effects.into_iter();
    match (effects.next(), effects.next()) {
        (Some(Effect::Download { name, bytes, .. }), None) => (name, bytes),
        other => panic!("{other:?}"),
    }
}

/// The project as a native file.
pub(super) fn native(page: &mut Page) -> Vec<u8> {
    download(page.act(Action::ExportNative)).1
}

#[test]
fn what_is_exported_is_read_as_it_is() {
    let mut page = page_of("😀，[*t:新[r:增]]𠀀");
    page.open(&[("乙.txt", "丙\r\n丁".as_bytes())]);
    let (name, bytes) = download(page.act(Action::ExportNative));
    assert_eq!(name, "reportmark-20261122-093000.json");
    let read = native::read(&bytes, &Texts::new()).unwrap();
    assert_eq!(read.problems, []);
    let documents: Vec<_> = read
        .documents
        .iter()
        .map(|document| Arc::new(document.data.with_text(&document.text).unwrap()))
        .collect();
    assert_eq!(documents, page.state.project.documents);
    assert_eq!(read.scheme.as_ref(), Some(&*page.state.project.scheme));
    let newlines = documents[1].head.source.as_ref().unwrap().newlines;
    assert_eq!(newlines, Newlines::Crlf);
}

#[test]
fn what_is_in_the_bin_is_not_exported() {
    let mut page = page_of("甲");
    page.open(&[("乙.txt", "丙".as_bytes())]);
    page.act(Action::Bin);
    let read = native::read(&native(&mut page), &Texts::new()).unwrap();
    assert_eq!(read.documents.len(), 1);
    let (_, bytes) = download(page.act(Action::ExportDoccano));
    assert_eq!(bytes.split_inclusive(|&byte| byte == b'\n').count(), 1);
}

#[test]
fn a_document_is_exported_alone_under_its_name() {
    let mut page = page_of("[t:甲]");
    page.open(&[("乙.txt", "丙".as_bytes())]);
    let (name, bytes) = download(page.act(Action::ExportDocumentNative));
    assert_eq!(name, "乙-20261122-093000.json");
    assert_eq!(
        native::read(&bytes, &Texts::new()).unwrap().documents.len(),
        1
    );
    let (name, bytes) = download(page.act(Action::ExportDocumentDoccano));
    assert_eq!(name, "乙-20261122-093000.doccano.jsonl");
    let document = page.state.document().unwrap();
    assert_eq!(Ok(bytes), doccano::write([&**document].into_iter()));
}

#[test]
fn exporting_changes_nothing() {
    let mut page = page_of("‹甲›");
    let before = page.state.project.clone();
    for action in [
        Action::ExportNative,
        Action::ExportDoccano,
        Action::ExportDocumentNative,
        Action::ExportDocumentDoccano,
    ] {
        page.act(action);
    }
    assert_eq!(page.state.project, before);
    assert_eq!(page.marked(), "‹甲›");
    assert!(page.told().is_empty());
    assert!(
        page.effects
            .iter()
            .all(|effect| matches!(effect, Effect::Download { .. }))
    );
}

/// Check under what name a document of this name is handed out.
#[track_caller]
fn check_name(name: &str, expect: &str) {
    let mut page = page_of("甲");
    // Without a name of its own a document cannot be told in the list, so that none is given.
    page.act(Action::Rename(name.into()));
    let (name, _) = download(page.act(Action::ExportDocumentNative));
    let stem = name.strip_suffix("-20261122-093000.json").unwrap();
    assert_eq!(stem, expect);
}

#[test]
fn file_names_are_such_that_every_system_takes_them() {
    check_name("2026年政府工作报告.txt", "2026年政府工作报告");
    check_name("报告.docx", "报告");
    check_name("报告 第1.2节", "报告 第1.2节");
    check_name("增长5.5%", "增长5.5%");
    check_name("v1.25", "v1.25");
    check_name("../../etc/passwd", "_.._etc_passwd");
    check_name("..\\..\\a.txt", "_.._a");
    check_name("C:\\a|b*c?d\"e<f>g", "C__a_b_c_d_e_f_g");
    check_name(
        "<img src=x onerror=alert(1)>",
        "_img src=x onerror=alert(1)_",
    );
    check_name("a\u{202e}txt.exe", "atxt");
    check_name("a\u{2066}\u{200b}\u{61c}\u{feff}\u{2028}\r\n\0b", "ab");
    check_name(". . .", "reportmark");
    check_name("...", "reportmark");
    check_name("\u{202e}", "reportmark");
    check_name(".txt", "reportmark");
}

#[test]
fn file_names_are_no_devices() {
    for device in ["CON", "con", "Prn", "AUX", "nul", "COM1", "lpt9", "COM¹"] {
        check_name(device, &format!("_{device}"));
        check_name(&format!("{device}.txt"), &format!("_{device}"));
    }
    check_name("CON.总结报告", "_CON.总结报告");
    check_name("CON .总结报告", "_CON .总结报告");
    for plain in [
        "CONSOLE",
        "COM",
        "COM10",
        "LPT0",
        "甲CON",
        "console.总结报告",
    ] {
        check_name(plain, plain);
    }
}

#[test]
fn file_names_are_not_too_long() {
    for long in ["报".repeat(300), "a".repeat(300), "👨‍👩‍👧".repeat(90)] {
        let mut page = page_of("甲");
        page.act(Action::Rename(long));
        let (name, _) = download(page.act(Action::ExportDocumentDoccano));
        assert!(name.len() <= 255, "{} bytes", name.len());
        assert!(name.len() > 150);
    }
}
