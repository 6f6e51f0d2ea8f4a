//! The columns of the ledger, what their cells show, and the order of rows by them.

use alloc::{borrow::Cow, string::String, vec::Vec};
use core::cmp::Ordering;

use super::Row;
use crate::attainment::{Attainment, Day, Decimal};

/// A column of the ledger.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Column {
    /// The name of the document.
    Document,
    /// The sections around it.
    Section,
    /// The label.
    Label,
    /// The text.
    Text,
    /// The indicator.
    Indicator,
    /// Which way it goes: a fall of 3 % is no level of 3 %.
    Direction,
    /// The comparator.
    Comparator,
    /// The value.
    Value,
    /// The unit.
    Unit,
    /// What the value is of: a growth, a share, a level.
    Basis,
    /// What it starts from.
    Baseline,
    /// The money for it.
    Funding,
    /// The deadline.
    Deadline,
    /// Who leads by rank.
    Leader,
    /// Who leads the work.
    Lead,
    /// Who helps.
    Co,
    /// Who supervises.
    Supervisor,
    /// Who carries it out.
    Implementer,
    /// Who answers where no party does.
    DefaultParty,
    /// The results.
    Result,
    /// How they stand to it.
    Attainment,
    /// The status.
    Status,
    /// The remark.
    Note,
}

impl Column {
    /// All, in the order in which a ledger usually has them.
    pub const ALL: [Self; 23] = [
        Self::Document,
        Self::Section,
        Self::Label,
        Self::Text,
        Self::Indicator,
        Self::Direction,
        Self::Comparator,
        Self::Value,
        Self::Unit,
        Self::Basis,
        Self::Baseline,
        Self::Funding,
        Self::Deadline,
        Self::Leader,
        Self::Lead,
        Self::Co,
        Self::Supervisor,
        Self::Implementer,
        Self::DefaultParty,
        Self::Result,
        Self::Attainment,
        Self::Status,
        Self::Note,
    ];

    /// What a row shows in this column; several names with `、` between.
    #[must_use]
    pub fn cell(self, row: &Row) -> Cow<'_, str> {
        let cell: &str = match self {
            Self::Document => &row.document_name,
            Self::Section => &row.section,
            Self::Label => row.label.as_str(),
            Self::Text => &row.text,
            Self::Indicator => &row.indicator,
            Self::Direction => &row.direction,
            Self::Comparator => &row.comparator,
            Self::Value => &row.value,
            Self::Unit => &row.unit,
            Self::Basis => &row.basis,
            Self::Baseline => &row.baseline,
            Self::Funding => &row.funding,
            Self::Deadline => &row.deadline,
            Self::Leader => return names(&row.leader),
            Self::Lead => return names(&row.lead),
            Self::Co => return names(&row.co),
            Self::Supervisor => return names(&row.supervisor),
            Self::Implementer => return names(&row.implementer),
            Self::DefaultParty => row.default_party.as_deref().unwrap_or_default(),
            Self::Result => &row.result,
            Self::Attainment => row.attainment.map_or("", Attainment::name),
            Self::Status => &row.status,
            Self::Note => &row.note,
        };
        Cow::Borrowed(cell)
    }
}

fn names(names: &[String]) -> Cow<'_, str> {
    match names {
        [] => Cow::Borrowed(""),
        [name] => Cow::Borrowed(name),
        names => Cow::Owned(names.join("、")),
    }
}

/// Sort rows by a column. Values go by size, deadlines by day, attainment from best to worst,
/// documents and sections as they stand, all else by characters. Empty cells come last, whichever
/// way is asked for; rows that are equal stay in their order.
pub fn sort(rows: &mut Vec<&Row>, column: Column, descending: bool) {
    // Each key is made once; comparing is what is done often.
    let mut keyed: Vec<(Key<'_>, &Row)> = Vec::new();
    for row in rows.iter() {
        keyed.push((Key::of(row, column), row));
    }
    keyed.sort_by(|(a, _), (b, _)| {
        let order = a.rank.cmp(&b.rank);
        let within = a.compare(b);
        order.then(if descending { within.reverse() } else { within })
    });
    rows.clear();
    rows.extend(keyed.into_iter().map(|(_, row)| row));
}

/// What a row is sorted by.
struct Key<'a> {
    /// 0 for a number or a day, 1 for other text, 2 for nothing.
    rank: u8,
    number: i128,
    text: Cow<'a, str>,
}

impl<'a> Key<'a> {
    fn of(row: &'a Row, column: Column) -> Self {
        let text = column.cell(row);
        let number = match column {
            Column::Value | Column::Baseline | Column::Funding => first_number(&text),
            Column::Deadline => Day::last_of(&text).map(|day| day.ordinal().into()),
            Column::Attainment => row.attainment.map(|own| own as i128),
            Column::Section if !text.is_empty() => i128::try_from(row.range.start().bytes()).ok(),
            _ => None,
        };
        let rank = match (number, &*text) {
            (Some(_), _) => 0,
            (_, "") => 2,
            _ => 1,
        };
        Self {
            rank,
            number: number.unwrap_or_default(),
            text: match column {
                Column::Section => Cow::Borrowed(row.document.as_str()),
                _ if rank == 0 => Cow::Borrowed(""),
                _ => text,
            },
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        let by_text = self.text.cmp(&other.text);
        by_text.then(self.number.cmp(&other.number))
    }
}

/// The first number of a cell that may hold several.
fn first_number(cell: &str) -> Option<i128> {
    let first = cell.split(['–', '、', ';']).next()?;
    Decimal::parse(first)?.billionths()
}
