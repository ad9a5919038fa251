//! The meter: how far a scan has come, for whoever watches it, and the wish to stop.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

/// How far a scan has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Snapshot {
    /// Files that the walk has found so far.
    pub files_found: u64,
    /// Their bytes.
    pub bytes_found: u64,
    /// Whether the walk still goes on.
    pub walking: bool,
    /// Files that are done.
    pub files_done: u64,
    /// Bytes of files that were read.
    pub bytes_done: u64,
    /// Records that were examined.
    pub records: u64,
    /// Tables in which something that proves itself was met.
    pub hits: u64,
}

/// Counters that all threads add to.
#[derive(Default)]
pub struct Meter {
    files_found: AtomicU64,
    bytes_found: AtomicU64,
    walked: AtomicBool,
    files_done: AtomicU64,
    bytes_done: AtomicU64,
    records: AtomicU64,
    hits: AtomicU64,
    stop: AtomicBool,
}

impl Meter {
    /// A meter at zero.
    pub fn new() -> Self {
        Self::default()
    }

    /// How far the scan has come.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            files_found: self.files_found.load(Relaxed),
            bytes_found: self.bytes_found.load(Relaxed),
            walking: !self.walked.load(Relaxed),
            files_done: self.files_done.load(Relaxed),
            bytes_done: self.bytes_done.load(Relaxed),
            records: self.records.load(Relaxed),
            hits: self.hits.load(Relaxed),
        }
    }

    /// Asks the scan to stop as soon as possible.
    pub fn interrupt(&self) {
        self.stop.store(true, Relaxed);
    }

    /// Whether somebody asked it to stop.
    pub fn interrupted(&self) -> bool {
        self.stop.load(Relaxed)
    }

    pub(super) fn found(&self, bytes: u64) {
        self.files_found.fetch_add(1, Relaxed);
        self.bytes_found.fetch_add(bytes, Relaxed);
    }

    pub(super) fn walked(&self) {
        self.walked.store(true, Relaxed);
    }

    pub(super) fn done(&self) {
        self.files_done.fetch_add(1, Relaxed);
    }

    pub(super) fn read(&self, bytes: u64) {
        self.bytes_done.fetch_add(bytes, Relaxed);
    }

    pub(super) fn records(&self, records: u64) {
        self.records.fetch_add(records, Relaxed);
    }

    pub(super) fn hits(&self, hits: u64) {
        self.hits.fetch_add(hits, Relaxed);
    }
}
