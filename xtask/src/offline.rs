//! Working without the network: the service worker is told what belongs to this build.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest, Sha256, Sha384};

use crate::project;

/// The worker's script. It is not among the files that it keeps: browsers look after it themselves.
pub(crate) const WORKER: &str = "service-worker.js";

/// The page, which the list begins with.
const PAGE: &str = "index.html";

/// Files for those who serve the page. Hosts do not hand them out.
const OF_HOSTS: &[&str] = &[
    ".htaccess",
    "_headers",
    "_redirects",
    "nginx-headers.conf",
    "nginx.conf",
    "vercel.json",
    "web.config",
];

/// Where the build is named in the worker's script, and where its files are listed.
const BUILD: &str = "const BUILD = '';";
const FILES: &str = "const FILES = [];";

/// Hexadecimal digits that name a build. The worker counts on their number.
const DIGITS: usize = 16;

/// Writes into the worker of the page in this folder which files belong to it, with their checksums.
/// To be called when every other file is as it will be handed out.
pub(crate) fn write(site: &Path) -> Result<()> {
    let path = site.join(WORKER);
    let files = files(site)?;
    let script = told(&project::read(&path)?, &files)
        .with_context(|| format!("{WORKER} has no place for its list of files"))?;
    project::write(&path, script)
}

/// The address of each file, from the page's folder, and its checksum.
fn files(site: &Path) -> Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for file in project::files_under(site)? {
        let name = project::shown(file.strip_prefix(site)?);
        if name == WORKER || OF_HOSTS.contains(&name.as_str()) {
            continue;
        }
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
        if !name.chars().all(is_plain) {
            bail!("{name}: give it a name of letters, digits, `-`, `_` and `.` only");
        }
        let content = fs::read(&file).with_context(|| format!("cannot read {name}"))?;
        let checksum = BASE64_STANDARD.encode(Sha384::digest(&content));
        files.push((name, format!("sha384-{checksum}")));
    }
    files.sort_by_key(|(address, _)| (address != PAGE, address.clone()));
    if files.first().is_none_or(|(address, _)| address != PAGE) {
        bail!("{} holds no {PAGE}", project::shown(site));
    }
    Ok(files)
}

/// The script with its list of files and the name of its build: a hash of the script and the list,
/// so that no two scripts keep their files under one name.
fn told(script: &str, files: &[(String, String)]) -> Option<String> {
    if !script.contains(BUILD) || !script.contains(FILES) {
        return None;
    }
    let lines: String = files
        .iter()
        .map(|(address, checksum)| format!("  ['{address}', '{checksum}'],\n"))
        .collect();
    let script = script.replacen(FILES, &format!("const FILES = [\n{lines}];"), 1);
    let name: String = Sha256::digest(&script)
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .take(DIGITS)
        .collect();
    Some(script.replacen(BUILD, &format!("const BUILD = '{name}';"), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "const BUILD = '';\nconst FILES = [];\nf();\n";

    fn file(address: &str, checksum: &str) -> (String, String) {
        (address.to_owned(), checksum.to_owned())
    }

    #[test]
    fn the_worker_of_this_checkout_has_a_place_for_its_list() {
        let script = project::read(&project::root().join("static").join(WORKER)).unwrap();
        assert!(told(&script, &[file("index.html", "sha384-a")]).is_some());
        assert!(told("f();", &[]).is_none());
    }

    #[test]
    fn a_build_is_named_by_its_script_and_its_files() {
        let name = |script: &str, files: &[(String, String)]| {
            let told = told(script, files).unwrap();
            let (_, rest) = told.split_once("const BUILD = '").unwrap();
            rest.split_once('\'').unwrap().0.to_owned()
        };
        let files = [file("index.html", "sha384-a"), file("a.js", "sha384-b")];
        let first = name(SCRIPT, &files);
        assert_eq!(first.len(), DIGITS);
        assert_eq!(first, name(SCRIPT, &files));
        assert_ne!(first, name(SCRIPT, &files[..1]));
        assert_ne!(first, name(SCRIPT, &[file("index.html", "sha384-b")]));
        assert_ne!(first, name(&SCRIPT.replace("f()", "g()"), &files));
    }

    #[test]
    fn what_is_handed_out_is_listed_the_page_first() {
        let site = project::root().join("target/offline-test");
        for name in [
            "a.css",
            "index.html",
            "samples/b.txt",
            "service-worker.js",
            "_headers",
            ".htaccess",
        ] {
            project::write(&site.join(name), "").unwrap();
        }
        let listed = files(&site).unwrap();
        let addresses: Vec<_> = listed.iter().map(|(address, _)| address.as_str()).collect();
        assert_eq!(addresses, ["index.html", "a.css", "samples/b.txt"]);
        let sum = BASE64_STANDARD.encode(Sha384::digest(b""));
        assert_eq!(listed[0].1, format!("sha384-{sum}"));
        project::write(&site.join("一.txt"), "").unwrap();
        assert!(files(&site).is_err(), "its address would be another");
        fs::remove_file(site.join("一.txt")).unwrap();
        fs::remove_file(site.join("index.html")).unwrap();
        assert!(files(&site).is_err());
        fs::remove_dir_all(site).unwrap();
    }
}
