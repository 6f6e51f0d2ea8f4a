//! The program that makes workbooks: built beside the page, fetched when a workbook is asked for.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::optimize::optimize;
use crate::tools::{Tools, WASM_TARGET};
use crate::{pack, process, project};

/// What stands in the worker's script for the name of the program, and for its checksum.
const PROGRAM: &str = "workbook.wasm";
const CHECKSUM: &str = "CHECKSUM";

/// Builds it, puts it and its script beside the page, and gives the name of the script.
pub(crate) fn build(site: &Path, tools: &Tools, flags: &str) -> Result<String> {
    process::run(
        process::cargo()
            .args([
                "build",
                "--profile",
                "page",
                "--locked",
                "--offline",
                "--lib",
            ])
            .args(["--target", WASM_TARGET, "--package", "reportmark-workbook"])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags),
    )?;
    let target = project::root().join("target");
    let folder = target.join("workbook");
    let linked = target
        .join(WASM_TARGET)
        .join("page/reportmark_workbook.wasm");
    process::run(
        process::command("wasm-bindgen")
            .args([
                "--target",
                "no-modules",
                "--no-typescript",
                "--out-name",
                "workbook",
            ])
            .arg("--out-dir")
            .arg(&folder)
            .arg(linked)
            .env("PATH", &tools.path),
    )?;
    let program = folder.join("workbook_bg.wasm");
    optimize(&program)?;
    let bytes = fs::read(&program).context("wasm-bindgen wrote no program of workbooks")?;
    let name = pack::named_by_content(PROGRAM, &bytes);
    let checksum = pack::checksum(&bytes);
    project::write(&site.join(&name), bytes)?;
    let glue = project::read(&folder.join("workbook.js"))?;
    let worker = project::read(&project::root().join("static/workbook-worker.js"))?;
    let worker = worker.replace(PROGRAM, &name).replace(CHECKSUM, &checksum);
    let script = format!("{glue}\n{worker}");
    let path = site.join("workbook.js");
    project::write(&path, script)?;
    pack::minify(&path)?;
    let script = fs::read(&path)?;
    let name = pack::named_by_content("workbook.js", &script);
    fs::rename(&path, site.join(&name))?;
    Ok(name)
}
