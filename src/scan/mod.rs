//! The scan: plans splits, runs them, merges what they know, judges, and makes the report. The only room that knows
//! all stages.

mod assemble;
mod context;
mod controls;
mod examine;
pub mod examples;
mod feed;
mod files;
mod joined;
mod markup;
mod meter;
mod splits;

pub use meter::{Meter, Snapshot};

use std::path::PathBuf;
use std::sync::Arc;

use crate::detect::Engine;
use crate::detect::engine::UnknownValidator;
use crate::judge::Weights;
use crate::model::report::Report;
use crate::pattern::{PatternError, PatternSet, builtin};
use crate::source::Volume;

/// How large a split of a plain file is, in bytes, where nothing else was asked for.
pub const SPLIT_SIZE: u64 = 32 << 20;
/// How many control records are planted for each category in each dialect, where nothing else was asked for.
pub const CONTROLS: u32 = 12;

/// What to scan, and how.
#[derive(Clone)]
pub struct Options {
    /// The volumes.
    pub volumes: Vec<Volume>,
    /// Worker threads; as many as the machine has where it is `None`.
    pub threads: Option<usize>,
    /// How large a split of a plain file is, in bytes; at least 1.
    pub split_size: u64,
    /// Whether symbolic links are followed.
    pub follow_links: bool,
    /// Whether assumptions count as gaps.
    pub strict: bool,
    /// Records of each control table.
    pub controls: u32,
    /// A folder of patterns beside the built-in ones.
    pub patterns: Option<PathBuf>,
}

impl Options {
    /// The volumes with all else at its default.
    pub fn new(volumes: Vec<Volume>) -> Self {
        Self { volumes, threads: None, split_size: SPLIT_SIZE, follow_links: false, strict: false, controls: CONTROLS, patterns: None }
    }
}

/// Why a scan could not run.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// A pattern file can't be used.
    #[error(transparent)]
    Pattern(#[from] PatternError),
    /// A pattern names a validator that doesn't exist.
    #[error(transparent)]
    Validator(#[from] UnknownValidator),
    /// The built-in weights can't be read: a defect of the build.
    #[error("weights.toml: {0}")]
    Weights(#[from] toml::de::Error),
    /// The worker threads can't be started.
    #[error("can't start worker threads: {0}; try fewer with --threads")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

/// Loads the patterns that a scan goes by.
///
/// # Errors
/// A file that can't be used.
pub fn patterns(options: &Options) -> Result<Arc<PatternSet>, ScanError> {
    let set = match &options.patterns {
        Some(folder) => builtin::load_with(folder)?,
        None => builtin::load()?,
    };
    Ok(Arc::new(set))
}

/// Scans the volumes and reports. An interrupted scan gives a report as well, whose status says so.
///
/// # Errors
/// When it can't run at all. What goes wrong with one file is a gap and no error.
pub fn scan(options: &Options, meter: &Meter) -> Result<Report, ScanError> {
    let started = std::time::SystemTime::now();
    let engine = Engine::new(patterns(options)?)?;
    let weights = Weights::parse(builtin::WEIGHTS)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads.unwrap_or(0)).build()?;
    let context = context::Context::new(&engine, options, meter);
    let partial = files::scan(&context, &pool);
    let rules = assemble::RuleBook { engine: &engine, weights: &weights };
    let controls = pool.install(|| controls::run(&partial, &rules, options));
    Ok(assemble::report(partial, &controls, &rules, options, meter, started))
}
