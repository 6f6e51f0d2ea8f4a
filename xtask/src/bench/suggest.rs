//! What rules suggest: without a browser, held against jieba-rs; in the page, from the key that
//! switches suggestions on to all of them found, stopped and accepted; and the reader among
//! suggestions, held against CodeMirror 6 as it is without them.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::case::Case;
use super::figures::{Figures, Page};
use super::{reader, reports, script, suggest_table as table};
use crate::args::Args;
use crate::browser::Browser;
use crate::site::Site;
use crate::{process, project};

/// Runs of each measurement, unless the command line says otherwise.
const RUNS: usize = 3;

/// The key that switches suggestions on.
const KEY: &str = "g";

/// A report of each genre, without a browser.
pub(super) const GENRES: [Case; 5] = [
    Case::new("17k-task", 17_000, 0),
    Case::new("17k-work", 17_000, 0),
    Case::new("17k-plan", 17_000, 0),
    Case::new("17k-bulletin", 17_000, 0),
    Case::new("17k-proposal", 17_000, 0),
];

/// Reports of all genres, one behind the other.
pub(super) const SMALL: Case = Case::new("17k", 17_000, 0);
pub(super) const MILLION: Case = Case::new("1M", 1_000_000, 0);
pub(super) const TEN: Case = Case::new("10M", 10_000_000, 0);

/// What is done in the page with each.
const IN_PAGE: [(Case, &str); 3] = [(SMALL, "accept"), (MILLION, "accept"), (TEN, "stop")];

/// The documents that the reader is measured with.
pub(super) const READ: [&str; 2] = ["17k", "1M"];

/// What can be measured alone.
const PARTS: [&str; 3] = ["native", "page", "reader"];

/// What the command line asks for.
pub(super) struct Options {
    runs: usize,
    only: Option<String>,
    check: bool,
    write: bool,
}

impl Options {
    /// Takes what is of suggestions from the command line.
    pub(super) fn take(args: &mut Args, runs: Option<usize>) -> Result<Self> {
        let only = args.value("--only")?;
        let (check, write) = (args.flag("--check"), args.flag("--write"));
        if let Some(part) = only.as_deref() {
            if !PARTS.contains(&part) {
                bail!("--only {part}: say `native`, `page` or `reader`");
            }
            if check || write {
                bail!("--check and --write need everything: leave --only out");
            }
        }
        Ok(Self {
            runs: runs.unwrap_or(RUNS),
            only,
            check,
            write,
        })
    }

    /// As the reader is measured in the same call.
    pub(super) fn beside(reader: &reader::Options, runs: Option<usize>) -> Self {
        Self {
            runs: runs.unwrap_or(RUNS),
            only: None,
            check: reader.check,
            write: reader.write,
        }
    }

    fn has(&self, part: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == part)
    }
}

/// What was measured, by its place.
#[derive(Default)]
pub(super) struct Measured {
    pub(super) native: Figures,
    pub(super) page: Figures,
    pub(super) reader: Figures,
}

/// Measures, prints, and does what the options say with the figures.
pub(super) fn run(browser: &Browser, options: &Options) -> Result<()> {
    let mut measured = Measured::default();
    if options.has("native") {
        measured.native = native(options.runs)?;
    }
    if options.has("page") || options.has("reader") {
        let cases = READ.map(Case::named);
        let cases = cases.into_iter().collect::<Result<Vec<_>>>()?;
        let folder = reader::prepare(&Page::BOTH, &cases)?;
        for (case, _) in IN_PAGE {
            write(&folder.join("bench/suggest"), case, &reports::GENRES)?;
        }
        let site = Site::start(&folder, 0)?;
        if options.has("page") {
            measured.page = page(browser, &site, options.runs)?;
        }
        if options.has("reader") {
            let (runs, key) = (options.runs, Some(KEY));
            measured.reader = reader::visit(browser, &site, runs, &Page::BOTH, &cases, key)?;
        }
    }
    println!("\nmedians of {} runs", options.runs);
    print!("{}", table::of(&measured));
    if options.write {
        table::write(&measured, options.runs)?;
    }
    let missed = table::missed(&measured);
    if options.only.is_none() && !missed.is_empty() {
        let words = format!("bars not met: {}", missed.join("; "));
        if options.check {
            bail!("{words}");
        }
        println!("{words}");
    }
    Ok(())
}

/// Writes the text of a case. Where it is.
fn write(folder: &Path, case: Case, genres: &[&str]) -> Result<String> {
    let file = folder.join(format!("{}.txt", case.name));
    project::write(&file, reports::text(genres, case.characters)?)?;
    Ok(format!("{}={}", case.name, file.display()))
}

fn native(runs: usize) -> Result<Figures> {
    let folder = project::root().join("target/bench-suggest");
    let mut texts = Vec::new();
    for (case, genre) in GENRES.into_iter().zip(reports::GENRES) {
        texts.push(write(&folder, case, &[genre])?);
    }
    texts.push(write(&folder, MILLION, &reports::GENRES)?);
    println!("Looking for suggestions, and for words by jieba-rs, {runs} times in each text");
    let mut times = process::cargo();
    times
        .args(["run", "--quiet", "--release", "--locked"])
        .args(["--manifest-path", "xtask/bench/native/Cargo.toml"])
        .args(["--target-dir", "target/bench-native", "--"])
        .arg(runs.to_string())
        .args(texts);
    Figures::read(&process::output(&mut times)?)
}

fn page(browser: &Browser, site: &Site, runs: usize) -> Result<Figures> {
    let cases = IN_PAGE.map(|(case, todo)| format!("{}:{todo}", case.name));
    println!("Looking for suggestions in the page");
    let mut visits = script("suggest.mjs", browser);
    visits
        .arg(site.url())
        .arg(runs.to_string())
        .arg(cases.join(","));
    let lines = process::output(&mut visits).context("the browser could not be driven")?;
    Figures::read(&lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(line: &str) -> Result<Options> {
        let mut args = Args::of(line);
        let options = Options::take(&mut args, None)?;
        args.finish()?;
        Ok(options)
    }

    #[test]
    fn without_options_everything_is_measured() {
        let options = options("").unwrap();
        assert!(PARTS.into_iter().all(|part| options.has(part)));
        assert!(!options.check && !options.write);
    }

    #[test]
    fn one_part_is_measured_alone_and_decides_nothing() {
        let options_of = options;
        let options = options_of("--only page").unwrap();
        assert!(options.has("page") && !options.has("native"));
        for line in [
            "--only words",
            "--only native --check",
            "--only page --write",
        ] {
            assert!(options_of(line).is_err(), "{line}");
        }
    }

    #[test]
    fn every_genre_has_a_case_of_its_name() {
        for (case, genre) in GENRES.into_iter().zip(reports::GENRES) {
            assert_eq!(case.name, format!("17k-{genre}"));
        }
    }
}
