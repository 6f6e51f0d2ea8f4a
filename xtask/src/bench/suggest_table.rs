//! The figures of suggestions: a line each, the same on a terminal and in the two READMEs.

use std::fmt::Write as _;

use anyhow::{Context, Result};

use super::bars::{self, size};
use super::case::Case;
use super::figures::{Figures, Page, quotient};
use super::suggest::{GENRES, MILLION, Measured, READ, SMALL, TEN};
use super::table::{grouped, milliseconds};
use crate::readme;

const MARK: &str = "bench:suggest";

/// Milliseconds for the suggestions of a report, and for those of a long text in the page.
const REPORT: f64 = 30.0;
const LONG_TEXT: f64 = 2_000.0;

/// How many times CodeMirror's the reader's times may be.
const RATIO: f64 = 1.2;

/// The two languages: the file, the head of the table, and what stands below it. `{runs}` and
/// `{browser}` are filled in.
const LANGUAGES: [[&str; 3]; 2] = [
    [
        "README.md",
        "| suggestions | figure | bar |",
        "Medians of {runs} runs, in Chromium {browser}; 10,000,000 characters once. A ✗ marks a bar that is not met.",
    ],
    [
        "README.zh.md",
        "| 建议 | 结果 | 上限 |",
        "{runs} 次的中位数，Chromium {browser}；一千万字只测一次。✗ 表示未达上限要求。",
    ],
];

/// A figure, and what it has to be.
struct Line {
    /// In English and in Chinese.
    names: [String; 2],
    /// None where it was not measured.
    figure: Option<String>,
    bar: String,
    met: Option<bool>,
}

impl Line {
    fn new(english: &str, chinese: &str, figure: Option<String>) -> Self {
        Self {
            names: [english, chinese].map(str::to_owned),
            figure,
            bar: String::new(),
            met: None,
        }
    }

    /// With a limit of what was measured.
    fn below(self, bar: String, value: Option<f64>, limit: f64) -> Self {
        Self {
            bar,
            met: value.map(|value| value <= limit),
            ..self
        }
    }

    fn shown(&self) -> String {
        let figure = self.figure.as_deref().unwrap_or("–");
        let sign = if self.met == Some(false) { " ✗" } else { "" };
        format!("{figure}{sign}")
    }
}

/// Everything to read on a terminal.
pub(super) fn of(measured: &Measured) -> String {
    let mut shown = String::new();
    // Writing to a string cannot fail.
    for case in GENRES.into_iter().chain([MILLION]) {
        for figure in ["ground", "suggest", "attributed", "document", "whole"] {
            let own = measured.native.median(Page::Reportmark, case, figure);
            let Some(own) = own else { continue };
            let other = measured.native.median(Page::Jieba, case, figure);
            let other = other.and_then(|other| {
                let ratio = quotient(own, other)?;
                Some(format!("; jieba-rs {other:.2} ms, ratio {ratio:.1}"))
            });
            let name = case.name;
            let _ = writeln!(
                shown,
                "{name:14} {figure:12} {own:>9.1} ms{}",
                other.unwrap_or_default()
            );
        }
    }
    for line in lines(measured) {
        if line.figure.is_none() {
            continue;
        }
        let [name, _] = &line.names;
        let bar = match line.bar.as_str() {
            "" => String::new(),
            bar => format!("  (bar: {bar})"),
        };
        let _ = writeln!(shown, "{name}: {}{bar}", line.shown());
    }
    for (figures, place) in [(&measured.page, "page"), (&measured.reader, "reader")] {
        for (page, case, why) in &figures.failures {
            let _ = writeln!(shown, "{place}, {case}: {} failed: {why}", page.name());
        }
    }
    shown
}

/// Every bar that is not met, or could not be looked at, in words.
pub(super) fn missed(measured: &Measured) -> Vec<String> {
    let lines = lines(measured).into_iter();
    let lines = lines.filter(|line| !line.bar.is_empty());
    lines
        .filter_map(|line| {
            let [name, _] = line.names;
            match line.met {
                Some(true) => None,
                Some(false) => Some(name),
                None => Some(format!("{name} (not measured)")),
            }
        })
        .collect()
}

/// Writes the tables into the READMEs. A table with holes is not written.
pub(super) fn write(measured: &Measured, runs: usize) -> Result<()> {
    for (nth, [file, ..]) in LANGUAGES.iter().enumerate() {
        readme::write_section(file, MARK, &section(nth, measured, runs)?)?;
    }
    Ok(())
}

fn section(language: usize, measured: &Measured, runs: usize) -> Result<String> {
    let [_, head, below] = LANGUAGES.get(language).context("no such language")?;
    let mut section = format!("{head}\n|---|---|---|\n");
    for line in lines(measured) {
        let name = line.names.get(language).map_or("", String::as_str);
        if line.figure.is_none() {
            None.with_context(|| format!("no table without a figure for: {name}"))?;
        }
        // Writing to a string cannot fail.
        let _ = writeln!(section, "| {name} | {} | {} |", line.shown(), line.bar);
    }
    let below = below
        .replace("{runs}", &runs.to_string())
        .replace("{browser}", &measured.page.browser);
    let _ = writeln!(section, "\n{below}");
    Ok(section)
}

fn lines(measured: &Measured) -> Vec<Line> {
    let mut lines = native(&measured.native);
    lines.extend(in_page(&measured.page));
    lines.extend(accepted(&measured.page));
    lines.extend(among(&measured.reader));
    lines
}

/// A time of ours by jieba's for the same text.
fn against(figures: &Figures, case: Case, figure: &str) -> Option<(f64, String)> {
    let own = figures.median(Page::Reportmark, case, figure)?;
    let other = figures.median(Page::Jieba, case, figure)?;
    let ratio = quotient(own, other)?;
    let shown = |value: f64| match value {
        small if small < 10.0 => format!("{small:.2}"),
        value => milliseconds(value),
    };
    let words = format!("{} / {} ms = {ratio:.1}", shown(own), shown(other));
    Some((own, words))
}

/// Without a browser.
fn native(figures: &Figures) -> Vec<Line> {
    let slowest = |figure: &str| {
        let all = GENRES.into_iter();
        let all = all.filter_map(|case| against(figures, case, figure));
        all.max_by(|(one, _), (other, _)| one.total_cmp(other))
    };
    let mut lines = Vec::new();
    for (figure, english, chinese) in [
        ("suggest", "spans", "标注"),
        (
            "whole",
            "with all slots, attributes, blocks",
            "连同全部槽位、属性、责任块",
        ),
    ] {
        let report = slowest(figure);
        let value = report.as_ref().map(|(own, _)| *own);
        let line = Line::new(
            &format!("native, 17,000 characters, slowest of five genres: {english} / jieba-rs"),
            &format!("本机程序，1.7 万字，五类文种中最慢者：{chinese} / jieba-rs"),
            report.map(|(_, words)| words),
        );
        lines.push(line.below(format!("≤ {REPORT:.0} ms"), value, REPORT));
        let long = against(figures, MILLION, figure);
        lines.push(Line::new(
            &format!("native, 1,000,000 characters: {english} / jieba-rs"),
            &format!("本机程序，100 万字：{chinese} / jieba-rs"),
            long.map(|(_, words)| words),
        ));
    }
    lines
}

/// From the key that switches suggestions on.
fn in_page(figures: &Figures) -> Vec<Line> {
    let median = |case, figure: &str| figures.median(Page::Reportmark, case, figure);
    let time = |case, figure: &str| median(case, figure).map(ms);
    let mut lines = Vec::new();
    let beside = |cases: &[Case], figure: &str| {
        let all = cases.iter().map(|&case| median(case, figure));
        let all = all.map(|value| value.map(milliseconds));
        let all = all.collect::<Option<Vec<_>>>()?;
        Some(format!("{} ms", all.join(" / ")))
    };
    lines.push(Line::new(
        "page, 17,000 / 1,000,000 / 10,000,000 characters: from the key to suggestions in view",
        "页面，1.7 万 / 100 万 / 1,000 万字：从按键到可见处的建议画出",
        beside(&[SMALL, MILLION, TEN], "first"),
    ));
    lines.push(Line::new(
        "page, 17,000 / 10,000,000 characters: until all are found",
        "页面，1.7 万 / 1,000 万字：到全部找出",
        beside(&[SMALL, TEN], "all"),
    ));
    let all = median(MILLION, "all");
    let line = Line::new(
        "page, 1,000,000 characters: until all are found",
        "页面，100 万字：到全部找出",
        all.map(ms),
    );
    lines.push(line.below(format!("≤ {}", ms(LONG_TEXT)), all, LONG_TEXT));
    let tasks = median(MILLION, "long-looking");
    let longest = figures.values(Page::Reportmark, MILLION, "long-looking-task");
    let longest = longest.iter().copied().fold(0.0, f64::max);
    let line = Line::new(
        "… tasks over 50 ms until then (the longest of all runs)",
        "……期间超过 50 ms 的任务（各次中最长）",
        tasks.map(|tasks| format!("{} ({})", grouped(tasks), ms(longest))),
    );
    lines.push(line.below("0".to_owned(), tasks, 0.0));
    lines.push(Line::new(
        "page, 10,000,000 characters: from the key to how far it is",
        "页面，1,000 万字：从按键到显示进度",
        time(TEN, "progress"),
    ));
    lines.push(Line::new(
        "… from “Stop” to stopped",
        "……从点“停止”到停下",
        time(TEN, "stop"),
    ));
    let memory = |when: &str| {
        let of = |kind: &str| {
            let bytes = median(TEN, &format!("memory-{when}-{kind}"))?;
            Some(format!("{:.1}", bytes / size(TEN)))
        };
        Some(format!("{} + {}", of("script")?, of("wasm")?))
    };
    let before_and_after = memory("before").zip(memory("all"));
    lines.push(Line::new(
        "… bytes a character, scripts + WebAssembly: before → with all found",
        "……每字字节（脚本 + WebAssembly）：之前 → 全部找出之后",
        before_and_after.map(|(before, after)| format!("{before} → {after}")),
    ));
    lines
}

/// All that is listed is accepted.
fn accepted(figures: &Figures) -> Vec<Line> {
    let mut lines = Vec::new();
    for (case, english, chinese) in [
        (SMALL, "17,000", "1.7 万"),
        (MILLION, "1,000,000", "100 万"),
    ] {
        let median = |figure: &str| figures.median(Page::Reportmark, case, figure);
        let figure = || {
            let found = grouped(median("found")?);
            let (shown, kept) = (median("accept")?, median("accept-kept")?);
            let longest = figures.values(Page::Reportmark, case, "accept-task");
            let longest = longest.iter().copied().fold(0.0, f64::max);
            Some(format!(
                "{found}: {} / {} / {}",
                ms(shown),
                ms(kept),
                ms(longest)
            ))
        };
        lines.push(Line::new(
            &format!(
                "page, {english} characters: all accepted at once: shown / kept / longest task"
            ),
            &format!("页面，{chinese}字：一次采纳全部：画出 / 保存 / 最长任务"),
            figure(),
        ));
    }
    lines
}

/// The reader among suggestions.
fn among(figures: &Figures) -> Vec<Line> {
    let mut lines = Vec::new();
    let cases = READ.into_iter().filter_map(|name| Case::named(name).ok());
    for case in cases {
        for (figure, english, chinese) in [
            ("tag", "tag", "标注一处"),
            ("scroll", "worst scroll frame", "滚动最慢一帧"),
        ] {
            let ratio = figures.ratio(case, figure);
            let pair = Page::BOTH.map(|page| figures.median(page, case, figure));
            let words = match (pair, ratio) {
                ([Some(own), Some(other)], Some(ratio)) => Some(format!(
                    "{} / {} ms = {ratio:.2}",
                    milliseconds(own),
                    milliseconds(other)
                )),
                _ => None,
            };
            let count = figures.median(Page::Reportmark, case, "suggestions");
            let count = count.map_or_else(|| "–".to_owned(), grouped);
            let characters = grouped(size(case));
            let line = Line::new(
                &format!(
                    "reader, {characters} characters and {count} suggestions: {english} / CodeMirror 6"
                ),
                &format!("正文区，{characters} 字、{count} 处建议：{chinese} / CodeMirror 6"),
                words,
            );
            lines.push(line.below(format!("≤ {RATIO:.1}×"), ratio, RATIO));
        }
        let what = ["scrolling", "tagging", "filtering"];
        let tasks =
            what.map(|what| figures.median(Page::Reportmark, case, &format!("long-{what}")));
        let tasks = tasks.into_iter().collect::<Option<Vec<_>>>();
        let sum = tasks.as_ref().map(|tasks| tasks.iter().sum::<f64>());
        let line = Line::new(
            "… tasks over 50 ms: scrolling / tagging / filtering the list",
            "……超过 50 ms 的任务：滚动 / 标注 / 筛选列表",
            tasks.map(|tasks| {
                tasks
                    .into_iter()
                    .map(grouped)
                    .collect::<Vec<_>>()
                    .join(" / ")
            }),
        );
        // The reader has this bar at a million.
        lines.push(match bars::bar("long-tagging", case) {
            Some(_) => line.below("0".to_owned(), sum, 0.0),
            None => line,
        });
    }
    lines
}

fn ms(value: f64) -> String {
    format!("{} ms", milliseconds(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    /// Every figure there is, of one value.
    fn measured(value: &str) -> Measured {
        let mut native = String::new();
        for case in GENRES.into_iter().chain([MILLION]) {
            for figure in ["suggest", "whole"] {
                let _ = writeln!(native, "reportmark {} {figure} {value}", case.name);
                let _ = writeln!(native, "jieba {} {figure} 10", case.name);
            }
        }
        let mut page = "browser 1.2\n".to_owned();
        for case in [SMALL, MILLION, TEN] {
            for figure in [
                "first",
                "all",
                "found",
                "long-looking",
                "progress",
                "stop",
                "accept",
                "accept-kept",
                "accept-task",
                "memory-before-script",
                "memory-before-wasm",
                "memory-all-script",
                "memory-all-wasm",
            ] {
                let _ = writeln!(page, "reportmark {} {figure} {value}", case.name);
            }
        }
        let mut reader = String::new();
        for name in READ {
            for figure in [
                "tag",
                "scroll",
                "suggestions",
                "long-scrolling",
                "long-tagging",
                "long-filtering",
            ] {
                let _ = writeln!(reader, "reportmark {name} {figure} {value}");
                let _ = writeln!(reader, "codemirror {name} {figure} 10");
            }
        }
        Measured {
            native: Figures::read(&native).unwrap(),
            page: Figures::read(&page).unwrap(),
            reader: Figures::read(&reader).unwrap(),
        }
    }

    #[test]
    fn what_is_too_slow_is_marked_and_named() {
        let slow = measured("2001");
        let missed = missed(&slow);
        assert_eq!(missed.len(), 9, "{missed:?}");
        let section = section(0, &slow, 3).unwrap();
        assert_eq!(section.matches('✗').count(), 10, "{section}");
        assert!(section.contains("| 2,001 / 10.0 ms = 200.1 ✗ | ≤ 30 ms |"));
    }

    #[test]
    fn what_is_quick_enough_is_not() {
        let quick = measured("0");
        assert_eq!(missed(&quick), Vec::<String>::new());
    }

    #[test]
    fn both_languages_have_the_same_rows_and_figures() {
        let figures = |language: usize| {
            let section = section(language, &measured("12"), 3).unwrap();
            let rows = section.lines().filter(|line| line.starts_with("| "));
            let figures = rows.skip(1).map(|row| {
                let cells: Vec<&str> = row.split('|').skip(2).collect();
                cells.join("|")
            });
            figures.collect::<Vec<_>>()
        };
        assert_eq!(figures(0), figures(1));
    }

    #[test]
    fn a_table_with_holes_is_not_written_and_what_was_not_measured_is_named() {
        let none = Measured::default();
        assert!(section(0, &none, 3).is_err());
        let missed = missed(&none);
        assert!(missed.iter().all(|line| line.ends_with("(not measured)")));
        assert_eq!(of(&none), "");
    }

    #[test]
    fn the_readmes_have_the_marks() {
        for [file, ..] in LANGUAGES {
            let text = project::read(&project::root().join(file)).unwrap();
            assert!(readme::with_section(&text, MARK, "").is_some(), "{file}");
        }
    }
}
