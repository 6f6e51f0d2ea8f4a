//! A built program, as far as it has to be known to split it.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use anyhow::{Context, Result, bail, ensure};
use wasm_encoder::CodeSection;
use wasm_encoder::reencode::{Error, Reencode};
use wasmparser::{
    DataKind, ElementItems, ExternalKind, FuncType, FunctionBody, GlobalType, MemoryType, Parser,
    Payload, TableType, TypeRef,
};

use super::{active_functions, constant};

/// A built program.
#[derive(Default)]
pub(super) struct Program<'a> {
    pub(super) types: Vec<FuncType>,
    /// Functions that are imported; they have the first numbers.
    pub(super) imported: u32,
    /// The types of all functions.
    pub(super) functions: Vec<u32>,
    pub(super) tables: Vec<TableType>,
    pub(super) memories: Vec<MemoryType>,
    pub(super) globals: Vec<GlobalType>,
    /// The functions that are not imported.
    pub(super) bodies: Vec<FunctionBody<'a>>,
    /// What they name.
    pub(super) uses: Vec<Uses>,
    /// The functions in the first table.
    pub(super) slots: BTreeMap<u32, u32>,
    /// Stretches of memory that are filled, by address.
    pub(super) data: Vec<(u32, &'a [u8])>,
    /// Functions that something else than code and the first table names.
    roots: Vec<u32>,
}

/// What a function names.
#[derive(Default, Debug)]
pub(super) struct Uses {
    pub(super) functions: BTreeSet<u32>,
    pub(super) tables: BTreeSet<u32>,
    pub(super) memories: BTreeSet<u32>,
    pub(super) globals: BTreeSet<u32>,
    /// Whether it names segments, which are not the same after splitting.
    segments: bool,
}

impl<'a> Program<'a> {
    pub(super) fn read(wasm: &'a [u8]) -> Result<Self> {
        let mut program = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(types) => {
                    for item in types.into_iter_err_on_gc_types() {
                        program.types.push(item?);
                    }
                }
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let TypeRef::Func(kind) = import?.ty else {
                            bail!("the program imports something else than functions");
                        };
                        program.imported += 1;
                        program.functions.push(kind);
                    }
                }
                Payload::FunctionSection(kinds) => {
                    for kind in kinds {
                        program.functions.push(kind?);
                    }
                }
                Payload::TableSection(tables) => {
                    for table in tables {
                        program.tables.push(table?.ty);
                    }
                }
                Payload::MemorySection(memories) => {
                    for memory in memories {
                        program.memories.push(memory?);
                    }
                }
                Payload::GlobalSection(globals) => {
                    for global in globals {
                        program.globals.push(global?.ty);
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            program.roots.push(export.index);
                        }
                    }
                }
                Payload::StartSection { func, .. } => program.roots.push(func),
                Payload::ElementSection(elements) => {
                    for element in elements {
                        let element = element?;
                        let others = element.items.clone();
                        match active_functions(element)? {
                            Some((offset, functions)) => {
                                program.slots.extend((offset..).zip(functions));
                            }
                            None => program.add_roots(others)?,
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    program.uses.push(Uses::of(&body)?);
                    program.bodies.push(body);
                }
                Payload::DataSection(data) => {
                    for datum in data {
                        let datum = datum?;
                        let DataKind::Active { offset_expr, .. } = datum.kind else {
                            bail!("the program fills its memory by itself");
                        };
                        program.data.push((constant(&offset_expr)?, datum.data));
                    }
                }
                _ => {}
            }
        }
        Ok(program)
    }

    fn add_roots(&mut self, items: ElementItems<'_>) -> Result<()> {
        let ElementItems::Functions(functions) = items else {
            bail!("a table holds something else than functions");
        };
        for function in functions {
            self.roots.push(function?);
        }
        Ok(())
    }

    /// The functions that are not reached when these places in the table are empty.
    pub(super) fn unreached_without(&self, empty: &BTreeSet<u32>) -> Result<BTreeSet<u32>> {
        for slot in empty {
            ensure!(
                self.slots.contains_key(slot),
                "the built program is not made from the linked one: nothing is at {slot} in its table"
            );
        }
        let mut open = self.roots.clone();
        let filled = self.slots.iter().filter(|(slot, _)| !empty.contains(slot));
        open.extend(filled.map(|(_, function)| function));
        let mut reached = BTreeSet::new();
        while let Some(function) = open.pop() {
            if reached.insert(function)
                && let Some(uses) = self.uses_of(function)
            {
                open.extend(&uses.functions);
            }
        }
        let own = self.imported..u32::try_from(self.functions.len())?;
        Ok(own.filter(|function| !reached.contains(function)).collect())
    }

    /// What these functions name beside each other.
    pub(super) fn needs_of(&self, functions: &BTreeSet<u32>) -> Result<Uses> {
        let mut needs = Uses::default();
        for function in functions {
            let uses = self.uses_of(*function).context("an imported function")?;
            needs.functions.extend(&uses.functions);
            needs.tables.extend(&uses.tables);
            needs.memories.extend(&uses.memories);
            needs.globals.extend(&uses.globals);
        }
        needs
            .functions
            .retain(|function| !functions.contains(function));
        // It puts its functions and its data there.
        needs.tables.insert(0);
        needs.memories.insert(0);
        Ok(needs)
    }

    /// The nth of the functions that are not imported.
    pub(super) fn own(&self, function: u32) -> Option<usize> {
        usize::try_from(function.checked_sub(self.imported)?).ok()
    }

    fn uses_of(&self, function: u32) -> Option<&Uses> {
        self.uses.get(self.own(function)?)
    }
}

impl Uses {
    pub(super) const fn names_segments(&self) -> bool {
        self.segments
    }

    fn of(body: &FunctionBody<'_>) -> Result<Self> {
        let mut uses = Self::default();
        // Encoding visits all that is named.
        uses.parse_function_body(&mut CodeSection::new(), body.clone())?;
        Ok(uses)
    }
}

impl Reencode for Uses {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        self.functions.insert(function);
        Ok(function)
    }

    fn table_index(&mut self, table: u32) -> Result<u32, Error> {
        self.tables.insert(table);
        Ok(table)
    }

    fn memory_index(&mut self, memory: u32) -> Result<u32, Error> {
        self.memories.insert(memory);
        Ok(memory)
    }

    fn global_index(&mut self, global: u32) -> Result<u32, Error> {
        self.globals.insert(global);
        Ok(global)
    }

    fn data_index(&mut self, data: u32) -> Result<u32, Error> {
        self.segments = true;
        Ok(data)
    }

    fn element_index(&mut self, element: u32) -> Result<u32, Error> {
        self.segments = true;
        Ok(element)
    }
}
