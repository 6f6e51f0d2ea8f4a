//! `cargo xtask bench`: how fast the page is.
//!
//! Two parts: [`start`], from navigation to a page that is ready, and [`reader`], what the reader
//! does with documents of all sizes, as a ratio to what CodeMirror 6 does with them in the same
//! run. What drives the browser is in `xtask/bench`.

mod bars;
mod case;
mod figures;
mod reader;
mod readme;
mod start;
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
    let (with_start, with_reader) = match part.as_deref() {
        None => (true, true),
        Some("start") => (true, false),
        Some("reader") => (false, true),
        Some(part) => bail!("no part `{part}`: say `start` or `reader`, or neither for both"),
    };
    let reader = with_reader
        .then(|| reader::Options::take(&mut args, runs))
        .transpose()?;
    args.finish()?;
    let browser = browser::ensure()?;
    if with_start {
        start::run(&browser, runs)?;
    }
    match reader {
        Some(options) => reader::run(&browser, &options),
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
