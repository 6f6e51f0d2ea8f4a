//! The time from navigation to a page that is ready, and after a crash to one that a large project
//! can be worked on in.

use anyhow::{Context, Result, bail};

use super::case::Case;
use super::script;
use super::summary::Summary;
use crate::browser::Browser;
use crate::site::Site;
use crate::{dist, process, project};

/// Visits of each kind, unless the command line says otherwise.
const RUNS: usize = 10;

/// The project that is there again after a crash.
const PROJECT: &str = "1M";

/// Measures and prints.
pub(super) fn run(browser: &Browser, runs: Option<usize>) -> Result<()> {
    let runs = runs.unwrap_or(RUNS);
    let site = Site::start(&dist::build()?, 0)?;
    let case = Case::named(PROJECT)?;
    let file = project::root().join("target/bench-start.json");
    project::write(&file, case.file()?)?;
    println!(
        "Visiting the page {runs} times with an empty cache, {runs} times again, and {runs} times \
         after a crash with {} characters and {} spans",
        case.characters, case.spans
    );
    let mut visits = script("start.mjs", browser);
    visits.arg(site.url()).arg(runs.to_string());
    visits.arg(file).arg(case.spans.to_string());
    let lines = process::output(&mut visits)
        .context("the page did not set the mark `reportmark:ready` on every visit")?;
    println!(
        "\nfrom navigation to `reportmark:ready`; after a crash, until every span can be changed; in \
         milliseconds"
    );
    println!(
        "{:12}  {:>6}  {:>6}  {:>6}",
        "visit", "min", "median", "max"
    );
    for kind in ["first", "again", "restart"] {
        let times = times_of(&lines, kind)?;
        let Some(summary) = Summary::of(times) else {
            bail!("xtask/bench/start.mjs printed no `{kind}` visit");
        };
        println!(
            "{kind:12}  {:>6.0}  {:>6.0}  {:>6.0}",
            summary.min, summary.median, summary.max
        );
    }
    Ok(())
}

/// The times of one kind of visit among lines such as `first 123.4`.
fn times_of(lines: &str, kind: &str) -> Result<Vec<f64>> {
    lines
        .lines()
        .filter_map(|line| line.strip_prefix(kind))
        .map(|time| {
            time.trim()
                .parse()
                .with_context(|| format!("xtask/bench/start.mjs printed `{time}` for a time"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_summed_up_by_kind() {
        let lines = "first 30\nagain 5.5\nfirst 10\nfirst 20\nfirst 100\n";
        assert_eq!(
            Summary::of(times_of(lines, "first").unwrap()),
            Some(Summary {
                min: 10.0,
                median: 25.0,
                max: 100.0
            })
        );
        assert_eq!(Summary::of(times_of(lines, "never").unwrap()), None);
        assert!(times_of("first soon", "first").is_err());
    }
}
