//! Moves the scripts that trunk writes into the page to files beside it.
//!
//! A strict content security policy allows no script inside the page, and the project does not
//! know what policy the host sends; a script in a file passes `script-src 'self'` everywhere.

use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::project;

/// A script taken out of the page.
struct Script {
    name: String,
    content: String,
}

/// Moves every script inside the built page's `index.html` to a file of its own.
pub(crate) fn move_out(site: &Path) -> Result<()> {
    let page = site.join("index.html");
    let (html, scripts) = without_scripts(&project::read(&page)?)
        .context("index.html as trunk wrote it: a script has no end")?;
    for script in scripts {
        project::write(&site.join(&script.name), &script.content)?;
    }
    project::write(&page, html)
}

/// The page with a reference in the place of each script inside it, and the scripts. `None` when
/// a script has no end.
fn without_scripts(html: &str) -> Option<(String, Vec<Script>)> {
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
            let script = Script {
                name: format!("start-{}.js", short_hash(content)),
                content: format!("{}\n", content.trim()),
            };
            page.push_str(&format!(" src=\"./{}\">", script.name));
            scripts.push(script);
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

fn short_hash(content: &str) -> String {
    let hash = Sha256::digest(content);
    hash.iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_inside_the_page_becomes_a_file() {
        let html = "<body><script type=\"module\">\nimport init from './a.js';\n</script></body>";
        let (page, scripts) = without_scripts(html).unwrap();
        let [script] = scripts.as_slice() else {
            panic!("one script");
        };
        assert_eq!(script.content, "import init from './a.js';\n");
        assert_eq!(
            page,
            format!(
                "<body><script type=\"module\" src=\"./{}\"></script></body>",
                script.name
            )
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
}
