//! A small timing loop: the median of seven runs, after one that warms up.
#![allow(dead_code)]

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How many runs the median is taken of.
const RUNS: usize = 7;

/// The median time of a run.
pub fn median<T>(mut run: impl FnMut() -> T) -> Duration {
    black_box(run());
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let begin = Instant::now();
            black_box(run());
            begin.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2]
}

/// Times work over some bytes that hold some values, and prints both rates.
pub fn report<T>(name: &str, bytes: usize, values: usize, run: impl FnMut() -> T) {
    let seconds = median(run).as_secs_f64().max(1e-9);
    let rate = bytes as f64 / 1e6 / seconds;
    let each = seconds * 1e9 / values.max(1) as f64;
    println!("{name:<28} {rate:>9.1} MB/s {each:>9.1} ns/value");
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same data in every run.
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    /// One of several.
    pub fn pick<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len() as u64) as usize]
    }
}

/// Given names.
pub const GIVEN: &[&str] = &["Maria", "James", "Anna", "David", "Laura", "Peter", "Sofia", "Thomas", "Wei", "Fatima"];
/// Family names.
pub const FAMILY: &[&str] = &["Garcia", "Smith", "Weber", "Silva", "Rossi", "Johnson", "Dubois", "Nguyen", "Kowalski", "Khan"];
/// Ordinary words.
pub const WORDS: &[&str] = &["please", "leave", "the", "parcel", "behind", "gate", "after", "noon", "or", "call", "order", "delayed"];
