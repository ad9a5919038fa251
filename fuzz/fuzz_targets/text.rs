//! The reader of text: no panic, nothing lost, and the same records in any splits.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| checks::reader("text", data));
