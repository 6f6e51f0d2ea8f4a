//! Places inside the checkout.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process;

/// The root of the checkout.
pub(crate) fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

/// The built page. It is kept under `target`, so that an unchanged page is not built twice;
/// `cargo xtask dist` copies it to where it is wanted.
pub(crate) fn site() -> PathBuf {
    root().join("target/site")
}

/// `path` as it reads from the root of the checkout.
pub(crate) fn shown(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap_or(path);
    path.display().to_string().replace('\\', "/")
}

/// Every file under `path`, which may be a file itself, in a fixed order.
pub(crate) fn files_under(path: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![path.to_owned()];
    while let Some(path) = open.pop() {
        if !path.is_dir() {
            found.push(path);
            continue;
        }
        let entries =
            fs::read_dir(&path).with_context(|| format!("cannot list {}", path.display()))?;
        for entry in entries {
            open.push(entry?.path());
        }
    }
    found.sort();
    Ok(found)
}

/// The names of the project's files: those in git and those that could be added.
pub(crate) fn tracked_files() -> Result<Vec<String>> {
    let mut list = process::command("git");
    list.args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "-z",
    ]);
    let names = process::output(&mut list).context("the files are listed by git: install it")?;
    Ok(names
        .split('\0')
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect())
}

/// Reads a text file, with its name in the error.
pub(crate) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", shown(path)))
}

/// Writes a file and the folders it needs, with its name in the error.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    let name = || format!("cannot write {}", shown(path));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(name)?;
    }
    fs::write(path, content).with_context(name)
}
