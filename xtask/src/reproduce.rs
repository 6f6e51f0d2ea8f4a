//! `cargo xtask reproduce`: two clean builds give the same bytes.
//!
//! The files of the checkout, as they are now, go to a folder whose name has another length; the
//! page is built there from nothing, and every file of it is compared with that of the checkout.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::args::Args;
use crate::{dist, process, project, proof};

/// Runs the command.
pub(crate) fn command(args: Args) -> Result<()> {
    args.finish()?;
    let here = dist::build()?;
    let copy = copy()?;
    let there = build(&copy)?;
    let (files, differences) = compare(&here, &there)?;
    let figures = json!({"files": files, "differences": differences.len()});
    proof::record("reproduce", &figures)?;
    if !differences.is_empty() {
        bail!(
            "two builds differ:\n  {}\ncompare {} and {}",
            differences.join("\n  "),
            project::shown(&here),
            project::shown(&there)
        );
    }
    println!("{files} files are the same, byte for byte");
    Ok(())
}

/// The checkout without what is built, elsewhere. What was built there before goes.
fn copy() -> Result<PathBuf> {
    let copy = project::root().join("target/reproduce/a-checkout-in-another-place");
    if copy.exists() {
        fs::remove_dir_all(&copy).context("cannot remove the last copy of the checkout")?;
    }
    for name in project::tracked_files()? {
        let from = project::root().join(&name);
        // What git still lists may be gone.
        if !from.is_file() {
            continue;
        }
        let content = fs::read(&from).with_context(|| format!("cannot read {name}"))?;
        project::write(&copy.join(&name), content)?;
    }
    Ok(copy)
}

/// Builds the page of the copy with the copy's own commands and target folder.
fn build(copy: &Path) -> Result<PathBuf> {
    println!("Building {} from nothing", project::shown(copy));
    let mut command = process::cargo();
    command.current_dir(copy).args(["xtask", "dist"]);
    without_own_variables(&mut command);
    process::run(&mut command)?;
    Ok(copy.join("dist"))
}

/// What cargo told us of this checkout is not true of the copy.
fn without_own_variables(command: &mut Command) {
    let own = |name: &str| {
        [
            "CARGO_PKG_",
            "CARGO_MANIFEST_",
            "CARGO_BIN_",
            "CARGO_CRATE_",
        ]
        .iter()
        .any(|start| name.starts_with(start))
            || ["CARGO_TARGET_DIR", "CARGO_PRIMARY_PACKAGE", "OUT_DIR"].contains(&name)
    };
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(own) {
            command.env_remove(name);
        }
    }
}

/// How many files there are in either folder, and which differ or are in one only.
fn compare(here: &Path, there: &Path) -> Result<(usize, Vec<String>)> {
    let names = |folder: &Path| -> Result<Vec<PathBuf>> {
        let files = project::files_under(folder)?.into_iter();
        files
            .map(|file| Ok(file.strip_prefix(folder)?.to_owned()))
            .collect()
    };
    let all: BTreeSet<PathBuf> = names(here)?.into_iter().chain(names(there)?).collect();
    let mut differences = Vec::new();
    for name in &all {
        let (a, b) = (fs::read(here.join(name)), fs::read(there.join(name)));
        let shown = name.display();
        match (a, b) {
            (Ok(a), Ok(b)) if a == b => {}
            (Ok(a), Ok(b)) => {
                let at = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
                let (a, b) = (a.len(), b.len());
                differences.push(format!("{shown}: {a} and {b} bytes, the same up to {at}"));
            }
            (Ok(_), Err(_)) => differences.push(format!("{shown}: in the first only")),
            (Err(_), _) => differences.push(format!("{shown}: in the second only")),
        }
    }
    Ok((all.len(), differences))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_and_every_file_counts() {
        let root = project::root().join("target/reproduce-test");
        let (a, b) = (root.join("a"), root.join("b"));
        for (folder, name, content) in [
            (&a, "same/x", "1"),
            (&b, "same/x", "1"),
            (&a, "other", "12"),
            (&b, "other", "13"),
            (&a, "gone", ""),
            (&b, "new", ""),
        ] {
            project::write(&folder.join(name), content).unwrap();
        }
        let (files, differences) = compare(&a, &b).unwrap();
        assert_eq!(files, 4);
        assert_eq!(
            differences,
            [
                "gone: in the first only",
                "new: in the second only",
                "other: 2 and 2 bytes, the same up to 1"
            ]
        );
        fs::remove_dir_all(root).unwrap();
    }
}
