//! Texts to look for suggestions in: reports of every genre, written for this project, one behind
//! the other until there are enough characters. The same on every machine.
//!
//! They are the passages that hold the rules (`crates/core/tests/passages`), without their marks: a
//! suggestion every twenty characters or so, which is as dense as reports are.

use anyhow::{Context, Result};

use crate::project;

/// The genres, in the order in which they follow one another. The one with a letter before its annex
/// comes first, where such letters stand: what is before a letter is taken for a part of it.
pub(super) const GENRES: [&str; 5] = ["task", "work", "plan", "bulletin", "proposal"];

/// Exactly so many characters of these genres in turn.
pub(super) fn text(genres: &[&str], characters: usize) -> Result<String> {
    let mut reports = Vec::new();
    for genre in genres {
        let file = project::root().join(format!("crates/core/tests/passages/{genre}.txt"));
        reports.push(unmarked(&project::read(&file)?));
    }
    let all: String = reports.concat();
    if all.is_empty() {
        None.context("the passages of crates/core/tests/passages are empty")?;
    }
    Ok(all.chars().cycle().take(characters).collect())
}

/// A passage without `⟦T:` and `⟧`.
fn unmarked(marked: &str) -> String {
    let mut text = String::with_capacity(marked.len() + 1);
    let mut signs = marked.trim_end().chars();
    while let Some(sign) = signs.next() {
        match sign {
            // The letter of its label and a colon.
            '⟦' => signs.by_ref().take(2).for_each(drop),
            '⟧' => {}
            sign => text.push(sign),
        }
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_left_out() {
        assert_eq!(unmarked("甲⟦M:乙⟦P:丙⟧丁⟧:戊\n\n"), "甲乙丙丁:戊\n");
    }

    #[test]
    fn a_text_has_its_length_and_every_genre() {
        let text = text(&GENRES, 60_000).unwrap();
        assert_eq!(text.chars().count(), 60_000);
        assert!(!text.contains(['⟦', '⟧']));
        for genre in GENRES {
            let own = super::text(&[genre], 50).unwrap();
            assert!(text.contains(&own), "{genre}");
        }
    }

    #[test]
    fn a_genre_that_is_not_there_is_an_error() {
        assert!(text(&["novel"], 10).is_err());
    }
}
