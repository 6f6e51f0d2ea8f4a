//! `cargo xtask deny`: licences, sources, doubles and known vulnerabilities of all dependencies, by
//! cargo-deny (`deny.toml`): those of the page, of the commands, of `fuzz/`, and of what suggestions
//! are measured against.

use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::args::Args;
use crate::{process, project, proof, tools};

const CARGO_DENY_VERSION: &str = "0.20.2";

/// The manifests of the workspaces.
const WORKSPACES: [&str; 3] = [
    "Cargo.toml",
    "fuzz/Cargo.toml",
    "xtask/bench/native/Cargo.toml",
];

/// Runs the command.
pub(crate) fn command(args: Args) -> Result<()> {
    args.finish()?;
    let folder = tools::ensure_crate(
        "cargo-deny",
        CARGO_DENY_VERSION,
        "cargo-deny",
        &["--locked", tools::QUICKLY_BUILT],
    )?;
    let program = folder.join("cargo-deny");
    let mut failed = Vec::new();
    let mut crates = 0;
    for manifest in WORKSPACES {
        println!("\n{manifest}: licences, bans, sources");
        let checks = ["licenses", "bans", "sources"];
        if process::run(
            deny(&program, manifest)
                .args(["check", "--hide-inclusion-graph"])
                .args(checks),
        )
        .is_err()
        {
            failed.push(manifest);
        }
        crates += count(manifest)?;
    }
    let database = has_database(&program);
    match &database {
        Ok(()) => {
            for manifest in WORKSPACES {
                println!("\n{manifest}: advisories");
                let mut check = deny(&program, manifest);
                check.args(["check", "--disable-fetch", "advisories"]);
                if process::run(&mut check).is_err() {
                    failed.push(manifest);
                }
            }
        }
        Err(why) => println!(
            "\nNOT CHECKED: advisories; the database of RustSec cannot be fetched: {why:#}"
        ),
    }
    let figures = json!({
        "crates": crates,
        "violations": failed.len(),
        "advisories_checked": database.is_ok(),
    });
    proof::record("deny", &figures)?;
    if !failed.is_empty() {
        bail!(
            "dependencies of {} are not as deny.toml wants them",
            failed.join(", ")
        );
    }
    Ok(())
}

fn deny(program: &std::path::Path, manifest: &str) -> Command {
    let mut command = process::command(program);
    command
        .args(["--locked", "--workspace", "--manifest-path", manifest])
        .args(["--config", "deny.toml"]);
    command
}

/// Fetches the database of advisories; where it cannot be had, why.
fn has_database(program: &std::path::Path) -> Result<()> {
    let mut command = process::command(program);
    command
        .args(["--config", "deny.toml", "fetch", "db"])
        // Nobody is there to be asked for a name.
        .env("GIT_TERMINAL_PROMPT", "0");
    let output = command.output().context("cannot start cargo-deny")?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().rev().find(|line| !line.trim().is_empty());
    bail!("{}", line.unwrap_or("it does not say why").trim())
}

/// How many crates from elsewhere a workspace is locked to.
fn count(manifest: &str) -> Result<usize> {
    let mut ask = process::cargo();
    ask.args([
        "metadata",
        "--locked",
        "--format-version",
        "1",
        "--manifest-path",
        manifest,
    ]);
    let answer: Value = serde_json::from_str(&process::output(&mut ask)?)?;
    let packages = answer.get("packages").and_then(Value::as_array);
    let foreign = |package: &&Value| !package.get("source").is_none_or(Value::is_null);
    let packages = packages.with_context(|| {
        format!(
            "cargo names no packages of {}",
            project::shown(manifest.as_ref())
        )
    })?;
    Ok(packages.iter().filter(foreign).count())
}
