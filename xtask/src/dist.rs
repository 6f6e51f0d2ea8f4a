//! `cargo xtask dist`: the folder for a static host, and the build that everything else shares.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::args::Args;
use crate::{hosts, offline, pack, process, project, size, tools, workbook};

/// What the built page is made from.
const INPUTS: &[&str] = &[
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "crates",
    "index.html",
    "package-lock.json",
    "rust-toolchain.toml",
    "src",
    "static",
    // How the build is made is an input as well.
    "xtask/src/alike.rs",
    "xtask/src/dist.rs",
    "xtask/src/hosts.rs",
    "xtask/src/imports.rs",
    "xtask/src/offline.rs",
    "xtask/src/optimize.rs",
    "xtask/src/pack.rs",
    "xtask/src/split",
    "xtask/src/split.rs",
    "xtask/src/workbook.rs",
];

/// Runs the command.
pub(crate) fn command(mut args: Args) -> Result<()> {
    let out = args.value("--out")?.unwrap_or_else(|| "dist".to_owned());
    args.finish()?;
    // An absolute folder stays one; any other is meant from where the command was called.
    let out = env::current_dir()?.join(out);
    let site = build()?;
    replace(&out, &site)?;
    println!("\n{}", size::table(&out)?);
    println!("Wrote {}", out.display());
    Ok(())
}

/// Builds the page unless nothing changed since it was built last, and gives its folder.
pub(crate) fn build() -> Result<PathBuf> {
    let tools = tools::ensure_all()?;
    let site = project::site();
    let stamp_file = project::root().join("target/site.stamp");
    let stamp = stamp()?;
    let is_current = fs::read_to_string(&stamp_file).is_ok_and(|built| built == stamp);
    if is_current && site.join("index.html").is_file() {
        println!("The page is built already: {}", project::shown(&site));
        return Ok(site);
    }
    // A build that is broken off must not pass for a whole one.
    if stamp_file.exists() {
        fs::remove_file(&stamp_file).context("cannot remove the stamp of the last build")?;
    }
    let mut trunk = process::command("trunk");
    trunk
        .args(["build", "--release", "--locked", "--offline"])
        .arg("--skip-version-check")
        .arg("--dist")
        .arg(&site)
        .env("PATH", &tools.path)
        // trunk takes the value of this variable for that of its own switch and refuses `1`.
        .env_remove("NO_COLOR");
    trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags());
    process::run(&mut trunk)?;
    pack::pack(&site, &linked()?)?;
    let script = workbook::build(&site, tools, &flags())?;
    pack::refer(&site, "workbook", &script)?;
    pack::check(&site)?;
    // Last: the one vouches for all the others, the other names them.
    offline::write(&site)?;
    hosts::write(&site)?;
    project::write(&stamp_file, stamp)?;
    Ok(site)
}

/// A hash of everything that goes into the page.
fn stamp() -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(tools::versions()?);
    for input in INPUTS {
        let input = project::root().join(input);
        if !input.exists() {
            continue;
        }
        for file in project::files_under(&input)? {
            let content = fs::read(&file)
                .with_context(|| format!("cannot read {}", project::shown(&file)))?;
            hash.update(project::shown(&file));
            hash.update(content.len().to_le_bytes());
            hash.update(&content);
        }
    }
    Ok(hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

/// Compiler flags of the page.
fn flags() -> String {
    // `split` needs the relocations.
    let mut flags = vec!["-Clink-arg=--emit-relocs".to_owned()];
    flags.extend(path_flags().unwrap_or_default());
    flags.join(" ")
}

/// Compiler flags that keep this machine's folders out of the messages in the page: two machines
/// then build the same bytes, and the page does not tell who built it.
fn path_flags() -> Option<Vec<String>> {
    let cargo_home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(env::home_dir()?.join(".cargo")))?;
    let registries = fs::read_dir(cargo_home.join("registry/src")).ok()?;
    let flags = registries
        .filter_map(|registry| Some(registry.ok()?.path()))
        .chain([project::root().to_owned()])
        .filter_map(|folder| Some(format!("--remap-path-prefix={}/=", folder.to_str()?)))
        // The variable has no way to write a blank inside a flag.
        .filter(|flag| !flag.contains(char::is_whitespace));
    Some(flags.collect())
}

/// The program as the linker wrote it, before wasm-bindgen.
fn linked() -> Result<Vec<u8>> {
    let mut ask = process::cargo();
    ask.args([
        "metadata",
        "--no-deps",
        "--locked",
        "--offline",
        "--format-version",
        "1",
    ]);
    let answer: serde_json::Value = serde_json::from_str(&process::output(&mut ask)?)?;
    let target = answer
        .get("target_directory")
        .and_then(|folder| folder.as_str());
    let file = Path::new(target.context("cargo names no target folder")?)
        .join(tools::WASM_TARGET)
        .join("page/reportmark.wasm");
    fs::read(&file).with_context(|| format!("cannot read {}", project::shown(&file)))
}

/// Puts a copy of the built page in the place of an earlier one.
fn replace(out: &Path, site: &Path) -> Result<()> {
    let name = || format!("cannot write {}", out.display());
    if out.is_dir() {
        let is_empty = fs::read_dir(out).with_context(name)?.next().is_none();
        if !is_empty && !is_earlier_build(out) {
            bail!(
                "{} holds something other than an earlier build: name a new folder, or empty it",
                out.display()
            );
        }
        fs::remove_dir_all(out).with_context(name)?;
    }
    for file in project::files_under(site)? {
        let content =
            fs::read(&file).with_context(|| format!("cannot read {}", project::shown(&file)))?;
        project::write(&out.join(file.strip_prefix(site)?), content)?;
    }
    Ok(())
}

/// A build has its page and a WebAssembly file with a hash in its name beside it.
fn is_earlier_build(folder: &Path) -> bool {
    let is_program = |name: &str| name.starts_with("reportmark-") && name.ends_with("_bg.wasm");
    folder.join("index.html").is_file()
        && fs::read_dir(folder).is_ok_and(|mut entries| {
            entries.any(|entry| {
                entry.is_ok_and(|entry| entry.file_name().to_str().is_some_and(is_program))
            })
        })
}
