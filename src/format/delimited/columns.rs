//! Gathers the fields of records into columns.

use super::record::{Cells, Form, Lexer};
use crate::model::{Column, ColumnKey, Rows, Span};

/// The most columns a record is divided into; what comes after the last delimiter that counts is one value.
/// Spreadsheets end at this number, and a line of a million commas would otherwise fill the memory.
pub(super) const MAX_COLUMNS: usize = 16_384;
/// The most spans a batch holds, so that one wide record among many narrow ones can't blow up the padding.
const MAX_SPANS: usize = 1 << 20;

/// The records of a batch under construction. Its buffers serve all batches of a reading.
#[derive(Default)]
pub(super) struct Columns {
    columns: Vec<Column>,
    /// How many columns this batch has.
    width: usize,
    /// How many columns it had before the record that is being read.
    settled: usize,
    field: usize,
    records: usize,
    overflow: bool,
    /// Values that had to be decoded.
    pub scratch: Vec<u8>,
    settled_scratch: usize,
}

impl Columns {
    /// How many records are complete.
    pub fn records(&self) -> usize {
        self.records
    }

    /// How many fields of the open record there are.
    pub fn fields(&self) -> usize {
        self.field
    }

    /// Whether the open record is too wide for this batch: it must be abandoned and read again into the next one.
    pub fn overflows(&self) -> bool {
        self.overflow
    }

    /// Adds a field to the open record.
    #[inline]
    pub fn push(&mut self, span: Span) {
        if self.field >= self.width {
            self.widen();
        }
        if let Some(column) = self.columns.get_mut(self.field).filter(|_| !self.overflow) {
            column.spans.push(span);
        }
        self.field += 1;
    }

    #[cold]
    fn widen(&mut self) {
        let ordinal = self.width;
        if self.records > 0 && (ordinal + 1) * (self.records + 1) > MAX_SPANS {
            self.overflow = true;
            return;
        }
        if self.columns.len() <= ordinal {
            self.columns.push(Column { key: ColumnKey::Ordinal(ordinal as u32), spans: Vec::new(), rows: Rows::Dense });
        }
        if let Some(column) = self.columns.get_mut(ordinal) {
            column.spans.clear();
            column.spans.resize(self.records, Span::NULL);
        }
        self.width += 1;
    }

    /// Ends the open record: fields that it lacks are null.
    #[inline]
    pub fn end_record(&mut self) {
        for column in self.columns.iter_mut().take(self.width).skip(self.field) {
            column.spans.push(Span::NULL);
        }
        self.records += 1;
        self.field = 0;
        self.settled = self.width;
        self.settled_scratch = self.scratch.len();
    }

    /// Forgets the open record.
    pub fn abandon_record(&mut self) {
        self.width = self.settled;
        for column in self.columns.iter_mut().take(self.width) {
            column.spans.truncate(self.records);
        }
        self.field = 0;
        self.overflow = false;
        self.scratch.truncate(self.settled_scratch);
    }

    /// The columns of the batch.
    pub fn columns(&self) -> &[Column] {
        self.columns.get(..self.width).unwrap_or_default()
    }

    /// Begins a new batch.
    pub fn clear(&mut self) {
        for column in self.columns.iter_mut().take(self.width) {
            column.spans.clear();
        }
        self.width = 0;
        self.settled = 0;
        self.field = 0;
        self.records = 0;
        self.overflow = false;
        self.scratch.clear();
        self.settled_scratch = 0;
    }
}

impl Cells for Columns {
    #[inline]
    fn cell(&mut self, lexer: &Lexer<'_>, bytes: &[u8], start: usize, end: usize, form: Form) {
        let len = end - start;
        let span = if len == 2 && !form.quoted && &bytes[start..end] == b"\\N" {
            Span::NULL
        } else if form.coded {
            let offset = self.scratch.len();
            lexer.decode(&bytes[start..end], form, &mut self.scratch);
            Span::scratch(offset, self.scratch.len() - offset)
        } else {
            Span::borrowed(start, len)
        };
        self.push(span);
    }
}
