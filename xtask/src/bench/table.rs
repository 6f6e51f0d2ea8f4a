//! The figures as tables to read on a terminal.

use std::fmt::Write as _;

use super::bars::{self, Bar};
use super::case::Case;
use super::figures::{Figures, Page, quotient};

/// A figure of the runner and how it is shown.
struct Row {
    figure: &'static str,
    name: &'static str,
    unit: Unit,
}

#[derive(Clone, Copy)]
enum Unit {
    Milliseconds,
    Count,
    /// Printed in bytes, shown in bytes a character.
    BytesACharacter,
}

const ROWS: &[Row] = &[
    Row::new("open", "open, parsing counted, ms", Unit::Milliseconds),
    Row::new("open-parsed", "  after parsing", Unit::Milliseconds),
    Row::new(
        "open-whole",
        "  until all of it is read",
        Unit::Milliseconds,
    ),
    Row::new("tag", "tag, ms", Unit::Milliseconds),
    Row::new("tag-probe", "  by the bench's clock", Unit::Milliseconds),
    Row::new("scroll", "worst frame of scrolling, ms", Unit::Milliseconds),
    Row::new("scroll-wheel", "  by the wheel", Unit::Milliseconds),
    Row::new("scroll-pages", "  page by page", Unit::Milliseconds),
    Row::new("scroll-far", "  far jumps", Unit::Milliseconds),
    Row::new("long-scrolling", "tasks over 50 ms, scrolling", Unit::Count),
    Row::new("long-tagging", "  tagging", Unit::Count),
    Row::new("long-filtering", "  filtering the list", Unit::Count),
    Row::new("elements", "DOM elements", Unit::Count),
    Row::new("reader", "  in the reader", Unit::Count),
    Row::new("nodes", "  with all other nodes", Unit::Count),
    Row::new(
        "memory-total",
        "memory, bytes a character",
        Unit::BytesACharacter,
    ),
    Row::new(
        "memory-script",
        "  scripts, DOM, buffers",
        Unit::BytesACharacter,
    ),
    Row::new("memory-wasm", "  WebAssembly", Unit::BytesACharacter),
    Row::new(
        "memory-process",
        "  the whole process",
        Unit::BytesACharacter,
    ),
];

/// The case whose longest tasks are listed, and how many of them.
const LISTED: &str = "1M";
const LONGEST: usize = 10;

/// What the page says of a tag and what the bench sees may differ by so much before it is pointed
/// out: by a share, and by milliseconds.
const DOUBT: (f64, f64) = (1.25, 3.0);

impl Row {
    const fn new(figure: &'static str, name: &'static str, unit: Unit) -> Self {
        Self { figure, name, unit }
    }
}

/// The table of one case, and what is to be said about it.
pub(super) fn of(figures: &Figures, case: Case) -> String {
    let mut table = format!(
        "{}: {} characters, {} spans\n{:32} {:>12} {:>12} {:>7} {:>7}  bar\n",
        case.name,
        grouped(bars::size(case)),
        grouped(f64::from(u32::try_from(case.spans).unwrap_or(u32::MAX))),
        "",
        Page::Reportmark.name(),
        Page::CodeMirror.name(),
        "ratio",
        "best",
    );
    for row in ROWS {
        let [own, other] = Page::BOTH.map(|page| {
            let value = figures.median(page, case, row.figure);
            value.map_or_else(|| "–".to_owned(), |value| row.unit.shown(value, case))
        });
        let [ratio, best] = [Figures::ratio, Figures::best_ratio].map(|ratio| {
            let ratio = ratio(figures, case, row.figure);
            ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"))
        });
        let bar = bars::bar(row.figure, case)
            .map(|bar| judged(figures, row, case, bar))
            .unwrap_or_default();
        let line = format!(
            "{:32} {own:>12} {other:>12} {ratio:>7} {best:>7}  {bar}",
            row.name
        );
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{}", line.trim_end());
    }
    for page in Page::BOTH {
        if case.name == LISTED {
            table.push_str(&long_tasks(figures, page, case));
        }
        table.push_str(&doubt(figures, page, case).unwrap_or_default());
    }
    for (page, name, why) in &figures.failures {
        if name == case.name {
            let _ = writeln!(table, "{} failed: {why}", page.name());
        }
    }
    table
}

/// How tagging grows from the smallest document to the largest.
pub(super) fn growth(figures: &Figures) -> Option<String> {
    let growth = bars::growth(figures)?;
    Some(format!("tag at 10M against 17k: {growth:.2} (bar: 1.2)"))
}

fn judged(figures: &Figures, row: &Row, case: Case, bar: Bar) -> String {
    let limit = match bar {
        Bar::Ratio(most) => format!("≤ {most:.1}×"),
        Bar::Below(limit) => format!("< {}", row.unit.limit(limit, case)),
    };
    match bars::is_met(figures, row.figure, case, bar) {
        Some(true) => format!("{limit}  met"),
        Some(false) => format!("{limit}  NOT MET"),
        None => format!("{limit}  not measured"),
    }
}

fn long_tasks(figures: &Figures, page: Page, case: Case) -> String {
    let of = |what: &str| {
        if figures
            .median(page, case, &format!("long-{what}"))
            .is_none()
        {
            return "not measured".to_owned();
        }
        let mut tasks = figures
            .values(page, case, &format!("long-{what}-task"))
            .to_vec();
        if tasks.is_empty() {
            return "none".to_owned();
        }
        tasks.sort_by(|one, other| other.total_cmp(one));
        let longest: Vec<_> = tasks
            .iter()
            .take(LONGEST)
            .map(|task| format!("{task:.0}"))
            .collect();
        let more = if tasks.len() > LONGEST { ", …" } else { "" };
        format!("{} ({}{more} ms)", tasks.len(), longest.join(", "))
    };
    format!(
        "{}: tasks over 50 ms in all runs: scrolling {}; tagging {}; filtering {}\n",
        page.name(),
        of("scrolling"),
        of("tagging"),
        of("filtering")
    )
}

/// Points out a page whose own word on tagging is far from what the bench saw.
fn doubt(figures: &Figures, page: Page, case: Case) -> Option<String> {
    let said = figures.median(page, case, "tag")?;
    let seen = figures.median(page, case, "tag-probe")?;
    let (share, milliseconds) = DOUBT;
    let apart = quotient(said.max(seen), said.min(seen)).is_none_or(|ratio| ratio > share);
    (apart && (said - seen).abs() > milliseconds).then(|| {
        format!(
            "{}: `{}:tag` says {said:.1} ms where the bench's clock says {seen:.1} ms: does the \
             page measure from the event to the frame?\n",
            page.name(),
            page.key()
        )
    })
}

impl Unit {
    fn shown(self, value: f64, case: Case) -> String {
        match self {
            Self::Milliseconds => milliseconds(value),
            Self::Count => grouped(value),
            Self::BytesACharacter => format!("{:.1}", value / bars::size(case)),
        }
    }

    fn limit(self, limit: f64, case: Case) -> String {
        match self {
            Self::BytesACharacter => format!("{:.0}", limit / bars::size(case)),
            Self::Milliseconds | Self::Count => grouped(limit),
        }
    }
}

/// A time: small ones with a tenth.
pub(super) fn milliseconds(value: f64) -> String {
    if value < 100.0 {
        format!("{value:.1}")
    } else {
        grouped(value)
    }
}

/// A number without its fraction and with commas.
pub(super) fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut grouped = String::new();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str, lines: &str) -> String {
        of(&Figures::read(lines).unwrap(), Case::named(name).unwrap())
    }

    fn row<'a>(table: &'a str, name: &str) -> Vec<&'a str> {
        let line = table.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap().split_whitespace().collect()
    }

    #[test]
    fn a_row_says_both_medians_their_ratio_and_the_bar() {
        let table = table(
            "1M",
            "reportmark 1M open 300\nreportmark 1M open 1200\nreportmark 1M open 340\n\
             codemirror 1M open 400\nreportmark 1M elements 6000\n",
        );
        assert_eq!(
            row(&table, "open, parsing counted, ms"),
            ["340", "400", "0.85", "0.75", "≤", "1.0×", "met"]
        );
        assert_eq!(
            row(&table, "DOM elements"),
            ["6,000", "–", "<", "5,000", "NOT", "MET"]
        );
        assert_eq!(
            row(&table, "tag, ms"),
            ["–", "–", "≤", "1.2×", "not", "measured"]
        );
    }

    #[test]
    fn memory_is_shown_by_character() {
        let table = table("10M", "reportmark 10M memory-total 95000000\n");
        assert_eq!(
            row(&table, "memory, bytes a character"),
            ["9.5", "–", "<", "12", "met"]
        );
    }

    #[test]
    fn long_tasks_are_listed_at_a_million() {
        let lines = "codemirror 1M long-scrolling 2\ncodemirror 1M long-scrolling-task 55\n\
                     codemirror 1M long-scrolling-task 61.4\ncodemirror 1M long-tagging 0\n";
        let listed = "CodeMirror 6: tasks over 50 ms in all runs: scrolling 2 (61, 55 ms); \
                      tagging none; filtering not measured";
        assert!(table("1M", lines).lines().any(|line| line == listed));
        let many = "codemirror 1M long-tagging 11\n".to_owned()
            + &"codemirror 1M long-tagging-task 70\n".repeat(LONGEST + 1);
        assert!(table("1M", &many).contains("tagging 11 (70, 70,"));
        assert!(table("1M", &many).contains("70, … ms)"));
    }

    #[test]
    fn a_page_that_failed_or_contradicts_the_bench_is_pointed_out() {
        let table = table(
            "17k",
            "reportmark 17k tag 4\nreportmark 17k tag-probe 14\n\
             codemirror 17k tag 14\ncodemirror 17k tag-probe 14\n\
             codemirror 17k failed it crashed\nreportmark 1M failed elsewhere\n",
        );
        assert!(table.contains("Reportmark: `reportmark:tag` says 4.0 ms"));
        assert!(!table.contains("`codemirror:tag` says"));
        assert!(table.contains("CodeMirror 6 failed: it crashed"));
        assert!(!table.contains("elsewhere"));
    }

    #[test]
    fn thousands_are_set_apart() {
        for (value, shown) in [
            (0.4, "0"),
            (999.0, "999"),
            (1000.0, "1,000"),
            (1e7, "10,000,000"),
        ] {
            assert_eq!(grouped(value), shown);
        }
        assert_eq!(milliseconds(16.66), "16.7");
        assert_eq!(milliseconds(1234.5), "1,234");
    }
}
