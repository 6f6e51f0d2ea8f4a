//! The reader against CodeMirror 6: the same documents from the same bytes, in the same browser,
//! visited in turn, so that a slow moment of the machine falls on both.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::case::{CASES, Case};
use super::figures::{Figures, Page};
use super::{bars, readme, script, table};
use crate::args::Args;
use crate::browser::Browser;
use crate::hosts::HEADERS;
use crate::site::Site;
use crate::{dist, npm, process, project};

/// Visits of each page with each document, unless the command line says otherwise.
const RUNS: usize = 5;

/// What the command line asks for.
pub(super) struct Options {
    runs: usize,
    pages: Vec<Page>,
    cases: Vec<Case>,
    pub(super) check: bool,
    pub(super) write: bool,
}

impl Options {
    /// Takes what is the reader's from the command line.
    pub(super) fn take(args: &mut Args, runs: Option<usize>) -> Result<Self> {
        let pages = match args.value("--only")? {
            None => Page::BOTH.to_vec(),
            Some(page) => vec![
                Page::of(&page)
                    .with_context(|| format!("--only {page}: say `reportmark` or `codemirror`"))?,
            ],
        };
        let cases = match args.value("--sizes")? {
            None => CASES.to_vec(),
            Some(names) => {
                // From small to large, whatever the order they are named in.
                let named: Vec<_> = names
                    .split(',')
                    .map(Case::named)
                    .collect::<Result<_>>()
                    .with_context(|| format!("--sizes {names}"))?;
                let asked = CASES.iter().filter(|case| named.contains(case));
                asked.copied().collect()
            }
        };
        let (check, write) = (args.flag("--check"), args.flag("--write"));
        if (check || write) && pages.len() < Page::BOTH.len() {
            bail!("--check and --write need both pages: leave --only out");
        }
        if write && cases.len() < CASES.len() {
            bail!("--write needs every size: leave --sizes out");
        }
        Ok(Self {
            runs: runs.unwrap_or(RUNS),
            pages,
            cases,
            check,
            write,
        })
    }
}

/// Measures, prints, and does what the options say with the figures.
pub(super) fn run(browser: &Browser, options: &Options) -> Result<()> {
    let folder = prepare(&options.pages, &options.cases)?;
    let site = Site::start(&folder, 0)?;
    let figures = visit(
        browser,
        &site,
        options.runs,
        &options.pages,
        &options.cases,
        None,
    )?;

    println!(
        "\nmedians of {} runs, Chromium {}",
        options.runs, figures.browser
    );
    for &case in &options.cases {
        println!("\n{}", table::of(&figures, case));
    }
    if let Some(growth) = table::growth(&figures) {
        println!("{growth}");
    }
    if options.write {
        readme::write(&figures, options.runs)?;
    }
    let missed = bars::missed(&figures, &options.cases);
    if options.pages.len() == Page::BOTH.len() && !missed.is_empty() {
        let words = format!("bars not met: {}", missed.join(", "));
        if options.check {
            bail!("{words}");
        }
        println!("{words}");
    }
    Ok(())
}

/// Visits these pages with these documents. A key that is given is pressed in Reportmark when a
/// document is open.
pub(super) fn visit(
    browser: &Browser,
    site: &Site,
    runs: usize,
    pages: &[Page],
    cases: &[Case],
    key: Option<&str>,
) -> Result<Figures> {
    let names = |names: Vec<&str>| names.join(",");
    let mut visits = script("reader.mjs", browser);
    visits
        .arg(site.url())
        .arg(runs.to_string())
        .arg(names(pages.iter().map(|page| page.key()).collect()))
        .arg(names(cases.iter().map(|case| case.name).collect()))
        .args(key);
    println!("Visiting each page {runs} times with each document");
    let lines = process::output(&mut visits).context("the browser could not be driven")?;
    Figures::read(&lines)
}

/// Puts together the folder that is served: the built page, CodeMirror's page and the documents
/// that both open.
pub(super) fn prepare(pages: &[Page], cases: &[Case]) -> Result<PathBuf> {
    let built = if pages.contains(&Page::Reportmark) {
        Some(dist::build()?)
    } else {
        npm::ensure_packages()?;
        None
    };
    let folder = project::root().join("target/bench");
    if folder.exists() {
        fs::remove_dir_all(&folder).context("cannot clear the folder of the last run")?;
    }
    if let Some(built) = built {
        copy(&built, &folder)?;
        // Its headers are not meant for the page that it is held against.
        fs::remove_file(folder.join(HEADERS))?;
    }
    codemirror(&folder.join("bench/codemirror"))?;
    println!("Writing the documents");
    for case in cases {
        let file = folder.join(format!("bench/cases/{}.json", case.name));
        project::write(&file, case.file()?)?;
    }
    Ok(folder)
}

/// CodeMirror's page, its script bundled and minified as for a reader.
fn codemirror(folder: &Path) -> Result<()> {
    let source = project::root().join("xtask/bench/codemirror");
    for name in ["index.html", "page.css"] {
        project::write(&folder.join(name), project::read(&source.join(name))?)?;
    }
    process::run(
        process::command(npm::program("esbuild"))
            .arg(source.join("main.mjs"))
            .args([
                "--bundle",
                "--minify",
                "--format=esm",
                "--log-level=warning",
            ])
            .arg(format!("--outfile={}", folder.join("page.js").display())),
    )
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in project::files_under(from)? {
        let content =
            fs::read(&file).with_context(|| format!("cannot read {}", project::shown(&file)))?;
        project::write(&to.join(file.strip_prefix(from)?), content)?;
    }
    Ok(())
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
    fn without_options_both_pages_open_every_document() {
        let options = options("").unwrap();
        assert_eq!((options.pages, options.runs), (Page::BOTH.to_vec(), RUNS));
        assert_eq!(options.cases, CASES);
        assert!(!options.check && !options.write);
    }

    #[test]
    fn sizes_come_from_small_to_large_and_once() {
        let options = options("--sizes 1M,17k,1M --check").unwrap();
        let names: Vec<_> = options.cases.iter().map(|case| case.name).collect();
        assert_eq!(names, ["17k", "1M"]);
        assert!(options.check);
    }

    #[test]
    fn what_cannot_be_done_is_refused_before_anything_is_measured() {
        for line in [
            "--only word",
            "--sizes 2M",
            "--only codemirror --check",
            "--only codemirror --write",
            "--sizes 17k --write",
            "--fast",
        ] {
            assert!(options(line).is_err(), "{line}");
        }
    }
}
