//! The figures in the two READMEs, between marks.

use std::fmt::Write as _;

use anyhow::{Context, Result, bail};

use super::bars::{self, size};
use super::case::{CASES, Case};
use super::figures::{Figures, Page};
use super::table::{grouped, milliseconds};
use crate::readme;

const MARK: &str = "bench:reader";

/// A language and what the table says in it.
struct Words {
    file: &'static str,
    head: &'static str,
    bars: &'static str,
    /// What stands below: `{runs}`, `{browser}` and `{growth}` are filled in.
    below: &'static str,
}

const LANGUAGES: &[Words] = &[
    Words {
        file: "README.md",
        head: "| characters / spans | open: text and spans in view, ms | until all is read, ms | tag, ms | worst scroll frame, ms | DOM elements | memory, bytes a character |",
        bars: "| bar | 1M ≤ 1.0×, 10M ≤ 2.0× | | ≤ 1.2× | ≤ 1.2× | < 5,000 | 10M < 12 |",
        below: "Reportmark / CodeMirror 6 = ratio; medians of {runs} runs in Chromium {browser}. A ✗ marks a bar that is not met. Tagging in 10M takes {growth} times as long as in 17k (bar: 1.2).",
    },
    Words {
        file: "README.zh.md",
        head: "| 字数 / 标注数 | 打开：可见的正文和标注（毫秒） | 全部读入（毫秒） | 标注一处（毫秒） | 滚动最慢一帧（毫秒） | DOM 元素 | 内存（每字字节） |",
        bars: "| 上限 | 100 万字 ≤ 1.0 倍，1,000 万字 ≤ 2.0 倍 | | ≤ 1.2 倍 | ≤ 1.2 倍 | < 5,000 | 1,000 万字 < 12 |",
        below: "各格为 Reportmark / CodeMirror 6 = 比值，Chromium {browser} 中 {runs} 次的中位数；✗ 表示未达上限要求。在 1,000 万字中标注一处所需时间是在 1.7 万字中的 {growth} 倍（上限 1.2）。",
    },
];

/// Writes the tables into the READMEs.
pub(super) fn write(figures: &Figures, runs: usize) -> Result<()> {
    for words in LANGUAGES {
        readme::write_section(words.file, MARK, &section(words, figures, runs)?)?;
    }
    Ok(())
}

/// The table and the line below it. A table with holes is not written.
fn section(words: &Words, figures: &Figures, runs: usize) -> Result<String> {
    let mut section = format!("{}\n|---|---|---|---|---|---|---|\n", words.head);
    for &case in CASES {
        let row = row(figures, case).with_context(|| {
            format!(
                "no table without all figures of both pages at {}",
                case.name
            )
        })?;
        section.push_str(&row);
    }
    let Some(growth) = bars::growth(figures) else {
        bail!("no table without the times of tags");
    };
    let below = words
        .below
        .replace("{runs}", &runs.to_string())
        .replace("{browser}", &figures.browser)
        .replace("{growth}", &format!("{growth:.2}"));
    // Writing to a string cannot fail.
    let _ = write!(section, "{}\n\n{below}\n", words.bars);
    Ok(section)
}

fn row(figures: &Figures, case: Case) -> Option<String> {
    let compared = |figure: &str, shown: &dyn Fn(f64) -> String| {
        let own = figures.median(Page::Reportmark, case, figure)?;
        let other = figures.median(Page::CodeMirror, case, figure)?;
        let ratio = own / other;
        let missed = bars::bar(figure, case)
            .is_some_and(|bar| bars::is_met(figures, figure, case, bar) == Some(false));
        let sign = if missed { " ✗" } else { "" };
        Some(format!(
            "{} / {} = {ratio:.2}{sign}",
            shown(own),
            shown(other)
        ))
    };
    let spans = f64::from(u32::try_from(case.spans).ok()?);
    Some(format!(
        "| {} / {} | {} | {} | {} | {} | {} | {} |\n",
        grouped(size(case)),
        grouped(spans),
        compared("open", &milliseconds)?,
        compared("open-whole", &milliseconds)?,
        compared("tag", &milliseconds)?,
        compared("scroll", &milliseconds)?,
        compared("elements", &grouped)?,
        compared("memory-total", &|bytes| format!(
            "{:.1}",
            bytes / size(case)
        ))?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    /// Every figure of every case, ours of one value and CodeMirror's of 100.
    fn figures(own: &str) -> Figures {
        let mut lines = "browser 1.2\n".to_owned();
        for case in CASES {
            for figure in [
                "open",
                "open-whole",
                "tag",
                "scroll",
                "elements",
                "memory-total",
            ] {
                let _ = writeln!(lines, "reportmark {} {figure} {own}", case.name);
                let _ = writeln!(lines, "codemirror {} {figure} 100", case.name);
            }
        }
        Figures::read(&lines).unwrap()
    }

    #[test]
    fn a_row_gives_both_figures_their_ratio_and_a_cross_where_the_bar_is_missed() {
        let million = Case::named("1M").unwrap();
        assert_eq!(
            row(&figures("110"), million).unwrap(),
            "| 1,000,000 / 10,000 | 110 / 100 = 1.10 ✗ | 110 / 100 = 1.10 | 110 / 100 = 1.10 \
             | 110 / 100 = 1.10 | 110 / 100 = 1.10 | 0.0 / 0.0 = 1.10 |\n"
        );
    }

    #[test]
    fn both_languages_have_a_row_for_every_case_and_the_same_columns() {
        for words in LANGUAGES {
            let section = section(words, &figures("90"), 5).unwrap();
            let rows: Vec<_> = section
                .lines()
                .take_while(|line| !line.is_empty())
                .collect();
            assert_eq!(rows.len(), CASES.len() + 3);
            assert!(
                rows.iter().all(|row| row.matches('|').count() == 8),
                "{section}"
            );
            assert!(section.contains("Chromium 1.2") && section.contains("1.00"));
            assert!(!section.contains('{'), "{section}");
        }
    }

    #[test]
    fn a_table_with_holes_is_not_written() {
        let some = Figures::read("reportmark 17k open 3\ncodemirror 17k open 4\n").unwrap();
        for words in LANGUAGES {
            let error = section(words, &some, 5).unwrap_err().to_string();
            assert!(error.ends_with("at 17k"), "{error}");
        }
    }

    #[test]
    fn the_readmes_have_the_marks() {
        for words in LANGUAGES {
            let text = project::read(&project::root().join(words.file)).unwrap();
            assert!(
                readme::with_section(&text, MARK, "").is_some(),
                "{}",
                words.file
            );
        }
    }
}
