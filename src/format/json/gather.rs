//! Gathers the values of records into the columns of a batch.

use super::paths::Paths;
use super::walk::{Found, Out};
use crate::format::Sink;
use crate::model::{Batch, Column, Flow, Role, Rows, Span, TableRef};

/// The columns of the records that were not handed over yet.
#[derive(Default)]
pub(crate) struct Gather {
    columns: Vec<Column>,
    /// The node of each column, so that a column of the batch before can be used again as it is.
    nodes: Vec<u32>,
    live: usize,
    /// The column of each node in this batch, and the batch for which that was said.
    slots: Vec<(u32, u32)>,
    epoch: u32,
    /// How many records there are.
    pub records: usize,
}

impl Gather {
    /// Adds a record with these values.
    pub(crate) fn commit(&mut self, found: &mut Vec<Found>, paths: &Paths) {
        self.add(found, self.records as u32, paths);
        self.records += 1;
        found.clear();
    }

    /// Adds values of one record without counting it.
    pub(crate) fn add(&mut self, found: &[Found], row: u32, paths: &Paths) {
        if self.slots.len() < paths.len() {
            self.slots.resize(paths.len(), (0, 0));
        }
        for value in found {
            let slot = match self.slots.get(value.node as usize) {
                Some(&(epoch, slot)) if epoch == self.epoch + 1 => slot as usize,
                _ => self.claim(value.node, paths),
            };
            if let Some(column) = self.columns.get_mut(slot) {
                column.spans.push(value.span);
                if let Rows::Sparse(rows) = &mut column.rows {
                    rows.push(row);
                }
            }
        }
    }

    /// The column of a node that this batch hasn't seen.
    fn claim(&mut self, node: u32, paths: &Paths) -> usize {
        let slot = self.live;
        if slot == self.columns.len() {
            self.columns.push(Column { key: paths.key(node).clone(), spans: Vec::new(), rows: Rows::Sparse(Vec::new()) });
            self.nodes.push(node);
        } else if self.nodes[slot] != node {
            self.columns[slot].key = paths.key(node).clone();
            self.nodes[slot] = node;
        }
        self.live += 1;
        self.slots[node as usize] = (self.epoch + 1, slot as u32);
        slot
    }

    /// The columns that hold something.
    pub(crate) fn columns(&self) -> &[Column] {
        &self.columns[..self.live]
    }

    /// Empties the columns, and keeps their memory.
    pub(crate) fn clear(&mut self) {
        for column in &mut self.columns[..self.live] {
            column.spans.clear();
            if let Rows::Sparse(rows) = &mut column.rows {
                rows.clear();
            }
        }
        self.live = 0;
        self.records = 0;
        self.epoch += 1;
    }

    /// Forgets the columns too: the next batch is of another table.
    pub(crate) fn reset(&mut self) {
        self.columns.clear();
        self.nodes.clear();
        self.slots.clear();
        self.live = 0;
        self.records = 0;
        self.epoch = 0;
    }
}

/// Records of one table on their way: those that are whole, and the values of the one that is open.
#[derive(Default)]
pub(crate) struct Lane {
    /// The open record.
    pub out: Out,
    /// The whole ones.
    pub gather: Gather,
    /// Which table they belong to.
    pub table: usize,
    spare: Vec<u8>,
}

impl Lane {
    /// Hands over the whole records, and copies what the open one has, so that the window can slide.
    pub(crate) fn release(&mut self, table: TableRef, window: &[u8], position: u64, sink: &mut dyn Sink) -> Flow {
        let mut flow = Flow::Continue;
        if self.gather.records > 0 {
            flow = sink.batch(&Batch {
                table,
                role: Role::Data,
                records: self.gather.records,
                position,
                bytes: window,
                scratch: &self.out.scratch,
                columns: self.gather.columns(),
            });
            self.gather.clear();
            self.compact(window);
        } else {
            self.detach(window);
        }
        flow
    }

    /// Copies the open record's values out of the window.
    fn detach(&mut self, window: &[u8]) {
        let scratch = &mut self.out.scratch;
        for value in &mut self.out.found {
            if value.span.is_null() || value.span.in_scratch() {
                continue;
            }
            let (from, len) = (value.span.offset(), value.span.len());
            value.span = Span::scratch(scratch.len(), len);
            scratch.extend_from_slice(window.get(from..from + len).unwrap_or_default());
        }
    }

    /// Copies the open record's values into a scratch buffer that holds nothing else.
    fn compact(&mut self, window: &[u8]) {
        self.spare.clear();
        for value in &mut self.out.found {
            if value.span.is_null() {
                continue;
            }
            let (from, len) = (value.span.offset(), value.span.len());
            let buffer = if value.span.in_scratch() { &self.out.scratch } else { window };
            value.span = Span::scratch(self.spare.len(), len);
            self.spare.extend_from_slice(buffer.get(from..from + len).unwrap_or_default());
        }
        std::mem::swap(&mut self.spare, &mut self.out.scratch);
        if self.spare.capacity() > 4 << 20 {
            self.spare = Vec::new();
        }
    }
}
