//! Python with the packages that read the project's files independently of it
//! (`tests/requirements.txt`), in an environment of its own.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{browser, process, project, tools};

/// The Python of the environment; makes it first where it is not there or has other packages.
pub(crate) fn ensure() -> Result<PathBuf> {
    let requirements = project::root().join("tests/requirements.txt");
    let wanted = project::read(&requirements)?;
    let folder = tools::cache()?.join("python");
    let (python, marker) = (folder.join("bin/python"), folder.join("requirements.txt"));
    let is_there =
        python.exists() && std::fs::read_to_string(&marker).is_ok_and(|had| had == wanted);
    if !is_there {
        println!("Installing the Python packages");
        make(&folder)?;
        let pip = [
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            "--requirement",
        ];
        process::run(process::command(&python).args(pip).arg(&requirements))?;
        std::fs::write(&marker, wanted).context("the packages could not be noted")?;
    }
    Ok(python)
}

/// Makes an empty environment. Debian has the module for that in a package of its own.
fn make(folder: &Path) -> Result<()> {
    let system = process::on_path("python3").context("Python 3 is missing: install it")?;
    let venv = || {
        process::run(
            process::command(&system)
                .args(["-m", "venv", "--clear"])
                .arg(folder),
        )
    };
    match venv() {
        Err(_) if browser::is_debian_like() => {
            browser::install(&["python3-venv"])?;
            venv()
        }
        done => done,
    }
}
