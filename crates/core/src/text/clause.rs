//! Steps of the reading cursor by clause.

use super::{Offset, Text};

/// What a clause ends with, in both widths (guideline B1: spans end before punctuation).
fn ends_clause(c: char) -> bool {
    matches!(
        c,
        '，' | '。' | '；' | '：' | '、' | '！' | '？' | ',' | ';' | ':' | '!' | '?' | '\n' | '\r'
    )
}

/// The next boundary of a clause: before its final punctuation, or behind it when already there.
#[must_use]
pub fn next_clause(text: &Text, at: Offset) -> Offset {
    let rest = text.after(at);
    let inside = rest.trim_start_matches(ends_clause);
    let skipped = rest.len() - inside.len();
    let step = if skipped > 0 {
        skipped
    } else {
        rest.find(ends_clause).unwrap_or(rest.len())
    };
    Offset::from_bytes(text.floor(at).bytes() + step)
}

/// The boundary of a clause before this position: [`next_clause`], backwards.
#[must_use]
pub fn previous_clause(text: &Text, at: Offset) -> Offset {
    let before = text.before(at);
    let inside = before.trim_end_matches(ends_clause);
    if inside.len() < before.len() {
        return Offset::from_bytes(inside.len());
    }
    let start = before
        .char_indices()
        .rev()
        .find(|&(_, c)| ends_clause(c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    Offset::from_bytes(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_forwards_and_backwards() {
        let s = "新建学校3所，改造道路。\n二";
        let text = Text::new(s.into());
        let mut stops = vec![];
        let mut at = Offset::ZERO;
        while at < text.end() {
            at = next_clause(&text, at);
            stops.push(text.to_code_points(at));
        }
        assert_eq!(stops, [6, 7, 11, 13, 14]);
        let mut back = vec![];
        while at > Offset::ZERO {
            at = previous_clause(&text, at);
            back.push(text.to_code_points(at));
        }
        assert_eq!(back, [13, 11, 7, 6, 0]);
    }
}
