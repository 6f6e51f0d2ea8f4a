//! Making a WebAssembly module small.

use std::convert::Infallible;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use wasm_encoder::Module;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasmparser::{CustomSectionReader, Parser};

use crate::{npm, process, project};

/// Optimizes the module in this file for size.
pub(crate) fn optimize(program: &Path) -> Result<()> {
    let name = || format!("cannot optimize {}", project::shown(program));
    let bare = bare(&fs::read(program).with_context(name)?).with_context(name)?;
    project::write(program, bare)?;
    process::run(
        process::command(npm::program("wasm-opt"))
            .args(["-Oz", "--enable-reference-types"])
            // How a load is aligned is a hint that no engine uses; all alike compress better.
            .args(["--dealign", "--output"])
            .args([program, program]),
    )
}

/// The module without what the linker noted of it, which does not hold when the module is changed.
fn bare(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    Bare.parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok(module.finish())
}

struct Bare;

impl Reencode for Bare {
    type Error = Infallible;

    fn parse_custom_section(
        &mut self,
        module: &mut Module,
        section: CustomSectionReader<'_>,
    ) -> Result<(), Error> {
        // wasm-opt does not use what is not in here.
        if section.name() == "target_features" {
            utils::parse_custom_section(self, module, section)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;
    use wasm_encoder::CustomSection;

    #[test]
    fn of_the_notes_only_the_features_stay() {
        let note = |name| CustomSection {
            name: Cow::Borrowed(name),
            data: Cow::Borrowed(&[0]),
        };
        let mut module = Module::new();
        module
            .section(&note("linking"))
            .section(&note("target_features"));
        let mut expected = Module::new();
        expected.section(&note("target_features"));
        assert_eq!(bare(&module.finish()).unwrap(), expected.finish());
    }
}
