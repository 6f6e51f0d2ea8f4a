//! A small program of which a part comes later.

use std::borrow::Cow;

use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, DataSymbolDefinition, ElementSection,
    Elements, Encode as _, EntityType, ExportKind, ExportSection, Function, FunctionSection,
    GlobalSection, GlobalType, ImportSection, Instruction, LinkingSection, MemorySection,
    MemoryType, Module, RefType, SymbolTable, TableSection, TableType, TypeSection, ValType,
};
use wasmparser::{ExternalKind, Parser, Payload, RelocationType, TypeRef};

use super::*;

// The functions. The first is imported.
const LOG: u32 = 0;
const MAIN: u32 = 1;
const SHARED: u32 = 2;
const ENTRY: u32 = 3;
const ONLY_LATER: u32 = 4;
const BY_POINTER: u32 = 5;

/// The functions in the table, from place 1 on.
const SLOTS: [u32; 3] = [ENTRY, SHARED, BY_POINTER];

/// Where the data begin, and how long each of the two is.
const DATA: i32 = 1024;
const DATUM: u32 = 32;

/// What a function does besides ending.
fn instructions(function: u32) -> Vec<Instruction<'static>> {
    let through_table = Instruction::CallIndirect {
        type_index: 0,
        table_index: 0,
    };
    match function {
        MAIN => vec![
            Instruction::Call(SHARED),
            Instruction::I32Const(1),
            through_table,
        ],
        ENTRY => vec![
            Instruction::Call(SHARED),
            Instruction::Call(ONLY_LATER),
            Instruction::I32Const(3),
            through_table,
        ],
        ONLY_LATER => vec![
            Instruction::GlobalGet(0),
            Instruction::Drop,
            Instruction::Call(LOG),
        ],
        _ => Vec::new(),
    }
}

/// What the linker notes of a function: kind of relocation, and symbol. Symbols of functions have
/// the functions' numbers; those of data follow.
fn notes(function: u32) -> Vec<(RelocationType, u32)> {
    let [first_datum, later_datum] = [6, 7];
    match function {
        MAIN => vec![
            (RelocationType::FunctionIndexLeb, SHARED),
            (RelocationType::TableIndexSleb, ENTRY),
            (RelocationType::MemoryAddrSleb, first_datum),
        ],
        ENTRY => vec![
            (RelocationType::FunctionIndexLeb, SHARED),
            (RelocationType::FunctionIndexLeb, ONLY_LATER),
            (RelocationType::MemoryAddrSleb, first_datum),
            (RelocationType::MemoryAddrSleb, later_datum),
        ],
        ONLY_LATER => vec![
            (RelocationType::GlobalIndexLeb, 0),
            (RelocationType::FunctionIndexLeb, LOG),
        ],
        _ => Vec::new(),
    }
}

/// The program as it is built.
fn built(slots: &[u32]) -> Module {
    let mut module = Module::new();
    let mut types = TypeSection::new();
    types.ty().function([], []);
    let mut imports = ImportSection::new();
    imports.import("env", "log", EntityType::Function(0));
    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    for function in MAIN..=BY_POINTER {
        functions.function(0);
        let mut body = Function::new([]);
        for instruction in instructions(function) {
            body.instruction(&instruction);
        }
        body.instruction(&Instruction::End);
        code.function(&body);
    }
    let mut tables = TableSection::new();
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: 4,
        maximum: Some(4),
        shared: false,
    });
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut globals = GlobalSection::new();
    globals.global(
        GlobalType {
            val_type: ValType::I32,
            mutable: true,
            shared: false,
        },
        &ConstExpr::i32_const(0),
    );
    let mut exports = ExportSection::new();
    exports.export("main", ExportKind::Func, MAIN);
    let mut elements = ElementSection::new();
    let functions_of_slots = Elements::Functions(slots.into());
    elements.active(None, &ConstExpr::i32_const(1), functions_of_slots);
    let mut data = DataSection::new();
    let bytes = (0..2 * u8::try_from(DATUM).unwrap()).map(|nth| nth + 1);
    data.active(0, &ConstExpr::i32_const(DATA), bytes);
    module
        .section(&types)
        .section(&imports)
        .section(&functions)
        .section(&tables)
        .section(&memories)
        .section(&globals)
        .section(&exports)
        .section(&elements)
        .section(&code)
        .section(&data);
    module
}

/// The same as the linker wrote it. `more` is noted of the program's main function.
fn linked(more: Option<(RelocationType, u32)>) -> Vec<u8> {
    let mut module = built(&SLOTS);
    let plain = module.clone().finish();
    let mut symbols = SymbolTable::new();
    symbols.function(SymbolTable::WASM_SYM_UNDEFINED, LOG, None);
    for function in MAIN..=BY_POINTER {
        let name = match function {
            ENTRY => "_ZN10reportmark3app5later21code_that_comes_later17h0E",
            _ => "a",
        };
        symbols.function(0, function, Some(name));
    }
    for nth in 0..2 {
        let place = DataSymbolDefinition {
            index: 0,
            offset: nth * DATUM,
            size: DATUM,
        };
        symbols.data(0, "datum", Some(place));
    }
    let mut linking = LinkingSection::new();
    linking.symbol_table(&symbols);
    module.section(&linking);

    let (code, data) = places(&plain);
    let mut of_code = Vec::new();
    for (function, place) in (MAIN..).zip(code) {
        let more = more.filter(|_| function == MAIN);
        for (kind, symbol) in notes(function).into_iter().chain(more) {
            of_code.push((kind, place, symbol));
        }
    }
    // The datum of the later code holds a function pointer.
    let pointer = (RelocationType::TableIndexI32, data + DATUM, BY_POINTER);
    for (name, notes) in [("reloc.CODE", of_code), ("reloc.DATA", vec![pointer])] {
        let mut bytes = Vec::new();
        0_u32.encode(&mut bytes);
        notes.len().encode(&mut bytes);
        for (kind, offset, symbol) in notes {
            bytes.push(kind as u8);
            offset.encode(&mut bytes);
            symbol.encode(&mut bytes);
            if kind == RelocationType::MemoryAddrSleb {
                bytes.push(0);
            }
        }
        module.section(&CustomSection {
            name: name.into(),
            data: Cow::Owned(bytes),
        });
    }
    module.finish()
}

/// Where the functions begin in their section, and the data in theirs.
fn places(wasm: &[u8]) -> (Vec<u32>, u32) {
    let (mut start, mut code, mut data) = (0, Vec::new(), 0);
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.unwrap() {
            Payload::CodeSectionStart {
                unchecked_range, ..
            } => start = unchecked_range.start,
            Payload::CodeSectionEntry(body) => code.push(body.range().start - start),
            Payload::DataSection(section) => {
                let start = section.range().start;
                let datum = section.into_iter().next().unwrap().unwrap();
                data = datum.range.end - start - u64::from(2 * DATUM);
            }
            _ => {}
        }
    }
    let small = |offset| u32::try_from(offset).unwrap();
    (code.into_iter().map(small).collect(), small(data))
}

/// What a module imports and exports, how many functions it has, what it puts into the table and
/// into memory.
#[derive(Debug, Default, PartialEq)]
struct Contents {
    imports: Vec<(String, char)>,
    exports: Vec<(String, char)>,
    functions: usize,
    slots: Vec<(u32, Vec<u32>)>,
    data: Vec<(u32, Vec<u8>)>,
}

impl Contents {
    fn of(wasm: &[u8]) -> Self {
        let mut contents = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.unwrap() {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let import = import.unwrap();
                        let kind = match import.ty {
                            TypeRef::Func(_) => 'f',
                            TypeRef::Table(_) => 't',
                            TypeRef::Memory(_) => 'm',
                            _ => 'g',
                        };
                        let name = format!("{}.{}", import.module, import.name);
                        contents.imports.push((name, kind));
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export.unwrap();
                        let kind = match export.kind {
                            ExternalKind::Func => 'f',
                            ExternalKind::Table => 't',
                            ExternalKind::Memory => 'm',
                            _ => 'g',
                        };
                        contents.exports.push((export.name.to_owned(), kind));
                    }
                }
                Payload::CodeSectionEntry(_) => contents.functions += 1,
                Payload::ElementSection(elements) => {
                    for element in elements {
                        let slots = active_functions(element.unwrap()).unwrap();
                        contents.slots.push(slots.unwrap());
                    }
                }
                Payload::DataSection(data) => {
                    for datum in data {
                        let datum = datum.unwrap();
                        let wasmparser::DataKind::Active { offset_expr, .. } = datum.kind else {
                            panic!("a passive segment");
                        };
                        let address = constant(&offset_expr).unwrap();
                        contents.data.push((address, datum.data.to_vec()));
                    }
                }
                _ => {}
            }
        }
        contents
    }
}

fn named(names: &[(&str, char)]) -> Vec<(String, char)> {
    let names = names.iter();
    names.map(|&(name, kind)| (name.into(), kind)).collect()
}

#[test]
fn what_only_later_code_reaches_is_moved() {
    let split = split(&built(&SLOTS).finish(), &linked(None)).unwrap();
    let (start, end) = (1024, 1024 + DATUM);
    assert_eq!(
        Contents::of(&split.first),
        Contents {
            imports: named(&[("env.log", 'f')]),
            exports: named(&[
                ("main", 'f'),
                ("_a", 'm'),
                ("_b", 't'),
                ("_c", 'g'),
                ("_d", 'f'),
                ("_e", 'f')
            ]),
            // The main function and the shared one, which is also in the table.
            functions: 2,
            slots: vec![(2, vec![2])],
            data: vec![(start, (1..=32).collect())],
        }
    );
    assert_eq!(
        Contents::of(&split.later),
        Contents {
            imports: named(&[
                ("._a", 'm'),
                ("._b", 't'),
                ("._c", 'g'),
                ("._d", 'f'),
                ("._e", 'f')
            ]),
            exports: Vec::new(),
            functions: 3,
            slots: vec![(1, vec![2]), (3, vec![4])],
            data: vec![(end, (33..=64).collect())],
        }
    );
}

#[test]
fn what_the_program_itself_uses_stays() {
    let takes_pointer = Some((RelocationType::TableIndexSleb, BY_POINTER));
    let split = split(&built(&SLOTS).finish(), &linked(takes_pointer)).unwrap();
    let first = Contents::of(&split.first);
    assert_eq!(first.functions, 3);
    assert_eq!(first.slots, [(2, vec![2, 3])]);
}

#[track_caller]
fn refused(built: &[u8], linked: &[u8], why: &str) {
    let error = split(built, linked).err().unwrap();
    assert!(format!("{error:#}").contains(why), "{error:#}");
}

#[test]
fn what_cannot_be_split_is_refused() {
    let program = built(&SLOTS).finish();
    refused(&program, &program, "--emit-relocs");
    let called = Some((RelocationType::FunctionIndexLeb, ENTRY));
    refused(&program, &linked(called), "called directly");
    let strange = Some((RelocationType::TableIndexRelSleb, ENTRY));
    refused(&program, &linked(strange), "nobody expected");
    let other = built(&[SHARED]).finish();
    refused(&other, &linked(None), "not made from the linked one");
    refused(b"%PDF", b"%PDF", "");
}
