//! `cargo xtask bench`: the time from navigation to a page that is ready.

use anyhow::{Context, Result, bail};

use crate::args::Args;
use crate::site::Site;
use crate::{browser, dist, npm, process};

/// Visits of each kind.
const RUNS: usize = 10;

/// Runs the command.
pub(crate) fn command(args: Args) -> Result<()> {
    args.finish()?;
    let folder = dist::build()?;
    let browser = browser::ensure()?;
    let site = Site::start(&folder, 0)?;
    println!("Visiting the page {RUNS} times with an empty cache and {RUNS} times again");
    let mut visits = process::command("node");
    visits
        .arg("xtask/bench.mjs")
        .arg(site.url())
        .arg(RUNS.to_string())
        .env("REPORTMARK_CHROMIUM", &browser.chromium);
    npm::without_downloads(&mut visits);
    let lines = process::output(&mut visits)
        .context("the page did not set the mark `reportmark:ready` on every visit")?;
    println!("\nfrom navigation to `reportmark:ready`, in milliseconds");
    println!(
        "{:12}  {:>6}  {:>6}  {:>6}",
        "visit", "min", "median", "max"
    );
    for kind in ["first", "again"] {
        let times = times_of(&lines, kind)?;
        let Some(summary) = Summary::of(times) else {
            bail!("xtask/bench.mjs printed no `{kind}` visit");
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
                .with_context(|| format!("xtask/bench.mjs printed `{time}` for a time"))
        })
        .collect()
}

#[derive(Debug, PartialEq)]
struct Summary {
    min: f64,
    median: f64,
    max: f64,
}

impl Summary {
    fn of(mut times: Vec<f64>) -> Option<Self> {
        times.sort_by(f64::total_cmp);
        let upper = times.get(times.len() / 2)?;
        let lower = times.get(times.len().saturating_sub(1) / 2)?;
        Some(Self {
            min: *times.first()?,
            median: f64::midpoint(*lower, *upper),
            max: *times.last()?,
        })
    }
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
