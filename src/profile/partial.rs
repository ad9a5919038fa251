//! Partials: what a scan of some splits knows. The scan is the merge of all of them.

use std::collections::{BTreeMap, BTreeSet};

use super::coverage::{Stored, Treatment};
use super::table::TableFacts;
use crate::model::{Gap, Locator};

/// Something in a volume that has no bytes to read.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// Where it is.
    pub locator: Locator,
    /// Why it has none: `symbolic link`, `pipe`, `socket`, `device`.
    pub reason: String,
}

/// What is known of one source.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct SourceFacts {
    /// The format's name, or the container's; empty where none took it.
    pub format: String,
    /// The format's dialect.
    pub dialect: String,
    /// The text encoding, as WHATWG names it, or empty.
    pub encoding: String,
    /// How it was treated.
    pub treatment: Option<Treatment>,
    /// The stored ledger; only files have one, members are in that of their file.
    pub stored: Option<Stored>,
    /// Bytes of the source's own stream that were taken in.
    pub decoded_bytes: u64,
    /// Records.
    pub records: u64,
    /// Values that are not null.
    pub values: u64,
    /// What was not examined.
    pub gaps: BTreeSet<Gap>,
    /// The tables.
    pub tables: BTreeMap<Box<[u8]>, TableFacts>,
    /// Further names of the same file (hard links), which are read once.
    pub also: BTreeSet<Locator>,
}

impl SourceFacts {
    /// Adds what another split has seen of the same source.
    pub fn merge(&mut self, other: SourceFacts) {
        let take = |ours: &mut String, theirs: String| {
            if ours.is_empty() {
                *ours = theirs;
            }
        };
        take(&mut self.format, other.format);
        take(&mut self.dialect, other.dialect);
        take(&mut self.encoding, other.encoding);
        self.treatment = self.treatment.take().max(other.treatment);
        self.stored = self.stored.or(other.stored);
        self.decoded_bytes += other.decoded_bytes;
        self.records += other.records;
        self.values += other.values;
        self.gaps.extend(other.gaps);
        for (name, table) in other.tables {
            self.tables.entry(name).or_default().merge(table);
        }
        self.also.extend(other.also);
    }
}

/// What a scan of some splits knows.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Partial {
    /// The sources, in the order of their locators.
    pub sources: BTreeMap<Locator, SourceFacts>,
    /// What has no bytes to read.
    pub skipped: BTreeSet<Skipped>,
}

impl Partial {
    /// A partial of one source.
    pub fn of(locator: Locator, facts: SourceFacts) -> Self {
        Self { sources: BTreeMap::from([(locator, facts)]), skipped: BTreeSet::new() }
    }

    /// Adds what another one knows. The order of merging does not matter.
    #[must_use]
    pub fn merge(mut self, mut other: Partial) -> Partial {
        if self.sources.len() < other.sources.len() {
            std::mem::swap(&mut self, &mut other);
        }
        for (locator, facts) in other.sources {
            self.sources.entry(locator).or_default().merge(facts);
        }
        self.skipped.extend(other.skipped);
        self
    }
}
