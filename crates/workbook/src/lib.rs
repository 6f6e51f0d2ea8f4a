//! Tables as XLSX workbooks.
//!
//! A program of its own: the page fetches it into a worker when a workbook is asked for. A table comes
//! as JSON:
//!
//! ```json
//! { "sheet": "name", "header": ["…"], "widths": [20],
//!   "rows": [[{ "text": "…" }, { "number": "5.50" }]] }
//! ```

use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, XlsxError};
use serde_json::Value;

/// A cell.
#[derive(Clone, PartialEq, Debug)]
enum Cell {
    /// Text, which is never taken for a formula.
    Text(String),
    /// A number as it is written; text where a spreadsheet cannot hold it exactly.
    Number(String),
}

/// A workbook of the table that is written as JSON: its header stays in view and can be filtered by.
/// Widths are those of the columns, in characters.
///
/// # Errors
/// What is wrong with the table, or what the writer says, such as that there are more rows than a
/// sheet can hold.
pub fn workbook(table: &str) -> Result<Vec<u8>, String> {
    let table: Value = serde_json::from_str(table).map_err(|error| error.to_string())?;
    let list = |key: &str| {
        table
            .get(key)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let sheet = table.get("sheet").map(text).unwrap_or_default();
    let header: Vec<String> = list("header").iter().map(text).collect();
    let width =
        |value: &Value| u16::try_from(value.as_u64().unwrap_or_default()).unwrap_or(u16::MAX);
    let widths: Vec<u16> = list("widths").iter().map(width).collect();
    let cell = |value: &Value| match value.get("number") {
        Some(number) => Cell::Number(text(number)),
        None => Cell::Text(value.get("text").map(text).unwrap_or_default()),
    };
    let rows = list("rows");
    let rows: Vec<Vec<Cell>> = rows
        .iter()
        .map(|row| row.as_array().into_iter().flatten().map(cell).collect())
        .collect();
    written(&sheet, &header, &widths, &rows).map_err(|error| error.to_string())
}

/// For the worker: the workbook, or what is wrong.
#[cfg(target_arch = "wasm32")]
mod page {
    use wasm_bindgen::{JsError, prelude::wasm_bindgen};

    /// A workbook of a table.
    ///
    /// # Errors
    /// As [`super::workbook`].
    #[wasm_bindgen]
    #[expect(unreachable_pub, reason = "what is exported must be public")]
    pub fn workbook(table: &str) -> Result<Vec<u8>, JsError> {
        super::workbook(table).map_err(|why| JsError::new(&why))
    }
}

/// Characters that a cell can hold.
const LONGEST: usize = 32_767;

/// Digits that a spreadsheet keeps of a number.
const DIGITS: usize = 15;

fn written(
    sheet: &str,
    header: &[String],
    widths: &[u16],
    rows: &[Vec<Cell>],
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let bold = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00E4_EDF8));
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let page = workbook.add_worksheet();
    page.set_name(sheet)?;
    for (nth, name) in (0_u16..).zip(header) {
        page.write_string_with_format(0, nth, name, &bold)?;
    }
    for (nth, width) in (0_u16..).zip(widths) {
        page.set_column_width(nth, f64::from(*width))?;
    }
    for (row, cells) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Text(text) if text.is_empty() => {}
                Cell::Text(text) => {
                    page.write_string_with_format(row, column, held(text), &wrapped)?;
                }
                Cell::Number(digits) => match exact(digits) {
                    Some(number) => {
                        page.write_number_with_format(row, column, number, &wrapped)?;
                    }
                    None => {
                        page.write_string_with_format(row, column, digits, &wrapped)?;
                    }
                },
            }
        }
    }
    page.set_freeze_panes(1, 0)?;
    if let (Ok(last), Some(columns)) = (
        u32::try_from(rows.len()),
        u16::try_from(header.len())
            .ok()
            .and_then(|count| count.checked_sub(1)),
    ) {
        page.autofilter(0, 0, last, columns)?;
    }
    workbook.save_to_buffer()
}

/// As much of a text as a cell can hold.
fn held(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// The number that digits write, if a spreadsheet holds it as it is written.
fn exact(digits: &str) -> Option<f64> {
    let count = digits.chars().filter(char::is_ascii_digit).count();
    let number = digits
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())?;
    (count <= DIGITS).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_is_a_zip_archive_with_a_sheet() {
        let table = r#"{"sheet": "台账", "header": ["内容", "数值"], "widths": [40, 10], "rows": [
            [{"text": "=1+1"}, {"number": "5.50"}],
            [{"text": "甲😀\n乙"}, {"number": "12345678901234567890"}]]}"#;
        assert!(workbook(table).unwrap().starts_with(b"PK"));
        assert!(workbook(r#"{"sheet": "a", "header": ["内容"]}"#).is_ok());
    }

    #[test]
    fn what_is_no_table_is_told() {
        assert!(workbook("{").is_err());
        assert!(workbook(r#"{"sheet": "a/b", "header": ["内容"]}"#).is_err());
        assert!(workbook(r#"{"sheet": "", "header": []}"#).is_err());
    }

    #[test]
    fn numbers_that_a_spreadsheet_would_round_stay_text() {
        assert_eq!(exact("5.50"), Some(5.5));
        assert_eq!(exact("-0.9"), Some(-0.9));
        assert_eq!(exact("12345678901234567"), None);
        assert_eq!(exact("1–2"), None);
        assert_eq!(exact("1e999"), None);
    }
}
