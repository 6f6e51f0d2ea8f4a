//! Tables as XLSX workbooks. Its code comes later.

use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, XlsxError};

/// A cell.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    /// Text, which is never taken for a formula.
    Text(String),
    /// A number as it is written; text where a spreadsheet cannot hold it exactly.
    Number(String),
}

/// Characters that a cell can hold.
const LONGEST: usize = 32_767;

/// Digits that a spreadsheet keeps of a number.
const DIGITS: usize = 15;

/// A workbook of one sheet: a header that stays in view and can be filtered by, and the rows. `widths`
/// are those of the columns, in characters.
///
/// # Errors
/// What the writer says, such as that there are more rows than a sheet can hold.
pub fn workbook(
    sheet: &str,
    header: &[&str],
    widths: &[u16],
    rows: &[Vec<Cell>],
) -> Result<Vec<u8>, String> {
    written(sheet, header, widths, rows).map_err(|error| error.to_string())
}

fn written(
    sheet: &str,
    header: &[&str],
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
        page.write_string_with_format(0, nth, *name, &bold)?;
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
        let rows = vec![
            vec![Cell::Text("=1+1".into()), Cell::Number("5.50".into())],
            vec![
                Cell::Text("甲😀\n乙".into()),
                Cell::Number("12345678901234567890".into()),
            ],
        ];
        let bytes = workbook("台账", &["内容", "数值"], &[40, 10], &rows).unwrap();
        assert!(bytes.starts_with(b"PK"));
        assert!(workbook("台账", &["内容"], &[], &[]).is_ok());
        assert!(workbook("a/b", &["内容"], &[], &[]).is_err());
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
