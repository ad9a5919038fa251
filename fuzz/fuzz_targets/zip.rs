//! The container zip: no panic, and a ledger that closes.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| checks::container("zip", data));
