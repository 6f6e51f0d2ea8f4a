//! What the reader has to reach.

use super::case::{CASES, Case};
use super::figures::{Figures, Page, quotient};

/// A limit of a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Bar {
    /// At most so many times CodeMirror's.
    Ratio(f64),
    /// Less than this, whatever CodeMirror does.
    Below(f64),
}

/// The figures that have limits.
const FIGURES: [&str; 8] = [
    "open",
    "tag",
    "scroll",
    "long-scrolling",
    "long-tagging",
    "long-filtering",
    "elements",
    "memory-total",
];

/// How much longer tagging may take in the largest document than in the smallest.
const GROWTH: f64 = 1.2;

/// The limit of a figure with a case, where there is one.
pub(super) fn bar(figure: &str, case: Case) -> Option<Bar> {
    match (figure, case.name) {
        ("open", "1M") => Some(Bar::Ratio(1.0)),
        ("open", "10M") => Some(Bar::Ratio(2.0)),
        ("tag" | "scroll", _) => Some(Bar::Ratio(1.2)),
        ("elements", _) => Some(Bar::Below(5_000.0)),
        ("long-scrolling" | "long-tagging" | "long-filtering", "1M") => Some(Bar::Below(1.0)),
        // Twelve bytes a character in all.
        ("memory-total", "10M") => Some(Bar::Below(12.0 * size(case))),
        _ => None,
    }
}

/// The length of a case as a number to divide by.
pub(super) fn size(case: Case) -> f64 {
    u32::try_from(case.characters).map_or(f64::INFINITY, f64::from)
}

/// Whether a figure keeps its limit; none when it was not measured, or on one page only where the
/// limit is a ratio.
pub(super) fn is_met(figures: &Figures, figure: &str, case: Case, bar: Bar) -> Option<bool> {
    match bar {
        Bar::Ratio(most) => Some(figures.ratio(case, figure)? <= most),
        Bar::Below(limit) => Some(figures.median(Page::Reportmark, case, figure)? < limit),
    }
}

/// Reportmark's time to tag in the largest document by that in the smallest.
pub(super) fn growth(figures: &Figures) -> Option<f64> {
    let (first, last) = (CASES.first()?, CASES.last()?);
    let time = |&case: &Case| figures.median(Page::Reportmark, case, "tag");
    quotient(time(last)?, time(first)?)
}

/// Every bar that is not met, or could not be looked at, in words.
pub(super) fn missed(figures: &Figures, cases: &[Case]) -> Vec<String> {
    let mut missed = Vec::new();
    let mut look = |what: String, met: Option<bool>| match met {
        Some(true) => {}
        Some(false) => missed.push(what),
        None => missed.push(format!("{what} (not measured)")),
    };
    for &case in cases {
        for figure in FIGURES {
            if let Some(bar) = bar(figure, case) {
                let met = is_met(figures, figure, case, bar);
                look(format!("{figure} at {}", case.name), met);
            }
        }
    }
    if CASES.iter().all(|case| cases.contains(case)) {
        let met = growth(figures).map(|growth| growth <= GROWTH);
        look("tag at 10M against 17k".to_owned(), met);
    }
    missed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Figures {
        Figures::read(&lines.join("\n")).unwrap()
    }

    #[test]
    fn a_ratio_may_be_as_large_as_its_bar_and_no_larger() {
        let million = Case::named("1M").unwrap();
        let met = |own: &str| {
            let own = format!("reportmark 1M open {own}");
            let figures = read(&[&own, "codemirror 1M open 100"]);
            is_met(&figures, "open", million, bar("open", million).unwrap())
        };
        assert_eq!(met("100"), Some(true));
        assert_eq!(met("100.5"), Some(false));
    }

    #[test]
    fn an_absolute_bar_does_not_ask_codemirror() {
        let ten = Case::named("10M").unwrap();
        let met = |bytes: &str| {
            let figures = read(&[&format!("reportmark 10M memory-total {bytes}")]);
            is_met(
                &figures,
                "memory-total",
                ten,
                bar("memory-total", ten).unwrap(),
            )
        };
        assert_eq!(met("119999999"), Some(true));
        assert_eq!(met("120000000"), Some(false));
    }

    #[test]
    fn what_is_missed_or_missing_is_named() {
        let small = [Case::named("17k").unwrap()];
        let figures = read(&[
            "reportmark 17k tag 20",
            "codemirror 17k tag 10",
            "reportmark 17k elements 4999",
        ]);
        assert_eq!(
            missed(&figures, &small),
            ["tag at 17k", "scroll at 17k (not measured)"]
        );
    }

    #[test]
    fn tagging_in_the_largest_is_held_against_the_smallest() {
        let at = |large: &str| {
            let large = format!("reportmark 10M tag {large}");
            missed(&read(&["reportmark 17k tag 10", &large]), CASES)
        };
        let growth = "tag at 10M against 17k".to_owned();
        assert!(!at("12").contains(&growth));
        assert!(at("13").contains(&growth));
    }
}
