//! `cargo xtask test`: every check of the project, in order of patience.
//!
//! A failed step does not keep the later ones from running, so that one run tells everything; the
//! summary at the end names each.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::args::Args;
use crate::browser::Browser;
use crate::tools::{Tools, WASM_TARGET};
use crate::{browser, dist, npm, process, project, python, thorough, tidy, tools};

/// What times suggestions without a browser: a workspace of its own.
const TIMES: &str = "xtask/bench/native/Cargo.toml";

/// Seconds that the tests in WebAssembly may take in the browser, and its driver to start.
const TEST_SECONDS: &str = "300";
const DRIVER_SECONDS: &str = "60";

/// Runs the command.
pub(crate) fn command(mut args: Args) -> Result<()> {
    let only = args.value("--only")?;
    let is_thorough = args.flag("--thorough");
    args.finish()?;
    let (rust, page) = match only.as_deref() {
        None => (true, true),
        Some("rust") => (true, false),
        Some("browser") => (false, true),
        Some(part) => bail!("--only {part}: say `rust` or `browser`"),
    };
    let mut steps = Steps::default();
    if rust {
        steps.rust();
    }
    if rust && is_thorough {
        steps.step("properties of the core, thoroughly", thorough::run);
    }
    if page {
        steps.browser();
    }
    steps.summary()
}

/// The steps done so far.
#[derive(Default)]
struct Steps {
    done: Vec<Step>,
}

struct Step {
    name: &'static str,
    passed: bool,
    time: Duration,
}

impl Steps {
    /// What needs no browser.
    fn rust(&mut self) {
        self.command(
            "formatting",
            process::cargo().args(["fmt", "--all", "--check"]),
        );
        self.command(
            "formatting of the fuzz targets",
            process::cargo().args(["fmt", "--check", "--manifest-path", "fuzz/Cargo.toml"]),
        );
        self.command(
            "formatting of what times suggestions",
            process::cargo().args(["fmt", "--check", "--manifest-path", TIMES]),
        );
        self.step("house rules", tidy::check);
        self.command(
            "lints",
            process::cargo()
                .args(["clippy", "--locked", "--workspace", "--all-targets"])
                .args(["--", "--deny", "warnings"]),
        );
        self.command(
            "lints of the fuzz targets",
            process::cargo()
                .args(["clippy", "--locked", "--manifest-path", "fuzz/Cargo.toml"])
                .args(["--all-targets", "--no-default-features"])
                .args(["--target-dir", "target/fuzz-seeds"])
                .args(["--", "--deny", "warnings"]),
        );
        self.command(
            "lints of what times suggestions",
            process::cargo()
                .args(["clippy", "--locked", "--manifest-path", TIMES])
                .args(["--all-targets", "--target-dir", "target/bench-native"])
                .args(["--", "--deny", "warnings"]),
        );
        self.step("lints of the page", || {
            tools::ensure_wasm_target()?;
            process::run(
                process::cargo()
                    .args(["clippy", "--locked", "--target", WASM_TARGET])
                    .args(["--package", "reportmark", "--package", "reportmark-core"])
                    .args(["--lib", "--bins", "--", "--deny", "warnings"]),
            )
        });
        self.command("tests", &mut native_tests());
        self.command(
            "what fuzzing begins with",
            process::cargo()
                .args(["test", "--locked", "--manifest-path", "fuzz/Cargo.toml"])
                .args(["--no-default-features", "--target-dir", "target/fuzz-seeds"]),
        );
        self.command(
            "examples in the documentation",
            process::cargo().args(["test", "--locked", "--workspace", "--doc"]),
        );
        self.step("the published schema", || {
            let script = project::root().join("tests/schema/run.py");
            process::run(process::command(python::ensure()?).arg(script))
        });
    }

    /// What runs in a browser.
    fn browser(&mut self) {
        let mut ready = None;
        self.step("tools", || {
            ready = Some((tools::ensure_all()?, browser::ensure()?, python::ensure()?));
            Ok(())
        });
        let Some((tools, browser, python)) = ready else {
            return;
        };
        self.step("tests in WebAssembly", || wasm_tests(tools, &browser));
        let mut site = None;
        self.step("build of the page", || {
            site = Some(dist::build()?);
            Ok(())
        });
        let Some(site) = site else {
            return;
        };
        let mut specs = process::command(npm::program("playwright"));
        specs
            .args(["test", "--config", "tests/browser/playwright.config.ts"])
            .env("REPORTMARK_CHROMIUM", &browser.chromium)
            .env("REPORTMARK_SITE", &site)
            .env("REPORTMARK_PYTHON", &python);
        npm::without_downloads(&mut specs);
        self.command("behaviour in the browser", &mut specs);
    }

    fn command(&mut self, name: &'static str, command: &mut Command) {
        self.step(name, || process::run(command));
    }

    fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) {
        println!("\n==> {name}");
        let start = Instant::now();
        let result = work();
        if let Err(error) = &result {
            eprintln!("error: {error:#}");
        }
        self.done.push(Step {
            name,
            passed: result.is_ok(),
            time: start.elapsed(),
        });
    }

    fn summary(&self) -> Result<()> {
        println!("\n==> summary");
        for step in &self.done {
            let outcome = if step.passed { "passed" } else { "FAILED" };
            println!(
                "{outcome}  {:6.1} s  {}",
                step.time.as_secs_f64(),
                step.name
            );
        }
        let failed = self.done.iter().filter(|step| !step.passed).count();
        if failed > 0 {
            bail!("{failed} of {} steps failed", self.done.len());
        }
        Ok(())
    }
}

/// The tests of the whole workspace, by nextest where it is installed: it runs them side by side.
fn native_tests() -> Command {
    let mut command = process::cargo();
    if process::on_path("cargo-nextest").is_some() {
        command.args([
            "nextest",
            "run",
            "--locked",
            "--workspace",
            "--no-fail-fast",
        ]);
    } else {
        command
            .args(["test", "--locked", "--workspace", "--no-fail-fast"])
            .args(["--lib", "--bins", "--tests"]);
    }
    command
}

fn wasm_tests(tools: &Tools, browser: &Browser) -> Result<()> {
    let mut command = process::cargo();
    command
        .args(["test", "--locked", "--target", WASM_TARGET])
        .args(["--package", "reportmark", "--lib"])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            &tools.test_runner,
        )
        .env("CHROMEDRIVER", &browser.driver)
        .env(
            "WASM_BINDGEN_TEST_WEBDRIVER_JSON",
            browser::session_settings(browser)?,
        )
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        .env("WASM_BINDGEN_TEST_TIMEOUT", TEST_SECONDS)
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", DRIVER_SECONDS);
    // The runner would take another browser's driver before Chromium's.
    for other in ["GECKODRIVER", "SAFARIDRIVER", "MSEDGEDRIVER"] {
        command.env_remove(other);
    }
    process::run(&mut command)
}
