//! The npm packages: wasm-opt and what drives the browser.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{process, project};

const OLDEST_NODE: u32 = 20;

/// The folder of the packages' programs.
pub(crate) fn programs() -> PathBuf {
    project::root().join("node_modules/.bin")
}

/// One of the packages' programs.
pub(crate) fn program(name: &str) -> PathBuf {
    programs().join(name)
}

/// Makes sure that `node_modules` holds what the lock file says.
pub(crate) fn ensure_packages() -> Result<()> {
    ensure_node()?;
    let lock = lock_file(&project::root().join("package-lock.json"))?;
    let installed = lock_file(&project::root().join("node_modules/.package-lock.json"));
    if installed.is_ok_and(|installed| is_installed(&lock, &installed)) {
        return Ok(());
    }
    println!("Installing the npm packages");
    let npm = process::on_path("npm")
        .context("npm is missing: install it beside Node, it is often a package of its own")?;
    process::run(
        process::command(npm)
            // No package needs a script of its own to be installed, and no browser is downloaded.
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
    )
}

fn ensure_node() -> Result<()> {
    let version = process::on_path("node").and_then(|node| process::version(&node));
    let major = version
        .as_deref()
        .and_then(|version| version.strip_prefix('v')?.split('.').next()?.parse().ok());
    match (major, version) {
        (Some(OLDEST_NODE..), _) => Ok(()),
        (_, Some(version)) => {
            bail!("Node {version} is too old: install Node {OLDEST_NODE} or newer")
        }
        (_, None) => bail!("Node is missing: install Node {OLDEST_NODE} or newer, with npm"),
    }
}

fn lock_file(path: &Path) -> Result<Value> {
    serde_json::from_str(&project::read(path)?)
        .with_context(|| format!("{} is not JSON", project::shown(path)))
}

/// Whether what npm wrote down as installed is what the lock file asks for. The lock file's entry
/// with the empty name is the project itself; optional packages are those of other systems.
fn is_installed(lock: &Value, installed: &Value) -> bool {
    let (Some(lock), Some(installed)) = (
        lock.get("packages").and_then(Value::as_object),
        installed.get("packages").and_then(Value::as_object),
    ) else {
        return false;
    };
    let is_optional = |package: &Value| package.get("optional") == Some(&Value::Bool(true));
    lock.iter()
        .filter(|(name, _)| !name.is_empty())
        .all(|(name, package)| match installed.get(name) {
            Some(found) => found == package,
            None => is_optional(package),
        })
}

/// Sets what keeps Playwright from looking for browsers of its own.
pub(crate) fn without_downloads(command: &mut Command) {
    command
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .env("PLAYWRIGHT_SKIP_VALIDATE_HOST_REQUIREMENTS", "1");
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn packages_are_installed_when_each_is_there_in_its_version() {
        let lock = json!({"packages": {
            "": {"name": "reportmark"},
            "node_modules/a": {"version": "1.0.0"},
            "node_modules/b-darwin": {"version": "1.0.0", "optional": true},
        }});
        let with_a = |version: &str| json!({"packages": {"node_modules/a": {"version": version}}});
        assert!(is_installed(&lock, &with_a("1.0.0")));
        assert!(!is_installed(&lock, &with_a("1.0.1")));
        assert!(!is_installed(&lock, &json!({"packages": {}})));
        assert!(!is_installed(&lock, &json!({})));
    }
}
