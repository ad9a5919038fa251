//! Scanning: a place holder with the interface that the command line is written against.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::report::Report;
use crate::source::volume::Volume;

/// What to scan, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The roots.
    pub volumes: Vec<Volume>,
    /// How many threads; `None` for one a core.
    pub threads: Option<usize>,
    /// Bytes of a split.
    pub split_size: u64,
    /// Whether symbolic links are followed.
    pub follow_links: bool,
    /// Whether assumptions are gaps.
    pub strict: bool,
    /// Controls a category and dialect.
    pub controls: u32,
    /// A folder of patterns beside the built-in ones.
    pub patterns: Option<PathBuf>,
}

impl Options {
    /// The defaults for some volumes.
    pub fn new(volumes: Vec<Volume>) -> Self {
        Self { volumes, threads: None, split_size: 64 << 20, follow_links: false, strict: false, controls: 4, patterns: None }
    }
}

/// How far a scan is.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Snapshot {
    /// Files found so far.
    pub files_found: u64,
    /// Their bytes.
    pub bytes_found: u64,
    /// Whether more may be found.
    pub walking: bool,
    /// Files that are done.
    pub files_done: u64,
    /// Bytes that are done.
    pub bytes_done: u64,
    /// Records read.
    pub records: u64,
    /// Values that some pattern took.
    pub hits: u64,
}

/// Counters that a scan writes and others read.
#[derive(Default)]
pub struct Meter {
    interrupted: AtomicBool,
}

impl Meter {
    /// Nothing done yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How far the scan is.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot::default()
    }

    /// Asks the scan to end.
    pub fn interrupt(&self) {
        self.interrupted.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to end.
    pub fn interrupted(&self) -> bool {
        self.interrupted.load(Ordering::Relaxed)
    }
}

/// Why a scan could not run.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// There is no scan yet.
    #[error("this build can't scan")]
    Missing,
}

/// Scans the volumes.
///
/// # Errors
/// Always: it is a place holder.
pub fn scan(_options: &Options, _meter: &Meter) -> Result<Report, ScanError> {
    Err(ScanError::Missing)
}
