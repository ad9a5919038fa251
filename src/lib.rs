//! outcrop reads what an intruder could have read, and says category by category what personal data was in it,
//! and what was not, with proof for both.
//!
//! ```text
//! split ──read──▶ batches ──observe──▶ Partial ──merge──▶ Partial ──judge──▶ Verdicts ──render──▶ report
//! ```

pub mod cli;
pub mod control;
pub mod detect;
pub mod format;
pub mod judge;
pub mod model;
pub mod pattern;
pub mod profile;
pub mod report;
pub mod scan;
pub mod source;
