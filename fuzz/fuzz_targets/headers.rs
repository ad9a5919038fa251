//! Words of headers: no panic, and the same answer twice.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| checks::headers(data));
