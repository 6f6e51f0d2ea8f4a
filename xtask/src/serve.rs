//! `cargo xtask serve`: the page on this machine.

use anyhow::{Context, Result};

use crate::args::Args;
use crate::dist;
use crate::site::Site;

const PORT: u16 = 8080;

/// Runs the command.
pub(crate) fn command(mut args: Args) -> Result<()> {
    let port = match args.value("--port")? {
        None => PORT,
        Some(port) => port
            .parse()
            .with_context(|| format!("--port {port}: give a number up to 65535"))?,
    };
    args.finish()?;
    let site = Site::start(&dist::build()?, port)?;
    println!("Reportmark is at {} (Ctrl+C ends it)", site.url());
    site.serve_forever()
}
