//! All that is known of one table of one source.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::column::ColumnFacts;
use super::hash::{hash, pair};
use super::signature::Signatures;
use crate::model::{ColumnKey, SchemaColumn, SchemaOrigin};

/// The first record of a delimited source: its header, or data. `judge` decides.
#[derive(Clone, PartialEq, Eq)]
pub struct FirstRow {
    /// Its cells as they stand, at most [`FirstRow::LONGEST`] bytes each. They may be values: nobody prints them
    /// unless they were judged to be names.
    pub cells: Vec<Box<[u8]>>,
    /// The facts of its cells, kept apart from the column's own.
    pub facts: BTreeMap<ColumnKey, Arc<ColumnFacts>>,
    /// Its signature: counted when it is data.
    pub signatures: Signatures,
}

impl FirstRow {
    /// How much of a cell is kept, in bytes.
    pub const LONGEST: usize = 200;
}

/// All that is known of one table of one source.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct TableFacts {
    /// Records, without a first row that waits for judgement.
    pub records: u64,
    /// The names and types that schemas gave its columns, with where they come from.
    pub schemas: BTreeSet<(SchemaOrigin, Vec<SchemaColumn>)>,
    /// Its columns. Shared: judging takes them as they are, and copies none.
    pub columns: BTreeMap<ColumnKey, Arc<ColumnFacts>>,
    /// Its first row, where that may be a header.
    pub first_row: Option<Box<FirstRow>>,
    /// Which columns are filled together.
    pub signatures: Signatures,
}

impl TableFacts {
    /// Adds what another split has seen of the same table.
    pub fn merge(&mut self, other: TableFacts) {
        self.records += other.records;
        self.schemas.extend(other.schemas);
        for (key, facts) in other.columns {
            match self.columns.entry(key) {
                std::collections::btree_map::Entry::Vacant(slot) => {
                    slot.insert(facts);
                }
                std::collections::btree_map::Entry::Occupied(mut slot) => Arc::make_mut(slot.get_mut()).merge(&facts),
            }
        }
        if self.first_row.is_none() {
            self.first_row = other.first_row;
        }
        self.signatures.merge(&other.signatures);
    }
}

/// The hash by which a filled column stands in a signature.
pub fn column_element(key: &ColumnKey) -> u64 {
    match key {
        ColumnKey::Ordinal(n) => pair(1, u64::from(*n)),
        ColumnKey::Name(name) => pair(2, hash(name)),
    }
}

/// The hash by which a pattern (its index in the set) found in a column stands in a signature.
pub fn hit_element(column: u64, pattern: u16) -> u64 {
    pair(column, 0x1_0000 + u64::from(pattern))
}
