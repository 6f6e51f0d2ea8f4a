//! The house rules that no compiler knows, as plain checks of the files. Each finding says where
//! it is and what to do.

use std::env;
use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use crate::project;

/// A source file with more lines is pointed out, and one with still more is an error.
const LONG: usize = 500;
const TOO_LONG: usize = 700;

/// Where the length counts, and of what.
const MEASURED: &[&str] = &["src", "crates", "xtask"];
const MEASURED_KINDS: &[&str] = &["rs", "mjs"];

/// Where the browser may be named: the two outer layers of the page and the files that start them.
const BROWSER_FILES: &[&str] = &["src/browser", "src/view", "src/main.rs", "src/lib.rs"];

/// Crates that are the browser.
const BROWSER_CRATES: &[&str] = &["web_sys", "yew"];

/// What states a page's policy. That it is strict is read by eye, and tested in the browser.
const POLICY: &str = "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';";

/// What makes HTML or a program of a string, in Rust and in scripts.
const STRINGS_TO_RUN: &[&str] = &[
    "from_html_unchecked",
    "set_inner_html",
    "set_outer_html",
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "insert_adjacent_html",
    "createContextualFragment",
    "document.write",
    "document.writeln",
    "eval(",
    "new Function(",
    "javascript:",
];

/// Where nothing may do that.
const HANDED_OUT: &[&str] = &["src", "static", "crates", "index.html"];

/// A rule not kept at one place. Line 0 means the whole file.
#[derive(Debug, PartialEq)]
struct Finding {
    line: usize,
    advice: String,
    is_error: bool,
}

impl Finding {
    fn error(line: usize, advice: impl Into<String>) -> Self {
        Self {
            line,
            advice: advice.into(),
            is_error: true,
        }
    }
}

/// Checks every file of the project.
pub(crate) fn check() -> Result<()> {
    let machine = machine_folders();
    let mut errors = 0;
    for file in project::tracked_files()? {
        // What is not text has no lines, and what git still lists may be gone.
        let Ok(text) = fs::read_to_string(project::root().join(&file)) else {
            continue;
        };
        for finding in check_file(&file, &text, &machine) {
            let level = if finding.is_error { "error" } else { "warning" };
            eprintln!(
                "{level}: {file}:{}: {}",
                finding.line.max(1),
                finding.advice
            );
            errors += usize::from(finding.is_error);
        }
    }
    if errors > 0 {
        bail!("the house rules are broken at {errors} places");
    }
    println!("The house rules hold.");
    Ok(())
}

/// Folders of whoever runs the check, which no file may name: the checkout and the home.
fn machine_folders() -> Vec<String> {
    let slashed = |folder: &Path| format!("{}/", folder.display());
    let home = env::home_dir().filter(|home| home.components().count() > 1);
    // A checkout right under the root of the system may have any word for a name.
    let root = Some(project::root()).filter(|root| root.components().count() > 2);
    home.as_deref()
        .into_iter()
        .chain(root)
        .map(slashed)
        .collect()
}

fn check_file(file: &str, text: &str, machine: &[String]) -> Vec<Finding> {
    let is_in = |folders: &[&str]| {
        folders
            .iter()
            .any(|folder| Path::new(file).starts_with(folder))
    };
    let has_kind = |kinds: &[&str]| {
        Path::new(file)
            .extension()
            .is_some_and(|own| kinds.iter().any(|kind| own == *kind))
    };
    let is_html = has_kind(&["html"]);
    let draws = is_in(&["src/view"]) || (is_html && is_in(&["static", "index.html"]));
    // Tests may hold what is hostile.
    let is_handed_out = is_in(HANDED_OUT) && !file.contains("/tests/");
    let is_rust = has_kind(&["rs"]);
    let is_page = is_rust && is_in(&["src", "crates"]);
    let is_inner = is_page && !is_in(BROWSER_FILES);

    let mut findings = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        if draws && has_word(line, "style=") {
            findings.push(Finding::error(
                number,
                "a `style` attribute breaks the content security policy: use a class",
            ));
        }
        if is_handed_out && let Some(named) = STRINGS_TO_RUN.iter().find(|it| has_word(line, it)) {
            findings.push(Finding::error(
                number,
                format!(
                    "`{named}`: a string may hold anything: build the elements, call functions"
                ),
            ));
        }
        if draws && is_html && has_inline_script(line) {
            findings.push(Finding::error(
                number,
                "a script or style inside a page breaks the content security policy: use a file",
            ));
        }
        if is_inner && let Some(named) = browser_crate(line) {
            findings.push(Finding::error(
                number,
                format!("`{named}` belongs to src/browser and src/view: ask for an effect instead"),
            ));
        }
        if names_machine(line, machine) {
            findings.push(Finding::error(
                number,
                "a folder of one machine: name it from the root of the checkout",
            ));
        }
        if file == "package-lock.json" && has_word(line, "\"resolved\"") {
            findings.push(Finding::error(
                number,
                "the address of a registry: write the file anew with the settings in .npmrc",
            ));
        }
    }
    if draws && is_html && !text.contains(POLICY) {
        findings.push(Finding::error(
            0,
            "a page without a content security policy: state a strict one in its head",
        ));
    }
    if is_in(MEASURED) && has_kind(MEASURED_KINDS) {
        findings.extend(check_length(text.lines().count()));
    }
    findings
}

/// Whether a line of HTML begins a script or a style that is not a file, or answers an event.
fn has_inline_script(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    let answers = |(_, rest): (&str, &str)| {
        let name = rest.split('=').next().unwrap_or_default();
        rest.contains('=') && !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase())
    };
    line.contains("<style")
        || line.split("<script").skip(1).any(|script| {
            !script
                .split('>')
                .next()
                .is_some_and(|it| it.contains(" src="))
        })
        || line.contains('<') && line.split(" on").skip(1).any(|rest| answers(("", rest)))
}

fn check_length(lines: usize) -> Option<Finding> {
    (lines > LONG).then(|| Finding {
        line: 0,
        advice: format!("{lines} lines: is it still one thing? Split it below {LONG}"),
        is_error: lines > TOO_LONG,
    })
}

/// The browser's crate that a line of code, not of comment, names.
fn browser_crate(line: &str) -> Option<&'static str> {
    let code = line.split("//").next()?;
    BROWSER_CRATES
        .iter()
        .find(|name| has_word(code, name))
        .copied()
}

fn names_machine(line: &str, machine: &[String]) -> bool {
    let follows_name = |rest: &str| rest.starts_with(|sign: char| sign.is_alphanumeric());
    machine.iter().any(|folder| has_word(line, folder))
        || ["/home/", "/Users/"]
            .iter()
            .any(|homes| words(line, homes).any(|(_, rest)| follows_name(rest)))
}

/// Whether `word` stands in the line and is not the end or the beginning of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    let is_closed = word.ends_with(|sign: char| !is_in_word(sign));
    words(line, word).any(|(_, rest)| is_closed || !rest.starts_with(is_in_word))
}

/// What stands before and after each place where `word` begins a word.
fn words<'a>(line: &'a str, word: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    line.match_indices(word)
        .filter_map(|(at, _)| Some((line.get(..at)?, line.get(at + word.len()..)?)))
        .filter(|(before, _)| !before.ends_with(|sign| is_in_word(sign) || sign == '/'))
}

fn is_in_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_' || sign == '-'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn advice(file: &str, text: &str) -> Vec<(usize, bool)> {
        check_file(file, text, &["/srv/check/out/".to_owned()])
            .iter()
            .map(|finding| (finding.line, finding.is_error))
            .collect()
    }

    #[test]
    fn style_attributes_are_found_where_the_page_is_drawn() {
        let text = format!("{POLICY}\n<p style=\"x\">\n<p data-style=\"x\">");
        assert_eq!(advice("index.html", &text), [(2, true)]);
        assert_eq!(advice("static/guideline/en.html", &text), [(2, true)]);
        assert_eq!(advice("src/view/app.rs", &text), [(2, true)]);
        assert_eq!(advice("docs/notes.md", &text), []);
    }

    #[test]
    fn pages_state_their_policy_and_hold_no_script() {
        assert_eq!(advice("index.html", "<p>"), [(0, true)]);
        assert_eq!(advice("static/a.html", "<p>"), [(0, true)]);
        assert_eq!(advice("xtask/bench/a.html", "<script>run()</script>"), []);
        for inside in [
            "<script>run()</script>",
            "<script type=\"module\">",
            "<STYLE>",
            "<p onclick=\"run()\">",
        ] {
            let text = format!("{POLICY}\n{inside}");
            assert_eq!(advice("index.html", &text), [(2, true)], "{inside}");
        }
        let sound = format!(
            "{POLICY}\n<script src=\"a.js\"></script>\n<p>based on a=b</p>\n<p>on = off</p>"
        );
        assert_eq!(advice("index.html", &sound), []);
    }

    #[test]
    fn the_browser_is_named_in_the_outer_layers_only() {
        let text = "use yew::Html;\n// as yew does\nlet review = 1;\nweb_sys::window();";
        assert_eq!(advice("src/view/app.rs", text), []);
        assert_eq!(advice("src/lib.rs", text), []);
        assert_eq!(advice("src/app/state.rs", text), [(1, true), (4, true)]);
        assert_eq!(
            advice("crates/core/src/lib.rs", text),
            [(1, true), (4, true)]
        );
    }

    #[test]
    fn html_from_strings_is_found() {
        for call in [
            "Html::from_html_unchecked(text)",
            "element.set_inner_html(text)",
            "element.innerHTML = text",
            "element.insertAdjacentHTML('beforeend', text)",
            "document.write(text)",
            "eval(text)",
            "window.eval(text)",
            "new Function('return 1')",
            "href=\"javascript:run()\"",
        ] {
            assert_eq!(advice("src/view/app.rs", call), [(1, true)], "{call}");
            assert_eq!(advice("static/start.js", call), [(1, true)], "{call}");
            assert_eq!(advice("crates/core/src/lib.rs", call), [(1, true)]);
            assert_eq!(advice("tests/browser/a.spec.ts", call), [], "{call}");
            assert_eq!(advice("crates/core/tests/a.rs", call), [], "{call}");
        }
        for other in [
            "retrieval(text)",
            "js_sys::Function",
            "a new functional",
            "my_innerHTML",
        ] {
            assert_eq!(advice("src/view/app.rs", other), [], "{other}");
        }
    }

    #[test]
    fn folders_of_a_machine_are_found_in_any_file() {
        let home = ["/home", "ann/x"].join("/");
        assert_eq!(advice("README.md", &format!("see {home}")), [(1, true)]);
        assert_eq!(advice("README.md", "in /srv/check/out/src"), [(1, true)]);
        assert_eq!(advice("README.md", "in /home/ and a/home/b"), []);
    }

    #[test]
    fn long_files_are_pointed_out_and_longer_ones_refused() {
        assert_eq!(advice("src/app/a.rs", &"\n".repeat(LONG)), []);
        assert_eq!(advice("src/app/a.rs", &"\n".repeat(LONG + 1)), [(0, false)]);
        assert_eq!(
            advice("xtask/src/a.rs", &"\n".repeat(TOO_LONG + 1)),
            [(0, true)]
        );
        assert_eq!(advice("crates/core/tests/data.txt", &"\n".repeat(9999)), []);
    }
}
