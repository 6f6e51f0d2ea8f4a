//! The module that comes later.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, DataSection, ElementSection, EntityType, ExportKind, FunctionSection,
    ImportSection, Module, TypeSection,
};

use super::first::{exported, fill, pieces, put};
use super::linked::Later as Moved;
use super::program::{Program, Uses};

/// Writes a module of these functions, which imports what they need.
pub(super) fn module(
    program: &Program<'_>,
    functions: &BTreeSet<u32>,
    moved: &Moved,
    imports: &Uses,
) -> Result<Vec<u8>> {
    let mut later = Later::default();
    let mut import_section = ImportSection::new();
    for (kind, number, name) in exported(imports) {
        let entity = later.import(program, kind, number)?;
        import_section.import("", &name, entity);
    }
    // Functions of this module are numbered after those it imports.
    let imported = u32::try_from(later.functions.len())?;
    later
        .functions
        .extend(functions.iter().copied().zip(imported..));
    let mut function_section = FunctionSection::new();
    let mut code = CodeSection::new();
    for function in functions {
        function_section.function(later.type_of(program, *function)?);
        let body = program
            .own(*function)
            .and_then(|nth| program.bodies.get(nth));
        later.parse_function_body(&mut code, body.context("a function without code")?.clone())?;
    }
    let mut elements = ElementSection::new();
    let slots = program
        .slots
        .iter()
        .map(|(slot, function)| (*slot, *function));
    let own = slots.filter(|(_, function)| functions.contains(function));
    fill(&mut elements, own, &later.functions);
    let mut data = DataSection::new();
    let (_, goes) = pieces(&program.data, &moved.data);
    put(&mut data, &goes);
    let types = later.type_section(program)?;
    let mut module = Module::new();
    module
        .section(&types)
        .section(&import_section)
        .section(&function_section)
        .section(&elements)
        .section(&code)
        .section(&data);
    Ok(module.finish())
}

/// New numbers by those in the program.
#[derive(Default)]
struct Later {
    types: BTreeMap<u32, u32>,
    functions: BTreeMap<u32, u32>,
    tables: BTreeMap<u32, u32>,
    memories: BTreeMap<u32, u32>,
    globals: BTreeMap<u32, u32>,
}

impl Later {
    fn import(
        &mut self,
        program: &Program<'_>,
        kind: ExportKind,
        number: u32,
    ) -> Result<EntityType> {
        let nth = usize::try_from(number)?;
        let missing = "the program names something that it does not have";
        Ok(match kind {
            ExportKind::Func => {
                add(&mut self.functions, number);
                EntityType::Function(self.type_of(program, number)?)
            }
            ExportKind::Table => {
                add(&mut self.tables, number);
                let table = program.tables.get(nth).context(missing)?;
                EntityType::Table(self.table_type(*table)?)
            }
            ExportKind::Memory => {
                add(&mut self.memories, number);
                let memory = program.memories.get(nth).context(missing)?;
                EntityType::Memory(self.memory_type(*memory)?)
            }
            _ => {
                add(&mut self.globals, number);
                let global = program.globals.get(nth).context(missing)?;
                EntityType::Global(self.global_type(*global)?)
            }
        })
    }

    fn type_of(&mut self, program: &Program<'_>, function: u32) -> Result<u32> {
        let kind = program.functions.get(usize::try_from(function)?);
        Ok(add(
            &mut self.types,
            *kind.context("a function without a type")?,
        ))
    }

    fn type_section(&mut self, program: &Program<'_>) -> Result<TypeSection> {
        let mut by_number: Vec<_> = self.types.clone().into_iter().collect();
        by_number.sort_by_key(|(_, new)| *new);
        let mut types = TypeSection::new();
        for (old, _) in by_number {
            let kind = program.types.get(usize::try_from(old)?);
            let kind = self.func_type(kind.context("a type that is not there")?.clone())?;
            types.ty().func_type(&kind);
        }
        Ok(types)
    }
}

/// The new number, the next one if there is none yet.
fn add(numbers: &mut BTreeMap<u32, u32>, old: u32) -> u32 {
    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    *numbers.entry(old).or_insert(next)
}

/// Something is named that was not imported.
#[derive(Debug)]
struct Unknown;

impl std::fmt::Display for Unknown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("code that comes later names something that it does not import")
    }
}

impl std::error::Error for Unknown {}

fn known(numbers: &BTreeMap<u32, u32>, old: u32) -> Result<u32, Error<Unknown>> {
    numbers.get(&old).copied().ok_or(Error::UserError(Unknown))
}

impl Reencode for Later {
    type Error = Unknown;

    fn type_index(&mut self, kind: u32) -> Result<u32, Error<Unknown>> {
        Ok(add(&mut self.types, kind))
    }

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Unknown>> {
        known(&self.functions, function)
    }

    fn table_index(&mut self, table: u32) -> Result<u32, Error<Unknown>> {
        known(&self.tables, table)
    }

    fn memory_index(&mut self, memory: u32) -> Result<u32, Error<Unknown>> {
        known(&self.memories, memory)
    }

    fn global_index(&mut self, global: u32) -> Result<u32, Error<Unknown>> {
        known(&self.globals, global)
    }
}
