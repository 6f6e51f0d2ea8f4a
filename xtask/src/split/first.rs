//! The module that the page loads first.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Result, ensure};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, ExportKind, ExportSection,
    FunctionSection, Module,
};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, DataSectionReader, Element, ExportSectionReader,
    FunctionSectionReader, Parser,
};

use super::active_functions;
use super::linked::Later;
use super::program::{Program, Uses};
use crate::imports::nth_name;

/// Writes the program without these functions, and with exports for what they need.
pub(super) fn module(
    wasm: &[u8],
    program: &Program<'_>,
    gone: &BTreeSet<u32>,
    moved: &Later,
    exports: &Uses,
) -> Result<Vec<u8>> {
    ensure!(
        program.uses.iter().all(|uses| !uses.names_segments()),
        "the program fills tables or memory by itself"
    );
    let all = 0..u32::try_from(program.functions.len())?;
    let stays = all.filter(|function| !gone.contains(function));
    let mut first = First {
        program,
        numbers: stays.zip(0..).collect(),
        moved,
        exports,
    };
    let mut module = Module::new();
    first.parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok(module.finish())
}

/// What the first module exports for the later one: kind, number before splitting, name.
pub(super) fn exported(exports: &Uses) -> impl Iterator<Item = (ExportKind, u32, String)> {
    let all = [
        (ExportKind::Memory, &exports.memories),
        (ExportKind::Table, &exports.tables),
        (ExportKind::Global, &exports.globals),
        (ExportKind::Func, &exports.functions),
    ];
    let all = all
        .into_iter()
        .flat_map(|(kind, numbers)| numbers.iter().map(move |number| (kind, *number)));
    all.enumerate()
        .map(|(nth, (kind, number))| (kind, number, nth_name(nth)))
}

/// A function is named that is not in this module. The reachability was computed wrongly.
#[derive(Debug)]
struct Gone(u32);

impl std::fmt::Display for Gone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "function {} is needed but comes later", self.0)
    }
}

impl std::error::Error for Gone {}

struct First<'a> {
    program: &'a Program<'a>,
    /// The numbers of the functions that stay, by what they were.
    numbers: BTreeMap<u32, u32>,
    moved: &'a Later,
    exports: &'a Uses,
}

impl First<'_> {
    /// What stays of the functions that are not imported, among things that belong to them in turn.
    fn staying<T>(&self, of_functions: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
        let own = (self.program.imported..).zip(of_functions);
        own.filter(|(function, _)| self.numbers.contains_key(function))
            .map(|(_, item)| item)
    }
}

impl Reencode for First<'_> {
    type Error = Gone;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Gone>> {
        let number = self.numbers.get(&function).copied();
        number.ok_or(Error::UserError(Gone(function)))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Gone>> {
        for kind in self.staying(section.into_iter()) {
            functions.function(kind?);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Gone>> {
        let bodies: Vec<_> = self.staying(section.into_iter()).collect();
        for body in bodies {
            self.parse_function_body(code, body?)?;
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Result<(), Error<Gone>> {
        utils::parse_export_section(self, exports, section)?;
        for (kind, number, name) in exported(self.exports) {
            let number = match kind {
                ExportKind::Func => self.function_index(number)?,
                _ => number,
            };
            exports.export(&name, kind, number);
        }
        Ok(())
    }

    fn parse_element(
        &mut self,
        elements: &mut ElementSection,
        element: Element<'_>,
    ) -> Result<(), Error<Gone>> {
        match active_functions(element.clone()) {
            Ok(Some((offset, functions))) => {
                let slots = (offset..).zip(functions);
                let stays = slots.filter(|(_, function)| self.numbers.contains_key(function));
                fill(elements, stays, &self.numbers);
                Ok(())
            }
            _ => utils::parse_element(self, elements, element),
        }
    }

    fn data_count(&mut self, _: u32) -> Result<u32, Error<Gone>> {
        let (stays, _) = pieces(&self.program.data, &self.moved.data);
        Ok(u32::try_from(joined(&stays).len()).unwrap_or(u32::MAX))
    }

    fn parse_data_section(
        &mut self,
        data: &mut DataSection,
        _: DataSectionReader<'_>,
    ) -> Result<(), Error<Gone>> {
        let (stays, _) = pieces(&self.program.data, &self.moved.data);
        for (address, bytes) in joined(&stays) {
            put(data, &[(address, &bytes)]);
        }
        Ok(())
    }

    /// They say how the program was made, which nothing in a browser reads.
    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), Error<Gone>> {
        Ok(())
    }
}

/// Puts functions in their places of the first table, under their new numbers.
pub(super) fn fill(
    elements: &mut ElementSection,
    slots: impl Iterator<Item = (u32, u32)>,
    numbers: &BTreeMap<u32, u32>,
) {
    let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
    for (slot, function) in slots {
        let Some(number) = numbers.get(&function) else {
            continue;
        };
        match runs.last_mut() {
            Some((start, run))
                if u32::try_from(run.len()).is_ok_and(|len| *start + len == slot) =>
            {
                run.push(*number);
            }
            _ => runs.push((slot, vec![*number])),
        }
    }
    for (start, run) in runs {
        let offset = ConstExpr::i32_const(start.cast_signed());
        elements.active(None, &offset, Elements::Functions(run.into()));
    }
}

/// Puts data in their places of the memory.
pub(super) fn put(data: &mut DataSection, pieces: &[(u32, &[u8])]) {
    for (address, bytes) in pieces {
        let offset = ConstExpr::i32_const(address.cast_signed());
        data.active(0, &offset, bytes.iter().copied());
    }
}

/// A shorter stretch is not worth a segment of its own.
const WORTH: usize = 24;

/// Zeros that two pieces are joined by at most: they compress to less than a segment of its own.
const GAP: usize = 1024;

/// Pieces with zeros between them where one soon follows the other. What is moved out of the gap comes
/// back when the later module is instantiated.
fn joined(pieces: &[(u32, &[u8])]) -> Vec<(u32, Vec<u8>)> {
    let mut joined: Vec<(u32, Vec<u8>)> = Vec::new();
    for (address, bytes) in pieces {
        if let Some((start, last)) = joined.last_mut() {
            let distance = address.checked_sub(*start).map(usize::try_from);
            let gap = distance.and_then(|distance| distance.ok()?.checked_sub(last.len()));
            if let Some(gap) = gap.filter(|&gap| gap <= GAP) {
                last.resize(last.len() + gap, 0);
                last.extend_from_slice(bytes);
                continue;
            }
        }
        joined.push((*address, bytes.to_vec()));
    }
    joined
}

/// Parts of the memory, by address.
type Pieces<'a> = Vec<(u32, &'a [u8])>;

/// What stays of the data and what is moved.
pub(super) fn pieces<'a>(
    data: &[(u32, &'a [u8])],
    moved: &[Range<u32>],
) -> (Pieces<'a>, Pieces<'a>) {
    let (mut stays, mut goes) = (Vec::new(), Vec::new());
    for (address, bytes) in data {
        let (mut address, mut rest) = (*address, *bytes);
        for range in moved {
            // wasm-opt leaves out zeros, so that a stretch may begin or end outside of a piece.
            let within = |end: u32| {
                let distance = usize::try_from(end.saturating_sub(address));
                distance.map_or(rest.len(), |distance| distance.min(rest.len()))
            };
            let (start, end) = (within(range.start), within(range.end));
            let (Some(before), Some(taken), Some(after)) =
                (rest.get(..start), rest.get(start..end), rest.get(end..))
            else {
                continue;
            };
            if taken.len() < WORTH {
                continue;
            }
            stays.push((address, before));
            goes.push((range.start.max(address), taken));
            (address, rest) = (range.end, after);
        }
        stays.push((address, rest));
    }
    stays.retain(|(_, bytes)| !bytes.is_empty());
    (stays, goes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is in memory after these pieces were put there.
    fn memory(pieces: &[(u32, &[u8])]) -> BTreeMap<u32, u8> {
        let mut memory = BTreeMap::new();
        for (address, bytes) in pieces {
            for (at, byte) in (*address..).zip(*bytes) {
                assert_eq!(memory.insert(at, *byte), None, "two pieces at {at}");
            }
        }
        memory
    }

    #[test]
    fn every_byte_keeps_its_place_in_one_of_the_modules() {
        let bytes: Vec<u8> = (0..=255).collect();
        let (first, second) = bytes.split_at(100);
        let data = [(1000, first), (1110, second)];
        for start in (980..1300).step_by(7) {
            for length in [1, 23, 24, 60, 200] {
                // One stretch alone, and one before it.
                let one = start..start + length;
                let moved = [960..start - 10, one.clone()];
                for moved in [&moved[..], &moved[1..]] {
                    let (stays, goes) = pieces(&data, moved);
                    for at in memory(&goes).keys() {
                        assert!(moved.iter().any(|range| range.contains(at)), "{at}");
                    }
                    let both: Vec<_> = stays.into_iter().chain(goes).collect();
                    assert_eq!(memory(&both), memory(&data), "{moved:?}");
                }
            }
        }
    }

    #[test]
    fn pieces_that_are_near_are_joined_by_zeros() {
        let pieces: [(u32, &[u8]); 4] = [(10, &[1, 2]), (14, &[3]), (15, &[4]), (5000, &[5])];
        let expect = [(10, vec![1, 2, 0, 0, 3, 4]), (5000, vec![5])];
        assert_eq!(joined(&pieces), expect);
    }

    #[test]
    fn what_is_short_stays() {
        let bytes = [1; 100];
        let moved = [0..20, 50..80];
        let (stays, goes) = pieces(&[(0, &bytes)], &moved);
        assert_eq!(stays, [(0, &bytes[..50]), (80, &bytes[80..])]);
        assert_eq!(goes, [(50, &bytes[50..80])]);
    }
}
