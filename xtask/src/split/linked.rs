//! What of a linked program comes later, by its relocations.
//!
//! The linker was told to keep them (`--emit-relocs`): they say of every function and of every
//! datum which functions and data it names, and that is how the linker itself decides what a
//! program needs.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{
    DataKind, ExternalKind, KnownCustom, Linking, Parser, Payload, RelocationEntry, RelocationType,
    SymbolInfo, SymbolInfoMap,
};

use super::{active_functions, constant};

/// Part of the symbol of every function that is called where code comes later: `app::later`.
const ENTRY: &str = "5later21code_that_comes_later";

/// What is needed by nothing but code that comes later.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Later {
    /// Places in the table of functions.
    pub(super) slots: BTreeSet<u32>,
    /// Stretches of memory, in order and apart.
    pub(super) data: Vec<Range<u32>>,
}

/// A function by its index, or a datum by that of its symbol.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Node {
    Function(u32),
    Datum(u32),
}

/// What a relocation names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Target {
    /// A function that is called.
    Callee(u32),
    /// A function or a datum of which the address is taken.
    Address(Node),
}

/// Finds what comes later in a program as the linker wrote it.
///
/// # Errors
/// When it is no such program, when it has no relocations or one of an unknown kind, and when a
/// function that comes later is called directly.
pub(super) fn later(wasm: &[u8]) -> Result<Later> {
    let linked = Linked::read(wasm)?;
    let edges = linked.edges()?;
    let entries: BTreeSet<_> = linked.entries.iter().copied().map(Node::Function).collect();
    let first = reach(&edges.roots, &edges.uses, &entries);
    let wanted: Vec<_> = entries.into_iter().collect();
    let mut later = reach(&wanted, &edges.uses, &BTreeSet::new());
    later.retain(|node| !first.contains(node));
    let is_later = |(_, function): &(&u32, &u32)| later.contains(&Node::Function(**function));
    let slots = linked.slots.iter().filter(is_later);
    Ok(Later {
        slots: slots.map(|(slot, _)| *slot).collect(),
        data: linked.data_of(&later, &first),
    })
}

/// Everything that is reached from these nodes without entering others.
fn reach(
    from: &[Node],
    uses: &BTreeMap<Node, Vec<Node>>,
    closed: &BTreeSet<Node>,
) -> BTreeSet<Node> {
    let mut reached = BTreeSet::new();
    let mut open = from.to_vec();
    while let Some(node) = open.pop() {
        if !closed.contains(&node) && reached.insert(node) {
            open.extend(uses.get(&node).into_iter().flatten());
        }
    }
    reached
}

/// A segment of data: where it is in memory and in its section.
struct Segment {
    address: u32,
    place: Range<u32>,
}

/// A stretch of memory with a name.
struct Datum {
    symbol: u32,
    memory: Range<u32>,
}

/// A program as the linker wrote it.
#[derive(Default)]
struct Linked {
    /// Functions that are imported.
    imported: u32,
    /// Functions that are exported or called at the start.
    exported: Vec<u32>,
    /// Where the functions' code is in its section.
    code: Vec<Range<u32>>,
    /// The functions in the table.
    slots: BTreeMap<u32, u32>,
    segments: Vec<Segment>,
    /// The functions of symbols, by symbol.
    functions: BTreeMap<u32, u32>,
    data: Vec<Datum>,
    /// Functions whose code comes later.
    entries: BTreeSet<u32>,
    of_code: Vec<RelocationEntry>,
    of_data: Vec<RelocationEntry>,
}

/// Who names whom.
#[derive(Default)]
struct Edges {
    roots: Vec<Node>,
    uses: BTreeMap<Node, Vec<Node>>,
}

impl Linked {
    fn read(wasm: &[u8]) -> Result<Self> {
        let mut linked = Self::default();
        let mut code_start = 0;
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        if matches!(import?.ty, wasmparser::TypeRef::Func(_)) {
                            linked.imported += 1;
                        }
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            linked.exported.push(export.index);
                        }
                    }
                }
                Payload::StartSection { func, .. } => linked.exported.push(func),
                Payload::ElementSection(elements) => {
                    for element in elements {
                        let (offset, functions) = active_functions(element?)?
                            .context("the table of functions is filled otherwise than expected")?;
                        linked.slots.extend((offset..).zip(functions));
                    }
                }
                Payload::CodeSectionStart {
                    unchecked_range, ..
                } => {
                    code_start = unchecked_range.start;
                }
                Payload::CodeSectionEntry(body) => {
                    let range = body.range();
                    linked
                        .code
                        .push(within(code_start, range.start)?..within(code_start, range.end)?);
                }
                Payload::DataSection(data) => {
                    let start = data.range().start;
                    for datum in data {
                        let datum = datum?;
                        let DataKind::Active { offset_expr, .. } = datum.kind else {
                            bail!("the memory is filled otherwise than expected");
                        };
                        let end = datum.range.end;
                        let first = end - u64::try_from(datum.data.len())?;
                        linked.segments.push(Segment {
                            address: constant(&offset_expr)?,
                            place: within(start, first)?..within(start, end)?,
                        });
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Linking(linking) => {
                        for part in linking.subsections() {
                            if let Linking::SymbolTable(symbols) = part? {
                                linked.read_symbols(symbols)?;
                            }
                        }
                    }
                    KnownCustom::Reloc(relocations) => {
                        let list = match section.name() {
                            "reloc.CODE" => &mut linked.of_code,
                            "reloc.DATA" => &mut linked.of_data,
                            // Of debugging information.
                            _ => continue,
                        };
                        for entry in relocations.entries() {
                            list.push(entry?);
                        }
                        list.sort_by_key(|entry| entry.offset);
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        ensure!(
            !linked.of_code.is_empty(),
            "the program was linked without --emit-relocs"
        );
        Ok(linked)
    }

    fn read_symbols(&mut self, symbols: SymbolInfoMap<'_>) -> Result<()> {
        for (symbol, info) in (0..).zip(symbols) {
            match info? {
                SymbolInfo::Func { index, name, .. } => {
                    self.functions.insert(symbol, index);
                    if name.is_some_and(|name| name.contains(ENTRY)) {
                        self.entries.insert(index);
                    }
                }
                SymbolInfo::Data {
                    symbol: Some(place),
                    ..
                } => {
                    let segment = self.segments.get(usize::try_from(place.index)?);
                    let start = match segment {
                        Some(segment) => segment.address + place.offset,
                        // Memory that is empty at the start has no segment.
                        None => continue,
                    };
                    self.data.push(Datum {
                        symbol,
                        memory: start..start + place.size,
                    });
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn edges(&self) -> Result<Edges> {
        let mut edges = Edges::default();
        edges
            .roots
            .extend(self.exported.iter().copied().map(Node::Function));
        let in_table: BTreeSet<_> = self.slots.values().collect();
        for entry in &self.entries {
            ensure!(
                in_table.contains(entry),
                "code that comes later is not called through the table: see `app::later`"
            );
        }
        for (index, code) in (self.imported..).zip(&self.code) {
            let mut used = Vec::new();
            for relocation in between(&self.of_code, code) {
                match self.target(relocation)? {
                    Some(Target::Callee(callee)) if self.entries.contains(&callee) => {
                        bail!("code that comes later is called directly: see `app::later`")
                    }
                    Some(Target::Callee(callee)) => used.push(Node::Function(callee)),
                    Some(Target::Address(node)) => used.push(node),
                    None => {}
                }
            }
            edges.uses.insert(Node::Function(index), used);
        }
        let mut known = BTreeSet::new();
        for datum in &self.data {
            let mut used = Vec::new();
            for relocation in between(&self.of_data, &self.place(&datum.memory)) {
                known.insert(relocation.offset);
                used.extend(self.address(relocation)?);
            }
            edges.uses.insert(Node::Datum(datum.symbol), used);
        }
        // An address in memory that has no name may be used by anyone.
        for relocation in &self.of_data {
            if !known.contains(&relocation.offset) {
                edges.roots.extend(self.address(relocation)?);
            }
        }
        Ok(edges)
    }

    /// Where a stretch of memory is in the section of data.
    fn place(&self, memory: &Range<u32>) -> Range<u32> {
        let segment = self.segments.iter().find(|segment| {
            let length = segment.place.end - segment.place.start;
            (segment.address..segment.address + length).contains(&memory.start)
        });
        segment.map_or(0..0, |segment| {
            let start = segment.place.start + (memory.start - segment.address);
            start..start + (memory.end - memory.start)
        })
    }

    fn address(&self, relocation: &RelocationEntry) -> Result<Option<Node>> {
        Ok(self.target(relocation)?.map(|target| match target {
            Target::Callee(function) => Node::Function(function),
            Target::Address(node) => node,
        }))
    }

    fn target(&self, relocation: &RelocationEntry) -> Result<Option<Target>> {
        use RelocationType as R;
        let function = || {
            let function = self.functions.get(&relocation.index).copied();
            function.context("a relocation names a function that has no symbol")
        };
        Ok(match relocation.ty {
            R::FunctionIndexLeb => Some(Target::Callee(function()?)),
            R::TableIndexSleb | R::TableIndexI32 => {
                Some(Target::Address(Node::Function(function()?)))
            }
            R::MemoryAddrLeb | R::MemoryAddrSleb | R::MemoryAddrI32 => {
                Some(Target::Address(Node::Datum(relocation.index)))
            }
            R::TypeIndexLeb | R::GlobalIndexLeb | R::TableNumberLeb => None,
            unknown => bail!("a relocation of the kind {unknown:?}, which nobody expected"),
        })
    }

    /// The stretches of memory that hold these data and none of those, in order and apart.
    fn data_of(&self, later: &BTreeSet<Node>, first: &BTreeSet<Node>) -> Vec<Range<u32>> {
        let of = |nodes: &BTreeSet<Node>| {
            let data = self.data.iter();
            let data = data.filter(|datum| nodes.contains(&Node::Datum(datum.symbol)));
            joined(data.map(|datum| datum.memory.clone()).collect())
        };
        let kept = of(first);
        let mut free = Vec::new();
        for stretch in of(later) {
            let mut start = stretch.start;
            for kept in &kept {
                if kept.end <= start || kept.start >= stretch.end {
                    continue;
                }
                free.push(start..kept.start);
                start = kept.end;
            }
            free.push(start..stretch.end);
        }
        free.retain(|range| range.start < range.end);
        free
    }
}

/// Stretches in order, those that touch made one.
fn joined(mut ranges: Vec<Range<u32>>) -> Vec<Range<u32>> {
    ranges.sort_by_key(|range| range.start);
    let mut joined: Vec<Range<u32>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// The relocations inside a stretch of their section.
fn between<'a>(relocations: &'a [RelocationEntry], place: &Range<u32>) -> &'a [RelocationEntry] {
    let at = |offset| relocations.partition_point(|entry| entry.offset < offset);
    relocations
        .get(at(place.start)..at(place.end))
        .unwrap_or(&[])
}

/// A position in the file as one in a section that starts there.
fn within(start: u64, position: u64) -> Result<u32> {
    let offset = position
        .checked_sub(start)
        .context("a section out of place")?;
    Ok(u32::try_from(offset)?)
}
