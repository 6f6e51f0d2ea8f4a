//! What fuzzing begins with holds what it checks, with every build.

use std::{fs, path::PathBuf};

fn seeds(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("seeds")
        .join(target);
    let entries = fs::read_dir(folder).expect("every target has seeds");
    let paths = entries.map(|entry| entry.expect("a seed").path());
    paths
        .map(|path| (path.clone(), fs::read(path).expect("a seed")))
        .collect()
}

/// Each seed, and each with a stretch missing.
fn try_all(target: &str, check: fn(&[u8])) {
    for (path, bytes) in seeds(target) {
        println!("{}", path.display());
        check(&bytes);
        for part in 1..8 {
            let cut = bytes.len() * part / 8;
            check(&bytes[..cut]);
            check(&[&bytes[..cut / 2], &bytes[cut..]].concat());
        }
    }
}

macro_rules! targets {
    ($($target:ident),*) => {$(
        #[test]
        fn $target() {
            try_all(stringify!($target), reportmark_fuzz::$target);
        }
    )*};
}

targets!(
    decode,
    native,
    scheme,
    lexicon,
    stored,
    text,
    outline,
    document,
    responsibility,
    slots,
    suggest
);
