//! The browser of the tests and measurements: the system's own Chromium, its driver, and a font
//! with Chinese characters.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{process, project};

/// Names a Chromium answers to, and where macOS keeps Chrome.
const CHROMIUM: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const BY_HAND: &str = "Install Chromium (or Chrome) with its ChromeDriver of the same version and \
                       a font with Chinese characters such as Noto Sans CJK; when they are not on \
                       the PATH, set REPORTMARK_CHROMIUM and CHROMEDRIVER to the two programs";

/// What drives a page in the tests.
pub(crate) struct Browser {
    /// The browser itself.
    pub(crate) chromium: PathBuf,
    /// Its driver.
    pub(crate) driver: PathBuf,
}

/// Makes sure that there is a browser; installs it where apt-get can.
pub(crate) fn ensure() -> Result<Browser> {
    let missing = missing_packages()?;
    if !missing.is_empty() {
        if !is_debian_like() {
            bail!("{} missing. {BY_HAND}", missing.join(" and "));
        }
        install(&missing).context(BY_HAND)?;
    }
    Ok(Browser {
        chromium: chromium()?.context(BY_HAND)?,
        driver: driver()?.context(BY_HAND)?,
    })
}

/// The Debian packages of what is not there.
fn missing_packages() -> Result<Vec<&'static str>> {
    let mut missing = Vec::new();
    if chromium()?.is_none() {
        missing.push("chromium");
    }
    if driver()?.is_none() {
        missing.push("chromium-driver");
    }
    if !has_chinese_font() {
        missing.push("fonts-noto-cjk");
    }
    Ok(missing)
}

fn chromium() -> Result<Option<PathBuf>> {
    Ok(named("REPORTMARK_CHROMIUM")?
        .or_else(|| CHROMIUM.iter().find_map(|name| process::on_path(name))))
}

fn driver() -> Result<Option<PathBuf>> {
    Ok(named("CHROMEDRIVER")?.or_else(|| process::on_path("chromedriver")))
}

/// The program that an environment variable names.
fn named(variable: &str) -> Result<Option<PathBuf>> {
    let Some(path) = env::var_os(variable).map(PathBuf::from) else {
        return Ok(None);
    };
    if !path.is_file() {
        bail!("{variable} names {}, which is not a file", path.display());
    }
    Ok(Some(path))
}

/// Asks fontconfig and then the package list; a system with neither has fonts of its own.
fn has_chinese_font() -> bool {
    let answer = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    if let Some(fonts) = answer("fc-list", &[":lang=zh-cn", "family"]) {
        return !fonts.is_empty();
    }
    answer("dpkg-query", &["-W", "-f=${Status}", "fonts-noto-cjk"])
        .is_none_or(|status| status.ends_with(" installed"))
}

/// Whether packages can be installed as on Debian.
pub(crate) fn is_debian_like() -> bool {
    process::on_path("apt-get").is_some()
}

/// Installs packages of the system.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    println!("Installing {}", packages.join(", "));
    process::run(apt_get()?.arg("update"))?;
    process::run(
        apt_get()?
            .args(["install", "--yes", "--no-install-recommends"])
            .args(packages),
    )
}

/// apt-get with the rights it needs.
fn apt_get() -> Result<Command> {
    let is_root = process::output(process::command("id").arg("-u"))? == "0";
    let mut command = if is_root {
        process::command("apt-get")
    } else if let Some(sudo) = process::on_path("sudo") {
        let mut command = process::command(sudo);
        command.args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
        command
    } else {
        bail!("apt-get needs root, and there is no sudo");
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}

/// Writes the settings of a browser session for the runner of the tests in WebAssembly and gives
/// their path. They name our Chromium, which need not be the one the driver would find.
pub(crate) fn session_settings(browser: &Browser) -> Result<PathBuf> {
    let path = project::root().join("target/webdriver.json");
    let settings = serde_json::json!({
        "goog:chromeOptions": {
            "binary": browser.chromium.to_string_lossy(),
            "args": [
                "disable-gpu",
                "disable-quic",
                "no-first-run",
                "disable-background-networking",
                "disable-component-update",
                "disable-sync",
            ],
        },
    });
    project::write(&path, settings.to_string())?;
    Ok(path)
}
