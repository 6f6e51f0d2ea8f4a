//! Puts functions that are alike next to one another, which makes a module smaller when it is
//! compressed: Brotli finds what repeats the better the nearer it is.
//!
//! How alike two functions are is estimated by the share of short sequences of bytes that both have
//! (MinHash: A. Broder, “On the resemblance and containment of documents”, 1997). From one function
//! the order goes on to the one that is most like it of those that are left.

use std::collections::BTreeSet;
use std::convert::Infallible;

use anyhow::{Context, Result};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef, Validator};

/// Bytes of a sequence: about two instructions.
const SEQUENCE: usize = 6;

/// How many hashes are compared. More of them do not make the result smaller.
const HASHES: usize = 64;

/// The same module with its functions in another order.
pub(crate) fn next_to_alike(wasm: &[u8]) -> Result<Vec<u8>> {
    let (imported, bodies) = functions(wasm)?;
    let order = order(&bodies);
    let mut places = vec![0; order.len()];
    for (place, function) in (0..).zip(&order) {
        *places
            .get_mut(*function)
            .context("a function that is not there")? = place;
    }
    let mut ordered = Ordered {
        imported,
        order,
        places,
    };
    let mut module = Module::new();
    ordered.parse_core_module(&mut module, Parser::new(0), wasm)?;
    let module = module.finish();
    Validator::new()
        .validate_all(&module)
        .context("the module with its functions in another order is not valid")?;
    Ok(module)
}

/// How many functions are imported, and the code of all others.
fn functions(wasm: &[u8]) -> Result<(u32, Vec<&[u8]>)> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    Ok((imported, bodies))
}

/// In which order functions are alike, from the longest on.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let sketches: Vec<_> = bodies.iter().map(|body| sketch(body)).collect();
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    // Where two are as much alike, the one of the nearer length comes first.
    left.sort_by_key(|&function| {
        std::cmp::Reverse(bodies.get(function).map_or(0, |body| body.len()))
    });
    let mut order = Vec::with_capacity(bodies.len());
    let mut next = (!left.is_empty()).then_some(0);
    while let Some(place) = next {
        let function = left.remove(place);
        order.push(function);
        let Some(own) = sketches.get(function) else {
            break;
        };
        // From the place of the one that was taken outwards, so that of equals the nearest wins.
        let common = |place: &usize| {
            let sketch = left.get(*place).and_then(|other| sketches.get(*other));
            sketch.map_or(0, |sketch| {
                own.iter()
                    .zip(sketch)
                    .filter(|(one, other)| one == other)
                    .count()
            })
        };
        next = (0..left.len())
            .max_by_key(|other| (common(other), std::cmp::Reverse(other.abs_diff(place))));
    }
    order
}

/// The least of each of many hashes over all sequences of some code.
fn sketch(code: &[u8]) -> [u32; HASHES] {
    let mut least = [u32::MAX; HASHES];
    let sequences: BTreeSet<&[u8]> = code.windows(SEQUENCE).collect();
    for sequence in sequences {
        // FNV-1a.
        let hash = sequence
            .iter()
            .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3)
            });
        for (nth, least) in (1_u64..).zip(&mut least) {
            // Another hash for each number: the finalizer of SplitMix64.
            let mut mixed = hash.wrapping_add(nth.wrapping_mul(0x9E37_79B9_7F4A_7C15));
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            let [a, b, c, d, ..] = (mixed ^ (mixed >> 31)).to_le_bytes();
            *least = (*least).min(u32::from_le_bytes([a, b, c, d]));
        }
    }
    least
}

struct Ordered {
    imported: u32,
    /// The own functions in their new order, by their old places.
    order: Vec<usize>,
    /// The new places by the old ones.
    places: Vec<u32>,
}

impl Ordered {
    /// Things that belong to the own functions in turn, in the new order.
    fn ordered<T: Clone>(&self, things: &[T]) -> Vec<T> {
        let order = self.order.iter();
        order
            .filter_map(|place| things.get(*place).cloned())
            .collect()
    }
}

impl Reencode for Ordered {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        let own = function.checked_sub(self.imported);
        let place = own.and_then(|own| self.places.get(usize::try_from(own).ok()?));
        Ok(place.map_or(function, |place| self.imported + place))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for kind in self.ordered(&types) {
            functions.function(kind);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for body in self.ordered(&bodies) {
            self.parse_function_body(code, body)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_are_alike_follow_one_another() {
        let text = |of: &str| of.repeat(3).into_bytes();
        let bodies = [
            text("the first of these functions has many bytes"),
            text("another one that is wholly different from it"),
            text("the second of these functions has many bytes"),
            text("another one which is wholly different from it"),
        ];
        let bodies: Vec<_> = bodies.iter().map(Vec::as_slice).collect();
        let order = order(&bodies);
        let place = |function| order.iter().position(|own| *own == function).unwrap();
        assert_eq!(place(0).abs_diff(place(2)), 1);
        assert_eq!(place(1).abs_diff(place(3)), 1);
    }

    #[test]
    fn nothing_but_the_order_changes() {
        use wasm_encoder::{
            ExportKind, ExportSection, Function, Instruction, TypeSection, ValType,
        };
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I32]);
        let (mut functions, mut exports, mut code) = (
            FunctionSection::new(),
            ExportSection::new(),
            CodeSection::new(),
        );
        for value in 0..9_u32 {
            functions.function(0);
            exports.export(&value.to_string(), ExportKind::Func, value);
            let mut function = Function::new([]);
            for _ in 0..=value % 4 {
                let value = i32::try_from(value).unwrap();
                function.instruction(&Instruction::I32Const(value));
                function.instruction(&Instruction::Drop);
            }
            // Each but the first calls the one before it.
            match value.checked_sub(1) {
                Some(before) => function.instruction(&Instruction::Call(before)),
                None => function.instruction(&Instruction::I32Const(0)),
            };
            function.instruction(&Instruction::End);
            code.function(&function);
        }
        let mut module = Module::new();
        module
            .section(&types)
            .section(&functions)
            .section(&exports)
            .section(&code);
        let before = module.finish();
        let after = next_to_alike(&before).unwrap();
        assert_ne!(after, before);
        assert_eq!(after.len(), before.len());
        // Done once more it is the same again, whichever way the functions came.
        assert_eq!(next_to_alike(&before).unwrap(), after);
    }

    #[test]
    fn a_module_without_functions_is_left_alone() {
        let empty = Module::new().finish();
        assert_eq!(next_to_alike(&empty).unwrap(), empty);
    }
}
