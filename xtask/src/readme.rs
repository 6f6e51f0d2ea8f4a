//! Tables in the two READMEs, between marks.

use anyhow::{Context, Result};

use crate::project;

/// The text with something else between the marks of that name.
pub(crate) fn with_section(text: &str, mark: &str, section: &str) -> Option<String> {
    let (start, end) = (format!("<!-- {mark} -->"), format!("<!-- /{mark} -->"));
    let (before, rest) = text.split_once(&start)?;
    let (_, after) = rest.split_once(&end)?;
    Some(format!("{before}{start}\n{section}{end}{after}"))
}

/// Writes what stands between the marks of that name in a file of the checkout.
pub(crate) fn write_section(file: &str, mark: &str, section: &str) -> Result<()> {
    let path = project::root().join(file);
    let text = with_section(&project::read(&path)?, mark, section)
        .with_context(|| format!("{file} has no `<!-- {mark} -->` with its end behind it"))?;
    project::write(&path, text)?;
    println!("Wrote the table in {file}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_the_marks_is_written_anew_and_nothing_else() {
        let text = "a\n\n<!-- x:y -->\nold\n<!-- /x:y -->\n\nb\n";
        let new = with_section(text, "x:y", "new\n").unwrap();
        assert_eq!(new, "a\n\n<!-- x:y -->\nnew\n<!-- /x:y -->\n\nb\n");
        assert_eq!(with_section(&new, "x:y", "new\n"), Some(new));
        assert_eq!(with_section("<!-- /x:y --> <!-- x:y -->", "x:y", ""), None);
    }
}
