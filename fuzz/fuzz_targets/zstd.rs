//! The container zstd: no panic, and a ledger that closes.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| checks::container("zstd", data));
