//! Splitting the program in two: what the page needs to stand, and what comes later.
//!
//! Which functions come later is said in the program (`app::later`), and what only they reach is
//! found in the file that the linker wrote ([`linked`]). The built program knows no names any more,
//! but a function pointer is still the same number in it, and an address still the same address.
//! So places in the table and stretches of memory are taken over from the linked program, and what
//! is reached without them stays ([`program`]); the rest becomes a module of its own ([`later`]),
//! which imports what it needs of the first ([`first`]) and fills its places in the table and in
//! memory when it is instantiated. It is called through the table only, and `app::later` sees to it
//! that this does not happen before.

mod first;
mod later;
mod linked;
mod program;
#[cfg(test)]
mod tests;

use anyhow::{Context, Result, bail};
use wasmparser::{ConstExpr, Element, ElementItems, ElementKind, Operator, Validator};

use program::Program;

/// The two modules.
pub(crate) struct Split {
    /// What the page loads first.
    pub(crate) first: Vec<u8>,
    /// What comes later. It imports from a module with an empty name, which is all that the first
    /// exports.
    pub(crate) later: Vec<u8>,
}

/// Splits a built program. `linked` is what the linker wrote, with relocations.
pub(crate) fn split(built: &[u8], linked: &[u8]) -> Result<Split> {
    let moved = linked::later(linked).context("cannot tell what of the program comes later")?;
    let program = Program::read(built)?;
    let later = program.unreached_without(&moved.slots)?;
    if later.is_empty() {
        bail!("nothing of the program comes later: is `app::later::call` used no more?");
    }
    let exports = program.needs_of(&later)?;
    let split = Split {
        first: first::module(built, &program, &later, &moved, &exports)?,
        later: later::module(&program, &later, &moved, &exports)?,
    };
    for module in [&split.first, &split.later] {
        Validator::new()
            .validate_all(module)
            .context("the split program is not valid")?;
    }
    Ok(split)
}

/// The offset of an active segment.
fn constant(expression: &ConstExpr<'_>) -> Result<u32> {
    match expression.get_operators_reader().read()? {
        // Addresses and places in the table are unsigned.
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        _ => bail!("an offset is not a constant"),
    }
}

/// The place and the functions of an element segment that fills the first table; `None` for
/// another.
fn active_functions(element: Element<'_>) -> Result<Option<(u32, Vec<u32>)>> {
    let ElementKind::Active {
        table_index: None | Some(0),
        offset_expr,
    } = element.kind
    else {
        return Ok(None);
    };
    let ElementItems::Functions(functions) = element.items else {
        return Ok(None);
    };
    let functions = functions.into_iter().collect::<Result<_, _>>()?;
    Ok(Some((constant(&offset_expr)?, functions)))
}
