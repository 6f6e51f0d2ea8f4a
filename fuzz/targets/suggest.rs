#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| reportmark_fuzz::suggest(bytes));
