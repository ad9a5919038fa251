//! The container gzip: no panic, and a ledger that closes.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| checks::container("gzip", data));
