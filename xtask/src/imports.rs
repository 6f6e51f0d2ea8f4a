//! Short names for what a WebAssembly module imports.

use std::collections::BTreeMap;
use std::convert::Infallible;

use anyhow::Result;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{ImportSection, Module};
use wasmparser::{Imports, Parser};

/// Names every import anew; gives the module and the new names by the old ones.
pub(crate) fn shorten(wasm: &[u8]) -> Result<(Vec<u8>, BTreeMap<String, String>)> {
    let mut names = Names::default();
    let mut module = Module::new();
    names.parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok((module.finish(), names.0))
}

/// The names that were given.
#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    fn short(&mut self, name: &str) -> &str {
        let nth = self.0.len();
        self.0
            .entry(name.to_owned())
            .or_insert_with(|| nth_name(nth))
    }
}

impl Reencode for Names {
    type Error = Infallible;

    fn parse_imports(
        &mut self,
        section: &mut ImportSection,
        imports: Imports<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let Imports::Single(_, import) = imports else {
            return utils::parse_imports(self, section, imports);
        };
        let kind = self.entity_type(import.ty)?;
        section.import(import.module, self.short(import.name), kind);
        Ok(())
    }
}

/// `_a`, `_b` … `_z`, `_a1` …: no name that JavaScript or wasm-bindgen has.
pub(crate) fn nth_name(nth: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(nth % 26).unwrap_or(0));
    match nth / 26 {
        0 => format!("_{letter}"),
        round => format!("_{letter}{round}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{EntityType, TypeSection};

    #[test]
    fn imports_get_short_names_and_the_rest_stays() {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        module.section(&types);
        let mut imports = ImportSection::new();
        for name in ["__wbg_log_0123", "__wbg_now_4567"] {
            imports.import("./a.js", name, EntityType::Function(0));
        }
        module.section(&imports);
        let (short, names) = shorten(&module.finish()).unwrap();
        let name = |name: &str| names.get(name).map(String::as_str);
        assert_eq!(name("__wbg_log_0123"), Some("_a"));
        assert_eq!(name("__wbg_now_4567"), Some("_b"));
        // The same names over again come out the same.
        let (again, _) = shorten(&short).unwrap();
        assert_eq!(again, short);
    }

    #[test]
    fn names_do_not_repeat() {
        let names: std::collections::BTreeSet<_> = (0..1000).map(nth_name).collect();
        assert_eq!(names.len(), 1000);
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(shorten(b"%PDF").is_err());
    }
}
