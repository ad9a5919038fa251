//! A sink that keeps all that it hears, in a form that does not show where batches were cut.

use std::collections::BTreeSet;

use outcrop::format::{Dialect, Sink};
use outcrop::model::{Batch, ColumnKey, Flow, Gap, Role, Rows, Schema, TableRef};

/// A value with the name of its column.
type Cell = (ColumnName, Vec<u8>);

/// A column's name, or its place.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum ColumnName {
    Place(u32),
    Name(String),
}

/// One record: its table, whether it may be a header, its values without nulls.
type Record = (String, bool, Vec<Cell>);

/// All that a sink heard.
#[derive(Default)]
pub struct Heard {
    tables: Vec<String>,
    /// Names that schemas tell: they are values too.
    names: BTreeSet<Vec<u8>>,
    records: Vec<Record>,
    windows: Vec<(String, Cell)>,
    gaps: Vec<Gap>,
}

impl Heard {
    /// Adds what the next split said.
    pub fn append(&mut self, mut next: Heard) {
        self.names.append(&mut next.names);
        self.records.append(&mut next.records);
        self.windows.append(&mut next.windows);
        self.gaps.append(&mut next.gaps);
    }

    /// Puts it in an order of its own: batches of several tables may come in any.
    pub fn settle(mut self) -> Self {
        self.records.sort();
        self.windows.sort();
        self.gaps.sort();
        let mut joined: Vec<Gap> = Vec::new();
        for gap in self.gaps {
            match joined.last_mut() {
                Some(last) if last.reason == gap.reason && gap.start <= last.end + 1 => last.end = last.end.max(gap.end),
                _ => joined.push(gap),
            }
        }
        self.gaps = joined;
        self
    }

    /// The values of a column.
    pub fn values_of(&self, column: &[u8]) -> Vec<&Vec<u8>> {
        let name = ColumnName::Name(String::from_utf8_lossy(column).into_owned());
        self.records.iter().flat_map(|r| &r.2).filter(|c| c.0 == name).map(|c| &c.1).collect()
    }

    /// Every planted mark (`plant` and digits, an `@`, `example.com`) stands in a value or in a gap, and gaps lie in the source.
    pub fn assert_nothing_lost(&self, data: &[u8], format: &str, dialect: &Dialect) {
        assert!(self.gaps.iter().all(|g| g.start <= g.end && g.end <= data.len() as u64), "{format}: a gap outside");
        let values = self.records.iter().flat_map(|r| &r.2).chain(self.windows.iter().map(|w| &w.1)).map(|c| c.1.as_slice());
        let values = values.chain(self.names.iter().map(Vec::as_slice));
        let seen: BTreeSet<&[u8]> = values.flat_map(|v| marks(v).map(|(_, mark)| mark)).collect();
        for (at, mark) in marks(data) {
            let gap = self.gaps.iter().any(|g| g.start < (at + mark.len()) as u64 && g.end > at as u64);
            let around = data.get(at.saturating_sub(60)..(at + 60).min(data.len())).unwrap_or_default();
            assert!(gap || seen.contains(mark), "{format} `{}`: lost in silence: {}", dialect.0, around.escape_ascii());
        }
    }
}

/// The planted marks in some bytes, with their offsets.
fn marks(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    const DOMAIN: &[u8] = b"@example.com";
    bytes.windows(5).enumerate().filter(|(_, w)| *w == b"plant").filter_map(|(at, _)| {
        let digits = bytes.get(at + 5..)?.iter().take_while(|b| b.is_ascii_digit()).count();
        let end = at + 5 + digits + DOMAIN.len();
        let mark = bytes.get(at..end)?;
        mark.ends_with(DOMAIN).then_some((at, mark))
    })
}

impl PartialEq for Heard {
    fn eq(&self, other: &Self) -> bool {
        let places = |h: &Heard| h.gaps.iter().map(|g| (g.start, g.end, g.reason)).collect::<Vec<_>>();
        self.records == other.records && self.windows == other.windows && places(self) == places(other)
    }
}

impl std::fmt::Debug for Heard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (table, header, cells) in &self.records {
            write!(f, "\n  {table}{}:", if *header { " (first)" } else { "" })?;
            cells.iter().try_for_each(|(column, value)| write!(f, " {column:?}={}", value.escape_ascii()))?;
        }
        self.gaps.iter().try_for_each(|g| write!(f, "\n  gap {}..{} {}", g.start, g.end, g.reason.as_str()))
    }
}

impl Sink for Heard {
    fn table(&mut self, schema: &Schema) -> TableRef {
        self.names.insert(schema.name.to_vec());
        self.names.extend(schema.columns.iter().flat_map(|c| [c.name.to_vec(), c.sql_type.to_vec(), c.comment.to_vec()]));
        let name = String::from_utf8_lossy(&schema.name).into_owned();
        let place = self.tables.iter().position(|t| *t == name).unwrap_or_else(|| {
            self.tables.push(name);
            self.tables.len() - 1
        });
        TableRef(place as u32)
    }

    fn batch(&mut self, batch: &Batch<'_>) -> Flow {
        let table = &self.tables[batch.table.0 as usize];
        let mut records = vec![Vec::new(); batch.records];
        for column in batch.columns {
            let name = match &column.key {
                ColumnKey::Ordinal(n) => ColumnName::Place(*n),
                ColumnKey::Name(name) => ColumnName::Name(String::from_utf8_lossy(name).into_owned()),
            };
            for (i, &span) in column.spans.iter().enumerate() {
                let value = batch.value(span);
                assert!(span.is_null() || value.is_some(), "a span points outside its buffer");
                let Some(value) = value else { continue };
                let cell = (name.clone(), value.bytes().to_vec());
                match (&column.rows, batch.role) {
                    (_, Role::Window) => self.windows.push((table.clone(), cell)),
                    (Rows::Dense, _) => records[i].push(cell),
                    (Rows::Sparse(rows), _) => records[rows[i] as usize].push(cell),
                }
            }
        }
        if batch.role != Role::Window {
            let header = batch.role == Role::FirstRow;
            let sorted = records.into_iter().map(|mut cells| {
                cells.sort();
                (table.clone(), header, cells)
            });
            self.records.extend(sorted);
        }
        Flow::Continue
    }

    fn gap(&mut self, gap: Gap) {
        self.gaps.push(gap);
    }
}
