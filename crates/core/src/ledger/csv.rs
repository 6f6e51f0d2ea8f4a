//! The ledger as a table for spreadsheets.

use alloc::{borrow::Cow, string::String, vec::Vec};

use super::{Column, Row};

/// What tells a spreadsheet that a file is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What a cell may begin with that spreadsheets would take for a formula. Some take the full
/// width as well.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Rows as comma-separated values (RFC 4180): UTF-8 with a byte order mark, lines that end with
/// CR LF, one of `headers` for each column first.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front, which
/// spreadsheets do not show; a plain number is left as it is.
#[must_use]
pub fn csv(rows: &[&Row], columns: &[Column], headers: &[&str]) -> Vec<u8> {
    csv_in(rows, columns, headers, &|_, _| None)
}

/// As [`csv`], in the words of a language: `words` gives what a cell is to show, where that is not
/// what it holds, as for labels, attainment and status.
#[must_use]
pub fn csv_in(
    rows: &[&Row],
    columns: &[Column],
    headers: &[&str],
    words: &dyn Fn(Column, &str) -> Option<String>,
) -> Vec<u8> {
    let mut out = String::from(BYTE_ORDER_MARK);
    for nth in 0..columns.len() {
        put(&mut out, nth, headers.get(nth).copied().unwrap_or_default());
    }
    out.push_str("\r\n");
    for row in rows {
        for (nth, column) in columns.iter().enumerate() {
            let cell = column.cell(row);
            match words(*column, &cell) {
                Some(said) => put(&mut out, nth, &said),
                None => put(&mut out, nth, &cell),
            }
        }
        out.push_str("\r\n");
    }
    out.into_bytes()
}

/// Write the nth cell of a line.
fn put(out: &mut String, nth: usize, cell: &str) {
    if nth > 0 {
        out.push(',');
    }
    let cell = harmless(cell);
    let needs_quotes = cell.contains([',', '"', '\r', '\n'])
        || cell.starts_with(char::is_whitespace)
        || cell.ends_with(char::is_whitespace);
    if !needs_quotes {
        out.push_str(&cell);
        return;
    }
    out.push('"');
    for c in cell.chars() {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    out.push('"');
}

/// A cell that is no formula.
fn harmless(cell: &str) -> Cow<'_, str> {
    // Blanks before a formula do not keep every spreadsheet from it.
    let is_formula = cell.starts_with(FORMULA) || cell.trim_start().starts_with(FORMULA);
    if !is_formula || is_number(cell) {
        return Cow::Borrowed(cell);
    }
    let mut kept = String::from("'");
    kept.push_str(cell);
    Cow::Owned(kept)
}

/// A sign, digits, perhaps a point and more digits, perhaps a percent sign.
fn is_number(cell: &str) -> bool {
    let number = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    let number = number.strip_suffix('%').unwrap_or(number);
    let (whole, rest) = number.split_once('.').unwrap_or((number, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    is_digits(whole) && is_digits(rest)
}

#[cfg(test)]
mod tests {
    use super::{super::tests::row_with, *};
    use proptest::prelude::*;

    /// Check how a table writes a cell.
    #[track_caller]
    fn check_cell(cell: &str, expect: &str) {
        let row = row_with(Column::Note, cell);
        let bytes = csv(&[&row], &[Column::Text, Column::Note], &["正文", "备注"]);
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text, format!("\u{feff}正文,备注\r\n,{expect}\r\n"));
    }

    #[test]
    fn cells_are_quoted_where_they_have_to_be() {
        check_cell("改造小区", "改造小区");
        check_cell("甲,乙", "\"甲,乙\"");
        check_cell("甲，乙", "甲，乙");
        check_cell("说\"甲\"", "\"说\"\"甲\"\"\"");
        check_cell("\"", "\"\"\"\"");
        check_cell("甲\n乙", "\"甲\n乙\"");
        check_cell("甲\r\n乙", "\"甲\r\n乙\"");
        check_cell("甲 ", "\"甲 \"");
        check_cell("😀𠀀", "😀𠀀");
        check_cell("", "");
    }

    #[test]
    fn formulas_are_made_harmless_and_numbers_are_kept() {
        check_cell("=1+1", "'=1+1");
        check_cell("=A1,\"x\"", "\"'=A1,\"\"x\"\"\"");
        check_cell("+甲", "'+甲");
        check_cell("-甲", "'-甲");
        check_cell("@甲", "'@甲");
        check_cell("＝甲", "'＝甲");
        check_cell("\t=甲", "'\t=甲");
        check_cell(" =甲", "' =甲");
        check_cell("-0.9", "-0.9");
        check_cell("+5%", "+5%");
        check_cell("-", "'-");
        check_cell("-1-1", "'-1-1");
        check_cell("1=1", "1=1");
    }

    #[test]
    fn a_table_in_the_words_of_a_language() {
        let row = row_with(Column::Attainment, "met");
        let say = |column, cell: &str| {
            (column == Column::Attainment && cell == "met").then(|| "已完成".into())
        };
        let bytes = csv_in(
            &[&row],
            &[Column::Attainment, Column::Label],
            &["进度"],
            &say,
        );
        assert_eq!(bytes, "\u{feff}进度,\r\n已完成,measure\r\n".as_bytes());
    }

    /// The cells of a table, read as RFC 4180 has them.
    fn read(table: &str) -> Vec<Vec<String>> {
        let mut lines = vec![vec![String::new()]];
        let mut chars = table.chars().peekable();
        let mut is_quoted = false;
        while let Some(c) = chars.next() {
            let line = lines.last_mut().unwrap();
            match c {
                '"' if is_quoted && chars.next_if_eq(&'"').is_some() => {
                    line.last_mut().unwrap().push('"');
                }
                '"' => is_quoted = !is_quoted,
                ',' if !is_quoted => line.push(String::new()),
                '\r' if !is_quoted && chars.next_if_eq(&'\n').is_some() => {
                    lines.push(vec![String::new()]);
                }
                c => line.last_mut().unwrap().push(c),
            }
        }
        lines
    }

    proptest! {
        #[test]
        fn whatever_a_cell_holds_is_read_again(cell in r#"[=+\-@\t\r\n",' 甲𠀀1.]{0,9}|\PC{0,9}"#) {
            let row = row_with(Column::Note, &cell);
            let bytes = csv(&[&row, &row], &[Column::Note, Column::Label], &["备注", "类别"]);
            let text = String::from_utf8(bytes).unwrap();
            let lines = read(text.strip_prefix(BYTE_ORDER_MARK).unwrap());
            prop_assert_eq!(lines.len(), 4);
            for line in lines.iter().skip(1).take(2) {
                let [note, label] = line.as_slice() else {
                    return Err(TestCaseError::fail("two cells"));
                };
                prop_assert_eq!(label, "measure");
                let is_same = *note == cell || note.strip_prefix('\'') == Some(&cell);
                prop_assert!(is_same, "{:?} {:?}", note, cell);
                prop_assert!(is_number(note) || !note.starts_with(FORMULA));
            }
        }
    }
}
