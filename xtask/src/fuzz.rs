//! `cargo xtask fuzz`: random inputs for every reader of foreign bytes, by libFuzzer.
//!
//! The targets are in `fuzz/`, with a lock file of their own; the toolchain is that of the project,
//! so the programs carry the compiler's coverage and no sanitizer, with debug assertions and checks
//! of overflow. Inputs that led somewhere new are kept under `target/fuzz` and tried first next time.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::args::Args;
use crate::{process, project, proof, tools};

const CARGO_FUZZ_VERSION: &str = "0.13.2";

/// Seconds for each target when nobody says otherwise.
const SECONDS: u64 = 60;

/// An input that takes longer is a finding.
const SECONDS_FOR_ONE: u64 = 25;

/// Bytes of the longest input: enough for some of everything, and quick.
const LONGEST: u32 = 4096;

/// Runs the command.
pub(crate) fn command(mut args: Args) -> Result<()> {
    let seconds = match args.value("--seconds")? {
        None => SECONDS,
        Some(text) => text
            .parse()
            .ok()
            .filter(|&seconds| seconds > 0)
            .with_context(|| format!("--seconds {text}: give a number from 1"))?,
    };
    let only = args.value("--only")?;
    args.finish()?;
    let mut targets = targets()?;
    if let Some(only) = &only {
        targets.retain(|target| target == only);
        if targets.is_empty() {
            bail!("--only {only}: there is no such file in fuzz/targets");
        }
    }
    let programs = build()?;
    let runs = run_all(&programs, &targets, seconds);
    let mut executions = 0;
    let mut failures = Vec::new();
    for (target, run) in targets.iter().zip(runs) {
        match run {
            Ok(count) => {
                println!("{target:15} {count:>12} inputs");
                executions += count;
            }
            Err(error) => {
                println!("{target:15} FAILED");
                failures.push(format!("{target}: {error:#}"));
            }
        }
    }
    if only.is_none() {
        let figures = json!({
            "targets": targets.len(),
            "seconds": seconds,
            "executions": executions,
            "crashes": failures.len(),
        });
        proof::record("fuzz", &figures)?;
    }
    if !failures.is_empty() {
        bail!("{}", failures.join("\n"));
    }
    Ok(())
}

/// The names of the targets, in order.
fn targets() -> Result<Vec<String>> {
    let files = project::files_under(&project::root().join("fuzz/targets"))?;
    let names = files
        .iter()
        .filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned()));
    Ok(names.collect())
}

fn place() -> PathBuf {
    project::root().join("target/fuzz")
}

/// Builds all targets and gives the folder of their programs.
fn build() -> Result<PathBuf> {
    let folder = tools::ensure_crate(
        "cargo-fuzz",
        CARGO_FUZZ_VERSION,
        "cargo-fuzz",
        &["--locked", tools::QUICKLY_BUILT],
    )?;
    let manifest = project::root().join("fuzz/Cargo.toml");
    // cargo-fuzz has no `--locked`: what its build may use is fetched by the lock file first.
    process::run(
        process::cargo()
            .args(["fetch", "--locked", "--manifest-path"])
            .arg(manifest),
    )?;
    let host = host()?;
    process::run(
        process::cargo()
            .args(["fuzz", "build", "--fuzz-dir", "fuzz"])
            .args(["--sanitizer", "none", "--target", &host, "--target-dir"])
            .arg(place())
            .env("PATH", process::path_after(&[folder])?)
            .env("CARGO_NET_OFFLINE", "true"),
    )?;
    Ok(place().join(host).join("release"))
}

/// The target that this compiler builds for by itself.
fn host() -> Result<String> {
    let about = process::output(process::command("rustc").arg("-vV"))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc names no host")?.to_owned())
}

/// Runs every target, as many side by side as the machine has processors; the inputs that each
/// tried, or why it failed.
fn run_all(programs: &Path, targets: &[String], seconds: u64) -> Vec<Result<u64>> {
    let next = Mutex::new(0..targets.len());
    let results = Mutex::new(Vec::new());
    let lanes = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..lanes.min(targets.len()) {
            scope.spawn(|| {
                while let Some(nth) = next.lock().ok().and_then(|mut next| next.next()) {
                    let Some(target) = targets.get(nth) else {
                        break;
                    };
                    println!("fuzzing {target} for {seconds} s");
                    let result = run(programs, target, seconds);
                    if let Ok(mut results) = results.lock() {
                        results.push((nth, result));
                    }
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_default();
    results.sort_by_key(|(nth, _)| *nth);
    results.into_iter().map(|(_, result)| result).collect()
}

/// Runs one target and gives how many inputs it tried.
fn run(programs: &Path, target: &str, seconds: u64) -> Result<u64> {
    let place = place();
    let corpus = place.join("corpus").join(target);
    let artifacts = place.join("artifacts").join(target);
    for folder in [&corpus, &artifacts] {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot make {}", project::shown(folder)))?;
    }
    let log = place.join(format!("{target}.log"));
    let output = fs::File::create(&log).context("cannot write the log")?;
    let seeds = project::root().join("fuzz/seeds");
    let words = seeds.join(format!("{target}.dict"));
    let mut command = process::command(programs.join(target));
    command
        .arg(&corpus)
        .args(Some(seeds.join(target)).filter(|folder| folder.is_dir()))
        .args([
            format!("-max_total_time={seconds}"),
            format!("-timeout={SECONDS_FOR_ONE}"),
            format!("-max_len={LONGEST}"),
            format!("-artifact_prefix={}/", artifacts.display()),
            "-print_final_stats=1".to_owned(),
            "-rss_limit_mb=2048".to_owned(),
        ])
        .args(
            words
                .is_file()
                .then(|| format!("-dict={}", words.display())),
        )
        .stdout(Stdio::null())
        .stderr(output);
    let status = command
        .status()
        .with_context(|| format!("cannot start the target {target}"))?;
    let said = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
    if !status.success() {
        bail!("{}", finding(&said, &log));
    }
    executions(&said).with_context(|| format!("{} has no count", project::shown(&log)))
}

/// How many inputs were tried, from the statistics at the end.
fn executions(log: &str) -> Option<u64> {
    let line = log
        .lines()
        .rev()
        .find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))?;
    line.trim().parse().ok()
}

/// What went wrong, and where the input is that it went wrong with.
fn finding(log: &str, file: &Path) -> String {
    let panic = log
        .lines()
        .skip_while(|line| !line.contains("panicked at"))
        .take(4)
        .collect::<Vec<_>>()
        .join("\n  ");
    let artifact = log
        .lines()
        .find_map(|line| line.split_once("Test unit written to "))
        .map_or("no input was written", |(_, path)| path);
    let file = project::shown(file);
    format!("{panic}\n  the input: {artifact}\n  all that was said: {file}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_and_the_finding_are_read_from_what_libfuzzer_says() {
        let log = "#1 INITED\nstat::number_of_executed_units: 1234\nstat::peak_rss_mb: 40\n";
        assert_eq!(executions(log), Some(1234));
        assert_eq!(executions("#1 INITED\n"), None);
        let log = "thread 'x' panicked at src/a.rs:1:2:\nleft != right\n\
                   artifact_prefix='x'; Test unit written to target/a/crash-1\n";
        let said = finding(log, Path::new("a.log"));
        assert!(
            said.contains("src/a.rs:1:2") && said.contains("target/a/crash-1"),
            "{said}"
        );
    }

    #[test]
    fn every_target_is_named_in_the_manifest_and_has_seeds() {
        let manifest = project::read(&project::root().join("fuzz/Cargo.toml")).unwrap();
        for target in targets().unwrap() {
            assert!(
                manifest.contains(&format!("name = \"{target}\"")),
                "{target}"
            );
            let seeds = project::root().join("fuzz/seeds").join(&target);
            assert!(
                !project::files_under(&seeds).unwrap().is_empty(),
                "{target}"
            );
        }
    }
}
