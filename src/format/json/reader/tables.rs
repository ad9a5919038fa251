//! The tables of a reading, and the records of tables inside a document.

use super::*;
use crate::model::{Schema, SchemaOrigin, Span};

impl Reader<'_, '_> {
    /// The table of a lane's records. What a document says beside its tables is a record of the table `document`.
    pub(super) fn lane_reference(&mut self, lane: usize) -> TableRef {
        let table = if lane == 0 && self.wrapped { self.table(b"document") } else { self.lanes[lane].table };
        self.reference(table)
    }

    /// The table of that name in this reading.
    pub(super) fn table(&mut self, name: &[u8]) -> usize {
        if let Some(&table) = self.by_name.get(name) {
            return table;
        }
        if self.tables.len() >= MAX_TABLES {
            return self.tables.len() - 1;
        }
        self.tables.push(Table { name: name.into(), reference: None, paths: Paths::new(b"") });
        self.by_name.insert(name.into(), self.tables.len() - 1);
        self.tables.len() - 1
    }

    pub(super) fn reference(&mut self, table: usize) -> TableRef {
        let table = &mut self.tables[table];
        *table.reference.get_or_insert_with(|| {
            self.sink.table(&Schema { name: table.name.clone(), origin: SchemaOrigin::Unnamed, columns: Vec::new() })
        })
    }

    /// A record of a table inside the document begins here.
    pub(super) fn enter_table(&mut self, node: u32, keyed: bool) {
        if !self.wrapped {
            // Documents without tables, which may stand before this one, belong to the table without a name.
            self.release();
            self.wrapped = true;
        }
        let key = if keyed { self.lanes[0].out.found.pop() } else { None };
        let name = self.table_name(node);
        let table = self.table(&name);
        if self.lanes[1].table != table {
            self.release();
            self.lanes[1].table = table;
            self.lanes[1].gather.reset();
            self.anchor = None;
        }
        if let Some(mut key) = key {
            let star = self.tables[table].paths.star(ROOT);
            key.node = self.tables[table].paths.keys(star);
            self.carry(key);
        }
        self.lane = 1;
        self.walk.wrap = 0;
        self.outer = self.walk.open();
    }

    /// Moves a value of the document to the record of the table.
    pub(super) fn carry(&mut self, mut key: Found) {
        let [document, table] = &mut self.lanes;
        if key.span.in_scratch() {
            let from = key.span.offset();
            let bytes = document.out.scratch.get(from..from + key.span.len()).unwrap_or_default();
            key.span = Span::scratch(table.out.scratch.len(), bytes.len());
            table.out.scratch.extend_from_slice(bytes);
        }
        table.out.found.push(key);
    }

    pub(super) fn table_name(&self, node: u32) -> Box<[u8]> {
        let document = &self.lanes[0];
        let paths = &self.tables[document.table].paths;
        if self.style == Style::Tables {
            let named = document.out.found.iter().find(|f| paths.path(f.node) == b"name");
            let buffer = |s: Span| if s.in_scratch() { &document.out.scratch } else { self.stretch.window() };
            if let Some(value) = named.and_then(|f| buffer(f.span).get(f.span.offset()..f.span.offset() + f.span.len())) {
                return value.get(..value.len().min(128)).unwrap_or_default().into();
            }
        }
        paths.path(node).into()
    }
}
