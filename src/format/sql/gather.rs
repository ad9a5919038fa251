//! Gathers records into batches of columns.

use super::mode::Target;
use super::row::Cell;
use crate::format::Sink;
use crate::model::batch::{WINDOW, WINDOW_OVERLAP};
use crate::model::{Batch, Column, ColumnKey, Flow, Role, Rows, Span, TableRef};

/// The batch that is being filled.
#[derive(Default)]
pub struct Gather {
    columns: Vec<Column>,
    /// Column of each ordinal.
    plain: Vec<usize>,
    /// Column of each part of a constructor: ordinal, part, index.
    parts: Vec<(u32, u32, usize)>,
    windows: Vec<(usize, Span)>,
    /// How many records are in it.
    pub records: usize,
    /// Values that had to be made.
    pub scratch: Vec<u8>,
    table: Option<TableRef>,
}

/// The buffer that borrowed spans point into, and where it stands in the source.
pub struct Page<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// Offset of the first of them.
    pub position: u64,
}

impl Gather {
    /// Begins batches of a table whose columns are named by its statement, or told by position.
    pub fn begin(&mut self, table: TableRef) {
        self.table = Some(table);
        self.columns.clear();
        self.plain.clear();
        self.parts.clear();
    }

    /// Adds one record.
    pub fn push(&mut self, cells: &[Cell], target: &Target) {
        for cell in cells {
            let index = self.column(cell.ordinal, cell.part, target);
            let span = self.clip(index, cell.span);
            let records = self.records;
            if let Some(column) = self.columns.get_mut(index)
                && column.spans.len() == records
            {
                column.spans.push(span);
            }
        }
        self.records += 1;
        for column in &mut self.columns {
            column.spans.resize(self.records, Span::NULL);
        }
    }

    /// The first window of a value; the others are kept for a batch of their own.
    fn clip(&mut self, index: usize, span: Span) -> Span {
        if span.len() <= WINDOW {
            return span;
        }
        let part = |from: usize, len: usize| {
            if span.in_scratch() { Span::scratch(span.offset() + from, len) } else { Span::borrowed(span.offset() + from, len) }
        };
        let mut from = WINDOW - WINDOW_OVERLAP;
        while from + WINDOW_OVERLAP < span.len() {
            let len = WINDOW.min(span.len() - from);
            self.windows.push((index, part(from, len)));
            from += WINDOW - WINDOW_OVERLAP;
        }
        part(0, WINDOW)
    }

    fn column(&mut self, ordinal: u32, part: u32, target: &Target) -> usize {
        if part == 0 {
            while self.plain.len() <= ordinal as usize {
                let next = self.plain.len();
                let index = self.add(key(next as u32, 0, target));
                self.plain.push(index);
            }
            return self.plain.get(ordinal as usize).copied().unwrap_or_default();
        }
        if let Some(&(.., index)) = self.parts.iter().find(|&&(o, p, _)| (o, p) == (ordinal, part)) {
            return index;
        }
        let index = self.add(key(ordinal, part, target));
        self.parts.push((ordinal, part, index));
        index
    }

    fn add(&mut self, key: ColumnKey) -> usize {
        self.columns.push(Column { key, spans: vec![Span::NULL; self.records], rows: Rows::Dense });
        self.columns.len() - 1
    }

    /// Hands over what was gathered.
    pub fn flush(&mut self, page: &Page<'_>, sink: &mut dyn Sink) -> Flow {
        let mut flow = Flow::Continue;
        if let (Some(table), true) = (self.table, self.records > 0) {
            flow = sink.batch(&Batch {
                table,
                role: Role::Data,
                records: self.records,
                position: page.position,
                bytes: page.bytes,
                scratch: &self.scratch,
                columns: &self.columns,
            });
            for (index, span) in std::mem::take(&mut self.windows) {
                let Some(column) = self.columns.get(index) else {
                    continue;
                };
                let columns = [Column { key: column.key.clone(), spans: vec![span], rows: Rows::Dense }];
                if flow == Flow::Continue {
                    flow = sink.batch(&Batch {
                        table,
                        role: Role::Window,
                        records: 1,
                        position: page.position,
                        bytes: page.bytes,
                        scratch: &self.scratch,
                        columns: &columns,
                    });
                }
            }
        }
        self.windows.clear();
        self.records = 0;
        self.scratch.clear();
        for column in &mut self.columns {
            column.spans.clear();
        }
        flow
    }
}

/// The key of a column, or of one part of it.
pub fn key(ordinal: u32, part: u32, target: &Target) -> ColumnKey {
    let name = target.columns.as_ref().and_then(|columns| columns.get(ordinal as usize));
    match (name, part) {
        (Some(name), 0) => ColumnKey::Name(name.clone().into()),
        (None, 0) => ColumnKey::Ordinal(ordinal),
        (Some(name), _) => {
            let mut path = name.clone();
            path.extend_from_slice(format!(".{part}").as_bytes());
            ColumnKey::Name(path.into())
        }
        (None, _) => ColumnKey::Name(format!("#{ordinal}.{part}").into_bytes().into()),
    }
}
