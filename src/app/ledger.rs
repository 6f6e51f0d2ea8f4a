//! The ledger in the words of a language: headers, cells, CSV and XLSX. Its code comes later.

use reportmark_core::{
    ledger::{self, Column, Row},
    scheme::{LabelId, Scheme, Terms},
};

use serde_json::{Value, json};

use super::Language;

/// What words are taken from.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// The scheme in force, for the names of labels.
    pub scheme: &'a Scheme,
    /// Its terms, for the names of values.
    pub terms: &'a Terms,
    /// The language.
    pub language: Language,
}

impl Wording<'_> {
    /// The header of a column.
    #[must_use]
    pub const fn header(&self, column: Column) -> &'static str {
        let words = self.language.detail_words();
        match column {
            Column::Document => words.ledger_document,
            Column::Section => words.section,
            Column::Label => words.ledger_label,
            Column::Text => words.ledger_text,
            Column::Indicator => words.ledger_indicator,
            Column::Direction => words.ledger_direction,
            Column::Comparator => words.ledger_comparator,
            Column::Value => words.ledger_value,
            Column::Unit => words.ledger_unit,
            Column::Basis => words.ledger_basis,
            Column::Baseline => words.ledger_baseline,
            Column::Funding => words.ledger_funding,
            Column::Deadline => words.ledger_deadline,
            Column::Leader => words.role_leader,
            Column::Lead => words.role_lead,
            Column::Co => words.role_co,
            Column::Supervisor => words.role_supervisor,
            Column::Implementer => words.role_implementer,
            Column::DefaultParty => words.field_default_party,
            Column::Result => words.ledger_result,
            Column::Attainment => words.ledger_attainment,
            Column::Status => words.ledger_status,
            Column::Note => words.ledger_note,
        }
    }

    /// What a cell shows.
    #[must_use]
    pub fn cell(&self, row: &Row, column: Column) -> String {
        let cell = column.cell(row);
        self.word(column, &cell).unwrap_or_else(|| cell.into())
    }

    /// The word for what a cell holds, where that is a name of the scheme.
    fn word(&self, column: Column, cell: &str) -> Option<String> {
        let words = self.language.detail_words();
        let attribute = match column {
            Column::Label => {
                let label = self.scheme.label(&LabelId::new(cell))?;
                return Some(self.language.pick(&label.name.zh, &label.name.en).into());
            }
            Column::Attainment => {
                let word = match cell {
                    "met" => words.met,
                    "on_track" => words.on_track,
                    "behind" => words.behind,
                    "unknown" => words.unknown,
                    _ => return None,
                };
                return Some(word.into());
            }
            Column::Direction => "direction",
            Column::Basis => "basis",
            Column::Comparator => "comparator",
            Column::Status => "status",
            _ => return None,
        };
        let mut attributes = self.terms.attributes.iter();
        let choice = attributes.find_map(|own| own.choice(cell).filter(|_| own.id == attribute))?;
        Some(self.language.pick(&choice.name.zh, &choice.name.en).into())
    }

    /// The rows as CSV, all columns.
    #[must_use]
    pub fn csv(&self, rows: &[&Row]) -> Vec<u8> {
        let headers = Column::ALL.map(|column| self.header(column));
        ledger::csv_in(rows, &Column::ALL, &headers, &|column, cell| {
            self.word(column, cell)
        })
    }

    /// The rows as the table of an XLSX workbook, all columns: JSON as `crates/workbook` reads it.
    #[must_use]
    pub fn table(&self, rows: &[&Row]) -> String {
        let headers = Column::ALL.map(|column| self.header(column));
        let widths = Column::ALL.map(width);
        let cells = |row: &&Row| {
            let cell = |column| match column {
                Column::Value => json!({ "number": self.cell(row, column) }),
                _ => json!({ "text": self.cell(row, column) }),
            };
            Value::from(Column::ALL.map(cell).to_vec())
        };
        let rows: Vec<Value> = rows.iter().map(cells).collect();
        let sheet = self.language.detail_words().ledger;
        json!({ "sheet": sheet, "header": headers, "widths": widths, "rows": rows }).to_string()
    }
}

/// The width of a column, in characters.
const fn width(column: Column) -> u16 {
    match column {
        Column::Text | Column::Result => 48,
        Column::Section => 32,
        Column::Document
        | Column::Indicator
        | Column::Leader
        | Column::Lead
        | Column::Co
        | Column::Note => 20,
        _ => 12,
    }
}
