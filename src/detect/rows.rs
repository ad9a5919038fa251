//! Record signatures of one batch: which columns each record fills, and what was found in it.

use crate::profile::Signatures;
use crate::profile::table::hit_element;

/// Sums of elements, one a record, and what they were summed from.
#[derive(Default)]
pub struct RowSums {
    sums: Vec<u64>,
    elements: Vec<(u32, u64)>,
}

impl RowSums {
    /// Begins a batch of that many records.
    pub fn begin(&mut self, records: usize) {
        self.sums.clear();
        self.sums.resize(records, 0);
        self.elements.clear();
    }

    /// Notes one element of one record. The caller says each element once a record.
    #[inline]
    pub fn note(&mut self, row: usize, element: u64) {
        if let Some(sum) = self.sums.get_mut(row) {
            *sum = sum.wrapping_add(element);
            self.elements.push((row as u32, element));
        }
    }

    /// Counts the records of the batch.
    pub fn finish(&mut self, signatures: &mut Signatures) {
        let mut row = 0;
        while row < self.sums.len() {
            let sum = self.sums[row];
            let same = self.sums[row..].iter().take_while(|&&s| s == sum).count();
            signatures.add(sum, same as u64, || self.elements_of(row));
            row += same;
        }
    }

    fn elements_of(&self, row: usize) -> Box<[u64]> {
        let own = self.elements.iter().filter(|(r, _)| *r as usize == row).map(|&(_, e)| e);
        let mut all: Vec<u64> = own.collect();
        all.sort_unstable();
        all.into_boxed_slice()
    }
}

/// What was found in one record of one column, each pattern once.
#[derive(Default)]
pub struct RowHits {
    row: usize,
    found: Vec<u16>,
}

impl RowHits {
    /// Begins a column.
    pub fn begin(&mut self) {
        self.row = usize::MAX;
        self.found.clear();
    }

    /// Notes a pattern found in a record of the column, once.
    #[inline]
    pub fn note(&mut self, row: usize, column: u64, pattern: u16, sums: &mut RowSums) {
        if row != self.row {
            self.row = row;
            self.found.clear();
        }
        if !self.found.contains(&pattern) {
            self.found.push(pattern);
            sums.note(row, hit_element(column, pattern));
        }
    }
}
