//! Documents in values: no panic, and the values themselves stay as they are.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| checks::nested(data));
