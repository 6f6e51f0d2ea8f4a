//! `cargo xtask screenshot`: the picture in the README.

use anyhow::{Context, Result};

use crate::args::Args;
use crate::site::Site;
use crate::{browser, dist, npm, process};

/// Where the picture goes, from the root of the project.
const FILE: &str = "docs/screenshot.png";

/// Runs the command.
pub(crate) fn command(args: Args) -> Result<()> {
    args.finish()?;
    let folder = dist::build()?;
    let browser = browser::ensure()?;
    let site = Site::start(&folder, 0)?;
    let mut shot = process::command("node");
    shot.arg("xtask/screenshot.mjs")
        .arg(site.url())
        .arg(FILE)
        .env("REPORTMARK_CHROMIUM", &browser.chromium);
    npm::without_downloads(&mut shot);
    process::output(&mut shot).context("the page could not be photographed")?;
    println!("Wrote {FILE}");
    Ok(())
}
