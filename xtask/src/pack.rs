//! What happens to a page that trunk built before it is handed out: scripts move out of it, what
//! is loaded first is made small, and every file is named and vouched for by its content.

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

/// Packs the page in this folder. `linked` is its program as the linker wrote it.
pub(crate) fn pack(site: &Path, linked: &[u8]) -> Result<()> {
    let page = site.join("index.html");
    let (mut html, scripts) = without_scripts(&project::read(&page)?)
        .context("index.html as trunk wrote it: a script has no end")?;
    let mut names = Vec::new();
    for (name, content) in scripts {
        project::write(&site.join(&name), content)?;
        names.push(name);
    }
    let (program, glue) = program(site)?;
    optimize(&site.join(&program))?;
    html = split(&site.join(&program), linked, &html)?;
    shorten(&site.join(&program), &site.join(&glue))?;
    let styles = files_with(site, "css")?;
    for name in styles.iter().chain([&glue]).chain(&names) {
        minify(&site.join(name))?;
    }
    // Each file is done before those that name it.
    let mut order = styles;
    order.extend([program, glue]);
    order.extend(names);
    for nth in 0..order.len() {
        let Some((name, later)) = order.get(nth..).and_then(<[_]>::split_first) else {
            continue;
        };
        let content = fs::read(site.join(name)).with_context(|| format!("cannot read {name}"))?;
        let new = named_by_content(name, &content);
        fs::rename(site.join(name), site.join(&new))?;
        for user in later {
            let path = site.join(user);
            if path.extension() == Some(OsStr::new("js")) {
                project::write(&path, project::read(&path)?.replace(name.as_str(), &new))?;
            }
        }
        html = vouch(&html.replace(name.as_str(), &new), &new, &content);
    }
    project::write(&page, html)
}

/// Writes into the page of this folder that a file of that name is there. Only the program looks at
/// it.
pub(crate) fn refer(site: &Path, rel: &str, name: &str) -> Result<()> {
    let page = site.join("index.html");
    let html = with_link(&project::read(&page)?, rel, name);
    project::write(
        &page,
        html.context("index.html as trunk wrote it has no head")?,
    )
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

/// Takes what comes later out of the program, and gives the page with a reference to it.
fn split(program: &Path, linked: &[u8], html: &str) -> Result<String> {
    let built = fs::read(program)?;
    let split::Split { first, later } = split::split(&built, linked)
        .with_context(|| format!("cannot split {}", project::shown(program)))?;
    let (first, later) = (alike::next_to_alike(&first)?, alike::next_to_alike(&later)?);
    let name = named_by_content("later.wasm", &later);
    project::write(&program.with_file_name(&name), later)?;
    project::write(program, first)?;
    with_link(html, "later", &name).context("index.html as trunk wrote it has no head")
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

/// The page with the file's checksum at every element that names it. Not where a program is
/// fetched in advance: browsers do not look at it there, and say so each time.
fn vouch(html: &str, name: &str, content: &[u8]) -> String {
    let checksum = format!(
        " integrity=\"sha384-{}\"",
        BASE64_STANDARD.encode(Sha384::digest(content))
    );
    let parts = html.split_inclusive('>').map(|part| {
        let Some(start) = part.rfind('<').filter(|_| part.contains(name)) else {
            return Cow::Borrowed(part);
        };
        let (before, element) = part.split_at(start);
        let bare = without_attribute(element, "integrity");
        if bare.contains("as=\"fetch\"") {
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

/// The page with a reference in the place of each script inside it, and the scripts, by name.
/// `None` when a script has no end.
///
/// A strict content security policy allows no script inside the page, and the project does not
/// know what policy the host sends; a script in a file passes `script-src 'self'` everywhere.
fn without_scripts(html: &str) -> Option<(String, Vec<(String, String)>)> {
    let mut page = String::new();
    let mut scripts = Vec::new();
    let mut rest = html;
    while let Some((before, tail)) = rest.split_once("<script") {
        let (attributes, tail) = tail.split_once('>')?;
        let (content, after) = tail.split_once("</script>")?;
        page.push_str(before);
        page.push_str("<script");
        page.push_str(attributes);
        // A file name in a `src` is not a script inside the page, and neither is data.
        if attributes.contains("src=") || !is_program(attributes) {
            page.push('>');
            page.push_str(content);
        } else {
            let name = format!("start{}.js", scripts.len() + 1);
            page.push_str(&format!(" src=\"./{name}\">"));
            scripts.push((name, format!("{}\n", content.trim())));
        }
        page.push_str("</script>");
        rest = after;
    }
    page.push_str(rest);
    Some((page, scripts))
}

fn is_program(attributes: &str) -> bool {
    !attributes.contains("type=") || attributes.contains("module")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_inside_the_page_becomes_a_file() {
        let html = "<body><script type=\"module\">\nimport init from './a.js';\n</script></body>";
        let (page, scripts) = without_scripts(html).unwrap();
        let content = "import init from './a.js';\n".to_owned();
        assert_eq!(scripts, [("start1.js".to_owned(), content)]);
        assert_eq!(
            page,
            "<body><script type=\"module\" src=\"./start1.js\"></script></body>"
        );
    }

    #[test]
    fn files_and_data_stay_as_they_are() {
        let html = "<script src=\"a.js\"></script><script type=\"application/json\">{}</script>";
        let (page, scripts) = without_scripts(html).unwrap();
        assert_eq!(page, html);
        assert!(scripts.is_empty());
    }

    #[test]
    fn a_script_without_an_end_is_refused() {
        assert!(without_scripts("<script>let a;").is_none());
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
        assert_eq!(name("start1.js"), "start1-2d711642b726b044.js");
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
                    <link href=\"./a.css\" integrity=\"sha384-old\" as=\"fetch\">\
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
