//! `cargo xtask bench`: how fast the page is.
//!
//! Three parts: [`start`], from navigation to a page that is ready, [`reader`], what the reader does
//! with documents of all sizes, as a ratio to what CodeMirror 6 does with them in the same run, and
//! [`suggest`], what rules suggest, with the reader among suggestions. What drives the browser is in
//! `xtask/bench`, what runs without one in `xtask/bench/native`.

mod bars;
mod case;
mod figures;
mod reader;
mod readme;
mod reports;
mod start;
mod suggest;
mod suggest_table;
mod summary;
mod table;

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::args::Args;
use crate::browser::{self, Browser};
use crate::{npm, process};

/// Runs the command.
pub(crate) fn command(mut args: Args) -> Result<()> {
    let part = args.word();
    let runs = args
        .value("--runs")?
        .map(|runs| {
            runs.parse()
                .ok()
                .filter(|&runs| runs > 0)
                .with_context(|| format!("--runs {runs}: give a number from 1"))
        })
        .transpose()?;
    let is = |name: &str| part.as_deref().is_none_or(|part| part == name);
    if !["start", "reader", "suggest"].into_iter().any(is) {
        let part = part.as_deref().unwrap_or_default();
        bail!("no part `{part}`: say `start`, `reader` or `suggest`, or none of them for all");
    }
    let reader = is("reader")
        .then(|| reader::Options::take(&mut args, runs))
        .transpose()?;
    let suggest = is("suggest")
        .then(|| match &reader {
            // What the command line asks for has been taken.
            Some(reader) => Ok(suggest::Options::beside(reader, runs)),
            None => suggest::Options::take(&mut args, runs),
        })
        .transpose()?;
    args.finish()?;
    let browser = browser::ensure()?;
    if is("start") {
        start::run(&browser, runs)?;
    }
    if let Some(options) = reader {
        reader::run(&browser, &options)?;
    }
    match suggest {
        Some(options) => suggest::run(&browser, &options),
        None => Ok(()),
    }
}

/// One of the scripts that drive the browser.
fn script(name: &str, browser: &Browser) -> Command {
    let mut command = process::command("node");
    command
        .arg(format!("xtask/bench/{name}"))
        .env("REPORTMARK_CHROMIUM", &browser.chromium);
    npm::without_downloads(&mut command);
    command
}
