//! The tools of the build, at pinned versions: the wasm32 target, trunk and wasm-bindgen.
//!
//! They are kept in a folder per tool and version, outside the checkout, so that a second clone
//! does not build them again and two versions of the project do not undo each other's.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Context, Result, bail};

use crate::{npm, process, project};

/// The target of the page.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

const TRUNK_VERSION: &str = "0.21.14";

/// The tools of the build, all present.
pub(crate) struct Tools {
    /// The PATH that finds the pinned tools first.
    pub(crate) path: OsString,
    /// wasm-bindgen's runner for tests in a browser.
    pub(crate) test_runner: PathBuf,
}

/// Makes sure of everything the build needs, once per run of the command.
pub(crate) fn ensure_all() -> Result<&'static Tools> {
    static TOOLS: OnceLock<Tools> = OnceLock::new();
    if let Some(tools) = TOOLS.get() {
        return Ok(tools);
    }
    ensure_wasm_target()?;
    // trunk is built without its default features: they are its update check and its downloads.
    let trunk = ensure_crate(
        "trunk",
        TRUNK_VERSION,
        "trunk",
        &["--locked", "--no-default-features", QUICKLY_BUILT],
    )?;
    // Not `--locked`: not every version in its lock file can be had from every registry, and only
    // its own version has to be exact.
    let wasm_bindgen = ensure_crate(
        "wasm-bindgen-cli",
        &wasm_bindgen_version()?,
        "wasm-bindgen",
        &[],
    )?;
    npm::ensure_packages()?;
    let tools = Tools {
        path: process::path_after(&[trunk, wasm_bindgen.clone(), npm::programs()])?,
        test_runner: wasm_bindgen
            .join("wasm-bindgen-test-runner")
            .with_extension(env::consts::EXE_EXTENSION),
    };
    Ok(TOOLS.get_or_init(|| tools))
}

/// For tools that wait for others, or have little to do: built in a fraction of the time, and no
/// slower to notice.
pub(crate) const QUICKLY_BUILT: &str = "--debug";

/// Everything the built page depends on besides the files of the checkout.
pub(crate) fn versions() -> Result<String> {
    Ok(format!(
        "trunk {TRUNK_VERSION}, wasm-bindgen {}",
        wasm_bindgen_version()?
    ))
}

/// Makes sure that the standard library for the page's target is installed.
pub(crate) fn ensure_wasm_target() -> Result<()> {
    let mut ask = process::command("rustc");
    ask.args(["--print", "target-libdir", "--target", WASM_TARGET]);
    if Path::new(&process::output(&mut ask)?).is_dir() {
        return Ok(());
    }
    if process::on_path("rustup").is_none() {
        bail!(
            "this Rust cannot compile for {WASM_TARGET}: install rustup, or your system's \
             package with the standard library of that target"
        );
    }
    println!("Installing the Rust target {WASM_TARGET}");
    process::run(process::command("rustup").args(["target", "add", WASM_TARGET]))
}

/// Gives the folder of a crate's program in exactly this version: from the PATH, from the cache,
/// or built now.
pub(crate) fn ensure_crate(
    krate: &str,
    version: &str,
    program: &str,
    options: &[&str],
) -> Result<PathBuf> {
    let expected = format!("{program} {version}");
    let is_right = |candidate: &Path| {
        process::version(candidate).is_some_and(|found| is_version(&found, &expected))
    };
    if let Some(found) = process::on_path(program).filter(|found| is_right(found))
        && let Some(folder) = found.parent()
    {
        return Ok(folder.to_owned());
    }
    let place = cache()?.join(format!("{krate}-{version}"));
    let folder = place.join("bin");
    if is_right(
        &folder
            .join(program)
            .with_extension(env::consts::EXE_EXTENSION),
    ) {
        return Ok(folder);
    }
    println!("Building {krate} {version}: some minutes, once on this machine");
    fs::create_dir_all(&place).with_context(|| format!("cannot make {}", place.display()))?;
    process::run(
        process::cargo()
            // Away from the checkout, whose cargo settings are not meant for tools.
            .current_dir(&place)
            .args(["install", krate, "--version", version, "--force", "--root"])
            .arg(&place)
            .args(options),
    )?;
    Ok(folder)
}

/// Some programs add a commit in brackets to their version.
fn is_version(found: &str, expected: &str) -> bool {
    found
        .strip_prefix(expected)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Where built tools are kept.
pub(crate) fn cache() -> Result<PathBuf> {
    if let Some(folder) = non_empty("REPORTMARK_TOOLS") {
        return Ok(folder);
    }
    let caches = non_empty("XDG_CACHE_HOME")
        .or_else(|| Some(env::home_dir()?.join(".cache")))
        .context("no home folder: set REPORTMARK_TOOLS to a folder for the tools")?;
    Ok(caches.join("reportmark/tools"))
}

fn non_empty(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

/// The version of wasm-bindgen that the page is linked with: the program must be of the same.
fn wasm_bindgen_version() -> Result<String> {
    let lock = project::read(&project::root().join("Cargo.lock"))?;
    version_in_lock(&lock, "wasm-bindgen")
        .map(str::to_owned)
        .context("Cargo.lock names no wasm-bindgen: does the page still depend on it?")
}

fn version_in_lock<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_gives_a_version_by_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_in_lock(lock, "bindgen"), None);
    }

    #[test]
    fn a_version_is_taken_only_whole() {
        assert!(is_version(
            "wasm-bindgen 0.2.130 (abc)",
            "wasm-bindgen 0.2.130"
        ));
        assert!(is_version("trunk 0.21.1", "trunk 0.21.1"));
        assert!(!is_version("trunk 0.21.14", "trunk 0.21.1"));
    }
}
