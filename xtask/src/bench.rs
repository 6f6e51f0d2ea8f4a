//! `cargo xtask bench`: how fast the page is.
//!
//! [`start`] is the time from navigation to a page that is ready. What drives the browser is in
//! `xtask/bench`.

mod start;
mod summary;

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
    if let Some(part) = part.filter(|part| part != "start") {
        bail!("no part `{part}`: say `start` or nothing");
    }
    args.finish()?;
    start::run(&browser::ensure()?, runs)
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
