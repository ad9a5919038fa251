//! Controls: values that are planted to show that they would have been found, as a laboratory spikes its samples.
//!
//! For each category that can be claimed, its smallest unit is written in each dialect that a volume holds, by the
//! format's own writer, read back by its reader, and observed by the engine that scans. Whether it was recovered is
//! judged like everything else. Controls never mix with the counts of real data.

mod generate;
mod specimen;

pub use generate::{Seed, value};
pub use specimen::{Planted, Unit, plant, read_back};

/// The seed from which all controls are made. Stated in the report's options.
pub const SEED: u64 = 0x6f75_7463_726f_7001;
