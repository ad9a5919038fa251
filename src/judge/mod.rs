//! Judging: facts into findings and verdicts, by pure functions, after the merge.

pub mod cleared;
pub mod column;
pub mod combination;
pub mod context;
pub mod dataset;
pub mod disposition;
pub mod embedded;
pub mod evidence;
pub mod first_row;
pub mod names;
pub mod odds;
pub mod review;
pub mod subject;
pub mod table;
pub mod verdict;
pub mod weights;

pub use column::{Extent, Finding, JudgedColumn};
pub use dataset::NamedTable;
pub use table::JudgedTable;
pub use weights::Weights;

use crate::pattern::PatternSet;
use crate::profile::Partial;

/// What judging goes by.
pub struct Rules<'r> {
    /// The patterns.
    pub set: &'r PatternSet,
    /// Chance of a random value of each form to pass, per mille, by detector.
    pub chances: &'r [u16],
    /// The weights.
    pub weights: &'r Weights,
}

/// Judges all tables of a merged partial.
pub fn tables(partial: &Partial, rules: &Rules<'_>) -> Vec<JudgedTable> {
    let named = names::resolve(partial, rules);
    let datasets = dataset::group(named);
    datasets.into_iter().map(|table| table::judge(table, rules)).collect()
}
