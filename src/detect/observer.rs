//! The observer: the sink at the end of every reader. Batches come in, facts stay.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::kernel::{Kernel, Seen};
use super::rows::{RowHits, RowSums};
use crate::format::Sink;
use crate::model::{Batch, Column, ColumnKey, Flow, Gap, Role, Rows, Schema, SchemaOrigin, TableRef};
use crate::profile::table::column_element;
use crate::profile::{ColumnFacts, FirstRow, Signatures, SourceFacts, TableFacts};

/// Asked between batches whether the scan goes on, with what was taken in since the last time.
pub type Pulse<'p> = &'p dyn Fn(Progress) -> Flow;

/// What a batch brought.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// Records.
    pub records: u64,
    /// Values that are not null.
    pub values: u64,
}

#[derive(Default)]
struct Watched {
    columns: Vec<(ColumnKey, u64, ColumnFacts)>,
    places: HashMap<ColumnKey, usize>,
    last: Vec<usize>,
}

impl Watched {
    /// The place of the i-th column of a batch; batches mostly come with the same columns in the same order.
    fn place(&mut self, i: usize, key: &ColumnKey) -> usize {
        if let Some(&place) = self.last.get(i)
            && self.columns[place].0 == *key
        {
            return place;
        }
        let place = match self.places.get(key) {
            Some(&place) => place,
            None => {
                self.places.insert(key.clone(), self.columns.len());
                self.columns.push((key.clone(), column_element(key), ColumnFacts::default()));
                self.columns.len() - 1
            }
        };
        if self.last.len() <= i {
            self.last.resize(i + 1, 0);
        }
        self.last[i] = place;
        place
    }

    fn into_facts(self) -> BTreeMap<ColumnKey, Arc<ColumnFacts>> {
        self.columns.into_iter().map(|(key, _, facts)| (key, Arc::new(facts))).collect()
    }
}

#[derive(Default)]
struct Table {
    name: Box<[u8]>,
    facts: TableFacts,
    watched: Watched,
}

/// Makes facts of batches.
pub struct Observer<'e, 'p> {
    kernel: Kernel<'e>,
    tables: Vec<Table>,
    names: HashMap<Box<[u8]>, u32>,
    sums: RowSums,
    hits: RowHits,
    facts: SourceFacts,
    pulse: Pulse<'p>,
}

impl<'e, 'p> Observer<'e, 'p> {
    /// An observer for one split.
    pub fn new(kernel: Kernel<'e>, pulse: Pulse<'p>) -> Self {
        Self {
            kernel,
            tables: Vec::new(),
            names: HashMap::new(),
            sums: RowSums::default(),
            hits: RowHits::default(),
            facts: SourceFacts::default(),
            pulse,
        }
    }

    /// The facts of all that was observed, and the kernel for the next split.
    pub fn finish(self) -> (SourceFacts, Kernel<'e>) {
        let mut facts = self.facts;
        for table in self.tables {
            let mut own = table.facts;
            own.columns = table.watched.into_facts();
            facts.tables.insert(table.name, own);
        }
        (facts, self.kernel)
    }

    fn first_row(&mut self, batch: &Batch<'_>) {
        let mut watched = Watched::default();
        let mut cells = Vec::new();
        let mut signatures = Signatures::default();
        self.sums.begin(1);
        for (i, column) in batch.columns.iter().enumerate() {
            let cell = column.spans.first().and_then(|&s| batch.value(s)).map_or(&[][..], |v| v.bytes());
            cells.push(cell[..cell.len().min(FirstRow::LONGEST)].into());
            let place = watched.place(i, &column.key);
            self.facts.values += self.kernel_over(&mut watched, place, column, batch);
        }
        self.sums.finish(&mut signatures);
        let Some(table) = self.tables.get_mut(batch.table.0 as usize) else { return };
        table.facts.first_row = Some(Box::new(FirstRow { cells, facts: watched.into_facts(), signatures }));
        self.facts.records += 1;
    }

    /// Runs the kernel over one column; says how many values it held.
    fn kernel_over(&mut self, watched: &mut Watched, place: usize, column: &Column, batch: &Batch<'_>) -> u64 {
        let (_, element, facts) = &mut watched.columns[place];
        let element = *element;
        let mut values = 0;
        let mut filled = usize::MAX;
        self.hits.begin();
        for (i, &span) in column.spans.iter().enumerate() {
            let row = match &column.rows {
                Rows::Dense => i,
                Rows::Sparse(rows) => rows.get(i).map_or(0, |&r| r as usize),
            };
            let Some(value) = batch.value(span) else {
                facts.nulls += 1;
                continue;
            };
            let offset = if span.in_scratch() { u64::MAX } else { batch.position + span.offset() as u64 };
            let (hits, sums) = (&mut self.hits, &mut self.sums);
            let seen = self.kernel.observe(facts, value.bytes(), offset, &mut |id| hits.note(row, element, id, sums));
            if seen == Seen::Value && filled != row {
                filled = row;
                self.sums.note(row, element);
            }
            values += u64::from(!value.is_empty());
        }
        values
    }

    fn window(&mut self, batch: &Batch<'_>) {
        let Some(table) = self.tables.get_mut(batch.table.0 as usize) else { return };
        for (i, column) in batch.columns.iter().enumerate() {
            let place = table.watched.place(i, &column.key);
            for &span in &column.spans {
                if let Some(value) = batch.value(span) {
                    let offset = if span.in_scratch() { u64::MAX } else { batch.position + span.offset() as u64 };
                    self.kernel.observe_window(&mut table.watched.columns[place].2, value.bytes(), offset, &mut |_| {});
                }
            }
        }
    }

    fn data(&mut self, batch: &Batch<'_>) -> u64 {
        let Some(table) = self.tables.get_mut(batch.table.0 as usize) else { return 0 };
        let mut watched = std::mem::take(&mut table.watched);
        self.sums.begin(batch.records);
        let mut values = 0;
        for (i, column) in batch.columns.iter().enumerate() {
            let place = watched.place(i, &column.key);
            values += self.kernel_over(&mut watched, place, column, batch);
        }
        if let Some(table) = self.tables.get_mut(batch.table.0 as usize) {
            table.watched = watched;
            table.facts.records += batch.records as u64;
            self.sums.finish(&mut table.facts.signatures);
        }
        self.facts.records += batch.records as u64;
        self.facts.values += values;
        values
    }
}

impl Sink for Observer<'_, '_> {
    fn table(&mut self, schema: &Schema) -> TableRef {
        let id = match self.names.get(&schema.name) {
            Some(&id) => id,
            None => {
                let id = self.tables.len() as u32;
                self.names.insert(schema.name.clone(), id);
                self.tables.push(Table { name: schema.name.clone(), ..Table::default() });
                id
            }
        };
        if schema.origin != SchemaOrigin::Unnamed || !schema.columns.is_empty() {
            self.tables[id as usize].facts.schemas.insert((schema.origin, schema.columns.clone()));
        }
        TableRef(id)
    }

    fn batch(&mut self, batch: &Batch<'_>) -> Flow {
        let values = match batch.role {
            Role::Data => self.data(batch),
            Role::FirstRow => {
                self.first_row(batch);
                0
            }
            Role::Window => {
                self.window(batch);
                0
            }
        };
        (self.pulse)(Progress { records: batch.records as u64, values })
    }

    fn gap(&mut self, gap: Gap) {
        self.facts.gaps.insert(gap);
    }
}
