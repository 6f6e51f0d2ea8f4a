//! What happens to a page that trunk built before it is handed out: what is loaded first is made
//! small, and every file is named and vouched for by its content.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest, Sha256, Sha384};

use crate::optimize::optimize;
use crate::{alike, imports, npm, process, project, split};

/// The hexadecimal digits of a content's hash in the name of its file.
const HASH: usize = 16;

/// What says of an element that it fetches something in advance, which is not run by that.
const IN_ADVANCE: &str = "as=\"fetch\"";

/// The script that starts the program.
const START: &str = "start.js";
/// Scripts that are wanted later: how the page refers to each, and its name.
const SCRIPTS: [(&str, &str); 2] = [("rescue", "rescue.js"), ("find-worker", "find-worker.js")];

/// Packs the page in this folder. `linked` is its program as the linker wrote it.
pub(crate) fn pack(site: &Path, linked: &[u8]) -> Result<()> {
    let page = site.join("index.html");
    let mut html = project::read(&page)?;
    let (program, glue) = program(site)?;
    optimize(&site.join(&program))?;
    let later = split(&site.join(&program), linked)?;
    shorten(&site.join(&program), &site.join(&glue))?;
    only_what_is_called(&site.join(&glue))?;
    let mut named = files_with(site, "css")?;
    named.extend(SCRIPTS.map(|(_, name)| name.to_owned()));
    for name in &named {
        minify(&site.join(name))?;
    }
    minify_module(&site.join(START))?;
    named.push(START.to_owned());
    named.extend([program, glue]);
    for (rel, name) in [("later", later.as_str())].iter().chain(&SCRIPTS) {
        html = with_link(&html, rel, name).context("index.html as trunk wrote it has no head")?;
    }
    named.push(later);
    for name in &named {
        html = name_by_content(&site.join(name), &html)?;
    }
    project::write(&page, html)?;
    pack_guideline(&site.join("guideline"))
}

/// Names the style sheets of the pages in this folder by their content, and vouches for them.
fn pack_guideline(folder: &Path) -> Result<()> {
    let pages = files_with(folder, "html")?;
    for style in files_with(folder, "css")? {
        let path = folder.join(&style);
        let content = fs::read(&path)?;
        let new = named_by_content(&style, &content);
        fs::rename(&path, folder.join(&new))?;
        for page in &pages {
            let page = folder.join(page);
            let html = project::read(&page)?.replace(&style, &new);
            project::write(&page, vouch(&html, &new, &content))?;
        }
    }
    Ok(())
}

/// Gives a file the name that its content makes, and the page that names it with its checksum.
fn name_by_content(file: &Path, html: &str) -> Result<String> {
    let content =
        fs::read(file).with_context(|| format!("cannot read {}", project::shown(file)))?;
    let name = file.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let new = named_by_content(name, &content);
    fs::rename(file, file.with_file_name(&new))?;
    Ok(vouch(&html.replace(name, &new), &new, &content))
}

/// Writes into the page of this folder that a file of that name is there, with its checksum. Only the
/// program looks at it.
pub(crate) fn refer(site: &Path, rel: &str, name: &str) -> Result<()> {
    let page = site.join("index.html");
    let html = with_link(&project::read(&page)?, rel, name);
    let html = html.context("index.html as trunk wrote it has no head")?;
    project::write(&page, name_by_content(&site.join(name), &html)?)
}

/// Checks that no page in this folder has a script or a style inside it, and that each vouches for
/// what it loads.
pub(crate) fn check(site: &Path) -> Result<()> {
    for file in project::files_under(site)? {
        if file.extension() == Some(OsStr::new("html"))
            && let Some(element) = unvouched(&project::read(&file)?)
        {
            bail!("{}: not vouched for: {element}", project::shown(&file));
        }
    }
    Ok(())
}

/// The first element of a page that brings in a script, a style or a part of the program without a
/// checksum, or has one inside it.
fn unvouched(html: &str) -> Option<&str> {
    let elements = html.split('<').skip(1).map(|part| {
        let end = part.find('>').unwrap_or(part.len());
        part.get(..end).unwrap_or(part)
    });
    // What says of a link that nothing is run or applied that it names.
    let is_harmless = |element: &str| {
        element.contains(IN_ADVANCE)
            || [
                "icon",
                "manifest",
                "apple-touch-icon",
                "license",
                "canonical",
            ]
            .iter()
            .any(|rel| element.contains(&format!("rel=\"{rel}\"")))
    };
    let has_style = |element: &str| element.contains(" style=");
    elements
        .map(|element| (element, element.to_ascii_lowercase()))
        .find(|(_, element)| {
            let name = element.split([' ', '\n', '/']).next().unwrap_or_default();
            let is_vouched = element.contains(" integrity=\"sha384-");
            has_style(element)
                || match name {
                    "style" => true,
                    "script" => !(is_vouched && element.contains(" src=")),
                    "link" => !(is_vouched || is_harmless(element)),
                    _ => false,
                }
        })
        .map(|(element, _)| element)
}

/// The page's WebAssembly and the script that wasm-bindgen wrote for it.
fn program(site: &Path) -> Result<(String, String)> {
    let wasm = files_with(site, "wasm")?;
    let [wasm] = wasm.as_slice() else {
        bail!(
            "{} holds {} WebAssembly files, not one",
            project::shown(site),
            wasm.len()
        );
    };
    let stem = wasm.strip_suffix("_bg.wasm");
    let stem = stem.with_context(|| format!("{wasm} is not named as wasm-bindgen names it"))?;
    Ok((wasm.clone(), format!("{stem}.js")))
}

/// The names of the files of this ending that stand beside `index.html`.
fn files_with(site: &Path, ending: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(site)? {
        let path = entry?.path();
        if path.extension() == Some(OsStr::new(ending))
            && let Some(name) = path.file_name().and_then(OsStr::to_str)
        {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Takes what comes later out of the program, and gives the name of its file.
fn split(program: &Path, linked: &[u8]) -> Result<String> {
    let built = fs::read(program)?;
    let split::Split { first, later } = split::split(&built, linked)
        .with_context(|| format!("cannot split {}", project::shown(program)))?;
    let (first, later) = (alike::next_to_alike(&first)?, alike::next_to_alike(&later)?);
    let name = named_by_content("later.wasm", &later);
    project::write(&program.with_file_name(&name), later)?;
    project::write(program, first)?;
    Ok(name)
}

/// The page with an element that names a file. Only the program looks at it.
fn with_link(html: &str, rel: &str, name: &str) -> Option<String> {
    let (head, rest) = html.split_once("</head>")?;
    Some(format!(
        "{head}<link rel=\"{rel}\" href=\"./{name}\"></head>{rest}"
    ))
}

/// Gives the functions that the program takes from its script short names, in both. wasm-bindgen's
/// own end in hashes, which nothing can compress.
fn shorten(program: &Path, glue: &Path) -> Result<()> {
    let wasm = fs::read(program)?;
    let (wasm, names) = imports::shorten(&wasm)
        .with_context(|| format!("cannot rewrite {}", project::shown(program)))?;
    project::write(program, wasm)?;
    project::write(glue, rename(&project::read(glue)?, &names))
}

/// A script with other words in the place of some.
fn rename(script: &str, names: &BTreeMap<String, String>) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut renamed = String::with_capacity(script.len());
    let mut rest = script;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let (word, tail) = rest.split_at(end);
        renamed.push_str(names.get(word).map_or(word, String::as_str));
        let next = tail.find(is_word).unwrap_or(tail.len());
        let (between, tail) = tail.split_at(next);
        renamed.push_str(between);
        rest = tail;
    }
    renamed
}

/// Leaves of wasm-bindgen's script what `start.js` and `rescue.js` call, made small. What it has to say
/// of servers and deprecated parameters is left out.
fn only_what_is_called(glue: &Path) -> Result<()> {
    let name = glue.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let entry = glue.with_file_name("entry.js");
    let exports = format!("export {{ default, rescue }} from \"./{name}\";\n");
    project::write(&entry, exports)?;
    let packed = process::run(
        process::command(npm::program("esbuild"))
            .arg(&entry)
            .args(["--bundle", "--pure:console.warn"])
            // It is given an answer, never a request.
            .arg("--define:Request=undefined")
            .args(MODULE)
            .arg(format!("--outfile={}", glue.display())),
    );
    fs::remove_file(entry)?;
    packed
}

/// How a module is made small, down to its own names.
const MODULE: [&str; 5] = [
    "--format=esm",
    "--charset=utf8",
    "--minify",
    "--log-level=warning",
    "--allow-overwrite",
];

fn minify_module(file: &Path) -> Result<()> {
    process::run(
        process::command(npm::program("esbuild"))
            .arg(file)
            .args(MODULE)
            .arg(format!("--outfile={}", file.display())),
    )
}

pub(crate) fn minify(file: &Path) -> Result<()> {
    process::run(
        process::command(npm::program("esbuild"))
            .arg(file)
            .args(["--minify", "--log-level=warning", "--allow-overwrite"])
            .arg(format!("--outfile={}", file.display())),
    )
}

/// The name of a file with the hash of its content in the place of the one that trunk put there,
/// if it did: `app-0123456789abcdef.css`, `reportmark-0123456789abcdef_bg.wasm`.
pub(crate) fn named_by_content(name: &str, content: &[u8]) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let (stem, tail) = match stem.strip_suffix("_bg") {
        Some(stem) => (stem, "_bg"),
        None => (stem, ""),
    };
    let is_hash = |word: &str| word.len() >= 12 && word.chars().all(|c| c.is_ascii_hexdigit());
    let stem = match stem.rsplit_once('-') {
        Some((stem, hash)) if is_hash(hash) => stem,
        _ => stem,
    };
    let hash: String = Sha256::digest(content)
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .take(HASH)
        .collect();
    format!("{stem}-{hash}{tail}.{ending}")
}

/// A checksum as browsers take it.
pub(crate) fn checksum(content: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)))
}

/// The page with the file's checksum at every element that names it. Not where a program is fetched
/// in advance: browsers do not look at it there, and say so each time.
fn vouch(html: &str, name: &str, content: &[u8]) -> String {
    let checksum = format!(" integrity=\"{}\"", checksum(content));
    let parts = html.split_inclusive('>').map(|part| {
        let Some(start) = part.rfind('<').filter(|_| part.contains(name)) else {
            return Cow::Borrowed(part);
        };
        let (before, element) = part.split_at(start);
        let bare = without_attribute(element, "integrity");
        if bare.contains(IN_ADVANCE) {
            return Cow::Owned(format!("{before}{bare}"));
        }
        let (inner, end) = match bare.strip_suffix("/>") {
            Some(inner) => (inner, "/>"),
            None => (bare.trim_end_matches('>'), ">"),
        };
        Cow::Owned(format!("{before}{}{checksum}{end}", inner.trim_end()))
    });
    parts.collect()
}

/// An element's start tag without an attribute.
fn without_attribute(element: &str, attribute: &str) -> String {
    let Some((before, value)) = element.split_once(&format!(" {attribute}=\"")) else {
        return element.to_owned();
    };
    let after = value.split_once('"').map_or("", |(_, after)| after);
    format!("{before}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_bring_in_nothing_that_is_not_vouched_for() {
        let sum = " integrity=\"sha384-x\"";
        for sound in [
            format!(
                "<!doctype html><p>style=</p><script type=\"module\" src=\"./a.js\"{sum}></script>"
            ),
            format!(
                "<link rel=\"stylesheet\" href=\"a.css\"{sum}/><link rel=\"icon\" href=\"data:,\">"
            ),
        ] {
            assert_eq!(unvouched(&sound), None, "{sound}");
        }
        for unsound in [
            "<p><script>run()</script>".to_owned(),
            "<SCRIPT src=\"a.js\"></SCRIPT>".to_owned(),
            format!("<script{sum}>run()</script>"),
            "<style>p {}</style>".to_owned(),
            "<p style=\"color: red\">".to_owned(),
            "<link rel=\"stylesheet\" href=\"a.css\">".to_owned(),
            "<link rel=\"later\" href=\"a.wasm\">".to_owned(),
        ] {
            assert!(unvouched(&unsound).is_some(), "{unsound}");
        }
    }

    #[test]
    fn only_whole_words_get_other_names() {
        let names = BTreeMap::from([("__wbg_a_1".to_owned(), "a".to_owned())]);
        assert_eq!(
            rename("__wbg_a_1: f, x.__wbg_a_12('__wbg_a_1')", &names),
            "a: f, x.__wbg_a_12('a')"
        );
        assert_eq!(rename("", &names), "");
    }

    #[test]
    fn files_are_named_by_their_content() {
        let name = |name| named_by_content(name, b"x");
        assert_eq!(name("start.js"), "start-2d711642b726b044.js");
        assert_eq!(name("app-0123456789abcde.css"), "app-2d711642b726b044.css");
        assert_eq!(
            name("reportmark-f5b46dfed0133bf6_bg.wasm"),
            "reportmark-2d711642b726b044_bg.wasm"
        );
    }

    #[test]
    fn the_page_names_what_comes_later() {
        assert_eq!(
            with_link("<head></head><body>", "later", "later-1.wasm").unwrap(),
            "<head><link rel=\"later\" href=\"./later-1.wasm\"></head><body>"
        );
        assert!(with_link("<body>", "later", "later-1.wasm").is_none());
    }

    #[test]
    fn elements_that_name_a_file_vouch_for_it() {
        let html = "<link href=\"./a.css\" integrity=\"sha384-old\"/><b>a.css</b>\
                    <script src=\"./a.css\"></script>\
                    <link href=\"./a.css\" as=\"fetch\" integrity=\"sha384-old\">\
                    <link href=\"./b.css\" integrity=\"sha384-old\">";
        let sum = BASE64_STANDARD.encode(Sha384::digest(b"x"));
        assert_eq!(
            vouch(html, "./a.css", b"x"),
            format!(
                "<link href=\"./a.css\" integrity=\"sha384-{sum}\"/><b>a.css</b>\
                 <script src=\"./a.css\" integrity=\"sha384-{sum}\"></script>\
                 <link href=\"./a.css\" as=\"fetch\">\
                 <link href=\"./b.css\" integrity=\"sha384-old\">"
            )
        );
    }
}
