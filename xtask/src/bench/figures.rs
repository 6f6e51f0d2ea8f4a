//! What the runner in the browser printed, by page, case and figure.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::case::Case;
use super::summary::Summary;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Page {
    /// This project's page.
    Reportmark,
    /// The measure of the reader: CodeMirror 6 with the same document.
    CodeMirror,
    /// The measure of suggestions: the words of the same text, by jieba-rs.
    Jieba,
}

impl Page {
    /// Both pages, in the order in which they are visited.
    pub(super) const BOTH: [Self; 2] = [Self::Reportmark, Self::CodeMirror];

    /// Its name on the command line and in the runner's lines.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Reportmark => "reportmark",
            Self::CodeMirror => "codemirror",
            Self::Jieba => "jieba",
        }
    }

    /// Its name for people.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Reportmark => "Reportmark",
            Self::CodeMirror => "CodeMirror 6",
            Self::Jieba => "jieba-rs",
        }
    }

    /// The page with this key.
    pub(super) fn of(key: &str) -> Option<Self> {
        Self::BOTH.into_iter().find(|page| page.key() == key)
    }

    /// Whatever has this key in lines of figures.
    fn in_line(key: &str) -> Option<Self> {
        Self::of(key).or_else(|| Some(Self::Jieba).filter(|own| own.key() == key))
    }
}

/// All figures of a run.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Figures {
    /// The version of the browser.
    pub(super) browser: String,
    /// Which page failed, with which case, and why.
    pub(super) failures: Vec<(Page, String, String)>,
    values: BTreeMap<(Page, String, String), Vec<f64>>,
}

impl Figures {
    /// Reads lines of `browser VERSION`, `PAGE CASE FIGURE VALUE` and `PAGE CASE failed WORDS`.
    pub(super) fn read(lines: &str) -> Result<Self> {
        let mut figures = Self::default();
        for line in lines.lines() {
            figures
                .take(line)
                .with_context(|| format!("what measures printed `{line}`"))?;
        }
        Ok(figures)
    }

    fn take(&mut self, line: &str) -> Option<()> {
        let (first, rest) = line.split_once(' ')?;
        if first == "browser" {
            rest.clone_into(&mut self.browser);
            return Some(());
        }
        let page = Page::in_line(first)?;
        let (case, rest) = rest.split_once(' ')?;
        let (figure, value) = rest.split_once(' ')?;
        if figure == "failed" {
            self.failures
                .push((page, case.to_owned(), value.to_owned()));
            return Some(());
        }
        let value = value.parse().ok()?;
        self.values
            .entry((page, case.to_owned(), figure.to_owned()))
            .or_default()
            .push(value);
        Some(())
    }

    /// Every value of a figure, in the order in which they came.
    pub(super) fn values(&self, page: Page, case: Case, figure: &str) -> &[f64] {
        self.values
            .get(&(page, case.name.to_owned(), figure.to_owned()))
            .map_or(&[], Vec::as_slice)
    }

    /// The median of a figure over the runs.
    pub(super) fn median(&self, page: Page, case: Case, figure: &str) -> Option<f64> {
        Some(Summary::of(self.values(page, case, figure).to_vec())?.median)
    }

    /// Reportmark's median by CodeMirror's.
    pub(super) fn ratio(&self, case: Case, figure: &str) -> Option<f64> {
        self.compared(case, figure, |summary| summary.median)
    }

    /// The same for the lowest of each. A busy machine only ever adds: where this ratio is far from
    /// the other, the run was disturbed.
    pub(super) fn best_ratio(&self, case: Case, figure: &str) -> Option<f64> {
        self.compared(case, figure, |summary| summary.min)
    }

    fn compared(&self, case: Case, figure: &str, of: fn(&Summary) -> f64) -> Option<f64> {
        let [own, other] =
            Page::BOTH.map(|page| Summary::of(self.values(page, case, figure).to_vec()));
        quotient(of(&own?), of(&other?))
    }
}

/// One number by another; none when that is no number.
pub(super) fn quotient(one: f64, other: f64) -> Option<f64> {
    Some(one / other).filter(|ratio| ratio.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case() -> Case {
        Case::named("17k").unwrap()
    }

    #[test]
    fn lines_are_kept_by_page_case_and_figure() {
        let figures = Figures::read(
            "browser 156.0.1\nreportmark 17k open 30\ncodemirror 17k open 20.5\n\
             reportmark 17k open 10\nreportmark 1M failed the measure did not come\n",
        )
        .unwrap();
        assert_eq!(figures.browser, "156.0.1");
        assert_eq!(
            figures.values(Page::Reportmark, case(), "open"),
            [30.0, 10.0]
        );
        assert_eq!(figures.median(Page::Reportmark, case(), "open"), Some(20.0));
        assert_eq!(figures.median(Page::Reportmark, case(), "tag"), None);
        let why = "the measure did not come".to_owned();
        assert_eq!(figures.failures, [(Page::Reportmark, "1M".to_owned(), why)]);
    }

    #[test]
    fn a_ratio_needs_both_pages_and_something_to_divide_by() {
        let ratio = |lines: &str| Figures::read(lines).unwrap().ratio(case(), "x");
        assert_eq!(ratio("reportmark 17k x 3\ncodemirror 17k x 2"), Some(1.5));
        assert_eq!(ratio("reportmark 17k x 3"), None);
        let disturbed = "reportmark 17k x 3\nreportmark 17k x 30\nreportmark 17k x 40\n\
                         codemirror 17k x 2\n";
        assert_eq!(ratio(disturbed), Some(15.0));
        let best = Figures::read(disturbed).unwrap().best_ratio(case(), "x");
        assert_eq!(best, Some(1.5));
        assert_eq!(ratio("reportmark 17k x 3\ncodemirror 17k x 0"), None);
    }

    #[test]
    fn a_line_of_another_kind_is_an_error_that_shows_it() {
        for line in [
            "",
            "hello",
            "word 17k open 3",
            "codemirror 17k open",
            "codemirror 17k open soon",
        ] {
            let error = Figures::read(&format!("browser 1\n{line}\n")).unwrap_err();
            assert!(error.to_string().ends_with(&format!("`{line}`")), "{error}");
        }
    }
}
