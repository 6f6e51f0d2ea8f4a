//! The properties of the core with very many cases each: a part of `cargo xtask test --thorough`.

use std::time::Instant;

use anyhow::{Result, bail};
use serde_json::json;

use crate::{process, project, proof};

/// Cases for each property.
const CASES: u32 = 10_000;

/// Tries every property of the core, built for speed and with all checks (`profile.thorough`).
pub(crate) fn run() -> Result<()> {
    let properties = properties()?;
    let start = Instant::now();
    let result = process::run(
        process::cargo()
            .args([
                "test",
                "--locked",
                "--profile",
                "thorough",
                "--no-fail-fast",
            ])
            .args([
                "--package",
                "reportmark-core",
                "--lib",
                "--test",
                "properties",
            ])
            .env("PROPTEST_CASES", CASES.to_string())
            // A property that leaves many cases out goes on all the same.
            .env("PROPTEST_MAX_GLOBAL_REJECTS", "1000000"),
    );
    let figures = json!({
        "properties": properties,
        "cases": CASES,
        "failed": u32::from(result.is_err()),
        "seconds": start.elapsed().as_secs(),
    });
    proof::record("proptest", &figures)?;
    result
}

/// How many properties the core has. None may say itself how many cases it wants: it would not be
/// tried as often as the others.
fn properties() -> Result<usize> {
    let mut count = 0;
    for file in project::files_under(&project::root().join("crates/core"))? {
        if file.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let found = in_file(&project::read(&file)?);
        if found.is_pinned {
            let file = project::shown(&file);
            bail!("{file} pins how many cases a property is tried with: leave it to the command");
        }
        count += found.count;
    }
    Ok(count)
}

struct Found {
    count: usize,
    is_pinned: bool,
}

/// The tests inside of `proptest!` in a source file as rustfmt lays it out.
fn in_file(source: &str) -> Found {
    let mut found = Found {
        count: 0,
        is_pinned: false,
    };
    let mut end = None;
    for line in source.lines() {
        let indent: String = line.chars().take_while(|c| *c == ' ').collect();
        match &end {
            None if line.trim_start() == "proptest! {" => end = Some(format!("{indent}}}")),
            None => {}
            Some(end_line) if line == end_line => end = None,
            Some(_) => {
                found.count += usize::from(line.trim() == "#[test]");
                found.is_pinned |= line.contains("proptest_config");
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_the_tests_inside_of_the_macro() {
        let source = "#[test]\nfn a() {}\nproptest! {\n    #[test]\n    fn b(x: u8) {\n    }\n\n    \
                      #[test]\n    fn c(x: u8) {}\n}\n#[test]\nfn d() {}\n";
        let found = in_file(source);
        assert_eq!((found.count, found.is_pinned), (2, false));
        let pinned = source.replace(
            "{\n    #[test]\n    fn b",
            "{\n    #![proptest_config(x)]\n    #[test]\n    fn b",
        );
        assert!(in_file(&pinned).is_pinned);
    }

    #[test]
    fn no_property_of_the_core_is_pinned() {
        assert!(properties().unwrap() > 40);
    }
}
