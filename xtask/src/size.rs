//! `cargo xtask size`: what the first load costs, against its budget.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::args::Args;
use crate::{dist, project};

/// WebAssembly, scripts and style sheets of the first load, in bytes after Brotli.
const BUDGET: usize = 250_000;

/// What counts.
const KINDS: &[&str] = &["wasm", "js", "css"];

/// A file of the first load and its sizes in bytes.
struct Asset {
    name: String,
    raw: usize,
    packed: usize,
}

/// Runs the command.
pub(crate) fn command(args: Args) -> Result<()> {
    args.finish()?;
    let site = dist::build()?;
    let assets = first_load(&site)?;
    println!("{}", table(&site)?);
    let total = packed_total(&assets);
    if total > BUDGET {
        bail!(
            "the first load is {} bytes over its budget of {BUDGET}: look at what the last change \
             linked in",
            total - BUDGET
        );
    }
    println!("{total} of {BUDGET} bytes: {} to spare", BUDGET - total);
    Ok(())
}

/// What is fetched after the first load: the beginnings of the names of its files, and when.
const AFTERWARDS: [(&str, &str); 5] = [
    ("later-", "later, when the page stands"),
    ("find-worker-", "when a regular expression is looked for"),
    ("rescue-", "when the program breaks down"),
    ("workbook-", "when a workbook is asked for"),
    ("service-worker", "to work without the network"),
];

/// The sizes of the first load of the page in `site` and of what comes afterwards, as tables.
pub(crate) fn table(site: &Path) -> Result<String> {
    let mut tables = table_of("first load", &first_load(site)?);
    for (start, when) in AFTERWARDS {
        let files = project::files_under(site)?.into_iter();
        let assets = files
            .filter(|file| begins(file, start))
            .map(|file| Asset::of(&file, site))
            .collect::<Result<Vec<_>>>()?;
        tables += &format!("\n{}", table_of(when, &assets));
    }
    Ok(tables)
}

fn begins(file: &Path, start: &str) -> bool {
    let name = file.file_name().and_then(OsStr::to_str);
    name.is_some_and(|name| name.starts_with(start))
        && KINDS.iter().any(|kind| has_kind(file, kind))
}

fn is_afterwards(file: &Path) -> bool {
    AFTERWARDS.iter().any(|(start, _)| begins(file, start))
}

impl Asset {
    fn of(file: &Path, site: &Path) -> Result<Self> {
        let content =
            fs::read(file).with_context(|| format!("cannot read {}", project::shown(file)))?;
        Ok(Self {
            name: file.strip_prefix(site)?.display().to_string(),
            raw: content.len(),
            packed: packed_size(&content)?,
        })
    }
}

/// The files that `index.html` asks for, and those that they ask for in turn.
fn first_load(site: &Path) -> Result<Vec<Asset>> {
    let mut seen = BTreeSet::new();
    let mut open = vec![site.join("index.html")];
    while let Some(file) = open.pop() {
        let text = project::read(&file)?;
        let folder = file.parent().unwrap_or(site);
        for found in references(&text, folder) {
            let holds_references = !has_kind(&found, "wasm");
            if seen.insert(found.clone()) && holds_references {
                open.push(found);
            }
        }
    }
    if !seen.iter().any(|file| has_kind(file, "wasm")) {
        bail!(
            "index.html in {} asks for no WebAssembly",
            project::shown(site)
        );
    }
    let files = seen.iter().filter(|file| !is_afterwards(file));
    let mut assets = files
        .map(|file| Asset::of(file, site))
        .collect::<Result<Vec<_>>>()?;
    assets.sort_by_key(|asset| std::cmp::Reverse(asset.packed));
    Ok(assets)
}

/// The scripts, style sheets and programs that `text` names and that are there, from `folder`.
/// Names are taken as whole words between the signs that HTML, JavaScript and CSS put around them.
fn references(text: &str, folder: &Path) -> Vec<PathBuf> {
    text.split(|sign: char| sign.is_whitespace() || "\"'`=<>(),;".contains(sign))
        .map(|word| word.trim_start_matches("./"))
        .filter(|word| !word.is_empty() && !word.contains(':') && !word.starts_with('/'))
        .map(|word| folder.join(word))
        .filter(|file| KINDS.iter().any(|kind| has_kind(file, kind)) && file.is_file())
        .collect()
}

fn has_kind(file: &Path, kind: &str) -> bool {
    file.extension().is_some_and(|extension| extension == kind)
}

/// The size after Brotli at its best, which is what a static host sends.
fn packed_size(content: &[u8]) -> Result<usize> {
    let mut packed = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    packed.write_all(content)?;
    Ok(packed.into_inner().len())
}

fn packed_total(assets: &[Asset]) -> usize {
    assets.iter().map(|asset| asset.packed).sum()
}

fn table_of(title: &str, assets: &[Asset]) -> String {
    let raw_total: usize = assets.iter().map(|asset| asset.raw).sum();
    let rows: Vec<(&str, usize, usize)> = assets
        .iter()
        .map(|asset| (asset.name.as_str(), asset.raw, asset.packed))
        .chain([("total", raw_total, packed_total(assets))])
        .collect();
    let width = rows
        .iter()
        .map(|(name, ..)| name.len())
        .max()
        .unwrap_or_default();
    let mut table = format!("{:width$}  {:>9}  {:>9}\n", title, "raw", "Brotli");
    for (name, raw, packed) in rows {
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{name:width$}  {raw:>9}  {packed:>9}");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_in_pages_scripts_and_style_sheets() {
        let folder = project::root().join("target/size-test");
        for name in ["a.js", "b.css", "c_bg.wasm", "d.txt", "e.js"] {
            project::write(&folder.join(name), "").unwrap();
        }
        let found = |text: &str| -> Vec<String> {
            references(text, &folder)
                .iter()
                .map(|file| file.strip_prefix(&folder).unwrap().display().to_string())
                .collect()
        };
        assert_eq!(
            found("<link href=\"./b.css\"> <link href=b.css>"),
            ["b.css", "b.css"]
        );
        assert_eq!(
            found("import init from'./a.js';init('./c_bg.wasm')"),
            ["a.js", "c_bg.wasm"]
        );
        assert_eq!(
            found("@import url(b.css); see d.txt, gone.js and http://x/e.js"),
            ["b.css"]
        );
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn brotli_packs_what_repeats() {
        assert!(packed_size(&b"Reportmark ".repeat(1000)).unwrap() < 100);
    }
}
